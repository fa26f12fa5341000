"""Events and agreements (وقائع واتفاقات): what was done, is planned, was called off; and the register of pacts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from khabar.events.atlas import atlas
from khabar.events.dates import calendar, dated
from khabar.events.pacts.read import read_agreements
from khabar.events.partners import of_cast, settled
from khabar.events.places import located
from khabar.events.rank import features, page, recorded, threshold
from khabar.events.read import Scene, Told, happenings, look, tell, unnamed
from khabar.model import Article, Event, Events, Names, Span, Statement, Time

Merged = Sequence[tuple[Event, Sequence[int]]]
"""The happenings of an article, each with the numbers of the clauses that tell it."""


def candidates(
    scene: Scene,
    told: Sequence[Told],
    weights: Mapping[str, float] | None = None,
    dates: Mapping[str, float] | None = None,
    places: Mapping[str, float] | None = None,
) -> list[tuple[Event, tuple[str, ...]]]:
    """The happenings that the clauses tell, each with what the model knows of it. ``weights``: of the model that says
    who takes part, ``dates``: of the one that says when, ``places``: of the one that says where; those of the package
    if None."""
    merged = happenings(scene, told)
    ground = atlas(scene, _clauses(told, merged))
    found = _weighed(scene, told, merged, weights, dates)
    return [(located(ground, n, event, places), known) for n, (event, known) in enumerate(found)]


def _clauses(told: Sequence[Told], merged: Merged) -> list[tuple[Event, list[Told]]]:
    return [(event, [told[m] for m in members]) for event, members in merged]


def _weighed(
    scene: Scene,
    told: Sequence[Told],
    merged: Merged,
    weights: Mapping[str, float] | None = None,
    dates: Mapping[str, float] | None = None,
) -> list[tuple[Event, tuple[str, ...]]]:
    """The happenings with who takes part and when, each with what the model knows of it with the place that the rules
    give: where it is is weighed last, and only asked of what is recorded."""
    about = page(scene, told, [e for e, _ in merged])
    times = calendar(scene, _clauses(told, merged))
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
    merged = happenings(scene, told)
    weighed = enumerate(_weighed(scene, told, merged))
    kept = [(n, event) for n, (event, known) in weighed if recorded(known) >= threshold()]
    ground = atlas(scene, _clauses(told, merged) if kept else ())
    found = tuple(located(ground, n, event) for n, event in kept)
    return Events(
        events=found,
        agreements=read_agreements(article, sentences, times, scene.ground, [t.event for t in told], statements),
        entities=unnamed(scene, told, found),
    )
