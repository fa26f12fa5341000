"""What was learnt from a large corpus and from gold readings: one file, ``data/names.model``.

``khabar train names`` makes it. It holds for every frequent word a score, two clusters and how often rules make a
name of it; the weights of groups of letters, for the other words; and the weights of the tagger. The file is a row of
plain arrays and reads in a few hundredths of a second.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
import numpy as np
from numpy.typing import NDArray

from khabar.text import table_path

Floats = NDArray[np.float32]
MODEL = "names.model"


class Learned(msgspec.Struct, frozen=True, eq=False, kw_only=True):
    """Everything learnt."""

    scores: dict[str, int]
    """Folded word → how like a part of a person's name it is, 0 to 9."""
    letters: dict[str, int]
    """Group of letters → weight in tenths of a logit; ``bias`` the constant."""
    clusters: dict[str, tuple[int, int, int]]
    """Folded word → its fine, coarse and finest cluster, from 1."""
    topics: Floats = np.zeros((0, 0), dtype=np.float32)
    """How much a word of each fine cluster (rows, from 1) speaks for each kind of page (columns)."""
    rates: dict[str, tuple[int, ...]] = {}
    """Folded word → how often rules and tables make it part of a person, a body, a place, each 0 to 9."""
    labels: tuple[str, ...] = ()
    """The tagger's labels."""
    features: dict[str, int] = {}
    """Feature of the tagger → row of ``weights``."""
    weights: Floats = np.zeros((0, 0), dtype=np.float32)
    """A row per feature, a column per label."""
    transitions: Floats = np.zeros((0, 0), dtype=np.float32)
    """From label (row) to label (column)."""
    sums: dict[str, Any] = {}
    """What words and their places add to labels, filled while reading."""
    openings: dict[str, tuple[int, ...]] = {}
    """Without how many letters a word may begin a person's name, filled while reading."""
    judged: dict[str, int] = {}
    """Scores of words that are not in ``scores``, filled while reading."""


def save(learned: Learned, file: BinaryIO) -> None:
    """Write everything learnt; the same values give the same bytes."""
    words = sorted(learned.scores)
    groups = sorted(learned.letters)
    names = sorted(learned.features, key=lambda f: learned.features[f])
    clusters = [learned.clusters.get(w, (0, 0, 0)) for w in words]
    arrays: list[NDArray[Any]] = [
        _blob(words),
        np.array([learned.scores[w] for w in words], dtype=np.uint8),
        np.array(clusters, dtype=np.uint16).reshape(len(words), 3),
        learned.topics.astype(np.float16),
        np.array([learned.rates.get(w, (0, 0, 0)) for w in words], dtype=np.uint8).reshape(len(words), 3),
        _blob(groups),
        np.array([learned.letters[g] for g in groups], dtype=np.int16),
        _blob(list(learned.labels)),
        _blob(names),
        learned.weights.astype(np.float16),
        learned.transitions.astype(np.float32),
    ]
    for array in arrays:
        np.save(file, array, allow_pickle=False)


def load(path: Path) -> Learned:
    """Read what :func:`save` wrote. Raises ``ValueError`` or ``OSError`` for anything else."""
    with path.open("rb") as file:
        words = _lines(np.load(file))
        scores, clusters, topics, rates = (np.load(file) for _ in range(4))
        groups = _lines(np.load(file))
        letters = np.load(file)
        labels, names = _lines(np.load(file)), _lines(np.load(file))
        weights, transitions = np.load(file), np.load(file)
    return Learned(
        scores=dict(zip(words, scores.tolist(), strict=True)),
        letters=dict(zip(groups, letters.tolist(), strict=True)),
        clusters={w: (a, b, c) for w, (a, b, c) in zip(words, clusters.tolist(), strict=True) if a},
        topics=topics.astype(np.float32),
        rates={w: tuple(r) for w, r in zip(words, rates.tolist(), strict=True) if any(r)},
        labels=tuple(labels),
        features={name: i for i, name in enumerate(names)},
        weights=weights.astype(np.float32),
        transitions=transitions,
    )


def renewed(learned: Learned, **changes: Any) -> Learned:
    """What was learnt, changed, with nothing filled in yet."""
    return msgspec.structs.replace(learned, **changes, sums={}, openings={}, judged={})


_current: list[Learned] = []


def learned() -> Learned:
    """What the package ships, or what :func:`using` has put in its place."""
    if not _current:
        path = table_path(MODEL)
        _current.append(load(path) if path.exists() else Learned(scores={}, letters={}, clusters={}))
    return _current[-1]


@contextmanager
def using(other: Learned) -> Iterator[None]:
    """Read with something else learnt: for training and for measuring on pages that the training did not see."""
    _current.append(other)
    try:
        yield
    finally:
        _current.pop()


def _blob(words: list[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(words).encode("utf-8"), dtype=np.uint8)


def _lines(blob: NDArray[np.uint8]) -> list[str]:
    text = blob.tobytes().decode("utf-8")
    return text.split("\n") if text else []
