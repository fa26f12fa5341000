"""The pacts of an article while it is read: a find enters the pact that it speaks of, or a new one."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import NamedTuple

from khabar.events.pacts.sides import Sides, distinct
from khabar.events.pacts.words import akin, defence_words, grammar, named_pacts
from khabar.events.slots import Slot
from khabar.model import Agreement, AgreementStatus, Article, Span, Time
from khabar.text import View

_TERM = re.compile(r"P\d+[YMD]")


class Found(NamedTuple):
    """One noun of a pact in its sentence: folded offsets, who the parties are, what is said of it."""

    parties: tuple[str, ...]
    kind: str
    name: str
    status: AgreementStatus | None
    rank: float
    evidence: Span
    rule: str
    definite: bool = False
    told: bool = False
    """Whether the text itself says who made it, which else is known of a pact by its name."""


class Book(NamedTuple):
    """A pact while the article is read."""

    parties: tuple[str, ...]
    kind: str
    name: str
    status: AgreementStatus | None
    rank: float
    term: str | None
    defence: bool | None
    evidence: tuple[Span, ...]
    rule: str
    definite: bool = False
    told: bool = False


def one_named(books: list[Book]) -> list[Book]:
    """«الاتفاق مع إيران» on a page that names the nuclear deal is that deal."""
    out = [b for b in books if b.rule == "named"]
    for book in books:
        if book.rule == "named":
            continue
        i = next((i for i, n in enumerate(out) if n.rule == "named" and _meant(book, n)), None)
        if i is None:
            out.append(book)
        elif len(book.parties) > 1 and not out[i].told and book.rule in ("between", "with"):
            out[i] = out[i]._replace(parties=book.parties, told=True, evidence=(*out[i].evidence, *book.evidence))
        else:
            out[i] = out[i]._replace(evidence=(*out[i].evidence, *book.evidence))
    return sorted(out, key=lambda b: b.evidence[0])


def _meant(book: Book, named: Book) -> bool:
    own = {p for n in named_pacts() if n.name == named.name for p in n.parties}
    return book.rule != "named" and book.definite and bool(own & set(book.parties)) and akin(book.kind, named.kind)


def enter(books: list[Book], found: Found) -> int:
    """Enter a find into the books: into the pact it speaks of, or as a new one. Returns the pact's place."""
    for i, book in enumerate(books):
        if book.rule == found.rule == "named" and book.name == found.name:
            both = found.parties if found.told else book.parties if book.told else (*book.parties, *found.parties)
            books[i] = update(book, found)._replace(parties=distinct(both), told=book.told or found.told)
            return i
        if found.rule == "named" or (book.rule == "named" and not found.definite):
            continue
        if book.rule == found.rule == "evacuated" and set(book.parties) & set(found.parties):
            books[i] = update(book, found)
            return i
        again = found.rule == "pair-before" and found.definite
        alike = again or akin(book.kind, found.kind)
        if found.rule == "one-sided" and set(found.parties) <= set(book.parties) and alike:
            books[i] = update(book, found)
            return i
        if set(book.parties) == set(found.parties) and alike:
            books[i] = update(book, found)
            return i
        if book.rule != "named" and found.definite and alike and _fuller(book.parties, found.parties):
            whole = max(book.parties, found.parties, key=len)
            books[i] = update(book, found)._replace(parties=whole)
            return i
    books.append(
        Book(
            parties=found.parties,
            kind=found.kind,
            name=found.name,
            status=found.status,
            rank=found.rank,
            term=None,
            defence=None,
            evidence=(found.evidence,),
            rule=found.rule,
            definite=found.definite,
            told=found.told,
        )
    )
    return len(books) - 1


def _fuller(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether one of two sets of parties holds the other."""
    return bool(a and b) and (set(a) <= set(b) or set(b) <= set(a))


def update(book: Book, found: Found) -> Book:
    better = found.rank > book.rank and book.rule != "named"
    return book._replace(
        status=found.status if better else book.status,
        rank=max(found.rank, book.rank),
        kind=found.kind if len(found.kind) > len(book.kind) and akin(book.kind, found.kind) else book.kind,
        evidence=tuple(dict.fromkeys((*book.evidence, found.evidence))),
    )


def terms(
    folded: View, sentence: tuple[int, int], times: Sequence[Time], books: list[Book], named: list[tuple[int, int]]
) -> None:
    """A duration that a sentence gives as a term, written to the pact whose noun stands nearest before it."""
    key = folded.key
    for time in times:
        at = folded.key_at(time.span.start)
        if not (sentence[0] <= at < sentence[1] and time.value and _TERM.fullmatch(time.value)):
            continue
        before = [i for place, i in named if place < at]
        if before and grammar("lasts").search(key[max(sentence[0], at - 22) : at]):
            books[before[-1]] = books[before[-1]]._replace(term=books[before[-1]].term or time.value)


def clauses(
    folded: View,
    sentence: tuple[int, int],
    books: list[Book],
    touched: list[int],
    around: Sequence[Slot],
    sides: Sides,
) -> None:
    """Mutual defence said in a sentence, written to the pacts that it speaks of."""
    key = folded.key
    clauses, negation, likeness = defence_words()
    for pattern, only_denied in clauses:
        match = pattern.search(key, *sentence)
        if not match:
            continue
        denied = bool(negation.search(key[max(sentence[0], match.start() - 110) : match.start()]))
        if only_denied and not denied:
            continue
        for i in dict.fromkeys(touched):
            if books[i].defence is None:
                books[i] = books[i]._replace(defence=not denied)
                break
        like = likeness.search(key, match.end(), sentence[1])
        if denied and like:
            others = [sides.home(s.entity) for s in around if s.start >= like.end() - 1]
            for i, book in enumerate(books):
                if i not in touched[:1] and set(book.parties) & set(others) and book.defence is None:
                    books[i] = book._replace(defence=True)
        break


def dealt(kind: str) -> bool:
    """Whether it is a bargain, which is made once, and no rule that goes on."""
    return any(word in kind for word in ("deal", "contract", "loan", "memorandum", "letter")) and "nuclear" not in kind


def agreement(article: Article, book: Book) -> Agreement:
    raw = f"{article.id}|{','.join(sorted(book.parties))}|{book.kind}"
    return Agreement(
        id="a-" + hashlib.sha256(raw.encode()).hexdigest()[:10],
        parties=book.parties,
        name=book.name,
        kind=book.kind,
        status=book.status or ("signed" if dealt(book.kind) and book.rule != "employed" else "in force"),
        term=book.term,
        mutual_defence=book.defence,
        evidence=book.evidence,
        rule=f"agreement:{book.rule}",
        confidence={"between": 0.75, "with": 0.7, "nisba-pair": 0.75, "named": 0.7}.get(book.rule, 0.55),
    )
