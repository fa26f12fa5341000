"""Filing: which articles are one story.

Articles are merged bottom up. The likeness of two groups is the cosine of their centroids, so that a big affair, whose
centroid keeps what its articles have in common and loses what each has alone, draws in a reaction that resembles no
single article of it. Joining two groups asks for more than adding one article to a group: two events with the same
actors each have a core of their own.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping

_THRESHOLD = 0.145
_CORES = 0.3
"""How fast the threshold rises with the smaller group's size (times its logarithm)."""
FLOOR = 0.01
"""Cosines of single articles below this count as nothing."""


def agglomerate(count: int, cosines: Mapping[tuple[int, int], float], threshold: float = _THRESHOLD) -> list[list[int]]:
    """Groups of 0…count-1 by their pairwise cosines ((i, j), i < j; what is missing is 0).

    Near-linear in the number of pairs. Ties are broken by the smallest members.
    """
    groups = _Groups(count, cosines)
    heap = [(-groups.likeness(a, b), a, b) for a, b in sorted(cosines)]
    heap = [entry for entry in heap if -entry[0] >= threshold]
    heapq.heapify(heap)
    while heap:
        value, a, b = heapq.heappop(heap)
        if not groups.joined(a, b) or abs(value + groups.likeness(a, b)) > 1e-12:
            continue
        groups.merge(a, b)
        for other in groups.near[a]:
            value = groups.likeness(a, other)
            if value >= threshold:
                heapq.heappush(heap, (-value, min(a, other), max(a, other)))
    return sorted(sorted(m) for m in groups.members.values())


class _Groups:
    """Groups with the sums of cosines within and between them. A group goes by its smallest member."""

    def __init__(self, count: int, cosines: Mapping[tuple[int, int], float]) -> None:
        self.members = {i: [i] for i in range(count)}
        self.within = dict.fromkeys(range(count), 1.0)
        self.near: dict[int, dict[int, float]] = {i: {} for i in range(count)}
        for (i, j), value in cosines.items():
            self.near[i][j] = self.near[j][i] = value

    def joined(self, a: int, b: int) -> bool:
        return a in self.members and b in self.members and b in self.near[a]

    def likeness(self, a: int, b: int) -> float:
        cosine = self.near[a][b] / math.sqrt(self.within[a] * self.within[b])
        return cosine / (1 + _CORES * math.log(min(len(self.members[a]), len(self.members[b]))))

    def merge(self, a: int, b: int) -> None:
        """Merge b into a (a < b)."""
        self.within[a] += self.within.pop(b) + 2 * self.near[a].pop(b)
        self.members[a] += self.members.pop(b)
        for other, total in self.near.pop(b).items():
            if other != a:
                del self.near[other][b]
                self.near[a][other] = self.near[other][a] = self.near[a].get(other, 0.0) + total
