"""The words that statements are found by, from the tables that an Arabist edits. Everything here is folded."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple, cast

from khabar.model import Act, LinkRole
from khabar.text import fold, rows
from khabar.text.verbs import imperfect, perfect


class Form(NamedTuple):
    """One inflected form of a reporting verb."""

    lemma: str
    act: Act
    frames: frozenset[str]
    flags: frozenset[str]
    shape: str
    """``past``, ``present`` or ``participle``."""
    gender: str
    """``m``, ``f`` or empty where the form does not tell."""
    number: str
    """``s``, ``d`` or ``p``."""
    clitic: bool = False
    """Whether an object pronoun hangs on it («اتهمته»)."""


class Noun(NamedTuple):
    """What a source noun is: its sense, its role as a link, and whether this form is plural."""

    lemma: str
    sense: str
    role: LinkRole
    plural: bool


TOKEN = re.compile(r"\b[دما]\.(?=\s\w)|[\w#%]+(?:[.,٫/][0-9\w]+)*|\.\.+|''|[^\w\s]")
"""A word (with a point or stroke inside; a title cut short, «د.») or one mark."""
CLITICS = ("ه", "ها", "هم", "هما")
_ME = ("ني", "نا")
PREPOSITION = {"أن": "ان", "ب": "ب", "إلى": "الي", "على": "علي", "عن": "عن", "من": "من", "ل": "ل", "في": "في"}


@lru_cache(maxsize=1)
def verb_forms() -> dict[str, Form]:
    """Every form of every reporting verb, by its folded spelling without «و» or «ف»; earlier rows win."""
    forms: dict[str, Form] = {}
    for row in rows("reporting_verbs.tsv"):
        frames = frozenset(PREPOSITION.get(f, f) for f in row["frames"].split("|"))
        flags = frozenset(filter(None, row["flags"].split("|")))
        lemma, act = fold(row["perfect"]), cast(Act, row["act"])

        def add(
            word: str,
            shape: str,
            gender: str,
            number: str,
            clitic: bool = False,
            common: tuple[str, Act, frozenset[str], frozenset[str]] = (lemma, act, frames, flags),
        ) -> None:
            forms.setdefault(word, Form(*common, shape, gender, number, clitic))

        past = perfect(row["perfect"])
        present = imperfect(row["imperfect"]) if row["imperfect"] else ()
        for word, (gender, number) in zip(
            past, (("m", "s"), ("f", "s"), ("m", "d"), ("f", "d"), ("m", "p"), ("f", "p")), strict=True
        ):
            if not (number == "d" and "strict" in flags):
                add(word, "past", gender, number)
        for word in present:
            number = "p" if word.endswith(("ون", "وا")) and word not in present[:2] else "s"
            number = "d" if word.endswith("ان") and word not in present[:2] else number
            add(word, "present", "f" if word.startswith("ت") else "m", number)
        if flags & {"target", "address"}:
            for word, gender in ((past[0], "m"), (past[1], "f"), *zip(present[:2], ("m", "f"), strict=False)):
                stem = word[:-1] + "ا" if word.endswith("ي") else word
                for clitic in (*CLITICS, *(_ME if "address" in flags else ())):
                    add(stem + clitic, "past" if word in past else "present", gender, "s", True)
            for clitic in (*CLITICS, *_ME) if "address" in flags else CLITICS:
                add(past[4].removesuffix("ا") + clitic, "past", "m", "p", True)  # «أبلغوهم»
                for word in present:
                    if word.endswith("ون"):
                        add(word + clitic, "present", "m", "p", True)  # «يتهمونه»
        if "names" in flags:  # «الذي وصفه بأنه …»
            named = (lemma, act, frozenset(("ب", "مفعول")), flags)
            for word, gender in ((past[0], "m"), (past[1], "f"), *zip(present[:2], ("m", "f"), strict=False)):
                for clitic in CLITICS:
                    add(word + clitic, "past" if word in past else "present", gender, "s", True, named)
        for word, gender, number in participles(row["participle"]):
            add(word, "participle", gender, number)
    return forms


@lru_cache(maxsize=1)
def told_forms() -> frozenset[str]:
    """Forms of reporting verbs with a pronoun for what they tell («ما أكده فلان»، «كما نقلته الوكالة»), folded."""
    found: set[str] = set()
    for row in rows("reporting_verbs.tsv"):
        past = perfect(row["perfect"])
        present = imperfect(row["imperfect"])[:2] if row["imperfect"] else ()
        for word in (*past[:2], *past[4:5], *present):
            stem = word[:-1] + "ا" if word.endswith("ي") and word in past[:1] else word
            stem = stem[:-1] if stem.endswith("وا") else stem
            found.update(stem + clitic for clitic in CLITICS[:2])
    return frozenset(found)


def participles(accusative: str) -> list[tuple[str, str, str]]:
    """The circumstantial forms of a participle given as «قائلا», folded: قائلا، قائلة، قائلين، قائلتين."""
    if not accusative:
        return []
    word = fold(accusative)
    stem = word[:-1] if word.endswith("ا") else word
    plural = stem[:-1] if stem.endswith("ي") else stem
    return [(word, "m", "s"), (stem + "ه", "f", "s"), (plural + "ين", "m", "p"), (stem + "تين", "f", "d")]


@lru_cache(maxsize=1)
def source_nouns() -> dict[str, Noun]:
    """The nouns that head the name of a source, without the article; «مؤسسة» is a body, no woman who founds."""
    found: dict[str, Noun] = {}
    construct: dict[str, Noun] = {}
    for row in rows("source_nouns.tsv"):
        lemma = fold(row["noun"])
        found.setdefault(lemma, Noun(lemma, row["sense"], cast(LinkRole, row["role"]), lemma.endswith("ون")))
    for row in rows("source_nouns.tsv"):
        role = cast(LinkRole, row["role"])
        lemma = fold(row["noun"])
        for form in filter(None, map(fold, (lemma, *row["forms"].split("|")))):
            plural = form.endswith(("ون", "ين", "ات", "اء")) or row["sense"] == "crowd"
            noun = Noun(lemma, row["sense"], role, plural)
            if form.endswith("ون"):  # before its owner a sound plural loses its «ن» («مسلحو الجبهة»)
                construct.setdefault(form[:-1], noun)
                construct.setdefault(form[:-2] + "ي", noun)
            if form.endswith("ه") and row["sense"] in ("person", "crowd"):  # «الطالبات»
                construct.setdefault(form[:-1] + "ات", noun._replace(plural=True))
            if form.endswith("ه") and row["sense"] in ("person", "body"):  # «وزارتا المالية والطاقة»
                construct.setdefault(form[:-1] + "تا", noun._replace(plural=True))
                construct.setdefault(form[:-1] + "تي", noun._replace(plural=True))
            found.setdefault(form, noun)
    return construct | found


@lru_cache(maxsize=1 << 15)
def source_noun(word: str) -> Noun | None:
    """The source noun of a folded word, with or without its article and «لل»."""
    nouns = source_nouns()
    found = nouns.get(word)
    if found is None and word.startswith("ال"):
        found = nouns.get(word[2:])
    if found is None and word.endswith("ا") and not word.endswith(("ها", "هما", "نا")) and len(word) > 4:
        # the indefinite accusative («25 صحافيا»، «أصدر بيانا»)
        bare = nouns.get(word[:-1])
        found = bare if bare is not None and not bare.plural and bare.sense in ("person", "paper") else None
    if found is None and word.endswith(("ان", "ين")) and len(word) > 5:
        return _dual(word)
    return found


@lru_cache(maxsize=4096)
def _dual(word: str) -> Noun | None:
    """The source noun of a dual («الجيشان»، «شركتين»), which counts as plural."""
    stem = word.removeprefix("ال")[:-2]
    base = source_nouns().get(stem[:-1] + "ه" if stem.endswith("ت") else stem)
    return None if base is None or base.plural else base._replace(plural=True)


@lru_cache(maxsize=16)
def media_nouns(role: LinkRole) -> tuple[str, ...]:
    """The class nouns of carriers of one role («صحيفة»، «مجلة» for a newspaper)."""
    return tuple(sorted({n.lemma for n in source_nouns().values() if n.sense == "media" and n.role == role}))


class Carrier(NamedTuple):
    """A carrier of news by one of its spellings, folded and cut into words."""

    id: str
    name: str
    english: str
    role: LinkRole
    words: tuple[str, ...]
    alone: bool
    headed: bool = False
    """Whether the name is read only with a noun for media before it, be it in quotation marks or not."""


_ROLES: dict[str, LinkRole] = {
    "agency": "agency", "newspaper": "newspaper", "magazine": "newspaper", "channel": "broadcaster",
    "radio": "broadcaster", "site": "outlet",
}  # fmt: skip
"""Kinds of ``media.tsv`` by the role of a carrier."""


def _headed() -> list[Carrier]:
    """The names of ``media.tsv`` that follow a noun for media there («وكالة معا»): read by it wherever it stands."""
    found = []
    for row in rows("media.tsv"):
        role = _ROLES.get(row["kind"])
        for name in row["ar"].split("|") if role is not None else ():
            head, *rest = TOKEN.findall(fold(name))
            noun = source_noun(head)
            if role is None or noun is None or noun.sense != "media" or not rest or rest[0].endswith("نباء"):
                continue
            if not rest[0].startswith("ال") or len(rest) == 1:
                found.append(Carrier(row["id"], name, row["en"], role, tuple(rest), False, True))
    return found


@lru_cache(maxsize=1)
def media_lands() -> dict[str, str]:
    """The countries of the media of ``media.tsv`` by id, where the table tells one."""
    return {row["id"]: row["country"] for row in rows("media.tsv") if row["country"]}


@lru_cache(maxsize=1)
def carriers() -> dict[str, tuple[Carrier, ...]]:
    """The spellings of carriers of news by their first word, the longest first."""
    found: dict[str, list[Carrier]] = {}
    for row in rows("carriers.tsv"):
        role = cast(LinkRole, row["role"])
        for name in filter(None, (row["name"], *row["spellings"].split("|"))):
            words = tuple(TOKEN.findall(fold(name)))
            head = source_noun(words[0])
            alone = row["alone"] == "yes" or (head is not None and head.sense == "media" and len(words) > 1)
            found.setdefault(words[0], []).append(Carrier(row["id"], row["name"], row["english"], role, words, alone))
    for carrier in _headed():
        found.setdefault(carrier.words[0], []).append(carrier)
    return {k: tuple(sorted(v, key=lambda c: -len(c.words))) for k, v in found.items()}


@lru_cache(maxsize=1)
def _sets() -> dict[str, frozenset[str]]:
    return {row["set"]: frozenset(map(fold, row["words"].split("|"))) for row in rows("statement_words.tsv")}


def words(name: str) -> frozenset[str]:
    """A closed set of words by its name in ``statement_words.tsv``."""
    return _sets()[name]


class Attribution(NamedTuple):
    words: tuple[str, ...]
    takes: str


@lru_cache(maxsize=1)
def attributions() -> dict[str, tuple[Attribution, ...]]:
    """Attributing phrases by their first word, the longest first; a last «ل» is a particle of the next word."""
    found: dict[str, list[Attribution]] = {}
    for row in rows("attribution.tsv"):
        words = tuple(fold(row["form"]).split())
        found.setdefault(words[0], []).append(Attribution(words, row["takes"]))
    return {k: tuple(sorted(v, key=lambda a: -len(a.words))) for k, v in found.items()}
