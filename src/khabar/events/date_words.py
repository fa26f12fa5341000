"""Which words are taken for features of dates: those that say how a clause stands to a time, never what it is about.

Particles and prepositions, words of time, verbs of saying and verbs that lend their subject to a noun: a closed set,
from the tables. Every other word of a page is but another one: which way it looks (a verb's tense), or whether it is
definite. Names and what a page is about would be learnt of the pages of one year.
"""

from __future__ import annotations

from functools import lru_cache

from khabar.events.frames import light_verbs
from khabar.events.governed import function_words
from khabar.names.gazetteer import forms as names
from khabar.names.gazetteer import nisbas
from khabar.statements.lexicon import verb_forms
from khabar.text import fold, rows
from khabar.times.tense import looks

_USES = (
    "particle", "adverb", "preposition", "bearing", "border", "cut", "opener", "occasion", "demonstrative", "reported",
    "that-he", "who", "aside", "held", "after", "behind", "not", "maybe", "almost", "if", "provided", "was", "still",
    "undecided", "clause", "by", "some",
)  # fmt: skip
"""Uses of ``event_particles.tsv`` whose words bind clauses; the other uses are of nouns."""
_CUES = ("future", "past", "near", "call", "after", "while", "verb", "was", "not", "that", "towards", "until", "done")
"""Directions of ``time_cues.tsv``, without the nouns of what happens."""
_ATTACHED = frozenset(
    ("و", "ف", "ب", "ل", "ك", "س", "ال", "لل", "بال", "وال", "فال", "كال", "وب", "ول", "وس", "ولل", "-")
)
"""What stands attached before an event's word, and what stands for nothing."""


@lru_cache(maxsize=1)
def _closed() -> frozenset[str]:
    found = {w for use in _USES for w in function_words(use)}
    found |= {fold(w) for r in rows("time_cues.tsv") if r["direction"] in _CUES for w in r["words"].split("|")}
    found |= {fold(w) for r in rows("time_words.tsv") for w in r["words"].split("|")}
    found |= {fold(w) for r in rows("weekdays.tsv") for w in r["names"].split("|")}
    found |= {fold(w) for r in rows("months.tsv") if r["sure"] == "yes" for w in r["names"].split("|")}
    found |= {*light_verbs()[1], *verb_forms()}
    return frozenset(w for w in found if " " not in w and not _names(w))


def _names(word: str) -> bool:
    """Whether a word surely names something in the tables («تعز» is a town before it is a verb), or is a nisba."""
    return word in nisbas() or any(not f.guarded for f in names().get(word, ()))


@lru_cache(maxsize=16384)
def word(written: str) -> str:
    """A folded word of a page as a feature: itself if it is of the closed set, else which way it looks, or whether it
    is definite."""
    if written in _ATTACHED or written in _closed():
        return written
    return looks(written) or ("definite" if written.startswith(("ال", "لل", "بال", "وال")) else "other")
