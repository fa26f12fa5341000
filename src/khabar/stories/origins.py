"""Independent origins: which articles of a story stand on one text, one wire, one published statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from khabar.model import Origin, Reuse, Story
from khabar.stories.features import Features


class Counts(NamedTuple):
    """What every face shows: how many articles, how many origins behind them, and how few there may be."""

    articles: int
    origins: int
    at_least: int
    """Origins whose independence the pages show: uncredited text of one outlet is not counted twice."""


def count(story: Story) -> Counts:
    """The counts of a story. The only place where articles and origins are counted."""
    named = {(o.kind, o.name) for o in story.origins}
    return Counts(len(story.articles), len(story.origins), len(named))


def origins(
    members: Sequence[int], articles: Sequence[Features], reuse: Mapping[tuple[int, int], Reuse]
) -> tuple[Origin, ...]:
    """The origins of one story, every member in exactly one."""
    parent = {i: i for i in members}

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for a, i in enumerate(members):
        for j in members[a + 1 :]:
            pair = reuse.get((min(i, j), max(i, j)))
            if pair and (pair.kind == "near-duplicate" or articles[i].outlet != articles[j].outlet):
                parent[max(root(i), root(j))] = min(root(i), root(j))
    groups: dict[int, list[int]] = {}
    for i in members:
        groups.setdefault(root(i), []).append(i)
    found = []
    for inside in groups.values():
        keys = tuple(sorted(articles[i].key for i in inside))
        outlet = articles[inside[0]].outlet or "unknown"
        found.append(
            Origin(
                id=min(articles[i].id for i in inside),
                kind="text" if len(inside) > 1 else "own",
                name=outlet,
                articles=keys,
                why="the same text" if len(inside) > 1 else "no text shared with another article of the story",
            )
        )
    return tuple(sorted(found, key=lambda o: o.articles))
