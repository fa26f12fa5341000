"""One word in which two articles' like sentences differ."""

from __future__ import annotations

import pytest

from khabar.stories.conflicts import conflicts
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


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("نقل رجال الإنقاذ المصابين بمساعدة سكان القرية", "نقل رجال الإنقاذ المصابين سكان القرية"),
        ("طلبت الحكومة أمس مساعدة الدول المجاورة", "طلبت الحكومة أمس الدول المجاورة"),
        ("قال نائب عن حزب المزارعين", "قال عن حزب المزارعين"),
        ("قال النائب رئيس اتحاد الدراجات", "قال رئيس اتحاد الدراجات"),
    ],
)
def test_help_and_members_of_parliament_are_no_ranks(a: str, b: str) -> None:
    end = "إن الطريق الساحلي بين صور والناقورة أغلق بعد انهيار الجسر الحجري."
    assert found(f"{a} {end}", f"{b} {end}") == []


def test_an_attempt_and_an_operation_differ_but_where_both_failed() -> None:
    done = ATTEMPT.replace("محاولة", "عملية")
    assert found(ATTEMPT, done) == [("وقع أم لم يقع", ["عملية اغتيال القاضي", "محاولة اغتيال القاضي"])]
    assert found(ATTEMPT.replace("المتقاعد", "الفاشلة"), done.replace("المتقاعد", "الفاشلة")) == []


@pytest.mark.parametrize("foiled", ["بإحباط", "تصدت لها وأحبطت", "فأفشلت", "وضبطوا", "ومنعوا"])
def test_what_was_foiled_is_an_attempt_by_any_word(foiled: str) -> None:
    told = ATTEMPT.replace("بتوضيح", f"الشرطة {foiled}")
    assert found(told, told.replace("محاولة", "عملية")) == []


def test_only_deeds_that_harm_somebody_are_attempted_or_done() -> None:
    smuggled = ATTEMPT.replace("اغتيال القاضي المتقاعد", "تهريب لوحات قديمة")
    assert found(smuggled, smuggled.replace("محاولة", "عملية")) == []


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
        ("وقع أم لم يقع", ["عملية الاغتيال", "محاولة الاغتيال"])
    ]


def test_one_difference_of_many_articles_is_told_once() -> None:
    texts = {"a": HEAD, "b": HEAD.replace("ظهر فيه", "ظهر به"), "c": DEPUTY, "d": DEPUTY}
    made = [reading(name, (f"إيقاف مسؤول {name}", text), name) for name, text in texts.items()]
    assert [[v.articles for v in c.values] for c in slots(common_of(made))] == [[("a", "b"), ("c", "d")]]


def test_an_article_that_has_both_is_on_no_side() -> None:
    both = reading("a", ("إيقاف مسؤول", f"{HEAD} {DEPUTY}"), "a")
    assert slots(common_of([both, reading("b", ("مسؤول موقوف", DEPUTY), "b")])) == []
    made = slots(common_of([both, *(reading(n, (n, text), n) for n, text in (("b", HEAD), ("c", DEPUTY)))]))
    assert [[v.articles for v in c.values] for c in made] == [[("b",), ("c",)]]


def test_what_is_found_word_by_word_is_not_told_again() -> None:
    done = ATTEMPT.replace("محاولة", "جريمة")
    common = common_of([reading("a", ("اغتيال", ATTEMPT), "a"), reading("b", ("قاض", done), "b")])
    assert [c.rule for c in slots(common)] == ["slot"]
    assert [c.rule for c in conflicts(common)] == ["opposite"]


@pytest.mark.parametrize("row", rows("story_slots.tsv"), ids=lambda row: row["side"])
def test_every_row_of_slots_has_its_side_in_its_example(row: dict[str, str]) -> None:
    same = [r for r in rows("story_slots.tsv") if r["class"] == row["class"]]
    said = set(fold(row["example"]).replace(" ال", " ").split())
    of = {fold(w) for r in same for w in r["of"].split("|") if w}
    others = {fold(w) for r in same if r is not row for w in r["words"].split("|") if w}
    words = {fold(w) for w in row["words"].split("|") if w}
    assert of & said
    assert not others & said
    assert words & said or (row["absent"] == "yes" and not words)


def test_every_word_of_slots_is_on_one_side_of_its_class() -> None:
    words = [(row["class"], fold(w)) for row in rows("story_slots.tsv") for w in row["words"].split("|") if w]
    assert len(set(words)) == len(words)
