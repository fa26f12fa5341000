"""The words that time expressions are made of: a text becomes a line of classed tokens.

Every token of the folded text gets a class (``MONTH``, ``NUM``, ``LAST`` …), and every class is one character, so
that the grammar (:mod:`khabar.times.expressions`) is a handful of regular expressions over a short string.
Particles that are written together with a word (و ف ب ل ك) become tokens of their own when what they hang on is
known. Words that belong to no expression of time are all one class.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from khabar.text import fold, rows

Value = int | str | tuple[str, int] | None

#: Class names and their characters. A class that the grammar does not know is a mistake that compiling shows.
CLASSES = {
    name: chr(0xE000 + i)
    for i, name in enumerate(
        """
        OTHER NEWLINE STOP COMMA SLASH DASH OPEN CLOSE QUOTE AND PREP AL
        NUM WORDNUM THE_NUM TEEN YEAR CLOCK DATE ORD NTH MONTH WEAK SELDOM WEEKDAY BAREDAY FEAST EVE
        TODAY DAY YESTERDAY TOMORROW YWORD MWORD UNIT UNITS DUAL PAIR THE_YEAR THE_UNIT THE_UNITS THE_DUAL
        LAST NEXT CURRENT PRIOR FOLLOWING FRESH LATTER FEW TENS FULL THIS THAT SAME ITSELF PART
        BEFORE AFTER AFTERWARDS AGO SINCE ABOUT WITHIN EDGE THE_HALF WHEN EARLIER LATER LATE OF OR IN TO WIRE
        EVERY SETADV TIMES HALF QUARTER THE_QUARTER LESS OCLOCK ZONE AD AH BC AGREEING AGE
        SEASON DECADE SCHOOL FISCAL WEEKEND CONSECUTIVE THEN REF
        """.split()  # noqa: SIM905 - a page of names, not a list of strings
    )
}
_PLAIN = {
    **dict.fromkeys("\n\r", "NEWLINE"),
    **dict.fromkeys(".!?؟؛;", "STOP"),
    **dict.fromkeys("،,", "COMMA"),
    **dict.fromkeys("/\\", "SLASH"),
    **dict.fromkeys("-–—", "DASH"),
    **dict.fromkeys("([", "OPEN"),
    **dict.fromkeys(")]", "CLOSE"),
}
_TOKEN = re.compile(
    r"(?P<date>(?<![\d/.\-])(?:\d{4}[/.\-]\d{1,2}[/.\-]\d{1,2}|\d{1,2} / \d{1,2} / \d{4}"
    r"|\d{1,2}(?P<sep>[/.\-])\d{1,2}(?P=sep)(?:\d{4}|\d\d))(?![\d/\-]|\.\d))"
    r"|(?P<clock>(?<![\d:])\d{1,2}:\d\d(?::\d\d)?(?![\d:]))"
    r"|(?P<nth>\d{1,2}(?:st|nd|rd|th)(?![a-z]),?)"
    r"|(?P<num>\d+(?:[.,٫]\d+)*)"
    r"|(?P<word>[\u0621-\u064a\u0671-\u06d3]+|[a-z]+)"
    r"|(?P<mark>[\n\r.!?؟؛;،,/\\\-–—()\[\]\"«»“”#_%])"
)
_WORD_CHARACTER = re.compile(r"[\u0621-\u064a\u0671-\u06d3a-z0-9]")
_DIGIT_NEXT = re.compile(r" ?\d")


MONTHS = ("MONTH", "WEAK", "SELDOM")


class Token(NamedTuple):
    """A word, number or mark: offsets into the folded key, its class, and what the class needs to know of it."""

    start: int
    end: int
    kind: str
    value: Value
    word: str


class _Entry(NamedTuple):
    form: str
    kind: str
    value: Value


@lru_cache(maxsize=1)
def lexicon() -> dict[str, tuple[_Entry, ...]]:
    """Every entry by its first word, the longest form first; of two classes for one form the first table's stands."""
    entries: dict[str, dict[str, _Entry]] = {}

    def add(forms: str, kind: str, value: Value) -> None:
        for raw in forms.split("|"):
            form = fold(raw.strip())
            if form:
                first = re.split(r"[ .]", form, maxsplit=1)[0]
                entries.setdefault(first, {}).setdefault(form, _Entry(form, kind, value))

    def definite(forms: str) -> str:
        return "|".join("ال" + fold(f) for f in forms.split("|") if f)

    for row in rows("time_words.tsv"):
        value: Value = int(row["value"]) if re.fullmatch(r"-?\d+", row["value"]) else row["value"] or None
        add(row["words"], row["class"], value)
    for row in rows("weekdays.tsv"):
        add(row["names"], "WEEKDAY", int(row["number"]))
    for row in rows("months.tsv"):
        kind = {"yes": "MONTH", "no": "WEAK", "year": "SELDOM"}[row["sure"]]
        add(row["names"], kind, (row["calendar"], int(row["number"])))
    for row in rows("time_feasts.tsv"):
        add(row["names"], "FEAST", (row["calendar"], int(row["month"]) * 100 + int(row["day"])))
    for row in rows("time_zones.tsv"):
        for names in (row["names"], row["names"].replace("بتوقيت", "توقيت")):
            add(names, "ZONE", int(row["minutes"]) if row["minutes"] else None)
    for row in rows("number_words.tsv"):
        number = int(row["value"])
        if row["kind"] == "ordinal":
            add(row["words"], "ORD", number)
        else:
            add(row["words"], "TEEN" if number == 10 else "WORDNUM", number)
            add(definite(row["words"]), "THE_NUM", number)
    for row in rows("weekdays.tsv"):
        # after the numbers: «اثنين» is two before it is a Monday
        add("|".join(n[2:] for n in row["names"].split("|") if n.startswith("ال")), "BAREDAY", int(row["number"]))
    for row in rows("time_units.tsv"):
        code = row["code"]
        single = {"Y": "YWORD", "M": "MWORD", "D": "DAY"}.get(code, "UNIT")
        add(row["singular"], single, code)
        add(row["plural"], "UNITS", code)
        add(row["dual"], "DUAL", code)
        add(row["pair"], "PAIR", code)
        add(definite(row["singular"]), "THE_YEAR" if code == "Y" else "THE_UNIT", code)
        add(definite(row["plural"]), "THE_UNITS", code)
        add(definite(row["dual"]), "THE_DUAL", code)
    return {k: tuple(sorted(v.values(), key=lambda e: (-len(e.form), e.form))) for k, v in entries.items()}


def tokens(key: str, start: int, end: int) -> list[Token]:
    """The tokens of ``key[start:end]`` (a folded text), in order."""
    out: list[Token] = []
    skip = 0
    for m in _TOKEN.finditer(key, start, end):
        at, stop = m.span()
        if at < skip:
            continue
        kind = m.lastgroup if m.lastgroup != "sep" else "date"
        text = m.group()
        if kind == "word":
            found = _known(key, at, stop, end)
            out.extend(found)
            skip = found[-1].end
        elif kind == "num":
            out.append(_number(at, stop, text))
        elif kind == "nth":
            digits = text.rstrip("stndrh,")
            out.append(Token(at, stop, "NUM", digits, digits))
        elif kind == "date":
            out.append(Token(at, stop, "DATE", text, text))
        elif kind == "clock":
            out.append(Token(at, stop, "CLOCK", text, text))
        else:
            out.append(Token(at, stop, _PLAIN.get(text, "QUOTE"), None, text))
    return out


def _known(key: str, at: int, stop: int, end: int) -> list[Token]:
    """The token of the word at ``at``, after its particles where it has some; OTHER for a word that we do not know."""
    entry = _entry(key, at, stop, end)
    if entry:
        return [entry]
    out: list[Token] = []
    begin = at
    if key[begin] in "وف" and stop - begin > 2:
        entry = _entry(key, begin + 1, stop, end)
        out.append(Token(begin, begin + 1, "AND" if key[begin] == "و" else "PREP", None, key[begin]))
        begin += 1
        if entry:
            return [*out, entry]
    if key[begin] in "بلك" and stop - begin > 2:
        if key.startswith("لل", begin):
            entry = _entry(key, begin + 1, stop, end, definite=True)
            if entry:
                return [*out, Token(begin, begin + 1, "PREP", None, "ل"), entry]
        entry = _entry(key, begin + 1, stop, end)
        if entry:
            return [*out, Token(begin, begin + 1, "PREP", None, key[begin]), entry]
    if stop - at == 2 and key.startswith("ال", at) and _DIGIT_NEXT.match(key, stop):
        return [Token(at, stop, "AL", None, "ال")]
    if stop - at == 1 and key[at] == "و":
        return [Token(at, stop, "AND", None, "و")]
    return [Token(at, stop, "OTHER", None, key[at:stop])]


def _entry(key: str, at: int, stop: int, end: int, definite: bool = False) -> Token | None:
    """The longest entry that begins at ``at``; ``definite`` reads «للأسبوع»: the alif of the article is not written."""
    first = ("ا" if definite else "") + key[at:stop]
    for form, kind, value in lexicon().get(first, ()):
        if form == first:
            return Token(at, stop, kind, value, first)
        tail = form[len(first) :]
        last = stop + len(tail)
        if last <= end and key.startswith(tail, stop) and not (last < len(key) and _WORD_CHARACTER.match(key[last])):
            return Token(at, last, kind, value, form)
    return None


def _number(at: int, stop: int, text: str) -> Token:
    if len(text) == 4 and text.isdigit() and 1000 <= int(text) <= 2199:
        return Token(at, stop, "YEAR", int(text), text)
    return Token(at, stop, "NUM", text, text)


def line(found: list[Token]) -> str:
    """The tokens' classes, one character each: what the grammar's patterns run over."""
    return "".join(CLASSES[t.kind] for t in found)


@lru_cache(maxsize=8)
def neighbours(kind: str) -> frozenset[str]:
    """The folded words of one kind of ``time_neighbours.tsv``: words beside which there is no time."""
    return frozenset(
        fold(w) for row in rows("time_neighbours.tsv") if row["kind"] == kind for w in row["words"].split("|")
    )
