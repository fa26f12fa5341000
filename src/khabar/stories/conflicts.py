"""Where the articles of a story differ on one fact: different values of the same thing, said in like words.

Two figures are of one fact when they count the same and the words around them agree, weighted by rarity: a word that
most articles of the story use says less of which fact is meant than one that only two use.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from khabar.model import Conflict, ConflictValue, Place, Reading
from khabar.stories.common import Common
from khabar.stories.figures import Figure
from khabar.stories.figures import figures as read_figures
from khabar.stories.stems import idf
from khabar.text import rows, view

_LIKE = 0.2
"""Likeness of two figures' contexts from which they say the same thing of the same thing."""
_SAME = 0.12
"""… from which two equal figures do: then neither differs from a third in the other's article."""
_LIKE_OF = {"day": 0.5, "length": 0.17}
"""For days, which every sentence has, and for lengths of time, which few have."""
_OPPOSITE_LIKE = 0.2
"""For words that exclude one another."""
_TOLL_LIKE = 0.1
"""For the first toll that two articles give of one event."""
_TOLL_COSINE = 0.12
_RATIO, _TOLL_RATIO = 2.5, 3.0
"""Values further apart than this are held to be of different things."""
_ROUND = 0.03
_HEAD = 4
"""An article's main toll stands in its title or its first sentences."""
_CLASS_WEIGHT, _LEAST_WEIGHT = 3.0, 1.5
_DAYS_APART = 7
"""Days further apart than this are of different things."""


class _Story(NamedTuple):
    """What figures are weighed by."""

    spread: Mapping[str, int]
    """In how many articles of the story a stem stands beside figures."""
    heads: set[int]
    """Each article's first toll of each kind, by identity."""
    likeness: Callable[[str, str], float]
    """Of two articles by their keys."""
    readings: Mapping[str, Reading]

    def day(self, article: str) -> str | None:
        return self.readings[article].article.published


def conflicts(common: Common) -> tuple[Conflict, ...]:
    """The conflicts among the figures of one story's articles.

    A fact has one value per article: figures that an article sets side by side are different facts. A toll that only
    rises with the days is told too, its rule being ``series``: it is no contradiction.
    """
    number = {common.readings[i].key: i for i in common.members}
    rank = {i: n for n, i in enumerate(common.members)}
    figures = [f for i in common.members for f in read_figures(common.readings[i])]

    def likeness(a: str, b: str) -> float:
        i, j = sorted((number[a], number[b]), key=rank.__getitem__)
        return common.likeness.get((i, j), 0.0)

    stems = {(f.article, s) for f in figures for s in f.context}
    readings = {common.readings[i].key: common.readings[i] for i in common.members}
    story = _Story(Counter(s for _, s in stems), _heads(figures), likeness, readings)
    by_unit: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_unit[figure.unit].append(figure)
    found = []
    for unit in sorted(by_unit):
        same = by_unit[unit]
        if len(set(map(_value, same))) > 1 and len({f.article for f in same}) > 1:
            found += [_conflict(facts, story) for facts in _facts(same, story)]
    found = _distinct(found)
    every = {common.readings[i].key: common.keys(i) for i in common.members}
    return tuple(sorted((_with_copies(c, every) for c in found), key=lambda c: (c.about, c.values[0].value)))


def _distinct(found: Sequence[Conflict]) -> list[Conflict]:
    """Of conflicts over words that exclude one another, one for the same label and articles."""
    once: dict[tuple[object, ...], Conflict] = {}
    for conflict in found:
        sides = tuple(sorted(v.articles for v in conflict.values))
        opposite = conflict.rule == "opposite"
        once.setdefault((conflict.about.split(":")[0], sides) if opposite else (len(once),), conflict)
    return list(once.values())


def _with_copies(conflict: Conflict, every: Mapping[str, tuple[str, ...]]) -> Conflict:
    values = tuple(
        ConflictValue(
            value=v.value,
            articles=tuple(sorted(key for a in v.articles for key in every[a])),
            evidence=v.evidence,
        )
        for v in conflict.values
    )
    return Conflict(about=conflict.about, values=values, rule=conflict.rule)


def _value(figure: Figure) -> tuple[float, bool]:
    """What makes two figures differ: the value, and whether it is said to be more than that."""
    return figure.value, figure.bound == "more"


def _heads(figures: Sequence[Figure]) -> set[int]:
    first: dict[tuple[str, str], Figure] = {}
    for figure in figures:
        if figure.unit in _labels() and _labels()[figure.unit][1] and figure.sentence <= _HEAD:
            first.setdefault((figure.article, figure.unit), figure)
    return {id(f) for f in first.values()}


def _facts(figures: Sequence[Figure], story: _Story) -> list[list[Figure]]:
    """Groups of figures that are one fact with more than one value."""
    alike = _alike(figures, story)
    # a figure that another article gives as well differs from no other figure of that article
    settled = {
        (x, figures[y].article)
        for (i, j), likeness in alike.items()
        if likeness >= _SAME and _value(figures[i]) == _value(figures[j])
        for x, y in ((i, j), (j, i))
    }
    pairs = []
    for (i, j), likeness in alike.items():
        a, b = figures[i], figures[j]
        if _value(a) == _value(b):
            pairs.append((-likeness, i, j)) if likeness >= _LIKE else None
        elif (i, b.article) not in settled and (j, a.article) not in settled and _one_fact(a, b, likeness, story):
            pairs.append((-likeness, i, j))
    group = {i: [i] for i in range(len(figures))}
    for _, i, j in sorted(pairs):
        if group[i] is not group[j] and _one_value([figures[k] for k in group[i] + group[j]]):
            joined = group[i] + group[j]
            for k in joined:
                group[k] = joined
    facts = [[figures[k] for k in members] for members in sorted({tuple(sorted(g)) for g in group.values()})]
    return [same for same in facts if len(set(map(_value, same))) > 1]


def _one_fact(a: Figure, b: Figure, likeness: float, story: _Story) -> bool:
    if a.unit in _opposites():
        return likeness >= _OPPOSITE_LIKE
    if a.unit == "day":
        # each day's report has a day of its own: only reports of one day can differ on it
        return (
            story.day(a.article) == story.day(b.article)
            and abs(a.value - b.value) <= _DAYS_APART
            and likeness >= _LIKE_OF["day"]
        )
    apart = max(a.value, b.value) / max(min(a.value, b.value), 1e-9)
    if likeness >= _LIKE_OF.get(a.unit, _LIKE) and apart <= _RATIO:
        return True
    tolls = id(a) in story.heads and id(b) in story.heads
    return tolls and apart <= _TOLL_RATIO and story.likeness(a.article, b.article) >= _TOLL_COSINE


def _one_value(figures: Sequence[Figure]) -> bool:
    value: dict[str, tuple[float, bool]] = {}
    return all(value.setdefault(f.article, _value(f)) == _value(f) for f in figures)


def _alike(figures: Sequence[Figure], story: _Story) -> dict[tuple[int, int], float]:
    """The likeness of figures of one unit in different articles, where it is worth looking at.

    Cosine of the contexts' stems by rarity; what is counted is part of the context. A stem counts less the more
    articles of the story use it, from the fifth on.
    """
    length = figures[0].unit == "length"

    def weight(stem: str) -> float:
        return (idf(stem) / math.log2(2 if length else max(2, story.spread[stem] / 2))) ** 2

    weights = {s: weight(s) for f in figures for s in f.context}
    unit = _unit_weight(figures[0].unit) ** 2
    lengths = [math.sqrt(unit + sum(weights[s] for s in sorted(f.context))) for f in figures]
    with_stem: dict[str, list[int]] = defaultdict(list)
    for n, figure in enumerate(figures):
        for stem in figure.context:
            with_stem[stem].append(n)
    common: dict[tuple[int, int], float] = defaultdict(float)
    for pair in itertools.combinations([n for n, f in enumerate(figures) if id(f) in story.heads], 2):
        common[pair] = unit
    for stem in sorted(with_stem):
        for pair in itertools.combinations(with_stem[stem], 2):
            common[pair] = (common[pair] or unit) + weights[stem]
    found = {}
    for i, j in sorted(common):
        likeness = common[i, j] / (lengths[i] * lengths[j]) if lengths[i] * lengths[j] else 0.0
        if likeness >= _TOLL_LIKE and figures[i].article != figures[j].article:
            found[i, j] = likeness
    return found


def _unit_weight(unit: str) -> float:
    if unit in _LIKE_OF or unit in _opposites():
        return 0.0
    return _CLASS_WEIGHT if unit in _labels() else max(idf(unit), _LEAST_WEIGHT)


def _conflict(figures: Sequence[Figure], story: _Story) -> Conflict:
    by_value: dict[tuple[float, bool], list[Figure]] = defaultdict(list)
    for figure in figures:
        by_value[_value(figure)].append(figure)
    values = tuple(
        ConflictValue(
            value=_written(same[0]),
            articles=tuple(sorted({f.article for f in same})),
            evidence=tuple(Place(article=f.article, span=f.span) for f in same),
        )
        for _, same in sorted(by_value.items())
    )
    low, high = min(by_value)[0], max(by_value)[0]
    unit = figures[0].unit
    rule = "opposite" if unit in _opposites() else unit if unit in _LIKE_OF else "number"
    if rule == "number" and high - low <= _ROUND * high and any(f.bound for f in figures):
        rule = "rounded"
    if unit in _labels() and _labels()[unit][1] and _grows(by_value, story):
        rule = "series"
    return Conflict(about=_about(figures, story), values=values, rule=rule)


def _grows(by_value: Mapping[tuple[float, bool], Sequence[Figure]], story: _Story) -> bool:
    """Whether a toll rises from day to day, no day having two values: a series, which nobody contradicts."""
    told = [{story.day(f.article) for f in same} for _, same in sorted(by_value.items())]
    if any(None in of for of in told):
        return False
    ordered = [sorted(filter(None, of)) for of in told]
    return all(before[-1] < after[0] for before, after in itertools.pairwise(ordered))


def _written(figure: Figure) -> str:
    """A value as a dossier shows it: digits, scale from a million on, the noun as the text has it; times in words."""
    value, noun = figure.value, figure.noun
    if figure.unit in _LIKE_OF or figure.unit in _opposites():
        return noun
    bound = f"{_more()} " if figure.bound == "more" else ""
    if figure.unit == "%":
        return f"{bound}{value:,.15g}%"
    for scale, name in ((1e12, "تريليون"), (1e9, "مليار"), (1e6, "مليون")):
        if value >= scale:
            return f"{bound}{value / scale:,.6g} {name} {noun}".strip()
    return f"{bound}{value:,.15g} {noun}".strip()


def _about(figures: Sequence[Figure], story: _Story) -> str:
    """What is counted, with the weightiest words that the contexts share."""
    counts = Counter(stem for f in figures for stem in f.context)
    best = sorted((s for s, n in counts.items() if n > 1), key=lambda s: (-counts[s] * idf(s), s))[:3]
    words = [_word(s, next(f for f in figures if s in f.context), story) for s in best]
    unit = figures[0].unit
    known = _opposites().get(unit) or _labels().get(unit, ("", False))[0]
    label = known or next((f.noun for f in figures if f.noun), unit)
    return f"{label}: {'، '.join(words)}" if words else label


def _word(stem: str, figure: Figure, story: _Story) -> str:
    """The word of a figure's context as it is written."""
    folded = view(story.readings[figure.article].article.document.text)
    return folded.span(*figure.context[stem]).of(folded.source)


@lru_cache(maxsize=1)
def _labels() -> Mapping[str, tuple[str, bool]]:
    return {row["class"]: (row["label"], row["toll"] == "yes") for row in rows("story_counts.tsv")}


@lru_cache(maxsize=1)
def _opposites() -> Mapping[str, str]:
    """Class of words that exclude one another → how a dossier calls it."""
    return {row["class"]: row["label"] for row in rows("story_opposites.tsv")}


@lru_cache(maxsize=1)
def _more() -> str:
    return next(row["words"].split("|")[0] for row in rows("story_bounds.tsv") if row["bound"] == "more")
