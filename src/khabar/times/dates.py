"""Days and months of the calendar: «17 كانون الثاني/يناير», «مايو الماضي», «15/7/2018», «الخامس من رمضان»."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from khabar.text import fold, rows
from khabar.times import calendars, days
from khabar.times.clock import with_time
from khabar.times.numbers import NUMBERS, count
from khabar.times.reading import Answer, State, Words
from khabar.times.words import MONTHS

#: How many months ahead a month without a year may lie, by the look of the clause; a day with a number may lie one
#: further. Counted on 3,000 dates of news whose writers gave the year or «المقبل».
_REACH = {"future": 8, "ahead": 8, "near": 5, "none": 4, "past": 1, "done": 1, "since": 0}


def dated(w: Words, s: State) -> Answer:
    month = _month_of(w)
    number = _day_number(w)
    if month is None or number is None:
        return None, "unread"
    calendar, m = month
    if calendar == "hijri":
        year = w.number("YEAR") or _hijri_year(w, s, m)
        if year and year > 1500:
            year = calendars.hijri_year_in(year, m)
        found = calendars.hijri_day(year, m, number) if year else None
        weekday = w.number("WEEKDAY")
        if found and weekday:
            # the month began where the moon was seen, at most a day beside the tables
            beside = (found, calendars.plus_days(found, 1), calendars.plus_days(found, -1))
            found = next((d for d in beside if d and d.isoweekday() == weekday), found)
        return with_time(found, w), "hijri"
    y, basis = _year_of(w, s, m, number)
    if y is None:
        return days.weekday(w, s) if w.has("WEEKDAY") and s.anchor else (None, basis)
    found = calendars.day(y, m, number)
    weekday = w.number("WEEKDAY")
    far = s.anchor is not None and found is not None and abs((found - s.anchor).days) > 60
    if weekday and found and far and found.isoweekday() != weekday and not w.has("YEAR"):
        # «الجمعة 17 يناير»: the calendar settles the year; near the anchor a writer's slip is likelier
        near = (calendars.day(y + step, m, number) for step in (-1, 1))
        fitting = next((d for d in near if d and d.isoweekday() == weekday), None)
        if fitting:
            found, basis = fitting, "calendar"
    return with_time(found, w), basis


def month(w: Words, s: State) -> Answer:
    month = _month_of(w)
    if month is None:
        return None, "unread"
    calendar, m = month
    if calendar == "hijri":
        year = w.number("YEAR") or _hijri_year(w, s, m)
        if year and year > 1500:
            year = calendars.hijri_year_in(year, m)
        days = calendars.hijri_month(year, m) if year else None
        return (f"{days[0]}/{days[1]}" if days else None), "hijri"
    y, basis = _year_of(w, s, m, None)
    return (f"{y:04d}-{m:02d}" if y is not None else None), basis


def dateline(w: Words, s: State) -> Answer:
    """«15-7 (اف ب)»: the day of a dateline, day first."""
    numbers = [count([t]) for t in w.all("NUM")]
    day, month = numbers[0], numbers[1]
    if s.anchor is None or day is None or month is None:
        return None, "unanchored"
    if month > 12:
        day, month = month, day
    found = calendars.day(s.anchor.year - (month > s.anchor.month), int(month), int(day))
    return (found.isoformat() if found else None), "published"


def day_before(w: Words, s: State) -> Answer:
    """The 26 of «26 و28 مارس»: its month and year are those of the date that follows."""
    joins = [i for i, t in enumerate(w.tokens) if t.kind in ("AND", "DASH", "TO", "COMMA")]
    number = count(w.tokens[: joins[0]])
    month = next((i for i, t in enumerate(w.tokens) if t.kind in (*MONTHS, "THE_UNIT")), len(w.tokens))
    last = Words(w.tokens[max(i for i in joins if i < month) + 1 :])
    later, basis = dated(last, s) if last.has(*MONTHS) else day_of_month(last, s)
    day = calendars.parse(later)
    if day is None or number is None:
        return None, basis
    found = calendars.day(day.year, day.month, int(number))
    return (found.isoformat() if found else None), basis


def month_before(w: Words, s: State) -> Answer:
    """The يوليو of «بين يوليو وديسمبر 2015»: its year is that of the month that follows, or the one before
    («من أكتوبر إلى مارس 2016»)."""
    months = [i for i, t in enumerate(w.tokens) if t.kind in MONTHS]
    first = w.tokens[months[0]].value
    last = Words(w.tokens[months[-1] :])
    later, basis = month(last, s)
    if not isinstance(first, tuple) or first[0] == "hijri" or later is None or len(later) != 7:
        return None, basis
    earlier = w.has("TO", "DASH") and first[1] > int(later[5:])
    return f"{int(later[:4]) - earlier:04d}-{first[1]:02d}", basis


def day_of_month(w: Words, s: State) -> Answer:
    number = _day_number(w)
    if s.anchor is None or number is None:
        return None, "unanchored"
    if w.has("SAME", "ITSELF", "THAT"):
        named = s.last_month or s.last_day or s.anchor
        return with_time(calendars.day(named.year, named.month, number), w), "text"
    year, month = calendars.plus_months(s.anchor, w.step)
    return with_time(calendars.day(year, month, number), w), "published"


_FIGURES = re.compile(r"(?<![\d/.-])(\d{1,2})[/-](\d{1,2})[/-]\d{4}(?!\d)")


def month_first(text: str, ranges: Iterable[tuple[int, int]]) -> bool:
    """Whether ranges of a text write the month before the day: some date can be read only so, none only otherwise."""
    pairs = [(int(a), int(b)) for start, end in ranges for a, b in _FIGURES.findall(text, start, end)]
    return any(a <= 12 < b <= 31 for a, b in pairs) and not any(b <= 12 < a <= 31 for a, b in pairs)


def numeric(w: Words, s: State) -> Answer:
    """«15/7/2018», «2018-07-15», «12/31/2018»: day first, unless that is no day or the text writes the month first."""
    token = w.first("DATE")
    assert token is not None
    sep = next(c for c in token.word if c in "/.-")
    a, b, c = (int(x) for x in token.word.split(sep))
    if sep == "." and c < 1000 and a < 1000:
        return None, "unread"  # «الإصدار 2.18.61»
    if a > 31:
        year, month, number = a, b, c
    else:
        year, month, number = c, b, a
        if month > 12 or (s.month_first and number <= 12):
            month, number = number, month
    if year < 100:
        year += 2000 if year < 70 else 1900
    if w.has("AH") or (1300 < year < 1500):
        return with_time(calendars.hijri_day(year, month, number), w), "hijri"
    return with_time(calendars.day(year, month, number), w), "written"


def numeric_day(w: Words, s: State) -> Answer:
    """«يوم 15/7»: day first, in the year that is nearest."""
    day, month = (int(t.word) if t.word.isdigit() else 0 for t in w.all("NUM")[:2])
    if s.anchor is None:
        return None, "unanchored"
    if month > 12:
        day, month = month, day
    found = [d for step in (-1, 0, 1) if (d := calendars.day(s.anchor.year + step, month, day))]
    anchor = s.anchor
    nearest = min(found, key=lambda d: abs((d - anchor).days), default=None)
    return with_time(nearest, w), "nearest"


def week_of_month(w: Words, s: State) -> Answer:
    """«الأسبوع الأول من مايو» has no day of its own: the month."""
    return month(w, s)


def _month_of(w: Words) -> tuple[str, int] | None:
    """Calendar and number of the month; None where two names beside each other are two months."""
    values = [t.value for t in w.all(*MONTHS)]
    first = values[0]
    assert isinstance(first, tuple)
    return first


def _day_number(w: Words) -> int | None:
    """The number straight before the month, so that the hour of «الساعة الثالثة عصر الخميس 29 فبراير» is none."""
    stop = next(
        (i for i, t in enumerate(w.tokens) if t.kind in (*MONTHS, "MWORD", "CURRENT", "THE_UNIT")), len(w.tokens)
    )
    while stop and w.tokens[stop - 1].kind not in NUMBERS:
        stop -= 1
    start = stop
    while start and w.tokens[start - 1].kind in (*NUMBERS, "AND"):
        start -= 1
    n = count(w.tokens[start:stop] or w.all("NUM")[:1])  # «june 6» has it after the month
    return int(n) if n is not None and n == int(n) else None


def _year_of(w: Words, s: State, month: int, day: int | None) -> tuple[int | None, str]:
    """The year of a Gregorian month or day: written, said by «الماضي» and the like, or the nearest sensible one."""
    written = w.number("YEAR")
    if written is not None:
        return written, "written"
    named = _named().get((s.before, month, day))
    if named is not None and (s.anchor is None or named <= s.anchor.year):
        return named, "named"
    if w.has("SAME", "ITSELF", "THAT") and s.last_year is not None:
        return s.last_year, "text"
    if s.anchor is None:
        return None, "unanchored"
    year = s.anchor.year
    turn = w.turn
    here = (s.anchor.month, s.anchor.day)
    there = (month, day if day is not None else s.anchor.day)
    if w.has("THE_YEAR"):
        return year + w.step, "published"
    if turn == "CURRENT":
        return year, "published"
    if turn in ("LAST", "PRIOR"):
        earlier = month < s.anchor.month or (month == s.anchor.month and day is not None and there < here)
        return (year if earlier else year - 1), "last"
    if turn in ("NEXT", "FOLLOWING"):
        later = month > s.anchor.month or (month == s.anchor.month and day is not None and there > here)
        return (year if later else year + 1), "next"
    if s.beside is not None:
        # «من 14 يونيو إلى 15 يوليو»: the second date follows the first
        return s.beside.year + (month < s.beside.month), "beside"
    past = s.direction in ("past", "none", "done")
    if past and day is not None and s.sentence_year is not None and year - s.sentence_year >= 2:
        return s.sentence_year, "sentence"
    if day is not None and there < here and month == s.anchor.month:
        return year, "nearest"
    ahead = (month - s.anchor.month) % 12
    reach = _REACH[s.direction] + (day is not None and s.direction == "past")
    if ahead <= reach:
        return year + (month < s.anchor.month), s.direction
    return year - (month > s.anchor.month), s.direction


@lru_cache(maxsize=1)
def _named() -> dict[tuple[str, int, int | None], int]:
    """Word before, month and day → the year of the event that they name («هجمات 11 سبتمبر»)."""
    return {
        (fold(word), int(row["month"]), int(row["day"]) if row["day"] else None): int(row["year"])
        for row in rows("time_named.tsv")
        for word in row["words"].split("|")
    }


def _hijri_year(w: Words, s: State, month: int) -> int | None:
    """The Hijri year of a month without one: as «الماضي» and the like say, else the present one or the next soon."""
    now = calendars.hijri_of(s.anchor) if s.anchor else None
    if now is None:
        return None
    year, here = now
    if w.turn == "NEXT":
        return year + (month <= here)
    if w.turn == "LAST":
        return year - (month >= here)
    if w.turn == "CURRENT":
        return year
    ahead = (month - here) % 12
    reach = 6 if s.direction in ("future", "ahead") else 2
    return year + (month < here) if ahead <= reach else year - (month > here)
