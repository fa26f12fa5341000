"""The records that the commands write: ``khabar/1`` (one article) and ``khabar-stories/1`` (one story)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import msgspec

from khabar.model import Conflict, Named, OriginRule, Place, Reading, Reuse, Span, Story
from khabar.names import MEANT, why
from khabar.stories.figures import counts, quantities
from khabar.stories.origins import count

_encode = msgspec.json.Encoder(order=None).encode


def line(record: dict[str, Any]) -> bytes:
    """A record as one line of JSON (UTF-8, Arabic as it is), with the line feed."""
    return _encode(record) + b"\n"


def article_record(reading: Reading) -> dict[str, Any]:
    """The ``khabar/1`` record of a reading. Offsets are code points into the document as read."""
    article = reading.article
    text = article.document.text
    return {
        "format": "khabar/1",
        "document": {"name": article.document.name, "sha256": article.document.sha256},
        "article": {
            "id": article.id,
            "title": article.title,
            "outlet": _named(article.outlet),
            "published": article.published,
            "published_basis": article.published_basis,
            "published_why": article.published_why,
            "dates": [{"value": d.value, "origin": d.origin, "span": d.span, "flag": d.flag} for d in article.dates],
            "dateline": _named(article.dateline),
            "credits": [_named(c) for c in article.credits],
            "author": article.author,
            "section": article.section,
            "url": article.url,
            "language": article.language,
            "spans": list(article.spans),
        },
        "sentences": list(reading.sentences),
        "times": [
            {**_place(t.span), "text": t.text, "type": t.type, "value": t.value, "basis": t.basis}
            for t in reading.times
        ],
        "numbers": [
            {
                **_place(f.span),
                "text": f.span.of(text),
                "value": int(f.value) if f.value.is_integer() else f.value,
                "counts": counts(f),
                "noun": f.noun or None,
                "hedge": f.bound or None,
            }
            for f in quantities(reading)
        ],
        "mentions": [
            {**_place(m.span), "text": m.text, "type": m.type, "entity": m.entity, "rule": m.rule}
            for m in reading.mentions
        ],
        "references": [
            {**_place(r.span), "text": r.text, "type": r.type, "entity": r.entity, "rule": r.rule, "why": why(r)}
            for r in reading.references
        ],
        "entities": [
            {
                "id": e.id,
                "type": e.type,
                "names": e.names,
                "wikidata": e.wikidata,
                "spellings": list(e.spellings),
                "stands_for": e.stands_for,
                "description": e.description,
                "reasons": list(e.reasons) or ([MEANT] if e.type != "ANON" else []),
            }
            for e in reading.entities
        ],
        "statements": [
            {
                "id": s.id,
                **_place(s.span),
                "text": s.text,
                "kind": s.kind,
                "act": s.act,
                "speaker": list(s.speaker),
                "via": [link.entity for link in s.via],
                "links": [{"entity": link.entity, "role": link.role, "cue": _quoted(link.cue, text)} for link in s.via],
                "target": list(s.target),
                "addressee": list(s.addressee),
                "when": s.when,
                "cue": _quoted(s.cue, text),
                "rule": s.rule,
                "confidence": round(s.confidence, 3),
                "denies": s.denies,
                "utterance": s.utterance,
                "wording": s.wording,
            }
            for s in reading.statements
        ],
        "events": [
            {
                "id": e.id,
                "type": e.type,
                "status": e.status,
                "actors": list(e.actors),
                "recipients": list(e.recipients),
                "when": e.when,
                "where": e.where,
                "evidence": list(e.evidence),
                "cameo": e.cameo,
                "plover": e.plover,
                "rule": e.rule,
                "confidence": round(e.confidence, 3),
            }
            for e in reading.events
        ],
        "agreements": [
            {
                "id": a.id,
                "parties": list(a.parties),
                "name": a.name,
                "kind": a.kind,
                "status": a.status,
                "term": a.term,
                "mutual_defence": a.mutual_defence,
                "evidence": list(a.evidence),
                "rule": a.rule,
                "confidence": round(a.confidence, 3),
            }
            for a in reading.agreements
        ],
    }


_WHY: Mapping[OriginRule, str] = {
    "same-text": "{share} % of the shorter text is the same",
    "same-wording": "the wording is the same in {share} % of the shorter text",
    "both-cite": "both cite {name}",
    "statement": "both bring one statement first",
    "post": "both lead with one post",
    "cites": "cites {name}",
    "one-text": "the pages are one text",
    "reporter": "speaks of its own reporter",
    "alone": "shares no text with another article of the story and credits none",
}


def story_record(
    story: Story, documents: Mapping[str, str] = MappingProxyType({}), continues: str | None = None
) -> dict[str, Any]:
    """The ``khabar-stories/1`` record of a story. Articles are named by their document, ``name#2`` the second.

    ``documents``: the article's key → its document's name, where the two differ; evidence is a place in the document.
    ``continues``: the id of the earlier story that it carries on.
    """
    return {
        "format": "khabar-stories/1",
        "id": story.id,
        "title": story.title,
        "continues": continues,
        "articles": list(story.articles),
        "counts": count(story)._asdict(),
        "origins": [
            {
                "id": o.id,
                "kind": o.kind,
                "name": o.name,
                "articles": list(o.articles),
                "why": _WHY[o.why.rule].format(share=round(100 * (o.why.share or 0)), name=o.why.name),
                "reason": {"rule": o.why.rule, "share": o.why.share, "source": o.why.source},
                "houses": list(o.houses),
                "leans": list(o.leans),
            }
            for o in story.origins
        ],
        "kinships": [{"kind": k.kind, "name": k.name, "articles": list(k.articles)} for k in story.kinships],
        "reuse_pairs": [[r.a, r.b, r.kind] for r in story.reuse],
        "reuse": [_reuse(r) for r in story.reuse],
        "quotations": [_reuse(r) for r in story.quotations],
        "conflicts": [_conflict(c, documents) for c in story.conflicts if c.rule != "series"],
        "series": [_conflict(c, documents) for c in story.conflicts if c.rule == "series"],
        "claims": [
            {
                "id": c.id,
                "kind": c.kind,
                "members": [list(m) for m in c.members],
                "origins": list(c.origins),
                "counts": count(story, c)._asdict(),
                "since": c.since,
                "denies": c.denies,
                "disputed_by": list(c.disputed_by),
            }
            for c in story.claims
        ],
        "framings": [
            {
                "about": f.about,
                "namings": [
                    {
                        "word": n.word,
                        "articles": list(n.articles),
                        "speakers": list(n.speakers),
                        "own_words": n.own_words,
                        "evidence": [_at(p, documents) for p in n.evidence],
                    }
                    for n in f.namings
                ],
            }
            for f in story.framings
        ],
    }


def _reuse(pair: Reuse) -> dict[str, Any]:
    return {
        "a": pair.a,
        "b": pair.b,
        "kind": pair.kind,
        "share": round(pair.share, 3),
        "source": pair.source,
        "why": pair.why,
        "passages": list(pair.passages),
    }


def _conflict(conflict: Conflict, documents: Mapping[str, str]) -> dict[str, Any]:
    return {
        "about": conflict.about,
        "rule": conflict.rule,
        "values": [
            {
                "value": v.value,
                "articles": list(v.articles),
                "evidence": [_at(p, documents) for p in v.evidence],
            }
            for v in conflict.values
        ],
    }


def _at(place: Place, documents: Mapping[str, str]) -> dict[str, Any]:
    return {"document": documents.get(place.article, place.article), **_place(place.span)}


def _place(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _quoted(span: Span | None, text: str) -> dict[str, Any] | None:
    return None if span is None else {**_place(span), "text": span.of(text)}


def _named(named: Named | None) -> dict[str, str] | None:
    return None if named is None else {"id": named.id, "name": named.name}
