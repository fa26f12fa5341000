"""``khabar extract``: one record per article."""

from __future__ import annotations

import itertools
from pathlib import Path

import click

from khabar.cli.reading import Run, input_options, output
from khabar.pipeline import analyse
from khabar.record import article_record, line


@click.command("extract")
@click.argument("paths", nargs=-1, required=True)
@click.option("-o", "--output", "out", type=click.Path(path_type=Path), help="Write to this file.")
@click.option(
    "--apart", is_flag=True, help="Read every page by itself; neighbours settle no dates, and memory stays flat."
)
@input_options
def command(paths: tuple[str, ...], out: Path | None, apart: bool, run: Run) -> None:
    """Read pages and write what they say, one JSON record per article (UTF-8, JSON Lines).

    PATHS are text dumps, HTML pages, RSS and Atom feeds, WARC archives, JSON Lines, Parquet, mails (.eml), each also
    packed with gzip and told apart by content; folders, searched recursively; or - for standard input.
    """
    readings = (run.corrected([analyse(article)])[0] for article in run.articles()) if apart else iter(run.together())
    first = next(readings, None)
    if first is not None:
        with output(out) as file:
            for reading in itertools.chain([first], readings):
                file.write(line(article_record(reading)))
    run.finish()
