"""Every link with its reason, and what the pages call somebody."""

from __future__ import annotations

import pytest

from khabar import pipeline
from khabar.model import Entity, Reading
from khabar.names import offices, search
from khabar.record import article_record

PAGE = """بزشكيان يصل موسكو
17-01-2025

وصل الرئيس الإيراني مسعود بزشكيان إلى موسكو، وقال بيزشكيان إن بلاده تريد السلام. وأضاف الرئيس أن الأمر صعب.
وذكر الخبير الاقتصادي عبد القدوس الطحاوي أن الأسعار ترتفع. وبحسب الطحاوي فإن وزارة المياه الأردنية رفضت.
"""


@pytest.fixture(scope="module")
def reading() -> Reading:
    return pipeline.analyse(pipeline.read(PAGE.encode(), "page.txt")[0])


def entity(reading: Reading, id: str) -> Entity:
    found = reading.entity(id)
    assert found is not None
    return found


def of(reading: Reading, text: str) -> Entity:
    return entity(reading, next(m.entity for m in reading.mentions if m.text == text))


def test_no_entity_is_without_a_reason(reading: Reading) -> None:
    assert [e.id for e in reading.entities if e.type != "ANON" and not e.reasons] == []


def test_a_spelling_of_the_tables_a_short_form_and_an_office(reading: Reading) -> None:
    president = entity(reading, "masoud-pezeshkian").reasons
    assert "«بيزشكيان»: in the tables, a name of «مسعود بزشكيان»" in president
    assert "«الرئيس»: the page gave this office to him" in president
    expert = of(reading, "الطحاوي")
    assert "«الطحاوي»: short form of «عبد القدوس الطحاوي» on the page" in expert.reasons
    assert "«عبد القدوس الطحاوي»: named so on the page, in no table" in expert.reasons


def test_the_description_is_the_pages_own_words(reading: Reading) -> None:
    assert of(reading, "الطحاوي").description == "الخبير الاقتصادي"
    assert entity(reading, "masoud-pezeshkian").description == "الرئيس الإيراني"


@pytest.mark.parametrize(
    ("person", "day", "words"),
    [
        ("vladimir-putin", "2025-01-17", "رئيس روسيا"),
        ("sergey-lavrov", "2018-05-10", "وزير خارجية روسيا"),
        ("antonio-guterres", "2018-05-10", "أمين عام الأمم المتحدة"),
        ("jeremy-corbyn", "2018-05-10", "زعيم حزب العمال"),
        ("vladimir-putin", None, None),
        ("lionel-messi", "2018-05-10", None),
    ],
)
def test_the_office_of_the_tables_is_that_of_the_day(person: str, day: str | None, words: str | None) -> None:
    told = offices.by_table(person, day)
    assert told == words or (person == "sergey-lavrov" and told == "وزير الخارجية الروسي")


def test_the_record_holds_references_with_their_reason(reading: Reading) -> None:
    listed = [(r["text"], r["entity"], r["why"]) for r in article_record(reading)["references"]]
    assert ("الرئيس", "masoud-pezeshkian", "the page gave this office to him") in listed


def test_who_tells_references_and_the_pages_words(reading: Reading) -> None:
    (found,) = search.search("الطحاوي", [reading])
    assert found.said == (("الخبير الاقتصادي", "2025-01-17", "page.txt"),)
    (found,) = search.search("Pezeshkian", [reading])
    assert found.references == (("الرئيس", 1),) and dict(found.spellings)["بيزشكيان"] == 1


def test_a_state_that_is_only_meant_is_found_with_its_reason(reading: Reading) -> None:
    assert entity(reading, "russia").reasons


def test_read_together_a_page_keeps_its_reasons_and_its_words(reading: Reading) -> None:
    other = "استقرار الأسعار\n18-01-2025\n\nقال عبدالقدوس الطحاوي إن الأسعار استقرت في السوق هذا الأسبوع.\n"
    second = pipeline.analyse(pipeline.read(other.encode(), "other.txt")[0])
    a, b = sorted(pipeline.together([reading, second]), key=lambda r: r.key)
    assert of(a, "عبدالقدوس الطحاوي").id == of(b, "الطحاوي").id
    assert of(b, "الطحاوي").description == of(a, "عبدالقدوس الطحاوي").description == "الخبير الاقتصادي"
    assert "«الطحاوي»: short form of «عبد القدوس الطحاوي» on the page" in of(b, "الطحاوي").reasons


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ("القاضي", "القاضي"),
        ("الطبيب الأردني", "الطبيب الأردني"),
        ("السيد", None),
        ("والقاضي", "القاضي"),
        ("لاعبه", None),
    ],
)
def test_a_title_alone_tells_the_office_unless_it_is_an_honour(before: str, words: str | None) -> None:
    page = f"خبر من المحكمة\n17-01-2025\n\nوقال {before} نبيل غرناوي إن الجلسة مؤجلة إلى الأسبوع المقبل.\n"
    found = pipeline.analyse(pipeline.read(page.encode(), "page.txt")[0])
    assert of(found, "نبيل غرناوي").description == words
