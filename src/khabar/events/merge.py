"""One happening, told often, is one event: within a page, and across the pages of a run."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import msgspec

from khabar.events.days import days
from khabar.events.frames import lasting
from khabar.model import Event, EventStatus
from khabar.text.stems import content_stem, content_stems

_ACTS = ("attack", "decide", "sanction", "deploy", "supply-arms", "aid")
"""Types of which a page may tell a done and a coming one; of a visit it tells the plan and the doing as one."""
_SET = ("elect", "visit", "meet", "sign-agreement", "vote")
"""Types for which a day is set: who gives it knows best how it stands."""
_LOCAL = ("attack", "protest", "disaster")
MANY = ("attack",)
"""Types of which a page may tell several with one cast, named or not: what is told of one is told in like words."""
_LIKE = 2
"""How many stems two tellings share whose words are like."""
_BEFORE, _AFTER = 60, 140
"""Letters before and behind an event's word whose words say what is told of it."""
_WORD = re.compile(r"[ء-ي]{2,}")
_OPEN = ("planned", "conditional", "denied", "cancelled", "postponed")


def merge(
    events: Sequence[Event],
    back: Sequence[bool] = (),
    home: Callable[[str], str] = str,
    words: Sequence[frozenset[str]] = (),
) -> list[tuple[Event, list[int]]]:
    """One event per happening (the same type, casts that agree, times that can be one), and which of the events given
    it was made of. ``back``: of each, whether its words lead back to what was told («الهجوم»); ``home``: the state
    that somebody acts for when pacts are made; ``words``: of each, the stems of what is told of it (:func:`stems`)."""
    kept: list[tuple[Event, list[int]]] = []
    for n, event in enumerate(events):
        for i, (other, members) in enumerate(kept):
            led = bool(back and back[n])
            told = [words[m] for m in members] if words else []
            if same(event, other, led, home) and (led or not words or _like(event, other, words[n], told)):
                kept[i] = (join(other, event), [*members, n])
                break
        else:
            kept.append((event, [n]))
    return [(_lasting(one, [events[m].status for m in members]), members) for one, members in kept]


def _lasting(event: Event, told: Sequence[EventStatus]) -> Event:
    """What half of its clauses tell as going on goes on, though the first tells how it began («اندلعت احتجاجات»)."""
    if (
        event.status != "happened"
        or lasting(event.type) not in ("spell", "days")
        or 2 * told.count("ongoing") < len(told)
    ):
        return event
    return msgspec.structs.replace(event, status="ongoing")


def stems(key: str, clause: tuple[int, int], word: tuple[int, int]) -> frozenset[str]:
    """The light stems of the words of a folded text that stand round an event's word in its clause and say something;
    the word itself is told of every event of its kind."""
    start, end = max(clause[0], word[0] - _BEFORE), min(clause[1], word[1] + _AFTER)
    own = {content_stem(w) for w in _WORD.findall(key, *word)}
    return frozenset(content_stems(_WORD.findall(key, start, end))) - own


def _like(event: Event, other: Event, words: frozenset[str], told: Sequence[frozenset[str]]) -> bool:
    """Whether an event may be one with another for the words in which both are told: «قتل جندي بلغم» in one town is
    not the raid on another. ``words``: of the event; ``told``: of each telling of the other."""
    if event.type not in MANY or event.evidence[0] == other.evidence[0]:
        return True
    return max(len(words & t) for t in told) >= _LIKE


def same(a: Event, b: Event, back: bool = False, home: Callable[[str], str] = str) -> bool:
    """Whether two events of one page are one happening, the second told first; ``back``: the words of the other lead
    back to it."""
    if a.type != b.type:
        return False
    x, y = named(a), named(b)
    if a.type == "sign-agreement":  # «الرئيسان» here, their states there
        x, y = frozenset(map(home, x)), frozenset(map(home, y))
    if a.evidence[0] == b.evidence[0] and (a.type == "attack" or x == y):
        return True  # told twice in one clause; «مقتل ثلاثة في غارة»: the dead and the raid are one
    if a.evidence[0] == b.evidence[0] and a.type == "decide" and (_halves(a, b) or _halves(b, a)):
        return True  # «قرار الحكومة بطرد السفير»
    if not one_time(a.when, b.when):
        return False
    if a.type in _ACTS and (a.status in _OPEN) != (b.status in _OPEN):
        return False
    if a.where and b.where and a.where != b.where and (a.type in _LOCAL or (a.type == "visit" and x != y)):
        return a.type == "protest" and x == y and one_time(a.when, b.when) and not (a.when and b.when)
    if not x or not y:
        if a.type in _LOCAL:
            return True
        return x == y and a.where == b.where
    return len(x & y) / len(x | y) >= 0.5 or (bool(x & y) and (x <= y or y <= x))


def _halves(a: Event, b: Event) -> bool:
    """Whether one names only who did it, the other only to whom."""
    return not (a.recipients or b.actors)


def named(event: Event) -> frozenset[str]:
    """Who takes part, without those that bear no name."""
    return frozenset(i for i in (*event.actors, *event.recipients) if not i.startswith("anon-"))


def one_time(a: str | None, b: str | None) -> bool:
    """Whether two ISO values can be one time: one lies in the other, or one is unknown."""
    if not a or not b:
        return True
    a, b = a[:10], b[:10]
    if "W" in a or "W" in b:  # «الأسبوع الماضي» and the day in it
        x, y = days(a), days(b)
        return a == b if x is None or y is None else x[0] <= y[1] and y[0] <= x[1]
    return a.startswith(b) or b.startswith(a)


def _known(side: tuple[str, ...]) -> tuple[str, ...]:
    """A side of a cast if anybody in it bears a name."""
    return side if any(not x.startswith("anon-") for x in side) else ()


def join(a: Event, b: Event) -> Event:
    """The fuller cast, the first status that is not mere narration, every piece of evidence."""
    told = b if b.when and not a.when and a.type in _SET else a
    full, other = (b, a) if len(named(b)) > len(named(a)) else (a, b)
    return msgspec.structs.replace(
        a,
        status=told.status,
        actors=_known(full.actors) or tuple(x for x in other.actors if x not in full.recipients) or full.actors,
        recipients=_known(full.recipients)
        or tuple(x for x in other.recipients if x not in full.actors)
        or full.recipients,
        when=max((w for w in (a.when, b.when) if w), key=len, default=None),
        where=a.where or b.where,
        evidence=tuple(dict.fromkeys((*a.evidence, *b.evidence))),
        confidence=min(0.95, max(a.confidence, b.confidence) + 0.1),
    )
