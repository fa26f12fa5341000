"""Shared text: which articles repeat each other's sentences, whatever was cut, edited or put before them.

Candidates come from an inverted index of word triples; a pair counts when at least two sentences of each stand nearly
word for word in the other. Template was left out before (:func:`khabar.stories.features.features`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from khabar.model import Reuse, Span
from khabar.stories.features import Features, Sentence

_SENTENCE = 5
"""A sentence with fewer words is too short to show anything."""
_LIKE = 0.4
"""So much of a sentence's word triples must stand in the other text."""
_SENTENCES = 2
_TRIPLES = 12
_TRACE, _TRACE_TRIPLES = 0.3, 20
"""Share of the shorter text, and triples, that show one hand behind two texts although no two sentences are whole."""
_CROWD = 60
"""A triple in more articles than this is a phrase of the language."""
_RUN = 6
"""Aligned words in a row that make a passage."""
_GAP = 4
"""Words that may differ between two runs of one passage."""

Triple = tuple[str, str, str]


class Shared(NamedTuple):
    """What a run's articles have in common, by pairs (i < j)."""

    reuse: dict[tuple[int, int], Reuse]
    traces: dict[tuple[int, int], float]
    """Pairs below the bar that still share many word triples: the share of the shorter text. Reworked wire copy."""


def shared(articles: Sequence[Features]) -> Shared:
    """The pairs of articles that share text."""
    sentences = [[s for s in a.sentences if len(s[1]) >= _SENTENCE] for a in articles]
    triples = [[_triples(words) for _, words in inside] for inside in sentences]
    found = Shared({}, {})
    for i, j in _candidates(triples):
        a, b = (set().union(*triples[x]) for x in (i, j))
        common = len(a & b)
        if min(_matched(triples[i], b), _matched(triples[j], a)) < _SENTENCES or common < _TRIPLES:
            share = common / min(len(a), len(b))
            if common >= _TRACE_TRIPLES and share >= _TRACE:
                found.traces[i, j] = share
            continue
        passages, share = _align(sentences[i], sentences[j])
        found.reuse[i, j] = Reuse(
            a=articles[i].key,
            b=articles[j].key,
            kind="near-duplicate" if common / max(len(a), len(b)) >= 0.5 else "shared-passages",
            share=share,
            passages=passages,
        )
    return found


def _triples(words: Sequence[str]) -> set[Triple]:
    return set(zip(words, words[1:], words[2:], strict=False))


def _matched(sentences: list[set[Triple]], other: set[Triple]) -> int:
    return sum(len(s & other) >= _LIKE * len(s) for s in sentences)


def _candidates(triples: list[list[set[Triple]]]) -> list[tuple[int, int]]:
    """Pairs of articles with enough triples in common, in order."""
    number: dict[Triple, int] = {}
    ids, owners = [], []
    for at, inside in enumerate(triples):
        mine = [number.setdefault(t, len(number)) for t in sorted(set().union(*inside))]
        ids += mine
        owners += [at] * len(mine)
    if not ids:
        return []
    triple, owner = np.array(ids), np.array(owners)
    order = np.lexsort((owner, triple))
    triple, owner = triple[order], owner[order]
    codes = []
    for step in range(1, _CROWD):
        same = triple[step:] == triple[:-step]
        if not same.any():
            break
        codes.append(owner[:-step][same] * len(triples) + owner[step:][same])
    if not codes:
        return []
    pairs, counts = np.unique(np.concatenate(codes), return_counts=True)
    return [divmod(int(code), len(triples)) for code in pairs[counts >= _TRIPLES]]


def _align(a: list[Sentence], b: list[Sentence]) -> tuple[tuple[tuple[Span, Span], ...], float]:
    """The passages that two texts share, in a's order, and their share of the shorter text's words."""
    words_a, spans_a = _flat(a)
    words_b, spans_b = _flat(b)
    places = defaultdict(list)
    for at in range(len(words_b) - 2):
        places[tuple(words_b[at : at + 3])].append(at)
    runs: list[list[int]] = []
    at = 0
    while at < len(words_a) - 2:
        best, length = -1, 0
        for start in places.get(tuple(words_a[at : at + 3]), ())[:20]:
            n = 3
            while at + n < len(words_a) and start + n < len(words_b) and words_a[at + n] == words_b[start + n]:
                n += 1
            if n > length:
                best, length = start, n
        if length:
            last = runs[-1] if runs else None
            if last and 0 <= at - last[1] <= _GAP and 0 <= best - last[3] <= _GAP:
                last[1], last[3] = at + length, best + length
                last[4] += length
            else:
                runs.append([at, at + length, best, best + length, length])
        at += max(1, length)
    kept = [r for r in runs if r[4] >= _RUN]
    share = sum(r[4] for r in kept) / max(1, min(len(words_a), len(words_b)))
    return tuple(
        (Span(spans_a[r[0]].start, spans_a[r[1] - 1].end), Span(spans_b[r[2]].start, spans_b[r[3] - 1].end))
        for r in kept
    ), min(1.0, share)


def _flat(sentences: list[Sentence]) -> tuple[list[str], list[Span]]:
    return [w for _, words in sentences for w in words], [s for spans, _ in sentences for s in spans]
