"""Weeks, years, seasons and other periods, and references to no date («حاليا»)."""

from __future__ import annotations

from khabar.times import calendars
from khabar.times.numbers import count
from khabar.times.reading import TURNS, Answer, State, Words, shifted
from khabar.times.words import Value


def turned(w: Words, s: State) -> Answer:
    unit = w.first("THE_YEAR", "THE_UNIT", "YWORD", "MWORD", "DAY", "UNIT")
    assert unit is not None
    turn = w.turn
    code = unit.value
    if code == "10Y":
        return "P10Y", "length"
    if w.has("YEAR"):
        return year(w, s)
    if w.has("THAT", "SAME", "ITSELF") or turn in ("PRIOR", "FOLLOWING"):
        return _beside_named(code, turn, s)
    return shifted(code, TURNS.get(turn or "CURRENT", 0), s.anchor), "published"


def _beside_named(code: Value, turn: str | None, s: State) -> Answer:
    """«العام نفسه», «الشهر التالي»: reckoned from what the text named last."""
    step = -1 if turn == "PRIOR" else 1 if turn == "FOLLOWING" else 0
    if code == "Y":
        year = s.last_year if s.last_year is not None else s.anchor.year if s.anchor else None
        return (f"{year + step:04d}" if year is not None else None), "text"
    return shifted(code, step, (s.last_month if code == "M" else None) or s.last_day or s.anchor), "text"


def weekend(w: Words, s: State) -> Answer:
    """The weekend of the week that is over, or of this week once Saturday has come or where the clause looks ahead."""
    if s.anchor is None:
        return None, "unanchored"
    turn = w.turn
    if turn == "NEXT":
        return shifted("W", 1 if s.anchor.isoweekday() >= 6 else 0, s.anchor), "published"
    ended = s.anchor.isoweekday() < 6 and (turn == "LAST" or s.direction not in ("future", "ahead"))
    return shifted("W", -1 if ended else 0, s.anchor), "published"


def year(w: Words, s: State) -> Answer:
    year = w.number("YEAR")
    assert year is not None
    if w.has("AH") or 1300 < year < 1500:
        first, last = calendars.hijri_month(year, 1), calendars.hijri_month(year, 12)
        return (f"{first[0]}/{last[1]}" if first and last else None), "hijri"
    return f"{year:04d}", "written"


def decade(w: Words, s: State) -> Answer:
    return str(w.number("DECADE")), "written"


def season(w: Words, s: State) -> Answer:
    token = w.first("SEASON")
    assert token is not None
    year = w.number("YEAR")
    if year is not None:
        return f"{year}-{token.value}", "written"
    if s.anchor is None:
        return None, "unanchored"
    turn = w.turn
    begins = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[str(token.value)]
    year = s.anchor.year
    if turn == "LAST" and begins + 2 >= s.anchor.month:
        year -= 1
    if turn == "NEXT" and begins <= s.anchor.month:
        year += 1
    return f"{year}-{token.value}", "published"


def quarter(w: Words, s: State) -> Answer:
    number = 4 if w.has("LATTER") else w.number("ORD")
    year = w.number("YEAR")
    if year is None and s.anchor is not None:
        turn = w.turn
        year = s.anchor.year + TURNS.get(turn or "CURRENT", 0)
    if year is None or number is None or number > 4:
        return None, "unanchored"
    return f"{year}-Q{number}", "published"


def century(w: Words, s: State) -> Answer:
    n = count(w.all("ORD", "THE_NUM", "TEEN"))
    return (f"{int(n) - 1:02d}" if n and n < 30 else None), "written"


def that_time(w: Words, s: State) -> Answer:
    return s.named, "text"


def reference(w: Words, s: State) -> Answer:
    token = w.first("REF", "EARLIER", "LATER")
    assert token is not None
    return str(token.value), "reference"
