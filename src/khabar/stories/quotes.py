"""Quotations that two articles share and nothing else: one man's words in two reports are no shared text.

Two outlets that were told the same bring the same words between quotation marks. That says what was said, and not that
one report goes back to the other; it is told apart from shared text.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from typing import NamedTuple

from khabar.model import Reading, Reuse
from khabar.stories.common import Common
from khabar.stories.reuse import runs
from khabar.stories.stems import WORD
from khabar.text import view

_RUN = 8
"""So many words in a row must be the same."""
_CROWD = 40
"""A run of words in more articles than this leads to no comparison."""


class _Quoted(NamedTuple):
    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    """Of the words in the folded text."""


def quotations(common: Common) -> tuple[Reuse, ...]:
    """The pairs of a story's articles that share quoted words alone, in the order of their keys."""
    quoted = {i: _quoted(common.readings[i]) for i in common.members}
    with_run: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for i, quotes in quoted.items():
        for q in quotes:
            for at in range(len(q.words) - _RUN + 1):
                with_run[q.words[at : at + _RUN]].add(i)
    rank = {i: n for n, i in enumerate(common.members)}
    pairs = {
        pair
        for at in with_run.values()
        if len(at) <= _CROWD
        for pair in itertools.combinations(sorted(at, key=rank.__getitem__), 2)
    }
    alone = sorted(p for p in pairs if p not in common.reuse and p not in common.traces)
    found = [_shared(common.readings[i], common.readings[j], quoted[i], quoted[j]) for i, j in alone]
    return tuple(sorted(found, key=lambda r: (r.a, r.b)))


def _quoted(reading: Reading) -> list[_Quoted]:
    """The words of an article's direct speech, statement by statement."""
    folded = view(reading.article.document.text)
    found = []
    for said in reading.statements:
        if said.kind == "direct":
            start, end = folded.key_at(said.span.start), folded.key_at(said.span.end)
            words = list(WORD.finditer(folded.key, start, end))
            found.append(_Quoted(tuple(m.group() for m in words), tuple(m.span() for m in words)))
    return found


def _shared(a: Reading, b: Reading, of_a: list[_Quoted], of_b: list[_Quoted]) -> Reuse:
    views = view(a.article.document.text), view(b.article.document.text)
    passages = {}
    for p, q in itertools.product(of_a, of_b):
        for run in runs(p.words, q.words):
            if run.words >= _RUN:
                span_a = views[0].span(p.places[run.a][0], p.places[run.a_end - 1][1])
                span_b = views[1].span(q.places[run.b][0], q.places[run.b_end - 1][1])
                passages[span_a, span_b] = run.words
    shorter = max(1, min(len(WORD.findall(v.key)) for v in views))
    return Reuse(
        a=a.key,
        b=b.key,
        kind="quotation",
        share=min(1.0, sum(passages.values()) / shorter),
        passages=tuple(sorted(passages)),
    )
