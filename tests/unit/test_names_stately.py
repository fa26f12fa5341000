"""Bodies that every state has, named without their state, and names run together with their particles."""

from __future__ import annotations

import pytest
from test_names import ids, names_of

from khabar.names import stately


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("وزاره الداخليه", True),
        ("مجلس النواب", True),
        ("النيابه العامه", True),
        ("وزاره الداخليه المصريه", False),
        ("وزاره الصحه بغزه", False),
        ("شركه النفط", False),
    ],
)
def test_a_body_that_every_state_has(name: str, bare: bool) -> None:
    assert stately.stateless(name) is bare


@pytest.mark.parametrize(
    ("states", "full", "state"),
    [
        ({"egypt": 5, "france": 2}, [], "egypt"),
        ({"egypt": 5, "france": 2}, ["وزاره الداخليه الفرنسيه"], "france"),
        ({"egypt": 5, "france": 2}, ["وزاره الدفاع الفرنسيه"], "egypt"),
        ({"egypt": 5, "france": 2}, ["وزاره الداخليه الفرنسيه", "وزاره الداخليه المصريه"], "egypt"),
        ({"egypt": 2, "france": 2}, [], None),
        ({}, [], None),
    ],
)
def test_whose_it_is(states: dict[str, int], full: list[str], state: str | None) -> None:
    assert stately.whose("وزاره الداخليه", states, full) == state


def test_the_tables_know_some_and_the_language_makes_the_others() -> None:
    assert stately.of_state("وزاره الداخليه", "egypt") == ("egyptian-interior", "المصرية")
    assert stately.of_state("وزاره الاسكان", "jordan") == ("", "الأردنية")
    assert stately.of_state("مجلس القضاء الاعلي", "jordan") == ("", "الأردني")


def test_a_ministry_is_that_of_the_state_which_the_page_is_about() -> None:
    text = "حريق في مصنع بالأردن\nأعلنت وزارة الإسكان إغلاق المصنع الأردني. وقال شهود في عمّان إن الحريق كبير."
    names = names_of(text)
    mention = next(m for m in names.mentions if m.text == "وزارة الإسكان")
    entity = next(e for e in names.entities if e.id == mention.entity)
    assert mention.entity.endswith("-jordan")
    assert entity.names["ar"] == "وزارة الإسكان الأردنية"


def test_the_same_ministry_with_and_without_its_state_is_one() -> None:
    found = ids("قالت وزارة الإسكان الأردنية إن المشروع انتهى. وأضافت وزارة الإسكان أن البيوت جاهزة.")
    assert found["وزارة الإسكان الأردنية"] == found["وزارة الإسكان"]


def test_a_ministry_cut_short_is_the_one_of_the_page() -> None:
    text = "قالت وزارة التضامن الاجتماعي في مصر إن المعاش زاد. وقالت وزارة التضامن إن الصرف غدا لكل مصري."
    found = ids(text)
    assert found["وزارة التضامن الاجتماعي"] == found["وزارة التضامن"]


def test_a_house_of_another_state_is_not_that_of_the_tables() -> None:
    text = "أقرت الجمعية الوطنية قانونا جديدا في باكستان. وقال نواب باكستانيون إن القانون مهم."
    assert ids(text)["الجمعية الوطنية"] not in ("french-national-assembly", "")


def test_the_article_run_together_with_lam_is_the_same_name() -> None:
    names = names_of("فاز المنتخب الأردني أمس. وقال المدير الفني للمنتخب الأردني إن الفوز مستحق.")
    teams = {m.entity for m in names.mentions if m.type == "ORG"}
    assert len(teams) == 1


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("أقر مجلس النواب في ولاية فلوريدا الأمريكية القانون، وقال نواب أميركيون إنه مهم.", "-florida"),
        ("قالت النيابة العامة في الأردن إن المصري أوقف، ورحب المصريون في مصر بذلك.", "-jordan"),
    ],
)
def test_the_place_behind_a_body_says_whose_it_is(text: str, end: str) -> None:
    assert next(m for m in names_of(text).mentions if m.type == "ORG").entity.endswith(end)
