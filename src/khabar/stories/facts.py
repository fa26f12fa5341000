"""Which figures of a story's articles speak of one fact.

Two figures are of one fact when they count the same and the words around them agree, weighted by rarity: a word that
most articles of the story use says less of which fact is meant than one that only two use. A figure has one
counterpart in another article, the likest, and one that is equal is a better counterpart than one that differs.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from khabar.model import Reading
from khabar.stories.common import Common
from khabar.stories.count_words import toll
from khabar.stories.figures import Figure
from khabar.stories.figures import figures as read_figures
from khabar.stories.phases import UNIT, one_thing, phases
from khabar.stories.stems import idf, stems
from khabar.text import fold, rows

LIKE = 0.1
"""Likeness of two figures' contexts from which they say the same thing of the same thing."""
LIKE_OF = {"day": 0.3, "length": 0.13, "minute": 0.3}
"""For days, which every sentence has, for lengths of time, which few have, and for minutes of a match."""
OPPOSITE_LIKE = 0.2
"""For words that exclude one another."""
PHASE_LIKE = 0.3
"""For what is done and what is to come."""
_MUTUAL = 0.6
"""So near must a pair come to the best counterpart that either has in the other's article."""
_EQUAL = 2.0
"""How many times better a counterpart an equal figure is than one that differs."""
_DAY_WORDS = 4
"""So many words must two days have in common."""
_TOLL_LIKE = 0.1
"""For the first toll that two articles give of one event."""
_RATIO = 3.0
"""Values further apart than this are held to be of different things."""
_HEAD, _LEAD = 4, 3
"""An article's main toll stands in its title or its first sentences; what stands in the lead is the story's matter."""
_BULLETIN = 2
"""A toll of wounded goes with the dead counted in its sentence or in so many sentences before it."""
_SPARSE = 4
"""So many pairs of times of a kind two articles may have at most."""
_BIAS, _ARTICLES, _FACTOR, _IN_LEAD, _IS_TOLL = -1.0, 3.0, 3.5, 1.1, 2.0
"""Weights of a logistic regression on 95 pairs of twelve days that a reader judged: the likeness of the articles, the
logarithm of how many times the one value is the other, the figures in a lead (0 to 2), tolls."""
_ODDS = -1.0
"""Below the regression's own 0: a difference that is missed is held to be worse than one told too many. On the three
days with a gold filing, on which tables and classes were made as well, precision and recall are .81 and .45 at 0, .80
and .48 at -0.5, .77 and .50 at -1; below that recall stands still (.51 at -1.5 and -2) and precision falls."""
_CLASS_WEIGHT, _LEAST_WEIGHT = 3.0, 1.5
_DAYS_APART, _MINUTES_APART = 7, 3
"""Days, and minutes of a match, further apart than this are of different things."""

Value = tuple[float, bool]
Events = Mapping[tuple[str, float], set[int]]
"""The number of dead that an article gives → the numbers of the events in which so many died."""


class Setting(NamedTuple):
    """What the figures of a story are weighed by."""

    spread: Mapping[str, int]
    """In how many articles of the story a stem stands beside figures."""
    heads: set[int]
    """Each article's first toll of each kind, by identity."""
    dead: Mapping[int, Figure]
    """For a toll of other than dead, by identity: the dead that its bulletin gives."""
    many: Mapping[tuple[str, str], int]
    """How many figures of a unit an article has."""
    likeness: Callable[[str, str], float]
    """Of two articles by their keys."""
    readings: Mapping[str, Reading]

    def day(self, article: str) -> str | None:
        return self.readings[article].article.published


def setting_of(common: Common, figures: Sequence[Figure]) -> Setting:
    """The setting of all figures of a story."""
    number = {common.readings[i].key: i for i in common.members}
    rank = {i: n for n, i in enumerate(common.members)}

    def likeness(a: str, b: str) -> float:
        i, j = sorted((number[a], number[b]), key=rank.__getitem__)
        return common.likeness.get((i, j), 0.0)

    return Setting(
        spread=Counter(s for _, s in {(f.article, s) for f in figures for s in f.context}),
        heads=_heads(figures),
        dead=_bulletins(figures),
        many=Counter((f.article, f.unit) for f in figures),
        likeness=likeness,
        readings={common.readings[i].key: common.readings[i] for i in common.members},
    )


def figures_of(common: Common) -> list[Figure]:
    """The figures of a story's articles, and what some tell as done and others as yet to come."""
    readings = [common.readings[i] for i in common.members]
    return [f for r in readings for f in read_figures(r)] + phases(readings)


def facts(figures: Sequence[Figure], setting: Setting) -> list[list[Figure]]:
    """Groups of figures that are one fact with more than one value, the unit of one after that of another."""
    by_unit: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_unit[figure.unit].append(figure)
    found = []
    events: Events = {}
    for unit in sorted(by_unit, key=lambda u: (u != "dead", u)):
        same = by_unit[unit]
        if len({f.article for f in same}) < 2:
            continue
        groups = _groups(same, setting, events)
        if unit == "dead":
            events = _events(groups)
        found += [g for g in groups if len(set(map(value, g))) > 1]
    return sorted(found, key=lambda g: g[0].unit)


def value(figure: Figure) -> Value:
    """What makes two figures differ: the value, and whether it is said to be more than that."""
    return figure.value, figure.bound == "more"


def _events(dead: Sequence[Sequence[Figure]]) -> Events:
    events: dict[tuple[str, float], set[int]] = defaultdict(set)
    for n, group in enumerate(dead):
        for figure in group:
            events[figure.article, figure.value].add(n)
    return events


def _heads(figures: Sequence[Figure]) -> set[int]:
    first: dict[tuple[str, str], Figure] = {}
    for figure in figures:
        if toll(figure.unit) and figure.sentence <= _HEAD:
            first.setdefault((figure.article, figure.unit), figure)
    return {id(f) for f in first.values()}


def _bulletins(figures: Sequence[Figure]) -> dict[int, Figure]:
    """Tolls with the dead of the same bulletin: «مقتل 17 شخصا وإصابة 90»."""
    found = {}
    dead: Figure | None = None
    for figure in sorted(figures, key=lambda f: (f.article, f.sentence, f.unit != "dead", f.span.start)):
        if figure.unit == "dead":
            dead = figure
        elif toll(figure.unit) and dead and dead.article == figure.article:
            near = figure.sentence - dead.sentence <= _BULLETIN
            found.update({id(figure): dead} if near else {})
    return found


def _groups(figures: Sequence[Figure], setting: Setting, events: Events) -> list[list[Figure]]:
    """Figures of one unit in groups of one fact each; an article gives a fact one value."""
    alike = _alike(figures, setting)
    for pair in itertools.combinations([n for n, f in enumerate(figures) if id(f) in setting.dead], 2):
        if _one_bulletin(figures[pair[0]], figures[pair[1]], setting, events):
            alike[pair] = max(alike.get(pair, 0.0), LIKE)
    best = _best(figures, alike)
    given = {
        (x, figures[y].article) for p in alike if value(figures[p[0]]) == value(figures[p[1]]) for x, y in (p, p[::-1])
    }
    """Figures with an article that gives them too."""
    pairs = []
    for (i, j), likeness in alike.items():
        a, b = figures[i], figures[j]
        if value(a) == value(b):
            same = likeness >= LIKE
        else:
            both = (i, b.article) in given and (j, a.article) in given
            mutual = not both and likeness >= _MUTUAL * max(best[i, b.article], best[j, a.article])
            same = mutual and (_one_fact(a, b, likeness, setting) or _one_bulletin(a, b, setting, events))
        if same:
            pairs.append((-likeness, i, j))
    group = {i: [i] for i in range(len(figures))}
    for _, i, j in sorted(pairs):
        if group[i] is not group[j] and _one_value([figures[k] for k in group[i] + group[j]]):
            joined = group[i] + group[j]
            for k in joined:
                group[k] = joined
    return [[figures[k] for k in members] for members in sorted({tuple(sorted(g)) for g in group.values()})]


def _best(figures: Sequence[Figure], alike: Mapping[tuple[int, int], float]) -> dict[tuple[int, str], float]:
    """How like a figure its best counterpart in another article is."""
    best: dict[tuple[int, str], float] = defaultdict(float)
    for (i, j), likeness in alike.items():
        a, b = figures[i], figures[j]
        if _apart(a, b) <= _RATIO:
            worth = likeness * (_EQUAL if value(a) == value(b) else 1.0)
            best[i, b.article] = max(best[i, b.article], worth)
            best[j, a.article] = max(best[j, a.article], worth)
    return best


def _one_bulletin(a: Figure, b: Figure, setting: Setting, events: Events) -> bool:
    """Whether two tolls stand beside the dead of one event."""
    if a.article == b.article or id(a) not in setting.dead or id(b) not in setting.dead:
        return False
    of_a, of_b = (events.get((f.article, setting.dead[id(f)].value), set()) for f in (a, b))
    return bool(of_a & of_b) and _apart(a, b) <= _RATIO


def _one_fact(a: Figure, b: Figure, likeness: float, setting: Setting) -> bool:
    """Whether two figures that differ speak of one fact."""
    if a.unit.startswith(UNIT):
        return likeness >= PHASE_LIKE and setting.day(a.article) == setting.day(b.article) and one_thing(a, b)
    if a.unit in opposites():
        of_one = a.unit not in _of_one() or bool(a.behind & b.behind)
        return likeness >= OPPOSITE_LIKE and a.befell == b.befell and of_one
    if likeness < LIKE_OF.get(a.unit, LIKE) and not (id(a) in setting.heads and id(b) in setting.heads):
        return False
    if a.unit == "minute":
        return abs(a.value - b.value) <= _MINUTES_APART
    if a.unit == "day":
        return _sparse(a, b, setting) and _one_day(a, b, setting)
    if a.unit == "length":
        return _sparse(a, b, setting) and _apart(a, b) <= _RATIO
    return _apart(a, b) <= _RATIO and _odds(a, b, setting) >= _ODDS


def _odds(a: Figure, b: Figure, setting: Setting) -> float:
    """The logarithm of the odds that two numbers said in like words are one fact."""
    leads = (a.sentence <= _LEAD) + (b.sentence <= _LEAD)
    return (
        _BIAS
        + _ARTICLES * setting.likeness(a.article, b.article)
        - _FACTOR * math.log(_apart(a, b))
        + _IN_LEAD * leads
        + (_IS_TOLL if toll(a.unit) else 0.0)
    )


def _sparse(a: Figure, b: Figure, setting: Setting) -> bool:
    """Whether two articles give few times of a kind: of many, most speak of other things."""
    return setting.many[a.article, a.unit] * setting.many[b.article, b.unit] <= _SPARSE


def _one_day(a: Figure, b: Figure, setting: Setting) -> bool:
    """Whether two days can be one event's.

    Each day's report has a day of its own: only reports of one day can differ on it. Where both write the same weekday
    only their reading differs.
    """
    if setting.day(a.article) != setting.day(b.article) or abs(a.value - b.value) > _DAYS_APART:
        return False
    if len(a.context.keys() & b.context.keys()) < _DAY_WORDS or min(a.sentence, b.sentence) > _LEAD:
        return False
    return not set(stems(fold(a.noun))) & set(stems(fold(b.noun))) & _weekdays()


def _apart(a: Figure, b: Figure) -> float:
    """How many times the one is the other."""
    return max(a.value, b.value) / max(min(a.value, b.value), 1e-9)


def _one_value(figures: Sequence[Figure]) -> bool:
    given: dict[str, Value] = {}
    return all(given.setdefault(f.article, value(f)) == value(f) for f in figures)


def _alike(figures: Sequence[Figure], setting: Setting) -> dict[tuple[int, int], float]:
    """The likeness of figures of one unit in different articles, where it is worth looking at.

    Cosine of the contexts' stems by rarity; what is counted is part of the context. A stem counts less the more
    articles of the story use it, from the fifth on.
    """
    kind = figures[0].unit
    weights = {s: _weight(s, kind, setting) for f in figures for s in f.context}
    unit = _unit_weight(kind) ** 2
    lengths = [math.sqrt(unit + sum(weights[s] for s in sorted(f.context))) for f in figures]
    with_stem: dict[str, list[int]] = defaultdict(list)
    for n, figure in enumerate(figures):
        for stem in figure.context:
            with_stem[stem].append(n)
    common: dict[tuple[int, int], float] = defaultdict(float)
    for pair in itertools.combinations([n for n, f in enumerate(figures) if id(f) in setting.heads], 2):
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


def like(a: Figure, b: Figure, setting: Setting) -> float:
    """The likeness of the contexts of two figures, of one article too, what is counted left out."""
    weights = {s: _weight(s, a.unit, setting) for f in (a, b) for s in f.context}
    told = (a.context.keys() & b.context.keys(), a.context.keys(), b.context.keys())
    common, one, other = (sum(weights[s] for s in sorted(part)) for part in told)
    return common / math.sqrt(one * other) if common else 0.0


def _weight(stem: str, unit: str, setting: Setting) -> float:
    """What a stem of a context counts, squared; for lengths of time it counts fully however many articles use it."""
    return (idf(stem) / math.log2(2 if unit == "length" else max(2, setting.spread[stem] / 2))) ** 2


def _unit_weight(unit: str) -> float:
    if unit in LIKE_OF or excluding(unit):
        return 0.0
    return _CLASS_WEIGHT if unit in labels() else max(idf(unit), _LEAST_WEIGHT)


@lru_cache(maxsize=1)
def labels() -> Mapping[str, str]:
    """Class of what is counted → how a dossier calls it."""
    return {row["class"]: row["label"] for row in rows("story_counts.tsv")}


@lru_cache(maxsize=1)
def opposites() -> Mapping[str, str]:
    """Class of words that exclude one another → how a dossier calls it."""
    return {row["class"]: row["label"] for row in rows("story_opposites.tsv")}


@lru_cache(maxsize=1)
def _of_one() -> frozenset[str]:
    """The classes of words that exclude one another only before one and the same name."""
    return frozenset(row["class"] for row in rows("story_opposites.tsv") if row["of"])


def excluding(unit: str) -> str | None:
    """How a dossier calls what words of a unit that exclude one another are about; ``None`` for other units."""
    return labels()["phase"] if unit.startswith(UNIT) else opposites().get(unit)


@lru_cache(maxsize=1)
def _weekdays() -> frozenset[str]:
    forms = (form for row in rows("weekdays.tsv") for form in row["names"].split("|"))
    return frozenset(s for form in forms for s in stems(fold(form)))
