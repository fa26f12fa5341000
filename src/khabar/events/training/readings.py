"""Tables of readings: which events careful readers recorded of a corpus's articles. No text stands in them.

Offsets are code points into title + line feed + text of the article; the pages are laid out as crawled ones are.
"""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from khabar.errors import Unreadable

_COLUMNS = ("article", "start", "end", "type", "status", "actors", "recipients", "when", "where")


def nothing_learnt(
    golds: Sequence[tuple[Path, Path]], readings: tuple[Path, Path] | None, what: str = ""
) -> Unreadable:
    """What is raised where no event was found on any page; ``what``: that it should have been given."""
    source = golds[0][0] if golds or not readings else readings[0]
    given = f" with a {what}" if what else ""
    return Unreadable(source.name, f"no event of it is found on its pages{given}: nothing to learn from")


class Told(NamedTuple):
    """An event as a reader recorded it: its type, the place that tells it, how it stands, who takes part by name, when
    and where (None if the article does not say). What is recorded, who takes part and when are learnt from it; how it
    stands and where are there to measure the rules by."""

    type: str
    start: int
    end: int
    status: str
    actors: frozenset[str]
    recipients: frozenset[str]
    when: str | None
    where: str | None

    @property
    def cast(self) -> frozenset[str]:
        """Who takes part, on either side."""
        return self.actors | self.recipients


def pages_of(table: Path, corpus: Path) -> Iterator[tuple[str, str, list[Told]]]:
    """The pages of the articles that a table reads: text, name, and the events with their offsets in that text.

    Raises :class:`khabar.errors.Unreadable` for a table without its columns or a corpus that lacks its articles.
    """
    wanted = _rows(table)
    for article in _articles(corpus):
        rows = wanted.pop(str(article.get("id")), None)
        if rows is None:
            continue
        try:
            title, text = article["title"] + "\n", article["text"] + "\n"
            dated = f"نشرت في: {'/'.join(reversed(article['published'][:10].split('-')))}\n\n"
        except (KeyError, TypeError) as error:
            raise Unreadable(corpus.name, f"article {article['id']} has no title, text or published") from error
        shift = len(dated)
        told = [r._replace(start=r.start + shift, end=r.end + shift) for r in rows]
        yield title + dated + text, article["id"], told
    if wanted:
        raise Unreadable(corpus.name, f"{len(wanted)} of the articles that {table.name} reads are not in it")


def _rows(table: Path) -> dict[str, list[Told]]:
    """Article → its events, with offsets in the article."""
    out: dict[str, list[Told]] = {}
    try:
        lines = [x for x in table.read_text(encoding="utf-8").split("\n") if x and not x.startswith("#")]
        table_rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        if lacks := {*_COLUMNS}.difference(table_rows.fieldnames or ()):
            raise KeyError(*sorted(lacks))
        for row in table_rows:
            if None in row.values():
                raise ValueError(f"a row of {row['article']} is cut short")
            told = out.setdefault(row["article"], [])
            event = Told(
                row["type"],
                int(row["start"]),
                int(row["end"]),
                row["status"],
                frozenset(row["actors"].split()),
                frozenset(row["recipients"].split()),
                row["when"] or None,
                row["where"] or None,
            )
            told += [event] if event.type else []
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise Unreadable(table.name, f"no table of readings: {', '.join(_COLUMNS)} ({error})") from error
    return out


def _articles(corpus: Path) -> Iterator[dict[str, str]]:
    with corpus.open("rb") as file:
        packed = gzip.GzipFile(fileobj=file) if corpus.suffix == ".gz" else file
        for number, line in enumerate(packed, 1):
            try:
                article = json.loads(line) if line.strip() else None
            except ValueError as error:
                raise Unreadable(corpus.name, f"line {number} is no JSON") from error
            if isinstance(article, dict):
                yield article
