"""Days that are named by their distance or their weekday: «أمس», «الجمعة», «مساء الأحد», «اليوم التالي»."""

from __future__ import annotations

from datetime import date

from khabar.times import calendars
from khabar.times.clock import with_time
from khabar.times.lengths import iso, pieces_of
from khabar.times.reading import Answer, State, Words


def weekday(w: Words, s: State) -> Answer:
    if s.anchor is None:
        return None, "unanchored"
    number = w.number("WEEKDAY")
    assert number is not None
    turn = w.turn
    # the day named settles what «اليوم» or «غدا» is where page and text were written on two days
    if turn in ("LAST", "NEXT") and abs(w.step) == 2:
        near = calendars.weekday_from(s.anchor, number, "before" if w.step < 0 else "after")
        return with_time(calendars.plus_days(near, 7 * w.step // 2) if near else None, w), "published"
    if w.has("TODAY", "YESTERDAY"):
        direction = "past"
    elif w.has("TOMORROW"):
        direction = "future"
    elif turn in ("LAST", "PRIOR"):
        direction = "before"
    elif turn in ("NEXT", "FOLLOWING"):
        direction = "after"
    else:
        direction = side(s.anchor, number, s.direction)
    return with_time(calendars.weekday_from(s.anchor, number, direction), w), direction


def weekday_before(w: Words, s: State) -> Answer:
    """The السبت of «السبت والأحد المقبلين»: «المقبلين» is said of both."""
    at = next(i for i, t in enumerate(w.tokens) if t.kind == "AND")
    return weekday(Words([*w.tokens[:at], w.tokens[-1]]), s)


def side(anchor: date, weekday: int, said: str) -> str:
    """Whether a bare weekday is the last or the next: as the clause says.

    A day that is six days back is tomorrow unless a past verb stands straight beside it: many pages bear the date of
    the evening before. (Of 10,000 bare weekdays of news the sixth day back is three times as frequent as the fifth at
    the head of a page, and rarer than it beside such verbs.)
    """
    if said == "ahead":
        return "future"
    if said in ("future", "near"):
        return said
    if said == "since":
        return "past"
    back = (anchor.isoweekday() - weekday) % 7
    return "future" if back == 6 else "past"


def today(w: Words, s: State) -> Answer:
    if s.anchor is None:
        return None, "unanchored"
    step = 0
    if w.has("YESTERDAY"):
        step = -2 if w.has("ORD") and not w.has("OCLOCK") else -(w.number("YESTERDAY") or 1)
    elif w.has("TOMORROW"):
        step = 2 if w.has("AFTER") else 1
    return with_time(calendars.plus_days(s.anchor, step), w), "published"


def same_day(w: Words, s: State) -> Answer:
    if s.last_day is None:
        return None, "text"
    return with_time(calendars.plus_days(s.last_day, w.step), w), "text"


def part_of_today(w: Words, s: State) -> Answer:
    return with_time(s.anchor, w), "published"


def part_turned(w: Words, s: State) -> Answer:
    day = calendars.plus_days(s.anchor, -1 if w.has("LAST") else 1) if s.anchor else None
    return with_time(day, w), "published"


def at_hour(w: Words, s: State) -> Answer:
    if s.anchor is None:
        return None, "unanchored"
    day: date | None = s.anchor
    if w.has("WEEKDAY"):
        number = w.number("WEEKDAY")
        assert number is not None
        day = calendars.weekday_from(s.anchor, number, side(s.anchor, number, s.direction))
    elif w.has("TOMORROW"):
        day = calendars.plus_days(s.anchor, 1)
    elif w.has("YESTERDAY"):
        day = calendars.plus_days(s.anchor, -1)
    return with_time(day, w, hour=True), "published"


def clock_on(w: Words, s: State) -> Answer:
    """The 14:00 of «من الساعة 9:00 حتى 14:00»: of the day on which the first hour lies."""
    return with_time(s.beside or s.anchor, w, hour=True), "beside" if s.beside else "published"


def afterwards(w: Words, s: State) -> Answer:
    """«بعد ذلك بيومين»: so long after what the text named last; a length where that is not known as closely."""
    sign = w.number("AFTERWARDS") or 1
    tokens = [t for t in w.tokens if t.kind not in ("AFTERWARDS", "PREP")]
    pieces = pieces_of(tokens)
    value, basis = iso(pieces), "length"
    if len(pieces) != 1 or pieces[0][0] is None or pieces[0][0] != int(pieces[0][0]):
        return value, basis
    n, unit = int(pieces[0][0]) * sign, pieces[0][1]
    if unit in ("D", "W") and s.last_day is not None:
        day = calendars.plus_days(s.last_day, n * (7 if unit == "W" else 1))
        return (day.isoformat() if day else None), "text"
    named = s.last_day or s.last_month
    if unit == "M" and named is not None:
        year, month = calendars.plus_months(named, n)
        return f"{year:04d}-{month:02d}", "text"
    if unit == "Y" and s.last_year is not None:
        return f"{s.last_year + n:04d}", "text"
    return value, basis
