"""Quotations that are shared and nothing else."""

from __future__ import annotations

import msgspec

from khabar.model import Reading, Span, Statement
from khabar.record import story_record
from khabar.stories import file_stories
from khabar.stories.quotes import quotations
from unit.test_stories import reading
from unit.test_stories_claims import common_of

WORDS = "لن نوقع أي اتفاق لا يضمن عودة الصيادين إلى الميناء قبل نهاية الموسم"
TITLE = "نقابة الصيادين في ميناء سيدي إفني ترفض الاتفاق"
A = f'قال رئيس نقابة الصيادين في سيدي إفني: "{WORDS}".\nوكانت النقابة دعت إلى إضراب الأسبوع الماضي.'
B = f'أكدت نقابة الصيادين رفضها الاتفاق، وقال رئيسها لإذاعة محلية "{WORDS}" في أول تعليق له.'


def quoting(name: str, body: str, kind: str = "direct", outlet: str = "al-mithal") -> Reading:
    made = reading(name, (TITLE, body), outlet)
    start = made.article.document.text.index(WORDS)
    said = Statement(
        id="s",
        span=Span(start, start + len(WORDS)),
        text=WORDS,
        kind="direct" if kind == "direct" else "indirect",
        act="say",
        speaker=("p",),
    )
    return msgspec.structs.replace(made, statements=(said,))


def test_a_quotation_alone_is_told_apart_from_shared_text() -> None:
    (story,) = file_stories([quoting("a", A), quoting("b", B, outlet="al-shahid")])
    assert story.reuse == ()
    (shared,) = story.quotations
    assert (shared.a, shared.b, shared.kind) == ("a", "b", "quotation")
    assert shared.passages[0][0].of(f"{TITLE}\n{A}\n") == WORDS
    record = story_record(story)
    assert record["reuse_pairs"] == record["reuse"] == []
    assert [(q["a"], q["b"]) for q in record["quotations"]] == [("a", "b")]


def test_like_words_that_one_of_them_does_not_quote_are_no_quotation() -> None:
    assert quotations(common_of([quoting("a", A), quoting("b", B, "indirect")])) == ()


def test_what_is_shared_text_already_is_not_told_again() -> None:
    (story,) = file_stories([quoting("a", A), quoting("b", A + "\nوينتظر أن تجتمع اللجنة غدا.", outlet="al-shahid")])
    assert story.reuse
    assert story.quotations == ()
