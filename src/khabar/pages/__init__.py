"""Bytes → documents → articles."""

from __future__ import annotations

import hashlib
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from khabar.errors import Unreadable
from khabar.model import Document
from khabar.pages import html
from khabar.pages.assemble import articles
from khabar.pages.decode import decode

_SUFFIXES = (".txt", ".html", ".htm")


class Source(NamedTuple):
    """A file to read: the name its document will bear, where it lies, and whether the user named it himself."""

    name: str
    path: Path
    named: bool


def sources(paths: Iterable[str | Path]) -> tuple[list[Source], list[Unreadable]]:
    """The files to read, sorted by name whatever the order given, and the paths that do not exist.

    Folders are walked recursively, hidden files left out; ``-`` is standard input. A file that is reached twice is
    read once; files of one name are told apart by as much of their folders' names as it takes.
    """
    found: dict[Path, list[Source]] = defaultdict(list)
    problems = []
    for path in map(Path, paths):
        if str(path) == "-":
            found[path].append(Source("-", path, True))
        elif path.is_dir():
            for file in path.rglob("*"):
                inside = file.relative_to(path)
                hidden = any(part.startswith(".") for part in inside.parts)
                if file.suffix.lower() in _SUFFIXES and not hidden and file.is_file():
                    found[file.resolve()].append(Source(inside.as_posix(), file, False))
        elif path.exists():
            found[path.resolve()].append(Source(path.name, path, True))
        else:
            problems.append(Unreadable(str(path), "no such file or folder"))
    once = {place: _one(reached) for place, reached in found.items()}
    return sorted(_told_apart(once)), problems


def _one(reached: list[Source]) -> Source:
    """The source of a file that was reached in several ways: its fullest name; named if the user named it once."""
    fullest = min(reached, key=lambda s: (-len(s.name), s))
    return fullest._replace(named=any(s.named for s in reached))


def _told_apart(by_place: dict[Path, Source]) -> Iterator[Source]:
    same: dict[str, list[Path]] = defaultdict(list)
    for place, source in by_place.items():
        same[source.name].append(place)
    for name, places in same.items():
        parts = name.count("/") + 1
        if len(places) > 1:
            while len({place.parts[-parts:] for place in places}) < len(places):
                parts += 1
        for place in places:
            own = name if len(places) == 1 else "/".join(place.parts[-parts:])
            yield by_place[place]._replace(name=own)


def document(data: bytes, name: str) -> Document:
    """The document of a file's bytes. Raises :class:`Unreadable` (empty, blank, binary, too large)."""
    text, encoding = decode(data, name)
    form = "text"
    said: tuple[tuple[str, str], ...] = ()
    if html.is_html(text, name):
        form = "html"
        text, said = html.visible(text)
        if not text:
            raise Unreadable(name, "the page holds no text")
    return Document(
        name=name, sha256=hashlib.sha256(data).hexdigest(), text=text, format=form, encoding=encoding, said=said
    )


def load(source: Source) -> Document:
    """The document of a source. Raises :class:`Unreadable` when the system does not give it."""
    try:
        data = sys.stdin.buffer.read() if source.name == "-" else source.path.read_bytes()
    except OSError as error:
        raise Unreadable(source.name, error.strerror or str(error)) from error
    return document(data, source.name)


__all__ = ["Source", "articles", "document", "load", "sources"]
