"""Neutral lines: what an event, agreement or statement says in one line built from its slots."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from khabar.dossier.case import Case, Found, feminine_verb, spans
from khabar.dossier.offices import office
from khabar.dossier.view import Assertion, Shape
from khabar.dossier.words import Text, date, fill, has, say, verbatim
from khabar.model import Agreement, Claim, Event, Reading, Statement
from khabar.text import fold, rows

_CALLED_OFF = ("cancelled", "postponed", "denied")
_AHEAD = ("planned", "conditional")
_PACT_AHEAD = ("under negotiation", "to be signed")
_PACT_OFF = ("suspended", "ended")
_FEMININE_NOUNS = ("معاهده", "اتفاقيه", "مذكره", "شراكه", "صفقه", "هدنه", "وثيقه", "خطه", "مبادره", "تسويه")
_WITH_TARGET = ("accuse", "thank", "threaten")
"""Acts whose Arabic verb takes the person as its bare object."""
_QUOTES = '«»“”"'
_QUOTE = 220
"""Characters of a source's words shown under a line that says too little."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@lru_cache(maxsize=1)
def _lines() -> dict[str, dict[str, str]]:
    return {row["type"]: row for row in rows("lines.tsv")}


def assertion(case: Case, claim: Claim) -> Assertion:
    """The one line of a claim, with status, day and foundation."""
    members = case.members(claim)
    reading, item = best(members)
    if isinstance(item, Event):
        line, status, shape = event_line(case, item, reading), event_status(item), event_shape(item)
        when, thin = date(claim_day(members)), _thin(item)
    elif isinstance(item, Agreement):
        called, standing = pact_name(members), case.standing(claim, item)
        line, status, shape = (
            pact_line(case, item, reading, called),
            pact_status(standing, called),
            pact_shape(standing),
        )
        when, thin = Text(), False
    else:
        line, status, shape = _said_line(case, item, reading), Text(), "done"
        when, thin = date(item.when or reading.article.published), True
    quote = clipped(" … ".join(s.of(reading.article.document.text) for s in spans(item)[:1])) if thin else ""
    if isinstance(item, Statement) and item.kind == "direct":
        quote = f"«{quote}»"
    return Assertion(
        # a statement's own place is its card
        mark=case.mark(claim, anchored=not isinstance(item, Statement), first=reading),
        line=line,
        status=status,
        shape=shape,
        date=when,
        foundation=case.foundation(claim),
        quote=quote,
    )


def best(members: Sequence[Found]) -> Found:
    """The member that stands for a claim: of the newest day, the status most told there, the fullest slots."""
    newest = max(f[0].article.published or "" for f in members)
    latest = [f for f in members if (f[0].article.published or "") == newest]
    told = Counter(_status(item) for _, item in latest)

    def rank(found: Found) -> tuple[int, int, int]:
        _, item = found
        return told[_status(item)], slots_filled(item), sum(e - s for s, e in spans(item))

    return max(latest, key=rank)


def _status(item: Event | Agreement | Statement) -> str:
    return "" if isinstance(item, Statement) else item.status


def slots_filled(item: Event | Agreement | Statement) -> int:
    """How many slots of an item say something."""
    if isinstance(item, Event):
        return sum(map(bool, (item.actors, item.recipients, item.when, item.where)))
    if isinstance(item, Agreement):
        return sum(map(bool, (len(item.parties) > 1, item.name, item.term)))
    return sum(map(bool, (item.speaker, item.via, item.when)))


def claim_day(members: Sequence[Found]) -> str | None:
    """The date of an event's claim: of its newest member that has one, a day before a month, a month before a year."""
    values = [i.when for _, i in reversed(members) if isinstance(i, Event) and i.when]
    return max(values, key=lambda v: min(len(v), 10), default=None)


def event_line(case: Case, event: Event, reading: Reading) -> Text:
    row = _lines()[event.type]
    everyone = list(dict.fromkeys((*event.actors, *event.recipients)))
    place = event.where or (_land(case, event, reading) if event.type == "elect" else None)
    where = case.name(place, reading) if place else Text()
    recipients = tuple(i for i in event.recipients if i not in event.actors)
    told = case.names(recipients, reading)
    return fill(
        row["ar"],
        row["en"],
        actors=case.names((a for a in event.actors if event.type != "elect" or a != place), reading),
        recipients=told,
        where=Text() if event.where in event.recipients else where,
        to=told or where,
        pair=case.names(everyone, reading) if len(everyone) > 1 else Text(),
        one=case.names(everyone, reading) if len(everyone) == 1 else Text(),
    )


def _land(case: Case, event: Event, reading: Reading) -> str | None:
    """The country among those who elect, which is where they do."""
    found = [case.entity(a, reading) for a in event.actors]
    return next((e.id for e in found if e and e.type == "LOC"), None)


def event_status(event: Event) -> Text:
    """The status as a word that agrees with the line's first noun («مقررة»); what happened in its own word («عُقد»)."""
    if event.status == "happened" and has(f"done.{event.type}"):
        return say(f"done.{event.type}")
    return say(f"status.{event.status}.{_lines()[event.type]['gender']}")


def event_shape(event: Event) -> Shape:
    if event.status in _CALLED_OFF:
        return "cancelled"
    return "planned" if event.status in _AHEAD else "done"


def pact_name(members: Sequence[Found]) -> str:
    """The name that most articles give an agreement; of equals the one that bears quotation marks, then the longest.

    A mere noun («الاتفاق») is taken only where no article says more.
    """
    given: dict[str, set[str]] = {}
    for reading, pact in members:
        if isinstance(pact, Agreement):
            given.setdefault(pact.name, set()).add(reading.key)
    return max(given, key=lambda n: (" " in n, len(given[n]), any(q in n for q in _QUOTES), len(n), n), default="")


def pact_line(case: Case, pact: Agreement, reading: Reading, called: str) -> Text:
    row = _lines()["agreement"]
    parties = case.names(pact.parties, reading)
    many = len(pact.parties) > 1
    return fill(
        row["ar"],
        row["en"],
        name=verbatim(_named(called), "quote"),
        pair=parties if many else Text(),
        one=Text() if many else parties,
    )


def _named(called: str) -> str:
    """A name in quotation marks, unless it bears its own or is a mere noun («الاتفاق»)."""
    called = clipped(called, 120)
    return called if " " not in called or any(q in called for q in _QUOTES) else f"«{called}»"


def pact_status(standing: str, called: str) -> Text:
    """How an agreement stands (see :meth:`Case.standing`), in a word that agrees with its name."""
    first = fold(called).split()[:1]
    feminine = bool(first) and first[0].removeprefix("ال") in _FEMININE_NOUNS
    return say(f"agreement.{standing}.{'f' if feminine else 'm'}")


def pact_shape(standing: str) -> Shape:
    if standing in _PACT_OFF:
        return "cancelled"
    return "planned" if standing in _PACT_AHEAD else "done"


def act(case: Case, statement: Statement, reading: Reading) -> Text:
    """The act in the past tense, agreeing with the speaker as far as the page shows («نفت طهران», «قال الوزير»)."""
    return say(f"act.{statement.act}.{_person(case, statement, reading)}")


def addressed(case: Case, statement: Statement, reading: Reading) -> Text:
    return case.names(statement.target or statement.addressee, reading)


def speaker(case: Case, statement: Statement, reading: Reading) -> Text:
    return case.names(statement.speaker, reading) or say("voices.unknown")


def clipped(words: str, limit: int = _QUOTE) -> str:
    """Words cut after ``limit`` characters at a blank."""
    words = " ".join(words.split())
    if len(words) <= limit:
        return words
    return words[:limit].rsplit(" ", 1)[0] + "…"


def is_day(value: str | None) -> bool:
    return bool(value and _DAY.match(value))


def _said_line(case: Case, statement: Statement, reading: Reading) -> Text:
    """«قالت ليلى منصور», «اتهم سالم الحداد جيش سمرة»; the verb comes first and is singular then."""
    told = Text() if statement.act not in _WITH_TARGET else case.names(statement.target, reading)
    verb = say(f"act.{statement.act}.{_person(case, statement, reading, before=True)}")
    return say("act.line", act=verb, speaker=speaker(case, statement, reading), target=told)


def _person(case: Case, statement: Statement, reading: Reading, before: bool = False) -> str:
    """``m``, ``f``, ``du``, ``duf`` or ``pl``; a verb ``before`` its subject is singular."""
    if before:
        return _gender(case, statement, reading)
    if len(statement.speaker) == 2:
        each = [_gender(case, msgspec.structs.replace(statement, speaker=(s,)), reading) for s in statement.speaker]
        return "duf" if each == ["f", "f"] else "du"
    if len(statement.speaker) > 2:
        return "pl"
    entity = case.entity(statement.speaker[0], reading) if statement.speaker else None
    if entity and entity.type == "GROUP":
        return "pl"
    return _gender(case, statement, reading)


def _gender(case: Case, statement: Statement, reading: Reading) -> str:
    """As the pages' own verbs show, or else the speaker's kind, office and name."""
    entity = case.entity(statement.speaker[0], reading) if statement.speaker else None
    if not entity:
        return "f" if feminine_verb(statement, reading) else "m"
    told, feminine = case.verbs.get(entity.id, (0, 0))
    if feminine and (entity.type == "PER" or 2 * feminine >= told):
        return "f"
    head = fold(office(case, entity.id).words if entity.type == "PER" else entity.names.get("ar", "")).split()
    return "f" if entity.type == "LOC" or (head and head[0].endswith("ه")) else "m"


def needs_words(type: str) -> bool:
    """Whether a line of this type of event is always shown with the words of the source."""
    return bool(type) and "words" in _lines()[type]["needs"].split()


def _thin(event: Event) -> bool:
    """Whether a line lacks a slot that its type needs."""
    everyone = {*event.actors, *event.recipients}
    others = bool(set(event.recipients) - set(event.actors))
    filled = {
        "actors": bool(event.actors),
        "recipients": others,
        "to": others or bool(event.where),
        "pair": len(everyone) > 1,
        "words": False,
    }
    return not all(filled[need] for need in _lines()[event.type]["needs"].split())
