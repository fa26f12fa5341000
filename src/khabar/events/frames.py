"""The tables of event words, compiled: what to look for, and what each find means."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple, cast

from khabar.model import EventStatus, EventType
from khabar.text import fold, imperfect, perfect, rows

Shape = Literal["mutual", "to", "on", "suffer", "self", "place", "none"]
Tense = Literal["past", "present", "future", "noun"]

_LETTER = "\u0621-\u064a"


class Frame(NamedTuple):
    """One row of ``event_frames.tsv``."""

    type: EventType
    kind: str
    shape: Shape
    needs: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    rule: str
    persons: EventType | None


class Find(NamedTuple):
    """A word that may report an event: offsets into the folded view."""

    frame: Frame
    start: int
    end: int
    word: str
    tense: Tense
    particle: str = ""
    """What is attached before the word (و، ب، ل، ال …)."""
    owned: bool = False
    """Whether a pronoun is attached to the noun («لقائه»): its owner takes part."""


class Light(NamedTuple):
    """One row of ``event_light.tsv``."""

    role: str
    status: EventStatus | None
    tense: Tense


class Cue(NamedTuple):
    """One row of ``event_status.tsv``."""

    status: EventStatus
    side: str
    pattern: re.Pattern[str]


@lru_cache(maxsize=1)
def _lexicon() -> tuple[re.Pattern[str], dict[str, tuple[tuple[Frame, Tense, bool], ...]]]:
    """One pattern over all words of the frames, and what each word may mean."""
    meanings: dict[str, list[tuple[Frame, Tense, bool]]] = {}
    for row in rows("event_frames.tsv"):
        frame = Frame(
            type=cast(EventType, row["type"]),
            kind=row["kind"],
            shape=cast(Shape, row["shape"]),
            needs=re.compile(row["needs"]) if row["needs"] else None,
            unless=re.compile(row["unless"]) if row["unless"] else None,
            persons=cast(EventType, row["persons"]) if row["persons"] else None,
            rule=f"{row['type']}:{row['kind']}:{fold(row['words'].split('|')[0].split(':')[0])}",
        )
        for words in row["words"].split("|"):
            for form, tense in _forms(words, row["kind"]):
                owned = tense == "noun" and words.endswith(("ه", "ها", "هما"))
                meanings.setdefault(form, []).append((frame, tense, owned))
    longest = sorted(meanings, key=lambda w: (-len(w), w))
    # a phrase that ends in a particle («أطاح ب») goes over into the next word; all others end with their word
    alternatives = "|".join(re.escape(w) + ("" if w.endswith(" ب") else f"(?![{_LETTER}])") for w in longest)
    pattern = re.compile(f"(?<![{_LETTER}])(?:[وف]?(?:[بلك]?(?:ال)?|لل)|[وف]?س)({alternatives})")
    return pattern, {w: tuple(m) for w, m in meanings.items()}


def _forms(words: str, kind: str) -> list[tuple[str, Tense]]:
    if kind == "verb":
        past, present = words.split(":")
        return [(f, "past") for f in perfect(past)] + [(f, "present") for f in imperfect(present)]
    form = fold(words)
    return [(form, "noun")]


@lru_cache(maxsize=1)
def light_verbs() -> tuple[re.Pattern[str], dict[str, Light]]:
    """One pattern over all forms of the verbs of ``event_light.tsv`` (group 1: the future's س, group 2: the form)."""
    forms: dict[str, Light] = {}
    for row in rows("event_light.tsv"):
        status = cast(EventStatus, row["status"]) if row["status"] else None
        for form, tense in _forms(row["verb"], "verb"):
            forms.setdefault(form, Light(row["role"], status, tense))
    alternatives = "|".join(re.escape(w) for w in sorted(forms, key=lambda w: (-len(w), w)))
    return re.compile(f"(?<![{_LETTER}])[وف]?(س?)({alternatives})(ها|ه|هما|هم)?(?![{_LETTER}])"), forms


@lru_cache(maxsize=1)
def cues() -> tuple[Cue, ...]:
    """The rows of ``event_status.tsv`` in their order."""
    return tuple(
        Cue(
            cast(EventStatus, r["status"]), r["side"], re.compile(f"(?<![{_LETTER}])[وف]?{r['pattern']}(?![{_LETTER}])")
        )
        for r in rows("event_status.tsv")
    )


@lru_cache(maxsize=1)
def codes() -> dict[str, tuple[str | None, str | None]]:
    """Type → (CAMEO code, PLOVER name)."""
    return {r["type"]: (r["cameo"] or None, r["plover"] or None) for r in rows("event_codes.tsv")}


def find(key: str, start: int, end: int) -> list[Find]:
    """The event words in a stretch of the folded text whose ``needs`` and ``unless`` hold there."""
    pattern, meanings = _lexicon()
    out = []
    clause = key[start:end]
    for match in pattern.finditer(key, start, end):
        word = match.group(1)
        before = match.group()[: match.start(1) - match.start()]
        near = key[match.end() : min(end, match.end() + 140)]
        for frame, tense, owned in meanings[word]:
            if tense in ("noun", "past") and before.endswith("س"):
                continue
            if tense != "noun" and before not in ("", "و", "ف", "س", "وس", "فس"):
                continue
            if frame.needs and not frame.needs.search(near if frame.kind == "verb" else clause):
                continue
            if frame.unless and frame.unless.search(clause):
                continue
            when: Tense = "future" if before.endswith("س") else tense
            out.append(Find(frame, match.start(1), match.end(), word, when, before, owned))
            break
    return out
