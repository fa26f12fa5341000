"""Readings of a corpus's articles as a table of offsets (``training/names.tsv``): names without the text they stand in.

One row a name: the article's id, first and last offset in ``title + "\\n" + text`` (code points, end exclusive), type,
entity. The type ``SKIP`` marks what is no part of the article. An article without a name has a row without a type.
Lines that begin with ``#`` are comments.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from khabar.errors import Unreadable
from khabar.model import Span
from khabar.names.training.corpus import articles
from khabar.names.training.gold import Gold, type_of

COLUMNS = ["article", "start", "end", "type", "entity"]
SKIP = "SKIP"
Name = tuple[int, int, str, str]


def read_readings(file: Path, corpus: Path, *, partly: bool = False) -> list[Gold]:
    """The articles that a table of readings tells of, sorted by id, their text taken from the corpus.

    Raises :class:`Unreadable` naming the table when it is none, or when the corpus lacks one of its articles; with
    ``partly`` such an article is left out.
    """
    names = _names(file)
    texts = {str(row["id"]): f"{row['title']}\n{row['text']}" for row in articles(corpus) if row.get("id") in names}
    out = []
    for id, found in sorted(names.items()):
        if id not in texts and partly:
            continue
        if id not in texts:
            raise Unreadable(str(file), f"the corpus {corpus} has no article {id}")
        out.append(_gold(file, id, texts[id], found))
    return out


def _names(file: Path) -> dict[str, list[Name]]:
    """Article → its names."""
    names: dict[str, list[Name]] = defaultdict(list)
    try:
        with file.open(encoding="utf-8", newline="") as lines:
            table = csv.DictReader((line for line in lines if not line.startswith("#")), dialect="excel-tab")
            if lacks := {*COLUMNS}.difference(table.fieldnames or ()):
                raise KeyError(*sorted(lacks))
            for row in table:
                found = names[row["article"]]
                if row["type"]:
                    found.append((int(row["start"]), int(row["end"]), row["type"], row["entity"]))
    except OSError as error:
        raise Unreadable(str(file), error.strerror or str(error)) from error
    except (ValueError, KeyError, TypeError) as error:
        raise Unreadable(str(file), f"no table of {', '.join(COLUMNS)} ({error})") from error
    return names


def _gold(file: Path, id: str, text: str, found: Iterable[Name]) -> Gold:
    ordered = sorted(found)
    named = [name for name in ordered if name[2] != SKIP]
    if ordered and ordered[-1][1] > len(text):
        raise Unreadable(str(file), f"article {id} is shorter in the corpus than where its names stand")
    return Gold(
        document=id,
        text=text,
        span=Span(0, len(text)),
        holes=tuple(Span(start, end) for start, end, type, _ in ordered if type == SKIP),
        names=tuple((start, end, type_of(type)) for start, end, type, _ in named),
        entities=tuple(entity for *_, entity in named),
        headed=True,
    )
