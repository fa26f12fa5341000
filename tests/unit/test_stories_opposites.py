"""Words of which only one can be true."""

from __future__ import annotations

import pytest

from khabar.stories.figures import figures
from khabar.text import fold, rows
from unit.test_stories import reading
from unit.test_stories_conflicts import differences, timed


def test_words_that_exclude_one_another_differ() -> None:
    a = timed("a", "تظاهر المئات أمام مبنى محافظة ذمار احتجاجا على انهيار السد.")
    b = timed("b", "تظاهر الآلاف أمام مبنى محافظة ذمار احتجاجا على انهيار السد.")
    assert differences(a, b) == [("opposite", ["المئات", "الآلاف"])]


def test_every_word_of_opposites_is_on_one_side() -> None:
    words = [fold(w) for row in rows("story_opposites.tsv") for w in row["words"].split("|")]
    assert sorted(set(words)) == sorted(words)


@pytest.mark.parametrize("row", rows("story_opposites.tsv"), ids=lambda row: row["side"])
def test_every_row_of_opposites_is_found_in_its_example(row: dict[str, str]) -> None:
    found = figures(reading("a", ("", row["example"])))
    assert row["class"] in {f.unit for f in found}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("أصيب شاب في انهيار سد ذمار.", "أصيبت فتاة في انهيار سد ذمار."),
        ("وصلت الشرطة إلى القرية بعد انهيار سد ذمار.", "وصلت سيارات الإسعاف إلى القرية بعد انهيار سد ذمار."),
        ("ذكرت مصادر رسمية أن انهيار سد ذمار شرد أسرا.", "ذكرت مصادر أولية أن انهيار سد ذمار شرد أسرا."),
        ("لم يتضح هل لانهيار سد ذمار صلة بالزلزال.", "يشتبه في أن لانهيار سد ذمار صلة بالزلزال."),
        ("يضم مجلس سد ذمار بعد الانهيار 54 مقعدا للمزارعين.", "انشق عن مجلس سد ذمار بعد الانهيار 60 عضوا."),
    ],
)
def test_two_people_two_services_and_two_bodies_contradict_nobody(a: str, b: str) -> None:
    assert differences(timed("a", a), timed("b", b)) == []


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [
        ("فر عشرات السكان بعد انهيار سد ذمار.", "فر مئات السكان بعد انهيار سد ذمار.", ["عشرات", "مئات"]),
        ("سقوط عشرات القتلى بعد انهيار سد ذمار.", "سقوط مئات الجرحى بعد انهيار سد ذمار.", None),
        ("أصيب العشرات بعد انهيار سد ذمار.", "نزح الآلاف بعد انهيار سد ذمار.", None),
    ],
)
def test_what_befell_a_crowd_is_part_of_it(a: str, b: str, wanted: list[str] | None) -> None:
    assert differences(timed("a", a), timed("b", b)) == ([("opposite", wanted)] if wanted else [])


def test_an_operation_may_have_failed() -> None:
    a = timed("a", "حققت الشرطة في محاولة اغتيال القاضي قرب انهيار سد ذمار.")
    foiled = timed("b", "أحبطت الشرطة عملية اغتيال القاضي قرب انهيار سد ذمار.")
    done = timed("b", "حققت الشرطة في جريمة اغتيال القاضي قرب انهيار سد ذمار.")
    assert differences(a, foiled) == []
    assert ("opposite", ["محاولة اغتيال", "جريمة اغتيال"]) in differences(a, done)


def test_either_side_may_be_the_others_host() -> None:
    a = timed("a", "خسر فريق سد ذمار أمام مضيفه الشباب بهدفين في الدور الأول.")
    guest = timed("b", "خسر فريق سد ذمار أمام ضيفه الشباب بهدفين في الدور الأول.")
    same = timed("b", "تغلب الشباب على ضيفه فريق سد ذمار بهدفين في الدور الأول.")
    assert ("opposite", ["مضيفه", "ضيفه"]) in differences(a, guest)
    assert differences(a, same) == []
