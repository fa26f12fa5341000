"""Events clause by clause, before what is recorded is chosen: who is meant, in which state, when; what is one."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from khabar import times
from khabar.events import candidates
from khabar.events.frames import codes, spoken_of
from khabar.events.merge import merge, one_time
from khabar.events.pacts.words import spoken_of as spoken_of_pacts
from khabar.events.read import Scene, Told, leads_back, look, tell
from khabar.model import Article, Document, Entity, EventType, Mention, Names, Span, Statement
from khabar.text import rows, sentences

NAMED = {
    "سامر": ("samer", "PER"), "ليلى": ("layla", "PER"), "تونس": ("tunisia", "LOC"), "المغرب": ("morocco", "LOC"),
    "الرباط": ("rabat", "LOC"), "قبرص": ("cyprus", "LOC"), "مالطا": ("malta", "LOC"), "صفاقس": ("sfax", "LOC"),
    "ميليشيات النسر": ("eagles", "ORG"), "مجلس النواب": ("parliament", "ORG"),
}  # fmt: skip


def scene(text: str, said: tuple[Statement, ...] = ()) -> tuple[Scene, list[Told]]:
    """A text whose names are those of the table above, and what its clauses tell."""
    span = Span(0, len(text))
    document = Document(name="page.txt", sha256="0", text=text)
    article = Article(id="x", number=1, document=document, spans=(span,), published="2025-03-10")
    mentions = tuple(
        sorted(
            (
                Mention(span=Span(m.start(), m.end()), text=name, type=kind, entity=id, rule="test")
                for name, (id, kind) in NAMED.items()
                for m in re.finditer(name, text)
            ),
            key=lambda m: m.span,
        )
    )
    home = {"rabat": "morocco", "samer": "tunisia", "layla": "malta"}
    entities = tuple(
        Entity(
            id=m.entity,
            type=m.type,
            names={"ar": m.text},
            stands_for=home.get(m.entity) if m.entity == "rabat" else None,
        )
        for m in mentions
    )
    lines = sentences(text, [span])
    here = look(article, times.read(text, [span], "2025-03-10"), Names(mentions=mentions, entities=entities), said)
    for person in ("samer", "layla"):
        here.ground.homes[person] = home[person]
    return here, tell(here, lines)


def told(text: str, kind: str) -> Told:
    return next(t for t in scene(text)[1] if t.event.type == kind)


@pytest.mark.parametrize(
    ("text", "kind", "actors", "recipients"),
    [
        ("قال سامر إن بلاده ستوسع هجومها على ميليشيات النسر.", "attack", {"tunisia"}, {"eagles"}),
        ("أعلن سامر أن تونس الموجودة في قبرص أطلقت صواريخ على مالطا.", "attack", {"tunisia"}, {"malta"}),
        ("شنت تونس هجوما بريا في صفاقس لطرد مقاتلي ميليشيات النسر.", "attack", {"tunisia"}, {"eagles"}),
        ("شنت تونس هجوما بريا في صفاقس بمشاركة ميليشيات النسر.", "attack", {"tunisia"}, set()),
        ("يمكن لتونس أن تنسحب من الاتفاق.", "decide", {"tunisia"}, set()),
        ("في الوقت الذي تنسحب تونس من الاتفاق.", "decide", {"tunisia"}, set()),
        ("وتقدمت ميليشيات النسر نحو صفاقس، وقد خاضت الميليشيات معارك ضد مالطا.", "attack", {"eagles"}, set()),
        ("صوت النواب لصالح إلزام ميليشيات النسر بالعد.", "vote", set(), set()),
        ("مصرع المقاتلة البريطانية في قصف.", "attack", set(), set()),
        ("أطاحت بنظام سامر ثورة شعبية.", "overthrow", set(), {"samer"}),
        ("قتل سامر، أحد أعضاء ميليشيات النسر، في غارة.", "attack", set(), {"samer"}),
        ("أعلنت تونس نقل سفارة مالطا.", "decide", {"tunisia"}, set()),
        ("لن يعقد بين تونس ومالطا بعد اليوم اجتماع بشأن برنامج الرباط.", "meet", {"tunisia", "malta"}, set()),
        ("يتوجه سامر إلى قبرص لإجراء محادثات مع ليلى.", "meet", {"samer", "layla"}, set()),
        ("أطلقت ميليشيات النسر التابعة لتونس صواريخ.", "attack", {"eagles"}, set()),
        ("أصدر مجلس النواب حكما بالسجن بحق سامر.", "decide", {"parliament"}, {"samer"}),
        ("تحدث سامر عن المفاوضات، قائلا إنهم لم يتوصلوا إلى اتفاق مع مالطا.", "negotiate", set(), set()),
        ("أجرى سامر محادثات مع ليلى، تمهيدا لتوقيع اتفاقية بين تونس وقبرص.", "meet", {"samer", "layla"}, set()),
        ("معاهدة تعاون وقعتها تونس مع مالطا.", "sign-agreement", {"tunisia", "malta"}, set()),
        ("تبرعت تونس بمساعدات لمشاريع في مالطا.", "aid", {"tunisia"}, {"malta"}),
    ],
)
def test_who_is_meant(text: str, kind: str, actors: set[str], recipients: set[str]) -> None:
    event = told(text, kind).event
    names = {a for a in event.actors if not a.startswith("anon-")}
    assert names >= actors and (names == actors or len(actors) > 0)
    assert {r for r in event.recipients if not r.startswith("anon-")} == recipients


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("كادت ليلى أن تستقيل.", "resign", "denied"),
        ("جفاف يضرب صفاقس.", "disaster", "ongoing"),
        ("يدرس مجلس النواب مشروع قانون.", "decide", "planned"),
        ("قالت تونس إنها «لن ترسل» جنودا.", "deploy", "cancelled"),
        ("بات منصب سامر مهددا، استعدادا للانتخابات المقررة في 24 يونيو المقبل.", "elect", "planned"),
        ("المفاوضات التي تجريها تونس مع مالطا.", "negotiate", "ongoing"),
        ("ستغلق تونس سفارتها بعد هجوم مسلحين على مالطا.", "attack", "happened"),
        ("رافقت سيارات الشرطة الهجوم على مالطا.", "attack", "happened"),
        ("سيتم توقيع اتفاقية بين تونس ومالطا.", "sign-agreement", "planned"),
        ("يترقب سامر قمة بين تونس ومالطا.", "meet", "planned"),
    ],
)
def test_how_it_stands(text: str, kind: str, status: str) -> None:
    assert told(text, kind).event.status == status


@pytest.mark.parametrize(
    ("text", "kind", "when"),
    [
        ("واجتمع سامر مع ليلى خلال القمة التي عقدت في قبرص في يناير الماضي.", "meet", "2025-01"),
        ("واجتمع سامر مع ليلى بعد القمة التي عقدت في قبرص في يناير الماضي.", "meet", None),
        ("قالت تونس اليوم الاثنين إنها ألغت العقد مع مالطا.", "decide", "2025-03-10"),
        ("دعت تونس أمس الأحد إلى عقد اجتماع لمجلس النواب صباح غد الثلاثاء.", "meet", "2025-03-11"),
        ("نفت تونس أمس إجراء محادثات مع مالطا.", "negotiate", None),
        ("تضاربت اليوم الاثنين حصيلة العبارة التي غرقت قبالة مالطا.", "disaster", None),
        ("ألغت تونس بعض العقوبات على مالطا في أكتوبر 2024.", "lift-sanction", "2024-10"),
    ],
)
def test_when_it_was(text: str, kind: str, when: str | None) -> None:
    assert told(text, kind).event.when == when


def test_nouns_are_declined_and_their_adjectives_definite() -> None:
    for text in ("شنت تونس هجوما.", "هجماتها على قبرص.", "العمليات العسكرية في صفاقس.", "عملياتها العسكرية في صفاقس."):
        assert told(text, "attack")


def test_a_phrase_that_does_not_hold_leaves_its_words() -> None:
    assert told("بعد ثوران بركان الخميس.", "disaster")


def test_a_signing_by_presidents_is_that_of_their_states() -> None:
    here, found = scene("ستوقع تونس ومالطا معاهدة. وقع سامر وليلى المعاهدة.")
    one = merge([t.event for t in found], [leads_back(t) for t in found], here.ground.home)
    assert [e.type for e, _ in one] == ["sign-agreement"]


def test_a_body_is_meant_by_its_noun_alone_where_it_was_named() -> None:
    _, found = scene("وصلت ميليشيات النسر إلى صفاقس. قصفت الميليشيات بلدة قرب قبرص.")
    assert [t.event.actors for t in found if t.event.type == "attack"] == [("eagles",)]


def test_a_name_of_another_clause_attacks_nobody() -> None:
    event = told("نناشد سامر التدخل فإن هذه الجماعة دمرت منازل في صفاقس.", "attack").event
    assert all(a.startswith("anon-") for a in event.actors)


def test_nobody_visits_his_own_state() -> None:
    event = told("أثارت زيارة سامر إلى تونس جدلا.", "visit").event
    assert event.actors == ("samer",) and not event.recipients


def test_an_appeal_is_no_stabbing() -> None:
    assert not [t for t in scene("ليلى تطعن بقرار المحكمة.")[1] if t.event.type == "attack"]


def test_features_hold_no_words_of_the_text() -> None:
    here, found = scene("شنت تونس غارات على مالطا.")
    ours = {f"row={hit.frame.rule}" for hit in (t.hit for t in found)}  # words of the table, not of the text
    known = {f.split("|")[0] for _, of in candidates(here, found) for f in of} - ours
    assert ours and all(re.fullmatch(r"[A-Za-z0-9=&+-]+|left=[ء-ي]+", f) for f in known)


def test_a_place_named_like_an_event_is_none() -> None:
    """«سيول» is a city and floods."""
    assert not [e for e in scene("وصل سامر الأحد إلى قبرص.")[1] if e.event.type == "disaster"]
    NAMED["سيول"] = ("seoul", "LOC")
    try:
        assert not [e for e in scene("وصل سامر إلى سيول الأحد.")[1] if e.event.type == "disaster"]
    finally:
        del NAMED["سيول"]
    assert [e for e in scene("جرفت سيول قوية قرى صفاقس الأحد.")[1] if e.event.type == "disaster"]


def test_an_event_bears_the_codes_of_its_type() -> None:
    """As the manuals print them: three or four digits, a word in capitals, nothing where they have none."""
    event = told("وقعت تونس مع مالطا معاهدة.", "sign-agreement").event
    assert (event.cameo, event.plover) == ("057", "SUPPORT")
    assert set(codes()) == set(get_args(EventType))
    for cameo, plover in codes().values():
        assert re.fullmatch(r"\d{3,4}", cameo or "000") and re.fullmatch(r"[A-Z]+", plover or "NONE")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("سيطر المتمردون على الوادي.", "attack"),
        ("تمكنت القوات من استعادة السيطرة على الجزيرة.", "attack"),
        ("طلبت تونس من مالطا دبابات وذخيرة.", "supply-arms"),
        ("نشر الجيش كتيبة على الحدود.", "deploy"),
        ("اختارت الجامعة متحدثا جديدا باسمها.", "appoint"),
    ],
)
def test_a_row_asks_for_a_class_of_stems(text: str, kind: str) -> None:
    assert kind in spoken_of(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("سيطر الملل على المتفرجين.", "attack"),
        ("طلبت تونس من مالطا كتبا.", "supply-arms"),
        ("نشر الباحث كتيبا عن الطيور.", "deploy"),
        ("مقاطعة جبلية في شمال البلاد.", "sanction"),
        ("سمحت له الفرصة بهدف.", "decide"),
    ],
)
def test_a_word_without_its_class_is_no_event(text: str, kind: str) -> None:
    assert kind not in spoken_of(text)


@pytest.mark.parametrize(
    ("text", "kind", "other"),
    [
        ("وافق البرلمان أمس على قانون الصيد.", "vote", "decide"),
        ("وكان مجلس الشيوخ قد أقر الموازنة.", "vote", "decide"),
        ("انتقد الصيادون القانون الذي أقره البرلمان.", "vote", "decide"),
        ("صادق البرلمان على معاهدة المياه.", "ratify", "vote"),
        ("وافقت الوزارة على خطة الري.", "decide", "vote"),
        ("قامت البلدية بتغيير اسم الشارع.", "decide", "appoint"),
        ("رفع البرلمان الحصانة عن النائب.", "decide", "attack"),
        ("أعطى القائد المسلحين مهلة للخروج.", "decide", "aid"),
        ("أطلقت الوزارة نظاما للأجور.", "decide", "attack"),
        ("أسقط سلاح الجو طائرة مسيرة.", "attack", "decide"),
        ("وصلت ثلاث سفن حربية إلى الميناء.", "deploy", "visit"),
        ("رافق العمدة وصول وفد من الخبراء.", "visit", "deploy"),
        ("أعلنت الدولة سحب قواتها من الجزيرة.", "decide", "deploy"),
        ("انسحب النائب من الحياة السياسية.", "resign", "decide"),
    ],
)
def test_what_a_word_governs_tells_its_type(text: str, kind: str, other: str) -> None:
    assert kind in spoken_of(text) and other not in spoken_of(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("خفضت الوزارة توقعات النمو.", "decide"),
        ("كانت الإجراءات غير قانونية.", "decide"),
        ("يأمل التاجر الوصول إلى سوق أوسع.", "visit"),
        ("تصل الرسوم في المنطقة إلى 25 بالمئة.", "visit"),
        ("استقبل ولي عهد المملكة رئيس الاتحاد.", "appoint"),
        ("تعهد الوزير بمنصب أفضل.", "appoint"),
        ("احتوت المساعدات الغذائية على الأرز.", "aid"),
        ("بلغت نسبة التصويت النصف.", "vote"),
        ("إذا سمح الجار بركن السيارة هنا.", "decide"),
        ("حفظ الموظف الملف في درج سري.", "enter-into-force"),
        ("تعود القلعة إلى القرن العاشر.", "visit"),
        ("نقل موقع إخباري أن القوات بخير.", "deploy"),
    ],
)
def test_what_stands_round_a_word_rules_it_out(text: str, kind: str) -> None:
    assert kind not in spoken_of(text)


def test_a_short_noun_has_its_accusative() -> None:
    assert "elect" in spoken_of("حقق المرشح فوزا في الانتخابات.")


def test_every_class_of_stems_is_asked_for() -> None:
    asked = {c for r in rows("event_frames.tsv") for c in re.findall(r"\{([a-z]+)\}", r["needs"] + r["unless"])}
    assert asked == {r["class"] for r in rows("event_stems.tsv")} | {"nisba"}


def test_a_finer_feature_goes_with_the_type() -> None:
    here, found = scene("شنت تونس غارات على مالطا. زار سامر مالطا.")
    known = {event.type: set(of) for event, of in candidates(here, found)}
    assert "attack&status=happened" in known["attack"] and "visit&status=happened" in known["visit"]
    assert "row=attack:noun:هجوم" in known["attack"] and not known["attack"] & {"row=visit:verb:زار"}


def test_a_day_lies_in_its_week() -> None:
    assert one_time("2025-W42", "2025-10-14") and not one_time("2025-W42", "2025-10-21")
    assert one_time("2025-10", "2025-W42") and one_time("2025-W42", "2025-W42") and one_time("2025-W42", None)


@pytest.mark.parametrize(
    ("second", "many"),
    [
        ("قتل صياد مساء السبت رميا بالرصاص.", 2),
        ("استهدفت الغارة قرب الميناء القديم مخزنا للحبوب.", 1),
        ("وأثار الهجوم غضب التجار.", 1),
    ],
)
def test_raids_told_in_unlike_words_are_two(second: str, many: int) -> None:
    here, found = scene("استهدفت غارة قرب الميناء القديم مخزنا للحبوب. " + second)
    assert sum(e.type == "attack" for e, _ in candidates(here, found)) == many


def test_an_election_is_told_beside_its_voters() -> None:
    assert told("يدلي الناخبون في تونس بأصواتهم في انتخابات بلدية.", "elect").event.type == "elect"
    assert told("يدلي الناخبون في تونس بأصواتهم في انتخابات بلدية.", "vote").event.type == "vote"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("دعا سامر الاثنين إلى عقد اجتماع صباح الثلاثاء.", "2025-03-11"),  # the call's day before, its own behind
        ("قررت تونس في 9 مارس إجراء محادثات مع مالطا في 12 مارس.", "2025-03-12"),
    ],
)
def test_what_is_called_for_has_the_day_behind_it(text: str, day: str) -> None:
    found = next(t for t in scene(text)[1] if t.event.type in ("meet", "negotiate"))
    assert (found.event.when or "")[:10] == day


def test_pages_without_a_word_of_pacts_and_sentences_behind_the_last_event_are_passed_over() -> None:
    text = "زار سامر مالطا. وقالت ليلى إن الطقس جميل."
    here, _ = scene(text)
    assert not spoken_of_pacts(here.folded.key) and spoken_of_pacts(scene("وقعت تونس ومالطا اتفاقا.")[0].folded.key)
    assert [line for line in here.ground._slots if here.folded.key[slice(*line)].startswith("وقالت")] == []
