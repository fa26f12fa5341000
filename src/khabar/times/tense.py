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
        if row["direction"] == "not_future":
            continue
        for word in row["words"].split("|"):
            cues.setdefault(fold(word), row["direction"])
    return cues


@lru_cache(maxsize=1)
def _no_verbs() -> tuple[str, ...]:
    """Beginnings of nouns and names that look like a verb with the future particle (سيارة, سياسة)."""
    words = (w for row in rows("time_cues.tsv") if row["direction"] == "not_future" for w in row["words"].split("|"))
    return tuple(sorted({fold(w) for w in words}))


def cue(word: str) -> str | None:
    """``past``, ``future``, ``near``, ``call`` or None for one folded word, its particles included."""
    cues = _cues()
    for bare in (word, word[1:] if word[:1] in "وف" else word):
        said = cues.get(bare)
        if said:
            return said
        if len(bare) > 4 and bare[0] == "س" and bare[1] in "يتن" and not bare.startswith(_no_verbs()):
            return "future"
    return None


def direction(found: Sequence[Token], first: int, last: int) -> str:
    """Which way the clause of tokens ``first`` to ``last`` looks: by the nearest cue before them in the
    sentence, else by the verb straight after them («في أبريل، أبلغ …»).

    ``since`` (straight after «منذ», or straight before a past verb) surely looks back, ``past`` back, ``future``
    ahead, ``near`` either way («كان مقررا»: what was planned may be over); ``done`` says that «منذ» counts from a
    finished event; ``none`` that there is no cue.
    """
    if first and found[first - 1].kind == "SINCE":
        return "since"
    if first and found[first - 1].word == "بحلول":
        return "future"
    if found[first].kind == "SINCE" and any(t.word in ("قد", "لقد") for t in found[max(0, first - 6) : first]):
        return "done"
    towards = False
    for i in range(first - 1, max(-1, first - 1 - REACH), -1):
        token = found[i]
        if token.kind in ("STOP", "NEWLINE"):
            break
        if token.kind == "AFTER" and i >= first - 4:
            return "near"  # «سيجري بعد اتصال مساء الأربعاء»
        towards = towards or token.word in ("الي", "ل")
        said = cue(token.word)
        if said == "call":
            if towards:
                return "future"
        elif said == "future":
            was = any(t.word in ("كان", "كانت") for t in found[max(0, i - 4) : i])
            return "near" if was else "future"
        elif said:
            return said
    for token in found[last : last + 3]:
        if token.kind in ("STOP", "NEWLINE"):
            break
        said = cue(token.word)
        if said in ("past", "future"):
            return "since" if said == "past" else said
    return "none"
