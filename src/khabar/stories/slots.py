"""Where two articles write nearly the same sentence and differ in one word: «رئيس الاتحاد», «نائب رئيس الاتحاد».

Outlets write one agency report in hardly other words. Where one of them has a word that the other has not, or another
one, they tell two things if the words exclude one another: a rank before a title, an attempt and the deed. Any other
word may be a matter of style.

Both classes were made on the three days with a gold filing, where each finds one difference. On 66 other days a reader
found one of ranks, which is right, and none of attempts.
"""

from __future__ import annotations

import difflib
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from khabar.model import Conflict, ConflictValue, Place, Reading, Span
from khabar.stories.common import Common
from khabar.stories.figures import Word, lines_of
from khabar.stories.stems import WORD, content_stem, content_stems, idf, rarest, sharing
from khabar.text import fold, rows, view

_LIKE = 0.6
"""So much of the weight of the longer sentence's words must stand in the other for the two to be one sentence."""
_COMMON = 5
"""So many words must be common."""
_RAREST, _CROWD = 3, 30
"""Sentences are compared that share one of so many rarest words; a word in more sentences than this leads nowhere."""
_GAP = 3
"""So many words can stand in a place where two sentences differ."""
_SHOWN = 2
"""So many words behind such a place are shown with it."""
_JOINED = ("", "و", "ف", "ب", "ل")
"""What may be written before a word of the table."""
_DEFINITE = (*_JOINED, "ال", "لل")
"""… before one that may have the article."""
_ENDED = ("", "ت", "وا", "ها", "ه")
"""What may end a word that makes the sides say the same."""


class _Line(NamedTuple):
    """A title or sentence without its marks, as one or more articles have it."""

    places: tuple[tuple[Reading, int, int], ...]
    """The articles, with its place in the folded text of each."""
    stems: frozenset[str]
    weight: float
    telling: bool
    """Whether it has a word of the table."""

    @property
    def articles(self) -> frozenset[str]:
        return frozenset(reading.key for reading, _, _ in self.places)

    def without(self, articles: frozenset[str]) -> _Line:
        return self._replace(places=tuple(p for p in self.places if p[0].key not in articles))

    def words(self, place: int = 0) -> list[Word]:
        """Its words as one of the articles has them; in all of them they are the same."""
        reading, start, end = self.places[place]
        key = view(reading.article.document.text).key
        return [Word(m.group(), m.start(), m.end()) for m in WORD.finditer(key, start, end)]


class _Gap(NamedTuple):
    """A place in one of two like sentences where the other has other words, or none."""

    line: _Line
    words: Sequence[Word]
    """All of the sentence."""
    at: slice

    @property
    def own(self) -> list[str]:
        return [w.text for w in self.words[self.at]]

    def shown(self, place: int = 0) -> Span:
        """It and the words behind it, up to a mark, in the text of one of the articles."""
        folded = view(self.line.places[place][0].article.document.text)
        near = self.line.words(place)[self.at.start : self.at.stop + _SHOWN]
        apart = (n for n, (a, b) in enumerate(itertools.pairwise(near)) if not folded.key[a.end : b.start].isspace())
        return folded.span(near[0].start, near[next(apart, len(near) - 1)].end)

    def written(self) -> str:
        return self.shown().of(self.line.places[0][0].article.document.text)


def slots(common: Common) -> list[Conflict]:
    """The words in which articles' like sentences exclude one another, one conflict for any two such words."""
    lines = _lines([common.readings[i] for i in common.members])
    told: dict[tuple[str, str, str], list[tuple[_Gap, _Gap]]] = defaultdict(list)
    for a, b in _pairs(lines):
        for gaps in _gaps(a, b):
            if kind := _kind(*gaps):
                first, second = sorted(gaps, key=lambda gap: fold(gap.written()))
                told[_labels()[kind], fold(first.written()), fold(second.written())].append((first, second))
    keys = {common.readings[i].key: common.keys(i) for i in common.members}
    return [_conflict(label, same, keys) for (label, _, _), same in told.items()]


def _lines(readings: Iterable[Reading]) -> list[_Line]:
    """The titles and sentences of the articles, each distinct one once."""
    places: dict[tuple[str, ...], list[tuple[Reading, int, int]]] = defaultdict(list)
    for reading in readings:
        folded = view(reading.article.document.text)
        for line, _ in lines_of(reading):
            start, end = folded.key_at(line.start), folded.key_at(line.end)
            places[tuple(WORD.findall(folded.key, start, end))].append((reading, start, end))
    found = []
    for words, at in places.items():
        stems = frozenset(content_stems(words))
        if len(stems) >= _COMMON:
            weight = sum(map(idf, sorted(stems)))
            found.append(_Line(tuple(at), stems, weight, not _words().isdisjoint(words)))
    return found


def _pairs(lines: Sequence[_Line]) -> Iterator[tuple[_Line, _Line]]:
    """Sentences of different articles that say nearly the same, one of them with a word of the table."""
    for i, j in sharing([line.stems for line in lines], _RAREST, _CROWD):
        a, b = lines[i], lines[j]
        if not (a.telling or b.telling) or len(a.stems & b.stems) < _COMMON:
            continue
        both = a.articles & b.articles
        a, b = a.without(both), b.without(both)
        alike = sum(map(idf, sorted(a.stems & b.stems))) >= _LIKE * max(a.weight, b.weight)
        if alike and a.places and b.places:
            yield a, b


def _gaps(a: _Line, b: _Line) -> Iterator[tuple[_Gap, _Gap]]:
    """The places of few words, with the same words before and behind, where two sentences differ."""
    words = a.words(), b.words()
    one, other = ([w.text for w in own] for own in words)
    for tag, i, i_end, j, j_end in difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        inside = i > 0 and j > 0 and i_end < len(one) and j_end < len(other)
        if tag != "equal" and inside and max(i_end - i, j_end - j) <= _GAP:
            yield _Gap(a, words[0], slice(i, i_end)), _Gap(b, words[1], slice(j, j_end))


def _kind(a: _Gap, b: _Gap) -> str | None:
    """The class on whose sides the words of one place are; ``None`` where they may say the same."""
    for kind in _labels():
        sides = _side(kind, a), _side(kind, b)
        told = {w.text for gap in (a, b) for w in gap.words}
        if all(sides) and sides[0] != sides[1] and told.isdisjoint(_shapes(kind, "unless", _JOINED, _ENDED)):
            return kind
    return None


def _side(kind: str, gap: _Gap) -> str | None:
    """The side of a class that the words of a place are on, when they say nothing else and lead to what is of it."""
    behind = gap.words[gap.at.stop]
    if behind.text not in _shapes(kind, "of", _DEFINITE):
        return None
    if not gap.own:
        return _absent().get(kind)
    told = {_sides().get((kind, word)) for word in gap.own}
    return told.pop() if len(told) == 1 else None


def _conflict(label: str, told: Sequence[tuple[_Gap, _Gap]], keys: Mapping[str, tuple[str, ...]]) -> Conflict:
    """All pairs of sentences that differ in the same words, as one difference of all their articles."""
    values = []
    for gaps in zip(*told, strict=True):
        places: dict[str, Place] = {}
        for gap in gaps:
            for n, (reading, _, _) in enumerate(gap.line.places):
                places.setdefault(reading.key, Place(article=reading.key, span=gap.shown(n)))
        values.append(
            ConflictValue(
                value=gaps[0].written(),
                articles=tuple(sorted(key for article in places for key in keys[article])),
                evidence=tuple(places.values()),
            )
        )
    return Conflict(about=f"{label}: {_about(*told[0])}", values=tuple(values), rule="slot")


def _about(a: _Gap, b: _Gap) -> str:
    """The weightiest words that two sentences have in common, as the first has them."""
    folded = view(a.line.places[0][0].article.document.text)
    written = {content_stem(w.text): folded.span(w.start, w.end).of(folded.source) for w in a.words}
    best = rarest(a.line.stems & b.line.stems, 3)
    return "، ".join(written[s] for s in best)


@lru_cache(maxsize=1)
def _sides() -> Mapping[tuple[str, str], str]:
    """A class and every shape of its words → the side."""
    return {
        (row["class"], before + fold(word)): row["side"]
        for row in rows("story_slots.tsv")
        for word in row["words"].split("|")
        for before in _JOINED
        if word
    }


@lru_cache(maxsize=16)
def _shapes(kind: str, column: str, before: Sequence[str], after: Sequence[str] = ("",)) -> frozenset[str]:
    """The words that a column has for a class, in every shape."""
    words = [fold(w) for row in rows("story_slots.tsv") if row["class"] == kind for w in row[column].split("|") if w]
    return frozenset(first + word + last for first in before for word in words for last in after)


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    return frozenset(word for _, word in _sides())


@lru_cache(maxsize=1)
def _labels() -> Mapping[str, str]:
    return {row["class"]: row["label"] for row in rows("story_slots.tsv")}


@lru_cache(maxsize=1)
def _absent() -> Mapping[str, str]:
    """Class → the side that is meant where no word of it stands."""
    return {row["class"]: row["side"] for row in rows("story_slots.tsv") if row["absent"]}
