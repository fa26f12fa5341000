"""Where a name that the tagger sees ends, and which known names are plain words where they stand."""

from __future__ import annotations

import pytest
from test_names import found, ids, names_of

from khabar.model import EntityType, Span
from khabar.names import edges, plain, recognise
from khabar.names.found import Page
from khabar.names.tagger import Tag
from khabar.names.words import Words
from khabar.text import view


def page_of(text: str) -> Page:
    return Page(Words(view(text), [Span(0, len(text))]))


def tags_of(page: Page, *names: tuple[str, EntityType]) -> list[Tag]:
    """Tags for stretches of words (folded, with their particles), each the first such stretch."""
    out = []
    for name, type in names:
        words = name.split()
        first = next(i for i in range(len(page.texts)) if page.texts[i : i + len(words)] == words)
        out.append(Tag(first, 0, first + len(words) - 1, type))
    return out


def ended(text: str, *names: tuple[str, EntityType]) -> list[str]:
    page = page_of(text)
    return [page.words.span(t.first, t.skip, t.last).of(text) for t in edges.put_right(page, tags_of(page, *names))]


@pytest.mark.parametrize(
    ("text", "name", "type", "right"),
    [
        ("عد يا رامون. احزم حقائبك.", "رامون احزم", "PER", ["رامون"]),
        ("قالت شبكة سي.بي.إس إن الطقس جيد.", "سي بي اس", "ORG", ["سي.بي.إس"]),
        ('رد هوميلز "اخرس الآن".', "هوميلز اخرس", "PER", ["هوميلز"]),
        ("ألقى (الرئيس فلاديمير) بوتين كلمة.", "فلاديمير بوتين", "PER", ["فلاديمير) بوتين"]),
        (
            "واجه محاربو الصحراء، المنتخب الألماني أمس.",
            "محاربو الصحراء المنتخب الالماني",
            "ORG",
            ["محاربو الصحراء", "المنتخب الألماني"],
        ),
        ("ينفي نجيب باطرادًا ما قيل.", "نجيب باطرادا", "PER", ["نجيب"]),
        ("ينفي نجيب مراراً ما قيل.", "نجيب مرارا", "PER", ["نجيب"]),
        ("احتلت هونغ كونغ الـ 14 في القائمة.", "هونغ كونغ ال 14", "LOC", ["هونغ كونغ"]),
        ("لعب إلكاي غندوغان وليرو ساني معا.", "الكاي غندوغان وليرو ساني", "PER", ["إلكاي غندوغان", "ليرو ساني"]),
        ("باعت آبل الأميركية هواتف.", "ابل الاميركيه", "ORG", ["آبل"]),
        ("فاز المنتخب الألماني أمس.", "المنتخب الالماني", "ORG", ["المنتخب الألماني"]),
        ("قال رجل يدعى حسن إنه رأى النار.", "يدعي حسن", "PER", ["حسن"]),
        (
            "قالت رئيسة المفوضية الأوروبية إنغريد هالستروم إن القرار قريب.",
            "المفوضيه الاوروبيه انغريد هالستروم",
            "ORG",
            ["المفوضية الأوروبية"],
        ),
        ("ينتمي إلى (حركة) الجهاد منذ سنوات.", "حركه", "ORG", []),
    ],
)
def test_a_name_ends_where_it_ends(text: str, name: str, type: EntityType, right: list[str]) -> None:
    assert ended(text, (name, type)) == right


def test_a_word_before_a_name_that_the_page_has_alone_is_no_part_of_it() -> None:
    text = "كشف عنه كوكي أمس. وقال كوكي إن الفريق جاهز. وعاد كوكي."
    page = page_of(text)
    tags = [*tags_of(page, ("عنه كوكي", "PER")), Tag(5, 0, 5, "PER"), Tag(10, 0, 10, "PER")]
    assert page.text(5) == page.text(10) == "كوكي"
    assert [(t.first, t.last) for t in edges.put_right(page, tags)] == [(2, 2), (5, 5), (10, 10)]


def test_a_particle_is_seen_where_the_page_has_the_name_without_it() -> None:
    page = page_of("سجل لاعب روما هدفا، فروما فاز. وفي روما احتفال.")
    tags = tags_of(page, ("روما", "ORG"), ("فروما", "ORG"))
    tags = [*tags, Tag(page.texts.index("روما", 5), 0, page.texts.index("روما", 5), "ORG")]
    assert [t.skip for t in edges.put_right(page, tags)] == [0, 1, 0]


@pytest.mark.parametrize(
    ("text", "plainly"),
    [
        ("عاد المهاجر إلى مسقط رأسه في الجبل.", "مسقط"),
        ("يعاني اللاعب من تمزق في الرباط الصليبي.", "الرباط"),
        ("تؤكد الحكومة الصينية دوماً هذا الموقف.", "دوماً"),
        ("الفريق يقاتل دوما من أجل الفوز.", "دوما"),
        ("باعت الشركة تذاكر من فئات مختلفة.", "فئات"),
        ("وعندما سؤل عن ذلك صمت.", "سؤل"),
        ("انقطع كابل في الحي فانطفأت الأنوار.", "كابل"),
        ("باع التاجر القمح إلى موزع محلي في السوق.", "موزع"),
        ("يبقى الجنود حماة للوطن.", "حماة"),
        ("اشتكى الكاتب من اختراق بريده الإلكتروني.", "بريده"),
    ],
)
def test_a_plain_word_is_no_name(text: str, plainly: str) -> None:
    assert plainly not in found(text)


@pytest.mark.parametrize(
    ("text", "name", "id"),
    [
        ("وصل الوفد إلى مسقط أمس.", "مسقط", "muscat"),
        ("غادر السفير الرباط إلى باريس.", "الرباط", "rabat"),
        ("قصف الجيش السوري مدينة دوما في الغوطة.", "دوما", "douma"),
        ("وقع انفجار في كابل، وقالت الشرطة الأفغانية إنه انتحاري.", "كابل", "kabul"),
        ("نقل الجرحى إلى دوما صباحا.", "دوما", "douma"),
        ("أصيب خمسة عمال في حماة شرقي النهر.", "حماة", "hama"),
        ("وصلت القافلة لمدينة حرض بعد يومين.", "حرض", "harad"),
        ("زار الأطباء بلدة موزع أمس.", "موزع", "mawza"),
        ("دوى انفجار في قندز صباح الأحد.", "قندز", "kunduz"),
        ("حطت طائرة الوفد في ليما قبل القمة.", "ليما", "lima"),
        ("اندلع حريق في بريدة فجرا.", "بريدة", "buraydah"),
        ("تأخر القطار المتجه إلى الكوت ساعة.", "الكوت", "kut"),
        ("افتتح معرض للكتاب في ميسان.", "ميسان", "maysan"),
    ],
)
def test_the_same_word_is_a_name_where_the_page_says_so(text: str, name: str, id: str) -> None:
    assert ids(text)[name] == id


@pytest.mark.parametrize("phrase", ["الضوء الأخضر", "بالضوء الأخضر", "والضوء الأخضر"])
def test_a_phrase_is_known_with_the_particles_of_its_first_word(phrase: str) -> None:
    page = page_of(f"منحه {phrase} أمس.")
    assert plain.in_phrase(page, 2, 0, 2)
    assert not plain.in_phrase(page_of("عاد الفريق الأخضر أمس."), 2, 0, 2)


@pytest.mark.parametrize("name", ["الاتحاد", "البيان", "الأهرام", "الوطن"])
def test_the_outlet_of_a_credit_is_a_name(name: str) -> None:
    text = f"انتهى المؤتمر بتوصيات كثيرة.\n*نقلا عن {name}\n"
    mention = next(m for m in names_of(text).mentions if m.text == name)
    assert (mention.type, mention.rule) == ("ORG", "credit")


def test_what_is_told_of_an_everyday_thing_is_no_credit() -> None:
    assert "الاتحاد" not in found("نقلا عن الاتحاد بين الشركتين كتب الصحفي مقالا.")


@pytest.mark.parametrize(
    ("text", "name", "id"),
    [
        ("عقد المؤتمر في العاصمة الفرنسية أمس.", "العاصمة الفرنسية", "paris"),
        ("وصل المشجعون للعاصمة الأوكرانية مساء.", "لعاصمة الأوكرانية", "kyiv"),
        ("وقع الانفجار بالعاصمة الكورية الجنوبية صباحا.", "العاصمة الكورية الجنوبية", "seoul"),
    ],
)
def test_a_capital_is_named_by_its_country(text: str, name: str, id: str) -> None:
    assert ids(text).get(name) == id


@pytest.mark.parametrize("text", ["عقد المؤتمر في العاصمة الفرنسية باريس.", "عقد المؤتمر في العاصمة الفرنسية، باريس."])
def test_a_capital_whose_name_follows_is_named_once(text: str) -> None:
    assert found(text) == ["باريس"]


@pytest.mark.parametrize(
    ("text", "name", "id"),
    [
        ("قالت وكالة الفضاء الأميركية إن المسبار جاهز.", "وكالة الفضاء الأميركية", "nasa"),
        ("وزعت منظمة الأمم المتحدة للطفولة دفاتر.", "منظمة الأمم المتحدة للطفولة", "unicef"),
    ],
)
def test_a_body_is_named_with_its_head(text: str, name: str, id: str) -> None:
    assert ids(text) == {name: id}


@pytest.mark.parametrize(
    ("text", "name", "id"),
    [
        ("أقر الاتحاد الأوروبي موازنة العام المقبل.", "الاتحاد الأوروبي", "european-union"),
        ("رفض الاتحاد الأوروبي شكوى النادي بعد المباراة، وأوقف لاعب الفريق.", "الاتحاد الأوروبي", "uefa"),
        ("نال المدرب شهادة الاتحاد الأوروبي. ويمنح اليويفا هذه الشهادة كل عام.", "الاتحاد الأوروبي", "uefa"),
        ("تأهل الفريق في دوري أبطال آسيا. ويعود دوري الأبطال في مارس.", "دوري الأبطال", "afc-champions"),
        ("تأهل الفريق أمس. ويعود دوري الأبطال في مارس.", "دوري الأبطال", "champions-league"),
    ],
)
def test_a_name_of_several_is_that_of_which_the_page_speaks(text: str, name: str, id: str) -> None:
    assert ids(text)[name] == id


def test_a_club_is_found_by_the_last_word_of_its_name() -> None:
    names = ids("فاز مانشستر يونايتد على ضيفه. وسجل يونايتد هدفين.")
    assert names["يونايتد"] == names["مانشستر يونايتد"] == "man-united"


def test_the_body_that_was_named_with_its_noun_is_meant_by_it() -> None:
    text = 'رفعت وكالة التصنيف العالمية "موديز" درجة القرض. ثم عدلت الوكالة توقعاتها.'
    meant = {r.text: r.entity for r in names_of(text).references}
    assert meant["الوكالة"] == ids(text)["موديز"]


def test_an_organisation_named_otherwise_does_not_take_the_noun_away() -> None:
    text = "اتهمت منظمة العفو الدولية الجيش. وقال مسؤول في الأمم المتحدة ذلك. وأوضحت المنظمة أن التحقيق مستمر."
    meant = {r.text: r.entity for r in names_of(text).references}
    assert meant["المنظمة"] == "amnesty"


@pytest.mark.parametrize(
    ("text", "name", "id"),
    [
        ("خسارة تاريخية لألمانيا أمام ضيوفها.", "ألمانيا", "germany"),
        ("مباحثات مع ألمانيا ولألبانيا نصيب منها.", "ألبانيا", "albania"),
        ("خسر الفريق المركز الأول للدنمارك في البطولة.", "لدنمارك", "denmark"),
    ],
)
def test_a_name_that_begins_with_alif_and_lam_after_lam(text: str, name: str, id: str) -> None:
    assert ids(text).get(name) == id


def test_a_name_cut_short_is_the_known_one() -> None:
    page = page_of("كتبت صحيفة وول ستريت جورنال أمس.")
    tag = Tag(2, 0, 3, "ORG")
    assert [f.last for f in recognise.merged(page, [], [tag])] == [4]


def test_a_state_s_adjective_belongs_to_its_ministry() -> None:
    page = page_of("قالت وزارة الإسكان الأردنية إن البيوت جاهزة.")
    found = recognise.merged(page, recognise.by_rules(page), [Tag(1, 0, 2, "ORG")])
    assert [(f.first, f.last) for f in found] == [(1, 3)]
