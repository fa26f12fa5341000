"""Learn to choose one of several, or none: what ``khabar train dates`` and ``train places`` have in common.

Of what may be an event's time or place, and none, one is what a careful reader gave it: a logistic choice with a ridge.
Cross-validation over documents says what it is worth. The same input gives the same table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import numpy as np

from khabar.events.choices import Choice, choose
from khabar.events.training.logistic import WORTH, columns, fit_choice, folds, matrix
from khabar.events.training.readings import nothing_learnt
from khabar.text import table_path

_FOLDS = 6


class Case(NamedTuple):
    """An event of ours that a reader recorded: what the rules give it, what may be its own, and what the reader gave
    it."""

    document: str
    ruled: str | None
    known: Sequence[Choice]
    wanted: str | None
    weight: float = 1.0
    """What a case counts: gold readings decide."""


class Lesson(NamedTuple):
    """What is learnt: the table, what its first line says, what an event must have been given, the features that are
    left out: those that fewer choices bear, and those of a smaller weight."""

    table: str
    head: str
    what: str
    least: int
    worth: float = WORTH
    bold: float = 0.0
    """By how much more must speak for none (:func:`khabar.events.choices.choose`)."""


def train(
    lesson: Lesson,
    cases: Sequence[Case],
    golds: Sequence[tuple[Path, Path]],
    readings: tuple[Path, Path] | None,
    out: Path | None,
    say: Callable[[str], None],
) -> None:
    """Learn a table from cases and write it. ``say`` is told how many are right without the model, and in
    cross-validation with it, of gold readings and of a table apart. Raises :class:`khabar.errors.Unreadable` where
    nobody gave an event anything."""
    if not any(c.wanted for c in cases):
        raise nothing_learnt(golds, readings, lesson.what)
    say(f"{len(cases)} events, {sum(len(c.known) for c in cases)} choices")
    crossed = list(_crossed(cases, lesson))
    ruled = [(c, c.ruled) for c in cases]
    say(f"without the model: {_shares(ruled)}")
    say(f"cross-validated: {_shares(crossed)}")
    for name, given in (("a", True), ("no", False)):
        both = (_shares((c, v) for c, v in chosen if bool(c.wanted) == given) for chosen in (ruled, crossed))
        say(f"those with {name} {lesson.what}: {'; cross-validated '.join(both)}")
    lines = [f"{f}\t{w:.3f}" for f, w in sorted(learn(cases, lesson).items())]
    text = f"# {lesson.head}\nfeature\tweight\n" + "\n".join(lines) + "\n"
    (out or table_path(lesson.table)).write_text(text, encoding="utf-8")


def learn(cases: Sequence[Case], lesson: Lesson) -> dict[str, float]:
    """Feature → weight, from the events of which what the reader gave is among their choices."""
    sure = [c for c in cases if any(k.value == c.wanted for k in c.known)]
    rows = [(n, k.features, k.value == c.wanted, c.weight) for n, c in enumerate(sure) for k in c.known]
    column = columns((features for _, features, _, _ in rows), lesson.least)
    weights = fit_choice(
        matrix([features for _, features, _, _ in rows], column),
        np.array([float(y) for _, _, y, _ in rows]),
        np.array([n for n, _, _, _ in rows], dtype=np.intp),
        np.array([w for _, _, _, w in rows]),
    )
    return {f: w for f, i in column.items() if abs(w := float(weights[i])) >= lesson.worth}


def folded(cases: Sequence[Case], lesson: Lesson) -> Iterator[tuple[frozenset[str], dict[str, float]]]:
    """Documents, and the weights learnt from all others."""
    for held in folds((c.document for c in cases), _FOLDS):
        yield held, learn([c for c in cases if c.document not in held], lesson)


def _crossed(cases: Sequence[Case], lesson: Lesson) -> Iterator[tuple[Case, str | None]]:
    """Every case with what a model gives it that has not seen its page."""
    for held, weights in folded(cases, lesson):
        for case in (c for c in cases if c.document in held):
            yield case, choose(case.known, case.ruled, weights, lesson.bold)


def _shares(chosen: Iterable[tuple[Case, str | None]]) -> str:
    """How many are right, of gold readings and of a table apart."""
    by_weight = groupby(sorted(((c.weight, c.wanted == v) for c, v in chosen), reverse=True), key=lambda r: r[0])
    found = [("gold" if weight > 1 else "table", [right for _, right in rows]) for weight, rows in by_weight]
    return ", ".join(
        f"{name} {sum(right)} of {len(right)} right ({sum(right) / len(right):.3f})" for name, right in found
    )
