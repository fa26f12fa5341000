"""The grammar of time expressions: which runs of words are one expression, and of what kind.

The grammar is the table ``time_grammar.tsv``: patterns over the word classes of :mod:`khabar.times.words`. What
the words of an expression come to is read from them by :mod:`khabar.times.resolve`. Of overlapping readings the
longest stands, then the one whose rule comes first.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from khabar.text import rows
from khabar.times.words import CLASSES, Token, line, neighbours

_CLASS = re.compile(r"[A-Z][A-Z_0-9]+")


class Expression(NamedTuple):
    """Tokens ``first`` (inclusive) to ``last`` (exclusive) that are one expression of the kind ``rule``.

    Its value is read from the tokens up to ``reads``: the 26 of «26 و28 مارس» has its month from what follows.
    """

    first: int
    last: int
    rule: str
    reads: int


@lru_cache(maxsize=1)
def grammar() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The rules of the table, compiled: name and pattern, in order of precedence.

    Raises ``KeyError`` for a class or piece that the table names and nobody knows.
    """
    pieces: dict[str, str] = {}
    rules = []
    for row in rows("time_grammar.tsv"):
        pattern = _CLASS.sub(lambda m: pieces.get(m.group()) or CLASSES[m.group()], row["pattern"]).replace(" ", "")
        if row["kind"] == "piece":
            pieces[row["name"]] = pattern
        else:
            rules.append((row["name"], re.compile(pattern)))
    return tuple(rules)


def find(found: list[Token]) -> list[Expression]:
    """The expressions among the tokens, in order, none overlapping another."""
    classes = line(found)
    readings: list[tuple[int, int, int, Expression]] = []
    for rank, (rule, pattern) in enumerate(grammar()):
        for m in pattern.finditer(classes):
            first, last = m.span()
            if acceptable(rule, found, first, last):
                reads = m.end("next") if "next" in pattern.groupindex else last
                readings.append((first - last, rank, first, Expression(first, last, rule, reads)))
    readings.sort(key=lambda r: r[:3])
    taken = bytearray(len(found))
    out = []
    for _, _, _, e in readings:
        if not any(taken[e.first : e.last]):
            taken[e.first : e.last] = b"\1" * (e.last - e.first)
            out.append(e)
    return sorted(out)


SINGLES = ("YWORD", "MWORD", "DAY", "UNIT")
_NOTHING = Token(0, 0, "NEWLINE", None, "")


def acceptable(rule: str, found: list[Token], first: int, last: int) -> bool:
    """Whether the words round a reading let it stand: a month, year or length elsewhere may be none here."""
    tokens = found[first:last]
    before = found[first - 1] if first else _NOTHING
    after = found[last] if last < len(found) else _NOTHING
    if tokens[-1].kind in ("YWORD", "THE_YEAR", "UNITS") and after.kind == "YEAR" and tokens[-1].value == "Y":
        return False  # «قبل عام 1989» is a year, not a length
    if tokens[-1].kind == "MWORD" and after.kind in ("MONTH", "WEAK"):
        return False
    if rule in ("today", "date", "day-of-month", "bare-year", "ref") and before.word in neighbours("named"):
        return False
    check = _CHECKS.get(rule)
    return check is None or check(tokens, before, after, found, first)


Check = Callable[[list[Token], Token, Token, list[Token], int], bool]


def _month(tokens: list[Token], before: Token, after: Token, found: list[Token], first: int) -> bool:
    """A word that is not only a month («مارس») is one after «في» and its like, or beside a year, a twin, «الماضي»."""
    if len(tokens) == 1 and tokens[0].kind == "WEAK":
        return before.kind in ("IN", "SINCE", "WITHIN", "BEFORE", "AFTER", "TO")
    return True


def _day(tokens: list[Token], before: Token, after: Token, found: list[Token], first: int) -> bool:
    """Days of a month have numbers from 1 to 31, or masculine ordinals («الجمعة الأولى من رمضان» is no first)."""
    if (
        any(t.kind == "ORD" and (t.word.endswith("ه") or t.word == "الاولي") for t in tokens[:4])
        and tokens[0].kind != "THE_UNITS"
    ):
        return False
    if any(t.kind == "THE_UNIT" and t.value != "M" for t in tokens):
        return False
    number = next((t for t in tokens if t.kind == "NUM"), None)
    return number is None or (number.word.isdigit() and 1 <= int(number.word) <= 31)


def _today(tokens: list[Token], before: Token, after: Token, found: list[Token], first: int) -> bool:
    if before.word == "_":
        return False  # «#أخبار_اليوم»
    if len(tokens) > 1 or tokens[0].word != "اليوم":
        return True
    return not (before.word == "ل" or after.kind in ("ORD", "LATTER") or after.word in neighbours("calendar"))


def _part(tokens: list[Token], before: Token, after: Token, found: list[Token], first: int) -> bool:
    word = tokens[0].word
    if len(tokens) > 1:
        return True
    if word == "الظهر":
        return False  # the back
    return " ال" in word or (word.startswith("ال") and before.kind in ("IN", "PREP", "WITHIN", "THIS"))


def _bare_year(tokens: list[Token], before: Token, after: Token, found: list[Token], first: int) -> bool:
    """Four figures are a year after «في» and its like, beside another year, or alone in parentheses."""
    if after.word in neighbours("counted") or after.word == "%" or after.kind in (*SINGLES, "UNITS"):
        return False
    if isinstance(tokens[0].value, int) and not 1700 <= tokens[0].value <= 2100:
        return False
    if before.kind in ("AND", "DASH", "SLASH", "COMMA", "TO"):
        other = found[first - 2] if first > 1 else _NOTHING
        return other.kind == "YEAR" or (before.kind == "AND" and other.kind in ("MONTH", "WEAK")) or before.kind == "TO"
    if before.kind == "OPEN":
        return after.kind in ("CLOSE", "DASH")
    if before.word in neighbours("dated"):
        return True
    return before.kind in ("IN", "SINCE", "WITHIN", "EDGE", "YEAR", "BEFORE", "AFTER", "OF", "AGREEING", "PREP")


def _length(tokens: list[Token], before: Token, after: Token, found: list[Token], first: int) -> bool:
    """A bare unit («سنوات», «ساعة») is a length only where the words beside it let it be one."""
    if tokens[-1].kind == "DAY" and after.kind == "WEEKDAY":
        return False  # «4 - 2 يوم السبت»
    if len(tokens) == 2 and tokens[0].kind in SINGLES and tokens[-1].kind == "WORDNUM":
        return tokens[-1].value == 1 and tokens[0].value not in ("TS", "TM")
    if len(tokens) > 1 or tokens[0].kind == "DUAL":
        vague = {t.kind for t in tokens} == {"UNITS", "FEW"}
        return not (vague and before.kind in ("BEFORE", "AFTER") and _offset(after))
    if tokens[0].kind == "UNITS":
        if after.kind == "OTHER" and after.word.startswith("ال"):
            return False  # «سنوات الحرب», «ساعات الذروة»
        asked = before.kind in ("WITHIN", "SINCE", "BEFORE", "AFTER", "ABOUT", "PREP")
        return (asked or tokens[0].value not in ("10Y", "TS")) and not (
            before.kind in ("BEFORE", "AFTER") and _offset(after)
        )
    return before.kind in ("WITHIN", "ABOUT") and tokens[0].word not in _AMBIGUOUS


def _offset(after: Token) -> bool:
    """Whether a length is counted from an event named next: «قبل يومين من القمة», «بعد عام على رحيله»."""
    return after.kind == "OF" or after.word in ("علي", "فقط", "قضاها", "قضاهما")


def _ago(tokens: list[Token], before: Token, after: Token, found: list[Token], first: int) -> bool:
    if len(tokens) == 2 and tokens[0].kind != "SINCE" and tokens[1].word in _AMBIGUOUS:
        return False  # «قبل عقد اجتماع»
    if tokens[0].kind == "AFTER" and before.kind in SINGLES:
        return False  # «عاما بعد عام»
    return not (tokens[0].kind in ("BEFORE", "AFTER") and _offset(after))


def _from_event(tokens: list[Token], before: Token, after: Token, found: list[Token], first: int) -> bool:
    return _offset(after) and tokens[-1].word not in _AMBIGUOUS


def _turn(tokens: list[Token], before: Token, after: Token, found: list[Token], first: int) -> bool:
    if tokens[-1].kind in ("THE_YEAR", "THE_UNIT") and after.word in _FISCAL:
        return False
    return not (tokens[0].word == "العام" and before.word.lstrip("وفبل") in neighbours("general"))


def _century(tokens: list[Token], before: Token, after: Token, found: list[Token], first: int) -> bool:
    return tokens[0].value == "100Y"


def _reference(tokens: list[Token], before: Token, after: Token, found: list[Token], first: int) -> bool:
    return not (tokens[0].word == "قريبا" and (after.kind == "OF" or after.word == "جدا"))


#: Units that are other words too («عقد» holding, contract; «ثانية» second, again).
_AMBIGUOUS = frozenset({"عقد", "ثانيه", "عقدا"})
_FISCAL = frozenset({"المالي", "الماليه", "الدراسي", "الدراسيه", "الهجري", "الهجريه"})
_CHECKS: dict[str, Check] = {
    "month": _month,
    "date": _day,
    "day-before": _day,
    "day-of-month": _day,
    "today": _today,
    "part": _part,
    "bare-year": _bare_year,
    "length": _length,
    "ago": _ago,
    "offset": _from_event,
    "turn": _turn,
    "century": _century,
    "ref": _reference,
}
