"""Who a pact with a name of its own binds on a page: its members that the text speaks of as bound by it, those who are
said to have made or signed it, and for a convention of all states those that joined it or must keep it."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.events.pacts.sides import Sides
from khabar.events.pacts.words import Named, grammar
from khabar.events.read import clauses
from khabar.events.slots import Slot, is_state, nisba
from khabar.text import View

_BOUND = 45
"""Letters from «انسحاب» within which he stands who leaves."""
_UNDER = 30
"""Letters before a convention within which «بموجب» stands."""


def members(
    folded: View,
    sentence: tuple[int, int],
    at: int,
    named: Named,
    around: Sequence[Slot],
    sides: Sides,
    said_by: Sequence[str] = (),
) -> list[str]:
    """The members of a named pact that its clause speaks of as bound by it: who leaves it, keeps it, has signed it, or
    says so of himself («سننسحب»، «انسحاب بلاده»)."""
    beside = next(c for c in clauses(folded.key, *sentence) if c[0] <= at < c[1])
    open_to_all = not named.parties and not named.members
    if open_to_all:
        return _keeps(folded.key, beside, at, named, around, sides)
    spans = [_round(folded.key, w.span(), beside) for w in grammar("bound").finditer(folded.key, *beside)]
    spoken = {
        sides.home(s.entity)
        for s in around
        if any(a <= s.start and s.end <= b and (s.type != "PER" or s.end > a + _BOUND - 8) for a, b in spans)
    }
    for a, b in spans:
        himself = grammar("himself").search(folded.key, max(beside[0], a), min(beside[1], b))
        if himself:
            his = [s.entity for s in around if s.type == "PER" and s.end <= himself.start()][-1:]
            whose = his if himself.group().endswith(("ه", "ها")) and his else said_by
            spoken |= {sides.home(p) for p in whose}
        spoken |= {c for c in map(nisba, folded.key[max(beside[0], a) : min(beside[1], b)].split()) if c}
    return [m for m in named.members if m in spoken]


def _keeps(key: str, clause: tuple[int, int], at: int, named: Named, around: Sequence[Slot], sides: Sides) -> list[str]:
    """The states that a clause says to be bound by a convention of all: who joined it, or does something under it."""
    joining = list(grammar("joining").finditer(key, max(clause[0], at - _BOUND - _UNDER), at))
    if joining:
        word = joining[-1]
        before = [s for s in around if s.end <= word.start() and is_state(sides.home(s.entity))]
        behind = [s for s in around if word.end() <= s.start < at]
        return [sides.home(s.entity) for s in (behind[:1] or before[-1:])]
    if not grammar("under").search(key, max(clause[0], at - _UNDER), at):
        return []
    name = named.pattern.match(key, at)
    behind_it = (name.end() if name else at, clause[1])
    return _states(key, behind_it, around, sides)


def joined(key: str, sentence: tuple[int, int], around: Sequence[Slot], sides: Sides) -> list[str]:
    """The states that a sentence behind one on a convention says to have signed it («وأ وب من الدول الموقعة عليها»)."""
    said = grammar("has signed it").search(key, *sentence)
    return _states(key, (sentence[0], said.end()), around, sides) if said else []


def _states(key: str, span: tuple[int, int], around: Sequence[Slot], sides: Sides) -> list[str]:
    """The states that a stretch names, by their names or by nisba, in their order."""
    found = {sides.home(s.entity): s.start for s in reversed(around) if span[0] <= s.start and s.end <= span[1]}
    place = span[0]
    for word in key[span[0] : span[1]].split(" "):
        state = nisba(word.strip('،."«»'))
        if state:
            found.setdefault(state, place)
        place += len(word) + 1
    return [s for s in sorted(found, key=lambda s: found[s]) if is_state(s)]


def _round(key: str, word: tuple[int, int], clause: tuple[int, int]) -> tuple[int, int]:
    """Where he may stand whom a word says to be bound: near it, and not before «ونحن», which has said who."""
    start = max(clause[0], word[0] - _BOUND)
    we = list(grammar("we").finditer(key, start, word[0]))
    return (we[-1].start() if we else word[0] - _BOUND), word[1] + _BOUND


def signed_by(key: str, to: int, end: int, around: Sequence[Slot], sides: Sides) -> list[str]:
    """Who a named pact is said to be made with or signed by («المبرم مع …»، «الذي وقعته …»)."""
    made = grammar("made").match(key, to, end)
    behind = [s for s in around if s.start >= to]
    if not made or not behind or len(key[made.end() : behind[0].start].split()) > 1:
        return []
    group = behind[:1]
    for slot in behind[1:]:
        if not (slot.joined or slot.start == group[-1].start) or slot.preposition:
            break
        group.append(slot)
    return [sides.home(s.entity) for s in group]
