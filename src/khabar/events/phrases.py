"""Subjects that bear no name: which words right behind a verb are one («هاجم رجل مسلح»), and which are none.

An adverb, a preposition, an accusative («أرسل تعزيزا») and an indefinite noun that cannot act («قرر تعليق …») are none.
"""

from __future__ import annotations

import re
from functools import lru_cache

from khabar.events.slots import LETTER, PREPOSITIONS
from khabar.text import fold, rows

_TIMES = ("TODAY", "YESTERDAY", "TOMORROW", "PART", "SINCE", "WITHIN")
"""Classes of ``time_words.tsv`` that stand alone as adverbs."""


@lru_cache(maxsize=1)
def _particles() -> tuple[frozenset[str], frozenset[str]]:
    """Words that begin no subject (prepositions, conjunctions, adverbs), and beginnings of words whose ب، ل or ك is
    their own."""
    table = rows("event_particles.tsv")
    listed = {fold(w) for r in table if r["use"] in ("particle", "adverb") for w in r["words"].split("|")}
    days = {fold(w) for r in rows("weekdays.tsv") for w in r["names"].split("|")}
    times = {fold(w) for r in rows("time_words.tsv") if r["class"] in _TIMES for w in r["words"].split("|")}
    own = {fold(w) for r in table if r["use"] == "own" for w in r["words"].split("|")}
    return frozenset(PREPOSITIONS | listed | days | times), frozenset(own)


def _particle(word: str) -> bool:
    listed, own = _particles()
    if word in listed or (word[0] in "وف" and word[1:] in listed):
        return True
    return word[0] in "بلك" and len(word) > 3 and not any(word.startswith(o) for o in own)


def titled(gap: str) -> bool:
    """Whether a title stands in a gap («مقتل زعيم الحركة فلان»)."""
    return any(w.removeprefix("ال") in _titles() for w in gap.split())


@lru_cache(maxsize=1)
def _titles() -> frozenset[str]:
    return frozenset(fold(w) for r in rows("titles.tsv") for w in r["ar"].split("|") if " " not in w)


def starts_none(gap: str) -> bool:
    """Whether a word stands in a gap at which no subject begins, so that what follows the gap is none either."""
    return any(w in _particles()[0] for w in gap.split())


@lru_cache(maxsize=1)
def _agents() -> frozenset[str]:
    """Nouns that act: heads of bodies, titles, people, means of war."""
    nouns = {fold(r["word"]) for r in rows("event_nouns.tsv") if r["note"] in ("people", "means", "agent")}
    heads = {fold(r["head"]) for r in rows("name_heads.tsv") if r["type"] == "ORG"}
    bodies = {fold(r["word"]) for r in rows("state_bodies.tsv")}
    return frozenset(nouns | heads | _titles() | bodies)


def _agent(word: str) -> bool:
    if word.isdigit() or word in _agents() or (word.endswith("ا") and word[:-1] in _agents()):
        return True
    return word.endswith(("ون", "ان", "ين", "ات")) and (word[:-2] in _agents() or word[:-2] + "ه" in _agents())


def _accusative(word: str) -> bool:
    """«حكما»، «تعزيزا»; but «رئيسا فرنسا وتركيا» are two presidents."""
    return word.endswith("ا") and len(word) > 3 and word[:-1] not in _titles()


def noun_phrase(key: str, start: int, end: int) -> tuple[int, int] | None:
    """The words of an explicit noun phrase that begins right here («رجل مسلح»); None where a particle stands."""
    match = re.match(rf" ([{LETTER}]{{3,}}|\d+)((?: [{LETTER}]{{3,}}){{0,3}})", key[start:end])
    if not match or _particle(match.group(1)) or _accusative(match.group(1)):
        return None  # «أرسل تعزيزا»: the accusative is no subject
    if not match.group(1).startswith("ال") and not _agent(match.group(1)):
        return None  # «قرر تعليق …»: an indefinite noun is one only when it can act
    stop = start + match.end(1)
    definite = match.group(1).startswith("ال")
    for word in match.group(2).split():
        adjective = word.endswith(("ي", "يه", "ون", "ين", "ان", "ه")) and word.startswith("ال") == definite
        if _particle(word) or word[0] in "وف" or not (adjective or match.group(1).isdigit()):
            break
        stop += len(word) + 1
    return start + 1, stop
