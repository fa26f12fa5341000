"""A people that takes part («تظاهر الفلسطينيون»): no body of its state, but all or many who belong to it.

Where states act («محادثات بين الإيرانيين والأميركيين») the plural is the state; who votes, demonstrates or is killed
is the people.
"""

from __future__ import annotations

import re
from functools import lru_cache

from khabar.events.governed import LETTER, any_of
from khabar.events.slots import Slot, nisba
from khabar.model import Entity, EventType
from khabar.names.gazetteer import cells, table

PEOPLED: tuple[EventType, ...] = ("attack", "protest", "vote")
"""Types in which a plural nisba is the people, not its state."""
_SUFFIX = "-people"
_MANY = re.compile(
    rf"(?<![{LETTER}])(?:\d+|{any_of('many')}) (?:(?:{any_of('crowd')}) )?([{LETTER}]{{4,}})(?![{LETTER}])"
)


@lru_cache(maxsize=1)
def _plurals() -> dict[str, tuple[str, str]]:
    """State → its people's name in Arabic («الفلسطينيون») and in English."""
    out = {}
    for row in table("countries.tsv"):
        plural = next((f for f in cells(row["nisba"]) if f.endswith("ون")), None)
        if plural:
            out[row["id"]] = (plural if plural.startswith("ال") else "ال" + plural, f"people of {row['en']}")
    return out


def people(state: str) -> str:
    """The id of a state's people."""
    return state + _SUFFIX if state in _plurals() else state


def entity(id: str) -> Entity | None:
    """The people that bears an id, if one does."""
    names = _plurals().get(id.removesuffix(_SUFFIX)) if id.endswith(_SUFFIX) else None
    return Entity(id=id, type="GROUP", names={"ar": names[0], "en": names[1]}) if names else None


def plural(key: str, slot: Slot) -> bool:
    """Whether a slot is a plural nisba («الإيرانيين»، «فلسطينيون»)."""
    word = key[slot.start : slot.end]
    return slot.type == "LOC" and word.endswith(("ون", "ين")) and nisba(word) == slot.entity


def counted(key: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """Numbers of a people («60 فلسطينيا»، «سبعة متظاهرين فلسطينيين»), as (from, to, state)."""
    out = []
    for match in _MANY.finditer(key, start, end):
        word = match.group(1)
        state = nisba(word) or (nisba(word[:-1]) if word.endswith("ا") else None)
        if state:
            out.append((match.start(1), match.end(1), state))
    return out


__all__ = ["PEOPLED", "counted", "entity", "people", "plural"]
