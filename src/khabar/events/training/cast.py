"""Learn who takes part, for ``khabar train cast``: one weight per feature of :mod:`khabar.events.partners`.

Each of those named round an event that a careful reader recorded takes part or does not: a logistic model with a ridge.
Cross-validation over documents says what it is worth. The same input gives the same table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol, TypeVar

import numpy as np

from khabar import pages
from khabar.events.merge import named
from khabar.events.partners import Partner, chance, partners, settle
from khabar.events.rank import page
from khabar.events.read import happenings, tell
from khabar.events.training.logistic import WORTH, columns, fit, folds, matrix
from khabar.events.training.readings import Told as Recorded
from khabar.events.training.readings import nothing_learnt, pages_of
from khabar.events.training.recorded import GOLD, Same, articles_of, opened, read_all
from khabar.model import Article, Event, Names
from khabar.text import table_path

_FOLDS = 6
_LEAST = 5
"""A feature that fewer of those named bear is left out."""


class Meant(Protocol):
    """What a reader recorded, set against what we found."""

    def __call__(
        self, recorded: Any, event: Event, names: Names, who: Sequence[str]
    ) -> tuple[float, frozenset[str], bool]:
        """Of a recorded event and one of ours: how well they fit, which of those named take part, and whether others
        do."""

    def place(self, recorded: Any, names: Names, places: Sequence[str]) -> str | None:
        """Which of some places of ours a recorded event happens at; the reader's own where it is none of them."""


Thing = TypeVar("Thing")


class Case(NamedTuple):
    """An event of ours that a reader recorded: who is named round it, which of them take part, and whether somebody
    takes part who is not."""

    document: str
    event: Event
    shape: str
    known: Sequence[Partner]
    take_part: frozenset[str]
    others: bool
    weight: float = 1.0
    """What a case counts: gold readings decide what is called taking part."""


def train(
    golds: Sequence[tuple[Path, Path]],
    out: Path | None,
    say: Callable[[str], None],
    readings: tuple[Path, Path] | None = None,
) -> None:
    """Learn the table from gold readings, each with the folder of its documents, and write it.

    ``readings``: a table of readings and the corpus whose articles it reads. ``say`` is told how many casts are right
    without the model, and in cross-validation with it. Raises :class:`khabar.errors.Unreadable` for what is no gold
    reading, ``OSError`` for what cannot be read or written.
    """
    cases = _all(golds, readings)
    if not any(c.take_part for c in cases):
        raise nothing_learnt(golds, readings)
    say(f"{len(cases)} events, {sum(len(c.known) for c in cases)} named round them")
    say(f"without the model: {_told_apart(cases, [_right(c, c.event) for c in cases])}")
    say(f"cross-validated: {_told_apart(cases, _crossed(cases))}")
    lines = [f"{f}\t{w:.3f}" for f, w in sorted(learn(cases).items()) if abs(w) >= WORTH]
    head = "# Weights of the model that says who takes part in an event (khabar train cast).\nfeature\tweight\n"
    (out or table_path("event_partners.tsv")).write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


def unseen(
    golds: Sequence[tuple[Path, Path]], readings: tuple[Path, Path] | None = None
) -> Callable[[str], Mapping[str, float]]:
    """For an article, weights that were learnt without it: what is learnt of casts must not have seen theirs."""
    cases = _all(golds, readings)
    return without(_folds(cases), learn(cases))


def without(
    folds: Iterable[tuple[frozenset[str], dict[str, float]]], rest: Mapping[str, float]
) -> Callable[[str], Mapping[str, float]]:
    """For a document the weights that were learnt without it; ``rest``: of those that taught nothing."""
    of = {document: weights for held, weights in folds for document in held}
    return lambda document: of.get(document, rest)


def _all(golds: Sequence[tuple[Path, Path]], readings: tuple[Path, Path] | None) -> list[Case]:
    return list(cases_of(golds, readings, _cases))


def cases_of(
    golds: Sequence[tuple[Path, Path]],
    readings: tuple[Path, Path] | None,
    cases: Callable[[str, Article, Sequence[Any], Meant, float], Iterable[Thing]],
) -> Iterator[Thing]:
    """What is learnt from each article that was read; ``cases`` is given its key, the article, its recorded events, how
    they are matched, and what a case of it counts."""
    for gold, folder in golds:
        with opened(gold) as read:
            for key, article, wanted, same in articles_of(read, folder):
                yield from cases(key, article, wanted["events"], _Gold(same), GOLD)
    if readings:
        for text, name, told in pages_of(*readings):
            for article in pages.articles(pages.document(text.encode(), name))[:1]:
                yield from cases(f"{name}#1", article, told, _Table(), 1.0)


class _Gold:
    """The entities of a gold reading, by how they are written."""

    def __init__(self, same: Same) -> None:
        self.same = same

    def __call__(
        self, recorded: Any, event: Event, names: Names, who: Sequence[str]
    ) -> tuple[float, frozenset[str], bool]:
        same = self.same
        same.learn(names)
        want = same.cast(recorded)
        written = {i: same.names_of(i) for i in who}
        take = frozenset(i for i in who if any(same.means(g, written[i]) for g in want))
        found = {g for g in want if any(same.means(g, written[i]) for i in who)}
        near = same.near(recorded, event)
        return _fit(recorded["type"], event, near, take, len(want)), take, found != want

    def place(self, recorded: Any, names: Names, places: Sequence[str]) -> str | None:
        want: str | None = recorded.get("where")
        if not want:
            return None
        self.same.learn(names)
        written = {i: self.same.names_of(i) for i in places}
        meant = (i for g in (want, self.same.role.get(want, want)) for i in places if self.same.means(g, written[i]))
        return next(meant, want)


class _Table:
    """The ids of a table of readings, which are ours."""

    def __call__(
        self, recorded: Any, event: Event, names: Names, who: Sequence[str]
    ) -> tuple[float, frozenset[str], bool]:
        assert isinstance(recorded, Recorded)
        near = any(s.start < recorded.end and recorded.start < s.end for s in event.evidence)
        take = frozenset(i for i in who if i in recorded.cast)
        return _fit(recorded.type, event, near, take, len(recorded.cast)), take, take != recorded.cast

    def place(self, recorded: Any, names: Names, places: Sequence[str]) -> str | None:
        assert isinstance(recorded, Recorded)
        return recorded.where


def _fit(kind: str, event: Event, near: bool, take: frozenset[str], many: int) -> float:
    """Events that share words are one, whoever takes part by our rules; others where most of the cast is theirs."""
    have = named(event)
    share = len(have & take) / max(1, len(have) + many - len(have & take)) if have or many else 1.0
    if kind != event.type or not (near or share >= 0.5):
        return 0.0
    return share + (1.0 if near else 0.0) + 0.01


def _cases(key: str, article: Article, recorded: Sequence[Any], meant: Meant, weight: float) -> list[Case]:
    """The events of an article that a reader recorded too."""
    scene, everyone, lines = read_all(article)
    told = tell(scene, lines)
    merged = happenings(scene, told)
    about = page(scene, told, [e for e, _ in merged])
    kinds = {_type(r) for r in recorded}
    known = [partners(scene, about, e, [told[m] for m in ms]) if e.type in kinds else [] for e, ms in merged]
    found = [(e, [p.entity for p in who]) for (e, _), who in zip(merged, known, strict=True)]
    return [
        Case(key, merged[i][0], told[merged[i][1][0]].hit.frame.shape, known[i], take, others, weight)
        for i, _, take, others in matched(recorded, found, everyone, meant)
    ]


def _type(recorded: Any) -> str:
    return str(recorded["type"] if isinstance(recorded, dict) else recorded.type)


def matched(
    recorded: Sequence[Any], found: Sequence[tuple[Event, Sequence[str]]], everyone: Names, meant: Meant
) -> list[tuple[int, int, frozenset[str], bool]]:
    """Which events of ours, each with those named round it, a reader recorded, the best pairs first: the numbers of
    both, which of those named take part, and whether others do."""
    pairs = []
    for i, (event, who) in enumerate(found):
        for n, one in enumerate(recorded):
            if event.type == _type(one):
                fit, take, others = meant(one, event, everyone, who)
                if fit:
                    pairs.append((fit, -n, -i, (i, n, take, others)))
    taken: set[int] = set()
    out: dict[int, tuple[int, int, frozenset[str], bool]] = {}
    for _, n, i, pair in sorted(pairs, key=lambda p: p[:3], reverse=True):
        if n not in taken and i not in out:
            taken.add(n)
            out[i] = pair
    return [out[i] for i in sorted(out, reverse=True)]


def learn(cases: Sequence[Case]) -> dict[str, float]:
    """Feature → weight."""
    rows = [(p.features, p.entity in c.take_part, c.weight) for c in cases for p in c.known]
    column = columns((features for features, _, _ in rows), _LEAST)
    x = matrix([features for features, _, _ in rows], column)
    weights = fit(x, np.array([float(y) for _, y, _ in rows]), np.array([w for _, _, w in rows]))
    return {f: float(weights[i]) for f, i in column.items()}


def _folds(cases: Sequence[Case]) -> Iterator[tuple[frozenset[str], dict[str, float]]]:
    """Documents, and the weights learnt from all others."""
    for held in folds((c.document for c in cases), _FOLDS):
        yield held, learn([c for c in cases if c.document not in held])


def _crossed(cases: Sequence[Case]) -> list[bool]:
    """Of every case whether its cast is right by a model that has not seen its page."""
    right: dict[int, bool] = {}
    for held, weights in _folds(cases):
        for n, case in enumerate(cases):
            if case.document in held:
                chances = {one.entity: chance(one.features, weights) for one in case.known}
                right[n] = _right(case, settle(case.event, chances, case.shape))
    return [right[n] for n in range(len(cases))]


def _told_apart(cases: Sequence[Case], right: Sequence[bool]) -> str:
    """How many casts are right, those of gold readings and those of the table apart."""
    gold = [r for c, r in zip(cases, right, strict=True) if c.weight == GOLD]
    table = [r for c, r in zip(cases, right, strict=True) if c.weight != GOLD]
    parts = [f"{sum(of)} of {len(of)} {whose}" for of, whose in ((gold, "of gold"), (table, "of readings")) if of]
    return f"{sum(right)} casts right ({', '.join(parts)})"


def _right(case: Case, event: Event) -> bool:
    return not case.others and named(event) == case.take_part
