"""Which place of a page is an event's: what the words of its clause give, weighed with all else that is known.

The rules (:mod:`khabar.events.cast`) look for a place behind «في» in the event's own clause. A logistic model then
looks at every place that is named in the clauses that tell it, round them and in the lead, at the states of those who
take part, and at none of them. The weights (``event_places.tsv``) come from ``khabar train places``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from khabar.events.atlas import IN, Atlas, Spot, within
from khabar.events.choices import LEAD, Choice, choose, distance, learnt, seen_from
from khabar.events.governed import function_words
from khabar.events.read import Told, leads_back
from khabar.events.slots import LETTER, PREPOSITIONS, Ground, any_of, is_state
from khabar.model import Event
from khabar.names.gazetteer import known, particles
from khabar.text import fold, rows

TABLE = "event_places.tsv"
BOLD = 0.5
"""By how much more must speak for no place than for one: readers leave out many that go without saying, and a place is
given no oftener by this than by the rules where they gave none."""
_FAR = ((0, "0"), (1, "1"), (3, "3"), (6, "6"), (12, "12"), (20, "20"))
"""Steps of a distance in words."""
_TIMES = ((1, "1"), (2, "2"), (4, "4"), (8, "8"))
"""Steps of how often a place is named."""
_BACK, _ON = 2, 1
"""Sentences before and behind an event's own in which a place may be its own; the lead may be however far."""
_MANY = 30
"""Events before and behind one that are asked whether they happen there too."""
_AGAIN = re.compile(rf"(?<![{LETTER}])[وف]?[بلك]?({any_of('place-again')})(?![{LETTER}])")
"""What leads back to a place that was named («المدينة»، «هناك»)."""
_STEM = re.compile(rf"[وف]?([{LETTER}]{{2,}})")
_PLACES = (
    "clause-after", "clause-before", "sentence-after", "sentence-before", "back1", "lead0", "lead1", "back2", "on1",
)  # fmt: skip
"""Where a place may be named, seen from an event's word, the nearest first."""
_RANKS = {place: n for n, place in enumerate(_PLACES)}


class Seen(NamedTuple):
    """A place where it is named nearest to an event: the clause that it is seen from, the spot, where that is."""

    told: Told
    spot: Spot
    place: str


def choices(page: Atlas, number: int, event: Event) -> list[Choice]:
    """The places that may be those of an event of the page, what the rules give first, none last. ``event``: it with
    those who take part as they were settled."""
    members = page.placed[number][1]
    seen, ways = _near(page, members)
    homes = [page.scene.ground.home(w) for w in (*event.actors, *event.recipients)]
    states = [h for h in homes if is_state(h)]
    ruled = [event.where] if event.where else []
    out = []
    for value in dict.fromkeys([*ruled, *seen, *states, *page.main]):
        features = set(_of_value(page, number, event, value))
        if value in seen:
            features.update(_of_spot(page, event, seen[value]))
            features.update(f"also={way}" for way in ways[value])
        else:
            features.update(("absent", f"absent:{event.type}"))
        out.append(Choice(value, frozenset(features)))
    return [*out, Choice(None, frozenset(_of_none(page, event, members, seen)))]


def _near(page: Atlas, members: Sequence[Told]) -> tuple[dict[str, Seen], dict[str, set[str]]]:
    """The places near an event, each where it is named nearest, and how it is named at all."""
    seen: dict[str, Seen] = {}
    ways: dict[str, set[str]] = {}
    for told in members:
        at = told.sentence
        for line in dict.fromkeys([*range(max(0, at - _BACK), at + _ON + 1), *range(LEAD + 1)]):
            for spot in page.lines.get(line, ()):
                one = Seen(told, spot, seen_from(told, spot.start, spot.line))
                way = "in" if spot.preposition in IN else spot.way
                ways.setdefault(spot.value, set()).add(f"{way}:{one.place}")
                if spot.value not in seen or _rank(one) < _rank(seen[spot.value]):
                    seen[spot.value] = one
    return seen, ways


def _rank(seen: Seen) -> tuple[bool, int, int]:
    return seen.spot.way != "name", _RANKS[seen.place], distance(seen.told, seen.spot.start, seen.spot.end)


@lru_cache(maxsize=1)
def _leads() -> frozenset[str]:
    """Words before a place that say how it lies or what it is («قرب»، «مدينة»، «شمال»)."""
    return frozenset((*PREPOSITIONS, *function_words("bearing"), *particles("direction"), *_heads()))


@lru_cache(maxsize=1)
def _heads() -> frozenset[str]:
    """Words that head the name of a place («مدينة»، «مطار»)."""
    heads = {fold(r["head"]) for r in rows("name_heads.tsv") if r["type"] == "LOC"}
    return frozenset(heads | {f"ال{h}" for h in heads})


def _of_spot(page: Atlas, event: Event, seen: Seen) -> Iterator[str]:
    """What is known of a place by the spot where it is named nearest."""
    told, spot, place = seen
    key = page.scene.ground.key
    p = spot.preposition or "-"
    kind = _kind(spot.value)
    shape = "noun" if told.hit.tense == "noun" else "verb"
    start, _ = told.lines[spot.line]
    yield f"at={place}"
    yield from (f"at={place}:{x}" for x in (p, event.type, event.status, kind, shape))
    yield f"at={place}:{p}:{kind}"
    yield f"at={p}:{event.type}"
    yield f"way={spot.way}:{place}"
    yield f"way={spot.way}:{event.type}"
    yield f"side={spot.side}:{place}"
    yield f"side={spot.side}:{kind}"
    yield f"side={spot.side}:{event.type}"
    ahead = [m.group(1) for m in _STEM.finditer(key, max(start, spot.start - 40), spot.start)][-1:]
    yield from (f"before={w}" for w in ahead if w in _leads())
    yield from (f"head={w}" for w in key[spot.start : spot.end].split()[:1] if w in _heads())
    if spot.line == told.sentence:
        yield from _inside(page, seen)
    else:
        yield from _elsewhere(page, event, seen, kind)


def _inside(page: Atlas, seen: Seen) -> Iterator[str]:
    """What is known of a place in an event's own sentence: how far it stands, and what stands between."""
    told, spot, place = seen
    hit = told.hit
    p = spot.preposition or "-"
    low, high = (hit.end, spot.start) if spot.start >= hit.end else (spot.end, hit.start)
    gap = page.scene.ground.key[low:high]
    far = _step(len(gap.split()), _FAR)
    yield f"far={place}:{far}"
    yield f"far={place}:{far}:{p}"
    between = [h.tense for h in told.around.inside if low <= h.start < high]
    yield f"crossed={'none' if not between else 'verb' if any(t != 'noun' for t in between) else 'noun'}:{place}"
    if "،" in gap:
        yield f"comma:{place}"
    here = [s for s in page.lines[spot.line] if s.way == "name" and s.value != spot.value]
    nth = sum(low <= s.start < high for s in here)
    yield f"nth={min(nth, 3)}:{place}"
    yield f"nth={min(nth, 3)}:{place}:{p}"
    yield f"only={not here}:{place}"
    yield f"row={hit.frame.rule}:{place.split('-')[1]}:{p}"
    yield f"row={hit.frame.rule}:{p}"
    mates = [t for t in page.told.get(told.sentence, ()) if t.hit is not hit]
    near = distance(told, spot.start, spot.end)
    yield f"nearer={any(distance(t, spot.start, spot.end) < near for t in mates)}:{place}"


def _elsewhere(page: Atlas, event: Event, seen: Seen, kind: str) -> Iterator[str]:
    """What is known of a place in another sentence: what is told there, and what leads back to it."""
    told, spot, place = seen
    ground = page.scene.ground
    there = page.told.get(spot.line, ())
    kin = any(t.event.type == event.type for t in there)
    yield f"there={'kin' if kin else 'other' if there else 'free'}:{place}"
    here = {ground.state(s.entity) for s in ground.slots(*told.lines[spot.line])}
    who = {*event.actors, *event.recipients}
    yield f"cast={'nobody' if not who else 'all' if who <= here else 'some' if who & here else 'none'}:{place}"
    own = any(s.way == "name" for s in page.lines[told.sentence])
    yield f"own={own}:{place}"
    yield f"own={own}:{event.type}"
    again = _AGAIN.search(ground.key, *told.clause)
    yield f"again={again.group(1) if again else '-'}:{kind}"
    yield f"again={'some' if again else '-'}:{place}"


def _of_value(page: Atlas, number: int, event: Event, value: str) -> Iterator[str]:
    """What is known of a place for the event as a whole."""
    members = page.placed[number][1]
    kind = _kind(value)
    rule = _to_rule(event.where, value)
    ruled = sum(t.event.where == value for t in members)
    yield "some"
    yield from (f"some:{x}" for x in (event.type, event.status))
    yield f"rule={rule}"
    yield from (f"rule={rule}:{x}" for x in (event.type, kind, members[0].hit.tense))
    yield f"ruled={'all' if ruled == len(members) else 'some' if ruled else 'none'}:{min(len(members), 3)}"
    yield f"kind={kind}:{event.type}"
    times = _step(page.counts[value], _TIMES)
    yield f"times={times}:{kind}"
    yield f"times={times}:{rule}"
    if value in page.titled:
        yield "titled"
        yield from (f"titled:{x}" for x in (kind, event.type, rule))
    for n, one in enumerate(page.main):
        if one == value:
            yield f"main={n}"
            yield from (f"main={n}:{x}" for x in (event.type, rule))
    yield from _to_cast(page.scene.ground, event, value, kind)
    yield from _to_others(page, number, event, value, rule)


def _to_cast(ground: Ground, event: Event, value: str, kind: str) -> Iterator[str]:
    """How a place lies to those who take part."""
    for role, side in (("actor", event.actors), ("recipient", event.recipients)):
        homes = [ground.home(w) for w in side]
        if value in side:
            yield from (f"is={role}:{x}" for x in (kind, event.type))
        elif value in homes:
            yield f"home={role}"
            yield f"home={role}:{event.type}"
            yield f"home={role}:{event.type}:{min(len(side), 2)}"
        if any(within(value, h) for h in homes):
            yield f"within={role}"
            yield f"within={role}:{event.type}"


def _to_others(page: Atlas, number: int, event: Event, value: str, rule: str) -> Iterator[str]:
    """Which other events of the page the rules place there."""
    members = page.placed[number][1]
    who = {*event.actors, *event.recipients}
    same = page.of_place.get(value, ())
    at = bisect_left(same, number)
    for n in same[max(0, at - _MANY) : at + _MANY]:
        if n != number:
            other, told = page.placed[n]
            kin = "kin" if other.type == event.type else "other"
            near = any(abs(t.sentence - members[0].sentence) <= 1 for t in told)
            yield f"also-of={kin}:{'near' if near else 'far'}"
            yield f"also-of={kin}:{rule}"
            if {*other.actors, *other.recipients} & who:
                yield f"also-of=partner:{kin}"


def _to_rule(ruled: str | None, value: str) -> str:
    """How a place lies to the one that the rules give."""
    if ruled is None:
        return "none"
    if ruled == value:
        return "same"
    return "within" if within(value, ruled) else "round" if within(ruled, value) else "other"


def _of_none(page: Atlas, event: Event, members: Sequence[Told], seen: Mapping[str, Seen]) -> Iterator[str]:
    """What speaks for no place at all."""
    first = members[0]
    rule = "some" if event.where else "none"
    yield "none"
    yield f"none-rule={rule}"
    yield from (f"none-rule={rule}:{x}" for x in (event.type, first.hit.tense, event.status))
    yield f"none-row={first.hit.frame.rule}"
    yield f"none-line={min(first.sentence, 4)}"
    yield f"none-told={min(len(members), 3)}:{rule}"
    yield f"none-how={first.parts.how}"
    yield f"none-named={min(len(event.actors), 2)}{min(len(event.recipients), 1)}:{event.type}"
    near = min((s.place for s in seen.values() if s.spot.way == "name"), key=_RANKS.__getitem__, default="nothing")
    yield f"none-near={near}"
    yield f"none-near={near}:{event.type}"
    yield f"none-main={_step(max(page.counts.values(), default=0), _TIMES)}"
    again = _AGAIN.search(page.scene.ground.key, *first.clause)
    yield f"none-again={'some' if again else '-'}:{near}"
    yield f"none-back={leads_back(first)}:{event.type}"


def _kind(value: str) -> str:
    """What sort of place it is, by the tables."""
    if is_state(value):
        return "state"
    thing = known().get(value)
    if thing is None:
        return "unknown"
    if thing.stands_for:
        return "capital"
    return thing.kind if thing.kind in ("city", "region", "site", "island", "continent") else "other"


def _step(value: int, steps: Sequence[tuple[int, str]]) -> str:
    return next((name for most, name in steps if value <= most), "far")


def located(page: Atlas, number: int, event: Event, weights: Mapping[str, float] | None = None) -> Event:
    """An event of the page, its cast settled, with the place that is its own by all that is known."""
    used = learnt(TABLE) if weights is None else weights
    if not used:
        return event
    return msgspec.structs.replace(event, where=choose(choices(page, number, event), event.where, used, BOLD))
