"""The interface's words: plurals, numerals, dates, lists, templates."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

import khabar.dossier
from khabar.dossier.words import Text, date, dates, duration, fill, join, name, number, plural, say, verbatim
from khabar.model import Act, AgreementStatus, EventStatus, EventType, LinkRole, OriginKind
from khabar.text import rows


@pytest.mark.parametrize(
    ("n", "arabic", "english"),
    [
        (1, "مقال واحد", "1 article"),
        (2, "مقالان", "2 articles"),
        (3, "٣ مقالات", "3 articles"),
        (10, "١٠ مقالات", "10 articles"),
        (11, "١١ مقالاً", "11 articles"),
        (100, "١٠٠ مقال", "100 articles"),
        (103, "١٠٣ مقالات", "103 articles"),
        (0, "٠ مقال", "0 articles"),
    ],
)
def test_counted_things_follow_the_arabic_rule(n: int, arabic: str, english: str) -> None:
    text = plural("articles", n)
    assert (text.plain("ar"), text.plain("en")) == (arabic, english)


@pytest.mark.parametrize(
    ("value", "arabic", "english"),
    [
        ("2024-03-17", "١٧ مارس ٢٠٢٤", "17 March 2024"),
        ("2024-03-17TMO", "١٧ مارس ٢٠٢٤", "17 March 2024"),
        ("2024-04", "أبريل ٢٠٢٤", "April 2024"),
        ("2024", "٢٠٢٤", "2024"),
        ("2024-W18", "الأسبوع ١٨ من ٢٠٢٤", "week 18 of 2024"),
        ("2024-99", "٢٠٢٤", "2024"),
        ("FUTURE_REF", "لاحقاً", "later"),
        ("nonsense", "", ""),
        (None, "", ""),
    ],
)
def test_dates_in_words(value: str | None, arabic: str, english: str) -> None:
    assert (date(value).plain("ar"), date(value).plain("en")) == (arabic, english)


def test_a_span_of_days_names_the_year_once() -> None:
    assert dates(["2024-03-14", "2024-03-11"]).plain("ar") == "١١ مارس – ١٤ مارس ٢٠٢٤"
    assert dates(["2023-12-31", "2024-01-02"]).plain("en") == "31 December 2023 – 2 January 2024"
    assert dates(["2024-03-14", "2024-03-14"]).plain("en") == "14 March 2024"
    assert dates([]).plain("en") == "undated"


@pytest.mark.parametrize(
    ("value", "arabic", "english"),
    [("P20Y", "٢٠ عاماً", "20 years"), ("P1Y6M", "عام واحد و٦ أشهر", "1 year and 6 months"), ("P3X", "P3X", "P3X")],
)
def test_terms_in_words(value: str, arabic: str, english: str) -> None:
    assert (duration(value).plain("ar"), duration(value).plain("en")) == (arabic, english)


def test_lists_are_joined_as_each_language_does() -> None:
    items = [name("زهران", "Zahran"), name("سمرة", "Samra"), name("طيبة", "Tiba")]
    assert join(items).plain("ar") == "زهران وسمرة وطيبة"
    assert join(items).plain("en") == "Zahran, Samra and Tiba"


def test_an_optional_part_falls_away_with_its_slot() -> None:
    line = fill("لقاء[ بين {pair}][ في {where}]", "Meeting[ between {pair}][ in {where}]", where=name("راس", "Ras"))
    assert line.plain("ar") == "لقاء في راس"
    assert line.plain("en") == "Meeting in Ras"
    assert fill("لقاء[ في {where}]", "Meeting[ in {where}]", where=Text()).plain("en") == "Meeting"


def test_a_name_known_in_one_language_keeps_its_script_in_the_other() -> None:
    known = name("يان هولم", None)
    assert known.plain("en") == "يان هولم"
    assert known.en[0].lang == "ar"
    assert verbatim("Coast Daily").ar[0].lang == "en"
    assert number(45).plain("ar") == "٤٥"


def test_every_word_that_the_types_need_is_in_the_table() -> None:
    for status in get_args(EventStatus):
        assert say(f"status.{status}.m") and say(f"status.{status}.f")
    for status in get_args(AgreementStatus):
        assert say(f"agreement.{status}.m") and say(f"agreement.{status}.f")
    for act in get_args(Act):
        assert say(f"act.{act}.m") and say(f"act.{act}.f") and say(f"act.{act}.pl")
        assert say(f"act.{act}.du") and say(f"act.{act}.duf")
    for role in get_args(LinkRole):
        assert say(f"role.{role}")
    for kind in get_args(OriginKind):
        assert say(f"kind.{kind}")
    for row in rows("agreement_clauses.tsv"):
        assert say(f"clause.{row['what']}")
    for row in rows("agreement_steps.tsv"):
        assert say(f"step.{row['step']}")
    for flag in ("weekday-mismatch", "after-crawl", "disputed"):
        assert say(f"flag.{flag}")
    assert {row["type"] for row in rows("lines.tsv")} == {*get_args(EventType), "agreement"}
    known = {"actors", "recipients", "to", "pair", "words"}
    assert all(set(row["needs"].split()) <= known for row in rows("lines.tsv"))


def test_every_row_has_both_languages_and_the_same_slots() -> None:
    keys = [row["key"] for row in rows("interface.tsv")]
    assert len(keys) == len(set(keys))
    for row in rows("interface.tsv"):
        assert row["ar"] and row["en"], row["key"]
        if not re.search(r"\.(one|two)$", row["key"]):
            assert set(re.findall(r"\{\w+\}", row["ar"])) == set(re.findall(r"\{\w+\}", row["en"])), row["key"]


def test_every_key_that_templates_and_script_name_is_in_the_table() -> None:
    keys = {row["key"] for row in rows("interface.tsv")}
    root = Path(khabar.dossier.__file__).parent
    sources = [*root.glob("*.py"), *root.glob("templates/*.html"), *root.glob("assets/*.js")]
    for path in sources:
        named = re.findall(r"""(?:say|has)\(["']([\w.-]+)["'](?! ~)[,)]""", path.read_text(encoding="utf-8"))
        assert not set(named) - keys, path.name
        counted = re.findall(r"""plural\(["']([\w.-]+)["']""", path.read_text(encoding="utf-8"))
        assert not {f"{c}.many" for c in counted} - keys, path.name
