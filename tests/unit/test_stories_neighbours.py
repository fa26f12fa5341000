"""Undated articles take their day from dated ones of the same story, when the weekday settles it."""

from __future__ import annotations

import msgspec
import pytest

from khabar import times
from khabar.model import Reading
from khabar.stories import settle_dates
from unit.test_stories import FIRE_A, MATCH, reading

TALKS = "اجتمع وزيرا الري المصري والسوداني {when} في القاهرة لبحث ملء سد النهضة وقواعد تشغيله بين الدول الثلاث."
TITLE = "وزيرا الري المصري والسوداني يبحثان ملء سد النهضة في القاهرة"


def page(name: str, title: str, body: str, day: str | None) -> Reading:
    made = reading(name, (title, body), name, day)
    found = times.read(made.article.document.text, made.article.spans, day)
    return msgspec.structs.replace(made, times=found)


def settled(*pages: Reading) -> dict[str, str]:
    keys = {p.article.id: p.key for p in pages}
    return {keys[id]: date.value for id, date in settle_dates(pages).items()}


DATED = page("dated", TITLE, TALKS.format(when="اليوم الخميس"), "2019-04-04")


@pytest.mark.parametrize("when", ["اليوم الخميس", "الخميس"])
def test_the_weekday_is_settled_by_the_day_of_the_story(when: str) -> None:
    undated = page("undated", TITLE, TALKS.format(when=when), None)
    assert settled(DATED, undated) == {"undated": "2019-04-04"}
    (date,) = settle_dates([undated, DATED]).values()
    assert date.origin == "neighbours"
    assert date.span is not None
    assert "الخميس" in date.span.of(undated.article.document.text)


def test_a_day_that_a_neighbour_announces_settles_it_too() -> None:
    before = page("before", TITLE, TALKS.replace("اجتمع", "يجتمع").format(when="يوم الخميس المقبل"), "2019-04-01")
    undated = page("undated", TITLE, TALKS.format(when="اليوم الخميس"), None)
    assert settled(before, undated) == {"undated": "2019-04-04"}


def test_another_weekday_stays_unsettled() -> None:
    assert settled(DATED, page("undated", TITLE, TALKS.format(when="اليوم الثلاثاء"), None)) == {}


def test_no_weekday_no_day() -> None:
    assert settled(DATED, page("undated", TITLE, TALKS.format(when="أخيرا"), None)) == {}


def test_another_story_lends_no_day() -> None:
    other = page("undated", FIRE_A[0], FIRE_A[1].replace("فجر الاثنين", "فجر الخميس"), None)
    assert settled(DATED, other) == {}


def test_neighbours_that_disagree_settle_nothing() -> None:
    later = page("later", TITLE, TALKS.format(when="اليوم الخميس"), "2019-04-11")
    assert settled(DATED, later, page("undated", TITLE, TALKS.format(when="اليوم الخميس"), None)) == {}


def test_nothing_undated_nothing_to_settle() -> None:
    assert settled(DATED, page("match", *MATCH, "2019-04-04")) == {}
