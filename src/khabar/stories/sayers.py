"""Where the articles of a story put like words into different mouths: who said it, asked for it, made it known.

Two statements are one when nearly all of their words agree, weighted by rarity and by how few articles of the story
have them. Whoever passes a statement on is no other speaker; a spokesman says what his house says, an unnamed source
may be the one whom another article names, and everyone condemns for himself.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from khabar.model import Conflict, ConflictValue, Entity, Place, Reading, Span, Statement
from khabar.stories.common import Common
from khabar.stories.stems import idf, rarest, sharing, stems, words_in, words_of
from khabar.text import fold, rows, view

_LIKE = 0.5
"""So much of the weight of the longer statement's words must stand in the other.

On the three days with a gold filing, for which it was chosen, .4 finds nothing more than .5 and is wrong more often
(precision of all conflicts .76 for .77), and from .65 on speakers are missed (recall .48 for .50)."""
_COMMON = 5
"""So many words must be common."""
_RAREST = 4
"""Statements are compared that share one of so many rarest words."""
_CROWD = 40
"""A word in more statements than this leads to no comparison."""
_LABEL = "القائل"


class _Said(NamedTuple):
    article: str
    statement: Statement
    words: frozenset[str]
    who: frozenset[str]
    """Ids of the speakers; a capital or palace counts as its state."""
    reading: Reading
    lines: tuple[int, int]
    """The first of its sentences and the one after the last."""

    @property
    def speakers(self) -> list[Entity]:
        return [e for i in self.statement.speaker if (e := self.reading.entity(i))]

    @property
    def called(self) -> frozenset[str]:
        """Stems of what the speakers are called."""
        return frozenset(s for e in self.speakers for name in (*e.names.values(), *e.spellings) for s in words_of(name))

    @property
    def family(self) -> frozenset[str]:
        """Stems of the last words of the names of speakers who are persons."""
        persons = (e for e in self.speakers if e.type == "PER")
        last = (name.split()[-1] for e in persons for name in (*e.names.values(), *e.spellings) if name.split())
        return frozenset(s for word in last for s in words_of(word))

    @property
    def beside(self) -> tuple[Span, ...]:
        """Its sentences, the one before and the one after."""
        return self.reading.sentences[max(0, self.lines[0] - 1) : self.lines[1] + 1]

    @property
    def near(self) -> frozenset[str]:
        """Ids of all that stand in these sentences or passed it on, those spoken to left out."""
        names = (*self.reading.mentions, *self.reading.references)
        inside = {m.entity for m in names if any(s.overlaps(m.span) for s in self.beside)}
        passed = {link.entity for link in self.statement.via}
        return frozenset((inside | passed) - {*self.statement.target, *self.statement.addressee})

    @property
    def around(self) -> frozenset[str]:
        """Stems of these sentences."""
        return words_of(" ".join(s.of(self.reading.article.document.text) for s in self.beside))

    def stands(self) -> bool:
        """Whether its own sentences name the speaker: who is gathered from those before may be misread."""
        own = self.reading.sentences[self.lines[0] : self.lines[1]]
        names = (*self.reading.mentions, *self.reading.references)
        inside = {m.entity for m in names if any(s.overlaps(m.span) for s in own)}
        text = fold(" ".join(s.of(self.reading.article.document.text) for s in own))
        return any(e.id in inside or fold(e.names.get("ar") or "-") in text for e in self.speakers)


_OWN_ACTS = frozenset({"condemn", "praise", "thank", "reject", "warn", "threaten", "urge", "promise"})
"""What two can do with the same words."""


def sayers(common: Common) -> list[Conflict]:
    """The statements that articles of one story bring from different speakers, one for any two articles."""
    said = [s for i in common.members for s in _statements(common.readings[i])]
    spread = Counter(s for _, s in {(x.article, s) for x in said for s in x.words})
    weight = {s: idf(s) / math.log2(max(2, n / 2)) for s, n in spread.items()}
    best: dict[frozenset[str], tuple[_Said, _Said]] = {}
    for a, b in _pairs(said):
        if _one_statement(a, b, weight) and _two_speakers(a, b):
            key = frozenset((a.article, b.article))
            best[key] = max(best.get(key, (a, b)), (a, b), key=lambda p: len(p[0].words & p[1].words))
    readings = {common.readings[i].key: (common.readings[i], common.keys(i)) for i in common.members}
    return [_conflict(a, b, readings) for a, b in best.values()]


def _statements(reading: Reading) -> list[_Said]:
    """What an article says that others said, but for what each may say for himself."""
    states = {e.id: e.stands_for for e in reading.entities if e.stands_for}
    folded = view(reading.article.document.text)
    found = []
    for statement in reading.statements:
        lines = [n for n, line in enumerate(reading.sentences) if line.overlaps(statement.span)]
        if not statement.speaker or not lines or statement.act in _OWN_ACTS:
            continue
        found.append(
            _Said(
                article=reading.key,
                statement=statement,
                words=words_in(folded.key[folded.key_at(statement.span.start) : folded.key_at(statement.span.end)]),
                who=frozenset(states.get(i, i) for i in statement.speaker),
                reading=reading,
                lines=(lines[0], lines[-1] + 1),
            )
        )
    return found


def _pairs(said: Sequence[_Said]) -> list[tuple[_Said, _Said]]:
    """Statements of different articles that share one of their rarest words."""
    pairs = sharing([x.words for x in said], _RAREST, _CROWD)
    return [(said[i], said[j]) for i, j in pairs if said[i].article != said[j].article]


def _one_statement(a: _Said, b: _Said, weight: Mapping[str, float]) -> bool:
    common = a.words & b.words
    if len(common) < _COMMON:
        return False
    longer = max(sum(weight[s] for s in sorted(words)) for words in (a.words, b.words))
    return sum(weight[s] for s in sorted(common)) >= _LIKE * longer


def _two_speakers(a: _Said, b: _Said) -> bool:
    if a.who & b.who or not a.speakers or not b.speakers or a.speakers[0].type != b.speakers[0].type:
        return False  # persons, bodies and unnamed sources are held against their like
    if not a.stands() or not b.stands() or a.near & b.who or b.near & a.who:
        return False
    if a.speakers[0].type == "ANON":
        states = [x.called & _states() for x in (a, b)]
        return all(states) and not states[0] & states[1]
    if a.called <= b.called or b.called <= a.called:
        return False
    if a.family & b.family:
        return False  # «بشار الأسد» and «الأسد»
    # a given name that both bear («محمد») shows of neither that he stands beside the other's words
    shared = _general() | (a.called & b.called if a.family and b.family else frozenset())
    return not (a.called & b.around - shared or b.called & a.around - shared)


def _conflict(a: _Said, b: _Said, readings: Mapping[str, tuple[Reading, tuple[str, ...]]]) -> Conflict:
    values = []
    for x in sorted((a, b), key=lambda x: x.article):
        reading, keys = readings[x.article]
        entity = reading.entity(x.statement.speaker[0])
        name = (entity.names.get("ar") or entity.names.get("en") if entity else None) or x.statement.speaker[0]
        evidence = Place(article=x.article, span=x.statement.span)
        values.append(ConflictValue(value=name, articles=tuple(sorted(keys)), evidence=(evidence,)))
    return Conflict(about=f"{_LABEL}: {_about(a, b, readings)}", values=tuple(values), rule="speaker")


def _about(a: _Said, b: _Said, readings: Mapping[str, tuple[Reading, tuple[str, ...]]]) -> str:
    """The weightiest words that both statements have, as the first article writes them."""
    best = rarest(a.words & b.words, 3)
    words = {stem: word for word in a.statement.text.split() for stem in stems(fold(word))}
    return "، ".join(words[s].strip("\"'«»()،.:") for s in best if s in words)


@lru_cache(maxsize=1)
def _states() -> frozenset[str]:
    """Stems of the names and nisbas of states."""
    return _stems("countries.tsv", ("ar", "nisba"))


@lru_cache(maxsize=1)
def _general() -> frozenset[str]:
    """Stems of the words that any source may be called by («مصدر»، «مسؤول»)."""
    return _stems("source_nouns.tsv", ("noun", "forms"))


def _stems(table: str, columns: Sequence[str]) -> frozenset[str]:
    forms = (form for row in rows(table) for column in columns for form in row[column].split("|"))
    return frozenset(s for form in forms for s in words_of(form))
