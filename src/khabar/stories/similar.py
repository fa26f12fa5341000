"""How alike articles are: cosines of weighted stems, for those pairs alone that share something and lie near in time.

An inverted index over stems, walked in order of publication, keeps the cost linear in the number of days read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from khabar.stories.features import Features

Pairs = dict[tuple[int, int], float]
"""(i, j) with i < j → similarity."""

REACH = 7
"""Articles published further apart than so many days are not compared."""
_FADE = (1.0, 0.75, 0.4, 0.2)
"""What is left of a cosine when so many days lie between; beyond, nothing: what follows days later is another story."""
_UNDATED = 0.75


def likeness(articles: Sequence[Features], floor: float) -> Pairs:
    """The cosine of every pair of articles, faded by the days between them, where it reaches the floor.

    The days between are counted from the day of publication or from a day that the lead announces, whichever is
    nearer, so that a report of what comes on Friday stands beside Friday's. Undated articles are compared with all.
    """
    order = sorted(range(len(articles)), key=lambda i: (articles[i].day is None, articles[i].day or 0, i))
    index = _Index([articles[i].weights for i in order])
    found: Pairs = {}
    first = 0
    for at, i in enumerate(order):
        day = articles[i].day
        begin = 0
        if day is not None:
            while (articles[order[first]].day or 0) < day - REACH:
                first += 1
            begin = first
        scores = index.scores(at, begin)
        for other in np.flatnonzero(scores >= floor):
            j = order[begin + int(other)]
            value = float(scores[other]) * _fade(articles[i], articles[j])
            if value >= floor:
                found[min(i, j), max(i, j)] = value
    return found


def _fade(a: Features, b: Features) -> float:
    if a.day is None or b.day is None:
        return _UNDATED
    between = min(abs(x - y) for x in (a.day, *a.announced) for y in (b.day, *b.announced))
    return _FADE[between] if between < len(_FADE) else 0.0


class _Index:
    """Postings of normalised vectors in a fixed order of articles."""

    def __init__(self, vectors: Sequence[Mapping[str, float]]) -> None:
        postings: dict[str, list[int]] = {}
        weights: dict[str, list[float]] = {}
        for at, vector in enumerate(vectors):
            length = sum(w * w for w in vector.values()) ** 0.5 or 1.0
            for term, weight in vector.items():
                postings.setdefault(term, []).append(at)
                weights.setdefault(term, []).append(weight / length)
        self._postings: dict[str, npt.NDArray[np.int64]] = {}
        self._weights: dict[str, npt.NDArray[np.float64]] = {}
        for term, at_all in postings.items():
            if len(at_all) > 1:
                self._postings[term] = np.array(at_all, dtype=np.int64)
                self._weights[term] = np.array(weights[term])
        self._terms = [[t for t in v if t in self._postings] for v in vectors]

    def scores(self, at: int, first: int) -> npt.NDArray[np.float64]:
        """The cosines of the article at a place with those from ``first`` up to it."""
        articles, products = [], []
        for term in self._terms[at]:
            posting = self._postings[term]
            begin, end = np.searchsorted(posting, (first, at))
            if end > begin:
                articles.append(posting[begin:end])
                products.append(self._weights[term][begin:end] * self._weights[term][end])
        if not articles:
            return np.zeros(0)
        found = np.bincount(np.concatenate(articles) - first, np.concatenate(products), minlength=at - first)
        return found.astype(np.float64)
