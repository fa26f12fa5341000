"""What an article is compared by: weighted stems of its title, lead and body, and the words of its sentences."""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from sys import intern

import msgspec

from khabar.model import Mention, Reading, Span
from khabar.stories.figures import figures
from khabar.stories.stems import WORD, content, content_stems, idf, stems, words_of
from khabar.text import View, fold, rows, sentences, view

_LEAD_WORDS = 45
"""The lead is the sentences that begin within so many words: what a desk reads before it files.

With the threshold of filing set without the day measured, B-cubed of the three days with a gold filing is .947 at 30,
.960 at 45, .948 at 60 and .940 at 90: a longer lead takes in the background."""
_TITLE, _LEAD, _FIRST, _BODY = 9.0, 3.0, 1.0, 0.3
"""What standing in the title, the lead, the first sentence adds, and what standing once anywhere weighs: further down
stands the background that many stories have in common.

For the body, measured as above: .961 at .15, .960 at .3, .948 at .5 and .952 at 1. Of the two good ones .3 was taken,
which is the better with one threshold for all days (.962 for .961)."""
_OPENING = 2
"""What happened, where, and with how many dead, is told in the title and the first sentences."""
_NAMES = frozenset({"PER", "LOC"})
"""Names of bodies are left among the words: they are made of common words («القوات», «الوزارة»)."""
_RARE = 6.0
"""Rarity of a stem from which a place that is in no table is held to be a particular one."""
_TOLLS = frozenset({"dead", "wounded"})
_OFTEN = 200
_LOGS = [0.0, *(1 + math.log(n) for n in range(1, _OFTEN + 1))]
_ENOUGH = 12
"""So many articles with one sentence show whether it is template."""


Words = tuple[str, ...]
"""The folded words of a sentence, not stemmed."""


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """One article before it is known which of its sentences are template."""

    key: str
    id: str
    day: int | None
    """Ordinal of the day of publication."""
    announced: tuple[int, ...]
    """Ordinals of the days to come, within a week of publication, that the title or lead names."""
    title: Words
    """Stems of the title."""
    sentences: tuple[Words, ...]
    named: frozenset[str]
    """Stems of the words that name a person or place."""
    places: frozenset[str]
    """Ids of the places below a state that the title and the first sentences name."""
    all_places: frozenset[str]
    """Ids of all places that the article names."""
    tolls: frozenset[tuple[str, float]]
    """The numbers of dead and wounded given in the title and the first sentences."""

    @property
    def content(self) -> tuple[object, ...]:
        """What two copies of one page have in common."""
        return self.day, self.title, self.sentences


class Features(msgspec.Struct, frozen=True, kw_only=True):
    """One article as the filing sees it, template left out."""

    names: dict[str, float]
    """Stem of a name → weight: rare ones more, those of the title and the lead most."""
    words: dict[str, float]
    """The same of every other stem: what is said of those named."""
    days: tuple[int, ...]
    """The day of publication and those announced; empty for an undated article."""
    places: frozenset[str]
    all_places: frozenset[str]
    tolls: frozenset[tuple[str, float]]


def text_of(reading: Reading) -> Text:
    """The words of an article and what its opening tells. Pure; linear in the text."""
    article = reading.article
    folded = view(article.document.text)
    lines = _lines(reading)
    words = [tuple(map(intern, WORD.findall(folded.key, *_inside(folded, line)))) for line in lines]
    return Text(
        key=article.key,
        id=article.id,
        day=_ordinal(article.published),
        announced=_announced(reading, lines, words),
        title=tuple(content_stems(WORD.findall(fold(article.title or "")))),
        sentences=tuple(words),
        named=frozenset(s for m in reading.mentions if m.type in _NAMES for s in words_of(m.text)),
        places=_places(reading),
        all_places=frozenset(m.entity for m in reading.mentions if m.type == "LOC"),
        tolls=frozenset((f.unit, f.value) for f in figures(reading, _OPENING) if f.unit in _TOLLS),
    )


def word_places(reading: Reading) -> list[tuple[tuple[tuple[int, int], ...], Words]]:
    """The sentences of an article's body: the places of their words in the folded text, and the folded words."""
    folded = view(reading.article.document.text)
    found = []
    for line in _lines(reading):
        words = list(WORD.finditer(folded.key, *_inside(folded, line)))
        found.append((tuple(m.span() for m in words), tuple(m.group() for m in words)))
    return found


def features(text: Text, template: frozenset[Words] | set[Words]) -> Features:
    """What an article is filed by, once the sentences that are template are known."""
    lines = [words for words in text.sentences if words not in template]
    body = [content_stems(words) for words in lines]
    counts = Counter(text.title)
    lead: set[str] = set()
    seen = 0
    for words, line in zip(lines, body, strict=True):
        counts.update(line)
        lead.update(line if seen < _LEAD_WORDS else ())
        seen += len(words)
    title, first = set(text.title), set(body[0] if body else ())
    weights = {
        s: idf(s)
        * (_BODY * _LOGS[min(n, _OFTEN)] + _TITLE * (s in title) + _LEAD * (s in lead) + _FIRST * (s in first))
        for s, n in counts.items()
    }
    of_states = _state_stems()
    named = text.named
    return Features(
        names={s: w for s, w in weights.items() if s in named or s in of_states},
        words={s: w for s, w in weights.items() if s not in named and s not in of_states},
        days=() if text.day is None else (text.day, *text.announced),
        places=text.places,
        all_places=text.all_places,
        tolls=text.tolls,
    )


def is_template(titles: Iterable[Sequence[str]]) -> bool:
    """Whether a sentence that stands in articles with these titles is template: a masthead, disclaimer or notice.

    It is when three or more articles have it whose titles have nothing to do with one another. ``titles`` are the
    stems of each article's title, in an order that does not depend on that of reading.
    """
    some = [set(t) for t in itertools.islice(titles, _ENOUGH)]
    pairs = list(itertools.combinations(some, 2))
    return len(some) >= 3 and 3 * sum(bool(a & b) for a, b in pairs) <= len(pairs)


def _places(reading: Reading) -> frozenset[str]:
    """Ids of the towns, quarters and regions that the opening names; a capital may stand for its state and is none."""
    spans = [s for s in (reading.article.title_span, *reading.sentences[:_OPENING]) if s]
    for_states = {e.id for e in reading.entities if e.stands_for} | _wide()
    named = (m for m in reading.mentions if m.type == "LOC" and m.entity not in for_states)
    return frozenset(m.entity for m in named if any(s.covers(m.span) for s in spans) and _is_particular(m))


def _is_particular(place: Mention) -> bool:
    """Whether a place is one of the table, or at least of a rare name: «المملكة» and «العاصمة» say nothing."""
    return place.entity in _narrow() or any(idf(s) >= _RARE for s in stems(fold(place.text)))


def _announced(reading: Reading, lines: Sequence[Span], words: Sequence[Words]) -> tuple[int, ...]:
    day = _ordinal(reading.article.published)
    if day is None:
        return ()
    seen, end = 0, 0
    for line, inside in zip(lines, words, strict=True):
        if seen < _LEAD_WORDS and inside:
            end = line.end
        seen += len(inside)
    named = {_ordinal(t.value) for t in reading.times if t.span.start < end}
    return tuple(sorted(d for d in named if d is not None and day < d <= day + 7))


def _lines(reading: Reading) -> tuple[Span, ...]:
    return reading.sentences or sentences(reading.article.document.text, reading.article.spans)


def _inside(folded: View, line: Span) -> tuple[int, int]:
    return folded.key_at(line.start), folded.key_at(line.end)


def _ordinal(day: str | None) -> int | None:
    try:
        return dt.date.fromisoformat(day).toordinal() if day else None
    except ValueError:
        return None


@lru_cache(maxsize=1)
def _wide() -> frozenset[str]:
    """Ids of states, continents, seas and regions of several states: too wide to say where something happened."""
    wide = {row["id"] for row in rows("countries.tsv")}
    return frozenset(wide | {row["id"] for row in rows("places.tsv")} - _narrow())


@lru_cache(maxsize=1)
def _narrow() -> frozenset[str]:
    """Ids of the towns, quarters, camps, sites and islands of the table."""
    kinds = ("city", "site", "camp", "district", "island")
    return frozenset(row["id"] for row in rows("places.tsv") if row["kind"].rstrip("!") in kinds)


@lru_cache(maxsize=1)
def _state_stems() -> frozenset[str]:
    """Stems of the names and nisbas of states: «الروسي» names Russia as much as «روسيا» does."""
    forms = (form for row in rows("countries.tsv") for column in ("ar", "nisba") for form in row[column].split("|"))
    return frozenset(s for form in forms for s in stems(fold(form)) if content(s))
