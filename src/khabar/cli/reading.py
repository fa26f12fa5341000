"""What every command does first: read pages, report what could not be read, show progress on a terminal."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import click

from khabar import pages
from khabar.errors import Unreadable
from khabar.model import Article, Document, Reading
from khabar.names import Override, overrides
from khabar.pipeline import analyse, together

_T = TypeVar("_T")


class Run:
    """One run over the user's paths: counts what was read, and what failed, for the exit code."""

    def __init__(
        self,
        paths: Iterable[str],
        options: pages.Options = pages.NO_OPTIONS,
        profile: pages.Profile = pages.NO_PROFILE,
        corrections: Sequence[Override] = (),
    ) -> None:
        self.paths = list(paths)
        self.corrections = corrections
        self.options, self.profile = options, profile
        self.read = 0
        self.named_failed = False
        self.idle: dict[Override, str] | None = None
        """The corrections that changed nothing so far, with why."""

    def readings(self) -> Iterator[Reading]:
        """The reading of every article of every page, in the order of their names, each page read once.

        The pages are read together: what an outlet repeats from page to page is junk on all of them.
        """
        articles = pages.without_repeated(list(self.articles()), self.profile)
        with progress(articles) as tracked:
            yield from map(analyse, tracked)

    def together(self) -> tuple[Reading, ...]:
        """The readings of every page read together, with the user's corrections of names."""
        return self.corrected(together(list(self.readings())))

    def corrected(self, readings: Sequence[Reading]) -> tuple[Reading, ...]:
        """Readings with the user's corrections of names."""
        out, idle = overrides.applied(readings, self.corrections)
        self.idle = dict(idle) if self.idle is None else {o: why for o, why in idle if o in self.idle}
        return out

    def articles(self) -> Iterator[Article]:
        """The articles of every page, as they are read."""
        for _, found in self.documents():
            yield from found

    def documents(self) -> Iterator[tuple[Document, Sequence[Article]]]:
        """Every page that can be read, with its articles. A page that fails costs one line on stderr and nothing
        else; one that holds no article is complained of, and given too."""
        sources, problems = pages.sources(self.paths)
        for problem in problems:
            self.complain(problem, named=True)
        with progress(sources) as tracked:
            for source in tracked:
                yield from self._of(source)

    def _of(self, source: pages.Source) -> Iterator[tuple[Document, Sequence[Article]]]:
        """The pages of a file. Pages of a container that hold no article are counted and told in one line."""
        read = without = 0
        for document in pages.documents(source, self.options):
            if isinstance(document, Unreadable):
                self.complain(document, named=source.named and document.name == source.name)
                continue
            found = pages.articles(document, self.profile)
            yield document, found
            read += bool(found)
            if not found and document.name == source.name:
                self.complain(Unreadable(source.name, "no article found on the page"), named=source.named)
            elif not found:
                without += 1
        if without:
            hold = "1 page holds" if without == 1 else f"{without} pages hold"
            self.complain(Unreadable(source.name, f"{hold} no article"), named=source.named and not read)
        self.read += read

    def finish(self) -> None:
        """Exit non-zero when nothing could be read, or a file that the user named failed."""
        for correction, why in (self.idle or {}).items():
            click.echo(f"khabar: {correction.where}: {why}; {correction.verb} changes nothing", err=True)
        if not self.read and not self.named_failed:
            click.echo(f"khabar: nothing readable in {', '.join(self.paths)}", err=True)
        if not self.read or self.named_failed:
            sys.exit(1)

    def complain(self, error: Unreadable, named: bool) -> None:
        """One line on stderr; the run fails at its end when the user named what is wrong."""
        click.echo(f"khabar: {error}", err=True)
        self.named_failed |= named


def input_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options about the input that all commands share; the command is given a ``run`` made of them."""

    @click.option(
        "--field",
        "fields",
        multiple=True,
        metavar="ROLE=COLUMN",
        help="The column of JSON Lines or Parquet that holds the text, title, published, url, outlet … (text=body).",
    )
    @click.option(
        "--profile",
        "profile",
        type=click.Path(path_type=Path),
        help="A file of further signs of junk: one regular expression for a whole line each, its rule before a tab.",
    )
    @click.option(
        "--overrides",
        "user",
        type=click.Path(path_type=Path),
        help="A file of corrections of names: merge, split, rename, hide, add, one a line (see khabar names --help).",
    )
    @functools.wraps(command)
    def wrapped(
        *arguments: Any,
        paths: tuple[str, ...],
        fields: tuple[str, ...],
        profile: Path | None,
        user: Path | None,
        **named: Any,
    ) -> None:
        try:
            signs = pages.load_profile(profile) if profile else pages.NO_PROFILE
            corrections, wrong = overrides.read(user) if user else ((), ())
        except Unreadable as error:
            raise click.ClickException(str(error)) from error
        run = Run(paths, pages.Options(_fields(fields)), signs, corrections)
        for damaged in wrong:  # a damaged line loses nothing but itself
            run.complain(damaged, named=True)
        command(*arguments, paths=paths, run=run, **named)

    return wrapped


def _fields(given: Iterable[str]) -> dict[str, str]:
    out = {}
    for field in given:
        role, _, column = field.partition("=")
        if role not in pages.roles() or not column:
            raise click.BadParameter(f"{field!r} is not ROLE=COLUMN with one of {', '.join(pages.roles())}")
        out[role] = column
    return out


@contextmanager
def progress(steps: Sequence[_T]) -> Iterator[Iterable[_T]]:
    """The steps, with a progress bar when stderr is a terminal and in silence when it is not."""
    if not sys.stderr.isatty() or len(steps) < 2:
        yield steps
        return
    from rich.console import Console
    from rich.progress import track

    yield track(steps, description="خبر", console=Console(stderr=True), transient=True)


@contextmanager
def output(path: Path | None) -> Iterator[BinaryIO]:
    """Where a command writes: standard output, or a file that appears only when it is whole."""
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            yield file
        part.replace(path)
    except OSError as error:
        raise click.ClickException(f"{path}: {error.strerror or error}") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
