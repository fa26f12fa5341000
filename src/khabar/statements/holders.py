"""Who holds an office that stands before him: the person named behind it, past all that tells more of the office."""

from __future__ import annotations

from khabar.statements.complements import LINKS, needs, occasion
from khabar.statements.cues import verb_at
from khabar.statements.lexicon import source_noun, words
from khabar.statements.lines import Line, Name
from khabar.statements.nouns import PREPOSITIONS, RELATIVE, adjective, noun_end
from khabar.statements.offices import is_office, is_title, only_owns

_BEFORE = words("before-a-court")
_FAR = 30
"""A person's name stands no further behind his office than so many tokens."""
_ASIDE = 12
"""A relative clause between an office and its holder is no longer."""


def apposed(line: Line, i: int, stop: int) -> Name | None:
    """The person whose name is put after an office that ends before ``i``, commas and adjectives between."""
    k = i
    while k < stop and (
        line.words[k] in "،," or (line.name[k] is None and adjective(line.words[k])) or is_title(line.words[k])
    ):
        k += 1
    if k < stop:
        name = line.name[k]
        if name is not None and name.proper and name.mention.type == "PER" and name.particle in ("", "ال"):
            return name
    return None


def person_after(line: Line, i: int, end: int, stop: int, office: bool) -> Name | None:
    """The person whose name closes the description at ``i`` («السفير الإيراني لدى موسكو، كاظم جلالي»)."""
    noun = source_noun(line.words[i]) or source_noun(line.words[i][1:])
    if noun is not None and noun.plural:
        return None
    person = apposed(line, end, stop)
    if person is not None and not only_owns(line, i, person.first):
        return person
    if not office:
        return None
    k = end
    while k < min(stop, end + _FAR):
        name = line.name[k]
        if name is not None:
            before = line.word(k - 1)
            whole = name.first == k and name.proper and name.mention.type == "PER"
            fits = whole and name.particle in ("", "ال") and not _governed(before)
            settled = (
                line.name[k - 1] is not None
                or before.startswith(("ال", "لل", "وال"))
                or is_title(before)
                or line.tokens[k - 1].kind != "word"
            )
            if fits and settled and not only_owns(line, i, k):
                return name
            k = name.last + 1
            continue
        word = line.words[k]
        if word in RELATIVE:
            return _past_clause(line, k, stop)
        if line.clock[k] or verb_at(line, k) is not None or line.inside[k]:
            return None
        if word.startswith("وال") and is_office(word[1:]):
            k += 1
            continue
        linked = (word in LINKS and not occasion(line.word(k + 1))) or needs(line.words[k - 1], word)
        if word in PREPOSITIONS and not linked and word not in _BEFORE:
            return None
        if word in "،," and not _goes_to_name(line, k + 1, stop):
            return None
        k += 1
    return None


def _governed(word: str) -> bool:
    """Whether a word is a title that «ل» governs («للعقيد»): the person after it is another's master, no speaker."""
    noun = source_noun(word[2:]) if word.startswith("لل") else None
    return noun is not None and noun.sense == "person"


def _goes_to_name(line: Line, k: int, stop: int) -> bool:
    """Whether a person's name, or another office before it, follows a comma."""
    if apposed(line, k, stop) is not None:
        return True
    return k < stop and is_office(line.words[k])


def _past_clause(line: Line, k: int, stop: int) -> Name | None:
    """The person set between commas after a relative clause («زعيم الحزب الذي فاز بالمقاعد، فلان الفلاني،»)."""
    k = after_clause(line, k, stop)
    name = line.name[k] if k < stop else None
    if name is None or not name.proper or name.mention.type != "PER" or name.particle:
        return None
    return name if line.word(name.last + 1) in ("،", ",") else None


def after_clause(line: Line, k: int, stop: int) -> int:
    """The token after the comma that closes a relative clause at ``k``, ``stop`` where none does."""
    return next((m + 1 for m in range(k + 1, min(stop, k + _ASIDE)) if line.words[m] in "،,"), stop)


def past_bound(line: Line, k: int, stop: int) -> int:
    """The token after what «لل» binds to an office at ``k``, and the comma after it («… للشؤون السياسية، فلان»)."""
    start = k
    while k < stop:
        name = line.name[k]
        if name is not None and name.first == k and name.particle in ("ل", "لل") and name.mention.type == "ORG":
            k = name.last + 1
        elif name is None and line.words[k].startswith("لل") and len(line.words[k]) > 4 and not _people(line.words[k]):
            if (end := noun_end(line, k, stop)) == k:
                break  # a time is no noun that binds («للعام الماضي»)
            k = end
        else:
            break
    return line.after(k) if start < k < stop else k


def _people(word: str) -> bool:
    """Whether «لل» leads to people, to whom something is said («للصحفيين»)."""
    noun = source_noun("ال" + word[2:])
    return noun is not None and noun.sense in ("person", "crowd")
