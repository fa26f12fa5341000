"""Statements by the form of the page: headlines, and speech set apart from its verb. The sentences are our own."""

from __future__ import annotations

import pytest

from unit.statement_sentences import read

BODY = "وصلت ليلى مراد إلى لشبونة الاثنين.\nوقال سامر الحلبي إن الصيانة مستمرة في الميناء القديم."
HEADLINE = [
    ("سامر الحلبي: لن نقبل بأقل من هدنة دائمة", "لن نقبل بأقل من هدنة دائمة", "direct", ("samer",)),
    ("سامر الحلبي: «لن نقبل بأقل من هدنة دائمة»", "لن نقبل بأقل من هدنة دائمة", "direct", ("samer",)),
    ("وزارة الصحة: إن اللقاح آمن للأطفال", "إن اللقاح آمن للأطفال", "indirect", ("health",)),
    ("مسؤول إسباني: الحدود مفتوحة أمام الشاحنات", "الحدود مفتوحة أمام الشاحنات", "direct", ("مسؤول إسباني",)),
]


@pytest.mark.parametrize(("headline", "content", "kind", "speaker"), HEADLINE)
def test_a_headline_with_a_colon_is_a_statement(
    headline: str, content: str, kind: str, speaker: tuple[str, ...]
) -> None:
    found = read(BODY, headline)
    first = found.statements[0]
    assert (first.text, first.kind, found.speakers()) == (content, kind, speaker)
    assert first.rule.startswith("headline:colon:before-colon")
    assert len(found.statements) == 2


HEADLINE_TOLD = [
    "سامر الحلبي: صيانة الميناء مستمرة",
    "الحلبي: الصيانة ستستمر في الميناء",
    "البرتغال: حريق كبير في غابات الجنوب",
    "رويترز: اتفاق قريب بين البلدين",
    "حريق كبير: عشرون جريحا في لشبونة",
    "ليلى مراد: في لشبونة",
]


@pytest.mark.parametrize("headline", HEADLINE_TOLD)
def test_a_headline_that_the_body_tells_or_that_nobody_says_is_none(headline: str) -> None:
    assert [s.span.start > len(headline) for s in read(BODY, headline).statements] == [True]


DASH = ["وقال سامر الحلبي: - نحن مستعدون للحوار.", "سامر الحلبي: – نحن مستعدون للحوار."]


@pytest.mark.parametrize("text", DASH)
def test_a_dash_after_the_colon_is_none_of_the_words(text: str) -> None:
    assert [s.text for s in read(text).statements] == ["نحن مستعدون للحوار"]


APART = [
    (
        "وقال سامر الحلبي:\n«نحن مستعدون للحوار».\n«ولن نقبل بأي شروط مسبقة».\nوغادر الوفد المدينة.",
        ["نحن مستعدون للحوار", "ولن نقبل بأي شروط مسبقة"],
        "verb:apart:verb-subject:none",
    ),
    (
        "وأضاف سامر الحلبي في كلمته:\n«نحن مستعدون للحوار.\nولن نقبل بأي شروط.\nوسنعود إلى بيوتنا».\nوغادر الوفد.",
        ["نحن مستعدون للحوار.", "ولن نقبل بأي شروط.", "وسنعود إلى بيوتنا"],
        "verb:apart:verb-subject:none",
    ),
    (
        "وأضاف سامر الحلبي في كلمته:\nنحن مستعدون للحوار مع الجميع.\nوغادر الوفد المدينة.",
        ["نحن مستعدون للحوار مع الجميع"],
        "verb:apart:verb-subject:none",
    ),
    # the answers of an interview, not its questions
    (
        "وأجاب سامر الحلبي قائلا:\n- هل الجسر آمن للعبور؟\n- نعم هو آمن للعبور.\nوغادر الوفد المدينة.",
        ["نعم هو آمن للعبور"],
        "participle:apart:clause-subject:none",
    ),
    (
        "سامر الحلبي:\n- نعم هو آمن للعبور.\nوغادر الوفد المدينة.",
        ["نعم هو آمن للعبور"],
        "none:apart:before-colon:none",
    ),
    (
        'وقال سامر الحلبي لصحيفة الغارديان:\n"نحن مستعدون للحوار".',
        ["نحن مستعدون للحوار"],
        "verb:apart:verb-subject:named",
    ),
]


@pytest.mark.parametrize(("text", "contents", "rule"), APART)
def test_words_in_paragraphs_of_their_own(text: str, contents: list[str], rule: str) -> None:
    found = read(text)
    assert [s.text for s in found.statements] == contents
    assert {(s.rule, s.kind) for s in found.statements} == {(rule, "direct")}
    assert all(found.speakers(i) == ("samer",) for i in range(len(contents)))


def test_the_words_before_an_announcement_end_there() -> None:
    found = read("أكد سامر الحلبي أن الجسر آمن، وأضاف في كلمته:\n«نحن مستعدون للحوار».").statements
    assert [s.text for s in found] == ["أن الجسر آمن", "نحن مستعدون للحوار"]


NOT_ANNOUNCED = [
    "وهذه أسعار اليوم:\nالقمح أغلى من الأمس بقليل.",
    "لشبونة:\n- حريق كبير في الميناء القديم.",
    "وقال سامر الحلبي:",
]


@pytest.mark.parametrize("text", NOT_ANNOUNCED)
def test_a_colon_without_a_speaker_announces_nobody(text: str) -> None:
    assert read(text).statements == []


CONTENT = "إن اللقاح متوفر في جميع المدن"
PARENTHESES = [
    (
        f"وقال سامر الحلبي، بحسب ما أوردت وكالة رويترز نقلا عن وزارة الصحة، {CONTENT}.",
        "samer",
        ["health", "reuters"],
    ),
    (f"وقال سامر الحلبي، كما نقلت عنه وكالة رويترز، {CONTENT}.", "samer", ["reuters"]),
    (f"وقال سامر الحلبي، نقلا عن وزارة الصحة، {CONTENT}.", "samer", ["health"]),
    (f"وقال سامر الحلبي، على حد قوله، {CONTENT}.", "samer", []),
    (f"وقال سامر الحلبي، الذي قال إنه زار الميناء، {CONTENT}.", "samer", []),
    (f"قال مسؤول كبير، طلب عدم نشر اسمه لحساسية الأمر، {CONTENT}.", "مسؤول كبير", []),
    (f"قال مسؤول كبير، طلب ألا يذكر اسمه، {CONTENT}.", "مسؤول كبير", []),
    (f"قال مسؤول كبير، لم يشأ ذكر اسمه لأنه غير مخول بالتصريح، {CONTENT}.", "مسؤول كبير", []),
    (f"وبحسب مصدر طبي رفض الكشف عن اسمه لحساسية الأمر، ف{CONTENT}.", "مصدر طبي", []),
]


@pytest.mark.parametrize(("text", "speaker", "chain"), PARENTHESES)
def test_what_interrupts_the_clause_is_none_of_the_words(text: str, speaker: str, chain: list[str]) -> None:
    found = read(text)
    assert [s.text.removeprefix("ف") for s in found.statements] == [CONTENT]
    assert (found.speakers(), found.chain()) == ((speaker,), chain)


def test_an_attribution_to_himself_stands_before_what_is_affirmed() -> None:
    texts = ["أكد سامر الحلبي، على حد قوله، أن الجسر آمن.", "أكد سامر الحلبي على حد قوله أن الجسر آمن."]
    assert [[s.text for s in read(t).statements] for t in texts] == [["أن الجسر آمن"]] * 2
