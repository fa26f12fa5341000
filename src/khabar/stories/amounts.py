"""Numbers in a folded text: digits, words and their scale («52.3 مليار»، «خمسة وعشرون ألفا»، «مليون ونصف»)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from khabar.stories.count_words import percents, signs
from khabar.text import fold, rows

_THOUSANDS = re.compile(r"\d{1,3}(?:[,.]\d{3})+")
_ADDED = re.compile(r"(\d{1,3})\+(\d{1,2})")
_LARGE = 1e6
"""Before a scale from here on, «52.316» is a fraction and no thousands."""
_TEN = 10.0
_LEAVES = 100
"""So many times what is told behind a scale without another one is the scale at most («5 آلاف و12»)."""
_LONGEST = 12
"""More digits than this are no amount."""


def begins(word: str) -> bool:
    """Whether a number can begin with a word."""
    return word[0].isdigit() or word in starters()


@lru_cache(maxsize=1)
def starters() -> frozenset[str]:
    """The words with which a number can begin."""
    return frozenset(cardinals()) | _duals()


def amount(words: Sequence[str], at: int) -> tuple[float | None, int]:
    """The number that begins at a word, and the word after it; ``None`` where none begins."""
    text = words[at]
    value: float | None = None
    end = at + 1
    if text[0].isdigit():
        scaled = end < len(words) and _scales().get(words[end], 0) >= _LARGE
        value = _digits(text, scaled)
    elif cardinals().get(text) == _TEN and at and words[at - 1].startswith("ال"):
        # «دور الستة عشر» is sixteen, «الفقرة الرابعة عشرة» no amount
        unit = cardinals().get(words[at - 1][2:])
        value = unit and unit + _TEN
    elif text in cardinals():
        value = cardinals()[text]
        while end < len(words) and words[end].removeprefix("و") in cardinals() and words[end] not in _scales():
            value += cardinals()[words[end].removeprefix("و")]
            end += 1
        if at and text in _scales() and words[at - 1] in _fractions():
            value *= _fractions()[words[at - 1]]
    elif text in _scales() and text in _duals():
        return _scales()[text], end
    if value is None:
        return None, end
    scale = _scales().get(text, 1.0)
    while end < len(words) and words[end] in _scales():
        scale = _scales()[words[end]]
        value *= scale
        end += 1
    if end < len(words) and words[end][0] == "و" and scale > 1 and words[end][1:] in _fractions():
        value += _fractions()[words[end][1:]] * scale
        end += 2 if end + 1 < len(words) and words[end + 1].removeprefix("ال") in _scales() else 1
    elif scale > 1:
        rest, after = _rest(words, end, scale)
        if rest and not (at and words[at - 1] in signs("between")):
            return value + rest, after
    return value, end


def _rest(words: Sequence[str], at: int, scale: float) -> tuple[float, int]:
    """What follows a scale and is less («7 آلاف و367»، «سبعة آلاف وثلاثين»), and the word after it; 0 for nothing.

    Much less is an amount of its own («3 آلاف و5 طائرات»), and so is a share («و30%»).
    """
    if at + 1 < len(words) and words[at] == "و" and words[at + 1][0].isdigit():
        rest, end = amount(words, at + 1)
    elif at < len(words) and words[at][0] == "و" and words[at][1:] in cardinals():
        rest, end = amount([*words[:at], words[at][1:], *words[at + 1 :]], at)
    else:
        return 0.0, at
    inner = max((_scales().get(w, 1.0) for w in words[at:end]), default=1.0)
    least = inner if inner > 1 else scale / _LEAVES  # «3 ملايين و50 ألفا»
    fits = rest is not None and least <= rest < scale and not _share(words, end)
    return (rest, end) if rest and fits else (0.0, at)


def _share(words: Sequence[str], at: int) -> bool:
    """Whether a number that ends before a word is a percentage."""
    near = words[at : at + 2]
    return any(w in "%٪" or w in percents() for w in near[:1]) or " ".join(near) in percents()


def _digits(text: str, scaled: bool) -> float | None:
    text = text.replace("٫", ".").replace("،", ",")
    if added := _ADDED.fullmatch(text):
        return float(added[1]) + float(added[2]) / 100
    if _THOUSANDS.fullmatch(text) and not (scaled and len(text) <= 7):
        return float(re.sub("[,.]", "", text))
    text = text.replace(",", ".")
    return float(text) if text.count(".") <= 1 and len(text) <= _LONGEST and not set(text) & set("+-") else None


@lru_cache(maxsize=1)
def cardinals() -> dict[str, float]:
    """Number words from three on, and those that stand for a scale."""
    return {
        fold(w): float(row["value"])
        for row in rows("number_words.tsv")
        if row["kind"] == "cardinal" and float(row["value"]) > 2
        for w in row["words"].split("|")
        if " " not in w
    }


@lru_cache(maxsize=1)
def _scales() -> dict[str, float]:
    return {fold(w): float(row["value"]) for row in _rows(whole=True) for w in row["words"].split("|")}


@lru_cache(maxsize=1)
def _fractions() -> dict[str, float]:
    return {fold(w): float(row["value"]) for row in _rows(whole=False) for w in row["words"].split("|")}


@lru_cache(maxsize=1)
def _duals() -> frozenset[str]:
    return frozenset(fold(w) for row in _rows(whole=True) for w in row["dual"].split("|") if w)


def _rows(whole: bool) -> list[dict[str, str]]:
    return [row for row in rows("story_scales.tsv") if (float(row["value"]) > 1) == whole]
