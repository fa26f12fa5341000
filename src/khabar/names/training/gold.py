"""Gold readings: what careful readers marked on a page."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from khabar.errors import Unreadable
from khabar.model import EntityType, Span

ARABIC = "\u0621-\u064a\u0671-\u06d3"


class Gold(NamedTuple):
    """An article of a gold reading: its place in the document, and its names as (start, end, type)."""

    document: str
    text: str
    span: Span
    holes: tuple[Span, ...]
    names: tuple[tuple[int, int, EntityType], ...]
    entities: tuple[str, ...] = ()
    """The gold's entity of each name."""
    headed: bool = False
    """Whether the first line is the headline."""

    @property
    def spans(self) -> tuple[Span, ...]:
        """The body without what the gold calls boilerplate."""
        out, at = [], self.span.start
        for hole in sorted(self.holes):
            if self.span.start <= hole.start < self.span.end and hole.start >= at:
                out.append(Span(at, hole.start))
                at = hole.end
        return tuple(s for s in (*out, Span(at, self.span.end)) if s.start < s.end)

    @property
    def body(self) -> str:
        """The text by which the article is found again in a corpus: without its headline."""
        text = self.span.of(self.text)
        return text.partition("\n")[2] if self.headed else text


def read_gold(gold: Path, folder: Path) -> list[Gold]:
    """The articles of a gold reading (JSON with ``documents`` and ``entities``), the documents lying in ``folder``.

    Raises :class:`Unreadable` naming the file when it is no gold reading or does not fit its documents.
    """
    try:
        truth = json.loads(gold.read_text(encoding="utf-8"))
        return [article for doc in truth["documents"] for article in _articles(doc, folder, truth["entities"])]
    except OSError as error:
        raise Unreadable(str(error.filename or gold), error.strerror or str(error)) from error
    except (ValueError, KeyError, TypeError) as error:
        raise Unreadable(str(gold), f"no gold reading of the documents in {folder} ({error})") from error


def _articles(doc: dict[str, Any], folder: Path, entities: dict[str, Any]) -> Iterator[Gold]:
    text = (folder / doc["doc"]).read_bytes().decode("utf-8")
    holes = tuple(Span(text.index(b), text.index(b) + len(b)) for b in doc.get("boilerplate", []) if b in text)
    for article in doc["articles"]:
        low = text.index(article["starts"])
        high = text.index(article["ends"], low) + len(article["ends"])
        names = _occurrences(text, Span(low, high), article["mentions"], holes)
        typed = tuple((s, e, type_of(entities[entity]["type"])) for s, e, entity in names)
        yield Gold(doc["doc"], text, Span(low, high), holes, typed, tuple(entity for _, _, entity in names))


def type_of(type: str) -> EntityType:
    """A gold's type as a type of mentions: whatever else it marks is a group."""
    return type if type in ("PER", "ORG", "LOC") else "GROUP"  # type: ignore[return-value]


def _occurrences(
    text: str, inside: Span, surfaces: Iterable[Sequence[str]], holes: Iterable[Span]
) -> list[tuple[int, int, str]]:
    """All places of the surfaces, the longest first, none inside another; particles may stand before."""
    taken, out = list(holes), []
    for surface, entity in sorted(surfaces, key=lambda m: -len(m[0])):
        for hit in re.finditer(re.escape(surface), inside.of(text)):
            span = Span(inside.start + hit.start(), inside.start + hit.end())
            front = re.search(f"[{ARABIC}]*\\Z", text[max(0, span.start - 4) : span.start])
            if re.match(f"[{ARABIC}\u064b-\u0652]", text[span.end : span.end + 1]):
                continue
            if front and front.group() and not re.fullmatch("[وف]?[بلك]?(ال|ل)?ـ?", front.group()):
                continue
            if not any(span.overlaps(t) for t in taken):
                taken.append(span)
                out.append((span.start, span.end, entity))
    return sorted(out)
