"""One name in many spellings: skeleton keys that fold what Arabic newspapers write differently, and readable slugs.

A skeleton keeps the consonants and folds those that stand for one foreign sound: ج غ ق ك (g and k), ت ط, س ص ث,
ز ذ ظ, د ض, ح ه. Long vowels and doubled letters are dropped, except at the front («أوربان», «بزشكيان» and «بيزيشكيان»).
"""

from __future__ import annotations

from functools import lru_cache

from khabar.text import fold

_SKELETON = str.maketrans("جغقگكطتثصسذظزضدحهخپبڤفءوياىئؤ", "kkkkkttsssszzddhhhbbff" + "\x00" * 7)
_LATIN = {
    "ا": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z",
    "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ك": "k",
    "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "y", "ء": "", "پ": "p", "ڤ": "v", "چ": "ch", "ژ": "zh",
}  # fmt: skip


@lru_cache(maxsize=8192)
def skeleton(word: str) -> str:
    """The consonant skeleton of one folded word («بيزيشكيان» → ``bzشkn``); an empty one gives the word itself."""
    if word.startswith("ال") and len(word) > 3:
        word = word[2:]
    first = "a" if word[:1] in "اويع" else ""
    body = word[1:] if first else word
    if body.endswith(("ه", "ا")) and len(body) > 2:
        body = body[:-1]
    letters = body.translate(_SKELETON).replace("\x00", "")
    out: list[str] = []
    for letter in letters:
        if not out or out[-1] != letter:
            out.append(letter)
    return first + "".join(out) or word


def keys(name: str) -> tuple[str, ...]:
    """The skeletons of a name's words, the article and بن left out, «عبد الله» and «عبدالله» alike."""
    words = fold(name).replace("عبد ال", "عبدال").replace("ابو ", "ابو").split()
    kept = [w for w in words if w not in ("بن", "ال", "ابن")] or words
    return tuple(skeleton(w) for w in kept)


def slug(name: str) -> str:
    """A readable id of an unlisted name («هيذر ناورت» → ``hydhr-nawrt``)."""
    words = []
    for word in fold(name).split():
        plain = word[2:] if word.startswith("ال") and len(word) > 4 else word
        latin = "".join(_LATIN.get(c, c if c.isascii() and c.isalnum() else "") for c in plain)
        if latin:
            words.append(latin)
    return "-".join(words)


def one_letter_apart(a: str, b: str) -> bool:
    """Whether two words differ by one letter put in, left out, changed or swapped with its neighbour."""
    if a == b:
        return True
    if abs(len(a) - len(b)) > 1:
        return False
    i = 0
    while i < min(len(a), len(b)) and a[i] == b[i]:
        i += 1
    if len(a) == len(b):
        return a[i + 1 :] == b[i + 1 :] or (a[i + 2 :] == b[i + 2 :] and a[i : i + 2] == b[i : i + 2][::-1])
    return a[i + 1 :] == b[i:] if len(a) > len(b) else a[i:] == b[i + 1 :]


def same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names given as :func:`keys` may be one person's.

    The shorter one's words stand in the longer in order; a single word must be the longer's last, or its first.
    """
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if not short:
        return False
    if len(short) == 1:
        return short[0] in (long[-1], long[0])
    at = 0
    for word in long:
        if at < len(short) and (word == short[at] or (len(word) > 3 and one_letter_apart(word, short[at]))):
            at += 1
    return at == len(short) and (short[0] == long[0] or short[-1] == long[-1])
