"""The register of agreements: each pact over all pages read, with its life and its clauses, every step sourced."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from khabar.events.days import days
from khabar.events.joined import ground, mostly, report, spoken_by
from khabar.events.merge import one_time
from khabar.events.pacts.sides import POWERS
from khabar.events.pacts.words import akin, bare, defence_words, grammar, heads
from khabar.events.slots import LETTER, Ground, is_state
from khabar.model import (
    Agreement,
    AgreementStatus,
    Clause,
    Event,
    Pact,
    Reading,
    Report,
    Span,
    Statement,
    Step,
)
from khabar.names.gazetteer import known
from khabar.text import View, rows

_ORDER: tuple[str, ...] = (
    "proposed", "negotiated", "text agreed", "announced", "to be signed", "signed", "approved", "ratified",
    "to enter into force", "in force",
    "suspended", "left", "ended",
)  # fmt: skip
_REACHED: tuple[AgreementStatus, ...] = (
    "under negotiation", "to be signed", "signed", "ratified", "in force", "suspended", "ended",
)  # fmt: skip
_BY_EVENT = {"sign-agreement": "signed", "ratify": "ratified", "enter-into-force": "in force"}
_NAMED = "agreement:named"
_SEVERAL = 5
"""From so many parties on «the powers» are named one by one."""
_BESIDE = 50
"""Letters between the words of a step and its day."""
_NEGATED = 60
"""Letters before a clause's words within which a negation denies it."""


class _Told(NamedTuple):
    """An agreement of one article, with what is needed to place it."""

    reading: Reading
    pact: Agreement
    sentences: tuple[Span, ...]
    """The whole sentences that speak of it."""
    place: Ground
    folded: View


def register(readings: Sequence[Reading]) -> tuple[Pact, ...]:
    """The pacts that the readings speak of, those told by most pages first.

    The readings must bear one id per entity (:func:`khabar.pipeline.together`). The order given does not matter.
    """
    ordered = sorted(readings, key=lambda r: (r.article.published or "9999", r.key, r.article.id))
    last = max((r.article.published for r in ordered if r.article.published), default=None)
    groups: list[list[_Told]] = []
    for reading in ordered:
        place = ground(reading)
        for pact in reading.agreements:
            told = _Told(reading, pact, _sentences(reading, pact), place, place.view)
            group = next((g for g in groups if all(_same(told, o) for o in g)), None)
            if group is None:
                groups.append([told])
            else:
                group.append(told)
    found = [_pact(g, last) for g in groups]
    return tuple(sorted(found, key=lambda p: (-len(p.articles), -len(p.steps), p.parties, p.kinds, p.id)))


def _sentences(reading: Reading, pact: Agreement) -> tuple[Span, ...]:
    return tuple(s for s in reading.sentences if any(s.overlaps(e) for e in pact.evidence))


def _same(a: _Told, b: _Told) -> bool:
    """Whether two pages speak of one pact: the same parties, kinds that can be one, terms that do not differ; a pact
    with a name of its own is one whomever of its parties a page names."""
    if _NAMED in (a.pact.rule, b.pact.rule):
        return a.pact.rule == b.pact.rule and a.pact.name == b.pact.name
    if not a.pact.parties or set(a.pact.parties) != set(b.pact.parties):
        return a.pact.name == b.pact.name and not a.pact.parties and not b.pact.parties
    if a.pact.term and b.pact.term and a.pact.term != b.pact.term:
        return False
    return akin(a.pact.kind, b.pact.kind)


def _pact(group: Sequence[_Told], last: str | None) -> Pact:
    steps = _steps(group)
    clauses = _clauses(group)
    names = Counter(" ".join(t.pact.name.split()) for t in group)
    kinds = Counter(t.pact.kind for t in group)
    status = _status(group, steps)
    planned = [days(s.date) for s in steps if s.step == "to be signed" and s.date]
    due = max((d[1] for d in planned if d), default=None)
    done = any(s.step in ("signed", "ratified", "in force") for s in steps)
    defence = [c.holds for c in clauses if c.what == "mutual defence"]
    signers, places = _signing(group)
    raw = "|".join(sorted(f"{t.reading.article.id} {t.pact.id}" for t in group))
    return Pact(
        id=hashlib.sha256(raw.encode()).hexdigest()[:12],
        parties=_parties(group),
        kinds=tuple(sorted(kinds, key=lambda k: (bare(k), -kinds[k], -len(k), k))),
        names=tuple(sorted(names, key=lambda n: (" " not in n, -names[n], -len(n), n))),
        status=status,
        term=next((t.pact.term for t in group if t.pact.term), None),
        mutual_defence=defence[-1] if defence else None,
        signatories=signers,
        places=places,
        steps=steps,
        clauses=clauses,
        articles=tuple(dict.fromkeys(t.reading.key for t in group)),
        overdue=bool(due and last and due < last and not done),
    )


def _parties(group: Sequence[_Told]) -> tuple[str, ...]:
    """Everybody whom a page names as a party; «the powers» only where no page says who they are."""
    everybody = tuple(dict.fromkeys(p for told in group for p in told.pact.parties))
    return tuple(p for p in everybody if p != POWERS or len(everybody) < _SEVERAL)


def _status(group: Sequence[_Told], steps: Sequence[Step]) -> AgreementStatus:
    """What the last pages come to: the furthest step told, a planned signing done where a later page tells it."""
    told = {s.step for s in steps}
    known = [s for s in _REACHED if s in told or (s == "under negotiation" and told & {"proposed", "negotiated"})]
    own = [t.pact.status for t in group]
    if group[0].pact.rule == _NAMED:  # where it stands on a day is the table's to say
        return own[-1]
    return max([*known, *own], key=_REACHED.index)


def _steps(group: Sequence[_Told]) -> tuple[Step, ...]:
    """The life of a pact, each step once per page, in the order of the steps and of their days."""
    found: list[Step] = []
    for told in group:
        found += _steps_of(told)
    kept: dict[tuple[str, str | None, str], Step] = {}
    for step in found:
        kept.setdefault((step.step, step.date, step.report.article), step)
    finest = [s for s in _settled(list(kept.values())) if not _coarser(s, kept.values())]
    return tuple(
        sorted(finest, key=lambda s: (_ORDER.index(s.step), s.date or s.report.published or "9999", s.report.article))
    )


def _settled(steps: Sequence[Step]) -> list[Step]:
    """The steps, a coarse or missing date settled where the other pages give one finer date for the step («in January»
    here, «on the 17th» there), as a happening's is; the day that a signing was planned for counts with it."""
    out = []
    for step in steps:
        same = [o.date for o in steps if o.date and o.step == step.step]
        plan = [o.date for o in steps if o.date and step.date and (step.step, o.step) == ("signed", "to be signed")]
        finer = {d for d in (*same, *plan) if len(d) > len(step.date or "") and one_time(d, step.date or d)}
        best = {d for d in finer if len(d) == max(map(len, finer))}
        out.append(msgspec.structs.replace(step, date=best.pop()) if len(best) == 1 else step)
    return out


def _coarser(step: Step, others: Iterable[Step]) -> bool:
    """Whether the same page tells the same step with a finer date."""
    return any(
        o is not step
        and o.step == step.step
        and o.report.article == step.report.article
        and len(o.date or "") > len(step.date or "")
        and one_time(o.date, step.date)
        for o in others
    )


def _steps_of(told: _Told) -> list[Step]:
    reading, pact = told.reading, told.pact
    out: list[Step] = []
    acts = [e for e in reading.events if e.type in _BY_EVENT and _concerns(e, told)]
    for event in acts:
        step = _BY_EVENT[event.type]
        if event.status == "planned":
            step = "to be signed" if step == "signed" else "negotiated"
        elif event.status in ("cancelled", "postponed", "denied", "conditional"):
            continue
        source = report(reading, event.evidence[0], event.status, event.when)
        said = _announced(reading, event, told)
        if said and step == "to be signed":
            told_by = _by(report(reading, event.evidence[0], event.status, event.when), spoken_by(reading, said))
            out.append(Step(step="announced", date=said.when or reading.article.published, report=told_by))
        out.append(Step(step=step, date=event.when, report=source))
    if not acts or pact.status in ("suspended", "ended", "ratified"):
        status = "negotiated" if pact.status == "under negotiation" else pact.status
        if pact.evidence and (status != "in force" or _entered(told)):
            out.append(
                Step(
                    step=status,
                    date=None,
                    report=report(reading, told.sentences[0] if told.sentences else pact.evidence[0]),
                )
            )
    for sentence in told.sentences:
        out += _worded(told, sentence, {s.step for s in out})
    return out


def _entered(told: _Told) -> bool:
    """Whether the page says that the pact is in force, which else is only taken for granted."""
    text = " ".join(told.folded.key[told.folded.key_at(s.start) : told.folded.key_at(s.end)] for s in told.sentences)
    return bool(re.search(r"(ساري|ساريه|دخل[ء-ي]* حيز|القايم|القايمه)", text))


def _worded(told: _Told, sentence: Span, known: set[str]) -> list[Step]:
    """Steps that a sentence's words tell."""
    start, end = told.folded.key_at(sentence.start), told.folded.key_at(sentence.end)
    out = []
    for step, pattern in _step_words():
        taken = None if step in known else _taken(pattern, told.folded.key, start, end)
        if taken:
            out.append(Step(step=step, date=_day(told, taken.span()), report=report(told.reading, sentence)))
    return out


def _taken(pattern: re.Pattern[str], key: str, start: int, end: int) -> re.Match[str] | None:
    """The words of a sentence that tell a step as taken, and not only feared or asked for."""
    maybe = grammar("maybe")
    found = pattern.finditer(key, start, end)
    return next((m for m in found if not maybe.search(key, max(start, m.start() - _NEGATED), m.start())), None)


def _day(told: _Told, words: tuple[int, int]) -> str | None:
    """The day that a sentence names close to the words of a step; a year there is as often that of the pact."""
    at, to = (told.folded.source_at(w) for w in words)
    near = [
        (max(t.span.start - to, at - t.span.end), t.value)
        for t in told.reading.times
        if t.value and re.fullmatch(r"\d{4}-\d\d-\d\d", t.value)
    ]
    return min((n for n in near if n[0] <= _BESIDE), default=(0, None))[1]


@lru_cache(maxsize=1)
def _step_words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (r["step"], re.compile(f"(?<![{LETTER}])[وفب]?(?:ال)?{r['pattern']}")) for r in rows("agreement_steps.tsv")
    )


def _concerns(event: Event, told: _Told) -> bool:
    """Whether a signing or ratification is this pact's: told in its sentences, by its parties where it names any."""
    if not any(e.overlaps(s) for e in event.evidence for s in told.sentences):
        return False
    who = {told.place.home(i) for i in event.actors if not i.startswith("anon-")}
    parties = set(told.pact.parties)
    return event.type != "sign-agreement" or not who or who == parties or (len(who & parties) >= 2)


def _announced(reading: Reading, event: Event, told: _Told) -> Statement | None:
    """The statement that announced a planned act: somebody with a name says most of what tells of it."""
    for statement in reading.statements:
        named = any(told.place.type(s) != "ANON" for s in statement.speaker)
        if named and statement.act in ("announce", "affirm", "say") and mostly(statement.span, event.evidence[0]):
            return statement
    return None


def _by(source: Report, speakers: tuple[str, ...]) -> Report:
    return msgspec.structs.replace(source, by=speakers)


def _signing(group: Sequence[_Told]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The persons who signed or are to sign, and where."""
    people: list[str] = []
    places: list[str] = []
    for told in group:
        for event in told.reading.events:
            if event.type == "sign-agreement" and _concerns(event, told):
                people += [a for a in event.actors if told.place.type(a) == "PER"]
                places += [event.where] if event.where else []
    towns = [p for p in places if not any(_lies_in(q, p, group[0].place) for q in places)]
    return tuple(dict.fromkeys(people)), tuple(dict.fromkeys(towns))


def _lies_in(town: str, state: str, place: Ground) -> bool:
    """Whether one place is a town of the other, a state."""
    thing = known().get(town)
    return town != state and is_state(state) and state in (place.state(town), thing.country if thing else None)


@lru_cache(maxsize=1)
def _clause_words() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    return tuple(
        (r["what"], re.compile(f"(?<![{LETTER}])[وفبل]?(?:ال)?{r['pattern']}"), r["means"])
        for r in rows("agreement_clauses.tsv")
    )


def _clauses(group: Sequence[_Told]) -> tuple[Clause, ...]:
    """What the pages say the pact holds, each once per page."""
    found: dict[tuple[str, bool, str], Clause] = {}
    for told in group:
        if told.pact.mutual_defence is not None:
            spot = _defence_sentence(told)
            clause = Clause(what="mutual defence", holds=told.pact.mutual_defence, report=report(told.reading, spot))
            found.setdefault(("mutual defence", clause.holds, told.reading.key), clause)
        for sentence in told.sentences:
            for clause in _clauses_of(told, sentence):
                found.setdefault((clause.what, clause.holds, told.reading.key), clause)
    order = {"mutual defence": -1} | {r["what"]: i for i, r in enumerate(rows("agreement_clauses.tsv"))}
    return tuple(
        sorted(found.values(), key=lambda c: (order[c.what], c.report.published or "9999", c.report.article, c.holds))
    )


def _clauses_of(told: _Told, sentence: Span) -> list[Clause]:
    negation = defence_words()[1]
    start, end = told.folded.key_at(sentence.start), told.folded.key_at(sentence.end)
    key = told.folded.key
    out = []
    for what, pattern, means in _clause_words():
        match = pattern.search(key, start, end)
        if not match:
            continue
        denied = bool(negation.search(key[max(start, match.start() - _NEGATED) : match.start()]))
        if (means == "not" and not denied) or not _nearest(told, sentence, match.start()):
            continue
        if _likened(told, match.end(), end) or (means == "about" and not _about(told, sentence, match.start())):
            continue
        spot = _statement_at(told, match.start(), match.end()) or sentence
        out.append(Clause(what=what, holds=not denied or means == "not", report=report(told.reading, spot)))
    return out


def _nearest(told: _Told, sentence: Span, at: int) -> bool:
    """Whether of all pacts that a sentence speaks of, this one is named last before an offset of the folded view.

    A pact that another is only likened to («مثل معاهدتنا مع …») is not meant; of two in one stretch the page's own is.
    """
    place = told.folded.source_at(at)
    likeness = defence_words()[2]
    spots = []
    for pact in told.reading.agreements:
        for spot in pact.evidence:
            words = told.folded.key[told.folded.key_at(spot.start) :][:16]
            if spot.overlaps(sentence) and spot.start <= place and not likeness.match(words):
                spots.append((spot.start, len(pact.evidence), pact.id))
    return not spots or max(spots)[2] == told.pact.id


def _about(told: _Told, sentence: Span, at: int) -> bool:
    """Whether the words before a clause say that the pact is about it («تتضمن تعاونا …») or are its noun's own."""
    key, place = told.folded.key, told.folded.source_at(at)
    for spot in told.pact.evidence:
        if not spot.overlaps(sentence) or spot.start > place:
            continue
        noun = heads()[0].search(key, told.folded.key_at(spot.start), at)
        if noun and grammar("holds").search(key[noun.end() : at]):
            return True
    return False


def _likened(told: _Told, start: int, end: int) -> bool:
    """Whether the words behind a clause only liken another pact to this one («… شبيه بذاك المبرم بين …»)."""
    like = defence_words()[2].search(told.folded.key, start, end)
    if not like:
        return False
    named = {told.place.home(s.entity) for s in told.place.slots(like.start(), end)}
    return set(told.pact.parties) <= named


def _statement_at(told: _Told, start: int, end: int) -> Span | None:
    """The statement whose words hold a match."""
    span = told.folded.span(start, end)
    return next((s.span for s in told.reading.statements if s.span.covers(span)), None)


def _defence_sentence(told: _Told) -> Span:
    clauses = defence_words()[0]
    for sentence in (*told.sentences, *told.reading.sentences):
        start, end = told.folded.key_at(sentence.start), told.folded.key_at(sentence.end)
        if any(p.search(told.folded.key, start, end) for p, _ in clauses):
            return sentence
    return told.sentences[0] if told.sentences else told.pact.evidence[0]
