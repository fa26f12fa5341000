"""Unnamed sources whom the page names further down («السفير … السفير فلان»، «والد الفتاة … والدها فلان»)."""

from __future__ import annotations

from khabar.statements.descriptions import bag_of, fits_description, lands, lemma_of, longest_name, particular
from khabar.statements.lexicon import media_lands, source_noun, words
from khabar.statements.scene import Scene
from khabar.text import fold

_KIN = words("kin")
_KIN_LEMMAS = frozenset(noun.lemma for word in _KIN if (noun := source_noun(word)) is not None)


def named_later(scene: Scene) -> dict[str, tuple[str, ...]]:
    """Unnamed sources whom the page names further down by the same description («السفير … السفير فلان»)."""
    found: dict[str, tuple[str, ...]] = {}
    for entity in scene.unnamed.values():
        head = fold(entity.names["ar"]).split()[0] if entity.names["ar"] else ""
        if medium := _medium(scene, fold(entity.names["ar"]).split()):
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


def _medium(scene: Scene, description: list[str]) -> str | None:
    """The one carrier of the page that «صحيفة بريطانية» means: of that role, and of no other country."""
    noun = source_noun(description[0]) if len(description) > 1 else None
    if noun is None or noun.sense != "media" or noun.plural or description[0].startswith("ال"):
        return None
    land = next((lands()["ال" + w] for w in description[1:] if "ال" + w in lands()), None)
    fit = {x for x, role in scene.roles.items() if role == noun.role and media_lands().get(x, land) == land}
    return fit.pop() if land is not None and len(fit) == 1 else None


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
