"""The subject that stands before its verb: «الوزير زار …», with those that و joins on to it, or behind أنّ."""

from __future__ import annotations

import re
from itertools import takewhile

from khabar.events.frames import Find
from khabar.events.slots import LETTER, Slot, any_of, words

VERB = re.compile(rf"(?<![{LETTER}])(?:س?[يت][{LETTER}]{{3,}}|قال|كان|كانت)(?![{LETTER}])")


def ahead(key: str, before: list[Slot], at: int, far: int) -> list[Slot]:
    """The subject that stands before its verb, with those that و joined on to it."""
    group: list[Slot] = []
    for slot in reversed(before):
        if group and not group[-1].joined:
            break
        if slot.preposition:
            if group:
                continue
            break
        if not group and (words(key, slot.end, at) > far or _another(key[slot.end : at])):
            break
        group.append(slot)
    return list(reversed(group))


_SET_OFF = re.compile("،[^،]*،")
_OPENER = re.compile(rf"(?<![{LETTER}])[وف]?(?:{any_of('opener')}) (?:ال)?$")


def behind_that(key: str, before: list[Slot], found: Find, start: int) -> list[Slot]:
    """«أن القوات الإيرانية في سوريا أطلقت …»: the subject behind أنّ, though its own adjuncts stand before the verb."""
    for i, slot in reversed(list(enumerate(before))):
        if slot.preposition or slot.joined:
            continue
        between = _SET_OFF.sub("", key[slot.end : found.start])
        if _OPENER.search(key[max(start, slot.start - 12) : slot.start]) and len(between.split()) <= 7:
            return [] if "،" in between or VERB.search(between) else [slot, *joined_on(before[i + 1 :])]
        return []
    return []


def joined_on(slots: list[Slot]) -> list[Slot]:
    return list(takewhile(lambda s: s.joined and not s.preposition, slots))


def last_free(slots: list[Slot]) -> list[str]:
    """The last of some slots that no preposition governs, with those that و joins on to it."""
    free = [i for i, s in enumerate(slots) if not s.preposition and not s.joined][-1:]
    return [s.entity for i in free for s in (slots[i], *joined_on(slots[i + 1 :]))]


_THIS = re.compile(rf"(?<![{LETTER}])[وف]?(?:{any_of('demonstrative')}) ال")


def _another(gap: str) -> bool:
    """Whether a subject of its own stands between a name and a verb («نناشد فلانا … هذه الجماعة دمرت»), or a comma
    that none closes."""
    return _THIS.search(gap) is not None or gap.count("،") == 1 or any(c in gap for c in "؟!")


def adjacent(key: str, end: int, start: int) -> bool:
    """Whether only a comma, an adverb or قد stands between a noun and the verb behind it."""
    return words(key, end, start) <= 1
