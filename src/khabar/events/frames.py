"""The tables of event words, compiled: what to look for, and what each find means."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple, cast

from khabar.model import EventStatus, EventType
from khabar.text import View, fold, imperfect, perfect, rows

Shape = Literal["mutual", "to", "on", "suffer", "self", "place", "none"]
Tense = Literal["past", "present", "future", "noun"]

_LETTER = "\u0621-\u064a"
_AHEAD, _BEHIND, _CLOSE = 120, 140, 70
"""Letters round an event word within which ``needs`` (before it, behind it) and ``unless`` (either side) look."""


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
    passive: bool = False
    """Whether the verb says what is done to its subject («قُتل»، «اختير»)."""


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
            for form, tense in _forms(words, "verb" if row["kind"] == "passive" else row["kind"]):
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
        plain: list[tuple[str, Tense]] = [(f, "past") for f in perfect(past)]
        plain += [(f, "present") for f in imperfect(present)]
        # «أبرمتها أنقرة»: the object is a pronoun; short forms would be taken for nouns
        return plain + [(f + o, t) for f, t in plain if len(f) > 3 for o in ("ها", "هما", "هم")]
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


def find(folded: View, start: int, end: int) -> list[Find]:
    """The event words in a stretch of the folded text whose ``needs`` and ``unless`` hold round them."""
    pattern, meanings = _lexicon()
    key = folded.key
    out = []
    for match in pattern.finditer(key, start, end):
        word = match.group(1)
        before = match.group()[: match.start(1) - match.start()]
        behind = key[match.end() : min(end, match.end() + _BEHIND)]
        around = key[max(start, match.start() - _AHEAD) : min(end, match.end() + _BEHIND)]
        close = key[max(start, match.start() - _CLOSE) : min(end, match.end() + _CLOSE)]
        for frame, tense, owned in meanings[word]:
            if tense in ("noun", "past") and before.endswith("س"):
                continue
            if tense != "noun" and before not in ("", "و", "ف", "س", "وس", "فس"):
                continue
            if frame.needs and not frame.needs.search(around if tense == "noun" or _clitic(word) else behind):
                continue
            if frame.unless and frame.unless.search(close):
                continue
            when: Tense = "future" if before.endswith("س") else tense
            passive = frame.kind == "passive" or (tense != "noun" and _damma(folded, match.start(1), tense))
            out.append(Find(frame, match.start(1), match.end(), word, when, before, owned, passive))
            break
    return out


def _clitic(word: str) -> bool:
    return word.endswith(("ها", "هما", "هم"))


def _damma(folded: View, at: int, tense: Tense) -> bool:
    """Whether the source writes the vowel of the passive over the verb's first letter («قُتل»)."""
    place = folded.source_at(at)
    return tense == "past" and folded.source[place + 1 : place + 2] == "\u064f"
