"""Happenings, the register and the timeline over several pages; pages written in news style and read whole."""

from __future__ import annotations

import re

import pytest

from khabar.events.days import days
from khabar.events.frames import codes
from khabar.events.joined import happenings
from khabar.events.register import register
from khabar.events.timeline import timeline
from khabar.model import EventStatus, EventType, Happening
from khabar.text import fold, rows
from unit.event_pages import LATER, PLANNED, read

DONE = """وقعت تونس ومالطا اليوم الجمعة معاهدة شراكة في العاصمة التونسية.
وقال وزير الخارجية التونسي إن المعاهدة ليست موجهة ضد أي طرف."""


def signing(found: tuple[Happening, ...]) -> Happening:
    (one,) = [h for h in found if h.type == "sign-agreement"]
    return one


def test_a_plan_and_its_doing_are_one_happening_with_both_reports() -> None:
    one = signing(happenings(read(("a", "2025-03-10", PLANNED), ("b", "2025-03-14", DONE))))
    assert (one.status, one.when) == ("happened", "2025-03-14")
    assert set(one.actors) == {"tunisia", "malta"}
    assert [r.status for r in one.reports] == ["planned", "happened"]
    assert [r.article for r in one.reports] == ["a", "b"]
    assert not one.overdue


def test_a_plan_without_a_later_word_is_overdue_only_once_its_day_lies_behind_a_page() -> None:
    alone = signing(happenings(read(("a", "2025-03-10", PLANNED))))
    assert (alone.status, alone.overdue) == ("planned", False)
    since = signing(happenings(read(("a", "2025-03-10", PLANNED), ("c", "2025-03-20", LATER))))
    assert (since.status, since.overdue) == ("planned", True)


def test_the_same_kind_of_act_on_two_days_is_two_happenings() -> None:
    first = ("a", "2025-03-10", "وقعت تونس ومالطا اتفاقية للصيد في 3 مارس 2025.")
    second = ("b", "2025-06-10", "وقعت تونس ومالطا اتفاقية للطاقة في 9 يونيو 2025.")
    found = [h for h in happenings(read(first, second)) if h.type == "sign-agreement"]
    assert [h.when for h in found] == ["2025-03-03", "2025-06-09"]


@pytest.mark.parametrize(
    ("place", "differ"),
    [("في قصر قرطاج", False), ("في مدينة سوسة", True)],
    ids=["a palace of the town", "another town"],
)
def test_a_palace_is_in_the_town_that_others_name(place: str, differ: bool) -> None:
    first = ("a", "2025-03-14", "وقعت تونس ومالطا اليوم الجمعة معاهدة شراكة في مدينة تونس العاصمة.")
    second = ("b", "2025-03-14", f"وقعت تونس ومالطا اليوم الجمعة معاهدة شراكة {place}.")
    one = signing(happenings(read(first, second)))
    assert ("where" in one.disputed) is differ


def test_the_order_of_the_pages_does_not_matter() -> None:
    pages = [("a", "2025-03-10", PLANNED), ("b", "2025-03-14", DONE), ("c", "2025-03-20", LATER)]
    assert happenings(read(*pages)) == happenings(read(*reversed(pages)))
    assert register(read(*pages)) == register(read(*reversed(pages)))


def test_a_report_leads_back_to_its_words() -> None:
    pages = {"a": PLANNED, "b": DONE}
    found = happenings(read(("a", "2025-03-10", PLANNED), ("b", "2025-03-14", DONE)))
    assert found
    for one in found:
        for told in one.reports:
            assert told.text == pages[told.article][told.span.start : told.span.end]


def test_the_register_shows_the_life_of_a_pact_with_sources() -> None:
    (pact,) = register(read(("a", "2025-03-10", PLANNED), ("b", "2025-03-14", DONE)))
    assert set(pact.parties) == {"tunisia", "malta"} and pact.articles == ("a", "b")
    assert (pact.status, pact.term, pact.overdue) == ("signed", "P10Y", False)
    steps = [(s.step, s.date, s.report.article) for s in pact.steps]
    assert ("announced", "2025-03-10", "a") in steps
    assert ("to be signed", "2025-03-14", "a") in steps
    assert ("signed", "2025-03-14", "b") in steps
    assert [s for s, _, _ in steps] == ["announced", "to be signed", "signed"]


def test_a_clause_tells_who_says_it() -> None:
    (pact,) = register(read(("b", "2025-03-14", DONE)))
    (clause,) = [c for c in pact.clauses if c.what == "not against others"]
    assert clause.holds and clause.report.by and "موجهة" in clause.report.text


def test_a_signing_that_never_came_is_overdue() -> None:
    (pact,) = register(read(("a", "2025-03-10", PLANNED), ("c", "2025-03-20", LATER)))
    assert (pact.status, pact.overdue) == ("to be signed", True)


def test_mutual_defence_is_what_the_pages_say_or_unknown() -> None:
    text = "وقعت تونس ومالطا معاهدة شراكة. ولا تتضمن المعاهدة بندا للدفاع المتبادل."
    (pact,) = register(read(("a", "2025-03-10", text)))
    assert pact.mutual_defence is False
    (other,) = register(read(("a", "2025-03-10", "وقعت تونس ومالطا معاهدة شراكة.")))
    assert other.mutual_defence is None


def test_the_timeline_keeps_plans_apart_and_months_as_months() -> None:
    text = "التقى رئيس تونس رئيس مالطا في يناير 2025. ووقعت تونس ومالطا اتفاقية للصيد في 20 فبراير 2025."
    told = timeline(read(("a", "2025-03-10", text), ("b", "2025-03-11", PLANNED)))
    assert [h.when for h in told.done] == sorted(h.when or "" for h in told.done)
    assert {h.status for h in told.planned} <= {"planned", "conditional"} and told.planned
    assert "2025-02-20" in [h.when for h in told.done]


def test_the_timeline_can_be_cut() -> None:
    readings = read(
        ("a", "2025-03-10", "وقعت تونس ومالطا اتفاقية للصيد في 3 مارس 2025."),
        ("b", "2025-06-10", "وقعت تونس ومالطا اتفاقية للطاقة في 9 يونيو 2025."),
    )
    assert [h.when for h in timeline(readings, since="2025-04-01").done] == ["2025-06-09"]
    assert [h.when for h in timeline(readings, until="2025-04-01").done] == ["2025-03-03"]


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-12", "2025-12-01", "2025-12-31"),
        ("2025-W03", "2025-01-13", "2025-01-19"),
        ("2025-03-14", "2025-03-14", "2025-03-14"),
        ("2025-03-14TMO", "2025-03-14", "2025-03-14"),
    ],
)
def test_days_of_a_time(value: str, first: str, last: str) -> None:
    assert days(value) == (first, last)


@pytest.mark.parametrize("value", ["FUTURE_REF", "2025-13", "2025-W60", "P3D"])
def test_what_is_no_date_has_no_days(value: str) -> None:
    assert days(value) is None


@pytest.mark.parametrize("table", ["agreement_steps.tsv", "agreement_clauses.tsv"])
def test_every_row_of_the_pacts_tables_fires_on_its_example(table: str) -> None:
    for row in rows(table):
        assert re.search(row["pattern"], fold(row["example"])), row["example"]


def test_every_row_of_the_pacts_grammar_fires_on_its_example() -> None:
    for row in rows("agreement_grammar.tsv"):
        words = fold(row["example"])
        assert any(re.search(row["pattern"], words[:n]) for n in range(1, len(words) + 1)), row["example"]


def test_the_terminal_has_a_word_for_everything_that_can_stand_there() -> None:
    known = {r["key"] for r in rows("register_words.tsv")}
    needed = {*EventType.__args__, *EventStatus.__args__}  # type: ignore[attr-defined]
    needed |= {r["what"] for r in rows("agreement_clauses.tsv")} | {r["step"] for r in rows("agreement_steps.tsv")}
    assert needed <= known
    assert all(r["en"] and r["ar"] for r in rows("register_words.tsv"))
    assert set(codes()) == set(EventType.__args__)  # type: ignore[attr-defined]


def test_what_is_known_enough_for_the_register() -> None:
    from khabar.cli.register import _known
    from khabar.model import Happening

    people, places = {"samer", "layla"}, {"tunisia"}

    def known(type: EventType, *actors: str, where: str | None = None) -> bool:
        one = Happening(id="h", type=type, status="happened", actors=actors, recipients=(), where=where, reports=())
        return _known(one, people, places)

    assert not known("meet", "samer") and not known("meet", "tunisia")  # one alone holds no talks
    assert known("meet", "samer", "layla") and known("meet", "parliament")
    assert known("visit", "samer", where="tunisia") and not known("visit", "samer")
