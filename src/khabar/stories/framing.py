"""What one thing is called by whom: «شهيد» and «قتيل», «عملية» and «عدوان», each with its articles and speakers.

Two words name one thing when the table says that they can, and the words around them in two articles agree. No word is
held to be the right one.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from khabar.model import Framing, Naming, Place, Reading, Span
from khabar.stories.common import Common
from khabar.stories.stems import WORD, content, idf, stem
from khabar.text import fold, rows, sentences, view

_AROUND = 7
"""Words of context on either side."""
_LIKE = 0.3
"""Likeness of two contexts from which two words of one row of the table name one thing."""
_SHOWN = 5
"""Places given for each word."""


class _Hit(NamedTuple):
    thing: str
    row: int
    article: str
    span: Span
    speakers: tuple[str, ...]
    """Whose statement the word stands in; empty for the outlet's own words."""
    context: frozenset[str]


def framings(common: Common) -> tuple[Framing, ...]:
    """The things of a story that its articles call by different words, in the order of their labels."""
    by_thing: dict[str, list[_Hit]] = defaultdict(list)
    for i in common.members:
        for hit in _hits(common.readings[i]):
            by_thing[hit.thing].append(hit)
    every = {common.readings[i].key: common.keys(i) for i in common.members}
    found = [_framing(thing, same, every) for thing, hits in sorted(by_thing.items()) if (same := _one_thing(hits))]
    return tuple(sorted(found, key=lambda f: f.about))


def _one_thing(hits: Sequence[_Hit]) -> list[_Hit]:
    """The hits whose context agrees with that of another article's other word."""
    lengths = [_weight(h.context) for h in hits]
    by_row: dict[int, list[int]] = defaultdict(list)
    for n, hit in enumerate(hits):
        by_row[hit.row].append(n)
    kept: set[int] = set()
    for one, other in itertools.combinations(by_row.values(), 2):
        for n, m in itertools.product(one, other):
            a, b = hits[n], hits[m]
            if (n in kept and m in kept) or a.article == b.article or a.context.isdisjoint(b.context):
                continue
            if _weight(a.context & b.context) >= _LIKE * math.sqrt(lengths[n] * lengths[m]):
                kept |= {n, m}
    return [hits[n] for n in sorted(kept)]


def _weight(stems: frozenset[str]) -> float:
    return sum(idf(s) ** 2 for s in sorted(stems))


def _framing(thing: str, hits: Sequence[_Hit], every: Mapping[str, tuple[str, ...]]) -> Framing:
    by_row: dict[int, list[_Hit]] = defaultdict(list)
    for hit in hits:
        by_row[hit.row].append(hit)
    table = rows("story_frames.tsv")
    return Framing(
        about=next(row["label"] for row in table if row["thing"] == thing),
        namings=tuple(
            Naming(
                word=table[row]["words"].split("|")[0],
                articles=tuple(sorted({key for h in same for key in every[h.article]})),
                speakers=tuple(sorted({s for h in same for s in h.speakers})),
                own_words=any(not h.speakers for h in same),
                evidence=tuple(Place(article=h.article, span=h.span) for h in same[:_SHOWN]),
            )
            for row, same in sorted(by_row.items())
        ),
    )


def _hits(reading: Reading) -> Iterator[_Hit]:
    """The words of the table in an article's title and body."""
    article = reading.article
    folded = view(article.document.text)
    lines = [*filter(None, [article.title_span]), *(reading.sentences or sentences(folded.source, article.spans))]
    for line in lines:
        start, end = folded.key_at(line.start), folded.key_at(line.end)
        if _surface().isdisjoint(WORD.findall(folded.key, start, end)):
            continue
        words = list(WORD.finditer(folded.key, start, end))
        for hit in _found(folded.key, words, end):
            row = _forms()[hit["word"]]
            after = next((n for n, w in enumerate(words) if w.start() >= hit.end()), len(words))
            before = next((n for n, w in enumerate(words) if w.end() > hit.start()), len(words))
            if after < len(words) and words[after].group() in _others()[row]:
                continue
            around = words[max(0, before - _AROUND) : before] + words[after : after + _AROUND]
            span = folded.span(hit.start("word"), hit.end("word"))
            yield _Hit(
                thing=rows("story_frames.tsv")[row]["thing"],
                row=row,
                article=reading.key,
                span=span,
                speakers=tuple(x for s in reading.statements if s.span.covers(span) for x in s.speaker),
                context=frozenset(s for w in around if content(s := stem(w.group()))),
            )


def _found(key: str, words: Sequence[re.Match[str]], end: int) -> Iterator[re.Match[str]]:
    """The forms of the table among the words of a line, those that overlap an earlier one left out."""
    last = 0
    for word in words:
        if word.start() >= last and word.group() in _surface() and (hit := _pattern().match(key, word.start(), end)):
            last = hit.end()
            yield hit


@lru_cache(maxsize=1)
def _forms() -> dict[str, int]:
    """Every form of the table, folded → the number of its row."""
    return {fold(form): n for n, row in enumerate(rows("story_frames.tsv")) for form in row["words"].split("|")}


@lru_cache(maxsize=1)
def _others() -> tuple[frozenset[str], ...]:
    """For every row, the words after it that make it another thing, with and without article."""
    return tuple(
        frozenset(form for w in row["not"].split("|") if w for form in (fold(w), f"ال{fold(w)}"))
        for row in rows("story_frames.tsv")
    )


@lru_cache(maxsize=1)
def _surface() -> frozenset[str]:
    """Every shape in which the first word of a form can stand in a text."""
    heads = {form.split()[0] for form in _forms()}
    before = [a + b + c for a in ("", "و", "ف") for b in ("", "ب", "ل", "ك") for c in ("", "ال", "ل")]
    return frozenset(p + head + end for p in before for head in heads for end in ("", "ا"))


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    forms = "|".join(sorted(map(re.escape, _forms()), key=lambda w: (-len(w), w)))
    return re.compile(rf"(?<![\u0621-\u064a])[وف]?[بلك]?(?:ال|ل)?(?P<word>{forms})ا?(?![\u0621-\u064a])")
