"""``khabar who``: who is meant by a name, and how the pages spell it."""

from __future__ import annotations

import click

from khabar.cli.reading import Run, input_options
from khabar.names import search
from khabar.names.gazetteer import known


@click.command("who")
@click.argument("name")
@click.argument("paths", nargs=-1, required=True)
@input_options
def command(name: str, paths: tuple[str, ...], run: Run) -> None:
    """Find NAME, in any spelling and either script, on the pages of PATHS.

    Part of a name, an id or a well-known nickname does as well. Shows every spelling with its count, the words that
    mean somebody without naming him, the offices by date, the pages, and why each name was taken for his.
    """
    readings = run.together()
    found = search.search(name, readings)
    for person in found:
        _show(person)
    if readings and not found:
        click.echo(f"khabar: nobody on these pages is named {name}", err=True)
    run.finish()
    if not found:
        raise SystemExit(1)


def _show(person: search.Person) -> None:
    entity = person.entity
    arabic = entity.names.get("ar", "")
    click.echo(f"{arabic}  {search.display(entity)}  [{entity.id}, {search.type_name(entity.type)}]")
    if entity.wikidata:
        click.echo(f"  wikidata   {entity.wikidata}")
    if person.spellings:
        click.echo("  spellings  " + ", ".join(f"{text} {count}" for text, count in person.spellings))
    if person.references:
        click.echo("  meant by   " + ", ".join(f"{text} {count}" for text, count in person.references))
    for term in person.terms:
        of = known()[term.of].en if term.of in known() else term.of
        click.echo(f"  office     {search.office_name(term.office)}, {of}: {term.since} to {term.until or 'now'}")
    for words, day, page in person.said:
        click.echo(f"  office     {words} ({day or 'undated'}, {page})")
    for reason in entity.reasons:
        click.echo(f"  why        {reason}")
    if person.rules:
        click.echo("  found by   " + ", ".join(f"{rule} {count}" for rule, count in person.rules))
    for page, count in person.pages:
        click.echo(f"  page       {page} {count}")
