"""Class nouns («الوزارة», «الحركة», «الصحيفة») that mean a body which the page named before."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from khabar.model import EntityType
from khabar.names import gazetteer
from khabar.names.found import definite, heads, nisba, steering
from khabar.text import fold

if TYPE_CHECKING:
    from khabar.names.found import Found, Page
    from khabar.names.page import Cast


def class_nouns(
    page: Page, found: list[Found], cast: Cast, covered: dict[int, int]
) -> Iterator[tuple[int, int, int, str, EntityType, str]]:
    """«الوزارة», «الحركة», «الصحيفة»: the body of that class named last before: its words, id, type and rule."""
    last: dict[str, str] = {}
    """Class → the body of it that was named last with that very noun («منظمة العفو الدولية»)."""
    known: dict[str, str] = {}
    """Class → the one that was named last without it, but is of it by the tables."""
    starts = {f.first: (f, id) for f, id in zip(found, cast.ids, strict=True)}
    table, nouns = gazetteer.known(), _class_forms()
    for i, word in enumerate(page.texts):
        item = starts.get(i)
        if item is not None and item[0].type in ("ORG", "GROUP"):
            for name in (word[item[0].skip :], *_before(page, i, covered)):
                for head in _class_of(name):
                    last[head] = item[1]
            row = table.get(item[1])
            if row is not None:
                for head in (*_head_words(row.ar), *_noun_of(row.kind)):
                    known[head] = item[1]
                    if last.get(head) != item[1] and row.kind != "international":
                        last.pop(head, None)  # the one named last, though without the noun
        elif (last or known) and i not in covered:
            skip, noun = nouns.get(word, (0, ""))
            meant = last.get(noun) or known.get(noun)
            if meant and not _more(page, i + 1):
                yield i, skip, i, meant, cast.type_of(meant), "class-noun"


def _before(page: Page, at: int, covered: dict[int, int]) -> Iterator[str]:
    """The words before a name up to the noun that says what it is («وكالة التصنيف الائتماني [ستاندرد آند بورز]»)."""
    for k in range(at - 1, max(-1, at - 4), -1):
        if page.hard(k + 1) or k in covered:
            return
        yield page.text(k)
        if not definite(page.text(k)):
            return


@lru_cache(maxsize=65536)
def _class_of(word: str) -> tuple[str, ...]:
    """The heads that a word may be, without what stands before them."""
    parts = [word[skip:] for skip in (0, 1, 2)]
    return tuple(p.removeprefix("ال") for p in parts if p.removeprefix("ال") in heads() and p not in steering("vague"))


@lru_cache(maxsize=4096)
def _head_words(names: tuple[str, ...]) -> tuple[str, ...]:
    """The heads that begin a thing's names."""
    return tuple(first for name in names if (first := fold(name).split()[0]) in heads())


@lru_cache(maxsize=1)
def _class_forms() -> dict[str, tuple[int, str]]:
    """Definite words that are class nouns → how many letters of particles stand before, and the bare noun."""
    nouns = sorted(noun for noun in {*heads(), *kind_nouns().values()} if definite("ال" + noun))
    return {f"{before}ال{noun}": (len(before), noun) for before in ("", *"وفبل") for noun in nouns}


@lru_cache(maxsize=1)
def kind_nouns() -> dict[str, str]:
    """Kind of body → its class noun (folded), which takes up a body of that kind however it was named."""
    return {row["kind"]: fold(row["noun"]) for row in gazetteer.table("kind_nouns.tsv")}


def _noun_of(kind: str) -> tuple[str, ...]:
    noun = kind_nouns().get(kind)
    return (noun,) if noun else ()


def _more(page: Page, k: int) -> bool:
    """Whether an adjective of state follows, so that another body is meant («الوزارة الروسية»)."""
    return not page.hard(k) and nisba(page.text(k)) is not None
