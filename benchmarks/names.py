"""How good and how fast the reading of names is.

    python benchmarks/names.py speed CORPUS.jsonl[.gz] [--articles 1000]
    python benchmarks/names.py quality GOLD.json FOLDER [GOLD.json FOLDER …] [--folds 5]
                               [--readings training/names.tsv --corpus CORPUS.jsonl[.gz]]

``speed`` measures the stage alone, in this process: articles a second after the first fifty, the time in which the
tables and the model load, and memory. ``quality`` cross-validates over documents: the tagger is fitted to four fifths
of the gold readings and reads the rest, in turn; the same pages are read by rules and tables alone. A table of readings
of the corpus's own articles is one more gold reading, learnt from and measured alike. What the corpus
taught (word scores, clusters, silver rates) saw no gold reading, and the model's corpus lacked the gold's articles.

Figures: precision, recall and F1 of mentions (a mention is found when it overlaps six tenths of the longer), the share
of right types among those found, and the B-cubed F1 of their entities. Groups, and bodies of a state («الحكومة …»),
may be marked or not.
"""

from __future__ import annotations

import argparse
import itertools
import random
import re
import resource
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from khabar import names
from khabar.model import Article, Document, Mention, Reading, Span
from khabar.names import gazetteer, learned
from khabar.names.training import corpus, tagger
from khabar.names.training.gold import Gold, read_gold
from khabar.names.training.readings import read_readings
from khabar.text import fold, sentences

FREE = re.compile("(?:ال)?(?:حكومه|سلطات|قوات|شرطه|جيش|نظام)(?: |$)")
WARM = 50


class Figures(NamedTuple):
    """Quality of the mentions of some articles."""

    precision: float
    recall: float
    f1: float
    type: float
    identity: float

    def __str__(self) -> str:
        return "  ".join(f"{name} {value:.3f}" for name, value in zip(self._fields, self, strict=True))


def read(gold: Gold) -> Reading:
    """A gold article's body, read for names alone."""
    document = Document(name=gold.document, sha256="", text=gold.text)
    article = Article(id=gold.document, number=1, document=document, spans=gold.spans)
    found = names.read(article, sentences(gold.text, gold.spans))
    return Reading(article=article, mentions=found.mentions, references=found.references, entities=found.entities)


def figures(pairs: Iterable[tuple[Gold, Reading]]) -> Figures:
    """Compare readings with their gold."""
    right = typed = spurious = missed = 0
    same: list[tuple[str, str]] = []
    for gold, reading in pairs:
        left = list(reading.mentions)
        for (start, end, type), entity in zip(gold.names, gold.entities, strict=True):
            span = Span(start, end)
            hit = next((m for m in left if _overlap(m, span) >= 0.6 * max(end - start, len(m.text))), None)
            if type == "GROUP" or FREE.match(fold(span.of(gold.text))):
                left = [m for m in left if not m.span.overlaps(span)]
            elif hit is None:
                missed += 1
            else:
                left.remove(hit)
                right += 1
                typed += hit.type == type
                same.append((hit.entity, entity))
        spurious += sum(m.type != "GROUP" and not FREE.match(fold(m.text)) for m in left)
    precision, recall = right / max(1, right + spurious), right / max(1, right + missed)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return Figures(precision, recall, f1, typed / max(1, right), _b_cubed(same))


def _overlap(mention: Mention, span: Span) -> int:
    return min(mention.span.end, span.end) - max(mention.span.start, span.start)


def _b_cubed(same: Sequence[tuple[str, str]]) -> float:
    if not same:
        return 0.0
    ours, theirs, both = Counter(a for a, _ in same), Counter(b for _, b in same), Counter(same)
    p = sum(both[x] / ours[x[0]] for x in same) / len(same)
    r = sum(both[x] / theirs[x[1]] for x in same) / len(same)
    return 2 * p * r / (p + r)


def quality(articles: Mapping[Path, Sequence[Gold]], folds: int) -> None:
    """Print the figures of each gold reading, by rules and tables alone and with the tagger, cross-validated."""
    documents = sorted({(gold, a.document) for gold, listed in articles.items() for a in listed})
    random.Random(0).shuffle(documents)
    base = learned.renewed(learned.learned(), labels=())
    rules: dict[tuple[Path, int], Reading] = {}
    tagged: dict[tuple[Path, int], Reading] = {}
    for fold_number in range(folds):
        test = set(documents[fold_number::folds])
        train = [a for gold, listed in articles.items() for a in listed if (gold, a.document) not in test]
        fitted = tagger.fit(base, train)
        for gold, listed in articles.items():
            for i, article in enumerate(listed):
                if (gold, article.document) in test:
                    for model, out in ((base, rules), (fitted, tagged)):
                        with learned.using(model):
                            out[gold, i] = read(article)
        print(f"fold {fold_number + 1} of {folds}: {len(train)} articles to learn from", flush=True)
    for gold, listed in articles.items():
        for label, found in (("rules and tables", rules), (f"tagger, {folds} folds", tagged)):
            linked = names.link([found[gold, i] for i in range(len(listed))])
            print(f"{gold.name}  {label:<18} {figures(zip(listed, linked, strict=True))}")


def speed(path: Path, count: int) -> None:
    """Print articles a second, loading times and memory."""
    begin = time.perf_counter()
    gazetteer.warm()
    tables = time.perf_counter() - begin
    begin = time.perf_counter()
    learned.learned()
    model = time.perf_counter() - begin
    ready = []
    for number, row in enumerate(itertools.islice(corpus.articles(path), count + WARM)):
        text = f"{row['title']}\n{row['text']}"
        document = Document(name=str(number), sha256="", text=text)
        article = Article(id=str(number), number=1, document=document, spans=(Span(0, len(text)),))
        ready.append((article, sentences(text, article.spans)))
    for article, lines in ready[:WARM]:
        names.read(article, lines)
    begin = time.process_time()
    for article, lines in ready[WARM:]:
        names.read(article, lines)
    spent = time.process_time() - begin
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{(len(ready) - WARM) / spent:.0f} articles/s  tables {tables:.2f} s  model {model:.2f} s  {memory:.0f} MB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    fast = commands.add_parser("speed")
    fast.add_argument("corpus", type=Path)
    fast.add_argument("--articles", type=int, default=1000)
    good = commands.add_parser("quality")
    good.add_argument("golds", type=Path, nargs="+", help="gold readings, each with the folder of its documents")
    good.add_argument("--folds", type=int, default=5)
    good.add_argument("--readings", type=Path, help="a table of readings of the corpus's articles")
    good.add_argument("--corpus", type=Path)
    options = parser.parse_args()
    if options.command == "speed":
        speed(options.corpus, options.articles)
    elif len(options.golds) % 2:
        parser.error("every gold reading needs the folder of its documents after it")
    elif options.readings and not options.corpus:
        parser.error("readings tell of articles of a corpus: --corpus")
    else:
        pairs = zip(options.golds[::2], options.golds[1::2], strict=True)
        golds = {gold: read_gold(gold, folder) for gold, folder in pairs}
        if options.readings:
            golds[options.readings] = read_readings(options.readings, options.corpus)
        quality(golds, options.folds)


if __name__ == "__main__":
    main()
