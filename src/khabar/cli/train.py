"""``khabar train``: learn again what the package ships."""

from __future__ import annotations

from pathlib import Path

import click

from khabar.errors import Unreadable

READINGS = Path("training/names.tsv")
GOLD = click.option(
    "--gold",
    "golds",
    type=(click.Path(path_type=Path), click.Path(path_type=Path)),
    multiple=True,
    required=True,
    help="A gold reading and the folder of its documents; may be given again.",
)


@click.group("train")
def command() -> None:
    """Learn again what Khabar learnt, from your own readings. ``names`` needs ``pip install khabar[train]``."""


@command.command("names")
@click.option("--corpus", type=click.Path(path_type=Path), required=True, help="JSON Lines with title and text.")
@GOLD
@click.option(
    "--readings",
    type=click.Path(path_type=Path),
    multiple=True,
    help="A table of names in the corpus's own articles; may be given again. Default: training/names.tsv.",
)
@click.option("-o", "--output", "out", type=click.Path(path_type=Path), help="Default: the model that Khabar reads.")
def names(corpus: Path, golds: tuple[tuple[Path, Path], ...], readings: tuple[Path, ...], out: Path | None) -> None:
    """Learn word scores, clusters and the tagger of names. Takes about ten minutes and 3 GB.

    The corpus teaches scores, clusters and silver rates without any gold reading; articles that stand in the gold
    readings and in the table of readings are left out of it. The same input gives the same model.
    """
    try:
        from khabar.names.training import train
    except ImportError as error:
        raise click.ClickException(f"{error.name} is missing: pip install 'khabar[train]'") from error
    try:
        ours = None if readings else _ours()
        train(corpus, golds, readings, ours, out, lambda step: click.echo(step, err=True))
    except Unreadable as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{error.filename or corpus}: {error.strerror or error}") from error


def _ours() -> Path | None:
    """The readings that come with Khabar's source, where we stand in it."""
    return READINGS if READINGS.exists() else None


@command.command("events")
@GOLD
@click.option("--part", type=click.Choice(["all", "even"]), default="all", show_default=True, help="Of the news pages.")
@click.option(
    "--readings",
    type=(click.Path(path_type=Path), click.Path(path_type=Path)),
    help="A table of readings (training/events.tsv) and the corpus whose articles it reads (JSON Lines).",
)
@click.option("-o", "--output", "out", type=click.Path(path_type=Path), help="Default: the table that Khabar reads.")
def recorded(
    golds: tuple[tuple[Path, Path], ...], part: str, readings: tuple[Path, Path] | None, out: Path | None
) -> None:
    """Learn which events a careful reader records. Says what cross-validation gives; takes a few seconds."""
    from khabar.events.train import train
    from khabar.events.train_partners import unseen

    try:
        train(golds, out, lambda step: click.echo(step, err=True), part, readings, unseen(golds, readings))
    except Unreadable as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror or error}") from error


@command.command("cast")
@GOLD
@click.option(
    "--readings",
    type=(click.Path(path_type=Path), click.Path(path_type=Path)),
    help="A table of readings (training/events.tsv) and the corpus whose articles it reads (JSON Lines).",
)
@click.option("-o", "--output", "out", type=click.Path(path_type=Path), help="Default: the table that Khabar reads.")
def partners(golds: tuple[tuple[Path, Path], ...], readings: tuple[Path, Path] | None, out: Path | None) -> None:
    """Learn who of those named round an event takes part. Run ``train events`` after it, which builds on casts."""
    from khabar.events.train_partners import train

    try:
        train(golds, out, lambda step: click.echo(step, err=True), readings)
    except Unreadable as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror or error}") from error


@command.command("dates")
@GOLD
@click.option(
    "--readings",
    type=(click.Path(path_type=Path), click.Path(path_type=Path)),
    help="A table of readings (training/events.tsv) and the corpus whose articles it reads (JSON Lines).",
)
@click.option("-o", "--output", "out", type=click.Path(path_type=Path), help="Default: the table that Khabar reads.")
def dates(golds: tuple[tuple[Path, Path], ...], readings: tuple[Path, Path] | None, out: Path | None) -> None:
    """Learn which of the times on its page is an event's, or none. Run ``train events`` after it."""
    from khabar.events.train_dates import train

    try:
        train(golds, out, lambda step: click.echo(step, err=True), readings)
    except Unreadable as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror or error}") from error
