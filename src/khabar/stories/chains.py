"""Long affairs: which story carries on an earlier one that was filed apart from it.

A desk gives every event its own slug; a crisis is a chain of them. A story carries on the one that it is likest among
those that began before it and ended at most a week ago, if it names the same and says much the same of it. Only stories
of several articles are chained: one article alone may be about anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from khabar.stories.similar import Compared, Vector, kernel

_CARRIES = 0.40
"""Likeness from which a story carries on another, days not looked at.

There is no gold of chains. Of the stories of the three days with a gold filing, which lie weeks apart, two of different
affairs come as near as .38 (one war, another town), and none nearer; so the bar stands just above.
"""
_GAP = 7
"""Days after which what follows is another affair."""
_BLOCK = 64


class Told(NamedTuple):
    """A story with what its articles are compared by."""

    id: str
    articles: Sequence[Compared]


def carried_on(stories: Sequence[Told]) -> dict[str, str]:
    """Story → the earlier story that it carries on, by their ids, for those that do."""
    dated = sorted((s for s in map(_Chained.of, stories) if s), key=lambda s: (s.first, s.id))
    found = {}
    for start in range(0, len(dated), _BLOCK):
        block = dated[start : start + _BLOCK]
        earlier = [s for s in dated if s.first < block[-1].first and s.last >= block[0].first - _GAP]
        if not earlier:
            continue
        scores = kernel([s.whole for s in block], [s.whole for s in earlier])
        for row, story in enumerate(block):
            near = [n for n, s in enumerate(earlier) if s.first < story.first and story.first - s.last <= _GAP]
            best = max(near, key=lambda n: (round(float(scores[row, n]), 9), earlier[n].id), default=None)
            if best is not None and scores[row, best] >= _CARRIES:
                found[story.id] = earlier[best].id
    return found


def affairs(continues: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """The chains of stories, each with the story that began it first and the rest by their ids."""
    of: dict[str, set[str]] = {}
    for story in continues:
        first = story
        while first in continues:
            first = continues[first]
        of.setdefault(first, set()).add(story)
    return tuple((first, *sorted(rest)) for first, rest in sorted(of.items()))


class _Chained(NamedTuple):
    id: str
    first: int
    last: int
    whole: Compared

    @classmethod
    def of(cls, story: Told) -> _Chained | None:
        days = sorted(a.days[0] for a in story.articles if a.days)
        if len(story.articles) < 2 or not days:
            return None
        names, words = _sum([a.names for a in story.articles]), _sum([a.words for a in story.articles])
        whole = Compared(names, words, (), frozenset(), frozenset(), frozenset())
        return cls(story.id, days[0], days[-1], whole)


def _sum(vectors: Sequence[Vector]) -> Vector:
    """The sum of vectors brought to one length each."""
    terms = np.concatenate([v.terms for v in vectors])
    weights = np.concatenate([v.weights / (v.square**0.5 or 1.0) for v in vectors])
    known, at = np.unique(terms, return_inverse=True)
    table = np.bincount(at, weights, minlength=len(known)).astype(np.float64)
    return Vector(known, table, float(table @ table))
