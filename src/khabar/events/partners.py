"""Who of those named round an event takes part in it: what the grammar places, weighed with all else that is known.

The grammar (:mod:`khabar.events.cast`) says who stands where a participant stands. A logistic model then looks at
everybody in the clauses that tell an event, in their sentences and before: role by the grammar, preposition, place,
kind, who speaks, whom the title names. The weights (``event_partners.tsv``) come from ``khabar train cast``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from khabar.events.merge import named
from khabar.events.rank import Page
from khabar.events.read import Scene, Told
from khabar.events.slots import LETTER, Ground, Slot, any_of
from khabar.model import Event
from khabar.text import rows

_FAR = ((0, "0"), (1, "1"), (2, "2"), (4, "4"), (7, "7"), (12, "12"), (20, "20"))
_CLITIC = re.compile(rf"(?<![{LETTER}])({any_of('clitic')})(ها|ه|هم|هما)(?![{LETTER}])")
"""A pronoun behind a preposition («عليها»)."""


class Partner(NamedTuple):
    """Somebody who may take part: the entity, and what is known of it, each a name that holds or not."""

    entity: str
    features: frozenset[str]


def partners(scene: Scene, page: Page, event: Event, members: Sequence[Told]) -> list[Partner]:
    """Everybody who may take part in an event that some clauses tell."""
    found: dict[str, set[str]] = {e: set() for e in (*event.actors, *event.recipients) if not _unnamed(e)}
    ruled: dict[str, int] = {}
    for told in members:
        for entity, known in _told(scene.ground, told):
            found.setdefault(entity, set()).update(known)
        for entity in {*told.event.actors, *told.event.recipients}:
            ruled[entity] = ruled.get(entity, 0) + 1
    out = []
    for entity, features in found.items():
        features.update(_of_event(scene.ground, page, event, entity, ruled.get(entity, 0), len(members)))
        out.append(Partner(entity, frozenset(features)))
    return out


def _of_event(ground: Ground, page: Page, event: Event, entity: str, ruled: int, members: int) -> Iterator[str]:
    """What is known of somebody for the event as a whole."""
    kind = event.type
    role = "actor" if entity in event.actors else "recipient" if entity in event.recipients else "none"
    who = [e for e in (*event.actors, *event.recipients) if not _unnamed(e)]
    others = [e for e in who if e != entity]
    yield "bias"
    yield f"role={role}"
    yield f"role={role}:{kind}"
    type = _type(ground, entity)
    yield f"type={type}:{kind}"
    yield f"type={type}:{role}"
    sides = f"{min(len(event.actors), 2)}{min(len(event.recipients), 1)}"
    yield f"sides={sides}:{role}"
    yield f"sides={sides}:{role}:{kind}"
    yield f"others={min(len(others), 3)}:{role}:{kind}"
    yield f"ruled={'all' if ruled == members else 'some' if ruled else 'none'}:{role}:{min(members, 3)}"
    if entity == event.where:
        yield f"where:{role}"
        yield f"where:{kind}"
    if entity in page.titled:
        yield f"titled:{role}"
        yield f"titled:{kind}"
    if entity in page.main:
        yield f"main:{role}"
        yield f"main:{kind}"
    if any(ground.home(o) == entity for o in others):
        yield f"home-of:{role}"
        yield f"home-of:{kind}"
    home = ground.home(entity)
    if home != entity and home in others:
        yield f"with-home:{role}"
        yield f"with-home:{kind}"


def _type(ground: Ground, entity: str) -> str:
    return "STATE" if ground.country(entity) else ground.type(entity)


def _told(ground: Ground, told: Told) -> Iterator[tuple[str, list[str]]]:
    """Everybody named round one clause, with what is known there."""
    around = told.around
    slots = sorted([*around.slots, *_nisbas(ground, told)], key=lambda s: s.start)
    spots: dict[str, Slot] = {}
    for slot in slots:
        entity = ground.state(slot.entity)
        if entity not in spots or _far(told, slot) < _far(told, spots[entity]):
            spots[entity] = slot
    meant = {ground.state(e): n for n, e in (("speaker", around.speaker), ("topic", around.topic)) if e}
    event = told.event
    for entity in dict.fromkeys([*event.actors, *event.recipients, *spots, *meant]):
        if not _unnamed(entity):
            yield entity, _known(ground, told, entity, spots.get(entity), slots)


def _far(told: Told, slot: Slot) -> tuple[bool, bool, int]:
    start, end = told.clause
    within = start <= slot.start and slot.end <= end
    return not within, slot.preposition == "~", max(slot.start - told.hit.end, told.hit.start - slot.end)


def _nisbas(ground: Ground, told: Told) -> list[Slot]:
    """States that an adjective of the clause points to where no name covers it («دبلوماسيين روس»)."""
    out = []
    for start, end, state in ground.adjectives(*told.clause):
        if not any(s.start <= start < s.end for s in told.around.slots):
            out.append(Slot(state, "NISBA", start, end, "~", False))
    return out


def _step(value: int) -> str:
    return next((name for most, name in _FAR if value <= most), "far")


def _known(ground: Ground, told: Told, entity: str, slot: Slot | None, slots: Sequence[Slot]) -> list[str]:
    """What is known of somebody round one clause."""
    found, parts, around = told.hit, told.parts, told.around
    kind, shape = found.frame.type, found.frame.shape
    rule = "actor" if entity in told.event.actors else "recipient" if entity in told.event.recipients else "none"
    verb = "noun" if found.tense == "noun" else "verb"
    empty = f"{'a' if parts.actors else '-'}{'r' if parts.recipients else '-'}{'u' if parts.unnamed else ''}"
    out = [f"rule={rule}:how={parts.how}", f"rule={rule}:{verb}:{kind}", f"rule={rule}:{empty}:{kind}"]
    if around.speaker and entity == ground.state(around.speaker):
        out += [f"speaker:{rule}", f"speaker:{kind}", f"speaker:{empty}:{shape}"]
    if around.topic and entity == ground.state(around.topic):
        out += [f"topic:{rule}", f"topic:{kind}", f"topic:{empty}:{shape}"]
        clitic = _CLITIC.search(ground.key, found.end, min(told.clause[1], found.end + 60))
        if clitic:
            out += [f"clitic={clitic.group(1)}", f"clitic:{kind}"]
        if found.owned:
            out.append(f"owned:{kind}")
    if entity in around.before:
        out.append(f"before:{rule}")
    if slot is None:
        out.append(f"absent:{rule}")
        return out
    side = "after" if slot.start >= found.end else "before"
    if not (told.clause[0] <= slot.start and slot.end <= told.clause[1]):
        out += [f"outside={side}:{rule}", f"outside={side}:{kind}"]
        return out
    gap = (found.end, slot.start) if side == "after" else (slot.end, found.start)
    between = ground.key[gap[0] : gap[1]]
    p = slot.preposition or "-"
    far = _step(len(between.split()))
    at = f"{side}:{p}"
    nth = sum(
        1
        for s in slots
        if (found.end <= s.start < slot.start if side == "after" else slot.end <= s.start < found.start)
    )
    out += [f"at={at}:{rule}", f"at={at}:{kind}", f"at={at}:{verb}:{shape}", f"at={at}:{_type(ground, entity)}:{kind}"]
    out += [
        f"far={side}:{far}:{rule}",
        f"far={at}:{far}:{verb}",
        f"nth={side}:{min(nth, 4)}:{rule}",
        f"nth={at}:{min(nth, 4)}:{verb}",
    ]
    out.append(f"word={found.frame.rule}:{at}")
    if "،" in between:
        out.append(f"comma:{side}:{rule}")
    if any(gap[0] <= h.start < gap[1] for h in around.inside):
        out += [f"other:{side}:{rule}", f"other:{at}"]
    if slot.joined:
        last = [s for s in slots if s.end <= slot.start][-1:]
        mate = bool(last) and ground.state(last[0].entity) in (*told.event.actors, *told.event.recipients)
        out.append(f"joined:{mate}:{rule}")
    return out


@lru_cache(maxsize=1)
def learnt() -> dict[str, float]:
    """The weights that come with the package."""
    return {r["feature"]: float(r["weight"]) for r in rows("event_partners.tsv")}


def chance(features: frozenset[str], weights: Mapping[str, float]) -> float:
    """The probability (0 to 1) that somebody of whom these features hold takes part."""
    return 1 / (1 + math.exp(-math.fsum(weights.get(f, 0.0) for f in features)))


ADD, DROP, PAIR, ONLY = 0.55, 0.35, 0.35, 0.4
"""From which chance on somebody is added, or left whom the grammar names; the second of two; the only one."""
_PAIRS = ("meet", "negotiate", "call", "sign-agreement")
_ACTED = ("visit", "sanction", "decide", "deploy", "aid", "supply-arms", "resign", "elect", "vote", "appoint")


def settle(event: Event, chances: Mapping[str, float], shape: str) -> Event:
    """The event with those who take part by all that is known; ``chances``: of each whether he does."""
    ruled = {*event.actors, *event.recipients}
    kept = {e for e, c in chances.items() if c >= (DROP if e in ruled else ADD)}
    likely = sorted((e for e in chances if e not in kept), key=lambda e: (-chances[e], e))[:1]
    if len(kept) == 1 and event.type in _PAIRS:
        kept.update(e for e in likely if chances[e] >= PAIR)
    if not kept and event.type in (*_PAIRS, *_ACTED):
        kept.update(e for e in likely if chances[e] >= ONLY)
    actors = [a for a in event.actors if a in kept or _unnamed(a)]
    recipients = [r for r in event.recipients if r in kept or _unnamed(r)]
    for entity in sorted(kept - ruled, key=lambda e: (-chances[e], e)):
        acted_on = shape in ("on", "suffer", "to") and not all(map(_unnamed, actors))
        (recipients if acted_on else actors).append(entity)
    if not all(map(_unnamed, actors)):
        actors = [a for a in actors if not _unnamed(a)]
    return msgspec.structs.replace(event, actors=tuple(actors), recipients=tuple(recipients))


def _unnamed(id: str) -> bool:
    return id.startswith("anon-")


def settled(
    scene: Scene, page: Page, event: Event, members: Sequence[Told], weights: Mapping[str, float] | None = None
) -> tuple[Event, float]:
    """The event that some clauses tell with those who take part, by the package's weights if none are given; and how
    sure it is of the least sure of them."""
    used = learnt() if weights is None else weights
    if not used:
        return event, 1.0
    chances = {one.entity: chance(one.features, used) for one in partners(scene, page, event, members)}
    done = settle(event, chances, members[0].hit.frame.shape)
    return done, min((chances[e] for e in named(done)), default=1.0)


_SURE = ((0.5, "little"), (0.7, "some"), (0.85, "much"))


def of_cast(placed: Event, event: Event, sure: float) -> tuple[str, ...]:
    """What the model of what is recorded knows of a cast: whom the grammar placed, what was changed, how sure it is."""
    how = "same" if named(placed) == named(event) else "more" if named(placed) < named(event) else "other"
    step = next((name for most, name in _SURE if sure < most), "full")
    return (
        f"placed={min(len(placed.actors), 2)}{min(len(placed.recipients), 1)}",
        f"cast={how}",
        f"sure={step if named(event) else 'nobody'}",
    )
