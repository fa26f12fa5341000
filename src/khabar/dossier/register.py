"""The register: agreements with the steps of their life, and visits, talks and sanctions as lists."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.dossier.case import Case, Found
from khabar.dossier.lines import assertion, best, claim_day, event_shape, fullest_name, pact_status
from khabar.dossier.view import Assertion, Pact, Step
from khabar.dossier.words import Text, date, duration, say
from khabar.model import Agreement, Claim, Event

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
    claims = [c for c in case.claims if c.kind == "agreement"]
    claims.sort(key=lambda c: (-len(set(c.origins)), -len(c.members), c.id))
    return tuple(_pact(case, c) for c in claims)


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
    called = fullest_name(members)
    return Pact(
        mark=case.mark(claim),
        name=called,
        parties=case.names(pact.parties, reading),
        status=pact_status(pact, called),
        term=duration(_first(members, "term")),
        defence=_clause(members),
        foundation=case.foundation(claim),
        steps=_steps(case, pact),
    )


def _first(members: Sequence[Found], field: str) -> str | None:
    return next((v for _, m in members if (v := getattr(m, field))), None)


def _clause(members: Sequence[Found]) -> Text:
    told = [m.mutual_defence for _, m in members if isinstance(m, Agreement) and m.mutual_defence is not None]
    if not told:
        return say("clause.unsaid")
    return say("clause.yes" if told[-1] else "clause.no")


def _steps(case: Case, pact: Agreement) -> tuple[Step, ...]:
    """The four stages, each done, planned, called off or open, with the event that tells of it."""
    parties = {case.state(p) for p in pact.parties}
    out = []
    for number, type in enumerate(_LIFE):
        shape = "done" if number <= _REACHED[pact.status] and pact.status not in ("to be signed",) else "open"
        if pact.status == "to be signed" and number <= 1:
            shape = "done" if number == 0 else "planned"
        found = _event_of(case, type, parties)
        when, mark = Text(), None
        if found:
            claim, event = found
            when, mark = date(claim_day(case.members(claim))), case.mark(claim)
            if shape == "open":
                shape = event_shape(event)
        out.append(Step(name=say(f"step.{type}"), shape=shape, date=when, mark=mark))  # type: ignore[arg-type]
    return tuple(out)


def _event_of(case: Case, type: str, parties: set[str]) -> tuple[Claim, Event] | None:
    """The best founded event of a type between the parties."""
    found = []
    for claim in case.claims:
        if claim.kind != "event":
            continue
        _, event = best(case.members(claim))
        if isinstance(event, Event) and event.type == type:
            who = {case.state(i) for i in (*event.actors, *event.recipients)}
            if len(who & parties) >= min(2, len(parties)):
                found.append((-len(set(claim.origins)), claim.id, claim, event))
    if not found:
        return None
    _, _, claim, event = min(found, key=lambda f: f[:2])
    return claim, event
