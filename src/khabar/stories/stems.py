"""How passages are compared: by the light stems of :mod:`khabar.text.stems` that say something.

Everything here works on folded text alone.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from khabar.text import fold
from khabar.text.stems import WORD, content, content_stem, content_stems, frequency, idf, stem, stems, strip

__all__ = [
    "WORD", "content", "content_stem", "content_stems", "frequency", "idf", "overlap", "rarest", "sharing",
    "stem", "stems", "strip", "words_in", "words_of",
]  # fmt: skip

_FEW = 4
"""Passages of fewer content words than this are like nothing."""


@lru_cache(maxsize=4096)
def words_of(text: str) -> frozenset[str]:
    """The content stems of a passage."""
    return words_in(fold(text))


def words_in(key: str) -> frozenset[str]:
    """The content stems of a folded passage."""
    return frozenset(content_stems(WORD.findall(key)))


def overlap(a: str, b: str) -> float:
    """How much of the shorter of two passages stands in the other, by weighted stems; 0 for passages of few words."""
    words = words_of(a), words_of(b)
    if min(map(len, words)) < _FEW:
        return 0.0
    shorter = min(sum(map(idf, sorted(w))) for w in words)
    return sum(map(idf, sorted(words[0] & words[1]))) / shorter if shorter else 0.0


def rarest(words: Iterable[str], many: int) -> list[str]:
    """So many of some stems, the rarest first."""
    return sorted(words, key=lambda s: (-idf(s), s))[:many]


def sharing(passages: Sequence[Iterable[str]], many: int, crowd: int) -> list[tuple[int, int]]:
    """The passages, by number and in order, of which two have one of their so many rarest stems in common; one that is
    in more passages than ``crowd`` leads to no comparison."""
    by_word: dict[str, list[int]] = defaultdict(list)
    for n, words in enumerate(passages):
        for word in rarest(words, many):
            by_word[word].append(n)
    return sorted({p for at in by_word.values() if len(at) <= crowd for p in itertools.combinations(at, 2)})
