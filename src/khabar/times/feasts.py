"""Feasts and other days with a name of their own: «عيد الفطر», «ليلة رأس السنة», «ثالث أيام عيد الأضحى»."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from khabar.times import calendars
from khabar.times.reading import Answer, State, Words


def feast(w: Words, s: State) -> Answer:
    """The feast's day in the year that is written or said, else the one that the clause looks to."""
    token = w.first("FEAST")
    assert token is not None and isinstance(token.value, tuple)
    calendar, month_day = token.value
    nth = w.number("NTH", "ORD") or 1
    days = list(_days(calendar, month_day // 100, month_day % 100, w.number("YEAR"), s.anchor))
    if not days:
        return None, "unanchored"
    found = _chosen(days, w, s)
    eve = w.has("EVE") or (w.has("PART") and w.first("PART") is w.tokens[0] and w.number("YEAR") is None)
    day = calendars.plus_days(found, nth - 1 - eve) if found else None
    if day is None:
        return None, "unanchored"
    return day.isoformat() + (str(w.tokens[0].value) if w.tokens[0].kind == "PART" else ""), "feast"


def _days(calendar: str, month: int, number: int, year: int | None, anchor: date | None) -> Iterator[date]:
    """The day of the feast in the written year, else in the years round the anchor."""
    if calendar == "gregorian":
        years = [year] if year else [anchor.year + step for step in (-2, -1, 0, 1, 2)] if anchor else []
        yield from (d for y in years if (d := calendars.day(y, month, number)))
        return
    if year and year > 1500:
        held = calendars.hijri_year_in(year, month)
        years = [held] if held else []
    else:
        now = calendars.hijri_of(anchor) if anchor else None
        years = [year] if year else [now[0] + step for step in (-2, -1, 0, 1, 2)] if now else []
    yield from (d for y in years if (d := calendars.hijri_day(y, month, number)))


def _chosen(days: list[date], w: Words, s: State) -> date | None:
    if w.has("YEAR") or s.anchor is None:
        return days[0]
    anchor = s.anchor
    before, after = [d for d in days if d < anchor], [d for d in days if d > anchor]
    if w.has("THE_YEAR"):
        return next((d for d in days if d.year == anchor.year + w.step), None)
    if w.turn == "LAST":
        return max(before, default=None)
    if w.turn == "NEXT" or s.direction == "future":
        return min(after if w.turn == "NEXT" else [d for d in days if d >= anchor], default=None)
    return min(days, key=lambda d: abs((d - anchor).days))
