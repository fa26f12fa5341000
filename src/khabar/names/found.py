"""The words of an article with what the tables say about them, and the names that the finders propose."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, cached_property, lru_cache

import msgspec

from khabar.model import EntityType
from khabar.names import gazetteer, lexicon
from khabar.names.gazetteer import Form, Hit, table
from khabar.names.learned import learned
from khabar.names.words import Words, pattern, strips
from khabar.text import fold


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A proposed mention: words ``first`` to ``last`` (inclusive) without ``skip`` letters of the first."""

    first: int
    skip: int
    last: int
    type: EntityType
    rule: str
    weight: float
    known: tuple[Form, ...] = ()
    head: str = ""
    """Kind of the head that the name is built on."""
    core: int = -1
    """First word after the head, where there is one."""
    titled: int = -1
    """First word of the title that stands before, for persons."""


class Head(msgspec.Struct, frozen=True):
    """A word that heads a name."""

    type: EntityType
    keep: bool
    kind: str
    follow: str


@lru_cache(maxsize=1)
def heads() -> dict[str, Head]:
    """Folded head word → how to read it."""
    out: dict[str, Head] = {}
    for row in table("name_heads.tsv"):
        kind: EntityType = "LOC" if row["type"] == "LOC" else "ORG"
        out.setdefault(pattern(fold(row["head"])), Head(kind, row["keep"] == "yes", row["kind"], row["follow"]))
    return out


@cache
def steering(use: str) -> frozenset[str]:
    """Folded words of one use from ``name_stop.tsv``."""
    return frozenset(pattern(fold(row["word"])) for row in table("name_stop.tsv") if row["use"] == use)


_AN = "\u064b"
_ADVERB = re.compile(f"{_AN}\u0627?\\Z")


class Page:
    """The words of an article with what the tables and titles say about them, for the finders."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.texts = [w.text for w in words.list]
        self.strips = [strips(text) for text in self.texts]
        """How many letters may be particles, for every word."""
        self.hits = gazetteer.find(words)
        self.titles = gazetteer.titles(words)
        self.at: dict[int, Hit] = {}
        self.hits_at: dict[int, list[Hit]] = {}
        for hit in self.hits:
            self.hits_at.setdefault(hit.first, []).append(hit)
            if hit.first not in self.at:
                self.at[hit.first] = hit
        self.titles_at = {t.first: t for t in self.titles}
        self.in_title = {k for t in self.titles for k in range(t.first + 1, t.last + 1)}

    @cached_property
    def scores(self) -> list[int]:
        """How like a part of a person's name each word is."""
        listed = list(map(learned().scores.get, self.texts))
        return [lexicon.score(t) if s is None else s for t, s in zip(self.texts, listed, strict=True)]

    @cached_property
    def cores(self) -> dict[str, list[tuple[int, int]]]:
        """Word without its particles → where it stands, and how many letters of particles stand before it."""
        out: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for i, (text, skips) in enumerate(zip(self.texts, self.strips, strict=True)):
            out[text].append((i, 0))
            for skip in skips[1:]:
                out[text[skip:]].append((i, skip))
        return dict(out)

    @cached_property
    def lands(self) -> frozenset[str]:
        """The countries of which the page speaks, by their adjectives and by what the tables know of them."""
        lands = {country for word in self.texts if (country := nisba(word))}
        for hit in self.hits:
            if not hit.known[0].guarded and self.texts[hit.first][hit.skip :] not in steering("at-home"):
                row = gazetteer.known()[hit.known[0].known]
                lands.add(row.id if row.kind == "country" else row.country or row.stands_for or "")
        return frozenset(lands)

    def text(self, index: int) -> str:
        return self.texts[index] if 0 <= index < len(self.texts) else ""

    def hard(self, index: int) -> bool:
        """Whether a clause ends before the word."""
        return not 0 <= index < len(self.texts) or self.words.list[index].hard

    def gap(self, index: int) -> str:
        """The marks before a word; a line break where there is none."""
        return self.words.list[index].gap if 0 <= index < len(self.texts) else "\n"

    def between(self, index: int) -> str:
        """What stands between a word and the one before it, blanks and all."""
        if not 0 < index < len(self.texts):
            return "\n"
        view, words = self.words.view, self.words.list
        return view.key[words[index - 1].end : words[index].start]

    def adverb(self, index: int) -> bool:
        """Whether a word is written with the ending -an of adverbs («دائماً», «غالبًا»)."""
        return self._marked and _ADVERB.search(self.source(index)) is not None

    @cached_property
    def _marked(self) -> bool:
        """Whether any word is written with that ending."""
        return _AN in self.words.view.source

    def opens(self, index: int) -> bool:
        """Whether a quotation opens before the word."""
        return 0 <= index < len(self.texts) and self.words.list[index].opens

    def closes(self, index: int) -> bool:
        """Whether a quotation closes before the word."""
        return not 0 <= index < len(self.texts) or self.words.list[index].closes

    def source(self, index: int) -> str:
        """The word as it is written."""
        word = self.words.list[index]
        return self.words.view.span(word.start, word.end).of(self.words.view.source)


def kind_of(hit: Hit) -> EntityType:
    """What a hit's likeliest reading is."""
    return gazetteer.known()[hit.known[0].known].type


def definite(word: str) -> bool:
    return word.startswith("ال") and len(word) > 3


def nisba(word: str) -> str | None:
    """The country of a definite nisba adjective («الروسية» → russia)."""
    return nisba_forms().get(word)


@lru_cache(maxsize=1)
def nisba_forms() -> dict[str, str]:
    """Definite nisba adjectives (folded) → country id."""
    return {"ال" + word: country for word, country in gazetteer.nisbas().items() if definite("ال" + word)}


def nisba_alone(word: str) -> bool:
    """Whether a definite nisba names a people by itself («الروس», «الأتراك»): a plural that is no adjective form."""
    return nisba(word) is not None and not word.endswith(("ي", "يه", "يات", "ان"))
