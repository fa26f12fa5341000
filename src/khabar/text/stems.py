"""The light stems of words, and how common each is in a season's news.

Everything here works on folded text alone.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import lru_cache

from khabar.text.tables import rows

WORD = re.compile(r"[\u0621-\u064a]+|[a-z]+|\d+(?:[.,]\d+)*")
_DEFINITE = ("وبال", "وكال", "وال", "فال", "بال", "كال", "ولل", "لل", "ال")
_SUFFIXES = ("تين", "هما", "ها", "هم", "هن", "كم", "نا", "ات", "ون", "ين", "ان", "وا", "يه", "ه", "ي", "ا")
_CLITICS = "وفبلكس"
_YEAR = re.compile(r"(?:19|20)\d\d|\d")
"""Years and single digits tell nothing of a story."""
_NUMBER = 4.0
"""What any other number weighs."""
_KEPT = 500_000
"""So many words are remembered with their stems."""


class _Content(dict[str, str]):
    """Folded word → its stem, empty when it says nothing; worked out once for each word."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _KEPT:
            self.clear()
        bare = stem(word)
        self[word] = found = bare if content(bare) else ""
        return found


_CONTENT = _Content()


def content_stem(word: str) -> str:
    """The stem of a folded word; empty when it says nothing."""
    return _CONTENT[word]


def content_stems(words: Iterable[str]) -> list[str]:
    """The stems of folded words that say something, in order."""
    return [s for s in map(_CONTENT.__getitem__, words) if s]


def stems(key: str) -> list[str]:
    """The stems of a folded text's words, in order."""
    return [stem(w) for w in WORD.findall(key)]


def content(stem: str) -> bool:
    return len(stem) > 1 and stem not in _stop()


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The light stem of a folded word: article, clitics and endings off, so that a word's forms meet.

    A single clitic letter (و ب ل …) goes only where the rest is the commoner word in the background table.
    """
    if not "\u0621" <= word[0] <= "\u064a":
        return word
    bare = strip(word)
    if bare[0] in _CLITICS and len(bare) > 3:
        rest = strip(bare[1:])
        if frequency(rest) > 2 * frequency(bare):
            bare = rest
    return _variants().get(bare, bare)


def strip(word: str) -> str:
    """A word without article and endings, three letters left at least."""
    for prefix in _DEFINITE:
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            word = word[len(prefix) :]
            break
    while True:
        for suffix in _SUFFIXES:
            if word.endswith(suffix) and len(word) - len(suffix) >= 3:
                word = word[: -len(suffix)]
                break
        else:
            return word


@lru_cache(maxsize=200_000)
def idf(stem: str) -> float:
    """Inverse document frequency of a stem against the background of a season's news."""
    table, articles = _background()
    if stem[0].isdigit():
        return 0.0 if _YEAR.fullmatch(stem) else _NUMBER
    return math.log((articles + 1) / (table.get(stem, 1.5) + 1))


def frequency(stem: str) -> int:
    """In how many articles of the background the stem stands; 0 when too rare for the table."""
    return _background()[0].get(stem, 0)


@lru_cache(maxsize=1)
def _background() -> tuple[dict[str, int], int]:
    table = {}
    articles = 1
    for row in rows("story_frequencies.tsv"):
        if row["stems"] == "*":
            articles = int(row["articles"])
            continue
        for word in row["stems"].split("|"):
            table[word] = int(row["articles"])
    return table, articles


@lru_cache(maxsize=1)
def _variants() -> dict[str, str]:
    return {strip(v): strip(row["stem"]) for row in rows("story_variants.tsv") for v in row["variants"].split("|")}


@lru_cache(maxsize=1)
def _stop() -> frozenset[str]:
    return frozenset(w for row in rows("story_stopwords.tsv") for v in row["words"].split("|") for w in (v, strip(v)))
