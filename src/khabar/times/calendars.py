"""Calendars: the names of months, weekdays and units, and the arithmetic of days, weeks and months.

Knows nothing of texts: names come from the tables, values are ISO 8601 strings.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from hijridate import Gregorian, Hijri

#: Years that a Gregorian date of the news may bear; what lies outside is no year.
EARLIEST, LATEST = 1000, 2199


def day(year: int, month: int, number: int) -> date | None:
    """The day, or None if the calendar has none such."""
    if not (EARLIEST <= year <= LATEST and 1 <= month <= 12 and 1 <= number <= monthrange(year, month)[1]):
        return None
    return date(year, month, number)


def parse(iso: str | None) -> date | None:
    """The ISO day, or None if it is missing, no day, or of no year that news bears."""
    try:
        found = date.fromisoformat(iso[:10]) if iso else None
    except ValueError:
        return None
    return found if found is not None and EARLIEST + 500 <= found.year <= LATEST - 50 else None


def plus_days(start: date, n: int) -> date | None:
    try:
        return start + timedelta(days=n)
    except OverflowError:
        return None


def plus_months(start: date, n: int) -> tuple[int, int]:
    """Year and month, ``n`` months from the day's own."""
    months = start.year * 12 + start.month - 1 + n
    return months // 12, months % 12 + 1


def week(of: date) -> str:
    """The ISO week of a day: ``2018-W15``."""
    year, number, _ = of.isocalendar()
    return f"{year:04d}-W{number:02d}"


def weekday_from(anchor: date, number: int, direction: str) -> date | None:
    """The day with ISO weekday ``number``: ``past`` the last up to the anchor (itself counts), ``future`` the next
    from it on (itself counts), ``before`` and ``after`` the same without the anchor itself, ``near`` the nearer."""
    back = (anchor.isoweekday() - number) % 7
    forward = (number - anchor.isoweekday()) % 7
    if direction == "near":
        direction = "past" if back <= 3 else "future"
    step = {"past": -back, "before": -(back or 7), "future": forward, "after": forward or 7}[direction]
    return plus_days(anchor, step)


def hijri_day(year: int, month: int, number: int) -> date | None:
    """The Gregorian day of a Hijri date (Umm al-Qura), None outside the table's years (1343 to 1500)."""
    try:
        g = Hijri(year, month, number).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(g.year, g.month, g.day)


def hijri_month(year: int, month: int) -> tuple[date, date] | None:
    """First and last Gregorian day of a Hijri month."""
    first = hijri_day(year, month, 1)
    if first is None:
        return None
    return first, first + timedelta(days=Hijri(year, month, 1).month_length() - 1)


def hijri_of(anchor: date) -> tuple[int, int] | None:
    """Hijri year and month of a Gregorian day."""
    try:
        h = Gregorian(anchor.year, anchor.month, anchor.day).to_hijri()
    except (ValueError, OverflowError):
        return None
    return h.year, h.month


def hijri_year_in(gregorian: int, month: int) -> int | None:
    """The Hijri year whose ``month`` begins in a Gregorian year («رمضان 2013»)."""
    start = hijri_of(date(gregorian, 1, 1)) if EARLIEST <= gregorian <= LATEST else None
    if start is None:
        return None
    for year in (start[0], start[0] + 1):
        first = hijri_day(year, month, 1)
        if first is not None and first.year == gregorian:
            return year
    return None


def hijri_span(year: int) -> tuple[date, date] | None:
    """First and last Gregorian day of a Hijri year of the tables."""
    first, last = hijri_month(year, 1), hijri_month(year, 12)
    return (first[0], last[1]) if first and last else None


def around_hijri(year: int) -> tuple[int, int]:
    """The two Gregorian years that a Hijri year of any age touches, by the mean length of both (32 years to 33)."""
    days = 227015 + (year - 1) * 354.36667  # 1 Muharram 1 is the 227,015th day of the Christian era
    return int(days / 365.2425) + 1, int((days + 354) / 365.2425) + 1
