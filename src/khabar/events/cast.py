"""Who does it, to whom, where: the participants of an event word by its shape and the prepositions in its clause.

The doer is found by :mod:`khabar.events.doers`; the other side stands behind مع, بين … و…, على, ضد, إلى, ل.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from khabar.events.ahead import last_free
from khabar.events.doers import Doer, adjective_of, between, of_noun, of_verb
from khabar.events.frames import Find, Light
from khabar.events.peoples import PEOPLED, counted, people, plural
from khabar.events.phrases import noun_phrase
from khabar.events.slots import LETTER, PREPOSITIONS, Ground, Slot, any_of, is_media, nisba, words

_CUT = re.compile(rf"(?<![{LETTER}])(?:{any_of('cut')})(?![{LETTER}])")


_REPORTED = re.compile(rf"(?<![{LETTER}])(?:{any_of('reported')})(?![{LETTER}])")
"""What is told behind these is another's clause («من المفاوضات، قائلا إنهم … مع إيران»)."""


_AIMED = re.compile(rf"(?<![{LETTER}])(?:{any_of('aimed')}) (?:[{LETTER}]+ ){{0,2}}$")


_ROLES = {
    "بين": "between", "مع": "with", "ب": "with", "علي": "on", "ضد": "on", "باتجاه": "on", "نحو": "on", "بحق": "on",
    "الي": "to", "ل": "to", "لدي": "to", "بيد": "by", "برصاص": "by", "بنيران": "by", "في": "in",
}  # fmt: skip


class Cast(NamedTuple):
    """Who did it, to whom, where; ``how`` the doer was found; the verb that lends him to a noun, if one does."""

    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    where: str | None = None
    how: str = "none"
    light: Light | None = None
    unnamed: tuple[int, int] | None = None
    """The words of a subject that bears no name: offsets into the folded view."""
    suffers: bool = False
    """Whether the unnamed subject is the one it is done to."""


_BACKED = re.compile(rf"(?<![{LETTER}])[وف]?(?:{any_of('backed')}) (?:[{LETTER}]+ ){{0,3}}(?:ال|لل|ل)?$")
_BY = re.compile(rf"(?<![{LETTER}])(?:{any_of('by')}) (?:[{LETTER}]+ ){{0,3}}(?:ال|لل|ل)?$")
_BY_HAND = re.compile(rf"(?<![{LETTER}])(?:{any_of('hand')}) (?:[{LETTER}]+ ){{0,3}}(?:ال)?$")
_BETWEEN_HIM = re.compile(rf"(?<![{LETTER}])بين(?:ه|ها|هم|هما|نا) و")
_ALONE = re.compile(any_of("one-sided"))
_FOUGHT = ("attack", "deploy", "aid", "supply-arms")


def cast(
    ground: Ground, found: Find, around: Sequence[Slot], clause: tuple[int, int], topic: str | None, country: str | None
) -> Cast:
    """The participants of one event word.

    ``topic`` is who a pronoun or dropped subject would go back to, ``country`` the one that the article is about.
    """
    parts = _cast(ground, found, around, clause, topic, country)
    if found.frame.type in PEOPLED:
        parts = _with_people(ground, found, parts, around, clause)
    if found.frame.type in _FOUGHT and parts.actors:
        return _with_backers(ground, found, parts, around)
    if found.frame.type in _AIMED_AT and not parts.recipients and not parts.suffers:
        whom = _whom(ground, found, around, clause)
        own = {*parts.actors, *(ground.home(a) for a in parts.actors)}
        return parts._replace(recipients=_states(ground, [w for w in whom if ground.state(w) not in own]))
    return parts


def _with_people(ground: Ground, found: Find, parts: Cast, around: Sequence[Slot], clause: tuple[int, int]) -> Cast:
    """The people in place of its state where it votes, demonstrates or is struck."""
    plurals = [s for s in around if plural(ground.key, s)]
    kind = found.frame.type
    if kind == "protest" and not parts.actors:
        behind = [s for s in plurals if not s.preposition and s.start > found.end and found.tense != "noun"]
        near = [s for s in behind if words(ground.key, found.end, s.start) <= 3]
        return parts._replace(actors=tuple(people(s.entity) for s in near[:1]))
    named = {s.entity for s in plurals} - {s.entity for s in around if s not in plurals}
    struck = tuple(people(r) if r in named else r for r in parts.recipients)
    if kind == "attack":
        many = counted(ground.key, found.start, clause[1]) if parts.suffers or found.frame.shape == "suffer" else []
        struck = struck or tuple(dict.fromkeys(people(s) for _, _, s in many[:1]))
        return parts._replace(recipients=struck)
    return parts._replace(actors=tuple(people(a) if a in named else a for a in parts.actors), recipients=struck)


_AIMED_AT = ("decide", "sanction")
_WHOSE = re.compile(rf"(?<![{LETTER}])[وف]?[بل]?(?:ال|لل|ل)?(?:{any_of('whose')})(?:ها|ه|هم|هما)?(?![{LETTER}])")
_TOWARDS = re.compile(rf"(?<![{LETTER}])(?:{any_of('towards')})(?![{LETTER}])")
_NEAR = 45


def _whom(ground: Ground, found: Find, around: Sequence[Slot], clause: tuple[int, int]) -> list[str]:
    """Whom a decision is aimed at: whose relations, ambassador, rating, goods or request its object is."""
    key = ground.key
    end = next((m.start() for m in _CUT.finditer(key, found.end, clause[1])), clause[1])
    after = [s for s in around if found.end <= s.start < end]
    for match in _WHOSE.finditer(key, found.start, end):
        for slot in after:
            gap = key[match.end() : slot.start]
            if slot.start < match.end() or len(gap) > _NEAR or "،" in gap.strip():
                continue
            if slot.preposition in ("", "مع", "من", "لدي", "ل", "في") and not (
                slot.preposition == "في" and ground.town(slot.entity)
            ):
                return [slot.entity, *_joined(after, slot)]
            break
        for word in key[match.end() : min(end, match.end() + 30)].split()[:3]:
            state = nisba(word.strip('."«»“”()'))
            if state:
                return [state]
            if word.endswith("،") or word in PREPOSITIONS:
                break
    for slot in after:
        if slot.preposition in ("بحق", "ضد") or (
            slot.preposition in ("علي", "الي", "ل") and _TOWARDS.search(key[found.start : slot.start])
        ):
            return [slot.entity, *_joined(after, slot)]
    return []


def _joined(slots: Sequence[Slot], first: Slot) -> list[str]:
    """Those that و joins on to a slot."""
    out = []
    for slot in slots:
        if slot.start > first.start:
            if not slot.joined or slot.preposition:
                break
            out.append(slot.entity)
    return out


def _with_backers(ground: Ground, found: Find, parts: Cast, around: Sequence[Slot]) -> Cast:
    """«بدعم من التحالف»: who backs those who fight fights with them."""
    backers: list[str] = []
    until = 0
    for slot in around:
        if _acts(ground, slot) and (
            _BACKED.search(ground.key[max(0, slot.start - 50) : slot.start]) or (slot.joined and slot.start - until < 4)
        ):
            backers.append(slot.entity)
            until = slot.end
    more = [b for b in _states(ground, backers) if b not in parts.actors and b not in parts.recipients]
    return parts._replace(actors=(*parts.actors, *more)) if more else parts


def _cast(
    ground: Ground, found: Find, around: Sequence[Slot], clause: tuple[int, int], topic: str | None, country: str | None
) -> Cast:
    key = ground.key
    before = [s for s in around if s.end <= found.start]
    after = [s for s in around if s.start >= found.end]
    verb = found.tense != "noun"
    doer = (of_verb if verb else of_noun)(ground, found, before, after, clause, topic)
    shape = found.frame.shape
    roles = _roles(key, found.end, doer.rest, verb)
    where = _where(ground, before, after, roles["to"])
    if shape == "none":
        pair = [s.entity for s in between(before, found, key)] or roles["between"]
        return Cast(_states(ground, pair), (), where, "between" if pair else "none", doer.light)
    if shape == "place":
        return _at_place(ground, found, doer, before, after, clause, where, country)
    if shape == "mutual":
        return _mutual(ground, found, doer, roles, before, where, verb, topic)
    if shape == "to":
        return _to(ground, doer, roles, where, verb, found)
    if shape == "suffer":
        return _suffer(ground, found, doer, roles, where, clause)
    if shape == "on" and found.passive:
        return Cast((), _states(ground, doer.who), where, doer.how, doer.light, doer.unnamed, suffers=True)
    if shape == "on":
        aims = [s.entity for s in after if _AIMED.search(key[found.end : s.start])]
        return _on(ground, doer, roles, where, verb, found.frame.type, aims[:1])
    against = (
        [s.entity for s in doer.rest[:4] if s.preposition in ("بحق", "ضد")] if found.frame.type == "decide" else []
    )
    return Cast(_states(ground, doer.who), _states(ground, against), where, doer.how, doer.light, doer.unnamed)


def _mutual(
    ground: Ground,
    found: Find,
    doer: Doer,
    roles: dict[str, list[str]],
    before: list[Slot],
    where: str | None,
    verb: bool,
    topic: str | None,
) -> Cast:
    if not verb and not doer.who and not doer.unnamed and roles["with"] and not roles["between"]:
        near = last_free([s for s in before if _acts(ground, s) and not is_media(s.entity)])
        host = near or ([topic] if topic else [])  # «… لإجراء محادثات مع الرئيس»: the clause's own
        doer = doer._replace(who=[h for h in host if h not in roles["with"]], how="topic")
    objects = roles["object"] if (verb and found.frame.type != "sign-agreement") or found.owned else []
    against = roles["on"] if found.frame.type == "attack" else []
    foes = {s.entity for s in doer.rest if s.preposition == "ضد"}
    alone = _ALONE.fullmatch(found.word) and not roles["between"] and not roles["with"]
    struck = against if alone and foes & set(against[:1]) else []
    hosts = [g for g in roles["to"] if ground.type(g) in ("ORG", "GROUP")] if not verb and not doer.who else []
    every = [*doer.who, *roles["between"], *roles["with"], *objects, *hosts, *against]
    if not verb and len(roles["between"]) > 1 and doer.how != "genitive":
        every = roles["between"]  # «كشف المستشار عن عقد قمة بين أ وب»: whose clause it is is none of them
    if verb and doer.who and found.frame.type == "meet":
        every = [*doer.who, *roles["with"], *objects]  # «بين» behind a verb belongs to another noun
    actors = [a for a in dict.fromkeys(every) if a != where or ground.country(a)]
    if found.frame.type == "attack":  # «مواجهات غزة»: where they were
        where = where or next((a for a in actors if ground.town(a)), None)
        actors = [a for a in actors if not ground.town(a) and a not in struck]
    if _BETWEEN_HIM.search(ground.key, found.end, found.end + 20) and len(actors) == 1:
        own = last_free([s for s in before if _acts(ground, s)]) or ([topic] if topic else [])
        actors = [*(o for o in own if o not in actors), *actors]  # «القمة بينه وبين الزعيم»
    homes = {ground.home(a) for a in actors if ground.type(a) == "PER"}
    if len(homes) > 1:  # «رئيس أنغولا …» is one of two, not a third
        actors = [a for a in actors if ground.type(a) == "PER" or ground.state(a) not in homes]
    how = doer.how if doer.who or doer.unnamed else "between" if roles["between"] or roles["with"] else "host"
    hit = [s for s in struck if not ground.town(s)]  # «القتال ضد الجماعة»: one side's
    return Cast(_states(ground, actors), _states(ground, hit), where, how, doer.light, doer.unnamed)


def _acts(ground: Ground, slot: Slot) -> bool:
    return slot.type in ("PER", "ORG", "GROUP") or ground.country(slot.entity)


def _to(ground: Ground, doer: Doer, roles: dict[str, list[str]], where: str | None, verb: bool, found: Find) -> Cast:
    goal = roles["to"] or roles["object"]
    if not verb and not goal and doer.rest and not doer.rest[0].preposition and doer.rest[0].type == "LOC":
        goal = [doer.rest[0].entity]
    who = doer.who
    if not verb and not who:  # «زيارة للرئيس»
        who = [g for g in goal if ground.type(g) == "PER"]
        goal = [g for g in goal if g not in who]
    own = {ground.home(w) for w in who}
    if not verb and who and any(ground.state(g) in own for g in goal):  # nobody visits his own state
        goal, where = [], None
    if verb and not goal and not where:
        return Cast(how="nowhere")
    place = next((g for g in goal if ground.type(g) == "LOC"), None)
    hosts = dict.fromkeys(ground.state(g) for g in goal if ground.country(g))
    return Cast(_states(ground, who), tuple(hosts), place or where, doer.how, doer.light, doer.unnamed)


def _suffer(
    ground: Ground,
    found: Find,
    doer: Doer,
    roles: dict[str, list[str]],
    where: str | None,
    clause: tuple[int, int],
) -> Cast:
    """The subject suffers it, unless something stands behind the subject that he does it to."""
    verb = found.tense != "noun"
    by = roles["by"]
    if found.word.endswith(" ب"):  # «الإطاحة بالرئيس»
        near = [s for s in ground.slots(found.end, clause[1])[:1] if len(ground.key[found.end : s.start].split()) <= 4]
        whom = [s.entity for s in near]  # «أطاحت بنظام فلان»
        return Cast(_states(ground, by), _states(ground, whom), where, doer.how if by else "genitive")
    if not verb and doer.light and doer.light.role == "subject":  # «عين»، «أعلن … تعيين»
        whom = [s.entity for s in doer.rest[:1] if not s.preposition]
        return Cast(_states(ground, doer.who), _states(ground, whom), where, "light", doer.light, doer.unnamed)
    if verb and doer.how == "topic":
        return Cast(_states(ground, doer.who), (), where, "topic")
    if verb and doer.how == "unnamed" and roles["object"] and not found.passive:  # «قتل مسلحون ضابطا»
        return Cast((), _states(ground, roles["object"]), where, "unnamed", None, doer.unnamed)
    if verb and doer.who and not by and not found.passive:
        last = max((s.end for s in _slots_of(doer.who, found, ground, clause)), default=found.end)
        behind = next((s for s in doer.rest if s.start >= last), None)
        if behind and "،" in ground.key[last : behind.start]:
            roles["object"] = []  # «قتل فلان، أحد أعضاء الحركة»: who he was, not whom he killed
        if roles["object"] or noun_phrase(ground.key, last, clause[1]):
            return Cast(_states(ground, doer.who), _states(ground, roles["object"]), where, doer.how)
    return Cast(_states(ground, by), _states(ground, doer.who), where, doer.how, doer.light, doer.unnamed, suffers=True)


def _slots_of(who: list[str], found: Find, ground: Ground, clause: tuple[int, int]) -> list[Slot]:
    return [s for s in ground.slots(found.end, min(clause[1], found.end + 120)) if s.entity in who][:1]


def _on(
    ground: Ground,
    doer: Doer,
    roles: dict[str, list[str]],
    where: str | None,
    verb: bool,
    kind: str,
    aims: list[str],
) -> Cast:
    """The subject does it to the object, to what follows «على», or («عملية لطرد فلان») to whom it is aimed at."""
    suffers = doer.light is not None and doer.light.role == "suffer"
    subject = [] if suffers else doer.who
    if doer.light and doer.light.role == "place":
        where, subject = next((o for o in doer.who if ground.type(o) == "LOC"), where), []
    targets = [*(doer.who if suffers else []), *(roles["object"] if verb else []), *roles["on"]]
    if not verb and not targets and doer.rest and not doer.rest[0].preposition and doer.rest[0].type == "LOC":
        targets = [doer.rest[0].entity]
    if suffers and roles["of"]:
        subject = roles["of"]
    if roles["by"] and (suffers or not subject):
        subject = roles["by"]
    targets = [t for t in targets if t not in subject]
    if kind == "aid" and not targets:  # «مساعدات لمشاريع في البلاد»
        targets = [t for t in roles["in"] if ground.country(t)]
    if kind == "appoint":
        targets = [t for t in targets if ground.type(t) == "PER"][:1] or targets[:1]
    struck = ground.town if kind == "attack" else (lambda t: ground.town(t) and not ground.country(t))
    hit = [t for t in targets if not struck(t) or (suffers and t in doer.who)]
    town = next((t for t in targets if struck(t)), None)
    if kind == "attack" and not hit and subject:
        hit = [a for a in aims if a not in subject and not struck(a)]
    return Cast(_states(ground, subject), _states(ground, hit), where or town, doer.how, doer.light, doer.unnamed)


def _at_place(
    ground: Ground,
    found: Find,
    doer: Doer,
    before: list[Slot],
    after: list[Slot],
    clause: tuple[int, int],
    where: str | None,
    country: str | None,
) -> Cast:
    """Protests, disasters and elections: no participants but, for elections, the country that votes."""
    if doer.light and doer.light.role == "place":
        where = next((o for o in doer.who if ground.type(o) == "LOC"), where)
    if found.frame.type != "elect":
        return Cast(where=where, how="place", light=doer.light, unnamed=doer.unnamed)
    adjective = adjective_of(ground.key, found, clause[1])
    near = [s.entity for s in [*after[:2], *reversed(before)] if ground.country(s.entity)]
    state = adjective or (where if where and ground.country(where) else None) or (near[0] if near else country)
    return Cast(_states(ground, [state] if state else []), (), where, "place", doer.light)


def _roles(key: str, start: int, rest: list[Slot], verb: bool) -> dict[str, list[str]]:
    """What stands behind the event word, by preposition; و hands the role on."""
    roles: dict[str, list[str]] = {k: [] for k in ("object", "between", "with", "on", "to", "by", "in", "of")}
    role = ""
    for i, slot in enumerate(rest[:7]):
        if (_CUT if i else _REPORTED).search(key, rest[i - 1].end if i else start, slot.start):
            break
        far = i and slot.linked and slot.type == "PER" == rest[i - 1].type  # each with his office behind his name
        if (slot.joined or far) and not slot.preposition and role:
            roles[role].append(slot.entity)
            continue
        role = _ROLES.get(slot.preposition, "object" if not slot.preposition and i == 0 else "")
        if slot.preposition in ("من", "قبل"):
            role = "by" if _BY.search(key[max(start, slot.start - 40) : slot.start]) else "of"
        elif _BY_HAND.search(key[max(start, slot.start - 40) : slot.start]):
            role = "by"
        if i and slot.preposition == "ب":  # «التقى بالوزير»; further off it tells by what
            role = ""
        if role:
            roles[role].append(slot.entity)
        if role == "to":
            roles["on"].append(slot.entity)
    return roles


def _where(ground: Ground, before: list[Slot], after: list[Slot], goals: list[str]) -> str | None:
    """The place: what follows في or ب behind the word, else before it; a visit's goal."""
    for slot in [*after[:8], *reversed(before)]:
        if slot.type == "LOC" and slot.preposition in ("في", "ب"):
            return slot.entity
    return next((g for g in goals if ground.type(g) == "LOC"), None)


def _states(ground: Ground, ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ground.state(i) for i in ids))
