"""The grammar of time expressions: which runs of words are one expression, and of what kind.

The grammar is the table ``time_grammar.tsv``: patterns over the word classes of :mod:`khabar.times.words`. What
the words of an expression come to is read from them by :mod:`khabar.times.resolve`. Of overlapping readings the
longest stands, then the one whose rule comes first.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from khabar.text import rows
from khabar.times.words import CLASSES, Token, counted_nouns, line

_CLASS = re.compile(r"[A-Z][A-Z_0-9]+")


class Expression(NamedTuple):
    """Tokens ``first`` (inclusive) to ``last`` (exclusive) that are one expression of the kind ``rule``."""

    first: int
    last: int
    rule: str


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
            if acceptable(rule, found, m.start(), m.end()):
                readings.append((m.start() - m.end(), rank, m.start(), Expression(m.start(), m.end(), rule)))
    readings.sort(key=lambda r: r[:3])
    taken = bytearray(len(found))
    out = []
    for _, _, _, e in readings:
        if not any(taken[e.first : e.last]):
            taken[e.first : e.last] = b"\1" * (e.last - e.first)
            out.append(e)
    return sorted(out)


_INTRODUCES = {
    "IN",
    "SINCE",
    "WITHIN",
    "EDGE",
    "BEFORE",
    "AFTER",
    "AND",
    "MWORD",
    "EVERY",
    "DASH",
    "SLASH",
    "OF",
    "OPEN",
}


def acceptable(rule: str, found: list[Token], first: int, last: int) -> bool:
    """Whether the words round a reading let it stand: a month, year or length elsewhere may be none here."""
    before = found[first - 1] if first else None
    after = found[last] if last < len(found) else None
    kinds = {t.kind for t in found[first:last]}
    if rule in ("month", "date") and "WEAK" in kinds and "MONTH" not in kinds and rule == "month" and last - first == 1:
        return _weak_month(found[first], before)
    if rule == "bare-year":
        return _bare_year(found, first, last)
    if rule == "part":
        return (
            found[first].word.startswith("ال")
            and before is not None
            and before.kind in ("IN", "PREP", "WITHIN", "THIS")
        )
    if rule == "length":
        return _bare_length(found, first, last, before, after)
    if rule == "ago":
        return not (last - first == 2 and found[first + 1].kind == "UNIT" and found[first + 1].word in _AMBIGUOUS)
    if rule == "turn" and last - first == 2 and found[first].word in ("العام", "العقد") and before is not None:
        # «الأمين العام الحالي»: the adjective "general" after a noun with the article
        return not (before.kind == "OTHER" and before.word.startswith("ال"))
    if rule == "century":
        return found[first].value == "100Y"
    if rule == "day-of-month":
        return _small(found, first, last)
    if rule == "date":
        return _small(found, first, last)
    if rule == "age":
        return True
    return True


_AMBIGUOUS = {"عقد", "ثانيه", "عقدا"}


def _weak_month(token: Token, before: Token | None) -> bool:
    return before is not None and before.kind in ("IN", "SINCE", "WITHIN", "EDGE", "MWORD", "BEFORE", "AFTER")


def _bare_year(found: list[Token], first: int, last: int) -> bool:
    after = found[last] if last < len(found) else None
    if after is not None and (after.word in counted_nouns() or after.word == "%" or after.kind in ("SINGLE", "UNITS")):
        return False
    token = found[first]
    if isinstance(token.value, int) and not 1700 <= token.value <= 2100:
        return False
    before = found[first - 1] if first else None
    if before is None:
        return False
    if before.kind in ("IN", "SINCE", "WITHIN", "EDGE", "YEAR", "PAIR", "BEFORE", "AFTER", "OF", "AGREEING"):
        return True
    if before.kind in ("AND", "DASH", "SLASH", "COMMA") and first > 1:
        return found[first - 2].kind == "YEAR" or (before.kind == "AND" and _and_year(found, first - 2))
    if before.kind == "PREP":
        return True
    return before.kind == "OPEN" and after is not None and after.kind in ("CLOSE", "DASH")


def _and_year(found: list[Token], at: int) -> bool:
    return found[at].kind in ("YEAR", "MONTH")


def _bare_length(found: list[Token], first: int, last: int, before: Token | None, after: Token | None) -> bool:
    """A bare unit («سنوات», «يوم», «ساعة») is a length only where the words before it ask for one."""
    tokens = found[first:last]
    if len(tokens) > 1 or tokens[0].kind == "DUAL":
        if tokens[0].kind in ("YWORD", "MWORD", "DAY", "UNIT") and len(tokens) == 2 and tokens[1].kind == "WORDNUM":
            return tokens[1].value == 1
        return True
    if tokens[0].kind == "UNITS":
        return tokens[0].value not in ("10Y", "TS") or (
            before is not None and before.kind in ("WITHIN", "SINCE", "BEFORE", "AFTER", "ABOUT", "PREP")
        )
    return before is not None and before.kind in ("WITHIN", "ABOUT") and tokens[0].word not in _AMBIGUOUS


def _small(found: list[Token], first: int, last: int) -> bool:
    for t in found[first:last]:
        if t.kind == "NUM":
            return t.word.isdigit() and 1 <= int(t.word) <= 31
        if t.kind in ("MONTH", "WEAK"):
            return True
    return True
