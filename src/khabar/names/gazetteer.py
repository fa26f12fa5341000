"""The gazetteer: what the tables know by name, found in an article in one pass of an Aho-Corasick automaton.

Names are searched as the tables write them; particles that Arabic joins to a word («وبالرياض», «لواشنطن») are
checked at the hit, which is smaller and faster than listing every name with every particle.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

import ahocorasick_rs
import msgspec

from khabar.model import Entity, EntityType
from khabar.names.words import BAR, PROCLITICS, Words, pattern
from khabar.text import fold, rows, table_path


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """A thing that the tables know."""

    id: str
    type: EntityType
    kind: str
    ar: tuple[str, ...]
    en: str
    wikidata: str | None = None
    stands_for: str | None = None
    country: str | None = None

    def entity(self, spellings: tuple[str, ...] = ()) -> Entity:
        """The entity that it is, with the spellings met."""
        names = {"ar": self.ar[0] if self.ar else self.id, **({"en": self.en} if self.en else {})}
        return Entity(
            id=self.id,
            type=self.type,
            names=names,
            wikidata=self.wikidata,
            spellings=spellings,
            stands_for=self.stands_for,
        )


class Form(NamedTuple):
    """One spelling of a known thing."""

    known: str
    guarded: bool
    """Also a common word: holds only after a head («مدينة صور») or where the page says more."""
    adjective: bool = False
    """Also an adjective («سورية»): holds only after a preposition."""


class Hit(NamedTuple):
    """Words ``first`` to ``last`` (inclusive), without ``skip`` letters of the first, are a form of ``known``."""

    first: int
    skip: int
    last: int
    known: tuple[Form, ...]


class Title(NamedTuple):
    """Words that are a title («وزير الخارجية»), with its key and kind."""

    first: int
    skip: int
    last: int
    key: str
    kind: str
    definite: bool


ORGANISED = frozenset(["armed-group", "party", "ngo", "army"])
"""Kinds of groups that are bodies with a name of their own; a GROUP is a people, a camp, a set of states."""


def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a table, or none where the table is not there."""
    return rows(name) if table_path(name).exists() else ()


def cells(value: str) -> tuple[str, ...]:
    return tuple(c.strip() for c in value.split("|") if c.strip())


@cache
def particles(use: str) -> frozenset[str]:
    """Folded words of one use from ``name_particles.tsv``."""
    return frozenset(fold(row["word"]) for row in table("name_particles.tsv") if row["use"] == use)


@lru_cache(maxsize=1)
def known() -> dict[str, Known]:
    """Everything that the tables know, by id. A later table never replaces an earlier one's row."""
    out: dict[str, Known] = {}

    def add(row: dict[str, str], type: EntityType, kind: str) -> None:
        if row["id"] not in out:
            out[row["id"]] = Known(
                id=row["id"],
                type=type,
                kind=kind,
                ar=cells(row["ar"]),
                en=row.get("en", ""),
                wikidata=row.get("qid") or None,
                stands_for=row.get("stands_for") or None,
                country=row.get("country") or None,
            )

    for row in table("countries.tsv"):
        add(row, "LOC", "country")
    for row in table("places.tsv"):
        add(row, "LOC", row["kind"].rstrip("!"))
    for row in table("organisations.tsv"):
        kind = row["kind"].rstrip("!")
        add(row, "GROUP" if row["type"] == "GROUP" and kind not in ORGANISED else "ORG", kind)
    for row in table("media.tsv"):
        add(row, "ORG", row["kind"].rstrip("!"))
    for row in table("people.tsv"):
        add(row, "PER", "person")
    return out


@lru_cache(maxsize=1)
def forms() -> dict[str, tuple[Form, ...]]:
    """Every spelling, folded and joined as :class:`Words` joins them, with what it may name, the likeliest first."""
    out: dict[str, dict[str, Form]] = {}
    common = ambiguous()

    countries = {pattern(fold(name)) for row in table("countries.tsv") for name in cells(row["ar"])}

    def add(name: str, id: str, guarded: bool = False) -> None:
        key = pattern(fold(name))
        first, _, rest = key.partition(" ")
        if len(key) < 2 or (first in particles("direction") and rest in countries and key not in countries):
            return  # «شمال سوريا» is syria with a direction before it
        guarded = guarded or key in common
        out.setdefault(key, {}).setdefault(id, Form(id, guarded))

    for file in ("countries.tsv", "places.tsv", "organisations.tsv", "media.tsv", "people.tsv"):
        for row in table(file):
            if row["id"] not in known():
                continue
            guarded = row.get("kind", "").endswith("!")
            for name in cells(row["ar"]):
                add(name.removeprefix("دولة "), row["id"], guarded)
            for name in cells(row.get("abbr", "")):
                add(name, row["id"], guarded)
            if file in ("organisations.tsv", "media.tsv") and len(row.get("en", "")) > 3:
                add(row["en"], row["id"], guarded)
    for row in table("countries.tsv"):
        for alias in cells(row["aliases"]):
            name, _, condition = alias.partition(":")
            if condition == "after-preposition":
                out.setdefault(pattern(fold(name)), {})[row["id"]] = Form(row["id"], False, True)
    return {key: tuple(found.values()) for key, found in out.items()}


@lru_cache(maxsize=1)
def ambiguous() -> frozenset[str]:
    """Names that are also everyday words («الحدث», «سبق»): one alone is no evidence."""
    return frozenset(pattern(fold(row["word"])) for row in table("name_stop.tsv") if row["use"] == "guard")


@lru_cache(maxsize=1)
def capitals() -> dict[str, str]:
    """Country → its capital, where the tables know that place."""
    listed = {row["id"]: row["capital"] for row in table("countries.tsv")}
    return {country: city for country, city in listed.items() if city in known()}


def country(word: str) -> str | None:
    """The country of that name («مصر» → ``egypt``)."""
    return next((f.known for f in forms().get(word, ()) if known()[f.known].kind == "country"), None)


@lru_cache(maxsize=1)
def nisbas() -> dict[str, str]:
    """Folded nisba adjectives without the article («روسيه») → country id."""
    out: dict[str, str] = {}
    for row in table("countries.tsv"):
        for form in cells(row["nisba"]):
            word = fold(form)
            out.setdefault(word[2:] if form.startswith("ال") else word, row["id"])  # not the أل of «ألماني»
    return out


@lru_cache(maxsize=1)
def _automaton() -> tuple[ahocorasick_rs.AhoCorasick, list[tuple[str, bool]]]:
    """The automaton over every form, and for each pattern its form and whether it stands for ل + ال."""
    patterns: list[str] = []
    meaning: list[tuple[str, bool]] = []
    for form in forms():
        patterns.append(form)
        meaning.append((form, False))
        if form.startswith("ال") and len(form) > 4:
            patterns.append(form[2:] if form.startswith("الل") else form[1:])
            meaning.append((form, True))
    return ahocorasick_rs.AhoCorasick(patterns), meaning


@lru_cache(maxsize=1)
def _title_automaton() -> tuple[ahocorasick_rs.AhoCorasick, list[tuple[str, str, bool]]]:
    """The automaton over titles, and for each pattern its key, kind and whether it bears the article."""
    found: dict[str, tuple[str, str, bool]] = {}
    for row in table("titles.tsv"):
        for name in cells(row["ar"]):
            form = pattern(fold(name))
            definite = form.startswith("ال") or " ال" in form
            found.setdefault(form, (row["key"], row["kind"], definite))
            if " " not in form and not form.startswith("ال"):
                found.setdefault("ال" + form, (row["key"], row["kind"], True))
                found.setdefault("لل" + form, (row["key"], row["kind"], True))
            if not definite and row["kind"] not in ("job", "honorific", "academic"):
                stem = form[:-1] + "ت" if form.endswith("ه") else form
                for owner in ("ه", "ها", "هم"):  # «مديرها», «وزير خارجيته»
                    found.setdefault(stem + owner, (row["key"], row["kind"], False))
    return ahocorasick_rs.AhoCorasick(list(found)), list(found.values())


def warm() -> None:
    """Read the tables and build the automata now, not at the first article."""
    known()
    _automaton()
    _title_automaton()


def find(words: Words) -> list[Hit]:
    """Every form of a known thing in the words, in text order; hits may overlap."""
    automaton, meaning = _automaton()
    out: list[Hit] = []
    text = words.joined
    for index, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
        if text[end] != " " and text[end] != BAR:
            continue
        form, after_lam = meaning[index]
        first, skip = words.at(start)
        if skip:
            prefix = text[start - skip : start]
            if not _may_precede(prefix, form, after_lam):
                continue
            if prefix.endswith("ال") and not after_lam:
                if known()[forms()[form][0].known].type in ("LOC", "PER"):
                    continue
                skip -= 2
        elif after_lam or text[start] in " \x1f":
            continue
        last, _ = words.at(end - 1)
        out.append(Hit(first, skip, last, forms()[form]))
    out.sort(key=lambda h: (h.first, -h.last, h.skip))
    return out


@lru_cache(maxsize=1)
def _rooted() -> frozenset[str]:
    """Forms that begin with ا and ل of their own, no article («ألمانيا», «إليزابيث»)."""
    files = ("countries.tsv", "places.tsv", "organisations.tsv", "media.tsv", "people.tsv")
    names = (name for file in files for row in table(file) for name in cells(row["ar"]))
    return frozenset(pattern(fold(name)) for name in names if name.startswith(("أل", "إل", "آل")))


def _may_precede(prefix: str, form: str, after_lam: bool) -> bool:
    if prefix not in PROCLITICS:
        return False
    if after_lam:
        return prefix.endswith("ل") and prefix not in ("ال", "وال", "فال", "بال", "كال", "وبال", "وكال")
    if form.startswith("ال") and form not in _rooted():
        return not prefix.endswith("ل") or (form.startswith("الي") and " " not in form)
    if prefix.endswith(("ال", "لل")):
        return len(form) > 3 and " " not in form
    return len(form) > 3 or " " in form or (len(form) == 3 and prefix in "وبل")


def titles(words: Words) -> list[Title]:
    """Every title in the words, longest first at each place, none overlapping another."""
    automaton, meaning = _title_automaton()
    found: list[Title] = []
    text = words.joined
    for index, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
        if text[end] != " " and text[end] != BAR:
            continue
        first, skip = words.at(start)
        if skip and text[start - skip : start] not in ("و", "ف", "ب", "ل", "ك", "ول", "وب", "فل", "وك"):
            continue
        last, _ = words.at(end - 1)
        key, kind, definite = meaning[index]
        found.append(Title(first, skip, last, key, kind, definite))
    found.sort(key=lambda t: (t.first, -t.last, t.skip))
    out: list[Title] = []
    until = -1
    for title in found:
        if title.first > until:
            out.append(title)
            until = title.last
    return out
