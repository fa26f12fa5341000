"""The commands as a user meets them: what they write, what they say, and how they end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from khabar.cli import main
from khabar.demo import pages_folder

PAGE = """عنوان الخبر عن جسر جديد في مدينة حلب

الثلاثاء 4 آذار/مارس 2025

قال رئيس بلدية حلب نزار الأسمراني، الثلاثاء، إن الجسر الجديد سيفتح أمام السيارات خلال شهرين.

وأضاف أن كلفته بلغت 12 مليون دولار.

وأوضح الأسمراني أن الأعمال بدأت في أيار/مايو 2023 وتوقفت مرتين بسبب نقص الإسمنت.
"""


def khabar(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], input=stdin)


def records(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def complaints(result: Result) -> list[str]:
    return result.stderr.splitlines()


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "جسر.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


# ---------------------------------------------------------------- extract


def test_extract_writes_one_record_per_article(page: Path) -> None:
    result = khabar("extract", page)
    (record,) = records(result)
    assert (result.exit_code, complaints(result)) == (0, [])
    assert record["format"] == "khabar/1"
    assert record["document"]["name"] == "جسر.txt"  # type: ignore[index]
    assert "حلب" in result.stdout, "Arabic is written as it is, not escaped"


def test_extract_reads_folders_recursively_and_leaves_hidden_files(tmp_path: Path) -> None:
    for name in ("ب/واحد.txt", "ا/اثنان.txt", ".خفي.txt", ".مخبأ/ثلاثة.txt", "ملاحظات.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(PAGE, encoding="utf-8")
    names = [r["document"]["name"] for r in records(khabar("extract", tmp_path))]  # type: ignore[index]
    assert names == ["ا/اثنان.txt", "ب/واحد.txt"]


def test_extract_reads_standard_input(page: Path) -> None:
    (record,) = records(khabar("extract", "-", stdin=page.read_bytes()))
    assert record["document"]["name"] == "-"  # type: ignore[index]


def test_extract_writes_into_a_file_and_its_new_folder(page: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "out.jsonl"
    result = khabar("extract", page, "-o", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert out.read_bytes() == khabar("extract", page).stdout_bytes
    assert [p.name for p in out.parent.iterdir()] == ["out.jsonl"], "nothing half-written is left"


def test_extract_says_where_it_cannot_write(page: Path) -> None:
    result = khabar("extract", page, "-o", page / "out.jsonl")
    assert result.exit_code != 0
    assert len(complaints(result)) == 1 and "out.jsonl" in result.stderr


def test_a_page_named_twice_is_read_once(page: Path, tmp_path: Path) -> None:
    assert len(records(khabar("extract", page, tmp_path, page))) == 1


def test_pages_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    for folder in ("monday", "tuesday"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "page.txt").write_text(PAGE + folder, encoding="utf-8")
    names = [r["document"]["name"] for r in records(khabar("extract", tmp_path / "tuesday", tmp_path / "monday"))]  # type: ignore[index]
    assert names == ["monday/page.txt", "tuesday/page.txt"]


def test_the_order_of_the_arguments_does_not_matter() -> None:
    some = [pages_folder() / n for n in ("002_almina.txt", "005_shurfa.txt", "001_madar.txt")]
    assert khabar("extract", *some).stdout_bytes == khabar("extract", *some[::-1]).stdout_bytes
    assert khabar("stories", *some).stdout_bytes == khabar("stories", *some[::-1]).stdout_bytes


@pytest.mark.parametrize("command", ["extract", "stories"])
def test_two_runs_write_the_same_bytes(command: str) -> None:
    """Whatever the seed of Python's hashes: nothing depends on the order of a set."""
    some = [str(pages_folder() / n) for n in ("001_madar.txt", "003_saha.txt", "011_shurfa.html", "013_saha.txt")]

    def run(seed: str) -> bytes:
        return subprocess.run(
            [sys.executable, "-m", "khabar", command, *some],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout

    assert run("1") == run("2") != b""


# ---------------------------------------------------------------- bad input


BAD = {
    "empty": b"",
    "blank": b" \n\n \t\n",
    "binary": bytes(range(256)) * 20,
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(200),
    "menu only": "الرئيسية | سياسة | اقتصاد | رياضة\n".encode(),
    "no text": b"<html><head><title></title></head><body><nav><a href='/'></a></nav></body></html>",
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_page_costs_one_line_and_the_others_are_still_written(kind: str, page: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(BAD[kind])
    result = khabar("extract", bad, page)
    assert len(records(result)) == 1
    (complaint,) = complaints(result)
    assert complaint.startswith("khabar: bad.txt: ") and len(complaint) > len("khabar: bad.txt: ")
    assert result.exit_code == 1, "the user named the page that failed"


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_page_in_a_folder_does_not_fail_the_run(kind: str, page: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(BAD[kind])
    result = khabar("extract", tmp_path)
    assert (len(records(result)), len(complaints(result)), result.exit_code) == (1, 1, 0)


def test_a_missing_file_is_named_and_the_rest_is_read(page: Path, tmp_path: Path) -> None:
    result = khabar("extract", tmp_path / "gone.txt", page)
    (complaint,) = complaints(result)
    assert "gone.txt" in complaint and "no such file" in complaint
    assert (len(records(result)), result.exit_code) == (1, 1)


def test_a_file_that_may_not_be_read_is_named(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locked = tmp_path / "locked.txt"
    locked.write_text(PAGE, encoding="utf-8")
    opened = Path.open

    def guarded(self: Path, *arguments: Any, **named: Any) -> Any:
        if self.name == "locked.txt":
            raise PermissionError(13, "Permission denied")
        return opened(self, *arguments, **named)

    monkeypatch.setattr(Path, "open", guarded)
    result = khabar("extract", locked, page)
    assert complaints(result) == ["khabar: locked.txt: Permission denied"]
    assert (len(records(result)), result.exit_code) == (1, 1)


def test_a_folder_with_nothing_readable_says_so_and_writes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "empty.txt").touch()
    out = tmp_path / "out.jsonl"
    result = khabar("extract", folder, "-o", out)
    assert result.exit_code == 1 and not out.exists()
    assert complaints(result) == ["khabar: empty.txt: the file is empty", f"khabar: nothing readable in {folder}"]


def test_standard_input_without_a_page_is_one_line() -> None:
    result = khabar("extract", "-", stdin=b"")
    assert (result.exit_code, complaints(result)) == (1, ["khabar: -: the file is empty"])


@pytest.mark.parametrize("encoding", ["windows-1256", "utf-16", "utf-8-sig", "iso-8859-6"])
def test_the_encoding_does_not_matter(encoding: str, page: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_bytes(PAGE.encode(encoding))
    ours, theirs = records(khabar("extract", page)) + records(khabar("extract", other))
    assert [s["text"] for s in ours["statements"]] == [s["text"] for s in theirs["statements"]]  # type: ignore[attr-defined]
    assert ours["article"]["published"] == theirs["article"]["published"] == "2025-03-04"  # type: ignore[index]


def test_broken_bytes_in_a_page_do_not_lose_the_page(tmp_path: Path) -> None:
    path = tmp_path / "broken.txt"
    data = PAGE.encode()
    path.write_bytes(data + b"\n\xff\xfe " + data)
    result = khabar("extract", path)
    assert result.exit_code == 0 and "الأسمراني" in result.stdout


# ---------------------------------------------------------------- stories


def test_stories_can_be_read_as_text() -> None:
    """A story's origins, what is reported and where the sources differ, without any other tool."""
    english = khabar("stories", pages_folder(), "--format", "text")
    arabic = khabar("stories", pages_folder(), "--format", "text", "--language", "ar").stdout
    assert english.exit_code == 0
    told = records(khabar("stories", pages_folder()))
    assert english.stdout.count("\n# ") + 1 == len(told)
    for story in told:
        assert f"# {story['title']}" in english.stdout and f"# {story['title']}" in arabic
    largest = max(told, key=lambda s: len(s["articles"]))
    for heading in ("What is reported", "Who said what", "Where the sources differ", "Sources"):
        assert heading in english.stdout
    assert "ما يُنقل" in arabic and "What is reported" not in arabic
    block = english.stdout.split(f"# {largest['title']}")[1].split("\n# ")[0]
    assert f"{largest['counts']['origins']} independent origins" in block
    assert all(name in block for name in largest["articles"])


def test_stories_file_every_article_once() -> None:
    result = khabar("stories", pages_folder())
    filed = [a for story in records(result) for a in story["articles"]]  # type: ignore[attr-defined]
    assert (result.exit_code, complaints(result)) == (0, [])
    assert len(filed) == len(set(filed)) == 20
    assert all(r["format"] == "khabar-stories/1" for r in records(result))


def test_each_article_of_a_story_has_one_origin() -> None:
    for story in records(khabar("stories", pages_folder())):
        sprung = [a for origin in story["origins"] for a in origin["articles"]]  # type: ignore[attr-defined]
        assert sorted(sprung) == sorted(story["articles"])  # type: ignore[call-overload]


# ---------------------------------------------------------------- dossier and demo


def test_dossier_writes_a_site_and_says_where(page: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    result = khabar("dossier", page, "-o", out)
    assert (result.exit_code, complaints(result)) == (0, [])
    assert result.stdout.strip() == str(out / "index.html")
    index = (out / "index.html").read_text(encoding="utf-8")
    assert 'dir="rtl"' in index and "جسر جديد" in index


def test_dossier_of_nothing_readable_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    result = khabar("dossier", tmp_path / "empty.txt", "-o", tmp_path / "site")
    assert result.exit_code == 1 and not (tmp_path / "site").exists()
    assert complaints(result) == ["khabar: empty.txt: the file is empty"]


def test_dossier_leaves_a_folder_alone_that_is_not_its_own(page: Path, tmp_path: Path) -> None:
    result = khabar("dossier", page, "-o", tmp_path)
    assert result.exit_code == 1 and len(complaints(result)) == 1
    assert [p.name for p in tmp_path.iterdir()] == ["جسر.txt"]


def test_demo_writes_the_same_dossier_twice(tmp_path: Path) -> None:
    sites = []
    for name in ("one", "two"):
        result = khabar("demo", "-o", tmp_path / name)
        assert (result.exit_code, result.stdout.strip()) == (0, str(tmp_path / name / "index.html"))
        sites.append({p.name: p.read_bytes() for p in (tmp_path / name).iterdir()})
    assert sites[0] == sites[1] and len(sites[0]) > 3


def test_demo_writes_into_its_own_folder_by_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = khabar("demo")
    assert result.exit_code == 0 and (tmp_path / "khabar-demo" / "index.html").is_file()


def test_demo_opens_the_browser_when_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("click.launch", lambda url: opened.append(url) or 0)
    assert khabar("demo", "-o", tmp_path / "site").exit_code == 0 and opened == []
    assert khabar("demo", "-o", tmp_path / "site", "--open").exit_code == 0
    assert opened == [str(tmp_path / "site" / "index.html")]


# ---------------------------------------------------------------- the command line itself


def test_help_names_every_command() -> None:
    result = khabar("--help")
    assert result.exit_code == 0
    assert all(name in result.stdout for name in ("extract", "stories", "dossier", "demo"))


def test_no_paths_is_a_usage_error() -> None:
    result = khabar("extract")
    assert result.exit_code == 2 and "PATHS" in result.stderr


def test_an_unknown_command_is_a_usage_error() -> None:
    assert khabar("gossip").exit_code == 2


# ---------------------------------------------------------------- explain


def test_explain_names_the_rules_of_every_statement(page: Path) -> None:
    result = khabar("explain", page)
    assert (result.exit_code, complaints(result)) == (0, [])
    lines = result.stdout.splitlines()
    assert sum(line.startswith("   cue ") for line in lines) == 3
    assert "   speaker verb-subject: فاعل بعد الفعل · the subject after the verb" in lines
    assert "   speaker dropped: ضمير مستتر · a dropped subject: who spoke or was spoken of last" in lines
    assert sum(line.startswith("   confidence 0.") for line in lines) == 3


def test_explain_says_what_the_whole_article_came_through(tmp_path: Path) -> None:
    page = tmp_path / "مرفأ.txt"
    page.write_text("عمان (رويترز) - قال وزير النقل الأردني إن المرفأ الجديد سيفتح قريبا.\n", encoding="utf-8")
    lines = khabar("explain", page).stdout.splitlines()
    assert "   ناقل المقال كله · the whole article came through ← رويترز (credit)" in lines


def test_explain_says_what_it_could_not_read(page: Path, tmp_path: Path) -> None:
    empty = tmp_path / "فارغ.txt"
    empty.write_text("", encoding="utf-8")
    result = khabar("explain", page, empty)
    assert result.exit_code == 1
    assert len(complaints(result)) == 1 and "فارغ.txt" in complaints(result)[0]
    assert "confidence" in result.stdout


def test_two_pages_share_the_id_of_one_statement(page: Path) -> None:
    again = page.with_name("آخر.txt")
    again.write_text(PAGE.replace("خلال شهرين", "قريبا خلال شهرين"), encoding="utf-8")
    by_page = [[s["utterance"] for s in r["statements"]] for r in records(khabar("extract", page, again))]  # type: ignore[attr-defined]
    assert by_page[0] == by_page[1]
    assert all(by_page[0])


def test_evidence_of_a_story_names_the_document_that_its_offsets_are_of() -> None:
    """Also where the article is the second of its page, ``name#2`` among the articles."""
    texts = {p.name: p for p in pages_folder().iterdir()}
    places = [
        (place, value["articles"])
        for story in records(khabar("stories", pages_folder()))
        for conflict in story["conflicts"]  # type: ignore[attr-defined]
        for value in conflict["values"]
        for place in value["evidence"]
    ]
    assert places and all(place["document"] in texts for place, _ in places)
    assert any(article.endswith("#2") for _, articles in places for article in articles)
