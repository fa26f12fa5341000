"""A page's text cut into the pieces that its reading makes of it, for a face that shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from khabar.model import Article, Document, Span


class Segment(NamedTuple):
    """A stretch of a page with what it was read as."""

    span: Span
    kind: str
    """``title``, ``body``, ``date``, ``junk``, or ``none`` for what no article claims."""
    rule: str = ""
    """Of junk, its rule; of a date, its origin and flag."""
    article: int = 0
    """The number of the article that a title or body belongs to."""


def segments(document: Document, articles: Sequence[Article]) -> list[Segment]:
    """The segments of a page in text order, without gaps but blanks; none overlap. A date inside a line of junk is a
    segment of its own."""
    marked = sorted(_marked(articles), key=lambda s: (s.span.start, s.kind != "date", -s.span.end))
    dates = [s for s in marked if s.kind == "date"]
    pieces = sorted([*dates, *(p for s in marked if s.kind != "date" for p in _without(s, dates))])
    out: list[Segment] = []
    at = 0
    for piece in pieces:
        if piece.span.start < at:
            continue
        out += _gap(document.text, at, piece.span.start)
        out.append(piece)
        at = piece.span.end
    return out + _gap(document.text, at, len(document.text))


def _marked(articles: Sequence[Article]) -> Iterator[Segment]:
    for article in articles:
        if article.title_span:
            yield Segment(article.title_span, "title", article=article.number)
        for span in article.spans:
            yield Segment(span, "body", article=article.number)
        for date in article.dates:
            if date.span:
                yield Segment(date.span, "date", " ".join(filter(None, (date.origin, date.flag))), article.number)
    if articles:
        for junk in articles[0].junk:
            yield Segment(junk.span, "junk", junk.rule)


def _without(segment: Segment, dates: Sequence[Segment]) -> Iterator[Segment]:
    """A segment without the dates inside it."""
    start = segment.span.start
    for date in dates:
        if segment.span.covers(date.span):
            if date.span.start > start:
                yield segment._replace(span=Span(start, date.span.start))
            start = max(start, date.span.end)
    if segment.span.end > start:
        yield segment._replace(span=Span(start, segment.span.end))


def _gap(text: str, start: int, end: int) -> list[Segment]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return [Segment(Span(start, end), "none")] if end > start else []
