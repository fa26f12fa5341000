"""How fast times are read, on one core.

    python benchmarks/times.py CORPUS.jsonl[.gz] [--articles 2000]

CORPUS is JSON Lines with at least ``text`` (``published`` is the anchor where it is there). Reading the tables is not
part of the figure; folding the text is.
"""

from __future__ import annotations

import argparse
import itertools
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from speed import records

from khabar import times


def articles(corpus: Path, count: int) -> Iterator[tuple[str, str | None]]:
    """Text and ISO day of the first ``count`` records of a JSON Lines file, packed or not."""
    for record in itertools.islice(records(corpus), count):
        yield record["text"], str(record.get("published") or "")[:10] or None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, default=2000)
    options = parser.parse_args()
    corpus = list(articles(options.corpus, options.articles))
    times.find("اليوم")  # the tables are read
    types: Counter[str] = Counter()
    values = 0
    begin = time.process_time()
    for text, published in corpus:
        for found in times.find(text, published):
            types[found.type] += 1
            values += found.value is not None
    seconds = time.process_time() - begin
    characters = sum(len(text) for text, _ in corpus)
    print(
        f"{len(corpus)} articles of {characters / max(1, len(corpus)):.0f} characters in {seconds:.2f} s of one core: "
        f"{len(corpus) / seconds:.0f} articles/s, {characters / seconds / 1e6:.2f} million characters/s"
    )
    total = sum(types.values())
    print(
        f"{total} times, {values / max(1, total):.1%} with a value: "
        + ", ".join(f"{n} {t}" for t, n in types.most_common())
    )


if __name__ == "__main__":
    main()
