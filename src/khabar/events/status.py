"""Whether it happened, goes on, is planned, was called off or denied.

By rules and the rows of ``event_status.tsv``: a choice learnt from the same words, in the manner of
:mod:`khabar.events.partners`, was no better on pages that it had not seen.
"""

from __future__ import annotations

import re
from functools import cache

from khabar.events.days import days
from khabar.events.frames import Cue, Find, Light, cues, lasting
from khabar.events.slots import LETTER, PREPOSITIONS, any_of, function_words
from khabar.model import EventStatus
from khabar.times import looks

_ARRANGED = ("meet", "visit", "call", "negotiate", "sign-agreement", "elect", "vote", "protest", "ratify")
_TALKS = ("meet", "negotiate")
_BEFALLS = ("disaster", "attack")
"""Types that nobody sets a day for: only what is told in the present may lie ahead («تهاجم … غدا»)."""
_QUOTES = str.maketrans('«»"“”()', "       ")
_OFF = ("cancelled", "postponed", "denied")
_REACH = 160
"""Letters before an event's word that hold the words that may set its status."""
_WORDS = 9
"""The same in words."""
_NEAR = 45
"""Letters behind an event's word within which a word that sets its status must begin."""
_NOT = re.compile(rf"(^| )[وف]?({any_of('not')})$")
_BEHIND = re.compile(rf"(?<![{LETTER}])[وف]?(?:{any_of('behind')})(?![{LETTER}])(?! غد)")
_NEVER = re.compile(r"(^| )[وف]?لن$")
_MAYBE = re.compile(rf"(^| )[وف]?({any_of('maybe')})$")
_ALMOST = re.compile(rf"(^| )[وف]?({any_of('almost')})( [ء-ي]+){{0,3}}( ان)?$")
_IF = re.compile(rf"(^| )[وف]?({any_of('if')})( ما)?$")
_BEFORE_IT = re.compile(r"(?<![ء-ي])[وف]?قبل ان(?: +[ء-ي]+){0,3} *$")
_WAS = re.compile(rf"(^| )[وف]?({any_of('was')})( [ء-ي]+){{0,3}}$")
_WAS_TO = re.compile(r"(^| )[وف]?(ال)?(مقررا?|ان)( |$)")
"""Between كان and its verb: what was to be done, or another's clause."""
_TO = re.compile(r"(^| )((?<!قبل )ان|لكي|كي)$")
"""«يأمل أن يزور»: what somebody is to do."""
_UNDONE = re.compile(rf"(^| )[وف]?({any_of('undone')})( [ء-ي]+){{0,3}} ان$")
_WITHOUT = re.compile(rf"(^| )[وف]?({any_of('without')})$")
_UNTIL = re.compile(rf"(?<![{LETTER}])({any_of('until')}) ")
_BUSY = re.compile(rf"(^| )[وف]?({any_of('busy')})( |$)")
"""What stands behind them is the background of what is told: «بينما كان يستعد للسفر قتل»."""
_PHRASE = re.compile(rf"(?: (?!(?:{any_of('own-clause')})\b)[ء-ي0-9]+){{0,5}}")
"""What may stand between an event's word and its predicate: no clause of its own, five words at most."""
_EXTREME = re.compile(rf"(^| )[وف]?({any_of('extreme')}) ")
_OFFERED = re.compile(
    rf"(^| )[وف]?({any_of('offered')})( (?!(?:{'|'.join(sorted(PREPOSITIONS))}|لل)( |$))[ء-ي]+){{0,4}}$"
)
_HOMOGRAPHS = function_words("homograph")
"""Verbs in the past that are written like their verbal nouns («طرد»)."""
_ADJECTIVES = re.compile(r"(?: ال[^ ،.]+){0,3} ?")
_PROVISO = 90
"""Letters behind an event's word within which a condition must begin."""
_PROVIDED = re.compile(rf"(?<![{LETTER}])(?<!ما )[وف]?(?:{any_of('provided')})(?![{LETTER}])")
_STILL = re.compile(rf"(^| )[وف]?({any_of('still')})( |$)")


def status(
    key: str, hit: Find, light: Light | None, clause: tuple[int, int], when: str | None, published: str | None
) -> EventStatus | None:
    """Tense, modality, negation, and the words that announce or call off. None: the words say it did not happen."""
    ahead = bool(when and published and _first_day(when) > published)
    past = bool(when and published and "" < _last_day(when) < published)
    said = _told(key, hit, light, clause, (past, when in (None, published), ahead))
    if said == "ongoing" and ahead and not _UNTIL.search(key, hit.end, clause[1]):
        said = "planned"  # but not «سارية حتى 31 يوليو المقبل»
    if said == "planned" and _PROVIDED.search(key, hit.end, min(clause[1], hit.end + _PROVISO)):
        return "conditional"  # «ستفرض عقوبات ما لم …»
    return said


def _told(
    key: str, hit: Find, light: Light | None, clause: tuple[int, int], dated: tuple[bool, bool, bool]
) -> EventStatus | None:
    """The same, whatever is made a condition behind it. ``dated``: whether its day lies behind the page, is the page's
    or unknown, lies ahead."""
    past, today, ahead = dated
    ahead = ahead and (hit.tense == "present" or hit.frame.type not in _BEFALLS)
    left = " ".join(key[max(clause[0], hit.start - _REACH) : hit.start].translate(_QUOTES).split()[-_WORDS:])
    near = " ".join(left.split()[-2:])
    right = key[hit.end : min(clause[1], hit.end + 80)]
    if hit.tense in ("past", "present") and _NOT.search(near):
        return None
    if hit.tense == "present" and _WITHOUT.search(left):
        return None
    if _ALMOST.search(left) or (hit.tense == "present" and _UNDONE.search(left)):
        return "denied"
    if hit.tense == "noun" and any(c.pattern.search(" ".join(left.split()[-3:])) for c in _cues("near")):
        return None
    if hit.tense == "noun" and _any("done").search(left) and not _cue("", right, False):
        return "happened"
    if hit.tense in ("noun", "present") and (said := _next_step(key[clause[0] : hit.start].translate(_QUOTES))):
        return said
    if hit.tense != "noun":
        said = _of_verb(hit, left)
        if said:
            return said
    elif _STILL.search(left) or _such(right):
        return "ongoing"
    elif light and light.status:
        return light.status
    elif light and light.tense == "future":
        return "planned"
    elif light and light.tense == "present" and hit.frame.type not in _ARRANGED[:3]:
        return _cue(left, right, False) or "ongoing"
    elif light and light.tense == "past" and not _OPEN.search(left) and not ahead:
        return _of_lent(left)
    if hit.tense != "past" and (own := _by_word(hit.word)):
        return own
    cued = _cue(left, right, past)
    if cued:
        return cued
    if hit.frame.type in _TALKS and _OFFERED.search(left):
        return "planned"
    if hit.tense == "noun" and _goes_on(hit, left, right):
        return "ongoing"
    if ahead or (hit.frame.type == "sign-agreement" and hit.particle == "ل"):
        return "planned"
    if hit.tense == "present":
        if (hit.frame.type in _ARRANGED and today) or _TO.search(near):
            return "planned"
        return "ongoing" if _lasts(hit.frame.type, left, right) else "happened"
    return "happened"


def _lasts(kind: str, left: str, right: str) -> bool:
    """Whether a deed told in the present goes on: one that is over at once is history («طائرات تغير على مستودع») where
    the words behind it do not say otherwise («منذ أيام»، «كل عام»; but «أول مسعفة تقتل منذ أعوام»)."""
    if lasting(kind) not in ("once", "spell"):
        return True
    found = (c.pattern.search(right) for c in _cues("lasting"))
    return any(m.start() <= _NEAR for m in found if m) and not _EXTREME.search(left)


def _such(right: str) -> bool:
    """Whether a clause of the event's noun itself says that it goes on («الغارات الجوية التي تشنها الطائرات»), not one
    of a place or body behind it («انتخابات في دولة تشهد صراعا»)."""
    found = next((m for c in _cues("which") if (m := c.pattern.search(right))), None)
    between = right[: found.start()] if found else ""
    return found is not None and _ADJECTIVES.fullmatch(between) is not None and not _EXTREME.search(between)


def _goes_on(hit: Find, left: str, right: str) -> bool:
    """Whether the predicate of an event's noun says that it goes on («المفاوضات بين البلدين تسير ببطء»): right behind
    the noun, or behind its phrase where nothing governs it. Of what is over at once only some do, for it is told beside
    much that moves («هجوم على حافلة تسير»)."""
    led = left.removesuffix(" ال").split()[-1:]
    free = hit.particle in ("", "و", "ف", "ال", "وال", "فال") and not (led and led[0].lstrip("وف") in PREPOSITIONS)
    close = free or "ال" not in hit.particle  # «في محادثات تجري»، but not «بعد المحادثات تجري»
    far = _cues("rages") if lasting(hit.frame.type) in ("once", "spell") else _cues("rages", "next")
    for cue in _cues("rages", "next"):
        found = cue.pattern.search(right)
        between = right[: found.start()].rstrip() if found else ""
        if found and (free and cue in far and _PHRASE.fullmatch(between) if between else close):
            return True
    return False


def _of_lent(left: str) -> EventStatus:
    """What a verb in the past says of the noun to which it lends its tense, with what stands between them («أعلنت أنها
    تدرس اتخاذ إجراءات»)."""
    said = _cue(left, "", past=True)
    close = _cue(" ".join(left.split()[-3:]), "", past=True)
    return said if said in _OFF else close or "happened"


def _by_word(word: str) -> EventStatus | None:
    """What an event's own word says where nothing else does («جفاف» goes on, «يدرس» is still to come)."""
    return next((c.status for c in _cues("word") if c.pattern.fullmatch(word)), None)


@cache
def _cues(*sides: str) -> tuple[Cue, ...]:
    """The rows of these sides, in the table's order."""
    return tuple(c for c in cues() if c.side in sides)


@cache
def _any(*sides: str) -> re.Pattern[str]:
    """One pattern over all rows of these sides: most clauses have none of them."""
    return re.compile("|".join(c.pattern.pattern for c in _cues(*sides)))


def _cue(left: str, right: str, past: bool) -> EventStatus | None:
    """What the table's words before the event's word say, the first row winning; else those behind it, the nearest."""
    border = _BEHIND.search(left)
    if border:
        left = left[border.end() :]  # «ستوقف عملها بعد قرار الحكومة»: the decision is no plan
    behind: list[tuple[int, int, EventStatus]] = []
    if _any("after").search(right):
        searched = ((n, c.status, c.pattern.search(right)) for n, c in enumerate(_cues("after")))
        behind = [(m.start(), n, said) for n, said, m in searched if m]
    close = [said for at, _, said in behind if at <= 1]
    if close:
        return close[0]
    sides = ("before",) if past else ("before", "weak")
    if _any(*sides).search(left):
        return next(c.status for c in _cues(*sides) if c.pattern.search(left))
    return min(behind)[2] if behind and min(behind)[0] <= _NEAR else None


def _first_day(value: str) -> str:
    span = days(value)
    return span[0] if span and len(value) != 4 else ""


def _last_day(value: str) -> str:
    span = days(value)
    return span[1] if span else ""


_OPEN = re.compile(rf"(^| )({any_of('undecided')})( |$)")


def _of_verb(hit: Find, left: str) -> EventStatus | None:
    """What a verb's own tense and the particle before it say; None where other words decide."""
    near = " ".join(left.split()[-2:])
    if hit.tense == "past":
        if _intended(hit, left, near):
            return "planned"
        return "conditional" if _IF.search(near) and not near.endswith(" ان") else "happened"
    if _MAYBE.search(near):
        return "conditional"
    if hit.tense == "future":
        return "planned"
    if _NEVER.search(near):
        return "cancelled"
    if _STILL.search(left):
        return "ongoing"
    was = _WAS.search(left)
    if was and not _WAS_TO.search(left, was.start()):
        return "happened"
    return None


def _next_step(lead: str) -> EventStatus | None:
    """What leads to «قبل أن» and a verb in the present says of it: the next step of what was done is done («وصل إلى
    العاصمة قبل أن يزور …»), of what is to come is to come («سيزور … قبل أن يلتقي …»)."""
    before = _BEFORE_IT.search(lead)
    looking = looks(lead[: before.start()]) if before else None
    return "happened" if looking == "past" else "planned" if looking in ("ahead", "future") else None


def _intended(hit: Find, left: str, near: str) -> bool:
    """Whether what is written like a verb in the past is the verbal noun of what somebody means to do («تعتزم الدولة
    طرد السفير»), and not what happened meanwhile («بينما كان يستعد للسفر قتل»)."""
    if hit.word not in _HOMOGRAPHS or hit.particle:
        return False
    return _cue(near, "", past=True) == "planned" and not _BUSY.search(left)
