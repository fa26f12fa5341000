"""How many articles a second the reader of events takes on one core, the stages before it left out.

    python benchmarks/events.py CORPUS.jsonl[.gz] [--articles 500]

CORPUS is JSON Lines with ``title``, ``text`` and ``published``. Times, names and statements of the articles are read
first and not counted; then events and agreements are read once to warm the tables and once more on the clock.
"""

from __future__ import annotations

import argparse
import itertools
import time
from pathlib import Path

from speed import one_core, records

from khabar import events, names, statements, times
from khabar.model import Article, Document, Names, Span
from khabar.text import sentences


def article(number: int, record: dict[str, str]) -> Article:
    text = f"{record['title']}\n{record['text']}"
    return Article(
        id=str(number),
        number=1,
        document=Document(name=str(number), sha256=str(number), text=text),
        spans=(Span(len(record["title"]) + 1, len(text)),),
        title=record["title"],
        title_span=Span(0, len(record["title"])),
        published=str(record.get("published") or "")[:10] or None,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, default=500)
    options = parser.parse_args()
    one_core()
    ready = []
    for number, record in enumerate(itertools.islice(records(options.corpus), options.articles)):
        page = article(number, record)
        lines = sentences(page.document.text, page.spans)
        when = times.read(page.document.text, page.spans, page.published)
        who = names.read(page, lines)
        said = statements.read(page, lines, when, who)
        everyone = Names(mentions=who.mentions, references=who.references, entities=(*who.entities, *said.entities))
        ready.append((page, lines, when, everyone, said.statements))
    for part in ready[:20]:
        events.read(*part)
    begun = time.perf_counter()
    found = [events.read(*part) for part in ready]
    spent = time.perf_counter() - begun
    told = sum(len(f.events) for f in found)
    pacts = sum(len(f.agreements) for f in found)
    print(f"{len(ready)} articles, {told} events, {pacts} agreements: {len(ready) / spent:.0f} articles a second")


if __name__ == "__main__":
    main()
