"""Bodies that every state has, named without their state («وزارة الداخلية»): whose they are on a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from khabar.names import gazetteer
from khabar.names.found import Page, nisba, steering
from khabar.text import fold


def is_stately(name: str) -> bool:
    """Whether a folded name without a state is that of a body which every state has."""
    words = name.split()
    return name in steering("every-state") or (len(words) > 1 and words[0] in steering("every-state-head"))


def stateless(name: str) -> bool:
    """Whether a folded name is that of such a body, and no word of it says whose."""
    return is_stately(name) and not any(state_of(w) for w in name.split())


def state_of(word: str) -> str | None:
    """The state that a word of a name tells: by its adjective, or by its name («وزارة الصحة بغزة»)."""
    return nisba(word) or next((id for id in map(_place, (word, word[1:])) if id), None)


@lru_cache(maxsize=8192)
def _place(word: str) -> str | None:
    for form in gazetteer.forms().get(word, ()):
        row = gazetteer.known()[form.known]
        if row.type == "LOC" and not form.guarded:
            return row.id if row.kind == "country" else row.country
    return None


def spoken_of(page: Page, ids: Iterable[str]) -> Counter[str]:
    """How often a page speaks of each state: by its adjective, and by what it names of it."""
    states = Counter(country for word in page.texts if (country := nisba(word)))
    for id in ids:
        row = gazetteer.known().get(id)
        if row is not None:
            states[row.id if row.kind == "country" else row.stands_for or row.country or ""] += 1
    del states[""]
    return states


def whose(name: str, states: Mapping[str, int], full: Iterable[str]) -> str | None:
    """The state whose body a folded name without a state means: the one that the page is about.

    ``full``: names of the page. Where one of them is this body's in full («وزارة الداخلية الفرنسية»), it is meant.
    """
    named = {nisba(tail) for head, _, tail in (other.rpartition(" ") for other in full) if head == name}
    named.discard(None)
    if len(named) == 1:
        return named.pop()
    best = Counter({s: n for s, n in states.items() if not named or s in named}).most_common(2)
    if not best or (len(best) == 2 and best[0][1] == best[1][1]):
        return None
    return best[0][0]


def of_state(name: str, state: str) -> tuple[str, str]:
    """The body ``name`` (folded) of a state: its id where the tables know it, and the adjective that it then bears."""
    feminine = name.split()[0].endswith("ه")
    adjectives = [a for a in _adjectives().get(state, ()) if fold(a).endswith("ه") == feminine]
    for adjective in adjectives:
        for form in gazetteer.forms().get(f"{name} {fold(adjective)}", ()):
            if not form.guarded:
                return form.known, adjective
    return "", next(iter(adjectives), "")


@lru_cache(maxsize=1)
def _adjectives() -> dict[str, tuple[str, ...]]:
    """State → its adjectives of one word in the singular, with the article, the usual one first."""
    out: dict[str, tuple[str, ...]] = {}
    for row in gazetteer.table("countries.tsv"):
        forms = [f for f in gazetteer.cells(row["nisba"]) if f.endswith(("ي", "ية")) and not f.startswith("ال")]
        out[row["id"]] = tuple(f"ال{f}" for f in forms if " " not in f)
    return out
