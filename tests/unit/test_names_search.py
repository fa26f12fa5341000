"""Finding somebody by part of a name, in either script, and by what people call him."""

from __future__ import annotations

import pytest

from khabar import pipeline
from khabar.model import Reading
from khabar.names import search
from khabar.names.gazetteer import known, table

PAGE = """عباس يلتقي وفدا في رام الله
17-01-2018

التقى الرئيس الفلسطيني محمود عباس وفدا من وزارة الخارجية الأميركية. وحضر ولي عهد أبوظبي محمد بن زايد اللقاء.
وقال المدير محمد الغرناوي إن شركة سولاركوم للطاقة ستبني محطة. وأكد محمد الجعيدي أن مجلس الأمن الدولي موافق.
"""


@pytest.fixture(scope="module")
def reading() -> Reading:
    return pipeline.analyse(pipeline.read(PAGE.encode(), "page.txt")[0])


@pytest.mark.parametrize(
    ("typed", "spelling"),
    [
        ("سولاركوم", "سولاركوم للطاقة"),
        ("Solarcom", "سولاركوم للطاقة"),
        ("State Department", "وزارة الخارجية الأميركية"),
        ("Security Council", "مجلس الأمن الدولي"),
        ("UNSC", "مجلس الأمن الدولي"),
        ("Abu Mazen", "محمود عباس"),
        ("أبو مازن", "محمود عباس"),
        ("MBZ", "محمد بن زايد"),
        ("الغرناوي", "محمد الغرناوي"),
    ],
)
def test_a_part_an_abbreviation_or_a_nickname_will_do(reading: Reading, typed: str, spelling: str) -> None:
    (found,) = search.search(typed, [reading])
    assert any(spelling in s for s in dict(found.spellings))  # whether «شركة» belongs to it, the tagger decides


def test_a_given_name_lists_everybody_who_bears_it(reading: Reading) -> None:
    found = {form for person in search.search("محمد", [reading]) for form, _ in person.spellings}
    assert {"محمد الغرناوي", "محمد الجعيدي", "محمد بن زايد"} <= found and "محمود عباس" not in found


def test_the_very_name_comes_alone(reading: Reading) -> None:
    assert len(search.search("محمد الجعيدي", [reading])) == 1
    assert search.search("سامر", [reading]) == ()


def test_nicknames_lead_to_somebody_and_are_no_word_of_the_pages() -> None:
    rows = table("nicknames.tsv")
    assert all(known()[row["id"]].type == "PER" for row in rows)
    assert len({(row["form"], row["id"]) for row in rows}) == len(rows)
