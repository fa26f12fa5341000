"""HTML → the text of a page's articles with what stands about them, and what the markup says.

The blocks of the page and its stories are ours (:mod:`.blocks`, :mod:`.content`): they know which box is a caption, a
list of other stories, a second story. Where no class names the text's element and ours finds little, the main
content is trafilatura's. Splitting and junk rules run over the lines of either as over any other page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from khabar.model import Mark, Part, Span
from khabar.pages.readers import said as heads
from khabar.pages.readers.blocks import Block, blocks, named, strong
from khabar.pages.readers.content import Piece, Told, stories, without_cards

_SNIFF = re.compile(
    r"\A[\s\ufeff]*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|meta|title|div|article|section|main|p|h1|table|center)\b",
    re.I | re.S,
)
_TAG = re.compile(r"</(?:p|div|body|html|article|h1)>", re.I)
_LITTLE = 400
"""Less text than this of our own finding, under no name that says it is the article, is checked."""
_TITLE_CHARS = 250
_MARKUP = re.compile(r"<(?:p|br|div|span|a|img|strong|b|em|h\d|ul|ol|li|figure|blockquote)\b[^>]*>", re.I)


class Page(NamedTuple):
    """The text of a page, a line for each block, with what the markup says of it and of its stretches."""

    text: str
    said: tuple[tuple[str, str], ...] = ()
    marks: tuple[Mark, ...] = ()
    parts: tuple[Part, ...] = ()


def is_html(text: str, name: str) -> bool:
    """Whether a text is HTML: by its first tag, or by a name in ``.html`` and tags anywhere."""
    if _SNIFF.match(text[:4000]):
        return bool(_TAG.search(text[:200_000])) or "<html" in text[:4000].lower()
    return name.lower().endswith((".html", ".htm", ".xhtml")) and bool(_TAG.search(text[:200_000]))


def has_markup(text: str) -> bool:
    """Whether a field of a feed or record holds HTML rather than plain text."""
    return bool(_MARKUP.search(text[:4000]))


def page(text: str, address: str = "") -> Page:
    """The page of an HTML text. ``address`` is where it was fetched from, if that is known. Never fails: a tree that
    cannot be built, or that holds no text, gives an empty page."""
    tree = _tree(text)
    if tree is None:
        return Page("")
    head = heads.head(tree, address)
    site = dict(head.said).get("site", "")
    own = _headings(tree, head.titles)
    found = blocks(tree, own)
    title = heads.headline(
        head.titles,
        [b.text for b in found if b.tag == "h1" and not b.junk],
        (b.text for b in found if not b.junk and len(b.text) < _TITLE_CHARS),
        site,
    )
    if not site and (site := heads.site_of(head.page_title, title)):
        head = head._replace(said=(("site", site), *head.said))
    running = any(e.live for e in head.entries) or any(named(e, "live") for e in tree.iter("div", "section", "main"))
    told = stories(found, strong(tree), title, running)
    if sum(s.chars for s in told) < _LITTLE:
        told = _more(tree, without_cards(found, title), told, title, head)
    return _lay_out(told, head, title)


def _headings(tree: Any, titles: Sequence[str]) -> list[Any]:
    """The ``h1`` elements that the head's titles confirm; else the only one there is."""
    every = list(tree.iter("h1"))
    said = [heads.bare(t) for t in titles]
    sure = [h for h in every if (key := heads.bare(h.text_content())) and any(key in t or t in key for t in said)]
    return sure or (every if len(every) == 1 else [])


def fragment(text: str) -> list[Piece]:
    """The pieces of a bit of HTML (the body of a feed's item, of a record), all of it taken for the article."""
    tree = _tree(f"<html><body><div>{text}</div></body></html>")
    if tree is None:
        return []
    out = []
    for block in blocks(tree, []):
        if block.junk or (block.is_link and len(block.text.split()) >= 3):
            out.append(Piece(block.text, "junk", block.junk or "planted-link"))
        else:
            out.append(Piece(block.text, "heading" if block.is_heading else "body"))
    return out


def _tree(text: str) -> Any:
    import lxml.html  # slow to import, and most pages are plain text

    data = text.encode("utf-8", "replace")
    try:
        return lxml.html.document_fromstring(data, parser=lxml.html.HTMLParser(encoding="utf-8", huge_tree=True))
    except (lxml.etree.LxmlError, ValueError):
        return None


def _more(tree: Any, found: Sequence[Block], told: list[Told], title: str, head: heads.Head) -> list[Told]:
    """The best other reading of a page that gave little: its classes not believed, the article's text in its
    JSON-LD, trafilatura's main content."""
    own = sum(s.chars for s in told)
    sure = any(s.sure for s in told)
    if not own:
        again = stories(blocks(tree, [], by_name=False), [], title, running=False)
        if again and again[0].chars >= 200:
            told, own = again, sum(s.chars for s in again)
    whole = max((e.body for e in head.entries), key=len, default="")
    if own < 200 and len(whole) > 2 * own + 100:
        return [_plain(title, _lines(whole))]
    if not sure:
        junk = {heads.bare(b.text) for b in found if b.junk}
        main = [line for line in _trafilatura(tree) if heads.bare(line) not in junk]
        if sum(map(len, main)) > 2 * own + 200:
            return [_plain(title, main)]
    return told


def _lines(body: str) -> list[str]:
    pieces = fragment(body) if has_markup(body) else [Piece(line, "body") for line in body.splitlines()]
    return [p.text for p in pieces if p.kind != "junk"]


def _plain(title: str, lines: list[str]) -> Told:
    pieces = [Piece(title, "title")] if title else []
    return Told(title, (*pieces, *(Piece(line, "body", "loose") for line in lines)), False)


def _trafilatura(tree: Any) -> list[str]:
    import trafilatura

    main = trafilatura.extract(tree, fast=True, include_comments=False, include_tables=False, deduplicate=False) or ""
    return [line.strip(" -") for line in main.splitlines() if line.strip(" -")]


# ---------------------------------------------------------------- text and marks


def _lay_out(told: list[Told], head: heads.Head, title: str) -> Page:
    lines: list[str] = []
    marks: list[Mark] = []
    parts: list[Part] = []
    at = 0
    for number, story in enumerate(told):
        begin = at
        for piece in story.pieces:
            span = Span(at, at + len(piece.text))
            if piece.rule != "loose":  # lines of unknown standing are read as those of any text
                marks.append(Mark(span=span, kind=piece.kind, rule=piece.rule))
            lines.append(piece.text)
            at = span.end + 1
        parts.append(Part(span=Span(begin, at - 1), said=_said(story, head, first=number == 0)))
    if not told and title:
        lines.append(title)
        marks.append(Mark(span=Span(0, len(title)), kind="title"))
    return Page("\n".join(lines), parts[0].said if parts else head.said, tuple(marks), tuple(parts))


def _said(story: Told, head: heads.Head, first: bool) -> tuple[tuple[str, str], ...]:
    """What the markup says of one story. A second story has the site and what JSON-LD under its own headline says,
    never the page's dates."""
    key = heads.bare(story.title)
    entry = next((e for e in head.entries if key and heads.bare(e.headline) == key), None)
    if entry is None and first:
        entry = next(iter(head.entries), None)
    out: list[tuple[str, str]] = [("title", story.title)] if story.title else []
    if entry:
        out += entry.said
    if first:
        out += head.said
    else:
        out += [pair for pair in head.said if pair[0] in ("site", "language")]
    out += [("time", found) for t in story.times if (found := heads.day(t))]
    return tuple(dict.fromkeys(out))
