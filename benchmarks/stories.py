"""How long the filing of many articles takes after reading, how much memory, how both grow, and what 100 more cost.

    python benchmarks/stories.py CORPUS.jsonl[.gz] [--articles 5000 20000] [--more 100] [--readings FILE] [--save]

CORPUS is JSON Lines with at least ``title`` and ``text`` (``published`` and ``source`` are used when there); the
articles are taken in the order of their days, as news come, so that more articles are more days, not fuller ones.
Reading the articles takes much longer than filing them and is not measured here (``speed.py`` does); with
``--readings`` the readings are kept in a file and taken from it the next time. Each size is filed in a process of its
own, held to one core where the system allows that. Seconds are of processor time; memory is the peak of the process,
readings included.
"""

from __future__ import annotations

import argparse
import itertools
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
from speed import one_core, records, save

from khabar import pages
from khabar.errors import Unreadable
from khabar.model import Named, Reading
from khabar.pipeline import analyse
from khabar.stories import Filing

_LENGTH = 4
"""Bytes that tell the length of a reading in the file."""


def read(corpus: Path, count: int, target: Path) -> None:
    """Read the first ``count`` articles of a corpus into a file."""
    encode = msgspec.msgpack.Encoder().encode
    with target.open("wb") as file:
        ordered = sorted(records(corpus), key=lambda record: str(record.get("published")))
        for number, record in enumerate(ordered[:count]):
            head = [record["title"], str(record.get("published") or "")[:10]]
            page = "\n".join(filter(None, head)) + "\n\n" + record["text"] + "\n"
            try:
                articles = pages.articles(pages.document(page.encode(), f"{number:06}.txt"))
            except Unreadable:
                continue
            for article in articles[:1]:
                source = record.get("source")
                outlet = Named(id=source, name=source) if source else article.outlet
                data = encode(analyse(msgspec.structs.replace(article, outlet=outlet)))
                file.write(len(data).to_bytes(_LENGTH, "little") + data)


def load(path: Path) -> Iterator[Reading]:
    """The readings of a file that :func:`read` wrote."""
    decoder = msgspec.msgpack.Decoder(Reading)
    with path.open("rb") as file:
        while length := file.read(_LENGTH):
            yield decoder.decode(file.read(int.from_bytes(length, "little")))


def measure(path: Path, count: int, more: int) -> dict[str, float]:
    """File ``count`` readings, then ``more`` of the last day; the figures of both."""
    one_core()
    readings = list(itertools.islice(load(path), count + more))
    extra = readings[max(0, len(readings) - more) :]
    readings = readings[: len(readings) - len(extra)]
    begin = time.process_time()
    filing = Filing().extended(readings)
    seconds = time.process_time() - begin
    begin = time.process_time()
    extended = filing.extended(extra)
    again = time.process_time() - begin
    per_kilobyte = 1024 if sys.platform != "darwin" else 1024 * 1024
    return {
        "articles": len(readings),
        "characters": sum(len(r.article.document.text) for r in readings),
        "stories": len(filing.stories),
        "seconds": round(seconds, 2),
        "more": len(extra),
        "more_stories": len(extended.stories) - len(filing.stories),
        "more_seconds": round(again, 2),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / per_kilobyte, 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, nargs="+", default=[5000, 20000])
    parser.add_argument("--more", type=int, default=100)
    parser.add_argument("--readings", type=Path, help="keep the readings in this file")
    parser.add_argument("--save", action="store_true", help="write the figures to benchmarks/results/stories-DATE.json")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.readings or Path(folder) / "readings"
        if not path.exists():
            read(options.corpus, max(options.articles) + options.more, path)
        rows = []
        for count in sorted(options.articles):
            with multiprocessing.get_context("spawn").Pool(1) as pool:
                row = pool.apply(measure, (path, count, options.more))
            rows.append(row)
            print(
                f"{row['articles']:>6} articles  {row['stories']:>6} stories  {row['seconds']:7.1f} s  "
                f"{1000 * row['seconds'] / row['articles']:5.2f} ms each  peak {row['peak_mb']:7.1f} MB  "
                f"{row['more']} more in {row['more_seconds']:.2f} s"
            )
    small, large = rows[0], rows[-1]
    growth = (large["seconds"] / small["seconds"]) / (large["characters"] / small["characters"])
    print(f"growth from {small['articles']} to {large['articles']}: {growth:.2f} × linear in the characters")
    if options.save:
        save("stories", {"stories": rows, "growth": round(growth, 3)})


if __name__ == "__main__":
    main()
