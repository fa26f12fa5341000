"""Two articles side by side."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.stories.compare import compare
from unit.test_stories import FIRE_A, FIRE_B, MATCH, reading

MORE = (
    "وقال صاحب المستودع إن الخسائر تقدر بنحو مليوني دولار أميركي على الأقل.\n"
    "وطالب رئيس البلدية بنقل المستودعات بعيدا عن الأحياء المكتظة بالسكان قبل نهاية الصيف."
)


def test_every_sentence_says_how_it_stands_to_the_other() -> None:
    a = reading("a", FIRE_A)
    b = reading("b", (FIRE_B[0], f"{FIRE_A[1]}\n{MORE}"), "al-shahid")
    found = compare(a, b)
    assert [line.standing for line in found.a] == ["reworded", "same", "same", "same"]
    assert [line.standing for line in found.b][1:] == ["same", "same", "same", "only", "only"]
    assert found.one_story
    assert found.story.reuse[0].source == "b"
    assert found.story.reuse[0].why == "fuller"


def test_shared_characters_are_those_of_both_texts() -> None:
    a, b = reading("a", FIRE_A), reading("b", (FIRE_B[0], f"{FIRE_A[1]}\n{MORE}"))
    found = compare(a, b)
    shared = [
        [s.of(r.article.document.text) for line in lines for s in line.shared]
        for r, lines in ((a, found.a), (b, found.b))
    ]
    assert "".join(shared[0]) == "".join(shared[1])


def test_two_stories() -> None:
    found = compare(reading("a", FIRE_A), reading("c", MATCH))
    assert not found.one_story
    assert {line.standing for line in (*found.a, *found.b)} == {"only"}
    assert found.story.reuse == ()


def test_copies_are_the_same_throughout() -> None:
    found = compare(reading("a", FIRE_A), reading("b", FIRE_A))
    assert {line.standing for line in found.a[1:]} == {"same"}
    assert (found.likeness, len(found.story.origins)) == (1.0, 1)


def test_the_order_given_is_the_order_shown() -> None:
    a, b = reading("a", FIRE_A), reading("b", FIRE_B)
    assert compare(a, b).a == compare(b, a).b


def test_one_article_is_not_compared_with_itself() -> None:
    with pytest.raises(ValueError, match="one article"):
        compare(reading("a", FIRE_A), reading("a", FIRE_A))


WORDS = st.sampled_from([*FIRE_A[1].split(), *MATCH[1].split(), "17", "قتيلا", "\n", "«"])
TEXTS = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=60).map(" ".join))


@settings(max_examples=50, deadline=None)
@given(TEXTS, TEXTS)
def test_any_two_texts_are_compared(x: str, y: str) -> None:
    a, b = reading("a", ("خبر", x)), reading("b", ("خبر آخر", y))
    found = compare(a, b)
    for side, lines in ((a, found.a), (b, found.b)):
        size = len(side.article.document.text)
        assert all(0 <= s.start <= s.end <= size for line in lines for s in (line.span, *line.shared))
        assert all(line.span.covers(s) for line in lines for s in line.shared)
