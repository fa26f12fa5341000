"""Three ways in which articles of a story may go back to one hand, each by itself: publisher, text, source cited.

An origin joins what any of them joins; a reader who weighs them otherwise finds them apart here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from khabar.model import Kinship, KinshipKind
from khabar.stories.common import Common
from khabar.stories.sources import cited, family


def kinships(common: Common) -> tuple[Kinship, ...]:
    """The groups of two or more articles of a story that share a publisher, a text or a source, by kind and name."""
    found = [*_publishers(common), *_texts(common), *_sources(common)]
    return tuple(sorted(found, key=lambda k: (k.kind, -len(k.articles), k.name, k.articles)))


def _publishers(common: Common) -> Iterable[Kinship]:
    houses: dict[str, set[str]] = defaultdict(set)
    for reading in common.readings.values():
        houses[family(reading.article)].add(reading.key)
    return _kin("publisher", ((house, keys) for house, keys in houses.items() if house))


def _texts(common: Common) -> Iterable[Kinship]:
    """Articles that share whole sentences, with what shares sentences with those."""
    group = {reading.key: {reading.key} for reading in common.readings.values()}
    pairs = [(r.a, r.b) for r in common.reuse.values()]
    # of very many copies only some are paired
    pairs += [(keys[0], key) for i in common.members for keys in [common.keys(i)] for key in keys[1:]]
    for a, b in pairs:
        if a in group and b in group and group[a] is not group[b]:
            group[a] |= group[b]
            for key in group[b]:
                group[key] = group[a]
    return _kin("text", (("", keys) for keys in {id(keys): keys for keys in group.values()}.values()))


def _sources(common: Common) -> Iterable[Kinship]:
    """Articles that credit or lead with one medium, or bring the report of one agency."""
    citing: dict[str, set[str]] = defaultdict(set)
    for i in common.members:
        for source in cited(common.readings[i]):
            if source.credited or source.leads or source.wire:
                citing[source.id].update(common.keys(i))
    return _kin("cited", citing.items())


def _kin(kind: KinshipKind, groups: Iterable[tuple[str, set[str]]]) -> Iterable[Kinship]:
    return [Kinship(kind=kind, name=name, articles=tuple(sorted(keys))) for name, keys in groups if len(keys) > 1]
