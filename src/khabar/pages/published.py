"""When an article was published: dates of header lines, and what the calendar settles when a header has none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from khabar.text import fold, rows, table_path

_NEWEST_YEAR = 2026
"""When neither the page nor the table of offices names a year."""
_FIRST_YEAR = 1990


class HeaderDate(NamedTuple):
    """A date on a header line: the ISO day, offsets into the line's folded words, how it was labelled, and what speaks
    against it (``weekday-mismatch``)."""

    day: str
    start: int
    end: int
    origin: str
    flag: str | None = None


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, int]]:
    """Words by kind, folded: those of ``headers.tsv``, and months, Hijri months and weekdays (0 = Monday) with their
    number."""
    out: dict[str, dict[str, int]] = {}
    for row in rows("months.tsv"):
        kind = "month" if row["calendar"] == "gregorian" else "hijri"
        out.setdefault(kind, {}).update({fold(w): int(row["number"]) for w in row["names"].split("|")})
    for row in rows("weekdays.tsv"):
        out.setdefault("weekday", {}).update({fold(w): int(row["number"]) - 1 for w in row["names"].split("|")})
    for row in rows("headers.tsv"):
        out.setdefault(row["kind"], {}).update({fold(w): 0 for w in row["words"].split("|") if w})
    return out


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w)))


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    """The forms of a full date, over folded text. Group names: y m d (number) and M (month's name)."""
    month = rf"(?P<M>{_either(_words()['month'])})(?:(?: ?[/،,(-] ?| )(?:{_either(_words()['month'])})\)?)?"
    edge = r"(?<![\w/.-])"
    year = r"(?P<y>(?:19|20)\d\d)(?!\d)"
    day = r"(?P<d>[0-3]?\d)(?:st|nd|rd|th)?"
    return (
        re.compile(rf"{edge}(?P<y>(?:19|20)\d\d)[-/.](?P<m>[01]?\d)[-/.](?P<d>[0-3]?\d)(?!\d)"),
        re.compile(rf"{edge}(?P<a>[0-3]?\d)[-/.](?P<b>[0-3]?\d)[-/.]{year}"),
        re.compile(
            rf"(?<![\w/.]){day}[ ,،/-]{{0,3}}(?:من )?(?:شهر )?{month}[ ,،/-]{{0,3}}(?:من )?(?:عام |سنه |لعام )?{year}"
        ),
        re.compile(rf"(?<!\w){month}[ ,،-]{{0,3}}{day}[ ,،/-]{{1,3}}{year}"),
    )


def header_dates(key: str, months_first: bool = False) -> list[HeaderDate]:
    """The full dates of a folded line, in order of place. A numeric date is day/month/year, as Arabic papers write
    it, unless only the other order gives a date (or ``months_first``)."""
    if not any(c.isdigit() for c in key):
        return []
    out: list[HeaderDate] = []
    for pattern in _patterns():
        for found in pattern.finditer(key):
            day = _day(found.groupdict(), months_first)
            if day and not any(found.start() < o.end and o.start < found.end() for o in out):
                place = (found.start(), found.end())
                out.append(HeaderDate(day.isoformat(), *place, _origin(key, found), _flag(key, found, day)))
    return sorted(out, key=lambda h: h.start)


def _day(found: dict[str, str | None], months_first: bool) -> date | None:
    year = int(found["y"] or 0)
    if found.get("a"):
        a, b = int(found["a"] or 0), int(found["b"] or 0)
        orders = [(b, a), (a, b)]
        if months_first:
            orders.reverse()
    elif found.get("M"):
        orders = [(_words()["month"][found["M"] or ""], int(found["d"] or 0))]
    else:
        orders = [(int(found["m"] or 0), int(found["d"] or 0))]
    for month, day in orders:
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return None


def _flag(key: str, found: re.Match[str], day: date) -> str | None:
    before = key[max(0, found.start() - 40) : found.start()]
    named = [n for w, n in _words()["weekday"].items() if re.search(rf"(?<!\w)(?:يوم )?{re.escape(w)}(?!\w)", before)]
    return "weekday-mismatch" if named and day.weekday() not in named else None


def _origin(key: str, found: re.Match[str]) -> str:
    before = key[max(0, found.start() - 40) : found.start()]
    return "header-line:updated" if re.search(rf"(?:{_either(_words()['update'])})", before) else "header-line"


@lru_cache(maxsize=1)
def _noise() -> re.Pattern[str]:
    words = _words()
    loose = [w for kind in ("label", "update", "noise", "weekday", "hijri") for w in words[kind]]
    number = r"(?<!\w)(?:1[34]\d\d|[0-3]?\d)(?!\w)"  # of a Hijri date beside the other, of a time
    return re.compile(rf"(?<!\w)(?:{_either(loose)})(?!\w)|\d{{1,2}}[:.]\d\d(?:[:.]\d\d)?|{number}|[^\w]+")


def day_and_month(key: str) -> tuple[int, int] | None:
    """Where a folded text holds a day and month without a year («عمان 4 آذار (بترا)»), as offsets; None without."""
    found = _day_month().search(key)
    return found.span() if found else None


@lru_cache(maxsize=1)
def _day_month() -> re.Pattern[str]:
    months = _either(_words()["month"])
    return re.compile(rf"(?:في )?(?<!\d)[0-3]?\d[ -](?:{months})(?:(?: ?/ ?| )(?:{months}))?(?!\w)")


def is_date_line(key: str, dates: Sequence[HeaderDate]) -> bool:
    """Whether a line is made of a date and what stands beside dates on header lines, and of nothing else."""
    return bool(dates) and len(_rest(key, dates)) <= 4


def is_other_calendar(key: str) -> bool:
    """Whether a line without a date of ours is made of a weekday, a Hijri date and what stands beside them."""
    if len(key) > 60 or not any(map(str.isdigit, key)):
        return False
    return bool(_hijri_month().search(key)) and len(_rest(key, ())) <= 2


@lru_cache(maxsize=1)
def _hijri_month() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_either(_words()['hijri'])})(?!\w)")


def left_beside(key: str, dates: Sequence[HeaderDate]) -> int:
    """How many words stand on the line besides its dates and what goes with them."""
    return len(_rest(key, dates).split())


def _rest(key: str, dates: Sequence[HeaderDate]) -> str:
    rest, at = [], 0
    for found in dates:
        rest.append(key[at : found.start])
        at = found.end
    rest.append(key[at:])
    words = _noise().sub(" ", " ".join(rest))
    return " ".join(words.split())


# ---------------------------------------------------------------- what the calendar settles


_MONTHDAY = r"(?<![\d/])(?P<d>[0-3]?\d) (?:من )?(?P<M>{months})(?: ?/ ?(?:{months}))?(?![\w])(?! ?[،,]? ?(?:19|20)\d\d)"
_FUTURE = re.compile(
    r"(?<!\w)(?:و|ف)?(?:س[يتن]\w{3,}|سوف|المقبل\w*|القادم\w*|مقرر\w*|المقرر\w*|المرتقب\w*|يعتزم|تعتزم)(?!\w)"
)


def settle_by_weekday(text: str, years: Sequence[int]) -> list[str]:
    """The ISO days, newest first, on which an undated article can have been published, one per fitting year.

    ``text`` is the article's body. It must name its own weekday («اليوم الاثنين») and another weekday's date
    without a year («الجمعة … في 17 كانون الثاني/يناير»). The own weekday nearest to that date, before it where the
    text speaks of it as to come, after it otherwise, is the day, in each year of ``years`` in which the date falls
    on a weekday that the text names. Empty when the calendar does not settle it.
    """
    key = fold(text)
    weekdays = _words()["weekday"]
    names = _either(weekdays)
    own = re.search(rf"(?<!\w)(?:اليوم|هذا اليوم|مساء اليوم|صباح اليوم)[ ،(]{{1,2}}(?P<w>{names})(?!\w)", key)
    if not own:
        return []
    today = weekdays[own["w"]]
    named = {weekdays[m["w"]] for m in re.finditer(rf"(?<!\w)(?P<w>{names})(?!\w)", key)} - {today}
    months = _either(_words()["month"])
    out = []
    for found in re.finditer(_MONTHDAY.format(months=months), key):
        begin = max(key.rfind("\n", 0, found.start()), key.rfind(". ", 0, found.start())) + 1
        stop = min((i for i in (key.find("\n", found.end()), key.find(". ", found.end())) if i >= 0), default=len(key))
        ahead = bool(_FUTURE.search(key[begin:stop]))
        for year in sorted(set(years), reverse=True):
            try:
                day = date(year, _words()["month"][found["M"]], int(found["d"]))
            except ValueError:
                continue
            if day.weekday() in named:
                gap = (day.weekday() - today) % 7 if ahead else -((today - day.weekday()) % 7)
                out.append(day - timedelta(days=gap))
        if out:
            break
    return [d.isoformat() for d in sorted(set(out), reverse=True)]


def settle(text: str) -> list[str]:
    """:func:`settle_by_weekday` with the years that the text itself allows; the first is the one to take."""
    return settle_by_weekday(text, plausible_years(text))


def plausible_years(text: str) -> list[int]:
    """Years in which an undated text may have been written, newest first: not after the newest year it names (or,
    where it names none, the newest that the table of offices knows), and not more than 30 before it."""
    named = [int(y) for y in re.findall(r"(?<![\d.,/])(?:19[5-9]|20[0-4])\d(?![\d%])", fold(text))]
    newest = max(named, default=0) or _newest_known()
    return list(range(newest, max(_FIRST_YEAR, newest - 30) - 1, -1))


@lru_cache(maxsize=1)
def _newest_known() -> int:
    if not table_path("offices.tsv").exists():
        return _NEWEST_YEAR
    years = [int(y) for row in rows("offices.tsv") for y in re.findall(r"\d{4}", f"{row['from']} {row['to']}")]
    return max(years, default=_NEWEST_YEAR)
