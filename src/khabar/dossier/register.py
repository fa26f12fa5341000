"""The register: agreements with the steps of their life, and visits, talks and sanctions as lists."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.dossier.case import Case, Found
from khabar.dossier.lines import assertion, best, claim_day, event_shape, pact_name, pact_shape, pact_status
from khabar.dossier.view import Assertion, Pact, Step
from khabar.dossier.words import Text, date, duration, say
from khabar.model import Agreement, Claim, Event, Place

_LIFE = ("negotiate", "sign-agreement", "ratify", "enter-into-force")
_REACHED = {
    "under negotiation": 0,
    "to be signed": 0,
    "signed": 1,
    "ratified": 2,
    "in force": 3,
    "suspended": 3,
    "ended": 3,
}
"""The last step that an agreement of this status has behind it or is in."""
_LISTS = (
    ("register.visits", ("visit",)),
    ("register.talks", ("meet", "negotiate", "call")),
    ("register.sanctions", ("sanction", "lift-sanction")),
)


def pacts(case: Case) -> tuple[Pact, ...]:
    """The agreements of a story, the best founded first."""
    return tuple(_pact(case, c) for c in _pact_claims(case))


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


def _pact(case: Case, claim: Claim) -> Pact:
    members = case.members(claim)
    reading, pact = best(members)
    assert isinstance(pact, Agreement)
    called = pact_name(members)
    return Pact(
        mark=case.mark(claim),
        name=called,
        parties=case.names(pact.parties, reading),
        status=pact_status(pact, called),
        term=_told(case, _clause(members, "term")),
        defence=_told(case, _clause(members, "mutual_defence")) or say("clause.unsaid"),
        foundation=case.foundation(claim),
        steps=_steps(case, pact, called),
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


def _steps(case: Case, pact: Agreement, called: str) -> tuple[Step, ...]:
    """The four stages, each with the event that tells of it; and the end, where it has come to one."""
    parties = {case.state(p) for p in pact.parties}
    out = []
    for number, type in enumerate(_LIFE):
        shape = _stage(pact, number)
        found = _event_of(case, type, parties)
        when, mark = Text(), None
        if found:
            claim, event = found
            told = event_shape(event)
            if told == "done" or shape in ("open", "planned"):
                shape = told
            if told == shape:
                when, mark = date(claim_day(case.members(claim))), case.mark(claim)
        out.append(Step(name=say(f"step.{type}"), shape=shape, date=when, mark=mark))  # type: ignore[arg-type]
    if pact_shape(pact) == "cancelled":
        out.append(Step(name=pact_status(pact, called), shape="cancelled", date=Text(), mark=None))
    return tuple(out)


def _stage(pact: Agreement, number: int) -> str:
    """What an agreement's status by itself says of a stage; a pact in force need not have been ratified."""
    reached = _REACHED[pact.status]
    if pact.status == "to be signed" and number <= 1:
        return "implied" if number == 0 else "planned"
    if number == reached:
        return "done"
    return "implied" if number < min(reached, 2) else "open"


def _event_of(case: Case, type: str, parties: set[str]) -> tuple[Claim, Event] | None:
    """The best founded event of a type between the parties, one that happened before one that is planned."""
    found = []
    for claim in case.claims:
        if claim.kind != "event":
            continue
        _, event = best(case.members(claim))
        if isinstance(event, Event) and event.type == type:
            who = {case.state(i) for i in (*event.actors, *event.recipients)}
            if len(who & parties) >= min(2, len(parties)):
                found.append((event_shape(event) != "done", -len(set(claim.origins)), claim.id, claim, event))
    if not found:
        return None
    *_, claim, event = min(found, key=lambda f: f[:3])
    return claim, event
