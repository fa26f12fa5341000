"""Logistic regression with a ridge: how the models of events are learnt (``khabar train``)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
_RIDGE = 12.0
"""Pull of the weights towards nothing. There are more than a thousand features to a few
thousand candidates, most of them pairs that few candidates bear: with a weak one they follow single pages."""
_ROUNDS, _STILL = 12, 1e-4
"""Newton's steps, and the largest change of a weight that ends them: the tables are written to a thousandth."""
_TURNS, _NOTHING = 200, 1e-10
"""Steps of conjugate gradients within one of Newton's, and what is left of the slope when they end."""
WORTH = 0.02
"""A smaller weight is not written: it moves a chance by less than half a hundredth."""


class Sparse:
    """A matrix of which most is nothing, told by the places of the rest: it takes a hundredth of the room, and learning
    a quarter of the time. What it holds is 1 unless ``value`` says otherwise."""

    def __init__(self, row: NDArray[np.intp], column: NDArray[np.intp], shape: tuple[int, int], value: Array | None):
        self.row, self.column, self.value = row, column, value
        self.rows, self.columns = shape

    def times(self, weights: Array) -> Array:
        """``x @ weights``"""
        return np.asarray(np.bincount(self.row, self._of(weights[self.column]), self.rows), np.float64)

    def turned(self, counts: Array) -> Array:
        """``x.T @ counts``"""
        return np.asarray(np.bincount(self.column, self._of(counts[self.row]), self.columns), np.float64)

    def _of(self, worth: Array) -> Array:
        return worth if self.value is None else self.value * worth


def columns(bearers: Iterable[Iterable[str]], least: int) -> dict[str, int]:
    """Feature → its column, of those that at least so many bear."""
    counts = Counter(f for features in bearers for f in features)
    return {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= least))}


def matrix(bearers: Sequence[Iterable[str]], column: Mapping[str, int]) -> Sparse:
    """A row for each bearer, 1 in the columns of the features that it bears."""
    borne = [sorted({column[f] for f in features if f in column}) for features in bearers]
    row = np.repeat(np.arange(len(borne)), [len(b) for b in borne])
    flat = np.fromiter((c for b in borne for c in b), np.intp, len(row))
    return Sparse(row, flat, (len(borne), len(column)), None)


def folds(documents: Iterable[str], many: int) -> Iterator[frozenset[str]]:
    """The documents in so many parts: what is learnt of all others is tried on one."""
    known = sorted(set(documents))
    return (frozenset(known[n::many]) for n in range(many))


Turn = Callable[[Array], Array]
"""What the curve of a model makes of a step of the scores."""


def _sparse(x: Array | Sparse) -> Sparse:
    if isinstance(x, Sparse):
        return x
    row, column = np.nonzero(x)
    return Sparse(row, column, (x.shape[0], x.shape[1]), x[row, column])


def fit(x: Array | Sparse, y: Array, counts: Array | None = None) -> Array:
    """The weights of the columns of ``x`` by which its rows are told to be 1 or 0 in ``y``; ``counts``: what each row
    counts, all the same if None."""
    counted = np.ones(len(y)) if counts is None else counts

    def model(scores: Array) -> tuple[Array, Turn]:
        likely = 1 / (1 + np.exp(-scores))
        curve = counted * likely * (1 - likely)
        return counted * (likely - y), lambda step: curve * step

    return _newton(_sparse(x), model)


def fit_choice(x: Array | Sparse, y: Array, groups: NDArray[np.intp], counts: Array) -> Array:
    """The weights of the columns of ``x`` by which of every group of rows the one is chosen that is 1 in ``y``.
    ``groups``: the number of each row's group, in order; ``counts``: what each row counts."""
    first = np.flatnonzero(np.diff(groups, prepend=-1))

    def over(values: Array, how: np.ufunc) -> Array:
        return np.asarray(how.reduceat(values, first)[groups], np.float64)

    def model(scores: Array) -> tuple[Array, Turn]:
        likely = np.exp(scores - over(scores, np.maximum))
        likely /= over(likely, np.add)
        curve = counts * likely
        return counts * (likely - y), lambda step: curve * (step - over(likely * step, np.add))

    return _newton(_sparse(x), model) if len(y) else np.zeros(_sparse(x).columns)


def _newton(x: Sparse, model: Callable[[Array], tuple[Array, Turn]]) -> Array:
    """Newton's steps, each by conjugate gradients. ``model``: of the rows' scores the slope and the curve."""
    weights = np.zeros(x.columns)
    for _ in range(_ROUNDS):
        slope, turn = model(x.times(weights))
        step = _solve(x, turn, x.turned(slope) + _RIDGE * weights)
        weights = weights - step
        if np.abs(step).max(initial=0.0) < _STILL:
            break
    return weights


def _solve(x: Sparse, turn: Turn, slope: Array) -> Array:
    step = np.zeros_like(slope)
    rest = slope.copy()
    way = rest.copy()
    left = float(rest @ rest)
    for _ in range(_TURNS):
        if left < _NOTHING:
            break
        turned = x.turned(turn(x.times(way))) + _RIDGE * way
        far = left / float(way @ turned)
        step += far * way
        rest -= far * turned
        now = float(rest @ rest)
        way = rest + (now / left) * way
        left = now
    return step
