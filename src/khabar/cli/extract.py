"""``khabar extract``: one record per article."""

from __future__ import annotations

from pathlib import Path

import click

from khabar.cli.reading import Run, output
from khabar.pipeline import together
from khabar.record import article_record, line


@click.command("extract")
@click.argument("paths", nargs=-1, required=True)
@click.option("-o", "--output", "out", type=click.Path(path_type=Path), help="Write to this file.")
@click.option("--apart", is_flag=True, help="Read every page by itself; do not let neighbours settle dates.")
def command(paths: tuple[str, ...], out: Path | None, apart: bool) -> None:
    """Read pages and write what they say, one JSON record per article (UTF-8, JSON Lines).

    PATHS are .txt and .html files, folders (searched recursively), or - for standard input.
    """
    run = Run(paths)
    readings = list(run.readings())
    if not apart:
        readings = list(together(readings))
    if readings:
        with output(out) as file:
            for reading in readings:
                file.write(line(article_record(reading)))
    run.finish()
