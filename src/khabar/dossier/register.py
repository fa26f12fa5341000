"""The register: agreements with the steps of their life, and visits, talks and sanctions as lists."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from khabar.dossier.case import Case, Found
from khabar.dossier.lines import assertion, best, claim_day, pact_name, pact_status
from khabar.dossier.view import Assertion, Clause, Mark, Pact, Step
from khabar.dossier.words import Text, date, duration, has, say
from khabar.model import Agreement, Claim, Event, Place, Span
from khabar.model import Pact as Entry
from khabar.model import Step as Told

_AHEAD = ("signed", "ratified", "in force")
"""The stages that lie before an agreement until they are told."""
_OFF = ("suspended", "ended")
_LISTS = (
    ("register.visits", ("visit",)),
    ("register.talks", ("meet", "negotiate", "call")),
    ("register.sanctions", ("sanction", "lift-sanction")),
)


def pacts(case: Case) -> tuple[Pact, ...]:
    """The agreements of a story, the best founded first; claims of one entry of the register once."""
    shown: dict[str, Pact] = {}
    for claim in _pact_claims(case):
        entry = case.entry(claim)
        id = entry.id if entry else claim.id
        if first := shown.get(id):
            shown[id] = msgspec.structs.replace(first, also=(*first.also, *_unanchored(case, claim)))
        else:
            shown[id] = _pact(case, claim, entry)
    return tuple(shown.values())


def _unanchored(case: Case, claim: Claim) -> tuple[str, ...]:
    mark = case.mark(claim)
    return (mark.id,) if mark.anchor else ()


def _pact_claims(case: Case) -> list[Claim]:
    claims = [c for c in case.claims if c.kind == "agreement"]
    return sorted(claims, key=lambda c: (-len(set(c.origins)), -len(c.members), c.id))


def lists(case: Case) -> tuple[tuple[Text, tuple[Assertion, ...]], ...]:
    """Visits, talks and sanctions by date; kinds that do not occur are left out."""
    out = []
    for key, types in _LISTS:
        found = []
        for claim in case.claims:
            members = case.members(claim)
            _, item = best(members)
            if isinstance(item, Event) and item.type in types:
                found.append((claim_day(members) or "9999", claim.id, claim))
        if found:
            out.append((say(key), tuple(assertion(case, c) for _, _, c in sorted(found, key=lambda f: f[:2]))))
    return tuple(out)


def _pact(case: Case, claim: Claim, entry: Entry | None) -> Pact:
    members = case.members(claim)
    reading, pact = best(members)
    assert isinstance(pact, Agreement)
    called = pact_name(members)
    steps = _steps(case, claim, entry) if entry else ()
    due = next((s.date for s in steps if s.shape == "planned" and s.date), Text())
    return Pact(
        mark=case.mark(claim, first=reading),
        name=called,
        parties=case.names(pact.parties, reading),
        status=pact_status(case.standing(claim, pact), called),
        term=_told(case, _clause(members, "term")),
        defence=_told(case, _clause(members, "mutual_defence")) or say("clause.unsaid"),
        defence_mark=_defence_mark(case, claim, entry),
        clauses=_clauses(case, claim, entry) if entry else (),
        foundation=case.foundation(claim),
        steps=steps,
        overdue=say("timeline.overdue", date=due) if entry and entry.overdue and due else Text(),
    )


def _defence_mark(case: Case, claim: Claim, entry: Entry | None) -> Mark | None:
    told = [c.report for c in entry.clauses if c.what == "mutual defence"] if entry else []
    return case.mark_of(f"{claim.id}-defence", [(t.article, t.span) for t in told]) if told else None


def _clauses(case: Case, claim: Claim, entry: Entry) -> tuple[Clause, ...]:
    """What pages say that the agreement holds or does not hold, besides mutual defence."""
    told: dict[tuple[str, bool], list[tuple[str, Span]]] = {}
    for clause in entry.clauses:
        if clause.what != "mutual defence" and has(f"clause.{clause.what}"):
            told.setdefault((clause.what, clause.holds), []).append((clause.report.article, clause.report.span))
    return tuple(
        Clause(
            name=say(f"clause.{what}"),
            value=say("clause.yes" if holds else "clause.no"),
            mark=case.mark_of(f"{claim.id}-{what.replace(' ', '-')}-{holds}", places),
        )
        for (what, holds), places in told.items()
    )


def _clause(members: Sequence[Found], field: str) -> list[tuple[Text, list[Place]]]:
    """What the pages say of a clause: each value in words, with its places, the most told first."""
    told: dict[object, list[Place]] = {}
    for reading, pact in members:
        value = getattr(pact, field)
        if isinstance(pact, Agreement) and value is not None:
            told.setdefault(value, []).extend(Place(article=reading.key, span=s) for s in pact.evidence[:2])
    shown = sorted(told.items(), key=lambda t: (-len({p.article for p in t[1]}), str(t[0])))
    return [(_in_words(value), places) for value, places in shown]


def _in_words(value: object) -> Text:
    return duration(value) if isinstance(value, str) else say("clause.yes" if value else "clause.no")


def _told(case: Case, values: list[tuple[Text, list[Place]]]) -> Text:
    """A clause's value; where the pages differ, each with whom it is from."""
    if len(values) < 2:
        return values[0][0] if values else Text()
    each = [
        say("clause.by", value=v, outlets=case.shortly(case.outlet(p.article) for p in places)) for v, places in values
    ]
    out = each[0]
    for more in each[1:]:
        out = say("clause.and", first=out, second=more)
    return out


def differing_clauses(case: Case) -> list[tuple[Claim, str, str, list[tuple[Text, list[Place]]]]]:
    """The clauses of agreements on which the pages differ: claim, the agreement's name, the clause, its values."""
    out = []
    for claim in _pact_claims(case):
        members = case.members(claim)
        for field, what in (("term", "register.term"), ("mutual_defence", "register.defence")):
            values = _clause(members, field)
            if len(values) > 1:
                out.append((claim, pact_name(members), what, values))
    return out


def _finest(steps: Sequence[Told]) -> str | None:
    """The finest date that pages give a step, of equals the earliest."""
    return min((s.date for s in steps if s.date and date(s.date)), key=lambda d: (-min(len(d), 10), d), default=None)


def _steps(case: Case, claim: Claim, entry: Entry) -> tuple[Step, ...]:
    """The steps that pages tell of, each once with its first date and its places; and the stages still ahead."""
    told: dict[str, list[Told]] = {}
    for step in entry.steps:
        told.setdefault(step.step, []).append(step)
    if "signed" in told:
        told.pop("to be signed", None)
    out = []
    for name, steps in told.items():
        places = [(s.report.article, s.report.span) for s in steps]
        out.append(
            Step(
                name=say(f"step.{name}"),
                shape="cancelled" if name in _OFF else "planned" if name == "to be signed" else "done",
                date=date(_finest(steps)),
                mark=case.mark_of(f"{claim.id}-{name.replace(' ', '-')}", places),
            )
        )
    if out and not told.keys() & set(_OFF):
        reached = max((_AHEAD.index(s) for s in told if s in _AHEAD), default=-1)
        ahead = [s for s in _AHEAD[reached + 1 :] if s != "signed" or "to be signed" not in told]
        out += [Step(name=say(f"step.{s}"), shape="open", date=Text(), mark=None) for s in ahead]
    return tuple(out)
