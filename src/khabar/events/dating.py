"""When it happened or will: the day, week, month or year that the words of its clause give an event."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from khabar.events.frames import Find
from khabar.events.slots import LETTER, any_of
from khabar.model import Time
from khabar.text import View

DAY = re.compile(r"\d{4}(?:-W?\d\d(?:-\d\d)?)?")
_ANNOUNCED = ("decide", "sign-agreement", "appoint", "resign", "sanction", "lift-sanction", "ratify")
"""Types that are told by whoever does them, as a rule on the day itself («قالت اليوم إنها ألغت العقد»)."""
_CALLED = re.compile(rf"(?<![{LETTER}])[وف]?(?:{any_of('called')}) ")
THAT = re.compile(rf"(?<![{LETTER}])[وف]?ب?(?:ان|{any_of('that-he')})(?![{LETTER}])")
AFTER = re.compile(rf"(?<![{LETTER}])(?:{any_of('after')})(?![{LETTER}])")
_HELD = re.compile(rf"(?<![{LETTER}])(?:التي|الذي) (?:{any_of('held')})(?![{LETTER}])")
_FAR = 120
"""Letters from which on a time is no longer the event's."""
_CROSSED = 90
"""Letters by which a time counts as further off when another event or بعد، منذ، التي stands between."""
_TOUCHED = 45
"""The same, where only an event's noun stands between: it may be what is done («ألغى العقوبات في أكتوبر»)."""
_PASSED = 60
"""The same, where another event stands between a time and the event's word behind it."""
_SINCE = re.compile(rf"(?<![{LETTER}])منذ(?: [{LETTER}]+){{1,5}} ?$")
_ASIDE = re.compile(rf"، (?:{any_of('aside')}) [^،.؛]{{1,140}}،")
_RELATIVE = re.compile(rf"(?<![{LETTER}])(?:{any_of('who')}) (?:[{LETTER}]*)$")
_NEAR = 45
"""Letters behind an event's word within which its own time begins, though another's stand before the word."""


def _start(time: Time) -> int:
    return time.span.start


def when(folded: View, hit: Find, clause: tuple[int, int], times: Sequence[Time], others: Sequence[Find]) -> str | None:
    """The day, month or year that stands nearest in the clause, what follows before what precedes. ``times``: in order.

    A time before أنّ belongs to the saying; one behind another event's word, or behind بعد، منذ، التي, to that.
    """
    key = folded.key
    best: tuple[int, str] | None = None
    asides = [m.span() for m in _ASIDE.finditer(key, *clause)]
    place = folded.span(*clause)
    for time in times[bisect_left(times, place.start, key=_start) :]:
        if time.span.start >= place.end:
            break
        at, to = folded.key_at(time.span.start), folded.key_at(time.span.end)
        day = DAY.match(time.value or "")
        if not day or not (clause[0] <= at < clause[1]):
            continue
        if any(a <= at < b and not a <= hit.start < b for a, b in asides):
            continue  # «…، الذي فاز في يوليو، …»
        distance = _behind(key, hit, at, others, asides) if at >= hit.end else _ahead(key, hit, to, others)
        if distance is None:
            continue
        if best is None or distance < best[0]:
            best = (distance, day.group())
        if at >= hit.end and distance < _NEAR and _CALLED.search(key[clause[0] : hit.start]):
            return day.group()  # «دعا الاثنين إلى عقد اجتماع صباح الثلاثاء»
    return best[1] if best and best[0] < _FAR else None


def _behind(key: str, hit: Find, at: int, others: Sequence[Find], asides: Sequence[tuple[int, int]]) -> int | None:
    """How far a time stands behind an event's word; None where it is surely another's."""
    gap = _HELD.sub(" ", key[hit.end : at])  # «فاز في الانتخابات التي جرت في يوليو»: one time for both
    if _SINCE.search(gap):
        return None  # «أول زيارة منذ توليه الرئاسة في يوليو»
    between = [o.tense for o in others if hit.end <= o.start < at]
    crossed = any(t != "noun" for t in between) or bool(AFTER.search(gap) or THAT.search(gap))
    aside = sum(b - a for a, b in asides if hit.end <= a and b <= at)
    return at - hit.end - aside + (_CROSSED if crossed else _TOUCHED if between else 0)


def _ahead(key: str, hit: Find, to: int, others: Sequence[Find]) -> int | None:
    """How far a time stands before an event's word; None where it is surely another's."""
    gap = key[to : hit.start]
    if hit.tense != "noun" and _RELATIVE.search(gap):
        return None  # «تضاربت اليوم حصيلة العبارة التي غرقت»: the day is not the sinking's
    that = THAT.search(gap) is not None and hit.start - to > 3
    if that and (hit.tense != "past" or hit.frame.type not in _ANNOUNCED):
        return None
    crossed = any(to <= o.start < hit.start for o in others) or bool(AFTER.search(gap))
    return (hit.start - to) * (1 if that else 2) + (_PASSED if crossed else 0)
