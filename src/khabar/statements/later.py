"""Unnamed sources whom the page names further down («السفير … السفير فلان»، «والد الفتاة … والدها فلان»)."""

from __future__ import annotations

from khabar.statements.descriptions import bag_of, fits_description, lands, lemma_of, longest_name, particular
from khabar.statements.lexicon import source_noun, words
from khabar.statements.media import lone_medium
from khabar.statements.scene import Scene
from khabar.text import fold

_KIN = words("kin")
_KIN_LEMMAS = frozenset(noun.lemma for word in _KIN if (noun := source_noun(word)) is not None)


def named_later(scene: Scene) -> dict[str, tuple[str, ...]]:
    """Unnamed sources whom the page names further down by the same description («السفير … السفير فلان»)."""
    found: dict[str, tuple[str, ...]] = {}
    for entity in scene.unnamed.values():
        head = fold(entity.names["ar"]).split()[0] if entity.names["ar"] else ""
        if medium := lone_medium(fold(entity.names["ar"]).split(), scene.roles):
            found[entity.id] = (medium,)
            continue
        if head in _KIN and (ids := _relative(scene, lemma_of(head))):
            found[entity.id] = ids
        if named := _ends_in_name(scene, fold(entity.names["ar"]).split()):
            found[entity.id] = (named,)
            continue
        if not particular(fold(entity.names["ar"]).split()):
            continue
        lemma, bag = lemma_of(head), bag_of(entity.names["ar"])
        if len(bag) < 2:
            continue
        gender = "f" if head.endswith("ه") else "m"
        for described, ids in scene.known.get(lemma, ()):
            if scene.type_of(ids) == "PER" and scene.gender.get(ids[0], gender) not in (gender, ""):
                continue
            if fits_description(bag, described, "person") and scene.type_of(ids) in ("PER", "ORG"):
                found[entity.id] = ids
                break
    return found


def _ends_in_name(scene: Scene, description: list[str]) -> str | None:
    """The person of the page with whose name a description ends («مساعد الوزير هندي الفلاني … الفلاني»)."""
    noun = source_noun(description[0]) if len(description) > 2 else None
    last = description[-1] if description else ""
    if noun is None or noun.sense != "person" or noun.plural or noun.lemma in _KIN_LEMMAS or last in lands():
        return None
    if source_noun(last) is not None or len(last) < 4 or "باسم" in description:
        return None
    fit = {
        e.id
        for e in scene.entities.values()
        if e.type == "PER" and (name := longest_name(e)) and description[-len(name) :] == name
    }
    return fit.pop() if len(fit) == 1 else None


def _relative(scene: Scene, lemma: str) -> tuple[str, ...]:
    """The one person whom the page names with a pronoun for whose kin he is («والدها فلان» for «والد فلانة»)."""
    named = {ids for bag, ids in scene.known.get(lemma, ()) if len(bag) == 1 and scene.type_of(ids) == "PER"}
    return next(iter(named)) if len(named) == 1 else ()
