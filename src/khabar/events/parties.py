"""Who makes a pact: those behind its noun («بين … و…»، «مع …»، two nisba adjectives), who sign it, or who reach it.

What a text leaves unnamed stays so: a truce that one side announces has one party, and nobody is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from khabar.events.pact_words import Named, grammar, heads
from khabar.events.read import clauses
from khabar.events.slots import Ground, Slot, is_state, nisba
from khabar.model import AgreementStatus, Event
from khabar.names.gazetteer import known
from khabar.text import View, rows


def parties_of(
    folded: View,
    sentence: tuple[int, int],
    at: int,
    to: int,
    kind: str,
    around: Sequence[Slot],
    ground: Ground,
    events: Sequence[Event],
    subject: tuple[str, ...],
) -> tuple[tuple[str, ...], str]:
    key, homes = folded.key, ground.homes
    stop = reach(key, to, min(sentence[1], to + 110))
    behind = [s for s in around if to <= s.start <= stop and s.type in ("LOC", "ORG", "PER", "GROUP")]
    pair = [c for c in (nisba(w.strip("-،")) for w in re.split(r"[\s-]+", key[to : to + 40])[:4]) if c]
    if len(pair) >= 2:
        return distinct(pair[:2]), "nisba-pair"
    between = _after(behind, "بين")
    if len(between) >= 2:
        return distinct(_own(s.entity, ground) for s in between), "between"
    if len(between) == 1 and re.match(r"[»”\"]? و", key[between[0].end : between[0].end + 3]):
        return (_own(between[0].entity, ground),), "between"  # the other party bears no name
    side = _after(behind, "مع")
    ahead = [s for s in around if s.end <= at and s.type in ("LOC", "ORG", "PER", "GROUP")]
    doers = _doers(folded, at, events, homes)
    if side:
        partners = [_own(s.entity, ground) for s in side]
        owners = [_own(s.entity, ground) for s in ahead if not (s.preposition or s.joined)][:1] or list(subject)
        if pair:
            owners = pair[:1]
        relative = [_own(s.entity, ground) for s in behind[:1] if not s.preposition]
        signers = relative or [d for d in doers if d not in partners]
        theirs = {ground.home(p) for p in partners}
        owner = (signers or [o for o in owners if ground.home(o) not in theirs])[:1]
        if not owner and (state := ground.main(frozenset(partners))):
            owner = [state]
        if owner:
            return distinct([*owner, *partners]), "with"
    source = [_own(s.entity, ground) for s in _after(behind, "من")]
    takers = [_own(s.entity, ground) for s in ahead if not (s.preposition or s.joined)][-1:]
    if source and takers and kind in ("loan", "deal", "contract") and takers[0] not in source:
        return distinct([*takers, *source]), "from"
    buyers = [_own(s.entity, ground) for s in _after(behind, "ل")]
    sellers = [_own(s.entity, ground) for s in ahead if not (s.preposition or s.joined)][-1:]
    if kind == "deal" and buyers and sellers and "بيع" in key[to : to + 12] and sellers[0] not in buyers:
        return distinct([*sellers, *buyers]), "sale"
    if len(doers) >= 2:
        return distinct(doers), "signers"
    if len(doers) == 1 and signing(folded, at, events) and grammar("others").match(key, to, sentence[1]):
        return tuple(doers), "signer"
    pair_ahead = _pair(key, ahead, at)
    if len(pair_ahead) >= 2 and not grammar("aside").search(
        key[max(sentence[0], pair_ahead[0].start - 30) : pair_ahead[0].start]
    ):
        return distinct(_own(s.entity, ground) for s in pair_ahead), "pair-before"
    one_sided = _one_sided(key, sentence, at, to, ahead, behind, ground)
    if one_sided:
        return one_sided, "one-sided"
    if not behind and grammar("unnamed").match(key, to, sentence[1]):
        return (), "unnamed"
    return (), "alone"


def _own(id: str, ground: Ground) -> str:
    """The state for a capital, palace or government; a person stays himself."""
    return id if ground.type(id) == "PER" else ground.home(id)


def members(
    folded: View, sentence: tuple[int, int], at: int, named: Named, around: Sequence[Slot], homes: dict[str, str]
) -> list[str]:
    """The members of a named pact that its clause speaks of."""
    beside = next(c for c in clauses(folded.key, *sentence) if c[0] <= at < c[1])
    spoken = {s.entity for s in around if beside[0] <= s.start and s.end <= beside[1]}
    spoken |= {c for c in map(nisba, folded.key[beside[0] : beside[1]].split()) if c}
    return [m for m in named.members if m in spoken]


def signed_by(key: str, to: int, end: int, around: Sequence[Slot], homes: dict[str, str]) -> list[str]:
    """Who a named pact is said to be made with or signed by («المبرم مع …»، «الذي وقعته …»)."""
    made = grammar("made").match(key, to, end)
    behind = [s for s in around if s.start >= to]
    if not made or not behind or len(key[made.end() : behind[0].start].split()) > 1:
        return []
    group = behind[:1]
    for slot in behind[1:]:
        if not slot.joined or slot.preposition:
            break
        group.append(slot)
    return [home_of(s.entity, homes) for s in group]


def reach(key: str, to: int, end: int) -> int:
    """Where what belongs to a pact's noun ends: at a comma, or at the next pact's noun."""
    comma = key.find("،", to, end)
    while comma >= 0 and (aside := grammar("said of a side").match(key, comma, end)):
        comma = key.find("،", aside.end(), end)
    other = heads()[0].search(key, to, end)
    return min(comma if comma >= 0 else end, other.start() if other else end)


def _doers(folded: View, at: int, events: Sequence[Event], homes: dict[str, str]) -> list[str]:
    """Who signs, ratifies or negotiates in the clause that the noun stands in, as states where they act for one."""
    place = folded.source_at(at)
    for event in events:
        if event.type in ("sign-agreement", "ceasefire") and any(e.start <= place < e.end for e in event.evidence):
            return list(event.actors)
    meeting = [
        e for e in events if e.type in ("meet", "negotiate") and any(v.start <= place < v.end for v in e.evidence)
    ]
    return list(meeting[0].actors) if meeting else []


def signing(folded: View, at: int, events: Sequence[Event]) -> tuple[AgreementStatus, float] | None:
    """What the signing whose clause the noun stands in makes of a pact."""
    place = folded.source_at(at)
    for event in events:
        if event.type == "sign-agreement" and any(e.start <= place < e.end for e in event.evidence):
            if event.status == "planned":
                return "to be signed", 6
            if event.status == "happened":
                return "signed", 6
    return None


def _council(id: str) -> bool:
    """Whether the tables know an international body by the id: a truce that it decides is its own."""
    thing = known().get(id)
    return thing is not None and thing.kind == "international"


@lru_cache(maxsize=1)
def _media() -> frozenset[str]:
    return frozenset(r["id"] for r in rows("media.tsv"))


def _one_sided(
    key: str, sentence: tuple[int, int], at: int, to: int, ahead: list[Slot], behind: list[Slot], ground: Ground
) -> tuple[str, ...]:
    """Who announces that a pact was reached, and whose people it lets go: all that «أعلنت الحركة التوصل إلى هدنة» and
    «اتفاق لإجلاء مقاتلي …» say of the parties."""
    out: list[str] = []
    left = key[max(sentence[0], at - 90) : at]
    announced = grammar("announces").search(left)
    if announced:
        start = at - len(left) + announced.start()
        said = [s for s in ahead if not s.preposition and start - 4 <= s.start <= start + 60][:1]
        said = [s for s in said if s.entity not in _media()]
        source = next((c for c in map(nisba, announced.group().split()) if c), None)
        out += [_own(said[0].entity, ground)] if said else [source] if source else []
    reached = grammar("reached").search(left)
    if reached and not announced:
        start = at - len(left) + reached.start()
        out += [_own(s.entity, ground) for s in ahead if not s.preposition and 0 <= s.start - start <= 40][:1]
    if grammar("decided").search(left):
        bodies = [s.entity for s in (*ahead, *behind) if _council(s.entity)]
        return tuple(bodies[:1])
    if grammar("lets go").match(key, to, sentence[1]) and behind and behind[0].type in ("ORG", "GROUP"):
        out.append(_own(behind[0].entity, ground))
    return distinct(out)


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


def _after(behind: Sequence[Slot], preposition: str) -> list[Slot]:
    """The slots that a preposition governs, with those that و joins on; «بين» always has a second side, however much
    is said of the first («بين القوات، التي …، وتنظيم …»)."""
    out: list[Slot] = []
    for slot in behind:
        if preposition == "بين" and len(out) == 1 and not slot.joined and slot.start != out[0].start:
            if slot.linked and not slot.preposition:
                out.append(slot)
            continue
        if (
            (not out and slot.preposition == preposition)
            or (out and slot.joined and not slot.preposition)
            or (out and slot.start == out[-1].start)
        ):
            out.append(slot)
        elif out:
            break
    return out


def as_states(parties: tuple[str, ...], ground: Ground) -> tuple[str, ...]:
    """Who makes a pact with a state or a body acts for his state (where the page does not say which, for the one it
    names most beside that). Where somebody is a private person, the pact is the persons' own."""
    people = [p for p in parties if ground.type(p) == "PER"]
    states = frozenset(p for p in parties if is_state(p))
    private = any(ground.home(p) == p for p in people) and not states
    other = ground.main(states) if states else None
    out = []
    for party in parties:
        home = party if private else ground.home(party)
        out.append(other if other and home == party and party in people else home)
    return distinct(out)


def distinct(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


def home_of(id: str, homes: dict[str, str]) -> str:
    return homes.get(id, id)
