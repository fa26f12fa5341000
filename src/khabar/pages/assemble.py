"""One stretch of a page → an Article: spans, title, outlet, date, dateline, credits."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import msgspec

from khabar.model import Article, DateCandidate, Document, Junk, Named, Span
from khabar.pages import junk, metadata, published
from khabar.pages.lines import Line, lines
from khabar.pages.split import Item, bodies, classify, settle, split
from khabar.text import view

_ORIGINS = (
    "json-ld",
    "meta",
    "header-line",
    "header-line:weekday-mismatch",
    "visible-line",
    "header-line:updated",
    "time",
    "url",
)
"""Which date is believed first."""


def articles(document: Document) -> tuple[Article, ...]:
    """The articles of a document, one, several or none. Spans are offsets into ``document.text``."""
    text = document.text
    stretches = [settle(stretch) for stretch in split(classify(lines(text)))]
    found: list[Article] = []
    dropped: list[Junk] = []
    for stretch in stretches:
        spans, inside = _body(text, stretch)
        outside = [i for i in stretch if i.part in ("junk", "header", "credit")]
        dropped += [Junk(span=i.line.span, rule=i.rule or i.part) for i in outside]
        dropped += inside
        if spans:
            found.append(_article(document, stretch, spans, len(found) + 1, alone=len(stretches) == 1))
    everything = tuple(sorted(dropped, key=lambda j: j.span))
    return tuple(msgspec.structs.replace(article, junk=everything) for article in found)


def _body(text: str, stretch: Sequence[Item]) -> tuple[list[Span], list[Junk]]:
    """The body spans of a stretch, datelines and inline junk cut out, and what was cut."""
    spans: list[Span] = []
    cut: list[Junk] = []
    opened = 0
    for run in bodies(stretch):
        at = run[0].line.span.start
        for item in run:
            line = item.line
            gaps = [(a, b, sign.rule) for a, b, sign in junk.cuts(line.key)]
            if opened < 3:
                head = metadata.dateline(line.key)
                if head:
                    gaps.append((0, head.end, "dateline"))
            opened += 1
            for a, b, rule in sorted(gaps):
                place = _span(text, line, a, b)
                cut.append(Junk(span=place, rule=rule))
                _add(text, spans, at, place.start)
                at = max(at, place.end)
        _add(text, spans, at, run[-1].line.span.end)
    return spans, cut


def _span(text: str, line: Line, a: int, b: int) -> Span:
    return view(text).span(line.at + a, line.at + b)


def _add(text: str, spans: list[Span], start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        spans.append(Span(start, end))


def _article(document: Document, stretch: Sequence[Item], spans: list[Span], number: int, alone: bool) -> Article:
    text = document.text
    body = "\n".join(span.of(text) for span in spans)
    title = next((i.line.span for i in stretch if i.part == "title"), None)
    words = _clean(title.of(text)) if title else None
    outlet, dateline = _provenance(text, stretch)
    dates = _dates(stretch, body)
    day, basis = _published(dates)
    return Article(
        id=hashlib.sha256(f"{words or ''}\n{body}".encode("utf-8", "replace")).hexdigest()[:12],
        number=number,
        document=document,
        spans=tuple(spans),
        title=words,
        title_span=title,
        outlet=outlet,
        published=day,
        published_basis=basis,
        dates=tuple(dates),
        dateline=dateline,
        credits=_credits(stretch),
    )


def _clean(title: str) -> str:
    return " ".join(title.replace("\ufeff", "").split())


def _dates(stretch: Sequence[Item], body: str) -> list[DateCandidate]:
    """The date candidates of header lines, above the body first, and of the calendar."""
    out = [
        DateCandidate(value=d.day, origin=d.origin, span=Span(*_offsets(i.line, d.start, d.end)))
        for i in stretch
        for d in i.dates
        if i.part in ("header", "credit", "junk")
    ]
    if not out:
        settled = published.settle_by_weekday(body, published.plausible_years(body))
        out += [DateCandidate(value=day, origin="weekday") for day in settled]
    return out


def _offsets(line: Line, a: int, b: int) -> tuple[int, int]:
    # A header line is plain but for marks: the key is as long as the line or a little shorter.
    return line.span.start + a, min(line.span.end, line.span.start + b)


def _published(dates: Sequence[DateCandidate]) -> tuple[str | None, str | None]:
    for origin in _ORIGINS:
        for found in dates:
            if found.origin == origin:
                return found.value, "stated"
    if dates:
        return dates[0].value, "inferred"
    return None, None


def _provenance(text: str, stretch: Sequence[Item]) -> tuple[Named | None, Named | None]:
    outlet: Named | None = None
    place: Named | None = None
    prose = [i.line for i in stretch if i.part == "body"][:3]
    for line in prose:
        head = metadata.dateline(line.key)
        if head:
            whole = _span(text, line, 0, head.end).of(text)
            if head.place:
                place = place or _place(head.place, whole)
            if head.outlet:
                outlet = outlet or metadata.outlet(_original(whole, head.outlet))
    for item in stretch:
        if (item.part == "header" and item.rule in ("masthead", "header", "site-icon")) or item.part == "credit":
            for name in metadata.credits_of(item.line.key):
                known = metadata.medium(name)
                if known and known.kind != "agency":
                    outlet = outlet or Named(id=known.id, name=known.name, span=item.line.span)
        if item.rule == "site-icon":
            outlet = outlet or metadata.outlet(item.line.span.of(text)[len("Site icon ") :])
    return outlet, place


def _original(whole: str, folded: str) -> str:
    from khabar.text import View

    v = View(whole)
    at = v.key.find(folded)
    return v.span(at, at + len(folded)).of(whole) if at >= 0 else folded


def _place(key: str, whole: str) -> Named:
    name = _original(whole, key)
    return Named(id=metadata.slug(name), name=name)


def _credits(stretch: Sequence[Item]) -> tuple[Named, ...]:
    out: dict[str, Named] = {}
    for item in stretch:
        if item.part == "credit":
            for name in metadata.credits_of(item.line.key):
                known = metadata.medium(name)
                if known and known.kind == "agency":
                    out.setdefault(known.id, Named(id=known.id, name=known.name, span=item.line.span))
    return tuple(out.values())
