"""Reading our own sentences with known names, for the tests of statements."""

from __future__ import annotations

import re
from typing import NamedTuple

from khabar import statements
from khabar.model import Article, Document, Entity, EntityType, Mention, Names, Span, Statement
from khabar.text import sentences
from khabar.times import read as read_times

KNOWN: dict[str, tuple[EntityType, str]] = {
    "سامر الحلبي": ("PER", "samer"),
    "الحلبي": ("PER", "samer"),
    "سعدون": ("PER", "saadoun"),
    "ليلى مراد": ("PER", "layla"),
    "كريم الأسعد": ("PER", "karim"),
    "رويترز": ("ORG", "reuters"),
    "فرانس برس": ("ORG", "afp"),
    "تسنيم": ("ORG", "tasnim"),
    "الغارديان": ("ORG", "guardian"),
    "الجزيرة": ("ORG", "al-jazeera"),
    "يونيسف": ("ORG", "unicef"),
    "وزارة الصحة": ("ORG", "health"),
    "الجيش السوداني": ("ORG", "army"),
    "لشبونة": ("LOC", "lisbon"),
    "البرتغال": ("LOC", "portugal"),
    "إسبانيا": ("LOC", "spain"),
    "كندا": ("LOC", "canada"),
}
STANDS = {"lisbon": "portugal"}


class Read(NamedTuple):
    """What was read of a text, with the names of every entity by id."""

    statements: list[Statement]
    names: dict[str, str]

    def speakers(self, number: int = 0) -> tuple[str, ...]:
        """Who has a statement: the id of a known name, the words of any other."""
        known = {i for _, i in KNOWN.values()} | set(STANDS.values())
        return tuple(x if x in known else self.names[x] for x in self.statements[number].speaker)

    def chain(self, number: int = 0) -> list[str]:
        known = {i for _, i in KNOWN.values()}
        return [
            x.entity if x.entity in known else self.names.get(x.entity, x.entity) for x in self.statements[number].via
        ]


def read(text: str, headline: str = "") -> Read:
    """The statements of a text whose known names are marked, and of its headline, if one is given."""
    title = Span(0, len(headline)) if headline else None
    text = f"{headline}\n{text}" if headline else text
    taken: list[Span] = []
    mentions = []
    for surface in sorted(KNOWN, key=len, reverse=True):
        for m in re.finditer(re.escape(surface), text):
            span = Span(m.start(), m.end())
            if not any(span.overlaps(t) for t in taken):
                taken.append(span)
                kind, entity = KNOWN[surface]
                mentions.append(Mention(span=span, text=surface, type=kind, entity=entity, rule="test"))
    mentions.sort(key=lambda m: m.span)
    met = {m.entity for m in mentions}
    listed = {i: (n, t) for n, (t, i) in reversed(KNOWN.items())}
    entities = tuple(
        Entity(id=i, type=t, names={"ar": n}, stands_for=STANDS.get(i)) for i, (n, t) in listed.items() if i in met
    )
    document = Document(name="page.txt", sha256="0", text=text)
    spans = (Span(len(headline), len(text)),)
    article = Article(
        id="a1", number=1, document=document, spans=spans, title=headline, title_span=title, published="2024-05-02"
    )
    found = statements.read(
        article,
        sentences(text, spans),
        read_times(text, spans, "2024-05-02"),
        Names(mentions=tuple(mentions), entities=entities),
    )
    names = {e.id: e.names["ar"] for e in (*entities, *found.entities)}
    return Read(list(found.statements), names)
