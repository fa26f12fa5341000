"""The words of an article as the reader of names walks them: folded, with what stands before each.

Offsets are into the folded view's key until :func:`Words.span` leads back to the source. Words are joined into one
search string in which soft marks (quotation marks, # and _ of hashtags, the hyphen) count as a blank and hard marks
(comma, full stop, bracket, line break) as a bar, so that a name matches «وكالة "سانا"» and «#الأمم_المتحدة» alike
and never runs over the end of a clause.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache

import msgspec

from khabar.model import Span
from khabar.text import View

WORD = re.compile(r"[^\W_]+")
BAR = "\x1f"
_SOFT = re.compile(r"[\s\"'«»“”„‘’`´+#_\-‐–—ـ<>]*")
_DASH = re.compile(r"\s[-–—]+\s|[-–—]{2,}")
_OPENS = re.compile("(?:^|[\\s(])[«“„”\"+]$|[«“„]$|''$")
_CLOSES = re.compile("^[»”“\"+]|^''")
PROCLITICS = frozenset(
    [
        "و",
        "ف",
        "ب",
        "ل",
        "ك",
        "ال",
        "لل",
        "وال",
        "فال",
        "بال",
        "كال",
        "ولل",
        "فلل",
        "وب",
        "فب",
        "ول",
        "فل",
        "وك",
        "فك",
        "وبال",
        "وكال",
        "فبال",
    ]
)
"""Particles that may be joined to the front of a word, alone and in their lawful rows."""


class Word(msgspec.Struct, frozen=True, gc=False):
    """One word: folded text, key offsets, and the marks between it and the word before."""

    text: str
    start: int
    end: int
    gap: str
    """What stands before the word, blanks taken away; a line break is ``\\n``."""
    hard: bool
    """Whether a clause may end before the word (comma, stop, bracket, colon, line break)."""
    opens: bool
    """Whether a quotation opens before the word."""
    closes: bool
    """Whether a quotation closes before the word."""


@lru_cache(maxsize=4096)
def _gap(raw: str, fresh: bool) -> tuple[str, bool, bool, bool]:
    """What stands before a word: the marks, whether a clause may end there, whether a quotation opens or closes."""
    hard = fresh or "\n" in raw or bool(_DASH.search(raw)) or not _SOFT.fullmatch(raw)
    gap = "\n" if fresh or "\n" in raw else raw.strip()
    opens = bool(raw) and bool(_OPENS.search(raw))
    closes = not fresh and bool(raw) and bool(_CLOSES.match(raw))
    return gap, hard, opens, closes


class Words:
    """The words of some spans of a view, and the search string made of them."""

    __slots__ = ("_starts", "joined", "list", "view")

    def __init__(self, view: View, spans: Iterable[Span]) -> None:
        self.view = view
        found: list[Word] = []
        pieces: list[str] = []
        starts: list[int] = []
        at, key = 0, view.key
        for span in spans:
            low, high = view.key_at(span.start), view.key_at(span.end)
            before, fresh = low, True
            for match in WORD.finditer(key, low, high):
                start, end = match.span()
                text = key[start:end]
                if start - before == 1 and key[before] == " " and not fresh:
                    found.append(Word(text, start, end, "", False, False, False))
                    pieces += (" ", text)
                else:
                    gap, hard, opens, closes = _gap(key[before:start], fresh)
                    found.append(Word(text, start, end, gap, hard, opens, closes))
                    pieces += (BAR if hard else " ", text)
                starts.append(at + 1)
                at += end - start + 1
                before, fresh = end, False
        pieces.append(BAR)
        self.list, self._starts = found, starts
        self.joined = "".join(pieces)

    def __len__(self) -> int:
        return len(self.list)

    def at(self, offset: int) -> tuple[int, int]:
        """The word that holds an offset of ``joined``, and how many letters of it stand before the offset."""
        index = bisect_right(self._starts, offset) - 1
        return index, offset - self._starts[index]

    def span(self, first: int, skip: int, last: int) -> Span:
        """Source span of the words ``first`` to ``last`` (inclusive) without the first ``skip`` letters."""
        return self.view.span(self.list[first].start + skip, self.list[last].end)


def pattern(name: str) -> str:
    """A name as it would stand in ``joined``: folded already, soft marks as blanks, hard marks as bars."""
    if "  " not in name and name.replace(" ", "").isalnum():
        return name.strip()
    out: list[str] = []
    before = 0
    for match in WORD.finditer(name):
        raw = name[before : match.start()]
        if out:
            out.append(" " if _SOFT.fullmatch(raw) and not _DASH.search(raw) else BAR)
        out.append(match.group())
        before = match.end()
    return "".join(out)


@lru_cache(maxsize=65536)
def strips(word: str) -> tuple[int, ...]:
    """How many letters may be taken off the front of a word as particles, 0 first («وبالرئيس»: 0, 1, 2, 4)."""
    return (0, *(n for n in range(1, min(5, len(word) - 1)) if word[:n] in PROCLITICS))
