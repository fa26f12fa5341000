"""Offices: what the pages call a person, before the name or behind it."""

from __future__ import annotations

import pytest

from khabar.dossier.case import Case
from khabar.dossier.offices import office
from khabar.model import Article, Document, Entity, Mention, Reading, Span, Story
from khabar.text import rows


def reading(text: str, names: dict[str, str]) -> Reading:
    body = Span(0, len(text))
    mentions = tuple(
        Mention(span=Span(at, at + len(words)), text=words, type="PER", entity=id, rule="hand")
        for id, words in names.items()
        for at in [text.index(words)]
    )
    document = Document(name="a.txt", sha256="0" * 64, text=text)
    return Reading(
        article=Article(id="a", number=1, document=document, spans=(body,)),
        sentences=(body,),
        mentions=mentions,
        entities=tuple(Entity(id=id, type="PER", names={"ar": words}) for id, words in names.items()),
    )


def given(text: str, id: str = "a", **names: str) -> str:
    told = reading(text, names)
    case = Case(Story(id="s", title="t", title_from="a.txt", articles=("a.txt",)), [told])
    found = office(case, id)
    if found.span:
        assert " ".join(found.span.of(text).split()) == found.words
    return found.words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وقالت وزيرة الخارجية السورية سلمى درويش إن بلادها تنتظر.", "وزيرة الخارجية السورية"),
        ("التقى نائب وزير الخارجية سلمى درويش في عمان.", "نائب وزير الخارجية"),
        ("وأكد المتحدث باسم الوقاية المدنية العقيد سلمى درويش ذلك.", "المتحدث باسم الوقاية المدنية العقيد"),
        ("ووزير الدفاع سلمى درويش حضر أيضا.", "وزير الدفاع"),
        ("قالت سلمى درويش، المتحدثة باسم وزارة الصحة، إن العدد كبير.", "المتحدثة باسم وزارة الصحة"),
        ("أبلغ وزير المالية، سلمى درويش بالأمر.", ""),
        ("قالت سلمى درويش، وهي غاضبة، إن العدد كبير.", ""),
        ("ظل رئيس الوزراء لمدة شهرين سلمى درويش.", ""),
        ("وزار رئيس الوزراء برئاسة سلمى درويش.", ""),
        ("وقفت أمام سلمى درويش.", ""),
        ("تجمعوا أمام بيت سلمى درويش.", ""),
        ("وقال إمام المسجد سلمى درويش ذلك.", "إمام المسجد"),
        ("وقال السيد سلمى درويش ذلك.", ""),
        ("سلمى درويش", ""),
    ],
)
def test_an_office_is_the_words_of_the_page(text: str, expected: str) -> None:
    assert given(text, a="سلمى درويش") == expected


def test_another_person_s_title_is_not_taken() -> None:
    text = "استقبل الرئيس التونسي كمال غربال سلمى درويش في القصر."
    assert given(text, "b", a="كمال غربال", b="سلمى درويش") == ""
    assert given(text, "a", a="كمال غربال", b="سلمى درويش") == "الرئيس التونسي"


def test_a_table_s_word_goes_before_the_page_s() -> None:
    text = "وقال الوزير كمال غربال ذلك."
    told = reading(text, {"a": "كمال غربال"})
    known = Entity(id="a", type="PER", names={"ar": "كمال غربال"}, description="وزير النقل التونسي")
    case = Case(Story(id="s", title="t", title_from="a.txt", articles=("a.txt",)), [told])
    case.entities["a"] = known
    assert office(case, "a").words == "وزير النقل التونسي"


@pytest.mark.parametrize("row", [r for r in rows("office_ends.tsv") if "فلان" in r["example"]], ids=lambda r: r["word"])
def test_every_word_that_no_office_holds(row: dict[str, str]) -> None:
    name = "فلانا" if "فلانا" in row["example"] else "فلان"
    assert given(row["example"], a=name) == ""
