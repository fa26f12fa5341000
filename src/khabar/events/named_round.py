"""What one clause says of those named round its event: role by the grammar, preposition, distance, whom with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from khabar.events.elsewhere import before
from khabar.events.read import Told
from khabar.events.slots import LETTER, Ground, Slot, any_of
from khabar.model import Event

_FAR = ((0, "0"), (1, "1"), (2, "2"), (4, "4"), (7, "7"), (12, "12"), (20, "20"))
_CLITIC = re.compile(rf"(?<![{LETTER}])({any_of('clitic')})(ها|ه|هم|هما)(?![{LETTER}])")
"""A pronoun behind a preposition («عليها»)."""
_ADJECTIVE, _OF_A_NAME = "~", "~~"
"""In place of a preposition: an adjective alone («دبلوماسيين روس»), one that says whose a named body is («الميليشيا
التونسية»)."""


def known_round(ground: Ground, told: Told) -> Iterator[tuple[str, list[str]]]:
    """Everybody named round one clause, with what is known there."""
    around = told.around
    slots = sorted([*around.slots, *_nisbas(ground, told)], key=lambda s: s.start)
    lists = _lists(ground.key, slots)
    spots: dict[str, Slot] = {}
    for slot in slots:
        entity = ground.state(slot.entity)
        if entity not in spots or _far(told, slot) < _far(told, spots[entity]):
            spots[entity] = slot
    meant = [ground.state(e) for e in (around.speaker, around.topic) if e]
    event = told.event
    for entity in dict.fromkeys([*event.actors, *event.recipients, *spots, *meant]):
        if not entity.startswith("anon-"):
            role = role_of(event, entity)
            out = [*_meant(ground, told, entity, role), *before(ground, told, entity, role)]
            spot = spots.get(entity)
            if spot is None:
                out.append(f"absent:{role}")
            else:
                listed = lists[spot.start]
                out += _listed(ground, told, entity, role, listed) if len(listed) > 1 else []
                out += _placed(ground, told, entity, role, spot, listed, slots)
            yield entity, out


def role_of(event: Event, entity: str) -> str:
    """What somebody does in an event by the grammar."""
    return "actor" if entity in event.actors else "recipient" if entity in event.recipients else "none"


def type_of(ground: Ground, entity: str) -> str:
    """The type of somebody, states set apart from other places."""
    return "STATE" if ground.country(entity) else ground.type(entity)


def _far(told: Told, slot: Slot) -> tuple[bool, bool, int]:
    start, end = told.clause
    within = start <= slot.start and slot.end <= end
    return not within, _adjective(slot), max(slot.start - told.hit.end, told.hit.start - slot.end)


def _adjective(slot: Slot) -> bool:
    return slot.preposition.startswith(_ADJECTIVE)


def _nisbas(ground: Ground, told: Told) -> list[Slot]:
    """States that an adjective of the clause points to where no name covers it."""
    out = []
    named = told.around.slots
    for start, end, state in ground.adjectives(*told.clause):
        if not any(s.start <= start < s.end for s in named):
            whose = any(s.end < start <= s.end + len(" ال") for s in named)
            out.append(Slot(state, "NISBA", start, end, _OF_A_NAME if whose else _ADJECTIVE, False))
    return out


def _lists(key: str, slots: Sequence[Slot]) -> dict[int, list[Slot]]:
    """Where each stands → those with whom it is enumerated («بين تونس ومالطا وليبيا»)."""
    out: dict[int, list[Slot]] = {}
    group: list[Slot] = []
    for slot in slots:
        last = group[-1] if group else None
        if last and not (_adjective(slot) or _adjective(last)) and _enumerated(key, last, slot):
            group.append(slot)
        else:
            group = [slot]
        out[slot.start] = group
    return out


def _enumerated(key: str, last: Slot, slot: Slot) -> bool:
    joined = slot.joined and not slot.preposition
    return joined or slot.start == last.start or key[last.end : slot.start].strip() == "،"


def _step(value: int) -> str:
    return next((name for most, name in _FAR if value <= most), "far")


def _meant(ground: Ground, told: Told, entity: str, role: str) -> list[str]:
    """How the grammar placed somebody, and whether words without a name can mean him."""
    found, parts, around = told.hit, told.parts, told.around
    kind, shape = found.frame.type, found.frame.shape
    verb = "noun" if found.tense == "noun" else "verb"
    empty = f"{'a' if parts.actors else '-'}{'r' if parts.recipients else '-'}{'u' if parts.unnamed else ''}"
    out = [f"rule={role}:how={parts.how}", f"rule={role}:{verb}:{kind}", f"rule={role}:{empty}:{kind}"]
    if around.speaker and entity == ground.state(around.speaker):
        out += [f"speaker:{role}", f"speaker:{kind}", f"speaker:{empty}:{shape}"]
    if around.topic and entity == ground.state(around.topic):
        out += [f"topic:{role}", f"topic:{kind}", f"topic:{empty}:{shape}"]
        clitic = _CLITIC.search(ground.key, found.end, min(told.clause[1], found.end + 60))
        if clitic:
            out += [f"clitic={clitic.group(1)}", f"clitic:{kind}"]
        if found.owned:
            out.append(f"owned:{kind}")
    return out


def _listed(ground: Ground, told: Told, entity: str, role: str, listed: Sequence[Slot]) -> list[str]:
    """What part the others have with whom somebody is enumerated."""
    others = {ground.state(s.entity) for s in listed} - {entity}
    event, kind = told.event, told.hit.frame.type
    part = "actor" if others & {*event.actors} else "recipient" if others & {*event.recipients} else "none"
    return [f"list={part}:{role}", f"list={part}:{kind}:{role}", f"list={min(len(listed), 4)}:{kind}"]


def _placed(
    ground: Ground, told: Told, entity: str, role: str, own: Slot, listed: Sequence[Slot], slots: Sequence[Slot]
) -> list[str]:
    """Where somebody stands in the clause; whoever is enumerated stands where the list does, after its preposition."""
    found, event = told.hit, told.event
    kind, shape = found.frame.type, found.frame.shape
    side = "after" if own.start >= found.end else "before"
    last = listed[0] if side == "after" else listed[-1]
    slot = own._replace(preposition=listed[0].preposition, start=listed[0].start, end=last.end)
    if not (told.clause[0] <= slot.start and slot.end <= told.clause[1]):
        return [f"outside={side}:{role}", f"outside={side}:{kind}"]
    verb = "noun" if found.tense == "noun" else "verb"
    gap = (found.end, slot.start) if side == "after" else (slot.end, found.start)
    between = ground.key[gap[0] : gap[1]]
    far = _step(len(between.split()))
    at = f"{side}:{slot.preposition or '-'}"
    nth = min(sum(gap[0] <= s.start < gap[1] for s in slots), 4)
    out = [f"at={at}:{role}", f"at={at}:{kind}", f"at={at}:{verb}:{shape}", f"at={at}:{type_of(ground, entity)}:{kind}"]
    out += [f"far={side}:{far}:{role}", f"far={at}:{far}:{verb}", f"nth={side}:{nth}:{role}", f"nth={at}:{nth}:{verb}"]
    out.append(f"word={found.frame.rule}:{at}")
    if "،" in between:
        out.append(f"comma:{side}:{role}")
    if any(gap[0] <= h.start < gap[1] for h in told.around.inside):
        out += [f"other:{side}:{role}", f"other:{at}"]
    if own.joined:
        mate = next((ground.state(s.entity) for s in reversed(slots) if s.end <= own.start), None)
        out.append(f"joined:{mate in (*event.actors, *event.recipients)}:{role}")
    return out
