"""Independent origins: which articles of a story stand on one text, one wire, one published statement."""

from __future__ import annotations

import hashlib
import itertools
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from khabar.model import Claim, Origin, OriginKind, Place, Reading, Reason, Reuse, Span, Statement, Story
from khabar.stories.common import Common
from khabar.stories.sources import Cited, cited, family, own_reporting, posting
from khabar.stories.stems import overlap

_LIKE = 0.15
"""Cosine from which two articles that cite one wire are held to bring the same report of it."""
_SAME_WORDS = 0.85
"""Overlap of two statements' weighted words from which they are one."""
_FIRST = 0.3
_PART = 0.15
"""So much of an opening must be shared."""
_MOST = 0.6
"""Share of the shorter text from which two texts of one outlet have one origin although one was continued."""
_TRACE = 0.4
"""Share of wording, and likeness, from which two texts of one outlet that share no two sentences have one origin."""
_SMALL, _ALIKE = 0.3, 0.5
"""Less than this share of the shorter text is background, unless the articles are as alike as this."""
_POST_LIKE, _POST_WORDS = 0.25, 0.45
"""Likeness of two articles, and overlap of the statements they lead with, that are one post on a platform."""


class Counts(NamedTuple):
    """What every face shows: how many articles, how many origins behind them, and how few there may be."""

    articles: int
    origins: int
    """The upper bound: what shows no common text, wire or statement is held to be independent."""
    at_least: int
    """The lower bound: what one publisher brings, and what leans on one agency, may go back to one origin."""


def count(story: Story, claim: Claim | None = None) -> Counts:
    """The counts of a story, or of one of its claims. The only place where articles and origins are counted."""
    if claim is None:
        return Counts(len(story.articles), len(story.origins), fewest(story.origins))
    behind = [o for o in story.origins if o.id in set(claim.origins)]
    return Counts(len({article for article, _ in claim.members}), len(behind), fewest(behind))


def fewest(origins: Sequence[Origin]) -> int:
    """How few independent origins there may be: those that share a publisher or an agency are counted once."""
    groups: list[set[str]] = []
    for origin in origins:
        # pages of no known publisher may all be one publisher's
        houses = origin.houses or ("",)
        signs = {f"house {h}" for h in houses} | {f"source {m}" for m in origin.leans}
        joined = [g for g in groups if g & signs]
        groups = [g for g in groups if not g & signs] + [signs.union(*joined)]
    return len(groups)


class Link(NamedTuple):
    """Why two articles have one origin."""

    why: Reason
    source: Cited | None
    evidence: tuple[Place, ...]


def origins(common: Common) -> tuple[Origin, ...]:
    """The origins of one story, every article in exactly one."""
    members = common.members
    readings = common.readings
    sources = {i: cited(readings[i]) for i in members}
    parent = {i: i for i in members}
    links: dict[int, list[Link]] = defaultdict(list)

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    rank = {i: n for n, i in enumerate(members)}
    for i, j in itertools.combinations(members, 2):
        a, b = readings[i], readings[j]
        likeness = common.likeness.get((i, j), 0.0)
        link = _text(a, b, common.reuse.get((i, j)), common.traces.get((i, j)), likeness)
        if not link and family(a.article) != family(b.article) and likeness >= _LIKE:
            link = _wire(a, b, sources[i], sources[j]) or _statement(a, b) or _post(a, b, likeness)
        if link:
            first, second = sorted((root(i), root(j)), key=rank.__getitem__)
            parent[second] = first
            links[first].append(link)
            if first != second:
                links[first] += links.pop(second, [])
    groups: dict[int, list[int]] = defaultdict(list)
    for i in members:
        groups[root(i)].append(i)
    return tuple(
        _origin(
            [readings[c] for i in inside for c in common.copies[i]],
            [s for i in inside for s in sources[i]],
            links.get(head, []),
        )
        for head, inside in sorted(groups.items(), key=lambda g: rank[g[0]])
    )


def _text(a: Reading, b: Reading, pair: Reuse | None, trace: float | None, likeness: float) -> Link | None:
    """One origin by shared text.

    Two outlets that share sentences have them from one hand, unless a small part of unlike articles is the same:
    background, or a communiqué under news of another. Within one house a shared passage may be background pasted
    under news of its own: there the openings must be shared, or most of the text with one of the openings.
    """
    one_house = family(a.article) == family(b.article) and family(a.article) != ""
    if pair is None:
        if trace is None or (one_house and (trace < _TRACE or likeness < _TRACE)):
            return None
        return Link(Reason(rule="same-wording", share=round(trace, 2)), None, ())
    if one_house:
        opens = [_opening_shared(r, [passage[side] for passage in pair.passages]) for side, r in enumerate((a, b))]
        if not (all(opens) or (any(opens) and pair.share >= _MOST)):
            return None
    elif pair.share < _SMALL and likeness < _ALIKE:
        return None
    first = pair.passages[:1]
    places = tuple(Place(article=r.key, span=p[side]) for p in first for side, r in enumerate((a, b)))
    return Link(Reason(rule="same-text", share=round(pair.share, 2)), None, places)


def _opening_shared(reading: Reading, passages: Sequence[Span]) -> bool:
    opening = reading.sentences[0] if reading.sentences else reading.article.spans[0]
    common = sum(max(0, min(p.end, opening.end) - max(p.start, opening.start)) for p in passages)
    return common >= _PART * (opening.end - opening.start)


def _wire(a: Reading, b: Reading, of_a: Sequence[Cited], of_b: Sequence[Cited]) -> Link | None:
    """One origin by the same wire cited by both, or another source that both open with."""
    other = {s.id: s for s in of_b}
    for source in of_a:
        if source.id in other and (source.wire or (source.leads and other[source.id].leads)):
            why = Reason(rule="both-cite", source=source.id, name=source.name)
            return Link(why, source, _places(a, source.span) + _places(b, other[source.id].span))
    return None


def _statement(a: Reading, b: Reading) -> Link | None:
    """One origin by the same words of the same speaker, which both articles bring first."""
    for s, t in itertools.product(_first(a), _first(b)):
        if set(s.speaker) & set(t.speaker) and overlap(s.text, t.text) >= _SAME_WORDS:
            return Link(Reason(rule="statement"), None, _places(a, s.span) + _places(b, t.span))
    return None


def _post(a: Reading, b: Reading, likeness: float) -> Link | None:
    """One origin by one post on a platform, which both articles lead with in their own words."""
    if likeness < _POST_LIKE:
        return None
    for s, t in itertools.product(_leading(a), _leading(b)):
        if set(s.speaker) & set(t.speaker) and overlap(s.text, t.text) >= _POST_WORDS:
            posted = [_posted(r, said) for r, said in ((a, s), (b, t))]
            if all(posted):
                return Link(Reason(rule="post"), None, _places(a, posted[0]) + _places(b, posted[1]))
    return None


def _leading(reading: Reading) -> list[Statement]:
    """The statements of the title and the first sentences."""
    title = reading.article.title_span
    end = max((s.end for s in reading.sentences[:3]), default=0)
    return [s for s in reading.statements if s.span.start < end or (title and title.covers(s.span))]


def _posted(reading: Reading, said: Statement) -> Span | None:
    """The words by which a text says that a statement was written on a platform, in its sentence or those beside it."""
    near = [n for n, line in enumerate(reading.sentences) if line.overlaps(said.span)] or [0]
    lines = reading.sentences[max(0, near[0] - 1) : near[-1] + 2]
    return next((span for line in lines if (span := posting(reading, line))), None)


def _first(reading: Reading) -> list[Statement]:
    """The statements in the first part of an article."""
    start, end = reading.article.spans[0].start, reading.article.spans[-1].end
    return [s for s in reading.statements if s.span.start < start + _FIRST * (end - start)]


def _places(reading: Reading, span: Span | None) -> tuple[Place, ...]:
    return (Place(article=reading.key, span=span),) if span else ()


def _origin(inside: Sequence[Reading], sources: Sequence[Cited], links: Sequence[Link]) -> Origin:
    inside = sorted(inside, key=lambda r: (r.key, r.article.id))
    named = [link.source for link in links if link.source] or [
        s for s in sources if s.wire and (len(inside) > 1 or s.credited or s.leads)
    ]
    reported = next(((r, span) for r in inside if (span := own_reporting(r))), None) if not named else None
    houses = sorted({family(r.article) for r in inside} - {""})
    kind: OriginKind = "cited" if named else "text" if len(inside) > 1 else "own"
    if links:
        why, evidence = links[0].why, links[0].evidence
    elif named:
        why, evidence = Reason(rule="cites", source=named[0].id, name=named[0].name), ()
    elif len(inside) > 1:
        why, evidence = Reason(rule="one-text"), ()
    elif reported:
        why, evidence = Reason(rule="reporter"), _places(*reported)
    else:
        why, evidence = Reason(rule="alone"), ()
    ids = "\n".join(sorted(r.article.id for r in inside))
    return Origin(
        id=hashlib.sha256(ids.encode()).hexdigest()[:12],
        kind=kind,
        name=named[0].id if named else "+".join(houses) or "unknown",
        articles=tuple(r.key for r in inside),
        why=why,
        evidence=evidence,
        houses=tuple(houses),
        leans=tuple(sorted({s.id for s in [*named, *(s for s in sources if s.wire or s.credited)]})),
    )
