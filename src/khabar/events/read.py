"""The events of an article: find the words, read cast, status and time off their clause, merge what is one."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from khabar.events.cast import Slot, cast, homelands, slots
from khabar.events.frames import Find, Light, codes, cues, find
from khabar.model import Article, Event, EventStatus, Names, Span, Statement, Time
from khabar.text import View, view

_CLAUSE = re.compile(
    r"؛|\.\.+|(?:^|[،\s])(?:فيما|بينما|في حين|لكن|غير ان|الا ان|حيث|بعدما|مضيفا|مضيفه|مشيرا|مشيره|موكدا|موكده|موضحا|"
    r"موضحه|وذلك|كما ان|علما ان|وكان[ت]?)\s"
)
_DAY = re.compile(r"\d{4}(?:-W?\d\d(?:-\d\d)?)?")
_ARRANGED = ("meet", "visit", "call", "negotiate", "sign-agreement", "elect", "vote", "protest", "ratify")
_PRECISION = {"subject": 0.6, "light": 0.6, "nisba": 0.55, "adjunct": 0.5, "topic": 0.4, "place": 0.5, "none": 0.4}


def read_events(
    article: Article,
    sentences: Sequence[Span],
    times: Sequence[Time],
    names: Names,
    statements: Sequence[Statement],
) -> tuple[Event, ...]:
    """Every event of the article once, in the order of its first evidence."""
    folded = view(article.document.text)
    found: list[Event] = []
    homes = homelands(folded, names)
    topic: str | None = None
    for sentence in sentences:
        start, end = folded.key_at(sentence.start), folded.key_at(sentence.end)
        hits = find(folded.key, start, end)
        around = slots(folded, names, start, end)
        if hits:
            borders = clauses(folded.key, start, end)
            here: list[Event] = []
            unsigned: list[tuple[Find, tuple[int, int]]] = []
            for hit in hits:
                clause = next(c for c in borders if c[0] <= hit.start < c[1])
                within = [s for s in around if clause[0] <= s.start and s.end <= clause[1]]
                event = _event(
                    article, folded, hit, clause, within, times, names, _topic(folded, hit, statements, topic)
                )
                if event:
                    here.append(event)
                elif hit.frame.type == "sign-agreement":
                    unsigned.append((hit, clause))
            for hit, clause in unsigned:
                here += _signed_on(article, folded, hit, clause, here, times, homes)
            found += here
        people = [s for s in around if s.type in ("PER", "ORG", "GROUP") and not s.preposition]
        topic = people[0].entity if people else topic
    return _merge(found)


def _signed_on(
    article: Article,
    folded: View,
    hit: Find,
    clause: tuple[int, int],
    here: Sequence[Event],
    times: Sequence[Time],
    homes: dict[str, str],
) -> list[Event]:
    """A signing that names no signatories: those of the visit or talks in its sentence, as the states they act for."""
    for occasion in here:
        if occasion.type in ("visit", "meet", "negotiate"):
            states = tuple(dict.fromkeys(homes.get(x, x) for x in (*occasion.actors, *occasion.recipients)))
            if len(states) >= 2:
                when = _when(folded, hit, clause, times) or occasion.when
                status = _status(folded.key, hit, None, clause, when, article.published)
                evidence = _evidence(folded, clause)
                cameo, plover = codes()[hit.frame.type]
                return [
                    Event(
                        id=_id(article, hit.frame.type, evidence),
                        type=hit.frame.type,
                        status=status or "happened",
                        actors=states,
                        when=when,
                        where=occasion.where,
                        evidence=(evidence,),
                        cameo=cameo,
                        plover=plover,
                        rule=f"{hit.frame.rule}:occasion",
                        confidence=0.5,
                    )
                ]
    return []


def clauses(key: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches between strong borders of a sentence; commas are none, they set off dates and places."""
    marks = [start, *(m.start() for m in _CLAUSE.finditer(key, start, end) if m.start() > start), end]
    return [(a, b) for a, b in pairwise(marks) if b > a]


def _topic(folded: View, hit: Find, statements: Sequence[Statement], topic: str | None) -> str | None:
    """Who a dropped subject goes back to: the speaker whose words these are, else the last sentence's subject."""
    at = folded.source_at(hit.start)
    for statement in statements:
        if statement.kind == "indirect" and statement.span.start <= at < statement.span.end and statement.speaker:
            return statement.speaker[0]
    return topic


def _event(
    article: Article,
    folded: View,
    hit: Find,
    clause: tuple[int, int],
    around: Sequence[Slot],
    times: Sequence[Time],
    names: Names,
    topic: str | None,
) -> Event | None:
    parts = cast(folded, hit, around, clause, names, topic)
    nobody = not (parts.actors or parts.recipients)
    if nobody and (hit.frame.shape not in ("place", "on", "suffer", "none") or not parts.where):
        return None
    types = {e.id: e.type for e in names.entities}
    kind = hit.frame.type
    if hit.frame.persons and any(types.get(a) == "PER" for a in parts.actors):
        kind = hit.frame.persons
    if hit.frame.shape == "mutual" and len(parts.actors) == 1 and types.get(parts.actors[0]) != "ORG":
        return None
    when = _when(folded, hit, clause, times)
    if nobody and hit.frame.shape == "on" and not when:
        return None
    status = _status(folded.key, hit, parts.light, clause, when, article.published)
    if status is None:
        return None
    evidence = _evidence(folded, clause)
    cameo, plover = codes()[kind]
    return Event(
        id=_id(article, kind, evidence),
        type=kind,
        status=status,
        actors=parts.actors,
        recipients=parts.recipients,
        when=when,
        where=parts.where,
        evidence=(evidence,),
        cameo=cameo,
        plover=plover,
        rule=f"{hit.frame.rule}:{parts.how}",
        confidence=_PRECISION[parts.how],
    )


def _evidence(folded: View, clause: tuple[int, int]) -> Span:
    """The clause in the source, without the blanks and commas round it."""
    start, end = clause
    while start < end and folded.key[start] in " ،؛\n\r":
        start += 1
    while end > start and folded.key[end - 1] in " ،؛\n\r":
        end -= 1
    return folded.span(start, end)


def _when(folded: View, hit: Find, clause: tuple[int, int], times: Sequence[Time]) -> str | None:
    """The day, month or year that stands nearest in the clause, what follows before what precedes."""
    best: tuple[int, str] | None = None
    for time in times:
        at = folded.key_at(time.span.start)
        if not (clause[0] <= at < clause[1]) or not time.value:
            continue
        day = _DAY.match(time.value)
        if not day:
            continue
        distance = at - hit.end if at >= hit.end else (hit.start - at) * 2
        if best is None or distance < best[0]:
            best = (distance, day.group())
    return best[1] if best else None


def _status(
    key: str, hit: Find, light: Light | None, clause: tuple[int, int], when: str | None, published: str | None
) -> EventStatus | None:
    """Tense, modality, negation, and the words that announce or call off. None: the words say it did not happen."""
    left = " ".join(key[clause[0] : hit.start].split()[-7:])
    near = " ".join(left.split()[-2:])
    right = key[hit.end : min(clause[1], hit.end + 80)]
    if hit.tense in ("past", "present") and re.search(r"(^| )[وف]?(لم|لا|ما)$", near):
        return None
    if hit.tense == "future":
        return "planned"
    if hit.tense == "present" and re.search(r"(^| )[وف]?لن$", near):
        return "cancelled"
    if hit.tense == "present" and re.search(r"(^| )[وف]?(قد|ربما)$", near):
        return "conditional"
    future = bool(when and published and len(when) == 10 and when > published)
    if hit.tense == "past":
        return "happened"
    if hit.tense == "noun" and light and light.status:
        return light.status
    if hit.tense == "noun" and light and light.tense == "future":
        return "planned"
    for cue in cues():
        if cue.side == "before" and cue.pattern.search(left):
            return cue.status
        if cue.side == "after" and cue.pattern.search(right):
            return cue.status
    if future or (hit.frame.type == "sign-agreement" and hit.particle == "ل"):
        return "planned"
    if hit.tense == "present":
        if hit.frame.type in _ARRANGED and (when is None or when == published):
            return "planned"
        return "ongoing"
    return "happened"


def _merge(events: Sequence[Event]) -> tuple[Event, ...]:
    """One event per happening: the same type, casts that agree, times that can be one."""
    kept: list[Event] = []
    for event in events:
        for i, other in enumerate(kept):
            if _same(event, other):
                kept[i] = _join(other, event)
                break
        else:
            kept.append(event)
    return tuple(kept)


def _same(a: Event, b: Event) -> bool:
    if a.type != b.type:
        return False
    x, y = {*a.actors, *a.recipients}, {*b.actors, *b.recipients}
    if a.evidence[0] == b.evidence[0] and (a.type == "attack" or x == y):
        return True  # told twice in one clause; «مقتل ثلاثة في غارة»: the dead and the raid are one
    if a.when and b.when and not (a.when.startswith(b.when) or b.when.startswith(a.when)):
        return False
    if not x and not y:
        return a.where == b.where
    if a.where and b.where and a.where != b.where and a.type in ("attack", "protest", "visit", "disaster"):
        return False
    return len(x & y) / len(x | y) >= 0.5 or (bool(x & y) and (x <= y or y <= x))


def _join(a: Event, b: Event) -> Event:
    """The fuller cast, the first status that is not mere narration, every piece of evidence."""
    full, other = (b, a) if len({*b.actors, *b.recipients}) > len({*a.actors, *a.recipients}) else (a, b)
    return msgspec.structs.replace(
        a,
        actors=full.actors or tuple(x for x in other.actors if x not in full.recipients),
        recipients=full.recipients or tuple(x for x in other.recipients if x not in full.actors),
        when=max((w for w in (a.when, b.when) if w), key=len, default=None),
        where=a.where or b.where,
        evidence=tuple(dict.fromkeys((*a.evidence, *b.evidence))),
        confidence=min(0.95, max(a.confidence, b.confidence) + 0.1),
    )


def _id(article: Article, kind: str, evidence: Span) -> str:
    raw = f"{article.id}|{kind}|{evidence.start}|{evidence.end}"
    return "e-" + hashlib.sha256(raw.encode()).hexdigest()[:10]
