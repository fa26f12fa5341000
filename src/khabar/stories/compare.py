"""Two articles side by side: the text they share, what each adds, where they differ."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from khabar.model import Reading, Span, Story
from khabar.stories import reuse
from khabar.stories.common import Common
from khabar.stories.features import features, text_of
from khabar.stories.file import THRESHOLD
from khabar.stories.numbers import Numbers
from khabar.stories.similar import likeness
from khabar.stories.stems import overlap
from khabar.stories.tell import tell
from khabar.text import sentences

_COVERED = 0.3
"""So much of a sentence must lie in shared passages for it to be the same."""
_LIKE = 0.5
"""Overlap of weighted words with a sentence of the other from which it says the same in other words."""

Standing = Literal["same", "reworded", "only"]


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence of an article and how it stands to the other article."""

    span: Span
    standing: Standing
    shared: tuple[Span, ...] = ()
    """The characters of it that the other article has word for word."""


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """What two articles have in common and what not."""

    a: tuple[Line, ...]
    """The title, where there is one, and every sentence of the first."""
    b: tuple[Line, ...]
    likeness: float
    """0 to 1, as the filing sees it."""
    one_story: bool
    """Whether the two by themselves would be filed as one story."""
    story: Story
    """What the two together tell: origins, shared text, conflicts, claims, words for one thing."""


def compare(a: Reading, b: Reading) -> Comparison:
    """Compare two articles that were read together. Raises ``ValueError`` when they are one and the same."""
    if a.key == b.key:
        raise ValueError("the two are one article")
    first, second = sorted((a, b), key=lambda r: (r.key, r.article.id))
    common = _common(first, second)
    alike = common.likeness.get((0, 1), 1.0 if len(common.members) == 1 else 0.0)
    shared = common.reuse.get((0, 1))
    passages = shared.passages if shared else ()
    of = {r.key: [p[side] for p in passages] for side, r in enumerate((first, second))}
    return Comparison(
        a=_lines(a, of[a.key], b),
        b=_lines(b, of[b.key], a),
        likeness=alike,
        one_story=alike >= THRESHOLD,
        story=tell(common),
    )


def _common(a: Reading, b: Reading) -> Common:
    """The two as if they were filed as one story, whether they would be or not."""
    texts = text_of(a), text_of(b)
    numbers = Numbers()
    triples = [reuse.triples_of(t.sentences, numbers) for t in texts]
    copy = texts[0].content == texts[1].content
    match = reuse.Match("near-duplicate", 1.0) if copy else reuse.matched(triples[0], triples[1])
    return Common(
        members=(0,) if copy else (0, 1),
        copies={0: (0, 1)} if copy else {0: (0,), 1: (1,)},
        readings={0: a, 1: b},
        likeness={} if copy else likeness([features(t, frozenset()) for t in texts]),
        reuse={(0, 1): reuse.aligned(a, b, match.kind, ())} if match and match.kind != "trace" else {},
        traces={(0, 1): match.share} if match and match.kind == "trace" else {},
    )


def _lines(reading: Reading, passages: Sequence[Span], other: Reading) -> tuple[Line, ...]:
    theirs = [s.of(other.article.document.text) for s in _spans(other)]
    found = []
    for span in _spans(reading):
        shared = tuple(
            Span(max(p.start, span.start), min(p.end, span.end)) for p in sorted(passages) if p.overlaps(span)
        )
        text = span.of(reading.article.document.text)
        covered = sum(p.end - p.start for p in shared) >= _COVERED * max(1, span.end - span.start)
        reworded = any(text == line or overlap(text, line) >= _LIKE for line in theirs)
        standing: Standing = "same" if covered else "reworded" if reworded else "only"
        found.append(Line(span=span, standing=standing, shared=shared))
    return tuple(found)


def _spans(reading: Reading) -> list[Span]:
    article = reading.article
    body = reading.sentences or sentences(article.document.text, article.spans)
    return [*filter(None, [article.title_span]), *body]
