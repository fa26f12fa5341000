"""One id across the articles of a run.

What a table knows bears its id everywhere already, and an unlisted name's id is made of the name, so most things meet
without any work. Left are persons whose name is spelled or shortened differently from page to page: names are filed
under keys that fold spelling, and only names that share a key are compared, so the work grows with the number of names.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from khabar.model import Entity, Reading
from khabar.names.gazetteer import known
from khabar.names.namesakes import set_apart
from khabar.names.profile import Profile, apart, united
from khabar.names.renamed import renamed
from khabar.names.romanise import arabic_name, latin
from khabar.names.variants import clash, distance, keys, one_letter_apart, same_name, words

NEAR = 0.25
"""How far two spellings of a family name may be apart: a vowel («هزارد», «هازارد»)."""


def link(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The readings of a run with one id for one thing, in the same order.

    Merges unlisted persons that are one under different spellings and rewrites their ids wherever a reading names
    them. The result for a reading does not depend on the order of the others.
    """
    parted, said, namesakes = set_apart(readings)
    groups = _same_persons(parted, said)
    same = groups.changes()
    reasons = groups.reasons()
    for id, why in namesakes.items():
        reasons[groups.of(id)] = tuple(sorted({*reasons.get(groups.of(id), ()), *why}))
    merged = _merged((e for r in parted for e in r.entities), same, reasons)
    return tuple(renamed(r, same, merged) for r in parted)


def _same_persons(readings: Sequence[Reading], said: dict[str, Profile]) -> _Groups:
    """Which persons of the readings are one, each join with its reason."""
    weight: Counter[str] = Counter()
    names: dict[str, tuple[str, ...]] = {}
    written: dict[str, str] = {}
    beside: dict[str, set[str]] = defaultdict(set)
    """Person named by one word → everything that his pages name."""
    for reading in readings:
        for mention in reading.mentions:
            weight[mention.entity] += 1
        for entity in reading.entities:
            if entity.type == "PER" and "ar" in entity.names:
                name = keys(entity.names["ar"])
                names[entity.id] = max(names.get(entity.id, ()), name, key=lambda n: (len(n), n))
                if len(name) == 1:
                    beside[entity.id].update(e.id for e in reading.entities)
                written[entity.id] = max(written.get(entity.id, ""), entity.names["ar"], key=lambda n: (len(n), n))
    groups = _Groups(lambda id: (id in known(), weight[id], id), said, written)
    full = {id: name for id, name in sorted(names.items()) if len(name) > 1}
    by_ends: dict[tuple[str, str], list[str]] = defaultdict(list)
    by_first: dict[str, list[str]] = defaultdict(list)
    by_last: dict[str, list[str]] = defaultdict(list)
    for id, name in full.items():
        by_ends[name[0], name[-1]].append(id)
        by_first[name[0]].append(id)
        by_last[name[-1]].append(id)
    for together in by_ends.values():  # one spelling folded, or middle names left out
        _join(groups, together, full)
    for family in (by_first, by_last):  # one letter astray in one of the words
        for together in family.values():
            if len(together) <= 40:
                _join_near(groups, together, full, written)
    lone: dict[str, set[str]] = defaultdict(set)
    for id, name in full.items():
        lone[name[-1]].add(groups.of(id))
    for id, name in sorted(names.items()):
        if len(name) == 1 and id not in known() and len(name[0]) > 2 and len(lone.get(name[0], ())) == 1:
            other = next(iter(lone[name[0]]))
            row = known().get(other)
            at_home = row is None or row.country in beside[id]  # a famous one only where his country is spoken of
            if at_home and _one_family(words(written[id])[-1], words(written[other])[-1]):
                groups.join(id, other, "the only one of the pages with this family name")
    return groups


def _join(groups: _Groups, ids: Sequence[str], full: dict[str, tuple[str, ...]]) -> None:
    """Join names with the same first and last word, unless two of them have middle names that differ."""
    by_middle: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for id in ids:
        by_middle[full[id][1:-1]].append(id)
    for same in by_middle.values():
        for id in same[1:]:
            groups.join(same[0], id, "same consonants")
    longer = [m for m in by_middle if m]
    if () in by_middle and len(longer) == 1:
        groups.join(by_middle[()][0], by_middle[longer[0]][0], "the same name without its middle")


def _one_family(a: str, b: str) -> bool:
    """Whether two spellings are surely of one family name, where nothing else speaks for one person."""
    return a == b or (distance(a, b) <= NEAR and not arabic_name(a) and not arabic_name(b))


def _join_near(
    groups: _Groups, ids: Sequence[str], full: dict[str, tuple[str, ...]], written: Mapping[str, str]
) -> None:
    """Join names of as many words that differ by one letter of one longish word."""
    for i, a in enumerate(ids):
        for b in ids[i + 1 :]:
            if len(full[a]) != len(full[b]) or (a in known() and b in known()):
                continue
            apart = [(x, y) for x, y in zip(full[a], full[b], strict=True) if x != y]
            near = len(apart) == 1 and min(map(len, apart[0])) > 3 and one_letter_apart(*apart[0])
            if near and same_name(written[a], written[b]):
                groups.join(a, b, "one letter apart")


class _Groups:
    """Disjoint sets of ids; each set bears the id of its greatest rank."""

    def __init__(
        self, rank: Callable[[str], tuple[bool, int, str]], said: Mapping[str, Profile], written: Mapping[str, str]
    ) -> None:
        self._rank = rank
        self._written = written
        self._said = dict(said)
        """What the pages say of the persons of a set."""
        self._parent: dict[str, str] = {}
        self._why: list[tuple[str, str, str]] = []
        self._apart: dict[str, set[str]] = defaultdict(set)

    def of(self, id: str) -> str:
        root = id
        while self._parent.get(root, root) != root:
            root = self._parent[root]
        while self._parent.get(id, id) != root:
            self._parent[id], id = root, self._parent[id]
        return root

    def join(self, one: str, other: str, why: str) -> None:
        a, b = self.of(one), self.of(other)
        if a == b or (a in known() and b in known()):
            return
        if clash(self._written[one], self._written[other]):
            return
        of_a, of_b = self._said.get(a, Profile()), self._said.get(b, Profile())
        if different := apart(of_a, of_b):
            self._apart[a].add(f"not {b}, {different}")
            self._apart[b].add(f"not {a}, {different}")
            return
        self._why.append((min(one, other), max(one, other), why))
        high, low = (a, b) if self._rank(a) >= self._rank(b) else (b, a)
        self._parent[low] = high
        self._said[high] = united([of_a, of_b])

    def reasons(self) -> dict[str, tuple[str, ...]]:
        """Why the ids of each set were joined, in plain words."""
        out: dict[str, set[str]] = defaultdict(set)
        for one, other, why in self._why:
            out[self.of(one)].add(f"{one} = {other}: {why}")
        for id, apart_from in self._apart.items():
            out[self.of(id)] |= apart_from
        return {id: tuple(sorted(lines)) for id, lines in out.items()}

    def changes(self) -> dict[str, str]:
        return {id: self.of(id) for id in list(self._parent) if self.of(id) != id}


def _merged(entities: Iterable[Entity], same: dict[str, str], reasons: dict[str, tuple[str, ...]]) -> dict[str, Entity]:
    """One entity per id of the run: the fullest Arabic name, every spelling, and why they were taken for one."""
    listed: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        if entity.type != "ANON":
            listed[same.get(entity.id, entity.id)].append(entity)
    out = {}
    for id, forms in listed.items():
        own = [e for e in forms if e.id == id] or forms
        base = min(own, key=lambda e: (e.wikidata is None, e.type, e.names.get("ar", ""), e.spellings))
        names = dict(base.names)
        if id not in known():
            names["ar"] = max((e.names.get("ar", "") for e in forms), key=lambda n: (len(n.split()), len(n), n))
            names |= latin(names["ar"])
        spellings = tuple(sorted({s for e in forms for s in e.spellings}))
        why = reasons.get(id, ())  # a page keeps its own besides
        told = Counter(e.description for e in forms if e.description)
        office = max(told, key=lambda d: (told[d], len(d), d), default=None)
        out[id] = msgspec.structs.replace(
            base, id=id, names=names, spellings=spellings, reasons=why, description=office
        )
    return out
