"""The timeline of an affair: what was done by date, what is planned apart, and what no page gives a date for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from khabar.events.days import days
from khabar.events.joined import happenings, homes
from khabar.model import Happening, Reading

_PLANNED = ("planned", "conditional")
_SURE = 0.5
"""Of what one page tells in passing, only what the coder is this sure of stands in a timeline."""


class Timeline(NamedTuple):
    """Happenings in three lists, each in order."""

    done: tuple[Happening, ...]
    """What is told as done, going on, called off or denied, by the first day of its time, the finer time first."""
    planned: tuple[Happening, ...]
    """What is planned or threatened, those without a date last. What is overdue stands here."""
    undated: tuple[Happening, ...]
    """Done, but no page says when; by the day of the first report."""


def timeline(
    readings: Sequence[Reading],
    since: str | None = None,
    until: str | None = None,
    pages: int = 1,
    about: frozenset[str] | None = None,
) -> Timeline:
    """The timeline of the readings, between two ISO days (both included) where they are given, of what at least so many
    pages tell, and of those that take part in it (their people counted for a state).

    The readings must bear one id per entity (:func:`khabar.pipeline.together`). The order given does not matter.
    """
    told = [h for h in happenings(readings) if h.confidence >= _SURE and _between(h, since, until)]
    told = [h for h in told if len({r.article for r in h.reports}) >= pages]
    if about is not None:
        home = homes(readings)
        told = [h for h in told if any({i, home.get(i)} & about for i in (*h.actors, *h.recipients))]
    ahead = [h for h in told if h.status in _PLANNED]
    past = [h for h in told if h.status not in _PLANNED]
    return Timeline(
        done=tuple(sorted((h for h in past if h.when), key=_by_date)),
        planned=tuple(sorted(ahead, key=lambda h: (h.when is None, *_by_date(h)))),
        undated=tuple(sorted((h for h in past if not h.when), key=_by_report)),
    )


def _by_date(happening: Happening) -> tuple[str, str, str, str]:
    span = days(happening.when) if happening.when else None
    first, last = span or ("9999", "9999")
    return first, last, happening.type, happening.id


def _by_report(happening: Happening) -> tuple[str, str]:
    return min((r.published or "9999" for r in happening.reports), default="9999"), happening.id


def _between(happening: Happening, since: str | None, until: str | None) -> bool:
    span = days(happening.when) if happening.when else None
    if span is None:
        day = _by_report(happening)[0]
        span = (day, day)
    return (not since or span[1] >= since) and (not until or span[0] <= until)
