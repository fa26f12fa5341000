"""Who and what is named in a sentence, and the preposition that governs each: what the cast is read from.

Besides the names and references that the reader of names found, two kinds of words are slots: a body of a state with
its nisba («السلطات السودانية») is its state, and a crowd of somebody's people («مسؤولون من الوزارة») is whose they are.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cached_property, lru_cache
from typing import NamedTuple

from khabar.events.governed import LETTER, PREPOSITIONS, alternatives, any_of, before, function_words, titles_bare
from khabar.events.nisbas import adjective, bodies, nisba, pairs, peoples, twins
from khabar.model import Entity, Names
from khabar.names.gazetteer import known, table
from khabar.text import View, fold, rows

__all__ = [
    "LETTER",
    "PREPOSITIONS",
    "Ground",
    "Slot",
    "alternatives",
    "any_of",
    "function_words",
    "is_state",
    "nisba",
    "plain",
    "words",
]

_ATTACHED_TO = re.compile(r"^[وف]?[بلك]?(?:ال|لل)?")
_WORD = re.compile(rf"[{LETTER}]{{4,}}")
_COUNTED = re.compile(r"\d $")
_HASHTAG = str.maketrans("_#", "  ")


@lru_cache(maxsize=4)
def plain(text: str) -> View:
    """The folded view in which the words of a hashtag stand apart («#الاتفاق_النووي»), with the same offsets."""
    folded = View(text)
    folded.key = folded.key.translate(_HASHTAG)
    return folded


_RULE = re.compile(rf"(?<![{LETTER}])[وف]?[بل]?(?:{any_of('rule')}) (?:ال)?$")
"""What makes a ruler stand for his state («إدارة الرئيس»)."""


class Slot(NamedTuple):
    """An entity in the sentence: offsets into the folded view, the preposition before it, whether و joins it on."""

    entity: str
    type: str
    start: int
    end: int
    preposition: str
    joined: bool
    linked: bool = False
    """Whether و stands before it, however far the slot before lies."""


class Ground:
    """The entities of an article by their place in its folded text, and the states they act for."""

    def __init__(self, folded: View, names: Names) -> None:
        self.view = folded
        self.key = folded.key
        self.entities: dict[str, Entity] = {e.id: e for e in names.entities}
        spots: dict[tuple[int, int, str], str] = {}
        for mention in (*names.references, *names.mentions):
            at = (folded.key_at(mention.span.start), folded.key_at(mention.span.end), mention.entity)
            spots.setdefault(at, mention.type)
        self.spots = sorted((a, b, e, t) for (a, b, e), t in spots.items())
        self._starts = [s[0] for s in self.spots]
        self._name_ends = {folded.key_at(m.span.end) for m in names.mentions if m.type == "PER"}
        self._bodies = _named_bodies(self.key, self.spots)
        self.homes = _homelands(folded, names)
        self._states = _governments(names, self.homes)
        self._states.update({e.id: e.stands_for for e in names.entities if e.stands_for})
        self._slots: dict[tuple[int, int], list[Slot]] = {}
        self._adjectives: dict[tuple[int, int], list[tuple[int, int, str]]] = {}

    def slots(self, start: int, end: int) -> list[Slot]:
        """The entities named or referred to between two offsets of the folded view, widest words first, in order."""
        if (start, end) not in self._slots:
            self._slots[start, end] = self._look(start, end)
        return self._slots[start, end]

    def adjectives(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """The nisba adjectives between two offsets of the folded view, with their states («دبلوماسيين روس»)."""
        if (start, end) not in self._adjectives:
            found = ((m, adjective(m.group())) for m in _WORD.finditer(self.key, start, end))
            self._adjectives[start, end] = [(m.start(), m.end(), state) for m, state in found if state]
        return self._adjectives[start, end]

    def _look(self, start: int, end: int) -> list[Slot]:
        first, last = bisect_left(self._starts, start), bisect_right(self._starts, end)
        inside = [s for s in self.spots[first:last] if s[1] <= end]
        inside += self._forces(start, end)
        inside.sort(key=lambda x: (x[0] - x[1], x[0], x[2]))
        kept: list[tuple[int, int, str, str]] = []
        for at, to, entity, type in inside:
            if all(to <= a or b <= at or ((a, b) == (at, to) and e != entity) for a, b, e, _ in kept):
                kept.append((at, to, entity, type))
        for at, to, states in twins(self.key, start, end):
            kept = [k for k in kept if k[1] <= at or to <= k[0]]
            kept += [(at, to, state, "LOC") for state in states]
        for at, to, state in (*bodies(self.key, start, end), *peoples(self.key, start, end)):
            if all(to <= a or b <= at for a, b, _, _ in kept):
                kept.append((at, to, state, "LOC"))
        ends = {to for _, to, _, _ in kept}
        for first, at, to, state in pairs(self.key, start, end):
            if first in ends and all(to <= a or b <= at for a, b, _, _ in kept):
                kept.append((at, to, state, "LOC"))
                ends.add(to)
        for at, to, entity in self._bare(start, end):
            if all(to <= a or b <= at for a, b, _, _ in kept):
                kept.append((at, to, entity, "ORG"))
        out: list[Slot] = []
        for at, to, entity, type in sorted(kept):
            preposition, joined = before(self.key, start, at)
            linked = joined
            if joined and not (out and words(self.key, out[-1].end, at) <= 3):
                joined = False
            if out and out[-1].start == at:  # «الجانبان»: two entities in one word
                preposition, joined = out[-1].preposition, out[-1].joined
            if out and out[-1].entity == entity and not preposition and words(self.key, out[-1].end, at) <= 1:
                out[-1] = out[-1]._replace(end=to)  # «الملك فلان ملك الأردن» is one
                continue
            if out and type == "PER" == out[-1].type and self._titled(out[-1], at) and not preposition:
                preposition, joined, at = out[-1].preposition, out[-1].joined, out.pop().start  # «الرئيس السابق فلان»
            if type == "LOC" and _COUNTED.search(self.key[max(start, at - 3) : at]):
                continue  # «19 روسيا» are Russians
            if type == "PER" and is_state(self.home(entity)) and _RULE.search(self.key[max(start, at - 12) : at]):
                entity, type = self.home(entity), "LOC"  # «إدارة الرئيس فلان»
            known_as = self.entities.get(entity)
            out.append(Slot(entity, known_as.type if known_as else type, at, to, preposition, joined, linked))
        return self._persons(out, start)

    def _bare(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """Bodies that go by their noun alone («الميليشيات»، «السلطات»): the last one of that noun that had its name,
        for a government the state that the article names most."""
        out = []
        for match in _bare_pattern().finditer(self.key, start, end):
            noun = match.group(1)
            named = self._bodies.get(noun, [])
            last = bisect_left(named, (match.start(), "")) - 1
            state = self.main() if noun in _GOVERNMENTS else None
            if last >= 0 or state:
                out.append((match.start(1), match.end(1), named[last][1] if last >= 0 else str(state)))
        return out

    def _forces(self, start: int, end: int) -> list[tuple[int, int, str, str]]:
        """A government's forces that go by no nisba: the army of the state that the article names most."""
        found = list(_FORCES.finditer(self.key, start, end))
        state = self.main(tied=True) if found else None
        return [(m.start(1), m.end(1), _armies().get(state, state), "ORG") for m in found] if state else []

    def _titled(self, slot: Slot, at: int) -> bool:
        """Whether a slot is a title that stands right before the name of whoever bears it."""
        first = self.key[slot.start : slot.end].split()[0].removeprefix("ال")
        borne = slot.end in self._name_ends  # «الرئيس فلان وزير الخارجية»: it has its own
        return self.key[slot.end : at] == " " and first in _titles() and not borne

    def _persons(self, slots: list[Slot], start: int) -> list[Slot]:
        """«زعيم الحركة الملا …»: the person whose office the body belongs to, in place of the body."""
        out: list[Slot] = []
        for slot in slots:
            last = out[-1] if out else None
            office = self._office(last, slot, start) if last else None
            if last and office is not None:
                preposition, joined = before(self.key, start, office)
                out[-1] = slot._replace(preposition=preposition, joined=joined and len(out) > 1)
            else:
                out.append(slot)
        return out

    def _office(self, body: Slot, person: Slot, start: int) -> int | None:
        """Where the title begins that makes a body the one whose office the person behind it holds."""
        if person.type != "PER" or body.type not in ("ORG", "LOC", "GROUP") or body.start == person.start:
            return None
        between = self.key[body.end : person.start]
        if person.joined or person.preposition or len(between.split()) > 2 or re.search(r"[،.:؛]", between):
            return None
        begun = max(start, body.start - 30)
        titles = [m for m in re.finditer(r"[^ ]+", self.key[begun : body.start]) if m.group() in _titles()]
        if not titles:
            return None
        attached = titles[-1].group()[0] in "ولب" and titles[-1].group()[1:] in _titles()
        return begun + titles[-1].start() + attached

    def state(self, id: str) -> str:
        """The state that an entity stands for, or itself: capitals and governments act as states."""
        return self._states.get(id, id)

    def home(self, id: str) -> str:
        """The state that an entity acts for when pacts are made, or itself."""
        return self.homes.get(id, id)

    def country(self, id: str) -> bool:
        """Whether it is a country, or the capital that stands for one."""
        return is_state(id) or is_state(self.state(id))

    def main(self, tied: bool = False) -> str | None:
        """The state that the article names most, capitals counted for theirs; None where two are named as often, but
        the one named first where ``tied``."""
        top = self._most
        return top[0][0] if top and (tied or len(top) == 1 or top[0][1] > top[1][1]) else None

    @cached_property
    def _most(self) -> list[tuple[str, int]]:
        """The two states that the article names most, the one named first where they are named as often."""
        return Counter(s for _, _, e, _ in self.spots if is_state(s := self.state(e))).most_common(2)

    def type(self, id: str) -> str:
        """The type of an entity, the tables' where the page does not name it; what a nisba alone names is a LOC."""
        entity = self.entities.get(id) or known().get(id)
        return entity.type if entity else "LOC"

    def town(self, id: str) -> bool:
        """A place that is no state: as the target of an attack it is where it happened, not whom it hit."""
        return self.type(id) == "LOC" and not is_state(id)


_GOVERNMENTS = function_words("government")
_GOVERNING = function_words("governing")
_FORCES = re.compile(rf"(?<![{LETTER}])[وف]?[بلك]?({any_of('forces')})(?![{LETTER}])(?! ال)")
"""A government's forces that go by no nisba («قوات النظام»): those of the state that the article names most."""


_MEDIA = ("agency", "newspaper", "channel", "radio", "site", "magazine", "platform")
"""Kinds of bodies that tell of others."""


def is_media(id: str) -> bool:
    """Whether the tables know it as one that tells of others: a dropped subject does not go back to it."""
    thing = known().get(id)
    return thing is not None and thing.kind in _MEDIA


@lru_cache(maxsize=1)
def _armies() -> dict[str, str]:
    """State → its army, the first one that the tables list."""
    out: dict[str, str] = {}
    for row in table("organisations.tsv"):
        if row["kind"] == "army":
            out.setdefault(row["country"], row["id"])
    return out


@lru_cache(maxsize=1)
def _body_nouns() -> frozenset[str]:
    acting = {fold(r["word"]) for r in rows("event_nouns.tsv") if r["note"] == "body"}
    return frozenset(acting | {w for r in rows("state_bodies.tsv") if " " not in (w := fold(r["word"]))})


@lru_cache(maxsize=1)
def _bare_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![{LETTER}])[وف]?[بك]?(?:ال|لل)({alternatives(set(_body_nouns()))})(?![{LETTER}])(?! (?:ال|لل)[{LETTER}])"
    )


def _named_bodies(key: str, spots: list[tuple[int, int, str, str]]) -> dict[str, list[tuple[int, str]]]:
    """Noun of a body → where it bears a name («ميليشيات الحوثي»), and whose it is, in order."""
    out: dict[str, list[tuple[int, str]]] = {}
    for start, end, entity, type in spots:
        if type in ("ORG", "GROUP"):
            before = key[max(0, start - 16) : start].split()[-1:]
            for word in (*before, *key[start:end].split()[:1]):
                bare = _ATTACHED_TO.sub("", word)
                for noun in {word, bare, word.removeprefix("و"), word.removeprefix("ال")} & _body_nouns():
                    out.setdefault(noun, []).append((start, entity))
    return out


@lru_cache(maxsize=1)
def _titles() -> frozenset[str]:
    """Single words that are titles, with the particles that may stand before them."""
    return frozenset(p + w for w in titles_bare() for p in ("", "و", "ل", "ب"))


def words(key: str, start: int, end: int) -> int:
    """How many words stand between two offsets."""
    return len(key[start:end].split())


def is_state(id: str) -> bool:
    """Whether the tables know the id as a country."""
    thing = known().get(id)
    return thing is not None and thing.kind == "country"


@lru_cache(maxsize=1)
def _offices() -> dict[str, str]:
    """Person → the country of his office, where the tables know only one."""
    held: dict[str, set[str]] = {}
    for row in table("offices.tsv"):
        if is_state(row["country"]):
            held.setdefault(row["person"], set()).add(row["country"])
    return {p: next(iter(c)) for p, c in held.items() if len(c) == 1}


def _adjectival(word: str) -> bool:
    """Whether a word is a definite adjective in «ـي»، «ـية», as a nisba and its «الشمالية» are."""
    return word.startswith("ال") and word.endswith(("ي", "يه"))


def _governments(names: Names, homes: dict[str, str]) -> dict[str, str]:
    """Government → its state («الحكومة القبرصية»)."""
    out = {}
    for mention in names.mentions:
        if mention.type == "ORG" and mention.entity in homes and is_state(homes[mention.entity]):
            first, *rest = _folded(mention.text).split()
            first = _ATTACHED_TO.sub("", first)
            if first in _GOVERNMENTS or (first in _GOVERNING and len(rest) <= 2 and all(map(_adjectival, rest))):
                out[mention.entity] = homes[mention.entity]
    return out


_folded = lru_cache(maxsize=32768)(fold)


@lru_cache(maxsize=1)
def _state_bodies() -> tuple[str, ...]:
    return tuple(fold(r["word"]) for r in rows("state_bodies.tsv"))


def _homelands(folded: View, names: Names) -> dict[str, str]:
    """Entity → the state it acts for: capitals and palaces by the tables, persons by the nisba of their title."""
    out = {e.id: e.stands_for for e in names.entities if e.stands_for}
    people = {e.id for e in names.entities if e.type == "PER"}
    ruled = {  # «زعيم كوريا الشمالية كيم …»: where a person's name begins behind a country's
        folded.key_at(m.span.end) + 1: m.entity for m in names.mentions if is_state(m.entity)
    }
    for mention in (*names.references, *names.mentions):
        if mention.entity in people and mention.entity not in out:
            at = folded.key_at(mention.span.start)
            near = folded.key[max(0, at - 28) : at].split()[-3:] + _folded(mention.text).split()
            country = next((c for c in (nisba(w.strip('،."«»“”()')) for w in near) if c), None) or ruled.get(at)
            if country:
                out[mention.entity] = country
    bodies = _state_bodies()
    for mention in names.mentions:
        key = _folded(mention.text).removeprefix("ال")
        if mention.entity not in out and key.startswith(bodies):
            country = next((c for c in map(nisba, reversed(key.split())) if c), None)
            if country:
                out[mention.entity] = country
    for person in people:
        if person in _offices():
            out[person] = _offices()[person]
    return out
