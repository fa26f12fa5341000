"""Whatever bytes a container holds: they are read or refused, and what is read can be taken apart."""

from __future__ import annotations

import gzip
import io
import itertools
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from khabar import pages
from khabar.errors import Unreadable
from khabar.pages.readers import Options, documents
from khabar.pages.segments import segments

LINE = "وقال الوزير إن الميناء سيستقبل أول سفينة مطلع الشهر المقبل، وإن الأعمال استغرقت عامين."
STARTS = st.sampled_from(
    [
        b"", b"WARC/1.0\r\n", b"PAR1", b"<rss version='2.0'><channel><item><title>", b'{"text": "', b"[{",
        b"From: a\r\nTo: b\r\nDate: x\r\n\r\n", b"<html><body><h1>", b"\x1f\x8b\x08", b"<feed><entry>",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 90\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<p>",
    ]
)  # fmt: skip
PIECES = st.sampled_from(
    [LINE, f"<p>{LINE}</p>", "</div>", "<h1>عنوان الخبر</h1>", "<a href='/'>رابط طويل هنا</a>", "\r\n\r\n", '"}', "\n"]
)
CONTENT = st.lists(st.one_of(PIECES.map(str.encode), st.binary(max_size=30)), max_size=12).map(b"".join)


@settings(max_examples=250, deadline=None)
@given(STARTS, CONTENT, st.booleans())
def test_any_input_is_read_or_refused(start: bytes, content: bytes, packed: bool) -> None:
    data = start + content
    for found in documents(io.BytesIO(gzip.compress(data) if packed else data), "x", Options()):
        if isinstance(found, Unreadable):
            assert found.reason and "\n" not in str(found)
            continue
        ends = [0]
        for mark in found.marks:
            assert ends[-1] <= mark.span.start < mark.span.end <= len(found.text)
            ends.append(mark.span.end)
        articles = pages.articles(found)
        for article in articles:
            assert all(0 <= s.start < s.end <= len(found.text) for s in article.spans)
        shown = segments(found, articles)
        assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(shown))
        told = "".join(s.span.of(found.text) for s in shown)
        assert "".join(told.split()) == "".join(found.text.split()), "every letter of the page is in one segment"


TAGS = st.sampled_from(
    ["div", "p", "article", "section", "h1", "h2", "li", "ul", "a", "span", "table", "td", "main", "aside", "br"]
)
CLASSES = st.sampled_from(["", "article-body", "related", "share", "author", "lead", "live-blog", "caption", "x"])


@st.composite
def trees(draw: st.DrawFn, depth: int = 4) -> str:
    tag, name = draw(TAGS), draw(CLASSES)
    inside = draw(st.sampled_from([LINE, "كلمة", "عنوان خبر آخر في الصفحة", ""]))
    if depth:
        inside += "".join(draw(st.lists(trees(depth=depth - 1), max_size=3)))
    return f'<{tag} class="{name}">{inside}</{tag}>'


@settings(max_examples=120, deadline=None)
@given(trees())
def test_any_tree_gives_text_that_is_in_the_page(tree: str) -> None:
    try:
        document = pages.document(f"<!doctype html><html><body>{tree}</body></html>".encode(), "x.html")
    except Unreadable:
        return
    assert set("".join(document.text.split())) <= set(tree)
    for article in pages.articles(document):
        assert article.spans


VALUES = st.one_of(
    st.none(),
    st.integers(),
    st.floats(),
    st.text(max_size=40),
    st.just(LINE),
    st.lists(st.text(max_size=9), max_size=3),
)
RECORDS = st.lists(
    st.dictionaries(
        st.sampled_from(["text", "title", "body", "date", "id", "source", "url", "html", "x"]),
        st.one_of(
            st.none(),
            st.integers(),
            st.floats(),
            st.text(max_size=40),
            st.just(LINE),
            st.lists(st.text(max_size=9), max_size=3),
        ),
        max_size=6,
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=120, deadline=None)
@given(RECORDS)
def test_any_records_have_names_of_their_own(records: list[dict[str, object]]) -> None:
    data = "\n".join(json.dumps(r) for r in records).encode()
    names = []
    for found in documents(io.BytesIO(data), "c", Options()):
        names.append(found.name)
        if not isinstance(found, Unreadable):
            pages.articles(found)
    assert len(names) == len(set(names))
