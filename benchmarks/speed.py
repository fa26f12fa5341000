"""How fast `khabar extract` is, how much memory it takes, and how both grow.

    python benchmarks/speed.py CORPUS.jsonl[.gz] [--articles 2000] [--save]

CORPUS is JSON Lines with at least ``title`` and ``text`` (``published`` is used when there). Every measured run is the
whole process, as a user starts it, held to one processor core where the system allows that: reading the
interpreter and the tables is part of the figure. The articles are first written as text pages into a folder.
"""

from __future__ import annotations

import argparse
import datetime
import gzip
import itertools
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def records(corpus: Path) -> Iterator[dict[str, Any]]:
    """The records of a JSON Lines file, packed or not."""
    opener = gzip.open if corpus.suffix == ".gz" else open
    with opener(corpus, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def write_pages(corpus: Path, count: int, folder: Path) -> int:
    """Write the first ``count`` articles as pages; returns their characters."""
    characters = 0
    for number, record in enumerate(itertools.islice(records(corpus), count)):
        head = [record["title"], str(record.get("published") or "")[:10]]
        page = "\n".join(filter(None, head)) + "\n\n" + record["text"] + "\n"
        characters += len(page)
        (folder / f"{number:06}.txt").write_text(page, encoding="utf-8")
    return characters


def one_core() -> None:
    """Hold the process to one core, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def measure(folder: Path) -> dict[str, float]:
    """One run of ``khabar extract`` over a folder."""
    with tempfile.TemporaryDirectory() as out:
        target = Path(out) / "records.jsonl"
        begin = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "khabar", "extract", str(folder), "-o", str(target)], preexec_fn=one_core
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        if status:
            raise SystemExit(f"khabar extract failed (status {status})")
        articles = sentences = 0
        with target.open(encoding="utf-8") as file:
            for line in file:
                articles += 1
                sentences += len(json.loads(line)["sentences"])
    per_kilobyte = 1024 if sys.platform != "darwin" else 1024 * 1024
    return {
        "articles": articles,
        "sentences": sentences,
        "seconds": round(seconds, 2),
        "cpu_seconds": round(usage.ru_utime + usage.ru_stime, 2),
        "peak_mb": round(usage.ru_maxrss / per_kilobyte, 1),
    }


def save(kind: str, figures: dict[str, Any]) -> None:
    """Write figures to ``benchmarks/results/[KIND-]DATE.json``, with the machine that they are of."""
    results = Path(__file__).parent / "results"
    results.mkdir(exist_ok=True)
    path = results / f"{kind and kind + '-'}{datetime.date.today().isoformat()}.json"
    machine = {"python": platform.python_version(), "machine": platform.machine()}
    path.write_text(json.dumps({**machine, **figures}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"written to {path}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--save", action="store_true", help="write the figures to benchmarks/results/DATE.json")
    options = parser.parse_args()
    rows = []
    for count in (options.articles // 4, options.articles):
        with tempfile.TemporaryDirectory() as folder:
            characters = write_pages(options.corpus, count, Path(folder))
            row = measure(Path(folder))
        row["characters"] = characters
        rows.append(row)
        print(
            f"{row['articles']:>6.0f} articles  {row['articles'] / row['cpu_seconds']:7.1f} articles/s  "
            f"{row['sentences'] / row['cpu_seconds']:8.0f} sentences/s  peak {row['peak_mb']:6.1f} MB  "
            f"{row['seconds']:7.2f} s wall, {row['cpu_seconds']:.2f} s of one core"
        )
    small, large = rows
    growth = (large["cpu_seconds"] / small["cpu_seconds"]) / (large["characters"] / small["characters"])
    print(f"growth from {small['articles']:.0f} to {large['articles']:.0f}: {growth:.2f} × linear in the characters")
    if options.save:
        save("", {"extract": rows, "growth": round(growth, 3)})


if __name__ == "__main__":
    main()
