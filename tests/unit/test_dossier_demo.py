"""What the demonstration pages were made to show stands in their dossier: the traps, each where an editor looks."""

from __future__ import annotations

import pytest

from khabar import Corpus
from khabar.demo import pages_folder
from khabar.dossier.story import view
from khabar.dossier.view import StoryView


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus.read([pages_folder()])


@pytest.fixture(scope="module")
def views(corpus: Corpus) -> list[StoryView]:
    return [view(s, corpus.readings) for s in corpus.stories]


def one(views: list[StoryView], file: str) -> StoryView:
    """The story that a page's first article is filed under."""
    (found,) = [v for v in views if any(m.key == file for f in v.families for m in f.members)]
    return found


def test_there_is_what_the_issue_asks_for(corpus: Corpus) -> None:
    pages = {r.article.document.name for r in corpus.readings}
    outlets = {r.article.outlet.id for r in corpus.readings if r.article.outlet}
    assert len(pages) >= 14 and len(outlets) >= 6
    assert not corpus.problems


def test_three_affairs_are_kept_apart(views: list[StoryView]) -> None:
    assert len({one(views, f).id for f in ("001_madar.txt", "009_madar.txt", "014_madar.txt")}) == 3


def test_a_wire_printed_three_times_is_one_origin(views: list[StoryView]) -> None:
    families = [{m.key for m in f.members} for f in one(views, "001_madar.txt").families]
    assert {"001_madar.txt", "002_almina.txt", "003_saha.txt"} in families


def test_what_one_page_denies_stands_beside_what_others_affirm(views: list[StoryView]) -> None:
    treaty = one(views, "004_alufuq.html")
    assert treaty.disputes
    assert any(a.foundation.degree == "disputed" for a in treaty.reported)


def test_two_sums_are_a_difference(views: list[StoryView]) -> None:
    values = [[h.value.plain("en") for h in d.held] for d in one(views, "014_madar.txt").differences]
    assert any(any("48" in v for v in told) and any("63" in v for v in told) for told in values)


def test_a_toll_that_grew_is_a_line_of_steps(views: list[StoryView]) -> None:
    lines = [[p.value.plain("en") for p in d.steps] for d in one(views, "009_madar.txt").differences]
    assert any(line[0] == "9" and line[-1] == "19" for line in lines if line)


def test_a_header_that_contradicts_itself_is_marked(views: list[StoryView]) -> None:
    members = {m.key: m for v in views for f in v.families for m in f.members}
    assert [k for k, m in members.items() if m.doubtful] == ["012_rasif.txt"]


def test_a_president_spelled_in_several_ways_is_one_person(views: list[StoryView]) -> None:
    forms = [{f for f, _ in n.forms} for n in one(views, "001_madar.txt").namings]
    assert any({"مانويل كيسانغا", "مانويل كيسانجا"} <= f for f in forms)


def test_every_line_has_its_place(views: list[StoryView]) -> None:
    for told in views:
        marks = [a.mark for a in told.reported] + [c.mark for v in told.voices for c in v.cards]
        assert marks and all(m.notes for m in marks)
