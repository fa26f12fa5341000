"""Average-link clustering on a sparse graph of likenesses. Deterministic, near-linear in the number of pairs."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping


def agglomerate(
    count: int, likeness: Mapping[tuple[int, int], float], threshold: float, groups: list[list[int]] | None = None
) -> list[list[int]]:
    """Groups of 0…count-1 such that the mean likeness between merged groups reached the threshold.

    A pair that ``likeness`` lacks counts as 0. ``groups`` are given from the start (default: everyone alone). Ties are
    broken by the smallest members, so the result depends on the numbering alone.
    """
    members = {g[0]: sorted(g) for g in sorted(map(sorted, groups or [[i] for i in range(count)]))}
    of = {i: g for g, inside in members.items() for i in inside}
    near: dict[int, dict[int, float]] = {g: {} for g in members}
    for (i, j), value in sorted(likeness.items()):
        a, b = of[i], of[j]
        if a != b:
            near[a][b] = near[a].get(b, 0.0) + value
            near[b][a] = near[b].get(a, 0.0) + value

    def mean(a: int, b: int) -> float:
        return near[a][b] / (len(members[a]) * len(members[b]))

    return _merge(members, near, mean, threshold)


def _merge(
    members: dict[int, list[int]],
    near: dict[int, dict[int, float]],
    mean: Callable[[int, int], float],
    threshold: float,
) -> list[list[int]]:
    heap = [(-mean(a, b), a, b) for a in near for b in near[a] if a < b and mean(a, b) >= threshold]
    heapq.heapify(heap)
    while heap:
        value, a, b = heapq.heappop(heap)
        if a not in members or b not in members or b not in near[a] or abs(-value - mean(a, b)) > 1e-12:
            continue
        members[a] = sorted(members[a] + members.pop(b))
        for other, total in sorted(near.pop(b).items()):
            del near[other][b]
            if other != a:
                near[a][other] = near[a].get(other, 0.0) + total
                near[other][a] = near[a][other]
        near[a].pop(b, None)
        for other in sorted(near[a]):
            if mean(a, other) >= threshold:
                heapq.heappush(heap, (-mean(a, other), min(a, other), max(a, other)))
    return sorted(members.values())
