"""``khabar register`` and ``khabar timeline`` from pages on disk to tables, JSON and iCalendar."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from khabar.cli import main

FIRST = """تونس ومالطا توقعان معاهدة شراكة الأسبوع المقبل

10 مارس 2025

أعلنت الرئاسة التونسية اليوم الاثنين أن تونس ومالطا ستوقعان معاهدة شراكة لمدة عشر سنوات في 14 مارس 2025 في العاصمة تونس.

ومن المقرر أن يزور وزير الخارجية التونسي روما في 30 مارس 2025 لإجراء محادثات مع نظيره الإيطالي حول الهجرة والطاقة.
"""
SECOND = """تونس ومالطا توقعان معاهدة الشراكة

14 مارس 2025

وقعت تونس ومالطا اليوم الجمعة معاهدة شراكة في العاصمة تونس بعد أشهر من المفاوضات بين البلدين.

وقال وزير الخارجية المالطي إن المعاهدة ليست موجهة ضد أي طرف، وإنها ستفتح الباب أمام مشاريع جديدة.
"""


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "first.txt").write_text(FIRST, encoding="utf-8")
    (folder / "second.txt").write_text(SECOND, encoding="utf-8")
    return folder


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def test_the_register_shows_the_pact_once_with_its_steps(pages: Path) -> None:
    result = run("register", str(pages), "--format", "json")
    assert result.exit_code == 0
    record = json.loads(result.output)
    assert record["format"] == "khabar-register/1"
    (pact,) = [p for p in record["agreements"] if set(p["parties"]) == {"tunisia", "malta"}]
    assert pact["status"] == "signed" and pact["term"] == "P10Y"
    assert {"announced", "to be signed", "signed"} <= {s["step"] for s in pact["steps"]}


def test_tables_name_the_parties_in_either_language(pages: Path) -> None:
    english, arabic = run("register", str(pages)), run("register", str(pages), "--language", "ar")
    assert english.exit_code == arabic.exit_code == 0
    assert "Tunisia" in english.output and "Malta" in english.output
    assert "مالطا" in arabic.output and "Malta" not in arabic.output


def test_the_timeline_puts_plans_apart(pages: Path) -> None:
    result = run("timeline", str(pages), "--format", "json")
    record = json.loads(result.output)
    assert result.exit_code == 0 and record["format"] == "khabar-timeline/1"
    assert "2025-03-14" in [h["when"] for h in record["done"]]
    assert "2025-03-30" in [h["when"] for h in record["planned"]]
    assert "2025-03-30" in run("timeline", str(pages)).output


def test_the_calendar_holds_only_what_is_planned_and_is_the_same_every_time(pages: Path) -> None:
    for command in ("register", "timeline"):
        result = run(command, str(pages), "--format", "ical")
        lines = result.output.splitlines()
        assert result.exit_code == 0 and lines[0] == "BEGIN:VCALENDAR"
        starts = [line for line in lines if line.startswith("DTSTART")]
        assert starts and all(line.endswith("20250330") for line in starts)
        assert result.output == run(command, str(pages), "--format", "ical").output


def test_the_timeline_can_be_cut_and_a_wrong_day_is_told(pages: Path) -> None:
    assert "2025-03-14" not in run("timeline", str(pages), "--since", "2025-03-20").output
    nobody = run("timeline", str(pages), "--about", "لا أحد")
    assert nobody.exit_code == 1
    assert nobody.stderr == "khabar: --about لا أحد: nobody and nothing on these pages is called so\n"
    wrong = run("timeline", str(pages), "--since", "gestern")
    assert wrong.exit_code != 0 and "gestern" in wrong.output


def test_output_goes_to_a_file_and_a_missing_page_is_named(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "register.json"
    missing = str(tmp_path / "nowhere.txt")
    result = run("register", str(pages), missing, "--format", "json", "-o", str(out))
    assert result.exit_code != 0 and "nowhere.txt" in result.output
    assert json.loads(out.read_text(encoding="utf-8"))["agreements"]


def test_which_events_are_recorded_can_be_learnt_again(pages: Path, tmp_path: Path) -> None:
    who = {
        "tunisia": {"type": "LOC", "names": ["تونس"], "wikidata": "Q948"},
        "malta": {"type": "LOC", "names": ["مالطا"], "wikidata": "Q233"},
    }
    article = {
        "starts": "وقعت تونس ومالطا",
        "ends": "مشاريع جديدة.",
        "mentions": [["تونس", "tunisia"], ["مالطا", "malta"]],
        "events": [
            {
                "type": "sign-agreement",
                "actors": ["tunisia", "malta"],
                "recipients": [],
                "when": "2025-03-14",
                "where": "tunisia",
                "evidence": "وقعت تونس ومالطا اليوم الجمعة معاهدة شراكة",
            }
        ],
    }
    gold = tmp_path / "gold.json"
    reading = {"entities": who, "documents": [{"doc": "second.txt", "articles": [article]}]}
    gold.write_text(json.dumps(reading, ensure_ascii=False), encoding="utf-8")
    tables = [tmp_path / "one.tsv", tmp_path / "two.tsv"]
    for table in tables:
        result = run("train", "events", "--gold", str(gold), str(pages), "-o", str(table))
        assert result.exit_code == 0 and "1 gold events" in result.output
    assert tables[0].read_bytes() == tables[1].read_bytes()
    assert "threshold" in tables[0].read_text(encoding="utf-8")
    for what in ("dates", "places"):
        for table in tables:
            result = run("train", what, "--gold", str(gold), str(pages), "-o", str(table))
            assert result.exit_code == 0 and "cross-validated: gold 1 of 1 right" in result.output
        assert tables[0].read_bytes() == tables[1].read_bytes()


def test_what_is_no_gold_reading_is_told_in_one_line(pages: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text("[]", encoding="utf-8")
    for what in ("events", "dates", "places"):
        result = run("train", what, "--gold", str(wrong), str(pages), "-o", str(tmp_path / "t.tsv"))
        assert result.exit_code != 0 and "wrong.json" in result.output and "Traceback" not in result.output
