"""Every kind of input through the commands; inspect and fetch; what an outlet repeats; bad input, one line each."""

from __future__ import annotations

import contextlib
import gzip
import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from khabar.cli import main

TITLE = "جسر جديد في مدينة حلب يفتح خلال شهرين"
LINES = (
    "قال رئيس بلدية حلب نزار الأسمراني، الثلاثاء، إن الجسر الجديد سيفتح أمام السيارات خلال شهرين.",
    "وأضاف أن كلفته بلغت 12 مليون دولار، وأن الأعمال توقفت مرتين بسبب نقص الإسمنت.",
)
PAGE = "\n\n".join([TITLE, "الثلاثاء 4 آذار/مارس 2025", *LINES])
HTML = f"""<!doctype html><html lang="ar"><head><title>{TITLE} | الأفق</title></head><body>
<nav><a href="/">الرئيسية</a></nav><article><h1>{TITLE}</h1><time datetime="2025-03-04">4 آذار 2025</time>
<div class="entry-content">
<p>{LINES[0]}</p><div class="share">شارك</div><p>{LINES[1]}</p></div></article></body></html>"""


def khabar(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], input=stdin)


def records(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def body(record: dict[str, Any], text: str) -> str:
    return "\n".join(text[a:b] for a, b in record["article"]["spans"])


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


# ---------------------------------------------------------------- containers


def lines_of(count: int) -> bytes:
    rows = [{"id": f"n{n}", "title": TITLE, "body": f"{LINES[0]}\n{LINES[1]} {n}."} for n in range(count)]
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()


@pytest.mark.parametrize("command", ["extract", "stories"])
def test_a_corpus_is_read_by_every_command(command: str, tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl.gz"
    path.write_bytes(gzip.compress(lines_of(3)))
    result = khabar(command, path)
    assert (result.exit_code, result.stderr) == (0, "")
    names = (
        {r["document"]["name"] for r in records(result)} if command == "extract" else {*records(result)[0]["articles"]}
    )
    assert names == {"corpus.jsonl.gz#n0", "corpus.jsonl.gz#n1", "corpus.jsonl.gz#n2"}


def test_a_dossier_of_a_corpus(tmp_path: Path) -> None:
    (tmp_path / "corpus.jsonl").write_bytes(lines_of(2))
    result = khabar("dossier", tmp_path / "corpus.jsonl", "-o", tmp_path / "site")
    assert result.exit_code == 0 and (tmp_path / "site" / "index.html").is_file()


def test_a_container_on_standard_input() -> None:
    assert [r["document"]["name"] for r in records(khabar("extract", "-", stdin=lines_of(2)))] == ["-#n0", "-#n1"]


def test_columns_are_named_by_the_user(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    path.write_text(json.dumps({"t": TITLE, "b": "\n".join(LINES)}), encoding="utf-8")
    assert khabar("extract", path).stderr == (
        "khabar: c.jsonl#1: no column with text (t, b); --field text=NAME\n"
        f"khabar: nothing readable in {path}\n"
    )  # fmt: skip
    (record,) = records(khabar("extract", path, "--field", "text=b", "--field", "title=t"))
    assert record["article"]["title"] == TITLE
    bad = khabar("extract", path, "--field", "texte=b")
    assert bad.exit_code == 2 and "texte=b" in bad.stderr


def test_reading_apart_writes_the_same_articles(tmp_path: Path) -> None:
    (tmp_path / "c.jsonl").write_bytes(lines_of(3))
    together, apart = khabar("extract", tmp_path), khabar("extract", tmp_path, "--apart")
    assert [r["article"]["id"] for r in records(together)] == [r["article"]["id"] for r in records(apart)]


def test_pages_of_a_container_without_article_are_counted_in_one_line(tmp_path: Path) -> None:
    rows = [{"title": TITLE, "text": "\n".join(LINES)}, {"title": "x", "text": "قصير"}, {"title": "y", "text": "أقصر"}]
    path = tmp_path / "c.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    result = khabar("extract", path)
    assert (result.exit_code, result.stderr) == (0, "khabar: c.jsonl: 2 pages hold no article\n")


def test_another_language_is_filed_and_not_analysed(tmp_path: Path) -> None:
    text = (
        "Le nouveau pont ouvre vendredi à Alep\n\n4 mars 2025\n\nLe maire de la ville a déclaré mardi que le pont sera "
        "ouvert aux voitures dans les deux mois, et que les travaux ont coûté douze millions de dollars.\n\nIl a "
        "ajouté que le chantier avait été arrêté deux fois par manque de ciment.\n"
    )
    (tmp_path / "page.txt").write_text(text, encoding="utf-8")
    (record,) = records(khabar("extract", tmp_path))
    assert record["article"]["language"] == "fr" and record["article"]["title"].startswith("Le nouveau pont")
    assert record["sentences"] and not any(record[k] for k in ("times", "mentions", "statements", "events"))


# ---------------------------------------------------------------- what an outlet repeats

NOTE = "هذه المادة من إنتاج غرفة أخبار الأفق، ويحق لقرائها نسخها مع ذكر اسمها كاملا."
SUBJECTS = ("الجسر", "الميناء", "المطار", "المتحف", "الملعب", "السوق")


def outlet_page(subject: str, number: int) -> str:
    return "\n".join(
        [
            "Site icon الأفق",
            f"{subject} الجديد يفتح أبوابه أمام الزوار في المدينة",
            f"قال مدير {subject} سامي نعمان إن العمل فيه انتهى قبل موعده، وإن عدد العمال بلغ {number}00 عامل.",
            f"وأضاف أن كلفة {subject} بلغت {number} ملايين دولار، وأن الدولة دفعت نصفها.",
            f"وشكر نعمان كل من ساهم في بناء {subject} خلال {number} أعوام من العمل.",
            NOTE,
        ]
    )


def test_what_an_outlet_repeats_is_junk_on_all_its_pages(tmp_path: Path) -> None:
    for number, subject in enumerate(SUBJECTS, 2):
        (tmp_path / f"{number}.txt").write_text(outlet_page(subject, number), encoding="utf-8")
    bodies = [
        body(r, (tmp_path / r["document"]["name"]).read_text(encoding="utf-8"))
        for r in records(khabar("extract", tmp_path))
    ]
    assert len(bodies) == 6 and not any(NOTE in b for b in bodies)
    (alone,) = records(khabar("extract", tmp_path / "2.txt"))
    assert NOTE in body(alone, outlet_page(SUBJECTS[0], 2)), "one page by itself shows no repetition"


def test_copies_of_one_story_do_not_lose_their_text(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(outlet_page("الجسر", 2), encoding="utf-8")
    for record in records(khabar("extract", tmp_path)):
        assert "وشكر نعمان" in body(record, outlet_page("الجسر", 2))


def test_a_profile_adds_signs_of_junk(tmp_path: Path) -> None:
    page, profile = tmp_path / "p.txt", tmp_path / "afq.tsv"
    page.write_text(outlet_page("الجسر", 2), encoding="utf-8")
    profile.write_text("# الأفق\nhouse-note\tهذه المادة من إنتاج .*\n", encoding="utf-8")
    (record,) = records(khabar("extract", page, "--profile", profile))
    assert NOTE not in body(record, outlet_page("الجسر", 2))
    assert "junk: house-note" in khabar("inspect", page, "--profile", profile).stdout


@pytest.mark.parametrize(
    ("content", "words"), [(None, "No such file"), ("(", "line 1 holds no pattern")], ids=["missing", "no pattern"]
)
def test_a_bad_profile_is_one_clear_line(content: str | None, words: str, page: Path, tmp_path: Path) -> None:
    profile = tmp_path / "p.tsv"
    if content:
        profile.write_text(content, encoding="utf-8")
    result = khabar("extract", page, "--profile", profile)
    assert result.exit_code == 1 and words in result.stderr and len(result.stderr.splitlines()) == 1


# ---------------------------------------------------------------- inspect


def test_inspect_shows_what_each_piece_is(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(HTML, encoding="utf-8")
    shown = khabar("inspect", path).stdout
    for words in (
        f"title                      {TITLE}",
        f"body                       {LINES[0]}",
        "junk: share",
        "2025-03-04",
    ):
        assert words in shown
    assert "published  2025-03-04 (stated: header-line; agrees: time)" in shown


def test_inspect_colours_a_terminal(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    assert Console(force_terminal=True).color_system
    assert "\x1b[" in khabar("inspect", page).stdout


def test_inspect_writes_a_page_that_escapes_what_it_shows(tmp_path: Path) -> None:
    path, out = tmp_path / "p.txt", tmp_path / "out" / "inspect.html"
    path.write_text(PAGE.replace("الجسر", "<script>الجسر</script>"), encoding="utf-8")
    result = khabar("inspect", path, "--html", out)
    written = out.read_text(encoding="utf-8")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "<script>" not in written and "&lt;script&gt;" in written
    assert "<p class=title>" in written and "<p class=body>" in written and "<p class=date>" in written


def test_inspect_shows_a_page_without_article(tmp_path: Path) -> None:
    path = tmp_path / "menu.txt"
    path.write_text("الرئيسية\nسياسة\nاقتصاد\n", encoding="utf-8")
    result = khabar("inspect", path)
    assert result.exit_code == 1 and "اقتصاد" in result.stdout
    assert result.stderr == "khabar: menu.txt: no article found on the page\n"


# ---------------------------------------------------------------- fetch


class Site(http.server.BaseHTTPRequestHandler):
    """A small outlet with a robots.txt."""

    pages: ClassVar = {
        "/robots.txt": (200, "text/plain", b"User-agent: *\nDisallow: /private\n"),
        "/page": (200, "text/html; charset=utf-8", HTML.encode()),
        "/private/page": (200, "text/html", HTML.encode()),
        "/huge": (200, "text/html", b"<html>" + b"x" * (21 << 20)),
        "/loop": (302, "text/html", b""),
        "/moved": (301, "text/html", b""),
        "/hidden": (301, "text/html", b""),
    }
    leads: ClassVar = {"/loop": "/loop", "/moved": "/page", "/hidden": "/private/page"}
    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        status, kind, data = self.pages.get(self.path, (404, "text/html", b"none"))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        if self.path in self.leads:
            self.send_header("Location", self.leads[self.path])
        self.end_headers()
        with contextlib.suppress(ConnectionError):
            self.wfile.write(data)

    def log_message(self, *arguments: Any) -> None:
        pass


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    Site.asked = []
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_fetched_pages_are_read_like_any_others(site: str, tmp_path: Path) -> None:
    out = tmp_path / "new" / "fetched.warc.gz"
    assert khabar("fetch", f"{site}/page", "-o", out).exit_code == 0
    assert khabar("fetch", f"{site}/moved", "-o", out).exit_code == 0, "added to the archive"
    result = khabar("extract", out)
    assert [r["article"]["title"] for r in records(result)] == [TITLE, TITLE]
    assert {r["article"]["url"] for r in records(result)} == {f"{site}/page"}
    assert Site.asked.count("/robots.txt") == 2, "once a run"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/private/page", "robots.txt of 127.0.0.1:{port} does not allow it"),
        ("/hidden", "robots.txt of 127.0.0.1:{port} does not allow it"),
        ("/gone", "the server says 404 Not Found"),
        ("/huge", "the page is too large (over 20 MB)"),
        ("/loop", "too many redirects"),
    ],
)
def test_what_is_not_fetched_says_why(site: str, tmp_path: Path, path: str, reason: str) -> None:
    result = khabar("fetch", site + path, "-o", tmp_path / "x.warc.gz")
    port = site.rpartition(":")[2]
    assert (result.exit_code, result.stderr) == (1, f"khabar: {site}{path}: {reason.format(port=port)}\n")
    assert "/private/page" not in Site.asked


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org/x", "example.org", "http://"])
def test_only_the_web_is_fetched(url: str, tmp_path: Path) -> None:
    result = khabar("fetch", url, "-o", tmp_path / "x.warc.gz")
    assert result.stderr == f"khabar: {url}: not an address of the web (http or https)\n"


def test_a_server_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    result = khabar("fetch", "http://127.0.0.1:1/page", "-o", tmp_path / "x.warc.gz")
    assert result.exit_code == 1 and "no answer" in result.stderr and len(result.stderr.splitlines()) == 1


def test_an_archive_that_cannot_be_written_is_one_line(site: str, page: Path) -> None:
    result = khabar("fetch", f"{site}/page", "-o", page / "x.warc.gz")
    assert result.exit_code == 1 and "x.warc.gz" in result.stderr


# ---------------------------------------------------------------- bad input

BAD: dict[str, tuple[bytes, str]] = {
    "empty.warc.gz": (b"", "the file is empty"),
    "cut.jsonl.gz": (gzip.compress(b"{" * 9000 + bytes(range(256)) * 30)[:60],
                     "the gzip data are damaged; what came before is read"),
    "large.html": (b"<html><body>" + b"x" * (50 << 20), "the file is too large for a page (50 MB, at most 20)"),
    "archive.zip": (b"PK\x03\x04" + bytes(99), "the file is a zip archive or an office document, not a text"),
    "feed.xml": (b"<rss version='2.0'><channel></channel></rss>", "the feed has no items"),
    "menu.html": (b"<html><body><nav><a href='/'>x</a></nav></body></html>", "the page holds no text"),
    "broken.parquet": (b"PAR1" + bytes(50), "the Parquet data are damaged"),
    "noise.eml": (b"From: a\r\nTo: b\r\nSubject: c\r\n\r\n", "the file is empty"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_clear_line_and_loses_nothing_else(name: str, page: Path, tmp_path: Path) -> None:
    data, reason = BAD[name]
    (tmp_path / name).write_bytes(data)
    result = khabar("extract", tmp_path / name, page)
    assert len(records(result)) == 1 and result.exit_code == 1
    (complaint,) = result.stderr.splitlines()
    assert complaint.startswith(f"khabar: {name}: {reason}")


def test_a_damaged_record_does_not_fail_the_run(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    path.write_bytes(lines_of(2) + b"\n{broken\n")
    result = khabar("extract", path)
    assert (len(records(result)), result.exit_code, len(result.stderr.splitlines())) == (2, 0, 1)
