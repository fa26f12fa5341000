"""What the rules and tables, which no gold reading taught, make of each word all over a corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from khabar.model import Span
from khabar.names import recognise
from khabar.names.found import Page
from khabar.names.learned import Learned, using
from khabar.names.words import Words, strips
from khabar.text import View

TYPES = ("PER", "ORG", "LOC")
LEAST = 3
"""A word met less often tells nothing."""


def rates(
    base: Learned,
    corpus: Iterable[Mapping[str, Any]],
    vocabulary: Iterable[str],
) -> dict[str, tuple[int, ...]]:
    """Word → how often it stands in names of persons, bodies and places, each from 0 (never) to 9 (always)."""
    inside: dict[str, Counter[str]] = {type: Counter() for type in TYPES}
    outside: Counter[str] = Counter()
    known = set(vocabulary)
    with using(base):
        for article in corpus:
            text = f"{article['title']}\n{article['text']}"
            page = Page(Words(View(text), [Span(0, len(text))]))
            taken = set()
            for item in recognise.by_rules(page):
                for k in range(item.first, item.last + 1):
                    taken.add(k)
                    if item.type in inside:
                        inside[item.type][page.text(k)[item.skip if k == item.first else 0 :]] += 1
            for k in range(len(page.words)):
                if k not in taken:
                    word = page.text(k)
                    outside[word] += 1
                    for skip in strips(word)[1:]:
                        if word[skip:] in known and word not in known:
                            outside[word[skip:]] += 1
    out = {}
    for word in known:
        named: list[int] = [inside[type][word] for type in TYPES]
        total = outside[word] + sum(named)
        if total >= LEAST and any(named):
            out[word] = tuple(min(9, -(-9 * n // total)) for n in named)
    return out
