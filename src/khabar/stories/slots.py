"""Where two articles write nearly the same sentence and differ in one word: «رئيس الاتحاد», «نائب رئيس الاتحاد».

Outlets write one agency report in hardly other words. Where one of them has a word that the other has not, or another
one, they tell two things if the words exclude one another: a rank, an attempt and the deed, sides of the compass. Any
other word may be a matter of style.
"""

from __future__ import annotations

import difflib
import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from khabar.model import Conflict, ConflictValue, Place, Reading
from khabar.stories.common import Common
from khabar.stories.figures import Word, lines_of
from khabar.stories.stems import WORD, content_stem, content_stems, idf
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


class _Line(NamedTuple):
    """A title or sentence without its marks."""

    reading: Reading
    start: int
    end: int
    """Its place in the folded text."""
    stems: frozenset[str]
    telling: bool
    """Whether it has a word of the table."""

    @property
    def weight(self) -> float:
        return sum(map(idf, sorted(self.stems)))

    def words(self) -> list[Word]:
        key = view(self.reading.article.document.text).key
        return [Word(m.group(), m.start(), m.end()) for m in WORD.finditer(key, self.start, self.end)]


def slots(common: Common) -> list[Conflict]:
    """The words in which two articles' like sentences exclude one another, one for any two articles and label."""
    lines = [line for i in common.members for line in _lines(common.readings[i])]
    keys = {common.readings[i].key: common.keys(i) for i in common.members}
    found: dict[tuple[str, str, str], Conflict] = {}
    for pair in _pairs(lines):
        a, b = (line.words() for line in pair)
        for at in _gaps(a, b):
            kind = _kind(a[at[0]], b[at[1]])
            if kind and _unless()[kind].isdisjoint(w.text for w in (*a, *b)):
                label = _labels()[kind]
                articles = pair[0].reading.key, pair[1].reading.key
                found.setdefault((label, *articles), _conflict(label, pair, (a, b), at, keys))
    return list(found.values())


def _lines(reading: Reading) -> Iterator[_Line]:
    folded = view(reading.article.document.text)
    for line, _ in lines_of(reading):
        start, end = folded.key_at(line.start), folded.key_at(line.end)
        words = WORD.findall(folded.key, start, end)
        stems = frozenset(content_stems(words))
        if len(stems) >= _COMMON:
            yield _Line(reading, start, end, stems, not _words().isdisjoint(words))


def _pairs(lines: Sequence[_Line]) -> Iterator[tuple[_Line, _Line]]:
    """Sentences of different articles that say nearly the same, one of them with a word of the table."""
    by_word: dict[str, list[int]] = defaultdict(list)
    for n, line in enumerate(lines):
        for stem in sorted(line.stems, key=lambda s: (-idf(s), s))[:_RAREST]:
            by_word[stem].append(n)
    pairs = {p for at in by_word.values() if len(at) <= _CROWD for p in itertools.combinations(at, 2)}
    for i, j in sorted(pairs):
        a, b = lines[i], lines[j]
        if a.reading is b.reading or not (a.telling or b.telling) or len(a.stems & b.stems) < _COMMON:
            continue
        if sum(map(idf, sorted(a.stems & b.stems))) >= _LIKE * max(a.weight, b.weight):
            yield a, b


def _gaps(a: Sequence[Word], b: Sequence[Word]) -> Iterator[tuple[slice, slice]]:
    """The places of few words, with the same words before and behind, where two sentences differ."""
    one, other = ([w.text for w in words] for words in (a, b))
    for tag, i, i_end, j, j_end in difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        inside = i > 0 and j > 0 and i_end < len(a) and j_end < len(b)
        if tag != "equal" and inside and max(i_end - i, j_end - j) <= _GAP:
            yield slice(i, i_end), slice(j, j_end)


def _kind(a: Sequence[Word], b: Sequence[Word]) -> str | None:
    """The class on whose sides the words of one place are; ``None`` where they may say the same."""
    for kind in _labels():
        sides = _side(kind, a), _side(kind, b)
        if all(sides) and sides[0] != sides[1]:
            return kind
    return None


def _side(kind: str, words: Sequence[Word]) -> str | None:
    """The side of a class that the words of a place are on, when they say nothing else."""
    if not words:
        return _absent().get(kind)
    told = {_sides().get((kind, w.text)) for w in words}
    return told.pop() if len(told) == 1 else None


def _conflict(
    label: str,
    lines: tuple[_Line, _Line],
    words: tuple[list[Word], list[Word]],
    places: tuple[slice, slice],
    keys: Mapping[str, tuple[str, ...]],
) -> Conflict:
    values = []
    for line, own, at in zip(lines, words, places, strict=True):
        folded = view(line.reading.article.document.text)
        span = folded.span(own[at.start].start, _end(own, at, folded.key))
        evidence = (Place(article=line.reading.key, span=span),)
        values.append(ConflictValue(value=span.of(folded.source), articles=keys[line.reading.key], evidence=evidence))
    folded = view(lines[0].reading.article.document.text)
    written = {content_stem(w.text): folded.span(w.start, w.end).of(folded.source) for w in words[0]}
    best = sorted(lines[0].stems & lines[1].stems, key=lambda s: (-idf(s), s))[:3]
    return Conflict(about=f"{label}: {'، '.join(written[s] for s in best)}", values=tuple(values), rule="slot")


def _end(words: Sequence[Word], at: slice, key: str) -> int:
    """Where what is shown of a place ends: with the words behind it, up to a mark."""
    shown = words[at.start : at.stop + _SHOWN]
    for word, after in itertools.pairwise(shown):
        if not key[word.end : after.start].isspace():
            return word.end
    return shown[-1].end


@lru_cache(maxsize=1)
def _sides() -> Mapping[tuple[str, str], str]:
    """A class and every shape of its words → the side."""
    return {
        (row["class"], before + fold(word)): row["side"]
        for row in rows("story_slots.tsv")
        for word in row["words"].split("|")
        for before in ("", "و", "ف", "ب", "ل")
        if word
    }


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


@lru_cache(maxsize=1)
def _unless() -> Mapping[str, frozenset[str]]:
    """Class → the words beside which its sides say the same."""
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for row in rows("story_slots.tsv"):
        found[row["class"]] |= {fold(w) for w in row["unless"].split("|") if w}
    return found
