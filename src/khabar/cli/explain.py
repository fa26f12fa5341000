"""``khabar explain``: which rules made each statement of a page."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import click

from khabar.cli.reading import Run, input_options, output
from khabar.dossier.words import say
from khabar.model import Link, Reading, Statement
from khabar.statements import parts

_SHOWN = 200
"""No more characters of a statement are shown; its offsets lead to the rest."""


@click.command("explain")
@click.argument("paths", nargs=-1, required=True)
@click.option("-o", "--output", "out", type=click.Path(path_type=Path), help="Write to this file.")
@input_options
def command(paths: tuple[str, ...], out: Path | None, run: Run) -> None:
    """Show for each statement of the pages which rules made it, and how far they are to be trusted.

    PATHS are pages and folders as for extract. The text is UTF-8: one block per statement with its words, offsets,
    speaker, chain, and the names of its rules in Arabic and English.
    """
    readings = run.readings()
    first = next(readings, None)
    if first is not None:
        with output(out) as file:
            for reading in itertools.chain([first], readings):
                file.write(("\n".join(explained(reading)) + "\n").encode())
    run.finish()


def explained(reading: Reading) -> Iterator[str]:
    """The lines that explain one article's statements."""
    yield f"{reading.key}: {reading.article.title or ''}".rstrip(": ")
    carriers = [f"{c.name} (credit)" for c in reading.article.credits]
    carriers += [f"{reading.article.outlet.name} (publisher)"] if reading.article.outlet else []
    if carriers:  # they carry every statement of the article, after the carriers that the statement's own words name
        words = say("explain.carried")
        yield f"   {words.plain('ar')} · {words.plain('en')} ← {' ← '.join(carriers)}"
    for number, said in enumerate(reading.statements, 1):
        yield ""
        yield from _statement(number, said, reading)
    yield ""


def _statement(number: int, said: Statement, reading: Reading) -> Iterator[str]:
    text = " ".join(said.text.split())
    shown = text if len(text) <= _SHOWN else text[:_SHOWN].rsplit(" ", 1)[0] + " …"
    yield f"{number}. «{shown}» [{said.span.start}–{said.span.end}]"
    yield f"   {said.act}, {said.kind}: {'، '.join(_name(reading, x) for x in said.speaker)}"
    source = reading.article.document.text
    for part in parts(said.rule):
        words = ""
        if part.part == "cue" and said.cue is not None:
            words = f" «{said.cue.of(source)}»"
        elif part.part == "chain":
            words = "".join(_link(reading, link, source) for link in said.via)
        yield f"   {part.part:<8}{part.rule}: {part.ar} · {part.en}{words}"
    yield f"   confidence {said.confidence:.2f}"


def _link(reading: Reading, link: Link, source: str) -> str:
    cue = f" «{link.cue.of(source)}»" if link.cue is not None else ""
    return f" ← {_name(reading, link.entity)} ({link.role}){cue}"


def _name(reading: Reading, identity: str) -> str:
    entity = reading.entity(identity)
    return entity.names.get("ar", identity) if entity is not None else identity
