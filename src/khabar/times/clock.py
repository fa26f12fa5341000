"""Hours and parts of the day."""

from __future__ import annotations

from datetime import date

from khabar.times.numbers import count
from khabar.times.reading import Words


def part_of_day(w: Words) -> str:
    """``TMO``, ``TEV`` … as written after a day, or nothing."""
    token = w.first("PART")
    if token is None:
        return "TMO" if w.has("THE_UNITS") and w.has("ORD") else ""
    return "TAF" if token.value == "TNO" else str(token.value)


def with_time(day: date | None, w: Words, hour: bool = False) -> str | None:
    """The day with its hour (said by «الساعة», or known to be one: ``hour``) or its part of day."""
    if day is None:
        return None
    return day.isoformat() + ((oclock(w) if hour or w.has("OCLOCK") else None) or part_of_day(w))


def oclock(w: Words) -> str | None:
    """``T19:00`` of «الساعة السابعة مساء», «20:39»; None where the expression names no hour."""
    tokens = w.tokens
    starts = [i for i, t in enumerate(tokens) if t.kind == "OCLOCK"]
    rest = tokens[starts[0] + 1 :] if starts else tokens
    if not starts and not (tokens and tokens[0].kind in ("ORD", "CLOCK")):
        return None
    stop = next((i for i, t in enumerate(rest) if t.kind in ("PART", "OPEN", "OF", "GMT")), len(rest))
    said = rest[:stop]
    minutes = 0.0
    hours: float | None = None
    clock = next((t for t in said if t.kind == "CLOCK"), None)
    if clock is not None:
        h, m = clock.word.split(":")
        hours, minutes = int(h), int(m)
    elif said and said[0].kind == "NUM" and ("," in said[0].word or "." in said[0].word):
        h, m = said[0].word.replace(",", ".").split(".")[:2]
        hours, minutes = int(h[:3]), int(m[:3])
    elif said and said[0].word.isdigit() and len(said[0].word) == 4:
        hours, minutes = int(said[0].word[:2]), int(said[0].word[2:])
    else:
        hours = count(said)
        if any(t.kind == "HALF" for t in said):
            minutes = 30
        elif any(t.kind == "THE_QUARTER" for t in said):
            minutes = 15
    if hours is None or not hours <= 24 or minutes >= 60 or hours != int(hours):
        return None
    part = next((t.value for t in rest[stop:] if t.kind == "PART"), None)
    night = part == "TNI" and hours < 6
    if (part in ("TEV", "TAF", "TNI") and hours < 12 and not night) or (part == "TNO" and hours < 6):
        hours += 12
    return f"T{int(hours) % 24:02d}:{int(minutes):02d}"
