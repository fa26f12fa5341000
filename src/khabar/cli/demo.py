"""``khabar demo``: the dossier of the demonstration pages."""

from __future__ import annotations

import webbrowser
from pathlib import Path

import click

from khabar.cli.reading import Run
from khabar.demo import pages_folder
from khabar.dossier import build
from khabar.pipeline import together
from khabar.stories import file_stories


@click.command("demo")
@click.option(
    "-o",
    "--output",
    "out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("khabar-demo"),
    show_default=True,
    help="Write the dossier into this folder.",
)
@click.option("--open", "open_it", is_flag=True, help="Open the dossier in the browser.")
def command(out: Path, open_it: bool) -> None:
    """Build the dossier of eighteen invented pages that come with Khabar, to see what it makes of such pages."""
    run = Run([str(pages_folder())])
    readings = together(list(run.readings()))
    index = build(file_stories(readings), readings, out)
    click.echo(index)
    if open_it:
        webbrowser.open(index.resolve().as_uri())
    run.finish()
