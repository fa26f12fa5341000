"""Which time of a page is an event's: what the words of its clause give, weighed with all else that is known.

The rules (:mod:`khabar.events.dating`) look for a time in the event's own clause. A logistic model then looks at every
day, week, month and year near the clauses that tell it, and at none of them: where each stands, what stands between,
who speaks, how it lies to the day of publication, whose else it is. The weights (``event_dates.tsv``) come from
``khabar train dates``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

import msgspec

from khabar.events.choices import LEAD, Choice, choose, learnt
from khabar.events.dating import DAY
from khabar.events.days import days
from khabar.events.read import Scene, Told
from khabar.events.times_round import (
    AWAY,
    PLACES,
    Calendar,
    Moment,
    Seen,
    is_definite,
    of_moment,
    place_of,
    rank,
    said_at,
    step,
    who_of,
)  # fmt: skip
from khabar.model import Event

_AGES = (
    (-8, "later"), (-2, "week-to-come"), (-1, "tomorrow"), (0, "today"), (1, "yesterday"), (3, "3"), (8, "week"),
    (62, "months"), (400, "year"),
)  # fmt: skip
"""Steps of the days from a time to the publication."""
_MANY = 30
"""Events before and behind one that are asked whether they have its time too."""
TABLE = "event_dates.tsv"


def calendar(scene: Scene, placed: Sequence[tuple[Event, Sequence[Told]]]) -> Calendar:
    """Look at an article once for the times of all of its events."""
    by_line: dict[int, list[Told]] = {}
    of_time: dict[str, list[int]] = {}
    for n, (event, members) in enumerate(placed):
        if event.when:
            of_time.setdefault(event.when, []).append(n)
        for told in members:
            by_line.setdefault(told.sentence, []).append(told)
    moments = _moments(scene, placed[0][1][0].lines) if placed else []
    values = {n: frozenset(m.value for m in of) for n, of in groupby(moments, key=_line)}
    return Calendar(scene, moments, placed, by_line, of_time, values, {})


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
    nearest = min((rank(s) for s in seen.values()), default=None)
    out = []
    for value in dict.fromkeys((event.when, *seen) if event.when else seen):
        known = set(_of_value(page, number, value))
        if value in seen:
            known.update(of_moment(page, event, members, seen[value]))
            known.add(f"nearest={rank(seen[value]) == nearest}:{seen[value].place.split('-')[0]}")
            known.update(f"also={way}" for way in ways[value])
        out.append(Choice(value, frozenset(known)))
    return [*out, Choice(None, frozenset(_of_none(page, event, members, nearest)))]


def _near(page: Calendar, members: Sequence[Told]) -> tuple[dict[str, Seen], dict[str, set[str]]]:
    """The times near an event, each where it stands nearest, and in which places it stands at all."""
    seen: dict[str, Seen] = {}
    ways: dict[str, set[str]] = {}
    for told in members:
        for moment in _within(page, told):
            one = Seen(told, moment, place_of(told, moment))
            ways.setdefault(moment.value, set()).add(one.place.split("-")[0])
            if moment.value not in seen or rank(one) < rank(seen[moment.value]):
                seen[moment.value] = one
    return seen, ways


def _within(page: Calendar, told: Told) -> Sequence[Moment]:
    """The times of the lead, and of the sentences round a clause, in order."""
    first = bisect_left(page.moments, told.sentence - AWAY, key=_line)
    last = bisect_right(page.moments, told.sentence + AWAY, key=_line)
    lead = bisect_right(page.moments, LEAD, key=_line)
    return [*page.moments[: min(lead, first)], *page.moments[first:last]]


def _line(moment: Moment) -> int:
    return moment.line


def _of_value(page: Calendar, number: int, value: str) -> Iterator[str]:
    """What is known of a time for the event as a whole."""
    event, members = page.placed[number]
    tense = members[0].hit.tense
    rule = "rule" if event.when == value else "none" if not event.when else "other"
    ruled = sum(t.event.when == value for t in members)
    all_ = "all" if ruled == len(members) else "some" if ruled else "none"
    age = _age(page.scene.article.published, value)
    yield from _whole(rule, event.type, tense, event.status, age)
    yield from _long(len(value), event.type, event.status, all_, min(len(members), 3))
    lines = {t.sentence for t in members}
    for n in _others(page.of_time.get(value, ()), number):
        other, told = page.placed[n]
        if n != number:
            kin = "kin" if other.type == event.type else "other"
            yield f"also-of={kin}:{'near' if any(t.sentence in lines for t in told) else 'far'}:{rule}"
            if who_of(other) & who_of(event):
                yield f"also-of=partner:{kin}:{rule}"
    if page.moments and page.moments[0].value == value:
        yield f"first:{min(members[0].sentence, 2)}"
    if event.when and value != event.when:
        yield "finer" if value.startswith(event.when) else "coarser" if event.when.startswith(value) else "rival"


def _others(numbers: Sequence[int], number: int) -> Sequence[int]:
    """The events of one time that stand nearest to one of them."""
    at = bisect_left(numbers, number)
    return numbers[max(0, at - _MANY) : at + _MANY + 1]


def _whole(rule: str, type: str, tense: str, status: str, age: str) -> tuple[str, ...]:
    return (
        "some", f"rule={rule}", f"rule={rule}:{type}", f"rule={rule}:{tense}", f"rule={rule}:{status}",
        f"rule={rule}:{age}", f"age={age}", f"age={age}:{type}", f"age={age}:{tense}", f"age={age}:{status}",
        f"age={age}:{status}:{tense}",
    )  # fmt: skip


def _long(length: int, type: str, status: str, ruled: str, members: int) -> tuple[str, ...]:
    return f"kind={length}:{type}", f"kind={length}:{status}", f"ruled={ruled}:{members}"


def _of_none(page: Calendar, event: Event, members: Sequence[Told], near: tuple[int, int] | None) -> Iterator[str]:
    """What speaks for no time at all."""
    first = members[0]
    tense = first.hit.tense
    rule = "some" if event.when else "none"
    yield "none"
    yield f"none-rule={rule}"
    yield from (f"none-rule={rule}:{x}" for x in (event.type, tense, event.status, f"{event.status}:{tense}"))
    yield f"none-row={first.hit.frame.rule}"
    yield f"none-said={said_at(page.scene, first.hit.start)}:{rule}"
    yield f"none-line={step(first.sentence)}:{rule}"
    yield f"none-told={min(len(members), 3)}:{rule}"
    yield f"none-how={first.parts.how}:{rule}"
    yield f"none-definite={is_definite(first) and tense == 'noun'}:{rule}"
    yield f"none-near={PLACES[near[0]] if near else 'nothing'}:{rule}"
    if event.when:
        age = _age(page.scene.article.published, event.when)
        yield f"none-age={age}"
        yield f"none-age={age}:{event.status}"


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


def dated(page: Calendar, number: int, event: Event, weights: Mapping[str, float] | None = None) -> Event:
    """An event of the page, however its cast was settled, with the time that is its own by all that is known."""
    used = learnt(TABLE) if weights is None else weights
    if not used or not (event.when or page.moments) or event.status == "denied":
        return event  # «نفى الثلاثاء أن …»: the day is the denial's
    return msgspec.structs.replace(event, when=choose(choices(page, number), event.when, used))
