"""``khabar stories``: articles filed into stories."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from khabar.cli.reading import Run, input_options, output
from khabar.cli.tables import Language
from khabar.dossier.story import view
from khabar.dossier.view import Assertion, StoryView
from khabar.dossier.words import Text, say
from khabar.model import Reading, Story
from khabar.record import line, story_record
from khabar.stories import Filing

_VOICES = 5
"""So many of a story's speakers are shown as text, each with his best founded words."""


@click.command("stories")
@click.argument("paths", nargs=-1, required=True)
@click.option("-o", "--output", "out", type=click.Path(path_type=Path), help="Write to this file.")
@click.option("--format", "form", type=click.Choice(["jsonl", "text"]), default="jsonl", show_default=True)
@click.option("--language", type=click.Choice(["en", "ar"]), default="en", show_default=True, help="Of the text.")
@input_options
def command(paths: tuple[str, ...], out: Path | None, form: str, language: Language, run: Run) -> None:
    """File the pages into stories: independent origins, shared text, conflicts, and which earlier story each carries
    on. One JSON record per story, or text to be read: what is reported and by how many origins, who said what, where
    the sources differ, and what stands behind them.

    PATHS are as for extract.
    """
    readings = run.together()
    if readings:
        documents = {r.key: r.article.document.name for r in readings}
        filing = Filing().extended(readings)
        continues = filing.continues
        titles = {s.id: s.title for s in filing.stories}
        with output(out) as file:
            for story in filing.stories:
                if form == "text":
                    earlier = titles.get(continues.get(story.id, ""), "")
                    file.write("\n".join([*_text(story, readings, earlier, language), "", ""]).encode())
                else:
                    file.write(line(story_record(story, documents, continues.get(story.id))))
    run.finish()


def _text(story: Story, readings: Sequence[Reading], earlier: str, language: Language) -> Iterator[str]:
    """A story as lines of text; of a single article only its title, day and source."""
    shown = view(story, readings)
    yield f"# {shown.title}"
    yield "  " + " · ".join(filter(None, (t.plain(language) for t in (shown.dates, *shown.counts))))
    if earlier:
        yield f"  {say('stories.continues').plain(language)}: {earlier}"
    several = len(story.articles) > 1
    for heading, lines in (
        ("section.reported", _reported(shown, language) if several else ()),
        ("section.voices", _voices(shown, language) if several else ()),
        ("section.differences", _differences(shown, language)),
        ("section.sources", _sources(shown, language)),
    ):
        if found := list(lines):
            yield f"  {say(heading).plain(language)}"
            yield from (f"    {one}" for one in found)


def _joined(*parts: Text | str, language: Language) -> str:
    words = (p if isinstance(p, str) else p.plain(language) for p in parts)
    return " · ".join(w for w in words if w)


def _reported(shown: StoryView, language: Language) -> Iterator[str]:
    for one in shown.reported:
        yield f"- {_joined(_line(one, language), one.status, one.date, one.foundation.words, language=language)}"


def _line(one: Assertion, language: Language) -> str:
    line = one.line.plain(language)
    return f"{line}: {_flat(one.quote)}" if one.quote else line


def _voices(shown: StoryView, language: Language) -> Iterator[str]:
    for voice in shown.voices[:_VOICES]:
        card = voice.cards[0]
        comma = "، " if language == "ar" else ", "
        who = comma.join(filter(None, (voice.name.plain(language), voice.office)))
        words = f"«{_flat(card.words)}»" if card.quoted else _flat(card.before + card.words)
        yield f"- {who}: {words} ({_joined(card.act, card.date, card.foundation.words, language=language)})"


def _differences(shown: StoryView, language: Language) -> Iterator[str]:
    for one in shown.differences:
        held = (f"{h.value.plain(language)} ({_joined(h.outlets, h.since, language=language)})" for h in one.held)
        yield f"- {_joined(one.about, one.words, language=language)}: {' / '.join(held)}"
    for dispute in shown.disputes:
        for against in dispute.against:
            denial = say("differences.denies", who=against.who).plain(language)
            told = _joined(dispute.line, _flat(dispute.words), language=language)
            yield f"- {told} — {denial}: {_flat(against.words)}"


def _sources(shown: StoryView, language: Language) -> Iterator[str]:
    for family in shown.families:
        files = ", ".join(m.file for m in family.members)
        yield f"- {_joined(family.name, family.kind, family.why, language=language)}: {files}"


def _flat(words: str) -> str:
    return " ".join(words.split())
