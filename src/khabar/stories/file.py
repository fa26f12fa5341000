"""Filing: which articles are one story."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.stories.cluster import agglomerate
from khabar.stories.features import Features
from khabar.stories.similar import cosines

_TITLE, _LEAD = 4.0, 2.0
_THRESHOLD = 0.2
_FLOOR = 0.02


def file(articles: Sequence[Features]) -> list[list[int]]:
    """Groups of the articles' numbers, one group a story. The articles are given in the order of their keys."""
    likeness = cosines([vector(a) for a in articles], [a.day for a in articles], _FLOOR)
    return agglomerate(len(articles), likeness, _THRESHOLD)


def vector(article: Features) -> dict[str, float]:
    """The article's weighted stems: the title most, then the lead, then the body."""
    weights = dict(article.body)
    for field, factor in ((article.title, _TITLE), (article.lead, _LEAD)):
        for stem, weight in field.items():
            weights[stem] = weights.get(stem, 0.0) + factor * weight
    return weights
