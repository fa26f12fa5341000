"""Changing ids throughout a reading: wherever a mention, speaker, chain, actor or party bears them."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from khabar.model import Agreement, Entity, Event, Link, Mention, Reading, Statement
from khabar.names.gazetteer import known


def renamed(reading: Reading, same: Mapping[str, str], merged: Mapping[str, Entity] | None = None) -> Reading:
    """The reading with every id that is a key of ``same`` changed to its value, wherever it stands.

    ``merged`` holds the entities of the new ids; for one that it lacks the spellings are put together.
    """

    def ids(old: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(same.get(x, x) for x in old))

    def mention(m: Mention) -> Mention:
        return msgspec.structs.replace(m, entity=same[m.entity]) if m.entity in same else m

    def carrier(v: Link) -> Link:
        return msgspec.structs.replace(v, entity=same[v.entity]) if v.entity in same else v

    def statement(s: Statement) -> Statement:
        return msgspec.structs.replace(
            s,
            speaker=ids(s.speaker),
            via=tuple(carrier(v) for v in s.via),
            target=ids(s.target),
            addressee=ids(s.addressee),
        )

    def event(e: Event) -> Event:
        where = same.get(e.where, e.where) if e.where else e.where
        return msgspec.structs.replace(e, actors=ids(e.actors), recipients=ids(e.recipients), where=where)

    def agreement(a: Agreement) -> Agreement:
        return msgspec.structs.replace(a, parties=ids(a.parties))

    entities: dict[str, Entity] = {}
    for entity in reading.entities:
        new = same.get(entity.id, entity.id)
        if entity.type != "ANON" and merged and new in merged:
            office = entity.description or merged[new].description  # its own page's words first
            why = {*merged[new].reasons, *entity.reasons, *(entities[new].reasons if new in entities else ())}
            entities[new] = msgspec.structs.replace(merged[new], description=office, reasons=tuple(sorted(why)))
        elif new in entities:
            one = entities[new] if entity.id != new else entity
            entities[new] = _both(one, entities[new], entity)
        else:
            row = known().get(new) if entity.id != new else None
            entities[new] = _both(row.entity() if row else msgspec.structs.replace(entity, id=new), entity, entity)
    changed = any(e.id in same for e in reading.entities)
    if not changed:
        return msgspec.structs.replace(reading, entities=tuple(entities[k] for k in sorted(entities)))
    return msgspec.structs.replace(
        reading,
        mentions=tuple(map(mention, reading.mentions)),
        references=tuple(map(mention, reading.references)),
        entities=tuple(entities[k] for k in sorted(entities)),
        statements=tuple(map(statement, reading.statements)),
        events=tuple(map(event, reading.events)),
        agreements=tuple(map(agreement, reading.agreements)),
    )


def _both(base: Entity, one: Entity, other: Entity) -> Entity:
    """``base`` with the spellings, reasons and office of two entities."""
    return msgspec.structs.replace(
        base,
        spellings=tuple(sorted({*one.spellings, *other.spellings})),
        reasons=tuple(sorted({*one.reasons, *other.reasons})),
        description=base.description or one.description or other.description,
    )


def without(reading: Reading, id: str) -> Reading:
    """The reading without an entity: its mentions and references, and its id wherever it stands."""

    def rest(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(i for i in ids if i != id)

    replace = msgspec.structs.replace
    return replace(
        reading,
        mentions=tuple(m for m in reading.mentions if m.entity != id),
        references=tuple(m for m in reading.references if m.entity != id),
        entities=tuple(e for e in reading.entities if e.id != id),
        statements=tuple(
            replace(
                s,
                speaker=rest(s.speaker),
                via=tuple(v for v in s.via if v.entity != id),
                target=rest(s.target),
                addressee=rest(s.addressee),
            )
            for s in reading.statements
        ),
        events=tuple(
            replace(
                e,
                actors=rest(e.actors),
                recipients=rest(e.recipients),
                where=None if e.where == id else e.where,
            )
            for e in reading.events
        ),
        agreements=tuple(replace(a, parties=rest(a.parties)) for a in reading.agreements),
    )
