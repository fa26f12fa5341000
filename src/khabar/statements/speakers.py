"""Who speaks: the subject of a reporting verb, named before it, after it, or not at all."""

from __future__ import annotations

from typing import NamedTuple

from khabar.statements.cues import CLAUSE, Cue, verb_at
from khabar.statements.lexicon import Form, source_noun, words
from khabar.statements.lines import Line
from khabar.statements.phrases import ADVERBS, RELATIVE, Phrase, phrase, skip_adverbs
from khabar.statements.scene import Scene

_BORDERS = words("borders")
_WAS = words("was")
_CONTINUING = frozenset(("اضاف", "تابع", "اردف", "استطرد", "زاد", "استدرك", "اكمل", "واصل", "مضي", "اختتم", "ختم"))


class Subject(NamedTuple):
    """Who a verb's speaker is, the token after his name (the verb's own next token if none follows), and the rule."""

    ids: tuple[str, ...]
    stop: int
    rule: str


def subject(line: Line, at: int, form: Form, conjunction: str, limit: int, begin: int, scene: Scene) -> Subject:
    """The speaker of the verb at token ``at``. ``limit``: where its content begins; ``begin``: where its clause may."""
    if form.shape == "participle":
        return Subject(_main(line, at, scene), at + 1, "participle")
    if line.word(at - 1) in RELATIVE:
        found = _antecedent(line, at - 1)
        if found is not None:
            return Subject(scene.resolve(found), at + 1, "relative")
    after = phrase(line, at + 1, limit)
    if after is not None and _plausible(after, form):
        return Subject(scene.resolve(after), after.stop, "verb-subject")
    before = _before(line, at, begin)
    if before is not None and (not conjunction or line.word(begin) in _WAS) and form.lemma not in _CONTINUING:
        return Subject(scene.resolve(before), at + 1, "subject-verb")
    return Subject(_dropped(form, scene), at + 1, "dropped")


def _plausible(found: Phrase, form: Form) -> bool:
    """Whether a phrase after the verb can be its subject: known, a source noun, or at least definite."""
    if found.ids or found.sense:
        return True
    head = found.words.split()[0] if found.words else ""
    return bool(head) and not form.clitic and found.lone[:2] != "ما"


def _before(line: Line, at: int, begin: int) -> Phrase | None:
    """The subject that stands before its verb: the phrase that opens the clause and reaches the verb."""
    borders = [k + 1 for k in range(begin, at) if line.words[k] in _BORDERS]
    for start in dict.fromkeys([*borders[-1:], begin, *(k + 1 for k in range(begin, at) if line.words[k] in "،,")]):
        k = start
        while k < at and (line.words[k] in _WAS or line.words[k] in _BORDERS):
            k += 1
        found = phrase(line, k, at)
        if found is None or not (found.ids or found.sense):
            continue
        rest = skip_adverbs(line, found.stop, at)
        if rest >= at or line.words[rest] in RELATIVE or line.words[rest] in ("قد",):
            return found
        if line.words[found.stop - 1 : found.stop] and line.word(found.stop) in "،," and line.words[at - 1] in "،,":
            return found
    for last in (at - 1, at - 2):
        name = line.name[last] if last >= 0 else None
        if name is not None and name.first >= begin and name.particle in ("", "ال", "و"):
            return phrase(line, name.first, at)
    return None


def _antecedent(line: Line, stop: int) -> Phrase | None:
    """The phrase that a relative pronoun at ``stop`` goes back to."""
    best = None
    for k in range(stop - 1, max(-1, stop - 14), -1):
        name = line.name[k]
        if name is not None and name.first != k:
            continue
        if name is None and source_noun(line.words[k]) is None:
            continue
        found = phrase(line, k, stop)
        if found is not None and found.stop >= stop - 1:
            best = found
    return best


def _main(line: Line, at: int, scene: Scene) -> tuple[str, ...]:
    """The subject of the clause that a participle hangs on."""
    if scene.here:
        return scene.here
    for k in range(at):
        if line.inside[k]:
            continue
        if line.name[k] is not None or source_noun(line.words[k]) is not None:
            found = phrase(line, k, at)
            if found is not None and (found.ids or found.sense):
                return scene.resolve(found)
    return scene.speaker


def topic(line: Line, scene: Scene) -> tuple[str, ...]:
    """The first named thing of a sentence that no preposition governs: what a later bare verb may mean."""
    for k in range(min(len(line), 12)):
        name = line.name[k]
        if name is not None and name.first == k and name.particle in ("", "ال", "و") and not line.inside[k]:
            found = phrase(line, k, len(line))
            return tuple(scene.stands(x) for x in found.ids) if found is not None else ()
    return ()


def _dropped(form: Form, scene: Scene) -> tuple[str, ...]:
    """Who a verb without a subject means: the last speaker, unless the sentence before spoke of another."""
    if scene.here:
        return scene.here
    if form.lemma in _CONTINUING or scene.number - scene.spoke_at <= 1 or not scene.topic:
        return scene.speaker or scene.topic
    return scene.topic


__all__ = ["ADVERBS", "CLAUSE", "Cue", "Subject", "subject", "topic", "verb_at"]
