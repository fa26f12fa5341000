"""The tables of event words, compiled: what to look for, and what each find means."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple, cast

from khabar.model import EventStatus, EventType
from khabar.text import View, fold, imperfect, perfect, rows, view

Shape = Literal["mutual", "to", "on", "suffer", "self", "place", "none"]
Tense = Literal["past", "present", "future", "noun"]

_LETTER = "\u0621-\u064a"
_AHEAD, _BEHIND, _CLOSE, _TIGHT = 120, 140, 70, 20
"""Letters round an event word within which ``needs`` (before it, behind it) and ``unless`` (either
side, of verbs less) look."""


_GOVERNS = re.compile(rf"(?<![{_LETTER}])[وف]?(?:في|علي|من|الي|عن|بعد|قبل|خلال|بسبب|عقب|منذ|اثر|ضد|بشان|حول) $")
"""Prepositions: what stands behind one is a noun, however like a verb it is written («على رفع الأسعار»)."""


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


class Meaning(NamedTuple):
    """What a form of the frames' words may mean."""

    frame: Frame
    tense: Tense
    owned: bool


_Meanings = tuple[Meaning, ...]
_WORD = re.compile(f"[{_LETTER}]+")
_PREFIXES = tuple(
    sorted(
        {a + b + c for a in ("", "و", "ف") for b in ("", "ب", "ل", "ك") for c in ("", "ال")}
        | {a + "لل" for a in ("", "و", "ف")}
        | {a + "س" for a in ("", "و", "ف")},
        key=lambda p: (-len(p), p),
    )
)
"""What may be attached before an event's word, the longest first."""


@lru_cache(maxsize=1)
def _lexicon() -> tuple[dict[str, _Meanings], dict[str, tuple[str, ...]]]:
    """What each form of the frames' words may mean; and, by its first word, every form of several words."""
    meanings: dict[str, list[Meaning]] = {}
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
                # «لقاؤه» is somebody's meeting, «توقيعها» is the pact's signing
                owned = tense == "noun" and words.endswith(("ه", "ها", "هما")) and row["type"] != "sign-agreement"
                meanings.setdefault(form, []).append(Meaning(frame, tense, owned))
    phrases: dict[str, list[str]] = {}
    for form in sorted(meanings, key=lambda w: (-len(w), w)):
        if " " in form:
            phrases.setdefault(form.split()[0], []).append(form)
    return {w: tuple(m) for w, m in meanings.items()}, {w: tuple(p) for w, p in phrases.items()}


@lru_cache(maxsize=65536)
def _readings(word: str) -> tuple[tuple[str, str], ...]:
    """How a written word can be taken apart into what is attached before it and a word of the frames."""
    meanings, phrases = _lexicon()
    apart = ((p, word[len(p) :]) for p in _PREFIXES if word.startswith(p))
    return tuple((p, bare) for p, bare in apart if bare in meanings or bare in phrases)


def nouns_in(word: str) -> tuple[Meaning, ...]:
    """What a written word may mean as an event's noun."""
    meanings, _ = _lexicon()
    return tuple(m for _, bare in _readings(word) for m in meanings.get(bare, ()) if m.tense == "noun")


def _form_at(key: str, start: int, word: str, end: int) -> tuple[str, str] | None:
    """The form that a written word bears or begins, and what is attached before it."""
    meanings, phrases = _lexicon()
    for prefix, bare in _readings(word):
        for phrase in phrases.get(bare, ()):
            stop = start + len(prefix) + len(phrase)
            # a phrase that ends in a particle («أطاح ب») goes over into the next word; all others end with their word
            closed = phrase.endswith(" ب") or not _WORD.match(key, stop)
            if stop <= end and closed and key.startswith(phrase, start + len(prefix)):
                return prefix, phrase
        if bare in meanings:
            return prefix, bare
    return None


def _forms(words: str, kind: str, pronouns: bool = True) -> list[tuple[str, Tense]]:
    if kind == "verb":
        past, present = words.split(":")
        plain: list[tuple[str, Tense]] = [(f, "past") for f in perfect(past)]
        plain += [(f, "present") for f in imperfect(present)]
        # «أبرمتها أنقرة»: the object is a pronoun; short forms would be taken for nouns
        return plain + [(f + o, t) for f, t in plain if pronouns and len(f) > 3 for o in ("ها", "هما", "هم")]
    form = fold(words)
    return [(form, "noun")]


@lru_cache(maxsize=1)
def light_verbs() -> tuple[re.Pattern[str], dict[str, Light]]:
    """One pattern over all forms of the verbs of ``event_light.tsv`` (group 1: the future's س, group 2: the form)."""
    forms: dict[str, Light] = {}
    for row in rows("event_light.tsv"):
        status = cast(EventStatus, row["status"]) if row["status"] else None
        for form, tense in _forms(row["verb"], "verb" if ":" in row["verb"] else "noun", pronouns=False):
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
    meanings, _ = _lexicon()
    key = folded.key
    out = []
    until = start
    for match in _WORD.finditer(key, start, end):
        if match.start() < until:
            continue
        form = _form_at(key, match.start(), match.group(), end)
        if form is None:
            continue
        before, word = form
        at = match.start() + len(before)
        until = at + len(word)
        governed = _GOVERNS.search(key[max(start, match.start() - 9) : match.start()]) is not None
        behind = key[until : min(end, until + _BEHIND)]
        around = key[max(start, match.start() - _AHEAD) : min(end, until + _BEHIND)]
        close = key[max(start, match.start() - _CLOSE) : min(end, until + _CLOSE)]
        tight = key[max(start, match.start() - _TIGHT) : min(end, until + _CLOSE - _TIGHT)]
        for frame, tense, owned in meanings[word]:
            if tense in ("noun", "past") and before.endswith("س"):
                continue
            if tense != "noun" and (before not in ("", "و", "ف", "س", "وس", "فس") or governed):
                continue
            if frame.needs and not frame.needs.search(around if tense == "noun" or _clitic(word) else behind):
                continue
            if frame.unless and frame.unless.search(close if tense == "noun" else tight):
                continue
            when: Tense = "future" if before.endswith("س") else tense
            passive = frame.kind == "passive" or (tense != "noun" and _damma(folded, at, tense))
            out.append(Find(frame, at, until, word, when, before, owned, passive))
            break
    return out


def spoken_of(text: str) -> frozenset[EventType]:
    """The types of event whose words stand in a text, whatever is said of them."""
    folded = view(text)
    return frozenset(hit.frame.type for hit in find(folded, 0, len(folded.key)))


def _clitic(word: str) -> bool:
    return word.endswith(("ها", "هما", "هم"))


def _damma(folded: View, at: int, tense: Tense) -> bool:
    """Whether the source writes the vowel of the passive over the verb's first letter («قُتل»)."""
    place = folded.source_at(at)
    return tense == "past" and folded.source[place + 1 : place + 2] == "\u064f"
