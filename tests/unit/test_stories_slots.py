"""One word in which two articles' like sentences differ."""

from __future__ import annotations

import pytest

from khabar.stories.slots import slots
from khabar.text import fold, rows
from unit.test_stories import reading
from unit.test_stories_claims import common_of

HEAD = "قال وزير الشباب إن الحكومة أوقفت رئيس اتحاد الدراجات بعد تسجيل مصور ظهر فيه وهو يتسلم رشوة."
DEPUTY = HEAD.replace("رئيس اتحاد", "نائب رئيس اتحاد")
ATTEMPT = "طالب السفير بتوضيح محاولة اغتيال القاضي المتقاعد في مدينة صور الساحلية قبل نهاية الأسبوع."


def found(a: str, b: str) -> list[tuple[str, list[str]]]:
    made = slots(common_of([reading("a", ("إيقاف مسؤول", a), "a"), reading("b", ("مسؤول موقوف", b), "b")]))
    assert all(c.rule == "slot" for c in made)
    return [(c.about.split(":")[0], [v.value for v in c.values]) for c in made]


def test_a_rank_that_one_sentence_has_and_the_other_has_not_is_a_difference() -> None:
    assert found(HEAD, DEPUTY) == [("المنصب", ["رئيس اتحاد", "نائب رئيس اتحاد"])]


def test_an_attempt_and_an_operation_differ_but_where_both_failed() -> None:
    done = ATTEMPT.replace("محاولة", "عملية")
    assert found(ATTEMPT, done) == [("وقع أم لم يقع", ["محاولة اغتيال القاضي", "عملية اغتيال القاضي"])]
    assert found(ATTEMPT.replace("المتقاعد", "الفاشلة"), done.replace("المتقاعد", "الفاشلة")) == []


def test_sides_of_the_compass_differ() -> None:
    south = "وقع الانفجار في مخزن للحبوب جنوب مدينة صور الساحلية صباح الأحد من دون ضحايا."
    assert found(south, south.replace("جنوب", "شمال")) == [("الاتجاه", ["جنوب مدينة صور", "شمال مدينة صور"])]


@pytest.mark.parametrize(
    "other",
    [
        HEAD,
        HEAD.replace("أوقفت", "كفت يد"),
        HEAD.replace("رئيس اتحاد", "المتهم رئيس اتحاد"),
        HEAD.replace("رئيس اتحاد", "مع نائب رئيس اتحاد"),
        "استقال نائب رئيس اتحاد الدراجات بعد تسجيل مصور نشرته صحيفة محلية عن حفل في الجبل.",
    ],
)
def test_other_words_and_other_sentences_tell_of_no_difference(other: str) -> None:
    assert found(HEAD, other) == []


def test_what_is_shown_ends_at_a_mark() -> None:
    marked = ATTEMPT.replace("اغتيال القاضي", 'الاغتيال "البشعة" للقاضي')
    assert found(marked, marked.replace("محاولة", "عملية")) == [
        ("وقع أم لم يقع", ["محاولة الاغتيال", "عملية الاغتيال"])
    ]


@pytest.mark.parametrize("row", rows("story_slots.tsv"), ids=lambda row: row["side"])
def test_every_row_of_slots_has_its_side_in_its_example(row: dict[str, str]) -> None:
    words = {fold(w) for w in row["words"].split("|") if w}
    said = set(fold(row["example"]).split())
    assert words & said or (row["absent"] == "yes" and not words)
