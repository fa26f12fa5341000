"""``khabar train``: learn again what the package ships."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
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

TOLD = click.option(
    "--readings",
    type=(click.Path(path_type=Path), click.Path(path_type=Path)),
    help="A table of readings (training/events.tsv) and the corpus whose articles it reads (JSON Lines).",
)
OUT = click.option("-o", "--output", "out", type=click.Path(path_type=Path), help="Default: what Khabar reads.")


@contextmanager
def _errors_told(source: Path | None = None) -> Iterator[None]:
    """What cannot be read is told in a line; ``source``: what it was, where the system does not say."""
    try:
        yield
    except Unreadable as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{error.filename or source}: {error.strerror or error}") from error


def _say(step: str) -> None:
    click.echo(step, err=True)


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
@OUT
def names(corpus: Path, golds: tuple[tuple[Path, Path], ...], readings: tuple[Path, ...], out: Path | None) -> None:
    """Learn word scores, clusters and the tagger of names. Takes about ten minutes and 3 GB.

    The corpus teaches scores, clusters and silver rates without any gold reading; articles that stand in the gold
    readings and in the table of readings are left out of it. The same input gives the same model.
    """
    try:
        from khabar.names.training import train
    except ImportError as error:
        raise click.ClickException(f"{error.name} is missing: pip install 'khabar[train]'") from error
    with _errors_told(corpus):
        train(corpus, golds, readings, None if readings else _ours(), out, _say)


def _ours() -> Path | None:
    """The readings that come with Khabar's source, where we stand in it."""
    return READINGS if READINGS.exists() else None


@command.command("events")
@GOLD
@click.option("--part", type=click.Choice(["all", "even"]), default="all", show_default=True, help="Of the news pages.")
@TOLD
@OUT
def recorded(
    golds: tuple[tuple[Path, Path], ...], part: str, readings: tuple[Path, Path] | None, out: Path | None
) -> None:
    """Learn which events a careful reader records. Says what cross-validation gives; takes a minute or two.

    Casts and times are settled by weights that have not seen the page, as they would be on any other.
    """
    from khabar.events.training import cast as casting
    from khabar.events.training import dates as dating
    from khabar.events.training.recorded import train

    with _errors_told():
        casts, times = casting.unseen(golds, readings), dating.unseen(golds, readings)
        train(golds, out, _say, part, readings, casts, times)


@command.command("cast")
@GOLD
@TOLD
@OUT
def partners(golds: tuple[tuple[Path, Path], ...], readings: tuple[Path, Path] | None, out: Path | None) -> None:
    """Learn who of those named round an event takes part. Run ``train events`` after it, which builds on casts."""
    from khabar.events.training.cast import train

    with _errors_told():
        train(golds, out, _say, readings)


@command.command("dates")
@GOLD
@TOLD
@OUT
def dates(golds: tuple[tuple[Path, Path], ...], readings: tuple[Path, Path] | None, out: Path | None) -> None:
    """Learn which of the times on its page is an event's, or none. Run ``train events`` after it."""
    from khabar.events.training.dates import train

    with _errors_told():
        train(golds, out, _say, readings)


@command.command("places")
@GOLD
@TOLD
@OUT
def places(golds: tuple[tuple[Path, Path], ...], readings: tuple[Path, Path] | None, out: Path | None) -> None:
    """Learn which of the places on its page is an event's, or none. It builds on casts: run ``train cast`` first."""
    from khabar.events.training.places import train

    with _errors_told():
        train(golds, out, _say, readings)
