"""Known names that are plain words where they stand: by the words beside them, by how they are written, by the page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from khabar.names import gazetteer, lexicon
from khabar.names.found import Page, definite, heads, steering
from khabar.names.gazetteer import Hit, table
from khabar.names.words import pattern, strips
from khabar.text import fold

SHORT = 5
"""Letters up to which a hamza on its bearer tells another word («فئات» is no «فيات», «سؤل» no «سول»)."""
_BORNE = "ؤئ"


def is_plain(page: Page, hit: Hit) -> bool:
    """Whether a hit of the tables is no name here."""
    if hit.first == hit.last and (page.adverb(hit.first) or _spelt_otherwise(page, hit)):
        return True
    return in_phrase(page, hit.first, hit.skip, hit.last) or (hit.first == hit.last and away(page, hit.first, hit.skip))


def _spelt_otherwise(page: Page, hit: Hit) -> bool:
    """Whether the word has a hamza that no spelling of the thing has."""
    word = page.text(hit.first)
    if len(word) - hit.skip > SHORT or not any(c in word for c in "وي"):
        return False
    written = page.source(hit.first)[hit.skip :]
    if not any(c in written for c in _BORNE):
        return False
    known = gazetteer.known()
    spelt = "".join(name for form in hit.known for name in known[form.known].ar)
    return not any(c in spelt for c in _BORNE if c in written)


def in_phrase(page: Page, first: int, skip: int, last: int) -> bool:
    """Whether a word is one of a fixed phrase of two («مسقط رأسه», «الضغط الأقصى»)."""
    if first != last:
        return False
    word, before, after = page.text(first)[skip:], page.text(first - 1), page.text(first + 1)
    if not page.hard(first + 1) and any(after.startswith(tail) for tail in _phrases()[0].get(word, ())):
        return True
    if page.hard(first):
        return False
    return any(before[n:] in _phrases()[1].get(word, ()) for n in strips(before))


@lru_cache(maxsize=1)
def _phrases() -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, tuple[str, ...]]]:
    """First word → how the second may begin; second word → the first."""
    ahead: dict[str, tuple[str, ...]] = {}
    behind: dict[str, tuple[str, ...]] = {}
    for phrase in sorted(steering("phrase")):
        one, _, two = phrase.partition(" ")
        ahead[one] = (*ahead.get(one, ()), two)
        behind[two] = (*behind.get(two, ()), one)
    return ahead, behind


def away(page: Page, at: int, skip: int) -> bool:
    """Whether a place whose name is an everyday word too («دوما») stands on a page that speaks nowhere of its land,
    and no word before it says that a place follows."""
    lands = _homes().get(page.text(at)[skip:])
    return lands is not None and lands.isdisjoint(page.lands) and not (skip == 0 and _vouched(page, at))


def _vouched(page: Page, at: int) -> bool:
    """Whether the word before says that a place follows («في دوما», «بمدينة دوما», but not «إلى موزع محلي»)."""
    if page.hard(at):
        return False
    word = page.text(at - 1)
    if any(word[n:] in _places() for n in strips(word)):
        return True
    return any(word[n:] in gazetteer.particles("vouches") for n in strips(word)) and not _described(page, at + 1)


def _described(page: Page, k: int) -> bool:
    """Whether the word is an adjective without the article: what it stands behind is an everyday noun."""
    word = page.text(k)
    if page.hard(k) or definite(word) or word in gazetteer.particles("vouches"):
        return False
    return "ال" + word in steering("adjective") or (word.endswith(("ي", "يه")) and lexicon.in_lexicon("ال" + word))


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    """Class nouns of places, which stand before the name («مدينة», «محافظة»)."""
    return frozenset(word for word, head in heads().items() if head.kind == "settlement")


@lru_cache(maxsize=1)
def _homes() -> dict[str, frozenset[str]]:
    """Names of places that are plain words too → the lands of what they may name."""
    out = {}
    for row in table("name_stop.tsv"):
        if row["use"] == "at-home":
            word = pattern(fold(row["word"]))
            known = [gazetteer.known()[form.known] for form in gazetteer.forms().get(word, ())]
            out[word] = frozenset(row.id if row.kind == "country" else row.country or row.id for row in known)
    return out
