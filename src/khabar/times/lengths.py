"""Lengths of time, and points that a length leads to: «20 عاما», «قبل عشر سنوات», «السنوات الثلاث الماضية»."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from khabar.times.numbers import NUMBERS, count
from khabar.times.reading import Answer, State, Words, shifted
from khabar.times.words import Token

_MONTHS = {"Y": 12, "10Y": 120, "100Y": 1200, "M": 1}


_MINUTES = {"W": 7 * 24 * 60, "D": 24 * 60, "TH": 60, "TM": 1, "TS": 1 / 60}


UNIT_KINDS = ("YWORD", "MWORD", "DAY", "UNIT", "UNITS", "DUAL", "THE_YEAR", "THE_UNIT", "THE_UNITS", "THE_DUAL")


def length(w: Words, s: State) -> Answer:
    tokens = list(w.tokens)
    if any(
        t.kind == "OR" or (t.kind == "TENS" and then.kind == "THE_UNITS") for t, then in pairwise([*tokens, tokens[-1]])
    ):
        units = [t for t in tokens if t.kind in UNIT_KINDS]
        return vague(str(units[0].value)), "vague"
    return iso(pieces_of(tokens)), "length"


def ago(w: Words, s: State) -> Answer:
    """«قبل عشر سنوات» is a point, «منذ عشر سنوات» the length of what still lasts, «بعد شهر من …» a length too."""
    value, _ = length(w, s)
    if value and "X" in value:
        return (value if s.anchor or w.has("SINCE") else None), "length"
    pieces = pieces_of(w.tokens)
    way = w.first("BEFORE", "AFTER", "SINCE", "AGO")
    if way is None or (way.kind == "SINCE" and s.direction != "done") or len(pieces) != 1 or s.anchor is None:
        return (value if s.anchor or (way is not None and way.kind == "SINCE") else None), "length"
    n, unit = pieces[0]
    if (
        n is None
        or n != int(n)
        or unit[0] == "T"
        or w.has("OR")
        or (way.kind == "AFTER" and not _announced(s, n, unit))
    ):
        return value, "length"
    step = int(n) * (1 if way.kind == "AFTER" else -1)
    if abs(step) > 1000:
        return value, "length"  # «قبل 350 ألف سنة»: no calendar goes back so far
    if unit in ("10Y", "100Y"):
        return f"{s.anchor.year + step * int(unit[:-1]):04d}", "published"
    return shifted(unit, step, s.anchor), "published"


def length_turned(w: Words, s: State) -> Answer:
    value, _ = length(w, s)
    if value and "X" in value:
        return ("FUTURE_REF" if w.has("NEXT", "FOLLOWING") else "PAST_REF"), "reference"
    return value, "length"


def units_turned(w: Words, s: State) -> Answer:
    unit = w.first("THE_UNITS", "THE_DUAL", *UNIT_KINDS)
    assert unit is not None
    if w.has("OR"):
        return vague(str(unit.value)), "vague"
    if w.has("HALF"):
        return iso(pieces_of(w.tokens)), "length"
    n: float | None = 2 if unit.kind == "THE_DUAL" else count(w.all("NUM", "THE_NUM", "YEAR", "TEEN", "WORDNUM"))
    if n is None:
        return (
            "FUTURE_REF" if w.has("NEXT", "FOLLOWING") else "PRESENT_REF" if w.has("CURRENT") else "PAST_REF"
        ), "reference"
    return iso([(n, str(unit.value))]), "length"


def units_first(w: Words, s: State) -> Answer:
    unit = w.first("THE_UNITS")
    assert unit is not None
    n = count(w.all("ORD"))
    return vague(str(unit.value)) if n == 1 else None, "vague"


def count_before(w: Words, s: State) -> Answer:
    """The 17 of «17 و18 عاما», the 5 of «بين 5 و7 سنوات»: its unit is that of the number that follows."""
    unit = w.tokens[-1]
    n = count(w.tokens[:1])
    return (iso([(n, str(unit.value))]) if n is not None else None), "length"


def age(w: Words, s: State) -> Answer:
    n = count(w.tokens)
    unit = w.first("YWORD", "MWORD", "DAY", "UNIT", "UNITS")
    return iso([(n, str(unit.value) if unit else "Y")]) if n is not None else None, "age"


def nth_day(w: Words, s: State) -> Answer:
    n = count(w.all("ORD", "TEEN", "THE_NUM"))
    return (f"P{int(n)}D" if n else None), "length"


def pieces_of(tokens: Sequence[Token]) -> list[tuple[float | None, str]]:
    """Number and unit of each piece: «سنتين وشهر» is (2, Y) and (1, M); None for an unsaid number («سنوات»)."""
    out: list[tuple[float | None, str]] = []
    numbers: list[Token] = []
    fraction = 0.0
    previous: Token | None = None
    for t in tokens:
        if t.kind in NUMBERS:
            if previous is not None and previous.kind in UNIT_KINDS and t.kind == "WORDNUM":
                previous = t  # «شهر واحد»
                continue
            numbers.append(t)
        elif t.kind in ("HALF", "QUARTER"):
            fraction = t.value / 100 if isinstance(t.value, int) else 0.5
            if previous is not None and previous.kind == "AND" and out:
                n, unit = out[-1]
                out[-1] = ((n or 0) + fraction, unit)
                fraction = -1
        elif t.kind in UNIT_KINDS:
            if fraction < 0:  # «سبع سنوات ونصف السنة»: the unit once more
                fraction = 0.0
            else:
                n = count(numbers)
                if t.kind in ("DUAL", "THE_DUAL"):
                    n = 2
                elif fraction:
                    n = fraction
                elif n is None:
                    n = None if t.kind in ("UNITS", "THE_UNITS") else 1
                out.append((n, str(t.value)))
                numbers, fraction = [], 0.0
        previous = t
    return out


def iso(pieces: Sequence[tuple[float | None, str]]) -> str | None:
    """The ISO 8601 length of the pieces: one unit where it goes evenly, else the smaller unit (``P90M``)."""
    if not pieces:
        return None
    if any(n is None for n, _ in pieces):
        return vague(pieces[0][1])
    known = [(n, u) for n, u in pieces if n is not None]
    if len(known) == 1 and known[0][0] == int(known[0][0]):
        n, unit = known[0]
        if unit in ("10Y", "100Y"):
            return f"P{int(n) * int(unit[:-1])}Y"
        return f"PT{int(n)}{unit[1]}" if unit[0] == "T" else f"P{int(n)}{unit}"
    if all(u in _MONTHS for _, u in known):
        months = sum(n * _MONTHS[u] for n, u in known)
        if all(u in ("10Y", "100Y") for _, u in known) or (len(known) > 1 and all(u == "Y" for _, u in known)):
            return f"P{int(months // 12)}Y"
        if known[0][1] == "100Y" and months % 12 == 0:
            return f"P{int(months // 12)}Y"
        return f"P{int(months)}M" if months == int(months) else f"P{round(months)}M"
    if all(u in _MINUTES for _, u in known) and any(u == "TS" for _, u in known):
        seconds = sum(n * _MINUTES[u] * 60 for n, u in known)
        return "PT" + f"{seconds:.3f}".rstrip("0").rstrip(".") + "S"
    if all(u in _MINUTES for _, u in known):
        minutes = sum(n * _MINUTES[u] for n, u in known)
        if minutes % 1440 == 0 and not any(u[0] == "T" for _, u in known) and known[0][0] >= 1:
            return f"P{int(minutes // 1440)}D"
        if minutes % 60 == 0:
            return f"PT{int(minutes // 60)}H"
        return f"PT{round(minutes)}M"
    months = sum(n * _MONTHS[u] for n, u in known if u in _MONTHS)
    days = sum(n * _MINUTES[u] for n, u in known if u in ("W", "D")) / 1440
    return f"P{int(months)}M{int(days)}D" if months and days else None


def vague(unit: str) -> str:
    if unit in ("10Y", "100Y"):
        return "PXY"
    return f"PTX{unit[1]}" if unit[0] == "T" else f"PX{unit}"


def _announced(s: State, n: float, unit: str) -> bool:
    """Whether «بعد» counts from today: the clause looks ahead, and what an imperfect alone announces is near."""
    return s.direction == "future" or (s.direction == "ahead" and (unit in ("D", "W", "M") or (unit == "Y" and n <= 2)))
