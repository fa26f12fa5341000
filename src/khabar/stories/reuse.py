"""Shared text: which articles repeat each other's sentences, whatever was cut, edited or put before them.

Candidates come from a sorted list of word triples; a pair counts when at least two sentences of each stand nearly
word for word in the other. Template is left out before (:func:`khabar.stories.features.is_template`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from khabar.model import Reading, Reuse
from khabar.stories.features import Words, word_places
from khabar.stories.numbers import Numbers
from khabar.text import view

_SENTENCE = 5
"""A sentence with fewer words is too short to show anything."""
_LIKE = 0.4
"""So much of a sentence's word triples must stand in the other text."""
_SENTENCES = 2
_TRIPLES = 12
_TRACE, _TRACE_TRIPLES = 0.3, 20
"""Share of the shorter text, and triples, that show one hand behind two texts although no two sentences are whole."""
_NEAR = 0.5
"""Share of the longer text's triples from which two texts are near-duplicates."""
_CROWD = 60
"""A triple in more articles than this is a phrase of the language."""
_RUN = 6
"""Aligned words in a row that make a passage."""
_FULLER = 1.3
"""How many times as many words a text must have to be held for the source of another of the same day."""
_GAP = 4
"""Words that may differ between two runs of one passage."""

Codes = npt.NDArray[np.uint64]
Kind = Literal["near-duplicate", "shared-passages"]


class Triples(NamedTuple):
    """The word triples of an article's longer sentences, as numbers."""

    codes: Codes
    """The distinct triples of each sentence, one sentence after the other."""
    starts: npt.NDArray[np.int64]
    """Where each sentence begins."""
    all: Codes
    """The distinct triples of the article, ascending."""


class Match(NamedTuple):
    """What two articles have in common."""

    kind: Literal["near-duplicate", "shared-passages", "trace"]
    """A trace is less than reuse, and more than chance: reworked wire copy."""
    share: float
    """Triples in common, of the shorter text's."""


def triples_of(sentences: Iterable[Words], numbers: Numbers) -> Triples:
    """The triples of an article's sentences; new words are given numbers."""
    ids: list[int] = []
    of: list[int] = []
    for number, words in enumerate(sentences):
        if len(words) >= _SENTENCE:
            ids += map(numbers.__getitem__, words)
            of += [number] * len(words)
    if not ids:
        return Triples(EMPTY.codes, EMPTY.owners, EMPTY.codes)
    word, line = np.array(ids, dtype=np.uint64), np.array(of, dtype=np.int64)
    codes = (word[:-2] << np.uint64(42)) ^ (word[1:-1] << np.uint64(21)) ^ word[2:]
    inside = line[:-2] == line[2:]
    codes, line = codes[inside], line[:-2][inside]
    order = np.lexsort((codes, line))
    codes, line = codes[order], line[order]
    new = np.ones(len(codes), dtype=bool)
    new[1:] = (codes[1:] != codes[:-1]) | (line[1:] != line[:-1])
    codes, line = codes[new], line[new]
    starts = np.flatnonzero(np.diff(line, prepend=-1))
    return Triples(codes, starts, _distinct(codes))


def _distinct(codes: Codes) -> Codes:
    """The distinct codes, ascending; quicker than ``np.unique``, which hashes."""
    every = np.sort(codes)
    first = np.ones(len(every), dtype=bool)
    first[1:] = every[1:] != every[:-1]
    return every[first]


class Index(NamedTuple):
    """All triples of a set of articles, ascending, each with its article."""

    codes: Codes
    owners: npt.NDArray[np.int64]


EMPTY = Index(np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64))


def extended(index: Index, new: Mapping[int, Triples], gone: Iterable[int] = ()) -> Index:
    """The index with more articles, and without those that are gone."""
    if out := sorted(gone):
        left = ~np.isin(index.owners, out)
        index = Index(index.codes[left], index.owners[left])
    codes = np.concatenate([EMPTY.codes, *(new[i].all for i in sorted(new))])
    owners = np.concatenate([EMPTY.owners, *(np.full(len(new[i].all), i) for i in sorted(new))])
    order = np.argsort(codes, kind="stable")
    at = np.searchsorted(index.codes, codes[order], "right")
    return Index(np.insert(index.codes, at, codes[order]), np.insert(index.owners, at, owners[order]))


def candidates(index: Index, new: Mapping[int, Triples]) -> list[tuple[int, int]]:
    """The pairs (i < j) with enough triples in common of which one is new (and in the index), in order."""
    sought = _distinct(np.concatenate([EMPTY.codes, *(t.all for t in new.values())]))
    if not len(sought):
        return []
    first = np.searchsorted(index.codes, sought, "left")
    counts = np.searchsorted(index.codes, sought, "right") - first
    shared = (counts > 1) & (counts <= _CROWD)
    first, counts = first[shared], counts[shared]
    at = np.arange(counts.sum()) + np.repeat(first - np.cumsum(counts) + counts, counts)
    codes, owners = index.codes[at], index.owners[at]
    count = int(index.owners.max()) + 1
    fresh = np.zeros(count, dtype=bool)
    fresh[[i for i in new if i < count]] = True
    pairs = []
    for step in range(1, _CROWD):
        same = codes[step:] == codes[:-step]
        if not same.any():
            break
        a, b = owners[:-step][same], owners[step:][same]
        either = fresh[a] | fresh[b]
        pairs.append(np.minimum(a, b)[either] * count + np.maximum(a, b)[either])
    if not pairs:
        return []
    numbers, common = np.unique(np.concatenate(pairs), return_counts=True)
    return [divmod(int(n), count) for n in numbers[common >= _TRIPLES]]


def matched(a: Triples, b: Triples) -> Match | None:
    """What two articles have in common; None for nothing to speak of."""
    common = np.intersect1d(a.all, b.all, assume_unique=True)
    share = len(common) / max(1, min(len(a.all), len(b.all)))
    if len(common) < _TRIPLES:
        return None
    if min(_whole(a, common), _whole(b, common)) < _SENTENCES:
        return Match("trace", share) if len(common) >= _TRACE_TRIPLES and share >= _TRACE else None
    near = len(common) >= _NEAR * max(len(a.all), len(b.all))
    return Match("near-duplicate" if near else "shared-passages", share)


def _whole(article: Triples, common: Codes) -> int:
    """How many sentences of an article stand nearly whole in what is common (not empty)."""
    at = np.minimum(np.searchsorted(common, article.codes), len(common) - 1)
    found = np.add.reduceat(common[at] == article.codes, article.starts)
    sizes = np.diff(np.append(article.starts, len(article.codes)))
    return int((found >= _LIKE * sizes).sum())


def aligned(a: Reading, b: Reading, kind: Kind, template: Container[Words]) -> Reuse:
    """The reuse of two articles with the passages that they share, in a's order, and their share of the words."""
    words_a, places_a = _flat(a, template)
    words_b, places_b = _flat(b, template)
    kept = [r for r in runs(words_a, words_b) if r.words >= _RUN]
    of_a, of_b = view(a.article.document.text), view(b.article.document.text)
    passages = tuple(
        (
            of_a.span(places_a[r.a][0], places_a[r.a_end - 1][1]),
            of_b.span(places_b[r.b][0], places_b[r.b_end - 1][1]),
        )
        for r in kept
    )
    share = sum(r.words for r in kept) / max(1, min(len(words_a), len(words_b)))
    source, why = _source(a, b, len(words_a), len(words_b))
    return Reuse(
        a=a.key,
        b=b.key,
        kind=kind,
        share=min(1.0, share),
        passages=passages,
        source=source.key if source else None,
        why=why,
    )


def _source(a: Reading, b: Reading, words_a: int, words_b: int) -> tuple[Reading | None, str]:
    """Which of two articles the other is likelier to go back to, and what tells: day, credit, completeness.

    A page that credits the other's outlet has its text from there; else the earlier page, else the much fuller one.
    """
    for one, other in ((a, b), (b, a)):
        outlet = one.article.outlet
        if outlet and outlet.id in {c.id for c in other.article.credits}:
            return one, "credited"
    days = a.article.published, b.article.published
    if days[0] and days[1] and days[0] != days[1]:
        return (a if days[0] < days[1] else b), "earlier"
    if max(words_a, words_b) >= _FULLER * min(words_a, words_b):
        return (a if words_a > words_b else b), "fuller"
    return None, ""


class Run(NamedTuple):
    """Words of two texts that stand for each other; ends exclusive."""

    a: int
    a_end: int
    b: int
    b_end: int
    words: int


def runs(a: Sequence[str], b: Sequence[str]) -> list[Run]:
    """The words that two texts have in the same order, a few that differ allowed between."""
    places = defaultdict(list)
    for at in range(len(b) - 2):
        places[tuple(b[at : at + 3])].append(at)
    runs: list[Run] = []
    at = 0
    while at < len(a) - 2:
        best, length = -1, 0
        for start in places.get(tuple(a[at : at + 3]), ())[:20]:
            n = 3
            while at + n < len(a) and start + n < len(b) and a[at + n] == b[start + n]:
                n += 1
            if n > length:
                best, length = start, n
        if length:
            last = runs[-1] if runs else None
            if last and 0 <= at - last.a_end <= _GAP and 0 <= best - last.b_end <= _GAP:
                runs[-1] = Run(last.a, at + length, last.b, best + length, last.words + length)
            else:
                runs.append(Run(at, at + length, best, best + length, length))
        at += max(1, length)
    return runs


def _flat(reading: Reading, template: Container[Words]) -> tuple[list[str], list[tuple[int, int]]]:
    """An article's words, and where each stands in the folded text."""
    lines = [(s, w) for s, w in word_places(reading) if len(w) >= _SENTENCE and w not in template]
    return [w for _, words in lines for w in words], [s for places, _ in lines for s in places]
