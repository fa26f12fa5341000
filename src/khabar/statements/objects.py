"""Verbs that take whom they urge or accuse as object: who is their subject, and what only their object."""

from __future__ import annotations

from khabar.statements.lexicon import Form, source_noun, words
from khabar.statements.lines import Line
from khabar.statements.nouns import skip_adverbs
from khabar.statements.phrases import phrase
from khabar.statements.scene import Scene
from khabar.statements.sources import Phrase

_BORDERS = words("borders")


def fronted(line: Line, at: int, begin: int, form: Form, scene: Scene) -> Phrase | None:
    """The subject that opens the clause of a verb whose object follows («لشبونة تطالب مدريد بـ …»)."""
    for k in sorted({begin, *(k + 1 for k in range(begin, at) if line.words[k] in _BORDERS)}, reverse=True):
        found = phrase(line, k, at)
        if found is None or found.first != k or found.stop != at or not (found.ids or found.sense):
            continue
        if found.more or not form.gender or form.number != "s":
            return found
        ids = scene.known_as(found)
        kind = scene.entities[ids[0]].type if len(ids) == 1 and ids[0] in scene.entities else ""
        if kind in ("LOC", "ORG"):
            return found if scene.feminine(ids[0]) == (form.gender == "f") else None
        if kind == "PER":
            return found if scene.fits(ids, form) else None
        return found if _feminine(found) == (form.gender == "f") else None
    return None


def is_object(line: Line, at: int, found: Phrase, form: Form, conjunction: str, limit: int, scene: Scene) -> bool:
    """Whether what follows «اتهم»، «دعا» is its object, the subject dropped.

    The verb is a man's and the noun no man's, or the verb cannot do without an object and nothing else follows.
    """
    if "target" not in form.flags or skip_adverbs(line, at + 1, found.first) < found.first or form.clitic:
        return False
    word = line.words[found.first]
    if word.startswith("ال") and word.endswith("يون") and scene.type_of(found.ids) in ("GROUP", "ORG"):
        return False  # «طالب الإيرانيون الاتحاد بكذا»: the nominative of many is no object
    if "transitive" in form.flags and skip_adverbs(line, found.stop, limit) >= limit:
        return True
    if found.more:
        return False
    if conjunction == "و" and at > 3 and len(found.ids) <= 1 and scene.here and scene.fits(scene.here, form):
        return True  # «قال الوزير كذا، ودعا المجلس إلى …»: whoever speaks in the sentence goes on
    if form.gender != "m":
        return False
    if len(found.ids) == 1:
        return form.shape == "past" and scene.feminine(found.ids[0])
    return not found.ids and not found.name and _feminine(found)


def _feminine(found: Phrase) -> bool:
    """Whether a verb before a described source is feminine («الحكومة»، «الميليشيات»)."""
    noun = source_noun(found.head)
    return found.head.endswith("ه") if noun is None or not noun.plural else found.head.endswith("ات")
