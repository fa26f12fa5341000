"""Folding and its map, sentences, tables."""

from __future__ import annotations

import pytest

from khabar.model import Span
from khabar.text import fold, imperfect, perfect, sentences, view


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("أنّه", "انه"),
        ("إيران", "ايران"),
        ("مســعود", "مسعود"),
        ("شراکة إستراتیجیة", "شراكه استراتيجيه"),
        ("١٧ يناير ٢٠٢٥", "17 يناير 2025"),
        ("وكالة\u200f رويترز", "وكاله رويترز"),
        ("CNN", "cnn"),
        ("وزير \u00a0 الخارجية", "وزير الخارجيه"),
        ("وزير \u200f\u00a0الخارجية", "وزير الخارجيه"),
    ],
)
def test_fold(word: str, key: str) -> None:
    assert fold(word) == key


def test_a_view_leads_back_to_the_very_characters() -> None:
    text = "قالَ الرئيسُ إنّه «لن يُوقِّع»"
    found = view(text)
    at = found.key.index("يوقع")
    assert found.span(at, at + 4).of(text) == "يُوقِّع"


def test_a_run_of_blanks_is_one_blank_and_offsets_hold() -> None:
    text = "قال \u00a0الوزير  إن الاجتماع انتهى"
    found = view(text)
    at = found.key.index("قال الوزير ان")
    assert found.span(at, at + 13).of(text) == "قال \u00a0الوزير  إن"
    assert found.key_at(text.index("الوزير")) == found.key.index("الوزير")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("وصل الوزير. وغادر الوفد.", 2),
        ("بلغ السعر 17.5 دولارا. وانخفض.", 2),
        ("قالت وكالة (أ.ف.ب) إن الاجتماع انتهى.", 1),
        ("قال «انتهى الأمر. لن نعود». ثم غادر.", 2),
        ("سطر أول\nسطر ثان", 2),
        ("هل ينجح الاتفاق؟ لا أحد يعرف!", 2),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentences(text, [Span(0, len(text))])) == count


@pytest.mark.parametrize(
    ("past", "forms"),
    [
        ("وقّع", {"وقع", "وقعت", "وقعا", "وقعوا"}),
        ("التقى", {"التقي", "التقت", "التقيا", "التقوا"}),
        ("دعا", {"دعا", "دعت", "دعوا"}),
    ],
)
def test_perfect(past: str, forms: set[str]) -> None:
    assert forms <= set(perfect(past))


@pytest.mark.parametrize(
    ("present", "forms"),
    [
        ("يوقّع", {"يوقع", "توقع", "يوقعان", "توقعان", "يوقعون"}),
        ("يلتقي", {"يلتقي", "تلتقي", "يلتقيان", "يلتقون", "يلتقيا"}),
        ("يدعو", {"يدعو", "تدعو", "يدعون"}),
    ],
)
def test_imperfect(present: str, forms: set[str]) -> None:
    assert forms <= set(imperfect(present))


@pytest.mark.parametrize(
    "text",
    [
        "أعلنَ  الـمتحدّثُ باسم الوزارة يوم ٢١\u00a0\t آذار",
        "قالت \u200fوكالة\u200e «سانا»\ufeff إنّ",
        "ﻛﺘﺎﺏ ﻻ يُقرأ  😀  هنا",
        "علامة \ufdd0 غريبة \ufdd1 و\ud800 نصف حرف",
        "",
        "ـــ",
        "   ",
    ],
)
def test_a_view_s_key_is_the_folded_text(text: str) -> None:
    shown = view(text)
    assert shown.key == fold(text)
    places = [shown.source_at(i) for i in range(len(shown.key))]
    assert places == sorted(places)
    assert all(
        fold(text[at]).startswith(letter) or fold(text[at])[-1:] == letter
        for at, letter in zip(places, shown.key, strict=True)
    )
