"""What every command does first: read pages, report what could not be read, show progress on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import click

from khabar import pages
from khabar.errors import Unreadable
from khabar.model import Article, Reading
from khabar.pipeline import analyse


class Run:
    """One run over the user's paths: counts what was read, and what failed, for the exit code."""

    def __init__(
        self, paths: Iterable[str], options: pages.Options = pages.NO_OPTIONS, profile: pages.Profile = pages.NO_PROFILE
    ) -> None:
        self.paths = list(paths)
        self.options, self.profile = options, profile
        self.read = 0
        self.named_failed = False

    def readings(self) -> Iterator[Reading]:
        """The reading of every article of every page, in the order of their names, each page read once."""
        for article in self.articles():
            yield analyse(article)

    def articles(self) -> Iterator[Article]:
        """The articles of every page. A page that fails costs one line on stderr and nothing else."""
        sources, problems = pages.sources(self.paths)
        for problem in problems:
            self._complain(problem, named=True)
        with progress(sources) as tracked:
            for source in tracked:
                yield from self._of(source)

    def _of(self, source: pages.Source) -> Iterator[Article]:
        """The articles of a file. Pages of a container that hold none are counted and told in one line."""
        read = without = 0
        for document in pages.documents(source, self.options):
            if isinstance(document, Unreadable):
                self._complain(document, named=source.named and document.name == source.name)
                continue
            found = pages.articles(document, self.profile)
            read += bool(found)
            if found:
                yield from found
            elif document.name == source.name:
                self._complain(Unreadable(source.name, "no article found on the page"), named=source.named)
            else:
                without += 1
        if without:
            pages_of = "page holds" if without == 1 else "pages hold"
            nothing = source.named and not read
            self._complain(Unreadable(source.name, f"{without} {pages_of} no article"), named=nothing)
        self.read += read

    def finish(self) -> None:
        """Exit non-zero when nothing could be read, or a file that the user named failed."""
        if not self.read and not self.named_failed:
            click.echo(f"khabar: nothing readable in {', '.join(self.paths)}", err=True)
        if not self.read or self.named_failed:
            sys.exit(1)

    def _complain(self, error: Unreadable, named: bool) -> None:
        click.echo(f"khabar: {error}", err=True)
        self.named_failed |= named


@contextmanager
def progress(sources: list[pages.Source]) -> Iterator[Iterable[pages.Source]]:
    """The sources, with a progress bar when stderr is a terminal and in silence when it is not."""
    if not sys.stderr.isatty() or len(sources) < 2:
        yield sources
        return
    from rich.console import Console
    from rich.progress import track

    yield track(sources, description="خبر", console=Console(stderr=True), transient=True)


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
