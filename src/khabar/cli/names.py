"""``khabar names``: the names of some pages as a table to correct, and the corrections made of it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from khabar.cli.reading import Run, input_options, output
from khabar.errors import Unreadable
from khabar.names import overrides as corrections
from khabar.names import search

COLUMNS = ("decision", "id", "type", "ar", "latin", "spellings", "articles")
HEAD = """\
# The names of the pages read. Write what is to change into the first column, then `khabar names import` this file:
#   merge ID · rename NAME · split SPELLING · hide; several decisions of one row are set apart by ;
"""


@click.group("names")
def command() -> None:
    """Correct names: export what was found, write decisions beside it, import them as an overrides file."""


@command.command("export")
@click.argument("paths", nargs=-1, required=True)
@click.option("-o", "--output", "out", type=click.Path(path_type=Path), help="Write to this file.")
@input_options
def export(paths: tuple[str, ...], out: Path | None, run: Run) -> None:
    """Write the names of the pages as a tab-separated table, the most spoken of first."""
    readings = run.together()
    count: Counter[str] = Counter(m.entity for r in readings for m in r.mentions)
    pages: Counter[str] = Counter(id for r in readings for id in {m.entity for m in r.mentions})
    entities = {e.id: e for r in readings for e in r.entities}
    if readings:
        with output(out) as file:
            file.write((HEAD + "\t".join(COLUMNS) + "\n").encode())
            for id in sorted(count, key=lambda id: (-count[id], id)):
                entity = entities[id]
                cells = ("", id, entity.type, entity.names.get("ar", ""), search.display(entity))
                row = (*cells, "|".join(entity.spellings), str(pages[id]))
                file.write(("\t".join(" ".join(cell.split()) for cell in row) + "\n").encode())
    run.finish()


@command.command("import")
@click.argument("table", type=click.Path(path_type=Path))
@click.option("-o", "--output", "out", type=click.Path(path_type=Path), help="Write to this file.")
def import_(table: Path, out: Path | None) -> None:
    """Make an overrides file of the decisions written into an exported table. Rows without a decision say nothing."""
    try:
        lines = table.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise click.ClickException(f"{table}: {getattr(error, 'strerror', None) or 'not UTF-8 text'}") from error
    made: list[str] = []
    failed = False
    for number, line in enumerate(lines, 1):
        cells = [c.strip() for c in line.split("\t")]
        if not line.strip() or line.startswith("#") or cells[0] == COLUMNS[0] or not cells[0]:
            continue
        for decision in filter(None, (d.strip() for d in cells[0].split(";"))):
            verb, _, value = decision.partition(" ")
            text = f"{verb} {cells[1] if len(cells) > 1 else ''} {value}".strip()
            found = corrections.parse(text)
            if isinstance(found, str) or found.verb == "add":
                reason = found if isinstance(found, str) else "a row cannot add a name"
                click.echo(f"khabar: {Unreadable(str(table), f'line {number}: {reason}')}", err=True)
                failed = True
            else:
                made.append(text)
    with output(out) as file:
        file.write("".join(f"{text}\n" for text in made).encode())
    if failed:
        raise SystemExit(1)
