"""Who makes a pact: those behind its noun («بين … و…»، «مع …»، two nisba adjectives), who sign it, or who reach it.

What a text leaves unnamed stays so: a truce that one side announces has one party, and nobody is guessed.
"""

from __future__ import annotations

from collections.abc import Sequence

from khabar.events.covers import Covers
from khabar.events.pacts.nouns import Noun, Parties, adjectives, after, media
from khabar.events.pacts.sides import distinct
from khabar.events.pacts.trade import employed, lent, owned, person, trade
from khabar.events.pacts.truces import evacuated, fought
from khabar.events.pacts.words import grammar
from khabar.events.slots import Slot, is_state
from khabar.model import AgreementStatus, Event
from khabar.names.gazetteer import known
from khabar.text import View

_AGREED = 120
"""Letters before a noun within which «اتفقا على أن» stands."""
_OFFERED = 70
"""Letters before a noun within which the verb stands that offers it."""
_SUBJECT = 14
"""Letters before a verb within which its subject stands."""


def parties_of(noun: Noun) -> Parties:
    """Who makes the pact of a noun, by the first rule that tells."""
    for rule in (
        _nisba_pair,
        _between,
        _made,
        employed,
        lent,
        _with,
        trade,
        _offered,
        _bound,
        _signed,
        _reached,
        _decided,
        _one,
        evacuated,
        fought,
    ):
        found = rule(noun)
        if found:
            return found
    if not noun.behind and grammar("unnamed").match(noun.key, noun.to, noun.end):
        return (), "unnamed"
    return (), "alone"


def _nisba_pair(noun: Noun) -> Parties | None:
    pair = adjectives(noun)
    return (distinct(pair[:2]), "nisba-pair") if len(set(pair)) >= 2 else None


def _between(noun: Noun) -> Parties | None:
    between = after(noun.behind, "بين")
    head = noun.key[noun.to : between[0].start] if between else ""
    if grammar("far between").search(head) or grammar("mine").search(head):
        return None
    if len(between) >= 2:
        if noun.kind == "contract" and between[0].start == between[1].start and is_state(noun.own(between[0])):
            return None  # «العقد المبرم بين الطرفين» is seldom one of states
        return distinct(noun.own(s) for s in between), "between"
    return None


def _made(noun: Noun) -> Parties | None:
    """«الاتفاق الذي توصلت إليه أ وب، مع ج»، «توقيع اتفاق من جانب أ وب»."""
    said = grammar("reached by").match(noun.key, noun.to, noun.end)
    behind = [s for s in noun.behind if said and s.start >= said.end() - 1]
    if not said or not behind or len(noun.key[said.end() : behind[0].start].split()) > 1:
        return None
    group = [behind[0]]
    for slot in behind[1:]:
        if not (slot.joined or slot.start == group[-1].start or slot.preposition == "مع"):
            break
        group.append(slot)
    homes = distinct(noun.own(s) for s in group)
    return (homes, "made") if len(homes) > 1 else None


def _bound(noun: Noun) -> Parties | None:
    """«أ … ب التي ترتبط معها باتفاق»: the two states before it."""
    if not grammar("bound to").search(noun.key, max(noun.start, noun.at - 40), noun.at):
        return None
    states = distinct(h for h in map(noun.own, reversed(noun.ahead)) if is_state(h))[:2]
    return (states, "with") if len(states) == 2 else None


def _offered(noun: Noun) -> Parties | None:
    """«عرضت أ على ب اتفاقا»."""
    for verb in grammar("offers").finditer(noun.key, max(noun.start, noun.at - _OFFERED), noun.at):
        to = [s for s in noun.ahead if s.start > verb.end() and s.preposition == "علي"]
        own = [s for s in noun.ahead if not s.preposition and (not to or s.end <= to[0].start)]
        if to and own and not noun.sides.place(own[-1].entity):
            return distinct([noun.own(own[-1]), noun.own(to[0])]), "with"
    return None


def _one(noun: Noun) -> Parties | None:
    """«توصلت أ إلى اتفاق مع المتمردين»: the other side bears no name."""
    if not grammar("nameless").match(noun.key, noun.to, noun.end):
        return None
    doers = [d for d in _doers(noun) if noun.sides.acting(d)][:1]
    subject = doers or [s for s in _subject(noun)[0] if noun.sides.acting(s)]
    return (distinct(map(noun.sides.home, subject)), "one-sided") if subject else None


def _with(noun: Noun) -> Parties | None:
    """«اتفاق أ مع ب»: the partners behind «مع», and whose pact with them it is."""
    side = [s for s in after(noun.behind, "مع") if not noun.sides.place(s.entity)]
    if not side or grammar("far").search(noun.key, noun.to, side[0].start):
        return None
    partners = [noun.own(s) for s in side]
    theirs = {noun.sides.home(p) for p in partners} | set(partners)
    for owners, rule in _owners(noun, side):
        left = [o for o in owners if noun.sides.home(o) not in theirs and o not in theirs]
        if left:
            return distinct([*left[:1], *partners]), "with" if rule == "with" or not noun.definite else "with-subject"
        if owners:
            break
    return None


def _owners(noun: Noun, side: list[Slot]) -> list[tuple[list[str], str]]:
    """Whose pact with the partners it may be, the surest first."""
    if owned(noun):
        return [(person(noun), "with")] if person(noun) else []
    genitive = [s for s in noun.behind if s.start < side[0].start and not s.preposition][:1]
    out = [
        (adjectives(noun, noun.key.find(" مع ", noun.to))[:1], "with"),
        ([noun.own(s) for s in genitive], "with"),
        ([d for d in _doers(noun) if d not in {noun.own(s) for s in side}], "with"),
    ]
    subject, told = _subject(noun)
    out.append((subject, "subject"))
    if not told and not subject and grammar("begins").match(noun.key, noun.start, noun.at):
        out.append((list(noun.topic), "subject"))
    return [(owners, rule) for owners, rule in out if owners]


def _subject(noun: Noun) -> tuple[list[str], bool]:
    """Who the clause of the noun is about, and whether it has a subject at all.

    Behind «إن/أن» a clause has a subject of its own: a name, «ـه» or «بلاده» that go back to who speaks, or somebody
    without a name, who is not guessed."""
    starts = {s.start for s in noun.ahead}
    opened = [
        m
        for m in grammar("that").finditer(noun.key, noun.start, noun.at)
        if m.end() + 1 in starts or not grammar("subjunctive").match(noun.key, m.end(), noun.at)
    ]
    border = opened[-1].end() if opened else noun.start
    inside = [s for s in noun.ahead if s.start >= border - 2 and not (s.preposition or s.joined)]
    inside = [s for s in inside if not noun.sides.place(s.entity)]
    if inside:
        return [noun.own(inside[0])], True
    if not opened:
        return [], False
    outer = [noun.own(s) for s in noun.ahead if not (s.preposition or s.joined)][:1]
    if not outer and len(noun.key[noun.start : opened[-1].start()].split()) <= 2:  # «وقال إنه …» has no subject
        outer = list(noun.topic)
    alone = not noun.key[border : noun.at].strip(
        " \"«“'"
    )  # «قال إن الاتفاق مع مالطا قريب»: his own, where it is the subject
    if alone:
        return [noun.sides.home(o) for o in outer if noun.sides.home(o) != o or noun.sides.type(o) != "PER"], True
    if opened[-1].group().strip()[-1] in "هام":
        return outer, True
    if grammar("his own").match(noun.key, border, noun.at):
        return [noun.sides.home(o) for o in outer], True
    return [], True


def _signed(noun: Noun) -> Parties | None:
    doers = _doers(noun)
    if len(doers) >= 2:
        sure = [d for d in doers if noun.sides.acting(d)]
        return distinct(sure if len(distinct(sure)) > 1 else doers), "signers"
    if len(doers) == 1 and signing(noun.folded, noun.at, noun.events):
        others = grammar("others").match(noun.key, noun.to, noun.end)
        if others:
            named = [noun.own(s) for s in noun.behind if s.start >= others.end()]
            return distinct([*doers, *named]), "signer"
    return None


def _reached(noun: Noun) -> Parties | None:
    """Two or more that reach, sign or seek it together («توصلت أ، التي …، وب إلى اتفاق»)."""
    pair = _pair(noun.key, noun.ahead, noun.at)
    before = noun.key[max(noun.start, pair[0].start - 30) : pair[0].start] if pair else ""
    between = noun.key[pair[-1].end : noun.at] if pair else ""
    reaches = grammar("reaches").search(before) or grammar("reaches").search(between)
    if len(pair) > 1 and reaches and not grammar("aside").search(before):
        return distinct(noun.own(s) for s in pair), "pair-before"
    reached = list(grammar("reached").finditer(noun.key, max(noun.start, noun.at - 200), noun.at))
    if not reached:
        return None
    verb = reached[-1]
    behind = [s for s in noun.ahead if s.start >= verb.start() and s.preposition in ("", "مع")]
    before_it = [
        s for s in noun.ahead if s.end <= verb.start() and not s.preposition and verb.start() - s.end < _SUBJECT
    ]
    if behind and behind[0].preposition:  # «تونس تتفاوض مع مالطا»: the subject stands before its verb
        behind = [*before_it[-1:], *behind] if before_it else []
    elif behind and behind[0].start - verb.start() >= 20:
        behind = []
    linked = [*behind[:1], *(s for s in behind[1:] if s.linked or s.preposition)]
    return (distinct(noun.own(s) for s in linked), "reached") if len(linked) > 1 else None


def _doers(noun: Noun) -> list[str]:
    """Who signs it in the clause that the noun stands in, or who meets to speak of it."""
    if grammar("agreed that").search(noun.key, max(noun.start, noun.at - _AGREED), noun.at):
        return []  # they agree on what a pact should be
    here = noun.events.at(noun.folded.source_at(noun.at))
    for event in here:
        if event.type in ("sign-agreement", "ceasefire"):
            return [noun.sides.own(a) for a in event.actors if a not in media()]
    bare = noun.definite or noun.kind == "settlement"
    if not bare and grammar("spoken of").search(noun.key, max(noun.start, noun.at - 40), noun.at):
        for event in here:
            if event.type in ("meet", "negotiate"):
                return [noun.sides.own(a) for a in event.actors]
    return []


def signing(folded: View, at: int, events: Covers[Event]) -> tuple[AgreementStatus, float] | None:
    """What the signing whose clause the noun stands in makes of a pact."""
    for event in events.at(folded.source_at(at)):
        if event.type == "sign-agreement":
            if event.status == "planned":
                return "to be signed", 6
            if event.status == "happened":
                return "signed", 6
    return None


def _council(id: str) -> bool:
    """Whether the tables know an international body by the id: a truce that it decides is its own."""
    thing = known().get(id)
    return thing is not None and thing.kind == "international"


def _decided(noun: Noun) -> Parties | None:
    """The body that a truce is a resolution of («صوت مجلس الأمن على مشروع قرار بهدنة»)."""
    if not grammar("decided").search(noun.key, max(noun.start, noun.at - 90), noun.at):
        return None
    bodies = [s.entity for s in (*noun.ahead, *noun.behind) if _council(s.entity)]
    return (tuple(bodies[:1]), "one-sided") if bodies else None


def _pair(key: str, ahead: Sequence[Slot], at: int) -> list[Slot]:
    """Two or more that stand together before the noun («توصل الطرفان إلى اتفاق»), none governed by a preposition."""
    group: list[Slot] = []
    for slot in reversed(ahead):
        if group and not (group[-1].joined or slot.start == group[-1].start):
            break
        if slot.preposition not in ("", "بين") or at - slot.end > 60:
            break
        group.append(slot)
    return list(reversed(group))
