"""The files behind the paths that a user names."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from khabar.errors import Unreadable
from khabar.model import Document
from khabar.pages import readers
from khabar.pages.readers import Options, feed, html, warc

_SUFFIXES = frozenset(
    (".txt", ".text", ".html", ".htm", ".xhtml", ".shtml", ".xml", ".rss", ".atom", ".rdf", ".warc", ".wet", ".arc",
     ".jsonl", ".ndjson", ".jsonlines", ".json", ".parquet", ".eml", ".mht", ".mhtml")
)  # fmt: skip
_OTHER = frozenset(
    (".md", ".css", ".js", ".csv", ".tsv", ".py", ".log", ".pdf", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp",
     ".ico", ".mp3", ".mp4", ".zip", ".woff", ".woff2", ".yml", ".yaml", ".toml")
)  # fmt: skip
"""Names of what is no page, so that a folder's files of that kind need not be opened."""
NO_OPTIONS = Options()


class Source(NamedTuple):
    """A file to read: the name its document will bear, where it lies, and whether the user named it himself."""

    name: str
    path: Path
    named: bool


def sources(paths: Iterable[str | Path]) -> tuple[list[Source], list[Unreadable]]:
    """The files to read, sorted by name whatever the order given, and the paths that do not exist.

    Folders are walked recursively, hidden files left out: files named like something that Khabar reads, and others
    that begin like a page (``index.php?id=7``). ``-`` is standard input. A file that is reached twice is read once;
    files of one name are told apart by as much of their folders' names as it takes.
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
                if not hidden and file.is_file() and _is_page(file):
                    found[file.resolve()].append(Source(inside.as_posix(), file, False))
        elif path.exists():
            found[path.resolve()].append(Source(path.name, path, True))
        else:
            problems.append(Unreadable(str(path), "no such file or folder"))
    once = {place: _one(reached) for place, reached in found.items()}
    return sorted(_told_apart(once)), problems


def _is_page(file: Path) -> bool:
    suffix = Path(file.name.lower().removesuffix(".gz")).suffix
    if suffix in _SUFFIXES or suffix in _OTHER:
        return suffix in _SUFFIXES
    try:
        with file.open("rb") as opened:
            head = opened.read(2048)
    except OSError:
        return False
    name = file.name.lower()
    return html.is_html(head.decode("utf-8", "replace"), name) or feed.matches(head, name) or warc.matches(head, name)


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


def documents(source: Source, options: Options = NO_OPTIONS) -> Iterator[Document | Unreadable]:
    """The documents of a source, one or (a feed, an archive, JSON Lines) many, read as they are asked for.

    What cannot be read comes as :class:`Unreadable` in its place, and the rest still follows.
    """
    if source.name == "-":
        yield from readers.documents(sys.stdin.buffer, "-", options)
        return
    try:
        file = source.path.open("rb")
    except OSError as error:
        yield Unreadable(source.name, error.strerror or str(error))
        return
    with file:
        yield from readers.documents(file, source.name, options)
