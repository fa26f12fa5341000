"""Whom a verb without a subject means: who acts in its sentence, who spoke last, whom the sentence before is about."""

from __future__ import annotations

from khabar.statements.clauses import opens, verbal
from khabar.statements.complements import occasion
from khabar.statements.lexicon import Form, source_noun, words
from khabar.statements.lines import Line, Name
from khabar.statements.nouns import PREPOSITIONS
from khabar.statements.offices import is_office, is_title
from khabar.statements.phrases import phrase
from khabar.statements.scene import Scene
from khabar.statements.sources import Phrase

CONTINUING = words("continuing")
_INTERVIEWS = words("interviews")
_SHORT = 3
"""A name of so few letters is only a piece of one («بن»)."""


def _medium(line: Line, name: Name, scene: Scene) -> bool:
    """Whether a name is that of a carrier of news, which does not act in the sentence."""
    return name.mention.type == "ORG" and scene.carrier(name.mention, line, name.first) is not None


def topic(line: Line, scene: Scene, stop: int | None = None, form: Form | None = None) -> tuple[str, ...]:
    """Who a sentence is about: the first named or known thing that no preposition governs.

    For a verb (``form``) whose subject it may be, somebody unknown as well («احتجت شخصيات بارزة، وطالبت بكذا»).
    """
    limit = min(len(line) if stop is None else stop, 16)
    for k in range(limit):
        if line.inside[k] or _governed(line, k):
            continue
        name = line.name[k]
        if name is not None:
            if name.first != k or name.particle not in ("", "ال", "و") or line.clock[k] or line.platform(name):
                continue
            if k > 2 and (k in line.carrier or _medium(line, name, scene)):
                continue
        elif (noun := source_noun(line.words[k])) is None or (noun.sense == "media" and k > 2):
            continue
        elif form is not None and noun.sense == "paper" and not opens(line, k):
            continue  # «وعقب صدور النتائج احتجت النقابات، وطالبت …»
        found = phrase(line, k, len(line) if stop is None else stop)
        if found is None:
            continue
        ids = scene.known_as(found)
        if ids:
            return ids
        if form is not None and found.sense in ("person", "crowd", "body") and _may_act(line, k, found, form):
            return scene.resolve(found)
    return ()


def _governed(line: Line, k: int) -> bool:
    """Whether a preposition governs ``k``, titles between («مع الزميل فلان»)."""
    b = k - 1
    while b > 0 and line.name[b] is None and line.name[k] is not None and _title_or_office(line.words[b]):
        b -= 1
    return line.word(b) in PREPOSITIONS


def _title_or_office(word: str) -> bool:
    return is_title(word) or (word.startswith("ال") and is_office(word))


def _may_act(line: Line, k: int, found: Phrase, form: Form) -> bool:
    """Whether somebody unknown at ``k`` can be the subject of a later verb: no noun before owns or is told by him."""
    if not (opens(line, k) or (line.name[k - 1] is None and verbal(line, k - 1))):
        return False
    noun = source_noun(found.head)
    if occasion(found.head):
        return False  # «ويأتي اجتماع …، ورفض …»
    many = noun is not None and noun.plural and noun.sense in ("person", "crowd")
    if form.number == "p":
        return many
    if form.gender == "f":
        return found.head.endswith(("ه", "ات")) or (many and noun is not None and noun.sense == "crowd")
    return not many and not found.head.endswith(("ه", "ات"))


def _issuer_before(line: Line, at: int, scene: Scene) -> tuple[str, ...]:
    """Whose paper the sentence names before the verb («جاء ذلك في بيان للوزارة، حيث ذكرت …»)."""
    for k in range(min(at, 12) - 1):
        noun = source_noun(line.words[k]) if line.name[k] is None else None
        name = line.name[k + 1]
        if name is None or name.first != k + 1:
            continue
        person = name.mention.type == "PER" and len(name.mention.text) > _SHORT
        spoken = line.words[k] in _INTERVIEWS and person  # «في مقابلة لفلان»
        if not spoken and (noun is None or noun.sense != "paper"):
            continue
        if name.particle in ("ل", "لل") and name.mention.type != "LOC" and k + 1 not in line.carrier:
            return (scene.stands(name.mention.entity),)
    return ()


def _gathered(line: Line, at: int, scene: Scene) -> tuple[str, ...]:
    """The persons whom a sentence brings together before «واتفقوا على …», where no group stands in it."""
    found: list[str] = []
    for k in range(at):
        name = line.name[k]
        noun = source_noun(line.words[k]) if name is None and not line.inside[k] else None
        if noun is not None and noun.plural and noun.sense in ("person", "crowd"):
            return ()
        if name is None or name.first != k or line.inside[k] or not name.proper or name.mention.type != "PER":
            continue
        found.append(name.mention.entity)
    found = list(dict.fromkeys(found))
    return tuple(found) if len(found) > 1 else ()


def dropped(line: Line, at: int, begin: int, form: Form, scene: Scene) -> tuple[str, ...]:
    """Who a verb without a subject means: the last speaker, unless the words before spoke of another.

    Whom the verb's gender or number rules out is passed over, as long as another is left.
    """
    goes_on = scene.here and scene.fits(scene.here, form)
    if form.number == "p" and not goes_on and (met := _gathered(line, at, scene)):
        return met
    options = [scene.here, _issuer_before(line, at, scene)]
    if form.lemma in CONTINUING:
        # «حاول الوزير … وأضاف أن …»: whoever acts in the sentence, unless the verb opens it
        options += [topic(line, scene, at, form) if at > 5 else (), scene.speaker, scene.topic]
    else:
        if at > 2:
            options.append(topic(line, scene, at, form))
        near = scene.number - scene.spoke_at <= 1 or not scene.topic
        options += [scene.speaker, scene.topic] if near else [scene.topic, scene.speaker]
    options = [o for o in (*options, *scene.heard()) if o]
    if form.number == "d":
        return next((o for o in options if len(o) == 2), ()) or scene.two()
    fitting = next((ids for ids in options if scene.fits(ids, form)), None) or _named_before(line, at, form, scene)
    return fitting or next((ids for ids in options if (len(ids) > 1) == (form.number != "s")), next(iter(options), ()))


def _named_before(line: Line, at: int, form: Form, scene: Scene) -> tuple[str, ...]:
    """The person named last before a verb that goes with one («تتهم أنقرة فلانا بكذا، لكنه ينفي»)."""
    for k in range(at - 1, -1, -1) if form.number == "s" else ():
        name = line.name[k]
        if name is None or not name.proper or name.mention.type != "PER" or line.inside[k]:
            continue
        if scene.fits((name.mention.entity,), form):
            return (name.mention.entity,)
    return ()
