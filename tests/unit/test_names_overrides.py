"""The user's corrections: what each does to a reading, and what a damaged line costs."""

from __future__ import annotations

from pathlib import Path

import pytest

from khabar import pipeline
from khabar.errors import Unreadable
from khabar.model import Reading
from khabar.names import overrides

PAGE = """وزير الزراعة يفتتح المعرض
10-05-2018

قال وزير الزراعة الأردني سامر الخصاونة إن الموسم جيد. وأضاف الخصاونة أن الأمطار كافية في منطقة وادي القمر.
"""


@pytest.fixture
def reading() -> Reading:
    return pipeline.analyse(pipeline.read(PAGE.encode(), "page.txt")[0])


def corrected(reading: Reading, *lines: str) -> Reading:
    parsed = [overrides.parse(line) for line in lines]
    assert all(isinstance(p, overrides.Override) for p in parsed), parsed
    return overrides.apply([reading], [p for p in parsed if isinstance(p, overrides.Override)])[0]


def minister(reading: Reading) -> str:
    return next(m.entity for m in reading.mentions if m.text == "سامر الخصاونة")


def test_merge_changes_the_id_wherever_it_stands(reading: Reading) -> None:
    old = minister(reading)
    after = corrected(reading, f"merge {old} somebody-else")
    assert after.entity(old) is None
    assert minister(after) == "somebody-else"
    assert all(old not in s.speaker for s in after.statements)
    assert any("somebody-else" in s.speaker for s in after.statements)


def test_split_gives_a_spelling_an_id_of_its_own(reading: Reading) -> None:
    old = minister(reading)
    after = corrected(reading, f"split {old} الخصاونة")
    apart = {m.text: m.entity for m in after.mentions if m.type == "PER"}
    assert apart["سامر الخصاونة"] == old != apart["الخصاونة"]
    entity = after.entity(apart["الخصاونة"])
    assert entity is not None and entity.spellings == ("الخصاونة",)


def test_rename_by_the_script_of_the_name(reading: Reading) -> None:
    old = minister(reading)
    entity = corrected(reading, f"rename {old} Samer Khasawneh", f"rename {old} د. سامر").entity(old)
    assert entity is not None
    assert (entity.names["en"], entity.names["ar"]) == ("Samer Khasawneh", "د. سامر")


def test_hide_takes_the_name_out_everywhere(reading: Reading) -> None:
    old = minister(reading)
    after = corrected(reading, f"hide {old}")
    assert after.entity(old) is None
    assert all(m.entity != old for m in (*after.mentions, *after.references))
    assert all(old not in s.speaker for s in after.statements)
    assert len(after.statements) == len(reading.statements)


def test_add_finds_every_place_and_leaves_particles_outside(reading: Reading) -> None:
    after = corrected(reading, "add ORG معرض | المعرض")
    text = after.article.document.text
    added = [m for m in after.mentions if m.rule == "override:add"]
    assert added and all(m.span.of(text) == m.text and m.type == "ORG" for m in added)


def test_a_correction_of_something_else_changes_nothing(reading: Reading) -> None:
    assert corrected(
        reading, "hide nobody-here", "merge nobody-here x", "split nobody-here س", "rename nobody-here س"
    ) == (reading)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("join a b", "unknown correction 'join'"),
        ("merge a", "merge ID ID"),
        ("merge a a", "merge ID ID"),
        ("hide", "hide ID"),
        ("hide a b", "hide ID"),
        ("split a", "split ID SPELLING"),
        ("add THING س", "unknown type 'THING'"),
        ("add PER", "add TYPE NAME"),
    ],
)
def test_a_damaged_line_says_what_is_wrong(line: str, reason: str) -> None:
    found = overrides.parse(line)
    assert isinstance(found, str) and reason in found


def test_a_damaged_line_is_named_and_loses_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "names.txt"
    file.write_text("# mine\nhide a\n\njoin a b\nmerge b c  # the same man\n", encoding="utf-8")
    good, bad = overrides.read(file)
    assert [o.verb for o in good] == ["hide", "merge"]
    assert [str(e) for e in bad] == [
        f"{file}: line 4: unknown correction 'join'; known are merge, split, rename, hide, add"
    ]


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(Unreadable):
        overrides.read(tmp_path / "none.txt")
    (tmp_path / "bytes.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Unreadable, match="UTF-8"):
        overrides.read(tmp_path / "bytes.txt")


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("hide\tabc", ("hide", "abc", ())),
        ("rename abc\tA B C", ("rename", "abc", ("A B C",))),
        ("merge\tسامر الخصاونة\tعادل القضاة", ("merge", "سامر الخصاونة", ("عادل القضاة",))),
        ("merge «سامر الخصاونة» xyz", ("merge", "سامر الخصاونة", ("xyz",))),
        ('split "سامر الخصاونة" الخصاونة', ("split", "سامر الخصاونة", ("الخصاونة",))),
        ("hide سامر الخصاونة", ("hide", "سامر الخصاونة", ())),
        ("add\tLOC\tسلوان\tحي سلوان", ("add", "LOC", ("سلوان", "حي سلوان"))),
    ],
)
def test_tabs_and_quotation_marks_keep_words_together(line: str, parts: tuple[str, str, tuple[str, ...]]) -> None:
    found = overrides.parse(line)
    assert isinstance(found, overrides.Override)
    assert (found.verb, found.what, found.values) == parts


def test_a_spelling_stands_for_its_id(reading: Reading) -> None:
    old = minister(reading)
    assert corrected(reading, "hide سامر الخصاونة") == corrected(reading, f"hide {old}")
    assert minister(corrected(reading, "merge\tسامر الخصاونة\tsomebody")) == "somebody"
    onto = corrected(reading, "merge «سامر الخصاونة» «عدنان درويش»")
    assert onto == reading  # nothing bears that name here, and it is no id


def test_what_a_split_sets_apart_has_a_latin_name(reading: Reading) -> None:
    after = corrected(reading, f"split {minister(reading)} الخصاونة")
    apart = next(m.entity for m in after.mentions if m.text == "الخصاونة")
    assert after.entity(apart).names["translit"] == "Al-Khasawneh"  # type: ignore[union-attr]


def test_a_correction_that_meets_nothing_is_told_with_its_line(tmp_path: Path, reading: Reading) -> None:
    file = tmp_path / "names.txt"
    file.write_text(f"hide\t{minister(reading)}\nhide no-such-id\n", encoding="utf-8-sig")
    good, bad = overrides.read(file)
    assert [o.verb for o in good] == ["hide", "hide"] and not bad
    _, idle = overrides.applied([reading], good)
    assert [(o.where, why) for o, why in idle] == [(f"{file}: line 2", "no name on these pages is 'no-such-id'")]
