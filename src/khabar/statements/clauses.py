"""What a word is in its clause: whether it opens it, looks like a verb, or is a noun that owns the next."""

from __future__ import annotations

from khabar.statements.cues import verb_at
from khabar.statements.lexicon import source_noun, words
from khabar.statements.lines import Line
from khabar.statements.nouns import ADVERBS, PREPOSITIONS, RELATIVE

BORDERS = words("borders")
WAS = words("was")


def indefinite(line: Line, k: int) -> bool:
    """Whether the word at ``k`` is an indefinite noun or its adjective, so that a verb after it tells of it."""
    word = line.word(k)
    if not word or line.tokens[k].kind != "word" or line.name[k] is not None or line.clock[k]:
        return False
    if word.startswith(("ال", "لل", "وال", "بال")):
        return False
    if word.endswith(("ه", "ها", "هم")) and not (word.endswith("يه") or line.text(k, k + 1).endswith("ة")):
        return False
    return word not in PREPOSITIONS and word not in BORDERS and word not in RELATIVE and len(word) > 2


def opens(line: Line, k: int) -> bool:
    """Whether a clause begins at ``k``."""
    return k == 0 or line.tokens[k - 1].kind != "word" or line.words[k - 1] in BORDERS or line.words[k - 1] in WAS


def verbal(line: Line, k: int) -> bool:
    """Whether the word at ``k`` looks like a verb: one of saying, a feminine perfect, or what opens a clause."""
    word = line.words[k]
    if verb_at(line, k) is not None or line.clock[k] or word in ADVERBS:
        return True
    if source_noun(word) is not None or not indefinite(line, k) or line.text(k, k + 1).endswith("ة"):
        return False
    return opens(line, k) or (word.endswith("ت") and not word.endswith("ات") and len(word) > 3)


def owned(line: Line, k: int) -> bool:
    """Whether an indefinite noun before ``k`` is his who stands there («ثمن دور التحالف»)."""
    return k > 0 and not opens(line, k) and indefinite(line, k - 1) and not verbal(line, k - 1)
