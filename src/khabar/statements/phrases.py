"""Noun phrases: how far the phrase that begins at a token reaches, and who it names."""

from __future__ import annotations

from typing import NamedTuple

from khabar.statements.cues import JOINERS, attribution_at, verb_at
from khabar.statements.lexicon import source_noun, words
from khabar.statements.lines import Line, Name

PREPOSITIONS = words("prepositions")
RELATIVE = words("relative")
ADVERBS = words("adverbs")
_LINKS = words("office-links")
"""Prepositions that go on with an office («المتحدث باسم …»، «السفير لدى …»)."""
_TITLES = words("titles")


class Phrase(NamedTuple):
    """Who a phrase names: entity ids, or words where nobody known is named; ``stop`` is the token after it."""

    ids: tuple[str, ...]
    first: int
    stop: int
    words: str = ""
    """The words of an unnamed source, as they stand in the text."""
    lone: str = ""
    """The folded head noun with its article where the phrase is no more than that («المنظمة»)."""
    sense: str = ""


def skip_adverbs(line: Line, i: int, stop: int) -> int:
    """The first token at or after ``i`` that is no comma, time, adverb or prepositional phrase."""
    while i < stop:
        word = line.words[i]
        if word in "،,-–—" or line.clock[i] or word in ADVERBS:
            i += 1
        elif word == "(":
            i = next((k + 1 for k in range(i, stop) if line.words[k] == ")"), i + 1)
        elif (word in PREPOSITIONS and line.name[i] is None) or _prefixed(line, i):
            i = _skip_prepositional(line, i, stop)
        else:
            break
    return i


def _prefixed(line: Line, i: int) -> bool:
    """Whether a preposition is written on the token («لرويترز»، «للصحفيين»، «بحسب»)."""
    name = line.name[i]
    if name is not None:
        return name.first == i and name.particle in ("ل", "ب", "لل", "بال", "ول", "وب")
    word = line.words[i]
    if word.startswith("لل") and len(word) > 4:
        return True
    return word.startswith("ل") and len(word) > 4 and source_noun(word[1:]) is not None and source_noun(word) is None


def _skip_prepositional(line: Line, i: int, stop: int) -> int:
    """The token after the prepositional phrase at ``i``: its noun with what hangs on it."""
    j = i + 1
    if line.name[i] is not None:
        return line.name[i].last + 1  # type: ignore[union-attr]
    if line.words[i] in PREPOSITIONS and j < stop and line.words[j] not in "،,":
        j = noun_end(line, j, stop, people=False)
    elif line.words[i] not in PREPOSITIONS:
        j = noun_end(line, i, stop, people=False)
    while j < stop and (line.words[j] in RELATIVE or line.words[j] in PREPOSITIONS or line.clock[j]):
        if line.clock[j]:
            j += 1
        elif line.words[j] in RELATIVE:
            return next((k for k in range(j, stop) if line.words[k] in "،,"), j + 1)
        else:
            j = noun_end(line, j + 1, stop, people=False)
    return max(j, i + 1)


def noun_end(line: Line, i: int, stop: int, people: bool = True) -> int:
    """The token after the noun phrase at ``i``: a construct chain, its adjectives, a name in apposition.

    ``people``: whether a person's name right after a definite phrase belongs to it («الوزير فلان»).
    """
    j = i
    definite = False
    while j < stop:
        word = line.words[j]
        token = line.tokens[j]
        name = line.name[j]
        if token.kind == "open" and j not in line.quotation:
            j = next((k + 1 for k in range(j, stop) if line.tokens[k].kind == "close"), j + 1)
            definite = True
            continue
        if token.kind != "word" or line.clock[j]:
            break
        if name is not None:
            if name.first == j and name.particle not in ("", "ال") and j > i:
                break
            if definite and name.mention.type == "PER" and not people:
                break
            if (
                definite
                and name.mention.type in ("LOC", "ORG")
                and name.proper
                and j > i
                and line.name[j - 1] is not None
            ):
                break
            j = name.last + 1
            definite = True
            continue
        if j > i and (word in PREPOSITIONS or word in RELATIVE or word in ADVERBS or word in JOINERS):
            break
        if j > i and word[0] in "وف" and definite is not False and len(word) > 2:
            break
        if j > i and (verb_at(line, j) is not None or attribution_at(line, j) is not None):
            break
        if definite:
            if not adjective(word):
                break
        elif word.startswith(("ال", "لل")):
            definite = True
        elif j > i and (word.endswith(("ا",)) and len(word) > 3 and line.words[j - 1].endswith("ا")):
            pass
        j += 1
        if not definite and j - i > 6:
            break
    return j


def adjective(word: str) -> bool:
    """Whether a folded word after a definite noun looks like its adjective (a nisba, or one of the usual)."""
    if not word.startswith("ال"):
        return False
    if word.endswith(("ي", "يه", "يين", "يون", "يتين", "يان", "يات")) and len(word) > 4:
        return word not in ("التي", "الذي", "التخلي", "السعي", "التصدي", "التوالي", "التراضي", "الاراضي")
    return word in _ADJECTIVES


_ADJECTIVES = words("adjectives")


def phrase(line: Line, i: int, stop: int) -> Phrase | None:
    """Who the noun phrase at ``i`` names, looking no further than ``stop``; None where no source stands there."""
    i = skip_adverbs(line, i, stop)
    if i >= stop or line.tokens[i].kind not in ("word", "open"):
        return None
    if line.words[i] == "كل" and line.word(i + 1) == "من":
        i += 2
    start = i
    if line.tokens[i].kind == "open":
        if i in line.quotation or i + 1 >= stop or line.name[i + 1] is None:
            return None
        i += 1
    name = line.name[i]
    if name is not None and name.first == i:
        if name.particle not in ("", "ال", "و", "ف", "وال"):
            return None
        return named_phrase(line, name, stop)
    return described_phrase(line, start, stop)


def named_phrase(line: Line, name: Name, stop: int) -> Phrase:
    """A phrase that begins with a name: the name, those joined to it by «و», a person put after an office."""
    ids = list(_ids(line, name))
    end = name.last + 1
    if end < stop and line.tokens[end].kind == "close":
        end += 1
    if not name.proper or name.mention.type in ("ORG", "LOC"):
        person = _apposed(line, end, stop) if not name.proper else None
        if person is not None:
            return Phrase((person.mention.entity,), name.first, person.last + 1)
    while end < stop:
        k = end
        if line.words[k] in "،," and k + 1 < stop:
            k += 1
        after = line.name[k]
        if after is None or after.first != k or after.particle not in ("و", "وال"):
            break
        ids += [x for x in _ids(line, after) if x not in ids]
        end = after.last + 1
    return Phrase(tuple(ids), name.first, end)


def _ids(line: Line, name: Name) -> tuple[str, ...]:
    """The entities of a name; a reference to two («الجانبان») stands in the line once for each."""
    return tuple(dict.fromkeys((name.mention.entity, *line.also.get(name.first, ()))))


def _apposed(line: Line, i: int, stop: int) -> Name | None:
    """The person whose name is put after an office that ends before ``i``, commas and adjectives between."""
    k = i
    while k < stop and (
        line.words[k] in "،," or (line.name[k] is None and adjective(line.words[k])) or _title(line.words[k])
    ):
        k += 1
    if k < stop:
        name = line.name[k]
        if name is not None and name.proper and name.mention.type == "PER" and name.particle in ("", "ال"):
            return name
    return None


def _title(word: str) -> bool:
    return (word[2:] if word.startswith("ال") else word) in _TITLES


def described_phrase(line: Line, i: int, stop: int) -> Phrase | None:
    """A phrase that begins with a common noun: the person or body it leads to, else an unnamed source."""
    head = line.words[i]
    end = i
    k = noun_end(line, i, stop, people=False)
    conjunct = head[0] in "وف" and source_noun(head) is None and len(head) > 3
    bare = head[1:] if conjunct else head
    noun = source_noun(bare)
    end = k
    while k < stop:
        name = _apposed(line, k, stop)
        if name is not None and not _owner(line, i, name.first):
            return Phrase((name.mention.entity,), i, name.last + 1, lone=bare, sense="person")
        if name is not None:
            k = end = name.last + 1
            continue
        word = line.words[k]
        named = line.name[k]
        if word in _LINKS or (
            named is None and word in ("من", "ل", "عن") and noun is not None and noun.sense != "body"
        ):
            k = noun_end(line, k + 1, stop, people=False)
            end = k
        elif named is None and word.startswith(("لشوون", "لل", "للشوون")) and noun is not None and len(word) > 3:
            after = noun_end(line, k, stop, people=False)
            if _apposed(line, after, stop) is None:
                break
            k = after
        elif named is not None and named.particle in ("ل", "ب") and named.first == k and noun is not None:
            if _apposed(line, named.last + 1, stop) is None:
                break
            k = named.last + 1
        elif word in "،," and k + 1 < stop and _office(line.words[k + 1]):
            after = noun_end(line, k + 1, stop, people=False)
            if _apposed(line, after, stop) is None:
                break
            k = after
        elif word == "(":
            k = next((m + 1 for m in range(k, stop) if line.words[m] == ")"), k + 1)
        else:
            break
    inner = [line.name[m] for m in range(i, end) if line.name[m] is not None]
    org = next((n for n in inner if n is not None and n.mention.type in ("ORG", "GROUP") and n.proper), None)
    if (
        org is not None
        and org.first - i <= 2
        and (noun is None or noun.sense in ("body", "media"))
        and all(line.tokens[m].kind == "open" or not line.words[m].startswith("ال") for m in range(i, org.first))
    ):
        return Phrase((org.mention.entity,), i, max(end, org.last + 1), lone=bare)
    if end <= i:
        return None
    words = line.text(i, end)
    lone = bare if end == i + 1 else ""
    return Phrase((), i, end, words, lone or bare, noun.sense if noun else "")


def _owner(line: Line, i: int, k: int) -> bool:
    """Whether the person at ``k`` only owns the noun before him («محامي فلان»، «المتحدث باسم فلان»)."""
    if k == i:
        return False
    before = line.words[k - 1]
    if line.name[k - 1] is not None or before in '،,)»"' or line.tokens[k - 1].kind != "word":
        return False
    if before in ("باسم", "عن", "من", "في", "لدي"):
        return True
    if (
        before.startswith(("ال", "لل"))
        or (before.endswith(("ه", "ها", "هم")) and len(before) > 3 and k - 1 > i)
        or _title(before)
    ):
        return False
    if before.endswith(("ي", "يه")) and k - 1 > i:
        return False
    return source_noun(before) is not None or k - 1 == i


def _office(word: str) -> bool:
    noun = source_noun(word)
    return noun is not None and noun.sense == "person"
