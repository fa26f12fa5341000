"""What a story page shows, as plain values: the view model between the readings and the HTML.

A Text (see :mod:`khabar.dossier.words`) is a line in both languages; ``quote`` and ``words`` are a source's own
characters. Numbers named ``notes`` are those of the page's notes, which say where each assertion stands.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from khabar.dossier.words import Text
from khabar.model import Span

Degree = Literal["several", "one", "disputed"]
Shape = Literal["done", "planned", "cancelled"]


class Office(msgspec.Struct, frozen=True, kw_only=True):
    """What a person is, in the words of a page or a table."""

    words: str = ""
    article: str = ""
    span: Span | None = None
    """Where the words stand; None where they come from a table."""


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """The quiet mark of an assertion: what it is called in a link, and the notes it opens."""

    id: str
    notes: tuple[int, ...]
    anchor: bool = True
    """False where an earlier line of the page already bears the id."""


class Foundation(msgspec.Struct, frozen=True, kw_only=True):
    degree: Degree
    words: Text
    """How many origins, or which one, or who disputes it."""
    short: Text
    """The same without the origin's name, where a chain beside it shows the pages."""


class Assertion(msgspec.Struct, frozen=True, kw_only=True):
    """An event or agreement (or, where these are few, a statement) in one line."""

    mark: Mark
    line: Text
    status: Text
    shape: Shape
    date: Text
    foundation: Foundation
    quote: str = ""
    """The source's words, where the slots alone say too little."""


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the timeline."""

    kind: str
    """The event's type."""
    assertion: Assertion
    month_only: bool
    overdue: Text
    outcome: tuple[Text, str] | None = None
    """Of a plan that other pages tell the end of: in words, and the link to that event."""
    also: tuple[str, ...] = ()
    """Ids of the claims that would repeat this very line."""
    lights: tuple[str, ...]
    """Ids of the statements that belong to it."""


class Day(msgspec.Struct, frozen=True, kw_only=True):
    date: Text
    moments: tuple[Moment, ...]


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of a wording; ``differs`` where the main wording has other words."""

    text: str
    differs: bool = False


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """One link of the chain from the speaker to the page."""

    name: Text
    cue: Text
    role: Text
    note: int
    """The place of the statement; the link opens it."""
    shown: Span | None = None
    """The words that show the link, in the same document."""


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Where a chain ends: the page, with its note and day."""

    outlet: Text
    date: Text
    note: int
    family: int
    """Number of its origin's colour, from 0."""


class Chain(msgspec.Struct, frozen=True, kw_only=True):
    nodes: tuple[Node, ...]
    pages: tuple[Page, ...]


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    pieces: tuple[Piece, ...]
    outlet: Text
    note: int


class Denied(msgspec.Struct, frozen=True, kw_only=True):
    """What a denial denies, to stand beside it."""

    heading: Text
    line: Text
    quote: str
    href: str


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """A statement: the words, the act, the day, and the ways it came to the pages."""

    mark: Mark
    words: str
    quoted: bool
    before: str
    after: str
    """The rest of its sentence, where the words alone are too few to be understood."""
    act: Text
    addressed: Text
    date: Text
    foundation: Foundation
    chains: tuple[Chain, ...]
    wordings: tuple[Wording, ...]
    denies: Denied | None = None
    denied_by: tuple[tuple[Text, str], ...] = ()
    """Who denies it, and the link to the denial."""


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """A speaker with what is told of his words."""

    id: str
    name: Text
    office: str
    count: Text
    cards: tuple[Card, ...]


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A stage in an agreement's life."""

    name: Text
    shape: Literal["done", "planned", "cancelled", "open"]
    date: Text
    mark: Mark | None


class Clause(msgspec.Struct, frozen=True, kw_only=True):
    """What an agreement holds or does not hold."""

    name: Text
    value: Text
    mark: Mark


class Pact(msgspec.Struct, frozen=True, kw_only=True):
    mark: Mark
    name: str
    parties: Text
    status: Text
    term: Text
    defence: Text
    defence_mark: Mark | None
    clauses: tuple[Clause, ...]
    foundation: Foundation
    steps: tuple[Step, ...]
    overdue: Text
    also: tuple[str, ...] = ()
    """Ids of other claims of this agreement."""


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """One value of a disputed fact."""

    value: Text
    outlets: Text
    origins: Text
    since: Text
    mark: Mark


class Point(msgspec.Struct, frozen=True, kw_only=True):
    x: float
    y: float
    value: Text
    date: Text
    """Empty where an earlier point of the same day bears it."""


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    about: Text
    words: str
    """Words of the texts that tell this fact from others of its kind."""
    held: tuple[Held, ...]
    steps: tuple[Point, ...] = ()
    """Where the values only grew with time: the step line's points, x and y from 0 to 1."""


class Against(msgspec.Struct, frozen=True, kw_only=True):
    """One denial of an assertion: who, in which words, on which pages, since when."""

    who: Text
    words: str
    outlets: Text
    since: Text
    href: str


class Dispute(msgspec.Struct, frozen=True, kw_only=True):
    """An assertion and the denials of it."""

    line: Text
    words: str
    outlets: Text
    since: Text
    href: str
    exact: bool
    """Whether the denials are of these very words; a denial of an event or pact may be of a part of it."""
    against: tuple[Against, ...]


class Naming(msgspec.Struct, frozen=True, kw_only=True):
    name: Text
    forms: tuple[tuple[str, Text], ...]
    """A spelling and the outlets that write it so."""


class Called(msgspec.Struct, frozen=True, kw_only=True):
    """One of the words for a thing."""

    word: str
    own: Text
    """The outlets that use it themselves."""
    who: Text
    """Those in whose statements it stands."""
    mark: Mark


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """One thing and the different words for it."""

    about: Text
    words: tuple[Called, ...]


class Shared(msgspec.Struct, frozen=True, kw_only=True):
    share: float
    words: Text


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """An article of an origin's family."""

    key: str
    title: str
    outlet: Text
    date: Text
    basis: Text
    doubtful: bool
    """Whether the page contradicts itself about the day."""
    credits: Text
    shared: Shared | None
    file: str
    hash: str
    note: int


class Family(msgspec.Struct, frozen=True, kw_only=True):
    """An independent origin and the articles that go back to it."""

    number: int
    name: Text
    kind: Text
    why: Text
    count: Text
    members: tuple[Member, ...]


class Person(msgspec.Struct, frozen=True, kw_only=True):
    name: Text
    other_name: str
    office: str
    stands_for: Text
    spellings: tuple[str, ...]
    count: Text
    mark: Mark | None = None
    """Where the office stands."""


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    heading: Text
    people: tuple[Person, ...]
    brief: bool = False
    """Whether names and counts say all there is to say: then they are a running list."""


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """The bar of articles by origin: blocks from 0 to 100."""

    number: int
    start: float
    width: float
    label: Text


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """A place in a source page, as a numbered note."""

    number: int
    article: str
    span: Span
    outlet: Text
    date: Text
    before: str
    exact: str
    after: str


class StoryView(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    href: str
    title: str
    title_from: Text
    title_mark: Mark | None
    dates: Text
    counts: tuple[Text, ...]
    bar: tuple[Bar, ...]
    reported: tuple[Assertion, ...]
    days: tuple[Day, ...]
    undated: tuple[Moment, ...]
    voices: tuple[Voice, ...]
    pacts: tuple[Pact, ...]
    registers: tuple[tuple[Text, tuple[Assertion, ...]], ...]
    differences: tuple[Difference, ...]
    disputes: tuple[Dispute, ...]
    framings: tuple[Frame, ...]
    namings: tuple[Naming, ...]
    families: tuple[Family, ...]
    kinds: tuple[Kind, ...]
    notes: tuple[Note, ...]
    sources: dict[str, object]
    """What the drawer reads: documents, articles and places, as JSON."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A story on the index page."""

    href: str
    title: str
    title_from: Text
    dates: Text
    counts: tuple[Text, ...]
    outlets: Text
    lines: tuple[Assertion, ...]
    bars: tuple[tuple[int, float], ...]
    """The sparkline: slot, and height from 0 to 1."""
    rank: Literal["lead", "second", "brief"]


class IndexView(msgspec.Struct, frozen=True, kw_only=True):
    rows: tuple[Row, ...]
    counts: tuple[Text, ...]
    dates: Text
    slots: int
    """Of the sparkline."""
    first: str
    last: str
    outlets: tuple[tuple[str, Text], ...]
    search: tuple[dict[str, object], ...]
    """For each row what the filter looks at: folded words, outlets, first and last day."""
