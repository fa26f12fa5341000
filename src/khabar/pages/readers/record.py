"""A record of a corpus or a feed → a document: its headline, its text, and what its columns say of it."""

from __future__ import annotations

import datetime as dt
import email.utils
import hashlib
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from khabar.errors import Unreadable
from khabar.model import Document, Mark, Span
from khabar.pages import published
from khabar.pages.readers import html, page
from khabar.pages.readers.options import Options
from khabar.pages.readers.said import day, without_site
from khabar.text import fold, rows

_PLAIN = re.compile(r"[\s_\-]+")
_EARLIEST = dt.datetime(1990, 1, 1, tzinfo=dt.UTC).timestamp()


def composed(
    name: str,
    form: str,
    title: str,
    body: str,
    said: tuple[tuple[str, str], ...],
    raw: bytes,
    encoding: str = "utf-8",
) -> Document:
    """The document of a headline and a text that stand apart in their container: a line for the headline, then the
    text as it is, or, where it is HTML, its blocks. Raises :class:`Unreadable` when there is no text."""
    title = " ".join(title.split())
    lines: list[str] = [title] if title else []
    marks: list[Mark] = [Mark(span=Span(0, len(title)), kind="title")] if title else []
    at = len(title) + 1 if title else 0
    if html.has_markup(body):
        for piece in html.fragment(body):
            marks.append(Mark(span=Span(at, at + len(piece.text)), kind=piece.kind, rule=piece.rule))
            lines.append(piece.text)
            at += len(piece.text) + 1
    elif body.strip():
        lines.append(body)
    if len(lines) == bool(title):
        raise Unreadable(name, "the record holds no text")
    return Document(
        name=name,
        sha256=hashlib.sha256(raw).hexdigest(),
        text="\n".join(lines),
        format=form,
        encoding=encoding,
        said=said,
        marks=tuple(marks),
    )


def of_columns(record: Mapping[str, Any], name: str, raw: bytes, options: Options) -> Document:
    """The document of a record by the names of its columns. Raises :class:`Unreadable` when it holds no text."""
    columns = {_plain(k): k for k in record}

    def value(role: str) -> str:
        wanted = options.fields.get(role)
        for column in [wanted] if wanted else _names(role):
            found = record.get(column) if wanted else record.get(columns.get(column or "", ""))
            if text := _text(found):
                return text
        return ""

    title, body = value("title"), value("text")
    said = [("title", title)] if title else []
    said += [(role, text) for role in ("url", "author", "section") if (text := value(role))]
    said += [("site", text)] if (text := value("outlet")) else []
    said += [("language", text.split("-")[0].lower())] if (text := value("language")) else []
    for role, origin in (("published", "field"), ("changed", "meta:updated"), ("crawled", "crawled")):
        if found := a_day(value(role)):
            said.append((origin, found))
    pairs = tuple(said)
    if not body or ("text" not in options.fields and value("html") and len(body) < 40):
        if value("html"):
            return page.document(value("html").encode("utf-8", "replace"), name, pairs)
        if not title:
            raise Unreadable(name, f"no column with text ({', '.join(map(str, list(record)[:12]))}); --field text=NAME")
    return composed(name, "record", without_site(title, dict(pairs).get("site", "-")), body, pairs, raw)


@lru_cache(maxsize=16)
def _names(role: str) -> tuple[str, ...]:
    return tuple(_plain(n) for row in rows("columns.tsv") if row["role"] == role for n in row["names"].split("|"))


def roles() -> list[str]:
    """The roles that a column can have."""
    return [row["role"] for row in rows("columns.tsv")]


def identity(record: Mapping[str, Any], options: Options) -> str:
    """What the record calls itself, fit for a name; empty where it says nothing."""
    columns = {_plain(k): k for k in record}
    wanted = [options.fields["id"]] if "id" in options.fields else [columns.get(n, "") for n in _names("id")]
    found = next((t for c in wanted if (t := _text(record.get(c)))), "")
    return re.sub(r"\s+", "_", found)[:80]


def _plain(name: str) -> str:
    return _PLAIN.sub("", str(name)).lower()


def _text(value: Any) -> str:
    """A column's value as text: of a list its items line by line, of an object its name."""
    if isinstance(value, str):
        return value.strip("\ufeff")
    if isinstance(value, dict):
        return next((t for k in ("name", "title", "text", "rendered", "value") if (t := _text(value.get(k)))), "")
    if isinstance(value, (list, tuple)):
        return "\n".join(filter(None, map(_text, value)))
    if isinstance(value, (dt.date, dt.datetime)):
        return value.isoformat()
    return "" if value is None or isinstance(value, (bool, bytes)) else str(value)


def a_day(value: str) -> str | None:
    """The ISO day of a date however a corpus or feed writes it: ISO, RFC 2822, seconds or milliseconds since 1970,
    words; None for none. The day is the one in the time zone written there."""
    value = value.strip()
    if not value:
        return None
    if found := day(value):
        return found
    if re.fullmatch(r"\d{9,13}(?:\.\d+)?", value):
        seconds = float(value) / (1000 if float(value) > 1e11 else 1)
        if _EARLIEST <= seconds < 4e9:
            return dt.datetime.fromtimestamp(seconds, dt.UTC).date().isoformat()
        return None
    parsed = email.utils.parsedate(value)
    if parsed:
        try:
            return dt.date(*parsed[:3]).isoformat()
        except ValueError:
            return None
    dates = published.header_dates(fold(value))
    return dates[0].day if dates else None


def numbered(
    name: str, records: Iterator[tuple[int, Mapping[str, Any], bytes]], options: Options
) -> Iterator[Document | Unreadable]:
    """The documents of a container's records. A record is named by what it calls itself, or by its number; one that
    repeats another's name has its number behind it."""
    seen: set[bytes] = set()
    for number, record, raw in records:
        own = identity(record, options)
        digest = hashlib.blake2b(own.encode("utf-8", "replace"), digest_size=8).digest()
        if own and digest in seen:
            own = f"{own}@{number}"
        seen.add(digest)
        key = f"{name}#{own or number}"
        try:
            yield of_columns(record, key, raw, options)
        except Unreadable as error:
            yield error
