"""What on a page belongs to no article: rules by general signs, each with a name. The signs are ``data/junk.tsv``."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from khabar.text import fold, rows

_LONGEST = 700
"""Longer lines are prose, whatever they begin with."""


class Sign(NamedTuple):
    """A row of the table, compiled."""

    rule: str
    pattern: re.Pattern[str]
    ends: bool


@lru_cache(maxsize=1)
def signs() -> dict[str, tuple[Sign, ...]]:
    """The rows of the table by their scope. Patterns are folded like the lines they run over."""
    out: dict[str, list[Sign]] = {}
    for row in rows("junk.tsv"):
        sign = Sign(row["rule"], re.compile(fold(row["pattern"])), row["after"] == "end")
        out.setdefault(row["scope"], []).append(sign)
    return {scope: tuple(found) for scope, found in out.items()}


@lru_cache(maxsize=1)
def _any() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{s.pattern.pattern})" for s in signs()["line"] + signs()["list"]))


def line_sign(key: str) -> tuple[Sign, str] | None:
    """The rule that names a whole folded line junk, with its scope (``line`` or ``list``); None for other lines."""
    if len(key) > _LONGEST or not _any().fullmatch(key):
        return None
    for scope in ("list", "line"):
        for sign in signs()[scope]:
            if sign.pattern.fullmatch(key):
                return sign, scope
    return None


def cuts(key: str) -> list[tuple[int, int, Sign]]:
    """Junk inside or at the end of a folded line, as offsets into it, in order."""
    out = []
    for sign in signs()["cut"]:
        out += [(m.start(), m.end(), sign) for m in sign.pattern.finditer(key)]
    tail = key[-80:]
    for sign in signs()["tail"]:
        found = sign.pattern.search(tail)
        if found and found.end() > found.start():
            out.append((len(key) - len(tail) + found.start(), len(key), sign))
    return sorted(out, key=lambda c: c[:2])
