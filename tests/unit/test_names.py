"""The names of one article: what is found, under which id."""

from __future__ import annotations

from khabar.model import Article, Document, Names, Span
from khabar.names import read
from khabar.text import sentences


def names_of(text: str, published: str = "2018-05-10") -> Names:
    document = Document(name="page.txt", sha256="0", text=text)
    spans = (Span(0, len(text)),)
    article = Article(id="a", number=1, document=document, spans=spans, published=published)
    return read(article, sentences(text, spans))


def found(text: str) -> list[str]:
    return [m.text for m in names_of(text).mentions]


def ids(text: str) -> dict[str, str]:
    return {m.text: m.entity for m in names_of(text).mentions}


def test_particles_stay_outside_the_mention() -> None:
    assert found("وصل الوفد إلى القاهرة قادما من بغداد، ولبيروت موعد آخر.") == ["القاهرة", "بغداد", "بيروت"]


def test_the_article_after_lam_is_kept_as_written() -> None:
    mention = names_of("غادر الوفد متوجها للقاهرة صباحا.").mentions[0]
    assert (mention.text, mention.entity) == ("لقاهرة", "cairo")


def test_a_title_leads_to_an_unlisted_name() -> None:
    names = names_of("قال وزير الزراعة الأردني سامر الخصاونة إن الموسم جيد. وأضاف الخصاونة أن الأمطار كافية.")
    people = [m for m in names.mentions if m.type == "PER"]
    assert [m.text for m in people] == ["سامر الخصاونة", "الخصاونة"]
    assert len({m.entity for m in people}) == 1


def test_the_noun_phrase_of_title_and_name_is_a_reference() -> None:
    names = names_of("قال وزير الزراعة الأردني سامر الخصاونة إن الموسم جيد.")
    reference = next(r for r in names.references if r.rule == "title+name")
    assert reference.text == "وزير الزراعة الأردني سامر الخصاونة"
    assert reference.entity == names.mentions[-1].entity


def test_a_nisba_is_no_mention() -> None:
    assert found("التقى الوفد الروسي نظيره المصري.") == []


def test_a_body_of_state_is_built_on_its_head() -> None:
    assert "وزارة الموارد المائية العراقية" in found("قالت وزارة الموارد المائية العراقية إن السدود ممتلئة.")


def test_a_lone_class_noun_is_no_mention() -> None:
    assert found("قالت الهيئة إن الوزارة لم ترد على الحركة.") == []
