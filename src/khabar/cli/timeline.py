"""``khabar timeline``: what happened when, what is planned, over all pages read."""

from __future__ import annotations

import io
from pathlib import Path

import click

from khabar.cli.reading import Run, input_options, output
from khabar.cli.tables import Language, Words, as_json, calendar, console, table
from khabar.errors import Unreadable
from khabar.events.timeline import Timeline, timeline
from khabar.model import Happening


@click.command("timeline")
@click.argument("paths", nargs=-1, required=True)
@click.option("-o", "--output", "out", type=click.Path(path_type=Path), help="Write to this file.")
@click.option("--format", "form", type=click.Choice(["table", "json", "ical"]), default="table", show_default=True)
@click.option("--since", metavar="DAY", help="Leave out what lies before this day (YYYY-MM-DD).")
@click.option("--until", metavar="DAY", help="Leave out what lies after this day.")
@click.option("--about", metavar="NAME", help="Only what somebody of this name takes part in, in either language.")
@click.option("--pages", type=click.IntRange(1), default=1, help="Only what at least so many pages tell.")
@click.option(
    "--language", type=click.Choice(["en", "ar"]), default="en", show_default=True, help="Of labels and names."
)
@input_options
def command(
    paths: tuple[str, ...],
    out: Path | None,
    form: str,
    since: str | None,
    until: str | None,
    about: str | None,
    pages: int,
    language: Language,
    run: Run,
) -> None:
    """Tell what happened when over all pages: done and planned apart, every entry with its sources.

    ical writes only what is planned.
    """
    readings = run.together()
    if readings:
        words = Words(language, readings)
        called = words.called(about) if about else None
        if about and not called:
            run.complain(Unreadable(f"--about {about}", "nobody and nothing on these pages is called so"), named=True)
        told = timeline(readings, _day(since), _day(until), pages, called)
        with output(out) as file:
            if form == "json":
                file.write(as_json({"format": "khabar-timeline/1", **told._asdict()}))
            elif form == "ical":
                file.write(calendar(told.planned, words))
            else:
                file.write(_tables(told, words, out is None).encode())
    run.finish()


def _day(value: str | None) -> str | None:
    from datetime import date

    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise click.BadParameter(f"{value} is no day (YYYY-MM-DD)") from error


def _tables(told: Timeline, words: Words, terminal: bool) -> str:
    import sys

    target = console(sys.stdout) if terminal and sys.stdout.isatty() else None
    text = io.StringIO()
    page = console(text)
    if target:
        page.width = target.width
    for key, listed in (("done list", told.done), ("planned list", told.planned), ("undated list", told.undated)):
        if listed:
            page.print(_table(words.say(key), listed, words))
    return text.getvalue()


def _table(title: str, listed: tuple[Happening, ...], words: Words) -> object:
    columns = [
        (words.say("date"), 3),
        (words.say("what"), 4),
        (words.say("who"), 8),
        (words.say("where"), 3),
        (words.say("source"), 6),
        (words.say("sources"), 2),
    ]
    return table(title, columns, [_line(h, words) for h in listed])


def _line(one: Happening, words: Words) -> list[str]:
    first = one.reports[0]
    what = f"{words.say(one.type)}, {words.status(one)}"
    if one.disputed:
        what += f" ({words.say('disputed')} {', '.join(words.say(d) for d in one.disputed)})"
    pages = len({r.article for r in one.reports})
    where = words.name(one.where) if one.where else ""
    return [words.when(one), what, words.who(one), where, words.source(first), str(pages)]
