"""What a word may be in a name: lists of given and family names, and a score for every frequent word of the news.

The score (0 no name … 9 surely part of a person's name) comes from ``python -m khabar.names.train``: a logistic
model over how a word behaves in a large corpus of news (does it take the article, pronouns, verbal prefixes; what
stands before and after it) and over its letters. A word that the corpus does not hold is judged by its shape.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache

from khabar.names.gazetteer import nisbas, table
from khabar.text import fold

FIRM = frozenset(["بن", "ابن", "بنت", "ابو", "ابي", "ال", "عبد"])
"""Words that begin or join names and need no other proof."""
LEADERS_IN = frozenset(["دي", "دو", "دا", "دير", "ديل", "فان", "فون", "اند", "اوف", "ان", "لا", "لو"])
"""Foreign particles inside a name («فان دير بيلين»، «ستاندرد آند بورز»)."""
CONNECTORS = FIRM | frozenset(["ابا", "ام", "دي", "دو", "دا", "فان", "فون", "ديل", "دير", "لا", "لو", "بو", "ولد"])
"""Words that never end a name and are always followed by more of it."""
BIAS = "bias"
_INFLECTED = re.compile(
    "(?:[يتن]\\w{3,}|[وف]?س[يتن]\\w{3,}|\\w{3,}(?:ات|ون|ين|تين|تان|وا|تها|تهم|هما|ها|هم|نا|ته|يه))$"
)


def letter_groups(word: str, longest: int) -> list[str]:
    """Groups of two to ``longest`` letters of a word, its edges marked (each group once, sorted)."""
    marked = f"^{word}$"
    return sorted({marked[i : i + n] for n in range(2, longest + 1) for i in range(len(marked) - n + 1)})


@lru_cache(maxsize=1)
def _scores() -> dict[str, int]:
    out: dict[str, int] = {}
    for row in table("name_words.tsv"):
        score = int(row["score"])
        for word in row["words"].split(" "):
            out[word] = score
    return out


@lru_cache(maxsize=1)
def given() -> frozenset[str]:
    return frozenset(w for row in table("given_names.tsv") for w in fold(row["name"]).split() if len(w) > 1)


@lru_cache(maxsize=1)
def family() -> frozenset[str]:
    return frozenset(w for row in table("family_names.tsv") for w in fold(row["name"]).split() if len(w) > 1)


def in_lexicon(word: str) -> bool:
    return word in _scores()


def score(word: str) -> int:
    """How like a part of a person's name a folded word is, 0 to 9."""
    known = _scores().get(word)
    if known is not None:
        if known < 7 and (word in given() or word in family()):
            return max(known, 6)
        return known
    if word in given() or word in family():
        return 9
    if word.isdigit() or word[0].isdigit():
        return 0
    if word.isascii():
        return 6 if len(word) > 1 else 2
    if len(word) < 2:
        return 0
    if word.startswith("ال") and len(word) > 4:
        stem = word[2:]
        if stem in nisbas() or _scores().get(stem, 9) < 3:
            return 1
        return 5
    for n in (1, 2):
        if len(word) - n > 2 and word[:n] in ("و", "ف", "ب", "ل", "وب", "ول") and word[n:] in _scores():
            return 2
    return by_letters(word)


@lru_cache(maxsize=1)
def _letters() -> dict[str, int]:
    return {row["letters"]: int(row["weight"]) for row in table("name_letters.tsv")}


@lru_cache(maxsize=4096)
def by_letters(word: str) -> int:
    """How like a part of a name a word that no list has is, by its letters: 0 to 9."""
    weights = _letters()
    floor = 1 if _INFLECTED.match(word) else 4  # what a large corpus of news lacks is seldom an everyday word
    if not weights:
        return floor
    total = weights[BIAS] + sum(weights.get(g, 0) for g in letter_groups(word, 3))
    return max(floor, min(9, int(10 / (1 + math.exp(-max(-200, min(200, total)) / 10)))))
