"""The sources of a story as families of one origin, and the people and bodies that they name."""

from __future__ import annotations

from collections import Counter

from khabar.dossier.case import FAMILIES, Case, headline, spelling
from khabar.dossier.offices import office
from khabar.dossier.view import Bar, Family, Kind, Member, Person, Shared
from khabar.dossier.words import Text, date, has, join, name, percent, plural, say, verbatim
from khabar.model import Article, DateCandidate, Entity, Named, Origin, Reason, Reuse, Span
from khabar.text import fold

_RECKONED = ("weekday", "neighbours")
"""Origins whose other days are possibilities, not dates of the page."""
_BRIEF = ("LOC",)
"""Of these kinds names and counts say enough."""
_KINDS = ("PER", "ORG", "GROUP", "LOC", "ANON")


def families(case: Case) -> tuple[Family, ...]:
    """The origins, those of most articles first, each with its members by day."""
    return tuple(_family(case, origin, number) for number, origin in enumerate(case.origins))


def bars(case: Case) -> tuple[Bar, ...]:
    """A block for every origin with a colour of its own, and one for the rest; widths in per cent of the articles."""
    total = sum(len(o.articles) for o in case.origins) or 1
    shown = [(case.origin_name(o), len(o.articles)) for o in case.origins[:FAMILIES]]
    if rest := sum(len(o.articles) for o in case.origins[FAMILIES:]):
        shown.append((say("head.rest"), rest))
    out, start = [], 0.0
    for number, (label, n) in enumerate(shown):
        width = 100 * n / total
        words = say("head.bar-block", origin=label, count=plural("articles", n))
        out.append(Bar(number=number, start=round(start, 3), width=round(width, 3), label=words))
        start += width
    return tuple(out)


def _family(case: Case, origin: Origin, number: int) -> Family:
    keys = sorted((k for k in origin.articles if k in case.by_key), key=lambda k: (case.day(k) or "9999", k))
    return Family(
        number=min(number, FAMILIES),
        name=case.origin_name(origin),
        kind=say(f"kind.{origin.kind}") if has(f"kind.{origin.kind}") else Text(),
        why=_why(origin.why),
        count=plural("articles", len(keys)),
        members=tuple(_member(case, k) for k in keys),
    )


def _why(why: Reason) -> Text:
    """Why articles have one origin, or an article its own; nothing where the kind of the origin says it all."""
    if why.rule == "alone" or not has(f"why.{why.rule}"):
        return Text()
    share = percent(why.share) if why.share is not None else Text()
    return say(f"why.{why.rule}", share=share, source=verbatim(why.name, "name"))


def _member(case: Case, key: str) -> Member:
    article = case.by_key[key].article
    start = article.spans[0] if article.spans else Span(0, 0)
    return Member(
        key=key,
        title=headline(article),
        outlet=case.outlet(key),
        date=date(article.published) or say("sources.undated"),
        basis=basis(article),
        doubtful=any(d.flag for d in article.dates if d.value[:10] == article.published),
        credits=say("sources.credits", to=join(_credit(case, c) for c in article.credits))
        if article.credits
        else Text(),
        shared=_shared(case, key),
        file=article.document.name,
        hash=article.document.sha256,
        note=case.note(key, article.title_span or Span(start.start, min(start.end, start.start + 80))),
    )


def _credit(case: Case, credit: Named) -> Text:
    entity = case.entities.get(credit.id)
    return name(credit.name, entity.names.get("en") if entity else None)


def basis(article: Article) -> Text:
    """How the article's day was determined, and which other days its page bears."""
    if not article.published or not article.published_basis:
        return say("basis.none")
    words = say(f"basis.{article.published_basis}") if has(f"basis.{article.published_basis}") else Text()
    known = [w for d in article.dates if d.value[:10] == article.published and (w := _where(d))]
    told = say("basis.from", basis=words, where=known[0]) if known and words else words
    others = {d.value[:10]: d for d in article.dates if d.value[:10] != article.published and d.origin not in _RECKONED}
    for day, candidate in sorted(others.items()):
        if where := _where(candidate):
            told = say("basis.also", basis=told, date=date(day), where=where)
    return told


def _where(candidate: DateCandidate) -> Text:
    """Where a date stands, and what speaks against it; empty for a place that has no word."""
    origin, _, more = candidate.origin.partition(":")
    if not has(f"where.{origin}"):
        return Text()
    where = say(f"where.{origin}")
    if more == "updated":
        where = say("where-updated", where=where)
    if candidate.flag and has(f"flag.{candidate.flag}"):
        where = say("where-flagged", where=where, flag=say(f"flag.{candidate.flag}"))
    return where


def _shared(case: Case, key: str) -> Shared | None:
    """The article of the story that this one shares most text with."""
    pairs = [r for r in case.story.reuse if key in (r.a, r.b)]
    if not pairs:
        return None
    most = max(pairs, key=lambda r: (r.share, r.a, r.b))
    other = _other(most, key)
    if other not in case.by_key:
        return None
    words = say(
        "sources.shares" if not most.source else "sources.taken" if most.source == other else "sources.given",
        share=percent(most.share),
        other=case.outlet(other),
        **({"why": say(f"source.{most.why}")} if has(f"source.{most.why}") else {}),
    )
    return Shared(share=round(100 * most.share, 1), words=words)


def _other(pair: Reuse, key: str) -> str:
    return pair.b if pair.a == key else pair.a


def people(case: Case) -> tuple[Kind, ...]:
    """Who and what the story names, by kind, the most named first; unnamed sources only where they say something."""
    named: Counter[str] = Counter(m.entity for r in case.readings for m in r.mentions)
    spoke: Counter[str] = Counter(i for r in case.readings for s in r.statements for i in s.speaker)
    out = []
    for kind in _KINDS:
        ids = [e for e in case.entities.values() if e.type == kind and (named[e.id] or spoke[e.id])]
        ids.sort(key=lambda e: (-named[e.id], -spoke[e.id], e.id))
        if kind == "ANON":
            shown = _unnamed(case, {e.id: spoke[e.id] for e in ids})
        else:
            shown = tuple(_person(case, e.id, named[e.id]) for e in ids)
        if shown:
            out.append(Kind(heading=say(f"people.{kind}"), people=shown, brief=kind in _BRIEF))
    return tuple(out)


def _other_spellings(entity: Entity) -> tuple[str, ...]:
    """The forms met beside the name, each once, without those cut from «لل…»."""
    forms: dict[str, str] = {}
    for form in entity.spellings:
        forms.setdefault(spelling(form), form)
    name = spelling(entity.names.get("ar", ""))
    return tuple(f for k, f in forms.items() if k != name and f"ا{k}" not in (name, *forms))


def _unnamed(case: Case, spoke: dict[str, int]) -> tuple[Person, ...]:
    """The unnamed sources with what they said, those that the pages call by the same words in one line."""
    called: dict[str, int] = {}
    shown: dict[str, Text] = {}
    for id, n in spoke.items():
        key = fold(case.name(id).plain("ar"))
        shown.setdefault(key, case.name(id))
        called[key] = called.get(key, 0) + n
    return tuple(
        Person(
            name=shown[key],
            other_name="",
            office="",
            stands_for=Text(),
            spellings=(),
            count=plural("statements", n) if n else Text(),
        )
        for key, n in sorted(called.items(), key=lambda c: (-c[1], c[0]))
    )


def _person(case: Case, id: str, count: int) -> Person:
    entity = case.entities[id]
    arabic, english = entity.names.get("ar"), entity.names.get("en")
    given = office(case, id)
    mark = case.mark_of(f"office-{id}", [(given.article, given.span)]) if given.span else None
    return Person(
        name=name(arabic, english),
        other_name=english or "" if arabic else "",
        office=given.words,
        stands_for=say("people.stands-for", state=case.name(entity.stands_for))
        if entity.stands_for and entity.type != "LOC"
        else Text(),
        spellings=_other_spellings(entity),
        count=plural("mentions", count) if count else Text(),
        mark=mark,
    )
