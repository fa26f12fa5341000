"""Every domain type of Khabar, frozen. Imports nothing of ours.

Offsets are Unicode code points into ``Document.text``, end exclusive, everywhere. A span never points into a
folded or otherwise derived text. Unknown is ``None`` (or an empty tuple), never a guess.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import msgspec


class Span(NamedTuple):
    """Characters ``start`` (inclusive) to ``end`` (exclusive) of a document's text; encodes as ``[start, end]``."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """The very characters of the span."""
        return text[self.start : self.end]


EntityType = Literal["PER", "ORG", "LOC", "GROUP", "ANON"]
StatementKind = Literal["direct", "indirect", "mixed"]
Act = Literal[
    "say", "announce", "affirm", "deny", "accuse", "warn", "threaten", "urge",
    "promise", "thank", "praise", "condemn", "reject", "claim", "assess",
]  # fmt: skip
EventType = Literal[
    "meet", "visit", "call", "negotiate", "sign-agreement", "ratify", "enter-into-force", "sanction",
    "lift-sanction", "attack", "ceasefire", "deploy", "supply-arms", "aid", "elect", "appoint", "resign",
    "overthrow", "protest", "vote", "decide", "disaster",
]  # fmt: skip
EventStatus = Literal["happened", "ongoing", "planned", "postponed", "cancelled", "denied", "conditional"]
AgreementStatus = Literal["under negotiation", "to be signed", "signed", "ratified", "in force", "suspended", "ended"]
Wording = Literal["fullest", "same", "shorter", "changed", "other words"]
LinkRole = Literal[
    "spokesman", "document", "agency", "broadcaster", "newspaper", "outlet", "platform", "official", "other"
]
OriginKind = Literal["text", "cited", "own"]
KinshipKind = Literal["publisher", "text", "cited"]
OriginRule = Literal[
    "same-text", "same-wording", "both-cite", "statement", "post", "cites", "one-text", "reporter", "alone"
]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]


# ---------------------------------------------------------------- pages


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """What the markup shows a stretch of a document's text to be, before any rule over its words."""

    span: Span
    kind: Literal["title", "body", "heading", "header", "junk"]
    rule: str = ""
    """For junk, the rule that named it."""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One of the articles that the markup of a page shows, in the page's order."""

    span: Span
    said: tuple[tuple[str, str], ...] = ()
    """What the markup says of this article, as in :attr:`Document.said`."""


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One page as read. ``text`` is the evidence: it is never edited after reading."""

    name: str
    """The path relative to the folder that was named, or the file's own name; ``-`` for standard input;
    ``archive.warc.gz#3``, ``corpus.jsonl#ID`` for a page of a container."""
    sha256: str
    """Of the page's bytes as they lay on disk or in its container."""
    text: str
    """The decoded text; for HTML the text of its article with what stands about it, a line for each block."""
    format: str = "text"
    """``text``, ``html``, ``feed``, ``record`` (JSON Lines, Parquet) or ``mail``."""
    encoding: str = "utf-8"
    said: tuple[tuple[str, str], ...] = ()
    """What a page's markup or container says of it, as (what, value): ``title``, ``site``, ``author``, ``url``,
    ``section``, ``language``, ``crawled`` (ISO day) and dates by their origin."""
    marks: tuple[Mark, ...] = ()
    """In text order, none overlapping; empty for plain text."""
    parts: tuple[Part, ...] = ()
    """Empty where the markup shows no articles: then the lines tell them apart."""


class Junk(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of a document that belongs to no article, and the rule that named it."""

    span: Span
    rule: str


class DateCandidate(msgspec.Struct, frozen=True, kw_only=True):
    """A date that may be the article's own, with the place it was found in."""

    value: str
    """ISO day."""
    origin: str
    """``header-line``, ``visible-line``, ``dateline``, ``meta``, ``json-ld``, ``time``, ``url-date``, ``feed``,
    ``field``, ``mail``, ``weekday``, ``neighbours``; a date of change is ``header-line:updated`` and the like."""
    span: Span | None = None
    flag: str | None = None
    """What speaks against it: ``weekday-mismatch`` (the weekday beside it is another day's), ``after-crawl`` (later
    than the day the page was fetched), ``disputed`` (two or more other origins agree on another day)."""


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """An id with the name it goes by: an outlet, a dateline's place, an agency's credit."""

    id: str
    name: str
    span: Span | None = None


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One editorial text of a document (خبر)."""

    id: str
    """Content-addressed: the same text read again has the same id."""
    number: int
    """1 for the first article of its document, 2 for the second …"""
    document: Document
    spans: tuple[Span, ...]
    """The body, without title, header lines and junk, in reading order."""
    title: str | None = None
    title_span: Span | None = None
    outlet: Named | None = None
    published: str | None = None
    """ISO day."""
    published_basis: str | None = None
    """``stated`` (the page says so), ``inferred`` (the calendar or the neighbours settle it), or null."""
    published_why: str | None = None
    """The origin that was believed, those that agree and those that do not, in one line."""
    dates: tuple[DateCandidate, ...] = ()
    dateline: Named | None = None
    credits: tuple[Named, ...] = ()
    """Agencies credited at the top or the end of the article («(أ ف ب)», «المصدر: رويترز»)."""
    author: str | None = None
    section: str | None = None
    url: str | None = None
    """The page's canonical address."""
    language: str = "ar"
    """ISO 639 code of most of its paragraphs; ``und`` where they show none."""
    junk: tuple[Junk, ...] = ()
    """The junk of the whole document, so that a face can grey it."""

    @property
    def key(self) -> str:
        """How stories name the article: the document's name, ``name#2`` for its second article."""
        return self.document.name if self.number == 1 else f"{self.document.name}#{self.number}"


# ---------------------------------------------------------------- times, names


class Time(msgspec.Struct, frozen=True, kw_only=True):
    """An expression of a date, period or duration, with its TIMEX3 value."""

    span: Span
    text: str
    value: str | None
    basis: str
    """The rule, and what it was anchored on: ``weekday:published`` …"""
    type: TimeType = "DATE"
    """TIMEX3: a day or period, an hour or part of a day, a length, what comes again and again."""


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """Words in a place that name something. Not the thing itself: that is the Entity."""

    span: Span
    text: str
    type: EntityType
    entity: str
    rule: str


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """A thing in the world, known by one id across spellings, scripts and pages."""

    id: str
    type: EntityType
    names: dict[str, str]
    """``{"ar": …, "en": …}``; an ANON entity bears the words of the text as its Arabic name."""
    wikidata: str | None = None
    spellings: tuple[str, ...] = ()
    """Every form met in the texts read, sorted."""
    stands_for: str | None = None
    """The state that a capital, palace, government or presidency speaks for (``moscow`` → ``russia``)."""
    description: str | None = None
    """Office and country as the tables or the page give them."""
    reasons: tuple[str, ...] = ()
    """Why names of several spellings or pages were taken for one, in plain words, sorted."""


class Names(msgspec.Struct, frozen=True, kw_only=True):
    """What the reader of names found in one article."""

    mentions: tuple[Mention, ...] = ()
    """Proper names only, in text order, none overlapping."""
    references: tuple[Mention, ...] = ()
    """Definite descriptions («الوزير»، «الرئيس الأميركي»، «الجانبان», one entry per entity meant) resolved to an
    entity of the article. Never mentions in the sense of the record; speakers and actors are found by them."""
    entities: tuple[Entity, ...] = ()


# ---------------------------------------------------------------- statements (أقوال)


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """One link of the chain of transmission (إسناد), ``via`` in the record."""

    entity: str
    role: LinkRole
    cue: Span | None = None
    """The words that show the link («بحسب تقرير لرويترز»)."""


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """Whatever the text attributes to someone other than its own reporter."""

    id: str
    span: Span
    """The content, from its first to its last character."""
    text: str
    kind: StatementKind
    act: Act
    speaker: tuple[str, ...]
    via: tuple[Link, ...] = ()
    """Nearest the speaker first."""
    target: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    when: str | None = None
    cue: Span | None = None
    rule: str = ""
    """``cue:content:speaker:chain``, the names of ``statement_rules.tsv``."""
    confidence: float = 0.5
    denies: str | None = None
    """Of a denial, the id of the statement of the same page that it denies."""
    utterance: str | None = None
    """The id that the wordings of one statement share across the pages of a run; null where no other page has it."""
    wording: Wording | None = None
    """How this wording stands to the fullest one: ``changed`` is a quotation with other words in its marks."""


class Statements(msgspec.Struct, frozen=True, kw_only=True):
    """What the reader of statements found; ``entities`` are the unnamed sources (ANON) that it made."""

    statements: tuple[Statement, ...] = ()
    entities: tuple[Entity, ...] = ()


# ---------------------------------------------------------------- events (وقائع)


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Something that the article reports as done, planned or called off, once per article."""

    id: str
    type: EventType
    status: EventStatus
    actors: tuple[str, ...]
    recipients: tuple[str, ...] = ()
    when: str | None = None
    where: str | None = None
    evidence: tuple[Span, ...] = ()
    cameo: str | None = None
    plover: str | None = None
    rule: str = ""
    confidence: float = 0.5


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """A pact that the text speaks of."""

    id: str
    parties: tuple[str, ...]
    name: str
    """In the words of the text."""
    kind: str
    status: AgreementStatus
    term: str | None = None
    """ISO duration."""
    mutual_defence: bool | None = None
    evidence: tuple[Span, ...] = ()
    rule: str = ""
    confidence: float = 0.5


class Events(msgspec.Struct, frozen=True, kw_only=True):
    events: tuple[Event, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    entities: tuple[Entity, ...] = ()


# ---------------------------------------------------------------- the reading of one article


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that Khabar found in one article."""

    article: Article
    sentences: tuple[Span, ...] = ()
    times: tuple[Time, ...] = ()
    mentions: tuple[Mention, ...] = ()
    references: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    agreements: tuple[Agreement, ...] = ()

    @property
    def key(self) -> str:
        return self.article.key

    def entity(self, id: str) -> Entity | None:
        return next((e for e in self.entities if e.id == id), None)


# ---------------------------------------------------------------- stories (ملفات)


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Characters of one article's document: where an assertion leads back to."""

    article: str
    """The article's key."""
    span: Span


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why articles have one origin, or an article an origin of its own."""

    rule: OriginRule = "alone"
    """``same-text`` (whole sentences), ``same-wording`` (many words, no whole sentences), ``both-cite``, ``statement``
    (both bring one first), ``post`` (both lead with one), ``one-text`` (exact copies), ``cites``, ``reporter`` (it
    speaks of its own), ``alone``."""
    share: float | None = None
    """Of the shorter text, 0 to 1."""
    source: str | None = None
    """Id of the medium cited."""
    name: str = ""
    """What the medium is called."""


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """One independent origin (أصل) of a story and the articles that go back to it."""

    id: str
    kind: OriginKind
    name: str
    articles: tuple[str, ...]
    why: Reason = Reason()
    evidence: tuple[Place, ...] = ()
    houses: tuple[str, ...] = ()
    """Publishers of its articles, each once: outlets of one family are one."""
    leans: tuple[str, ...] = ()
    """Ids of the agencies that its articles credit, lead with or take reports from."""


class Kinship(msgspec.Struct, frozen=True, kw_only=True):
    """Articles of one story that may go back to one hand, in one of three ways."""

    kind: KinshipKind
    """``publisher``: one house; ``text``: whole sentences in common; ``cited``: one medium credited, led with or, for
    a world agency, named."""
    name: str
    """Id of the house or medium; empty for a text."""
    articles: tuple[str, ...]


class Reuse(msgspec.Struct, frozen=True, kw_only=True):
    """Two articles that share text."""

    a: str
    b: str
    kind: Literal["near-duplicate", "shared-passages", "quotation"]
    share: float
    """Of the shorter text, by words, 0 to 1."""
    passages: tuple[tuple[Span, Span], ...] = ()
    """Aligned passages: span in a's document, span in b's."""
    source: str | None = None
    """Key of the one that the other is likelier to go back to; ``None`` when nothing tells."""
    why: str = ""
    """What tells: ``earlier``, ``credited``, ``fuller``."""


class ConflictValue(msgspec.Struct, frozen=True, kw_only=True):
    value: str
    articles: tuple[str, ...]
    evidence: tuple[Place, ...]


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """One fact, different values, within one story."""

    about: str
    values: tuple[ConflictValue, ...]
    rule: str = ""


class Naming(msgspec.Struct, frozen=True, kw_only=True):
    """One of the words that a thing goes by in a story, and who uses it."""

    word: str
    articles: tuple[str, ...]
    speakers: tuple[str, ...] = ()
    """Ids of those in whose statements the word stands."""
    own_words: bool = False
    """Whether an article uses it in its own words."""
    evidence: tuple[Place, ...] = ()


class Framing(msgspec.Struct, frozen=True, kw_only=True):
    """One thing, different words for it: «شهيد» and «قتيل», «عملية» and «عدوان»."""

    about: str
    """What is named, in neutral words."""
    namings: tuple[Naming, ...]


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """What a story asserts, joined over its articles: an event, an agreement or a statement."""

    id: str
    kind: Literal["event", "agreement", "statement"]
    members: tuple[tuple[str, str], ...]
    """(article key, id of the event, agreement or statement within it)."""
    origins: tuple[str, ...]
    """Ids of the independent origins behind it."""
    at_least: int = 0
    """How few independent origins there may be behind it (:func:`khabar.stories.count`)."""
    since: str | None = None
    """ISO day of the first article that has it."""
    denies: str | None = None
    """Id of the claim that this one denies."""
    disputed_by: tuple[str, ...] = ()


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """One event with its immediate consequences and reactions, as a desk files it under one slug."""

    id: str
    title: str
    title_from: str
    """Key of the article whose headline it is."""
    articles: tuple[str, ...]
    origins: tuple[Origin, ...] = ()
    kinships: tuple[Kinship, ...] = ()
    """What the origins are joined by, each way by itself."""
    reuse: tuple[Reuse, ...] = ()
    quotations: tuple[Reuse, ...] = ()
    """Pairs of articles that share words which both quote, and no other text."""
    conflicts: tuple[Conflict, ...] = ()
    claims: tuple[Claim, ...] = ()
    framings: tuple[Framing, ...] = ()


# ---------------------------------------------------------------- register (سجل): events and pacts over many pages


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One page's telling of a happening, a step or a clause."""

    article: str
    """The article's key."""
    outlet: str | None
    published: str | None
    """ISO day of the article."""
    span: Span
    """The sentence or clause, in the article's document."""
    text: str
    by: tuple[str, ...] = ()
    """Whose words tell it; empty where the page itself does."""
    status: EventStatus | None = None
    when: str | None = None
    act: Act | None = None
    """What those words do: an accusation is told and not known."""
    denied_by: tuple[str, ...] = ()
    """Who denies those words on the same page."""
    step: str | None = None
    """What the words add to the life of a visit or of sanctions: ``invited``, ``extended``, ``suspended``,
    ``snapped back``."""


class Happening(msgspec.Struct, frozen=True, kw_only=True):
    """One happening over all pages read, with every report of it in the order of their days."""

    id: str
    type: EventType
    status: EventStatus
    """What the reports come to: done where one tells it as done and none later as called off, else the last status."""
    actors: tuple[str, ...]
    recipients: tuple[str, ...] = ()
    when: str | None = None
    """The finest ISO value that the reports agree on."""
    where: str | None = None
    reports: tuple[Report, ...] = ()
    overdue: bool = False
    """Planned for a day that lies before the last page read, and no page tells of it since."""
    disputed: tuple[str, ...] = ()
    """What the reports differ on: ``when``, ``where``, ``status``."""
    confidence: float = 0.5


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One step in the life of a pact."""

    step: str
    """``proposed``, ``negotiated``, ``text agreed``, ``announced``, ``to be signed``, ``signed``, ``approved``,
    ``ratified``, ``to enter into force``, ``in force``, ``suspended``, ``left``, ``ended``."""
    date: str | None
    """When it was or is to be taken."""
    report: Report


class Clause(msgspec.Struct, frozen=True, kw_only=True):
    """Something that a text says a pact holds or does not hold."""

    what: str
    """A row of ``agreement_clauses.tsv``: ``mutual defence``, ``not against others``, ``military aid`` …"""
    holds: bool
    report: Report


class Pact(msgspec.Struct, frozen=True, kw_only=True):
    """One agreement over all pages read."""

    id: str
    parties: tuple[str, ...]
    kinds: tuple[str, ...]
    names: tuple[str, ...]
    """What the texts call it: names of several words before bare nouns, the commonest first."""
    status: AgreementStatus
    term: str | None = None
    mutual_defence: bool | None = None
    signatories: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    clauses: tuple[Clause, ...] = ()
    articles: tuple[str, ...] = ()
    overdue: bool = False
