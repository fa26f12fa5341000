"""Learning what ``data/names.model`` holds, for ``khabar train names`` only; nothing here runs while reading.

In this order: word scores from the tables and a raw corpus, clusters and topics from the corpus, silver rates (what
rules and tables make of each word all over the corpus), and last the tagger, the only part that gold readings teach.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from khabar.names.learned import MODEL, Learned, renewed, save
from khabar.names.training import clusters, scores, silver
from khabar.names.training.corpus import Counts, articles, without
from khabar.names.training.gold import Gold, read_gold
from khabar.names.training.readings import read_readings
from khabar.names.training.tagger import fit
from khabar.text import table_path


def train(
    corpus: Path,
    golds: Iterable[tuple[Path, Path]],
    readings: Iterable[Path] = (),
    ours: Path | None = None,
    out: Path | None = None,
    tell: Callable[[str], object] = lambda _: None,
) -> Learned:
    """Learn everything and write it to ``out`` (by default the file that the package reads).

    ``golds`` are gold readings with the folders of their documents, ``readings`` tables of readings of the corpus's
    own articles; of those of ``ours`` the corpus may lack some. Raises :class:`khabar.errors.Unreadable` when one of
    them is none.
    """
    gold = [article for file, folder in golds for article in read_gold(file, folder)]
    gold += [article for file in readings for article in read_readings(file, corpus)]
    gold += read_readings(ours, corpus, partly=True) if ours else []
    start = base(corpus, gold, tell)
    learned = fit(start, gold)
    tell(f"tagger: {len(learned.features)} features of {len(gold)} articles")
    target = out or table_path(MODEL)
    part = target.with_name(target.name + ".part")
    with part.open("wb") as file:
        save(learned, file)
    part.replace(target)
    return learned


def base(corpus: Path, gold: Sequence[Gold], tell: Callable[[str], object] = lambda _: None) -> Learned:
    """What the corpus teaches without a gold reading; the articles of ``gold`` are left out of it."""
    bodies = [article.body for article in gold]
    counts = Counts(without(articles(corpus), bodies))
    tell(f"corpus: {len(counts.rows)} articles, {len(counts.vocabulary())} frequent words")
    words, letters = scores.learn(counts)
    tell("scores learnt")
    groups = clusters.cluster(counts)
    learned = Learned(scores=words, letters=letters, clusters=groups, topics=clusters.topics(counts, groups))
    tell("clusters learnt")
    rates = silver.rates(learned, without(articles(corpus), bodies), words)
    tell(f"silver: {len(rates)} words of names")
    return renewed(learned, rates=rates)


__all__ = ["base", "train"]
