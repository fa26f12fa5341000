"""Pairs of articles with their likeness, kept in arrays: there are many, and most are looked at together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Pairs = dict[tuple[int, int], float]
"""(i, j) with i < j → likeness."""
Indices = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


class Near(NamedTuple):
    """Pairs of articles that are alike, each pair once."""

    first: Indices
    second: Indices
    """Greater than the first."""
    values: Floats

    def table(self) -> Pairs:
        """The pairs in a dictionary."""
        return dict(zip(zip(self.first.tolist(), self.second.tolist(), strict=True), self.values.tolist(), strict=True))

    def least(self, floor: float) -> Near:
        """The pairs that are at least so alike."""
        return self._where(self.values >= floor)

    def without(self, articles: Collection[int]) -> Near:
        """The pairs that none of these articles is in."""
        gone = np.array(sorted(articles), dtype=np.int64)
        return self._where(~(np.isin(self.first, gone) | np.isin(self.second, gone)))

    def inside(self, parts: Iterable[Mapping[int, int]]) -> list[Pairs]:
        """For every part of the articles the pairs within it. Parts give their articles the numbers that are used."""
        count = int(self.second.max()) + 1 if len(self.second) else 0
        part_of, number = np.full(count, -1), np.zeros(count, dtype=np.int64)
        found: list[Pairs] = []
        for n, part in enumerate(parts):
            known = [i for i in part if i < count]
            part_of[known] = n
            number[known] = [part[i] for i in known]
            found.append({})
        own = self._where((part_of[self.first] >= 0) & (part_of[self.first] == part_of[self.second]))
        a, b = number[own.first], number[own.second]
        of, low, high = part_of[own.first].tolist(), np.minimum(a, b).tolist(), np.maximum(a, b).tolist()
        for n, i, j, value in zip(of, low, high, own.values.tolist(), strict=True):
            found[n][i, j] = value
        return found

    def _where(self, mask: npt.NDArray[np.bool_]) -> Near:
        return Near(self.first[mask], self.second[mask], self.values[mask])


NONE = Near(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0))


def together(some: Iterable[Near]) -> Near:
    """All pairs of several sets that have no pair in common."""
    parts = [NONE, *some]
    return Near(*(np.concatenate(column) for column in zip(*parts, strict=True)))
