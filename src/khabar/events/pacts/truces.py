"""Who makes a truce or an evacuation that names nobody: the armed group that leaves, and the state that it fights."""

from __future__ import annotations

from khabar.events.pacts.nouns import Noun, Parties
from khabar.events.pacts.sides import distinct
from khabar.events.pacts.words import grammar
from khabar.events.slots import is_state
from khabar.names.gazetteer import known

_TRUCES = ("truce", "ceasefire")
_ABOUT = 90
"""Letters round a noun within which «إجلاء» and «خروج المسلحين» tell what it is about."""
_PAGE = 600
"""Letters round a noun within which the page names the group."""
_ANNOUNCED = 45
"""Letters before a noun within which «أعلنت أ» stands."""


def group(id: str) -> bool:
    """Whether the tables know an armed group by the id."""
    thing = known().get(id)
    return thing is not None and thing.kind == "armed-group"


def evacuated(noun: Noun) -> Parties | None:
    """«خروج المسلحين بموجب اتفاق»: the armed group named nearest, and the other side: the state named beside the
    noun, else the one that announced the pact, else the one in whose land the group fights."""
    behind = grammar("evacuation").search(noun.key, noun.to, min(noun.end, noun.to + _ABOUT))
    before = grammar("evacuation").search(noun.key, max(noun.start, noun.at - _ABOUT), noun.at)
    if not behind and not (before and grammar("under").search(noun.key, before.end(), noun.to)):
        return None
    here = [s.entity for s in (*reversed(noun.ahead), *noun.behind) if group(s.entity)]
    fighters = here[0] if here else noun.sides.nearest(noun.at, group, _PAGE)
    beside = [h for s in noun.behind if (s.linked or s.preposition in ("بين", "مع")) and is_state(h := noun.own(s))]
    other = (beside[0] if beside else None) or _announcer(noun) or (known()[fighters].country if fighters else None)
    return (distinct([fighters, other]), "evacuated") if fighters and other else None


def fought(noun: Noun) -> Parties | None:
    """A truce in whose sentence one armed group and one state stand, or that one state announces for itself."""
    if noun.kind not in _TRUCES and not grammar("truce").match(noun.key, noun.to, noun.end):
        return None
    near = (*noun.ahead, *noun.behind)
    groups = distinct(s.entity for s in near if group(s.entity))
    states = distinct(h for s in near if s.preposition not in ("في", "من") and is_state(h := noun.own(s)))
    if len(groups) == 1 and len(states) == 1:
        return (*states, *groups), "warring"
    alone = _announcer(noun)
    return ((alone,), "one-sided") if alone and not noun.behind else None


def _announcer(noun: Noun) -> str | None:
    """The state that announces the pact («إعلان أ التوصل إلى»، «أعلنت أ هدنة»)."""
    for verb in grammar("announces").finditer(noun.key, max(noun.start, noun.at - _ANNOUNCED), noun.at):
        said = [s for s in noun.ahead if -2 <= s.start - verb.end() <= 3 or 0 <= verb.start() - s.end <= 6]
        states = [h for s in said if not s.preposition and is_state(h := noun.own(s))]
        if states:
            return states[0]
    return None
