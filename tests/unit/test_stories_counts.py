"""Counting origins, and what things are called by whom."""

from __future__ import annotations

import msgspec
import pytest

from khabar.model import Claim, Origin, Span, Statement, Story
from khabar.record import story_record
from khabar.stories import count, file_stories
from khabar.stories.framing import framings
from khabar.stories.kinships import kinships
from khabar.stories.origins import fewest
from khabar.text import rows
from unit.test_stories import FIRE_A, FIRE_B, reading
from unit.test_stories_claims import common_of


def origin(id: str, houses: tuple[str, ...] = (), leans: tuple[str, ...] = ()) -> Origin:
    return Origin(id=id, kind="own", name=id, articles=(id,), houses=houses, leans=leans)


@pytest.mark.parametrize(
    ("origins", "wanted"),
    [
        ([], 0),
        ([origin("a", ("x",)), origin("b", ("y",))], 2),
        ([origin("a", ("x",)), origin("b", ("x",))], 1),
        ([origin("a", ("x",), ("afp",)), origin("b", ("y",), ("afp",)), origin("c", ("z",))], 2),
        ([origin("a", ("x",)), origin("b", ("y",)), origin("c", ("x", "y"))], 1),
        ([origin("a"), origin("b"), origin("c", ("x",))], 2),
    ],
)
def test_the_fewest_origins(origins: list[Origin], wanted: int) -> None:
    assert fewest(origins) == wanted


def test_a_claim_is_counted_by_the_same_function() -> None:
    two = Claim(id="c", kind="event", members=(("a", "e1"), ("b", "e2"), ("b", "e3")), origins=("a", "b"))
    story = Story(
        id="s",
        title="",
        title_from="a",
        articles=("a", "b", "c"),
        origins=(origin("a", ("x",)), origin("b", ("x",)), origin("c", ("y",))),
        claims=(two,),
    )
    assert count(story) == (3, 3, 2)
    assert count(story, two) == (2, 2, 1)


def test_two_outlets_of_one_name_are_one_house() -> None:
    run = [reading("a", FIRE_A, "al-mithal"), reading("b", FIRE_B, "al-mithal")]
    (story,) = file_stories(run)
    assert (count(story).origins, count(story).at_least) == (2, 1)


def test_a_claim_knows_since_when() -> None:
    said = Statement(
        id="s", span=Span(0, 4), text="إن الحريق بدأ في المستودع القديم", kind="indirect", act="say", speaker=("p",)
    )
    days = {"a": "2019-04-02", "b": "2019-04-01"}
    run = [msgspec.structs.replace(reading(n, FIRE_A, n, day), statements=(said,)) for n, day in days.items()]
    (story,) = file_stories(run)
    (claim,) = story.claims
    assert (claim.since, claim.at_least) == ("2019-04-01", 1)


def test_a_thing_called_by_two_words() -> None:
    a = reading("a", ("خبر", "شيعت بلدة سلوان أربعة شهداء سقطوا قرب معبر الصفراء مساء الأحد."))
    b = reading("b", ("خبر", "شيعت بلدة سلوان أربعة قتلى سقطوا قرب معبر الصفراء مساء الأحد."), "al-shahid")
    (found,) = framings(common_of([a, b]))
    assert found.about == "القتلى"
    assert [(n.word, n.articles, n.own_words) for n in found.namings] == [
        ("قتيل", ("b",), True),
        ("شهيد", ("a",), True),
    ]
    texts = {r.key: r.article.document.text for r in (a, b)}
    assert [p.span.of(texts[p.article]) for n in found.namings for p in n.evidence] == ["قتلى", "شهداء"]


def test_a_word_in_a_statement_is_its_speakers() -> None:
    text = "قال المتحدث إن الجماعة شنت عدوان السبت على ميناء الصفراء"
    a = reading("a", ("خبر", text))
    start = a.article.document.text.index("الجماعة")
    said = Statement(id="s", span=Span(start, start + 40), text=text[15:], kind="indirect", act="say", speaker=("p",))
    a = msgspec.structs.replace(a, statements=(said,))
    b = reading("b", ("خبر", "شنت الجماعة هجوم السبت على ميناء الصفراء"))
    (found,) = framings(common_of([a, b]))
    assert {n.word: (n.speakers, n.own_words) for n in found.namings} == {"عدوان": (("p",), False), "هجوم": ((), True)}


def test_like_words_of_other_things_are_no_framing() -> None:
    a = reading("a", ("خبر", "قتيل في حادث سير على الطريق الساحلي شمال المدينة."))
    b = reading("b", ("خبر", "شهداء الاستقلال يكرمون في المتحف الوطني للفنون."))
    assert framings(common_of([a, b])) == ()


@pytest.mark.parametrize("row", rows("story_frames.tsv"), ids=lambda row: row["words"].split("|")[0])
def test_every_row_of_framings_is_found_in_its_example(row: dict[str, str]) -> None:
    other = next(r for r in rows("story_frames.tsv") if r["thing"] == row["thing"] and r != row)
    around = "في ساحة القلعة الكبرى قرب سوق العطارين"
    run = [reading(n, ("خبر", f"{r['example']} {around}"), n) for n, r in (("a", row), ("b", other))]
    found = [n for f in framings(common_of(run)) if f.about == row["label"] for n in f.namings]
    assert row["words"].split("|")[0] in {n.word for n in found}


def test_what_articles_have_in_common_is_shown_each_way_by_itself() -> None:
    """One house with two texts, one text in two houses."""
    run = [reading("a", FIRE_A, "madar"), reading("b", FIRE_B, "madar"), reading("c", FIRE_A, "difaf")]
    found = kinships(common_of(run))
    assert [(k.kind, k.name, k.articles) for k in found] == [("publisher", "madar", ("a", "b"))]
    (story,) = file_stories([reading("a", FIRE_A, "madar"), reading("c", FIRE_A, "difaf")])
    assert [(k.kind, k.articles) for k in story.kinships] == [("text", ("a", "c"))]
    assert story_record(story)["kinships"] == [{"kind": "text", "name": "", "articles": ["a", "c"]}]
