"""Strangers: persons whom the syntax makes certain and whom the reader of names did not mark.

«قال المتحدث باسم شرطة المدينة فلان الفلاني إن …»: after an office, or as the subject of a verb of saying, words that
are no noun of the language name a person. How like a name a word is, the names room's scores tell.
"""

from __future__ import annotations

import re

from khabar.names.lexicon import RARELY, connectors, everyday, score
from khabar.statements.cues import CLAUSE, JOINERS, STOPS, attribution_at, is_bi, verb_at
from khabar.statements.lexicon import source_noun, words
from khabar.statements.lines import Line

_PREPOSITIONS = words("prepositions")
_ADVERBS = words("adverbs")
_RESUMING = words("resuming")
_TANWIN = "\u064b"
"""Written on the last letter it tells an adverb («مازحا»)."""
_RELATIVE = words("relative")
_TITLES = words("titles")
_ADJECTIVES = words("adjectives")
_NO_HEADS = words("no-heads")
_OWNED = re.compile(r"\w{3}(?:ها|هم|هما|هن)$|\w{2}ته$")
_PREFIXED = re.compile(r"[وبكف]ال\w{3}|لل\w{3}|س[يتن]\w{3}")
_LONGEST = 5
_DOUBTFUL = 4
"""No name of words that do not look like one is longer."""
_LIKELY = 5
"""The least score of a word that is taken for a name where the place it stands in does not settle it."""


def stranger(line: Line, i: int, stop: int, *, office: bool, expected: bool = False) -> int | None:
    """The token after the unmarked person's name at ``i``, None where the words are no name.

    ``office``: whether a description of the person stands before it; ``expected``: whether a source must stand there.
    Where the words fill the whole place between verb or office and ``stop``, or a mark closes them, the syntax is proof
    enough; elsewhere each word must look like a name, and a preposition, an adverb or a time must follow.
    """
    k = i
    doubtful = False
    while k < stop and k - i < _LONGEST:
        word = line.words[k]
        if _hyphen(line, i, k):
            k += 1
            continue
        if line.tokens[k].kind != "word" or line.clock[k] or closed(line, k):
            break
        if k == i and word[0] == "ب" and is_bi(line, k) and score(word) < _LIKELY:
            break  # «وتابع بغضب»
        name = line.name[k]
        if name is not None:
            if k == i or name.first != k or name.mention.type != "PER" or name.particle not in ("", "ال"):
                break
            k = name.last + 1
            continue
        if word not in connectors() and (word[0].isascii() or word[0].isdigit()):
            break
        doubtful = doubtful or (word not in connectors() and score(word) < _LIKELY)
        k += 1
    if k == i or line.words[k - 1] in connectors() or (line.text(i, i + 1).startswith("ال") and (doubtful or office)):
        return None
    if doubtful and any(_OWNED.search(w) for w in line.words[i:k]):
        return None
    if doubtful and all(name is None and _common(w) for w, name in zip(line.words[i:k], line.name[i:k], strict=True)):
        return None
    if not doubtful:
        return k if k >= stop or line.tokens[k].kind != "word" or line.clock[k] or closed(line, k) else None
    placed = expected or (_described(line, i) if office else _expects(line, i - 1))
    words = sum(name is None for name in line.name[i:k])  # what bears a mark is a name
    return k if placed and _content_begins(line, k, stop) and words <= _DOUBTFUL else None


def _hyphen(line: Line, i: int, k: int) -> bool:
    """Whether a hyphen joins two words of a name at ``k`` («جان-بول»)."""
    if not i < k < len(line) - 1 or line.words[k] != "-" or line.tokens[k + 1].kind != "word":
        return False
    return len(line.text(k - 1, k + 2)) == sum(len(line.text(m, m + 1)) for m in (k - 1, k, k + 1))


def _common(word: str) -> bool:
    """Whether a word is an everyday one of the news, which no name is made of by itself («مشروع القرار»)."""
    return everyday(word, RARELY)


def _content_begins(line: Line, k: int, stop: int) -> bool:
    """Whether a mark stands at ``k``, or it is ``stop`` and what is said begins there, not an object of the verb."""
    if k >= len(line) or line.tokens[k].kind != "word":
        return k < len(line) and line.words[k] not in STOPS
    noun = source_noun(line.words[k])
    if noun is not None and noun.sense in ("person", "paper"):
        return True
    return k >= stop and (line.words[k] in CLAUSE or line.words[k] in _PREPOSITIONS or is_bi(line, k))


def _expects(line: Line, i: int) -> bool:
    """Whether a name must follow the word at ``i``: a verb of saying, or a lone noun for media («صحيفة أحوال»)."""
    noun = source_noun(line.words[i]) if i >= 0 else None
    return (i >= 0 and verb_at(line, i) is not None) or (noun is not None and noun.sense == "media")


def _described(line: Line, i: int) -> bool:
    """Whether what stands before ``i`` is definite, so that no adjective of it can follow without its article."""
    k = i - 1
    while k > 0 and (line.tokens[k].kind != "word" or line.words[k] in _TITLES):
        k -= 1
    return line.words[k].startswith(("ال", "لل")) or line.name[k] is not None


def _ali(line: Line, k: int) -> bool:
    """Whether the word is the name «علي», told from «على» by its letter where the text writes both."""
    if line.words[k] != "علي" or not line.text(k, k + 1).endswith("ي") or "على" not in line.view.source:
        return False
    return k + 1 < len(line) and line.tokens[k + 1].kind == "word"


def closed(line: Line, k: int) -> bool:
    """Whether the word at ``k`` is one that no name holds."""
    word = line.words[k]
    if word in connectors() or _ali(line, k):
        return False
    return (
        word in _PREPOSITIONS
        or word in _RESUMING
        or _TANWIN in line.text(k, k + 1)
        or word in _RELATIVE
        or word in _ADVERBS
        or word in JOINERS
        or word in _NO_HEADS
        or word.removeprefix("و") in _RELATIVE
        or (word.startswith("لل") and len(word) > 4)
        or (word[0] == "ل" and len(word) > 4 and source_noun(word[1:]) is not None)
        or source_noun(word) is not None
        or "ال" + word in _ADJECTIVES
        or (_PREFIXED.match(word) is not None and score(word) < _LIKELY)
        or verb_at(line, k) is not None
        or attribution_at(line, k) is not None
    )
