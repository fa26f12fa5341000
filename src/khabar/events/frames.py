"""The tables of event words, compiled: what to look for, and what each find means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple, cast

from khabar.events.governed import any_of
from khabar.model import EventStatus, EventType
from khabar.names.gazetteer import nisbas, table
from khabar.text import View, fold, imperfect, perfect, rows, view

Shape = Literal["mutual", "to", "on", "suffer", "self", "deed", "place", "none"]
Tense = Literal["past", "present", "future", "noun"]
Side = Literal["behind", "around", "before"]
"""Where what a word needs may stand: behind it; before it too («الجيش ينتشر»); before it alone, up to the word
(«البرلمان رفض»)."""

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
    side: Side | None = None
    """Where ``needs`` looks, if the row says so."""
    number: int = 0
    """Its place in the table."""


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
_PREFIXES = frozenset(
    {a + b + c for a in ("", "و", "ف") for b in ("", "ب", "ل", "ك") for c in ("", "ال")}
    | {a + "لل" for a in ("", "و", "ف")}
    | {a + "س" for a in ("", "و", "ف")}
)
"""What may be attached before an event's word."""
_LONGEST = max(map(len, _PREFIXES))


_OWN = ("ه", "ها", "هم", "هما")
_OPEN_PHRASE = re.compile(r" (?:ب|مع|عن|الي|علي|من|ل)$")
"""A phrase that goes on with the word behind it."""


_CLASS = re.compile(r"\{([a-z]+)\}")
_WHOLE = re.compile(r"<([^<>!=][^<>]*)>")
_SIDES: dict[str, Side] = {"~": "around", "-": "before"}


@lru_cache(maxsize=1)
def _stems() -> dict[str, str]:
    """Class → what it stands for: the stems of ``event_stems.tsv`` with the names of bodies of its kind, and the nisbas
    of all countries."""
    out = {"nisba": f"<(?:ال)?(?:{_any(nisbas())})ا?>"}
    for row in rows("event_stems.tsv"):
        named = {fold(w).removeprefix("ال") for r in _bodies(row["kind"]) for w in r["ar"].split("|")}
        out[row["class"]] = f"(?:{row['stems']}{'|' if named else ''}{_any(named)})"
    return out


def _bodies(kind: str) -> list[dict[str, str]]:
    """The bodies of a kind that the tables of names know."""
    return [r for r in table("organisations.tsv") if kind and r["kind"] == kind]


def _any(words: Iterable[str]) -> str:
    """A pattern for any of some words, the longest first."""
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


def _pattern(written: str) -> re.Pattern[str] | None:
    """What a cell of ``needs`` or ``unless`` looks for, its classes of stems filled in, «<…>» as whole words; None for
    an empty one."""
    filled = _CLASS.sub(lambda m: _stems()[m.group(1)], written)
    return re.compile(_WHOLE.sub(rf"(?<![{_LETTER}])(?:\1)(?![{_LETTER}])", filled)) if written else None


@lru_cache(maxsize=1)
def _lexicon() -> tuple[dict[str, _Meanings], dict[str, tuple[str, ...]]]:
    """What each form of the frames' words may mean; and, by its first word, every form of several words."""
    meanings: dict[str, list[Meaning]] = {}
    for number, row in enumerate(rows("event_frames.tsv")):
        frame = _frame(row, number)
        _, *read = row["kind"].split()
        for words in row["words"].split("|"):
            for form, tense, owned in _object(words) if "object" in read else _forms(words, frame.kind):
                for at in _tenses(tense, read):
                    # «لقاؤه» is somebody's meeting, «توقيعها» is the pact's signing
                    meanings.setdefault(form, []).append(Meaning(frame, at, owned and row["type"] != "sign-agreement"))
    phrases: dict[str, list[str]] = {}
    for form in sorted(meanings, key=lambda w: (-len(w), w)):
        if " " in form:
            phrases.setdefault(form.split()[0], []).append(form)
    return {w: tuple(m) for w, m in meanings.items()}, {w: tuple(p) for w, p in phrases.items()}


def _frame(row: dict[str, str], number: int) -> Frame:
    kind, needs = row["kind"].split()[0], row["needs"]
    return Frame(
        type=cast(EventType, row["type"]),
        kind=kind,
        shape=cast(Shape, row["shape"]),
        needs=_pattern(needs.lstrip("~-")),
        side=_SIDES.get(needs[:1], "behind" if "object" in row["kind"].split() else None),
        unless=_pattern(row["unless"]),
        persons=cast(EventType, row["persons"]) if row["persons"] else None,
        rule=f"{row['type']}:{kind}:{fold(row['words'].split('|')[0].split(':')[0])}",
        number=number,
    )


def _tenses(tense: Tense, read: Sequence[str]) -> tuple[Tense, ...]:
    """As what a form is read in a row that reads only some tenses; the future is the present behind «س»."""
    asked = [t for t in read if t != "object"]
    if not asked or tense in asked:
        return (tense,)
    return ("future",) if tense == "present" and "future" in asked else ()


@lru_cache(maxsize=65536)
def _readings(word: str) -> tuple[tuple[str, str], ...]:
    """How a written word can be taken apart into what is attached before it and a word of the frames."""
    meanings, phrases = _lexicon()
    out = []
    for n in range(min(_LONGEST, len(word) - 1), -1, -1):
        bare = word[n:]
        if word[:n] in _PREFIXES and (bare in meanings or bare in phrases):
            out.append((word[:n], bare))
    return tuple(out)


def nouns_in(word: str) -> tuple[Meaning, ...]:
    """What a written word may mean as an event's noun."""
    meanings, _ = _lexicon()
    return tuple(m for _, bare in _readings(word) for m in meanings.get(bare, ()) if m.tense == "noun")


def _forms_at(key: str, start: int, word: str, end: int) -> list[tuple[str, str]]:
    """The forms that a written word bears or begins, the longest first, and what is attached before each."""
    meanings, phrases = _lexicon()
    out = []
    for prefix, bare in _readings(word):
        for phrase in phrases.get(bare, ()):
            stop = start + len(prefix) + len(phrase)
            # a phrase that ends in a particle («أطاح ب») goes over into the next word; all others end with their word
            closed = phrase.endswith(" ب") or not _WORD.match(key, stop)
            if stop <= end and closed and key.startswith(phrase, start + len(prefix)):
                out.append((prefix, phrase))
        if bare in meanings:
            out.append((prefix, bare))
    return out


def _forms(words: str, kind: str, pronouns: bool = True) -> list[tuple[str, Tense, bool]]:
    """The written forms of a table's word: each with its tense, and whether somebody's pronoun is attached."""
    if kind in ("verb", "passive"):
        past, present = words.split(":")
        plain: list[tuple[str, Tense, bool]] = [(f, "past", False) for f in perfect(past)]
        plain += [(f, "present", False) for f in imperfect(present)]
        # «أبرمتها أنقرة»: the object is a pronoun; short forms would be taken for nouns
        if not pronouns:
            return plain
        him = [f for f in perfect(past) if len(f) > 4 and f.endswith("ت")]  # «وقعته»; «وقعه» may be a noun
        him += [f[:-1] + "ا" for f in perfect(past)[:1] if past.endswith("ى")]  # «تبناه»
        taken: list[tuple[str, Tense, bool]] = [(f + "ه", "past", False) for f in him]
        return plain + taken + [(f + o, t, n) for f, t, n in plain if len(f) > 3 for o in ("ها", "هما", "هم")]
    form = fold(words)
    owned = words.split()[0].endswith(_OWN)
    if kind == "noun" and not owned and " " not in form:
        return [(form, "noun", False), *_declined(words, form)]
    if kind in ("noun", "phrase") and form.count(" ") == 1 and not _OPEN_PHRASE.search(form):
        first, second = form.split()  # «العمليات العسكرية»، «حادث السير»
        if second.startswith("ال"):
            return [(form, "noun", owned)]
        stem = first[:-1] + "ت" if words.split()[0].endswith("ة") else first
        theirs = [(f"{stem}{o} ال{second}", "noun", True) for o in _OWN if not owned]  # «عملياتها العسكرية»
        return [(form, "noun", owned), (f"{first} ال{second}", "noun", owned), *theirs]  # type: ignore[list-item]
    return [(form, "noun", owned)]


def _object(words: str) -> list[tuple[str, Tense, bool]]:
    """The forms of a verb with its object as a pronoun («أقرّه»، «عيّنته»), the short ones too."""
    past, present = words.split(":")
    plain: list[tuple[str, Tense]] = [(f, "past") for f in perfect(past)]
    plain += [(f, "present") for f in imperfect(present)]
    # «تبناه»: the weak last letter is an ا before a pronoun; «أقروه»: the silent ا falls away
    bare = [(f[:-1] + "ا" if past.endswith("ى") and f == fold(past) else f.removesuffix("ا"), t) for f, t in plain]
    return [(f + o, t, False) for f, t in dict.fromkeys(bare) for o in _OWN]


def _declined(words: str, form: str) -> list[tuple[str, Tense, bool]]:
    """A noun's accusative, dual, and the forms to which a pronoun is attached («هجوما»، «هجومين»، «هجماتها»)."""
    if len(form) < 3 or form.startswith("ال") or form.endswith(("ا", "ي", "ين", "ون")):
        return []
    stem = form[:-1] + "ت" if words.endswith("ة") else form
    bare = [stem + "ين", stem + "ان"] if not form.endswith("ات") else []
    if stem == form and not form.endswith(("ات", "اء")):
        bare.append(form + "ا")
    stems = [form[:-1] + "ي", form[:-1] + "و", form] if form.endswith("اء") else [stem]
    if len(form) < 4:  # «منعها» may be a verb
        stems = []
    return [(f, "noun", False) for f in bare] + [(f + o, "noun", True) for f in stems for o in _OWN]


@lru_cache(maxsize=1)
def light_verbs() -> tuple[re.Pattern[str], dict[str, Light]]:
    """One pattern over all forms of the verbs of ``event_light.tsv`` (group 1: the future's س, group 2: the form)."""
    forms: dict[str, Light] = {}
    for row in rows("event_light.tsv"):
        status = cast(EventStatus, row["status"]) if row["status"] else None
        for form, tense, _ in _forms(row["verb"], "verb" if ":" in row["verb"] else "noun", pronouns=False):
            forms.setdefault(form, Light(row["role"], status, tense))
    ahead, behind = f"(?<![{_LETTER}])", f"(?![{_LETTER}])"
    # «من أجل»: behind «من», what may be a noun is one, but «كل من شنّ هجوما»
    free = f"(?<!{ahead}من )(?<!{ahead}[وف]من )|(?<={ahead}كل من )|(?!(?:{any_of('masdar')}){behind})"
    return re.compile(f"{ahead}(?:{free})[وف]?(س?)({_any(forms)})(ها|ه|هما|هم)?{behind}"), forms


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


@lru_cache(maxsize=1)
def _durations() -> dict[str, str]:
    return {r["type"]: r["lasts"] for r in rows("event_lasting.tsv")}


def lasting(kind: str) -> str:
    """Whether deeds of a type are over at once («once»), unless their words say otherwise («spell»), or may go on
    («days»)."""
    return _durations().get(kind, "")


def find(folded: View, start: int, end: int) -> list[Find]:
    """The event words in a stretch of the folded text whose ``needs`` and ``unless`` hold round them."""
    key = folded.key
    out: list[Find] = []
    until = start
    for match in _WORD.finditer(key, start, end):
        if not _readings(match.group()) or match.start() < until:
            continue
        for before, word in _forms_at(key, match.start(), match.group(), end):
            hit = _holds(folded, match.start(), before, word, (start, end))
            if hit:
                out.append(hit)
                until = hit.end
                break
    return out


def _holds(folded: View, begun: int, before: str, word: str, within: tuple[int, int]) -> Find | None:
    """The first meaning of a form that holds where it stands."""
    meanings, _ = _lexicon()
    key, (start, end) = folded.key, within
    at = begun + len(before)
    until = at + len(word)
    governed = _GOVERNS.search(key[max(start, begun - 9) : begun]) is not None
    near: dict[Side, str] = {
        "behind": key[until : min(end, until + _BEHIND)],
        "around": key[max(start, begun - _AHEAD) : min(end, until + _BEHIND)],
        "before": key[max(start, begun - _AHEAD) : begun],
    }
    close = key[max(start, begun - _CLOSE) : min(end, until + _CLOSE)]
    tight = key[max(start, begun - _TIGHT) : min(end, until + _CLOSE - _TIGHT)]
    for frame, tense, owned in meanings[word]:
        if tense in ("noun", "past") and before.endswith("س"):
            continue
        if tense != "noun" and (before not in ("", "و", "ف", "س", "وس", "فس") or governed):
            continue
        if tense == "future" and not before.endswith("س"):
            continue
        if frame.needs and not frame.needs.search(near[_looks(frame, tense, word)]):
            continue
        if frame.unless and frame.unless.search(close if tense == "noun" else tight):
            continue
        when: Tense = "future" if before.endswith("س") else tense
        passive = frame.kind == "passive" or (tense != "noun" and _damma(folded, at, tense))
        return Find(frame, at, until, word, when, before, owned, passive)
    return None


def _looks(frame: Frame, tense: Tense, word: str) -> Side:
    """Where ``needs`` looks: of nouns, and of verbs whose object is a pronoun of what stands before, on both sides."""
    return frame.side or ("around" if tense == "noun" or _clitic(word) else "behind")


def spoken_of(text: str) -> frozenset[EventType]:
    """The types of event whose words stand in a text, whatever is said of them."""
    folded = view(text)
    return frozenset(hit.frame.type for hit in find(folded, 0, len(folded.key)))


def _clitic(word: str) -> bool:
    return word.endswith(("ها", "هما", "هم", "ته", "اه"))


def _damma(folded: View, at: int, tense: Tense) -> bool:
    """Whether the source writes the vowel of the passive over the verb's first letter («قُتل»)."""
    place = folded.source_at(at)
    return tense == "past" and folded.source[place + 1 : place + 2] == "\u064f"
