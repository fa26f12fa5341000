"""Verbal nouns that report: «بعد إعلان الحكومة تمديد الهدنة»، «رغم تأكيده أن …»."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple, cast

from khabar.model import Act
from khabar.statements.acts import act_of
from khabar.statements.cues import CLAUSE, SILENCE, Cue, is_bi, verb_at
from khabar.statements.drafts import Draft
from khabar.statements.lexicon import CLITICS, PREPOSITION, Form, source_noun, words
from khabar.statements.lines import Line
from khabar.statements.nouns import PREPOSITIONS, skip_adverbs
from khabar.statements.participles import subject_of_clause
from khabar.statements.phrases import phrase
from khabar.statements.scene import Scene
from khabar.statements.spans import content_span, kind_of
from khabar.text import fold, rows

_LIGHT = words("light-verbs")
_PASSIVE = words("done-by-nobody")
_KNOWN = words("known-for")
_BEFORE = ("", "و", "ب", "ل", "ف", "وب")
_LED = ("وال", "فال", "بال", "لل", "كال")
_SPEAKERS = ("person", "body", "crowd", "media")
_NEAR = 5
"""«عرف فلان بانتقاده»: the verb stands no further before the noun than so many tokens."""
_REACH = 7
"""How many tokens may stand between the speaker and the preposition where a target comes first."""


class _Noun(NamedTuple):
    form: Form
    between: bool
    clitic: str
    """The owner's pronoun («إعلانه»), empty where a noun must follow."""


@lru_cache(maxsize=1)
def _nouns() -> dict[str, _Noun]:
    """Every form of the verbal nouns, alone and with the owner's pronoun, folded."""
    found: dict[str, _Noun] = {}
    for row in rows("verbal_nouns.tsv"):
        noun = fold(row["noun"])
        frames = frozenset(PREPOSITION.get(f, f) for f in row["frames"].split("|"))
        form = Form(noun, cast(Act, row["act"]), frames, frozenset(), "noun", "", "s")
        found[noun] = _Noun(form, row["between"] == "yes", "")
        stem = noun[:-1] + "ت" if noun.endswith("ه") else noun
        for clitic in CLITICS:
            found[stem + clitic] = _Noun(form, row["between"] == "yes", clitic)
    return found


def has_noun(word: str) -> bool:
    """Whether a word is a verbal noun that may report."""
    return word in _indefinite() or _reporting_noun(word) is not None


def by_verbal_noun(line: Line, at: int, begin: int, scene: Scene) -> Draft | None:
    """The statement that the verbal noun at token ``at`` reports, None where no speaker or no content follows."""
    light = _by_light_verb(line, at, begin, scene) or _from_somebody(line, at, scene)
    if light is not None:
        return light
    noun = _noun_at(line, at)
    if noun is None:
        return None
    end = min(len(line), at + 30)
    if noun.clitic:
        gender = {"ه": "m", "ها": "f"}.get(noun.clitic, "")
        form = noun.form._replace(gender=gender, number="s" if gender else "p")
        ids, after = subject_of_clause(line, at, begin, form, scene), at + 1
    else:
        if at + 1 >= end or line.clock[at + 1] or (line.name[at + 1] is None and not _definite(line, at + 1)):
            return None
        owner = phrase(line, at + 1, end)
        if owner is None or owner.first != at + 1 or not (owner.ids or owner.sense in _SPEAKERS):
            return None
        ids, after = (), owner.stop
    start = _content(line, noun, after, end)
    if start is None:
        return None
    if not noun.clitic and owner is not None:
        # «ردت الإمارات … بدعوة الدوحة إلى …»: who follows is the one urged, and the clause's subject speaks
        answered = noun.between and line.words[at].startswith(("ب", "وب"))
        ids = subject_of_clause(line, at, begin, noun.form, scene) if answered else scene.resolve(owner)
    first, stop = content_span(line, Cue(at, noun.form, "", start, "object"))
    _, first, stop_inside = kind_of(line, first, stop)
    if not ids or stop_inside - first < 2:
        return None
    act = act_of(noun.form, line, first, stop_inside)
    return Draft(line, first, stop_inside, act, ids, "verbal-noun", cue=(at, at + 1), edge=stop)


def _by_light_verb(line: Line, at: int, begin: int, scene: Scene) -> Draft | None:
    """«أصدرت الوزارة تحذيرا من …»، «وجه الوزير اتهامات إلى فلان بـ …»: the noun reports."""
    if line.name[at] is not None or line.inside[at]:
        return None
    noun = _indefinite().get(line.words[at])
    if noun is None:
        return None
    verb = next((k for k in range(at - 1, max(begin, at - 9) - 1, -1) if line.words[k] in _LIGHT), None)
    who = phrase(line, verb + 1, at) if verb is not None else None
    if verb is None or who is None or who.first != verb + 1 or not (who.ids or who.name or who.sense in _SPEAKERS):
        return None
    if skip_adverbs(line, who.stop, at) < at:
        return None
    end = min(len(line), at + 30)
    start = _content(line, noun, at + 1, end)
    if start is None:
        return None
    return _reported(line, at, noun.form, start, scene.resolve(who))


def _reported(line: Line, at: int, form: Form, start: int, ids: tuple[str, ...]) -> Draft | None:
    """The statement of the noun at ``at`` whose content begins at ``start``; None for a single word."""
    first, stop = content_span(line, Cue(at, form, "", start, "object"))
    _, first, inside = kind_of(line, first, stop)
    if inside - first < 2:
        return None
    return Draft(
        line, first, inside, act_of(form, line, first, inside), ids, "verbal-noun", cue=(at, at + 1), edge=stop
    )


def _from_somebody(line: Line, at: int, scene: Scene) -> Draft | None:
    """«إثر اتهامات من الحكومة بأن …»: the noun reports, and «من» tells whose it is."""
    noun = _indefinite().get(line.words[at]) if line.name[at] is None and not line.inside[at] else None
    if noun is None or line.word(at + 1) != "من":
        return None
    end = min(len(line), at + 30)
    who = phrase(line, at + 2, end)
    if who is None or who.first != at + 2 or not (who.ids or who.sense in _SPEAKERS):
        return None
    start = next((k for k in range(who.stop, min(end, who.stop + 4)) if line.words[k] in CLAUSE), None)
    if start is None or ("ب" not in noun.form.frames and "ان" not in noun.form.frames):
        return None
    return _reported(line, at, noun.form, start, scene.resolve(who))


@lru_cache(maxsize=1)
def _indefinite() -> dict[str, _Noun]:
    """The indefinite object forms of verbal nouns that take a preposition: «تحذيرا»، «دعوة»، «اتهامات»."""
    found: dict[str, _Noun] = {}
    for word, noun in _nouns().items():
        frames = noun.form.frames & PREPOSITIONS | (noun.form.frames & {"ب"})
        if noun.clitic or not frames:
            continue
        led = noun._replace(form=noun.form._replace(frames=frames), between=True)
        stem = word.removesuffix("ه")
        for form in (word, stem + "ات") if word.endswith("ه") else (word + "ا", word + "ات"):
            found.setdefault(form, led)
    return found


def _noun_at(line: Line, at: int) -> _Noun | None:
    if line.name[at] is not None or line.inside[at]:
        return None
    word = line.words[at]
    if _reporting_noun(word) is None:
        return None
    if verb_at(line, at) is not None and line.word(at - 1) not in PREPOSITIONS:
        return None
    if any(line.word(k).removeprefix("و") in _KNOWN for k in range(max(0, at - _NEAR), at)):
        return None  # «عرف الراحل بانتقاده الشديد للحكومة»
    if line.word(at - 1) in _PASSIVE or line.word(at - 1)[1:] in _PASSIVE:
        return None  # «تم إبلاغ الوزارة بالأمر»: who follows is told
    return _reporting_noun(word)


@lru_cache(maxsize=1 << 14)
def _reporting_noun(word: str) -> _Noun | None:
    """The verbal noun that a word is, with or without a particle before it."""
    table = _nouns()
    for particle in _BEFORE:
        if word.startswith(particle) and (noun := table.get(word[len(particle) :])) is not None:
            return noun
    return None


def _definite(line: Line, i: int) -> bool:
    noun = source_noun(line.words[i])
    return noun is not None and noun.sense in _SPEAKERS


def _content(line: Line, noun: _Noun, after: int, end: int) -> int | None:
    """Where the content begins after the speaker."""
    frames = noun.form.frames
    start = skip_adverbs(line, after, end) if line.word(after) not in frames else after
    for j in range(start if line.word(after) in "،," else after, min(end, start + (_REACH if noun.between else 1))):
        word = line.words[j]
        if word in ".؛:" or (word in "،," and not noun.between):
            return None
        if word in CLAUSE:
            return j if "ان" in frames or (word.startswith("ب") and "ب" in frames) else None
        if word in frames and word in PREPOSITIONS:
            return j
        if "ب" in frames and is_bi(line, j):
            return j
    if "اقتباس" in frames and after in line.quotation:
        return after
    if "مفعول" in frames and after < end and line.tokens[after].kind == "word" and not line.clock[after]:
        word, name = line.words[after], line.name[after]
        bare = name is None and word not in SILENCE and (word.startswith("ال") or len(word) > 3)
        if bare and word not in PREPOSITIONS and not word.startswith(_LED) and not is_bi(line, after):
            return after
    return None
