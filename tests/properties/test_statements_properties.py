"""Whatever the text, statements are read without an error and lie inside it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar import statements, times
from khabar.model import Article, Document, Entity, Mention, Names, Span
from khabar.text import sentences

WORDS = st.sampled_from(
    [
        "قال", "وقال", "أضاف", "إن", "أن", "بأن", "إلى", "عن", "من", "«", "»", '"', "“", "”", ":", "،", ".", "(", ")",
        "الوزير", "بحسب", "وفقا", "لرويترز", "ونقلت", "وكالة", "قوله", "مضيفا", "سامر", "دعا", "اتهم", "ب", "ل", "و",
        "كما", "على", "حد", "قول", "الذي", "أعلنت", "وزارة", "الصحة", "مقتل", "\n", "ـ", "َ",
        "2018", "x", "حمل", "مسؤولية", "إعلان", "مصدر", "عنه", "لسان", "جاء", "فيه", "بيان", "ألقى", "باللوم", "مؤكدين",
        "مسؤول", "المتحدث", "باسم", "رئيس", "المدير", "في", "التي", "للأمن", "للصحفيين", "للعام", "الماضي", "الجمعة",
        "العاصمة", "صحيفة", "تصريحات", "مقابلة", "مع", "يناير", "نائب", "السابق",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=60).map(" ".join) | st.text(max_size=200), st.data())
def test_never_raises_and_spans_lie_inside(text: str, data: st.DataObject) -> None:
    spans = (Span(0, len(text)),)
    article = Article(id="a", number=1, document=Document(name="p", sha256="0", text=text), spans=spans)
    mentions = []
    if len(text) > 3:
        start = data.draw(st.integers(0, len(text) - 2))
        end = data.draw(st.integers(start + 1, min(len(text), start + 12)))
        if text[start:end].strip():
            mentions.append(Mention(span=Span(start, end), text=text[start:end], type="PER", entity="p", rule="t"))
    names = Names(mentions=tuple(mentions), entities=(Entity(id="p", type="PER", names={"ar": "س"}),))
    lines = sentences(text, spans)
    when = times.read(text, spans, "2018-03-20")
    found = statements.read(article, lines, when, names)
    again = statements.read(article, lines, when, names)
    assert found == again
    known = {"p", *(e.id for e in found.entities)}
    for s in found.statements:
        assert 0 <= s.span.start < s.span.end <= len(text)
        assert s.text == s.span.of(text)
        assert s.speaker and set(s.speaker) <= known


MALFORMED = {
    "a quotation of five thousand words": "قال سامر: «" + "كلمة " * 5000 + "».",
    "an unclosed quotation": "قال سامر: «" + "كلمة أخرى وقال الوزير إن " * 500,
    "five hundred nested quotations": "قال سامر «" * 500 + "نص" + "»" * 500,
    "straight marks without end": 'قال سامر "' * 501,
    "brackets that never close": "قال سامر (" * 500,
    "no verb at all": "بيت كبير على تلة بعيدة " * 1000,
    "one sentence of verbs": "وقال سامر إن " * 1000,
    "nothing but participles": "مؤكدين " * 1000,
}


@pytest.mark.parametrize("text", MALFORMED.values(), ids=MALFORMED.keys())
def test_malformed_speech_is_read_and_loses_nothing_after_it(text: str) -> None:
    whole = text + "\n\nوقالت ليلى مراد إن الطريق إلى القرية مقطوع.\n"
    spans = (Span(0, len(whole)),)
    article = Article(id="a", number=1, document=Document(name="p", sha256="0", text=whole), spans=spans)
    found = statements.read(article, sentences(whole, spans), (), Names())
    assert found.statements[-1].text == "إن الطريق إلى القرية مقطوع"
    assert all(s.text == s.span.of(whole) for s in found.statements)
