"""What the register and the timeline write: names in a language, tables for the terminal, JSON, iCalendar."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from khabar.events.days import days
from khabar.model import Happening, Reading, Report
from khabar.text import fold, rows

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

Language = Literal["en", "ar"]
_WIDTH = 118


class Words:
    """The words and names of one language."""

    def __init__(self, language: Language, readings: Sequence[Reading]) -> None:
        self.language = language
        self._words = {r["key"]: r[language] for r in rows("register_words.tsv")}
        self._names = {e.id: e.names for r in readings for e in r.entities}

    def say(self, key: str) -> str:
        return self._words.get(key, key)

    def name(self, id: str) -> str:
        """An entity's name in the language, else in Arabic, else its id."""
        names = self._names.get(id, {})
        return names.get(self.language) or names.get("ar") or id

    def called(self, name: str) -> frozenset[str]:
        """The ids of those whom a language calls by a name."""
        key = fold(name)
        return frozenset(i for i, n in self._names.items() if key in {fold(i), *(fold(x) for x in n.values() if x)})

    def names(self, ids: Iterable[str]) -> str:
        return ("، " if self.language == "ar" else ", ").join(self.name(i) for i in ids)

    def status(self, happening: Happening) -> str:
        """How it stands, in the word that fits its type («lifted», «held»)."""
        special = self._words.get(f"{happening.type}:{happening.status}")
        word = special or self.say(happening.status)
        if all(r.act in ("accuse", "claim") for r in happening.reports):
            word = self.say("alleged")
        denied = [p for r in happening.reports for p in r.denied_by]
        if denied:
            word += f", {self.say('denied by')} {self.names(dict.fromkeys(denied))}"
        return f"{word}, {self.say('overdue')}" if happening.overdue else word

    def step(self, happening: Happening, report: Report) -> str:
        """What one report adds to the life of a happening."""
        status = self._words.get(f"{happening.type}:{report.status}") or self.say(report.status or "")
        step = self._words.get(f"{happening.type}:{report.step}") if report.step else None
        if step and report.status in ("planned", "conditional") and happening.type != "visit":
            return f"{step}, {status}"
        return step or (self.say("alleged") if report.act in ("accuse", "claim") else status)

    def when(self, happening: Happening) -> str:
        """Its time; where no page gives one, the day by which it had been told."""
        told = min((r.published for r in happening.reports if r.published), default=None)
        if happening.when or not told or happening.status not in ("happened", "ongoing"):
            return happening.when or self.say("undated")
        return f"{self.say('by')} {told}"

    def who(self, happening: Happening) -> str:
        """The cast: actors, and whom or where they go to."""
        actors = self.names(happening.actors)
        others = self.names(r for r in happening.recipients if r not in happening.actors)
        if actors and others:
            return f"{actors} {'←' if self.language == 'ar' else '→'} {others}"
        return actors or (f"{'←' if self.language == 'ar' else '→'} {others}" if others else "")

    def source(self, report: Report) -> str:
        """Who told it, when: the speaker or the outlet, and the page's day."""
        by = self.names(report.by) or report.outlet or report.article
        return f"{by}, {report.published}" if report.published else by


def console(file: Any = None) -> Console:
    """A terminal, or text of a set width where the output is no terminal."""
    from rich.console import Console

    out = file or sys.stdout
    wide = None if out.isatty() else _WIDTH
    return Console(file=out, width=wide, highlight=False, soft_wrap=False)


def table(title: str, columns: Sequence[tuple[str, int]], lines: Iterable[Sequence[str]]) -> Table:
    """A table with a title; ``columns`` are names with their share of the width."""
    from rich import box
    from rich.table import Table

    out = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, expand=True, pad_edge=False)
    for name, share in columns:
        out.add_column(name, ratio=share, overflow="fold")
    for line in lines:
        out.add_row(*line)
    return out


def as_json(value: Any) -> bytes:
    """JSON with Arabic as it is, indented, with a line feed."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def calendar(happenings: Iterable[Happening], words: Words) -> bytes:
    """The planned happenings that have a day, week, month or year, as iCalendar (RFC 5545), without clock or chance."""
    from icalendar import Calendar
    from icalendar import Event as Entry

    out = Calendar()
    out.add("prodid", "-//Khabar//register//EN")
    out.add("version", "2.0")
    for one in happenings:
        span = days(one.when) if one.when else None
        if span is None:
            continue
        entry = Entry()
        entry.add("uid", f"{one.id}@khabar")
        last = max((r.published for r in one.reports if r.published), default=span[0])
        entry.add("dtstamp", datetime.fromisoformat(last).replace(tzinfo=UTC))
        entry.add("dtstart", date.fromisoformat(span[0]))
        entry.add("dtend", date.fromisoformat(span[1]) + timedelta(days=1))
        entry.add("summary", f"{words.say(one.type)}: {words.who(one)}")
        entry.add("status", "TENTATIVE")
        if one.where:
            entry.add("location", words.name(one.where))
        lines = [f"{words.status(one)}. {one.when}"]
        lines += [f"{words.source(r)} ({r.article}): {' '.join(r.text.split())}" for r in one.reports]
        entry.add("description", "\n".join(lines))
        out.add_component(entry)
    return bytes(out.to_ical())
