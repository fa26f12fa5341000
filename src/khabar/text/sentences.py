"""Arabic sentences and paragraphs.

A sentence ends at . ! ؟ ? … followed by a blank or the end, and at every line break; never inside an
abbreviation or a number («17.5»، «أ.ف.ب»، «د.») and never inside a quotation that has not closed on its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from khabar.model import Span

_END = re.compile(r"[.!؟?…]+[\"'”»)\]]*(?=\s|$)")
_ABBREVIATION = re.compile(r"(?:^|[\s(«\"“])(?:[\u0621-\u064a]|[A-Za-z]|أ\.ف|د\.ب|a\.m|p\.m)\.$")
_OPEN, _CLOSE = "«“(", "»”)"


def paragraphs(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The lines of the spans, without the blanks round them, in order."""
    out = []
    for start, end in spans:
        for line in re.finditer(r"[^\n\r]+", text[start:end]):
            words = line.group()
            lead = len(words) - len(words.lstrip())
            if words.strip():
                at = start + line.start() + lead
                out.append(Span(at, at + len(words.strip())))
    return tuple(out)


def sentences(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The sentences of an article's body spans, in order. Offsets into ``text``."""
    out: list[Span] = []
    for paragraph in paragraphs(text, spans):
        line = paragraph.of(text)
        begin = 0
        for end in _END.finditer(line):
            piece = line[begin : end.end()]
            if _ABBREVIATION.search(piece) or _inside_quotation(piece):
                continue
            _append(out, text, paragraph.start + begin, paragraph.start + end.end())
            begin = end.end()
        _append(out, text, paragraph.start + begin, paragraph.end)
    return tuple(out)


def _inside_quotation(piece: str) -> bool:
    """Whether a quotation mark that opened in the piece has not closed in it."""
    if any(piece.count(o) > piece.count(c) for o, c in zip(_OPEN, _CLOSE, strict=True)):
        return True
    return piece.count('"') % 2 == 1


def _append(out: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        out.append(Span(start, end))
