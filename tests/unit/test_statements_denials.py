"""What a denial denies on its own page. The sentences are our own."""

from __future__ import annotations

import pytest

from unit.statement_sentences import read

DENIED = [
    # the words of the denial take up the accusation
    (
        "اتهمت البرتغال إسبانيا بتلويث النهر المشترك.\nونفت إسبانيا تلويث النهر.",
        "بتلويث النهر المشترك",
    ),
    # the denial only points
    ("اتهم سامر الحلبي ليلى مراد بسرقة الوثائق.\nونفت ليلى مراد هذه الاتهامات.", "بسرقة الوثائق"),
    # a denial in the sentence of the accusation, of any part in it
    ("اتهم سامر الحلبي البرتغال بتفجير الجسر القديم، ونفت لشبونة أي صلة لها به.", "بتفجير الجسر القديم"),
    ("اتهمت إسبانيا البرتغال بتفجير الجسر القديم.\nونفت البرتغال ضلوعها في الحريق.", "بتفجير الجسر القديم"),
    ("اتهمت إسبانيا البرتغال بتلويث النهر المشترك، لكن لشبونة نفت الاتهام.", "بتلويث النهر المشترك"),
    ("اتهمت إسبانيا البرتغال بتلويث النهر المشترك، غير أن لشبونة نفت ذلك.", "بتلويث النهر المشترك"),
    ("اتهمت إسبانيا البرتغال بتلويث النهر المشترك، ولكن وزارة الصحة تنفي ذلك.", "بتلويث النهر المشترك"),
    # an assertion denied before it is told
    (
        "نفت البرتغال إغلاق الحدود.\nوقالت إسبانيا إن البرتغال قررت إغلاق الحدود ليلا.",
        "إن البرتغال قررت إغلاق الحدود ليلا",
    ),
]


@pytest.mark.parametrize(("text", "denied"), DENIED)
def test_a_denial_is_linked_to_what_it_denies(text: str, denied: str) -> None:
    found = read(text).statements
    (denial,) = [s for s in found if s.act == "deny"]
    assert {s.id: s.text for s in found}[denial.denies or ""] == denied


ALONE = [
    "اتهمت إسبانيا كندا بتفجير الجسر القديم.\nونفت البرتغال ضلوعها في الحريق.",
    "نفت البرتغال أنها أغلقت الحدود.",
    "قالت إسبانيا إن المحصول وفير هذا العام.\nونفت البرتغال أنها أغلقت الحدود.",
    "قالت البرتغال إن الحدود مغلقة ليلا.\nونفت البرتغال أن تكون الحدود مغلقة نهارا.",
]


@pytest.mark.parametrize("text", ALONE)
def test_a_denial_of_nothing_on_the_page_stays_alone(text: str) -> None:
    found = read(text).statements
    assert [s.denies for s in found if s.act == "deny"] == [None]
