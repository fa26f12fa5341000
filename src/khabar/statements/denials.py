"""What a denial denies: the accusation or assertion of the same page that it answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from khabar.model import Act, Statement
from khabar.statements.lexicon import words
from khabar.statements.same import content_words

_DENIALS: frozenset[Act] = frozenset(("deny", "reject"))
_ACCUSATIONS: frozenset[Act] = frozenset(("accuse", "condemn", "claim", "warn"))
_ASSERTIONS: frozenset[Act] = frozenset(("say", "announce", "affirm", "assess"))
_SHARED, _OF_SHORTER = 2, 0.4
"""Content words that a denial shares with what it denies, and their share of the shorter of the two."""
_FAR = 60
"""Only so many statements before and after a denial are looked at."""
_NEAR = 8
"""A denial that only points («هذه الاتهامات») answers one of so many statements before it."""


class _Said(NamedTuple):
    said: Statement
    words: frozenset[str]


def linked(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements of one page, in text order, each denial with the id of the statement that it denies.

    What is denied must be another's: the assertion whose words the denial takes up, before it or after it; or, where
    it only points («نفت هذه الاتهامات»), the nearest accusation before it, one that names the denier first; a denial of
    any part in it («أي صلة لها به») answers the last accusation that names the denier. Where
    nothing on the page fits, ``denies`` stays null.
    """
    read = [_Said(s, content_words(s.text)) for s in statements]
    return tuple(
        msgspec.structs.replace(one.said, denies=_denied(i, one, read)) if one.said.act in _DENIALS else one.said
        for i, one in enumerate(read)
    )


def _denied(at: int, denial: _Said, read: Sequence[_Said]) -> str | None:
    others = [
        (i, x)
        for i, x in enumerate(read[max(0, at - _FAR) : at + _FAR], max(0, at - _FAR))
        if x.said.act not in _DENIALS and not set(x.said.speaker) & set(denial.said.speaker)
    ]
    if _points(denial):
        before = [x.said for i, x in others if at - _NEAR <= i < at and x.said.act in _ACCUSATIONS]
        named = [s for s in before if set(s.target) & set(denial.said.speaker)]
        return (named or before)[-1].id if before else None
    best: tuple[float, int, str] | None = None
    for i, x in others:
        if x.said.act not in _ACCUSATIONS | _ASSERTIONS:
            continue
        shared = len(x.words & denial.words)
        share = shared / max(1, min(len(x.words), len(denial.words)))
        if shared >= _SHARED and share >= _OF_SHORTER:
            accused = x.said.act in _ACCUSATIONS or bool(set(x.said.target) & set(denial.said.speaker))
            best = max(best or (0.0, -1, ""), (share + 0.5 * accused, -abs(i - at), x.said.id))
    if best is None and _of_involvement(denial):
        named = [
            x.said
            for i, x in others
            if at - _NEAR <= i < at and x.said.act in _ACCUSATIONS and set(x.said.target) & set(denial.said.speaker)
        ]
        return named[-1].id if named else None
    return best[2] if best is not None else None


def _of_involvement(denial: _Said) -> bool:
    """Whether a denial is of a part in what it is about («أي صلة لها به»، «تورطها في الحادث»)."""
    return any(w.startswith(stem) for w in denial.words for stem in words("involvement"))


def _points(denial: _Said) -> bool:
    """Whether a denial only points at what was said («هذه المزاعم»، «ذلك»، «التهمة الموجهة إليه»)."""
    return not denial.words or (len(denial.words) <= 4 and bool(denial.words & words("charges")))
