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

    Shows every spelling with its count, the offices by date, the pages, and why the names were taken for one.
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
    click.echo("  spellings  " + ", ".join(f"{text} {count}" for text, count in person.spellings))
    for term in person.terms:
        of = known()[term.of].en if term.of in known() else term.of
        click.echo(f"  office     {search.office_name(term.office)}, {of}: {term.since} to {term.until or 'now'}")
    for reason in entity.reasons:
        click.echo(f"  joined     {reason}")
    click.echo("  found by   " + ", ".join(f"{rule} {count}" for rule, count in person.rules))
    for page, count in person.pages:
        click.echo(f"  page       {page} {count}")
