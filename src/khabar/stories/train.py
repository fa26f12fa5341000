"""Rebuild the background table: ``python -m khabar.stories.train CORPUS.jsonl.gz [-o TABLE]``.

The corpus is JSON Lines with ``title`` and ``text``. The table says in how many articles each light stem stands; it
holds no text. Stems rarer than the floor are left out, as the filing treats what it does not know as rare.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from khabar.stories.stems import WORD, strip
from khabar.text import fold, table_path

_FLOOR = 4
_CLITICS = "وفبلكس"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=table_path("story_frequencies.tsv"))
    options = parser.parse_args()
    words: list[set[str]] = [set(WORD.findall(fold(text))) for text in _texts(options.corpus)]
    bare = {w: strip(w) if "\u0621" <= w[0] <= "\u064a" else w for text in words for w in text}
    first = Counter(s for text in words for s in {bare[w] for w in text})
    final = {w: _without_clitic(s, first) for w, s in bare.items()}
    counts = Counter(s for text in words for s in {final[w] for w in text} if not s[0].isdigit())
    options.output.write_text(_table(counts, len(words)), encoding="utf-8")


def _texts(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            yield f"{record.get('title') or ''}\n{record.get('text') or ''}"


def _without_clitic(stem: str, counts: Counter[str]) -> str:
    if stem[0] in _CLITICS and len(stem) > 3:
        rest = strip(stem[1:])
        if counts[rest] > 2 * counts[stem]:
            return rest
    return stem


def _table(counts: Counter[str], articles: int) -> str:
    by_count = defaultdict(list)
    for stem, n in counts.items():
        if n >= _FLOOR and len(stem) > 1:
            by_count[n].append(stem)
    lines = [
        "# In how many articles of a season of Arabic news a light stem stands (python -m khabar.stories.train).",
        "# The row * gives the number of articles counted.",
        "articles\tstems",
        f"{articles}\t*",
    ]
    lines += [f"{n}\t{'|'.join(sorted(by_count[n]))}" for n in sorted(by_count, reverse=True)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
