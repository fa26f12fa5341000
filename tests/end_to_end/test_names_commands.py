"""``khabar who``, ``khabar names`` and ``khabar train names``, as a user starts them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from khabar.cli import main

FIRST = """الرئيس الإيراني يزور معرضا
10-05-2025

قال الرئيس الإيراني مسعود بزشكيان إن المعرض ناجح. وأضاف بزشكيان أن الإقبال كبير.
"""
SECOND = """طهران تنفي
11-05-2025

ذكر بيزشكيان في كلمة له أن بلاده مستعدة للحوار. وقالت المتحدثة هيذر غونارت إن القرار نهائي.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "pages" / "b.txt").write_text(SECOND, encoding="utf-8")
    return tmp_path / "pages"


def khabar(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


@pytest.mark.parametrize("name", ["Pezeshkian", "بزشكيان", "بيزيشكيان", "Pizeshkyan", "Masoud Pezeshkian"])
def test_who_finds_him_by_any_spelling_in_either_script(folder: Path, name: str) -> None:
    result = khabar("who", name, folder)
    assert result.exit_code == 0, result.output
    assert "masoud-pezeshkian" in result.output
    assert "بيزشكيان 1" in result.output and "مسعود بزشكيان 1" in result.output
    assert "president, Iran: 2024-07 to now" in result.output
    assert "a.txt" in result.output and "b.txt" in result.output


def test_who_says_that_nobody_is_named_so(folder: Path) -> None:
    result = khabar("who", "Nobody Atall", folder)
    assert result.exit_code == 1
    assert "nobody on these pages is named Nobody Atall" in result.output


def test_export_decide_import_and_read_again(folder: Path, tmp_path: Path) -> None:
    table, corrections = tmp_path / "names.tsv", tmp_path / "corrections.txt"
    assert khabar("names", "export", folder, "-o", table).exit_code == 0
    lines = table.read_text(encoding="utf-8").splitlines()
    at = next(i for i, line in enumerate(lines) if "\thydhr-ghwnart\t" in line)
    lines[at] = "rename Heather Gonart" + lines[at]
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert khabar("names", "import", table, "-o", corrections).exit_code == 0
    assert corrections.read_text(encoding="utf-8") == "rename hydhr-ghwnart Heather Gonart\n"
    result = khabar("extract", folder, "--overrides", corrections)
    entities = [e for line in result.output.splitlines() for e in json.loads(line)["entities"]]
    assert [e["names"]["en"] for e in entities if e["id"] == "hydhr-ghwnart"] == ["Heather Gonart"]


def test_a_damaged_decision_is_named_by_its_line(folder: Path, tmp_path: Path) -> None:
    table = tmp_path / "names.tsv"
    table.write_text("decision\tid\nhide\ta\nforget\tb\n", encoding="utf-8")
    result = khabar("names", "import", table)
    assert result.exit_code == 1
    assert "names.tsv: line 3: unknown correction 'forget'" in result.output
    assert "hide a\n" in result.output


def test_a_damaged_correction_costs_one_line_and_the_exit_code(folder: Path, tmp_path: Path) -> None:
    corrections = tmp_path / "corrections.txt"
    corrections.write_text("swap a b\nhide hydhr-ghwnart\n", encoding="utf-8")
    out = tmp_path / "out.jsonl"
    result = khabar("extract", folder, "--overrides", corrections, "-o", out)
    assert result.exit_code == 1
    assert "corrections.txt: line 1: unknown correction 'swap'" in result.output
    records = out.read_text(encoding="utf-8").splitlines()
    assert len(records) == 2 and "hydhr-ghwnart" not in "".join(records)


def test_train_names_makes_the_same_model_of_the_same_input(folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("pycrfsuite")
    corpus = tmp_path / "corpus.jsonl"
    bodies = ["قال الوزير سامر الخصاونة إن الموسم جيد في عمان", "زار الرئيس مسعود بزشكيان مدينة أصفهان اليوم"]
    articles = [{"title": f"خبر {i}", "text": f"{body}. وكرر ذلك {body}."} for i, body in enumerate(bodies * 6)]
    corpus.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in articles), encoding="utf-8")
    body = FIRST.split("\n\n")[1].strip()
    gold = {
        "entities": {"masoud-pezeshkian": {"type": "PER", "names": []}},
        "documents": [
            {
                "doc": "a.txt",
                "articles": [
                    {
                        "starts": body[:20],
                        "ends": body[-20:],
                        "mentions": [
                            ["مسعود بزشكيان", "masoud-pezeshkian"],
                            ["بزشكيان", "masoud-pezeshkian"],
                        ],
                    }
                ],
            }
        ],
    }
    truth = tmp_path / "gold.json"
    truth.write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")
    models = [tmp_path / "one.model", tmp_path / "two.model"]
    for model in models:
        result = khabar("train", "names", "--corpus", corpus, "--gold", truth, folder, "-o", model)
        assert result.exit_code == 0, result.output
    assert models[0].read_bytes() == models[1].read_bytes()


def test_train_names_refuses_what_is_no_gold_reading(folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("pycrfsuite")
    (tmp_path / "gold.json").write_text("{}", encoding="utf-8")
    (tmp_path / "corpus.jsonl").write_text("", encoding="utf-8")
    result = khabar("train", "names", "--corpus", tmp_path / "corpus.jsonl", "--gold", tmp_path / "gold.json", folder)
    assert result.exit_code == 1
    assert "gold.json: no gold reading" in result.output
