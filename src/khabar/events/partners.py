"""Who of those named round an event takes part in it: what the grammar places, weighed with all else that is known.

The grammar (:mod:`khabar.events.cast`) says who stands where a participant stands. A logistic model then looks at
everybody in the clauses that tell an event, in their sentences and before: role by the grammar, preposition, place,
kind, who speaks, whom the title names. The weights (``event_partners.tsv``) come from ``khabar train cast``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from khabar.events.elsewhere import Elsewhere
from khabar.events.merge import named
from khabar.events.named_round import known_round, role_of, type_of
from khabar.events.rank import Page
from khabar.events.read import Scene, Told
from khabar.events.slots import Ground
from khabar.model import Event
from khabar.text import rows


class Partner(NamedTuple):
    """Somebody who may take part: the entity, and what is known of it, each a name that holds or not."""

    entity: str
    features: frozenset[str]


def partners(scene: Scene, page: Page, event: Event, members: Sequence[Told]) -> list[Partner]:
    """Everybody who may take part in an event that some clauses tell."""
    found: dict[str, set[str]] = {e: set() for e in (*event.actors, *event.recipients) if not _unnamed(e)}
    ruled: dict[str, int] = {}
    for told in members:
        for entity, known in known_round(scene.ground, told):
            found.setdefault(entity, set()).update(known)
        for entity in {*told.event.actors, *told.event.recipients}:
            ruled[entity] = ruled.get(entity, 0) + 1
    elsewhere = Elsewhere(page, event, members)
    out = []
    for entity, features in found.items():
        features.update(_of_event(scene.ground, page, event, entity, ruled.get(entity, 0), len(members)))
        role = role_of(event, entity)
        features.update(elsewhere.of(entity, role))
        out.append(Partner(entity, frozenset(features)))
    return out


def _of_event(ground: Ground, page: Page, event: Event, entity: str, ruled: int, members: int) -> Iterator[str]:
    """What is known of somebody for the event as a whole."""
    kind = event.type
    role = role_of(event, entity)
    who = [e for e in (*event.actors, *event.recipients) if not _unnamed(e)]
    others = [e for e in who if e != entity]
    yield "bias"
    yield f"role={role}"
    yield f"role={role}:{kind}"
    type = type_of(ground, entity)
    yield f"type={type}:{kind}"
    yield f"type={type}:{role}"
    sides = f"{min(len(event.actors), 2)}{min(len(event.recipients), 1)}"
    yield f"sides={sides}:{role}"
    yield f"sides={sides}:{role}:{kind}"
    yield f"others={min(len(others), 3)}:{role}:{kind}"
    yield f"ruled={'all' if ruled == members else 'some' if ruled else 'none'}:{role}:{min(members, 3)}"
    if entity == event.where:
        yield f"where:{role}"
        yield f"where:{kind}"
    if entity in page.titled:
        yield f"titled:{role}"
        yield f"titled:{kind}"
    if entity in page.main:
        yield f"main:{role}"
        yield f"main:{kind}"
    if any(ground.home(o) == entity for o in others):
        yield f"home-of:{role}"
        yield f"home-of:{kind}"
    home = ground.home(entity)
    if home != entity and home in others:
        yield f"with-home:{role}"
        yield f"with-home:{kind}"


@lru_cache(maxsize=1)
def learnt() -> dict[str, float]:
    """The weights that come with the package."""
    return {r["feature"]: float(r["weight"]) for r in rows("event_partners.tsv")}


def chance(features: frozenset[str], weights: Mapping[str, float]) -> float:
    """The probability (0 to 1) that somebody of whom these features hold takes part."""
    return 1 / (1 + math.exp(-math.fsum([weights[f] for f in features if f in weights])))


ADD, DROP, PAIR, ONLY = 0.55, 0.35, 0.35, 0.25
"""From which chance on somebody is added, or left whom the grammar names; the second of two; the only one."""
_PAIRS = ("meet", "negotiate", "call", "sign-agreement")
_NAMELESS = ("attack", "protest", "disaster")
"""Types that texts tell of without a name more often than not."""


def settle(event: Event, chances: Mapping[str, float], shape: str) -> Event:
    """The event with those who take part by all that is known; ``chances``: of each whether he does."""
    ruled = {*event.actors, *event.recipients}
    kept = {e for e, c in chances.items() if c >= (DROP if e in ruled else ADD)}
    likely = sorted((e for e in chances if e not in kept), key=lambda e: (-chances[e], e))[:1]
    if len(kept) == 1 and event.type in _PAIRS:
        kept.update(e for e in likely if chances[e] >= PAIR)
    if not kept and event.type not in _NAMELESS:
        kept.update(e for e in likely if chances[e] >= ONLY)
    actors = [a for a in event.actors if a in kept or _unnamed(a)]
    recipients = [r for r in event.recipients if r in kept or _unnamed(r)]
    for entity in sorted(kept - ruled, key=lambda e: (-chances[e], e)):
        acted_on = shape in ("on", "suffer", "to") and not all(map(_unnamed, actors))
        (recipients if acted_on else actors).append(entity)
    if not all(map(_unnamed, actors)):
        actors = [a for a in actors if not _unnamed(a)]
    return msgspec.structs.replace(event, actors=tuple(actors), recipients=tuple(recipients))


def _unnamed(id: str) -> bool:
    return id.startswith("anon-")


def settled(
    scene: Scene, page: Page, event: Event, members: Sequence[Told], weights: Mapping[str, float] | None = None
) -> tuple[Event, float]:
    """The event that some clauses tell with those who take part, by the package's weights if none are given; and how
    sure it is of the least sure of them."""
    used = learnt() if weights is None else weights
    if not used:
        return event, 1.0
    chances = {one.entity: chance(one.features, used) for one in partners(scene, page, event, members)}
    done = settle(event, chances, members[0].hit.frame.shape)
    return done, min((chances[e] for e in named(done)), default=1.0)


_SURE = ((0.5, "little"), (0.7, "some"), (0.85, "much"))


def of_cast(placed: Event, event: Event, sure: float) -> tuple[str, ...]:
    """What the model of what is recorded knows of a cast: whom the grammar placed, what was changed, how sure it is."""
    how = "same" if named(placed) == named(event) else "more" if named(placed) < named(event) else "other"
    step = next((name for most, name in _SURE if sure < most), "full")
    return (
        f"placed={min(len(placed.actors), 2)}{min(len(placed.recipients), 1)}",
        f"cast={how}",
        f"sure={step if named(event) else 'nobody'}",
    )
