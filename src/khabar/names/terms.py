"""Who held which office when, by ``offices.tsv``."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from khabar.names import gazetteer

SAME_OFFICE = {
    "president": ("president", "transitional-president", "presidential-council-chair"),
    "prime-minister": ("prime-minister", "chancellor", "first-minister"),
    "emir": ("emir", "prince", "crown-prince"),
    "prince": ("prince", "crown-prince", "emir"),
}
"""An office → those that one word of the page may mean, the likeliest first."""


@lru_cache(maxsize=1)
def _terms() -> dict[tuple[str, str], tuple[tuple[str, str, str], ...]]:
    """(office, country or body) → (from, to, person) rows."""
    out: dict[tuple[str, str], list[tuple[str, str, str]]] = defaultdict(list)
    for row in gazetteer.table("offices.tsv"):
        out[row["office"], row["country"]].append((row["from"], row["to"], row["person"]))
    return {k: tuple(v) for k, v in out.items()}


def holder_of(office: str, of: str, day: str | None) -> str | None:
    """Who held an office on a day (ISO) by the tables; None where nobody or more than one did, or no day is known."""
    fit = {person for begin, end, person in _terms().get((office, of), ()) if _on((begin, end), day)}
    if len(fit) > 1 and day:  # the month of a handover: who came in
        fit = {p for b, _, p in _terms()[office, of] if p in fit and b == day[: len(b)]} or fit
    return fit.pop() if len(fit) == 1 else None


def ruler_of(state: str, day: str | None) -> str | None:
    """«زعيم كوريا الشمالية»: who rules a state, where its tables name one ruler on the day."""
    rulers = {holder_of(key, state, day) for key in ("president", "prime-minister", "king", "supreme-leader")} - {None}
    return rulers.pop() if len(rulers) == 1 else None


def offices_of(person: str, day: str | None) -> tuple[tuple[str, str], ...]:
    """The offices that the tables give a person on a day (ISO), each with the country or body that it is of."""
    return tuple((key, of) for key, of, term in _held_by().get(person, ()) if _on(term, day))


@lru_cache(maxsize=1)
def _held_by() -> dict[str, tuple[tuple[str, str, tuple[str, str]], ...]]:
    """Person → the offices that the tables give him: key, country or body, from and to."""
    out: dict[str, list[tuple[str, str, tuple[str, str]]]] = defaultdict(list)
    for (key, of), terms in _terms().items():
        for begin, end, person in terms:
            out[person].append((key, of, (begin, end)))
    return {k: tuple(v) for k, v in out.items()}


def _on(term: tuple[str, str], day: str | None) -> bool:
    """Whether a term (from, to) holds on a day; dates of the table may be years or months."""
    begin, end = term
    return day is not None and begin <= day[: len(begin)] and (not end or day[: len(end)] <= end)
