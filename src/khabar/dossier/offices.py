"""A person's office as the pages give it, in the words of most; ``names.offices`` says what counts as one."""

from __future__ import annotations

from khabar.dossier.case import Case
from khabar.dossier.view import Office
from khabar.model import Mention, Reading
from khabar.names import offices
from khabar.text import fold


def office(case: Case, id: str) -> Office:
    """What a person is, in the words of most pages, of equals the longest; else as the tables have it that day."""
    if id not in case.offices:
        case.offices[id] = _office(case, id)
    return case.offices[id]


def _office(case: Case, id: str) -> Office:
    entity = case.entities.get(id)
    if not entity or entity.type != "PER":
        return Office(words=(entity.description or "") if entity else "")
    found: dict[str, list[Office]] = {}
    for reading in case.readings:
        people = [m for m in reading.mentions if m.type == "PER"]
        for mention in people:
            if mention.entity == id and (given := _given(reading, mention, people)):
                found.setdefault(fold(given.words), []).append(given)
    if not found:
        return Office(words=entity.description or "")
    return max(found.items(), key=lambda f: (len({o.article for o in f[1]}), len(f[0].split()) > 1, len(f[0]), f[0]))[
        1
    ][0]


def _given(reading: Reading, mention: Mention, people: list[Mention]) -> Office | None:
    text = reading.article.document.text
    span = offices.beside(text, reading.sentences, mention, people)
    return Office(words=" ".join(span.of(text).split()), article=reading.key, span=span) if span else None
