"""A page's stretches → its articles: body spans, title, outlet, date, dateline, credits."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from khabar.model import Article, DateCandidate, Document, Junk, Named, Span
from khabar.pages import dates, junk, language, metadata
from khabar.pages.lines import Line, lines
from khabar.pages.profile import NO_PROFILE, Profile
from khabar.pages.published import HeaderDate
from khabar.pages.split import MASTHEAD, Item, bodies, classify, settle, split
from khabar.text import fold, view

_DATELINE_WITHIN = 3
"""A standfirst may stand before the paragraph that bears the dateline."""
_LEAST = {"html": 120, "feed": 40, "record": 40, "mail": 80}
"""How many characters of running text make an article where the format shows which text it is."""

Said = Sequence[tuple[str, str]]


def articles(document: Document, profile: Profile = NO_PROFILE) -> tuple[Article, ...]:
    """The articles of a document, one, several or none. Spans are offsets into ``document.text``.

    ``profile``: signs of junk beside the general ones (:mod:`khabar.pages.profile`).
    """
    text = document.text
    found: list[Article] = []
    dropped: list[Junk] = []
    for stretch, said in _stretches(document, classify(lines(text), document.marks, profile)):
        stretch = settle(stretch, _LEAST.get(document.format) if any(i.marked for i in stretch) else None)
        spans, cut = _body(text, stretch, _own(said))
        outside = [i for i in stretch if i.part in ("junk", "header", "credit")]
        dropped += [*cut, *(Junk(span=i.line.span, rule=i.rule or i.part) for i in outside)]
        for code, own in language.apart(text, spans):
            # A text in a second language beside the first is an article without a headline of its own.
            first = own[0].start == spans[0].start
            found.append(_article(document, stretch if first else [], own, code, said if first else (), len(found) + 1))
    everything = tuple(sorted(dropped, key=lambda j: j.span))
    return tuple(msgspec.structs.replace(article, junk=everything) for article in found)


def _stretches(document: Document, items: Sequence[Item]) -> Iterator[tuple[list[Item], Said]]:
    """The lines of each article with what the markup says of it: by the parts that the markup shows, and in them or
    in plain text by the lines. What is said of a page is said of its first article, never of a second one under it."""
    if len(document.parts) > 1:
        for part in document.parts:
            yield [i for i in items if part.span.covers(i.line.span)], part.said
        return
    for number, stretch in enumerate(split(items)):
        yield stretch, document.said if number == 0 else ()


def _body(text: str, stretch: Sequence[Item], own: str) -> tuple[list[Span], list[Junk]]:
    """The body spans of a stretch, datelines and inline junk cut out, and what was cut."""
    spans: list[Span] = []
    cut: list[Junk] = []
    openings = {line.at: head.end for line, head in _datelines(stretch, own)}
    for run in bodies(stretch):
        at = run[0].line.span.start
        for item in run:
            line = item.line
            gaps = [(a, b, sign.rule) for a, b, sign in junk.cuts(line.key)]
            if line.at in openings:
                gaps.append((0, openings[line.at], "dateline"))
            for a, b, rule in sorted(gaps):
                place = _span(text, line, a, b)
                cut.append(Junk(span=place, rule=rule))
                _add(text, spans, at, place.start)
                at = max(at, place.end)
        _add(text, spans, at, run[-1].line.span.end)
    return spans, cut


def _datelines(stretch: Sequence[Item], own: str) -> list[tuple[Line, metadata.Dateline]]:
    first = [i.line for i in stretch if i.part == "body"][:_DATELINE_WITHIN]
    return [(line, head) for line in first if (head := metadata.dateline(line.key, own))]


def _own(said: Said) -> str:
    """The outlet's name as the markup says it, folded."""
    return fold(dict(reversed(said)).get("site", "")).strip()


def _span(text: str, line: Line, a: int, b: int) -> Span:
    """The source span of offsets into a line's folded words."""
    return view(text).span(line.at + a, line.at + b)


def _add(text: str, spans: list[Span], start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        spans.append(Span(start, end))


def _article(
    document: Document, stretch: Sequence[Item], spans: Sequence[Span], code: str, said: Said, number: int
) -> Article:
    text = document.text
    body = "\n".join(span.of(text) for span in spans)
    title = next((i.line.span for i in stretch if i.part == "title"), None)
    words = " ".join(title.of(text).replace("\ufeff", "").split()) if title else None
    known = dict(reversed(said))
    candidates = [*dates.said(said), *_visible(text, stretch, _own(said))]
    if not candidates:
        candidates = dates.settled(body)
    when = dates.choose(candidates, known.get("crawled"))
    outlets, credits, place = _provenance(text, stretch, known)
    return Article(
        id=hashlib.sha256(f"{words or ''}\n{body}".encode("utf-8", "replace")).hexdigest()[:12],
        number=number,
        document=document,
        spans=tuple(spans),
        title=words,
        title_span=title,
        outlet=outlets[0] if outlets else None,
        published=when.day,
        published_basis=when.basis,
        published_why=when.why,
        dates=when.candidates,
        dateline=place,
        credits=tuple(credits),
        author=_author(text, stretch) or known.get("author"),
        section=known.get("section"),
        url=known.get("url"),
        language=code,
    )


def _visible(text: str, stretch: Sequence[Item], own: str) -> list[DateCandidate]:
    """The dates of the lines above the body (or between its standfirst and its text), of its dateline, and of the lines
    right below it."""
    body = [n for n, i in enumerate(stretch) if i.part == "body"]
    first = body[1 if len(body) > 1 and stretch[body[0]].marked else 0] if body else len(stretch)
    out = []
    for n, item in enumerate(stretch):
        if body and n > body[-1] and item.rule.startswith("related"):
            break  # dates below belong to the headlines listed there
        if n < first or n > body[-1]:
            for date in item.dates:
                origin = date.origin if n < first else "visible-line"
                out.append(_candidate(text, item.line, date, origin))
    for line, head in _datelines(stretch, own):
        out += [_candidate(text, line, date, "dateline") for date in head.dates]
    return out


def _candidate(text: str, line: Line, date: HeaderDate, origin: str) -> DateCandidate:
    return DateCandidate(value=date.day, origin=origin, span=_span(text, line, date.start, date.end), flag=date.flag)


def _provenance(
    text: str, stretch: Sequence[Item], said: Mapping[str, str]
) -> tuple[list[Named], list[Named], Named | None]:
    """The outlets, best first, the agencies credited, and the dateline's place.

    An agency is the outlet only where it signs as one («المستقلة/-»); in brackets or on a source line it is a credit.
    """
    outlets: list[Named] = _site(said)
    credits: list[Named] = []
    place: Named | None = None
    sources: list[Named] = []
    body = [n for n, i in enumerate(stretch) if i.part == "body"]
    for n, item in enumerate(stretch):
        above = not body or n < body[0]
        if above and item.dates:
            for name in metadata.beside_date(item.line.key, item.dates):
                named = metadata.outlet(name)
                (credits if metadata.is_agency(name) else outlets).append(named)
        if above and item.rule == MASTHEAD:
            outlets.append(metadata.outlet(" ".join(item.line.span.of(text).split())))
        if item.rule == "site-icon":
            outlets.append(metadata.outlet(item.line.span.of(text)[len("Site icon ") :]))
        if item.part == "credit" and not body[0] < n < body[-1]:  # between paragraphs it is a picture's
            for name in metadata.credited(item.line.key):
                named = metadata.outlet(_original(text, item.line, name))
                if metadata.is_agency(name):
                    credits.append(named)
                else:
                    (outlets if above else sources).append(named)
            if above:
                place = place or next((p for p in map(metadata.place, item.line.key.split(" - ")) if p), None)
    for line, head in _datelines(stretch, fold(said.get("site", "")).strip()):
        if head.outlet:
            outlets.append(metadata.outlet(_original(text, line, head.outlet)))
        if head.agency:
            credits.append(metadata.outlet(_original(text, line, head.agency)))
        if head.place and not place:
            name = _original(text, line, head.place)
            place = metadata.place(head.place) or Named(id=metadata.slug(name), name=name)
    distinct = list({c.id: c for c in credits}.values())
    return outlets + sources, distinct, place


def _site(said: Mapping[str, str]) -> list[Named]:
    """The outlet that the markup names: by the domain of its address where the table has it, since two papers may bear
    one name, else by the site's name."""
    host = said.get("url", "").partition("://")[2].partition("/")[0].removeprefix("www.")
    known = metadata.medium(host) or metadata.medium(said.get("site", ""))
    if known:
        return [Named(id=known.id, name=known.name)]
    return [metadata.outlet(said["site"])] if "site" in said else []


def _original(text: str, line: Line, folded: str) -> str:
    """The words of the page behind folded words of a line."""
    at = line.key.find(folded)
    return _span(text, line, at, at + len(folded)).of(text) if at >= 0 else folded


def _author(text: str, stretch: Sequence[Item]) -> str | None:
    line = next((i.line.span.of(text) for i in stretch if i.rule in ("byline", "byline-bare")), None)
    if line is None:
        return None
    words = re.split(r"[:/–-]", line)[-1]
    return re.sub(r"^(?:بقلم|كتبت|كتب|by) ", "", words.strip(), flags=re.I).strip() or None
