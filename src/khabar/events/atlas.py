"""The places that an article names, sentence by sentence: how each is named, and which lies in which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from khabar.events.read import Scene, Told
from khabar.events.slots import Ground, Slot, is_state, nisba
from khabar.model import Event
from khabar.names.gazetteer import forms, known
from khabar.names.words import pattern
from khabar.text import fold

IN = ("في", "ب")
_WORDS = 3
"""Up to how many words stand between a place and the wider one that it lies in («كتاف في محافظة صعدة»)."""


class Spot(NamedTuple):
    """A place where the page names it: offsets into the folded view, the number of its sentence."""

    value: str
    start: int
    end: int
    line: int
    preposition: str
    side: str
    """``inner``: the wider place that it lies in is named right behind it; ``outer``: it is that one."""
    way: str
    """``name``, ``pair`` («البلدين»), ``body`` («السلطات السودانية»), ``nisba``: an adjective alone points to it."""


class Atlas(NamedTuple):
    """What is asked of one article for the places of its events."""

    scene: Scene
    lines: Mapping[int, Sequence[Spot]]
    """The places by the number of their sentence."""
    placed: Sequence[tuple[Event, Sequence[Told]]]
    """The events with the places that the rules give them, and the clauses that tell each."""
    told: Mapping[int, Sequence[Told]]
    """The clauses that tell events, by the number of their sentence."""
    of_place: Mapping[str, Sequence[int]]
    """The numbers of the events that the rules place somewhere, by place."""
    counts: Counter[str]
    """How often each place is named."""
    titled: frozenset[str]
    """The places that the title names."""
    main: Sequence[str]
    """The state named most, and the place named most that is none."""


def atlas(scene: Scene, placed: Sequence[tuple[Event, Sequence[Told]]]) -> Atlas:
    """Look at an article once for the places of all of its events."""
    told: dict[int, list[Told]] = {}
    for one in (t for _, members in placed for t in members):
        told.setdefault(one.sentence, []).append(one)
    of_place: dict[str, list[int]] = {}
    for n, (event, _) in enumerate(placed):
        if event.where:
            of_place.setdefault(event.where, []).append(n)
    lines = {}
    for number, line in enumerate(placed[0][1][0].lines if placed else ()):
        own = next((t.around.slots for t in told.get(number, ()) if t.around.slots), None)
        lines[number] = _spots(scene.ground, number, line, own or scene.ground.slots(*line))
    named = [s for spots in lines.values() for s in spots if s.way == "name"]
    counts = Counter(s.value for s in named)
    title = fold(scene.article.title or "")
    titled = frozenset(s.value for s in named if scene.ground.key[s.start : s.end] in title)
    town = next((v for v, _ in counts.most_common() if not is_state(v)), None)
    return Atlas(scene, lines, placed, told, of_place, counts, titled, [v for v in (scene.country, town) if v])


def _spots(ground: Ground, number: int, line: tuple[int, int], slots: Sequence[Slot]) -> list[Spot]:
    """The places that a sentence names, in order, then those that its adjectives point to."""
    named = [s for s in slots if s.type == "LOC"]
    out = []
    for n, slot in enumerate(named):
        behind = n + 1 < len(named) and _holds(ground, slot, named[n + 1])
        if behind and named[n + 1].preposition in IN and _namesake(slot.entity, named[n + 1].entity):
            continue
        before = n > 0 and _holds(ground, named[n - 1], slot)
        side = "inner" if behind else "outer" if before else "alone"
        paired = any(other.start == slot.start for other in named if other is not slot)
        way = "pair" if paired else _way(ground.key[slot.start : slot.end])
        out.append(Spot(slot.entity, slot.start, slot.end, number, slot.preposition, side, way))
    for start, end, state in ground.adjectives(*line):
        if not any(s.start <= start < s.end for s in slots):
            out.append(Spot(state, start, end, number, "~", "alone", "nisba"))
    return out


@lru_cache(maxsize=8192)
def _way(words: str) -> str:
    """Whether words are a place's own name or those of a body or people that belong to it."""
    return "body" if nisba(words.split()[-1]) and pattern(words) not in forms() else "name"


def _holds(ground: Ground, inner: Slot, outer: Slot) -> bool:
    """Whether a place lies in the one named behind it."""
    if outer.joined or len(ground.key[inner.end : outer.start].split()) > _WORDS:
        return False
    return outer.preposition in (*IN, "") or within(inner.entity, outer.entity)


def _namesake(site: str, outer: str) -> bool:
    """Whether a building lies in another state than the place that it is told to lie in: it is not the one that the
    tables know by this name («قصر الشعب في تونس»)."""
    thing, place = known().get(site), known().get(outer)
    if thing is None or place is None or thing.kind != "site" or not thing.country:
        return False
    return thing.country != (outer if is_state(outer) else place.country or thing.country)


def within(inner: str, outer: str) -> bool:
    """Whether the tables know that a place lies in a state."""
    thing = known().get(inner)
    return thing is not None and thing.country == outer and inner != outer
