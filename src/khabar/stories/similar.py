"""How alike articles are: whom and what they name, and what they say of it, for pairs that lie near in time.

Two articles that name the same («صلاح»، «الغوطة») are one story only when they say the same of it, and two that say the
same («قتل في غارة») only when they name the same. So the likeness is, beside the plain cosine, the geometric mean
of the cosine of names and the cosine of all other words. Both are kernels, and so is their sum: groups of articles
can be compared by their centroids (:mod:`khabar.stories.file`).
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from khabar.stories.features import Features
from khabar.stories.near import Floats, Indices, Near, Pairs, together
from khabar.stories.numbers import Numbers

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


class Vector(NamedTuple):
    """The weights of one article's terms, by the terms' numbers (ascending)."""

    terms: npt.NDArray[np.int64]
    weights: Floats
    square: float
    """The scalar product with itself."""

    @classmethod
    def of(cls, weights: dict[str, float], numbers: Numbers) -> Vector:
        """The vector of a table of weights; new terms are given numbers."""
        terms = np.fromiter(map(numbers.__getitem__, weights), dtype=np.int64, count=len(weights))
        order = np.argsort(terms)
        table = np.fromiter(weights.values(), dtype=np.float64, count=len(weights))[order]
        return cls(terms[order], table, float(table @ table))


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
    def of(cls, article: Features, numbers: Numbers) -> Compared:
        names, words = Vector.of(article.names, numbers), Vector.of(article.words, numbers)
        return cls(names, words, article.days, article.places, article.all_places, article.tolls)


def likeness(articles: Sequence[Features]) -> Pairs:
    """The likeness of every pair of articles that lie near in time, where it reaches the floor."""
    numbers = Numbers()
    compared = [Compared.of(a, numbers) for a in articles]
    return compare(dict(enumerate(compared)), range(len(compared))).table()


def compare(articles: dict[int, Compared], new: Iterable[int]) -> Near:
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
    found = []
    done: set[int] = set()
    for block in _blocks(articles, fresh):
        # a pair is scored once: with what comes later in the block, and what is in no block before
        done.update(block)
        near = [*block, *(j for j in _near(articles, block, by_day) if j not in done)]
        left, right = [articles[i] for i in block], [articles[j] for j in near]
        rows, columns, values = _scored(left, right)
        a, b = np.array(block)[rows], np.array(near)[columns]
        found.append(Near(np.minimum(a, b), np.maximum(a, b), values))
    return together(found)


def _scored(left: Sequence[Compared], right: Sequence[Compared]) -> tuple[Indices, Indices, Floats]:
    """The places and likenesses of all pairs that reach the floor; the first of the right are the left again."""
    scores = np.triu(kernel(left, right), 1)
    rows, columns = np.nonzero(scores >= FLOOR)
    values = scores[rows, columns] * _fades(left, right, rows, columns)
    reached = values >= FLOOR
    rows, columns, values = rows[reached], columns[reached], values[reached]
    apart = [_elsewhere(left[i], right[j]) for i, j in zip(rows.tolist(), columns.tolist(), strict=True)]
    values = values * np.where(np.array(apart, dtype=bool), _ELSEWHERE, 1.0)
    reached = values >= FLOOR
    # rounded, so that the order in which products were summed leaves no trace
    return rows[reached], columns[reached], np.round(values[reached], 9)


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


def _fades(left: Sequence[Compared], right: Sequence[Compared], rows: Indices, columns: Indices) -> Floats:
    """What the days between leave of the likeness of each pair."""
    fade = np.array([*_FADE, 0.0])
    between = np.full(len(rows), REACH + 1)
    a, b = _day_table(left), _day_table(right)
    for x, y in itertools.product(a.T, b.T):
        between = np.minimum(between, np.abs(x[rows] - y[columns]))
    undated = (a[rows, 0] < 0) | (b[columns, 0] < 0)
    return np.where(undated, _UNDATED, fade[between])


def _day_table(articles: Sequence[Compared]) -> Indices:
    """The days of each article in a row; the first is -1 for an undated one, the last one repeated to fill the row."""
    width = max(1, *(len(a.days) for a in articles))
    return np.array([(a.days or (-1,)) + (a.days or (-1,))[-1:] * (width - max(1, len(a.days))) for a in articles])


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
