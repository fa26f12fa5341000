"""Who speaks: the subject of a reporting verb, named before it, after it, or not at all."""

from __future__ import annotations

from typing import NamedTuple

from khabar.statements.lexicon import Form, source_noun, words
from khabar.statements.lines import Line
from khabar.statements.nouns import PREPOSITIONS, RELATIVE, skip_adverbs
from khabar.statements.phrases import Phrase, phrase
from khabar.statements.scene import Scene

_BORDERS = words("borders")
_WAS = words("was")
_WITHIN = frozenset(("فيه", "فيها", "فيهما", "خلاله", "خلالها", "به", "بها"))
_IMPERSONAL = words("impersonal")
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
    before = line.word(at - 1)
    after = phrase(line, at + 1, limit)
    if before in RELATIVE or before == "ما":
        if line.word(at - 2) in ("الامر", "الشيء") or (before == "ما" and form.shape == "present"):
            return Subject((), at + 1, "relative")
        turned = form.clitic or (line.word(limit).endswith(("ها", "ه")) and line.word(limit)[0] == "ب")
        if before in RELATIVE and not (turned and after is not None and after.ids):
            found = _antecedent(line, at - 1)
            if found is not None:
                return Subject(scene.resolve(found), at + 1, "relative")
    if line.word(at + 1) in _WITHIN:
        owner = _owner_before(line, at, begin, scene)
        if owner:
            return Subject(owner, at + 2, "relative")
    was = next((k for k in range(at - 1, max(begin, at - 14) - 1, -1) if line.words[k] in _WAS), None)
    if was is not None and was < at - 1:
        found = phrase(line, was + 1, at)
        if found is not None and (found.ids or found.sense):
            return Subject(scene.resolve(found), at + 1, "subject-verb")
    if after is not None and _plausible(after, form):
        return Subject(scene.resolve(after), after.stop, "verb-subject")
    if not conjunction and form.lemma not in _CONTINUING:
        found = _before(line, at, begin)
        if found is not None:
            return Subject(scene.resolve(found), at + 1, "subject-verb")
    impersonal = form.shape == "present" and form.gender == "m" and form.number == "s" and form.lemma in _IMPERSONAL
    if impersonal and (conjunction or at == begin or before in _BORDERS or before in "،,"):
        return Subject((), at + 1, "impersonal")
    return Subject(_dropped(line, at, begin, form, scene), at + 1, "dropped")


def _owner_before(line: Line, at: int, begin: int, scene: Scene) -> tuple[str, ...]:
    """Whose speech the words before «قال فيها» name («تصريحات لفلان قال فيها»): the nearest person or body."""
    for k in range(at - 1, begin - 1, -1):
        name = line.name[k]
        if name is not None and name.proper and name.mention.type in ("PER", "ORG"):
            return (scene.stands(name.mention.entity),)
    return ()


def _plausible(found: Phrase, form: Form) -> bool:
    """Whether a phrase after the verb can be its subject: known, a source noun, or at least definite."""
    if found.ids or found.sense:
        return True
    head = found.words.split()[0] if found.words else ""
    return bool(head) and not form.clitic and found.head[:2] != "ما"


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


def topic(line: Line, scene: Scene, stop: int | None = None) -> tuple[str, ...]:
    """Who a sentence is about: the first named or known thing that no preposition governs."""
    limit = min(len(line) if stop is None else stop, 16)
    for k in range(limit):
        if line.inside[k] or line.word(k - 1) in PREPOSITIONS:
            continue
        name = line.name[k]
        if name is not None:
            if name.first != k or name.particle not in ("", "ال", "و") or line.clock[k]:
                continue
        elif source_noun(line.words[k]) is None:
            continue
        found = phrase(line, k, len(line) if stop is None else stop)
        if found is None:
            continue
        ids = scene.known_as(found)
        if ids:
            return ids
    return ()


def _dropped(line: Line, at: int, begin: int, form: Form, scene: Scene) -> tuple[str, ...]:
    """Who a verb without a subject means: the last speaker, unless the words before spoke of another."""
    if scene.here:
        return scene.here
    if form.lemma in _CONTINUING:
        return scene.speaker or scene.topic
    if at > 3:
        ours = topic(line, scene, at)
        if ours:
            return ours
    if scene.number - scene.spoke_at <= 1 or not scene.topic:
        return scene.speaker or scene.topic
    return scene.topic
