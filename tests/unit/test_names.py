"""The names of one article: what is found, under which id."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from khabar.model import Article, Document, Names, Reading, Span
from khabar.names import link, read
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


def references(text: str, published: str = "2018-05-10") -> list[tuple[str, str, str]]:
    names = names_of(text, published)
    name = {e.id: e.names["ar"] for e in names.entities}
    return [(r.text, name[r.entity], r.rule) for r in names.references]


def test_a_bare_title_goes_back_to_the_one_the_page_named() -> None:
    text = "قال وزير الزراعة الأردني سامر الخصاونة إن الموسم جيد. وأضاف الوزير أن الأمطار كافية."
    assert ("الوزير", "سامر الخصاونة", "title:page") in references(text)


def test_a_title_of_another_country_stays_open() -> None:
    text = "التقى وزير الزراعة الأردني سامر الخصاونة وزير الزراعة المصري في عمّان."
    assert not [r for r in references(text) if r[0] == "وزير الزراعة المصري"]


def test_the_two_sides_are_the_states_named_last() -> None:
    text = "وقعت مصر والأردن اتفاقا. وأكد الجانبان أهمية التعاون."
    assert {r[1] for r in references(text) if r[0] == "الجانبان"} == {"مصر", "الأردن"}


def test_an_apposition_gives_the_name_its_office() -> None:
    text = "وقال غابور توماسيان، وزير الزراعة المجري، إن الموسم جيد. ونفى وزير الزراعة وجود نقص."
    assert [r[1] for r in references(text) if r[0] == "وزير الزراعة"] == ["غابور توماسيان"]


def test_a_people_stands_for_its_state_as_reference_only() -> None:
    names = names_of("ينتظر الأردنيون نتائج المفاوضات.")
    assert [(r.text, r.entity) for r in names.references] == [("الأردنيون", "jordan")]
    assert not names.mentions


def reading(name: str, text: str) -> Reading:
    document = Document(name=name, sha256=name, text=text)
    article = Article(id=name, number=1, document=document, spans=(Span(0, len(text)),), published="2018-05-10")
    names = read(article, sentences(text, article.spans))
    return Reading(article=article, mentions=names.mentions, references=names.references, entities=names.entities)


def test_link_joins_spellings_of_one_unlisted_person_whatever_the_order() -> None:
    pages = [
        reading("a.txt", "قال وزير الزراعة الأردني سامر الخصاونة إن الموسم جيد."),
        reading("b.txt", "قال وزير الزراعة الأردني سامر الخصاونه إن الموسم جيد."),
        reading("c.txt", "قالت المتحدثة هيذر غونارت إن القرار نهائي."),
        reading("d.txt", "قالت المتحدثة هيذر جونارت إن القرار نهائي."),
    ]

    def people(readings: Sequence[Reading]) -> dict[str, set[str]]:
        return {r.key: {m.entity for m in r.mentions if m.type == "PER"} for r in readings}

    linked = people(link(pages))
    assert linked["a.txt"] == linked["b.txt"] != linked["c.txt"]
    assert linked["c.txt"] == linked["d.txt"]
    assert people(link(pages[::-1])) == linked


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "استقبل الملك سلمان بن عبد العزيز وفدا. وحضر ولي العهد محمد بن سلمان اللقاء. وقال سلمان إن العلاقات متينة.",
            ["king-salman", "mohammed-bin-salman", "king-salman"],
        ),
        ("وصل محمد بن سلمان إلى باريس. وقال سلمان إن التعاون مستمر.", ["mohammed-bin-salman", "mohammed-bin-salman"]),
        ("قال كيم إنه مستعد. والتقى كيم جونغ أون شقيقته كيم يو جونغ.", ["kim-jong-un", "kim-jong-un", "kim-yo-jong"]),
    ],
)
def test_one_word_is_who_is_called_so_himself_or_is_named_nearest(text: str, people: list[str]) -> None:
    assert [m.entity for m in reading("a.txt", text).mentions if m.type == "PER"] == people


def test_link_keeps_different_people_apart() -> None:
    pages = [
        reading("a.txt", "قال النائب غابور توماسيان إن الموسم جيد."),
        reading("b.txt", "قال النائب توماس توماسيان إن الموسم جيد."),
    ]
    assert len({m.entity for r in link(pages) for m in r.mentions if m.type == "PER"}) == 2


@pytest.mark.parametrize(
    ("text", "published", "words", "person"),
    [
        ("أكد الرئيس الأميركي أن بلاده ستنسحب.", "2018-05-10", "الرئيس الأميركي", "donald-trump"),
        ("أكد الرئيس الأميركي أن بلاده ستنسحب.", "2022-05-10", "الرئيس الأميركي", "joe-biden"),
        ("أكدت المستشارة الألمانية أن بلادها ستبقى.", "2018-05-10", "المستشارة الألمانية", "angela-merkel"),
        ("وقال وزير الخارجية الروسي إن الحوار متواصل.", "2018-05-10", "وزير الخارجية الروسي", "sergey-lavrov"),
        ("وصل ولي العهد السعودي إلى باريس.", "2018-05-10", "ولي العهد السعودي", "mohammed-bin-salman"),
        ("وصل الرئيس الكوري الجنوبي إلى باريس.", "2018-05-10", "الرئيس الكوري الجنوبي", "moon-jae-in"),
        ("وصل زعيم كوريا الشمالية إلى بكين.", "2018-05-10", "زعيم كوريا الشمالية", "kim-jong-un"),
    ],
)
def test_an_office_is_its_holder_on_that_day(text: str, published: str, words: str, person: str) -> None:
    found = [(r.text, r.entity, r.rule) for r in names_of(text, published).references]
    assert (words, person, "title:office") in found


@pytest.mark.parametrize(
    ("text", "words", "person", "rule"),
    [
        ("التقى الرئيس الفرنسي نظيره الروسي الأحد.", "نظيره الروسي", "vladimir-putin", "counterpart"),
        ("التقى سيرغي لافروف نظيره التركي الأحد.", "نظيره التركي", "mevlut-cavusoglu", "counterpart"),
        ("التقى ماكرون نظيره الروسي فلاديمير بوتين.", "نظيره الروسي فلاديمير بوتين", "vladimir-putin", "title+name"),
    ],
)
def test_a_counterpart_holds_there_the_office_of_whoever_was_named(
    text: str, words: str, person: str, rule: str
) -> None:
    assert (words, person, rule) in [(r.text, r.entity, r.rule) for r in names_of(text, "2018-05-10").references]


def test_the_counterpart_of_nobody_in_office_stays_open() -> None:
    found = names_of("التقى المدرب سامر العلي نظيره الروسي الأحد.", "2018-05-10").references
    assert not [r for r in found if r.rule == "counterpart"]


def test_an_office_without_a_day_stays_open() -> None:
    document = Document(name="page.txt", sha256="0", text="أكد الرئيس الأميركي أن بلاده ستنسحب.")
    spans = (Span(0, len(document.text)),)
    article = Article(id="a", number=1, document=document, spans=spans, published=None)
    assert not [r for r in read(article, sentences(document.text, spans)).references if r.rule == "title:office"]


def test_a_family_name_is_the_one_whom_the_page_names_in_full() -> None:
    names = names_of("قال وزير الخارجية الفلسطيني رياض المالكي إن الوضع صعب. وأضاف المالكي أن الحل قريب.")
    assert {m.entity for m in names.mentions if m.type == "PER"} == {"riyad-al-maliki"}


def test_another_spelling_of_a_full_name_is_the_person_of_the_tables() -> None:
    names = names_of("قال مسعود بيزيشكيان إن الحوار متواصل.")
    assert [m.entity for m in names.mentions if m.type == "PER"] == ["masoud-pezeshkian"]


def test_a_title_stands_outside_a_listed_name() -> None:
    assert "سلمان" in found("استقبل الملك سلمان في الرياض وفدا من الكويت.")


def test_the_adjective_of_a_country_is_no_part_of_a_club() -> None:
    assert "ريال مدريد" in found("فاز ريال مدريد الإسباني على ضيفه.")


def test_with_enthusiasm_is_no_movement() -> None:
    assert found("عمل الفريق بحماس كبير طوال اليوم.") == []


def test_a_team_is_one_under_country_and_adjective() -> None:
    text = "فاز المنتخب السعودي في اللقاء. وكان منتخب السعودية قد خسر سابقا."
    teams = [m.entity for m in names_of(text).mentions if "منتخب" in m.text]
    assert len(teams) == 2 and len(set(teams)) == 1
