"""Statements: what is said, of what kind, by whom, through whom. The sentences are our own."""

from __future__ import annotations

import re

import pytest

from khabar import statements
from khabar.model import Article, Document, Entity, EntityType, Mention, Names, Span, Statement
from khabar.text import sentences
from khabar.times import read as read_times

KNOWN: dict[str, tuple[EntityType, str]] = {
    "سامر الحلبي": ("PER", "samer"),
    "الحلبي": ("PER", "samer"),
    "ليلى مراد": ("PER", "layla"),
    "كريم الأسعد": ("PER", "karim"),
    "رويترز": ("ORG", "reuters"),
    "فرانس برس": ("ORG", "afp"),
    "تسنيم": ("ORG", "tasnim"),
    "الغارديان": ("ORG", "guardian"),
    "الجزيرة": ("ORG", "aljazeera"),
    "يونيسف": ("ORG", "unicef"),
    "وزارة الصحة": ("ORG", "health"),
    "لشبونة": ("LOC", "lisbon"),
    "البرتغال": ("LOC", "portugal"),
    "إسبانيا": ("LOC", "spain"),
    "كندا": ("LOC", "canada"),
}
STANDS = {"lisbon": "portugal"}


def read(text: str) -> tuple[list[Statement], dict[str, str]]:
    """The statements of a text whose known names are marked, and the words of its unnamed sources by id."""
    taken: list[Span] = []
    mentions = []
    for surface in sorted(KNOWN, key=len, reverse=True):
        for m in re.finditer(re.escape(surface), text):
            span = Span(m.start(), m.end())
            if not any(span.overlaps(t) for t in taken):
                taken.append(span)
                kind, entity = KNOWN[surface]
                mentions.append(Mention(span=span, text=surface, type=kind, entity=entity, rule="test"))
    mentions.sort(key=lambda m: m.span)
    entities = tuple(
        Entity(id=i, type=t, names={"ar": n}, stands_for=STANDS.get(i))
        for i, (t, n) in {i: (t, n) for n, (t, i) in KNOWN.items()}.items()
    )
    document = Document(name="page.txt", sha256="0", text=text)
    spans = (Span(0, len(text)),)
    article = Article(id="a1", number=1, document=document, spans=spans, published="2024-05-02")
    found = statements.read(
        article,
        sentences(text, spans),
        read_times(text, spans, "2024-05-02"),
        Names(mentions=tuple(mentions), entities=entities),
    )
    return list(found.statements), {e.id: e.names["ar"] for e in found.entities}


CONTENT = [
    ("قال سامر الحلبي إن المحادثات ستستأنف الشهر المقبل.", "إن المحادثات ستستأنف الشهر المقبل", "indirect"),
    ("وقال سامر الحلبي: «لن نقبل بأقل من هدنة دائمة».", "لن نقبل بأقل من هدنة دائمة", "direct"),
    ('وقال سامر الحلبي "لن نقبل بأقل من هدنة دائمة".', "لن نقبل بأقل من هدنة دائمة", "direct"),
    ("قال سامر الحلبي إن “الطريق إلى السلام طويل وشاق”.", "الطريق إلى السلام طويل وشاق", "direct"),
    ('أكد سامر الحلبي أن الطريق "طويل" لكنه سالك.', 'أن الطريق "طويل" لكنه سالك', "mixed"),
    ("وقال سامر الحلبي: نحن ماضون في الإصلاح ولن نتوقف.", "نحن ماضون في الإصلاح ولن نتوقف", "direct"),
    ("صرح سامر الحلبي بأن المصنع سيفتح أبوابه قريبا.", "بأن المصنع سيفتح أبوابه قريبا", "indirect"),
    ("أعلنت وزارة الصحة تسجيل عشرين إصابة جديدة.", "تسجيل عشرين إصابة جديدة", "indirect"),
    ("اتهمت البرتغال إسبانيا بتلويث النهر المشترك.", "بتلويث النهر المشترك", "indirect"),
    ("دعا سامر الحلبي إلى عقد جلسة طارئة للبرلمان.", "إلى عقد جلسة طارئة للبرلمان", "indirect"),
    ("حذر سامر الحلبي من نفاد مخزون القمح خلال أسابيع.", "من نفاد مخزون القمح خلال أسابيع", "indirect"),
    ("قال سامر الحلبي إن الجسر آمن، مضيفا أن الصيانة مستمرة.", "إن الجسر آمن", "indirect"),
    ("توقفت القطارات عن العمل صباحا، بحسب وزارة الصحة.", "توقفت القطارات عن العمل صباحا", "indirect"),
    ("نفى سامر الحلبي ضلوعه في القضية.", "ضلوعه في القضية", "indirect"),
    ("«لا نملك ما يكفي من الدواء»، قالت ليلى مراد.", "لا نملك ما يكفي من الدواء", "direct"),
]


@pytest.mark.parametrize(("text", "content", "kind"), CONTENT)
def test_content_and_kind(text: str, content: str, kind: str) -> None:
    found, _ = read(text)
    assert (found[0].text, found[0].kind) == (content, kind)
    assert found[0].span.of(text) == content
