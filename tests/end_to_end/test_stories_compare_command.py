"""``khabar compare`` as a user types it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from khabar.cli import main
from khabar.demo import pages_folder

WIRE, CUT = (str(pages_folder() / name) for name in ("014_madar.txt", "018_difaf.txt"))


def compare(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["compare", *map(str, arguments)])


def test_both_texts_with_their_marks() -> None:
    result = compare(WIRE, CUT)
    assert result.exit_code == 0, result.stderr
    lines = result.stdout.splitlines()
    assert lines[0].startswith("one story")
    assert "independent origins: 1" in result.stdout.replace("\n", " ")
    assert sum(line.startswith("= ") for line in lines) == 12
    assert any(line.startswith("+ ") for line in lines)
    assert "Said only in A" in result.stdout


def test_labels_in_arabic() -> None:
    assert "ملف واحد" in compare(WIRE, CUT, "--language", "ar").stdout


def test_a_page_with_both_texts(tmp_path: Path) -> None:
    out = tmp_path / "compare.html"
    result = compare(WIRE, CUT, "--html", out)
    assert (result.exit_code, result.stdout.strip()) == (0, str(out))
    page = out.read_text(encoding="utf-8")
    assert page.count("<article") == 2
    assert page.count("<mark>") > 10
    assert "http" not in page.replace("http-equiv", "")


def test_markup_in_a_page_stays_text(tmp_path: Path) -> None:
    for name in "ab":
        text = "وصل الوفد إلى العاصمة صباح اليوم وقال <object data=x> إن المحادثات مع الحكومة تبدأ الأحد."
        more = "وأضاف أن الوزراء سيبحثون فتح المعابر وتبادل البضائع بين البلدين، وأن البيان الختامي يصدر مساء الاثنين."
        (tmp_path / f"{name}.txt").write_text(f"الوفد في العاصمة {name}\n\n{text}\n\n{more}\n", encoding="utf-8")
    out = tmp_path / "compare.html"
    assert compare(tmp_path / "a.txt", tmp_path / "b.txt", "--html", out).exit_code == 0
    page = out.read_text(encoding="utf-8")
    assert "<object" not in page
    assert "&lt;object data=x&gt;" in page


def test_the_second_article_of_a_page() -> None:
    two = pages_folder() / "003_saha.txt"
    result = compare(two, f"{two}#2")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("two stories")


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [
        (WIRE, WIRE, "one article"),
        (WIRE, "absent.txt", "absent.txt: no such file"),
        (WIRE, f"{CUT}#7", "holds no article 7"),
    ],
)
def test_what_cannot_be_compared_is_one_line(a: str, b: str, wanted: str) -> None:
    result = compare(a, b)
    assert result.exit_code != 0
    assert wanted in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_toll_that_grew_is_told_apart_from_where_they_differ(tmp_path: Path) -> None:
    body = "انهار سد في محافظة ذمار وغمرت المياه القرى المجاورة، وقالت الشرطة إن {n} شخصا قتلوا في انهيار السد."
    for day, toll in (("2019-04-04", 12), ("2019-04-06", 21)):
        (tmp_path / f"{day}.txt").write_text(f"انهيار سد في ذمار\n{day}\n\n{body.format(n=toll)}\n", encoding="utf-8")
    out = compare(tmp_path / "2019-04-04.txt", tmp_path / "2019-04-06.txt").stdout
    assert "Where they differ" not in out
    assert "12 شخصا قتلوا (A) / 21 شخصا قتلوا (B)" in out.split("Grown from one day to the next")[1]


def test_the_fewest_and_the_most_origins_are_told(tmp_path: Path) -> None:
    bodies = (
        "أعلنت وزارة النقل في صنعاء فتح الجسر الكبير أمام السيارات بعد شهرين من الإصلاح، وقالت إن العمل انتهى.",
        "عاد الجسر الكبير إلى العمل اليوم، وعبرته مئات الشاحنات المحملة بالقمح القادمة من الميناء نحو أسواق العاصمة.",
    )
    for name, body in zip("ab", bodies, strict=True):
        (tmp_path / f"{name}.txt").write_text(f"فتح الجسر {name}\n\n{body}\n", encoding="utf-8")
    out = compare(tmp_path / "a.txt", tmp_path / "b.txt").stdout
    assert "independent origins: at least 1, at most 2" in out.replace("\n", " ")
