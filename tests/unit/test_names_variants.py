"""Spellings of one name: 426 pairs from real variation, in both scripts."""

from __future__ import annotations

from pathlib import Path

import pytest

from khabar.model import Entity
from khabar.names.search import matches
from khabar.names.variants import clash, distance, same_name, slug, words

PAIRS = [
    line.split("\t")
    for line in (Path(__file__).parent.parent / "data" / "name_pairs.tsv").read_text(encoding="utf-8").splitlines()[2:]
]


def test_the_pairs_are_many_and_of_both_kinds() -> None:
    assert len(PAIRS) >= 300
    assert {same for _, _, same in PAIRS} == {"yes", "no"}
    assert len({tuple(sorted(p[:2])) for p in PAIRS}) == len(PAIRS)


def test_same_and_different_names_are_told_apart() -> None:
    told = [(same_name(a, b), same == "yes") for a, b, same in PAIRS]
    right = sum(have and want for have, want in told)
    wrong = sum(have != want for have, want in told)
    assert 2 * right / (2 * right + wrong) >= 0.95


def test_the_order_of_two_names_does_not_matter() -> None:
    assert all(same_name(a, b) == same_name(b, a) for a, b, _ in PAIRS)


def test_search_by_either_spelling_finds_the_entity() -> None:
    """What a page calls by one spelling is found by the other: 95 of a hundred."""
    pairs = [(a, b) for a, b, same in PAIRS if same == "yes"]
    found = 0
    for a, b in pairs:
        entity = Entity(id="somebody", type="PER", names={"ar": a}, spellings=(a,))
        found += matches(b, entity)
    assert found / len(pairs) >= 0.95


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("عبد الرحمن بن سعيد", ("عبدرحمن", "سعيد")),
        ("عبدالرحمن سعيد", ("عبدرحمن", "سعيد")),
        ("Abdul-Rahman bin Said", ("ابدراهمان", "سايد")),
        ("أبو الحسن التازي", ("ابوحسن", "تازي")),
    ],
)
def test_words_of_a_name(name: str, parts: tuple[str, ...]) -> None:
    assert words(name) == parts


def test_distance_is_small_between_sounds_alike() -> None:
    assert distance("غونارت", "جونارت") < 0.3 < distance("غونارت", "بونارت")


def test_a_slug_is_made_of_the_letters() -> None:
    assert slug("هيذر غونارت") == "hydhr-ghwnart"


@pytest.mark.parametrize(
    ("a", "b", "two"),
    [
        ("محمد بن نايف", "محمد بن نواف", True),
        ("هاشم أحمد", "هاشم الأحمر", True),
        ("سامر حمدان", "سامر حمدي", True),
        ("عمر الجعيدي", "عمرو الجعيدي", True),
        ("بلحاج", "سامر بليحق", True),
        ("هزارد", "إيدين هازارد", False),
        ("داود الغرناوي", "داوود الغرناوي", False),
        ("نايف بن سعد الغرناوي", "نايف الغرناوي", False),
        ("مسعود بزشكيان", "مسعود بيزيشكيان", False),
    ],
)
def test_two_arabic_names_are_two_however_near(a: str, b: str, two: bool) -> None:
    assert clash(a, b) is clash(b, a) is two
    assert not (two and " " in a and same_name(a, b))
