"""The learned tagger: a linear-chain conditional random field over the words of an article.

It sees what the rules propose (their type, rule and edges), what the tables say, the word's letters, score and
cluster, the marks round it, and what the rest of the page makes of the same word; and it decides which proposals stand,
where they end, and what else is a name. Weights come from ``khabar train names``; the best labelling is Viterbi's.

A label is ``O``, ``I-PER`` or ``B1-PER``: begins a name of a person after one letter of particles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from itertools import product
from typing import Any, NamedTuple

import numpy as np

from khabar.model import EntityType
from khabar.names.features import Beside, Itself, Look, look_up, of_itself, of_pair, of_surroundings, of_word, places
from khabar.names.found import Found, Page
from khabar.names.learned import Floats, Learned, learned

TYPES: tuple[EntityType, ...] = ("PER", "ORG", "LOC", "GROUP")
OUTSIDE = "O"
AROUND = (-2, -1, 0, 1, 2)
FAR = 7.0
"""By so much a word is surely outside names, whatever stands beside it; steps from label to label cost less."""
_FORBIDDEN = -1e4


class Tag(NamedTuple):
    """A name that the tagger sees: words ``first`` to ``last`` (inclusive) without ``skip`` letters of the first."""

    first: int
    skip: int
    last: int
    type: EntityType


def tag(page: Page, found: Sequence[Found]) -> list[Tag]:
    """The names that the tagger sees on a page for which the rules propose ``found``; none without a trained model."""
    model = learned()
    if not model.labels or not len(page.words):
        return []
    scores = _emissions(page, found, model)
    bounds = [i for i, word in enumerate(page.words.list) if word.gap == "\n"]
    labels = [model.labels[k] for k in viterbi(scores, bounds, _steps(model), model.labels.index(OUTSIDE))]
    out: list[Tag] = []
    for begin, end in zip(bounds, [*bounds[1:], len(page.words)], strict=True):
        out += tags(labels[begin:end], begin)
    return out


def tags(labels: Sequence[str], begin: int = 0) -> Iterable[Tag]:
    """The names that a row of labels tells, the first word being number ``begin``."""
    first, skip, type = -1, 0, ""
    for i, label in enumerate([*labels, OUTSIDE]):
        if label.startswith("I-") or (first < 0 and label == OUTSIDE):
            continue
        if first >= 0:
            yield Tag(begin + first, skip, begin + i - 1, type)  # type: ignore[arg-type]
        first = -1
        if label != OUTSIDE:
            first, skip, type = i, int(label[1]), label.partition("-")[2]


def _emissions(page: Page, found: Sequence[Found], model: Learned) -> Floats:
    """How each label fits each word: rows are words."""
    if not model.sums:
        width = len(model.labels)
        model.sums["word"] = Sums((len(AROUND), width), 60_000, partial(_of_word_scores, model))
        model.sums["beside"] = Sums((width,), 40_000, lambda here: _sum(of_surroundings(Beside(*here)), model))
        model.sums["itself"] = Sums((width,), 40_000, lambda here: _sum(of_itself(Itself(*here)), model))
    n = len(page.words)
    table = model.sums["word"].take(page.texts)
    beside, itself, groups = places(page, found)
    out: Floats = model.sums["beside"].take(beside)
    out += model.sums["itself"].take(itself)
    pairs, own = _pairs(model), np.fromiter((here[1] for here in groups), dtype=np.intp, count=n)
    left, right = np.append(0, own[:-1]), np.append(own[1:], 0)
    out += pairs[0, left, own] + pairs[1, own, right] + pairs[2, left, right]
    for k, shift in enumerate(AROUND):
        if shift < 0 and n > -shift:
            out[-shift:] += table[:shift, k]
        elif shift > 0 and n > shift:
            out[:-shift] += table[shift:, k]
        elif not shift:
            out += table[:, k]
    return out


@lru_cache(maxsize=8)
def _pairs(model: Learned) -> Floats:
    """What two coarse clusters add to a word's labels: its own after another, before another, those on both sides."""
    size = 1 + max((coarse for _, coarse, _ in model.clusters.values()), default=0)
    out = np.zeros((3, size, size, len(model.labels)), dtype=np.float32)
    for kind, one, two in product(range(3), range(size), range(size)):
        row = model.features.get(of_pair(kind, one, two))
        if row is not None:
            out[kind, one, two] = model.weights[row]
    return out


class Sums:
    """Sums of weights that are asked for again and again, in one array so that a page takes its own at once."""

    def __init__(self, shape: tuple[int, ...], most: int, make: Callable[[Any], Floats]) -> None:
        self._rows: dict[Any, int] = {}
        self._table = np.zeros((1024, *shape), dtype=np.float32)
        self._most = most
        self._make = make

    def take(self, keys: Sequence[Any]) -> Floats:
        """The sum of each key, made where it was not asked for before."""
        if len(self._rows) > self._most:
            self._rows.clear()
        places = list(map(self._rows.get, keys))
        if None in places:
            places = [self._row(key) if place is None else place for key, place in zip(keys, places, strict=True)]
        out: Floats = self._table.take(places, 0)  # type: ignore[arg-type]
        return out

    def _row(self, key: Any) -> int:
        """The row of a key that may be new."""
        rows = self._rows
        if key not in rows:
            if len(rows) == len(self._table):
                self._table = np.concatenate([self._table, np.zeros_like(self._table)])
            self._table[len(rows)] = self._make(key)
            rows[key] = len(rows)
        return rows[key]


def _sum(names: Sequence[str], model: Learned) -> Floats:
    rows = [r for r in map(model.features.get, names) if r is not None]
    out: Floats = np.add.reduce(model.weights.take(rows, 0))
    return out


def _of_word_scores(model: Learned, word: str) -> Floats:
    """What a word adds to the labels of the words round it: a row for each place it can be seen from."""
    look, blocks = _by_name(model)
    rows = [row for row in of_word(word, True, look) if row is not None]
    out: Floats = np.add.reduce(blocks.take(rows, 0)).reshape(len(AROUND), -1)
    return out


@lru_cache(maxsize=8)
def _by_name(model: Learned) -> tuple[Look[int | None], Floats]:
    """Features of words, without the place that they are seen from, and for each what it adds seen from each place."""
    names: dict[str, int] = {}
    where: list[tuple[int, int, int]] = []
    for feature, row in model.features.items():
        for k, shift in enumerate(AROUND):
            if feature.startswith(str(shift)):
                where.append((names.setdefault(feature[len(str(shift)) :], len(names)), k, row))
    blocks = np.zeros((len(names), len(AROUND), len(model.labels)), dtype=np.float32)
    for name, k, row in where:
        blocks[name, k] = model.weights[row]
    return look_up(names), blocks.reshape(len(names), -1)


@lru_cache(maxsize=8)
def _steps(model: Learned) -> Floats:
    """Transition scores; a name goes on only from a word of the same type."""
    out = model.transitions.copy()
    for b, into in enumerate(model.labels):
        if into.startswith("I-"):
            for a, come in enumerate(model.labels):
                if come.partition("-")[2] != into[2:]:
                    out[a, b] = _FORBIDDEN
    return out


def viterbi(scores: Floats, begins: Sequence[int], steps: Floats, outside: int) -> list[int]:
    """The best path through the labels of every paragraph, for scores with a row per word.

    ``begins`` are the paragraphs' first rows. Where ``outside`` beats every other label of a word by far, no other is
    looked at there; the stretches between such words are walked abreast, the longest first, so that a step is one for
    all that are not at their end yet.
    """
    n = len(scores)
    others = scores.copy()
    others[:, outside] = _FORBIDDEN
    open = scores[:, outside] - np.maximum.reduce(others, 1) <= FAR
    fresh = np.zeros(n + 1, dtype=bool)
    fresh[[*begins, n]] = True
    at = np.flatnonzero(open & (fresh[:-1] | ~np.append(False, open[:-1])))
    ends = np.flatnonzero(open & (fresh[1:] | ~np.append(open[1:], False)))
    path = np.full(n, outside)
    if not len(at):
        return [outside] * n
    order = np.argsort(at - ends, kind="stable")
    at, ends = at[order], ends[order]
    lefts = np.bincount(ends - at)[::-1].cumsum()[::-1].tolist()
    start = np.where(steps.min(0) <= _FORBIDDEN, np.float32(_FORBIDDEN), np.float32(0))
    reached = [scores[at] + np.where(fresh[at, None], start, steps[outside])]
    for t, left in enumerate(lefts[1:], 1):
        best: Floats = np.maximum.reduce(reached[-1][:left].T[:, :, None] + steps[:, None, :], 0)
        best += scores[at[:left] + t]
        reached.append(best)
    final = np.where(fresh[ends + 1, None], np.float32(0), steps[:, outside])
    into = np.ascontiguousarray(steps.T)
    labels = np.zeros(len(at), dtype=np.intp)
    going = 0
    for t in range(len(lefts) - 1, -1, -1):  # the label that leads to each is looked for on the way back alone
        left, here = lefts[t], reached[t]
        labels[:going] = (here[:going] + into[labels[:going]]).argmax(1)
        labels[going:left] = (here[going:left] + final[going:left]).argmax(1)
        path[at[:left] + t] = labels[:left]
        going = left
    out: list[int] = path.tolist()
    return out
