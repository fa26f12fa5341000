"""People of one name: which pages of a run speak of somebody else.

An id made of a name is shared by everybody who bears it. Where what two pages say beside the name cannot be of one
person («judge / player»), the pages are set apart, and the lesser group gets an id of its own with the reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from khabar.model import Reading
from khabar.names.gazetteer import known
from khabar.names.profile import Profile, apart, of_tables, profiles, united
from khabar.names.renamed import renamed
from khabar.names.variants import keys

Reasons = dict[str, set[str]]
"""Id → why it is not another's."""


def set_apart(readings: Sequence[Reading]) -> tuple[list[Reading], dict[str, Profile], Reasons]:
    """The readings with namesakes under ids of their own, what is said of every person asked about, and the reasons."""
    wanted = _shared(readings)
    said: dict[str, list[tuple[int, Profile]]] = defaultdict(list)
    for at, reading in enumerate(readings):
        here = frozenset(e.id for e in reading.entities if e.id in wanted)
        for id, profile in (profiles(reading, here) if here else {}).items():
            said[id].append((at, profile))
    changes: dict[int, dict[str, str]] = defaultdict(dict)
    of_id: dict[str, Profile] = {}
    reasons: Reasons = defaultdict(set)
    for id, pages in sorted(said.items()):
        if id in known():
            of_id[id] = united([of_tables().get(id, Profile()), *(p for _, p in pages)])
            continue
        groups = _groups([(readings[at].key, at, profile) for at, profile in pages])
        of_id[id] = groups[0][0]
        for profile, members in groups[1:]:
            new = _fresh(id, profile, of_id)
            of_id[new] = profile
            why = apart(groups[0][0], profile)
            reasons[id].add(f"not {new}, {why}")
            reasons[new].add(f"not {id}, {why}")
            for at in members:
                changes[at][id] = new
    out = [renamed(r, changes[at]) if at in changes else r for at, r in enumerate(readings)]
    return out, of_id, reasons


def _shared(readings: Sequence[Reading]) -> frozenset[str]:
    """Persons whose first and last name several pages bear, but for those that are the tables' everywhere."""
    bearers: dict[tuple[str, str], list[str]] = defaultdict(list)
    for reading in readings:
        for entity in reading.entities:
            name = keys(entity.names.get("ar", "")) if entity.type == "PER" else ()
            if len(name) > 1:
                bearers[name[0], name[-1]].append(entity.id)
    return frozenset(
        id for ids in bearers.values() if len(ids) > 1 and not all(i in known() for i in ids) for id in ids
    )


def _groups(pages: list[tuple[str, int, Profile]]) -> list[tuple[Profile, list[int]]]:
    """Pages that may be of one person, the most first. What a page does not tell parts nobody."""
    groups: list[tuple[Profile, list[int]]] = []
    silent: list[int] = []
    for _, at, profile in sorted(pages, key=lambda p: (p[0], p[1])):
        if not (profile.trades or profile.ages):
            silent.append(at)
            continue
        for n, (so_far, members) in enumerate(groups):
            if not apart(so_far, profile):
                groups[n] = (united([so_far, profile]), [*members, at])
                break
        else:
            groups.append((profile, [at]))
    groups.sort(key=lambda g: (-len(g[1]), g[1]))
    first, members = groups[0] if groups else (Profile(), [])
    return [(first, sorted([*members, *silent])), *groups[1:]]


def _fresh(id: str, profile: Profile, taken: Mapping[str, object]) -> str:
    """An id for the namesake, by what he does."""
    mark = min(profile.trades or profile.nations or {"other"})
    new, n = f"{id}-{mark}", 1
    while new in taken or new in known():
        n += 1
        new = f"{id}-{mark}-{n}"
    return new
