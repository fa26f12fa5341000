"""One happening over many pages: reports that agree in type, cast and time, every one kept as evidence.

Capitals count for their states, and for the acts of states (signing, ratifying, sanctions) a head of state for his.
Nothing is rewritten: a happening only names its reports, and says where they differ.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from math import prod
from typing import NamedTuple

from khabar.events.days import days
from khabar.events.merge import one_time
from khabar.events.slots import LETTER, Ground, is_state, plain
from khabar.model import Event, EventStatus, EventType, Happening, Names, Reading, Report, Span, Statement
from khabar.names.gazetteer import known
from khabar.text import fold, rows

OF_STATES = ("sign-agreement", "ratify", "sanction", "lift-sanction", "negotiate", "enter-into-force")
"""Types of acts that are a state's, whoever does them for it."""
_OPEN = ("planned", "conditional")
_OFF = ("cancelled", "postponed", "denied")
_OF_ONE = ("visit", "elect", "resign", "appoint")
"""Types that one participant settles."""
_LOCAL = ("attack", "disaster", "protest")
_LAID = ("sanction", "lift-sanction")
_LONG = 200
_APART = 45
"""Days between two pages of which one gives no day: further apart they tell of two happenings. What one participant
settles is told longer."""
_LATELY = 7
"""Days round a page's within which a meeting is its news: what lies further off is told as background."""


class Telling(NamedTuple):
    """An event of one article with what it is compared by."""

    reading: Reading
    event: Event
    cast: frozenset[str]
    states: frozenset[str]
    """The cast with every person as the state he acts for."""
    people: frozenset[str]
    around: tuple[str, str] | None
    """First and last ISO day on which it can have been."""


def ground(reading: Reading) -> Ground:
    """The entities of a reading by their places, as the coder sees them."""
    names = Names(mentions=reading.mentions, references=reading.references, entities=reading.entities)
    return Ground(plain(reading.article.document.text), names)


def homes(readings: Sequence[Reading]) -> dict[str, str]:
    """The state that everybody acts for: an entity's id → a state's, or its own."""
    out: dict[str, str] = {}
    for reading in readings:
        place = ground(reading)
        for entity in reading.entities:
            out.setdefault(entity.id, place.home(entity.id))
    return out


def happenings(readings: Sequence[Reading]) -> tuple[Happening, ...]:
    """The happenings that the readings tell, by date, those without one last.

    The readings must bear one id per entity (:func:`khabar.pipeline.together`). The order given does not matter.
    """
    ordered = sorted(readings, key=lambda r: (r.article.published or "9999", r.key, r.article.id))
    tellings = [t for r in ordered for t in _tellings(r)]
    last = max((r.article.published for r in ordered if r.article.published), default=None)
    found = [_happening(g, last) for g in _groups(tellings)]
    return tuple(sorted(found, key=lambda h: (h.when or "9999", h.type, h.actors, h.id)))


def lives(told: Sequence[Happening], readings: Sequence[Reading]) -> tuple[tuple[Happening, ...], ...]:
    """Happenings that are one life: what the same states lay on the same ones («threatened», «imposed», «lifted»)."""
    home = homes(readings)
    groups: dict[tuple[frozenset[str], ...], list[Happening]] = {}
    for one in told:
        sides = tuple(frozenset(home.get(i, i) for i in side) for side in (one.actors, one.recipients))
        groups.setdefault(sides, []).append(one)
    return tuple(tuple(sorted(g, key=lambda h: (_first(h), h.id))) for g in groups.values())


def _first(told: Happening) -> str:
    return told.when or min((r.published or "9999" for r in told.reports), default="9999")


def _tellings(reading: Reading) -> list[Telling]:
    place = ground(reading)
    out = []
    for event in reading.events:
        who = [i for i in (*event.actors, *event.recipients) if not i.startswith("anon-")]
        states = frozenset(place.home(i) for i in who)
        cast = states if event.type in OF_STATES else frozenset(place.state(i) for i in who)
        people = frozenset(i for i in who if place.type(i) == "PER")
        out.append(Telling(reading, event, cast, states, people, _around(event, reading)))
    return out


def _around(event: Event, reading: Reading) -> tuple[str, str] | None:
    """The days on which an event can have been: its own, or those near the article's."""
    if event.when:
        return days(event.when)
    published = reading.article.published
    if not published:
        return None
    day = date.fromisoformat(published)
    near = timedelta(days=_APART if event.type not in _OF_ONE else _LONG)
    before, after = (timedelta(0), near) if event.status in _OPEN else (near, timedelta(0))
    return (day - before).isoformat(), (day + after).isoformat()


def _groups(tellings: Sequence[Telling]) -> list[list[Telling]]:
    """The tellings of one happening each; a telling joins the group whose every member it can be one with."""
    by_type: dict[EventType, list[list[Telling]]] = defaultdict(list)
    dated = sorted(range(len(tellings)), key=lambda i: (tellings[i].event.when is None, -len(tellings[i].cast), i))
    for i in dated:
        telling = tellings[i]
        groups = by_type[telling.event.type]
        fit = [(_likeness(telling, g), -n) for n, g in enumerate(groups)]
        best = max(fit, default=(0.0, 0))
        if best[0] > 0:
            groups[-best[1]].append(telling)
        else:
            groups.append([telling])
    _one_talk(by_type["meet"], by_type["negotiate"])
    return [
        sorted(g, key=lambda t: (t.reading.article.published or "9999", t.reading.key, t.event.evidence))
        for groups in by_type.values()
        for g in groups
    ]


def _one_talk(meetings: list[list[Telling]], talks: list[list[Telling]]) -> None:
    """Add talks without a date to the dated meeting of the same states that a page of theirs tells of, where it is
    the only one of late: they were held at that meeting."""
    dated: dict[tuple[str, frozenset[str]], set[int]] = defaultdict(set)
    for number, meeting in enumerate(meetings):
        for telling in meeting:
            if telling.event.when:
                dated[telling.reading.key, telling.states].add(number)
    apart = []
    for talk in talks:
        states = talk[0].states
        undated = len(states) > 1 and not any(t.event.when for t in talk)
        held = {n for t in talk for n in dated.get((t.reading.key, states), ())} if undated else set()
        latest = [meetings[n] for n in held if any(map(_near, meetings[n]))]
        if len(latest) == 1:
            latest[0].extend(talk)
        else:
            apart.append(talk)
    talks[:] = apart


def _near(telling: Telling) -> bool:
    """Whether an event lies near its page's day."""
    span, published = days(telling.event.when or ""), telling.reading.article.published
    if not span or not published:
        return False
    return abs(date.fromisoformat(span[0]) - date.fromisoformat(published)) <= timedelta(days=_LATELY)


def _likeness(telling: Telling, group: Sequence[Telling]) -> float:
    """How well a telling fits a group: the overlap of the casts; 0 where cast or time forbid it."""
    least = 1.0
    for other in group:
        mine, theirs = telling.cast, other.cast
        if not (telling.people and other.people and not telling.people & other.people) and (
            mine != theirs and len(telling.states) > 1 and telling.states == other.states
        ):
            mine, theirs = telling.states, other.states  # «الرئيسان» here, «روسيا وإيران» there
        both = mine & theirs
        if not both or not _meet(telling.around, other.around) or _elsewhere(telling.event, other.event):
            return 0.0
        share = len(both) / min(len(mine), len(theirs))
        whole = len(both) / len(mine | theirs)
        if share < 1 and whole < 0.5:
            return 0.0
        if whole < 0.5 and len(both) < 2 and telling.event.type not in _OF_ONE:
            return 0.0
        if whole < 1 and len(both) < 2 and not (telling.event.when and other.event.when):
            return 0.0  # who else was there and when is not told: nothing says that it is one
        if whole < 1 and (telling.around is None or other.around is None):
            return 0.0
        least = min(least, whole)
    return least


def _elsewhere(a: Event, b: Event) -> bool:
    return a.type in _LOCAL and bool(a.where and b.where and a.where != b.where)


def _meet(a: tuple[str, str] | None, b: tuple[str, str] | None) -> bool:
    return a is None or b is None or (a[0] <= b[1] and b[0] <= a[1])


def _happening(group: Sequence[Telling], last: str | None) -> Happening:
    reports = tuple(report(t.reading, t.event.evidence[0], t.event.status, t.event.when, t.event.type) for t in group)
    values = sorted({t.event.when for t in group if t.event.when}, key=lambda v: (-_grain(v), v))
    when = values[0] if values else None
    told = Counter(t.cast for t in group)
    fullest = max(group, key=lambda t: (not _twice(t), told[t.cast], len(t.cast), t.event.confidence, t.reading.key))
    status = _outcome(group)
    places = Counter(t.event.where for t in group if t.event.where and _there(t.event, t.states))
    towns = [p for p in places if not is_state(p)] or list(places)
    where = min(towns, key=lambda p: (-places[p], p)) if towns else None
    recipients = fullest.event.recipients
    if group[0].event.type in _LAID and not recipients and where and is_state(where):
        recipients, where = (where,), None  # «عقوبات في أ» are laid on it
    span = days(when) if when else None
    overdue = bool(status == "planned" and span and last and span[1] < last)
    named = "|".join(sorted(f"{t.reading.article.id} {t.event.id}" for t in group))
    return Happening(
        id=hashlib.sha256(named.encode()).hexdigest()[:12],
        type=group[0].event.type,
        status=status,
        actors=fullest.event.actors,
        recipients=recipients,
        when=when,
        where=where,
        reports=reports,
        overdue=overdue,
        disputed=_disputed(group, values, towns),
        confidence=1 - prod(1 - t.event.confidence for t in group),
    )


def _there(event: Event, states: frozenset[str]) -> bool:
    """Whether a happening can have been where it is said to be: aid and arms are sent to a place, and a state is
    attacked on its own land or the attacker's, in no region of the world."""
    thing = known().get(event.where or "")
    state = event.where if is_state(event.where or "") else thing.country if thing else None
    if event.type in ("supply-arms", "aid", *_LAID):
        return not state or state not in states
    if event.type != "attack" or not any(map(is_state, event.recipients)):
        return True
    return thing is None or state in states


def _grain(value: str) -> int:
    """How fine a time is: day 3, week 2, month 1, year 0."""
    return 3 if len(value) >= 10 else 2 if "W" in value else 1 if len(value) == 7 else 0


def _outcome(group: Sequence[Telling]) -> EventStatus:
    """Done where a page tells it as done and no later page as called off; else what the last page says."""
    order = [t.event.status for t in group]
    done = [i for i, s in enumerate(order) if s == "happened"]
    off = [i for i, s in enumerate(order) if s in _OFF]
    if done and not (off and off[-1] > done[-1]):
        return "happened"
    return order[-1]


def _twice(telling: Telling) -> bool:
    """Whether a cast holds a person beside the state he acts for."""
    return len(telling.states) < len(telling.cast)


def _disputed(group: Sequence[Telling], values: Sequence[str], towns: Sequence[str]) -> tuple[str, ...]:
    out = []
    if any(not one_time(a, b) for a, b in itertools.combinations(values, 2)):
        out.append("when")
    apart = [p for p in towns if not _building(p)]  # a palace stands in the town that others name
    if len(apart or towns) > 1 and not all(is_state(p) for p in towns):
        out.append("where")
    statuses = {t.event.status for t in group}
    if "denied" in statuses and len(statuses) > 1:
        out.append("status")
    return tuple(out)


def _building(place: str) -> bool:
    thing = known().get(place)
    return thing is not None and thing.kind == "site"


def report(
    reading: Reading,
    span: Span,
    status: EventStatus | None = None,
    when: str | None = None,
    type: EventType | None = None,
) -> Report:
    """A page's telling with its source: whose words hold it, if anybody's, and who denies them."""
    said = next((s for s in reading.statements if s.speaker and s.span.overlaps(span) and mostly(s.span, span)), None)
    outlet = reading.article.outlet
    return Report(
        article=reading.key,
        outlet=outlet.name if outlet else None,
        published=reading.article.published,
        span=span,
        text=span.of(reading.article.document.text),
        by=spoken_by(reading, said) if said else (),
        status=status,
        when=when,
        act=said.act if said else None,
        denied_by=tuple(p for d in reading.statements if said and d.denies == said.id for p in d.speaker),
        step=_step(span.of(reading.article.document.text), type, status),
    )


def _step(text: str, type: EventType | None, status: EventStatus | None) -> str | None:
    """What the words of a report add to the life of its happening."""
    key = fold(text)
    return next((s for t, s, w, p in _steps() if t == type and status in w and p.search(key)), None)


@lru_cache(maxsize=1)
def _steps() -> tuple[tuple[str, str, tuple[str, ...], re.Pattern[str]], ...]:
    return tuple(
        (
            r["type"],
            r["step"],
            tuple(r["status"].split("|")),
            re.compile(f"(?<![{LETTER}])[وفب]?(?:ال|لل|ل)?(?:{r['pattern']})(?![{LETTER}])"),
        )
        for r in rows("happening_steps.tsv")
    )


def spoken_by(reading: Reading, said: Statement) -> tuple[str, ...]:
    """The speaker as the sentence names him: the palace or capital that speaks for a state, where it does."""
    sentence = next((s for s in reading.sentences if s.start <= said.span.start < s.end), said.span)
    stands = {e.id: e.stands_for for e in reading.entities if e.stands_for}
    out = []
    for speaker in said.speaker:
        before = [m for m in reading.mentions if sentence.start <= m.span.start < said.span.start]
        out.append(next((m.entity for m in before if stands.get(m.entity) == speaker), speaker))
    return tuple(out)


def mostly(statement: Span, telling: Span) -> bool:
    """Whether the telling is mostly the statement's words."""
    shared = min(statement.end, telling.end) - max(statement.start, telling.start)
    return shared >= 0.5 * (telling.end - telling.start)
