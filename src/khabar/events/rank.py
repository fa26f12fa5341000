"""Which of the events that the clauses tell are the article's own: what a careful reader records.

A logistic model over what the coder knows of a candidate: its type and word, how its doer was found, status,
where in the article and its clause it stands, how often it is told, whom and when it names, and whether the title
speaks of it. The weights (``event_rank.tsv``) come from ``khabar train events``.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from khabar.events.frames import spoken_of
from khabar.events.merge import named
from khabar.events.read import Scene, Told
from khabar.events.slots import LETTER, any_of
from khabar.model import Event, EventType
from khabar.text import fold, rows

# Steps: fine where candidates are many and the chance of being recorded changes fast (a page's first sentences, a
# clause's first words), coarse behind, so that every step is borne by enough candidates to have a weight of its own.
_SENTENCES = ((0, "0"), (1, "1"), (2, "2"), (5, "3-5"), (10, "6-10"))
_DAYS = ((-1, "future"), (1, "now"), (8, "week"), (62, "months"), (400, "year"))
_LENGTHS = ((60, "short"), (140, "middle"), (260, "long"))
_MANY = ((3, "few"), (8, "some"), (16, "many"))
_KINDS = ((1, "1"), (2, "2"), (4, "3-4"))
"""Happenings of one type on a page."""
_PAGES = ((3, "3"), (8, "8"), (15, "15"), (25, "25"))
"""Sentences of a page: a flash, a brief, half a column, a report."""
_LEADS = ((0, "0"), (1, "1"), (4, "4"), (10, "10"), (20, "20"))
"""Words of the clause before the event's own: nothing, a particle, a subject, a subject with its titles, more."""
_GOVERNED = re.compile(rf"(?<![{LETTER}])[وف]?({any_of('governs')}) (?:اي |ان |كل )?$")
_DIGIT = re.compile(r"\d")
_HAD = re.compile(r"(?:^| )[وف]?(?:كان|كانت|سبق) (?:[ء-ي]+ ){0,4}(?:قد |ان )$")


class Page(NamedTuple):
    """What is asked of one article for each of its candidates."""

    scene: Scene
    told: Sequence[Told]
    sentences: int
    title: frozenset[EventType]
    """Types of event of which the title's words speak."""
    titled: frozenset[str]
    """Entities that the title names."""
    main: frozenset[str]
    """The entities that the article names most."""
    crowd: str
    kinds: Counter[EventType]
    """How many happenings of each type the article tells."""
    counts: Counter[str]
    """How often the article names each."""
    order: Mapping[str, int]
    """Which place each takes among those named most."""


def page(scene: Scene, told: Sequence[Told], merged: Sequence[Event]) -> Page:
    """Look at an article once for all of its candidates."""
    title = fold(scene.article.title or "")
    seen: dict[str, set[str]] = {}
    counts: Counter[str] = Counter()
    for start, end, entity, _ in scene.ground.spots:
        seen.setdefault(entity, set()).add(scene.ground.key[start:end])
        counts[scene.ground.state(entity)] += 1
    titled = frozenset(scene.ground.state(e) for e, forms in seen.items() if any(f in title for f in forms))
    return Page(
        scene,
        told,
        max((t.sentence for t in told), default=0) + 1,
        spoken_of(title),
        titled,
        frozenset(e for e, _ in counts.most_common(2)),
        _step(len(merged), _MANY, "crowd"),
        Counter(e.type for e in merged),
        counts,
        {e: n for n, (e, _) in enumerate(counts.most_common())},
    )


def recorded(known: Sequence[str]) -> float:
    """The probability (0 to 1) that a careful reader records the event of which these features hold."""
    weights = _weights()
    return 1 / (1 + math.exp(-sum(weights.get(f, 0.0) for f in known)))


def threshold() -> float:
    """From which probability on an event is recorded."""
    return _weights().get("threshold", 0.0)


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    return {r["feature"]: float(r["weight"]) for r in rows("event_rank.tsv")}


def features(page: Page, event: Event, members: Sequence[int], nth: int) -> tuple[str, ...]:
    """What the model knows of a candidate, each a name that holds or not. ``nth``: how many of its type stand before
    it on the page."""
    scene, told = page.scene, page.told
    first = told[members[0]]
    hit, parts = first.hit, first.parts
    who = named(event)
    kind = event.type
    out = ["bias", f"type={kind}", f"how={parts.how}", f"status={event.status}"]
    out.append(f"sentence={_step(first.sentence, _SENTENCES, 'late')}")
    out.append(f"told={min(len({told[m].sentence for m in members}), 3)}")
    out.append(f"named={min(len(who), 3)}")
    out.append(f"sides={min(len(event.actors), 2)}{min(len(event.recipients), 1)}")
    if not who:
        out.append(f"nobody={kind}")
    out.append(f"when={_age(scene, event)}")
    if hit.tense == "noun":
        out.append("definite" if "ال" in hit.particle or hit.particle == "لل" else "indefinite")
    out.append(f"tense={hit.tense}")
    if parts.light:
        out.append("light")
    if parts.unnamed:
        out.append("unnamed")
    if event.where:
        out.append("where")
    out.append(f"inside={_inside(scene, first)}")
    out.append(f"nth={min(nth, 3)}")
    out.append(f"count={page.crowd}")
    out.append("titled" if kind in page.title else "untitled")
    out.append(f"who-titled={min(len(who & page.titled), 2)}")
    if who & page.main:
        out.append("main")
    key = scene.ground.key
    left = key[max(first.clause[0], hit.start - len(hit.particle) - 40) : hit.start - len(hit.particle)]
    governed = _GOVERNED.search(left)
    out.append(f"left={governed.group(1)}" if governed else "left=other" if left.strip() else "left=nothing")
    if _HAD.search(left):
        out.append("had")
    out.append(f"clause={_step(first.clause[1] - first.clause[0], _LENGTHS, 'huge')}")
    return (*out, *_finer(page, event, members, nth))


def _finer(page: Page, event: Event, members: Sequence[int], nth: int) -> Iterator[str]:
    """The row of the table that found it and its place among the events of its page and sentence; then each of these
    once more together with its type, because they do not mean the same for every type: a planned visit is
    recorded more readily than one that was, a planned attack less."""
    scene, told = page.scene, page.told
    first = told[members[0]]
    hit, key = first.hit, scene.ground.key
    who = named(event)
    place = _step(first.sentence, _SENTENCES, "late")
    inside = _inside(scene, first)
    cast = "+".join(sorted({scene.ground.type(i) for i in who}))
    titled = event.type in page.title
    many = _step(page.kinds[event.type], _KINDS, "more")
    definite = "ال" in hit.particle or hit.particle == "لل"
    times = min(len({told[m].sentence for m in members}), 3)
    beside = [t for t in told if t.sentence == first.sentence]
    before = key[first.clause[0] : hit.start].split()
    yield f"row={hit.frame.rule}{'|passive' if hit.passive else ''}"
    yield f"row={hit.frame.rule}|{hit.tense}"
    yield f"part={4 * first.sentence // max(1, page.sentences)}"
    yield f"length={_step(page.sentences, _PAGES, 'more')}"
    yield f"beside={min(len(beside), 4)}"
    yield f"place={min(beside.index(first), 3)}"
    yield f"kind={many}"
    yield f"lead={_step(len(before), _LEADS, 'far')}"
    yield f"date={'none' if not event.when else 'day' if len(event.when) == 10 else 'rough'}"
    yield f"cast={cast}"
    yield f"titled={titled}&who={min(len(who & page.titled), 2)}"
    yield f"sentence={place}&nth={min(nth, 3)}"
    yield f"inside={inside}&tense={hit.tense}"
    yield f"inside={inside}&status={event.status}"
    if _DIGIT.search(key, *first.clause):
        yield "number"
    yield from (
        f"{event.type}&{x}"
        for x in (
            f"status={event.status}", f"tense={hit.tense}", f"when={_age(scene, event)}", f"sentence={place}",
            f"how={first.parts.how}", f"inside={inside}", f"definite={definite}&{hit.tense}", f"kind={many}",
            f"cast={cast}", f"titled={titled}", f"nth={min(nth, 3)}", f"told={times}",
        )
    )  # fmt: skip


def _step(value: int, steps: Sequence[tuple[int, str]], last: str) -> str:
    return next((name for most, name in steps if value <= most), last)


def _age(scene: Scene, event: Event) -> str:
    """How long before the article's day it happened."""
    published = scene.article.published
    if not event.when:
        return "unknown"
    if not published or "W" in event.when or len(event.when) < 10:
        return "year" if published and event.when[:4] < published[:4] else "rough"
    try:
        days = (date.fromisoformat(published) - date.fromisoformat(event.when[:10])).days
    except ValueError:
        return "rough"
    return _step(days, _DAYS, "old")


def _inside(scene: Scene, told: Told) -> str:
    """The kind and act of the statement whose words contain it."""
    said = scene.said.at(scene.folded.source_at(told.hit.start))
    return "nobody" if not said else "direct" if said[0].kind == "direct" else "indirect"
