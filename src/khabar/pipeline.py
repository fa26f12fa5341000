"""The stages in order: one article by itself, then the articles of a run together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from khabar import events, names, pages, statements, stories, times
from khabar.errors import Unreadable
from khabar.model import Agreement, Article, DateCandidate, Entity, Event, Names, Reading, Statement
from khabar.text import sentences


def read(source: str | Path | bytes, name: str = "-") -> list[Article]:
    """The articles of one page, or of all pages of a container (feed, archive, JSON Lines).

    ``source`` is a path, or the page's bytes (then ``name`` names the document). Offsets of everything that
    follows are code points into ``article.document.text``. Raises :class:`khabar.errors.Unreadable` when the
    file cannot be read or holds no text.
    """
    if isinstance(source, bytes):
        return list(pages.articles(pages.document(source, name)))
    path = Path(source)
    found: list[Article] = []
    for document in pages.documents(pages.Source(path.name, path, True)):
        if isinstance(document, Unreadable):
            raise document
        found += pages.articles(document)
    return found


def analyse(article: Article) -> Reading:
    """Everything that one article says by itself: times, names, statements, events. Pure; needs no other page.

    Arabic is analysed; an article in another language is filed with its sentences and what its page says of it.
    """
    text = article.document.text
    lines = sentences(text, article.spans)
    if article.language != "ar":
        return Reading(article=article, sentences=lines)
    when = times.read(text, article.spans, article.published)
    who = names.read(article, lines)
    said = statements.read(article, lines, when, who)
    done = events.read(article, lines, when, _with(who, said.entities), said.statements)
    # the state of a nisba or a capital («الرئيس البرازيلي») acts and speaks without being named on the page
    states = names.listed(_meant(said.statements, done.events, done.agreements))
    return Reading(
        article=article,
        sentences=lines,
        times=when,
        mentions=who.mentions,
        references=who.references,
        entities=_distinct([*who.entities, *said.entities, *done.entities, *states]),
        statements=said.statements,
        events=done.events,
        agreements=done.agreements,
    )


def together(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The readings of one run read together: one id across pages, and undated pages dated by their neighbours.

    Statements that several pages report share one ``utterance`` id.

    Does not depend on the order given; the result stands in the order of the articles' keys.
    """
    settled = stories.settle_dates(readings)
    dated = [_again(r, settled[r.article.id]) if r.article.id in settled else r for r in readings]
    return statements.joined(names.link(sorted(dated, key=lambda r: (r.key, r.article.id))))


def _again(reading: Reading, day: DateCandidate) -> Reading:
    """The article read again, now that its day is known."""
    article = reading.article
    return analyse(
        msgspec.structs.replace(
            article,
            published=day.value,
            published_basis="inferred",
            published_why=day.origin,
            dates=(*article.dates, day),
        )
    )


def _meant(statements: Iterable[Statement], events: Iterable[Event], agreements: Iterable[Agreement]) -> set[str]:
    """Every id that statements, events and agreements name."""
    ids = {i for s in statements for i in (*s.speaker, *s.target, *s.addressee, *(link.entity for link in s.via))}
    ids |= {i for e in events for i in (*e.actors, *e.recipients, *filter(None, [e.where]))}
    return ids | {i for a in agreements for i in a.parties}


def _with(who: Names, more: Iterable[Entity]) -> Names:
    return msgspec.structs.replace(who, entities=_distinct([*who.entities, *more]))


def _distinct(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """One entry per id, the first kept, sorted by id."""
    by_id: dict[str, Entity] = {}
    for entity in entities:
        by_id.setdefault(entity.id, entity)
    return tuple(by_id[k] for k in sorted(by_id))


__all__ = ["analyse", "read", "together"]
