"""What is reported, and when: the strongest assertions of a story, and its timeline."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.dossier.case import Case, anchor
from khabar.dossier.lines import assertion, best, claim_day, is_day, slots_filled
from khabar.dossier.view import Assertion, Day, Moment
from khabar.dossier.words import Text, date, say
from khabar.model import Claim, Event, Span, Statement

_FEWEST, _MOST = 5, 9


def reported(case: Case) -> tuple[Assertion, ...]:
    """Five to nine assertions, the best founded first; statements only where events and agreements are too few."""
    events = sorted((c for c in case.claims if c.kind != "statement"), key=lambda c: _weight(case, c))
    distinct = _distinct(case, events)
    chosen = distinct[:_FEWEST] + [c for c in distinct[_FEWEST:_MOST] if len(set(c.origins)) > 1 or len(c.members) > 1]
    if len(chosen) < _FEWEST:
        said = sorted((c for c in case.claims if c.kind == "statement"), key=lambda c: _weight(case, c))
        chosen += said[: _FEWEST - len(chosen)]
    return tuple(assertion(case, claim) for claim in chosen)


def _weight(case: Case, claim: Claim) -> tuple[object, ...]:
    """Sort key: more origins, more articles, fuller slots, earlier in the text; the id settles what is left."""
    members = case.members(claim)
    reading, item = best(members)
    return (
        -len(set(claim.origins)),
        -len({r.key for r, _ in members}),
        -slots_filled(item),
        -item.confidence,
        reading.key,
        claim.id,
    )


def _distinct(case: Case, claims: Sequence[Claim]) -> list[Claim]:
    """Claims whose line says something that no stronger one has said already."""
    seen: set[tuple[str, ...]] = set()
    out = []
    for claim in claims:
        _, item = best(case.members(claim))
        if isinstance(item, Event):
            if slots_filled(item) < 2:
                continue
            what: tuple[str, ...] = (item.type, item.status, *sorted({*item.actors, *item.recipients}))
        elif isinstance(item, Statement):
            continue
        else:
            what = ("agreement", *sorted(item.parties))
        if what not in seen:
            seen.add(what)
            out.append(claim)
    return out


def timeline(case: Case) -> tuple[tuple[Day, ...], tuple[Moment, ...]]:
    """The events by their dates, and those without one."""
    dated: dict[str, list[Moment]] = {}
    undated: list[Moment] = []
    events = [c for c in case.claims if c.kind == "event"]
    for claim in sorted(events, key=lambda c: _weight(case, c)):
        value = claim_day(case.members(claim))
        moment = _moment(case, claim, value, events)
        if date(value) and value and value[:4].isdigit():
            dated.setdefault(value[:10], []).append(moment)
        else:
            undated.append(moment)
    return tuple(Day(date=date(v), moments=tuple(dated[v])) for v in sorted(dated)), tuple(undated)


def _moment(case: Case, claim: Claim, value: str | None, events: Sequence[Claim]) -> Moment:
    return Moment(
        assertion=assertion(case, claim),
        month_only=bool(value) and not is_day(value),
        overdue=say("timeline.overdue", date=date(value)) if value and _overdue(case, claim, value, events) else Text(),
        lights=_lights(case, claim),
    )


def _overdue(case: Case, claim: Claim, value: str, events: Sequence[Claim]) -> bool:
    """Whether an event was announced for a day that the pages reach, and none of them tells of it afterwards."""
    _, item = best(case.members(claim))
    days = case.days()
    if not isinstance(item, Event) or item.status != "planned" or not is_day(value) or not days or value > days[-1]:
        return False
    who = {case.state(i) for i in (*item.actors, *item.recipients)}
    for other in events:
        _, event = best(case.members(other))
        if not isinstance(event, Event) or event.type != item.type or event.status == "planned":
            continue
        if who & {case.state(i) for i in (*event.actors, *event.recipients)} and (event.when or value) >= value:
            return False
    return True


def _lights(case: Case, claim: Claim) -> tuple[str, ...]:
    """Ids of the statements that stand in the sentences of an event's evidence."""
    out = []
    lines = {
        (r.key, s)
        for r, e in case.members(claim)
        if isinstance(e, Event)
        for x in e.evidence
        for s in _around(r.sentences, x)
    }
    for other in case.claims:
        if other.kind != "statement":
            continue
        for reading, item in case.members(other):
            if isinstance(item, Statement) and any(
                (reading.key, s) in lines for s in _around(reading.sentences, item.span)
            ):
                out.append(anchor(other.id))
                break
    return tuple(sorted(out))


def _around(sentences: Sequence[Span], span: Span) -> list[Span]:
    return [s for s in sentences if s.overlaps(span)]
