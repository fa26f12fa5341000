"""What the head of an HTML page says of it: meta tags, JSON-LD, the address, the headline's other copies."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

_DATE = re.compile(r"((?:19|20)\d\d)[-/.](\d\d)[-/.](\d\d)(?!\d)")
_COMPACT = re.compile(r"\s*((?:19|20)\d\d)([01]\d)([0-3]\d)(?:T?\d{4,6}Z?)?\s*$")
_URL_DATE = re.compile(
    r"/((?:19|20)\d\d)[/-]?([01]\d)[/-]?([0-3]\d)(?:[/_-]|\b)|/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})(?:/|$)"
)
_NEWS = {
    "newsarticle", "article", "reportagenewsarticle", "blogposting", "analysisnewsarticle", "opinionnewsarticle",
    "liveblogposting", "backgroundnewsarticle", "report", "socialmediaposting",
}  # fmt: skip
_WEAK = {"webpage", "itempage", "videoobject"}
"""Types that speak of an article where nothing better does."""
_PUBLISHED = {
    "article:published_time", "og:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
    "dcterms.created", "dcterms.date", "dcterms.issued", "dc.date.created", "pubdate", "publishdate", "publish-date",
    "publish_date", "sailthru.date", "parsely-pub-date", "cxenseparse:recs:publishtime", "article.published",
    "published_time", "publication_date", "article:published", "og:pubdate", "ptime", "article:create_at",
    "citation_publication_date", "datecreated", "timestamp", "rnews:datepublished", "bt:pubdate", "created",
}  # fmt: skip
_CHANGED = {
    "article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified", "lastmod",
    "article:modified", "dc.date.modified", "revision_date", "utime", "og:modified_time", "updated_time",
}  # fmt: skip
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl", "twitter:creator")
_NAMED = (("author", "author"), ("author", "creator"), ("site", "publisher"), ("section", "articleSection"))
_DEEP = 8


class Entry(NamedTuple):
    """One article of the page's JSON-LD."""

    headline: str
    said: tuple[tuple[str, str], ...]
    body: str
    live: bool


class Head(NamedTuple):
    """What a page's head says: of the page, and of each article that its JSON-LD names, the best first."""

    titles: tuple[str, ...]
    """The copies of the headline, the best first, the page's title last."""
    page_title: str
    said: tuple[tuple[str, str], ...]
    """``site``, ``author``, ``url``, ``language``, ``section``, dates under ``meta``, ``meta:updated``,
    ``url-date``."""
    entries: tuple[Entry, ...]


def head(tree: Any, address: str = "") -> Head:
    """What the head of a page says. ``address`` is where the page was fetched from, if that is known."""
    meta: dict[str, str] = {}
    for tag in tree.iter("meta"):
        key = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower()
        if key and tag.get("content"):
            meta.setdefault(key, " ".join(tag.get("content").split()))
    entries = tuple(_entries(tree))
    titles = [e.headline for e in entries if e.headline]
    titles += [meta.get("og:title", ""), meta.get("twitter:title", ""), meta.get("dc.title", ""), meta.get("title", "")]
    page_title = " ".join((tree.findtext(".//title") or "").split())
    titles.append(page_title)
    return Head(tuple(filter(None, titles)), page_title, tuple(_of_page(tree, meta, entries, address)), entries)


def _of_page(tree: Any, meta: dict[str, str], entries: tuple[Entry, ...], address: str) -> Iterator[tuple[str, str]]:
    linked = dict(pair for e in reversed(entries) for pair in e.said)
    site = meta.get("og:site_name") or linked.get("site") or meta.get("application-name") or meta.get("publisher")
    if site:
        yield "site", site
    author = next((meta[k] for k in _AUTHORS if k in meta and not meta[k].startswith(("http", "@"))), "")
    if author:
        yield "author", author
    canonical = (t.get("href") for t in tree.iter("link") if "canonical" in (t.get("rel") or "").lower().split())
    url = next(filter(None, canonical), None) or meta.get("og:url") or linked.get("url") or address
    if url:
        yield "url", url.strip()
    language = (tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip()
    if language:
        yield "language", re.split("[-_]", language)[0].lower()
    section = meta.get("article:section") or meta.get("section") or meta.get("category") or meta.get("parsely-section")
    if section:
        yield "section", section
    for key, value in meta.items():
        if key in _PUBLISHED and (found := day(value)):
            yield "meta", found
        elif key in _CHANGED and (found := day(value)):
            yield "meta:updated", found
    for place in dict.fromkeys(filter(None, (url, address))):
        yield from _in_address(place)


def _in_address(url: str) -> Iterator[tuple[str, str]]:
    found = _URL_DATE.search(url)
    if found:
        year, month, number = (g for g in found.groups() if g)
        if _is_day(year, month, number):
            yield "url-date", f"{year}-{int(month):02}-{int(number):02}"


def day(value: str) -> str | None:
    """The ISO day at which a machine-written date lies («2025-03-04T10:00+03:00», «20250304»); None for none."""
    found = _DATE.search(value) or _COMPACT.match(value)
    return "-".join(found.groups()) if found and _is_day(*found.groups()) else None


def _is_day(year: str, month: str, number: str) -> bool:
    try:
        return date(int(year), int(month), int(number)).year >= 1990
    except ValueError:
        return False


# ---------------------------------------------------------------- JSON-LD


def _entries(tree: Any) -> Iterator[Entry]:
    """The articles of the JSON-LD, those of the news types first."""
    things = list(_things(tree))
    by_id = {t["@id"]: t for t in things if isinstance(t.get("@id"), str) and len(t) > 1}
    for types in (_NEWS, _WEAK):
        found = [t for t in things if _types(t) & types and (types is _NEWS or _date(t, "datePublished", "uploadDate"))]
        for thing in found:
            yield Entry(
                headline=_text(thing.get("headline")) or (_text(thing.get("name")) if types is _NEWS else ""),
                said=tuple(_of_entry(thing, by_id)),
                body=thing["articleBody"].strip() if isinstance(thing.get("articleBody"), str) else "",
                live="liveblogposting" in _types(thing),
            )
        if found:
            return


def _of_entry(thing: dict[str, Any], by_id: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for what, key in _NAMED:
        if name := _name(thing.get(key), by_id):
            yield what, name
    url = thing.get("url") or thing.get("mainEntityOfPage")
    url = url.get("@id") if isinstance(url, dict) else url
    if isinstance(url, str) and url.startswith("http"):
        yield "url", url
    published = _date(thing, "datePublished", "uploadDate", "dateCreated", "coverageStartTime")
    if published:
        yield "json-ld", published
    changed = _date(thing, "dateModified")
    if changed:
        yield "json-ld:updated", changed


def _date(thing: dict[str, Any], *keys: str) -> str | None:
    return next((found for k in keys if isinstance(thing.get(k), str) and (found := day(thing[k]))), None)


def _things(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        text = (script.text or "").strip().removeprefix("<!--").removesuffix("-->").strip("; \n\t")
        try:
            loaded = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _within(loaded, _DEEP)


def _within(value: Any, deep: int) -> Iterator[dict[str, Any]]:
    """The things of a list, a graph, or under a page's main entity."""
    if isinstance(value, list) and deep:
        for item in value:
            yield from _within(item, deep - 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "hasPart"):
            if deep and isinstance(value.get(key), (list, dict)):
                yield from _within(value[key], deep - 1)


def _types(thing: dict[str, Any]) -> set[str]:
    kinds = thing.get("@type")
    return {str(t).lower().rpartition("/")[2] for t in (kinds if isinstance(kinds, list) else [kinds])}


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _name(value: Any, by_id: dict[str, Any]) -> str:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        there = by_id.get(value.get("@id", ""), {}) if isinstance(value.get("@id"), str) else {}
        return _text(value.get("name")) or _text(there.get("name"))
    text = _text(value)
    return "" if text.startswith("http") else text


# ---------------------------------------------------------------- headlines

_BREAK = re.compile(r"\s+[-|–—:«»•·]+\s+|\s*\|\s*|:\s+")
_SITE_WORDS = 5


def headline(said: Sequence[str], heads: Sequence[str], lines: Iterable[str], site: str) -> str:
    """The headline of a page: a visible heading that the markup confirms, without the site's name that the markup
    hangs on it («العنوان - الموقع»); else a line of the page that is a piece of what the markup says."""
    lines = list(lines)
    pieces = _pieces(said[0]) if said else set()
    for head in heads:
        key = bare(head)
        if key in pieces and len(head.split()) <= _SITE_WORDS:  # perhaps the site's name
            longer = (x for x in lines if bare(x) in pieces and bare(x) != key and len(x) > len(head))
            if other := next(longer, ""):
                return other
        if key and any(bare(t).startswith(key) or (len(key) > 20 and key in bare(t)) for t in said):
            return head
    if not said:
        return heads[0] if heads else ""
    line = next((line for line in lines if bare(line) in pieces and len(line.split()) >= 3), "")
    return line or without_site(said[0], site)


def _pieces(title: str) -> set[str]:
    """What stands before and behind each break of a page's title, bare."""
    cuts = list(_BREAK.finditer(title))
    return {bare(p) for c in cuts for p in (title[: c.start()], title[c.end() :])} - {""}


def without_site(title: str, site: str) -> str:
    """A title without the site's name at its end (or its beginning)."""
    cut = list(_BREAK.finditer(title))
    if not cut:
        return title
    last, first = title[cut[-1].end() :], title[: cut[0].start()]
    if bare(last) == bare(site) or (not site and len(last.split()) <= 3):
        return title[: cut[-1].start()].rstrip(" -|–—:«»•·")
    if site and bare(first) == bare(site):
        return title[cut[0].end() :].strip()
    return title


def site_of(page_title: str, title: str) -> str:
    """The site's name that the page's title hangs on the headline; empty where nothing short stands beside it."""
    key = bare(title)
    if key and key[:30] not in bare(page_title) and 0 < len(page_title.split()) <= _SITE_WORDS:
        return page_title  # no headline at all
    pieces = _BREAK.split(page_title)
    for site, rest in ((pieces[-1], pieces[:-1]), (pieces[0], pieces[1:])):
        if key and rest and bare("".join(rest)).startswith(key[:60]) and 0 < len(site.split()) <= _SITE_WORDS:
            return site.strip()
    return ""


def bare(text: str) -> str:
    """The letters and digits of a text: what is left equal when marks and blanks differ."""
    return "".join(c for c in text if c.isalnum())
