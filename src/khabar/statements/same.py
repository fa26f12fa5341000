"""The same words twice are one statement: the fuller one."""

from __future__ import annotations

from collections import Counter

from khabar.model import Statement
from khabar.text import fold


def distinct(statements: list[Statement]) -> list[Statement]:
    """The statements in text order without those that the same speaker repeats at least as fully elsewhere."""
    bags = [Counter(fold(s.text).split()) for s in statements]
    dropped: set[int] = set()
    for i, a in enumerate(statements):
        for j in range(i + 1, len(statements)):
            if i in dropped or j in dropped or a.speaker != statements[j].speaker:
                continue
            common = sum((bags[i] & bags[j]).values())
            small = min(bags[i].total(), bags[j].total())
            if small and common >= 0.75 * small and small >= 4:
                dropped.add(i if bags[i].total() < bags[j].total() else j)
    return sorted((s for i, s in enumerate(statements) if i not in dropped), key=lambda s: (s.span, s.id))
