"""Stories: filing, reuse, origins, claims, conflicts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from khabar.model import Reading, Story
from khabar.stories.claims import claims
from khabar.stories.conflicts import conflicts
from khabar.stories.features import features
from khabar.stories.figures import figures
from khabar.stories.file import FLOOR, agglomerate
from khabar.stories.neighbours import settle_dates
from khabar.stories.origins import Counts, count, origins
from khabar.stories.reuse import shared
from khabar.stories.similar import likeness


def file_stories(readings: Sequence[Reading]) -> tuple[Story, ...]:
    """The stories of a set of readings, the largest first; the result does not depend on the order given."""
    readings = sorted(readings, key=lambda r: (r.key, r.article.id))
    articles = features(readings)
    cosines = likeness(articles, FLOOR)
    groups = agglomerate(len(articles), cosines)
    story = [0] * len(articles)
    for number, group in enumerate(groups):
        for i in group:
            story[i] = number
    common = shared(articles)
    counted = [figures(r) for r in readings]
    number_of = {r.key: i for i, r in enumerate(readings)}

    def cosine(a: str, b: str) -> float:
        return cosines.get((min(number_of[a], number_of[b]), max(number_of[a], number_of[b])), 0.0)

    stories = []
    for number, group in enumerate(groups):
        source = _headline(group, readings)
        behind = origins(group, readings, cosines, common)
        stories.append(
            Story(
                id=_id(readings[i].article.id for i in group),
                title=readings[source].article.title or readings[source].key,
                title_from=readings[source].key,
                articles=tuple(readings[i].key for i in group),
                origins=behind,
                reuse=tuple(r for (i, j), r in sorted(common.reuse.items()) if number in (story[i], story[j])),
                conflicts=conflicts([f for i in group for f in counted[i]], cosine) if len(group) > 1 else (),
                claims=claims([readings[i] for i in group], behind),
            )
        )
    return tuple(sorted(stories, key=lambda s: (-len(s.articles), s.id)))


def _id(ids: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest()[:12]


def _headline(group: Sequence[int], readings: Sequence[Reading]) -> int:
    return max(group, key=lambda i: (len((readings[i].article.title or "").split()), -i))


__all__ = ["Counts", "count", "file_stories", "origins", "settle_dates"]
