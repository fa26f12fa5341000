"""``khabar register``: agreements with their life and clauses, visits, talks and sanctions, over all pages read."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from khabar.cli.reading import Run, input_options, output
from khabar.cli.tables import Language, Words, as_json, calendar, console, table
from khabar.events.joined import happenings, lives
from khabar.events.register import register
from khabar.model import Happening, Pact, Report

if TYPE_CHECKING:
    from rich.console import Console

_SOURCES = 4
"""So many sources of one step are printed; the JSON has all."""
_LISTS = (
    ("visits", ("visit",)),
    ("talks", ("meet", "negotiate", "call")),
    ("sanctions", ("sanction", "lift-sanction")),
)


@click.command("register")
@click.argument("paths", nargs=-1, required=True)
@click.option("-o", "--output", "out", type=click.Path(path_type=Path), help="Write to this file.")
@click.option("--format", "form", type=click.Choice(["table", "json", "ical"]), default="table", show_default=True)
@click.option(
    "--language", type=click.Choice(["en", "ar"]), default="en", show_default=True, help="Of labels and names."
)
@input_options
def command(paths: tuple[str, ...], out: Path | None, form: str, language: Language, run: Run) -> None:
    """Keep the register of agreements, visits, talks and sanctions: each with its steps, dated and sourced.

    ical writes only what is planned.
    """
    readings = run.together()
    if readings:
        words = Words(language, readings)
        pacts = register(readings)
        told = happenings(readings)
        people = {e.id for r in readings for e in r.entities if e.type in ("PER", "ANON")}
        places = {e.id for r in readings for e in r.entities if e.type == "LOC"}
        lists = {key: [h for h in told if h.type in types and _known(h, people, places)] for key, types in _LISTS}
        sanctions = lives(lists["sanctions"], readings)
        lists["sanctions"] = [h for life in sanctions for h in life]
        with output(out) as file:
            if form == "json":
                file.write(as_json({"format": "khabar-register/1", "agreements": pacts, **lists}))
            elif form == "ical":
                signing = [h for h in told if h.type in ("sign-agreement", "ratify", "enter-into-force")]
                listed = [h for one in (*lists.values(), signing) for h in one]
                file.write(calendar([h for h in listed if h.status == "planned"], words))
            else:
                file.write(_tables(pacts, lists, sanctions, words).encode())
    run.finish()


def _known(told: Happening, people: set[str], places: set[str]) -> bool:
    """Whether it is known enough to stand in the register: one person or one state alone holds no talks, a visit has
    somebody who makes it and somewhere that it leads to."""
    who = {*told.actors, *told.recipients}
    if told.type == "visit":
        return bool(told.actors) and bool(told.recipients or told.where)
    return told.type not in ("meet", "negotiate", "call") or len(who) > 1 or bool(who - people - places)


def _tables(
    pacts: Sequence[Pact],
    lists: dict[str, list[Happening]],
    sanctions: Sequence[tuple[Happening, ...]],
    words: Words,
) -> str:
    text = io.StringIO()
    page = console(text)
    if sys.stdout.isatty():
        page.width = console(sys.stdout).width
    if pacts:
        page.print(words.say("agreements"), style="bold")
        for pact in pacts:
            _pact(page, pact, words)
    for key, listed in lists.items():
        if listed:
            columns = [(words.say(c), n) for c, n in (("who", 7), ("where", 3), ("date", 3), ("life", 10))]
            rows = sanctions if key == "sanctions" else [(h,) for h in listed]
            page.print(table(words.say(key), columns, [_line(r, words) for r in rows]))
    return text.getvalue()


def _pact(page: Console, pact: Pact, words: Words) -> None:
    """One agreement: what it is, its life, its clauses."""
    status = words.say(pact.status) + (f" ({words.say('overdue')})" if pact.overdue else "")
    facts = [
        ("parties", words.names(pact.parties)),
        ("names", " · ".join(pact.names[:4])),
        ("status", status),
        ("term", pact.term or ""),
        ("signed by", words.names(pact.signatories)),
        ("place", words.names(pact.places)),
    ]
    lines = [[words.say(k), v, "", ""] for k, v in facts if v]
    steps: dict[tuple[str, str], list[str]] = {}
    for step in pact.steps:
        steps.setdefault((words.say(step.step), step.date or ""), []).append(words.source(step.report))
    for (what, day), sources in steps.items():
        lines.append([words.say("life"), what, day, _all(sources, words)])
    clauses: dict[tuple[str, str], list[Report]] = {}
    for clause in pact.clauses:
        holds = words.say("yes" if clause.holds else "no")
        clauses.setdefault((words.say(clause.what), holds), []).append(clause.report)
    for (what, holds), reports in clauses.items():
        said = _short(" ".join(reports[0].text.split()))
        lines.append([words.say("clauses"), f"{what}: {holds}", _all([words.source(r) for r in reports], words), said])
    heading = " · ".join(filter(None, [words.names(pact.parties), pact.kinds[0] if pact.kinds else ""]))
    page.print(table(heading, [("", 2), ("", 6), ("", 5), ("", 8)], lines))


def _all(sources: Sequence[str], words: Words, by: str = " · ") -> str:
    """The first sources, and how many more there are."""
    found = list(dict.fromkeys(sources))
    more = [f"+{len(found) - _SOURCES} {words.say('more')}"] if len(found) > _SOURCES else []
    return by.join([*found[:_SOURCES], *more])


def _short(text: str, most: int = 90) -> str:
    """A sentence cut at a word's end."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def _line(told: Sequence[Happening], words: Words) -> list[str]:
    """A happening, or several that are one life, with its steps: every one with its sources, the last with what is
    overdue."""
    steps: dict[str, list[str]] = {}
    for one in told:
        for report in one.reports:
            day = f" {one.when}" if len(told) > 1 and one.when else ""
            steps.setdefault(words.step(one, report) + day, []).append(words.source(report))
    life = " · ".join(f"{step} ({_all(sources, words, '; ')})" for step, sources in steps.items())
    last = told[-1]
    if last.overdue:
        life += f" · {words.say('overdue')}"
    where = next((words.name(h.where) for h in told if h.where), "")
    return [words.who(last), where, words.when(told[0]), life]
