"""Claims: what a story asserts, joined over its articles, with the origins behind it and what denies it.

Two events are one when type, actors and time agree; two agreements when their parties do; two statements when one
speaker says like words. Nothing is rewritten: a claim only names its members.
"""

from __future__ import annotations

import hashlib
import itertools
from collections import defaultdict
from collections.abc import Sequence
from typing import Literal, NamedTuple

import msgspec

from khabar.events.frames import spoken_of
from khabar.model import Agreement, Claim, Event, Origin, Reading, Span, Statement
from khabar.stories.common import Common
from khabar.stories.origins import fewest
from khabar.stories.stems import idf, rarest, words_in, words_of
from khabar.text import fold, view

_SAME_WORDS = 0.6
"""Overlap of the weighted words of two statements of one speaker that are one statement."""
_SAME_TOLD = 0.75
"""… of two events of one day in two articles that are one although they are told with other actors."""
_COPIED_WORDS = 0.9
"""… of two speakers that two readings may have named differently: hardly a word may differ."""
_WITHIN = 0.35
"""So many of the longer statement's words must stand in the shorter, which else is only a part of it."""
_DENIED_WORDS = 0.35
"""Overlap of a denial with what it denies."""
_DENIED_SHARE = 0.5
"""So much of a denial's weight must stand in the event that it denies. A pact may be denied in a part of it."""
_DENIED_FEW = 3
_DENIALS = frozenset({"deny", "reject"})
_ACTS = frozenset({"accuse", "claim", "say", "announce", "affirm", "assess", "warn", "threaten"})


_Kind = Literal["event", "agreement", "statement"]
_Ids = frozenset[str]


class _Item(NamedTuple):
    """An event, agreement or statement of one article, with what it is compared by."""

    kind: _Kind
    article: str
    article_id: str
    id: str
    what: Event | Agreement | Statement
    who: _Ids
    """Actors, parties or speakers; a capital or palace counts as its state."""
    whom: _Ids
    words: frozenset[str]
    weight: float
    """Of the words."""
    denial: bool

    @classmethod
    def of(
        cls, reading: Reading, what: Event | Agreement | Statement, who: _Ids, whom: _Ids, words: frozenset[str]
    ) -> _Item:
        kind: _Kind = (
            "event" if isinstance(what, Event) else "agreement" if isinstance(what, Agreement) else "statement"
        )
        denial = (isinstance(what, Event) and what.status == "denied") or (
            isinstance(what, Statement) and what.act in _DENIALS
        )
        return cls(
            kind, reading.key, reading.article.id, what.id, what, who, whom, words, sum(map(idf, sorted(words))), denial
        )


def claims(common: Common, origins: Sequence[Origin]) -> tuple[Claim, ...]:
    """The claims of one story, those with most origins first."""
    items, echoes = _distinct(common)
    origin_of = {key: o for o in origins for key in o.articles}
    days = {r.key: r.article.published for r in common.readings.values()}
    found: list[tuple[Claim, list[_Item]]] = []
    for members in _joined(items):
        every = sorted((x for m in members for x in (m, *echoes.get(id(m), ()))), key=lambda m: (m.article, m.id))
        named = "\n".join(sorted(f"{m.article_id} {m.id}" for m in every))
        behind = {o.id: o for m in every if (o := origin_of.get(m.article))}
        claim = Claim(
            id=hashlib.sha256(f"{members[0].kind}\n{named}".encode()).hexdigest()[:12],
            kind=members[0].kind,
            members=tuple((m.article, m.id) for m in every),
            origins=tuple(sorted(behind)),
            at_least=fewest([behind[id] for id in sorted(behind)]),
            since=min(filter(None, (days[m.article] for m in every)), default=None),
        )
        found.append((claim, members))
    found.sort(key=lambda c: (-len(c[0].origins), -len(c[0].members), c[0].id))
    return _with_denials(found)


def _distinct(common: Common) -> tuple[list[_Item], dict[int, list[_Item]]]:
    """What the articles assert, copies left out, and for every such item (by identity) the same item of each copy."""
    items: list[_Item] = []
    echoes: dict[int, list[_Item]] = defaultdict(list)
    for i in common.members:
        own = _items(common.readings[i])
        items += own
        for copy in common.copies[i]:
            if copy != i:
                again = _items(common.readings[copy])
                if [(x.kind, x.words) for x in again] == [(x.kind, x.words) for x in own]:
                    for first, other in zip(own, again, strict=True):
                        echoes[id(first)].append(other)
                else:
                    items += again
    return items, echoes


def _items(reading: Reading) -> list[_Item]:
    text = reading.article.document.text
    state = {e.id: e.stands_for for e in reading.entities if e.stands_for}

    def states(ids: Sequence[str]) -> frozenset[str]:
        return frozenset(state.get(i, i) for i in ids)

    folded = view(text)

    def words_at(spans: Sequence[Span]) -> frozenset[str]:
        return words_in(" ".join(folded.key[folded.key_at(s.start) : folded.key_at(s.end)] for s in spans))

    found = []
    for event in reading.events:
        words = words_at(event.evidence)
        found.append(_Item.of(reading, event, states(event.actors), states(event.recipients), words))
    for pact in reading.agreements:
        words = words_at(pact.evidence)
        found.append(_Item.of(reading, pact, states(pact.parties), frozenset(), words))
    for said in reading.statements:
        words = words_at([said.span]) if said.span.of(text) == said.text else words_of(said.text)
        found.append(_Item.of(reading, said, states(said.speaker), states(said.target), words))
    return found


def _joined(items: Sequence[_Item]) -> list[list[_Item]]:
    """The items in groups of one claim each.

    Only items that share a block are compared. The first members of two groups must agree as well, and the times of
    all, so that no chain of half-likenesses grows.
    """
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, item in enumerate(items):
        for block in _blocks(item):
            blocks[block].append(i)
    group = {i: [i] for i in range(len(items))}
    for block in sorted(blocks):
        for i, j in itertools.combinations(blocks[block], 2):
            if group[i] is group[j] or not _same(items[i], items[j]):
                continue
            if _same(items[group[i][0]], items[group[j][0]]) and _one_time([items[k] for k in group[i] + group[j]]):
                joined = sorted(group[i] + group[j])
                for k in joined:
                    group[k] = joined
    return [[items[i] for i in g] for g in sorted({tuple(g) for g in group.values()})]


def _blocks(item: _Item) -> list[tuple[str, ...]]:
    if isinstance(item.what, Event):
        cast: list[tuple[str, ...]] = [("event", item.what.type, who) for who in sorted(item.who | item.whom)]
        return [*(cast or [("event", item.what.type)]), ("told", item.what.type, *_rarest(item.words))]
    if isinstance(item.what, Agreement):
        return [("agreement", who) for who in sorted(item.who)]
    return [("statement", who) for who in sorted(item.who)] + [("words", *_rarest(item.words))]


def _rarest(words: frozenset[str]) -> list[str]:
    """The two rarest of some words."""
    return sorted(rarest(words, 2))


def _same(a: _Item, b: _Item) -> bool:
    if a.denial != b.denial:
        return False
    if isinstance(a.what, Event) and isinstance(b.what, Event):
        return _same_event(a, b, a.what, b.what)
    if isinstance(a.what, Agreement) and isinstance(b.what, Agreement):
        return _same_pact(a, b, a.what, b.what)
    if isinstance(a.what, Statement) and isinstance(b.what, Statement):
        if a.words == b.words and a.who & b.who and fold(a.what.text).split() == fold(b.what.text).split():
            return True  # few words, but the very same
        within = len(a.words & b.words) >= _WITHIN * max(len(a.words), len(b.words))
        return within and _overlap(a, b) >= (_SAME_WORDS if a.who & b.who else _COPIED_WORDS)
    return False


def _same_event(a: _Item, b: _Item, x: Event, y: Event) -> bool:
    if x.type != y.type or not _same_time(x.when, y.when):
        return False
    if a.article != b.article and x.when and x.when == y.when and _overlap(a, b) >= _SAME_TOLD:
        return True  # one blast, whoever each report has for its cast
    if a.who and b.who and not a.who & b.who:
        return False
    if a.whom and b.whom and not a.whom & b.whom:
        return False
    named = len((a.who | a.whom) & (b.who | b.whom))
    return named >= 2 or (named == 1 and _overlap(a, b) >= _DENIED_WORDS) or (_overlap(a, b) >= _SAME_WORDS)


def _same_pact(a: _Item, b: _Item, x: Agreement, y: Agreement) -> bool:
    if x.term and y.term and x.term != y.term:
        return False
    return len(a.who & b.who) >= 2 or (a.who == b.who and _overlap(a, b) >= _SAME_WORDS)


def _same_time(a: str | None, b: str | None) -> bool:
    """Whether two ISO values can be one time: one lies in the other, or one is unknown."""
    if not a or not b:
        return True
    a, b = a[:10], b[:10]
    return a.startswith(b) or b.startswith(a)


def _one_time(items: Sequence[_Item]) -> bool:
    times = {m.what.when for m in items if isinstance(m.what, Event)}
    return all(_same_time(a, b) for a, b in itertools.combinations(sorted(t for t in times if t), 2))


def _overlap(a: _Item, b: _Item) -> float:
    """The share of the shorter words' weight that stands in both; 0 for fewer than three common words."""
    common = a.words & b.words
    if len(common) < _DENIED_FEW:
        return 0.0
    shorter = min(a.weight, b.weight)
    return sum(map(idf, sorted(common))) / shorter if shorter else 0.0


def _with_denials(found: Sequence[tuple[Claim, list[_Item]]]) -> tuple[Claim, ...]:
    """The claims with what each denies and is disputed by."""
    denies: dict[str, str] = {}
    for claim, members in found:
        if not any(m.denial for m in members):
            continue
        scored = [
            (max(_denied(m, n) for m in members for n in others), other.id)
            for other, others in found
            if other.id != claim.id and not any(n.denial or _told_in(n, m) for m in members for n in others)
        ]
        best = max(scored, default=(0.0, ""), key=lambda s: (s[0], s[1]))
        if best[0] >= _DENIED_WORDS:
            denies[claim.id] = best[1]
    disputed: dict[str, list[str]] = defaultdict(list)
    for denial, claim_id in sorted(denies.items()):
        disputed[claim_id].append(denial)
    return tuple(
        msgspec.structs.replace(c, denies=denies.get(c.id), disputed_by=tuple(disputed.get(c.id, ()))) for c, _ in found
    )


def _denied(denial: _Item, other: _Item) -> float:
    """How far a denial speaks of another's claim: the overlap of words, if the denier is whom the claim is about."""
    if isinstance(denial.what, Event):
        if not (isinstance(other.what, Event) and other.what.type == denial.what.type):
            return 0.0
        if not _same_time(denial.what.when, other.what.when):
            return 0.0
        return 1.0 if (denial.who | denial.whom) & (other.who | other.whom) and denial.who & other.who else 0.0
    if isinstance(other.what, Statement):
        about = denial.who & other.whom
        if other.what.act not in _ACTS or (denial.who & other.who and not about):
            return 0.0
        return _overlap(denial, other) + (_DENIED_WORDS / 2 if about else 0.0)
    if not denial.who & (other.who | other.whom):
        return 0.0
    if isinstance(other.what, Event) and not _speaks_of(denial.what, denial.words, other.what, other.words):
        return 0.0
    return _overlap(denial, other)


def _speaks_of(denial: Agreement | Statement, words: frozenset[str], event: Event, told: frozenset[str]) -> bool:
    """Whether a denial names such an event, and little else than what is told of this one."""
    named = isinstance(denial, Statement) and event.type in spoken_of(denial.text)
    return named and _share(words, told) >= _DENIED_SHARE


def _told_in(other: _Item, denial: _Item) -> bool:
    """Whether the words of a denial themselves tell of the event: «نفى أن تكون المعاهدة التي ستوقع غدا حلفا» denies
    something else."""
    if not isinstance(other.what, Event) or not isinstance(denial.what, Statement) or other.article != denial.article:
        return False
    return any(span.overlaps(denial.what.span) for span in other.what.evidence)


def _share(words: frozenset[str], of: frozenset[str]) -> float:
    """The share of the weight of ``words`` that stands in ``of`` too."""
    weight = sum(map(idf, sorted(words)))
    return sum(map(idf, sorted(words & of))) / weight if weight else 0.0
