"""The lives of pacts, visits and sanctions over pages: dates settled by one another, and what is alleged."""

from __future__ import annotations

import re

import pytest

from khabar.cli.tables import Words
from khabar.events.joined import happenings, lives
from khabar.events.register import register
from khabar.events.timeline import timeline
from khabar.model import Happening, Reading
from khabar.text import fold, rows
from unit.event_pages import LATER, PLANNED, read


def of(type: str, readings: tuple[Reading, ...]) -> tuple[Happening, ...]:
    return tuple(h for h in happenings(readings) if h.type == type)


def test_a_month_told_later_is_the_day_that_was_planned() -> None:
    later = "وكانت تونس ومالطا قد وقعتا معاهدة شراكة في مارس 2025."
    (pact,) = register(read(("a", "2025-03-10", PLANNED), ("b", "2025-06-02", later)))
    assert ("signed", "2025-03-14", "b") in [(s.step, s.date, s.report.article) for s in pact.steps]


def test_a_pact_with_a_name_is_one_whomever_a_page_names() -> None:
    readings = read(
        ("a", "2018-05-09", "انسحبت الولايات المتحدة أمس الثلاثاء من الاتفاق النووي."),
        ("b", "2018-05-09", "أشاد الوزير بالاتفاق النووي بين إيران والقوى الكبرى."),
        ("c", "2018-05-09", "تمسكت بالاتفاق النووي فرنسا وألمانيا وبريطانيا."),
    )
    (pact,) = register(readings)
    assert set(pact.parties) == {"iran", "united-states", "france", "germany", "united-kingdom"}
    assert pact.status == "in force"  # one of many has left it
    assert ("left", "2018-05-08") in [(s.step, s.date) for s in pact.steps]


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("وقعت تونس ومالطا معاهدة شراكة. ودخلت المعاهدة حيز التنفيذ.", "in force"),
        ("وقعت تونس ومالطا معاهدة شراكة. وتدخل المعاهدة حيز التنفيذ بعد شهر.", "to enter into force"),
        ("وقعت تونس ومالطا معاهدة شراكة. ثم ألغت تونس المعاهدة.", "ended"),
    ],
)
def test_what_words_tell_of_a_life(text: str, step: str) -> None:
    (pact,) = register(read(("a", "2025-03-10", text)))
    assert step in [s.step for s in pact.steps]


@pytest.mark.parametrize(
    "words", ["وهددت تونس بإلغاء المعاهدة.", "ولن تلغي تونس المعاهدة.", "ودعا إلى عدم إلغاء المعاهدة."]
)
def test_what_is_threatened_or_denied_is_no_step(words: str) -> None:
    (pact,) = register(read(("a", "2025-03-10", f"وقعت تونس ومالطا معاهدة شراكة. {words}")))
    assert "ended" not in [s.step for s in pact.steps]


def test_a_clause_is_what_the_pact_is_about_and_not_what_a_sentence_tells_besides() -> None:
    about = "وقعت تونس ومالطا معاهدة شراكة تتضمن تعاونا في مجال الطاقة."
    beside = "وقعت تونس ومالطا معاهدة شراكة. وارتفعت بعد نبأ المعاهدة في بورصات القارة الأوروبية كلها أسعار النفط."
    (first,) = register(read(("a", "2025-03-10", about)))
    (second,) = register(read(("a", "2025-03-10", beside)))
    assert "energy" in [c.what for c in first.clauses]
    assert "energy" not in [c.what for c in second.clauses]


def test_an_accusation_is_told_as_one() -> None:
    readings = read(("a", "2025-03-10", "اتهمت فرنسا إيران بتسليم صواريخ إلى روسيا."))
    (one,) = of("supply-arms", readings)
    assert one.where is None
    assert Words("en", readings).status(one) == "alleged"


def test_steps_that_words_add_to_a_life() -> None:
    for text, type, step in (
        ("مدد الاتحاد الأوروبي العقوبات على إيران.", "sanction", "extended"),
        ("أعادت الولايات المتحدة فرض العقوبات على إيران.", "sanction", "snapped back"),
    ):
        readings = read(("a", "2025-03-10", text))
        (one,) = of(type, readings)
        assert one.reports[0].step == step
        assert Words("en", readings).step(one, one.reports[0]) == step


@pytest.mark.parametrize("row", rows("happening_steps.tsv"), ids=lambda r: r["example"])
def test_every_row_of_the_steps_fires_on_its_example(row: dict[str, str]) -> None:
    assert re.search(row["pattern"], fold(row["example"]))


def test_sanctions_of_a_state_and_its_head_on_one_state_are_one_life() -> None:
    readings = read(
        ("a", "2018-01-10", "فرضت الولايات المتحدة عقوبات على إيران."),
        ("b", "2018-09-10", "فرض الرئيس الأميركي دونالد ترامب عقوبات على إيران."),
        ("c", "2018-09-12", "فرضت فرنسا عقوبات على روسيا."),
    )
    found = lives(of("sanction", readings), readings)
    assert sorted(len(life) for life in found) == [1, 2]


def test_talks_without_a_day_belong_to_the_meeting_of_their_page() -> None:
    text = """التقى رئيس تونس ورئيس مالطا اليوم الجمعة في العاصمة التونسية.
وتناولت المحادثات بين تونس ومالطا ملف الصيد."""
    readings = read(("a", "2025-03-14", text))
    held = [h for h in happenings(readings) if h.type in ("meet", "negotiate")]
    assert len(held) == 1 and held[0].when == "2025-03-14"


def test_the_timeline_of_one_state_and_of_what_several_pages_tell() -> None:
    readings = read(
        ("a", "2025-03-10", "وقعت تونس ومالطا اتفاقية للصيد في 3 مارس 2025."),
        ("b", "2025-03-11", "وقعت تونس ومالطا اتفاقية للصيد في 3 مارس 2025."),
        ("c", "2025-03-11", "وقعت قبرص وفرنسا اتفاقية للطاقة في 4 مارس 2025."),
    )
    assert [h.when for h in timeline(readings).done] == ["2025-03-03", "2025-03-04"]
    assert [h.when for h in timeline(readings, pages=2).done] == ["2025-03-03"]
    called = Words("en", readings).called("قبرص")
    assert called == Words("en", readings).called("Cyprus") == {"cyprus"}
    assert [h.when for h in timeline(readings, about=called).done] == ["2025-03-04"]


def test_a_time_that_no_page_gives_is_bounded_by_the_first_report() -> None:
    readings = read(("a", "2025-03-10", "التقى رئيس تونس رئيس مالطا."), ("b", "2025-03-20", LATER))
    (one,) = of("meet", readings)
    assert Words("en", readings).when(one) == "by 2025-03-10"


def test_what_was_announced_and_never_told_again_is_named_so() -> None:
    readings = read(("a", "2025-03-10", PLANNED), ("c", "2025-03-20", LATER))
    (one,) = of("visit", readings)
    assert Words("en", readings).status(one) == "announced, no report since"
