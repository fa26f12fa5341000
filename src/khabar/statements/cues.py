"""Cues: reporting verbs and participles, the content each of them introduces, and attributing phrases."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from khabar.statements.lexicon import Attribution, Form, attributions, source_noun, told_forms, verb_forms, words
from khabar.statements.lines import Line
from khabar.text import fold

_AN = words("an")
_BI_AN = frozenset("ب" + w for w in _AN)
CLAUSE = _AN | _BI_AN | frozenset(("فان", "فانه", "فانها"))
_HOMOGRAPHS = words("homographs")
_CARRIED = words("carried")
_NEGATION = words("negation")
_MOOD = words("mood")
_NOT = words("denied-thinking")
_GOVERNING = words("governing")
_THINKING = words("thinking")
_ALSO = words("also")
_RELATIVE = words("relative")
_PAST_MOOD = words("before-past")
CONTENT_PREPOSITIONS = words("content-prepositions")
"""Prepositions that introduce what a verb says («أشار إلى»)."""
_UNSAID = words("unsaid-clauses")
_ADJUNCTS = words("adjunct-heads")
_TOLD_BY = words("told-by")
JOINERS = words("joiners")
"""Words that hand a verb's content on: «وعلق قائلا: …»، «رد بالقول إن …»، «نقل عنه قوله …»."""
_NOT_BI = words("not-bi")
_SHORT_NOUNS = words("short-nouns")
_COUNT = words("count")
_UNNAMED = words("unnamed")
_BACKWARD = words("backward")
_BECOMING = words("becoming")
SILENCE = words("silence")
_WHATEVER = words("whatever")
_WHAT = {"مما": "من", "عما": "عن"}
"""Prepositions that «ما» is written on («حذر مما وصفه بكذا»)."""
_OPENING_WORDS = frozenset(("", "،", ",")) | words("clause-opening") | words("borders")
"""A verb may follow them at the beginning of its clause."""
_DAMMA = "\u064f"
"""Written on a verb of the news it tells the passive, which has no speaker."""
_TELLING = ("say", "announce", "affirm")
_ASIDE = 20
"""An attribution between commas has fewer tokens."""
_NEAR = 9
"""A clause that tells of the subject begins so soon after the verb."""
_SHORT = 3
"""Quotations of so few words are names and irony, unless a colon announces them."""
_DEPTH = 2
STOPS = frozenset(".!؟?؛;")


class Cue(NamedTuple):
    """A reporting verb in a line, and where its content begins."""

    at: int
    form: Form
    conjunction: str
    """«و» or «ف» written on the verb, or empty."""
    start: int
    """The first token of the content."""
    marker: str
    """``quote``, ``colon``, ``ان``, a preposition, or ``object``."""


def verb_at(line: Line, i: int) -> tuple[Form, str] | None:
    """The reporting verb at token ``i`` with its conjunction, if one stands there."""
    word = line.words[i]
    forms = verb_forms()
    form = forms.get(word)
    conjunction = ""
    if form is None and word[0] in "وف" and len(word) > 2:
        form, conjunction = forms.get(word[1:]), word[0]
    if form is None or line.name[i] is not None or line.clock[i]:
        return None
    if (word in _HOMOGRAPHS or (conjunction and word[1:] in _HOMOGRAPHS)) and not _speaks(line, i + 1):
        return None
    if form.shape != "participle" and line.vowelled(i, _DAMMA):
        return None
    if form.clitic and "names" in form.flags and line.word(i - 1) in _WHATEVER:
        return None  # «ما وصفه بالإهمال» is part of what is said
    follow = [f.removeprefix("after:") for f in form.flags if f.startswith("after:")]
    if follow and not any(f" {fold(f)} " in f" {' '.join(line.words[i + 1 : i + 6])} " for f in follow):
        return None
    before = line.word(i - 1)
    asked = forms.get(before) or forms.get(before[1:]) if word in _UNNAMED else None
    if asked is not None and asked.act in ("reject", "urge"):
        return None
    if "near" in form.flags and form.shape == "past" and form.gender == "m" and form.number == "s" and not conjunction:
        beside = frozenset(line.words[i + 1 : i + 2]) & form.frames
        if not beside and before not in _OPENING_WORDS:
            return None
    if form.number == "d" and before[-1:].isdigit():
        return None  # «14 طالبا»
    alone = not conjunction and form.shape == "past" and form.gender == "m" and before not in _ALSO
    if "conjoined" in form.flags and alone:
        return None
    thinks = before in _NOT and form.lemma in _THINKING and form.shape == "present"
    if not thinks and (before in _NEGATION or (before == "قد" and line.word(i - 2) in _NEGATION)):
        return None
    bare = form.shape == "past" and form.gender == "m" and form.number == "s" and not conjunction
    if bare and (before in _GOVERNING or _takes_noun(before)):
        return None  # «مع توقع وصول الوفود», «وصفت رد الوزير بأنه متناسب»: a noun
    if before in _MOOD and not (form.shape == "past" and (line.word(i - 2) in _PAST_MOOD or before in ("حتي", "او"))):
        return None
    if form.shape == "participle" and (before in _BECOMING or before.removeprefix("و") in _BECOMING):
        return None
    return form, conjunction


def has_verb(word: str) -> bool:
    """Whether a word is spelt like a reporting verb, «و» or «ف» on it or not."""
    forms = verb_forms()
    return word in forms or (word[0] in "وف" and word[1:] in forms)


def _takes_noun(before: str) -> bool:
    """Whether a word is a finite verb that takes a noun as its object («رفضت طلب المحامي»)."""
    form = verb_forms().get(before) or verb_forms().get(before[1:])
    return form is not None and form.shape != "participle" and "مفعول" in form.frames and not form.clitic


def _speaks(line: Line, i: int) -> bool:
    """Whether a colon or a quotation stands at ``i``, so that even a homograph is a verb of saying."""
    return line.word(i) == ":" or i in line.quotation


def cue_at(line: Line, i: int, depth: int = 0) -> Cue | None:
    """The cue at token ``i`` with the beginning of its content, or None where nothing that is said follows.

    ``depth``: how many verbs before it are being looked at; no more than two are, so that a line of verbs costs no
    more than its length.
    """
    key = (i, depth)
    if key not in line.cues:
        line.cues[key] = _cue_at(line, i, depth)
    return line.cues[key]


def _cue_at(line: Line, i: int, depth: int) -> Cue | None:
    found = verb_at(line, i)
    if found is None:
        return None
    form, conjunction = found
    place = content_place(line, i, form, depth)
    if place is not None and line.word(i + 1) in _BACKWARD and place[1] not in ("quote", "colon", "ان"):
        return None
    if line.word(i + 1) in _UNNAMED:
        return None
    return None if place is None else Cue(i, form, conjunction, *place)


def content_place(line: Line, i: int, form: Form, depth: int = 0) -> tuple[int, str] | None:
    """Where what is said begins after the verb at ``i``, and by which marker it is known."""
    frames, n = form.frames, len(line)
    strict = "strict" in form.flags
    bare = "bare" in form.flags
    if "blame" in form.flags:
        return next(((j, "object") for j in range(i + 1, min(n, i + 16)) if "مسوولي" in line.words[j]), None)
    reach = min(n, i + (22 if strict else 45))
    weak: tuple[int, str] | None = None
    j = i + 1
    while j < reach:
        token = line.tokens[j]
        word = token.text
        if line.bracketed[j]:
            pass
        elif token.kind == "open":
            quotation = line.quotation.get(j)
            if quotation is not None:
                short = quotation.last - quotation.first <= _SHORT and line.word(j - 1) not in (":", *JOINERS)
                if short and j == i + 1 and _clause_after(line, quotation.last + 1):
                    j = quotation.last + 1  # «وقالت "كذا" في بيان إن …»: a name
                    continue
                if (
                    short
                    and j > i + 1
                    and weak is None
                    and not frames & {"مفعول"}
                    and line.words[quotation.first][0] != "ب"
                ):
                    j = quotation.last
                elif "اقتباس" in frames or line.word(j - 1) in JOINERS:
                    return weak or (j, "quote")
                if weak is not None:
                    return weak
                if "مفعول" in frames:
                    return (j, "quote")
                if "ب" in frames and j + 1 < n and is_bi(line, j + 1):
                    return (j, "ب")
                if "ب" in frames and line.word(j - 1) in ("ب", "بالقول"):
                    return (j - 1, "ب")
                j = quotation.last
        elif word == ":":
            if weak is not None and not (weak[1] in ("ب", "ل", "في") and j + 1 in line.quotation):
                return weak
            if "اقتباس" in frames or line.word(j - 1) in JOINERS:
                k = line.after(j + 1, "-–—")  # «وقال المندوب: - …»
                if k < n:
                    return (k, "quote" if k in line.quotation else "colon")
            return None
        elif word in STOPS:
            break
        elif (past := _past_parenthesis(line, i, j)) > j:
            j = past
            continue
        elif (word in _AN or word in _BI_AN) and line.name[j] is None:
            before = line.word(j - 1)
            if before in _UNSAID and not strict:
                j += 1
                continue
            if before in CONTENT_PREPOSITIONS and (before in frames or "ان" in frames):
                if weak is None or weak[1] == before:
                    return (j - 1, before)
                return weak
            if weak is not None and weak[1] == "ب" and form.act in _TELLING and "ان" in frames and before in ("،", ","):
                return (j, "ان")  # «وأوضحت المنظمة، بمدينة كذا، أن …»
            if weak is not None:
                return weak
            if word in _BI_AN and ("ب" in frames or "ان" in frames):
                return (j, "ب")
            if "ان" in frames or line.word(j - 1) in JOINERS:
                return (j, "ان")
        elif line.name[j] is None and j > i + 1 and not _joins(line, j, frames) and verb_at(line, j) is not None:
            other = verb_at(line, j)
            assert other is not None
            if _described(line, i, j, other[1], depth):
                j += 1
                continue
            if other[1] or other[0].shape == "participle" or line.word(j - 1) in ("،", ","):
                break
            if (
                line.word(j - 1).removeprefix("و") not in ("الذي", "التي", "الذين")
                and weak is None
                and _says_more(line, j, depth)
            ):
                break
        elif weak is None and word in _WHAT and _WHAT[word] in frames and not strict and line.words[j - 1] not in "،,":
            weak = (j, _WHAT[word])
        elif weak is None and (not strict or bare) and word in frames and word in CONTENT_PREPOSITIONS:
            if not (word == "من" and line.word(j - 1) in _COUNT) and not (j > i + 1 and _adjunct(line, j)):
                weak = (j, word)
        elif weak is None and (not strict or bare) and "ب" in frames and is_bi(line, j):
            if not (form.act in _TELLING and _people(word[1:])) and not (j > i + 1 and _serves(line, j)):
                weak = (j, "ب")
        elif weak is None and (not strict or bare) and "ل" in frames and _is_li(line, i, j):
            weak = (j, "ل")
        j += 1
    if weak is not None:
        return weak
    return None


def _past_parenthesis(line: Line, i: int, j: int) -> int:
    """The token after what only interrupts the clause of the verb at ``i`` from token ``j`` on, else ``j``.

    «وقال فلان، بحسب ما أوردت وكالة كذا، إن …», «وأكد، على حد قوله، أن …», «قال مسؤول، طلب ألا يذكر اسمه، إن …»: up to
    the comma before the clause goes on.
    """
    found = attribution_at(line, j) if line.name[j] is None else None
    if found is not None and found[0].takes == "own":
        return found[1]
    relative = line.words[j] in _RELATIVE
    if line.words[j - 1] not in "،," or not (found is not None or (j - i <= _NEAR and _tells_more(line, j))):
        return j
    for k in range(j + 1, min(len(line) - 1, j + _ASIDE)):
        word, follows = line.words[k], line.words[k + 1]
        if word in STOPS or word == ":" or (word in _AN and not relative):
            return j
        if word in "،," and (follows in _AN or follows in _BI_AN or (k + 1 in line.quotation and found is not None)):
            return k
        if word in "،," and not relative:
            return j
    return j


def _tells_more(line: Line, j: int) -> bool:
    """Whether a clause at ``j`` tells of the noun before its comma («مسؤول، طلب …، إن», «فلان، الذي …، إن»)."""
    if line.words[j] in _RELATIVE:
        return True
    indefinite = line.name[j - 2] is None and not line.words[j - 2].startswith("ال")
    found = verb_at(line, j)
    verb = found is not None and not found[1] and found[0].shape == "past"
    return indefinite and (line.words[j] in _NEGATION or verb)


def _joins(line: Line, j: int, frames: frozenset[str]) -> bool:
    """Whether the word at ``j`` hands the content of the verb before it on («علق قائلا»), no «من يقول».

    Behind an object and a comma it begins words of its own («ثمن دور الجيش، قائلا إن …»).
    """
    if "مفعول" in frames and line.words[j - 1] in "،,":
        return False
    return line.words[j] in JOINERS and line.words[j - 1] != "من"


def _serves(line: Line, j: int) -> bool:
    """Whether the body at ``j`` is where a person right before it serves («مسؤول بوزارة كذا»)."""
    name, noun = line.name[j], source_noun(line.words[j - 1])
    person = noun is not None and noun.sense in ("person", "crowd") and not line.words[j - 1].startswith("ال")
    return person and (name is not None or _body(line.words[j][1:]))


def _body(word: str) -> bool:
    noun = source_noun(word)
    return noun is not None and noun.sense == "body"


def _people(word: str) -> bool:
    """Whether a word names people, whom nobody says («صرح خلال اجتماعه بقادة الدول أن …»)."""
    noun = source_noun(word)
    return noun is not None and noun.sense in ("person", "crowd")


def _clause_after(line: Line, j: int) -> bool:
    """Whether a clause of content comes soon after ``j``, no verb, stop or other quotation before it."""
    for k in range(j, min(len(line), j + 10)):
        if line.words[k] in _AN:
            return True
        if line.words[k] in STOPS or line.words[k] in ":،," or k in line.quotation or verb_at(line, k) is not None:
            return False
    return False


def _says_more(line: Line, j: int, depth: int) -> bool:
    """Whether the verb at ``j`` brings content of its own, so that the verb before it has none."""
    return depth >= _DEPTH or cue_at(line, j, depth + 1) is not None


def _described(line: Line, i: int, j: int, conjunction: str, depth: int) -> bool:
    """Whether the verb at ``j`` only tells of the subject of the verb at ``i`` («تقارير نشرت …»، «رفض ذكر اسمه»)."""
    if line.word(j + 1) in _UNNAMED:
        return True
    before = line.words[j - 1]
    noun = source_noun(before)
    return (
        j == i + 2
        and not conjunction
        and noun is not None
        and noun.sense in ("paper", "person", "crowd")
        and not before.startswith("ال")
        and depth < _DEPTH
        and cue_at(line, j, depth + 1) is not None
    )


def is_bi(line: Line, j: int) -> bool:
    """Whether «ب» is written on the noun at ``j`` (or stands alone before a quotation mark)."""
    word = line.words[j]
    if word == "ب":
        return True
    name = line.name[j]
    if name is not None:
        return name.first == j and name.particle in ("ب", "بال") and name.mention.type != "LOC"
    if word[1:] in _SHORT_NOUNS:
        return word.startswith("ب")
    return word.startswith("ب") and len(word) > 3 and word not in _NOT_BI and source_noun(word) is None


def _is_li(line: Line, i: int, j: int) -> bool:
    """Whether «ل» is written on the noun at ``j``, not next to the verb («ناشد المجتمع الدولي للتدخل»)."""
    word = line.words[j]
    if line.words[j] in ("لان", "لانه", "لانها", "لانهم"):
        return True
    if line.name[j] is not None or len(word) <= 3 or not word.startswith("ل") or source_noun(word) is not None:
        return False
    return j > i + 1 if not word.startswith("لل") else source_noun("ال" + word[2:]) is None


def _adjunct(line: Line, j: int) -> bool:
    """Whether the preposition at ``j`` belongs to the speaker's description («السفير لدى …»، «ردا على»)."""
    before = line.word(j - 1)
    return before in _ADJUNCTS


@lru_cache(maxsize=1 << 15)
def _attributions_from(word: str) -> tuple[Attribution, ...]:
    """The attributing phrases that may begin with a word, «و» or «ف» on it or not."""
    table = attributions()
    return tuple(table.get(word) or (table.get(word[1:]) if word[0] in "وف" else None) or ())


def attribution_at(line: Line, i: int) -> tuple[Attribution, int] | None:
    """The attributing phrase at token ``i``, with the token after it (where «ل» is written on the source, its own)."""
    word = line.words[i]
    options = _attributions_from(word)
    if not options:
        return None
    for option in options:
        k = i + 1
        for expected in option.words[1:]:
            if expected == "ل":
                if line.word(k) == "ل":
                    k += 1
                elif not line.word(k).startswith("ل"):
                    break
            elif line.word(k) != expected:
                break
            else:
                k += 1
        else:
            if option.takes == "verb" and (not _verb_soon(line, k) or (word[-3:] == "كما" and _says(line, k))):
                continue
            if option.words == ("كما",) and i <= 1:
                continue
            if option.takes == "noun" and line.word(k) in ("ما", "لما"):
                continue
            return option, k
    return None


def _verb_soon(line: Line, k: int) -> bool:
    word = line.word(k)
    if word in _CARRIED or word in _TOLD_BY:
        return True
    if word in told_forms():
        return True
    return k < len(line) and verb_at(line, k) is not None and "target" not in verb_forms_flags(line, k)


def _says(line: Line, k: int) -> bool:
    """Whether the verb at ``k`` brings its own content («كما أفادت بأن»), so that «كما» only joins."""
    return cue_at(line, k) is not None or verb_at(line, k) is None


def verb_forms_flags(line: Line, k: int) -> frozenset[str]:
    found = verb_at(line, k)
    return found[0].flags if found else frozenset()
