"""Who is meant by a name that somebody types, in any spelling and either script."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

import msgspec

from khabar.model import Entity, EntityType, Reading
from khabar.names.gazetteer import cells, known, table
from khabar.names.variants import alike, same_name, words
from khabar.text import fold


class Term(msgspec.Struct, frozen=True):
    """Who held an office when: ``until`` is empty while he holds it."""

    office: str
    of: str
    since: str
    until: str


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that the pages and tables say of how one thing is named."""

    entity: Entity
    spellings: tuple[tuple[str, int], ...]
    """Every form met, with how often, the most frequent first."""
    pages: tuple[tuple[str, int], ...]
    """Keys of the articles that name it, with how often."""
    rules: tuple[tuple[str, int], ...]
    """By which rules it was recognised, with how often."""
    terms: tuple[Term, ...] = ()
    """Its offices by the tables, the first held first."""
    references: tuple[tuple[str, int], ...] = ()
    """Words that mean it without naming it («الوزير»), with how often."""
    said: tuple[tuple[str, str, str], ...] = ()
    """What the pages themselves call it: the words, the first article's day (ISO, or empty) and key, by day."""


def search(name: str, readings: Sequence[Reading]) -> tuple[Person, ...]:
    """The persons, bodies and places of the readings (read together) that ``name`` may mean, the most spoken of first.

    A name is compared with every spelling met and every name of the tables, in either script; an id is taken as it is.
    What bears the very name comes alone; failing that, who may be spelt so; failing that, whose name has it as a part.
    """
    entities: dict[str, Entity] = {}
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    pages: dict[str, Counter[str]] = defaultdict(Counter)
    rules: dict[str, Counter[str]] = defaultdict(Counter)
    meant_by: dict[str, Counter[str]] = defaultdict(Counter)
    why: dict[str, set[str]] = defaultdict(set)
    said: dict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    for reading in readings:
        for entity in reading.entities:
            if entity.type == "PER":
                _call(said[entity.id], entity, reading)
            if entity.type != "ANON":
                entities.setdefault(entity.id, entity)
                why[entity.id].update(entity.reasons)
        for mention in reading.mentions:
            forms[mention.entity][mention.text] += 1
            pages[mention.entity][reading.key] += 1
            rules[mention.entity][mention.rule] += 1
        for reference in reading.references:
            if reference.rule != "title+name":
                meant_by[reference.entity][reference.text] += 1
    named = [id for id in entities if forms[id] or meant_by[id]]
    found: list[str] = []
    for fits in (_exact, matches, _part):
        found = found or [id for id in named if fits(name, entities[id])]
    return tuple(
        Person(
            entity=msgspec.structs.replace(entities[id], reasons=tuple(sorted(why[id]))),
            spellings=_ranked(forms[id]),
            pages=_ranked(pages[id]),
            rules=_ranked(rules[id]),
            terms=terms(id),
            references=_ranked(meant_by[id]),
            said=tuple(sorted(((w, *where) for w, where in said[id].items()), key=lambda s: (s[1], s[2], s[0]))),
        )
        for id in sorted(found, key=lambda id: (-sum(forms[id].values()), id))
    )


def _call(said: dict[str, tuple[str, str]], entity: Entity, reading: Reading) -> None:
    """Note what a page's own words call somebody; the office that only the tables give him is no word of the page."""
    article = reading.article
    words = entity.description
    if words and words in " ".join(article.document.text.split()):
        here = (article.published or "", reading.key)
        said[words] = min(said.get(words, here), here)


def matches(name: str, entity: Entity) -> bool:
    """Whether a name typed in either script may mean an entity."""
    if name == entity.id:
        return True
    spellings = _names(entity)
    if entity.type == "PER":
        return any(same_name(name, s) for s in spellings)
    wanted = words(name)
    return any(fold(name) == fold(s) or (wanted and wanted == words(s)) for s in spellings)


def terms(id: str) -> tuple[Term, ...]:
    """The offices that somebody held by the tables, the first held first."""
    held = [Term(r["office"], r["country"], r["from"], r["to"]) for r in table("offices.tsv") if r["person"] == id]
    return tuple(sorted(held, key=lambda t: (t.since, t.until, t.office)))


def office_name(key: str) -> str:
    """An office in English words (``foreign-minister`` → ``foreign minister``)."""
    return next((row["en"] for row in table("titles.tsv") if row["key"] == key and row["en"]), key.replace("-", " "))


def display(entity: Entity) -> str:
    """The Latin name of an entity; a transliteration is marked by a star."""
    return entity.names.get("en") or (f"*{entity.names['translit']}" if "translit" in entity.names else entity.id)


def type_name(type: EntityType) -> str:
    return {"PER": "person", "ORG": "body", "LOC": "place", "GROUP": "group"}.get(type, "source")


def _names(entity: Entity) -> Iterable[str]:
    row = known().get(entity.id)
    return dict.fromkeys([*entity.names.values(), *entity.spellings, *(row.ar if row else ()), *_aliases(entity.id)])


@lru_cache(maxsize=1)
def _short() -> dict[str, tuple[str, ...]]:
    """Id → initials and nicknames."""
    out: dict[str, list[str]] = defaultdict(list)
    for row in table("nicknames.tsv"):
        out[row["id"]].append(row["form"])
    for file in ("organisations.tsv", "media.tsv"):
        for row in table(file):
            out[row["id"]] += cells(row.get("abbr", ""))
    return {id: tuple(forms) for id, forms in out.items()}


def _aliases(id: str) -> tuple[str, ...]:
    return _short().get(id, ())


def _exact(name: str, entity: Entity) -> bool:
    return name == entity.id or any(fold(name) == fold(s) for s in _names(entity))


def _is_latin(name: str) -> bool:
    return any("a" <= c <= "z" for c in name.lower())


def _part(name: str, entity: Entity) -> bool:
    """Whether the words typed stand in one of its names, in order («سولاركوم» in «شركة سولاركوم للطاقة»)."""
    wanted = words(name)
    spellings = list(_names(entity))
    for spelling in [s for s in spellings if _is_latin(s) == _is_latin(name)] or spellings:
        rest = iter(words(spelling))
        if wanted and all(any(alike(w, word) for word in rest) for w in wanted):
            return True
    return False


def _ranked(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
