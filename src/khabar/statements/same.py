"""One statement, several wordings: within a page the fuller stays; across pages the wordings share one id."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import msgspec

from khabar.model import Reading, Statement, Wording
from khabar.statements.lexicon import words
from khabar.text import fold, rows

_REPEATED = 0.75
"""So much of the shorter of two statements of one page must stand in the other for it to be a repetition."""
_LATEST = 60
"""A statement is compared with so many of its speaker's before it."""
_SHARED, _COMMON, _WITHIN = 3, 0.6, 0.3
"""Across pages: content words in common, their share of the shorter wording, their share of the longer."""
_SAME_DAYS = 7
"""How many days may lie between two pages that tell one occasion of speech."""
_LETTER = 0.95
"""Quotations less alike than this were changed."""
_TOLD, _NAME = 3, "@"
"""So many meanings in common must be no names: what begins with ``@`` names something."""
_HEADS = 200
"""No more wordings than these are looked at for one word of one speaker."""
_QUOTED = re.compile('[«“"”»]([^«“"”»]+)[«“"”»]')
_SHORT = 3
"""So many content words settle it where both wordings put them between quotation marks."""
_DENIED = 2
"""A negation is of the words so close behind it («لن يسحب قواته»)."""
_PREFIX = re.compile(r"^(?:[وف]?(?:[بكل]?ال|لل)|[وفبلك](?=\w{4}))")


def distinct(statements: list[Statement]) -> list[Statement]:
    """The statements in text order without those that the same speaker repeats at least as fully elsewhere."""
    bags = [Counter(fold(s.text).split()) for s in statements]
    sizes = [bag.total() for bag in bags]
    dropped: set[int] = set()
    before: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for j, said in enumerate(statements):
        for i in before[said.speaker][-_LATEST:]:
            if i in dropped or j in dropped:
                continue
            small = min(sizes[i], sizes[j])
            if small >= 4 and (bags[i] & bags[j]).total() >= _REPEATED * small:
                dropped.add(i if sizes[i] < sizes[j] else j)
        before[said.speaker].append(j)
    return sorted((s for i, s in enumerate(statements) if i not in dropped), key=lambda s: (s.span, s.id))


class _Said(NamedTuple):
    """A statement of a page, with what it is compared by."""

    page: int
    place: int
    said: Statement
    who: frozenset[str]
    words: frozenset[str]
    meanings: frozenset[str]
    quoted: frozenset[str]
    negated: frozenset[str]
    """What its negations are of."""
    day: date | None

    def order(self) -> tuple[int, str]:
        """The fullest wording first."""
        return -len(self.said.text.split()), self.said.id


def joined(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The readings with one ``utterance`` id for the statements of different pages that are one statement.

    One speaker must have said them, within a week by the pages' days, in words most of which agree: a name counts as
    what it names, and the words of ``statement_paraphrases.tsv`` count as one another. Each of them is told how its
    wording stands to the fullest. Does not depend on the order of the readings; statements that no
    other page has stay as they are. Takes time linear in the number of statements of a speaker.
    """
    marked: dict[tuple[int, int], Statement] = {}
    for group in _groups(_all(readings)):
        if len({m.page for m in group}) < 2:
            continue
        named = "\n".join(sorted(m.said.id for m in group))
        identity = hashlib.sha256(named.encode()).hexdigest()[:12]
        for member in group:
            wording = "fullest" if member is group[0] else _wording(member.said, group[0].said)
            marked[member.page, member.place] = msgspec.structs.replace(
                member.said, utterance=identity, wording=wording
            )
    return tuple(
        msgspec.structs.replace(r, statements=tuple(marked.get((p, i), s) for i, s in enumerate(r.statements)))
        for p, r in enumerate(readings)
    )


def _all(readings: Sequence[Reading]) -> list[_Said]:
    found = []
    for page, reading in enumerate(readings):
        day = date.fromisoformat(reading.article.published) if reading.article.published else None
        stands = {e.id: e.stands_for for e in reading.entities if e.stands_for}
        unnamed = {e.id for e in reading.entities if e.type == "ANON"}
        starts = [m.span.start for m in reading.mentions]
        for place, said in enumerate(reading.statements):
            who = frozenset(stands.get(x) or x for x in said.speaker if x not in unnamed)
            if not who:
                continue
            inside = reading.mentions[bisect_left(starts, said.span.start) : bisect_left(starts, said.span.end)]
            named = [(m.span.start, m.span.end, stands.get(m.entity) or m.entity) for m in inside]
            source = reading.article.document.text[said.span.start : said.span.end]
            meant, quoted = _meant(source, said, named)
            content, negated = content_words(said.text), _negated(said.text)
            found.append(_Said(page, place, said, who, content, meant, quoted, negated, day))
    return sorted(found, key=_Said.order)


def _meant(
    source: str, said: Statement, named: Sequence[tuple[int, int, str]]
) -> tuple[frozenset[str], frozenset[str]]:
    """What a wording speaks of, and what of it stands between quotation marks.

    That is what its names (start, end, what they name) name, and its other content words by their meaning.
    """
    rest, first = list(source), said.span.start
    for start, end, _ in named:
        rest[start - first : end - first] = " " * (min(end, said.span.end) - start)
    text = "".join(rest)
    marked = [(0, len(text))] if said.kind == "direct" else [m.span(1) for m in _QUOTED.finditer(text)]
    names = {_NAME + entity for _, _, entity in named}
    inside = {_NAME + entity for start, _, entity in named if any(a <= start - first < b for a, b in marked)}
    words = map(_meaning, content_words(text))
    quoted = map(_meaning, content_words(" ".join(text[a:b] for a, b in marked)))
    return frozenset(names).union(words), frozenset(inside).union(quoted)


def _negated(text: str) -> frozenset[str]:
    """The meanings of the words that stand right behind a negation."""
    tokens, negations = _tokens(text), words("negation") | words("not-being")
    places = [i for i, w in enumerate(tokens) if w in negations]
    return frozenset(
        _meaning(w) for i in places for token in tokens[i + 1 : i + 1 + _DENIED] for w in content_words(token)
    )


def _meaning(word: str) -> str:
    return _paraphrases().get(word, word)


@lru_cache(maxsize=1)
def _paraphrases() -> dict[str, str]:
    """Words as content words stand → the meaning that they share with others; a nisba means its country."""
    nisbas = ((f"{_NAME}{row['id']}", row["nisba"]) for row in rows("countries.tsv"))
    others = ((f"={row['meaning']}", row["forms"]) for row in rows("statement_paraphrases.tsv"))
    return {
        w: meaning for meaning, forms in (*nisbas, *others) for form in forms.split("|") for w in content_words(form)
    }


def _groups(found: Iterable[_Said]) -> list[list[_Said]]:
    """Groups of one statement each, the fullest wording first: a wording joins the group whose head it agrees with."""
    groups: list[list[_Said]] = []
    heads: dict[tuple[str, str], list[int]] = defaultdict(list)
    for said in found:
        shared: Counter[int] = Counter()
        for who in said.who:
            for word in said.words | said.meanings:
                shared.update(heads[who, word][-_HEADS:])
        fit = [g for g, _ in sorted(shared.items(), key=lambda x: (-x[1], x[0])) if _same(groups[g][0], said)]
        if fit:
            groups[fit[0]].append(said)
            continue
        for who in said.who:
            for word in said.words | said.meanings:
                heads[who, word].append(len(groups))
        groups.append([said])
    return groups


def _same(full: _Said, other: _Said) -> bool:
    if full.day and other.day and abs((full.day - other.day).days) > _SAME_DAYS:
        return False
    shared = full.meanings & other.meanings
    if shared.isdisjoint(full.negated) != shared.isdisjoint(other.negated):
        return False  # one says what the other denies
    if _apart(*({w for w in said.words if w.isdigit()} for said in (full, other))):
        return False  # of two hours, with two counts
    if _agree(full.words, other.words):
        return True
    if _apart(*({m for m in said.meanings if m.startswith(_NAME)} for said in (full, other))):
        return False  # of two countries, in other words
    few, many = sorted((full.quoted, other.quoted), key=len)
    if len(few) >= _SHORT and few <= many:
        return True
    common = sum(not m.startswith(_NAME) for m in shared)
    return common >= _TOLD and _agree(full.meanings, other.meanings)


def _apart(one: set[str], other: set[str]) -> bool:
    """Whether both tell something, and nothing in common."""
    return bool(one and other) and one.isdisjoint(other)


def _agree(full: frozenset[str], other: frozenset[str]) -> bool:
    """Whether most of the shorter wording stands in the longer one, and enough of the longer one in the shorter."""
    common = len(full & other)
    low, high = sorted((len(full), len(other)))
    return common >= min(_SHARED, high) and common >= _COMMON * low and common >= _WITHIN * high


def _wording(said: Statement, fullest: Statement) -> Wording:
    """How a wording stands to the fullest one of its statement."""
    a, b = Counter(_tokens(said.text)), Counter(_tokens(fullest.text))
    if a == b:
        return "same"
    inside = (a & b).total() / max(1, a.total())
    if said.kind == fullest.kind == "direct" and inside < _LETTER:
        return "changed"
    return "shorter" if inside >= _LETTER else "other words"


def _tokens(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", fold(text))


@lru_cache(maxsize=1)
def _function_words() -> frozenset[str]:
    sets = (
        "prepositions",
        "adverbs",
        "an",
        "relative",
        "conjunctions",
        "no-heads",
        "was",
        "count",
        "borders",
    )
    return frozenset().union(*map(words, sets))


def content_words(text: str) -> frozenset[str]:
    """The content words of a statement without their particles and article."""
    return frozenset(w for w in map(_content_word, _tokens(text)) if w is not None)


@lru_cache(maxsize=1 << 15)
def _content_word(word: str) -> str | None:
    """A word without particles and article; numbers as they are; None where it tells of nothing."""
    if word.isdigit():
        return word
    return _PREFIX.sub("", word) if len(word) > 2 and word not in _function_words() else None
