"""Whether it happened, goes on, is planned, was called off or denied, and when."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, lru_cache

from khabar.events.days import days
from khabar.events.frames import Cue, Find, Light, cues
from khabar.events.slots import LETTER, any_of
from khabar.model import EventStatus, Time
from khabar.text import View

_DAY = re.compile(r"\d{4}(?:-W?\d\d(?:-\d\d)?)?")
_ARRANGED = ("meet", "visit", "call", "negotiate", "sign-agreement", "elect", "vote", "protest", "ratify")
_BEFALLS = ("disaster", "attack")
"""Types that nobody sets a day for."""
_ANNOUNCED = ("decide", "sign-agreement", "appoint", "resign", "sanction", "lift-sanction", "ratify")
"""Types that are told by whoever does them, as a rule on the day itself («قالت اليوم إنها ألغت العقد»)."""
_CALLED = re.compile(r"(?<![ء-ي])[وف]?(?:دع[اتو][ء-ي]*|يدعو|تدعو|طلب[ء-ي]*|[يت]طلب|اعلن[ء-ي]*|اتفق[ء-ي]*|قرر[ء-ي]*) ")
_QUOTES = str.maketrans('«»"“”()', "       ")
_OFF = ("cancelled", "postponed", "denied")
_THAT = re.compile(rf"(?<![{LETTER}])[وف]?ب?(?:ان|{any_of('that-he')})(?![{LETTER}])")
_AFTER = re.compile(rf"(?<![{LETTER}])(?:{any_of('after')})(?![{LETTER}])")
_HELD = re.compile(rf"(?<![{LETTER}])(?:التي|الذي) (?:{any_of('held')})(?![{LETTER}])")
_FAR = 120
"""Letters from which on a time is no longer the event's."""
_CROSSED = 90
"""Letters by which a time counts as further off when another event or بعد، منذ، التي stands between."""
_TOUCHED = 45
"""The same, where only an event's noun stands between: it may be what is done («ألغى العقوبات في أكتوبر»)."""
_REACH = 160
"""Letters before an event's word that hold the words that may set its status."""
_NEAR = 45
"""Letters behind an event's word within which a word that sets its status must begin."""
_SINCE = re.compile(rf"(?<![{LETTER}])منذ(?: [{LETTER}]+){{1,5}} ?$")
_ASIDE = re.compile(rf"، (?:{any_of('aside')}) [^،.؛]{{1,140}}،")
_NOT = re.compile(rf"(^| )[وف]?({any_of('not')})$")
_BEHIND = re.compile(rf"(?<![{LETTER}])[وف]?(?:{any_of('behind')})(?![{LETTER}])(?! غد)")
_RELATIVE = re.compile(rf"(?<![{LETTER}])(?:{any_of('who')}) (?:[{LETTER}]*)$")
_NEVER = re.compile(r"(^| )[وف]?لن$")
_MAYBE = re.compile(rf"(^| )[وف]?({any_of('maybe')})$")
_ALMOST = re.compile(rf"(^| )[وف]?({any_of('almost')})( [ء-ي]+){{0,3}}( ان)?$")
_IF = re.compile(rf"(^| )[وف]?({any_of('if')})( ما)?$")
_BEFORE_IT = re.compile(r"(^| )[وف]?قبل ان$")
_WAS = re.compile(rf"(^| )[وف]?({any_of('was')})( [ء-ي]+){{0,3}}$")
_STILL = re.compile(rf"(^| )[وف]?({any_of('still')})( |$)")


def status(
    key: str, hit: Find, light: Light | None, clause: tuple[int, int], when: str | None, published: str | None
) -> EventStatus | None:
    """Tense, modality, negation, and the words that announce or call off. None: the words say it did not happen."""
    left = " ".join(key[max(clause[0], hit.start - _REACH) : hit.start].translate(_QUOTES).split()[-7:])
    near = " ".join(left.split()[-2:])
    right = key[hit.end : min(clause[1], hit.end + 80)]
    if hit.tense in ("past", "present") and _NOT.search(near):
        return None
    if _ALMOST.search(left):
        return "denied"
    if hit.tense == "noun" and any(c.pattern.search(" ".join(left.split()[-3:])) for c in _cues("near")):
        return None
    if hit.tense != "noun":
        said = _of_verb(hit, left, near)
        if said:
            return said
    elif _STILL.search(left):
        return "ongoing"
    elif light and light.status:
        return light.status
    elif light and light.tense == "future":
        return "planned"
    elif light and light.tense == "present" and hit.frame.type not in _ARRANGED[:3]:
        return _cue(left, right, False) or "ongoing"
    elif light and light.tense == "past" and not _OPEN.search(left):
        off = _cue(left, "", past=True)
        return off if off in _OFF else "happened"
    if hit.tense != "past" and (own := _by_word(hit.word)):
        return own
    last = _last_day(when) if when else ""
    cued = _cue(left, right, bool(last and published and last < published))
    if cued:
        return cued
    future = bool(when and published and _first_day(when) > published)
    if (future and hit.frame.type not in _BEFALLS) or (hit.frame.type == "sign-agreement" and hit.particle == "ل"):
        return "planned"
    if hit.tense == "present":
        if hit.frame.type in _ARRANGED and (when is None or when == published):
            return "planned"
        return "ongoing"
    return "happened"


def _by_word(word: str) -> EventStatus | None:
    """What an event's own word says where nothing else does («جفاف» goes on, «يدرس» is still to come)."""
    return next((c.status for c in _cues("word") if c.pattern.fullmatch(word)), None)


@cache
def _cues(*sides: str) -> tuple[Cue, ...]:
    """The rows of these sides, in the table's order."""
    return tuple(c for c in cues() if c.side in sides)


@lru_cache(maxsize=1)
def _any_after() -> re.Pattern[str]:
    """One pattern over all rows that look behind the event's word: most clauses have none of them."""
    return re.compile("|".join(c.pattern.pattern for c in _cues("after")))


def _cue(left: str, right: str, past: bool) -> EventStatus | None:
    """What the table's words before the event's word say, the first row winning; else those behind it, the nearest."""
    border = _BEHIND.search(left)
    if border:
        left = left[border.end() :]  # «ستوقف عملها بعد قرار الحكومة»: the decision is no plan
    behind: list[tuple[int, int, EventStatus]] = []
    if _any_after().search(right):
        searched = ((n, c.status, c.pattern.search(right)) for n, c in enumerate(_cues("after")))
        behind = [(m.start(), n, said) for n, said, m in searched if m]
    close = [said for at, _, said in behind if at <= 1]
    if close:
        return close[0]
    for cue in _cues("before") if past else _cues("before", "weak"):
        if cue.pattern.search(left):
            return cue.status
    return min(behind)[2] if behind and min(behind)[0] <= _NEAR else None


def _first_day(value: str) -> str:
    span = days(value)
    return span[0] if span and len(value) != 4 else ""


def _last_day(value: str) -> str:
    span = days(value)
    return span[1] if span else ""


_OPEN = re.compile(rf"(^| )({any_of('undecided')})( |$)")


def _of_verb(hit: Find, left: str, near: str) -> EventStatus | None:
    """What a verb's own tense and the particle before it say; None where other words decide."""
    if hit.tense == "future":
        return "planned"
    if hit.tense == "past":
        return "conditional" if _IF.search(near) and not near.endswith(" ان") else "happened"
    if _NEVER.search(near):
        return "cancelled"
    if _MAYBE.search(near):
        return "conditional"
    if _BEFORE_IT.search(near):
        return "happened"
    if _STILL.search(left):
        return "ongoing"
    if _WAS.search(left) and not re.search(r"(مقرر|المقرر|ان)", left):
        return "happened"
    return None


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
        if not (clause[0] <= at < clause[1]) or not time.value:
            continue
        if any(a <= at < b and not a <= hit.start < b for a, b in asides):
            continue  # «…، الذي فاز في يوليو، …»
        day = _DAY.match(time.value)
        if not day:
            continue
        if at >= hit.end:
            gap = _HELD.sub(" ", key[hit.end : at])  # «فاز في الانتخابات التي جرت في يوليو»: one time for both
            if _SINCE.search(gap):
                continue  # «أول زيارة منذ توليه الرئاسة في يوليو»
            between = [o.tense for o in others if hit.end <= o.start < at]
            crossed = any(t != "noun" for t in between) or bool(_AFTER.search(gap) or _THAT.search(gap))
            aside = sum(b - a for a, b in asides if hit.end <= a and b <= at)
            distance = at - hit.end - aside + (_CROSSED if crossed else _TOUCHED if between else 0)
        else:
            gap = key[to : hit.start]
            if hit.tense != "noun" and _RELATIVE.search(gap):
                continue  # «تضاربت اليوم حصيلة العبارة التي غرقت»: the day is not the sinking's
            that = _THAT.search(gap) is not None and hit.start - to > 3
            if that and (hit.tense != "past" or hit.frame.type not in _ANNOUNCED):
                continue
            crossed = any(to <= o.start < hit.start for o in others) or bool(_AFTER.search(gap))
            distance = (hit.start - to) * (1 if that else 2) + (60 if crossed else 0)
        if best is None or distance < best[0]:
            best = (distance, day.group())
        if at >= hit.end and not crossed and distance < _NEAR and _CALLED.search(key[clause[0] : hit.start]):
            return day.group()  # «دعا الاثنين إلى عقد اجتماع صباح الثلاثاء»
    return best[1] if best and best[0] < _FAR else None
