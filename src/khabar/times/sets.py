"""What comes again and again (TIMEX3 SET): «كل يوم», «أسبوعيا», «يوم الجمعة من كل أسبوع»."""

from __future__ import annotations

from khabar.times.lengths import UNIT_KINDS, iso, pieces_of
from khabar.times.numbers import count
from khabar.times.reading import Answer, State, Words
from khabar.times.words import MONTHS


def every(w: Words, s: State) -> Answer:
    """How often: ``P1D`` of «كل يوم», ``P2M`` of «مرة كل شهرين»; None where two numbers are given («سبعة أو تسعة»)."""
    if w.has("OR"):
        return None, "every"
    if w.has("TODAY"):
        return "P1D", "every"
    at = next((i for i, t in enumerate(w.tokens) if t.kind in ("EVERY", "IN", "AFTER")), 0)
    return iso(pieces_of([t for t in w.tokens[at + 1 :] if t.kind in UNIT_KINDS or count([t]) is not None])), "every"


def every_part(w: Words, s: State) -> Answer:
    season = w.first("SEASON")
    if season is not None:
        return f"XXXX-{season.value}", "every"
    part = w.first("PART")
    assert part is not None
    return f"XXXX-XX-XX{'TAF' if part.value == 'TNO' else part.value}", "every"


def every_weekday(w: Words, s: State) -> Answer:
    """``XXXX-WXX-5``: every Friday. Of «أيام الجمعة والسبت» the first."""
    number = w.number("WEEKDAY", "BAREDAY")
    if number is None:
        number = 1 if w.number("WORDNUM") == 2 else None  # «كل يوم اثنين»: Monday is called the second
    return (f"XXXX-WXX-{number}" if number is not None else None), "every"


def every_year(w: Words, s: State) -> Answer:
    """``XXXX-03-30`` of «30 مارس من كل عام»; a Hijri month has no place in the Gregorian year."""
    month = w.first(*MONTHS)
    assert month is not None
    at = w.tokens.index(month)
    if not isinstance(month.value, tuple) or month.value[0] == "hijri":
        return None, "every"
    day = count([t for t in w.tokens[:at] if t.kind != "MWORD"])
    return f"XXXX-{month.value[1]:02d}" + (f"-{int(day):02d}" if day else ""), "every"


def every_month(w: Words, s: State) -> Answer:
    at = next(i for i, t in enumerate(w.tokens) if t.kind == "OF")
    day = count(w.tokens[:at])
    return (f"XXXX-XX-{int(day):02d}" if day and 1 <= day <= 31 else None), "every"


def adverb(w: Words, s: State) -> Answer:
    token = w.first("SETADV")
    assert token is not None
    return str(token.value), "every"
