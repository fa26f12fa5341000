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


@lru_cache(maxsize=8)
def header_words(kind: str) -> frozenset[str]:
    """The words of one kind of ``headers.tsv``, folded."""
    return frozenset(fold(w) for row in rows("headers.tsv") if row["kind"] == kind for w in row["words"].split("|"))


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
    head = key[:200]
    if sum(map(str.isalpha, head)) < 0.4 * len(head):
        return False  # figures, drawn lines
    count = key.count(" ") + 1
    if count >= 25 or len(key) > 170:
        return True
    if count >= 4 and _STOP.search(key) and not _TWO_DOTS.search(key) and not key.endswith(("؟", "?", "!")):
        return True
    return count >= 14 and goes_on(key)


def goes_on(key: str) -> bool:
    """Whether a line without a full stop still reads as a sentence of running text («وأضاف …», «كما …»).

    A first word with و before it joins the line to the one before, unless the و is the word's own («وزير»).
    """
    first = key.partition(" ")[0].strip('"“«:،,')
    if first in header_words("connector") or first in header_words("opener") or key.endswith((":", "،", ",")):
        return True
    if first.startswith("و"):
        return first not in header_words("native-waw")
    return first.startswith("ف") and first[1:] in header_words("opener") | {"هل"}
