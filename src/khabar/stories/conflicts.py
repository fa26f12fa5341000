"""Where the articles of a story differ on one fact: different numbers of the same thing, said in like words."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from khabar.model import Conflict, ConflictValue, Place
from khabar.stories.common import Common
from khabar.stories.figures import Figure
from khabar.stories.figures import figures as read_figures
from khabar.stories.stems import idf
from khabar.text import rows

_LIKE = 0.2
"""Likeness of two figures' contexts from which they say the same thing of the same thing."""
_TOLL_LIKE = 0.1
"""For the first toll that two articles give of one event."""
_TOLL_COSINE = 0.1
_RATIO, _TOLL_RATIO = 2.5, 3.0
"""Values further apart than this are held to be of different things."""
_ROUND = 0.03
_HEAD = 4
"""An article's main toll stands in its title or its first sentences."""
_CLASS_WEIGHT, _LEAST_WEIGHT = 3.0, 1.5


def conflicts(common: Common) -> tuple[Conflict, ...]:
    """The conflicts among the figures of one story's articles.

    A fact has one value per article: figures that an article sets side by side are different facts.
    """
    number = {common.readings[i].key: i for i in common.members}
    rank = {i: n for n, i in enumerate(common.members)}
    figures = [f for i in common.members for f in read_figures(common.readings[i])]

    def cosine(a: str, b: str) -> float:
        i, j = sorted((number[a], number[b]), key=rank.__getitem__)
        return common.likeness.get((i, j), 0.0)

    by_unit: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_unit[figure.unit].append(figure)
    heads = _heads(figures)
    found = []
    for unit in sorted(by_unit):
        same = by_unit[unit]
        if len({f.value for f in same}) > 1 and len({f.article for f in same}) > 1:
            found += [_conflict(facts) for facts in _facts(same, heads, cosine)]
    return tuple(sorted(found, key=lambda c: (c.about, c.values[0].value)))


def _heads(figures: Sequence[Figure]) -> set[int]:
    """Each article's first toll of each kind, by identity."""
    first: dict[tuple[str, str], Figure] = {}
    for figure in figures:
        if figure.unit in _labels() and _labels()[figure.unit][1] and figure.sentence <= _HEAD:
            first.setdefault((figure.article, figure.unit), figure)
    return {id(f) for f in first.values()}


def _facts(figures: Sequence[Figure], heads: set[int], cosine: Callable[[str, str], float]) -> list[list[Figure]]:
    """Groups of figures that are one fact with more than one value."""
    pairs = []
    for i, j in itertools.combinations(range(len(figures)), 2):
        a, b = figures[i], figures[j]
        if a.article == b.article and a.value != b.value:
            continue
        likeness = _likeness(a, b)
        apart = max(a.value, b.value) / max(min(a.value, b.value), 1e-9)
        tolls = id(a) in heads and id(b) in heads
        if (likeness >= _LIKE and apart <= _RATIO) or (
            tolls and likeness >= _TOLL_LIKE and apart <= _TOLL_RATIO and cosine(a.article, b.article) >= _TOLL_COSINE
        ):
            pairs.append((-likeness, i, j))
    group = {i: [i] for i in range(len(figures))}
    for _, i, j in sorted(pairs):
        if group[i] is not group[j] and _one_value(figures[k] for k in group[i] + group[j]):
            joined = group[i] + group[j]
            for k in joined:
                group[k] = joined
    facts = [[figures[k] for k in members] for members in sorted({tuple(sorted(g)) for g in group.values()})]
    return [same for same in facts if len({f.value for f in same}) > 1]


def _one_value(figures: Iterable[Figure]) -> bool:
    value: dict[str, float] = {}
    return all(value.setdefault(f.article, f.value) == f.value for f in figures)


def _likeness(a: Figure, b: Figure) -> float:
    """Cosine of the contexts' stems by rarity; what is counted is part of the context."""
    common = sorted(a.context.keys() & b.context.keys())
    unit = _unit_weight(a.unit) ** 2
    lengths = [unit + sum(idf(s) ** 2 for s in sorted(f.context)) for f in (a, b)]
    return (unit + sum(idf(s) ** 2 for s in common)) / math.sqrt(lengths[0] * lengths[1])


def _unit_weight(unit: str) -> float:
    return _CLASS_WEIGHT if unit in _labels() else max(idf(unit), _LEAST_WEIGHT)


def _conflict(figures: Sequence[Figure]) -> Conflict:
    by_value: dict[float, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_value[figure.value].append(figure)
    values = tuple(
        ConflictValue(
            value=_written(same),
            articles=tuple(sorted({f.article for f in same})),
            evidence=tuple(Place(article=f.article, span=f.span) for f in same),
        )
        for _, same in sorted(by_value.items())
    )
    low, high = min(by_value), max(by_value)
    rounded = high - low <= _ROUND * high and any(f.bound for f in figures)
    return Conflict(about=_about(figures), values=values, rule="rounded" if rounded else "number")


def _written(figures: Sequence[Figure]) -> str:
    """A value as a dossier shows it: digits, the scale from a million on, the noun as the text has it."""
    value, noun = figures[0].value, figures[0].noun
    if figures[0].unit == "%":
        return f"{value:,.15g}%"
    for scale, name in ((1e12, "تريليون"), (1e9, "مليار"), (1e6, "مليون")):
        if value >= scale:
            return f"{value / scale:,.6g} {name} {noun}".strip()
    return f"{value:,.15g} {noun}".strip()


def _about(figures: Sequence[Figure]) -> str:
    """What is counted, with the weightiest words that the contexts share."""
    counts: dict[str, int] = defaultdict(int)
    for figure in figures:
        for stem in figure.context:
            counts[stem] += 1
    best = sorted((s for s, n in counts.items() if n > 1), key=lambda s: (-counts[s] * idf(s), s))[:3]
    words = [next(f.context[s] for f in figures if s in f.context) for s in best]
    unit = figures[0].unit
    label = _labels()[unit][0] if unit in _labels() else next((f.noun for f in figures if f.noun), unit)
    return f"{label}: {'، '.join(words)}" if words else label


@lru_cache(maxsize=1)
def _labels() -> Mapping[str, tuple[str, bool]]:
    return {row["class"]: (row["label"], row["toll"] == "yes") for row in rows("story_counts.tsv")}
