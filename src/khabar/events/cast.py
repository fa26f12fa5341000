"""Who does it, to whom, where: participants by their place in the clause.

Arabic news puts the subject behind the verb or before it, marks the other side with مع, بين … و…, على, ضد, إلى, ل,
and hangs the doer of a verbal noun on it as a genitive («زيارة الوزير») or as an adjective («غارة إسرائيلية»).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from khabar.events.frames import Find, Light, light_verbs
from khabar.model import Entity, Mention, Names
from khabar.names.gazetteer import known, nisbas, table
from khabar.text import View, fold, rows

_LETTER = "\u0621-\u064a"
_PREPOSITIONS = {
    "مع", "الي", "في", "علي", "ضد", "بين", "من", "عن", "لدي", "نحو", "بيد", "لصالح", "باتجاه", "ل", "ب", "لكل", "بكل",
    "خلال", "بعد", "قبل", "عقب", "حول", "بشان", "عبر", "تجاه", "امام", "برصاص", "بنيران",
}  # fmt: skip
_BEARINGS = {"شمالي", "جنوبي", "شرقي", "غربي", "قرب", "بالقرب", "قباله", "داخل", "بمدينه", "بمنطقه", "بمحافظه"}
_ADJUNCT = re.compile(r"(^| )(في ختام|ختام|خلال|اثناء|عقب|بعيد|علي هامش|في مستهل|مستهل|غداه|عشيه) (ال)?$")
_ATTACHED = re.compile(rf"(?<![{_LETTER}])([وف]?)([بلك]?)(ال|ل)?$")


@lru_cache(maxsize=1)
def _heads() -> re.Pattern[str]:
    """Nouns that stand between a preposition and a name, with their adjectives, up to the name («في ضواحي مدينة …»)."""
    nouns = {fold(r["word"]) for r in rows("event_nouns.tsv")} | {fold(r["head"]) for r in rows("name_heads.tsv")}
    alternatives = "|".join(re.escape(n) for n in sorted(nouns, key=lambda n: (-len(n), n)))
    return re.compile(rf"(?:(?<![{_LETTER}])[وف]?[بلك]?(?:ال)?(?:{alternatives})(?: ال[{_LETTER}]+[يه])* )+$")


class Slot(NamedTuple):
    """An entity in the clause: offsets into the folded view, the preposition before it, whether و joins it on."""

    entity: str
    type: str
    start: int
    end: int
    preposition: str
    joined: bool


class Cast(NamedTuple):
    """Who did it, to whom, where; ``how`` the doer was found; the verb that lends him to a noun, if one does."""

    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    where: str | None
    how: str
    light: Light | None = None


def slots(view: View, names: Names, start: int, end: int) -> list[Slot]:
    """The entities named or referred to between two offsets of the folded view, widest words first, in order."""
    types = {e.id: e.type for e in names.entities}
    inside = []
    for mention in (*names.references, *names.mentions):
        at, to = view.key_at(mention.span.start), view.key_at(mention.span.end)
        if start <= at and to <= end:
            inside.append((at, to, mention))
    inside.sort(key=lambda x: (x[0] - x[1], x[0], x[2].entity))
    kept: list[tuple[int, int, Mention]] = []
    for at, to, mention in inside:
        if all(to <= a or b <= at or ((a, b) == (at, to) and m.entity != mention.entity) for a, b, m in kept):
            kept.append((at, to, mention))
    out: list[Slot] = []
    for at, to, mention in sorted(kept, key=lambda x: (x[0], x[1], x[2].entity)):
        preposition, joined = _before(view.key, start, at)
        if joined and not (out and _words(view.key, out[-1].end, at) <= 3):
            joined = False
        if out and out[-1].start == at:  # «الجانبان»: two entities in one word
            preposition, joined = out[-1].preposition, out[-1].joined
        out.append(Slot(mention.entity, types.get(mention.entity, mention.type), at, to, preposition, joined))
    return out


def _before(key: str, start: int, at: int) -> tuple[str, bool]:
    """The preposition that governs what stands at an offset, and whether a و is attached to it."""
    left = key[max(start, at - 60) : at]
    attached = _ATTACHED.search(left)
    joined, particle = False, ""
    if attached and attached.group():
        joined = attached.group(1) == "و"
        particle = attached.group(2) or ("ل" if attached.group(3) == "ل" else "")
        left = left[: attached.start()]
    if particle:
        return particle, joined
    if joined:
        return "", True
    left = re.sub(r"[«»\"“”'(#،]", "", left).rstrip() + " "
    head = _heads().search(left)
    if head:
        left = left[: head.start()]
        particle_of_head = re.match(rf"([وف]?)([بل])(?:ال)?[{_LETTER}]", head.group())
        if particle_of_head and not head.group().startswith(("بلد", "لج")):
            return particle_of_head.group(2), False
        if head.group().startswith("و") and not head.group().startswith(("وزير", "ولاي")):
            joined = True
    last = left.split()[-1] if left.split() else ""
    if last in _BEARINGS:
        return "في", joined
    if last.startswith("و") and last[1:] in _PREPOSITIONS:
        return last[1:], True
    return (last if last in _PREPOSITIONS else ""), joined


def _words(key: str, start: int, end: int) -> int:
    return len(key[start:end].split())


def nisba(word: str) -> str | None:
    """The country that a nisba adjective points to («الروسية» → ``russia``)."""
    return nisbas().get(fold(word).removeprefix("ال"))


def cast(
    view: View, found: Find, around: Sequence[Slot], clause: tuple[int, int], names: Names, topic: str | None
) -> Cast:
    """The participants of one event word. ``topic`` is who a pronoun or dropped subject would go back to."""
    key = view.key
    states = {e.id: e for e in names.entities}
    before = [s for s in around if s.end <= found.start]
    after = [s for s in around if s.start >= found.end]
    shape = found.frame.shape
    adjective = _adjective(key, found, clause[1])
    verb = found.tense != "noun"
    subject, rest = _subject(key, found, before, after, verb)
    how = "subject"
    light = None
    suffers: list[str] = []
    place: str | None = None
    if not verb and not subject:
        lent = _lent(key, before, found, clause[0]) or _relative(key, after, found, clause[1])
        if lent:
            light, owners = lent
            how = "light"
            if light.role == "subject":
                subject = owners
            elif light.role == "suffer":
                suffers = owners
            else:
                place = next((o for o in owners if o in states and states[o].type == "LOC"), None)
        if not subject and shape == "mutual" and not _pair(rest):
            subject = [s.entity for s in _between(before, found, key)]
        if not subject and not adjective and _ADJUNCT.search(key[max(clause[0], found.start - 24) : found.start]):
            subject, how = _owner(before, found, key), "adjunct"
        if not subject and adjective:
            subject, how = [adjective], "nisba"
    if shape in ("none", "place"):
        return Cast((), (), place or _where(key, before, after, states, []), shape, light)
    if not subject and not suffers and topic and (found.owned or (verb and _drops(key, found, shape))):
        subject, how = [topic], "topic"
    roles = _roles(key, rest, verb)
    where = place or _where(key, before, after, states, roles["to"])
    if shape == "mutual":
        objects = roles["object"] if verb and found.frame.type != "sign-agreement" else []
        actors = [*subject, *roles["between"], *roles["with"], *objects]
        actors = [a for a in dict.fromkeys(actors) if a != where or _country(a, states)]
        return Cast(_states(actors, states), (), where, how, light)
    if shape == "to":
        goal = roles["to"] or roles["object"]
        if verb and not goal:
            return Cast((), (), None, how, light)
        place = next((g for g in goal if states.get(g) and states[g].type == "LOC"), None)
        host = [g for g in goal if _country(g, states)]
        return Cast(
            _states(subject, states), tuple(dict.fromkeys(_state(g, states) for g in host[:1])), place or where, how
        )
    if shape == "suffer":
        return Cast(
            _states(roles["by"] or ([adjective] if adjective else []), states), _states(subject, states), where, how
        )
    if shape == "on":
        targets = [*suffers, *(roles["object"] if verb else []), *roles["on"]]
        targets = [t for t in targets if t not in subject]
        hit = [t for t in targets if not _town(t, states)]
        town = next((t for t in targets if _town(t, states)), None)
        return Cast(_states(subject, states), _states(hit, states), where or town, how, light)
    return Cast(_states(subject, states), (), where, how, light)


def _subject(key: str, found: Find, before: list[Slot], after: list[Slot], verb: bool) -> tuple[list[str], list[Slot]]:
    """The doer as the grammar places it, and the slots that remain behind it."""
    first = after[0] if after else None
    gap = 4 if verb else 3
    if (
        first
        and not first.preposition
        and not _border(key[found.end : first.start])
        and _words(key, found.end, first.start) <= gap
    ):
        if found.frame.type == "visit" and not verb and first.type == "LOC":
            return [], after
        if (
            found.frame.shape == "on"
            and not verb
            and first.type == "LOC"
            and not any(s.preposition in ("علي", "ضد") for s in after[1:3])
        ):
            return [], after
        group = _group(key, after)
        return [s.entity for s in group], after[len(group) :]
    if verb:
        group = []
        for slot in reversed(before):
            if slot.preposition or _words(key, slot.end, found.start) > 5:
                if group and group[-1].joined:
                    continue
                break
            group.append(slot)
            if not slot.joined:
                break
        if group:
            return [s.entity for s in reversed(group)], after
    return [], after


def _lent(key: str, before: list[Slot], found: Find, start: int) -> tuple[Light, list[str]] | None:
    """The light verb to a noun's left, and that verb's subject: behind the verb, else before it."""
    pattern, forms = light_verbs()
    last = None
    for match in pattern.finditer(key, max(start, found.start - 120), found.start):
        last = match
    if last is None or _words(key, last.end(), found.start) > 11:
        return None
    light = forms[last.group(2)]
    if last.group(1):
        light = light._replace(tense="future")
    behind = [s for s in before if s.start >= last.end()]
    if behind and not behind[0].preposition and _words(key, last.end(), behind[0].start) <= 4:
        return light, [s.entity for s in _group(key, behind)]
    ahead: list[Slot] = []
    for slot in reversed([s for s in before if s.end <= last.start()]):
        if ahead and not ahead[-1].joined:
            break
        if slot.preposition:
            continue
        if not ahead and _words(key, slot.end, last.start()) > 6:
            break
        ahead.append(slot)
    return (light, [s.entity for s in reversed(ahead)]) if ahead else None


def _between(before: list[Slot], found: Find, key: str) -> list[Slot]:
    """«بين … و…» that stands before its noun («لن يعقد بين الوفدين اجتماع»)."""
    for i, slot in enumerate(before):
        if slot.preposition == "بين" and _words(key, slot.start, found.start) <= 10:
            return [slot, *(s for s in before[i + 1 :] if s.joined or s.start == slot.start)]
    return []


def _owner(before: list[Slot], found: Find, key: str) -> list[str]:
    """Whose visit or talks an adjunct means («قال الوزير في ختام زيارة»): the clause's own subject."""
    free = [s for s in before if not s.preposition and not s.joined]
    return [free[0].entity] if free and _words(key, free[0].end, found.start) <= 14 else []


def _relative(key: str, after: list[Slot], found: Find, end: int) -> tuple[Light, list[str]] | None:
    """The light verb of a relative clause behind a noun («الغارات التي شنتها المقاتلات»), and its subject."""
    pattern, forms = light_verbs()
    match = pattern.search(key, found.end, min(end, found.end + 60))
    if match is None or not match.group(3) or _words(key, found.end, match.start()) > 5:
        return None
    behind = [s for s in after if s.start >= match.end()]
    if behind and not behind[0].preposition and _words(key, match.end(), behind[0].start) <= 3:
        light = forms[match.group(2)]
        return (light._replace(tense="future") if match.group(1) else light), [s.entity for s in _group(key, behind)]
    return None


def _drops(key: str, found: Find, shape: str) -> bool:
    """Whether a verb stands where a dropped subject may be meant: at the head of its clause or behind أنه.

    Who speaks of an attack is seldom the attacker: there only «إنه»، «إنها» lead back.
    """
    left = key[max(0, found.start - 12) : found.start]
    if shape == "to" and not re.match(r" (الي|ل[ء-ي])", key[found.end : found.end + 6]):
        return False  # «ووصل الأمر»: the subject is there, only it bears no name
    if shape in ("on", "suffer"):
        return bool(re.search(r"\b(انه|انها|انهم|انهما) (قد )?$", left))
    return bool(re.search(r"(^|[\n.،؛\"«“:] ?|\b(انه|انها|انهم|انهما|ان|قد|كان|كانت) )$", left)) or found.particle in (
        "و",
        "ف",
        "وس",
    )


def _group(key: str, slots: list[Slot]) -> list[Slot]:
    """The first slot and those that و joins on to it."""
    group = slots[:1]
    for slot in slots[1:]:
        if slot.start == group[-1].start or (
            slot.joined and not slot.preposition and _words(key, group[-1].end, slot.start) <= 3
        ):
            group.append(slot)
        else:
            break
    return group


def _pair(rest: list[Slot]) -> bool:
    return any(s.preposition == "بين" for s in rest[:2])


def _roles(key: str, rest: list[Slot], verb: bool) -> dict[str, list[str]]:
    """What stands behind the event word, by preposition; و hands the role on."""
    roles: dict[str, list[str]] = {k: [] for k in ("object", "between", "with", "on", "to", "by", "in")}
    role = ""
    for i, slot in enumerate(rest[:7]):
        if slot.joined and not slot.preposition and role:
            roles[role].append(slot.entity)
            continue
        role = {
            "بين": "between", "مع": "with", "ب": "with", "علي": "on", "ضد": "on", "باتجاه": "on", "نحو": "on",
            "الي": "to", "ل": "to", "لدي": "to", "بيد": "by", "برصاص": "by", "بنيران": "by", "في": "in",
        }.get(slot.preposition, "object" if not slot.preposition and verb and i == 0 else "")  # fmt: skip
        if role:
            roles[role].append(slot.entity)
        if role == "to":
            roles["on"].append(slot.entity)
    return roles


def _adjective(key: str, found: Find, end: int) -> str | None:
    """The country whose nisba follows an event noun («غارة جوية إسرائيلية»)."""
    if found.tense != "noun":
        return None
    for word in key[found.end : min(end, found.end + 40)].split()[:2]:
        country = nisba(word.strip('،."«»“”'))
        if country:
            return country
    return None


def _border(gap: str) -> bool:
    """Whether something stands between that ends the clause or begins another verb's."""
    return bool(re.search(r"[.؛:]|(^| )(ان|انه|انها|الذي|التي|حيث|بعد|فيما|بينما)( |$)", gap))


def _where(key: str, before: list[Slot], after: list[Slot], states: dict[str, Entity], goals: list[str]) -> str | None:
    """The place: what follows في or ب behind the word, else before it; a visit's goal."""
    for slot in [*after[:8], *reversed(before)]:
        if slot.type == "LOC" and slot.preposition in ("في", "ب"):
            return slot.entity
    return next((g for g in goals if states.get(g) and states[g].type == "LOC"), None)


def _state(id: str, entities: dict[str, Entity]) -> str:
    """The state that an entity stands for, or itself: capitals act as states."""
    entity = entities.get(id)
    return entity.stands_for if entity and entity.stands_for else id


def _states(ids: Sequence[str], entities: dict[str, Entity]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_state(i, entities) for i in ids))


def _is_state(id: str) -> bool:
    """Whether the tables know the id as a country."""
    thing = known().get(id)
    return thing is not None and thing.kind == "country"


def _country(id: str, entities: dict[str, Entity]) -> bool:
    """Whether it is a country, or the capital that stands for one."""
    return _is_state(id) or _is_state(_state(id, entities))


def _town(id: str, entities: dict[str, Entity]) -> bool:
    """A place that is no state: as the target of an attack it is where it happened, not whom it hit."""
    entity = entities.get(id)
    return bool(entity and entity.type == "LOC" and not _is_state(id))


@lru_cache(maxsize=1)
def _offices() -> dict[str, str]:
    """Person → the country of his office, where the tables know only one."""
    held: dict[str, set[str]] = {}
    for row in table("offices.tsv"):
        if _is_state(row["country"]):
            held.setdefault(row["person"], set()).add(row["country"])
    return {p: next(iter(c)) for p, c in held.items() if len(c) == 1}


def homelands(folded: View, names: Names) -> dict[str, str]:
    """Entity → the state it acts for: capitals and palaces by the tables, persons by the nisba of their title."""
    out = {e.id: e.stands_for for e in names.entities if e.stands_for}
    people = {e.id for e in names.entities if e.type == "PER"}
    for mention in (*names.references, *names.mentions):
        if mention.entity in people and mention.entity not in out:
            at = folded.key_at(mention.span.start)
            words = folded.key[max(0, at - 28) : at].split()[-3:] + fold(mention.text).split()
            country = next((c for c in (nisba(w.strip('،."«»“”()')) for w in words) if c), None)
            if country:
                out[mention.entity] = country
    bodies = {fold(r["word"]) for r in rows("state_bodies.tsv")}
    for mention in names.mentions:
        key = fold(mention.text).removeprefix("ال")
        if mention.entity not in out and any(key.startswith(b) for b in bodies):
            country = next((c for c in map(nisba, reversed(key.split())) if c), None)
            if country:
                out[mention.entity] = country
    for person in people:
        if person in _offices():
            out[person] = _offices()[person]
    return out
