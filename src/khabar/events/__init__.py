"""Events and agreements (وقائع واتفاقات): what was done, is planned, was called off; and the register of pacts."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.events.merge import merge
from khabar.events.pacts import read_agreements
from khabar.events.rank import features, recorded, threshold
from khabar.events.read import Scene, Told, look, tell, unnamed
from khabar.model import Article, Event, Events, Names, Span, Statement, Time


def candidates(scene: Scene, told: Sequence[Told]) -> list[tuple[Event, tuple[str, ...]]]:
    """The happenings that the clauses tell and the model takes for the article's own, each with its features."""
    out = []
    for event, members in merge([t.event for t in told]):
        chance = recorded(scene, told, event, members)
        if chance >= threshold():
            out.append((event, features(scene, told, event, members)))
    return out


def read(
    article: Article,
    sentences: Sequence[Span],
    times: Sequence[Time],
    names: Names,
    statements: Sequence[Statement],
) -> Events:
    """The events and agreements of one article.

    Participants are entity ids of ``names``, or of the unnamed ones (ANON) that are handed back; evidence spans are
    offsets into the document's text.
    """
    scene = look(article, times, names, statements)
    told = tell(scene, sentences)
    found = tuple(one for one, _ in candidates(scene, told))
    return Events(
        events=found,
        agreements=read_agreements(article, sentences, times, scene.ground, [t.event for t in told]),
        entities=unnamed(scene, told, found),
    )
