"""Which way a clause looks: to what was, or to what is to come. For dates that do not say it themselves."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from khabar.text import fold, rows
from khabar.times.words import Token

#: How many words back a cue is looked for.
REACH = 25


@lru_cache(maxsize=1)
def _cues() -> dict[str, str]:
    cues: dict[str, str] = {}
    for row in rows("time_cues.tsv"):
        for word in row["words"].split("|"):
            cues.setdefault(fold(word), row["direction"])
    return cues


def cue(word: str) -> str | None:
    """``past``, ``future`` or None for one folded word, its particles included."""
    cues = _cues()
    for bare in (word, word[1:] if word[:1] in "وف" else word):
        said = cues.get(bare)
        if said:
            return said if said != "not_future" else None
        if len(bare) > 4 and bare[0] == "س" and bare[1] in "يتن":
            return "future"
    return None


def direction(found: Sequence[Token], first: int, last: int) -> str:
    """``past``, ``future`` or ``none``: the nearest cue before token ``first`` in its sentence decides."""
    for i in range(first - 1, max(-1, first - 1 - REACH), -1):
        token = found[i]
        if token.kind in ("STOP", "NEWLINE"):
            break
        said = cue(token.word)
        if said:
            return said
    return "none"
