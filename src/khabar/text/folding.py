"""Folding: one key for the many ways one Arabic word is written. A folded text is a view, never output.

Folded away (removed): harakat, shadda, dagger alif, tatweel, zero-width and bidi marks, and of a run of blanks all
but the last.
Folded together (one for one): أ إ آ ٱ → ا, ى ی → ي, ئ → ي, ؤ → و, ة → ه, ک → ك, گ → ك, ۀ → ه,
Arabic-Indic and Persian digits → 0-9, Latin letters → lower case, every kind of blank → space
(line breaks stay), presentation forms (ﻛﺘﺎﺏ) → their letters. A ligature (ﻻ) becomes two letters that stand in one
place, so a view is a list of where each letter of the key stands in the source.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from khabar.model import Span

REMOVED = re.compile(
    "[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]"
)
_BLANK = "[ \u00a0\u2007\u2009\u200a\u202f\u2002\u2003\t]"
_GONE = re.compile(f"{REMOVED.pattern}|{_BLANK}(?={REMOVED.pattern}*{_BLANK})")
_TOGETHER = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("ىیئ", "ي"),
        "ؤ": "و",
        **dict.fromkeys("ةۀە", "ه"),
        **dict.fromkeys("کگ", "ك"),
        **{chr(0x660 + i): str(i) for i in range(10)},
        **{chr(0x6F0 + i): str(i) for i in range(10)},
        **dict.fromkeys("\u00a0\u2007\u2009\u200a\u202f\u2002\u2003\t", " "),
        **{chr(c): chr(c + 32) for c in range(ord("A"), ord("Z") + 1)},
    }
)


def _presentation_forms() -> dict[int, str]:
    """Presentation forms A and B → the folded letters they stand for (without the blank that carries a lone mark)."""
    forms = [*range(0xFB50, 0xFBB2), *range(0xFBD3, 0xFD3E), *range(0xFD50, 0xFDFD), *range(0xFE70, 0xFEFD)]
    plain = {c: unicodedata.normalize("NFKC", chr(c)).replace(" ", "") for c in forms}
    return {c: REMOVED.sub("", letters).translate(_TOGETHER) for c, letters in plain.items() if letters != chr(c)}


_FORMS = _presentation_forms()
_TOGETHER.update(_FORMS)
_FORM = re.compile("[\ufb50-\ufdfc\ufe70-\ufefc]")


_SPACE = ord(" ")
_NOTHING, _ODD = 0xFDD0, 0xFDD1
"""What no text has: they stand for letters that go, and for those that are no single 16-bit letter in the key."""


@lru_cache(maxsize=1)
def _alphabet() -> NDArray[np.uint16]:
    """Every 16-bit letter folded, those of :data:`REMOVED` as nothing."""
    out = np.arange(0x10000, dtype="<u2")
    for code, letter in _TOGETHER.items():
        out[code] = ord(letter) if len(letter) == 1 else _ODD
    out[[m.start() for m in REMOVED.finditer("".join(map(chr, range(0x10000))))]] = _NOTHING
    out[[*range(0xD800, 0xE000), *range(0xFB50, 0xFDFD), *range(0xFE70, 0xFEFD), _NOTHING, _ODD]] = _ODD
    return out


def _codes(text: str) -> NDArray[np.uint16] | None:
    """The folded letter of every letter of a text; None where one has none or several, or takes more than 16 bits."""
    codes = _alphabet().take(np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype="<u2"))
    return None if (codes == _ODD).any() else codes


def fold(text: str) -> str:
    """The folded key of a word or name. Offsets are lost: for text that spans point into, use :func:`view`."""
    return _GONE.sub("", text).translate(_TOGETHER)


class View:
    """A folded view of a text with a map back: patterns run over ``.key``, :meth:`span` leads back to the source."""

    __slots__ = ("_at", "key", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        self._at: list[int] | range = range(len(source))
        codes = _codes(source)
        if codes is not None:
            self._plain(codes)
            return
        self.key = fold(source)
        gone = {m.start() for m in _GONE.finditer(source)}
        if len(self.key) + len(gone) != len(source) or _FORM.search(source):
            widths = [len(_FORMS.get(ord(c), " ")) for c in source]
            self._at = [i for i, width in enumerate(widths) if i not in gone for _ in range(width)]
        elif gone:
            self._at = [i for i in range(len(source)) if i not in gone]

    def _plain(self, codes: NDArray[np.uint16]) -> None:
        """The view of a text of plain letters, folded all at once."""
        kept = codes != _NOTHING
        left = codes[kept]
        blank = left == _SPACE
        again = blank[:-1] & blank[1:]  # of a run of blanks the last one stays
        if len(left) < len(codes) or again.any():
            at = np.flatnonzero(kept)
            if again.any():
                stays = np.append(~again, True)
                at, left = at[stays], left[stays]
            self._at = at.tolist()
        self.key = left.tobytes().decode("utf-16-le")

    def span(self, start: int, end: int) -> Span:
        """The source span of the key's ``start`` to ``end``; marks that follow the last letter belong to it."""
        if start >= end:
            at = self.source_at(start)
            return Span(at, at)
        last = self._at[end - 1] + 1
        while last < len(self.source) and self.source[last] > "\u00ac" and REMOVED.match(self.source[last]):
            last += 1
        return Span(self._at[start], last)

    def source_at(self, key_offset: int) -> int:
        """Source offset of a key offset (the text's length at the key's end)."""
        return self._at[key_offset] if key_offset < len(self._at) else len(self.source)

    def key_at(self, source_offset: int) -> int:
        """Key offset of the first kept letter at or after a source offset."""
        return bisect_left(self._at, source_offset)


@lru_cache(maxsize=64)
def view(text: str) -> View:
    """The folded view of a text, kept for the few texts in work so that the stages of one article share it."""
    return View(text)
