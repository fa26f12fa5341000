"""Bytes → documents → articles."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from khabar.errors import Unreadable
from khabar.model import Document
from khabar.pages.assemble import articles
from khabar.pages.decode import decode


class Source(NamedTuple):
    """A file to read: the name its document will bear, where it lies, and whether the user named it himself."""

    name: str
    path: Path
    named: bool


def sources(paths: Iterable[str | Path]) -> tuple[list[Source], list[Unreadable]]:
    """The files to read, sorted by name whatever the order given, and the paths that do not exist.

    Folders are walked recursively, hidden files left out; ``-`` is standard input.
    """
    found: set[Source] = set()
    problems = []
    for path in map(Path, paths):
        if path.is_dir():
            found |= {
                Source(p.relative_to(path).as_posix(), p, False)
                for p in path.rglob("*")
                if p.is_file() and p.suffix.lower() in (".txt", ".html", ".htm")
            }
        elif str(path) == "-" or path.exists():
            found.add(Source(path.name, path, True))
        else:
            problems.append(Unreadable(str(path), "no such file or folder"))
    return sorted(found), problems


def document(data: bytes, name: str) -> Document:
    """The document of a file's bytes. Raises :class:`Unreadable` (empty, blank, binary, too large)."""
    text, encoding = decode(data, name)
    return Document(name=name, sha256=hashlib.sha256(data).hexdigest(), text=text, encoding=encoding)


def load(source: Source) -> Document:
    """The document of a source. Raises :class:`Unreadable` when the system does not give it."""
    try:
        data = sys.stdin.buffer.read() if source.name == "-" else source.path.read_bytes()
    except OSError as error:
        raise Unreadable(source.name, error.strerror or str(error)) from error
    return document(data, source.name)


__all__ = ["Source", "articles", "document", "load", "sources"]
