"""Whatever the text, events never crash and their evidence stays inside the article."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from khabar import events
from khabar.model import Article, Document, Entity, Mention, Names, Span
from khabar.text import sentences

WORDS = """
وقع سيوقع اتفاق اتفاقات معاهدة بين مع و في إلى على الرئيس مالطا قبرص زيارة غارات ، . » « لن قد لمدة عقوبات نفى تأجيل
"""
words = st.sampled_from(WORDS.split())


@settings(deadline=None)  # the first text waits for the tables
@given(st.lists(words, max_size=40))
def test_never_crashes(tokens: list[str]) -> None:
    text = " ".join(tokens)
    mentions, at = [], 0
    for token in tokens:
        if token in ("مالطا", "قبرص"):
            mentions.append(Mention(span=Span(at, at + len(token)), text=token, type="LOC", entity=token, rule="t"))
        at += len(token) + 1
    names = Names(
        mentions=tuple(mentions),
        entities=tuple(Entity(id=i, type="LOC", names={"ar": i}) for i in ("مالطا", "قبرص")),
    )
    span = Span(0, len(text))
    article = Article(id="x", number=1, document=Document(name="p", sha256="0", text=text), spans=(span,))
    found = events.read(article, sentences(text, [span]), (), names, ())
    for item in (*found.events, *found.agreements):
        assert item.evidence and all(span.covers(e) and e.start < e.end for e in item.evidence)
