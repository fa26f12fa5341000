"""Pacts: who makes them, what is none, which are one, and where those with a name of their own stand."""

from __future__ import annotations

import re

import pytest

from khabar import events, times
from khabar.events.pacts.words import find, grammar, named_pacts, statuses
from khabar.events.slots import plain
from khabar.model import Agreement, Article, Document, Entity, Mention, Names, Span
from khabar.text import fold, rows, sentences

NAMES = {
    "سامر": ("samer", "PER"), "ليلى": ("layla", "PER"), "تونس": ("tunisia", "LOC"), "مالطا": ("malta", "LOC"),
    "قبرص": ("cyprus", "LOC"), "سوسة": ("sousse", "LOC"), "الحركة الخضراء": ("green-movement", "ORG"),
    "شركة النجم": ("star", "ORG"), "شركة البدر": ("moon", "ORG"), "نادي الميناء": ("port-club", "ORG"),
    "نادي الاتفاق": ("ettifaq", "ORG"), "المجلس التنفيذي": ("board", "ORG"), "إيران": ("iran", "LOC"),
    "صندوق النقد الدولي": ("imf", "ORG"), "أحرار الشام": ("ahrar-al-sham", "GROUP"),
    "فرنسا": ("france", "LOC"), "ألمانيا": ("germany", "LOC"), "بريطانيا": ("united-kingdom", "LOC"),
    "الولايات المتحدة": ("united-states", "LOC"), "لندن": ("london", "LOC"), "بروكسل": ("brussels", "LOC"),
}  # fmt: skip
CAPITALS = {"london": "united-kingdom", "brussels": "european-union"}


def pacts(text: str, published: str | None = "2025-03-10") -> tuple[Agreement, ...]:
    span = Span(0, len(text))
    document = Document(name="page.txt", sha256="0", text=text)
    article = Article(id="x", number=1, document=document, spans=(span,), published=published)
    mentions = [
        Mention(span=Span(m.start(), m.end()), text=name, type=kind, entity=id, rule="test")
        for name, (id, kind) in NAMES.items()
        for m in re.finditer(name, text)
    ]
    entities = [
        Entity(id=m.entity, type=m.type, names={"ar": m.text}, stands_for=CAPITALS.get(m.entity)) for m in mentions
    ]
    names = Names(mentions=tuple(sorted(mentions, key=lambda m: m.span)), entities=tuple(entities))
    return events.read(article, sentences(text, [span]), times.read(text, [span], published), names, ()).agreements


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("قالت ليلى إن تونس توصلت إلى اتفاق مع مالطا.", {"tunisia", "malta"}),
        ("أعلن الرئيس التونسي سامر أن بلاده أبرمت اتفاقا مع مالطا.", {"tunisia", "malta"}),
        ("أعلن الرئيس التونسي سامر أنه أبرم اتفاقا مع مالطا.", {"tunisia", "malta"}),
        ("جددت ليلى دعمها لاتفاق تونس مع مالطا.", {"tunisia", "malta"}),
        ("وافق المجلس التنفيذي لشركة النجم على اتفاق مع مالطا.", {"star", "malta"}),
        ("هاجمت الحركة الخضراء سوسة. ثم بدأ وقف لإطلاق النار بين تونس وهذه الحركة.", {"tunisia", "green-movement"}),
        ("استقبلت تونس وفدا من مالطا. وزار وفد تونس مالطا وتحدث عن اتفاق بين البلدين.", {"tunisia", "malta"}),
        ("حصلت شركة النجم على قرض من شركة البدر.", {"star", "moon"}),
        ("اشترت تونس من مالطا خمس سفن في صفقة قيمتها مليون دولار.", {"tunisia", "malta"}),
        ("هددت تونس مالطا بالرد إن ألغت صفقة بيع سفن لبلادها.", {"tunisia", "malta"}),
        ("أعلن سامر أن تونس تتفاوض سرا مع مالطا للتوصل إلى اتفاق.", {"tunisia", "malta"}),
        ("وترتبط تونس ومالطا منذ 2010 باتفاق للصيد.", {"tunisia", "malta"}),
        ("تريد تونس أن تبرم اتفاقا مع مالطا.", {"tunisia", "malta"}),
        ("توصلت تونس، بعد أشهر، مع مالطا إلى اتفاقين.", {"tunisia", "malta"}),
        ("قالت تونس إن الاتفاق مع مالطا قريب.", {"tunisia", "malta"}),
        ("وقعت شركة النجم على اتفاق مع الجارة الصغيرة مالطا.", {"star", "malta"}),
        ("وافقت شركة النجم على شراء شركة البدر في صفقة كبيرة.", {"star", "moon"}),
        ("أعلن نادي الميناء تمديد عقد سامر لموسمين.", {"port-club", "samer"}),
        ("ينتهي عقد اللاعب سامر مع نادي الميناء في الصيف.", {"port-club", "samer"}),
        ("توصلت تونس، التي تدعم الحركة، ومالطا، خلال محادثات طويلة، إلى اتفاق.", {"tunisia", "malta"}),
        ("تتفاوض لندن وبروكسل على اتفاق تجاري منذ بريكست.", {"united-kingdom", "european-union"}),
        ("أشاد بالهدنة بين الكوريتين.", {"north-korea", "south-korea"}),
        (
            "ينص الاتفاق الذي توصلت إليه تونس ومالطا، مع الحركة الخضراء، على ذلك.",
            {"tunisia", "malta", "green-movement"},
        ),
        ("جرى توقيع اتفاق الصيد في سوسة من جانب تونس ومالطا.", {"tunisia", "malta"}),
        ("زارت تونس وفود من مالطا التي ترتبط معها باتفاق للصيد.", {"tunisia", "malta"}),
        ("توصلت تونس إلى اتفاق مع المتمردين.", {"tunisia"}),
        ("وقعت تونس في الأعوام الأخيرة اتفاقات للتعاون في الصيد مع أكثر من عشر دول منها مالطا.", {"tunisia", "malta"}),
        ("ارتفعت الأسهم بعد اتفاق بين زعيمي البلدين في المحادثات الأخيرة سامر وليلى.", {"samer", "layla"}),
        ("عرضت تونس على مالطا اتفاقا للصيد.", {"tunisia", "malta"}),
        ("كشفت عن صفقة بين شركة النجم التي تديرها ليلى، وشركة البدر.", {"star", "moon"}),
        ("رعت تونس ومالطا اتفاقا ينهي الخلاف.", {"tunisia", "malta"}),
        ("حصلت تونس من صندوق النقد الدولي على دفعة في إطار برنامج إقراض مدته ثلاث سنوات.", {"imf", "tunisia"}),
        ("أنجزت تونس الإصلاحات في إطار برنامج صندوق النقد الدولي.", {"imf", "tunisia"}),
        ("حصلت تونس على دفعة في إطار خطة إنقاذ كبيرة.", {"tunisia"}),
        ("قال وزير البترول التونسي، سامر، إن بلاده ستوقع اتفاقا مع مالطا.", {"tunisia", "malta"}),
        ("زار سامر رئيس تونس مالطا. ووقع الرئيس السابق، سامر، عقدا مع شركة النجم.", {"samer", "star"}),
    ],
)
def test_who_makes_a_pact(text: str, parties: set[str]) -> None:
    found = pacts(text)
    assert parties in [set(a.parties) for a in found], found


@pytest.mark.parametrize(
    "text",
    [
        "قال سامر إن المصانع توصلت إلى اتفاق مع مالطا.",  # whose it is bears no name
        "أعلنت تونس ذلك بالاتفاق مع مالطا.",
        "نفت تونس التوصل إلى أي اتفاق مع مالطا.",
        "انتهت المحادثات بين تونس ومالطا دون التوصل إلى اتفاق.",
        "فشلت تونس ومالطا في التوصل إلى اتفاق.",
        "بحثت تونس ومالطا تسوية النزاع سياسيا.",
        "تحدثت تونس عن القمة التي عقدها مع مالطا.",
        "لا يوجد مثيل لاتفاق بين تونس وأي دولة.",
        "سجل لاعب الاتفاق هدفين أمام نادي الميناء.",
        "فاز نادي الاتفاق على نادي الميناء.",
        "لم تكن تونس طرفا في الصفقة مع مالطا.",
        "أدى الاتفاق إلى زيادة تجارة تونس مع مالطا.",
        "زار وفد تونس مالطا وتحدث عن العقد بين الطرفين.",
        "عقد سامر مع نادي الميناء اجتماعا.",
        "بحثت تونس ومالطا تهدئة مخاوف الصيادين.",
        "ساعد في اتفاق تونس ومالطا على عقد قمة.",
        "اتفقت تونس ومالطا على أن أي صفقة يجب أن تكون أوسع.",
        "أشار إلى اجتماع عقده مع وفد مالطا.",
        "ارتفع الخام عند التسوية في مالطا مع تونس.",
    ],
)
def test_what_is_no_pact(text: str) -> None:
    assert not pacts(text)


def test_a_minister_acts_for_his_state_and_a_player_for_himself() -> None:
    (state,) = pacts("وقع وزير الخارجية التونسي سامر اتفاقا مع مالطا.")
    assert set(state.parties) == {"tunisia", "malta"}
    (own,) = pacts("وقع اللاعب التونسي سامر عقدا مع نادي الميناء.")
    assert set(own.parties) == {"samer", "port-club"}


def test_a_lone_noun_goes_back_to_the_pact_before_it() -> None:
    (found,) = pacts("وقعت تونس ومالطا اتفاقا للصيد. والتقى سامر ليلى وبحثا تنفيذ الاتفاق.")
    assert set(found.parties) == {"tunisia", "malta"} and len(found.evidence) == 2


def test_a_new_pact_is_not_the_one_with_a_name() -> None:
    text = "تسعى الولايات المتحدة إلى اتفاق جديد مع إيران. وانسحبت الولايات المتحدة من الاتفاق النووي."
    new, old = pacts(text)
    assert new.status == "under negotiation" and old.status == "in force"
    assert set(new.parties) == set(old.parties) == {"iran", "united-states"}


def test_the_fullest_parties_of_one_pact_stand() -> None:
    (found,) = pacts("وقعت تونس ومالطا وقبرص اتفاقا للصيد. ورحبت تونس بالاتفاق مع مالطا.")
    assert set(found.parties) == {"tunisia", "malta", "cyprus"}


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("انتقد سامر الاتفاق النووي.", {"iran"}),
        ("انسحبت الولايات المتحدة من الاتفاق النووي.", {"iran", "united-states"}),
        ("الاتفاق النووي المبرم بين إيران والقوى الكبرى لم ينهر.", {"iran", "p5-plus-1"}),
        ("تمسكت بالاتفاق النووي فرنسا وألمانيا وبريطانيا.", {"iran", "france", "germany", "united-kingdom"}),
        ("بقيت إيران في الاتفاق النووي. وبعد انسحاب الولايات المتحدة من الاتفاق تعثر.", {"iran", "united-states"}),
        ("أعلن الرئيس الأميركي سامر انسحاب بلاده من الاتفاق النووي.", {"iran", "united-states"}),
        ("قالت فرنسا وألمانيا إنه اتفاق جيد. وبقيت إيران في الاتفاق النووي.", {"iran"}),
        ("انتقد سامر الاتفاق النووي. وزار فرنسا وألمانيا وبريطانيا ومالطا.", {"iran"}),
        ("أشاد بالاتفاق النووي مع 6 قوى عالمية.", {"iran", "p5-plus-1"}),
        (
            "الاتفاق النووي بين إيران والقوى الكبرى مهدد. وتدافع عنه الدول الموقعة عليه، بريطانيا وفرنسا وألمانيا.",
            {"iran", "united-kingdom", "france", "germany"},
        ),
        ("بحثا الملف النووي لإيران، وقرار الولايات المتحدة بالانسحاب من الاتفاق.", {"iran", "united-states"}),
        ("انتقد سامر البرنامج النووي لإيران. ووصف اتفاق عام 2015 بالسيئ.", {"iran"}),
    ],
)
def test_the_parties_of_the_nuclear_deal_are_those_that_the_page_names(text: str, parties: set[str]) -> None:
    (found,) = pacts(text)
    assert set(found.parties) == parties and found.kind == "nuclear deal"


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("بموجب اتفاقية فيينا تقع حماية سفير مالطا على عاتق الحكومة التونسية.", {"malta", "tunisia"}),
        ("بدأت تونس بعد انضمامها إلى اتفاقية اللاجئين.", {"tunisia"}),
        ("أشادت تونس ومالطا باتفاقية فيينا للعلاقات الدبلوماسية.", set()),
        ("تستند الشكوى إلى اتفاقية فيينا الدبلوماسية. وتونس ومالطا من الدول الموقعة عليها.", {"malta", "tunisia"}),
    ],
)
def test_a_convention_of_all_states_binds_those_who_joined_or_act_under_it(text: str, parties: set[str]) -> None:
    (found,) = pacts(text)
    assert set(found.parties) == parties


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("خرج مقاتلو أحرار الشام من البلدة بموجب اتفاق. ثم هدأ القتال.", {"ahrar-al-sham", "syria"}),
        ("أعلنت مالطا التوصل إلى اتفاق لإجلاء مقاتلي أحرار الشام.", {"ahrar-al-sham", "malta"}),
        ("قاتلت أحرار الشام تونس سنوات إلى أن تم التوصل إلى وقف لإطلاق النار.", {"ahrar-al-sham", "tunisia"}),
        ("أعلنت تونس هدنة يومية.", {"tunisia"}),
    ],
)
def test_a_truce_that_names_nobody_has_the_group_that_fights_and_its_foe(text: str, parties: set[str]) -> None:
    (found,) = pacts(text)
    assert set(found.parties) == parties


def test_an_evacuation_that_names_no_group_near_is_nobodys() -> None:
    far = "وقال سامر إن الطقس جميل. " * 40
    assert not pacts(f"وصلت أحرار الشام. {far}وتم اتفاق لإجلاء المقاتلين.")


@pytest.mark.parametrize(
    ("text", "day", "status"),
    [
        ("رفض البرلمان اتفاق بريكست.", "2018-06-01", "under negotiation"),
        ("رفض البرلمان اتفاق بريكست.", "2021-06-01", "in force"),
        ("أعادت الدول التفاوض على نافتا.", "2018-06-01", "in force"),
        ("تذكر نافتا اليوم تاريخا.", "2022-06-01", "ended"),
        ("انسحب من معاهدة نزع الصواريخ متوسطة المدى.", "2020-01-01", "ended"),
        ("تحدث عن اتفاق سلام ينهي الحرب في شبه الجزيرة الكورية.", "2018-06-01", "under negotiation"),
        ("نفذت الدولتان إعلان بانمونجوم.", "2018-05-01", "signed"),
        ("وقعت الهدنة بين الكوريتين عام 1953.", "2018-05-01", "in force"),
        ("انتهت الحرب الكورية في كوريا الجنوبية بهدنة وليس بمعاهدة سلام.", "2018-05-01", "in force"),
    ],
)
def test_the_day_of_the_page_tells_where_a_pact_with_a_name_stands(text: str, day: str, status: str) -> None:
    (found,) = pacts(text, day)
    assert found.status == status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("وقعت تونس ومالطا هدنة عام 2001.", "in force"),
        ("وقعت تونس ومالطا صفقة عام 2001.", "signed"),
        ("تجري مراجعة اتفاق تجاري بين تونس ومالطا.", "in force"),
        ("دعت ليلى إلى التوصل سريعا إلى اتفاق بين تونس ومالطا.", "under negotiation"),
        ("تحدثت ليلى عن إمكانية توصل تونس ومالطا إلى اتفاق.", "under negotiation"),
        ("الاتفاق بين تونس ومالطا قيد الإعداد.", "under negotiation"),
        ("من المتوقع أن توقع تونس ومالطا اتفاقا.", "to be signed"),
        ("سيتم توقيع مذكرة تفاهم بين تونس ومالطا.", "to be signed"),
        ("تناقش تونس ومالطا اتفاقا جديدا.", "under negotiation"),
        ("تسعى تونس إلى إنهاء اتفاق تونس مع مالطا.", "in force"),
        ("أعلن نادي الميناء تمديد عقد سامر لموسمين.", "signed"),
        ("ينتهي عقد اللاعب سامر مع نادي الميناء في الصيف.", "in force"),
    ],
)
def test_where_a_pact_stands(text: str, status: str) -> None:
    (found,) = pacts(text)
    assert found.status == status


@pytest.mark.parametrize("row", rows("agreement_status.tsv"), ids=lambda r: r["example"])
def test_every_row_of_the_status_words_fires_on_its_example(row: dict[str, str]) -> None:
    key = plain(row["example"]).key
    spots = find(key, 0, len(key))
    marked = [key[:a] + mark + key[b:] for a, b, *_ in spots for mark in ("@", "@@")]
    assert any(re.search(row["pattern"], text) for text in marked), marked
    assert any(s == row["status"] for s, _, _ in statuses())


def test_every_row_of_the_sides_fires_on_its_example() -> None:
    for row in rows("agreement_sides.tsv"):
        example = fold(row["example"])
        assert re.search(row["beside"], example) and (row["what"] == "acts" or re.search(row["key"], example)), row


def test_every_pact_with_a_name_is_found_by_it() -> None:
    found = {n.name for n in named_pacts()}
    texts = {"سايكس بيكو", "اتفاق أوسلو", "معاهدة لشبونة", "اتفاقية دبلن", "اتفاق الرياض"}
    for text in texts:
        key = plain(f"تحدث عن {text} والانتقالي.").key
        (spot,) = find(key, 0, len(key))
        assert spot[4] is not None and spot[4].name in found
    assert grammar("not-made").search("لم تبرم ")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("انضمت مالطا إلى المعاهدة الخاصة بوضع اللاجئين.", "اتفاقية اللاجئين"),
        ("تستند مالطا إلى اتفاقية الأمم المتحدة لشؤون اللاجئين.", "اتفاقية اللاجئين"),
        ("خالفت مالطا اتفاقية جنيف للاجئين.", "اتفاقية اللاجئين"),
        ("خالفت مالطا معاهدة حماية اللاجئين لعام 1951.", "اتفاقية اللاجئين"),
        ("خالفت مالطا اتفاقية اللاجئين.", "اتفاقية اللاجئين"),
        ("خالفت مالطا اتفاقية جنيف الرابعة.", "اتفاقيات جنيف"),
        ("وقعت تونس ومالطا اتفاقية لإعادة اللاجئين.", None),
        ("وقعت تونس معاهدة مع مالطا بشأن اللاجئين.", None),
        ("رفضت تونس اتفاقية اللاجئين مع مالطا.", None),
        ("أقرت المحكمة اتفاقية نقل جزيرتي تيران وصنافير.", "اتفاقية ترسيم الحدود البحرية بين مصر والسعودية"),
        ("وقعت مالطا اتفاقية للصيد حول الجزيرتين.", None),
        ("ذكر المؤرخ صفقة شراء لويزيانا.", "بيع لويزيانا"),
        ("ذكر المؤرخ معاهدة بيع ألاسكا.", "بيع ألاسكا"),
        ("ذكر المؤرخ اتفاق 17 أيار.", "اتفاق 17 أيار"),
        ("ذكر المؤرخ تفاهم تموز.", "تفاهم تموز"),
    ],
)
def test_what_goes_by_the_name_of_a_pact_and_what_does_not(text: str, name: str | None) -> None:
    key = plain(text).key
    assert [n and n.name for *_, n in find(key, 0, len(key))] == [name]
