"""Weeks, years, seasons and other periods, and references to no date («حاليا»)."""

from __future__ import annotations

from khabar.times import calendars
from khabar.times.numbers import count
from khabar.times.reading import Answer, State, Words, shifted
from khabar.times.words import Value


def turned(w: Words, s: State) -> Answer:
    unit = w.first("THE_YEAR", "THE_UNIT", "YWORD", "MWORD", "DAY", "UNIT")
    assert unit is not None
    turn = w.turn
    code = unit.value
    if code == "10Y":
        return "P10Y", "length"
    if code == "M" and w.has("ITSELF") and (w.has("YEAR") or w.turn) and s.last_month is not None:
        # «الشهر نفسه من العام 2017»
        named = w.number("YEAR") or (s.anchor.year + w.step if s.anchor else None)
        return (f"{named:04d}-{s.last_month.month:02d}" if named else None), "text"
    if w.has("YEAR"):
        return year(w, s)
    if w.has("THAT", "SAME", "ITSELF") or turn in ("PRIOR", "FOLLOWING"):
        return _beside_named(code, turn, s)
    return shifted(code, w.step, s.anchor), "published"


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
    if s.bounded and turn is None:
        return shifted("W", 0, s.anchor), "published"  # «قبيل عطلة نهاية الأسبوع»
    ended = s.anchor.isoweekday() < 6 and (turn == "LAST" or s.direction not in ("future", "ahead"))
    return shifted("W", -1 if ended else 0, s.anchor), "published"


def year(w: Words, s: State) -> Answer:
    year = w.number("YEAR")
    assert year is not None
    if year < 1600 and (w.has("AH") or 1300 < year < 1500):
        return _hijri(year), "hijri"
    return f"{year:04d}", "written"


def _hijri(year: int) -> str | None:
    """First and last day of a Hijri year; the two years it touches where no table gives its days."""
    days = calendars.hijri_span(year)
    if days is not None:
        return f"{days[0]}/{days[1]}"
    return "/".join(f"{y:04d}" for y in calendars.around_hijri(year)) if 0 < year < 1600 else None


def years(w: Words, s: State) -> Answer:
    """«2017-2018», «2017/18»: from the one to the other, whichever stands first."""
    year = w.number("YEAR") or 0
    last = w.tokens[next(i for i, t in enumerate(w.tokens) if t.kind in ("DASH", "SLASH")) + 1]
    other = last.value if isinstance(last.value, int) else year // 100 * 100 + int(last.word)
    first, then = sorted((year, other))
    return f"{first:04d}/{then:04d}", "written"


def old_year(w: Words, s: State) -> Answer:
    """«عام 490 قبل الميلاد», «عام 605 هجرية»: years for which there is no ISO day."""
    n = count(w.all("NUM", "YEAR"))
    if n is None or n != int(n) or not 0 < n < 10_000:
        return None, "unread"
    if w.has("BC"):
        return f"BC{int(n):04d}", "written"
    return _hijri(int(n)), "hijri"


def word_year(w: Words, s: State) -> Answer:
    n = count(w.all("WORDNUM", "TEEN"))
    return f"{int(n or 0):04d}", "written"


def school_year(w: Words, s: State) -> Answer:
    """The two years that a school year touches; one begins in September."""
    if s.anchor is None:
        return None, "unanchored"
    first = s.anchor.year - (s.anchor.month < 9) + w.step
    return f"{first:04d}/{first + 1:04d}", "published"


def fiscal_year(w: Words, s: State) -> Answer:
    """A written one; when «السنة المالية الحالية» begins differs from state to state, and nothing here says it."""
    year = w.number("YEAR")
    return (f"{year:04d}" if year is not None else None), "written"


def hijri_year(w: Words, s: State) -> Answer:
    written = w.number("YEAR")
    if written is not None:
        return _hijri(written), "hijri"
    now = calendars.hijri_of(s.anchor) if s.anchor else None
    return (_hijri(now[0] + w.step) if now else None), "hijri"


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
    if w.has("THE_YEAR"):
        return f"{s.anchor.year + w.step}-{token.value}", "published"
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
        year = s.anchor.year + w.step
    if year is None or number is None or number > 4:
        return None, "unanchored"
    return f"{year}-Q{number}", "published"


def half(w: Words, s: State) -> Answer:
    year = w.number("YEAR")
    if year is None and s.anchor is not None:
        year = s.anchor.year + w.step
    return (f"{year:04d}-H{w.number('THE_HALF')}" if year is not None else None), "published"


def century(w: Words, s: State) -> Answer:
    n = count(w.all("ORD", "THE_NUM", "TEEN"))
    if n is None or not 0 < n < 30:
        return None, "unread"
    if w.has("BC"):
        return f"BC{int(n) - 1:02d}", "written"
    if w.has("AH"):
        return "/".join(f"{calendars.around_hijri(int(n) * 100 - 99 * step)[1 - step]:04d}" for step in (1, 0)), "hijri"
    return f"{int(n) - 1:02d}", "written"


def decade_of_century(w: Words, s: State) -> Answer:
    """«العقد الأول من القرن الحالي» → ``200``."""
    at = next(i for i, t in enumerate(w.tokens) if t.kind == "OF")
    nth = 10 if w.tokens[1].kind == "LATTER" else count(w.tokens[1:at])
    units = [t.value for t in w.all("THE_UNIT")]
    if units != ["10Y", "100Y"] or nth is None or not 1 <= nth <= 10:
        return None, "unread"
    later = Words(w.tokens[at + 1 :])
    if later.turn:
        if s.anchor is None:
            return None, "unanchored"
        age: float | None = s.anchor.year // 100 + later.step
    else:
        n = count(later.all("ORD", "THE_NUM", "TEEN"))
        age = n - 1 if n is not None and n < 30 else None
    return (f"{int(age):02d}{int(nth) - 1}" if age is not None else None), "written"


def that_time(w: Words, s: State) -> Answer:
    return s.named, "text"


def reference(w: Words, s: State) -> Answer:
    token = w.first("REF", "EARLIER", "LATER")
    assert token is not None
    return str(token.value), "reference"
