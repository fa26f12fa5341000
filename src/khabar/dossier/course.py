"""What is reported, and when: the strongest assertions of a story, and its timeline."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date as Calendar

import msgspec

from khabar.dossier.case import Case, anchor, spans
from khabar.dossier.lines import assertion, best, claim_day, event_shape, is_day, needs_words, slots_filled
from khabar.dossier.view import Assertion, Day, Moment
from khabar.dossier.words import Text, date, say
from khabar.events.joined import OF_STATES
from khabar.model import Agreement, Claim, Event, Span, Statement
from khabar.stories.stems import words_of

_FEWEST, _MOST = 5, 9
_WORDS, _OF_ONE = 4, 2
"""Words that a statement must have to stand by itself, and how many of one speaker are chosen."""
_OF_HEADLINE = 2
"""Words of a headline that what is reported must share to be the news and not its background."""
_NEAR = 3
"""Days by which an event may miss the day it was announced for and still be that event."""
_SINGLE = ("meet", "visit", "call", "negotiate", "sign-agreement", "ratify", "enter-into-force", "elect", "vote")
"""Types of which one affair has few, so that a plan and a deed of one cast about one day are the same."""
_SOON = 10
"""Days after which an event without a date is no longer held to be the one announced."""


def reported(case: Case) -> tuple[Assertion, ...]:
    """Five to nine assertions, first what headlines tell, then the best founded; statements only where events and
    agreements are too few."""
    events = sorted((c for c in case.claims if c.kind != "statement"), key=lambda c: _weight(case, c))
    distinct = _distinct(case, events)
    chosen = distinct[:_FEWEST] + [c for c in distinct[_FEWEST:_MOST] if len(set(c.origins)) > 1 or len(c.members) > 1]
    if len(chosen) < _FEWEST:
        chosen += _telling(case)[: _FEWEST - len(chosen)]
    chosen.sort(key=lambda c: (not _in_headlines(case, c), -len(set(c.origins))))
    return tuple(assertion(case, claim) for claim in chosen)


def _telling(case: Case) -> list[Claim]:
    """The best founded statements that say something by themselves, no more than two of one speaker."""
    heard: dict[tuple[str, ...], int] = {}
    out = []
    for claim in sorted((c for c in case.claims if c.kind == "statement"), key=lambda c: _weight(case, c)):
        _, item = best(case.members(claim))
        if not isinstance(item, Statement) or not item.speaker or len(item.text.split()) < _WORDS:
            continue
        heard[item.speaker] = heard.get(item.speaker, 0) + 1
        if heard[item.speaker] <= _OF_ONE:
            out.append(claim)
    return out


def _weight(case: Case, claim: Claim) -> tuple[object, ...]:
    """Sort key: what headlines tell, more origins, more articles, fuller slots, more of a cast; else the id."""
    members = case.members(claim)
    reading, item = best(members)
    return (
        not _in_headlines(case, claim),
        -len(set(claim.origins)),
        -len({r.key for r, _ in members}),
        -slots_filled(item),
        -len({*item.actors, *item.recipients}) if isinstance(item, Event) else 0,
        -item.confidence,
        reading.key,
        claim.id,
    )


def _in_headlines(case: Case, claim: Claim) -> bool:
    """Whether the headline of an article of the story has two words of what the claim rests on: background has not."""
    for reading, item in case.members(claim):
        told = words_of(" ".join(s.of(reading.article.document.text) for s in spans(item)))
        if any(len(told & headline) >= _OF_HEADLINE for headline in case.headlines):
            return True
    return False


def _distinct(case: Case, claims: Sequence[Claim]) -> list[Claim]:
    """Claims whose line says something that no stronger one has said already."""
    seen: list[tuple[str, frozenset[str]]] = []
    out = []
    events = _events(case)
    for claim in claims:
        _, item = best(case.members(claim))
        if isinstance(item, Event):
            if slots_filled(item) < 2 or (item.status == "planned" and _outcome(case, claim, events)):
                continue
            what, who = f"{item.type} {event_shape(item)}", frozenset({*item.actors, *item.recipients})
        elif isinstance(item, Agreement):
            what, who = "agreement", frozenset(item.parties)
        else:
            continue
        if not any(what == other and who <= others for other, others in seen):
            seen.append((what, who))
            out.append(claim)
    return out


def _events(case: Case) -> list[Claim]:
    return [c for c in case.claims if c.kind == "event"]


def timeline(case: Case, told: Sequence[Assertion]) -> tuple[tuple[Day, ...], tuple[Moment, ...]]:
    """The events by their dates, and those without one; the words of the source only where not ``told`` above."""
    quoted = {a.mark.id for a in told if a.quote}
    dated: dict[str, list[Moment]] = {}
    undated: list[Moment] = []
    events = _events(case)
    for claim in sorted(events, key=lambda c: _weight(case, c)):
        value = claim_day(case.members(claim))
        moment = _moment(case, claim, value, events)
        if moment.assertion.mark.id in quoted:
            moment = msgspec.structs.replace(moment, assertion=msgspec.structs.replace(moment.assertion, quote=""))
        if date(value) and value and value[:4].isdigit():
            dated.setdefault(value[:10], []).append(moment)
        else:
            undated.append(moment)
    return tuple(Day(date=date(v), moments=_once(dated[v])) for v in sorted(dated)), _once(undated)


def _once(moments: Sequence[Moment]) -> tuple[Moment, ...]:
    """Moments of one day, those that say the same joined with the best founded of them.

    They say the same in one line, or where the line says little beside the words of the source and these are the same.
    """
    out: dict[tuple[str, str, str], Moment] = {}
    for moment in moments:
        said = moment.assertion
        line = (said.line.plain("ar"), said.status.plain("ar"), "" if moment.assertion.quote == "" else said.quote)
        if first := out.get(line):
            lights = tuple(sorted({*first.lights, *moment.lights}))
            also = (*first.also, said.mark.id) if said.mark.anchor else first.also
            out[line] = msgspec.structs.replace(first, lights=lights, also=also)
        else:
            out[line] = moment
    kept: list[Moment] = []
    for moment in out.values():
        notes, mark = set(moment.assertion.mark.notes), moment.assertion.mark
        same = [
            i for i, k in enumerate(kept) if k.kind == moment.kind and k.assertion.status == moment.assertion.status
        ]
        held = next((i for i in same if notes <= set(kept[i].assertion.mark.notes)), None)
        if held is None or not notes or not needs_words(moment.kind):
            kept.append(moment)
        else:
            also = (*kept[held].also, *moment.also, *([mark.id] if mark.anchor else []))
            kept[held] = msgspec.structs.replace(kept[held], also=also)
    return tuple(kept)


def _moment(case: Case, claim: Claim, value: str | None, events: Sequence[Claim]) -> Moment:
    _, item = best(case.members(claim))
    end = _outcome(case, claim, events) if isinstance(item, Event) and item.status == "planned" else None
    told = None
    if end:
        _, event = best(case.members(end))
        off = isinstance(event, Event) and event_shape(event) == "cancelled"
        told = say("timeline.called-off" if off else "timeline.came-true"), f"#{anchor(end.id)}"
    late = isinstance(item, Event) and item.status == "planned" and not end and _passed(case, claim, value)
    return Moment(
        kind=item.type if isinstance(item, Event) else "",
        assertion=assertion(case, claim),
        month_only=bool(value) and not is_day(value),
        overdue=say("timeline.overdue", date=date(value)) if late else Text(),
        outcome=told,
        lights=_lights(case, claim),
    )


def _passed(case: Case, claim: Claim, value: str | None) -> bool:
    """Whether a day was ahead when a claim was told, and the pages reach beyond it."""
    days = case.days()
    if not value or not is_day(value) or not days:
        return False
    told = min((d for k, _ in claim.members if (d := case.day(k))), default="")
    return told <= value[:10] < days[-1]


def _outcome(case: Case, claim: Claim, events: Sequence[Claim]) -> Claim | None:
    """The event that tells how a plan ended: of its type, about its day, with one of its cast or in its place."""
    members = case.members(claim)
    _, plan = best(members)
    value = claim_day(members)
    if not isinstance(plan, Event) or plan.type not in _SINGLE:
        return None
    found = []
    for other in events:
        others = case.members(other)
        _, event = best(others)
        if other.id == claim.id or not isinstance(event, Event) or event.type != plan.type:
            continue
        if event_shape(event) == "planned" or not _about(value, claim_day(others), case.last_day(other)):
            continue
        if _is_plan_of(case, plan, event):
            common = _cast(case, plan) & _cast(case, event)
            found.append((-len(common), -len(set(other.origins)), other.id, other))
    return min(found, key=lambda f: f[:3])[3] if found else None


def _is_plan_of(case: Case, plan: Event, event: Event) -> bool:
    """Whether what happened can be what was planned: the same visitor; two of the pair; or the same day and place."""
    if plan.where and plan.where == event.where and plan.when and plan.when == event.when:
        return True
    if plan.type == "visit":
        return bool({case.state(i) for i in plan.actors} & {case.state(i) for i in event.actors})
    cast = _cast(case, plan)
    return bool(cast) and len(cast & _cast(case, event)) >= min(2, len(cast))


def _cast(case: Case, event: Event) -> set[str]:
    """Who takes part: in acts of states the states, whoever acts for them."""
    who = (*event.actors, *event.recipients)
    return {case.home(i) if event.type in OF_STATES else case.state(i) for i in who}


def _about(planned: str | None, done: str | None, told: str) -> bool:
    """Whether a day may be the planned one; where one of them is not known, whether it was told of late enough."""
    if not planned or not planned[:4].isdigit():
        return bool(done or told)
    if not done and is_day(planned) and told:
        return 0 <= _days(planned, told) <= _SOON
    if not done or not is_day(done):
        return bool(done) and planned[:7] == str(done)[:7]
    if not is_day(planned):
        return done.startswith(planned[:7])
    return abs(_days(planned, done)) <= _NEAR


def _days(first: str, last: str) -> int:
    return (Calendar.fromisoformat(last[:10]) - Calendar.fromisoformat(first[:10])).days


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
