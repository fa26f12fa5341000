"""How alike articles are: whom and what they name, and what they say of it, for pairs that lie near in time.

Two articles that name the same («صلاح»، «الغوطة») are one story only when they say the same of it, and two that say the
same («قتل في غارة») only when they name the same. So the likeness is, beside the plain cosine, the geometric mean
of the cosine of names and the cosine of all other words. Both are kernels, and so is their sum: groups of articles
can be compared by their centroids (:mod:`khabar.stories.file`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from khabar.stories.features import Features

Pairs = dict[tuple[int, int], float]
"""(i, j) with i < j → likeness."""

FLOOR = 0.03
"""Likenesses of single articles below this count as nothing."""
REACH = 3
"""Days after which what follows is another story."""
_FADE = (1.0, 0.85, 0.55, 0.3)
"""What is left of a likeness when so many days lie between."""
_UNDATED = 0.75
_BOTH = 0.6
"""Share of the geometric mean of names and words in the likeness; the rest is the plain cosine."""
_NAMES = 0.8
"""What a name weighs beside another word in the plain cosine."""
_ELSEWHERE = 0.5
"""What is left of a likeness when the openings name different places, or tolls too far apart to be one event's."""
_TOLLS_APART = 1.75
"""How many times one toll must exceed another that cannot be of one event and one day."""

Floats = npt.NDArray[np.float64]


class Vector(NamedTuple):
    """The weights of one article's terms, by the terms' numbers (ascending)."""

    terms: npt.NDArray[np.int64]
    weights: Floats
    square: float
    """The scalar product with itself."""

    @classmethod
    def of(cls, weights: dict[str, float], numbers: dict[str, int]) -> Vector:
        """The vector of a table of weights; new terms are given numbers."""
        known = sorted((numbers.setdefault(term, len(numbers)), w) for term, w in weights.items())
        table = np.array([w for _, w in known], dtype=np.float64)
        return cls(np.array([t for t, _ in known], dtype=np.int64), table, float(table @ table))


class Compared(NamedTuple):
    """What of one article is compared with others'."""

    names: Vector
    words: Vector
    days: tuple[int, ...]
    """The day of publication and those that the lead announces; empty for an undated article."""
    places: frozenset[str]
    """Those that the opening names, below a state."""
    all_places: frozenset[str]
    tolls: frozenset[tuple[str, float]]

    @classmethod
    def of(cls, article: Features, numbers: dict[str, int]) -> Compared:
        names, words = Vector.of(article.names, numbers), Vector.of(article.words, numbers)
        return cls(names, words, article.days, article.places, article.all_places, article.tolls)


def likeness(articles: Sequence[Features]) -> Pairs:
    """The likeness of every pair of articles that lie near in time, where it reaches the floor."""
    numbers: dict[str, int] = {}
    compared = [Compared.of(a, numbers) for a in articles]
    return compare(dict(enumerate(compared)), range(len(compared)))


def compare(articles: dict[int, Compared], new: Iterable[int]) -> Pairs:
    """The likeness of the new articles with one another and with all others, pairs below the floor left out.

    The days between two are counted from the days of publication or the days that a lead announces, whichever are
    nearer, so that a report of what comes on Friday stands beside Friday's. Undated articles are compared with all.
    Goes day by day, so that the cost is linear in the number of days.
    """
    fresh = set(new)
    by_day: dict[int | None, list[int]] = defaultdict(list)
    """Articles by every day that is theirs."""
    for i in sorted(articles):
        for day in articles[i].days or (None,):
            by_day[day].append(i)
    found: Pairs = {}
    for block in _blocks(articles, fresh):
        near = _near(articles, block, by_day)
        scores = kernel([articles[i] for i in block], [articles[j] for j in near])
        for row, column in zip(*np.nonzero(scores >= FLOOR), strict=True):
            i, j = block[row], near[column]
            if i == j or (j < i and (j, i) in found):
                continue
            value = float(scores[row, column]) * _fade(articles[i], articles[j])
            if value >= FLOOR and _elsewhere(articles[i], articles[j]):
                value *= _ELSEWHERE
            if value >= FLOOR:
                # rounded, so that the order in which products were summed leaves no trace
                found[min(i, j), max(i, j)] = round(value, 9)
    return found


_BLOCK = 64


def _blocks(articles: dict[int, Compared], fresh: set[int]) -> Iterator[list[int]]:
    """The new articles, those of one day together."""
    by_day: dict[int, list[int]] = defaultdict(list)
    for i in sorted(fresh):
        by_day[articles[i].days[0] if articles[i].days else 0].append(i)
    for day in sorted(by_day):
        for start in range(0, len(by_day[day]), _BLOCK):
            yield by_day[day][start : start + _BLOCK]


def _near(articles: dict[int, Compared], block: list[int], by_day: dict[int | None, list[int]]) -> list[int]:
    """The articles within reach of a block's days; every article when one of the block is undated."""
    if any(not articles[i].days for i in block):
        return sorted(articles)
    days = {day + step for i in block for day in articles[i].days for step in range(-REACH, REACH + 1)}
    return sorted({j for day in days for j in by_day.get(day, ())} | set(by_day.get(None, ())))


def kernel(block: Sequence[Compared], others: Sequence[Compared]) -> Floats:
    """The likeness of each of a block with each of others, before days and places are looked at."""
    names = _products([a.names for a in block], [b.names for b in others])
    words = _products([a.words for a in block], [b.words for b in others])
    of_names = np.outer([a.names.square for a in block], [b.names.square for b in others])
    of_words = np.outer([a.words.square for a in block], [b.words.square for b in others])
    squares = [[_NAMES**2 * a.names.square + a.words.square for a in side] for side in (block, others)]
    whole = np.outer(squares[0], squares[1])
    plain = (_NAMES**2 * names + words) / np.sqrt(np.where(whole > 0, whole, 1.0))
    both = (names * words) ** 0.5 / np.where(of_names * of_words > 0, of_names * of_words, 1.0) ** 0.25
    # an article that names nobody is compared by its words alone
    return np.where(of_names > 0, (1 - _BOTH) * plain + _BOTH * both, plain)


def _products(block: Sequence[Vector], others: Sequence[Vector]) -> Floats:
    """The scalar products of two lists of vectors, through a sorted list of the block's terms."""
    terms = np.concatenate([v.terms for v in block])
    order = np.argsort(terms, kind="stable")
    terms = terms[order]
    rows = np.repeat(np.arange(len(block)), [len(v.terms) for v in block])[order]
    weights = np.concatenate([v.weights for v in block])[order]
    sought = np.concatenate([v.terms for v in others])
    columns = np.repeat(np.arange(len(others)), [len(v.terms) for v in others])
    # by a table of all terms: quicker than a search for each
    size = int(max(terms[-1] if len(terms) else 0, sought.max() if len(sought) else 0)) + 1
    of_block = np.bincount(terms, minlength=size)
    shared = of_block[sought] > 0
    values = np.concatenate([v.weights for v in others])[shared]
    sought, columns = sought[shared], columns[shared]
    counts = of_block[sought]
    first = (np.cumsum(of_block) - of_block)[sought]
    at = np.arange(counts.sum()) + np.repeat(first - np.cumsum(counts) + counts, counts)
    cells = rows[at] * len(others) + np.repeat(columns, counts)
    products = weights[at] * np.repeat(values, counts)
    sums: Floats = np.bincount(cells, products, minlength=len(block) * len(others)).astype(np.float64)
    return sums.reshape(len(block), len(others))


def _fade(a: Compared, b: Compared) -> float:
    if not a.days or not b.days:
        return _UNDATED
    between = min(abs(x - y) for x in a.days for y in b.days)
    return _FADE[between] if between <= REACH else 0.0


def _elsewhere(a: Compared, b: Compared) -> bool:
    """Whether two articles tell of events in different places, or of tolls that no one event has on one day."""
    if a.places & b.places:
        return False
    if a.places and b.places and not (a.places & b.all_places or b.places & a.all_places):
        return True
    if a.days[:1] != b.days[:1]:
        return False
    for unit in {u for u, _ in a.tolls} & {u for u, _ in b.tolls}:
        counts = [[n for u, n in side.tolls if u == unit] for side in (a, b)]
        if all(max(x, y) >= _TOLLS_APART * max(1.0, min(x, y)) for x in counts[0] for y in counts[1]):
            return True
    return False
