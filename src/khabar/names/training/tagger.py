"""Training the tagger: gold readings brought to labels, and the conditional random field fitted to them."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from khabar.errors import Unreadable
from khabar.model import EntityType, Span
from khabar.names import recognise
from khabar.names.features import Beside, Itself, of_place, of_word, places
from khabar.names.found import Page
from khabar.names.learned import Learned, renewed, using
from khabar.names.tagger import AROUND, OUTSIDE
from khabar.names.words import Words
from khabar.text import view

ARABIC = "\u0621-\u064a\u0671-\u06d3"
BOLDNESS = 0.8
"""Taken from the score of every word outside names: fitted likelihood is too shy, cross-validation likes this best."""
Row = tuple[list[list[str]], list[str]]
"""Features and label of each word of a paragraph."""


class Gold(NamedTuple):
    """An article of a gold reading: its place in the document, and its names as (start, end, type)."""

    document: str
    text: str
    span: Span
    holes: tuple[Span, ...]
    names: tuple[tuple[int, int, EntityType], ...]
    entities: tuple[str, ...] = ()
    """The gold's entity of each name."""

    @property
    def spans(self) -> tuple[Span, ...]:
        """The body without what the gold calls boilerplate."""
        out, at = [], self.span.start
        for hole in sorted(self.holes):
            if self.span.start <= hole.start < self.span.end and hole.start >= at:
                out.append(Span(at, hole.start))
                at = hole.end
        return tuple(s for s in (*out, Span(at, self.span.end)) if s.start < s.end)

    @property
    def body(self) -> str:
        return self.span.of(self.text)


def read_gold(gold: Path, folder: Path) -> list[Gold]:
    """The articles of a gold reading (JSON with ``documents`` and ``entities``), the documents lying in ``folder``.

    Raises :class:`Unreadable` naming the file when it is no gold reading or does not fit its documents.
    """
    try:
        truth = json.loads(gold.read_text(encoding="utf-8"))
        return [article for doc in truth["documents"] for article in _articles(doc, folder, truth["entities"])]
    except OSError as error:
        raise Unreadable(str(error.filename or gold), error.strerror or str(error)) from error
    except (ValueError, KeyError, TypeError) as error:
        raise Unreadable(str(gold), f"no gold reading of the documents in {folder} ({error})") from error


def _articles(doc: dict[str, Any], folder: Path, entities: dict[str, Any]) -> Iterator[Gold]:
    text = (folder / doc["doc"]).read_bytes().decode("utf-8")
    holes = tuple(Span(text.index(b), text.index(b) + len(b)) for b in doc.get("boilerplate", []) if b in text)
    for article in doc["articles"]:
        low = text.index(article["starts"])
        high = text.index(article["ends"], low) + len(article["ends"])
        names = _occurrences(text, Span(low, high), article["mentions"], holes)
        typed = tuple((s, e, _type(entities[entity]["type"])) for s, e, entity in names)
        yield Gold(doc["doc"], text, Span(low, high), holes, typed, tuple(entity for _, _, entity in names))


def _type(type: str) -> EntityType:
    return type if type in ("PER", "ORG", "LOC") else "GROUP"  # type: ignore[return-value]


def _occurrences(
    text: str, inside: Span, surfaces: Iterable[Sequence[str]], holes: Iterable[Span]
) -> list[tuple[int, int, str]]:
    """All places of the surfaces, the longest first, none inside another; particles may stand before."""
    taken, out = list(holes), []
    for surface, entity in sorted(surfaces, key=lambda m: -len(m[0])):
        for hit in re.finditer(re.escape(surface), inside.of(text)):
            span = Span(inside.start + hit.start(), inside.start + hit.end())
            front = re.search(f"[{ARABIC}]*\\Z", text[max(0, span.start - 4) : span.start])
            if re.match(f"[{ARABIC}\u064b-\u0652]", text[span.end : span.end + 1]):
                continue
            if front and front.group() and not re.fullmatch("[وف]?[بلك]?(ال|ل)?ـ?", front.group()):
                continue
            if not any(span.overlaps(t) for t in taken):
                taken.append(span)
                out.append((span.start, span.end, entity))
    return sorted(out)


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
    around, inner = places(page, recognise.by_rules(page))
    where = [of_place(Beside(*a), Itself(*b)) for a, b in zip(around, inner, strict=True)]
    n = len(page.words)
    own = [of_word(page.text(i), True) for i in range(n)]
    beside = [of_word(page.text(i), False) for i in range(n)]
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


def fit(base: Learned, gold: Sequence[Gold], *, l1: float = 0.1, l2: float = 0.1) -> Learned:
    """``base`` with a tagger fitted to the gold articles.

    L-BFGS with both penalties (python-crfsuite, an extra: ``pip install khabar[train]``).
    """
    import pycrfsuite

    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    with using(base):
        for features, marks in (row for article in gold for row in rows(article)):
            trainer.append(pycrfsuite.ItemSequence(features), marks)
    trainer.set_params({"c1": l1, "c2": l2, "max_iterations": 120, "feature.possible_transitions": False})
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
