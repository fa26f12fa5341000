"""What is known of a time by where it stands nearest to an event: place, distance, what stands between and beside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from khabar.events.choices import distance, seen_from
from khabar.events.date_words import word
from khabar.events.dating import AFTER, THAT
from khabar.events.read import Scene, Told
from khabar.events.slots import LETTER, any_of
from khabar.model import Event

_FAR = ((0, "0"), (1, "1"), (3, "3"), (6, "6"), (10, "10"), (16, "16"), (25, "25"))
"""Steps of a distance in words, or of a place in the page in sentences."""
AWAY = 3
"""Sentences from an event's own up to which a time may be its own; those of the lead may be however far it stands."""
_WHO = re.compile(rf"(?<![{LETTER}])[وف]?(?:{any_of('who')})(?![{LETTER}])")
_GAPS = (("after", AFTER), ("that", THAT), ("who", _WHO))
_STEM = re.compile(rf"[وف]?([{LETTER}]{{2,}})")
PLACES = (
    "clause-after", "clause-before", "sentence-after", "sentence-before", "back1", "on1", "back2", "lead", "back3",
    "on2", "on3",
)  # fmt: skip
"""Where a time may stand, seen from an event's word, the nearest first."""
_RANKS = {place: n for n, place in enumerate(PLACES)}
_BESIDE = 30
"""Letters behind a time within which the word behind it ends."""


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
    of_time: Mapping[str, Sequence[int]]
    """The numbers of the placed events by the time that the rules give them."""
    values: Mapping[int, frozenset[str]]
    """The times of each sentence that has any."""
    named: dict[tuple[int, int], frozenset[str]]
    """Who is named in a sentence, once it was asked."""


class Seen(NamedTuple):
    """A time where it stands nearest to an event: the clause that it is seen from, the time, its place."""

    told: Told
    moment: Moment
    place: str


def place_of(told: Told, moment: Moment) -> str:
    """Where a time stands, seen from an event's word."""
    place = seen_from(told, moment.start, moment.line)
    return "lead" if place.startswith("lead") else place


def rank(seen: Seen) -> tuple[int, int]:
    """How near a time stands to an event, the nearest least."""
    return _RANKS[seen.place], distance(seen.told, seen.moment.start, seen.moment.end)


def step(value: int) -> str:
    return next((name for most, name in _FAR if value <= most), "far")


def of_moment(page: Calendar, event: Event, members: Sequence[Told], seen: Seen) -> Iterator[str]:
    """What is known of a time by the place where it stands nearest."""
    told, moment, place = seen
    key = page.scene.ground.key
    shape = "noun" if told.hit.tense == "noun" else "verb"
    start, _ = told.lines[moment.line]
    opening = len(key[start : moment.start].split()) <= 2
    said = f"{said_at(page.scene, moment.start)}-{said_at(page.scene, told.hit.start)}"
    yield from _placed(place, told.hit.tense, event.type, event.status)
    yield from _written(place, moment.basis, len(moment.value), opening, said)
    yield from _words(key, seen)
    yield from _member(event, members, seen)
    if moment.line == told.sentence:
        yield from _beside(page, seen, shape)
    else:
        yield from _elsewhere(page, event, seen, shape)


def _placed(place: str, tense: str, type: str, status: str) -> tuple[str, ...]:
    return f"at={place}", f"at={place}:{tense}", f"at={place}:{type}", f"at={place}:{status}"


def _written(place: str, basis: str, length: int, opening: bool, said: str) -> tuple[str, ...]:
    return (
        f"basis={basis}", f"basis={basis}:{place}", f"kind={length}:{place}", f"opening={opening}:{place}",
        f"said={said}:{place}",
    )  # fmt: skip


def said_at(scene: Scene, at: int) -> str:
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
        yield f"opens={word(opens.group(1))}:{place}"
    left = [m.group(1) for m in _STEM.finditer(key, max(told.clause[0], hit.start - 40), hit.start - len(hit.particle))]
    before = word(left[-1]) if left else "-"
    yield f"governor={before if hit.particle in ('', 'ال', 'و') else hit.particle}:{place}"
    yield f"governor={before}:{place}:{hit.tense}"
    ahead = [m.group(1) for m in _STEM.finditer(key, max(start, moment.start - 30), moment.start)]
    yield f"before={word(ahead[-1]) if ahead else '-'}:{place}"
    behind = _STEM.search(key, moment.end, min(end, moment.end + _BESIDE))
    yield f"behind={word(behind.group(1)) if behind and behind.start() - moment.end < 3 else '-'}:{place}"
    mark = key[moment.end : moment.end + 1]
    yield f"mark={mark if mark and mark in '،.:' else '-'}:{place}"
    yield f"row={hit.frame.rule}:{place}"


def _member(event: Event, members: Sequence[Told], seen: Seen) -> tuple[str, ...]:
    """What is known of the clause that a time is seen from, among those that tell the event."""
    told, _, place = seen
    nth = "only" if len(members) == 1 else "first" if told is members[0] else "later"
    mine, whole = who_of(told.event), who_of(event)
    cast = "all" if mine >= whole else "some" if mine & whole else "none"
    where = "same" if told.event.where == event.where else "other"
    return _told_by(place, nth, cast, where, told.hit.tense, is_definite(told), told.parts.how)


def _told_by(place: str, nth: str, cast: str, where: str, tense: str, definite: bool, how: str) -> tuple[str, ...]:
    return (
        f"member={nth}:{place}", f"member={nth}:{place}:{tense}:{definite}", f"member={nth}:{cast}:{place}",
        f"how={how}:{place}", f"where={nth}:{where}:{place}",
    )  # fmt: skip


def who_of(event: Event) -> set[str]:
    return {*event.actors, *event.recipients}


def is_definite(told: Told) -> bool:
    return "ال" in told.hit.particle or told.hit.particle == "لل"


def _beside(page: Calendar, seen: Seen, shape: str) -> Iterator[str]:
    """What is known of a time in an event's own sentence: how far it stands, and what stands between."""
    told, moment, place = seen
    hit = told.hit
    low, high = (hit.end, moment.start) if moment.start >= hit.end else (moment.end, hit.start)
    gap = page.scene.ground.key[low:high]
    mates = [t for t in page.by_line[told.sentence] if t.hit is not hit]
    between = [h.tense for h in (*told.around.inside, *(t.hit for t in mates)) if low <= h.start < high]
    crossed = "none" if not between else "verb" if any(t != "noun" for t in between) else "noun"
    yield from _far(place, step(len(gap.split())), shape, crossed)
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
    near = distance(told, moment.start, moment.end)
    yield f"nearer={any(distance(t, moment.start, moment.end) < near for t in mates)}:{place}"
    yield f"taken={any(t.event.when == moment.value for t in mates)}:{place}"


def _far(place: str, far: str, shape: str, crossed: str) -> tuple[str, ...]:
    return (
        f"far={place}:{far}", f"far={place}:{far}:{shape}", f"crossed={crossed}:{place}",
        f"crossed={crossed}:{place}:{shape}",
    )  # fmt: skip


def _elsewhere(page: Calendar, event: Event, seen: Seen, shape: str) -> Iterator[str]:
    """What is known of a time in another sentence: which events are told there, and what that has in common."""
    told, moment, place = seen
    ground = page.scene.ground
    there = page.by_line.get(moment.line, ())
    kin = [t for t in there if t.event.type == event.type]
    who = who_of(event)
    kind = "kin" if kin else "other" if there else "free"
    when = [t for t in there if t.event.when == moment.value]
    taken = "kin" if any(t.event.type == event.type for t in when) else "other" if when else "free"
    here = _named(page, told.lines[moment.line])
    cast = "nobody" if not who else "all" if who <= here else "some" if who & here else "none"
    word_ = any(t.hit.word == told.hit.word for t in there)
    line = min(told.sentence, 2)
    times = page.values.get(moment.line, frozenset())
    yield from _there(place, kind, shape, taken, cast, event.type, line, told.hit.tense)
    if event.where:
        yield f"where={event.where in here}:{place}"
    yield f"word={word_}:{bool(kin)}:{any(who_of(t.event) & who for t in there)}:{place}"
    opens = _STEM.search(ground.key, *told.lines[told.sentence])
    if opens:
        yield f"own-opens={word(opens.group(1))}:{place}"
    yield f"only={len(times) == 1}:{place}:{cast}"
    yield f"own-time={told.sentence in page.values}:{place}"


def _named(page: Calendar, line: tuple[int, int]) -> frozenset[str]:
    """Who is named in a sentence, capitals as their states."""
    if line not in page.named:
        ground = page.scene.ground
        page.named[line] = frozenset(ground.state(s.entity) for s in ground.slots(*line))
    return page.named[line]


def _there(
    place: str, kind: str, shape: str, taken: str, cast: str, type: str, line: int, tense: str
) -> tuple[str, ...]:
    return (
        f"there={kind}:{place}", f"there={kind}:{place}:{shape}", f"taken={taken}:{place}", f"cast={cast}:{place}",
        f"cast={cast}:{place}:{type}", f"line={line}:{place}", f"line={line}:{place}:{tense}",
    )  # fmt: skip
