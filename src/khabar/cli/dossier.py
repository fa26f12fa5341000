"""``khabar dossier``: a folder of pages to read in a browser."""

from __future__ import annotations

from pathlib import Path

import click

from khabar import dossier
from khabar.cli.reading import Run, input_options
from khabar.errors import Unreadable
from khabar.stories import file_stories


@click.command("dossier")
@click.argument("paths", nargs=-1, required=True)
@click.option("-o", "--output", "out", type=click.Path(path_type=Path), required=True, help="Write into this folder.")
@click.option("--open", "show", is_flag=True, help="Open the dossier in the browser.")
@input_options
def command(paths: tuple[str, ...], out: Path, show: bool, run: Run) -> None:
    """Write a dossier of the pages: one page per story, and an index. It opens from disk and needs no network.

    PATHS are as for extract. The folder must be new, empty, or an older dossier, which is replaced.
    """
    readings = run.together()
    if readings:
        try:
            index = dossier.build(file_stories(readings), readings, out)
        except Unreadable as error:
            raise click.ClickException(str(error)) from error
        except OSError as error:
            raise click.ClickException(f"{error.filename or out}: {error.strerror or error}") from error
        click.echo(index)
        if show:
            click.launch(str(index))
    run.finish()
