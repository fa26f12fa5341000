"""How alike articles are: cosines of weighted stems, for those pairs alone that share something and lie near in time.

An inverted index over stems, walked in order of publication, keeps the cost linear in the number of days read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

Pairs = dict[tuple[int, int], float]
"""(i, j) with i < j → similarity."""

DAYS = 5
"""Articles published further apart than this are not compared."""


def cosines(vectors: Sequence[Mapping[str, float]], days: Sequence[int | None], floor: float) -> Pairs:
    """The cosine of every pair of vectors that reaches the floor.

    Undated articles are compared with all.
    """
    order = sorted(range(len(vectors)), key=lambda i: (days[i] is None, days[i] or 0, i))
    index = _Index([vectors[i] for i in order])
    when = [days[i] for i in order]
    found: Pairs = {}
    first = 0
    for at, day in enumerate(when):
        if day is not None:
            while (when[first] or 0) < day - DAYS:
                first += 1
        scores = index.scores(at, first if day is not None else 0)
        for other in np.flatnonzero(scores >= floor):
            i, j = order[at], order[first + int(other) if day is not None else int(other)]
            found[min(i, j), max(i, j)] = float(scores[other])
    return found


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
