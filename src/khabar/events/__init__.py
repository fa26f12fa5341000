"""Events and agreements (وقائع واتفاقات): what was done, is planned, was called off; and the register of pacts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from khabar.events.dates import calendar, dated
from khabar.events.pacts import read_agreements
from khabar.events.partners import of_cast, settled
from khabar.events.rank import features, page, recorded, threshold
from khabar.events.read import Scene, Told, happenings, look, tell, unnamed
from khabar.model import Article, Event, Events, Names, Span, Statement, Time


def candidates(
    scene: Scene,
    told: Sequence[Told],
    weights: Mapping[str, float] | None = None,
    dates: Mapping[str, float] | None = None,
) -> list[tuple[Event, tuple[str, ...]]]:
    """The happenings that the clauses tell, each with what the model knows of it. ``weights``: of the model that says
    who takes part, ``dates``: of the one that says when; those of the package if None."""
    merged = happenings(scene, told)
    about = page(scene, told, [e for e, _ in merged])
    times = calendar(scene, [(e, [told[m] for m in members]) for e, members in merged])
    before: Counter[str] = Counter()
    out = []
    for number, (placed, members) in enumerate(merged):
        event, sure = settled(scene, about, placed, [told[m] for m in members], weights)
        event = dated(times, number, event, dates)
        known = features(about, event, members, before[event.type])
        out.append((event, (*known, *of_cast(placed, event, sure))))
        before[event.type] += 1
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
    found = tuple(one for one, known in candidates(scene, told) if recorded(known) >= threshold())
    return Events(
        events=found,
        agreements=read_agreements(article, sentences, times, scene.ground, [t.event for t in told], statements),
        entities=unnamed(scene, told, found),
    )
