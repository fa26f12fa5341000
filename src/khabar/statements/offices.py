"""Offices beside a name: whether the person named holds the office, or only owns or heads what stands before him."""

from __future__ import annotations

from khabar.statements.cues import CLAUSE, verb_at
from khabar.statements.lexicon import source_noun, words
from khabar.statements.lines import Line
from khabar.statements.nouns import PREPOSITIONS, RELATIVE, adjective, possessed

_LINKS = words("office-links")
_TITLES = words("titles")
_KIN = words("kin")
_AGENTS = words("agents")
_SERVING = words("serving")


def is_title(word: str) -> bool:
    return (word[2:] if word.startswith("ال") else word) in _TITLES


def only_owns(line: Line, i: int, k: int) -> bool:
    """Whether the person at ``k`` only owns the noun before him («محامي فلان»، «المتحدث باسم فلان»)."""
    if k == i:
        return False
    if is_served(line, i, k):
        return True
    before = line.words[k - 1]
    if line.name[k - 1] is not None or before in '،,)»"' or line.tokens[k - 1].kind != "word":
        return False
    if before in _SERVING:
        return True
    if (
        before.startswith(("ال", "لل"))
        or (before.endswith(("ه", "ها", "هم")) and len(before) > 3 and k - 1 > i)
        or is_title(before)
    ):
        return False
    if (before.endswith(("ي", "يه")) and k - 1 > i) or possessed(before):
        return False
    return source_noun(before) is not None or k - 1 == i


def is_served(line: Line, i: int, k: int) -> bool:
    """Whether the name at ``k`` is the one served («وكيل اللاعب فلان»، «متحدث باسم الشيخ فلان»), not who serves."""
    head = line.words[i].removeprefix("و") if source_noun(line.words[i]) is None else line.words[i]
    j = i + 1
    if j + 1 < k and line.words[j] == "باسم" and _holds(line, j + 1, k):
        return True  # «المتحدث باسم رئيسة الوزراء فلانة»
    if j < k and line.words[j] == "باسم" and not head.startswith("ال"):
        j += 1
    elif head not in _KIN:
        return False
    noun = source_noun(line.words[j]) if j < k and line.words[j].startswith("ال") else None
    if noun is None or noun.sense != "person" or noun.plural or (head in _AGENTS and noun.role == "official"):
        return False
    return all(line.name[m] is None and (adjective(line.words[m]) or is_title(line.words[m])) for m in range(j + 1, k))


def _holds(line: Line, j: int, k: int) -> bool:
    """Whether the name at ``k`` follows the office at ``j`` without a comma."""
    noun = source_noun(line.words[j])
    person = noun is not None and noun.sense == "person" and not noun.plural and not line.words[j].startswith("ال")
    return person and line.tokens[k - 1].kind == "word" and all(line.words[m] not in "،," for m in range(j, k))


def is_office(word: str) -> bool:
    noun = source_noun(word)
    return noun is not None and noun.sense == "person"


def office_before(line: Line, i: int) -> int | None:
    """Where the description of the person named at ``i`` begins («وزير المالية السابق فلان»), if one stands there."""
    k = i - 1
    best = None
    while k >= 0 and k >= i - 9:
        word = line.words[k]
        if word in "،," and k == i - 1:
            k -= 1
            continue
        if line.tokens[k].kind not in ("word", "open", "close") or line.inside[k] or line.clock[k]:
            break
        if line.name[k] is None:
            if is_office(word) or is_office(word[1:]):
                best = k
            elif (
                best is not None
                or word in RELATIVE
                or word in CLAUSE
                or verb_at(line, k) is not None
                or (word in PREPOSITIONS and word not in _LINKS)
            ):
                break
        elif best is not None:
            break
        elif (titled := line.name[k]) is not None and not titled.proper and titled.mention.type == "PER":
            best = k = titled.first  # a title that the page knows («الرئيس فلان»)
        k -= 1
    return best if best is not None and not only_owns(line, best, i) else None
