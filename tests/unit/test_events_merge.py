"""One happening told twice: which words two tellings must share; what the types say of how long deeds last."""

from __future__ import annotations

from typing import get_args

import pytest
from test_events_clauses import scene

from khabar.events.merge import stems
from khabar.events.read import happenings
from khabar.model import EventType
from khabar.text import fold, rows


@pytest.mark.parametrize(
    ("text", "raids"),
    [
        # a function word and the event's own word are no likeness
        ("قتل حارس على جسر في صفاقس. وقتل صياد على زورقه.", 2),
        # «للشرطة» and «الشرطة», «الميناء» and «ميناء» are one word
        ("استهدف قصف للشرطة ميناء. وأصاب قصف الشرطة الميناء.", 1),
        # a name in both casts makes no one deed of two that are told in unlike words
        ("قصفت مالطا جسرا قرب صفاقس. وقتلت مالطا صيادا في زورقه.", 2),
    ],
)
def test_raids_are_one_where_they_are_told_in_like_words(text: str, raids: int) -> None:
    assert len([e for e, _ in happenings(*scene(text)) if e.type == "attack"]) == raids


def test_what_is_told_is_told_in_stems_that_say_something() -> None:
    key = fold("وقال إن غارة للجيش على الجسر")
    at = key.index("غار")
    assert stems(key, (0, len(key)), (at, at + len("غارة"))) == {"جيش", "جسر"}


def test_the_second_mention_with_its_article_is_like_the_first() -> None:
    first = fold("انفجار لغم عند فندق في بلدة")
    second = fold("الانفجار كان من اللغم عند الفندق في البلدة")
    like = stems(first, (0, len(first)), (0, 6)) & stems(second, (0, len(second)), (0, 8))
    assert len(like) == 3  # ل، ف and ب are letters of these words


def test_the_types_that_last_are_types() -> None:
    kinds = [r["type"] for r in rows("event_lasting.tsv")]
    assert len({*kinds}) == len(kinds) and {*kinds} <= {*get_args(EventType)}
    assert {r["lasts"] for r in rows("event_lasting.tsv")} == {"once", "spell", "days"}
