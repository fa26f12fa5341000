"""For whom somebody acts when a pact is made: a minister for his state, the Commission for the Union, a player for
himself; and the slots that only the words of pacts know («الكوريتين»)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from khabar.events.covers import Covers
from khabar.events.slots import LETTER, PREPOSITIONS, Ground, Slot, is_state
from khabar.model import Statement
from khabar.names.gazetteer import known, table
from khabar.text import fold, rows

_STATE_KINDS = ("head-of-state", "head-of-government", "royal", "minister", "envoy", "official", "legislator")
POWERS = "p5-plus-1"
"""«القوى الكبرى», who made the nuclear deal with Iran."""
_BEFORE = 60
"""Letters before a name within which the title stands that makes somebody act for his state."""
_NAMED = 8
"""So many bodies named before «المنظمة» may be meant by it: further back nobody remembers them."""


class Sides:
    """The entities of an article as parties of pacts."""

    def __init__(self, ground: Ground, published: str | None, statements: Sequence[Statement] = ()) -> None:
        self.ground = ground
        self._said = Covers((s for s in statements if s.speaker), lambda s: (s.span,))
        self._day = published
        self._people: dict[str, str] = {}
        self._places: dict[str, list[int]] = {}
        for start, _, entity, _ in ground.spots:
            self._places.setdefault(entity, []).append(start)
        self._spots = sorted((start, entity) for start, _, entity, _ in ground.spots)
        self._acts = {r["key"]: r["parties"] for r in _table("acts") if re.search(r["beside"], ground.key)}
        self._bodies = [(start, entity) for start, _, entity, type in ground.spots if type == "ORG"]
        self._words = [
            (_words(r["key"]), tuple(r["parties"].split("|")))
            for r in _table("words")
            if re.search(r["beside"], ground.key)
        ]

    def type(self, id: str) -> str:
        """The type of an entity."""
        return self.ground.type(id)

    def place(self, id: str) -> bool:
        """A place that makes no pacts: neither a country nor a capital that stands for one."""
        return self.type(id) == "LOC" and not self.ground.country(id) and id not in self._acts

    def acting(self, id: str) -> bool:
        """Whether it is known to make pacts: a state, an international body, an armed group, or who acts for one."""
        return _acting(self.home(id))

    def lends(self, id: str) -> bool:
        """Whether it is a body that lends to states."""
        return any(id in r["parties"].split("|") for r in _table("lends"))

    def own(self, id: str) -> str:
        """Whom an entity stands for as a party: a person stays himself until it is known who the others are."""
        return id if self.type(id) == "PER" else self.home(id)

    def home(self, id: str) -> str:
        """The state or body that an entity acts for when pacts are made, or itself."""
        if self.type(id) == "PER":
            if id not in self._people:
                self._people[id] = self._post(id)
            return self._people[id]
        state = self._acts.get(id) or self.ground.home(id)
        return self._acts.get(state, state)

    def _post(self, id: str) -> str:
        held = _held(id, self._day)
        if held:
            return self._acts.get(held, held)
        home = self.ground.home(id)
        return home if home != id and self._titled(id) else id

    def _titled(self, id: str) -> bool:
        """Whether a title of state stands right before a name of his, and not a club's («رئيس نادي»)."""
        title, other = _titles()
        for start in self._places.get(id, ()):
            left = self.ground.key[max(0, start - _BEFORE) : start]
            left = left.rstrip(' ،«“"')  # «وزير البترول، فلان»
            left = left[max(left.rfind(c) for c in "،.؛:\n") + 1 :]
            found = list(title.finditer(left))
            if found and not other.search(left, found[-1].end()) and not _former().search(left, found[-1].end()):
                return True
        return False

    def slots(self, start: int, end: int) -> list[Slot]:
        """The slots of a sentence, with those that the words of pacts add."""
        out = list(self.ground.slots(start, end))
        for pattern, parties in self._words:
            for match in pattern.finditer(self.ground.key, start, end):
                if not any(s.start < match.start(2) or match.end(2) < s.end for s in _over(out, match.span(2))):
                    out = [s for s in out if s not in _over(out, match.span(2))]  # the words say more than the name
                    out += self._added(match, start, parties)
        for match in _listed("back").finditer(self.ground.key, start, end):
            body = None if _covered(out, match.span(2)) else self._body_before(match.start())
            out += self._added(match, start, (body,)) if body else []
        for match in _listed("pair").finditer(self.ground.key, start, end):
            pair = self._pair_before(out, match.start())
            if pair or not all(self._spoken_of(s) for s in out if s.start == match.start(2)):
                out = [s for s in out if s.end <= match.start(2) or match.end(2) <= s.start]
                out += self._added(match, start, pair)
        return sorted(out, key=lambda s: s.start)

    def _added(self, match: re.Match[str], start: int, parties: Iterable[str]) -> list[Slot]:
        joined, preposition = _governed(match.group(1), self.ground.key[start : match.start()])
        at, to = match.span(2)
        return [Slot(p, "GROUP", at, to, preposition, joined, joined) for p in parties]

    def _body_before(self, at: int) -> str | None:
        """The body that acts for no state and that the text named last before an offset."""
        last = bisect_left(self._bodies, (at,))
        return next((e for _, e in reversed(self._bodies[max(0, last - _NAMED) : last]) if self.home(e) == e), None)

    def _pair_before(self, slots: Sequence[Slot], at: int) -> tuple[str, ...]:
        """The two that a sentence has named before «الطرفان», as the states they act for; none where not just two."""
        acting = [s for s in slots if s.end <= at and not (s.type == "LOC" and self._mere_place(s))]
        for one, other in zip(reversed(acting[:-1]), reversed(acting[1:]), strict=True):
            both = distinct((self.home(one.entity), self.home(other.entity)))
            if other.joined and len(both) == 2 and all(map(is_state, both)):
                return both
        homes = distinct(self.home(s.entity) for s in acting)
        states = tuple(h for h in homes if is_state(h))
        return homes if len(homes) == 2 else states if len(states) == 2 else ()

    def _spoken_of(self, slot: Slot) -> bool:
        """Whether the page names somebody elsewhere than in «الطرفان», himself or who acts for him."""
        return len(self._places.get(slot.entity, ())) > 1 or slot.entity in {
            self.home(e) for e in self._places if e != slot.entity
        }

    def speaker(self, place: int) -> tuple[str, ...]:
        """Whose words stand at an offset of the source, if anybody's: the innermost."""
        said = self._said.at(place)
        return min(said, key=lambda s: s.span.end - s.span.start).speaker if said else ()

    def nearest(self, at: int, fits: Callable[[str], bool], most: int) -> str | None:
        """The entity that fits and that the page names nearest to an offset, at most so many letters away."""
        first, last = bisect_left(self._spots, (at - most,)), bisect_left(self._spots, (at + most + 1,))
        found = ((abs(place - at), e) for place, e in self._spots[first:last] if fits(e))
        return min(found, default=(0, None))[1]

    def protagonist(self) -> str | None:
        """The person that the page names most."""
        people = {e: len(places) for e, places in self._places.items() if self.type(e) == "PER"}
        return max(people, key=lambda e: (people[e], -self._places[e][0])) if people else None

    def _mere_place(self, slot: Slot) -> bool:
        return slot.preposition in ("في", "ب", "من", "الي") or not self.ground.country(slot.entity)


def _over(slots: Iterable[Slot], span: tuple[int, int]) -> list[Slot]:
    return [s for s in slots if s.start < span[1] and span[0] < s.end]


def _covered(slots: Iterable[Slot], span: tuple[int, int]) -> bool:
    return any(s.start < span[1] and span[0] < s.end for s in slots)


@lru_cache(maxsize=2)
def _listed(what: str) -> re.Pattern[str]:
    return _words("|".join(r["key"] for r in _table(what)))


def _governed(attached: str, left: str) -> tuple[bool, str]:
    """Whether و joins a word on, and the preposition that governs it."""
    joined = attached.startswith("و")
    particle = attached.strip("وف").removesuffix("ل") if attached.endswith("لل") else attached.strip("وف")
    last = left.split()[-1] if left.split() and not joined else ""
    return joined, particle[:1] or (last if last in PREPOSITIONS else "")


@lru_cache(maxsize=8)
def _table(what: str) -> tuple[dict[str, str], ...]:
    return tuple(r for r in rows("agreement_sides.tsv") if r["what"] == what)


@lru_cache(maxsize=16)
def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(f"(?<![{LETTER}])([وف]?[بل]?)({pattern})(?![{LETTER}])")


@lru_cache(maxsize=1)
def _former() -> re.Pattern[str]:
    return re.compile("|".join(r["key"] for r in _table("former")))


@lru_cache(maxsize=1)
def _titles() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Titles of state, and the words that make a title a club's, a company's or a party's."""
    state = {fold(w) for r in rows("titles.tsv") if r["kind"] in _STATE_KINDS for w in r["ar"].split("|")}
    bodies = {fold(r["head"]) for r in rows("name_heads.tsv") if r["type"] == "ORG"} - state
    longest = "|".join(re.escape(w) for w in sorted(state, key=lambda w: (-len(w), w)))
    heads = "|".join(re.escape(w) for w in sorted(bodies, key=lambda w: (-len(w), w)))
    border = f"(?<![{LETTER}])"
    return (
        re.compile(f"{border}[وفبل]?(?:{longest})(?![{LETTER}])"),
        re.compile(f"{border}[وفبل]?(?:ال)?(?:{heads})(?![{LETTER}])"),
    )


def _held(person: str, day: str | None) -> str | None:
    """The state or international body that a person held an office of on a day (of the page), by the tables."""
    when = day or ""
    found = [
        place
        for place, start, end in _offices().get(person, ())
        if not when or (start <= when[: len(start)] and (not end or when[: len(end)] <= end))
    ]
    return found[-1] if found else None


@lru_cache(maxsize=1)
def _offices() -> dict[str, tuple[tuple[str, str, str], ...]]:
    out: dict[str, tuple[tuple[str, str, str], ...]] = {}
    for row in table("offices.tsv"):
        if _acting(row["country"]):
            out[row["person"]] = (*out.get(row["person"], ()), (row["country"], row["from"], row["to"]))
    return out


def _acting(id: str) -> bool:
    """A state, an international body, or an armed group: whoever leads one makes its pacts."""
    thing = known().get(id)
    return is_state(id) or (thing is not None and thing.kind in ("international", "armed-group"))


def distinct(ids: Iterable[str]) -> tuple[str, ...]:
    """Ids in their order, each once."""
    return tuple(dict.fromkeys(ids))


def as_states(parties: Sequence[str], sides: Sides) -> tuple[str, ...]:
    """Who makes a pact with a state or a body acts for his own. Where somebody is a private person and no state takes
    part, the pact is the persons' own."""
    people = [p for p in parties if sides.type(p) == "PER"]
    states = any(is_state(sides.own(p)) for p in parties if p not in people)
    private = any(sides.home(p) == p for p in people) and not states
    return distinct(p if private else sides.home(p) for p in parties)
