"""Which time of a page is an event's: what the words of its clause give, weighed with all else that is known.

The rules (:mod:`khabar.events.dating`) look for a time in the event's own clause. A logistic model then looks at every
day, week, month and year near the clauses that tell it, and at none of them: where each stands, what stands between,
who speaks, how it lies to the day of publication, whose else it is. The weights (``event_dates.tsv``) come from
``khabar train dates``.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import msgspec

from khabar.events.dating import AFTER, DAY, THAT
from khabar.events.days import days
from khabar.events.read import Scene, Told
from khabar.events.slots import LETTER, any_of
from khabar.model import Event
from khabar.text import rows

_FAR = ((0, "0"), (1, "1"), (3, "3"), (6, "6"), (10, "10"), (16, "16"), (25, "25"))
"""Steps of a distance in words, or of a place in the page in sentences."""
_AGES = (
    (-8, "later"), (-2, "week-to-come"), (-1, "tomorrow"), (0, "today"), (1, "yesterday"), (3, "3"), (8, "week"),
    (62, "months"), (400, "year"),
)  # fmt: skip
"""Steps of the days from a time to the publication."""
_AWAY = 3
"""Sentences from an event's own up to which a time may be its own; those of the lead may be however far it stands."""
_LEAD = 1
"""The last sentence of the lead, counted from 0."""
_WHO = re.compile(rf"(?<![{LETTER}])[وف]?(?:{any_of('who')})(?![{LETTER}])")
_GAPS = (("after", AFTER), ("that", THAT), ("who", _WHO))
_STEM = re.compile(rf"[وف]?([{LETTER}]{{2,}})")
_PLACES = (
    "clause-after", "clause-before", "sentence-after", "sentence-before", "back1", "on1", "back2", "lead", "back3",
    "on2", "on3",
)  # fmt: skip
"""Where a time may stand, seen from an event's word, the nearest first."""
_RANKS = {place: n for n, place in enumerate(_PLACES)}
STAY = 0.2
"""By how much more must speak for another time than for the one that the rules give."""


class Choice(NamedTuple):
    """A time that may be an event's, or none: the ISO value, and what is known of it, each a name that holds or not."""

    value: str | None
    features: frozenset[str]


class Moment(NamedTuple):
    """A time as a place of the page names it: offsets into the folded view, the number of its sentence."""

    value: str
    start: int
    end: int
    line: int
    basis: str


class Calendar(NamedTuple):
    """What is asked of one article for the times of its events."""

    scene: Scene
    moments: Sequence[Moment]
    placed: Sequence[tuple[Event, Sequence[Told]]]
    """The events with the times that the rules give them, and the clauses that tell each."""
    by_line: Mapping[int, Sequence[Told]]
    """The clauses that tell events, by the number of their sentence."""


class Seen(NamedTuple):
    """A time where it stands nearest to an event: the clause that it is seen from, the time, its place."""

    told: Told
    moment: Moment
    place: str


def calendar(scene: Scene, placed: Sequence[tuple[Event, Sequence[Told]]]) -> Calendar:
    """Look at an article once for the times of all of its events."""
    by_line: dict[int, list[Told]] = {}
    for _, members in placed:
        for told in members:
            by_line.setdefault(told.sentence, []).append(told)
    return Calendar(scene, _moments(scene, placed[0][1][0].lines) if placed else (), placed, by_line)


def _moments(scene: Scene, lines: Sequence[tuple[int, int]]) -> list[Moment]:
    """The days, weeks, months and years of a page, in order."""
    starts = [start for start, _ in lines]
    out = []
    for time in scene.times:
        day = DAY.match(time.value or "")
        if day and days(day.group()):
            start, end = scene.folded.key_at(time.span.start), scene.folded.key_at(time.span.end)
            out.append(Moment(day.group(), start, end, max(0, bisect_right(starts, start) - 1), time.basis))
    return out


def choices(page: Calendar, number: int) -> list[Choice]:
    """The times that may be those of an event of the page, what the rules give first, none last."""
    event, members = page.placed[number]
    seen, ways = _near(page, members)
    nearest = min((_rank(s) for s in seen.values()), default=None)
    out = []
    for value in dict.fromkeys((event.when, *seen) if event.when else seen):
        known = set(_of_value(page, number, value))
        if value in seen:
            known.update(_of_moment(page, event, members, seen[value]))
            known.add(f"nearest={_rank(seen[value]) == nearest}:{seen[value].place.split('-')[0]}")
            known.update(f"also={way}" for way in ways[value])
        out.append(Choice(value, frozenset(known)))
    return [*out, Choice(None, frozenset(_of_none(page, event, members, nearest)))]


def _near(page: Calendar, members: Sequence[Told]) -> tuple[dict[str, Seen], dict[str, set[str]]]:
    """The times near an event, each where it stands nearest, and in which places it stands at all."""
    seen: dict[str, Seen] = {}
    ways: dict[str, set[str]] = {}
    for told in members:
        for moment in page.moments:
            place = _place(told, moment)
            if place:
                one = Seen(told, moment, place)
                ways.setdefault(moment.value, set()).add(place.split("-")[0])
                if moment.value not in seen or _rank(one) < _rank(seen[moment.value]):
                    seen[moment.value] = one
    return seen, ways


def _place(told: Told, moment: Moment) -> str | None:
    """Where a time stands, seen from an event's word; None: too far away."""
    side = "after" if moment.start >= told.hit.end else "before"
    if told.clause[0] <= moment.start < told.clause[1]:
        return f"clause-{side}"
    away = moment.line - told.sentence
    if away == 0:
        return f"sentence-{side}"
    if moment.line <= _LEAD and away < -1:
        return "lead"
    return f"{'on' if away > 0 else 'back'}{abs(away)}" if abs(away) <= _AWAY else None


def _rank(seen: Seen) -> tuple[int, int]:
    return _RANKS[seen.place], _gap(seen.told, seen.moment)


def _gap(told: Told, moment: Moment) -> int:
    return max(moment.start - told.hit.end, told.hit.start - moment.end, 0)


def _of_moment(page: Calendar, event: Event, members: Sequence[Told], seen: Seen) -> Iterator[str]:
    """What is known of a time by the place where it stands nearest."""
    told, moment, place = seen
    key = page.scene.ground.key
    shape = "noun" if told.hit.tense == "noun" else "verb"
    start, _ = told.lines[moment.line]
    yield f"at={place}"
    yield from (f"at={place}:{x}" for x in (told.hit.tense, event.type, event.status))
    yield f"basis={moment.basis}"
    yield f"basis={moment.basis}:{place}"
    yield f"kind={len(moment.value)}:{place}"
    yield f"opening={len(key[start : moment.start].split()) <= 2}:{place}"
    yield f"said={_said(page.scene, moment.start)}-{_said(page.scene, told.hit.start)}:{place}"
    yield from _words(key, seen)
    yield from _member(event, members, seen)
    if moment.line == told.sentence:
        yield from _beside(page, seen, shape)
    else:
        yield from _elsewhere(page, event, seen, shape)


def _said(scene: Scene, at: int) -> str:
    """The kind of the statement whose words contain a place."""
    said = scene.said.at(scene.folded.source_at(at))
    return said[0].kind if said else "free"


def _words(key: str, seen: Seen) -> Iterator[str]:
    """The words that open the sentence of a time, that stand before the event's word, before the time, behind it."""
    told, moment, place = seen
    hit = told.hit
    start, end = told.lines[moment.line]
    opens = _STEM.search(key, start, end)
    if opens:
        yield f"opens={opens.group(1)}:{place}"
    left = [m.group(1) for m in _STEM.finditer(key, max(told.clause[0], hit.start - 40), hit.start - len(hit.particle))]
    before = left[-1] if left else "-"
    yield f"governor={before if hit.particle in ('', 'ال', 'و') else hit.particle}:{place}"
    yield f"governor={before}:{place}:{hit.tense}"
    ahead = [m.group(1) for m in _STEM.finditer(key, max(start, moment.start - 30), moment.start)]
    yield f"before={ahead[-1] if ahead else '-'}:{place}"
    behind = _STEM.search(key, moment.end, end)
    yield f"behind={behind.group(1) if behind and behind.start() - moment.end < 3 else '-'}:{place}"
    mark = key[moment.end : moment.end + 1]
    yield f"mark={mark if mark and mark in '،.:' else '-'}:{place}"
    yield f"row={hit.frame.rule}:{place}"


def _member(event: Event, members: Sequence[Told], seen: Seen) -> Iterator[str]:
    """What is known of the clause that a time is seen from, among those that tell the event."""
    told, _, place = seen
    hit = told.hit
    nth = "only" if len(members) == 1 else "first" if told is members[0] else "later"
    mine, whole = _who(told.event), _who(event)
    cast = "all" if mine >= whole else "some" if mine & whole else "none"
    yield f"member={nth}:{place}"
    yield f"member={nth}:{place}:{hit.tense}:{_definite(told)}"
    yield f"member={nth}:{cast}:{place}"
    yield f"how={told.parts.how}:{place}"
    yield f"where={nth}:{'same' if told.event.where == event.where else 'other'}:{place}"


def _who(event: Event) -> set[str]:
    return {*event.actors, *event.recipients}


def _definite(told: Told) -> bool:
    return "ال" in told.hit.particle or told.hit.particle == "لل"


def _beside(page: Calendar, seen: Seen, shape: str) -> Iterator[str]:
    """What is known of a time in an event's own sentence: how far it stands, and what stands between."""
    told, moment, place = seen
    hit = told.hit
    low, high = (hit.end, moment.start) if moment.start >= hit.end else (moment.end, hit.start)
    gap = page.scene.ground.key[low:high]
    far = _step(len(gap.split()))
    mates = [t for t in page.by_line[told.sentence] if t.hit is not hit]
    between = [h.tense for h in (*told.around.inside, *(t.hit for t in mates)) if low <= h.start < high]
    crossed = "none" if not between else "verb" if any(t != "noun" for t in between) else "noun"
    yield f"far={place}:{far}"
    yield f"far={place}:{far}:{shape}"
    yield f"crossed={crossed}:{place}"
    yield f"crossed={crossed}:{place}:{shape}"
    for name, pattern in _GAPS:
        if pattern.search(gap):
            yield f"{name}:{place}"
            yield f"{name}:{place}:{shape}"
            yield f"{name}:{place}:{hit.tense}:{crossed}"
    if "،" in gap:
        yield f"comma:{place}"
        yield f"comma:{place}:{crossed}"
    if any(q in gap for q in '"«»'):
        yield f"quote:{place}"
    yield f"nearer={any(_gap(t, moment) < _gap(told, moment) for t in mates)}:{place}"
    yield f"taken={any(t.event.when == moment.value for t in mates)}:{place}"


def _elsewhere(page: Calendar, event: Event, seen: Seen, shape: str) -> Iterator[str]:
    """What is known of a time in another sentence: which events are told there, and what that has in common."""
    told, moment, place = seen
    ground = page.scene.ground
    there = page.by_line.get(moment.line, ())
    kin = [t for t in there if t.event.type == event.type]
    who = _who(event)
    kind = "kin" if kin else "other" if there else "free"
    taken = [t for t in there if t.event.when == moment.value]
    yield f"there={kind}:{place}"
    yield f"there={kind}:{place}:{shape}"
    yield f"taken={'kin' if any(t in kin for t in taken) else 'other' if taken else 'free'}:{place}"
    here = {ground.state(s.entity) for s in ground.slots(*told.lines[moment.line])}
    cast = "nobody" if not who else "all" if who <= here else "some" if who & here else "none"
    yield f"cast={cast}:{place}"
    yield f"cast={cast}:{place}:{event.type}"
    if event.where:
        yield f"where={event.where in here}:{place}"
    word = any(t.hit.word == told.hit.word for t in there)
    yield f"word={word}:{bool(kin)}:{any(_who(t.event) & who for t in there)}:{place}"
    yield f"line={min(told.sentence, 2)}:{place}"
    yield f"line={min(told.sentence, 2)}:{place}:{told.hit.tense}"
    opens = _STEM.search(ground.key, *told.lines[told.sentence])
    if opens:
        yield f"own-opens={opens.group(1)}:{place}"
    yield f"only={len({m.value for m in page.moments if m.line == moment.line}) == 1}:{place}:{cast}"
    yield f"own-time={any(m.line == told.sentence for m in page.moments)}:{place}"


def _of_value(page: Calendar, number: int, value: str) -> Iterator[str]:
    """What is known of a time for the event as a whole."""
    event, members = page.placed[number]
    tense = members[0].hit.tense
    age = _age(page.scene.article.published, value)
    rule = "rule" if event.when == value else "none" if not event.when else "other"
    ruled = sum(t.event.when == value for t in members)
    yield "some"
    yield f"rule={rule}"
    yield from (f"rule={rule}:{x}" for x in (event.type, tense, event.status, age))
    yield f"ruled={'all' if ruled == len(members) else 'some' if ruled else 'none'}:{min(len(members), 3)}"
    yield f"age={age}"
    yield from (f"age={age}:{x}" for x in (event.type, tense, event.status, f"{event.status}:{tense}"))
    yield f"kind={len(value)}:{event.type}"
    yield f"kind={len(value)}:{event.status}"
    lines = {t.sentence for t in members}
    for n, (other, told) in enumerate(page.placed):
        if n != number and other.when == value:
            kin = "kin" if other.type == event.type else "other"
            yield f"also-of={kin}:{'near' if any(t.sentence in lines for t in told) else 'far'}:{rule}"
            if _who(other) & _who(event):
                yield f"also-of=partner:{kin}:{rule}"
    if page.moments and page.moments[0].value == value:
        yield f"first:{min(members[0].sentence, 2)}"
    if event.when and value != event.when:
        yield "finer" if value.startswith(event.when) else "coarser" if event.when.startswith(value) else "rival"


def _of_none(page: Calendar, event: Event, members: Sequence[Told], near: tuple[int, int] | None) -> Iterator[str]:
    """What speaks for no time at all."""
    first = members[0]
    tense = first.hit.tense
    rule = "some" if event.when else "none"
    yield "none"
    yield f"none-rule={rule}"
    yield from (f"none-rule={rule}:{x}" for x in (event.type, tense, event.status, f"{event.status}:{tense}"))
    yield f"none-row={first.hit.frame.rule}"
    yield f"none-said={_said(page.scene, first.hit.start)}:{rule}"
    yield f"none-line={_step(first.sentence)}:{rule}"
    yield f"none-told={min(len(members), 3)}:{rule}"
    yield f"none-how={first.parts.how}:{rule}"
    yield f"none-definite={_definite(first) and tense == 'noun'}:{rule}"
    yield f"none-near={_PLACES[near[0]] if near else 'nothing'}:{rule}"
    if event.when:
        age = _age(page.scene.article.published, event.when)
        yield f"none-age={age}"
        yield f"none-age={age}:{event.status}"


def _step(value: int) -> str:
    return next((name for most, name in _FAR if value <= most), "far")


def _age(published: str | None, value: str) -> str:
    """How a time lies to the day of publication."""
    span = days(value)
    if not published or not span:
        return "unknown"
    if len(value) < 10 or "W" in value:
        kind = "week" if "W" in value else "month" if len(value) == 7 else "year"
        return f"{kind}-{'past' if span[1] < published else 'to-come' if span[0] > published else 'now'}"
    away = (date.fromisoformat(published) - date.fromisoformat(value)).days
    return next((name for most, name in _AGES if away <= most), "old")


@lru_cache(maxsize=1)
def learnt() -> dict[str, float]:
    """The weights that come with the package."""
    return {r["feature"]: float(r["weight"]) for r in rows("event_dates.tsv")}


def choose(known: Sequence[Choice], ruled: str | None, weights: Mapping[str, float]) -> str | None:
    """The time (or none) for which most speaks; the one that the rules give if nothing else is clearly better."""
    worth = {c.value: math.fsum([weights[f] for f in c.features if f in weights]) for c in known}
    best = max(known, key=lambda c: worth[c.value]).value
    return best if worth[best] - worth[ruled] >= STAY else ruled


def dated(page: Calendar, number: int, event: Event, weights: Mapping[str, float] | None = None) -> Event:
    """An event of the page, however its cast was settled, with the time that is its own by all that is known."""
    used = learnt() if weights is None else weights
    if not used or not (event.when or page.moments) or event.status == "denied":
        return event  # «نفى الثلاثاء أن …»: the day is the denial's
    return msgspec.structs.replace(event, when=choose(choices(page, number), event.when, used))
