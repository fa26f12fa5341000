"""One reader for each kind of input, told apart by content; what is damaged costs itself and nothing else."""

from __future__ import annotations

import base64
import builtins
import gzip
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from khabar import pages
from khabar.errors import Unreadable
from khabar.model import Article, Document
from khabar.pages import Options
from khabar.pages.readers import documents
from khabar.pages.readers.record import a_day

TITLE = "وزير النقل يفتتح ميناء الصيد"
BODY = (
    "افتتح وزير النقل سامر العلي، الأحد، ميناء الصيد في مدينة الساحل بعد عامين من الأعمال.",
    "وقال الوزير إن الميناء سيستقبل أول سفينة مطلع الشهر المقبل، وإن كلفته بلغت ثلاثة ملايين دولار.",
)
HTML = f"""<!doctype html><html lang="ar"><head><title>{TITLE} | الأفق</title></head><body><article><h1>{TITLE}</h1>
<div class="entry-content"><p>{BODY[0]}</p><p>{BODY[1]}</p></div></article></body></html>"""


def read(data: bytes, name: str = "input", **fields: str) -> list[Document | Unreadable]:
    return list(documents(io.BytesIO(data), name, Options(fields)))


def whole(found: list[Document | Unreadable]) -> list[Document]:
    return [d for d in found if isinstance(d, Document)]


def refused(found: list[Document | Unreadable]) -> list[str]:
    return [str(e) for e in found if isinstance(e, Unreadable)]


def article(document: Document) -> Article:
    (found,) = pages.articles(document)
    return found


def body(of: Article) -> str:
    return "\n".join(span.of(of.document.text) for span in of.spans)


# ---------------------------------------------------------------- told apart


RSS = f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>بريد المرافئ</title>
<language>ar</language>
<item><title>{TITLE} - صحيفة المرفأ</title><link>https://feed.example/1</link><guid>1</guid>
<pubDate>Mon, 03 Mar 2025 23:30:00 +0300</pubDate><source url="https://marfa.example">صحيفة المرفأ</source>
<category>اقتصاد</category><description><![CDATA[<p>{BODY[0]}</p>
<p>{BODY[1]}</p><p><a href="/x">اقرأ المزيد عن الموانئ</a></p>]]></description></item>
<item><title>عنوان آخر</title><description>{BODY[1]}</description></item></channel></rss>"""
ATOM = f"""<?xml version="1.0"?><!-- made by hand --><feed xmlns="http://www.w3.org/2005/Atom"><title>الأفق</title>
<entry><title>{TITLE}</title><id>urn:1</id><updated>2025-03-05T10:00:00Z</updated>
<published>2025-03-04T10:00:00Z</published><author><name>هدى سالم</name></author>
<content type="html">&lt;p&gt;{BODY[0]}&lt;/p&gt;</content></entry></feed>"""
MAIL = (
    "From: Afq <news@afq.example>\r\nTo: reader@example.org\r\nSubject: =?utf-8?b?"
    + base64.b64encode(TITLE.encode()).decode()
    + "?=\r\nDate: Tue, 04 Mar 2025 08:00:00 +0300\r\nMIME-Version: 1.0\r\n"
    "Content-Type: text/html; charset=windows-1256\r\n"
    "Content-Transfer-Encoding: 8bit\r\n\r\n"
).encode() + f"<html><body><p>{BODY[0]}</p><p>{BODY[1]}</p></body></html>".encode("cp1256")
RECORD = {"id": "a 7", "title": TITLE, "text": "\n".join(BODY), "source": "الأفق", "published": "2025-03-04T01:00"}
LINE = json.dumps(RECORD, ensure_ascii=False).encode()
PLAIN = "\n".join([TITLE, *BODY]).encode()


def warc(*bodies: bytes, kind: str = "text/html", url: str = "https://afq.example/2025/03/04/port") -> list[bytes]:
    """The records of an archive, each packed by itself."""
    out = []
    for number, page in enumerate(bodies):
        http = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\n\r\n" % kind.encode() + page
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-03-05T00:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:{number}>\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http)}\r\n\r\n"
        )
        out.append(head.encode() + http + b"\r\n\r\n")
    return out


@pytest.mark.parametrize(
    ("data", "form", "names"),
    [
        (PLAIN, "text", ["input"]),
        (HTML.encode(), "html", ["input"]),
        (RSS.encode(), "feed", ["input#1", "input#2"]),
        (ATOM.encode(), "feed", ["input#1"]),
        (b"".join(warc(HTML.encode(), HTML.encode())), "html", ["input#1", "input#2"]),
        (LINE + b"\n" + LINE, "record", ["input#a_7", "input#a_7@2"]),
        (json.dumps([RECORD, {**RECORD, "id": None}]).encode(), "record", ["input#a_7", "input#2"]),
        (json.dumps({"status": "ok", "articles": [RECORD]}, indent=2).encode(), "record", ["input#a_7"]),
        (MAIL, "mail", ["input"]),
    ],
    ids=["text", "html", "rss", "atom", "warc", "json lines", "json list", "json object", "mail"],
)
@pytest.mark.parametrize("packed", [False, True], ids=["", "gz"])
def test_a_kind_is_told_by_its_content(data: bytes, form: str, names: list[str], packed: bool) -> None:
    found = read(gzip.compress(data) if packed else data)
    assert [(d.name, d.format) for d in whole(found)] == [(n, form) for n in names] and not refused(found)
    assert body(article(whole(found)[0])).startswith("افتتح وزير النقل سامر العلي")


# ---------------------------------------------------------------- feeds


def test_an_item_s_source_is_its_publisher() -> None:
    first, second = map(article, whole(read(RSS.encode())))
    assert (first.title, first.outlet and first.outlet.name, first.section) == (TITLE, "صحيفة المرفأ", "اقتصاد")
    assert (first.published, first.published_why, first.url) == ("2025-03-03", "feed", "https://feed.example/1")
    assert "اقرأ المزيد" not in body(first)
    assert (second.outlet and second.outlet.name, second.published) == ("بريد المرافئ", None)


def test_atom_has_dates_of_publication_and_change() -> None:
    found = article(whole(read(ATOM.encode()))[0])
    assert (found.published, found.author) == ("2025-03-04", "هدى سالم")
    assert [(d.origin, d.value) for d in found.dates] == [("feed", "2025-03-04"), ("meta:updated", "2025-03-05")]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"<rss version='2.0'><channel><title>x</title></channel></rss>", "the feed has no items"),
        (b"<rss version='2.0'><channel><title>x", "the feed"),
    ],
)
def test_a_feed_without_items(data: bytes, reason: str) -> None:
    (complaint,) = refused(read(data, "f.xml"))
    assert complaint.startswith(f"f.xml: {reason}")


# ---------------------------------------------------------------- archives


def test_a_record_says_where_and_when_its_page_was_fetched() -> None:
    (document,) = whole(read(b"".join(warc(HTML.encode()))))
    found = article(document)
    assert found.url == "https://afq.example/2025/03/04/port" and found.published == "2025-03-04"
    assert dict(document.said)["crawled"] == "2025-03-05"


def test_a_date_after_the_crawl_is_flagged_and_not_believed() -> None:
    late = HTML.replace("</head>", '<meta property="article:published_time" content="2025-04-09"></head>')
    found = article(whole(read(b"".join(warc(late.encode()))))[0])
    assert found.published == "2025-03-04"
    assert [(d.origin, d.flag) for d in found.dates] == [("meta", "after-crawl"), ("url-date", None)]
    assert found.published_why == "url-date; differs: meta 2025-04-09 (after-crawl)"


@pytest.mark.parametrize("kind", ["image/jpeg", "text/css", "application/json"])
def test_what_is_no_page_is_passed_over(kind: str) -> None:
    assert read(b"".join(warc(HTML.encode(), kind=kind))) == []


def test_the_server_s_charset_is_heard() -> None:
    data = "\n".join([TITLE, *BODY]).encode("iso-8859-6", "replace")
    (document,) = whole(read(b"".join(warc(data, kind="text/plain; charset=iso-8859-6"))))
    assert document.encoding == "iso8859-6" and TITLE in document.text


RANDOM = "".join(chr(0x627 + (n * 7919) % 30) for n in range(9000))
RECORDS = warc(*(HTML.replace("الأفق", f"{RANDOM[n : n + 3000]}").encode() for n in range(4)))


def flipped(packed: bytes) -> bytes:
    at = len(packed) // 2
    return packed[:at] + bytes(255 - b for b in packed[at : at + 2]) + packed[at + 2 :]


@pytest.mark.parametrize(
    "damage",
    [flipped, lambda p: p[: len(p) // 2], lambda p: b"rubbish" * 9, lambda p: p[:-8] + b"\x00" * 8],
    ids=["bits", "cut", "rubbish", "check sum"],
)
def test_a_damaged_packed_record_is_reported_and_skipped(damage: Callable[[bytes], bytes]) -> None:
    one, two, three, four = map(gzip.compress, RECORDS)
    found = read(one + damage(two) + three + four, "a.warc.gz")
    assert [d.name for d in whole(found)] == ["a.warc.gz#1", "a.warc.gz#3", "a.warc.gz#4"]
    (complaint,) = refused(found)
    assert complaint.startswith("a.warc.gz#2: damaged record") and "\n" not in complaint


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda r: r[: len(r) // 2], "its length is wrong"),
        (lambda r: re.sub(rb"(Content-Length: \d+)\d", rb"\1", r), "its length is wrong"),
        (lambda r: r.replace(b"Content-Length: ", b"Content-Length: x"), "its length is missing"),
        (lambda r: b"\x00rubbish\r\n\r\n" * 9, "no record begins here"),
    ],
    ids=["cut", "length", "no length", "rubbish"],
)
def test_a_damaged_record_is_reported_and_skipped(damage: Callable[[bytes], bytes], reason: str) -> None:
    one, two, three, four = RECORDS
    assert damage(two) != two
    found = read(one + damage(two) + three + four, "a.warc")
    assert [d.name for d in whole(found)] == ["a.warc#1", "a.warc#3", "a.warc#4"]
    assert refused(found) == [f"a.warc#2: damaged record ({reason}), skipped"]


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_an_archive_cut_short_keeps_what_came_before(pack: Callable[[bytes], bytes]) -> None:
    one, two = pack(RECORDS[0]), pack(RECORDS[1])
    found = read(one + two[: len(two) // 2], "a.warc")
    assert [d.name for d in whole(found)] == ["a.warc#1"] and len(refused(found)) == 1


def test_an_archive_packed_as_one_is_read() -> None:
    assert len(whole(read(gzip.compress(b"".join(RECORDS))))) == 4


def test_an_archive_is_read_as_it_is_asked_for() -> None:
    """Only so much of the file as the records asked for: memory does not grow with the archive."""

    class Endless(io.RawIOBase):
        def __init__(self) -> None:
            self.records = iter(lambda: gzip.compress(RECORDS[0]), b"")
            self.rest = b""
            self.given = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            self.rest = self.rest or next(self.records)
            size = min(len(buffer), len(self.rest))
            buffer[:size], self.rest = self.rest[:size], self.rest[size:]
            self.given += size
            return size

    endless = Endless()
    found: Iterator[Document | Unreadable] = documents(endless, "a.warc.gz", Options())  # type: ignore[arg-type]
    assert [next(found).name for _ in range(3)] == ["a.warc.gz#1", "a.warc.gz#2", "a.warc.gz#3"]
    assert endless.given < 1 << 20


# ---------------------------------------------------------------- records


@pytest.mark.parametrize(
    ("record", "fields"),
    [
        ({"headline": TITLE, "body": "\n".join(BODY), "publisher": "الأفق", "date": "04/03/2025"}, {}),
        ({"Title": TITLE, "Article_Text": "\n".join(BODY), "site-name": "الأفق",
          "pubDate": "Tue, 04 Mar 2025 09:00:00 GMT"}, {}),
        ({"title": TITLE, "paragraphs": list(BODY), "source": {"id": None, "name": "الأفق"},
          "timestamp": 1741046400}, {}),
        ({"العنوان": TITLE, "النص": "\n".join(BODY), "المصدر": "الأفق", "التاريخ": "4 مارس 2025"}, {}),
        ({"t": TITLE, "b": "\n".join(BODY), "p": "الأفق", "d": "2025-03-04"},
         {"title": "t", "text": "b", "outlet": "p", "published": "d"}),
        ({"title": TITLE + " | الأفق", "content": "".join(f"<p>{p}</p>" for p in BODY), "site": "الأفق",
          "date": "20250304"}, {}),
        ({"html": HTML, "source": "الأفق", "date": "2025-03-04"}, {}),
    ],
)  # fmt: skip
def test_columns_are_known_by_name(record: dict[str, Any], fields: dict[str, str]) -> None:
    found = article(whole(read(json.dumps(record).encode(), **fields))[0])
    assert (found.title, body(found)) == (TITLE, "\n".join(BODY))
    assert (found.outlet and found.outlet.name, found.published, found.published_basis) == (
        "الأفق",
        "2025-03-04",
        "stated",
    )


def test_a_line_that_is_no_record_is_reported_and_skipped() -> None:
    found = read(LINE + b'\n{"title": \n\n[1, 2]\n' + LINE.replace(b"a 7", b"b"), "c.jsonl")
    assert [d.name for d in whole(found)] == ["c.jsonl#a_7", "c.jsonl#b"]
    assert [e.partition(" (")[0] for e in refused(found)] == [
        "c.jsonl#2: the line is no JSON object",
        "c.jsonl#4: the line is no JSON object",
    ]


def test_a_record_without_text_names_its_columns() -> None:
    assert refused(read(b'{"a": 1, "b": "x"}', "c.jsonl")) == [
        "c.jsonl#1: no column with text (a, b); --field text=NAME"
    ]


def test_parquet_is_read_like_json_lines(tmp_path: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "corpus.bin"
    parquet.write_table(pyarrow.table({k: [v, v] for k, v in {**RECORD, "id": "x"}.items()}), path)
    found = read(path.read_bytes())
    assert [d.name for d in whole(found)] == ["input#x", "input#x@2"]
    assert article(whole(found)[0]).published == "2025-03-04"
    damaged = path.read_bytes()[:60] + b"PAR1"
    assert refused(read(damaged, "c.parquet"))[0].startswith("c.parquet: the Parquet data are damaged")


def test_parquet_without_its_library_is_one_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *arguments: Any, **named: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return real(name, *arguments, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    assert refused(read(b"PAR1" + bytes(20), "c.parquet")) == [
        'c.parquet: reading Parquet needs pyarrow: pip install "khabar[parquet]"'
    ]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2025-03-04", "2025-03-04"),
        ("2025/03/04 10:00", "2025-03-04"),
        ("20250304", "2025-03-04"),
        ("20250304T101500Z", "2025-03-04"),
        ("Tue, 04 Mar 2025 23:30:00 +0300", "2025-03-04"),
        ("1741046400", "2025-03-04"),
        ("1741046400000", "2025-03-04"),
        ("4 آذار/مارس 2025", "2025-03-04"),
        ("الثلاثاء 4 مارس 2025 - 10:20", "2025-03-04"),
        ("٤ مارس ٢٠٢٥", "2025-03-04"),
        ("", None),
        ("12", None),
        ("2025-02-31", None),
        ("أمس", None),
    ],
)
def test_days_of_corpora(written: str, day: str | None) -> None:
    assert a_day(written) == day


# ---------------------------------------------------------------- mail


def test_a_newsletter_has_its_subject_sender_and_day() -> None:
    found = article(whole(read(MAIL))[0])
    assert (found.title, found.published, found.published_why) == (TITLE, "2025-03-04", "mail")
    assert body(found) == "\n".join(BODY) and found.document.encoding == "cp1256"


def test_a_page_that_a_browser_saved_is_read_as_the_page() -> None:
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://afq.example/2025/03/04/port\r\n"
        "Subject: x\r\nDate: Wed, 5 Mar 2025 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\n'
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    )
    found = article(whole(read(head.encode() + HTML.encode() + b"\r\n--b--\r\n"))[0])
    assert (found.title, body(found)) == (TITLE, "\n".join(BODY))
    assert (found.published, found.url) == ("2025-03-04", "https://afq.example/2025/03/04/port")
    assert dict(found.document.said)["crawled"] == "2025-03-05"


# ---------------------------------------------------------------- folders


def test_a_folder_s_files_are_taken_by_name_or_content(tmp_path: Path) -> None:
    kept = {
        "a.txt": PLAIN,
        "b.jsonl": LINE,
        "c.warc.gz": b"".join(RECORDS),
        "index.php?id=7": HTML.encode(),
        "feed": RSS.encode(),
    }
    left = {"notes.md": PLAIN, "style.css": b"p {}", "README": PLAIN, "picture.bin": b"\x89PNG", ".hidden.txt": PLAIN}
    for name, data in {**kept, **left}.items():
        (tmp_path / name).write_bytes(data)
    assert [s.name for s in pages.sources([tmp_path])[0]] == sorted(kept)


def test_damaged_gzip_is_one_clear_line() -> None:
    packed = gzip.compress(LINE + b"\n" + RANDOM.encode())
    (complaint,) = refused(read(packed[: len(packed) // 3], "c.jsonl.gz"))
    assert complaint == "c.jsonl.gz: the gzip data are damaged; what came before is read"
