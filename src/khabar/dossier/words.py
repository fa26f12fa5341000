"""The interface in two languages: words, plurals, numbers, dates and lists, each as a :class:`Text`.

All words stand in ``data/interface.tsv``. A Text holds what both interfaces show; it is made of runs so that the
page can set the language and direction of every name, number and quotation by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

import msgspec

from khabar.text import rows

Language = Literal["ar", "en"]
RunKind = Literal["", "name", "number", "quote"]

_SLOT = re.compile(r"\{(\w+)\}")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_ARABIC = re.compile("[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufefc]")
_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_VALUE = re.compile(r"(?P<y>\d{4})(?:-W(?P<w>\d\d)|-Q(?P<q>\d)|-(?P<m>\d\d)(?:-(?P<d>\d\d))?)?")
_PERIOD = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$")
_UNITS = ("years", "months", "weeks", "days", "hours", "minutes")


class Run(msgspec.Struct, frozen=True):
    """A stretch of a line in one language."""

    text: str
    lang: Language = "ar"
    kind: RunKind = ""


class Text(msgspec.Struct, frozen=True):
    """One line in both languages of the interface."""

    ar: tuple[Run, ...] = ()
    en: tuple[Run, ...] = ()

    def __add__(self, other: Text) -> Text:
        return Text(self.ar + other.ar, self.en + other.en)

    def __bool__(self) -> bool:
        return bool(self.ar or self.en)

    def plain(self, lang: Language) -> str:
        """The line of one language without its runs, for attributes and searching."""
        return "".join(run.text for run in (self.ar if lang == "ar" else self.en))


Slot = Text | str | int


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, str]]:
    return {row["key"]: (row["ar"], row["en"]) for row in rows("interface.tsv")}


def has(key: str) -> bool:
    """Whether the interface table has a row of this key."""
    return key in _table()


def say(key: str, **slots: Slot) -> Text:
    """The interface words of ``key`` with its ``{slots}`` filled. ``KeyError`` when the table has no such row."""
    ar, en = _table()[key]
    return fill(ar, en, **slots)


def fill(ar: str, en: str, **slots: Slot) -> Text:
    """A pair of templates with their slots filled; ``[…]`` falls away where a slot within it is missing or empty."""
    texts = {name: slot(value) for name, value in slots.items()}
    return Text(_filled(ar, "ar", texts), _filled(en, "en", texts))


def _filled(template: str, lang: Language, slots: dict[str, Text]) -> tuple[Run, ...]:
    def keep(match: re.Match[str]) -> str:
        return match[1] if all(slots.get(name) for name in _SLOT.findall(match[1])) else ""

    out: list[Run] = []
    pieces = _SLOT.split(_OPTIONAL.sub(keep, template))
    for i, piece in enumerate(pieces):
        if i % 2 == 0:
            if piece:
                out.append(Run(piece, lang))
        elif text := slots.get(piece):
            out.extend(text.ar if lang == "ar" else text.en)
    return tuple(out)


def slot(value: Slot) -> Text:
    """What fills a slot: a Text as it is, a number in the numerals of each language, other words verbatim."""
    if isinstance(value, Text):
        return value
    return number(value) if isinstance(value, int) else verbatim(value)


def language_of(words: str) -> Language:
    """``ar`` where Arabic letters occur, ``en`` otherwise: the language that a foreign run is marked with."""
    return "ar" if _ARABIC.search(words) else "en"


def verbatim(words: str, kind: RunKind = "") -> Text:
    """Words of a source, the same in both interfaces."""
    if not words:
        return Text()
    run = Run(words, language_of(words), kind)
    return Text((run,), (run,))


def name(ar: str | None, en: str | None) -> Text:
    """A name in each interface's language, or in the other where it is known only in that."""
    arabic, english = ar or en or "", en or ar or ""
    if not arabic:
        return Text()
    return Text((Run(arabic, language_of(arabic), "name"),), (Run(english, language_of(english), "name"),))


def digits(words: str) -> Text:
    """Words of digits in the numerals of each language."""
    return Text((Run(words.translate(_INDIC), "ar", "number"),), (Run(words, "en", "number"),))


def figure(words: str) -> Text:
    """A figure with what it counts («48 مليون يورو»), its digits in the numerals of each language."""
    if not words:
        return Text()
    return Text((Run(words.translate(_INDIC), "ar"),), (Run(words, language_of(words)),))


def number(value: int) -> Text:
    return digits(str(value))


def percent(share: float) -> Text:
    value = str(round(100 * share))
    return Text((Run(value.translate(_INDIC) + "٪", "ar", "number"),), (Run(value + "%", "en", "number"),))


def plural(key: str, n: int, **slots: Slot) -> Text:
    """``n`` of something. The rows are ``key.one``, ``.two``, ``.few``, ``.many``, ``.other`` (CLDR's Arabic rule)."""
    if n == 1:
        form = "one"
    elif n == 2:
        form = "two"
    elif 3 <= n % 100 <= 10:
        form = "few"
    elif 11 <= n % 100 <= 99:
        form = "many"
    else:
        form = "other"
    return say(f"{key}.{form}", n=n, **slots)


def join(texts: Iterable[Text]) -> Text:
    """A list: «أ وب وج», "A, B and C"."""
    items = [t for t in texts if t]
    out = Text()
    for i, item in enumerate(items):
        if i:
            last = i == len(items) - 1
            out = out + Text((Run(" و", "ar"),), (Run(" and " if last else ", ", "en"),))
        out = out + item
    return out


def date(value: str | None, year: bool = True) -> Text:
    """A TIMEX3 value as a date in words; empty where the value is no calendar date."""
    match = _VALUE.match(value or "")
    if not match:
        return say(f"time.{value}") if value and has(f"time.{value}") else Text()
    y = digits(match["y"]) if year else Text()
    if match["w"]:
        return say("date.week", n=int(match["w"]), year=digits(match["y"]))
    if match["q"]:
        return say("date.quarter", n=int(match["q"]), year=digits(match["y"]))
    if not match["m"] or not 1 <= int(match["m"]) <= 12:
        return digits(match["y"])
    month = say(f"month.{int(match['m'])}")
    if match["d"]:
        return _one(say("date.day" if year else "date.day-only", day=int(match["d"]), month=month, year=y))
    return _one(say("date.month", month=month, year=digits(match["y"])))


def _one(text: Text) -> Text:
    """A line as one run, kept together and apart from its neighbours like a number."""
    return Text((Run(text.plain("ar"), "ar", "number"),), (Run(text.plain("en"), "en", "number"),))


def dates(values: Sequence[str]) -> Text:
    """The span of days from the first to the last of ISO days; empty for none."""
    days = sorted(v for v in values if v)
    if not days:
        return say("date.unknown")
    first, last = days[0], days[-1]
    if first == last:
        return date(first)
    return say("date.span", first=date(first, year=first[:4] != last[:4]), last=date(last))


def duration(value: str | None) -> Text:
    """An ISO duration in words («٢٠ عاماً»); verbatim where it has no plain form."""
    match = _PERIOD.match(value or "")
    if not value or not match:
        return verbatim(value or "")
    return join(plural(unit, int(n)) for unit, n in zip(_UNITS, match.groups(), strict=True) if n)
