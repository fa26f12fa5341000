"""What a word may be in a name: words that join names, and a score for every frequent word of the news.

The score (0 no name … 9 surely part of a person's name) is learnt by ``training.scores``: a logistic model over how a
word behaves in a large corpus of news (does it take the article, pronouns, verbal prefixes; what stands before and
after it) and over its letters. A word that the corpus does not hold is judged by its letters.
"""

from __future__ import annotations

import math
import re
from functools import cache

from khabar.names.gazetteer import nisbas, particles
from khabar.names.learned import learned

BIAS = "bias"
_INFLECTED = re.compile(
    "(?:[يتن]\\w{3,}|[وف]?س[يتن]\\w{3,}|\\w{3,}(?:ات|ون|ين|تين|تان|وا|تها|تهم|هما|ها|هم|نا|ته|يه))$"
)


@cache
def connectors() -> frozenset[str]:
    """Words that never end a name and are always followed by more of it."""
    return particles("firm") | particles("joins")


def letter_groups(word: str, longest: int) -> list[str]:
    """Groups of two to ``longest`` letters of a word, its edges marked (each group once, sorted)."""
    return sorted(_groups(word, longest))


def _groups(word: str, longest: int) -> set[str]:
    marked = f"^{word}$"
    return {marked[i : i + n] for n in range(2, longest + 1) for i in range(len(marked) - n + 1)}


def in_lexicon(word: str) -> bool:
    return word in learned().scores


NEVER, RARELY, SELDOM = 1, 2, 3
"""Scores below which a word stands in no name; now and then in one; in one only beside words that look like a name."""
NAME_LIKE = 4
"""The score from which a word that the corpus lacks may be a name."""


def everyday(word: str, below: int) -> bool:
    """Whether a word is one of the language of the news that stands in names as little as ``below`` says."""
    return in_lexicon(word) and score(word) < below


def score(word: str) -> int:
    """How like a part of a person's name a folded word is, 0 to 9."""
    model = learned()
    known = model.scores.get(word)
    if known is None:
        known = model.judged.get(word)
    if known is None:
        if len(model.judged) > 40_000:
            model.judged.clear()
        known = model.judged[word] = _judged(word)
    return known


def _judged(word: str) -> int:
    """The score of a word that the corpus lacks."""
    if word.isdigit() or word[0].isdigit():
        return 0
    if word.isascii():
        return 6 if len(word) > 1 else 2
    if len(word) < 2:
        return 0
    if word.startswith("ال") and len(word) > 4:
        stem = word[2:]
        if stem in nisbas() or learned().scores.get(stem, 9) < 3:
            return 1
        return 5
    for n in (1, 2):
        if len(word) - n > 2 and word[:n] in ("و", "ف", "ب", "ل", "وب", "ول") and word[n:] in learned().scores:
            return 2
    return by_letters(word)


def by_letters(word: str) -> int:
    """How like a part of a name a word that no list has is, by its letters: 0 to 9."""
    weights = learned().letters
    floor = 1 if _INFLECTED.match(word) else 4  # what a large corpus of news lacks is seldom an everyday word
    if not weights:
        return floor
    total = weights[BIAS] + sum(weights.get(g, 0) for g in _groups(word, 3))
    return max(floor, min(9, int(10 / (1 + math.exp(-max(-200, min(200, total)) / 10)))))
