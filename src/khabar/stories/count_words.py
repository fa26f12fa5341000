"""The tables of what figures count: classes, words for one, two and many of a thing, hedges."""

from __future__ import annotations

import re
from functools import lru_cache

from khabar.stories.stems import stem
from khabar.text import fold, rows


@lru_cache(maxsize=1)
def named() -> frozenset[str]:
    """The classes of the table, and ``%``."""
    return frozenset({"%", *(row["class"] for row in rows("story_counts.tsv"))})


@lru_cache(maxsize=1)
def bounds() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Each bound with the column that it stands in and the pattern of its words."""
    return tuple(
        (row["bound"], column, re.compile(rf"(?:^| )(?:{'|'.join(map(fold, row[column].split('|')))})(?: |$)"))
        for column in ("words", "after")
        for row in rows("story_bounds.tsv")
    )


@lru_cache(maxsize=1)
def points() -> frozenset[str]:
    """Words that make a length a point in time: «بعد أسبوعين»."""
    return _words_of("point")


@lru_cache(maxsize=1)
def percents() -> frozenset[str]:
    """Words for per cent."""
    return _words_of("%")


@lru_cache(maxsize=1)
def classes() -> dict[str, str]:
    """The stem of a word → the class that it makes a number one of."""
    return {
        stem(fold(w)): row["class"]
        for row in rows("story_counts.tsv")
        if row["class"] not in ("%", "person", "measure", "minute", "point")
        for w in row["words"].split("|")
        if w
    }


@lru_cache(maxsize=1)
def duals() -> frozenset[str]:
    """Words for two of what is counted."""
    tables = ("story_counts.tsv", "story_plurals.tsv")
    return frozenset(fold(w) for table in tables for row in rows(table) for w in row["dual"].split("|") if w)


@lru_cache(maxsize=1)
def singles() -> frozenset[str]:
    """Words for one of what is counted."""
    return frozenset(fold(w) for row in rows("story_plurals.tsv") for w in row["one"].split("|") if w)


def one_number(counted: str) -> str:
    """The stem by which a thing is counted, whether one or many of it are named."""
    return _plurals().get(counted, counted)


@lru_cache(maxsize=1)
def _plurals() -> dict[str, str]:
    return {
        stem(fold(w)): stem(fold(row["word"]))
        for row in rows("story_plurals.tsv")
        for column in ("forms", "dual")
        for w in row[column].split("|")
        if w
    }


@lru_cache(maxsize=1)
def ordinals() -> dict[str, int]:
    """Ordinal words → their number."""
    return {
        fold(w): int(row["value"])
        for row in rows("number_words.tsv")
        if row["kind"] == "ordinal"
        for w in row["words"].split("|")
    }


@lru_cache(maxsize=1)
def minutes() -> frozenset[str]:
    """Words before the minute of a match."""
    return _words_of("minute")


@lru_cache(maxsize=1)
def persons() -> frozenset[str]:
    """Neutral words for people: the class stands elsewhere."""
    return _words_of("person") | frozenset(
        fold(w) for row in rows("story_counts.tsv") for w in row["dual"].split("|") if w
    )


@lru_cache(maxsize=1)
def measures() -> frozenset[str]:
    """Units of time."""
    return _words_of("measure")


@lru_cache(maxsize=16)
def signs(use: str) -> frozenset[str]:
    """The folded words of one use in the table of signs."""
    return frozenset(fold(w) for row in rows("story_signs.tsv") if row["use"] == use for w in row["words"].split("|"))


def toll(unit: str) -> bool:
    """Whether an article has one figure of a class that matters most, the first."""
    return unit in _tolls()


def _words_of(kind: str) -> frozenset[str]:
    return frozenset(
        fold(w) for row in rows("story_counts.tsv") if row["class"] == kind for w in row["words"].split("|")
    )


@lru_cache(maxsize=1)
def _tolls() -> frozenset[str]:
    return frozenset(row["class"] for row in rows("story_counts.tsv") if row["toll"] == "yes")
