"""The lines of a page, folded, each with what kind of line it is: the alphabet that splitting and junk rules read."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from khabar.model import Span
from khabar.text import fold, rows, view

_LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")
_STOP = re.compile(r"[.!؟?…؛][\"'”»“)\] ]*$|[.؟!]\s*[\"”»]?$")
_TWO_DOTS = re.compile(r"\.\.\.?[\"”»]?$|…$")


@lru_cache(maxsize=1)
def _openers() -> frozenset[str]:
    """First words of running text (folded): verbs in the perfect, alone or behind و/ف, and connectors."""
    words: dict[str, set[str]] = {r["kind"]: set() for r in rows("headers.tsv")}
    for row in rows("headers.tsv"):
        words[row["kind"]] |= {fold(w) for w in row["words"].split("|")}
    verbs = words["opener"]
    return frozenset(words["connector"] | verbs | {"و" + v for v in verbs} | {"ف" + v for v in verbs})


class Line(NamedTuple):
    """A line without the blanks round it: where it stands in the text, and its folded words."""

    span: Span
    key: str
    at: int
    """Offset of ``key`` in the view's key."""


def lines(text: str) -> list[Line]:
    """The lines of a text that hold something, in order. Spans are offsets into ``text``."""
    folded = view(text)
    out = []
    for found in _LINE.finditer(folded.key):
        words = found.group()
        bare = words.strip()
        if bare:
            at = found.start() + len(words) - len(words.lstrip())
            out.append(Line(folded.span(at, at + len(bare)), bare, at))
    return out


def is_prose(key: str) -> bool:
    """Whether a line reads like a paragraph: it ends like a sentence, or is too long for a headline."""
    count = key.count(" ") + 1
    if count >= 25 or len(key) > 170:
        return True
    if count >= 4 and _STOP.search(key) and not _TWO_DOTS.search(key) and not key.endswith(("؟", "?", "!")):
        return True
    return count >= 14 and goes_on(key)


def goes_on(key: str) -> bool:
    """Whether a line without a full stop still reads as a sentence of running text («وأضاف …»)."""
    return key.partition(" ")[0] in _openers() or key.endswith((":", "،", ","))
