"""``khabar demo``: the dossier of the demonstration pages."""

from __future__ import annotations

from pathlib import Path

import click

from khabar.cli import dossier
from khabar.demo import pages_folder


@click.command("demo")
@click.option(
    "-o",
    "--output",
    "out",
    type=click.Path(path_type=Path),
    default=Path("khabar-demo"),
    show_default=True,
    help="Write into this folder.",
)
@click.option("--open", "show", is_flag=True, help="Open the dossier in the browser.")
@click.pass_context
def command(ctx: click.Context, out: Path, show: bool) -> None:
    """Write the dossier of eighteen invented pages that come with Khabar, to see what it makes of such pages."""
    ctx.invoke(dossier.command, paths=(str(pages_folder()),), out=out, show=show)
