"""One of several, or none: how a time or a place is chosen for an event by the weights of what is known of each."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from khabar.events.read import Told
from khabar.text import rows

LEAD = 1
"""The last sentence of the lead, counted from 0."""

STAY = 0.2
"""By how much more must speak for another value than for the one that the rules give."""


class Choice(NamedTuple):
    """What may be an event's own, or None: its value, and what is known of it, each a name that holds or not."""

    value: str | None
    features: frozenset[str]


def seen_from(told: Told, start: int, line: int) -> str:
    """Where something at an offset of the folded view, in a sentence, stands, seen from an event's word."""
    side = "after" if start >= told.hit.end else "before"
    if told.clause[0] <= start < told.clause[1]:
        return f"clause-{side}"
    away = line - told.sentence
    if away == 0:
        return f"sentence-{side}"
    if line <= LEAD and away < -1:
        return f"lead{line}"
    return f"{'on' if away > 0 else 'back'}{abs(away)}"


def distance(told: Told, start: int, end: int) -> int:
    """Letters between an event's word and what stands at offsets of the folded view."""
    return max(start - told.hit.end, told.hit.start - end, 0)


@lru_cache(maxsize=4)
def learnt(table: str) -> dict[str, float]:
    """The weights that come with the package in one of its tables."""
    return {r["feature"]: float(r["weight"]) for r in rows(table)}


def choose(known: Sequence[Choice], ruled: str | None, weights: Mapping[str, float], bold: float = 0.0) -> str | None:
    """The value (or none) for which most speaks; the one that the rules give if nothing else is clearly better.
    ``bold``: by how much more must speak for none."""
    worth = {c.value: math.fsum([weights[f] for f in c.features if f in weights]) for c in known}
    worth[None] -= bold
    best = max(known, key=lambda c: worth[c.value]).value
    return best if worth[best] - worth[ruled] >= STAY else ruled
