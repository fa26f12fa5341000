"""Filing: which articles are one story.

Articles are merged bottom up. The likeness of two groups is the cosine of their centroids, so that a big affair, whose
centroid keeps what its articles have in common and loses what each has alone, draws in a reaction that resembles no
single article of it. Joining two groups asks for more than adding one article to a group: two events with the same
actors each have a core of their own.

Only articles that a chain of likenesses binds are looked at together, so that new articles disturb no story that
they do not touch.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

THRESHOLD = 0.18
"""Mean likeness from which two groups of articles are one story. B-cubed of the three days with a gold filing is .956
at .16, .961 at .17, .962 at .18, .960 at .19 and .952 at .20; it moves with the weight of the body in the features."""
LINK = 0.13
_LINKS = (LINK, 0.15, 0.17, 0.18)
"""Groups with no single pair of articles as alike as this are never joined; the higher ones are for large parts."""
_LARGE = 1500
_CORES = 0.5
"""How fast the threshold rises with the smaller group's size (times its logarithm)."""
_COPIES = 3
"""A text that came more often than this weighs no more for it."""


Pairs = Mapping[tuple[int, int], float]
"""(i, j) with i < j → likeness; what is missing is 0."""


def file(count: int, pairs: Pairs) -> list[list[int]]:
    """The stories among the articles 0…count-1, by the likeness of pairs."""
    parts = components(range(count), pairs)
    part_of = {i: n for n, part in enumerate(parts) for i in part}
    inside: list[dict[tuple[int, int], float]] = [{} for _ in parts]
    for (i, j), value in pairs.items():
        if part_of[i] == part_of[j]:
            inside[part_of[i]][i, j] = value
    return sorted(group for part, own in zip(parts, inside, strict=True) for group in agglomerate(part, own))


def components(articles: Iterable[int], pairs: Pairs) -> list[list[int]]:
    """The articles in parts between which no pair is alike enough for a story, each part ascending.

    In months of news everything hangs together by some chain; a part of very many articles is parted again with a
    higher bar, so that new articles change little.
    """
    done = []
    large = [sorted(articles)]
    inside = dict.fromkeys(large[0], 0)
    near = [(p, v) for p, v in pairs.items() if v >= _LINKS[0] and p[0] in inside and p[1] in inside]
    for link in _LINKS:
        near = [(p, v) for p, v in near if v >= link and inside.get(p[0], -1) == inside.get(p[1], -2)]
        parts = _bound((i for part in large for i in part), (p for p, _ in near))
        large = [part for part in parts if len(part) > _LARGE]
        done += [part for part in parts if len(part) <= _LARGE]
        inside = {i: n for n, part in enumerate(large) for i in part}
    return sorted(done + large)


def _bound(articles: Iterable[int], pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The articles in parts that pairs bind."""
    parent = {i: i for i in articles}

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, j in pairs:
        a, b = sorted((root(i), root(j)))
        parent[b] = a
    parts = defaultdict(list)
    for i in sorted(parent):
        parts[root(i)].append(i)
    return list(parts.values())


def agglomerate(
    articles: Sequence[int],
    pairs: Pairs,
    threshold: float | None = None,
    copies: Mapping[int, int] = MappingProxyType({}),
) -> list[list[int]]:
    """The articles in groups, by the likeness of pairs. Near-linear in the number of pairs.

    ``threshold`` is :data:`THRESHOLD` where none is given. ``copies`` says how often a text came, once where it says
    nothing. Ties are broken by the smallest members.
    """
    if len(articles) == 1:
        return [list(articles)]
    threshold = THRESHOLD if threshold is None else threshold
    groups = _Groups(articles, pairs, {i: min(_COPIES, copies.get(i, 1)) for i in articles})
    # copies and size only lower a likeness: what is below the threshold from the start is not looked at
    near = (pair for pair, value in pairs.items() if value >= threshold)
    heap = [(-likeness, a, b) for a, b in near if (likeness := groups.likeness(a, b)) >= threshold]
    heapq.heapify(heap)
    while heap:
        value, a, b = heapq.heappop(heap)
        if not groups.joined(a, b) or abs(value + groups.likeness(a, b)) > 1e-12:
            continue
        groups.merge(a, b)
        for other in groups.reaching(a, threshold):
            likeness = groups.likeness(a, other)
            if likeness >= threshold:
                heapq.heappush(heap, (-likeness, min(a, other), max(a, other)))
    return sorted(sorted(m) for m in groups.members.values())


class _Groups:
    """Groups with the sums of likenesses within and between them. A group goes by its smallest member."""

    def __init__(self, articles: Sequence[int], pairs: Pairs, copies: Mapping[int, int]) -> None:
        self.members = {i: [i] for i in articles}
        self.sizes = dict(copies)
        self.within = {i: float(n * n) for i, n in copies.items()}
        self.near: dict[int, dict[int, float]] = {i: {} for i in articles}
        for (i, j), value in pairs.items():
            self.near[i][j] = self.near[j][i] = value * copies[i] * copies[j]

    def joined(self, a: int, b: int) -> bool:
        return a in self.members and b in self.members and b in self.near[a]

    def likeness(self, a: int, b: int) -> float:
        cosine = self.near[a][b] / math.sqrt(self.within[a] * self.within[b])
        return cosine / (1 + _CORES * math.log(min(self.sizes[a], self.sizes[b])))

    def reaching(self, a: int, threshold: float) -> list[int]:
        """The groups whose cosine with a group reaches the threshold: no others' likeness can."""
        bar = threshold**2 * self.within[a] * 0.999_999
        within = self.within
        return [other for other, total in self.near[a].items() if total * total >= bar * within[other]]

    def merge(self, a: int, b: int) -> None:
        """Merge b into a (a < b)."""
        self.within[a] += self.within.pop(b) + 2 * self.near[a].pop(b)
        self.members[a] += self.members.pop(b)
        self.sizes[a] += self.sizes.pop(b)
        for other, total in self.near.pop(b).items():
            if other != a:
                del self.near[other][b]
                self.near[a][other] = self.near[other][a] = self.near[a].get(other, 0.0) + total
