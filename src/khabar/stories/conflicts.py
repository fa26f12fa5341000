"""Where the articles of a story differ on one fact: different values of the same thing, said in like words."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from khabar.model import Conflict, ConflictValue, Place
from khabar.stories.common import Common
from khabar.stories.count_words import toll
from khabar.stories.facts import (
    LIKE,
    LIKE_OF,
    Setting,
    Value,
    excluding,
    facts,
    figures_of,
    labels,
    like,
    setting_of,
    value,
)
from khabar.stories.figures import Figure
from khabar.stories.sayers import sayers
from khabar.stories.slots import slots
from khabar.stories.stems import idf
from khabar.text import rows, view

_ROUND = 0.03
"""So little of the greater value makes two values one that was rounded, where one is given as a bound or estimate."""
_AT_MOST = ("most", "about")
"""Bounds that say that it was no more."""


def conflicts(common: Common) -> tuple[Conflict, ...]:
    """The conflicts among the articles of one story: on figures, days, words that exclude one another, and speakers.

    A fact has one value per article: figures that an article sets side by side are different facts. A toll that only
    rises with the days is told too, its rule being ``series``: it is no contradiction.
    """
    figures = figures_of(common)
    setting = setting_of(common, figures)
    every = {common.readings[i].key: common.keys(i) for i in common.members}
    found = [_conflict(same, setting) for same in facts(figures, setting)]
    told = _distinct([_with_copies(c, every) for c in (*found, *_own(figures, setting))] + slots(common))
    return tuple(sorted([*told, *sayers(common)], key=lambda c: (c.about, c.values[0].value)))


def _own(figures: Sequence[Figure], setting: Setting) -> Iterator[Conflict]:
    """Where one article itself gives a number of one thing both as more than it and as less or nearly so much.

    Round numbers of one digit («ألف», «مئة») recur in any long report and count for nothing. One difference of the days
    with a gold filing is found so and one of 66 other days, which a reader finds right.
    """
    by_value: dict[tuple[str, str, float], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.bound in ("more", *_AT_MOST) and figure.unit not in LIKE_OF and _digits(figure.value) > 1:
            by_value[figure.article, figure.unit, figure.value].append(figure)
    for same in by_value.values():
        pairs = ((a, b) for a in same for b in same if a.bound == "more" and b.bound in _AT_MOST)
        pair = next(((a, b) for a, b in pairs if like(a, b, setting) >= LIKE), None)
        if pair:
            values = tuple(
                ConflictValue(
                    value=_written(f, hedged=True),
                    articles=(f.article,),
                    evidence=(Place(article=f.article, span=f.span),),
                )
                for f in pair
            )
            yield Conflict(about=_about(pair, setting), values=values, rule="rounded")


def _digits(value: float) -> int:
    """With how many digits before its noughts a number is written."""
    return len(f"{value:.15g}".replace(".", "").strip("0"))


def _distinct(found: Sequence[Conflict]) -> list[Conflict]:
    """Of conflicts over words that exclude one another, one for the same label and articles.

    What like sentences show («محاولة اغتيال»، «جريمة اغتيال») is not told again where it was found word by word.
    """
    once: dict[tuple[object, ...], Conflict] = {}
    for conflict in found:
        label = conflict.about.split(":")[0]
        sides = tuple(sorted(v.articles for v in conflict.values))
        key = (label, sides) if conflict.rule in ("opposite", "slot") else (len(once),)
        told = (c for c in once.values() if c.rule == "opposite" and c.about.split(":")[0] == label)
        if conflict.rule != "slot" or not any(_one_difference(c, conflict) for c in told):
            once.setdefault(key, conflict)
    return list(once.values())


def _one_difference(a: Conflict, b: Conflict) -> bool:
    """Whether articles of the sides of one conflict stand on different sides of the other too."""
    common = [{n for n, v in enumerate(a.values) if set(v.articles) & set(w.articles)} for w in b.values]
    return all(common) and len(set().union(*common)) > 1


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


def _conflict(figures: Sequence[Figure], setting: Setting) -> Conflict:
    by_value: dict[Value, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_value[value(figure)].append(figure)
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
    rule = "opposite" if excluding(unit) else unit if unit in LIKE_OF else "number"
    if rule == "number" and high - low <= _ROUND * high and any(f.bound for f in figures):
        rule = "rounded"
    if toll(unit) and _grows(by_value, setting):
        rule = "series"
    return Conflict(about=_about(figures, setting), values=values, rule=rule)


def _grows(by_value: Mapping[Value, Sequence[Figure]], setting: Setting) -> bool:
    """Whether a toll rises with the days: a series, which nobody contradicts.

    Two values of one day may be an hour apart; they are a series only where a later day goes on rising.
    """
    told = [{setting.day(f.article) for f in same} for _, same in sorted(by_value.items())]
    if any(None in of for of in told):
        return False
    ordered = [sorted(filter(None, of)) for of in told]
    rises = all(before[-1] <= after[0] for before, after in itertools.pairwise(ordered))
    return rises and ordered[0][0] < ordered[-1][-1]


def _written(figure: Figure, hedged: bool = False) -> str:
    """A value as a dossier shows it: digits, scale from a million on, the noun as the text has it; times in words.

    Of what hedges it only «أكثر من» is shown, which makes it another value, or anything where it is ``hedged``.
    """
    value, noun = figure.value, figure.noun
    if figure.unit in LIKE_OF or excluding(figure.unit):
        return noun  # as the text has it
    if figure.in_word:
        return noun  # «صاروخين» says how many
    bound = f"{_hedges()[figure.bound]} " if figure.bound == "more" or (hedged and figure.bound) else ""
    if figure.unit == "%":
        return f"{bound}{value:,.15g}%"
    for scale, name in ((1e12, "تريليون"), (1e9, "مليار"), (1e6, "مليون")):
        if value >= scale:
            return f"{bound}{value / scale:,.6g} {name} {noun}".strip()
    return f"{bound}{value:,.15g} {noun}".strip()


def _about(figures: Sequence[Figure], setting: Setting) -> str:
    """What is counted, with the weightiest words that the contexts share."""
    counts = Counter(stem for f in figures for stem in f.context)
    best = sorted((s for s, n in counts.items() if n > 1), key=lambda s: (-counts[s] * idf(s), s))[:3]
    words = [_word(s, next(f for f in figures if s in f.context), setting) for s in best]
    unit = figures[0].unit
    known = excluding(unit) or labels().get(unit, "")
    label = known or next((f.noun for f in figures if f.noun), unit)
    return f"{label}: {'، '.join(words)}" if words else label


def _word(stem: str, figure: Figure, setting: Setting) -> str:
    """The word of a figure's context as it is written."""
    folded = view(setting.readings[figure.article].article.document.text)
    return folded.span(*figure.context[stem]).of(folded.source)


@lru_cache(maxsize=1)
def _hedges() -> Mapping[str, str]:
    """Bound → the word by which a dossier says it."""
    return {row["bound"]: row["words"].split("|")[0] for row in reversed(rows("story_bounds.tsv"))}
