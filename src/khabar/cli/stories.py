"""``khabar stories``: articles filed into stories."""

from __future__ import annotations

from pathlib import Path

import click

from khabar.cli.reading import Run, input_options, output
from khabar.record import line, story_record
from khabar.stories import Filing


@click.command("stories")
@click.argument("paths", nargs=-1, required=True)
@click.option("-o", "--output", "out", type=click.Path(path_type=Path), help="Write to this file.")
@click.option("--format", "form", type=click.Choice(["jsonl"]), default="jsonl", show_default=True)
@input_options
def command(paths: tuple[str, ...], out: Path | None, form: str, run: Run) -> None:
    """File the pages into stories: independent origins, shared text, conflicts, and which earlier story each carries
    on. One JSON record per story.

    PATHS are as for extract.
    """
    readings = run.together()
    if readings:
        documents = {r.key: r.article.document.name for r in readings}
        filing = Filing().extended(readings)
        continues = filing.continues
        with output(out) as file:
            for story in filing.stories:
                file.write(line(story_record(story, documents, continues.get(story.id))))
    run.finish()
