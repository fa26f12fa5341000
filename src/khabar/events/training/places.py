"""Learn where events happen, for ``khabar train places``: one weight per feature of :mod:`khabar.events.places`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from khabar.events.atlas import atlas
from khabar.events.merge import named
from khabar.events.partners import settled
from khabar.events.places import BOLD, TABLE, choices
from khabar.events.rank import page
from khabar.events.read import happenings, tell
from khabar.events.training import lessons
from khabar.events.training.cast import Meant, cases_of, matched, unseen
from khabar.events.training.lessons import Case, Lesson
from khabar.events.training.recorded import read_all
from khabar.model import Article

_HEAD = "Weights of the model that says where an event happens (khabar train places)."
LESSON = Lesson(TABLE, _HEAD, "place", 25, 0.05, BOLD)


def train(
    golds: Sequence[tuple[Path, Path]],
    out: Path | None,
    say: Callable[[str], None],
    readings: tuple[Path, Path] | None = None,
) -> None:
    """Learn the table from gold readings, each with the folder of its documents, and write it.

    ``readings``: a table of readings and the corpus whose articles it reads. ``say`` is told what it is worth
    (:func:`khabar.events.training.lessons.train`). Raises :class:`khabar.errors.Unreadable` for what is no gold
    reading, ``OSError`` for what cannot be read or written. The casts that it sees were settled by weights learnt
    without their page.
    """
    cases = list(cases_of(golds, readings, partial(_cases, unseen(golds, readings))))
    lessons.train(LESSON, cases, golds, readings, out, say)


def _cases(
    casts: Callable[[str], Mapping[str, float]],
    key: str,
    article: Article,
    recorded: Sequence[Any],
    meant: Meant,
    weight: float,
) -> Iterator[Case]:
    """The events of an article that a reader recorded too."""
    scene, everyone, lines = read_all(article)
    told = tell(scene, lines)
    placed = [(e, [told[m] for m in members]) for e, members in happenings(scene, told)]
    about = page(scene, told, [e for e, _ in placed])
    events = [settled(scene, about, e, members, casts(key))[0] for e, members in placed]
    seen = atlas(scene, placed)
    found = [(e, sorted(named(e))) for e in events]
    for i, n, _, _ in matched(recorded, found, everyone, meant):
        known = choices(seen, i, events[i])
        where = meant.place(recorded[n], everyone, [c.value for c in known if c.value])
        yield Case(key, events[i].where, known, where, weight)
