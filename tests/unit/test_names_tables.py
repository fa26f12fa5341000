"""The tables of names: ids are unique and lead somewhere, years are in order, spellings are Arabic."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict

import pytest

from khabar.names import gazetteer
from khabar.text import fold

TABLES = ["countries.tsv", "places.tsv", "organisations.tsv", "media.tsv", "people.tsv"]
ARABIC = re.compile(r"[\u0600-\u06ff0-9A-Za-z .,'’\-–\"“”&+/()!_@ء-ي]+")


@pytest.mark.parametrize("name", TABLES)
def test_ids_are_unique_and_readable(name: str) -> None:
    ids = Counter(row["id"] for row in gazetteer.table(name))
    assert [id for id, n in ids.items() if n > 1] == []
    assert [id for id in ids if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", id)] == []


@pytest.mark.parametrize("name", TABLES)
def test_every_row_has_names_in_both_scripts_and_a_source(name: str) -> None:
    for row in gazetteer.table(name):
        assert row["ar"] and row["source"], row["id"]
        assert all(ARABIC.fullmatch(form) for form in gazetteer.cells(row["ar"])), row["id"]
        assert row["en"].isascii() or name != "people.tsv", row["id"]


@pytest.mark.parametrize("name", TABLES)
def test_a_wikidata_id_is_one_things_alone(name: str) -> None:
    ids = Counter(row["qid"] for row in gazetteer.table(name) if row["qid"])
    assert all(re.fullmatch(r"Q[1-9]\d*", id) for id in ids)
    assert [id for id, n in ids.items() if n > 1] == []


def test_ids_lead_to_rows() -> None:
    known = gazetteer.known()
    wrong = [
        (name, row["id"], row[column])
        for name in TABLES
        for row in gazetteer.table(name)
        for column in ("country", "stands_for", "capital")
        if row.get(column) and row[column] not in known
    ]
    assert wrong == []


OTHER_WORDS = {"comoros", "mali", "papua-new-guinea", "central-african-republic"}
"""Whose feminine is another word («القمرية»: lunar, «المالية»: financial, «البابوية»: papal) or needs two."""


def test_every_country_has_its_nisba_in_all_forms() -> None:
    for row in gazetteer.table("countries.tsv"):
        forms = {fold(form) for form in gazetteer.cells(row["nisba"])}
        if not forms or row["id"] in OTHER_WORDS:
            continue
        assert any(form.endswith("ي") for form in forms), row["id"]
        assert any(form.endswith("يه") for form in forms), row["id"]


def test_offices_name_known_titles_people_and_years_in_order() -> None:
    keys = {row["key"] for row in gazetteer.table("titles.tsv")}
    known = gazetteer.known()
    for row in gazetteer.table("offices.tsv"):
        assert row["office"] in keys, row
        assert known[row["person"]].type == "PER", row
        assert row["country"] in known, row
        assert re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]))?", row["from"]), row
        assert re.fullmatch(r"(\d{4}(-(0[1-9]|1[0-2]))?)?", row["to"]), row
        shorter = min(len(row["from"]), len(row["to"]))
        assert row["from"][:shorter] <= row["to"][:shorter], row


def test_one_state_has_one_head_of_government_at_a_time() -> None:
    """Terms of one office may touch in the month of the handover, never overlap by more."""
    single = {"president", "prime-minister", "foreign-minister", "king", "emir", "chancellor", "defence-minister"}
    terms = defaultdict(list)
    for row in gazetteer.table("offices.tsv"):
        if row["office"] in single:
            terms[row["office"], row["country"]].append((row["from"], row["to"] or "9999", row["person"]))
    for office, held in terms.items():
        held.sort()
        for (_, end, who), (begin, _, whom) in itertools.pairwise(held):
            size = min(len(end), len(begin))
            assert end[:size] <= begin[:size] or who == whom, (office, who, whom)


def test_no_name_of_one_word_belongs_to_two_people() -> None:
    owners = defaultdict(set)
    for row in gazetteer.table("people.tsv"):
        for name in gazetteer.cells(row["ar"]):
            owners[fold(name)].add(row["id"])
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


ORDINARY = {
    "Care", "Pam", "Rand", "Petra", "Time", "Sana", "Saba", "Rai", "Mena", "Interpol", "Reuters", "Gavi", "As", "Au",
    "Quad", "Ana", "Ram", "Yle", "Jr", "St", "Gea",
}  # fmt: skip
"""Words of English names that are an abbreviation elsewhere."""


@pytest.mark.parametrize("name", TABLES)
def test_no_english_name_writes_an_abbreviation_as_a_word(name: str) -> None:
    """«Us State Department», «Ohchr»: what the tables abbreviate, and what has no vowel, stands in capitals."""
    bodies = [*gazetteer.table("organisations.tsv"), *gazetteer.table("media.tsv")]
    short = {a for row in bodies for a in gazetteer.cells(row["abbr"]) if re.fullmatch("[A-Z]{2,8}", a)}
    short |= {"US", "UK", "UN", "EU", "UAE", "FC", "MFA", "MOD", "PMO", "GIS"}
    wrong = []
    for row in gazetteer.table(name):
        for word in re.findall(r"\b[A-Z][a-zà-ÿ]+\b", row["en"]):
            mute = not re.search("[aeiouyà-ÿ]", word.lower())
            if (word.upper() in short or mute) and word not in ORDINARY:
                wrong.append((row["id"], row["en"], word))
    assert wrong == []


def test_a_capital_speaks_for_its_state_and_brussels_for_the_union() -> None:
    seats = {r["id"]: (r["country"], r["stands_for"]) for r in gazetteer.table("places.tsv")}
    assert seats["madrid"] == ("spain", "spain")
    assert seats["brussels"] == ("belgium", "european-union")
