"""From the words of an expression to its TIMEX3 value, given the day on which the text was published.

Absolute expressions and lengths need no anchor; relative ones have no value (None) without it. Every function takes
the expression's words and the state of the reading and returns value and basis: what the value was reckoned from.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from khabar.times import calendars
from khabar.times.numbers import NUMBERS, count
from khabar.times.words import Token, Value

Answer = tuple[str | None, str]


class Words:
    """The tokens of one expression, asked by class."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens

    def all(self, *kinds: str) -> list[Token]:
        return [t for t in self.tokens if t.kind in kinds]

    def first(self, *kinds: str) -> Token | None:
        return next((t for t in self.tokens if t.kind in kinds), None)

    def number(self, *kinds: str) -> int | None:
        token = self.first(*kinds)
        return token.value if token is not None and isinstance(token.value, int) else None

    def has(self, *kinds: str) -> bool:
        return self.first(*kinds) is not None


class State:
    """What the reading of one text knows: its anchor, which way the clause looks, and what was named before.

    ``direction`` is what :func:`khabar.times.tense.direction` found. ``named`` is the last value named in the
    paragraph, ``sentence_year`` the last year in the sentence, ``beside`` the date that stands straight before.
    """

    def __init__(self, anchor: date | None) -> None:
        self.anchor = anchor
        self.direction = "none"
        self.last_day: date | None = None
        self.last_year: int | None = None
        self.last_month: date | None = None
        self.named: str | None = None
        self.sentence_year: int | None = None
        self.beside: date | None = None

    def note(self, value: str | None) -> None:
        """Remember what was named, for «اليوم التالي», «العام نفسه», «ذلك الحين»."""
        if value is None or len(value) < 4 or not value[:4].isdigit():
            return
        self.named = value.split("T")[0]
        self.last_year = self.sentence_year = int(value[:4])
        if len(value) >= 10:
            self.last_day = self.beside = calendars.parse(value)
        elif len(value) == 7 and value[5:].isdigit():
            self.last_month = calendars.day(int(value[:4]), int(value[5:]), 1)

    def new_line(self) -> None:
        """Forget what ends with a paragraph."""
        self.named = None
        self.sentence_year = self.beside = None

    def pass_over(self, tokens: Sequence[Token]) -> None:
        """Forget what ends in the words since the last expression: its sentence, its neighbourhood."""
        ended = any(t.kind == "STOP" for t in tokens)
        if ended:
            self.sentence_year = None
        if ended or len(tokens) > 2:
            self.beside = None


_TURNS = {"LAST": -1, "NEXT": 1, "CURRENT": 0}


def _turn(w: Words) -> str | None:
    """The word that places a period beside the present one (LAST, NEXT …), None where there is none."""
    token = w.first("LAST", "NEXT", "CURRENT", "PRIOR", "FOLLOWING")
    return token.kind if token else None


def _part(w: Words) -> str:
    """``TMO``, ``TEV`` … as written after a day, or nothing."""
    token = w.first("PART")
    if token is None:
        return "TMO" if w.has("THE_UNITS") and w.has("ORD") else ""
    return "TAF" if token.value == "TNO" else str(token.value)


def _with_time(day: date | None, w: Words, hour: bool = False) -> str | None:
    """The day with its hour (said by «الساعة», or known to be one: ``hour``) or its part of day."""
    if day is None:
        return None
    return day.isoformat() + ((_hour(w) if hour or w.has("OCLOCK") else None) or _part(w))


def _hour(w: Words) -> str | None:
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


# ---------------------------------------------------------------- days


def _weekday(w: Words, s: State) -> Answer:
    if s.anchor is None:
        return None, "unanchored"
    number = w.number("WEEKDAY")
    assert number is not None
    turn = _turn(w)
    # the day named settles what «اليوم» or «غدا» is where page and text were written on two days
    if w.has("TODAY", "YESTERDAY"):
        direction = "past"
    elif w.has("TOMORROW"):
        direction = "future"
    elif turn in ("LAST", "PRIOR"):
        direction = "before"
    elif turn in ("NEXT", "FOLLOWING"):
        direction = "after"
    else:
        direction = _side(s.anchor, number, s.direction)
    return _with_time(calendars.weekday_from(s.anchor, number, direction), w), direction


def _side(anchor: date, weekday: int, said: str) -> str:
    """Whether a bare weekday is the last or the next: as the clause says; else a day that is six days back
    is tomorrow, for the news of it would be old."""
    if said in ("future", "near"):
        return said
    if said == "since":
        return "past"
    back = (anchor.isoweekday() - weekday) % 7
    return "future" if back == 6 else "past"


def _today(w: Words, s: State) -> Answer:
    if s.anchor is None:
        return None, "unanchored"
    step = 0
    if w.has("YESTERDAY"):
        step = -2 if w.has("ORD") and not w.has("OCLOCK") else -1
    elif w.has("TOMORROW"):
        step = 2 if w.has("AFTER") else 1
    return _with_time(calendars.plus_days(s.anchor, step), w), "published"


def _same_day(w: Words, s: State) -> Answer:
    if s.last_day is None:
        return None, "text"
    turn = _turn(w)
    step = {"FOLLOWING": 1, "NEXT": 1, "PRIOR": -1, "LAST": -1}.get(turn or "", 0)
    day = calendars.plus_days(s.last_day, step)
    return (day.isoformat() if day else None), "text"


def _part_alone(w: Words, s: State) -> Answer:
    return _with_time(s.anchor, w), "published"


def _part_turn(w: Words, s: State) -> Answer:
    day = calendars.plus_days(s.anchor, -1 if w.has("LAST") else 1) if s.anchor else None
    return _with_time(day, w), "published"


def _clock(w: Words, s: State) -> Answer:
    if s.anchor is None:
        return None, "unanchored"
    day: date | None = s.anchor
    if w.has("WEEKDAY"):
        number = w.number("WEEKDAY")
        assert number is not None
        day = calendars.weekday_from(s.anchor, number, _side(s.anchor, number, s.direction))
    elif w.has("TOMORROW"):
        day = calendars.plus_days(s.anchor, 1)
    elif w.has("YESTERDAY"):
        day = calendars.plus_days(s.anchor, -1)
    return _with_time(day, w, hour=True), "published"


def _month_of(w: Words) -> tuple[str, int] | None:
    """Calendar and number of the month; None where two names beside each other are two months."""
    values = [t.value for t in w.all("MONTH", "WEAK")]
    first = values[0]
    assert isinstance(first, tuple)
    return first


def _day_number(w: Words) -> int | None:
    upto = next(
        (i for i, t in enumerate(w.tokens) if t.kind in ("MONTH", "WEAK", "MWORD", "CURRENT", "THE_UNIT")),
        len(w.tokens),
    )
    start = next((i for i, t in enumerate(w.tokens) if t.kind in ("NUM", *NUMBERS)), len(w.tokens))
    n = count([t for t in w.tokens[start:upto]])
    if n is None and w.first("NUM"):
        n = count(w.all("NUM")[:1])
    return int(n) if n is not None and n == int(n) else None


def _year_of(w: Words, s: State, month: int, day: int | None) -> tuple[int | None, str]:
    """The year of a Gregorian month or day: written, said by «الماضي» and the like, or the nearest sensible one."""
    written = w.number("YEAR")
    if written is not None:
        return written, "written"
    if w.has("SAME", "ITSELF", "THAT") and s.last_year is not None:
        return s.last_year, "text"
    if s.anchor is None:
        return None, "unanchored"
    year = s.anchor.year
    turn = _turn(w)
    here = (s.anchor.month, s.anchor.day)
    there = (month, day if day is not None else s.anchor.day)
    if w.has("THE_YEAR"):
        return year + _TURNS.get(
            turn or "CURRENT", -1 if turn == "PRIOR" else 1 if turn == "FOLLOWING" else 0
        ), "published"
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
    reach = {"future": 9, "near": 4, "none": 4, "past": 1, "done": 1, "since": 0}[s.direction]
    if ahead <= reach:
        return year + (month < s.anchor.month), s.direction
    return year - (month > s.anchor.month), s.direction


def _date(w: Words, s: State) -> Answer:
    month = _month_of(w)
    number = _day_number(w)
    if month is None or number is None:
        return None, "unread"
    calendar, m = month
    if calendar == "hijri":
        year = w.number("YEAR") or _hijri_year(s, m)
        found = calendars.hijri_day(year, m, number) if year else None
        weekday = w.number("WEEKDAY")
        if found and weekday:
            # the month began where the moon was seen, at most a day beside the tables
            beside = (found, calendars.plus_days(found, 1), calendars.plus_days(found, -1))
            found = next((d for d in beside if d and d.isoweekday() == weekday), found)
        return _with_time(found, w), "hijri"
    y, basis = _year_of(w, s, m, number)
    if y is None:
        return _weekday(w, s) if w.has("WEEKDAY") and s.anchor else (None, basis)
    found = calendars.day(y, m, number)
    weekday = w.number("WEEKDAY")
    far = s.anchor is not None and found is not None and abs((found - s.anchor).days) > 60
    if weekday and found and far and found.isoweekday() != weekday and not w.has("YEAR"):
        # «الجمعة 17 يناير»: the calendar settles the year; near the anchor a writer's slip is likelier
        near = (calendars.day(y + step, m, number) for step in (-1, 1))
        fitting = next((d for d in near if d and d.isoweekday() == weekday), None)
        if fitting:
            found, basis = fitting, "calendar"
    return _with_time(found, w), basis


def _dateline(w: Words, s: State) -> Answer:
    """«15-7 (اف ب)»: the day of a dateline, day first."""
    numbers = [count([t]) for t in w.all("NUM")]
    day, month = numbers[0], numbers[1]
    if s.anchor is None or day is None or month is None:
        return None, "unanchored"
    if month > 12:
        day, month = month, day
    found = calendars.day(s.anchor.year - (month > s.anchor.month), int(month), int(day))
    return (found.isoformat() if found else None), "published"


def _day_before(w: Words, s: State) -> Answer:
    """The 26 of «26 و28 مارس»: its month and year are those of the date that follows."""
    at = next(i for i, t in enumerate(w.tokens) if t.kind in ("AND", "DASH", "TO"))
    number = count(w.tokens[:at])
    later, basis = _date(Words(w.tokens[at + 1 :]), s)
    day = calendars.parse(later)
    if day is None or number is None:
        return None, basis
    found = calendars.day(day.year, day.month, int(number))
    return (found.isoformat() if found else None), basis


def _hijri_year(s: State, month: int) -> int | None:
    now = calendars.hijri_of(s.anchor) if s.anchor else None
    if now is None:
        return None
    ahead = (month - now[1]) % 12
    return now[0] + (1 if month < now[1] else 0) if ahead <= 2 else now[0] - (1 if month > now[1] else 0)


def _month(w: Words, s: State) -> Answer:
    month = _month_of(w)
    if month is None:
        return None, "unread"
    calendar, m = month
    if calendar == "hijri":
        year = w.number("YEAR") or _hijri_year(s, m)
        days = calendars.hijri_month(year, m) if year else None
        return (f"{days[0]}/{days[1]}" if days else None), "hijri"
    y, basis = _year_of(w, s, m, None)
    return (f"{y:04d}-{m:02d}" if y is not None else None), basis


def _day_of_month(w: Words, s: State) -> Answer:
    number = _day_number(w)
    if s.anchor is None or number is None:
        return None, "unanchored"
    turn = _turn(w)
    if w.has("SAME", "ITSELF", "THAT"):
        named = s.last_month or s.last_day or s.anchor
        return _with_time(calendars.day(named.year, named.month, number), w), "text"
    year, month = calendars.plus_months(s.anchor, _TURNS.get(turn or "CURRENT", 0))
    return _with_time(calendars.day(year, month, number), w), "published"


def _numeric(w: Words, s: State) -> Answer:
    token = w.first("DATE")
    assert token is not None
    sep = next(c for c in token.word if not c.isdigit())
    a, b, c = (int(x) for x in token.word.split(sep))
    if a > 31:
        year, month, number = a, b, c
    else:
        year, month, number = c, b, a
        if month > 12:
            month, number = number, month
    if year < 100:
        year += 2000 if year < 70 else 1900
    if w.has("AH") or (1300 < year < 1500):
        return _with_time(calendars.hijri_day(year, month, number), w), "hijri"
    return _with_time(calendars.day(year, month, number), w), "written"


# ---------------------------------------------------------------- periods


def _turned(w: Words, s: State) -> Answer:
    unit = w.first("THE_YEAR", "THE_UNIT", "YWORD", "MWORD", "DAY", "UNIT")
    assert unit is not None
    turn = _turn(w)
    code = unit.value
    if code == "10Y":
        return "P10Y", "length"
    if w.has("YEAR"):
        return _year(w, s)
    if w.has("THAT", "SAME", "ITSELF") or turn in ("PRIOR", "FOLLOWING"):
        return _beside_named(code, turn, s)
    return _shifted(code, _TURNS.get(turn or "CURRENT", 0), s.anchor), "published"


def _beside_named(code: Value, turn: str | None, s: State) -> Answer:
    """«العام نفسه», «الشهر التالي»: reckoned from what the text named last."""
    step = -1 if turn == "PRIOR" else 1 if turn == "FOLLOWING" else 0
    if code == "Y":
        year = s.last_year if s.last_year is not None else s.anchor.year if s.anchor else None
        return (f"{year + step:04d}" if year is not None else None), "text"
    return _shifted(code, step, (s.last_month if code == "M" else None) or s.last_day or s.anchor), "text"


def _shifted(code: Value, step: int, anchor: date | None) -> str | None:
    """The year, month, week or day ``step`` units from the anchor's own."""
    if anchor is None:
        return None
    if code == "Y":
        return f"{anchor.year + step:04d}"
    if code == "M":
        year, month = calendars.plus_months(anchor, step)
        return f"{year:04d}-{month:02d}"
    if code == "W":
        day = calendars.plus_days(anchor, 7 * step)
        return calendars.week(day) if day else None
    if code == "D":
        day = calendars.plus_days(anchor, step)
        return day.isoformat() if day else None
    if code == "10Y":
        return f"{(anchor.year + 10 * step) // 10:03d}"
    if code == "100Y":
        return f"{anchor.year // 100 + step:02d}"
    return None


def _weekend(w: Words, s: State) -> Answer:
    """The weekend of the week that is over, or of this week once Saturday has come or where the clause looks ahead."""
    if s.anchor is None:
        return None, "unanchored"
    turn = _turn(w)
    if turn == "NEXT":
        return _shifted("W", 1 if s.anchor.isoweekday() >= 6 else 0, s.anchor), "published"
    ended = s.anchor.isoweekday() < 6 and (turn == "LAST" or s.direction != "future")
    return _shifted("W", -1 if ended else 0, s.anchor), "published"


def _year(w: Words, s: State) -> Answer:
    year = w.number("YEAR")
    assert year is not None
    if w.has("AH") or 1300 < year < 1500:
        first, last = calendars.hijri_month(year, 1), calendars.hijri_month(year, 12)
        return (f"{first[0]}/{last[1]}" if first and last else None), "hijri"
    return f"{year:04d}", "written"


def _decade(w: Words, s: State) -> Answer:
    return str(w.number("DECADE")), "written"


def _season(w: Words, s: State) -> Answer:
    token = w.first("SEASON")
    assert token is not None
    year = w.number("YEAR")
    if year is not None:
        return f"{year}-{token.value}", "written"
    if s.anchor is None:
        return None, "unanchored"
    turn = _turn(w)
    begins = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[str(token.value)]
    year = s.anchor.year
    if turn == "LAST" and begins + 2 >= s.anchor.month:
        year -= 1
    if turn == "NEXT" and begins <= s.anchor.month:
        year += 1
    return f"{year}-{token.value}", "published"


def _quarter(w: Words, s: State) -> Answer:
    number = 4 if w.has("LATTER") else w.number("ORD")
    year = w.number("YEAR")
    if year is None and s.anchor is not None:
        turn = _turn(w)
        year = s.anchor.year + _TURNS.get(turn or "CURRENT", 0)
    if year is None or number is None or number > 4:
        return None, "unanchored"
    return f"{year}-Q{number}", "published"


def _century(w: Words, s: State) -> Answer:
    n = count(w.all("ORD", "THE_NUM", "TEEN"))
    return (f"{int(n) - 1:02d}" if n and n < 30 else None), "written"


# ---------------------------------------------------------------- lengths

_MONTHS = {"Y": 12, "10Y": 120, "100Y": 1200, "M": 1}
_MINUTES = {"W": 7 * 24 * 60, "D": 24 * 60, "TH": 60, "TM": 1}
_UNIT_KINDS = ("YWORD", "MWORD", "DAY", "UNIT", "UNITS", "DUAL", "THE_YEAR", "THE_UNIT", "THE_UNITS", "THE_DUAL")


def _pieces(tokens: Sequence[Token]) -> list[tuple[float | None, str]]:
    """Number and unit of each piece: «سنتين وشهر» is (2, Y) and (1, M); None for an unsaid number («سنوات»)."""
    out: list[tuple[float | None, str]] = []
    numbers: list[Token] = []
    fraction = 0.0
    previous: Token | None = None
    for t in tokens:
        if t.kind in NUMBERS:
            if previous is not None and previous.kind in _UNIT_KINDS and t.kind == "WORDNUM":
                previous = t  # «شهر واحد»
                continue
            numbers.append(t)
        elif t.kind in ("HALF", "QUARTER"):
            fraction = t.value / 100 if isinstance(t.value, int) else 0.5
            if previous is not None and previous.kind == "AND" and out:
                n, unit = out[-1]
                out[-1] = ((n or 0) + fraction, unit)
                fraction = -1
        elif t.kind in _UNIT_KINDS:
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


def _iso(pieces: Sequence[tuple[float | None, str]]) -> str | None:
    """The ISO 8601 length of the pieces: one unit where it goes evenly, else the smaller unit (``P90M``)."""
    if not pieces:
        return None
    if any(n is None for n, _ in pieces):
        return _vague(pieces[0][1])
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


def _vague(unit: str) -> str:
    if unit in ("10Y", "100Y"):
        return "PXY"
    return f"PTX{unit[1]}" if unit[0] == "T" else f"PX{unit}"


def _length(w: Words, s: State) -> Answer:
    tokens = list(w.tokens)
    at = next((i for i, t in enumerate(tokens) if t.kind == "OR"), None)
    if at is not None:
        units = [t for t in tokens if t.kind in _UNIT_KINDS]
        return _vague(str(units[0].value)), "vague"
    return _iso(_pieces(tokens)), "length"


def _ago(w: Words, s: State) -> Answer:
    """«قبل عشر سنوات» is a point, «منذ عشر سنوات» the length of what still lasts, «بعد شهر من …» a length too."""
    value, _ = _length(w, s)
    pieces = _pieces(w.tokens)
    way = w.first("BEFORE", "AFTER", "SINCE", "AGO")
    if way is None or (way.kind == "SINCE" and s.direction != "done") or len(pieces) != 1 or s.anchor is None:
        return (value if s.anchor or (way is not None and way.kind == "SINCE") else None), "length"
    n, unit = pieces[0]
    if n is None or n != int(n) or unit[0] == "T" or w.has("OR") or (way.kind == "AFTER" and s.direction != "future"):
        return value, "length"
    step = int(n) * (1 if way.kind == "AFTER" else -1)
    if unit in ("10Y", "100Y"):
        return f"{s.anchor.year + step * int(unit[:-1]):04d}", "published"
    return _shifted(unit, step, s.anchor), "published"


def _length_turn(w: Words, s: State) -> Answer:
    value, _ = _length(w, s)
    if value and "X" in value:
        return ("FUTURE_REF" if w.has("NEXT", "FOLLOWING") else "PAST_REF"), "reference"
    return value, "length"


def _units_turn(w: Words, s: State) -> Answer:
    unit = w.first("THE_UNITS", "THE_DUAL", *_UNIT_KINDS)
    assert unit is not None
    if w.has("HALF"):
        return _iso(_pieces(w.tokens)), "length"
    n: float | None = 2 if unit.kind == "THE_DUAL" else count(w.all("NUM", "THE_NUM", "YEAR", "TEEN", "WORDNUM"))
    if n is None:
        return (
            "FUTURE_REF" if w.has("NEXT", "FOLLOWING") else "PRESENT_REF" if w.has("CURRENT") else "PAST_REF"
        ), "reference"
    return _iso([(n, str(unit.value))]), "length"


def _units_first(w: Words, s: State) -> Answer:
    unit = w.first("THE_UNITS")
    assert unit is not None
    n = count(w.all("ORD"))
    return _vague(str(unit.value)) if n == 1 else None, "vague"


def _count_before(w: Words, s: State) -> Answer:
    """The 17 of «17 و18 عاما»: its unit is that of the number that follows."""
    unit = w.tokens[-1]
    n = count(w.tokens[:1])
    return (_iso([(n, str(unit.value))]) if n is not None else None), "length"


def _that_time(w: Words, s: State) -> Answer:
    return s.named, "text"


def _age(w: Words, s: State) -> Answer:
    n = count(w.tokens)
    unit = w.first("YWORD", "MWORD", "DAY", "UNIT")
    return _iso([(n, str(unit.value) if unit else "Y")]) if n is not None else None, "age"


def _nth_day(w: Words, s: State) -> Answer:
    n = count(w.all("ORD", "TEEN", "THE_NUM"))
    return (f"P{int(n)}D" if n else None), "length"


def _reference(w: Words, s: State) -> Answer:
    token = w.first("REF", "EARLIER", "LATER")
    assert token is not None
    return str(token.value), "reference"


RULES: dict[str, Callable[[Words, State], Answer]] = {
    "date": _date,
    "dateline": _dateline,
    "day-before": _day_before,
    "day-of-month": _day_of_month,
    "numeric": _numeric,
    "month": _month,
    "weekday": _weekday,
    "today": _today,
    "clock": _clock,
    "part": _part_alone,
    "part-turn": _part_turn,
    "turn": _turned,
    "weekend": _weekend,
    "same-day": _same_day,
    "when": _reference,
    "ago": _ago,
    "length-turn": _length_turn,
    "length": _length,
    "offset": _length,
    "count-before": _count_before,
    "units-first": _units_first,
    "that-time": _that_time,
    "units-turn": _units_turn,
    "year": _year,
    "bare-year": _year,
    "decade": _decade,
    "season": _season,
    "quarter": _quarter,
    "century": _century,
    "age": _age,
    "nth-day": _nth_day,
    "ref": _reference,
}


def value(rule: str, tokens: Sequence[Token], state: State) -> Answer:
    """Value and basis of an expression; notes in the state what it named."""
    found, basis = RULES[rule](Words(tokens), state)
    if rule != "that-time":
        state.note(found)
    return found, f"{rule}:{basis}"
