"""One name in many spellings: skeleton keys that fold what Arabic newspapers write differently, and readable slugs.

Two measures stand side by side. A *skeleton* is a key: names that share it are found together without comparing all
with all. A *distance* compares two words letter by letter (Levenshtein, weighed by ``name_alike.tsv``), in either
script. A skeleton keeps the consonants and folds those that stand for one foreign sound: ج غ ق ك (g and k), ت ط, س ص ث,
ز ذ ظ, د ض, ح ه. Long vowels and doubled letters are dropped, except at the front («أوربان», «بزشكيان» and «بيزيشكيان»).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from khabar.names import romanise
from khabar.text import fold, rows

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


@lru_cache(maxsize=16384)
def keys(name: str) -> tuple[str, ...]:
    """The skeletons of a name's words, the article and بن left out, «عبد الله» and «عبدالله» alike."""
    words = fold(name).replace("عبد ال", "عبدال").replace("ابو ", "ابو").split()
    kept = [w for w in words if w not in ("بن", "ال", "ابن")] or words
    return tuple(skeleton(w) for w in kept)


@lru_cache(maxsize=16384)
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


# ---------------------------------------------------------------- how far two spellings are apart

_SOUNDS = [
    ("tch", "چ"), ("sch", "ش"), ("tz", "ز"), ("ts", "ز"), ("kh", "خ"), ("gh", "غ"), ("sh", "ش"), ("ch", "چ"),
    ("th", "ث"), ("dh", "ذ"), ("zh", "ژ"), ("ph", "ف"), ("ck", "ك"), ("oo", "و"), ("ou", "و"), ("ee", "ي"), 
    ("a", "ا"), ("b", "ب"), ("c", "ك"),
    ("d", "د"), ("e", "ي"), ("f", "ف"), ("g", "ج"), ("h", "ه"), ("i", "ي"), ("j", "ج"), ("k", "ك"), ("l", "ل"),
    ("m", "م"), ("n", "ن"), ("o", "و"), ("p", "ب"), ("q", "ق"), ("r", "ر"), ("s", "س"), ("t", "ت"), ("u", "و"),
    ("v", "ف"), ("w", "و"), ("x", "كس"), ("y", "ي"), ("z", "ز"),
]  # fmt: skip
_SOUND = re.compile("|".join(sound for sound, _ in _SOUNDS))
_LETTERS = dict(_SOUNDS)
_JOINED = re.compile(r"\b(abd|abdel|abdul|abdal|abu|aboul|abul)[ -](?:(?:al|el|ul|ar|as|az|er)[ -])?")
_ARTICLES = frozenset(
    ["al", "el", "ul", "ar", "as", "ash", "az", "an", "at", "ad", "bin", "ben", "ibn", "bint", "de", "of"]
)
_SKIPPED = frozenset(["بن", "ابن", "بنت", "ال", "دي", "دو", "ايه"])
FAR = 0.65
"""Distance at which two words of one skeleton are no spellings of one name."""
SHORT = 0.42
"""Greatest distance, as a share of the longer word's letters, at which two words may be one."""


@lru_cache(maxsize=1)
def _costs() -> dict[tuple[str, str], float]:
    out: dict[tuple[str, str], float] = {}
    for row in rows("name_alike.tsv"):
        out[row["a"], row["b"]] = out[row["b"], row["a"]] = float(row["cost"])
    return out


def latin_to_arabic(word: str) -> str:
    """A rough respelling of a Latin word in Arabic letters, to compare it by («pezeshkian» → «بيزيشكيان»)."""
    plain = re.sub(r"[^a-z]", "", re.sub("^x", "sh", word))
    return re.sub(r"(.)\1+", r"\1", _SOUND.sub(lambda m: _LETTERS[m.group()], plain))


def _plain_latin(name: str) -> str:
    """Lower case without accents; č and ć stay what they sound like."""
    lower = re.sub(
        "[čć]", "ch", re.sub("[šş]", "sh", name.lower().replace("ł", "l").replace("ø", "o").replace("ı", "i"))
    )
    plain = "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c))
    return plain.replace("'", "").replace("’", "")


@lru_cache(maxsize=16384)
def words(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared: folded, in Arabic letters, without the article, بن and its like."""
    if any("a" <= c <= "z" for c in name.lower()):
        plain = _JOINED.sub(lambda m: m.group(1)[:3] + ("u" if m.group(1)[2] != "d" else ""), _plain_latin(name))
        parts = [w for w in re.findall("[a-z]+", plain) if w not in _ARTICLES]
        return tuple(w for w in (latin_to_arabic(p) for p in parts) if w)
    house = re.sub(r"(\S+ \S+.*) آل \S+$", r"\1", name)
    bare = re.sub(r"(^|[\s-])ال(?=\w{3})", r"\1", house.replace("عبد ال", "عبدال").replace(" الله", "الله"))
    plain = re.sub(r"عبدال(?=\w{3})(?!له)", "عبد", fold(bare).replace("-", " "))
    plain = (
        plain.replace("ابو ال", "ابو")
        .replace("ابو ", "ابو")
        .replace("ابن ", "بن")
        .replace("تش", "چ")
        .replace("تس", "ز")
    )
    return tuple([w for w in re.findall(r"[^\W_]+", plain) if w not in _SKIPPED] or plain.split())


@lru_cache(maxsize=65536)
def distance(a: str, b: str) -> float:
    """What it costs to turn one word into the other: about one per letter of another sound."""
    if a == b:
        return 0.0
    costs = _costs()
    before: list[float] = []
    row = [0.0]
    for y in b:
        row.append(row[-1] + costs.get((y, ""), 1.0))
    for i, x in enumerate(a):
        fresh = [row[0] + costs.get((x, ""), 1.0)]
        for j, y in enumerate(b):
            change = 0.0 if x == y else costs.get((x, y), 1.0)
            drop = 0.1 if i and a[i - 1] == x else costs.get((x, ""), 1.0)
            more = 0.1 if j and b[j - 1] == y else costs.get((y, ""), 1.0)
            best = min(row[j] + change, row[j + 1] + drop, fresh[j] + more)
            if i and j and x == b[j - 1] and y == a[i - 1]:
                best = min(best, before[j - 1] + 0.6)
            fresh.append(best)
        before, row = row, fresh
    return row[-1]


def apart(a: str, b: str) -> bool:
    """Whether two folded words are two Arabic names, however near they are spelt («نايف», «نواف»)."""
    one, other = romanise.arabic_name(a), romanise.arabic_name(b)
    return bool(one and other and a != b and one != other)


def clash(a: str, b: str) -> bool:
    """Whether two Arabic names that have one skeleton are different names («محمد بن نايف», «محمد بن نواف»)."""
    one, other = words(a), words(b)
    if len(one) == len(other):
        return any(apart(x, y) for x, y in zip(one, other, strict=True))
    short, long = sorted((one, other), key=len)
    return any(_only_by_skeleton(word, [w for w in long if skeleton(word) == skeleton(w)]) for word in short)


def _only_by_skeleton(word: str, others: list[str]) -> bool:
    """Whether a word has nothing but its skeleton in common with every other («بلحاج», «بليحق»)."""
    return bool(others) and all(apart(word, w) or distance(word, w) > FAR for w in others)


def alike(a: str, b: str) -> bool:
    """Whether two words, given as :func:`words` gives them, may be spellings of one."""
    if a == b:
        return True
    if apart(a, b):
        return False
    longer = max(len(a), len(b))
    if longer < 3 or abs(len(a) - len(b)) > 4:
        return False
    return distance(a, b) <= min(1.1, SHORT * max(1.5, _weight(a), _weight(b)) / 1.5)


def _weight(word: str) -> float:
    """How much a word holds by which it can be told: its consonants, and a little for its vowels."""
    return sum(0.2 if c in "اويءعه" else 1.0 for c in word)


def same_name(a: str, b: str) -> bool:
    """Whether two names, each in either script, may be spellings of one person's name.

    The shorter one's words stand in the longer in order; of two words or more the last must be one, and the first too;
    a single word must be the longer's last.
    """
    short, long = sorted((words(a), words(b)), key=len)
    if not short or not long:
        return False
    if len(short) == 1:
        return alike(short[0], long[-1]) or alike(short[0], "".join(long))
    if alike("".join(short), "".join(long)) and len(short) != len(long):
        return True
    if not (alike(short[-1], long[-1]) and alike(short[0], long[0])):
        return False
    at = 0
    for word in long:
        if at < len(short) and alike(word, short[at]):
            at += 1
    return at == len(short)
