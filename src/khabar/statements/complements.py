"""What an unnamed source is told by: the words after his noun that tell where he stands or what he is about."""

from __future__ import annotations

from functools import lru_cache

from khabar.statements.lexicon import source_noun, words
from khabar.statements.lines import Line
from khabar.statements.nouns import noun_end

LINKS = words("office-links")
"""Prepositions that go on with an office («المتحدث باسم …»، «السفير لدى …»)."""
_OCCASIONS = words("occasions")


def occasion(word: str) -> bool:
    noun = source_noun(word)
    return word.removeprefix("ال") in _OCCASIONS or (noun is not None and noun.sense == "paper")


@lru_cache(maxsize=1)
def _complements() -> frozenset[tuple[str, str]]:
    pairs = (pair.split(" ") for pair in words("complements"))
    return frozenset((noun, preposition) for noun, preposition in pairs)


def _needs(word: str, preposition: str) -> bool:
    """Whether a noun or participle is told whose or of what by this preposition («المدافعون عن …»)."""
    stem = word.removeprefix("ال")
    endings = ("ون", "ين", "ات", "ان", "ه", "و", "ي", "")
    return any((stem.removesuffix(e), preposition) in _complements() for e in endings if stem.endswith(e))


def _unowned(word: str) -> str:
    """A word without a possessive pronoun, where a noun is left («تقريرها»)."""
    stems = (word.removesuffix(x) for x in ("هما", "ها", "هم", "ه"))
    return next((s for s in stems if s != word and source_noun(s) is not None), word)


def description_end(line: Line, end: int, stop: int, sense: str) -> int:
    """The token after an unnamed source, with what tells where he stands («مصدر في وزارة …», «متحدث باسم …»)."""
    defined = line.words[end - 1].startswith("ال")
    while end < stop:
        word = line.words[end]
        name = line.name[end]
        if sense in ("person", "crowd") and name is not None and name.first == end and name.particle == "ب":
            end = name.last + 1
            continue
        if sense in ("person", "crowd") and end + 2 < stop and _needs(word, line.words[end + 1]):
            end += 1  # «مسؤول مطلع على المحادثات»
            continue
        linked = word in LINKS or (sense in ("person", "crowd") and word in ("من", "عن") and not defined)
        linked = linked or _needs(line.words[end - 1], word)
        if not linked or line.name[end] is not None or end + 1 >= stop:
            break
        following = source_noun(line.word(end + 1))
        if (
            line.clock[end + 1]
            or (following is not None and following.sense == "paper")
            or occasion(_unowned(line.word(end + 1)))
        ):
            break
        after = noun_end(line, end + 1, stop)
        if after == end + 1:
            break
        end = after
    return end
