"""Descriptions of sources («وزير الخارجية البرتغالي»): what they are known by, and when two of them may mean one."""

from __future__ import annotations

import re
from functools import lru_cache

from khabar.model import Entity
from khabar.names.gazetteer import nisbas
from khabar.names.variants import one_letter_apart, same_person
from khabar.statements.lexicon import source_noun, words
from khabar.text import fold, rows

MANY, _WOMAN = "+", "ه"
"""Signs on a head's lemma: it speaks of many, or of a woman."""
_GENERIC = words("generic-persons")
_TELLS_NOTHING = words("tells-nothing")
_NEITHER = words("women") | words("either-gender")


@lru_cache(maxsize=1)
def counts() -> dict[str, int]:
    """Definite number words by how many they count («الدول الثلاث»)."""
    return {word: n for n in (2, 3, 4, 5) for word in words(f"count-{n}")}


def is_dual(head: str) -> bool:
    """Whether a definite noun is a dual for certain («الوزيران»), no sound plural («المسؤولين» may be either)."""
    stem = head.removeprefix("ال")[:-2]
    base = source_noun(stem[:-1] + "ه" if stem.endswith("ت") else stem)
    return head.endswith(("ان", "ين")) and base is not None and not base.plural


def agreement(description: str) -> str:
    """What verb goes with an unnamed source: ``m``, ``f`` or ``p``, empty where his noun does not tell."""
    head = fold(description).split(" ")[0].removeprefix("ال") if description else ""
    noun = source_noun(head)
    if noun is None:
        return ""
    if noun.sense in ("body", "paper", "media"):
        many = noun.plural or (head != noun.lemma and not head.endswith("ا"))
        return "f" if many or head.endswith("ه") else ""
    if noun.plural and noun.lemma != "مصدر":
        return "p" if noun.sense == "person" else ""
    if head == noun.lemma + "ه" or head == "مصادر":
        return "f"
    return "m" if head == noun.lemma and noun.sense == "person" and noun.lemma not in _NEITHER else ""


def longest_name(entity: Entity) -> list[str]:
    """The words of the fullest name of a person."""
    names = (fold(n).split() for n in (entity.names.get("ar", ""), *entity.spellings))
    return max(names, key=len, default=[])


def fits_description(bag: frozenset[str], described: frozenset[str], sense: str) -> bool:
    """Whether one description may mean whom another did: all its words stand there, or an office's words in it."""
    return bag <= described or (sense == "person" and len(described) > 1 and described <= bag)


def particular(description: list[str]) -> bool:
    """Whether a description means one certain holder («السفير الكندي»، «ملك إسبانيا»), no «مسؤول في …»."""
    noun = source_noun(description[0]) if description else None
    if noun is None or noun.plural or (noun.lemma in _GENERIC and not description[0].startswith("ال")):
        return False
    return any(word.startswith("ال") or word in lands() for word in description)


def spelt_alike(name: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Whether a name is a person's known one, spelled a little differently («ستولتبرغ»، «ينس ستولتنبرغ»)."""
    if len(name) > 1:
        return len(known) > 1 and same_person(name, known)
    if not name or not known or len(name[0]) < 3:
        return False
    if len(name[0]) == 3:
        return name[0] == known[-1]
    swapped = sorted(name[0]) == sorted(known[-1])
    return name[0] == known[-1] or swapped or one_letter_apart(name[0], known[-1])


def clean(words: str) -> str:
    """The words on one line, without marks at their edges or marks left alone («مؤسس شركة "كذا»)."""
    text = " ".join(words.replace("\n", " ").split()).strip('،, "«»“”.:')
    if text.count('"') % 2:
        text = text.replace('"', "")
    for opened, closed in ("«»", "“”"):
        if text.count(opened) != text.count(closed):
            text = text.replace(opened, "").replace(closed, "")
    return text


def lemma_of(head: str) -> str:
    """What a description is known by: its head's lemma, with a sign where it speaks of many («الوزراء»)."""
    noun = source_noun(head)
    if noun is not None:
        if noun.plural and (noun.sense in ("person", "crowd", "paper") or is_dual(head)):
            return noun.lemma + MANY
        woman = noun.sense == "person" and head.endswith("ه") and not noun.lemma.endswith("ه")
        return noun.lemma + (_WOMAN if woman else "")
    for suffix in ("هما", "ها", "هم", "ه"):
        stem = head.removesuffix(suffix)
        noun = source_noun(stem) or source_noun(stem[:-1] + "ه")
        if stem != head and noun is not None:
            return noun.lemma
    return head.removeprefix("ال")


@lru_cache(maxsize=1)
def lands() -> dict[str, str]:
    """Countries and their definite adjectives, folded, by id: «ملك البرتغال» is «العاهل البرتغالي»."""
    found = {"ال" + word: country for word, country in nisbas().items()}
    for row in rows("countries.tsv"):
        found.update({fold(name): row["id"] for name in row["ar"].split("|") if " " not in name})
    return found


@lru_cache(maxsize=1 << 14)
def bag_of(words: str) -> frozenset[str]:
    """The words of a description without articles, number and gender of the head left as they are."""
    found = frozenset(re.findall(r"\w+", fold(words)))
    bare = []
    for word in found:
        noun = source_noun(word)
        land = lands().get(word) or nisbas().get(word)
        bare.append(land or (noun.lemma if noun is not None else word.removeprefix("ال").removesuffix("ه")))
    return frozenset(bare) - _TELLS_NOTHING
