"""A readable name in Latin letters for what no table has in them: parts that are known, and rules for the rest.

``latin_names.tsv`` has the usual Latin spelling of given and family names, Arabic and foreign, and of the words that
names of bodies are made of. A part that it lacks is spelt by rules: Arabic writes no short vowels, so they are put in
where a syllable wants one («طحاوي» → Tahawi); a foreign name in Arabic letters mostly has its vowels («سولاركوم»).
"""

from __future__ import annotations

import re
from functools import lru_cache

from khabar.text import fold, rows

_CONSONANTS = {
    "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s",
    "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l",
    "م": "m", "ن": "n", "ه": "h", "پ": "p", "ڤ": "v", "چ": "ch", "ژ": "zh", "گ": "g", "ک": "k",
}  # fmt: skip
_VOWELS = {"ا": "a", "أ": "a", "آ": "a", "إ": "i", "ى": "a", "ة": "a", "ئ": "e", "ؤ": "u", "و": "u", "ي": "i", "ی": "i"}
_GLIDES = {"و": "w", "ي": "y", "ی": "y"}
_NATIVE = frozenset("حعصضطظذثءئؤةأإق")
"""Letters that foreign names are seldom written with."""
_MARKS = re.compile("[\u064b-\u065f\u0670\u0640]")
_PARTICLES = {
    "بن": "bin", "ابن": "ibn", "بنت": "bint", "آل": "Al", "ابو": "Abu", "ابي": "Abi", "ابا": "Aba", "ام": "Umm",
    "بو": "Bou", "ولد": "Ould", "دي": "de", "دو": "do", "دا": "da", "دوس": "dos", "ديل": "del", "دير": "der",
    "فان": "van", "فون": "von", "لو": "Le", "لا": "La", "و": "wa", "في": "fi", "من": "min",
}  # fmt: skip
_CLUSTERS = frozenset(
    [a + b for front, behind in (("bptdkgfv", "rl"), ("s", "mntkplw")) for a in front for b in behind]
    + ["sh" + b for b in "lmnrtw"]
)
"""Consonants that may begin a foreign name together."""


def latin(name: str) -> dict[str, str]:
    """A readable transliteration of a name that no table has in Latin letters, marked as one by its key."""
    text = _transliterated(name)
    return {"translit": text} if text else {}


@lru_cache(maxsize=8192)
def _transliterated(name: str) -> str:
    """A name in Latin letters by what is known of its words and by rules; empty where nothing can be made of it."""
    words = re.sub(r"عبد (ال|رب)", r"عبد\1", _MARKS.sub("", name)).replace(" الدين", "الدين").split()
    foreign = _foreign(words)
    out = [part for word in words if (part := _word(word, _sounds_foreign(word) if foreign is None else foreign))]
    text = " ".join(out)
    text = re.sub(r"\s+([)»”\"])", r"\1", text)
    return text[:1].upper() + text[1:] if re.search("[A-Za-z]", text) else ""


def arabic_name(word: str) -> str | None:
    """The usual Latin spelling of a folded word that is an Arabic given or family name of the table."""
    return None if word in _common() else _parts().get((word, False))


@lru_cache(maxsize=1)
def _parts() -> dict[tuple[str, bool], str]:
    """(folded part, whether foreign) → its usual Latin spelling."""
    out: dict[tuple[str, bool], str] = {}
    for row in rows("latin_names.tsv"):
        out.setdefault((fold(row["ar"]), row["kind"] == "foreign"), row["latin"])
    return out


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    """Words of names of bodies: they stand with foreign names and Arabic ones alike."""
    return frozenset(fold(row["ar"]) for row in rows("latin_names.tsv") if row["kind"] == "word")


@lru_cache(maxsize=1)
def _endings() -> tuple[tuple[str, str], ...]:
    """Endings of foreign family names, the longest first («وف» → ov)."""
    found = [(row["ar"][1:], row["latin"]) for row in rows("latin_names.tsv") if row["kind"] == "ending"]
    return tuple(sorted(found, key=lambda e: -len(e[0])))


def _known(word: str, foreign: bool) -> str | None:
    key = fold(word)
    return _parts().get((key, foreign)) or _parts().get((key, not foreign))


def _foreign(words: list[str]) -> bool | None:
    """Whether a name is a foreign one in Arabic letters, by the given and family names known; None where none tells."""
    keys = [fold(w) for w in words]
    there = sum((k, True) in _parts() for k in keys)
    here = sum((k, False) in _parts() and k not in _common() for k in keys)
    here += sum(w.startswith("ال") and len(w) > 4 for w in words)
    return None if there == here else there > here


def _sounds_foreign(word: str) -> bool:
    """Whether a word looks foreign: its ending, or many vowels and none of the letters that only Arabic has."""
    if word.startswith("ال") or _NATIVE & set(word):
        return False
    if "تش" in word or any(word.endswith(e) and len(word) > len(e) + 2 for e, _ in _endings() if len(e) > 1):
        return True
    return len(word) > 4 and sum(c in "اوي" for c in word) / len(word) >= 0.35


@lru_cache(maxsize=8192)
def _word(word: str, foreign: bool) -> str:
    """One word of a name, its article and what is joined to it kept visible («الطحاوي» → al-Tahawi)."""
    if "-" in word:
        return "-".join(filter(None, (_word(w, foreign) for w in word.split("-"))))
    bare = re.sub(r"[^\w]", "", word)
    if not re.search("[\u0600-\u06ff]", bare):
        return bare
    key = fold(bare)
    if bare in _PARTICLES or (key in _PARTICLES and bare != "ال"):
        return _PARTICLES.get(bare) or _PARTICLES[key]
    whole = _known(bare, foreign)
    if whole:
        return whole
    if bare.endswith("الدين") and len(bare) > 6:
        return f"{_word(bare[:-5], foreign)} al-Din"
    if key.startswith("عبدال") and len(bare) > 6:
        return "Abdul " + _part(bare[5:], False)
    if key.startswith("بنعبدال"):
        return "Ben " + _word(bare[2:], False)
    if bare.startswith("لل") and len(bare) > 4:
        return "lil-" + _part(bare[2:], foreign)
    if bare.startswith("ال") and len(bare) > 4:
        return "al-" + _part(bare[2:], False)
    return _part(bare, foreign)


def _part(word: str, foreign: bool) -> str:
    known = _known(word, foreign)
    if known:
        return known
    spelt = _by_sound(word) if foreign or "تش" in word else _by_syllables(_tokens(word))
    return spelt[:1].upper() + spelt[1:]


def _tokens(word: str) -> list[tuple[str, bool]]:
    """The sounds of a word, each with whether it is a vowel; و and ي are vowels between consonants."""
    out: list[tuple[str, bool]] = []
    for i, letter in enumerate(word):
        after = word[i + 1 : i + 2]
        if letter in _GLIDES:
            if letter == "ي" and after in ("ة", "ا") and out and not out[-1][1]:
                out.append(("iy", True))
                continue
            vowel = bool(out) and not out[-1][1] and after not in ("ا", "ى", "ة", "و" if letter == "ي" else "ي")
            out.append((_VOWELS[letter], True) if vowel else (_GLIDES[letter], False))
        elif letter in _VOWELS:
            if not (out and out[-1][1] and letter in "ئؤ" and after in ("و", "ي")):
                out.append((_VOWELS[letter], True))
        elif letter in _CONSONANTS:
            final = letter == "ه" and i == len(word) - 1 and out and not out[-1][1]
            out.append(("a", True) if final else (_CONSONANTS[letter], False))
        elif letter.isalnum() and letter.isascii():
            out.append((letter, False))
    return out


def _by_syllables(sounds: list[tuple[str, bool]]) -> str:
    """An Arabic word with short vowels where a syllable wants one: no three consonants meet, none opens a word bare."""
    out, run, vowel = "", [], ""
    for sound, is_vowel in [*sounds, ("", True)]:
        if not is_vowel:
            run.append(sound)
            continue
        end = sound == ""
        out += _run(run, opening=not vowel, end=end, short="i" if end and vowel == "a" else "a")
        out += "" if out.endswith(sound) and sound == "a" and not run else sound
        run, vowel = [], sound or vowel
    return out


def _run(run: list[str], *, opening: bool, end: bool, short: str) -> str:
    """Consonants that meet, before a vowel or at the end of a word, with the short vowels that they want."""
    left, out = list(run), ""
    if not opening and left and len(left) > (1 if not end else 0) and left[0] != "":
        out += left.pop(0)  # closes the syllable before
        if end and len(left) == 1:
            return out + short + left[0]
    while len(left) > (1 if not end or (opening and not out) else 0):
        first = left.pop(0)
        if end and len(left) == 1:
            return out + first + short + left[0]
        out += first + "a"
        if len(left) > (1 if not end else 0) and len(left) > 1:
            out += left.pop(0)
    return out + "".join(left)


def _by_sound(word: str) -> str:
    """A foreign word as its letters sound: its vowels stand there, an e parts what nobody can say together."""
    for ending, spelt in _endings():
        if word.endswith(ending) and len(word) - len(ending) > 1:
            return _by_letters(word[: -len(ending)], whole=spelt[0] not in "aeiouy") + spelt
    return _by_letters(word, whole=True)


def _by_letters(word: str, *, whole: bool) -> str:
    """``whole``: whether no vowel follows."""
    sounds = _tokens(word.replace("تش", "چ"))
    out, run = "", []
    for sound, is_vowel in [*sounds, ("", True)]:
        if not is_vowel:
            run.append({"gh": "g", "": "a"}.get(sound, sound))
            continue
        out += _cluster(run, opening=not out, end=sound == "" and whole)
        out += {"u": "o", "iy": "i"}.get(sound, sound)
        run = []
    return out


def _cluster(run: list[str], *, opening: bool, end: bool) -> str:
    """Foreign consonants that meet; an e where there are too many for one syllable."""
    if opening and len(run) > 1 and "".join(run[:2]) not in _CLUSTERS:
        return run[0] + "e" + _cluster(run[1:], opening=False, end=end)
    if len(run) > (2 if end or opening else 3):
        return "".join(run[:2]) + "e" + "".join(run[2:])
    if end and len(run) == 2 and run[1] in ("r", "l", "n", "m") and run[0] not in ("r", "l", "n", "m"):
        return run[0] + "e" + run[1]
    return "".join(run)
