"""Numbers with a rest, numbers behind the people whom they count, and bounds."""

from __future__ import annotations

import pytest

from khabar.record import article_record
from khabar.stories.figures import figures
from khabar.text import rows
from unit.test_stories import reading


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("يتنافس 7 آلاف و367 مرشحا على المقاعد.", [(7367, "مرشح")]),
        ("سجلت الوزارة سبعة آلاف وثلاثين طالبا جديدا.", [(7030, "طالب")]),
        ("بيع المنزل بمبلغ 42 ألفا و50 ريالا.", [(42050, "ريال")]),
        ("وصل 3 ملايين و200 ألف سائح.", [(3.2e6, "سايح")]),
        ("بلغ عدد السكان 59 مليونا و78 ألفا و138 نسمة.", [(59078138, "نسم")]),
        ("بلغ عدد القتلى 5 آلاف و30% منهم أطفال.", [(5000, "dead"), (30, "%")]),
        ("بلغ عدد القتلى 5 آلاف و12 في المئة منهم أجانب.", [(5000, "dead"), (12, "%")]),
        ("بلغ عدد القتلى خمسة آلاف وعشرين في المئة منهم أجانب.", [(5000, "dead")]),
        ("أرسلت الشركة 3 آلاف و5 طائرات.", [(5, "طاير")]),
    ],
)
def test_what_follows_a_scale_belongs_to_the_number_or_not(sentence: str, wanted: list[tuple[float, str]]) -> None:
    assert [(f.value, f.unit) for f in figures(reading("a", ("", sentence)))] == wanted


def test_two_ends_of_a_span_are_no_number_with_its_rest() -> None:
    values = {f.value for f in figures(reading("a", ("", "عاد ما بين 300 ألف و500 نازح إلى القرى.")))}
    assert 300500 not in values
    assert 500 in values


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("دفنت البلدة العمال الأجانب الـ15 العالقين والذين قتلوا في المنجم.", [(15, "dead")]),
        ("التقى الوزير الجنود السابقين الـ12 في مكتبه.", [(12, "person")]),
        ("أفرج القاضي عن الرجال الـ4 المعتقلين منذ الربيع.", [(4, "detained")]),
        ("التقى الوزير الجنود الـ12 في مكتبه بعد أن قتل قائدهم.", [(12, "person")]),
    ],
)
def test_a_number_may_stand_behind_the_people_whom_it_counts(sentence: str, wanted: list[tuple[float, str]]) -> None:
    assert [(f.value, f.unit) for f in figures(reading("a", ("", sentence)))] == wanted


@pytest.mark.parametrize(
    "sentence",
    [
        "كرم الرئيس الجنود في الذكرى الـ73 للنصر.",
        "التقى الجنود قادة الدول الـ28 في بروكسل.",
        "استقبل الرئيس الأطفال في الدورة الـ30 للمهرجان.",
        "ودع العمال القرن الـ19 بلا أسف.",
        "أنجبت السيدة الطفل الـ15 في المستشفى.",
    ],
)
def test_an_ordinal_counts_no_people(sentence: str) -> None:
    assert {"person", "dead"}.isdisjoint(f.unit for f in figures(reading("a", ("", sentence))))


@pytest.mark.parametrize(
    ("sentence", "bound"),
    [
        ("تجاوزت المشاركة 45 في المئة.", "more"),
        ("لم تتجاوز المشاركة 45 في المئة.", "most"),
        ("قتل ما لا يقل عن 45 شخصا.", "least"),
        ("بلغت المشاركة نحو 45 في المئة.", "about"),
    ],
)
def test_a_bound_that_is_denied_is_another_bound(sentence: str, bound: str) -> None:
    assert [f.bound for f in figures(reading("a", ("", sentence)))] == [bound]


def test_a_bound_has_one_row() -> None:
    names = [row["bound"] for row in rows("story_bounds.tsv")]
    assert len(set(names)) == len(names)


def test_thousands_after_a_number_are_no_crowd() -> None:
    units = {f.unit for f in figures(reading("a", ("", "شارك تسعة آلاف شخص في المسيرة.")))}
    assert "crowd" not in units


def test_two_decades_are_no_two_contracts() -> None:
    found = reading("a", ("", "تراجعت مساحة الغابات خلال عقدين من الزمن، وهو أكبر تراجع منذ عقدين."))
    assert article_record(found)["numbers"] == []
