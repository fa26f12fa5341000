"""HTML → the visible text of the main content, and what the markup says of the page.

The main content is trafilatura's; splitting and junk rules run over its text as over any other page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

_SNIFF = re.compile(
    r"\A[\s\ufeff]*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_TAG = re.compile(r"</(?:p|div|body|html|article|h1)>", re.I)
_DATE = re.compile(r"((?:19|20)\d\d)[-/.](\d\d)[-/.](\d\d)(?!\d)")
_URL_DATE = re.compile(
    r"/((?:19|20)\d\d)[/-]?([01]\d)[/-]?([0-3]\d)(?:[/_-]|\b)|/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})(?:/|$)"
)
_NEWS = {"newsarticle", "article", "reportagenewsarticle", "blogposting", "analysisnewsarticle", "opinionnewsarticle"}
_DATE_NAMES = {
    "article:published_time", "og:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
    "dcterms.created", "pubdate", "publishdate", "publish-date", "publish_date", "sailthru.date", "parsely-pub-date",
    "cxenseparse:recs:publishtime", "article.published", "published_time", "publication_date",
}  # fmt: skip


def is_html(text: str, name: str) -> bool:
    """Whether a text is HTML: by its first tag, or by a name in ``.html`` and tags anywhere."""
    if _SNIFF.match(text[:2000]):
        return True
    return name.lower().endswith((".html", ".htm", ".xhtml")) and bool(_TAG.search(text[:200_000]))


def visible(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The visible text of a page (title line, then the main content line by line) and what its markup says.

    The second value is a list of (what, value): ``title``, ``site``, ``author``, ``url``, ``language``, and dates as
    ISO days under ``json-ld``, ``meta``, ``time``, ``url-date``, in that order. The text may be empty.
    """
    import lxml.html  # both are slow to import and most pages are plain text
    import trafilatura

    data = text.encode("utf-8", "replace")
    try:
        tree = lxml.html.document_fromstring(data, parser=lxml.html.HTMLParser(encoding="utf-8", huge_tree=True))
    except (lxml.etree.LxmlError, ValueError):
        return "", ()
    said = tuple(_said(tree))
    title = next((v for k, v in said if k == "title"), "")
    main = trafilatura.extract(tree, fast=True, include_comments=False, include_tables=False, deduplicate=False) or ""
    lines = [line.strip() for line in main.splitlines()]
    lines = [line for line in lines if line]
    if lines and title and _bare(lines[0]) == _bare(title):
        del lines[0]
    return "\n".join([*([title] if title else []), *lines]), said


def _said(tree: Any) -> Iterator[tuple[str, str]]:
    """What the markup says, best source first."""
    meta: dict[str, str] = {}
    for tag in tree.iter("meta"):
        key = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower()
        if key and tag.get("content"):
            meta.setdefault(key, " ".join(tag.get("content").split()))
    linked = [entry for entry in _json_ld(tree) if _types(entry) & _NEWS]
    site = meta.get("og:site_name") or next((n for e in linked if (n := _name(e.get("publisher")))), "")
    heads = [" ".join(h.text_content().split()) for h in tree.iter("h1")]
    titles = [_text(e.get("headline")) for e in linked] + [meta.get("og:title", ""), meta.get("twitter:title", "")]
    page = " ".join((tree.findtext(".//title") or "").split())
    title = _headline([t for t in titles if t], [h for h in heads if h], page, site)
    if title:
        yield "title", title
    if site:
        yield "site", site
    author = next((n for e in linked if (n := _name(e.get("author")))), "") or meta.get("author", "")
    if author:
        yield "author", author
    url = next((t.get("href") for t in tree.iter("link") if (t.get("rel") or "").lower() == "canonical"), None)
    url = url or meta.get("og:url") or ""
    if url:
        yield "url", url
    language = (tree.get("lang") or "").split("-")[0].lower()
    if language:
        yield "language", language
    dates = [("json-ld", _text(e.get("datePublished"))) for e in linked]
    dates += [("meta", value) for key, value in meta.items() if key in _DATE_NAMES]
    dates += [("time", t.get("datetime") or "") for t in list(tree.iter("time"))[:1]]
    for origin, value in dates:
        found = _DATE.search(value)
        if found and _is_day(*found.groups()):
            yield origin, "-".join(found.groups())
    found = _URL_DATE.search(url)
    if found:
        year, month, day = (g for g in found.groups() if g)
        if _is_day(year, month, day):
            yield "url-date", f"{year}-{int(month):02}-{int(day):02}"


def _is_day(year: str, month: str, day: str) -> bool:
    return 1 <= int(month) <= 12 and 1 <= int(day) <= 31 and int(year) >= 1990


def _json_ld(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            loaded = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        entries = loaded if isinstance(loaded, list) else [loaded]
        for entry in entries:
            if isinstance(entry, dict):
                graph = entry.get("@graph")
                yield from (e for e in [entry, *(graph if isinstance(graph, list) else [])] if isinstance(e, dict))


def _types(entry: dict[str, Any]) -> set[str]:
    named = entry.get("@type")
    return {str(t).lower() for t in (named if isinstance(named, list) else [named])}


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _name(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else None
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _headline(said: list[str], heads: list[str], page: str, site: str) -> str:
    """The headline without the site's name that the markup hangs on it («العنوان - الموقع»)."""
    for head in heads:  # the visible headline, where the markup confirms it
        if any(_bare(head) and _bare(t).startswith(_bare(head)) for t in [*said, page]):
            return head
    title = (said or heads or [page])[0]
    parts = re.split(r"\s+[-|–—:«»]\s+", title)
    if len(parts) > 1 and (_bare(parts[-1]) == _bare(site) or (not site and len(parts[-1].split()) <= 3)):
        title = title[: title.rindex(parts[-1])].rstrip(" -|–—:«»")
    return title


def _bare(text: str) -> str:
    return "".join(c for c in text if c.isalnum())
