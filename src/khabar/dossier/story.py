"""The view of one story: its parts in the order of the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from khabar.dossier import course, differences, register, sources, voices
from khabar.dossier.case import Case
from khabar.dossier.view import StoryView
from khabar.dossier.words import Text, dates, plural, say
from khabar.model import Reading, Story
from khabar.stories.origins import count


def view(story: Story, readings: Sequence[Reading]) -> StoryView:
    """What the page of a story shows. Pure; notes are numbered in the order of the page."""
    case = Case(story, readings)
    title = story.title or say("head.title-own").plain("ar")
    first = case.by_key.get(story.title_from)
    title_mark = None
    if first and first.article.title_span:
        title_mark = case.mark_of("title", [(first.key, first.article.title_span)])
    reported = course.reported(case)
    days, undated = course.timeline(case, reported)
    said = voices.voices(case)
    pacts = register.pacts(case)
    lists = register.lists(case)
    differ = differences.differences(case)
    frames = differences.framings(case)
    families = sources.families(case)
    kinds = sources.people(case)
    notes = case.notes()
    return StoryView(
        id=story.id,
        href=href(story),
        title=title,
        title_from=title_from(case),
        title_mark=title_mark,
        dates=dates(case.days()),
        counts=counts(story),
        bar=sources.bars(case),
        reported=reported,
        days=days,
        undated=undated,
        voices=said,
        pacts=pacts,
        registers=lists,
        differences=differ,
        disputes=differences.disputes(case),
        framings=frames,
        namings=differences.namings(case),
        families=families,
        kinds=kinds,
        notes=notes,
        sources=_sources(case, [(n.article, n.span) for n in notes]),
    )


def href(story: Story) -> str:
    """The file name of a story's page."""
    return f"story-{story.id}.html"


def title_from(case: Case) -> Text:
    key = case.story.title_from
    if key not in case.by_key:
        return Text()
    return say("head.title-from", outlet=case.outlet(key))


def counts(story: Story) -> tuple[Text, Text]:
    """«n articles · m independent origins (at least k)»."""
    articles, many, least = count(story)
    origins = plural("origins", many) if many else Text()
    if least < many:
        origins = say("head.origins-least", origins=origins, least=say("head.at-least", k=least))
    return plural("articles", articles), origins


def _sources(case: Case, notes: Sequence[tuple[str, Any]]) -> dict[str, object]:
    """The texts, articles and places that the drawer reads."""
    documents: dict[str, int] = {}
    texts: list[dict[str, object]] = []
    articles: dict[str, dict[str, object]] = {}
    for reading in case.readings:
        article = reading.article
        document = article.document
        at = documents.setdefault(document.sha256 + document.name, len(texts))
        if at == len(texts):
            texts.append({"name": document.name, "sha256": document.sha256, "text": document.text})
        day = dates([article.published] if article.published else [])
        basis = sources.basis(article)
        outlet = case.outlet(reading.key)
        articles[reading.key] = {
            "document": at,
            "title": article.title or "",
            "outlet": {"ar": outlet.plain("ar"), "en": outlet.plain("en")},
            "date": {"ar": day.plain("ar"), "en": day.plain("en")},
            "basis": {"ar": basis.plain("ar"), "en": basis.plain("en")},
            "family": case.family(reading.key),
            "url": article.url if (article.url or "").startswith(("https://", "http://")) else None,
            "dated": next((d.span for d in article.dates if d.span and d.value[:10] == article.published), None),
            "spans": sorted([*article.spans, *([article.title_span] if article.title_span else [])]),
        }
    return {"documents": texts, "articles": articles, "notes": [[key, *span] for key, span in notes]}
