"""Learn when events happen, for ``khabar train dates``: one weight per feature of :mod:`khabar.events.dates`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from khabar.events.dates import TABLE, calendar, choices
from khabar.events.merge import named
from khabar.events.read import happenings, tell
from khabar.events.training import lessons
from khabar.events.training.cast import Meant, cases_of, matched, without
from khabar.events.training.lessons import Case, Lesson
from khabar.events.training.recorded import read_all
from khabar.model import Article

LESSON = Lesson(TABLE, "Weights of the model that says when an event happens (khabar train dates).", "time", 8)


def train(
    golds: Sequence[tuple[Path, Path]],
    out: Path | None,
    say: Callable[[str], None],
    readings: tuple[Path, Path] | None = None,
) -> None:
    """Learn the table from gold readings, each with the folder of its documents, and write it.

    ``readings``: a table of readings and the corpus whose articles it reads. ``say`` is told what it is worth
    (:func:`khabar.events.training.lessons.train`). Raises :class:`khabar.errors.Unreadable` for what is no gold
    reading, ``OSError`` for what cannot be read or written.
    """
    lessons.train(LESSON, list(cases_of(golds, readings, _cases)), golds, readings, out, say)


def unseen(
    golds: Sequence[tuple[Path, Path]], readings: tuple[Path, Path] | None = None
) -> Callable[[str], Mapping[str, float]]:
    """For an article, weights that were learnt without it: what is learnt of dates must not have seen its own."""
    cases = list(cases_of(golds, readings, _cases))
    return without(lessons.folded(cases, LESSON), lessons.learn(cases, LESSON))


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
