"""Who buys, sells, lends, employs: the parties of bargains."""

from __future__ import annotations

from khabar.events.pacts.nouns import Noun, Parties, adjectives, after
from khabar.events.pacts.sides import distinct
from khabar.events.pacts.words import grammar
from khabar.events.slots import is_state

BARGAINS = ("deal", "contract", "loan")
_BESIDE = 14
"""Letters before «عقده» within which its owner stands, or the verb («جدد سامر عقده»): a word between them at most."""
_KEPT = 40
"""Letters behind «عقد» within which he stands whom it keeps: his post may part them («عقد لاعب الوسط الدولي …»)."""
_CLAUSE = 90
"""Letters before «عقد» within which its clause says that it is renewed, where the one it keeps is named."""
_BARGAIN = (120, 60)
"""Letters before and behind the noun of a bargain within which the verb stands («باعت … في صفقة»): a clause, that tells
first who and what it is about."""
_GIVEN = 40
"""Letters before a loan within which «منح» stands: nobody but he who gives stands between."""


def owned(noun: Noun) -> bool:
    """«عقده»، «عقد اللاعب»: somebody's own contract."""
    word = noun.key[noun.at : noun.to].split()[0]
    return noun.kind == "contract" and (word.endswith("ه") or bool(grammar("his").match(noun.key, noun.to, noun.end)))


def person(noun: Noun) -> list[str]:
    """Whose contract «عقده» is: who stands right before it, else the one whom the page speaks of most."""
    beside = [s.entity for s in noun.ahead if s.type == "PER" and not s.preposition and noun.at - s.end < _BESIDE]
    person = beside[-1] if beside else noun.sides.protagonist()
    return [person] if person else []


def employed(noun: Noun) -> Parties | None:
    """A club or company and whom it keeps: «أعلن النادي تمديد عقد اللاعب»، «عقد اللاعب مع النادي»."""
    if noun.kind != "contract":
        return None
    near = [s.entity for s in noun.behind if s.type == "PER" and not s.preposition and s.start - noun.to < _KEPT][:1]
    renewed = grammar("renews").search(noun.key, max(noun.start, noun.at - (_CLAUSE if near else _BESIDE)), noun.to)
    club = [s for s in after(noun.behind, "مع") if s.type != "PER"]
    if not club and renewed and (near or owned(noun)):
        club = [s for s in noun.ahead if s.type == "ORG" and not s.preposition][-1:]
    people = near or (person(noun) if owned(noun) or (renewed and not _company(noun)) else [])
    return (distinct([*people, *(noun.own(s) for s in club)]), "employed") if people and club else None


def _company(noun: Noun) -> bool:
    """Whether a body, and no person, is what the words before the noun speak of."""
    acting = [s for s in noun.ahead if not s.preposition and s.type in ("PER", "ORG")]
    return bool(acting) and acting[-1].type == "ORG"


def trade(noun: Noun) -> Parties | None:
    """Who buys from whom, who lends to whom: «حصلت أ على قرض من ب»، «باعت أ … لـب في صفقة»."""
    about = noun.key[slice(*_round(noun))]
    if noun.kind not in BARGAINS and not grammar("buys").match(noun.key, noun.to + 1, noun.end):
        return None
    takers = [noun.own(s) for s in noun.ahead if not (s.preposition or s.joined)][-1:] or list(noun.topic)
    source = [s for s in after(noun.behind, "من") if not noun.sides.place(s.entity)]
    before = (noun.to, source[0].start - 3) if source else (0, 0)
    if source and (grammar("let out").search(noun.key, *before) or grammar("far").search(noun.key, *before)):
        source = []
    if source and takers and takers[0] not in {noun.own(s) for s in source}:
        return distinct([*takers, *(noun.own(s) for s in source)]), "from"
    if grammar("buys").search(about) and (bought := _bought(noun)):
        return bought, "purchase"
    given = after(noun.behind, "ل")
    if grammar("to his own").match(noun.key, noun.to, noun.end) and grammar("gives").search(
        noun.key, noun.at, noun.to + _BESIDE
    ):
        homes = [noun.sides.home(s.entity) for s in noun.ahead if not (s.preposition or s.joined)]
        if len(distinct((*homes[:1], *homes[-1:]))) == 2:
            return (homes[-1], homes[0]), "sale"
    lender = adjectives(noun)[:1]
    if given and lender and noun.kind == "loan":
        return distinct([*lender, *(noun.own(s) for s in given)]), "sale"
    if given and takers and grammar("gives").search(noun.key, max(noun.start, noun.at - _GIVEN), given[0].start):
        buyers = [noun.own(s) for s in given]
        if takers[0] not in buyers:
            return distinct([*takers, *buyers]), "sale"
    return None


def lent(noun: Noun) -> Parties | None:
    """A body that lends and the state that it lends to («برنامج إقراض لأ»، «في إطار برنامج الصندوق»)."""
    if noun.kind != "lending programme":
        return None
    near = [*reversed(noun.ahead), *noun.behind, *noun.inside]
    homes = distinct(noun.own(s) for s in near)
    lenders = [h for h in homes if noun.sides.lends(h)][:1]
    given = [noun.own(s) for s in noun.behind if s.preposition in ("ل", "مع")]
    states = [h for h in (*given, *homes) if is_state(h)]
    if lenders and not states:
        states = [s for s in (*noun.topic, noun.sides.ground.main()) if s and is_state(s)]
    if not states:
        return None
    return (distinct([*lenders, states[0]]), "lent" if lenders else "one-sided")


def _bought(noun: Noun) -> tuple[str, ...]:
    """«اشترت أ من ب … في صفقة»، «وافقت أ على شراء ب في صفقة»، «صفقة استحواذ أ على ب»."""
    for verb in grammar("buys").finditer(noun.key, *_round(noun)):
        before = [s for s in noun.ahead if s.end <= verb.start() and not (s.preposition or s.joined)][-1:]
        after = [s for s in (*noun.ahead, *noun.behind) if s.start >= verb.end() - 1]
        first = [s for s in after if not s.preposition][:1]
        seller = [s for s in after if s.preposition in ("من", "علي")][:1]
        buyer = before or (first if seller else [])
        other = seller or [s for s in first if s.type == "ORG"]
        if buyer and other and noun.own(buyer[0]) != noun.own(other[0]):
            return distinct([noun.own(buyer[0]), noun.own(other[0])])
    return ()


def _round(noun: Noun) -> tuple[int, int]:
    """Where in its sentence the verb of a bargain stands."""
    return max(noun.start, noun.at - _BARGAIN[0]), min(noun.end, noun.to + _BARGAIN[1])
