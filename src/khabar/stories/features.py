"""What an article is compared by: the stems of its title, lead and body with their weights, and its sentences' words.

Everything here works on the folded text alone; entity ids are added where the reader of names filled them.
"""

from __future__ import annotations

import datetime as dt
import itertools
import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from khabar.model import Reading, Span
from khabar.text import View, fold, rows, sentences, view

WORD = re.compile(r"[\u0621-\u064a]+|[a-z]+|\d+(?:[.,]\d+)*")
_DEFINITE = ("وبال", "وكال", "وال", "فال", "بال", "كال", "ولل", "لل", "ال")
_SUFFIXES = ("تين", "هما", "ها", "هم", "هن", "كم", "نا", "ات", "ون", "ين", "ان", "وا", "يه", "ه", "ي", "ا")
_CLITICS = "وفبلكس"
_YEAR = re.compile(r"(?:19|20)\d\d|\d")
"""Years and single digits tell nothing of a story."""
_NUMBER = 4.0
"""What any other number weighs."""
_LEAD_WORDS = 60
"""The lead is the sentences that begin within so many words: what a desk reads before it files."""
_FEW = 4
"""Passages of fewer content words than this are like nothing."""
_TITLE, _LEAD = 6.0, 3.0
"""What standing in the title or lead adds, where standing once in the body is 1."""
_PAIR, _RAREST_PAIR = 0.5, 12.0
"""What a pair of neighbours weighs beside its two stems, and up to what rarity."""


Sentence = tuple[tuple[Span, ...], tuple[str, ...]]
"""The places of a sentence's words, and the folded words (not stemmed)."""


class Features(msgspec.Struct, frozen=True, kw_only=True):
    """One article as the filing sees it."""

    key: str
    id: str
    day: int | None
    """Ordinal of the day of publication."""
    announced: tuple[int, ...]
    """Ordinals of the days to come, within a week of publication, that the title or lead names."""
    outlet: str
    weights: dict[str, float]
    """Stem, or two neighbouring stems → weight: rare ones more, those of the title and the lead most."""
    sentences: tuple[Sentence, ...]
    """The body's sentences without template."""


def features(readings: Sequence[Reading]) -> list[Features]:
    """The features of a run's readings, in their order. Pure; linear in the text.

    Sentences that stand in three or more articles whose titles have nothing in common (mastheads, disclaimers,
    notices) are template: they are left out of everything.
    """
    lines = [_sentences(r) for r in readings]
    titles = [[s for s in stems(view(r.article.title or "").key) if content(s)] for r in readings]
    template = _template(lines, [set(t) for t in titles])
    return [
        _features(r, title, tuple(line for line in inside if line[1] not in template))
        for r, title, inside in zip(readings, titles, lines, strict=True)
    ]


def _features(reading: Reading, title: list[str], lines: tuple[Sentence, ...]) -> Features:
    body = [[s for s in map(stem, words) if content(s)] for _, words in lines]
    counts = Counter(_terms(title))
    lead: set[str] = set()
    seen = 0
    for (_, words), line in zip(lines, body, strict=True):
        terms = _terms(line)
        counts.update(terms)
        lead.update(terms if seen < _LEAD_WORDS else ())
        seen += len(words)
    headline = set(_terms(title))
    article = reading.article
    return Features(
        key=article.key,
        id=article.id,
        day=_ordinal(article.published),
        announced=_announced(reading, lines),
        outlet=article.outlet.id if article.outlet else "",
        weights={
            term: _rarity(term) * (1 + math.log(n) + _TITLE * (term in headline) + _LEAD * (term in lead))
            for term, n in sorted(counts.items())
        },
        sentences=lines,
    )


def _announced(reading: Reading, lines: tuple[Sentence, ...]) -> tuple[int, ...]:
    day = _ordinal(reading.article.published)
    if day is None:
        return ()
    seen, end = 0, 0
    for spans, _ in lines:
        if seen < _LEAD_WORDS and spans:
            end = spans[-1].end
        seen += len(spans)
    named = {_ordinal(t.value) for t in reading.times if t.span.start < end}
    return tuple(sorted(d for d in named if d is not None and day < d <= day + 7))


def _terms(stems: list[str]) -> list[str]:
    """The stems and the pairs of neighbours among them («اتفاق نووي»), which say more than the two apart."""
    return stems + [f"{a} {b}" for a, b in itertools.pairwise(stems)]


def _rarity(term: str) -> float:
    a, _, b = term.partition(" ")
    return _PAIR * min(idf(a) + idf(b), _RAREST_PAIR) if b else idf(a)


def _sentences(reading: Reading) -> tuple[Sentence, ...]:
    text = reading.article.document.text
    folded = view(text)
    return tuple(_words(folded, line) for line in reading.sentences or sentences(text, reading.article.spans))


def _template(articles: Sequence[tuple[Sentence, ...]], titles: Sequence[set[str]]) -> set[tuple[str, ...]]:
    """The sentences that stand in articles which have nothing else to do with one another."""
    standing: dict[tuple[str, ...], list[int]] = {}
    for at, inside in enumerate(articles):
        for words in {words for _, words in inside}:
            standing.setdefault(words, []).append(at)
    return {words for words, at in standing.items() if len(at) >= 3 and _unrelated([titles[i] for i in at[:12]])}


def _unrelated(titles: list[set[str]]) -> bool:
    pairs = list(itertools.combinations(titles, 2))
    return 3 * sum(bool(a & b) for a, b in pairs) <= len(pairs)


def words_of(text: str) -> frozenset[str]:
    """The content stems of a passage."""
    return frozenset(s for s in stems(fold(text)) if content(s))


def overlap(a: str, b: str) -> float:
    """How much of the shorter of two passages stands in the other, by weighted stems; 0 for passages of few words."""
    words = words_of(a), words_of(b)
    if min(map(len, words)) < _FEW:
        return 0.0
    shorter = min(sum(map(idf, sorted(w))) for w in words)
    return sum(map(idf, sorted(words[0] & words[1]))) / shorter if shorter else 0.0


def _words(folded: View, line: Span) -> tuple[tuple[Span, ...], tuple[str, ...]]:
    found = list(WORD.finditer(folded.key, folded.key_at(line.start), folded.key_at(line.end)))
    return tuple(folded.span(m.start(), m.end()) for m in found), tuple(m.group() for m in found)


def _ordinal(day: str | None) -> int | None:
    try:
        return dt.date.fromisoformat(day).toordinal() if day else None
    except ValueError:
        return None


def stems(key: str) -> list[str]:
    """The stems of a folded text's words, in order."""
    return [stem(w) for w in WORD.findall(key)]


def content(stem: str) -> bool:
    return len(stem) > 1 and stem not in _stop()


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The light stem of a folded word: article, clitics and endings off, so that a word's forms meet.

    A single clitic letter (و ب ل …) goes only where the rest is the commoner word in the background table.
    """
    if not "\u0621" <= word[0] <= "\u064a":
        return word
    bare = strip(word)
    if bare[0] in _CLITICS and len(bare) > 3:
        rest = strip(bare[1:])
        if frequency(rest) > 2 * frequency(bare):
            bare = rest
    return _variants().get(bare, bare)


def strip(word: str) -> str:
    """A word without article and endings, three letters left at least."""
    for prefix in _DEFINITE:
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            word = word[len(prefix) :]
            break
    while True:
        for suffix in _SUFFIXES:
            if word.endswith(suffix) and len(word) - len(suffix) >= 3:
                word = word[: -len(suffix)]
                break
        else:
            return word


def idf(stem: str) -> float:
    """Inverse document frequency of a stem against the background of a season's news."""
    table, articles = _background()
    if stem[0].isdigit():
        return 0.0 if _YEAR.fullmatch(stem) else _NUMBER
    return math.log((articles + 1) / (table.get(stem, 1.5) + 1))


def frequency(stem: str) -> int:
    """In how many articles of the background the stem stands; 0 when too rare for the table."""
    return _background()[0].get(stem, 0)


@lru_cache(maxsize=1)
def _background() -> tuple[dict[str, int], int]:
    table = {}
    articles = 1
    for row in rows("story_frequencies.tsv"):
        if row["stems"] == "*":
            articles = int(row["articles"])
            continue
        for word in row["stems"].split("|"):
            table[word] = int(row["articles"])
    return table, articles


@lru_cache(maxsize=1)
def _variants() -> dict[str, str]:
    return {strip(v): strip(row["stem"]) for row in rows("story_variants.tsv") for v in row["variants"].split("|")}


@lru_cache(maxsize=1)
def _stop() -> frozenset[str]:
    return frozenset(w for row in rows("story_stopwords.tsv") for v in row["words"].split("|") for w in (v, strip(v)))
