"""``khabar compare``: two articles side by side."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import click

from khabar import pages
from khabar.cli.reading import output
from khabar.errors import Unreadable
from khabar.model import Claim, Reading, Span
from khabar.pipeline import analyse, together
from khabar.stories import count
from khabar.stories.compare import Comparison, Line, compare
from khabar.text import rows

if TYPE_CHECKING:
    from rich.console import Console

_WIDTH = 100
_BLANKS = re.compile(r"\s+")
_SIGNS = {"same": "=", "reworded": "~", "only": "+"}


@click.command("compare")
@click.argument("a")
@click.argument("b")
@click.option("--html", "html", type=click.Path(path_type=Path), help="Write a page with both texts to this file.")
@click.option("--language", type=click.Choice(["en", "ar"]), default="en", show_default=True, help="Of labels.")
def command(a: str, b: str, html: Path | None, language: Literal["en", "ar"]) -> None:
    """Show two articles side by side: shared text marked, what each adds or leaves out, where they differ.

    A and B are pages; page.html#2 is the second article of a page. In a terminal, = stands before a sentence that
    both have, ~ before one that the other says in other words, + before one that only this article has.
    """
    first, second = _two(a, b)
    try:
        found = compare(first, second)
    except ValueError as error:
        raise click.ClickException(f"{a}, {b}: {error}") from error
    view = _View(found, first, second, _Words(language))
    if html:
        with output(html) as file:
            file.write(_page(view).encode())
        click.echo(html)
    else:
        _print(view)


def _two(a: str, b: str) -> tuple[Reading, Reading]:
    """The readings of the two articles, read together."""
    wanted = [_place(name) for name in (a, b)]
    sources, problems = pages.sources([path for path, _ in wanted])
    if problems:
        raise click.ClickException(str(problems[0]))
    readings: list[Reading] = []
    for source in sources:
        for document in pages.documents(source):
            if isinstance(document, Unreadable):
                raise click.ClickException(str(document))
            readings += map(analyse, pages.articles(document))
    linked = {r.key: r for r in together(readings)}
    name = {source.path.resolve(): source.name for source in sources}
    found = []
    for path, number in wanted:
        base = name.get(path.resolve(), str(path))
        key = base if number == 1 else f"{base}#{number}"
        if key not in linked:
            raise click.ClickException(f"{path}: it holds no article {number}")
        found.append(linked[key])
    return found[0], found[1]


def _place(name: str) -> tuple[Path, int]:
    """A page and the number of an article in it: ``page.html#2``."""
    path, mark, number = name.rpartition("#")
    if mark and number.isdecimal() and not Path(name).exists():
        return Path(path), int(number)
    return Path(name), 1


class _Words:
    """The labels of one language."""

    def __init__(self, language: Literal["en", "ar"]) -> None:
        self.language = language
        self._words = {row["key"]: row[language] for row in rows("compare_words.tsv")}

    def say(self, key: str, n: object = "") -> str:
        return self._words[key].replace("{n}", str(n))


class _View(NamedTuple):
    """What is shown, before it is known where."""

    found: Comparison
    a: Reading
    b: Reading
    words: _Words

    def facts(self) -> list[str]:
        """One story or two, how much text is shared and who has it from whom, how many origins."""
        say, story = self.words.say, self.found.story
        alike = f"{say('likeness')} {self.found.likeness:.2f}"
        facts = [f"{say('one story' if self.found.one_story else 'two stories')} ({alike})"]
        shared = story.reuse[0] if story.reuse else None
        if shared is None:
            facts.append(say("quotation" if story.quotations else "no shared text"))
        else:
            facts.append(f"{say(shared.kind)}, {say('of the shorter', round(100 * shared.share))}")
            if shared.source:
                source = "A" if shared.source == self.a.key else "B"
                facts.append(f"{say('likely source', source)} ({say(shared.why)})")
        counts = count(story)
        bounds = f"{say('at least', counts.at_least)}{say('and')} {say('at most', counts.origins)}"
        facts.append(f"{say('origins')}: {bounds if counts.at_least < counts.origins else counts.origins}")
        return facts

    def sides(self) -> list[tuple[str, Reading, tuple[Line, ...]]]:
        return [("A", self.a, self.found.a), ("B", self.b, self.found.b)]

    def lists(self) -> list[tuple[str, list[str]]]:
        """Headings with what stands under them; none is empty."""
        say, story = self.words.say, self.found.story
        said = [c for c in story.claims if c.kind == "statement"]
        both = [c for c in said if len({key for key, _ in c.members}) > 1]
        lists = [(say("said both"), [self._said(c) for c in both])]
        for name, reading, _ in self.sides():
            own = [c for c in said if {key for key, _ in c.members} == {reading.key}]
            lists.append((say("said only", name), [self._said(c) for c in own]))
        differ, grown = (
            [
                f"{c.about} — " + " / ".join(f"{v.value} ({self._names(v.articles)})" for v in c.values)
                for c in story.conflicts
                if (c.rule == "series") is series
            ]
            for series in (False, True)
        )
        called = [
            f"{f.about} — " + " / ".join(f"{n.word} ({self._names(n.articles)})" for n in f.namings)
            for f in story.framings
        ]
        lists += [(say("differ"), differ), (say("grown"), grown), (say("called"), called)]
        return [(heading, items) for heading, items in lists if items]

    def meta(self, reading: Reading) -> str:
        article = reading.article
        outlet = article.outlet.name if article.outlet else ""
        return " · ".join(filter(None, [outlet, article.published or self.words.say("undated"), reading.key]))

    def _names(self, keys: Sequence[str]) -> str:
        return ", ".join(name for name, reading, _ in self.sides() if reading.key in keys)

    def _said(self, claim: Claim) -> str:
        key, id = claim.members[0]
        reading = self.a if key == self.a.key else self.b
        statement = next(s for s in reading.statements if s.id == id)
        names = [e.names.get("ar") or e.id for s in statement.speaker if (e := reading.entity(s))]
        return f"{'، '.join(names)}: {' '.join(statement.text.split())}"


def _pieces(line: Line, reading: Reading) -> list[tuple[str, bool]]:
    """The text of a sentence cut at the shared passages: (text, whether it is shared)."""
    text = reading.article.document.text
    pieces, at = [], line.span.start
    for span in line.shared:
        pieces += [(text[at : span.start], False), (span.of(text), True)]
        at = span.end
    pieces.append((Span(at, line.span.end).of(text), False))
    return [(piece, shared) for piece, shared in pieces if piece]


def _print(view: _View) -> None:
    """Both articles, one below the other: terminals set no Arabic in columns that hold."""
    from rich.console import Console
    from rich.text import Text

    terminal = sys.stdout.isatty()
    buffer = io.StringIO()
    page: Console = Console() if terminal else Console(file=buffer, width=_WIDTH, color_system=None)
    page.print(Text(" · ".join(view.facts()), style="bold"))
    for name, reading, lines in view.sides():
        page.print()
        page.print(Text(f"{name}  {view.meta(reading)}", style="bold"))
        for line in lines:
            shown = Text(f"{_SIGNS[line.standing]} ")
            for text, shared in _pieces(line, reading):
                shown.append(_BLANKS.sub(" ", text), style="green" if shared else "")
            page.print(shown)
    for heading, items in view.lists():
        page.print()
        page.print(Text(heading, style="bold"))
        for item in items:
            page.print(Text(f"- {item}"))
    if not terminal:
        click.echo(buffer.getvalue(), nl=False)


def _page(view: _View) -> str:
    """The page with both texts in columns. Page text is hostile: everything is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    templates = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return templates.get_template("compare.html").render(
        language=view.words.language,
        say=view.words.say,
        facts=view.facts(),
        sides=[
            {
                "name": name,
                "title": reading.article.title or reading.key,
                "meta": view.meta(reading),
                "lines": [{"standing": line.standing, "pieces": _pieces(line, reading)} for line in lines],
            }
            for name, reading, lines in view.sides()
        ],
        lists=view.lists(),
    )
