"""Undated pages dated by their neighbours: the weekday a page names, and the day its story settles it to."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from khabar.model import DateCandidate, Reading, Time
from khabar.stories.features import Features, features, text_of
from khabar.stories.file import file
from khabar.stories.similar import likeness
from khabar.text import fold, rows

_OPENING = 700
"""The weekday must be named within so many characters: later ones belong to the background."""
_CLEAR = 2.0
"""How many times the likeness behind one day must outweigh that behind the next."""


def settle_dates(readings: Sequence[Reading]) -> dict[str, DateCandidate]:
    """The days of undated articles, by article id, as the dated articles of the same story settle them.

    An article that opens with «الجمعة» and lies in one story with pages of 17 January, a Friday, or with a page that
    announces the matter for that Friday, is of that day. Nothing is said of an article that names no weekday, whose
    story has no dated article, or whose neighbours speak for different days. Linear in the number of articles.
    """
    ordered = sorted(readings, key=lambda r: (r.key, r.article.id))
    named = {
        i: time
        for i, r in enumerate(ordered)
        if r.article.published is None and (time := _weekday_named(r)) is not None
    }
    if not named:
        return {}
    articles = [features(text_of(r), frozenset()) for r in ordered]
    cosines = likeness(articles)
    settled = {}
    for group in file(len(articles), cosines):
        for i in group:
            if i in named:
                day = _settled(i, group, _number(named[i]), articles, cosines)
                if day is not None:
                    value = dt.date.fromordinal(day).isoformat()
                    settled[ordered[i].article.id] = DateCandidate(value=value, origin="neighbours", span=named[i].span)
    return settled


def _settled(
    i: int,
    group: Sequence[int],
    weekday: int,
    articles: Sequence[Features],
    cosines: Mapping[tuple[int, int], float],
) -> int | None:
    """The one day of that weekday for which the dated articles of the group speak."""
    votes: dict[int, float] = defaultdict(float)
    for j in group:
        for candidate in set(articles[j].days):
            if dt.date.fromordinal(candidate).isoweekday() == weekday:
                votes[candidate] += cosines.get((min(i, j), max(i, j)), 0.0)
    ranked = sorted(votes.items(), key=lambda v: (-v[1], v[0]))
    if not ranked or ranked[0][1] <= 0 or (len(ranked) > 1 and ranked[0][1] < _CLEAR * ranked[1][1]):
        return None
    return ranked[0][0]


def _weekday_named(reading: Reading) -> Time | None:
    start = reading.article.spans[0].start if reading.article.spans else 0
    return next((t for t in reading.times if t.span.start < start + _OPENING and t.type != "SET" and _number(t)), None)


def _number(time: Time) -> int:
    """The ISO number of the weekday that an expression names; 0 for none."""
    return next((_weekdays()[w] for w in fold(time.text).split() if w in _weekdays()), 0)


@lru_cache(maxsize=1)
def _weekdays() -> dict[str, int]:
    return {fold(name): int(row["number"]) for row in rows("weekdays.tsv") for name in row["names"].split("|")}
