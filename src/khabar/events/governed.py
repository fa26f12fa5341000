"""Which preposition governs a name, over the nouns between («في ضواحي مدينة …»، «مع وفد من …»)."""

from __future__ import annotations

import re
from functools import lru_cache

from khabar.text import fold, rows

LETTER = "\u0621-\u064a"


@lru_cache(maxsize=16)
def function_words(use: str) -> tuple[str, ...]:
    """The words of ``event_particles.tsv`` of one use, folded, in the table's order."""
    return tuple(fold(w) for r in rows("event_particles.tsv") if r["use"] == use for w in r["words"].split("|"))


def any_of(use: str) -> str:
    """An alternation of the words of one use, for a regular expression."""
    return "|".join(function_words(use))


PREPOSITIONS = frozenset(function_words("preposition"))
_BEARINGS = frozenset(function_words("bearing"))
_ATTACHED = re.compile(rf"(?<![{LETTER}])([وف]?)([بلك]?)(ال|ل)?$")
_GOVERNED_HEAD = re.compile(rf"[وف]?[بل](?:ال|ل)?[{LETTER}]")
_WORDS = re.compile("[^ ]+")
_MARKS = re.compile("[«»\"“”'(#،]")


@lru_cache(maxsize=1)
def titles_bare() -> frozenset[str]:
    """Titles of one word."""
    return frozenset(fold(w) for r in rows("titles.tsv") for w in r["ar"].split("|") if " " not in w)


def alternatives(found: set[str]) -> str:
    """A regular expression for any of some words, the longest first."""
    return "|".join(re.escape(w) for w in sorted(found, key=lambda w: (-len(w), w)))


@lru_cache(maxsize=1)
def _head_nouns() -> frozenset[str]:
    """Nouns that stand between a preposition and a name («في ضواحي مدينة …»، «مع وزير …»)."""
    nouns = {fold(r["word"]) for r in rows("event_nouns.tsv") if r["note"] != "agent"}
    return frozenset(nouns | {fold(r["head"]) for r in rows("name_heads.tsv")} | titles_bare())


@lru_cache(maxsize=16384)
def _head_noun(word: str) -> bool:
    """Whether a written word is such a noun, whatever is attached before it."""
    nouns = _head_nouns()
    if word in nouns:
        return True
    bare = word[1:] if word[0] in "وف" else word
    bare = bare[1:] if bare[:1] in ("ب", "ل", "ك") and bare not in nouns else bare
    return bare in nouns or any(bare.startswith(p) and bare[len(p) :] in nouns for p in ("ال", "ل"))


def _heads_from(left: str) -> int | None:
    """Where the chain of head nouns, each with its adjectives, begins that ends a stretch of text."""
    found = [(m.start(), m.group()) for m in _WORDS.finditer(left)]
    begin = len(found)
    while begin:
        at = begin - 1
        while at > 0 and begin - at < 4 and found[at][1][:2] == "ال" and found[at][1][-1] in "يه":
            if _head_noun(found[at][1]) and not _head_noun(found[at - 1][1]):
                break
            at -= 1
        if found[at][1] == "من" and at and found[at - 1][1].endswith("كل"):
            at -= 1
        elif not _head_noun(found[at][1]):
            break
        begin = at
    return found[begin][0] if begin < len(found) else None


@lru_cache(maxsize=1)
def people_of() -> re.Pattern[str]:
    """People that are somebody's («مسؤولون من …»)."""
    people = {fold(r["word"]) for r in rows("event_nouns.tsv") if r["note"] == "people"}
    some = f"(?:(?:{any_of('some')}) (?:من )?)?"
    own = rf"(?<![{LETTER}])[وف]?[بلك]?(?:ال)?(?:{alternatives(people)})(?: [{LETTER}]{{3,}}(?:ين|ون|ات|يه|ي))?"
    return re.compile(f"{some}{own} (?:من|عن|في|لدي) (?:كل من )?$")


_OF_WHOM = re.compile(rf"(?<![{LETTER}])(?:ال)?(?:{any_of('belonging')}) $")
_LINKS = (" من ", " عن ", " في ", " لدي ")


def _head_nouns_own(word: str) -> bool:
    """Whether a head noun's first letter is its own («بلدة»، «لجنة»، «وزير»)."""
    return word in _head_nouns()


def before(key: str, start: int, at: int) -> tuple[str, bool]:
    """The preposition that governs what stands at an offset, and whether a و is attached to it."""
    left = key[max(start, at - 70) : at]
    attached = _ATTACHED.search(left)
    joined, particle = False, ""
    if attached and attached.group():
        joined = attached.group(1) == "و"
        particle = attached.group(2) or ("ل" if attached.group(3) == "ل" else "")
        left = left[: attached.start()]
    whose = _OF_WHOM.search(left) if particle == "ل" else None
    if whose:  # «التابعة لإيران»: whose they are, not to whom; «على مواقع تابعة لإيران»: theirs is what is struck
        return _owned_by(left[: whose.start()]), joined
    if particle:
        return particle, joined
    if joined:
        return "", True
    left = _MARKS.sub("", left).rstrip() + " "
    for _ in range(2):
        begun = _heads_from(left)
        if begun is None and left.endswith(_LINKS):
            some = people_of().search(left)
            begun = some.start() if some else None
        if begun is None:
            break
        left, head = left[:begun], left[begun:]
        if _GOVERNED_HEAD.match(head) and not _head_nouns_own(head.split()[0]):
            return head.removeprefix("و").removeprefix("ف")[0], False
        if head.startswith("و") and not _head_nouns_own(head.split()[0]):
            joined = True
    last = left.split()[-1] if left.split() else ""
    if last in _BEARINGS:
        return "في", joined
    if last.startswith("و") and last[1:] in PREPOSITIONS:
        return last[1:], True
    return (last if last in PREPOSITIONS else ""), joined


@lru_cache(maxsize=1)
def _struck() -> re.Pattern[str]:
    """A thing that may be struck, at the end of a stretch of text, with what is said of it."""
    things = {fold(r["word"]) for r in rows("event_nouns.tsv") if r["note"] in ("target", "thing")}
    return re.compile(
        rf"(?:(?<![{LETTER}])([{LETTER}]+) )?(?<![{LETTER}])([وف]?)([بل]?)(?:ال|ل)?(?:{alternatives(things)})ا?"
        rf"(?: [{LETTER}]{{3,}}){{0,2}} $"
    )


def _owned_by(left: str) -> str:
    """The preposition of what is somebody's: that of the thing itself where it may be struck, else «من»."""
    thing = _struck().search(left)
    if thing is None:
        return "من"
    return thing.group(3) or (thing.group(1) if thing.group(1) in PREPOSITIONS else "")
