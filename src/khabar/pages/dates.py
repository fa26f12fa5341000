"""Which of the days that a page bears is its article's, and why."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from khabar.model import DateCandidate
from khabar.pages import published

_BELIEVED = (
    "json-ld", "meta", "feed", "field", "header-line", "dateline", "visible-line", "time", "url-date", "mail",
    "header-line:updated", "json-ld:updated", "meta:updated",
)  # fmt: skip
"""Which stated date is believed first. A date of change is younger than the article, but mostly by hours."""
_WITNESS = {
    "json-ld": "machine", "meta": "machine", "time": "machine", "feed": "machine", "field": "machine",
    "header-line": "line", "visible-line": "line", "dateline": "dateline", "url-date": "address",
}  # fmt: skip
"""What speaks with one voice: a page's program writes its tags and its JSON-LD from one field."""


class Choice(NamedTuple):
    """The day chosen, what it rests on, the reason in words, and all candidates with their flags."""

    day: str | None
    basis: str | None
    why: str | None
    candidates: tuple[DateCandidate, ...]


def said(what: Iterable[tuple[str, str]]) -> list[DateCandidate]:
    """The dates among the things that a page's markup or container says of it."""
    found = [DateCandidate(value=value, origin=origin) for origin, value in what if origin in _BELIEVED]
    return list(dict.fromkeys(found))


def settled(body: str) -> list[DateCandidate]:
    """What the calendar settles for an article that bears no date: its weekday against the dates it names."""
    return [DateCandidate(value=day, origin="weekday") for day in published.settle(body)]


def choose(candidates: Sequence[DateCandidate], crawled: str | None = None) -> Choice:
    """The article's day among its candidates.

    The most believed origin wins, unless two witnesses that do not depend on it agree on another day and none on its
    own (then it is flagged ``disputed``). A date later than the day after the page was fetched (``crawled``, ISO) is
    flagged ``after-crawl`` and counts only where there is no other. Days that the calendar settles are ``inferred``.
    """
    if crawled:
        latest = (dt.date.fromisoformat(crawled) + dt.timedelta(days=1)).isoformat()
        late = [c for c in candidates if c.value > latest]
        candidates = [msgspec.structs.replace(c, flag=c.flag or "after-crawl") if c in late else c for c in candidates]
    ranked = sorted(
        (c for c in candidates if c.origin in _BELIEVED),
        key=lambda c: (c.flag == "after-crawl", _BELIEVED.index(c.origin), c.flag is not None),
    )
    if not ranked:
        day = candidates[0].value if candidates else None
        why = _inferred(candidates) if candidates else None
        return Choice(day, "inferred" if day else None, why, tuple(candidates))
    chosen = _outvoted(ranked) or ranked[0]
    if chosen is not ranked[0]:
        loser = ranked[0]
        candidates = [msgspec.structs.replace(c, flag="disputed") if c == loser else c for c in candidates]
    return Choice(chosen.value, "stated", _why(chosen, candidates), tuple(candidates))


def _outvoted(ranked: Sequence[DateCandidate]) -> DateCandidate | None:
    """The best candidate of the day on which two independent witnesses agree against the first one alone."""
    votes: dict[str, set[str]] = defaultdict(set)
    for c in ranked:
        if c.origin in _WITNESS and c.flag is None:
            votes[c.value].add(_WITNESS[c.origin])
    day = max(votes, key=lambda d: (len(votes[d]), d), default=None)
    if day is None or day == ranked[0].value or len(votes[day]) < 2 or len(votes.get(ranked[0].value, ())) > 1:
        return None
    return next(c for c in ranked if c.value == day)


def _why(chosen: DateCandidate, candidates: Sequence[DateCandidate]) -> str:
    agree = dict.fromkeys(c.origin for c in candidates if c.value == chosen.value and c.origin != chosen.origin)
    differ = dict.fromkeys(
        f"{c.origin} {c.value}" + (f" ({c.flag})" if c.flag else "") for c in candidates if c.value != chosen.value
    )
    words = chosen.origin + (f" ({chosen.flag})" if chosen.flag else "")
    if agree:
        words += f"; agrees: {', '.join(agree)}"
    if differ:
        words += f"; differs: {', '.join(differ)}"
    return words


def _inferred(candidates: Sequence[DateCandidate]) -> str:
    others = [c.value for c in candidates[1:]]
    return candidates[0].origin + (f"; also possible: {', '.join(others)}" if others else "")
