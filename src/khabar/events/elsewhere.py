"""What an article says of somebody apart from the clause that tells an event: who takes part in others of its type,
what kind of body it is, how often it is named, where it stood in the sentence before.

A page tells of few affairs: who fights in one of its clauses fights in the next, though that names but one side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khabar.events.rank import Page
from khabar.events.read import Told
from khabar.events.slots import Ground
from khabar.model import Event
from khabar.names.gazetteer import known

_COUNTS = ((0, "0"), (1, "1"), (2, "2"), (4, "4"), (8, "8"))
_QUARTERS = 4
_NEAR = 3
"""Sentences: a farther one is no nearer than the next."""
_OFTEN = 5
"""From which place on it does not matter how often somebody is named."""


class Elsewhere:
    """The clauses of a page that tell other events of an event's type."""

    def __init__(self, page: Page, event: Event, members: Sequence[Told]) -> None:
        self.page, self.type = page, event.type
        own = {id(m) for m in members}
        rest = [t for t in page.told if t.event.type == event.type and id(t) not in own]
        first = min(m.sentence for m in members)
        near = min(rest, key=lambda t: abs(t.sentence - first), default=None)
        self.same = [t.event for t in rest]
        self.near = near.event if near else None
        self.far = min(abs(near.sentence - first), _NEAR) if near else _NEAR

    def of(self, entity: str, role: str) -> Iterator[str]:
        """What is known of somebody; ``role``: of the event's own, by the grammar."""
        acts = sum(entity in e.actors for e in self.same)
        suffers = sum(entity in e.recipients for e in self.same)
        both = _step(acts + suffers)
        yield f"else={both}:{role}"
        yield f"else={both}:{self.type}"
        yield f"else-as={min(acts, 2)}{min(suffers, 2)}:{role}:{self.type}"
        if self.same:
            share = round(_QUARTERS * (acts + suffers) / len(self.same))
            yield f"else-share={share}:{role}"
            yield f"else-share={share}:{self.type}"
        if self.near and (entity in self.near.actors or entity in self.near.recipients):
            yield f"else-near={self.far}:{role}"
        count = _step(self.page.counts[entity])
        yield f"count={count}:{role}"
        yield f"count={count}:{self.type}"
        yield f"often={min(self.page.order.get(entity, _OFTEN), _OFTEN)}:{role}"
        thing = known().get(entity)
        if thing:
            yield f"kind={thing.kind}:{self.type}"
            yield f"kind={thing.kind}:{role}"


def before(ground: Ground, told: Told, entity: str, role: str) -> list[str]:
    """Where somebody stands in the sentence before."""
    slots = [s for s in told.around.before if ground.state(s.entity) == entity]
    if not slots:
        return []
    free = next((s for s in told.around.before if not s.preposition and not s.joined), None)
    at = "subject" if any(s is free for s in slots) else slots[0].preposition or "-"
    return [f"before:{role}", f"before={at}:{role}", f"before={at}:{told.event.type}"]


def _step(value: int) -> str:
    return next((name for most, name in _COUNTS if value <= most), "many")
