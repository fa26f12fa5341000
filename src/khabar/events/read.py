"""The events of an article, clause by clause: find the words, read cast, status and time off their clause."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from khabar.events.cast import Cast, cast
from khabar.events.covers import Covers
from khabar.events.dating import when
from khabar.events.frames import Find, codes, find
from khabar.events.merge import MANY, merge, named, stems
from khabar.events.peoples import entity as peoples_entity
from khabar.events.slots import PREPOSITIONS, Ground, Slot, any_of, is_media, plain
from khabar.events.status import status
from khabar.model import Article, Entity, Event, Names, Span, Statement, Time
from khabar.text import View

_CLAUSE = re.compile(rf"؛|\.\.+|(?:^|[،\s])(?<! من )(?:{any_of('clause')})\s")
_PRECISION = {
    "subject": 0.6, "genitive": 0.6, "light": 0.6, "nisba": 0.55, "between": 0.6, "host": 0.5, "unnamed": 0.5,
    "adjunct": 0.5, "relative": 0.5, "topic": 0.4, "place": 0.5, "none": 0.4,
}  # fmt: skip
_OCCASIONS = ("visit", "meet", "negotiate")


class Scene(NamedTuple):
    """What the reading of one article's events stands on."""

    article: Article
    folded: View
    ground: Ground
    times: Sequence[Time]
    statements: Sequence[Statement]
    country: str | None
    """The state that the article names most."""
    said: Covers[Statement]
    """The statements by their words."""


class Around(NamedTuple):
    """What stands round an event word: the slots of its sentence, the other event words of its clause, whom a dropped
    subject means, whose words it stands in, who was named in the sentence before."""

    slots: Sequence[Slot] = ()
    inside: Sequence[Find] = ()
    topic: str | None = None
    speaker: str | None = None
    before: Sequence[Slot] = ()


class Told(NamedTuple):
    """An event as one clause tells it, with what it was read from."""

    event: Event
    hit: Find
    clause: tuple[int, int]
    sentence: int
    parts: Cast
    around: Around = Around()
    lines: Sequence[tuple[int, int]] = ()
    """The sentences of the article: offsets into the folded view."""


def look(article: Article, times: Sequence[Time], names: Names, statements: Sequence[Statement]) -> Scene:
    """Set out what an article's events are read from."""
    folded = plain(article.document.text)
    ground = Ground(folded, names)
    said = Covers(statements, lambda s: (s.span,))
    return Scene(article, folded, ground, times, statements, ground.main(tied=True), said)


def leads_back(told: Told) -> bool:
    """Whether the words of an event lead back to one that was told («الهجوم»، «المحادثات»)."""
    return told.hit.tense == "noun" and ("ال" in told.hit.particle or told.hit.particle.endswith("لل"))


def tell(scene: Scene, sentences: Sequence[Span]) -> list[Told]:
    """The events clause by clause, before what is one is merged."""
    told: list[Told] = []
    topic: str | None = None
    she: str | None = None
    last: Sequence[Slot] = ()
    lines = [(scene.folded.key_at(s.start), scene.folded.key_at(s.end)) for s in sentences]
    found = [find(scene.folded, start, end) for start, end in lines]
    many = max((n for n, hits in enumerate(found, 1) if hits), default=0)  # behind the last word nobody is asked for
    for number, (start, end) in enumerate(lines[:many]):
        around = scene.ground.slots(start, end)
        hits = [h for h in found[number] if not _named_so(h, around)]
        if hits:
            around = _with_own(scene, around, (start, end), topic)
            told += _sentence(scene, number, (start, end), hits, around, (topic, she), last)
        free = [s for s in around if not s.preposition and not is_media(s.entity)]
        person = next((s.entity for s in free if s.type in ("PER", "ORG", "GROUP")), None)
        body = next((s.entity for s in free if s.type == "ORG" or scene.ground.country(s.entity)), None)
        topic, she = person or topic, body or person or she
        last = around
    return [one._replace(lines=lines) for one in told]


def happenings(scene: Scene, told: Sequence[Told]) -> list[tuple[Event, list[int]]]:
    """What the clauses tell, one event per happening, and by which of them it is told."""
    key = scene.folded.key
    words = [stems(key, t.clause, (t.hit.start, t.hit.end)) if t.event.type in MANY else frozenset() for t in told]
    return merge([t.event for t in told], [leads_back(t) for t in told], scene.ground.home, words)


def _named_so(hit: Find, around: Sequence[Slot]) -> bool:
    """Whether a noun is but the name of a place or person there («سيول» the city is no flood)."""
    return hit.tense == "noun" and any(
        s.type in ("LOC", "PER") and s.start <= hit.start and hit.end <= s.end for s in around
    )


_OWN_COUNTRY = re.compile(rf"(?<![ء-ي])[وف]?([بل]?)({any_of('own-state')})(?![ء-ي])")


def _with_own(scene: Scene, around: list[Slot], sentence: tuple[int, int], topic: str | None) -> list[Slot]:
    """The slots of a sentence, «بلاده» among them as the state of whoever speaks or was spoken of last."""
    found = []
    for match in _OWN_COUNTRY.finditer(scene.folded.key, *sentence):
        before = [s.entity for s in around if s.end <= match.start() and not s.preposition and s.type in ("PER", "LOC")]
        asked = [_speaker(scene, match.start()), *before[:1], topic]
        homes = [scene.ground.home(who) for who in asked if who]
        state = next((h for h in homes if scene.ground.country(h)), None)
        if state:
            left = scene.folded.key[sentence[0] : match.start()].split()[-1:]
            preposition = match.group(1) or (left[0] if left and left[0] in PREPOSITIONS else "")
            found.append(Slot(state, "LOC", match.start(2), match.end(2), preposition, False))
    return sorted([*around, *found], key=lambda s: s.start) if found else around


def _sentence(
    scene: Scene,
    number: int,
    sentence: tuple[int, int],
    hits: list[Find],
    around: list[Slot],
    topics: tuple[str | None, str | None],
    last: Sequence[Slot],
) -> list[Told]:
    borders = clauses(scene.folded.key, *sentence)
    here: list[Told] = []
    if any(h.frame.type == "elect" and h.tense != "noun" for h in hits):
        hits = [h for h in hits if h.frame.type != "elect" or h.tense != "noun"]
    unsigned: list[tuple[Find, tuple[int, int], Told | None]] = []
    for hit in hits:
        clause = next(c for c in borders if c[0] <= hit.start < c[1])
        inside = [h for h in hits if h is not hit and clause[0] <= h.start < clause[1]]
        context = Around(around, inside, _topic(scene, hit, topics), _speaker(scene, hit.start), last)
        one = _event(scene, number, hit, clause, context)
        if hit.frame.type == "sign-agreement" and not (one and named(one.event)):
            unsigned.append((hit, clause, one))
        elif one:
            here.append(one)
    for hit, clause, one in unsigned:
        here += _signed_on(scene, number, hit, clause, here) or ([one] if one else [])
    return here


def _event(
    scene: Scene,
    number: int,
    hit: Find,
    clause: tuple[int, int],
    around: Around,
) -> Told | None:
    within = [s for s in around.slots if clause[0] <= s.start and s.end <= clause[1]]
    parts = cast(scene.ground, hit, within, clause, around.topic, scene.country)
    if parts.how == "nowhere":
        return None
    kind = hit.frame.type
    people = sum(scene.ground.type(a) == "PER" for a in parts.actors)
    if hit.frame.persons and people and 2 * people >= len(parts.actors):
        kind = hit.frame.persons
    day = when(scene.folded, hit, clause, scene.times, around.inside)
    said = status(scene.folded.key, hit, parts.light, clause, day, scene.article.published)
    if said is None:
        return None
    if said == "denied" and day and scene.article.published and day <= scene.article.published:
        day = None  # «نفت في وقت سابق من الشهر إجراء محادثات»: the day is the denial's
    evidence = _evidence(scene.folded, clause)
    actors, recipients = parts.actors, parts.recipients
    if parts.unnamed and not (recipients if parts.suffers else actors):
        nobody = (_unnamed_id(scene, parts.unnamed),)
        actors, recipients = (actors, nobody) if parts.suffers else (nobody, recipients)
    cameo, plover = codes()[kind]
    event = Event(
        id=_id(scene.article, kind, evidence, hit),
        type=kind,
        status=said,
        actors=actors,
        recipients=recipients,
        when=day,
        where=parts.where,
        evidence=(evidence,),
        cameo=cameo,
        plover=plover,
        rule=f"{hit.frame.rule}:{parts.how}",
        confidence=_PRECISION[parts.how],
    )
    return Told(event, hit, clause, number, parts, around)


def _signed_on(scene: Scene, number: int, hit: Find, clause: tuple[int, int], here: Sequence[Told]) -> list[Told]:
    """A signing that names no signatories: those of the visit or talks in its sentence, as the states they act for."""
    for occasion in here:
        if occasion.event.type in _OCCASIONS:
            both = (*occasion.event.actors, *occasion.event.recipients)
            states = tuple(dict.fromkeys(scene.ground.home(x) for x in both))
            if len(states) >= 2:
                parts = Cast(states, (), occasion.event.where, "adjunct")
                day = when(scene.folded, hit, clause, scene.times, ()) or occasion.event.when
                said = status(scene.folded.key, hit, None, clause, day, scene.article.published)
                evidence = _evidence(scene.folded, clause)
                cameo, plover = codes()[hit.frame.type]
                event = Event(
                    id=_id(scene.article, hit.frame.type, evidence, hit),
                    type=hit.frame.type,
                    status=said or "happened",
                    actors=states,
                    when=day,
                    where=occasion.event.where,
                    evidence=(evidence,),
                    cameo=cameo,
                    plover=plover,
                    rule=f"{hit.frame.rule}:occasion",
                    confidence=0.5,
                )
                return [Told(event, hit, clause, number, parts)]
    return []


def clauses(key: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches between strong borders of a sentence; commas are none, they set off dates and places."""
    marks = [start, *(m.start() for m in _CLAUSE.finditer(key, start, end) if m.start() > start), end]
    return [(a, b) for a, b in pairwise(marks) if b > a]


def _topic(scene: Scene, hit: Find, topics: tuple[str | None, str | None]) -> str | None:
    """Who a dropped subject goes back to: the speaker whose words these are, else the last sentence's subject, for a
    feminine form («ووافقت»، «قواتها») the last state or body."""
    she = hit.word.endswith("ت") if hit.tense == "past" else hit.word.startswith("ت")
    topic = topics[1] if (she if hit.tense != "noun" else hit.word.endswith("ها")) else topics[0]
    return _speaker(scene, hit.start, "indirect") or topic


def _speaker(scene: Scene, at: int, kind: str = "") -> str | None:
    """Who says the words at an offset of the folded view, if anybody does."""
    said = scene.said.at(scene.folded.source_at(at))
    return next((s.speaker[0] for s in said if s.speaker and kind in ("", s.kind)), None)


def _evidence(folded: View, clause: tuple[int, int]) -> Span:
    """The clause in the source, without the blanks and commas round it."""
    start, end = clause
    while start < end and folded.key[start] in " ،؛\n\r":
        start += 1
    while end > start and folded.key[end - 1] in " ،؛\n\r":
        end -= 1
    return folded.span(start, end)


def _unnamed_id(scene: Scene, at: tuple[int, int]) -> str:
    raw = f"{scene.article.id}|{scene.folded.key[at[0] : at[1]]}"
    return "anon-" + hashlib.sha256(raw.encode()).hexdigest()[:10]


def unnamed(scene: Scene, told: Sequence[Told], found: Sequence[Event]) -> tuple[Entity, ...]:
    """The entities of those that take part without a name, with the words of the text as theirs."""
    used = {i for e in found for i in (*e.actors, *e.recipients)}
    out: dict[str, Entity] = {}
    for one in told:
        if one.parts.unnamed:
            id = _unnamed_id(scene, one.parts.unnamed)
            words = scene.folded.span(*one.parts.unnamed).of(scene.folded.source)
            if id in used and id not in out:
                out[id] = Entity(id=id, type="ANON", names={"ar": words}, spellings=(words,))
    peoples = [e for e in map(peoples_entity, sorted(used)) if e]
    return (*(out[k] for k in sorted(out)), *peoples)


def _id(article: Article, kind: str, evidence: Span, hit: Find) -> str:
    raw = f"{article.id}|{kind}|{evidence.start}|{evidence.end}|{hit.word}"
    return "e-" + hashlib.sha256(raw.encode()).hexdigest()[:10]
