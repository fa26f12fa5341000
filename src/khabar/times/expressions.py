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
from khabar.times.checks import acceptable
from khabar.times.words import CLASSES, Token, line

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
    readings: list[tuple[int, int, int, Expression]] = []
    for run in _RUN.finditer(line(found)):
        match = _matches if len(run.group()) <= _USUAL else _matches.__wrapped__
        for rank, rule, first, last, reads in match(run.group()):
            first, last, reads = first + run.start(), last + run.start(), reads + run.start()
            if acceptable(rule, found, first, last):
                readings.append((first - last, rank, first, Expression(first, last, rule, reads)))
    readings.sort(key=lambda r: r[:3])
    taken = bytearray(len(found))
    out = []
    for _, _, _, e in readings:
        if not any(taken[e.first : e.last]):
            taken[e.first : e.last] = b"\1" * (e.last - e.first)
            out.append(e)
    return sorted(out)


#: Runs longer than this are not kept in memory: lists without end are no prose.
_USUAL = 60
#: Words of no class end every expression; between them stand short runs, and the same again and again.
_RUN = re.compile(f"[^{CLASSES['OTHER']}]+")


@lru_cache(maxsize=1 << 14)
def _matches(run: str) -> tuple[tuple[int, str, int, int, int], ...]:
    """Every match of every rule in a run of classes: rank of the rule, rule, first, last, how far its value is read."""
    return tuple(
        (rank, rule, *m.span(), m.end("next") if "next" in pattern.groupindex else m.end())
        for rank, (rule, pattern) in enumerate(grammar())
        for m in pattern.finditer(run)
    )
