"""Two times that bound one stretch: «بين 3 و5 مايو», «من 14 يونيو إلى 15 يوليو», «2014-2016»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from khabar.model import Span, Time
from khabar.text import view
from khabar.times import words

_DATED = re.compile(r"(?:BC)?\d{2,4}(?:-.+)?")
#: How many words may stand between «بين» or «من» and the first bound («في الفترة ما بين يومي 3 و5 مايو»).
_FRAME = 3


class Interval(NamedTuple):
    """A stretch of time from the first bound to the last, both included; ``span`` covers both expressions."""

    span: Span
    first: Time
    last: Time

    @property
    def value(self) -> str:
        """``2018-05-03/2018-05-05``."""
        return f"{self.first.value}/{self.last.value}"


def intervals(text: str, found: Sequence[Time]) -> tuple[Interval, ...]:
    """The intervals that neighbouring times of ``found`` bound, in order. Times without a value bound none.

    ``found`` is what :func:`khabar.times.find` gave for this ``text``; the times themselves stay what they are.
    """
    return tuple(_joined(text, found))


def _joined(text: str, found: Sequence[Time]) -> Iterator[Interval]:
    key = view(text)
    for first, last in pairwise(found):
        if not (first.value and last.value and _DATED.fullmatch(first.value) and _DATED.fullmatch(last.value)):
            continue
        start, end = key.key_at(first.span.end), key.key_at(last.span.start)
        if end - start > 24:
            continue
        between = [t.kind for t in words.tokens(key.key, start, end)]
        begin = key.key_at(first.span.start)
        line = key.key.rfind("\n", 0, begin) + 1
        before = words.tokens(key.key, max(line, begin - 40), begin)[-_FRAME:]
        if _bounds(between, before) and first.value <= last.value:
            yield Interval(Span(first.span.start, last.span.end), first, last)


def _bounds(between: Sequence[str], before: Sequence[words.Token]) -> bool:
    """Whether the words between two times make one the end of what the other begins."""
    link = [k for k in between if k not in ("DAY", "IN", "PREP", "AL", "COMMA")]
    if link in (["TO"], ["AND", "TO"], ["DASH"]):
        return True
    return link == ["AND"] and any(t.word == "بين" for t in before)
