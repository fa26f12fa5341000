"""Clusters of words that stand beside the same words.

Positive pointwise mutual information of each word with the thousand most frequent words to its left and right
(Levy and Goldberg 2014), brought to 64 dimensions by a randomised singular value decomposition (Halko, Martinsson and
Tropp 2011), then k-means on the unit sphere. Every step begins from fixed numbers, so the same corpus gives the same
clusters.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from khabar.names.training.corpus import Counts

Array = NDArray[np.float32]
CONTEXT, DIMENSIONS, FINEST, FINE, COARSE, OFTEN = 1000, 64, 1500, 400, 60, 6


def cluster(counts: Counts) -> dict[str, tuple[int, int, int]]:
    """Word → its fine, coarse and finest cluster, from 1, for the words met at least six times."""
    words = [w for w in counts.vocabulary() if counts.count[w] >= OFTEN]
    if len(words) < FINEST:
        return {}
    vectors = _reduced(_association(counts, words))
    fine, centres = _kmeans(vectors, FINE)
    coarse, _ = _kmeans(centres, COARSE)
    finest, _ = _kmeans(vectors, FINEST)
    rows = zip(words, fine.tolist(), finest.tolist(), strict=True)
    return {w: (a + 1, int(coarse[a]) + 1, b + 1) for w, a, b in rows}


def topics(counts: Counts, clusters: Mapping[str, tuple[int, int, int]]) -> Array:
    """How much a word of each fine cluster (rows) speaks for each section of the corpus (columns), as log odds.

    Empty where the corpus tells no sections or is too small for clusters.
    """
    sections = sorted(set(counts.sections) - {""})
    if not sections or not clusters:
        return np.zeros((0, 0), dtype=np.float32)
    tally = np.ones((FINE + 1, len(sections)))
    for row, section in zip(counts.rows, counts.sections, strict=True):
        if section:
            numbers = [clusters[w][0] for w in row if w in clusters]
            tally[:, sections.index(section)] += np.bincount(numbers, minlength=FINE + 1)
    share = tally / tally.sum(0)
    out: Array = np.log(share / share.mean(1, keepdims=True)).astype(np.float32)
    out[0] = 0
    return out


def _association(counts: Counts, words: list[str]) -> Array:
    """Positive pointwise mutual information of words (rows) with neighbours left and right (columns)."""
    number = {w: i for i, w in enumerate(words)}
    frequent = sorted(counts.count, key=lambda w: (-counts.count[w], w))[: CONTEXT - 4]
    place = {w: i for i, w in enumerate([*frequent, "\n", ".", "،", "#"])}
    table = np.zeros(len(words) * 2 * CONTEXT, dtype=np.float32)
    for row in counts.rows:
        ids = np.array([number.get(w, -1) for w in row], dtype=np.int64)
        near = np.array([place.get("#" if w.isdigit() else w, -1) for w in row], dtype=np.int64)
        for shift, beside, base in ((near[:-1], ids[1:], 0), (near[1:], ids[:-1], CONTEXT)):
            both = (shift >= 0) & (beside >= 0)
            np.add.at(table, beside[both] * (2 * CONTEXT) + base + shift[both], 1.0)
    joint = table.reshape(len(words), 2 * CONTEXT)
    rows, columns = joint.sum(1, keepdims=True), joint.sum(0, keepdims=True) ** np.float32(0.75)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.log(joint * columns.sum() / (rows * columns))
    out: Array = np.where(np.isfinite(value) & (value > 0), value, 0).astype(np.float32)
    return out


def _reduced(matrix: Array) -> Array:
    """Rows in ``DIMENSIONS`` dimensions, of length one."""
    generator = np.random.default_rng(1)
    basis = matrix @ generator.standard_normal((matrix.shape[1], DIMENSIONS + 16)).astype(np.float32)
    for _ in range(3):
        basis, _ = np.linalg.qr(matrix @ (matrix.T @ basis))
    _, values, right = np.linalg.svd(basis.T @ matrix, full_matrices=False)
    vectors = (matrix @ right[:DIMENSIONS].T) / np.sqrt(np.maximum(values[:DIMENSIONS], 1e-6))
    return _unit(vectors)


def _unit(vectors: Any) -> Array:
    out: Array = (vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)).astype(np.float32)
    return out


def _kmeans(vectors: Array, groups: int, rounds: int = 15) -> tuple[NDArray[np.int64], Array]:
    """The group of each row, and the groups' centres. Begins from evenly spaced rows."""
    centres = vectors[np.linspace(0, len(vectors) - 1, groups).astype(int)]
    group = np.zeros(len(vectors), dtype=np.int64)
    for _ in range(rounds):
        group = np.concatenate([np.argmax(part @ centres.T, axis=1) for part in np.array_split(vectors, 16)])
        sums = np.zeros_like(centres)
        np.add.at(sums, group, vectors)
        empty = np.bincount(group, minlength=groups) == 0
        centres = np.where(empty[:, None], centres, _unit(sums))
    return group, centres
