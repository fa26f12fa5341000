"""Like words in different mouths."""

from __future__ import annotations

import msgspec
import pytest

from khabar.model import Act, Entity, EntityType, Link, Reading, Span, Statement
from khabar.stories.sayers import sayers
from unit.test_stories import reading
from unit.test_stories_claims import common_of

OFFER = "إن الحكومة عرضت شراء ثلاثين طائرة ركاب مقابل رفع الرسوم عن صادرات الفوسفات"
LIKE = "إن الحكومة عرضت شراء نحو ثلاثين طائرة ركاب مقابل رفع الرسوم عن صادرات الفوسفات المغربية"


def saying(
    name: str,
    who: str,
    what: str,
    id: str | None = None,
    via: tuple[str, ...] = (),
    type: EntityType = "PER",
    act: Act = "say",
) -> Reading:
    made = reading(name, ("عرض لشراء طائرات", f"قال {who} {what}."), name)
    start = made.article.document.text.index(what)
    said = Statement(
        id="s",
        span=Span(start, start + len(what)),
        text=what,
        kind="indirect",
        act=act,
        speaker=(id or f"anon-{name}",),
        via=tuple(Link(entity=v, role="other") for v in via),
    )
    entity = Entity(id=id or f"anon-{name}", type=type if id else "ANON", names={"ar": who})
    return msgspec.structs.replace(made, statements=(said,), entities=(entity,))


def test_two_officials_of_two_states_are_two_speakers() -> None:
    a, b = saying("a", "مسؤول حكومي مغربي", OFFER), saying("b", "مسؤول حكومي فرنسي", LIKE)
    (found,) = sayers(common_of([a, b]))
    assert found.rule == "speaker"
    assert [(v.value, v.articles) for v in found.values] == [
        ("مسؤول حكومي مغربي", ("a",)),
        ("مسؤول حكومي فرنسي", ("b",)),
    ]
    assert found.about.startswith("القائل: ")


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (saying("a", "مسؤول حكومي مغربي", OFFER), saying("b", "مسؤول مغربي", LIKE)),
        (saying("a", "مسؤول حكومي", OFFER), saying("b", "سامي الخطيب", LIKE, "sami")),
        (saying("a", "سامي الخطيب", OFFER, "sami"), saying("b", "الخطيب", LIKE, "khatib")),
        (saying("a", "سامي الخطيب", OFFER, "sami", via=("nour",)), saying("b", "نور حداد", LIKE, "nour")),
        (saying("a", "سامي الخطيب", OFFER, "sami"), saying("b", "نور حداد", "إن المفاوضات تأجلت أسبوعا", "nour")),
        (saying("a", "وزارة التجارة", OFFER, "ministry", type="ORG"), saying("b", "سامي الخطيب", LIKE, "sami")),
        (
            saying("a", "سامي الخطيب", OFFER, "sami", act="condemn"),
            saying("b", "نور حداد", LIKE, "nour", act="condemn"),
        ),
    ],
    ids=[
        "same state",
        "unnamed or named",
        "same name",
        "passed on",
        "other words",
        "a house and its man",
        "each for himself",
    ],
)
def test_what_is_no_other_speaker(a: Reading, b: Reading) -> None:
    assert sayers(common_of([a, b])) == []


def test_two_persons_with_the_words_of_one_are_two_speakers() -> None:
    a, b = saying("a", "سامي الخطيب", OFFER, "sami"), saying("b", "نور حداد", LIKE, "nour")
    assert [c.rule for c in sayers(common_of([a, b]))] == ["speaker"]


def test_two_men_of_one_given_name_are_two_speakers() -> None:
    a, b = saying("a", "سامي الخطيب", OFFER, "khatib"), saying("b", "سامي الحداد", LIKE, "haddad")
    assert [v.value for c in sayers(common_of([a, b])) for v in c.values] == ["سامي الخطيب", "سامي الحداد"]


def test_two_spellings_of_a_name_are_one_speaker() -> None:
    a, b = saying("a", "تيري خوري", OFFER, "terry"), saying("b", "تييري خوري", LIKE, "thierry")
    assert sayers(common_of([a, b])) == []
