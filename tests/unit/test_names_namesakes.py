"""Namesakes: whose pages cannot be of one person, and who stays one."""

from __future__ import annotations

import pytest

from khabar import pipeline
from khabar.model import Entity, Reading
from khabar.names.profile import Profile, apart


def read(*pages: str) -> tuple[Reading, ...]:
    """The pages read together, each under its letter."""
    found = [pipeline.read(text.encode(), f"{chr(97 + n)}.txt")[0] for n, text in enumerate(pages)]
    return pipeline.together([pipeline.analyse(article) for article in found])


def who(readings: tuple[Reading, ...], name: str) -> dict[str, Entity]:
    """Page → the person that it means by a name."""
    out = {}
    for reading in readings:
        mention = next((m for m in reading.mentions if m.text == name), None)
        if mention is not None:
            entity = reading.entity(mention.entity)
            assert entity is not None
            out[reading.key[0]] = entity
    return out


DOCTOR = "مؤتمر طبي في بوسطن\n11-01-2018\n\nقال الطبيب الأميركي نبيل غرناوي إن الدواء فعال. وأضاف غرناوي أنه آمن.\n"
PLAYER = "غرناوي يسجل هدفين\n12-01-2018\n\nسجل اللاعب الأردني نبيل غرناوي هدفين. وقال غرناوي إنه سعيد.\n"
SILENT = "أخبار المدينة\n13-01-2018\n\nالتقى نبيل غرناوي عددا من الزوار في مدينة إربد.\n"


def test_a_doctor_and_a_player_are_two_with_the_reason() -> None:
    people = who(read(DOCTOR, PLAYER), "نبيل غرناوي")
    assert people["a"].id != people["b"].id
    assert any("different: physician" in r and "player" in r for r in people["a"].reasons)
    assert people["a"].reasons != () != people["b"].reasons


def test_the_short_name_of_the_page_goes_with_it() -> None:
    readings = read(DOCTOR, PLAYER)
    for reading in readings:
        assert len({m.entity for m in reading.mentions if "غرناوي" in m.text}) == 1


def test_what_a_page_does_not_tell_parts_nobody() -> None:
    people = who(read(DOCTOR, SILENT), "نبيل غرناوي")
    assert people["a"].id == people["b"].id
    assert not any("different" in r for r in people["a"].reasons)


def test_the_order_of_the_pages_does_not_matter() -> None:
    one, other = read(DOCTOR, PLAYER, SILENT), read(DOCTOR, PLAYER, SILENT)[::-1]
    assert pipeline.together(other) == pipeline.together(one)


def test_a_famous_name_that_the_page_gives_to_somebody_else() -> None:
    judge = "وفاة القاضي محمد صلاح\n06-03-2024\n\nتوفي القاضي محمد صلاح في صفاقس عن 80 عاما. وكان صلاح معروفا.\n"
    star = "محمد صلاح يقود فريقه\n05-03-2024\n\nقاد النجم المصري محمد صلاح فريقه إلى الفوز.\n"
    people = who(read(judge, star), "محمد صلاح")
    assert people["b"].id == "mohamed-salah" != people["a"].id


def test_one_who_died_old_and_one_at_work() -> None:
    alive = "أسعار النفط\n10-01-2018\n\nقال المدير العام لشركة النفط كريم بوعزيزي إن الإنتاج سيرتفع.\n"
    dead = "وفاة وزير سابق\n12-01-2018\n\nتوفي وزير النفط السابق كريم بوعزيزي عن عمر يناهز تسعين عاما.\n"
    people = who(read(alive, dead), "كريم بوعزيزي")
    assert people["a"].id != people["b"].id


def profile(trades: str = "", nations: str = "", **more: object) -> Profile:
    return Profile(trades=frozenset(trades.split()), nations=frozenset(nations.split()), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("a", "b", "two"),
    [
        (profile("sport"), profile("law"), True),
        (profile("sport"), profile("politics"), False),
        (profile("sport", "egypt"), profile("politics", "iraq"), True),
        (profile("sport", "egypt"), profile("sport", "france"), False),  # two passports
        (profile("sport arts"), profile("arts"), False),
        (profile(), profile("law", "iraq"), False),
        (profile(ages=(34,), year=2018), profile(ages=(35,), year=2019), False),
        (profile(ages=(34,), year=2018), profile(ages=(60,), year=2018), True),
    ],
)
def test_profiles_that_cannot_be_of_one_person(a: Profile, b: Profile, two: bool) -> None:
    assert bool(apart(a, b)) is bool(apart(b, a)) is two


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("جيمي كارتون", "جيمي كاراغون", False),
        ("إيدين هازارون", "هزارون", True),
        ("إيدين روبنال", "ربنالو", False),
        ("محمد بن نايف الغرناوي", "محمد بن نواف الغرناوي", False),
    ],
)
def test_names_of_two_pages(one: str, other: str, same: bool) -> None:
    page = "خبر عن اللقاء\n11-01-2018\n\nقال اللاعب {} إن المباراة صعبة. وأضاف أن الفريق جاهز للموسم.\n"
    readings = read(page.format(one), page.format(other))
    ids = [next(m.entity for m in r.mentions if m.type == "PER") for r in readings]
    assert (ids[0] == ids[1]) is same


def test_a_lone_family_name_is_the_famous_one_only_where_his_country_is_spoken_of() -> None:
    famous = "لقاء في رام الله\n11-01-2018\n\nالتقى الرئيس الفلسطيني محمود عباس وفدا من فلسطين. وقال عباس إنه سعيد.\n"
    other = (
        "انتخابات النقابة\n12-01-2018\n\nقال المحامي عباس إن الانتخابات قريبة. وأضاف عباس أن الإقبال كبير في بغداد.\n"
    )
    people = who(read(famous, other), "عباس")
    assert people["a"].id == "mahmoud-abbas" != people["b"].id
