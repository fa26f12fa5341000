"""Bodies and places of one page under several names: with and without their head, in full and cut short, respelt."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from khabar.model import EntityType
from khabar.names import gazetteer
from khabar.names.found import definite, heads, steering
from khabar.names.variants import alike, apart, skeleton
from khabar.text import fold

_Way = Callable[[tuple[str, ...], tuple[str, ...]], bool]
LONG = 3
"""Words by which a name in full may be longer than the one cut short."""

ALONE_IN_STATE = frozenset(["agency", "parliament", "police"])
"""Kinds of bodies of which a page names one of a state at most."""
MINISTRIES = frozenset(["وزاره"])
"""Heads of bodies that every state has: the bare name is the page's own state's, not that of the one named in full."""

OF_THE_WORLD = frozenset(["international", "ngo"])
"""Kinds of bodies that may be called «المنظمة الدولية»."""


class Bodies:
    """The bodies and places that a page names, asked whether a further name is one of them."""

    def __init__(self) -> None:
        self._named: list[tuple[str, EntityType, tuple[str, ...]]] = []

    def add(self, id: str, type: EntityType, name: str) -> None:
        """A name of the page (folded) with its id."""
        entry = (id, type, _words(name))
        if entry not in self._named:
            self._named.append(entry)

    def same(self, type: EntityType, name: str) -> str | None:
        """The id of the one body that a name (folded) means as well; None where none or several may be meant."""
        words = _words(name)
        of_type = [(id, other) for id, t, other in self._named if t == type]
        if len(words) == 1:
            of_type = [(id, other) for id, other in of_type if not _contest(id)]  # «كاس» is the court, not the cup
        ways: tuple[_Way, ...] = _OF_BODIES if type != "LOC" else (_respelt, _cut_short)
        if _head(name) and not definite(name):
            ways = ways[:-1]  # a head alone bears the article («المرصد»)
        for fits in ways:
            meant = {id for id, other in of_type if fits(words, other)}
            meant = {id for id in meant if id in gazetteer.known()} or meant
            if len(meant) == 1:
                return meant.pop()
        return None


@lru_cache(maxsize=8192)
def _words(name: str) -> tuple[str, ...]:
    """The words of a folded name without the article (also after ل), عبد and its word as one."""
    joined = name.replace("عبد ال", "عبدال")
    return tuple(w[2:] if definite(w) or (w.startswith("لل") and len(w) > 4) else w for w in joined.split())


def _respelt(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names have the same words, foreign ones spelt otherwise («لونغ برانش», «لونج برانش»)."""
    return len(one) == len(other) and all(
        a == b or (len(a) > 3 and skeleton(a) == skeleton(b) and alike(a, b) and not apart(a, b))
        for a, b in zip(one, other, strict=True)
    )


def _headless(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one is the other after its head («نادي بوكا جونيورز», «بوكا جونيورز»)."""
    short, long = sorted((one, other), key=len)
    return len(short) + 1 == len(long) and long[1:] == short and _head(long[0]) and not _head(short[0])


def _cut_short(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the first is the second without its last words («مدرسة كذا», «مدرسة كذا الثانوية»)."""
    more = len(other) - len(one)
    return len(one) > 1 and 0 < more <= LONG and other[: len(one)] == one and _head(one[0]) and one[0] not in MINISTRIES


def _of_its_state(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one is the other with its state («… التحقيقات الفيدرالي», «… التحقيقات الفيدرالي الأميركي»)."""
    short, long = sorted((one, other), key=len)
    bare = tuple(w for w in long if w not in gazetteer.nisbas())
    return len(short) < len(long) and len(bare) > 1 and bare == short and short[0] not in MINISTRIES


def _of_all(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one is the other with a «general» («النيابة العامة الكويتية», «النيابة الكويتية»)."""
    short, long = sorted((one, other), key=len)
    return len(short) + 1 == len(long) > 2 and tuple(w for w in long if w not in steering("general")) == short


def _one_word(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the first is the second by one word: its head («المرصد»), or an end of a headless name («يونايتد»)."""
    if len(one) > 1 or len(other) < 2 or one[0] in gazetteer.nisbas() or one[0] in MINISTRIES:
        return False
    return one[0] == other[0] if _head(one[0]) else not _head(other[0]) and one[0] in (other[0], other[-1])


def _by_head_and_state(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the first is the second by head and state alone («الوكالة الإماراتية», «وكالة الأنباء الإماراتية»)."""
    same = len(one) == 2 < len(other) and (one[0], one[-1]) == (other[0], other[-1])
    return same and one[1] in gazetteer.nisbas() and _head(one[0]) and heads()[one[0]].kind in ALONE_IN_STATE


_OF_BODIES: tuple[_Way, ...] = (_respelt, _headless, _cut_short, _of_its_state, _of_all, _by_head_and_state, _one_word)


@lru_cache(maxsize=4096)
def _head(word: str) -> bool:
    return word in heads()


def edition(name: str) -> str:
    """The contest whose edition a folded name is («مونديال السويد 1958», «كأس العالم 2026 لكرة القدم»), or nothing."""
    words = name.split()
    for _ in range(4):
        bare = " ".join(words)
        for form in (*gazetteer.forms().get(bare, ()), *gazetteer.forms().get(f"ال{bare}", ())):
            if gazetteer.known()[form.known].kind in ("event", "team"):
                return form.known
        if len(words) > 2 and " ".join(words[-2:]) in steering("tail"):
            del words[-2:]
        elif len(words) > 1 and (words[-1].isdigit() or gazetteer.country(words[-1])):
            del words[-1]
        else:
            break
    return ""


def _contest(id: str) -> bool:
    return id in gazetteer.known() and gazetteer.known()[id].kind == "event"


def club(name: str, states: Mapping[str, int]) -> str:
    """The club that a folded name alone means on a page of sport («الأهلي»), by the states of which the page speaks."""
    bearers = _clubs().get(name, {})
    if len(bearers) == 1:
        return next(iter(bearers))
    best = sorted(((states.get(state, 0), id) for id, state in bearers.items()), reverse=True)[:2]
    return best[0][1] if len(best) == 2 and best[0][0] > best[1][0] else ""


@lru_cache(maxsize=1)
def _clubs() -> dict[str, dict[str, str]]:
    """Names of clubs without «نادي» and without the adjective of their state → id and state of all that bear them."""
    out: dict[str, dict[str, str]] = defaultdict(dict)
    for row in gazetteer.known().values():
        for form in row.ar if row.kind == "club" else ():
            words = fold(form).split()
            head = heads().get(words[0].removeprefix("ال"))
            if head is not None and head.kind == "club":
                del words[0]
            if len(words) > 1 and words[-1][2:] in gazetteer.nisbas():
                del words[-1]
            out[" ".join(words)][row.id] = row.country or ""
    return dict(out)


def of_state(id: str, name: str, states: Mapping[str, int]) -> str:
    """The id of a party whose name several states' parties bear («حزب العمال»), by the states that the page speaks of.

    ``states``: state → how often the page speaks of it. Empty where the page speaks of other states only.
    """
    row = gazetteer.known().get(id)
    bearers = _parties().get(_words(name), {}) if row is not None and row.kind == "party" else {}
    if row is None or len(bearers) < 2 or not states or states.get(row.country or ""):
        return id
    fit = [other for other, state in bearers.items() if states.get(state)]
    return fit[0] if len(fit) == 1 else ""


@lru_cache(maxsize=1)
def _parties() -> dict[tuple[str, ...], dict[str, str]]:
    """Names of parties without the adjective of their state → id and state of every party that bears it."""
    out: dict[tuple[str, ...], dict[str, str]] = defaultdict(dict)
    for row in gazetteer.known().values():
        if row.kind == "party" and row.country:
            for form in row.ar:
                bare = tuple(w for w in _words(fold(form)) if w not in gazetteer.nisbas())
                out[bare][row.id] = row.country
    return dict(out)


def of_the_world(ids: Sequence[str], names: Sequence[str]) -> dict[int, str]:
    """Whom «المنظمة الدولية» means where it is not the United Nations: the body of the world named last before it.

    ``ids`` of the tables or empty, with the folded names under which they stand on the page, in the page's order. Only
    a body that the page has called a «منظمة» is meant; the places of those that change, with the new id.
    """
    out: dict[int, str] = {}
    called: set[str] = set()
    last = ""
    for i, (id, name) in enumerate(zip(ids, names, strict=True)):
        if not id or gazetteer.known()[id].kind not in OF_THE_WORLD:
            continue
        if name in steering("of-the-world"):
            if last in called and last != id:
                out[i] = last
            continue
        if name.split()[0] in steering("of-the-world-head"):
            called.add(id)
        last = id
    return out
