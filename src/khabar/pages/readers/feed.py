"""RSS and Atom: each item is a page of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from khabar.errors import Unreadable
from khabar.model import Document
from khabar.pages.readers.options import Options
from khabar.pages.readers.page import whole
from khabar.pages.readers.record import a_day, composed
from khabar.pages.readers.said import without_site

_ROOT = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?[^>]{0,500}\?>\s*|<!--.{0,4000}?-->\s*|<!DOCTYPE rss[^>]{0,300}>\s*)*"
    rb"<(?:rss|rdf:RDF|(?:atom:)?feed)\b",
    re.I | re.S,
)


def matches(head: bytes, name: str) -> bool:
    """Whether its root is that of a feed."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\x00", b"")[2:]
    return bool(_ROOT.match(head))


def read(file: BinaryIO, name: str, options: Options) -> Iterator[Document | Unreadable]:
    """The documents of the items, ``feed.xml#1`` the first. ``<source>`` names an item's original publisher; without
    one it is the feed's own."""
    import feedparser  # slow to import, and seldom needed

    try:
        data = whole(file, name)
    except Unreadable as error:
        yield error
        return
    parsed = feedparser.parse(data)
    channel = parsed.get("feed", {})
    if not parsed.get("entries"):
        reason = "the feed is damaged" if parsed.get("bozo") else "the feed has no items"
        yield Unreadable(name, reason)
        return
    for number, entry in enumerate(parsed["entries"], 1):
        try:
            yield _document(entry, channel, f"{name}#{number}", parsed.get("encoding") or "utf-8")
        except Unreadable as error:
            yield error


def _document(entry: Any, channel: Any, name: str, encoding: str) -> Document:
    site = (entry.get("source") or {}).get("title") or channel.get("title") or ""
    title = without_site(_plain(entry.get("title", "")), site or "-")
    bodies = [c.get("value", "") for c in entry.get("content", [])] + [entry.get("summary", "")]
    body = max(bodies, key=len)
    said = [
        ("title", title),
        ("site", _plain(site)),
        ("author", _plain(entry.get("author", ""))),
        ("url", entry.get("link", "")),
        ("section", next((t.get("term") or "" for t in entry.get("tags", [])), "")),
        ("language", (channel.get("language") or "").split("-")[0].lower()),
        ("feed", a_day(entry.get("published", "")) or a_day(entry.get("created", "")) or ""),
        ("meta:updated", a_day(dict.get(entry, "updated", "")) or ""),  # its own ``get`` takes one date for the other
    ]
    pairs = tuple((what, value) for what, value in said if value)
    raw = "\n".join((entry.get("id", ""), title, body)).encode("utf-8", "replace")
    return composed(name, "feed", title, body, pairs, raw, encoding)


def _plain(text: str) -> str:
    return " ".join(re.sub(r"<[^>]{0,200}>", " ", text).split())
