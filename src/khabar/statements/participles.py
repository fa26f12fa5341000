"""Whom a participle goes with («مضيفا أن»), and a pronoun on a verbal noun: the subject of the clause they hang on."""

from __future__ import annotations

from khabar.statements.clauses import WAS, owned
from khabar.statements.lexicon import Form, source_noun
from khabar.statements.lines import Line
from khabar.statements.nouns import PREPOSITIONS
from khabar.statements.phrases import phrase
from khabar.statements.scene import Scene

_FAR = 80
"""No subject is looked for further back than so many tokens."""


def subject_of_clause(line: Line, at: int, begin: int, form: Form, scene: Scene) -> tuple[str, ...]:
    """The subject of the clause that a participle hangs on, and whom a pronoun on a verbal noun means."""
    was = next((k for k in range(at - 1, begin - 1, -1) if line.words[k] in WAS and not line.inside[k]), None)
    if was is not None:
        found = phrase(line, was + 1, at)
        if found is not None and (found.ids or found.sense):
            return scene.resolve(found)
    if (near := _beside(line, at, form, scene)) is not None:
        return near
    if scene.here and scene.fits(scene.here, form):
        return scene.here
    if scene.last is not None and scene.last.speaker != scene.here and scene.fits(scene.last.speaker, form):
        return scene.last.speaker
    if form.number != "s":
        together = joint(line, at, scene)
        if together:
            return together
    for k in range(max(0, at - _FAR), at):
        if line.inside[k] or line.word(k - 1) in PREPOSITIONS or owned(line, k):
            continue
        if line.name[k] is not None or source_noun(line.words[k]) is not None:
            found = phrase(line, k, at)
            if found is not None and (found.ids or found.sense):
                ids = scene.known_as(found)
                if not ids or scene.fits(ids, form):
                    return scene.resolve(found)
    return next((ids for ids in (scene.speaker, *scene.heard()) if ids and scene.fits(ids, form)), scene.speaker)


def _beside(line: Line, at: int, form: Form, scene: Scene) -> tuple[str, ...] | None:
    """Who acts right before a participle at ``at`` («بعد شكوى أودعتها فرنسا متهمة جارتها بكذا»)."""
    for k in range(at - 1, max(0, at - 4), -1):
        name = line.name[k]
        if name is None or name.first != k or name.particle or line.inside[k]:
            continue
        verb = line.words[k - 1]
        found = phrase(line, k, at) if verb.endswith(("تها", "ته")) and source_noun(verb) is None else None
        if found is not None and found.stop == at and scene.fits(scene.known_as(found), form):
            return scene.resolve(found)
    return None


def joint(line: Line, at: int, scene: Scene) -> tuple[str, ...]:
    """The last two or more that «و» joins before ``at``."""
    for k in range(at - 1, max(0, at - _FAR), -1):
        name = line.name[k]
        if name is not None and name.first == k and name.particle == "و" and k > 0:
            before = line.name[k - 1]
            if before is not None:
                found = phrase(line, before.first, at)
                if found is not None and found.more:
                    return scene.resolve(found)
    return ()
