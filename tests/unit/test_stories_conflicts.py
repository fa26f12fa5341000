"""Figures with what they count, and where the articles of a story differ on them."""

from __future__ import annotations

import pytest

from khabar.model import Conflict
from khabar.stories import file_stories
from khabar.stories.figures import figures
from unit.test_stories import reading


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("أسفر انهيار المبنى عن مقتل 12 شخصا وإصابة 40 بجروح.", [(12, "dead"), (40, "wounded")]),
        ("ارتفع عدد القتلى إلى 17 بعد العثور على ثلاث جثث.", [(17, "dead"), (3, "dead")]),
        ("قال المسعفون إن 9 أشخاص على الأقل قتلوا في الحادث.", [(9, "dead")]),
        ("بلغت قيمة الصفقة مليارا و200 مليون دولار.", [(200e6, "دولار")]),
        ("تراجعت الصادرات بنسبة 5,5 في المئة.", [(5.5, "%")]),
        ("شارك في المسيرة خمسة وعشرون ألف متظاهر.", [(25000, "متظاهر")]),
        ("أعلنت الوزارة استقبال 3,500 لاجئ.", [(3500, "displaced")]),
        ("وصل الوفد إلى العاصمة.", []),
    ],
)
def test_figures(sentence: str, wanted: list[tuple[float, str]]) -> None:
    found = figures(reading("a", ("", sentence)))
    assert [(f.value, f.unit) for f in found] == wanted


def test_a_figures_place_holds_the_number_and_its_noun() -> None:
    article = reading("a", ("خبر", "قتل في القصف 35 شخصا في السوق."))
    (figure,) = figures(article)
    assert figure.span.of(article.article.document.text) == "35 شخصا"


def conflicts(a: str, b: str) -> tuple[Conflict, ...]:
    title = "انفجار في سوق شعبية وسط مدينة كركوك"
    (story,) = file_stories([reading("a", (title, a)), reading("b", (title, b), "al-shahid")])
    return story.conflicts


def test_two_tolls_of_one_event_differ() -> None:
    (found,) = conflicts(
        "قتل 16 شخصا في انفجار سيارة مفخخة في سوق شعبية وسط كركوك.",
        "أدى انفجار سيارة مفخخة وسط كركوك إلى مقتل 18 شخصا في السوق الشعبية.",
    )
    assert [(v.value, v.articles) for v in found.values] == [("16 شخصا", ("a",)), ("18 شخصا", ("b",))]
    assert found.about.startswith("القتلى")
    assert found.rule == "number"


def test_the_same_value_is_no_conflict() -> None:
    assert not conflicts("قتل 16 شخصا في انفجار السوق في كركوك.", "انفجار السوق في كركوك أودى بحياة 16 مدنيا.")


def test_dead_and_wounded_are_two_facts() -> None:
    assert not conflicts("قتل 16 شخصا في انفجار السوق في كركوك.", "أصيب 18 شخصا في انفجار السوق في كركوك.")


def test_a_rounded_value_is_marked_as_such() -> None:
    (found,) = conflicts(
        "تعهدت الشركة باستثمار 1490 دولارا لكل متضرر من انفجار سوق كركوك.",
        "تعهدت الشركة باستثمار نحو 1500 دولارا لكل متضرر من انفجار سوق كركوك.",
    )
    assert found.rule == "rounded"
