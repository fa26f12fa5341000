"""Any bytes give a document or one clear reason; any text gives articles whose offsets lie inside it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from khabar import pages
from khabar.errors import Unreadable
from khabar.model import Document

PIECES = [
    "إقرأ أيضاً:", "المصدر: ", "كلمات دلالية:", "[ad_1]", "Exit mobile version", "Site icon ", "شاركها.", "•", "...",
    "نشرت في: 31/02/2025", "اليوم الاثنين", "الجمعة في 17 كانون الثاني/يناير", "بغداد/المسلة: ", "دبي (CNN)-- ",
    "وقال الوزير إن الميناء سيستقبل أول سفينة مطلع الشهر المقبل، وإن الأعمال استغرقت عامين.", "عنوان قصير", "2025",
    "ـ", "َ", "\u200f", "\ufeff", "\x00", "<p>", "<html>", "</body>", "مقالات مشابهة", "«", "”", "99", "\n", "\r\n", " ",
    "(أ ف ب)", "2 مايو، 2025", "كتب: سامي", "شاهد الفيديو.",
]  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=40).map("".join)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_spans_lie_inside_in_order_and_apart(text: str) -> None:
    document = Document(name="x", sha256="0" * 64, text=text)
    for number, article in enumerate(pages.articles(document), 1):
        assert article.number == number
        ends = [0] + [s.end for s in article.spans]
        assert all(0 <= e <= s.start < s.end <= len(text) for e, s in zip(ends, article.spans, strict=False))
        assert all(0 <= j.span.start <= j.span.end <= len(text) for j in article.junk)
        assert all(d.span is None or 0 <= d.span.start < d.span.end <= len(text) for d in article.dates)
        assert article.title_span is None or not any(s.overlaps(article.title_span) for s in article.spans)
    assert pages.articles(document) == pages.articles(document)


@settings(max_examples=80, deadline=None)
@given(st.one_of(st.binary(max_size=200), TEXTS.map(lambda t: t.encode("utf-8", "replace"))))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        document = pages.document(data, "x.html")
    except Unreadable as error:
        assert error.reason
    else:
        pages.articles(document)
