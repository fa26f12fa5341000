"""Where the content of a statement ends, and whether it is direct, indirect or mixed."""

from __future__ import annotations

from khabar.model import Act, StatementKind
from khabar.statements.cues import CLAUSE, CONTENT_PREPOSITIONS, Cue, attribution_at, cue_at, verb_at
from khabar.statements.lexicon import source_noun, words
from khabar.statements.lines import Line
from khabar.statements.nouns import PREPOSITIONS, possessed
from khabar.statements.phrases import phrase

_ASIDES = words("asides")
"""What the reporter adds after a comma, two words each."""
_HINTS = words("hints")
"""Those of them that need no comma."""
_CONJUNCTIONS = words("conjunctions")
_COUNT = words("count")
_RELAYS = words("relays")
_FROM = words("of-him") | {"عن", "لسان"}
_TAKEN_UP = words("taken-up")
_BACKGROUND = words("background")
_CONCERNS = words("concerns")
_RETURNING = words("returning")
_NORMS = words("norms")
_AFTERWARDS = words("circumstances")
_TURNS = frozenset(w for w in _CONJUNCTIONS if "لكن" in w) | words("meanwhile") | {"بل"}
_DENIES: frozenset[Act] = frozenset(("deny", "reject"))
_SUBJECT = 9
"""A subject has fewer tokens."""
_ANNOUNCED = 8
"""A sentence that announces words of the next paragraph ends so soon after its verb."""
_FRAGMENT = 8
"""A quotation of so few words may be a piece of a longer clause."""


def _goes_on(line: Line, i: int) -> bool:
    """Whether the clause goes on in the reporter's words after a quoted fragment («"تشعر بالحرج" لأن …»)."""
    word = line.words[i]
    if word in _AFTERWARDS:
        return False  # «"علاقاتنا تدهورت" وسط تبادل للطرد»
    return line.tokens[i].kind == "word" and word[0] not in "وف" and verb_at(line, i) is None and not line.clock[i]


def clause_end(line: Line, start: int, cue: Cue | None = None) -> int:
    """The token after the indirect content at ``start``: at the sentence's end, or where another voice starts."""
    n = len(line)
    i = start + 1
    bare = cue is not None and cue.marker == "object"
    while i < n:
        word = line.words[i]
        if line.inside[i]:
            i += 1
            continue
        if line.bracketed[i]:
            pass
        elif word == "؛" or _breaks(line, i, start) or (bare and _circumstance(line, i)) or _turns(line, i, start):
            break
        i += 1
    if i < n and i > start + 2 and line.words[i - 1] in _TURNS:
        i -= 1  # «… ولكنه أوضح أن», «… بينما يرى فلان أن»
    while i > start + 1 and (line.words[i - 1] in "،,.؛:-–—…" or line.words[i - 1] in ("..", "...")):
        i -= 1
    return i


def _turns(line: Line, i: int, start: int) -> bool:
    """Whether the reporter turns to his own words at ``i``: «…، لكن» after a noun phrase, or after a closed quotation.

    What stands in a clause with «أن» may turn itself («إن الجسر آمن، لكن الطريق مقطوع»).
    """
    if line.words[i - 1] not in "،," or _in_what(line, i):
        return False
    if line.words[i] == "قبل" and line.word(i + 1) == "ان":
        return _clause(line, start, i) is None and start not in line.quotation
    if line.words[i] not in _TURNS:
        return False
    clause = _clause(line, start, i)
    if clause is None:
        return start not in line.quotation
    return clause + 1 in line.quotation and line.quotation[clause + 1].last == i - 2


def _clause(line: Line, start: int, stop: int) -> int | None:
    """Where «أن» stands at the beginning of the content, None where it is a noun phrase."""
    return next((k for k in range(start, min(start + 3, stop)) if line.words[k] in CLAUSE), None)


def _circumstance(line: Line, i: int) -> bool:
    """Whether an accusative participle after a comma tells what else the speaker does («أدان الحادث، موجها …»)."""
    word = line.words[i]
    plain = line.name[i] is None and line.words[i - 1] in "،,"
    return plain and len(word) > 4 and word[0] == "م" and word.endswith("ا") and source_noun(word) is None


def _breaks(line: Line, i: int, start: int) -> bool:
    """Whether another voice, or the reporter's own, begins at token ``i``."""
    before = line.words[i - 1]
    word = line.words[i]
    after_comma = before in "،,"
    found = verb_at(line, i) if line.name[i] is None else None
    if found is not None:
        form, conjunction = found
        if form.shape == "participle":
            closed = after_comma or bool(conjunction) or line.tokens[i - 1].kind == "close"
            if closed and "مفعول" in form.frames and line.tokens[i - 1].kind != "word" and i + 1 < len(line):
                return True
            return (closed or _near(line, i)) and cue_at(line, i) is not None
        within = line.word(i + 1) in _TAKEN_UP
        if within and form.shape == "past" and cue_at(line, i) is not None:
            return True
        if conjunction == "و" or (conjunction == "ف" and after_comma):
            cue = cue_at(line, i)
            if cue is None and "اقتباس" in form.frames and line.words[-1] == ":" and len(line) - i <= _ANNOUNCED:
                return True  # «…، وأضاف في كلمته:», the words follow in a paragraph of their own
            if cue is not None:
                return after_comma or cue.marker in ("quote", "colon", "ان") or cue.start - i <= 3
            takes = "مفعول" in form.frames or "object:past" in form.flags
            if form.shape == "past" and takes and form.act in _DENIES and _another_denies(line, i + 1):
                return True
            if after_comma and form.shape == "past" and takes and (_takes(line, i + 1) or _of_others(line, i + 1)):
                return True
        if (
            before in _CONJUNCTIONS
            or before in ("بعدما", "عندما")
            or (before == "قد" and line.words[i - 2][:3] == "وكا")
        ):
            return _reports(line, i)
        if after_comma and not conjunction and form.shape == "past" and _new_voice(line, i, start):
            return True
    if word in ("غير", "الا", "بيد") and line.word(i + 1) == "ان":
        for k in range(i + 2, min(i + 9, len(line))):
            if not line.inside[k] and verb_at(line, k) is not None and cue_at(line, k) is not None:
                return True
        return _other_speaks(line, i + 2)
    if after_comma and word in ("اما", "واما"):
        return True
    if after_comma and word in _BACKGROUND:
        return True
    if word in ("لكن", "ولكن") and _other_speaks(line, i + 1):
        return True
    if (word in _CONJUNCTIONS) and (after_comma or word in ("فيما", "وكان", "وكانت")):
        if word in ("فيما", "بينما") and after_comma:
            return not _in_what(line, i)
        for k in range(i + 1, min(i + 8, len(line))):
            if line.words[k] in "،,":
                break
            if verb_at(line, k) is not None and (_reports(line, k) if k == i + 1 else cue_at(line, k) is not None):
                return True
    if attribution_at(line, i) is not None and _sourced(line, i):
        return True
    if word in _RELAYS and word[0] == "و" and line.name[i] is None and _relayed(line, i):
        return True
    if after_comma:
        following = line.word(i + 1)
        if f"{word} {following}" in _ASIDES:
            return True
        if word in ("وهي", "وهو"):
            return True
    elif f"{word} {line.word(i + 1)}" in _HINTS:
        return True
    return False


def _reports(line: Line, i: int) -> bool:
    """Whether the reporting verb at ``i`` brings content of its own, be it an object («ولكنها تنفي ضلوعها»)."""
    if cue_at(line, i) is not None:
        return True
    found = verb_at(line, i)
    if found is None or "مفعول" not in found[0].frames or i + 1 >= len(line) or line.tokens[i + 1].kind != "word":
        return False
    return line.word(i + 1) not in PREPOSITIONS and verb_at(line, i + 1) is None


def _in_what(line: Line, i: int) -> bool:
    """Whether «فيما» at ``i`` is «في ما» («فيما يتعلق بكذا»، «فيما يتعرضون له»)."""
    return line.word(i + 1) in _CONCERNS or line.word(i + 2) in _RETURNING


def _new_voice(line: Line, i: int, start: int) -> bool:
    """Whether the verb at ``i``, after a comma, begins the main clause («بعد أن نفى كذا، قال فلان: …»)."""
    cue = cue_at(line, i)
    if cue is None or cue.marker not in ("quote", "colon", "ان") or cue.start == i + 1:
        return False
    first = line.name[start + 1] if line.words[start] in CLAUSE and start + 1 < i else None
    if (
        first is not None
        and line.word(first.last + 1) in "،,"
        and not any(line.words[k] in "،," for k in range(first.last + 2, i - 1))
    ):
        return False  # «إن فلانا، نائب المدير، أبلغ النواب أن …»
    name = line.name[i + 1]
    noun = source_noun(line.words[i + 1])
    return name is not None or (noun is not None and noun.sense in ("person", "body") and line.words[i + 1][:2] == "ال")


def _relayed(line: Line, i: int) -> bool:
    """Whether the verb at ``i`` hands on another's words («ونقلت عنه صحيفة كذا قوله …»)."""
    return any(line.words[k] in _FROM for k in range(i + 1, min(i + 8, len(line))))


def _takes(line: Line, i: int) -> bool:
    """Whether a definite noun stands at ``i`` for a verb to take («، ووصف القرار بأنه …»)."""
    return i + 1 < len(line) and line.tokens[i].kind == "word" and line.words[i].startswith("ال")


def _of_others(line: Line, i: int) -> bool:
    """Whether another's name or a word for people stands at ``i``, and then what they say («، واقترح بعضهم كذا»)."""
    noun = source_noun(line.words[i]) if i < len(line) else None
    k = _past_subject(line, i) if noun is not None and noun.sense == "crowd" else None
    return k is not None and line.tokens[k].kind == "word"


def _other_speaks(line: Line, i: int) -> bool:
    """Whether a subject stands at ``i`` and then a verb with content of its own («لكن فلانا أكد أن …»، «نفى ذلك»)."""
    k = _past_subject(line, i)
    return k is not None and verb_at(line, k) is not None and _reports(line, k)


def _another_denies(line: Line, i: int) -> bool:
    """Whether a subject stands at ``i`` and what it denies after it («ونفت الحكومة أي صلة بكذا»)."""
    k = _past_subject(line, i)
    return k is not None and line.tokens[k].kind == "word"


def _past_subject(line: Line, i: int) -> int | None:
    """The token after the person, body or crowd at ``i``, None where none stands there."""
    found = phrase(line, i, min(len(line), i + _SUBJECT)) if i < len(line) else None
    if found is None or found.first != i or not (found.ids or found.sense in ("person", "body", "crowd")):
        return None
    return found.stop if found.stop < len(line) else None


def _near(line: Line, i: int) -> bool:
    """Whether a content marker follows the participle at once."""
    return any(line.word(k) in CLAUSE or line.word(k) == ":" or k in line.quotation for k in (i + 1, i + 2))


def _sourced(line: Line, i: int) -> bool:
    found = attribution_at(line, i)
    if found is None:
        return False
    option, k = found
    if option.takes in ("own", "verb"):
        return True
    return source_at(line, k)


def source_at(line: Line, k: int) -> bool:
    """Whether a person, body, paper or carrier stands at token ``k`` (a law or a plan is no source)."""
    if k >= len(line):
        return False
    if line.tokens[k].kind == "open":
        k += 1
    name = line.name[k] if k < len(line) else None
    if name is not None:
        return True
    word = line.word(k)
    if possessed(word.removeprefix("ل")):
        return True
    if word in _COUNT and source_noun(line.word(k + 1)) is not None:
        return True  # «أحد المشاركين»
    for form in (word, "ال" + word[2:] if word.startswith("لل") else word[1:] if word.startswith("ل") else ""):
        noun = source_noun(form) if form else None
        if noun is not None:
            return noun.lemma not in _NORMS or not (form.startswith("ال") or noun.plural)
    found = phrase(line, k, min(k + 6, len(line)))
    return found is not None and bool(found.ids)


def kind_of(line: Line, first: int, stop: int) -> tuple[StatementKind, int, int]:
    """The kind of the content at tokens ``first`` to ``stop``, and its borders: quoted whole, it loses its marks."""
    i = first
    while i < stop and (line.words[i] in CLAUSE or line.words[i] in CONTENT_PREPOSITIONS or line.words[i] in "ب،:"):
        i += 1
    quotation = line.quotation.get(i)
    if (
        quotation is not None
        and not any(line.tokens[k].kind == "word" for k in range(quotation.last + 1, stop))
        and quotation.last - quotation.first >= 1
    ):
        return "direct", quotation.first, quotation.last
    if any(k in line.quotation for k in range(first, stop)):
        return "mixed", first, stop
    return "indirect", first, stop


def content_span(line: Line, cue: Cue) -> tuple[int, int]:
    """Tokens of the content that a cue introduces."""
    if cue.marker == "quote" and cue.start in line.quotation:
        quotation = line.quotation[cue.start]
        stop = min(quotation.last + 1, len(line))
        if quotation.last - quotation.first <= _FRAGMENT and stop < len(line) and _goes_on(line, stop):
            stop = clause_end(line, cue.start, cue)
        return cue.start, stop
    return cue.start, clause_end(line, cue.start, cue)
