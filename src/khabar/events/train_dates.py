"""Learn when events happen, for ``khabar train dates``: one weight per feature of :mod:`khabar.events.dates`.

Of the times near an event that a careful reader recorded, and none, one is what he gave it: a logistic choice with a
ridge. Cross-validation over documents says what it is worth. The same input gives the same table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from khabar.errors import Unreadable
from khabar.events.dates import Choice, calendar, choices, choose
from khabar.events.logistic import WORTH, columns, fit_choice, folds, matrix
from khabar.events.merge import named
from khabar.events.read import happenings, tell
from khabar.events.train import read_all
from khabar.events.train_partners import Meant, cases_of, matched, without
from khabar.model import Article
from khabar.text import table_path

_FOLDS = 6
_LEAST = 8
"""A feature that fewer choices bear is left out."""


class Case(NamedTuple):
    """An event of ours that a reader recorded: the time that the rules give it, those that may be its own, and the
    one that the reader gave it."""

    document: str
    ruled: str | None
    known: Sequence[Choice]
    when: str | None
    weight: float = 1.0
    """What a case counts: gold readings decide."""


def train(
    golds: Sequence[tuple[Path, Path]],
    out: Path | None,
    say: Callable[[str], None],
    readings: tuple[Path, Path] | None = None,
) -> None:
    """Learn the table from gold readings, each with the folder of its documents, and write it.

    ``readings``: a table of readings and the corpus whose articles it reads. ``say`` is told how many times are right
    without the model, and in cross-validation with it, of gold readings and of the table apart. Raises
    :class:`khabar.errors.Unreadable` for what is no gold reading, ``OSError`` for what cannot be read or written.
    """
    cases = list(cases_of(golds, readings, _cases))
    if not any(c.when for c in cases):
        source = golds[0][0] if golds or not readings else readings[0]
        raise Unreadable(source.name, "no event of it is found on its pages with a time: nothing to learn from")
    say(f"{len(cases)} events, {sum(len(c.known) for c in cases)} choices")
    say(f"without the model: {_shares((c, c.ruled) for c in cases)}")
    say(f"cross-validated: {_shares(_crossed(cases))}")
    lines = [f"{f}\t{w:.3f}" for f, w in sorted(learn(cases).items()) if abs(w) >= WORTH]
    head = "# Weights of the model that says when an event happens (khabar train dates).\nfeature\tweight\n"
    (out or table_path("event_dates.tsv")).write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


def unseen(
    golds: Sequence[tuple[Path, Path]], readings: tuple[Path, Path] | None = None
) -> Callable[[str], Mapping[str, float]]:
    """For an article, weights that were learnt without it: what is learnt of dates must not have seen its own."""
    cases = list(cases_of(golds, readings, _cases))
    return without(_folds(cases), learn(cases))


def _cases(key: str, article: Article, recorded: Sequence[Any], meant: Meant, weight: float) -> Iterator[Case]:
    """The events of an article that a reader recorded too, of which the model is asked."""
    scene, everyone, lines = read_all(article)
    told = tell(scene, lines)
    merged = happenings(scene, told)
    page = calendar(scene, [(e, [told[m] for m in members]) for e, members in merged])
    found = [(e, sorted(named(e))) for e, _ in merged]
    for i, n, _, _ in matched(recorded, found, everyone, meant):
        if merged[i][0].status == "denied":
            continue  # its time is the denial's: the model is not asked (:func:`khabar.events.dates.dated`)
        one = recorded[n]
        when = one["when"] if isinstance(one, dict) else one.when
        yield Case(key, merged[i][0].when, choices(page, i), when, weight)


def learn(cases: Sequence[Case]) -> dict[str, float]:
    """Feature → weight, from the events whose time is among their choices."""
    sure = [c for c in cases if any(k.value == c.when for k in c.known)]
    rows = [(n, k.features, k.value == c.when, c.weight) for n, c in enumerate(sure) for k in c.known]
    column = columns((features for _, features, _, _ in rows), _LEAST)
    weights = fit_choice(
        matrix([features for _, features, _, _ in rows], column),
        np.array([float(y) for _, _, y, _ in rows]),
        np.array([n for n, _, _, _ in rows], dtype=np.intp),
        np.array([w for _, _, _, w in rows]),
    )
    return {f: float(weights[i]) for f, i in column.items()}


def _folds(cases: Sequence[Case]) -> Iterator[tuple[frozenset[str], dict[str, float]]]:
    """Documents, and the weights learnt from all others."""
    for held in folds((c.document for c in cases), _FOLDS):
        yield held, learn([c for c in cases if c.document not in held])


def _crossed(cases: Sequence[Case]) -> Iterator[tuple[Case, str | None]]:
    """Every case with the time that a model gives it that has not seen its page."""
    for held, weights in _folds(cases):
        for case in (c for c in cases if c.document in held):
            yield case, choose(case.known, case.ruled, weights)


def _shares(given: Iterator[tuple[Case, str | None]]) -> str:
    """How many times are right, of gold readings and of a table apart."""
    by_weight = groupby(sorted(((c.weight, c.when == when) for c, when in given), reverse=True), key=lambda r: r[0])
    found = [("gold" if weight > 1 else "table", [right for _, right in rows]) for weight, rows in by_weight]
    return ", ".join(
        f"{name} {sum(right)} of {len(right)} right ({sum(right) / len(right):.3f})" for name, right in found
    )
