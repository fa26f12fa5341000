"""One noun of a pact in its sentence, with the slots before and behind it: what its parties are read from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from khabar.events.covers import Covers
from khabar.events.pacts.sides import Sides
from khabar.events.pacts.words import borders, grammar
from khabar.events.slots import Slot, nisba
from khabar.model import Event
from khabar.text import View, rows

_HEADS = 75
"""Letters before a name within which «بين زعيمي …» stands."""
Parties = tuple[tuple[str, ...], str]
"""Who makes a pact, and the rule that tells."""
_PARTY = ("LOC", "ORG", "PER", "GROUP")


class Noun(NamedTuple):
    """One noun of a pact in its sentence: folded offsets, and what stands before and behind it."""

    folded: View
    start: int
    end: int
    at: int
    to: int
    kind: str
    ahead: tuple[Slot, ...]
    behind: tuple[Slot, ...]
    """As far as what belongs to the noun reaches."""
    inside: tuple[Slot, ...]
    """Whom the noun itself names («برنامج صندوق النقد»)."""
    sides: Sides
    events: Covers[Event]
    topic: tuple[str, ...]
    """Whom the sentence before spoke of."""

    @property
    def definite(self) -> bool:
        """Whether the noun bears the article («الاتفاق»)."""
        return "ال" in self.folded.key[self.at : self.at + 5]

    @property
    def key(self) -> str:
        return self.folded.key

    def own(self, slot: Slot) -> str:
        return self.sides.own(slot.entity)


def look(
    folded: View,
    sentence: tuple[int, int],
    hit: tuple[int, int, str],
    around: Sequence[Slot],
    sides: Sides,
    events: Covers[Event],
    topic: tuple[str, ...],
) -> Noun:
    """Set out what the parties of one noun are read from."""
    at, to, kind = hit
    stop = reach(folded.key, to, min(sentence[1], to + 110))
    key = folded.key
    acting = [s for s in _bodies_of(around) if s.type in _PARTY and s.entity not in media()]
    ahead = tuple(s for s in acting if s.end <= at and not grammar("press").search(key, sentence[0], s.end))
    behind = tuple(_governed(key, s, to) for s in acting if to <= s.start <= stop)
    behind += _other_side(key, behind, [s for s in acting if s.start > stop], stop)
    inside = tuple(s for s in acting if at < s.start < to)
    return Noun(folded, *sentence, at, to, kind, ahead, behind, inside, sides, events, topic)


def _other_side(key: str, behind: Sequence[Slot], beyond: Sequence[Slot], stop: int) -> tuple[Slot, ...]:
    """The second side of «بين», which always follows, where a comma stands before it («بين أ التي …، وتنظيم ب»)."""
    sides = after(behind, "بين")
    if len(sides) != 1 or not beyond or not beyond[0].linked or beyond[0].preposition:
        return ()
    return tuple(beyond[:1]) if key[stop : stop + 3] == "، و" else ()


def _governed(key: str, slot: Slot, to: int) -> Slot:
    """A slot with the «مع» or «بين» that common nouns part it from («عقد مع اللاعب الدولي فلان»)."""
    if slot.preposition or slot.linked:
        return slot
    if grammar("and this").search(key, to, slot.start):
        return slot._replace(joined=True, linked=True)
    if grammar("two heads").search(key, max(to - 4, slot.start - _HEADS), slot.start):
        return slot._replace(preposition="بين")
    by = grammar("stands by").search(key, max(to - 4, slot.start - 50), slot.start)
    return slot._replace(preposition=by.group().split()[0]) if by else slot


def _bodies_of(around: Sequence[Slot]) -> list[Slot]:
    """The slots, a body's council given as the body itself («المجلس التنفيذي للصندوق»)."""
    out: list[Slot] = []
    for slot in around:
        last = out[-1] if out else None
        if last and last.type == slot.type == "ORG" and slot.preposition == "ل" and slot.start - last.end <= 3:
            out[-1] = slot._replace(preposition=last.preposition, joined=last.joined, linked=last.linked)
        else:
            out.append(slot)
    return out


@lru_cache(maxsize=1)
def media() -> frozenset[str]:
    """Ids of the media, which tell of pacts and make none."""
    return frozenset(r["id"] for r in rows("media.tsv"))


def reach(key: str, to: int, end: int) -> int:
    """Where what belongs to a pact's noun ends: at a comma, or at the next pact's noun."""
    comma = key.find("،", to, end)
    while comma >= 0 and (aside := grammar("said of a side").match(key, comma, end)):
        comma = key.find("،", aside.end(), end)
    other = borders().search(key, to, end)
    return min(comma if comma >= 0 else end, other.start() if other else end)


def adjectives(noun: Noun, stop: int = -1) -> list[str]:
    """The states that the adjectives right behind the noun name («الاتفاق الروسي الإيراني»)."""
    stop = noun.to + 40 if stop < 0 else min(stop, noun.to + 40)
    near = re.split(r"[\s-]+", noun.key[noun.to : stop])[:4]
    return [c for c in (nisba(w.strip("-،")) for w in near) if c]


def after(behind: Sequence[Slot], preposition: str) -> list[Slot]:
    """The slots that a preposition governs, with those that و joins on; «بين» always has a second side, however much
    is said of the first («بين القوات، التي …، وتنظيم …»)."""
    out: list[Slot] = []
    for slot in behind:
        if preposition == "بين" and len(out) == 1 and not slot.joined and slot.start != out[0].start:
            if slot.linked and not slot.preposition:
                out.append(slot)
            continue
        if (
            (not out and slot.preposition == preposition)
            or (out and slot.joined and not slot.preposition)
            or (out and slot.start == out[-1].start)
        ):
            out.append(slot)
        elif out:
            break
    return out
