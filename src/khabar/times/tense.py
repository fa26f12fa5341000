"""Which way a clause looks: to what was, or to what is to come. For dates that do not say it themselves.

The nearest cue before the date in its sentence decides: a verb (by its tense, and by whether its class announces), or
a word that looks back or ahead. Verbs are known in every third-person form from ``time_verbs.tsv``,
``reporting_verbs.tsv`` and ``event_frames.tsv``, other words from ``time_cues.tsv``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from khabar.text import fold, imperfect, perfect, rows
from khabar.times.words import Token, tokens

#: How many words back a cue is looked for.
REACH = 25
#: Within how many words before a date a word for what happened («مقتل», «هجوم») belongs to it.
BESIDE = 6
#: Within how many words before a date a past verb is surely the date's own («قتلت السبت»).
BOUND = 2

#: kind of a verb → what its perfect and its imperfect say; ``ahead`` is an imperfect that announces.
_TENSES = {
    "event": ("past", "ahead"),
    "state": ("past", "lasts"),
    "plan": ("future", "future"),
    "hope": ("past", "future"),
}
_OBJECTS = ("ه", "ها", "هم", "هما")


#: Rows of ``time_cues.tsv`` that are no cues themselves, but asked about one.
_APART = ("verb", "not_bare", "not_cue", "was", "not", "that", "towards", "until", "done")


class _Lexicon(NamedTuple):
    cues: dict[str, str]
    apart: dict[str, frozenset[str]]


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    cues: dict[str, str] = {}
    apart: dict[str, set[str]] = {kind: set() for kind in _APART}
    for row in rows("time_cues.tsv"):
        for word in map(fold, row["words"].split("|")):
            if row["direction"] in apart:
                apart[row["direction"]].add(word)
            elif row["direction"] == "outcome":
                cues.update(dict.fromkeys(_nouns(word), "outcome"))
            else:
                cues.setdefault(word, row["direction"].removesuffix("_only"))
    verbs = list(_verbs())
    for kind, past, _ in verbs:  # perfects first: «تم» is the perfect of تمّ before it is the imperfect of وتم
        for form in _with_objects(perfect(past)):
            cues.setdefault(form, _TENSES[kind][0])
    for kind, _, present in verbs:
        if len(present) > 3:
            cues.setdefault("سا" + fold(present)[1:], "future")  # «سأواصل»
        for form in _with_objects(imperfect(present)) if present else ():
            cues.setdefault("س" + form, "future")
            cues.setdefault("سن" + form[1:], "future")  # «سنواصل»
            cues.setdefault(form, _TENSES[kind][1])
    for word in apart["not_cue"]:
        cues.pop(word, None)
    return _Lexicon(cues, {kind: frozenset(words) for kind, words in apart.items()})


def _nouns(word: str) -> Iterator[str]:
    """A folded noun, with «ال», «ب», «ل» and the pronouns of the third person."""
    stem = word[:-1] + "ت" if word.endswith("ه") else word
    yield "لل" + word
    for form in (word, "ال" + word, *(stem + ending for ending in _OBJECTS)):
        yield from (form, "ب" + form, "ل" + form)


def _with_objects(forms: Sequence[str]) -> Iterator[str]:
    """Folded forms of a verb, bare and with an object of the third person («ألقاها», «شنتها»).

    Left out is what, folded, is a noun as often: forms of two letters and objects on forms of three («عدة»), the object
    of the masculine on bare perfects and on forms with ت («إعادة», «سيطرة»), the dual of three letters («هدفا»).
    """
    bare = forms[0]
    for form in forms:
        short = len(form) < 3 or (len(bare) < 3 and not form.endswith(("ت", "وا")))
        dual = form == bare + "ا" and (len(bare) == 3 or bare[0] == "ت")
        if form == bare or not (short or dual):
            yield form
        if len(form) > 3 and not (bare[0] == "ا" and bare[2:3] == "ا"):
            stem = form[:-1] if form.endswith("وا") else form[:-1] + "ا" if form.endswith("ي") else form
            noun = (form == bare and form[0] != "ي") or form[0] == "ت"
            yield from (stem + ending for ending in _OBJECTS[noun:])


def _verbs() -> Iterator[tuple[str, str, str]]:
    """Kind, perfect and imperfect of every verb that the tables know."""
    for row in rows("time_verbs.tsv"):
        for pair in row["verbs"].split("|"):
            past, _, present = pair.partition(":")
            yield row["kind"], past, present
    for row in rows("reporting_verbs.tsv"):
        yield "state", row["perfect"], row["imperfect"]
    for row in rows("event_frames.tsv"):
        if row["kind"].split()[0] == "verb":
            for pair in row["words"].split("|"):
                past, _, present = pair.partition(":")
                yield "event", past, present


def looks(word: str) -> str | None:
    """Which way a folded word looks by itself, whatever stands round it: ``past``, ``ahead``, ``outcome`` …"""
    return _lexicon().cues.get(word)


def cue(found: Sequence[Token], i: int) -> str | None:
    """What the word at ``i`` says of direction, its particles included; None for nothing."""
    known = _lexicon()
    word = found[i].word
    bare = word[1:] if word[:1] in "وف" and word not in known.cues else word
    said = known.cues.get(bare)
    nounlike = bare in known.apart["not_bare"] or (bare[:1] == "ت" and len(bare) in (4, 5) and bare[-1:] != "ت")
    if said == "past" and nounlike and not _heads_clause(found, i, bare != word):
        return None
    if said in ("ahead", "lasts", "future") and i and found[i - 1].word in known.apart["not"]:
        return "past"
    return said


def led_by(key: str) -> str | None:
    """Which way the first verb or cue of a folded stretch looks that looks back or ahead; None where none is known."""
    found = tokens(key, 0, len(key))
    said = (cue(found, i) for i in range(len(found)))
    return next((way for way in said if way in ("past", "ahead", "future")), None)


def _is(token: Token, kind: str) -> bool:
    return token.word in _lexicon().apart[kind]


def _heads_clause(found: Sequence[Token], i: int, joined: bool) -> bool:
    """Whether a word stands where a verb stands and no noun would: first in its clause, after «و», «الذي», «قد»."""
    if joined or not i:
        return True
    before = found[i - 1]
    return before.kind in ("STOP", "NEWLINE", "COMMA", "QUOTE", "AND") or _is(before, "verb")


def direction(found: Sequence[Token], first: int, last: int) -> str:
    """Which way the clause of tokens ``first`` to ``last`` looks: by the nearest cue before them in the
    sentence, else by the verb straight after them («في أبريل، أبلغ …»).

    ``since`` (straight after «منذ», or straight beside a past verb) surely looks back, ``past`` back, ``future`` ahead,
    ``ahead`` too, but by no more than an imperfect («يلتقي … الجمعة»), ``near`` either way («كان مقررا»: what was
    planned may be over); ``done`` says that «منذ» counts from a finished event; ``none`` that there is no cue.
    """
    if first and found[first - 1].kind == "SINCE":
        return "since"
    if first and _is(found[first - 1], "until"):
        return _behind(found, last) or "future"
    if first and found[first - 1].kind == "THIS":
        return "near"  # «هذا الأحد»
    if found[first].kind == "SINCE" and any(_is(t, "done") for t in found[max(0, first - 6) : first]):
        return "done"
    said = _before(found, first) or _behind(found, last) or "none"
    return "near" if said == "past" and first and found[first - 1].kind == "TO" else said


def _before(found: Sequence[Token], first: int) -> str | None:
    """What the words before say, the nearest first; what follows an event («بعد», «إثر») looks back by itself."""
    towards = after = False
    for i in range(first - 1, max(-1, first - 1 - REACH), -1):
        token = found[i]
        if token.kind in ("STOP", "NEWLINE"):
            break
        towards = towards or _is(token, "towards")
        said = cue(found, i)
        if token.kind == "AFTER" or said == "after":
            after = True
        elif said == "outcome":
            if first - i <= BESIDE:
                return "past"
        elif said == "ahead":
            if _was(found, i):
                return "near" if any(cue(found, k) == "future" for k in range(max(0, i - 4), i)) else "past"
            if not _beside_another(found, i):
                return "near" if after else "ahead"
        elif said == "future":
            return "near" if after or _was(found, i) else "future"
        elif said == "call":
            if towards:
                return "future"
        elif said == "near":
            if i == first - 1 and token.kind == "BEFORE":
                continue  # «قبل الاثنين»: the date is a bound, the verb says where it lies
            if not (i + 1 < first and (_is(found[i + 1], "that") or found[i + 1].kind == "THAT")):
                return said
        elif said == "past":
            return "since" if first - i <= BOUND and not after else said
    return None


def _beside_another(found: Sequence[Token], i: int) -> bool:
    """Whether an imperfect goes with the time of another verb: «وهو يغادر», «ما زال الوفد ينتظر», «قبل أن يتعادل»."""
    if any(cue(found, k) == "while" for k in range(max(0, i - 3), i)):
        return True
    return i > 1 and _is(found[i - 1], "that") and found[i - 2].kind in ("BEFORE", "AFTER")


def _was(found: Sequence[Token], i: int) -> bool:
    """Whether «كان» throws what follows into the past: «كان مقررا», «كان سيجتمع»."""
    return any(_is(t, "was") for t in found[max(0, i - 4) : i])


def _behind(found: Sequence[Token], last: int) -> str | None:
    """What the verb straight after says: a past verb there is surely of the date."""
    for i in range(last, min(last + 3, len(found))):
        if found[i].kind in ("STOP", "NEWLINE"):
            break
        said = cue(found, i)
        if said == "past":
            return "since"
        if said in ("future", "ahead"):
            return said
    return None
