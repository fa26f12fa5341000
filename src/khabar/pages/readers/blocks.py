"""An HTML tree → its blocks of text in order, each with what the mark-up makes of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from khabar.pages.junk import line_sign
from khabar.text import fold, rows

_SILENT_TAGS = """
    script style noscript template iframe svg canvas object embed audio video select option textarea input button map
    math title datalist progress meter dialog"""
_BLOCK_TAGS = """
    html body main article section div p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table thead tbody tfoot tr td th caption
    blockquote pre figure figcaption header footer nav aside form fieldset address center hr details summary"""
_SILENT = frozenset(_SILENT_TAGS.split())
"""Elements whose text no reader of the page sees as text of the page."""
_AMP_TEXT = frozenset({"amp-live-list", "amp-accordion", "amp-layout", "amp-fit-text", "amp-next-page", "amp-access"})
_BLOCK = frozenset(_BLOCK_TAGS.split())
_JUNK_TAGS = {"nav": "menu", "aside": "aside", "figcaption": "caption", "footer": "footer"}
_JUNK_ROLES = {
    "navigation": "menu", "complementary": "aside", "banner": "menu", "contentinfo": "footer", "dialog": "popup",
    "alertdialog": "popup", "search": "menu", "menu": "menu", "menubar": "menu", "toolbar": "menu",
}  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_STRONG_CHARS = 250
"""An element whose name says that it holds the article must hold so much text to be believed."""
_TEXT_TAGS = frozenset({"p", "li", "blockquote", "td", "h1", "h2", "h3", "h4", "h5", "h6"})
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class Block(NamedTuple):
    """A run of text that stands by itself on the page."""

    text: str
    tag: str
    """Of the nearest block element; ``br`` ends a block too."""
    linked: int
    """How many of the characters are in links."""
    junk: str
    """The rule of the mark-up that names it junk, or empty."""
    element: Any
    """The element whose text it is."""

    @property
    def is_link(self) -> bool:
        return self.linked >= 0.7 * len(self.text)

    @property
    def is_heading(self) -> bool:
        return self.tag in HEADINGS

    @property
    def is_prose(self) -> bool:
        """Whether it may be a paragraph of running text."""
        if self.junk or self.is_heading or self.linked > 0.5 * len(self.text):
            return False
        return len(self.text) >= 60 or (len(self.text) >= 25 and self.text.rstrip("\"'”»)] ").endswith((".", "؟", "!")))


@lru_cache(maxsize=1)
def _names() -> dict[str, dict[str, str]]:
    """The table: kind → name (its words joined by blanks) → rule."""
    out: dict[str, dict[str, str]] = {}
    for row in rows("markup.tsv"):
        names = (" ".join(_WORD.findall(name)) for name in row["names"].split("|"))
        out.setdefault(row["kind"], {}).update(dict.fromkeys(names, row["rule"]))
    return out


@lru_cache(maxsize=4096)
def meanings(name: str) -> dict[str, str]:
    """What a class or id means: kind → rule. A name that holds the article is nothing else besides."""
    out: dict[str, str] = {}
    for single in name.split():
        words = [w.lower() for w in _WORD.findall(single)]
        for size in (3, 2, 1):
            for at in range(len(words) - size + 1):
                part = " ".join(words[at : at + size])
                for kind, known in _names().items():
                    if part in known:
                        out.setdefault(kind, known[part])
    if "body" in out:
        out.pop("junk", None)
    return out


def named(element: Any, kind: str) -> bool:
    """Whether an element's class, id or property says that it is of a kind (``body``, ``lead``, ``live``)."""
    if kind == "body" and (element.get("itemprop") or "").lower() == "articlebody":
        return True
    return kind in meanings(element.get("class") or "") or kind in meanings(element.get("id") or "")


def _holds_much(element: Any) -> bool:
    """Whether an element holds more than ``_STRONG_CHARS`` characters of text; stops counting there."""
    count = 0
    for text in element.itertext("p", "div", "td", "span", "section", "article", "li", "blockquote", "font", "br", "b"):
        count += len(text.strip())
        if count >= _STRONG_CHARS:
            return True
    return False


def strong(tree: Any) -> list[Any]:
    """The elements whose name says that they hold an article's text, in page order, and that hold some."""
    return [e for e in tree.iter() if isinstance(e.tag, str) and named(e, "body") and _holds_much(e)]


def _kept(bodies: list[Any], heads: list[Any]) -> set[Any]:
    """Elements that no class makes junk: those round the headline or an article's text, and those named so."""
    keep = {*bodies, *heads}
    for element in [*bodies, *heads]:
        keep.update(element.iterancestors())
    return keep


def _rule(element: Any, tag: str, inside_text: bool) -> str:
    """The rule that makes an element junk, or empty."""
    if tag in ("html", "body", "main"):
        return ""  # their classes speak of the page («has-sidebar», «popup-open»)
    role = (element.get("role") or "").lower()
    if role in _JUNK_ROLES:
        return _JUNK_ROLES[role]
    if inside_text and tag not in _BLOCK:
        return ""  # a word of a paragraph, whatever its class («<a class="tag">»)
    for attribute in ("class", "id", "aria-labelledby", "data-testid", "data-component"):
        name = element.get(attribute)
        if name and "junk" in (meant := meanings(name)):
            return meant["junk"]
    label = element.get("aria-label")
    sign = line_sign(fold(label)) if label else None
    return sign[0].rule if sign else ""


def _hidden(element: Any) -> bool:
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(element.get("style") or ""))
    )


def _is_silent(tag: str) -> bool:
    return tag in _SILENT or (tag.startswith("amp-") and tag not in _AMP_TEXT)


def blocks(tree: Any, heads: list[Any], by_name: bool = True) -> list[Block]:
    """The blocks of a tree in the page's order, blanks collapsed.

    ``heads``: the elements of its headlines. ``by_name``: classes, ids and hiding styles are believed. A page on
    which they leave nothing is read without.
    """
    keep = _kept(strong(tree), heads) if by_name else set()
    return list(_Walk(keep, by_name).over(tree))


class _Open(NamedTuple):
    """An element that lies open round the place where a walk is."""

    element: Any
    owner: str
    """The nearest block element's tag."""
    junk: str
    linked: bool
    apart: bool
    """Its text is a block of its own, though it is no block element."""


class _Walk:
    """The state of one walk: the text gathered since the last block ended, and what lies open round it."""

    def __init__(self, keep: set[Any], by_name: bool) -> None:
        self.keep, self.by_name = keep, by_name
        self.words: list[str] = []
        self.linked = 0
        self.open: list[_Open] = []

    def over(self, tree: Any) -> Iterator[Block]:
        from lxml import etree

        walk = etree.iterwalk(tree, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if event == "start":
                yield from self._start(element, walk)
            elif event == "end":
                yield from self._end(element)
            elif element is not tree:
                self._text(element.tail)
        yield from self._flush()

    def _start(self, element: Any, walk: Any) -> Iterator[Block]:
        tag = element.tag if isinstance(element.tag, str) else ""
        above = self.open[-1] if self.open else _Open(None, "div", "", False, False)
        if _is_silent(tag) or (self.by_name and _hidden(element) and element not in self.keep):
            walk.skip_subtree()
            self.open.append(above._replace(element=element, junk="silent", apart=False))
            return
        inside_text = above.owner in _TEXT_TAGS
        junk = above.junk or self._junk(element, tag, inside_text)
        block = tag in _BLOCK
        apart = not block and not inside_text and self.by_name and (junk != above.junk or named(element, "author"))
        if block or tag == "br" or apart:
            yield from self._flush()
        self.open.append(_Open(element, tag if block else above.owner, junk, above.linked or tag == "a", apart))
        self._text(element.text)

    def _junk(self, element: Any, tag: str, inside_text: bool) -> str:
        if tag == "nav":
            return "menu"
        if element in self.keep:
            return ""
        return _JUNK_TAGS.get(tag) or (_rule(element, tag, inside_text) if self.by_name else "")

    def _end(self, element: Any) -> Iterator[Block]:
        ending = self.open[-1]
        if element.tag in _BLOCK or ending.apart:
            yield from self._flush()
        self.open.pop()
        if self.open:
            self._text(element.tail)

    def _text(self, text: str | None) -> None:
        if text:
            self.words.append(text)
            if self.open[-1].linked:
                self.linked += len(" ".join(text.split()))

    def _flush(self) -> Iterator[Block]:
        text = " ".join("".join(self.words).split())
        if text and self.open:
            inner = self.open[-1]
            yield Block(text, inner.owner, min(self.linked, len(text)), inner.junk, inner.element)
        self.words, self.linked = [], 0
