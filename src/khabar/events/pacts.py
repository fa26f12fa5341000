"""The pacts of an article: each that it speaks of, with its parties, its state, its term and one clause.

A pact is found by its noun, or by a name of its own. A lone «الاتفاق» goes back to the last pact that had parties.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import NamedTuple

from khabar.events.pact_words import (
    WHOLE,
    Named,
    akin,
    defence_words,
    find,
    grammar,
    kinds,
    named_pacts,
    statuses,
)
from khabar.events.parties import as_states, distinct, home_of, members, parties_of, reach, signed_by, signing
from khabar.events.slots import LETTER as _LETTER
from khabar.events.slots import Ground, Slot, plain
from khabar.model import Agreement, AgreementStatus, Article, Event, Span, Time
from khabar.text import View

_NEAR = 60


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


def read_agreements(
    article: Article, sentences: Sequence[Span], times: Sequence[Time], ground: Ground, events: Sequence[Event]
) -> tuple[Agreement, ...]:
    """The pacts of an article, each once, in the order of their first mention."""
    folded = plain(article.document.text)
    homes = ground.homes
    books: list[Book] = []
    last: int | None = None
    subject: tuple[str, ...] = ()
    for sentence in sentences:
        start, end = folded.key_at(sentence.start), folded.key_at(sentence.end)
        hits = find(folded.key, start, end)
        around = ground.slots(start, end)
        touched: list[int] = []
        places: list[int] = []
        for at, to, kind, many, named in hits:
            if grammar("not-made").search(folded.key[max(start, at - 24) : at]):
                continue
            found = _pact(folded, (start, end), at, to, kind, named, around, ground, events, subject)
            if not found.parties and (named or found.rule == "unnamed"):
                last = _enter(books, found)
                touched.append(last)
                places.append(at)
                continue
            for parties in _each(found._replace(parties=as_states(found.parties, ground)), many):
                last = _enter(books, found._replace(parties=parties))
                touched.append(last)
                places.append(at)
            if not found.parties and last is not None and _goes_back(folded.key, at, to):
                said = signed_by(folded.key, to, end, around, homes)
                whole = distinct(said if set(books[last].parties) <= set(said) else books[last].parties)
                books[last] = _update(books[last], found)
                if books[last].rule == "named":
                    books[last] = books[last]._replace(parties=whole, told=books[last].told or len(said) > 1)
                touched.append(last)
                places.append(at)
        if touched or last is not None:
            _terms(folded, (start, end), times, books, list(zip(places, touched, strict=True)))
            _clauses(folded, (start, end), books, touched or [last or 0], around, homes)
        first = [s for s in around if not s.preposition and s.type in ("LOC", "PER", "ORG")]
        subject = tuple(dict.fromkeys(homes.get(s.entity, s.entity) for s in first[:1])) or subject
    return tuple(_agreement(article, b) for b in _one_named(books))


def _one_named(books: list[Book]) -> list[Book]:
    """«الاتفاق مع إيران» on a page that names the nuclear deal is that deal."""
    out: list[Book] = []
    for book in books:
        named = next((b for b in books if b.rule == "named" and _meant(book, b)), None)
        if named is None:
            out.append(book)
    return out


def _meant(book: Book, named: Book) -> bool:
    own = {p for n in named_pacts() if n.name == named.name for p in n.parties}
    return book.rule != "named" and book.definite and bool(own & set(book.parties)) and akin(book.kind, named.kind)


def _pact(
    folded: View,
    sentence: tuple[int, int],
    at: int,
    to: int,
    kind: str,
    named: Named | None,
    around: Sequence[Slot],
    ground: Ground,
    events: Sequence[Event],
    subject: tuple[str, ...],
) -> Found:
    """What one noun of a pact says."""
    key, homes = folded.key, ground.homes
    tail = key[to : min(sentence[1], to + 110)]
    near = key[max(sentence[0], at - _NEAR) : at] + "@" + key[to : min(sentence[1], to + _NEAR)]
    status, rank = next(((s, r) for s, r, p in statuses() if p.search(near)), (None, 0))
    if status in ("signed", "to be signed", None):
        status, rank = signing(folded, at, events) or (status, rank)
    own = tail[: reach(key, to, to + 45) - to]
    stop = grammar("verb").search(own)
    own = own[: stop.start()] if stop else own
    about = "" if kind in WHOLE else next((k for k, p in kinds() if p.search(own)), "")
    evidence = folded.span(*_trim(key, max(sentence[0], at - 90), min(sentence[1], to + 110), at))
    name = folded.span(at, _phrase_end(key, to, sentence[1])).of(folded.source)
    if named:
        told = signed_by(key, to, sentence[1], around, homes)
        parties = distinct([*named.parties, *(told or members(folded, sentence, at, named, around, homes))])
        if status in ("signed", "ended"):  # «الاتفاق المبرم عام …» names a pact that has long been in force
            status, rank = "in force", 3
        return Found(
            parties, named.kind, named.name, status, rank, evidence, "named", told=len(parties) > 1 and bool(told)
        )
    parties, rule = parties_of(folded, sentence, at, to, kind, around, ground, events, subject)
    full = f"{about} {kind}".strip() if about and about != kind and kind not in about else about or kind
    return Found(parties, full, name, status, rank, evidence, rule, _goes_back(key, at, to))


def _each(found: Found, many: bool) -> list[tuple[str, ...]]:
    """«اتفاقات مع ب وج»: one pact for every partner."""
    if not found.parties:
        return []
    if many and found.rule == "with" and len(found.parties) > 2:
        return [distinct([found.parties[0], p]) for p in found.parties[1:]]
    return [found.parties]


def _enter(books: list[Book], found: Found) -> int:
    """Enter a find into the books: into the pact it speaks of, or as a new one. Returns the pact's place."""
    for i, book in enumerate(books):
        if book.rule == found.rule == "named" and book.name == found.name:
            both = found.parties if found.told else book.parties if book.told else (*book.parties, *found.parties)
            books[i] = _update(book, found)._replace(parties=distinct(both), told=book.told or found.told)
            return i
        again = found.rule == "pair-before" and found.definite
        if found.rule == "one-sided" and set(found.parties) <= set(book.parties) and akin(book.kind, found.kind):
            books[i] = _update(book, found)
            return i
        if set(book.parties) == set(found.parties) and (again or akin(book.kind, found.kind)):
            books[i] = _update(book, found)
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


def _update(book: Book, found: Found) -> Book:
    old = book.rule == "named" and found.status == "signed"
    better = found.rank > book.rank and not old
    return book._replace(
        status=found.status if better else book.status,
        rank=max(found.rank, book.rank),
        kind=found.kind if len(found.kind) > len(book.kind) and akin(book.kind, found.kind) else book.kind,
        evidence=tuple(dict.fromkeys((*book.evidence, found.evidence))),
    )


def _goes_back(key: str, at: int, to: int) -> bool:
    """Whether the noun stands there definite and alone («الاتفاق»، «هذه المعاهدة»)."""
    return "ال" in key[at : at + 5] or key[max(0, at - 5) : at].strip() in ("هذا", "هذه")


def _terms(
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


def _clauses(
    folded: View,
    sentence: tuple[int, int],
    books: list[Book],
    touched: list[int],
    around: Sequence[Slot],
    homes: dict[str, str],
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
            others = [home_of(s.entity, homes) for s in around if s.start >= like.end() - 1]
            for i, book in enumerate(books):
                if i not in touched[:1] and set(book.parties) & set(others) and book.defence is None:
                    books[i] = book._replace(defence=True)
        break


def _dealt(kind: str) -> bool:
    """Whether it is a bargain, which is made once, and no rule that goes on."""
    return any(word in kind for word in ("deal", "contract", "loan", "memorandum", "letter")) and "nuclear" not in kind


def _agreement(article: Article, book: Book) -> Agreement:
    raw = f"{article.id}|{','.join(sorted(book.parties))}|{book.kind}"
    return Agreement(
        id="a-" + hashlib.sha256(raw.encode()).hexdigest()[:10],
        parties=book.parties,
        name=book.name,
        kind=book.kind,
        status=book.status or ("signed" if _dealt(book.kind) else "in force"),
        term=book.term,
        mutual_defence=book.defence,
        evidence=book.evidence,
        rule=f"agreement:{book.rule}",
        confidence={"between": 0.75, "with": 0.7, "nisba-pair": 0.75, "named": 0.7}.get(book.rule, 0.55),
    )


def _trim(key: str, start: int, end: int, at: int) -> tuple[int, int]:
    """The stretch round a pact's noun, drawn in to the nearest comma or word border on either side."""
    left = max(key.rfind(c, start, at) for c in "،.؛:\n")
    start = left + 1 if left >= 0 else key.find(" ", start, at) + 1 if key[start - 1 : start].strip() else start
    stop = min((i for i in (key.find(c, at, end) for c in "،.؛\n") if i > at), default=end)
    if stop == end and key[end : end + 1].strip():
        stop = max(key.rfind(" ", at, end), at + 1)
    while start < at and key[start] == " ":
        start += 1
    return start, stop


def _phrase_end(key: str, to: int, end: int) -> int:
    """The end of the pact's name: up to six words, to the next comma, preposition or verb."""
    border = "بين|مع|في|الذي|التي|ان|كان|قبل|بعد|علي|من|خلال|وذلك|عن|حول"
    stop = to
    for word in re.finditer(rf"(?: [«“\"]?((?:[و(])?[{_LETTER}]+)[»”\"]?)", key[to:end]):
        if to + word.start() != stop or word.end() > 70 or re.fullmatch(rf"(?:{border})", word.group(1)):
            break
        if grammar("predicate").match(word.group(1)):
            break
        stop = to + word.end()
    return stop
