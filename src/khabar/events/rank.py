"""Which of the events that the clauses tell are the article's own: what a careful reader records.

A logistic model over what the coder knows of a candidate: its type, how its doer was found, status,
where in the article it stands, how often it is told, whom and when it names, and whether somebody's words contain it.
The weights (``event_rank.tsv``) come from ``khabar train events``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from khabar.events.merge import named
from khabar.events.read import Scene, Told
from khabar.model import Event
from khabar.text import rows

_SENTENCES = ((0, "0"), (1, "1"), (2, "2"), (5, "3-5"), (10, "6-10"))
_DAYS = ((-1, "future"), (1, "now"), (8, "week"), (62, "months"), (400, "year"))


def recorded(scene: Scene, told: Sequence[Told], event: Event, members: Sequence[int]) -> float:
    """The probability (0 to 1) that a careful reader records the event."""
    weights = _weights()
    score = sum(weights.get(f, 0.0) for f in features(scene, told, event, members))
    return 1 / (1 + math.exp(-score))


def threshold() -> float:
    """From which probability on an event is recorded."""
    return _weights().get("threshold", 0.0)


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    return {r["feature"]: float(r["weight"]) for r in rows("event_rank.tsv")}


def features(scene: Scene, told: Sequence[Told], event: Event, members: Sequence[int]) -> tuple[str, ...]:
    """What the model knows of a candidate, each a name that holds or not."""
    first = told[members[0]]
    hit, parts = first.hit, first.parts
    out = ["bias", f"type={event.type}", f"how={parts.how}", f"status={event.status}"]
    out.append(f"sentence={_step(first.sentence, _SENTENCES, 'late')}")
    out.append(f"told={min(len({told[m].sentence for m in members}), 3)}")
    out.append(f"named={min(len(named(event)), 3)}")
    if not named(event):
        out.append(f"nobody={event.type}")
    out.append(f"when={_age(scene, event)}")
    if hit.tense == "noun":
        out.append("definite" if "ال" in hit.particle or hit.particle == "لل" else "indefinite")
    if parts.light:
        out.append("light")
    if parts.unnamed:
        out.append("unnamed")
    out.append(f"inside={_inside(scene, first)}")
    return tuple(out)


def _step(value: int, steps: Sequence[tuple[int, str]], last: str) -> str:
    return next((name for most, name in steps if value <= most), last)


def _age(scene: Scene, event: Event) -> str:
    """How long before the article's day it happened."""
    published = scene.article.published
    if not event.when:
        return "unknown"
    if not published or "W" in event.when or len(event.when) < 10:
        return "year" if published and event.when[:4] < published[:4] else "rough"
    try:
        days = (date.fromisoformat(published) - date.fromisoformat(event.when[:10])).days
    except ValueError:
        return "rough"
    return _step(days, _DAYS, "old")


def _inside(scene: Scene, told: Told) -> str:
    """The kind and act of the statement whose words contain it."""
    at = scene.folded.source_at(told.hit.start)
    for statement in scene.statements:
        if statement.span.start <= at < statement.span.end:
            return "direct" if statement.kind == "direct" else "indirect"
    return "nobody"
