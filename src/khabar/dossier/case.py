"""One story with its readings at hand: names, outlets, days, origins and notes, looked up in one place."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence

from khabar.dossier.view import Foundation, Mark, Note, Office
from khabar.dossier.words import Text, date, join, name, plural, say, verbatim
from khabar.events.joined import ground
from khabar.events.register import register
from khabar.model import Agreement, Article, Claim, Entity, Event, Origin, Pact, Place, Reading, Span, Statement, Story
from khabar.stories.stems import words_of
from khabar.text import fold

FAMILIES = 4
"""So many origins have a colour of their own; the rest share one."""
_NAMED = 3
"""So many outlets are named where an origin has no name of its own."""
_FILE = 40
"""A file's name longer than this is shortened where it stands for an outlet."""
_CONTEXT = 320
"""Characters of a note's sentence shown before and after the exact words, at most."""

Item = Event | Agreement | Statement
Found = tuple[Reading, Item]


class Case:
    """What the parts of a story page look things up in. Notes are numbered in the order in which they are asked for."""

    def __init__(self, story: Story, readings: Sequence[Reading]) -> None:
        self.story = story
        by_key = {r.key: r for r in readings}
        self.readings = tuple(by_key[k] for k in story.articles if k in by_key)
        self.by_key = {r.key: r for r in self.readings}
        self.origins = tuple(sorted(story.origins, key=lambda o: (-len(o.articles), o.name, o.id)))
        self.origin_of = {key: o for o in self.origins for key in o.articles}
        self.headlines = tuple(words_of(r.article.title or "") for r in self.readings)
        """The words of each article's headline, as the stories compare them."""
        self._number = {o.id: i for i, o in enumerate(self.origins)}
        self._entities = _entities(self.readings)
        self._items: dict[tuple[str, str], Item] = {}
        for r in self.readings:
            self._items.update({(r.key, e.id): e for e in r.events})
            self._items.update({(r.key, a.id): a for a in r.agreements})
            self._items.update({(r.key, s.id): s for s in r.statements})
        self.claims = _known(story.claims, self._items) or tuple(_claims_apart(self.readings, self.origin_of))
        self.claim = {c.id: c for c in self.claims}
        self.denials: dict[str, list[Claim]] = {}
        for claim in self.claims:
            if claim.denies:
                self.denials.setdefault(claim.denies, []).append(claim)
        self.verbs = _verbs(self.readings)
        """For each speaker how many verbs of saying are his own (no carrier's), and how many of them are feminine."""
        self.offices: dict[str, Office] = {}
        """Those that were asked for, by entity; see :mod:`khabar.dossier.offices`."""
        self._register: tuple[Pact, ...] | None = None
        self._homes: dict[str, str] | None = None
        self._notes: dict[tuple[str, Span], int] = {}
        self._anchored: set[str] = set()

    # ------------------------------------------------------------ who

    def entity(self, id: str, reading: Reading | None = None) -> Entity | None:
        """The entity of an id, as the article has it or else as the story's first article that knows it."""
        return (reading.entity(id) if reading else None) or self._entities.get(id)

    def name(self, id: str, reading: Reading | None = None) -> Text:
        """What an id goes by; an agency that only an article's credit names has the words of the credit."""
        entity = self.entity(id, reading)
        if entity:
            return name(entity.names.get("ar"), entity.names.get("en"))
        credits = reading.article.credits if reading else ()
        return name(next((c.name for c in credits if c.id == id), None), id)

    def names(self, ids: Iterable[str], reading: Reading | None = None) -> Text:
        return join(self.name(id, reading) for id in ids)

    @property
    def entities(self) -> dict[str, Entity]:
        return self._entities

    def state(self, id: str) -> str:
        """The state that an entity speaks for, or itself."""
        entity = self._entities.get(id)
        return (entity.stands_for if entity else None) or id

    def home(self, id: str) -> str:
        """The state that an entity acts for, also a person by the office that a page gives him, or itself."""
        if self._homes is None:
            self._homes = {}
            for reading in self.readings:
                for who, state in ground(reading).homes.items():
                    self._homes.setdefault(who, state)
        return self._homes.get(id) or self.state(id)

    # ------------------------------------------------------------ where and when

    def outlet(self, key: str) -> Text:
        article = self.by_key[key].article
        if not article.outlet:
            return say("sources.unknown-outlet", file=verbatim(_brief(article.document.name), "name"))
        entity = self._entities.get(article.outlet.id)
        return name(article.outlet.name, entity.names.get("en") if entity else None)

    def outlets(self, keys: Iterable[str]) -> Text:
        """The outlets of articles, each once."""
        return join({self.outlet(k).plain("ar"): self.outlet(k) for k in keys if k in self.by_key}.values())

    def outlet_id(self, key: str) -> str:
        outlet = self.by_key[key].article.outlet
        return outlet.id if outlet else ""

    def day(self, key: str) -> str:
        return (self.by_key[key].article.published or "") if key in self.by_key else ""

    def days(self) -> list[str]:
        return sorted(d for d in (self.day(k) for k in self.by_key) if d)

    def last_day(self, claim: Claim) -> str:
        """The day of the newest article that bears a claim; empty where none is dated."""
        return max((self.day(k) for k, _ in claim.members), default="")

    # ------------------------------------------------------------ origins

    def family(self, key: str) -> int:
        """Number of the colour of an article's origin; the last one is shared by all smaller origins."""
        origin = self.origin_of.get(key)
        return min(self._number[origin.id], FAMILIES) if origin else FAMILIES

    def origin_name(self, origin: Origin) -> Text:
        """Its name; the origin of articles whose common text bears no name is called by their outlets."""
        if entity := self._entities.get(origin.name):
            return name(entity.names.get("ar"), entity.names.get("en"))
        known = [k for k in origin.articles if k in self.by_key and self.outlet_id(k)]
        if known or origin.name == "unknown":
            return self.shortly([self.outlet(k) for k in known or origin.articles if k in self.by_key])
        return verbatim(origin.name, "name")

    def shortly(self, names: Iterable[Text]) -> Text:
        """The first names, each once, and how many more there are."""
        each = list({n.plain("ar"): n for n in names}.values())
        more = len(each) - _NAMED
        return join([*each[:_NAMED], plural("more", more)] if more > 0 else each)

    def origins_of(self, keys: Iterable[str]) -> Text:
        found = {o.id: o for o in (self.origin_of.get(k) for k in keys) if o}
        return self.shortly(self.origin_name(o) for o in found.values())

    def foundation(self, claim: Claim) -> Foundation:
        """How well a claim is founded: by several origins, by one, or disputed."""
        origins = list(dict.fromkeys(claim.origins)) or sorted(
            {self.origin_of[k].id for k, _ in claim.members if k in self.origin_of}
        )
        against = [self.claim[i] for i in claim.disputed_by if i in self.claim] or self.denials.get(claim.id, [])
        several = len(origins) > 1
        short = plural("origins", len(origins)) if several else say("foundation.one-short")
        if several and 0 < claim.at_least < len(origins):
            short = say("head.origins-least", origins=short, least=say("head.at-least", k=claim.at_least))
        only = next((o for o in self.origins if o.id in origins), None)
        words = short
        if only and not several and len(self.origins) > 1:
            words = say("foundation.one-words", origin=self.origin_name(only))
        if not (against or claim.disputed_by):
            return Foundation(degree="several" if several else "one", words=words, short=short)
        who = join({w.plain("ar"): w for w in (self.speakers(c) for c in against)}.values())
        # A denial of words denies just them; that of an event or pact may be of a part of it.
        how = "foundation.disputed-by" if claim.kind == "statement" else "foundation.touched-by"
        denial = say(how, who=who) if who else say("foundation.disputed-words")
        return Foundation(
            degree="disputed",
            words=say("foundation.with-denial", origins=words, denial=denial),
            short=say("foundation.with-denial", origins=short, denial=denial),
        )

    # ------------------------------------------------------------ claims

    def members(self, claim: Claim) -> list[Found]:
        """The readings and items of a claim, oldest article first."""
        found = [(self.by_key[k], self._items[k, i]) for k, i in claim.members if (k, i) in self._items]
        return sorted(found, key=lambda f: (f[0].article.published or "9999", f[0].key, f[1].id))

    def entry(self, claim: Claim) -> Pact | None:
        """What the register, read over the story's pages, holds of an agreement's claim."""
        if self._register is None:
            self._register = register(self.readings)
        told = [
            (r.key, set(a.parties), " ".join(a.name.split()))
            for r, a in self.members(claim)
            if isinstance(a, Agreement)
        ]
        for key, parties, called in told:
            for pact in self._register:
                if key in pact.articles and called in pact.names and parties == set(pact.parties):
                    return pact
        return None

    def standing(self, claim: Claim, pact: Agreement) -> str:
        """How an agreement stands: its status, a later step that pages tell, or ``presumed``.

        A pact that is spoken of as standing is coded as in force; that it is in force is said where a page tells it.
        """
        entry = self.entry(claim)
        told = {s.step for s in entry.steps} if entry else set()
        if pact.status == "in force":
            return next((s for s in ("in force", "ratified", "signed", "to be signed") if s in told), "presumed")
        return "signed" if pact.status == "to be signed" and "signed" in told else pact.status

    def speakers(self, claim: Claim) -> Text:
        """Who stands behind a statement's claim; empty for an event or agreement."""
        for reading, item in self.members(claim):
            if isinstance(item, Statement) and item.speaker:
                return self.names(item.speaker, reading)
        return Text()

    # ------------------------------------------------------------ notes

    def note(self, key: str, span: Span) -> int:
        """The number of the note of a place."""
        return self._notes.setdefault((key, span), len(self._notes) + 1)

    def mark(self, claim: Claim, anchored: bool = True, first: Reading | None = None) -> Mark:
        """The mark of a claim: a note for every place of it, those of the ``first`` article before the others."""
        members = sorted(self.members(claim), key=lambda f: first is None or f[0].key != first.key)
        places = [(r.key, s) for r, item in members for s in spans(item)[:2]]
        return self.mark_of(claim.id, places, anchored)

    def mark_of(self, id: str, places: Iterable[tuple[str, Span]], anchored: bool = True) -> Mark:
        """A mark by its places; not ``anchored`` where a later line is to bear the id."""
        id = anchor(id)
        first = anchored and id not in self._anchored
        if anchored:
            self._anchored.add(id)
        numbers = dict.fromkeys(self.note(key, span) for key, span in places if key in self.by_key)
        return Mark(id=id, notes=tuple(numbers), anchor=first)

    def mark_places(self, id: str, places: Iterable[Place]) -> Mark:
        return self.mark_of(id, ((p.article, p.span) for p in places))

    def notes(self) -> tuple[Note, ...]:
        """The notes asked for so far, by number."""
        return tuple(self._as_note(n, key, span) for (key, span), n in self._notes.items())

    def _as_note(self, number: int, key: str, span: Span) -> Note:
        reading = self.by_key[key]
        text = reading.article.document.text
        around = [s for s in reading.sentences if s.overlaps(span)] or [span]
        start = max(min(around[0].start, span.start), span.start - _CONTEXT)
        end = min(max(around[-1].end, span.end), span.end + _CONTEXT)
        return Note(
            number=number,
            article=key,
            span=span,
            outlet=self.outlet(key),
            date=date(self.day(key)) or say("sources.undated"),
            before=text[start : span.start],
            exact=span.of(text),
            after=text[span.end : end],
        )


def anchor(id: str) -> str:
    """The fragment of an assertion's link: ``s-`` and the id, of letters that need no escape."""
    if id.isascii() and id.replace("-", "").replace("_", "").isalnum() and len(id) < 60:
        return f"s-{id}"
    return f"s-{hashlib.sha256(id.encode()).hexdigest()[:16]}"


def spelling(form: str) -> str:
    """One key for the spellings of a name that differ in signs only («محمود_عباس», «#محمود عباس»)."""
    return " ".join(re.sub(r"[\W_]+", " ", fold(form)).split())


def spans(item: Item) -> tuple[Span, ...]:
    """Where an event, agreement or statement stands in its document."""
    return (item.span,) if isinstance(item, Statement) else item.evidence


def _brief(file: str) -> str:
    """A file's name without folders, a long one with its middle left out."""
    file = file.rsplit("/", 1)[-1]
    return file if len(file) <= _FILE else f"{file[: _FILE - 9]}…{file[-8:]}"


def headline(article: Article) -> str:
    """The article's title, or the beginning of its body where it has none."""
    if article.title:
        return article.title
    words = article.spans[0].of(article.document.text).split() if article.spans else []
    return " ".join(words[:12]) + ("…" if len(words) > 12 else "")


def _entities(readings: Sequence[Reading]) -> dict[str, Entity]:
    """The entities of a story by id, with the spellings of all its articles."""
    out: dict[str, Entity] = {}
    spellings: dict[str, set[str]] = {}
    for reading in readings:
        for entity in reading.entities:
            out.setdefault(entity.id, entity)
            spellings.setdefault(entity.id, set()).update(entity.spellings)
        for mention in reading.mentions:
            spellings.setdefault(mention.entity, set()).add(mention.text)
    return {
        id: Entity(
            id=e.id,
            type=e.type,
            names=e.names,
            wikidata=e.wikidata,
            stands_for=e.stands_for,
            description=e.description,
            spellings=tuple(sorted(spellings[id])),
        )
        for id, e in out.items()
    }


def feminine_verb(statement: Statement, reading: Reading) -> bool:
    """Whether the verb of saying is feminine («قالت»)."""
    verb = fold(statement.cue.of(reading.article.document.text)).split()[:1] if statement.cue else []
    return bool(verb) and len(verb[0]) > 2 and verb[0].endswith("ت")


def _verbs(readings: Sequence[Reading]) -> dict[str, tuple[int, int]]:
    out: dict[str, tuple[int, int]] = {}
    for reading in readings:
        for statement in reading.statements:
            if len(statement.speaker) == 1 and statement.cue and not statement.via:
                told, feminine = out.get(statement.speaker[0], (0, 0))
                out[statement.speaker[0]] = (told + 1, feminine + feminine_verb(statement, reading))
    return out


def _known(claims: Sequence[Claim], items: dict[tuple[str, str], Item]) -> tuple[Claim, ...]:
    """The claims that have a member among the readings at hand."""
    return tuple(c for c in claims if any(m in items for m in c.members))


def _claims_apart(readings: Sequence[Reading], origin_of: dict[str, Origin]) -> Iterable[Claim]:
    """Claims of a story whose claims were not joined: only items that say the same in every slot are one."""
    found: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for reading in readings:
        for event in reading.events:
            key = ("event", event.type, event.status, event.when or "", *event.actors, "/", *event.recipients)
            found.setdefault(key, []).append((reading.key, event.id))
        for pact in reading.agreements:
            key = ("agreement", pact.status, *sorted(pact.parties), fold(pact.name))
            found.setdefault(key, []).append((reading.key, pact.id))
        for said in reading.statements:
            key = ("statement", *said.speaker, fold(said.text))
            found.setdefault(key, []).append((reading.key, said.id))
    for key, members in found.items():
        digest = hashlib.sha256("\n".join(key).encode()).hexdigest()[:12]
        origins = tuple(sorted({origin_of[k].id for k, _ in members if k in origin_of}))
        yield Claim(id=digest, kind=key[0], members=tuple(members), origins=origins)  # type: ignore[arg-type]
