"""Training the tagger: gold readings brought to labels, and the conditional random field fitted to them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from khabar.names import recognise
from khabar.names.features import SPELT, Beside, Groups, Itself, of_place, of_word, places
from khabar.names.found import Page
from khabar.names.learned import Learned, renewed, using
from khabar.names.tagger import AROUND, OUTSIDE
from khabar.names.training.gold import Gold
from khabar.names.words import Words
from khabar.text import view

BOLDNESS = 0.2
"""Taken from the score of every word outside names: fitted likelihood is too shy, cross-validation likes this best."""
Row = tuple[list[list[str]], list[str]]
"""Features and label of each word of a paragraph."""


def page_of(gold: Gold) -> Page:
    return Page(Words(view(gold.text), gold.spans))


def rows(gold: Gold) -> Iterator[Row]:
    """The labelled paragraphs of a gold article, as the rules that are in force see it."""
    page = page_of(gold)
    labels = [OUTSIDE] * len(page.words)
    folded = page.words.view
    for start, end, type in gold.names:
        low, high = folded.key_at(start), folded.key_at(end)
        inside = [i for i, w in enumerate(page.words.list) if w.start < high and low < w.end]
        if not inside:
            continue
        first = inside[0]
        skip = max(0, low - page.words.list[first].start)
        for i in inside:
            labels[i] = f"I-{type}"
        labels[first] = f"B{min(skip, 3)}-{type}"
    yield from paragraphs(page, labels)


def paragraphs(page: Page, labels: Sequence[str]) -> Iterator[Row]:
    """The page's paragraphs with the features of each word."""
    parts = zip(*places(page, recognise.by_rules(page)), strict=True)
    where = [of_place(Beside(*around), Itself(*inner), Groups(*groups)) for around, inner, groups in parts]
    n = len(page.words)
    own = [of_word(page.text(i), True, SPELT) for i in range(n)]
    beside = [of_word(page.text(i), False, SPELT) for i in range(n)]
    bounds = [i for i in range(n) if page.gap(i) == "\n"]
    for begin, end in zip(bounds, [*bounds[1:], n], strict=True):
        features = []
        for i in range(begin, end):
            seen = list(where[i])
            for shift in AROUND:
                if 0 <= i + shift < n:
                    seen += [f"{shift}{f}" for f in (beside[i + shift] if shift else own[i])]
            features.append(seen)
        yield features, list(labels[begin:end])


def fit(base: Learned, gold: Sequence[Gold], *, l1: float = 0.1, l2: float = 0.1, least: int = 3) -> Learned:
    """``base`` with a tagger fitted to the gold articles.

    L-BFGS with both penalties (python-crfsuite, an extra: ``pip install khabar[train]``).
    """
    import pycrfsuite

    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    with using(base):
        for features, marks in (row for article in gold for row in rows(article)):
            trainer.append(pycrfsuite.ItemSequence(features), marks)
    trainer.set_params(
        {
            "c1": l1,
            "c2": l2,
            "max_iterations": 120,
            "feature.minfreq": least,
            "feature.possible_transitions": False,
        }
    )
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "tagger")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
    labels = tuple(sorted(info.labels))
    column = {label: i for i, label in enumerate(labels)}
    names = sorted({name for name, _ in info.state_features})
    place = {name: i for i, name in enumerate(names)}
    weights = np.zeros((len(names), len(labels)), dtype=np.float32)
    for (name, label), weight in info.state_features.items():
        weights[place[name], column[label]] = weight
    steps = np.zeros((len(labels), len(labels)), dtype=np.float32)
    for (one, two), weight in info.transitions.items():
        steps[column[one], column[two]] = weight
    steps[:, column[OUTSIDE]] -= BOLDNESS
    return renewed(base, labels=labels, features=place, weights=weights, transitions=steps)
