"""The pacts of an article: each that it speaks of, with its parties, its state, its term and one clause.

A pact is found by its noun, or by a name of its own. A lone «الاتفاق» goes back to the last pact that had parties.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from khabar.events.covers import Covers
from khabar.events.pacts.books import Book, Found, agreement, clauses, dealt, enter, one_named, terms, update
from khabar.events.pacts.named import joined, members, signed_by
from khabar.events.pacts.nouns import look, media, reach
from khabar.events.pacts.sides import POWERS, Sides, as_states, distinct
from khabar.events.pacts.words import (
    WHOLE,
    Named,
    akin,
    borders,
    find,
    grammar,
    heads,
    kinds,
    named_pacts,
    spoken_of,
    statuses,
)
from khabar.events.parties import parties_of, signing
from khabar.events.slots import LETTER as _LETTER
from khabar.events.slots import Ground, Slot, is_state, plain
from khabar.model import Agreement, Article, Event, Span, Statement, Time
from khabar.text import View

_OWN = 5.9
"""The rank of what is said of this very pact («الاتفاق الذي أبرم …»), which no event of its sentence outdoes."""
_QUOTES = str.maketrans("", "", '«»“”"')
_NEAR = 60
_WEAK = ("signers", "pair-before", "one-sided", "with-subject", "reached")
"""Rules whose finds give way to the pact spoken of last where the noun is definite."""
_ALONE = ("one-sided", "unnamed", "signer")
"""Rules that may find a single party."""
_MAKERS = ("between", "nisba-pair", "with", "reached", "pair-before")
"""Rules by which the words round a pact with a name tell who makes it."""
_NAME = 12
"""A name no longer than this that covers the noun is a club's («الاتفاق»), no pact's."""
_FAR = 90
"""Letters from a noun within which a year dates the pact."""
Hit = tuple[int, int, str, bool, Named | None]


def read_agreements(
    article: Article,
    sentences: Sequence[Span],
    times: Sequence[Time],
    ground: Ground,
    events: Sequence[Event],
    statements: Sequence[Statement],
) -> tuple[Agreement, ...]:
    """The pacts of an article, each once, in the order of their first mention."""
    folded = plain(article.document.text)
    if not spoken_of(folded.key):
        return ()
    reader = _Reader(article, folded, Sides(ground, article.published, statements), times, events)
    for sentence in sentences:
        reader.sentence(sentence)
    return tuple(agreement(article, b) for b in one_named(reader.books))


class _Reader:
    """The pacts of an article while its sentences are read one after another."""

    def __init__(
        self, article: Article, folded: View, sides: Sides, times: Sequence[Time], events: Sequence[Event]
    ) -> None:
        self.article, self.folded, self.sides, self.times = article, folded, sides, times
        self.events = Covers(events, lambda e: e.evidence)
        self.books: list[Book] = []
        self._starts = [t.span.start for t in times]
        self._last: int | None = None
        """The pact spoken of last."""
        self._topic: tuple[str, ...] = ()
        """Whom the sentence before spoke of."""

    def sentence(self, span: Span) -> None:
        """Read one sentence: its nouns of pacts, the terms and clauses that it gives."""
        start, end = self.folded.key_at(span.start), self.folded.key_at(span.end)
        around = self.sides.slots(start, end)
        touched: list[tuple[int, int]] = []
        """The pact's noun, and the place of the pact among the books."""
        for hit in find(self.folded.key, start, end):
            touched += [(hit[0], i) for i in self._noun((start, end), hit, around)]
        if touched or self._last is not None:
            terms(self.folded, (start, end), self._times((start, end)), self.books, touched)
            clauses(
                self.folded, (start, end), self.books, [i for _, i in touched] or [self._last or 0], around, self.sides
            )
        self._listed((start, end), around)
        self._joined((start, end), around)
        acting = [s for s in around if s.type in ("LOC", "PER", "ORG") and s.entity not in media()]
        first = [s for s in acting if not s.preposition]
        self._topic = tuple(self.sides.own(s.entity) for s in first[:1]) or self._topic

    def _noun(self, sentence: tuple[int, int], hit: Hit, around: Sequence[Slot]) -> list[int]:
        """Read one noun. Returns the places of the pacts that it speaks of."""
        at, to, _, many, named = hit
        key = self.folded.key
        made = not named or named.status(None) == "under negotiation"
        if made and _none(key, sentence, at, to, around):
            return []
        found = self._pact(sentence, hit, around)
        if found.rule in _WEAK and self._last is not None and self._known(found):
            found = found._replace(parties=(), rule="alone")
        if key[at:to].split()[-1].lstrip("وفبلك") == "عقد" and found.rule != "employed":
            return []  # the bare word is as often a verb
        if found.parties or named or found.rule == "unnamed":
            several = [found.parties] if named else _each(found, many)
            parties = [p if named else as_states(p, self.sides) for p in several] or [()]
            parties = [p for p in parties if len(p) > 1 or named or found.rule in _ALONE]
            if not parties:
                return []
            entered = [enter(self.books, found._replace(parties=p)) for p in parties]
            self._last = entered[-1]
            return entered
        if self._last is None or not _goes_back(key, at, to):
            return []
        book = update(self.books[self._last], found)
        if book.rule == "named":
            book = self._retold(book, sentence, at, to, around)
        self.books[self._last] = book
        return [self._last]

    def _pact(self, sentence: tuple[int, int], hit: Hit, around: Sequence[Slot]) -> Found:
        """What one noun of a pact says."""
        at, to, kind, _, named = hit
        folded, key = self.folded, self.folded.key
        evidence = folded.span(*_trim(key, max(sentence[0], at - 90), min(sentence[1], to + 110), at))
        if named:
            return self._named(sentence, hit, named, around, evidence)
        mark = "@@" if _goes_back(key, at, to) else "@"
        near = key[_since(key, sentence[0], at) : at] + mark + key[to : min(sentence[1], to + _NEAR)]
        near = near.translate(_QUOTES)
        status, rank = next(((s, r) for s, r, p in statuses() if p.search(near)), (None, 0.0))
        if status is None and grammar("renews").match(key, at, to):  # «تمديد عقد …»
            status, rank = "signed", 5.0
        if status in ("signed", "to be signed", None) and rank != _OWN:  # what is said of this very pact stands
            told = signing(folded, at, self.events) or (status, rank)
            status, rank = told if told[1] >= rank else (status, rank)
        own = key[to : reach(key, to, min(sentence[1], to + 45))]
        stop = grammar("verb").search(own)
        own = own[: stop.start()] if stop else own
        about = "" if kind in WHOLE else next((k for k, p in kinds() if p.search(own)), "")
        full = f"{about} {kind}".strip() if about and about != kind and kind not in about else about or kind
        if status == "signed" and not dealt(full) and self._old(sentence, at):
            status, rank = "in force", 3.0  # «الهدنة الموقعة عام …» has long been in force
        name = folded.span(_word(key, at), _phrase_end(key, to, sentence[1])).of(folded.source)
        noun = look(folded, sentence, (at, to, kind), around, self.sides, self.events, self._topic)
        parties, rule = parties_of(noun)
        return Found(parties, full, name, status, rank, evidence, rule, _goes_back(key, at, to))

    def _named(
        self, sentence: tuple[int, int], hit: Hit, named: Named, around: Sequence[Slot], evidence: Span
    ) -> Found:
        """What a mention of a pact with a name of its own says: its life is the table's, its parties the text's."""
        at, to = hit[:2]
        whole = named.pattern.match(self.folded.key, at, sentence[1])
        ends = (to, whole.end()) if whole else (to,)
        told = next(filter(None, (signed_by(self.folded.key, e, sentence[1], around, self.sides) for e in ends)), [])
        if named.parties and not set(named.parties) & set(told) and len(told) > 1:
            told = [*named.parties, *told]
        if len(set(told) | set(named.parties)) < 2:
            told = []
        if not told and not named.parties:
            told = self._makers(sentence, hit, around)
        said = self._said_by(at)
        bound = [] if told else members(self.folded, sentence, at, named, around, self.sides, said)
        if len(bound) < 2 and named.members and not named.parties:
            bound = []
        parties = distinct([*named.parties, *(told or bound)])
        status = named.status(self.article.published)
        return Found(
            parties, named.kind, named.name, status, 3.0, evidence, "named", told=len(parties) > 1 and bool(told)
        )

    def _said_by(self, at: int) -> tuple[str, ...]:
        """Who «نحن» and «بلاده» are: whose words they are, else whom the sentence before spoke of."""
        return self.sides.speaker(self.folded.source_at(at)) or self._topic

    def _makers(self, sentence: tuple[int, int], hit: Hit, around: Sequence[Slot]) -> list[str]:
        """Who makes a pact with a name, by the words round it."""
        noun = look(self.folded, sentence, (hit[0], hit[1], "agreement"), around, self.sides, self.events, ())
        parties, rule = parties_of(noun)
        return list(as_states(parties, self.sides)) if rule in _MAKERS and len(parties) > 1 else []

    def _listed(self, sentence: tuple[int, int], around: Sequence[Slot]) -> None:
        """Three or more members of a pact with a name that stand in one list on its page are its parties there.

        «القوى الكبرى» gives way to a list of them only where it is said to be of those that signed."""
        runs = self._lists(around)
        for i, book in enumerate(self.books):
            if book.rule != "named" or not runs:
                continue
            own = {m for n in named_pacts() if n.name == book.name for m in n.members}
            lists = [run for run in runs if len(run) > 2 and own.issuperset(run)]
            if POWERS in book.parties:
                if not lists or not grammar("signatories").search(self.folded.key, *sentence):
                    continue
                lists = [[h for h in map(self.sides.home, [s.entity for s in around]) if h in own]]
            for run in lists:
                kept = [p for p in book.parties if p in own or is_state(p)]
                told = book.told and POWERS in book.parties
                self.books[i] = book = book._replace(parties=distinct([*kept, *run]), told=told)

    def _joined(self, sentence: tuple[int, int], around: Sequence[Slot]) -> None:
        """A convention of all states, spoken of last: those that this sentence says to have signed it."""
        book = self.books[self._last] if self._last is not None else None
        if book and book.rule == "named" and not book.parties:
            signed = joined(self.folded.key, sentence, around, self.sides)
            self.books[self._last or 0] = book._replace(parties=distinct(signed))

    def _lists(self, around: Sequence[Slot]) -> list[list[str]]:
        """Those who stand in one list each («أ وب وج»), as the states they act for."""
        out: list[list[str]] = []
        for slot in around:
            home = self.sides.home(slot.entity)
            if slot.linked and out:
                out[-1].append(home)
            else:
                out.append([home])
        return out

    def _old(self, sentence: tuple[int, int], at: int) -> bool:
        """Whether a year long before the page's stands near a noun."""
        year = int((self.article.published or "9999")[:4])
        for time in self._times(sentence):
            place, value = self.folded.key_at(time.span.start), time.value or ""
            near = abs(place - at) < _FAR and re.match(r"\d{4}", value)
            if near and year != 9999 and int(value[:4]) < year - 1:
                return True
        return False

    def _times(self, sentence: tuple[int, int]) -> Sequence[Time]:
        """The times of a sentence."""
        first = bisect_left(self._starts, self.folded.source_at(sentence[0]))
        return self.times[first : bisect_left(self._starts, self.folded.source_at(sentence[1]))]

    def _known(self, found: Found) -> bool:
        """Whether a definite noun without partners of its own can be the pact spoken of last."""
        return found.definite and akin(self.books[self._last or 0].kind, found.kind)

    def _retold(self, book: Book, sentence: tuple[int, int], at: int, to: int, around: Sequence[Slot]) -> Book:
        """What a lone «الاتفاق» adds to the parties of a pact with a name: who made it, else who is bound by it."""
        said = signed_by(self.folded.key, to, sentence[1], around, self.sides)
        named = next(n for n in named_pacts() if n.name == book.name)
        if len(said) > 1 and set(named.parties) & set(said):
            return book._replace(parties=distinct(said), told=True)
        more = () if book.told else members(self.folded, sentence, at, named, around, self.sides, self._said_by(at))
        return book._replace(parties=distinct([*book.parties, *more]))


def _word(key: str, at: int) -> int:
    """Where a noun begins behind the particles that are joined to it; the article is the noun's."""
    head = heads()[0].match(key, at)
    first = head.start(1) if head else at
    return first - 2 if key[max(at, first - 2) : first] == "ال" else first


def _since(key: str, start: int, at: int) -> int:
    """Where the words before a noun begin that can tell its status: behind the pact's noun before it."""
    start = max(start, at - _NEAR - 20)
    return max([start, *(m.end() for m in borders().finditer(key, start, at))])


def _none(key: str, sentence: tuple[int, int], at: int, to: int, around: Sequence[Slot]) -> bool:
    """Whether a noun names no pact here: it was not made, is said of something else, or is part of a name."""
    if grammar("not-made").search(key[max(sentence[0], at - 150) : at]):
        return True
    if grammar("no pact").match(key, at, sentence[1]) and not grammar("greets").search(
        key[max(sentence[0], at - 30) : at]
    ):
        return True
    if grammar("no pact after").search(key[max(sentence[0], at - 40) : to]):
        return True
    return any(s.start <= at + 3 and to <= s.end and s.end - s.start < _NAME for s in around)


def _each(found: Found, many: bool) -> list[tuple[str, ...]]:
    """«اتفاقات مع ب وج»: one pact for every partner."""
    if not found.parties:
        return []
    if many and found.rule == "with" and len(found.parties) > 2:
        return [distinct([found.parties[0], p]) for p in found.parties[1:]]
    return [found.parties]


def _goes_back(key: str, at: int, to: int) -> bool:
    """Whether the noun stands there definite and alone («الاتفاق»، «هذه المعاهدة»)."""
    return "ال" in key[at : at + 5] or key[max(0, at - 5) : at].strip() in ("هذا", "هذه")


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
