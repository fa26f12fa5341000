"""Hours and parts of the day, and the clocks that they are told by."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from khabar.times.numbers import count
from khabar.times.reading import Words
from khabar.times.words import Token

_DAY = 24 * 60


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
    """``T19:00`` of «الساعة السابعة مساء», ``T13:50Z`` by Greenwich, ``T19:00+02:00`` where the text gives both hours
    or names a clock that is never changed; None where the expression names no hour."""
    starts = [i for i, t in enumerate(w.tokens) if t.kind == "OCLOCK"]
    rest = w.tokens[starts[0] + 1 :] if starts else w.tokens
    if not starts and not (rest and rest[0].kind in ("ORD", "THE_NUM", "CLOCK", "NUM", "YEAR")):
        return None
    stop = next((i for i, t in enumerate(rest) if t.kind in ("PART", "OPEN", "OF", "ZONE", "COMMA")), len(rest))
    minutes = _minutes(rest[:stop])
    if minutes is None:
        return None
    part = next((t.value for t in rest[stop:] if t.kind == "PART"), None)
    hours = minutes // 60
    night = part == "TNI" and hours < 6
    if (part in ("TEV", "TAF", "TNI") and hours < 12 and not night) or (part == "TNO" and hours < 6):
        minutes += 12 * 60
    return f"T{minutes // 60 % 24:02d}:{minutes % 60:02d}{_zone(minutes, rest[stop:])}"


def _minutes(said: Sequence[Token]) -> int | None:
    """Minutes after midnight of an hour as figures or words say it; None where they are no hour."""
    if not said:
        return None
    first, minutes = said[0], 0
    hours: float | None
    if first.kind == "CLOCK":
        hours, minutes = (int(x) for x in first.word.split(":")[:2])
    elif first.kind == "NUM" and ("," in first.word or "." in first.word or "٫" in first.word):
        h, m = first.word.replace(",", ".").replace("٫", ".").split(".")[:2]
        hours, minutes = int(h[:3]), int(m[:3])
    elif first.word.isdigit() and len(first.word) == 4:
        hours, minutes = int(first.word[:2]), int(first.word[2:])
    else:
        turn = next((i for i, t in enumerate(said) if t.kind in ("AND", "LESS") and i + 1 < len(said)), len(said))
        hours = count(said[:turn])
        if turn < len(said):
            past = _fraction(said[turn + 1 :])
            minutes = -past if said[turn].kind == "LESS" else past
    if hours is None or not hours <= 24 or not -60 < minutes < 60 or hours != int(hours):
        return None
    return (int(hours) * 60 + minutes) % _DAY


def _fraction(said: Sequence[Token]) -> int:
    """Minutes of «النصف», «ربعا», «ثلاثين دقيقة», «دقيقتين»."""
    first = said[0]
    if first.kind == "HALF":
        return 30
    if first.kind == "THE_QUARTER":
        return 15
    if first.kind == "QUARTER":
        return 20 if first.value == 33 else 15
    if first.kind == "DUAL":
        return 2
    return int(count(said) or 0)


def _zone(minutes: int, rest: Sequence[Token]) -> str:
    """How far the clock is ahead of Greenwich, as ISO 8601 writes it; nothing where the words do not settle it."""
    zone = next((t for t in rest if t.kind == "ZONE"), None)
    if zone is None:
        return ""
    at = rest.index(zone)
    other = _minutes([t for t in rest[max(0, at - 1) : at] if t.kind in ("CLOCK", "NUM", "YEAR", "ORD")])
    if zone.value == 0 and other is not None:
        ahead = (minutes - other + 14 * 60) % _DAY - 14 * 60  # local hour first, Greenwich in parentheses
    elif isinstance(zone.value, int):
        ahead = zone.value
    else:
        later = next((t for t in rest[at + 1 :] if t.kind == "ZONE" and t.value == 0), None)
        return _zone(minutes, rest[at + 1 :]) if later else ""
    if ahead == 0:
        return "Z"
    return f"{'+' if ahead > 0 else '-'}{abs(ahead) // 60:02d}:{abs(ahead) % 60:02d}"
