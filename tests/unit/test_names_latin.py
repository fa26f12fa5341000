"""Transliterations: readable, marked as such, never without a vowel where nobody could speak."""

from __future__ import annotations

import re

import pytest

from khabar.names.romanise import latin
from khabar.text import fold, rows


@pytest.mark.parametrize(
    ("arabic", "spelt"),
    [
        ("عبد القدوس الطحاوي", "Abdul Quddus al-Tahawi"),
        ("عبدالله بن فارس", "Abdullah bin Fares"),
        ("عبد القيوم نصار", "Abdul Qayyum Nassar"),
        ("أبو طلال الجعيدي", "Abu Talal al-Jaidi"),
        ("نور الدين السرغيني", "Nour al-Din al-Sarghini"),
        ("جون سميث", "John Smith"),
        ("كاظم جلالي", "Kazem Jalali"),
        ("هيذر غونارت", "Heather Gonart"),
        ("ميخائيل غوربونوف", "Mikhail Gorbonov"),
        ("جان-نويل دوبريه", "Jean-Noël Dobre"),
        ("يوهان شلوسر", "Johan Shloser"),
        ("شركة سولاركوم للطاقة", "Sharikat Solarkom lil-Taqa"),
        ("الطحاوي", "Al-Tahawi"),
        ("سُليمان", "Suleiman"),
    ],
)
def test_names_are_spelt_as_one_reads_them(arabic: str, spelt: str) -> None:
    assert latin(arabic) == {"translit": spelt}


def test_a_part_of_both_kinds_is_read_by_its_neighbour() -> None:
    assert latin("لوسي موريس") == {"translit": "Lucy Maurice"}
    assert latin("فريد الصاوي") == {"translit": "Farid al-Sawy"}


@pytest.mark.parametrize("word", ["درغمستان", "خزرجتلم", "بسطرشقل", "قلنسوة", "مستغفر", "شنقيط", "ثرثم"])
def test_no_three_consonants_meet(word: str) -> None:
    spelt = re.sub("th|sh|kh|gh|dh|zh|ch", "c", latin(word)["translit"].lower())
    assert not re.search("[^aeiouy]{3}", spelt), spelt


def test_what_has_no_letters_has_no_transliteration() -> None:
    assert latin("،") == {} and latin("") == {}


def test_the_table_is_wide_and_unambiguous() -> None:
    table = [(fold(r["ar"]), r["kind"]) for r in rows("latin_names.tsv")]
    assert len(table) == len(set(table))
    kinds = [kind for _, kind in table]
    assert set(kinds) == {"arabic", "foreign", "word", "ending"}
    assert kinds.count("arabic") >= 400 and kinds.count("foreign") >= 250
    assert all(re.fullmatch(r"[A-Za-zÀ-ÿ' -]+", r["latin"]) for r in rows("latin_names.tsv"))
