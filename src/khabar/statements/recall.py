"""Whom a description means: who went by these words, whose name bears them, who spoke last and can be meant."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from khabar.statements.descriptions import MANY, bag_of, fits_description, is_dual, lands, lemma_of
from khabar.statements.lexicon import source_noun, words
from khabar.statements.media import same_medium
from khabar.statements.nouns import possessed
from khabar.statements.sources import Phrase
from khabar.text import fold

if TYPE_CHECKING:
    from khabar.statements.scene import Scene

_STATE = words("state-bodies")
_ANY = words("any-person")
_KIN = words("kin")
_TRADES = words("unheld")
_NEWS = words("news-and-figures")


def recall(scene: Scene, found: Phrase) -> tuple[str, ...]:
    """Who was last described by all of these words («الوزير» after «وزير الخارجية فلان»)."""
    bag = bag_of(found.words)
    if not bag:
        return scene.speaker
    definite = any(w.startswith("ال") or w in lands() for w in (found.head, *fold(found.words).split()))
    if not definite and not possessed(found.head):
        return ()
    lemma = lemma_of(found.head)
    if described := described_as(scene, lemma, bag, found.sense) or _by_country(scene, lemma, bag, found.sense):
        return described
    if found.sense == "paper" and len(bag) == 1 and not lemma.endswith((MANY, "ات")) and lemma not in _NEWS:
        return next((v for v in scene.heard() if _publishes(scene, v)), scene.speaker)
    if lemma == "مصدر" and len(bag) == 1 and found.head.endswith(lemma):
        return scene.speaker
    if found.sense == "person" and found.head.startswith("ال"):
        return _same_person(scene, found)
    two = found.head.endswith("ان") and is_dual(found.head)
    if (
        found.sense == "media"
        and found.head.startswith("ال")
        and not two
        and (known := same_medium(found, scene.roles, scene.met))
    ):
        return known
    if found.sense in ("body", "media") and found.head.startswith("ال") and not two:
        return _same_body(scene, lemma, bag)
    return ()


def described_as(scene: Scene, lemma: str, bag: frozenset[str], sense: str) -> tuple[str, ...]:
    """Who went by these words: whoever spoke last of those who did, else the one met last."""
    fit = [ids for described, ids in scene.known.get(lemma, ()) if fits_description(bag, described, sense)]
    return next((v for v in (scene.speaker, *scene.heard()) if v in fit), fit[-1] if fit else ())


def _by_country(scene: Scene, lemma: str, bag: frozenset[str], sense: str) -> tuple[str, ...]:
    """Whom «الوزيرة الأميركية» means where the page gave her office without her country."""
    countries = bag & _countries()
    if not countries or len(bag) != 2 or sense not in ("person", "media"):
        return ()
    near = [
        ids
        for described, ids in scene.known.get(lemma, ())
        if bag - countries <= described and not described & _countries()
    ]
    return next((v for v in scene.heard() if v in near), near[-1] if len(set(near)) == 1 else ())


@lru_cache(maxsize=1)
def _countries() -> frozenset[str]:
    return frozenset(lands().values())


def _same_body(scene: Scene, lemma: str, bag: frozenset[str]) -> tuple[str, ...]:
    """Which body of the page «الشرطة»، «التحالف»، «الشركة» means: the last one met that bears these words.

    Where none bears them, a lone class noun means the last body that spoke, unless its name is of another class.
    """
    bodies = [e for e in scene.entities.values() if e.type in ("ORG", "GROUP")]
    fit = [e.id for e in bodies if any(bag <= bag_of(n) for n in (e.names.get("ar", ""), *e.spellings))]
    if fit:
        return (max(fit, key=lambda x: (scene.met.get(x, -1), x)),)
    if len(bag) > 1 or lemma in _STATE:
        return ()
    for voice in scene.heard():
        entity = scene.entities.get(voice[0])
        if entity is None or entity.type != "ORG" or len(voice) > 1:
            continue
        noun = source_noun(fold(entity.names.get("ar", "")).split(" ")[0])
        if noun is None or noun.lemma == lemma:
            return voice
    return ()


def _same_person(scene: Scene, found: Phrase) -> tuple[str, ...]:
    """Whom «المسؤول الأممي», «الأب» mean when nobody was called so: the last person who spoke, if the gender fits.

    «الخبير», «الوزير» mean nobody of the page whom it does not call so.
    """
    noun = source_noun(found.head)
    complement = [w for w in fold(found.words).split()[1:] if not w.startswith("ال")]
    if noun is None or noun.plural or complement or is_dual(found.head):
        return ()
    if noun.lemma not in _ANY | _KIN:
        return _alone(scene, found) if noun.lemma in _TRADES else ()
    gender = "f" if found.head.endswith("ه") else "m"
    persons = [v for v in scene.heard() if scene.type_of(v) == "PER"]
    known = next((v for v in persons if scene.gender.get(v[0]) == gender), ())
    if gender == "f" and known:
        return known
    return next((v for v in persons if scene.gender.get(v[0], gender) == gender), ())


def _alone(scene: Scene, found: Phrase) -> tuple[str, ...]:
    """Whom «المدرب البرتغالي»، «الفنانة» mean: who spoke last or is spoken of, if nobody was named since."""
    spoke = scene.speaker and scene.number - scene.spoke_at <= 2
    who, since = (scene.speaker, scene.spoke_at) if spoke else (scene.topic, scene.number - 3)
    gender = "f" if found.head.endswith("ه") else "m"
    if scene.type_of(who) != "PER" or scene.gender_of(who[0]) not in (gender, ""):
        return ()
    later = {x for x, n in scene.met.items() if n > since and scene.type_of((x,)) == "PER"}
    return () if later - set(who) else who


def _publishes(scene: Scene, ids: tuple[str, ...]) -> bool:
    """Whether a voice can stand behind a paper: a body, a paper itself, no unnamed person."""
    if scene.type_of(ids) == "ORG":
        return True
    unnamed = scene.sources.get(ids[0]) if len(ids) == 1 else None
    noun = source_noun(fold(unnamed.names["ar"]).split(" ")[0]) if unnamed is not None else None
    return noun is not None and noun.sense in ("paper", "body", "media")
