"""What an unnamed source is told by: the words after his noun that tell where he stands or what he is about."""

from __future__ import annotations

from functools import lru_cache

from khabar.statements.lexicon import source_noun, words
from khabar.statements.lines import Line
from khabar.statements.nouns import PREPOSITIONS, noun_end

LINKS = words("office-links")
"""Prepositions that go on with an office («المتحدث باسم …»، «السفير لدى …»)."""
_OCCASIONS = words("occasions")
_PLACES = words("at-places")
_FROM = words("telling-whence")


def occasion(word: str) -> bool:
    """Whether a word is of an occasion or a paper, with a pronoun or without («في خطابه»، «في التدوينة»)."""
    stems = [word.removeprefix("ال"), *(word.removesuffix(x) for x in ("هما", "ها", "هم", "ه") if word.endswith(x))]
    for stem in (*stems, *(s[:-1] + "ه" for s in stems if s.endswith("ت"))):
        noun = source_noun(stem)
        if stem in _OCCASIONS or (noun is not None and noun.sense == "paper"):
            return True
    return False


@lru_cache(maxsize=1)
def _complements() -> frozenset[tuple[str, str]]:
    pairs = (pair.split(" ") for pair in words("complements"))
    return frozenset((noun, preposition) for noun, preposition in pairs)


@lru_cache(maxsize=1 << 14)
def needs(word: str, preposition: str) -> bool:
    """Whether a noun or participle is told whose or of what by this preposition («المدافعون عن …»)."""
    stem = word.removeprefix("ال")
    endings = ("ون", "ين", "ات", "ان", "ه", "و", "ي", "")
    return any((stem.removesuffix(e), preposition) in _complements() for e in endings if stem.endswith(e))


def _bound(line: Line, end: int) -> int:
    """The token after what «ل» or «ب» at ``end`` binds to a noun that needs it («ممثل للادعاء»), else ``end``."""
    word, name = line.words[end], line.name[end]
    if end in line.carrier:
        return end  # «قال ممثل لرويترز»
    if name is not None:
        needed = name.first == end and name.particle[:1] in ("ل", "ب") and name.particle
        return name.last + 1 if needed and needs(line.words[end - 1], name.particle[0]) else end
    if len(word) < 4 or word[0] not in "لب" or not needs(line.words[end - 1], word[0]):
        return end
    return max(noun_end(line, end, len(line)), end)


def description_end(line: Line, end: int, stop: int, sense: str) -> int:
    """The token after an unnamed source, with what tells where he stands («مصدر في وزارة …», «متحدث باسم …»)."""
    defined = line.words[end - 1].startswith("ال")
    while end < stop:
        word = line.words[end]
        name = line.name[end]
        if sense in ("person", "crowd") and name is not None and name.first == end and name.particle == "ب":
            end = name.last + 1
            continue
        if sense in ("person", "crowd") and end + 2 < stop and needs(word, line.words[end + 1]):
            end += 1  # «مسؤول مطلع على المحادثات»
            continue
        if word in _PLACES and end + 1 < stop and line.name[end] is None:
            end = noun_end(line, end + 1, stop)  # «الشرطة بمدينة كذا»
            continue
        if (bound := min(_bound(line, end), stop)) > end:
            end = bound
            continue
        linked = word in LINKS or (sense in ("person", "crowd") and word in _FROM and not defined)
        linked = linked or needs(line.words[end - 1], word)
        if not linked or line.name[end] is not None or end + 1 >= stop:
            break
        if line.clock[end + 1] or line.words[end + 1] in PREPOSITIONS or occasion(line.words[end + 1]):
            break
        after = noun_end(line, end + 1, stop)
        if after == end + 1:
            break
        end = after
    return end
