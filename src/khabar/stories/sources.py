"""What an article leans on: the agencies and papers that it credits or cites, and signs of its own reporting."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from khabar.model import Article, Reading, Span
from khabar.text import fold, rows, table_path, view


class Cited(NamedTuple):
    """An agency, paper, station or site that an article names, with the place of its first naming."""

    id: str
    name: str
    kind: str
    """As in the table of media: agency, newspaper, channel …"""
    span: Span | None
    credited: bool
    """The page credits it at its head or end."""
    leads: bool
    """It stands in the article's title or opening."""
    wire: bool
    """A world agency, whose reports outlets bring whole."""


class _Medium(NamedTuple):
    name: str
    kind: str
    family: str


@lru_cache(maxsize=1)
def _media() -> dict[str, _Medium]:
    if not table_path("media.tsv").exists():
        return {}
    return {
        row["id"]: _Medium(row["ar"].split("|")[0], row["kind"], row.get("family") or row["id"])
        for row in rows("media.tsv")
    }


def family(article: Article) -> str:
    """The house that publishes the article: outlets of one house are one publisher."""
    if article.outlet is None:
        return ""
    known = _media().get(article.outlet.id)
    return known.family if known else article.outlet.id


def cited(reading: Reading) -> tuple[Cited, ...]:
    """The media other than its own house that an article credits or cites, credits first, each once."""
    own = family(reading.article)
    named = [(c.id, c.span) for c in reading.article.credits]
    named += [(m.entity, m.span) for m in reading.mentions]
    found: dict[str, Cited] = {}
    opening = next((s.end for s in reading.sentences[1:2] or reading.sentences[:1]), 0)
    for id, span in named:
        medium = _media().get(id)
        if medium and medium.kind != "platform" and medium.family != own:
            leads = span is not None and span.start < opening
            credited = any(c.id == id for c in reading.article.credits)
            found.setdefault(id, Cited(id, medium.name, medium.kind, span, credited, leads, id in _wires()))
    return tuple(found.values())


def own_reporting(reading: Reading) -> Span | None:
    """The words by which an article shows that its outlet was there itself («مراسلنا»، «عدسة طاقم …»)."""
    return next((span for inside in reading.article.spans if (span := _word_of(reading, inside, _own_cues()))), None)


def posting(reading: Reading, inside: Span) -> Span | None:
    """The word in a stretch of text by which somebody is said to write on a platform («في تغريدة»)."""
    return _word_of(reading, inside, _posts())


class _Cues(NamedTuple):
    words: tuple[str, ...]
    pattern: re.Pattern[str]
    """Any of them, whole."""


def _word_of(reading: Reading, inside: Span, cues: _Cues) -> Span | None:
    folded = view(reading.article.document.text)
    if not any(word in folded.key for word in cues.words):
        return None
    found = cues.pattern.search(folded.key, folded.key_at(inside.start), folded.key_at(inside.end))
    return folded.span(found.start(), found.end()) if found else None


@lru_cache(maxsize=1)
def _wires() -> frozenset[str]:
    return frozenset(w for row in rows("story_wires.tsv") for w in row["media"].split("|"))


@lru_cache(maxsize=1)
def _own_cues() -> _Cues:
    return _pattern("story_own.tsv")


@lru_cache(maxsize=1)
def _posts() -> _Cues:
    return _pattern("story_posts.tsv")


def _pattern(table: str) -> _Cues:
    words = tuple(sorted({fold(w) for row in rows(table) for w in row["words"].split("|")}))
    forms = "|".join(map(re.escape, words))
    return _Cues(words, re.compile(rf"(?<![\u0621-\u064a])(?:{forms})(?![\u0621-\u064a])"))
