"""Bodies of one page under several names, and parties whose name several states know."""

from __future__ import annotations

import pytest

from khabar import pipeline
from khabar.names.onebody import Bodies, club, edition, of_state

NAMED = [
    ("boca", "ORG", "بوكا جونيورز"),
    ("school", "ORG", "مدرسه الفرات الثانويه"),
    ("branch", "LOC", "لونغ برانش"),
    ("port", "LOC", "الناظور"),
    ("kuwaiti-mfa", "ORG", "وزاره الخارجيه الكويتيه"),
    ("one", "ORG", "مجلس السلام الوطني"),
    ("two", "ORG", "مجلس السلام العالمي"),
    ("sohr", "ORG", "المرصد السوري لحقوق الانسان"),
    ("united", "ORG", "نوفارا يونايتد"),
    ("bureau", "ORG", "مكتب التحقيقات الفيدرالي"),
    ("prosecution", "ORG", "النيابه العامه الكويتيه"),
    ("news", "ORG", "وكاله الانباء الاماراتيه"),
    ("army", "ORG", "الجيش الوطني السوري"),
    ("sports", "ORG", "الهييه العامه للرياضه"),
]


@pytest.mark.parametrize(
    ("type", "name", "id"),
    [
        ("ORG", "نادي بوكا جونيورز", "boca"),
        ("ORG", "مدرسه الفرات", "school"),
        ("LOC", "لونج برانش", "branch"),
        ("LOC", "ميناء الناظور", None),  # a port is not its city
        ("ORG", "وزاره الخارجيه", None),  # every state has one
        ("ORG", "مجلس السلام", None),  # two may be meant
        ("ORG", "نادي الفرات", None),
        ("ORG", "المرصد", "sohr"),
        ("ORG", "مرصد", None),  # a class, no name
        ("ORG", "يونايتد", "united"),
        ("ORG", "الفرات", None),  # what stands after a head may be another body
        ("ORG", "مكتب التحقيقات الفيدرالي الاميركي", "bureau"),
        ("ORG", "النيابه الكويتيه", "prosecution"),
        ("ORG", "الوكاله الاماراتيه", "news"),
        ("ORG", "الجيش السوري", None),  # a state may have several
        ("ORG", "هييه الرياضه", "sports"),
    ],
)
def test_a_further_name_of_a_body_of_the_page(type: str, name: str, id: str | None) -> None:
    bodies = Bodies()
    for named, kind, words in NAMED:
        bodies.add(named, kind, words)  # type: ignore[arg-type]
    assert bodies.same(type, name) == id  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("مونديال السويد 1958", "world-cup"),
        ("كاس العالم 2026 لكره القدم", "world-cup"),
        ("كاس العالم للسيدات 2015", ""),
        ("مونديال الانديه", "club-world-cup"),
        ("بطوله ايطاليا 1990", ""),
    ],
)
def test_an_edition_is_the_contest(name: str, id: str) -> None:
    assert edition(name) == id


@pytest.mark.parametrize(
    ("states", "id"),
    [
        ({"united-kingdom": 2, "australia": 1}, "labour-uk"),
        ({"brazil": 3}, "pt-br"),
        ({"australia": 3}, ""),
        ({}, "labour-uk"),
    ],
)
def test_a_party_of_a_state_that_the_page_speaks_of(states: dict[str, int], id: str) -> None:
    assert of_state("labour-uk", "حزب العمال", states) == id


def test_a_page_about_another_state_has_another_party() -> None:
    text = "انتخابات أستراليا\n17-01-2018\n\nقال الوزير الأسترالي إن حزب العمال في سيدني سيفوز.\n"
    reading = pipeline.analyse(pipeline.read(text.encode(), "page.txt")[0])
    assert "labour-uk" not in {m.entity for m in reading.mentions}
    assert any("حزب العمال" in m.text for m in reading.mentions)


@pytest.mark.parametrize(
    ("name", "states", "id"),
    [
        ("الاهلي", {"saudi-arabia": 5, "egypt": 1}, "ahli-sa"),
        ("الاهلي", {"saudi-arabia": 1, "egypt": 5}, "ahly-eg"),
        ("الاهلي", {"morocco": 5}, ""),  # two clubs, and the page speaks of neither's state
        ("الهلال", {}, "hilal-sa"),
        ("القمه", {"egypt": 5}, ""),
    ],
)
def test_a_club_by_its_name_alone(name: str, states: dict[str, int], id: str) -> None:
    assert club(name, states) == id


def test_a_known_body_comes_before_one_that_the_page_alone_names() -> None:
    bodies = Bodies()
    bodies.add("man-city", "ORG", "مانشستر سيتي")
    bodies.add("syty-dwry", "ORG", "سيتي الممتاز")
    assert bodies.same("ORG", "سيتي") == "man-city"


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("اتهمت منظمة العفو الدولية الجيش بقصف السوق. ودعت المنظمة الدولية إلى تحقيق عاجل.", "amnesty"),
        ("قالت المنظمة الدولية للهجرة إن القارب غرق. وقال متحدث باسم المنظمة الدولية إن البحث مستمر.", "iom"),
        ("قالت الأمم المتحدة ومنظمة هيومن رايتس ووتش إن الماء ملوث. وأكدت المنظمة الدولية أن الوضع صعب.", "hrw"),
        ("قالت منظمة العفو الدولية إنه ملوث. وردت الأمم المتحدة. وذكرت المنظمة الدولية أنه نظيف.", "united-nations"),
        ("اجتمع حلف شمال الأطلسي أمس. وقالت المنظمة الدولية إن الوضع صعب.", "united-nations"),
        ("قالت المنظمة الدولية إن الوضع صعب. وقالت منظمة العفو الدولية إن الماء ملوث.", "united-nations"),
    ],
)
def test_the_body_of_the_world_is_the_one_named_last(text: str, id: str) -> None:
    reading = pipeline.analyse(pipeline.read(f"الماء في المدينة\n17-01-2018\n\n{text}\n".encode(), "page.txt")[0])
    assert {m.entity for m in reading.mentions if m.text == "المنظمة الدولية"} == {id}
