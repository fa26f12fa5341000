"""Who did what to whom, by the place of the words: one case per rule of the coder, with names given by hand."""

from __future__ import annotations

import re

import pytest
from test_events import read as read_by_hand

from khabar import events, times
from khabar.events.merge import merge, named
from khabar.events.nisbas import bodies, pairs
from khabar.events.slots import Ground, plain
from khabar.model import Article, Document, Entity, Event, Mention, Names, Span
from khabar.text import fold, sentences

NAMES = {
    "سامر": ("samer", "PER"), "ليلى": ("layla", "PER"), "كريم": ("karim", "PER"),
    "تونس": ("tunisia", "LOC"), "مالطا": ("malta", "LOC"), "قبرص": ("cyprus", "LOC"), "فاليتا": ("valletta", "LOC"),
    "سوسة": ("sousse", "LOC"), "الحركة الخضراء": ("green-movement", "ORG"), "مجلس الأمن": ("council", "ORG"),
    "شركة النجم": ("star", "ORG"), "شركة البدر": ("moon", "ORG"),
}  # fmt: skip


def names_of(text: str) -> Names:
    mentions = [
        Mention(span=Span(m.start(), m.end()), text=name, type=kind, entity=id, rule="test")
        for name, (id, kind) in NAMES.items()
        for m in re.finditer(name, text)
    ]
    stands = {"valletta": "malta"}
    entities = {
        m.entity: Entity(id=m.entity, type=m.type, names={"ar": m.text}, stands_for=stands.get(m.entity))
        for m in mentions
    }
    return Names(mentions=tuple(sorted(mentions, key=lambda m: m.span)), entities=tuple(entities.values()))


def read(text: str, published: str = "2025-03-10") -> events.Events:
    span = Span(0, len(text))
    document = Document(name="page.txt", sha256="0", text=text)
    article = Article(id="x", number=1, document=document, spans=(span,), published=published)
    lines = sentences(text, [span])
    return events.read(article, lines, times.read(text, [span], published), names_of(text), ())


def told(text: str) -> tuple[Event, ...]:
    """Every event the coder tells, before the model chooses."""
    from khabar.events import look, tell

    span = Span(0, len(text))
    document = Document(name="page.txt", sha256="0", text=text)
    article = Article(id="x", number=1, document=document, spans=(span,), published="2025-03-10")
    scene = look(article, times.read(text, [span], "2025-03-10"), names_of(text), ())
    return tuple(t.event for t in tell(scene, sentences(text, [span])))


@pytest.mark.parametrize(
    ("text", "type", "actors", "recipients"),
    [
        # the verb's subject behind it, before it, behind أن
        ("التقى سامر ليلى.", "meet", {"samer", "layla"}, set()),
        ("أعلن كريم أن سامر سيلتقي ليلى.", "meet", {"samer", "layla"}, set()),
        # a person whose office a state's name tells
        ("التقى سامر بزعيم مالطا كريم.", "meet", {"samer", "karim"}, set()),
        ("التقى سامر بالزعيم الأعلى لمالطا كريم.", "meet", {"samer", "karim"}, set()),
        # a subject that bears no name keeps its place: nobody else is put there
        ("قضت محكمة بالسجن ثلاث سنوات على سامر.", "decide", set(), {"samer"}),
        ("هاجم مسلحون الحركة الخضراء في سوسة.", "attack", set(), {"green-movement"}),
        # an object is no subject
        ("قرر سامر تعليق الرحلات.", "decide", {"samer"}, set()),
        # the verbal noun's genitive, adjective, light verb, and a chain of two
        ("انتقدت مالطا زيارة سامر إلى قبرص.", "visit", {"samer"}, {"cyprus"}),
        ("أسفرت غارة تونسية على الحركة الخضراء عن قتلى.", "attack", {"tunisia"}, {"green-movement"}),
        ("تعتزم تونس فرض عقوبات على قبرص.", "sanction", {"tunisia"}, {"cyprus"}),
        ("هددت مالطا بفرض عقوبات على شركة النجم.", "sanction", {"malta"}, {"star"}),
        # a capital is its state where states act, and a place where it is hit
        ("فرضت تونس عقوبات على فاليتا.", "sanction", {"tunisia"}, {"malta"}),
        # a body of a state with its nisba, a people in the plural
        ("قصفت القوات التونسية مواقع الحركة الخضراء.", "attack", {"tunisia"}, {"green-movement"}),
        ("جرت محادثات بين التونسيين والمالطيين.", "negotiate", {"tunisia", "malta"}, set()),
        # the sides of a talk, over a relative clause
        ("وقعت شركة النجم، التي يديرها كريم، وشركة البدر اتفاقية.", "sign-agreement", {"star", "moon"}, set()),
        # who is accused does it
        ("اتهمت مالطا تونس بشن هجوم على قبرص.", "attack", {"tunisia"}, {"cyprus"}),
        # who is fought against does not fight beside
        ("أرسلت تونس جنودا للقتال ضد القوات المالطية.", "attack", {"tunisia"}, {"malta"}),
        ("تخوض تونس معارك ضد الحركة الخضراء.", "attack", {"tunisia", "green-movement"}, set()),
        ("تواصل تونس القتال ضد الحركة الخضراء.", "attack", {"tunisia"}, {"green-movement"}),
        ("دارت اشتباكات بين تونس والحركة الخضراء.", "attack", {"tunisia", "green-movement"}, set()),
        # what happened before lends nobody: he who took up an office appointed nobody
        ("واصل سامر منذ توليه الرئاسة مهاجمة ليلى.", "appoint", set(), {"samer"}),
        ("أعلن سامر تعيين ليلى وزيرة.", "appoint", {"samer"}, {"layla"}),
        # a body meets by itself
        ("عقد مجلس الأمن جلسة طارئة.", "meet", {"council"}, set()),
        # passive by its look
        ("اختير سامر رئيسا للشركة.", "appoint", set(), {"samer"}),
        # two adjectives of one noun are two states
        ("قصفت القوات المالطية والليبية مواقع الحركة الخضراء.", "attack", {"malta", "libya"}, {"green-movement"}),
        ("أسفرت غارات مالطية وليبية على الحركة الخضراء عن قتلى.", "attack", {"malta", "libya"}, {"green-movement"}),
        # a dual is two states, a body that governs with its adjective is its state
        ("عقدت قمة بين الكوريتين.", "meet", {"north-korea", "south-korea"}, set()),
        ("فرضت الإدارة التونسية عقوبات على قبرص.", "sanction", {"tunisia"}, {"cyprus"}),
        # a title stands before a name, not a name before another's title
        ("أقال الرئيس سامر وزير الدفاع كريم.", "decide", {"samer"}, {"karim"}),
        # behind أن the subject stands before its verb, over what is set off, whatever stands between
        ("قال كريم إن القوات المالطية المنتشرة في قبرص أطلقت صواريخ على تونس.", "attack", {"malta"}, {"tunisia"}),
        ("أكد كريم أن تونس ومالطا، البلدين الجارين، قررتا حظر الصيد.", "decide", {"tunisia", "malta"}, set()),
        # whom a summit is between; him and another; those who hold it together
        ("كشف كريم عن عقد قمة بين سامر وليلى.", "meet", {"samer", "layla"}, set()),
        ("قال سامر إن القمة بينه وبين ليلى في موعدها.", "meet", {"samer", "layla"}, set()),
        ("صدت القوات صواريخ الحركة الخضراء التي استهدفت مواقع عسكرية.", "attack", {"green-movement"}, set()),
        ("وافق سامر وكريم على إجراء محادثات مع ليلى.", "meet", {"samer", "karim", "layla"}, set()),
        # people of a body who do it
        ("زار مسؤولون من الحركة الخضراء مالطا.", "visit", {"green-movement"}, {"malta"}),
        # who succeeds in it, who promises it
        ("تمكنت القوات المالطية من تحرير بلدة سوسة.", "attack", {"malta"}, set()),
        # the object is a pronoun
        ("تمسكت قبرص بصفقة أبرمتها تونس مع مالطا.", "sign-agreement", {"tunisia", "malta"}, set()),
    ],
)
def test_cast(text: str, type: str, actors: set[str], recipients: set[str]) -> None:
    found = [e for e in told(text) if e.type == type]
    assert found, told(text)
    one = found[0]
    assert {a for a in one.actors if not a.startswith("anon-")} == actors
    assert {r for r in one.recipients if not r.startswith("anon-")} == recipients


def test_who_bears_no_name_is_an_entity_with_the_words_of_the_text() -> None:
    found = read("قتل مسلحون سامر في سوسة اليوم الاثنين.")
    (entity,) = found.entities
    assert entity.type == "ANON" and entity.names["ar"] == "مسلحون"
    assert [e.actors for e in found.events] == [(entity.id,)]


@pytest.mark.parametrize(
    "text",
    [
        "احتج العمال على رفع الأسعار.",  # a noun behind a preposition is no verb, however it is written
        "لم يلتق سامر ليلى.",
        "تعمل مالطا على تجنب لقاء بين سامر وليلى.",  # named, not told
    ],
)
def test_what_is_no_event(text: str) -> None:
    assert not [e for e in told(text) if e.type in ("decide", "meet")]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("أعلن سامر تأجيل زيارته إلى قبرص.", "postponed"),
        ("ألغى سامر زيارته إلى قبرص.", "cancelled"),
        ("نفت تونس إجراء محادثات مع مالطا.", "denied"),
        ("قد يزور سامر قبرص.", "conditional"),
        ("سيزور سامر قبرص.", "planned"),
        ("تعتزم تونس فرض عقوبات على قبرص.", "planned"),
        ("ما زالت سوسة تتعرض لقصف من قبل الحركة الخضراء.", "ongoing"),
        ("من المقرر أن يزور سامر قبرص في 30 مارس 2025.", "planned"),
        ("وقع سامر وليلى اتفاقية بعد أن التقى سامر كريم.", "happened"),
    ],
)
def test_status(text: str, status: str) -> None:
    assert told(text)[0].status == status


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("قال كريم الخميس إن سامر التقى ليلى.", None),  # the day of the saying is not the day of the meeting
        ("التقى سامر، الذي زار مالطا في 2 يناير 2025، ليلى في 5 مارس 2025.", "2025-03-05"),
        ("التقى سامر ليلى في يناير 2025.", "2025-01"),
        ("هذا أول لقاء بين سامر وليلى منذ توليه الرئاسة في يوليو 2024.", None),
    ],
)
def test_when(text: str, when: str | None) -> None:
    (one,) = [e for e in told(text) if e.type == "meet"]
    assert one.when == when


def test_an_attack_told_without_a_name_goes_back_to_the_one_told() -> None:
    text = "شنت تونس غارات على الحركة الخضراء في سوسة. وأسفر الهجوم في سوسة عن خسائر."
    assert len([e for e, _ in merge(told(text)) if e.type == "attack"]) == 1


def test_a_done_and_a_threatened_attack_are_two() -> None:
    text = "شنت تونس غارات على الحركة الخضراء. وستشن تونس غارات على الحركة الخضراء."
    assert len([e for e, _ in merge(told(text)) if e.type == "attack"]) == 2


def test_named_leaves_out_who_bears_no_name() -> None:
    event = Event(id="e", type="meet", status="happened", actors=("anon-1", "samer"))
    assert named(event) == {"samer"}


def test_a_hashtag_is_read_word_by_word_with_the_same_offsets() -> None:
    text = "انسحبت مالطا من #الاتفاق_النووي."
    assert len(plain(text).key) == len(text) and "الاتفاق النووي" in plain(text).key


def test_slots_know_the_preposition_before_heads_and_people() -> None:
    text = "التقى سامر مع وفد من مالطا في ضواحي مدينة سوسة."
    ground = Ground(plain(text), names_of(text))
    found = {s.entity: s.preposition for s in ground.slots(0, len(ground.key))}
    assert found == {"samer": "", "malta": "مع", "sousse": "في"}


@pytest.mark.parametrize(
    ("text", "parties", "status"),
    [
        ("حصلت شركة النجم على قرض من شركة البدر.", {"star", "moon"}, None),
        ("توصل الادعاء إلى اتفاق بين المدعي العام والدفاع.", set(), None),
        ("قد تتوصل تونس إلى اتفاق مع مالطا.", {"tunisia", "malta"}, "under negotiation"),
        ("أثار الاتفاق المبرم بين تونس، التي تستورد الغاز، ومالطا جدلا.", {"tunisia", "malta"}, None),
    ],
)
def test_parties_of_a_pact(text: str, parties: set[str], status: str | None) -> None:
    (pact,) = read(text).agreements
    assert set(pact.parties) == parties
    assert status is None or pact.status == status


def test_who_is_said_to_have_signed_a_named_pact_wins_over_what_is_known_of_it() -> None:
    (pact,) = read_by_hand("تمسك سامر بالاتفاق النووي المبرم عام 2015 مع تونس والمغرب.").agreements
    assert set(pact.parties) == {"iran", "tunisia", "morocco"}


@pytest.mark.parametrize(
    ("text", "type", "actors", "recipients"),
    [
        # what is somebody's is struck
        ("شنت مالطا غارات على مواقع عسكرية تابعة لقبرص.", "attack", {"malta"}, {"cyprus"}),
        ("دمرت مالطا مستودعا تابعا لقبرص.", "attack", {"malta"}, {"cyprus"}),
        # a relative clause right behind its name
        (
            "تشهد المنطقة توترا بين قبرص ومالطا، التي شنت غارات على الحركة الخضراء.",
            "attack",
            {"malta"},
            {"green-movement"},
        ),
        # who backs, and who did it by a passive's «من قبل», «على يد»
        ("شنت مالطا، بدعم من قبرص، غارات على الحركة الخضراء.", "attack", {"malta", "cyprus"}, {"green-movement"}),
        ("رصد الجيش إطلاق صاروخ من قبل الحركة الخضراء.", "attack", {"green-movement"}, set()),
        ("صدت القوات صواريخ الحركة الخضراء التي استهدفت مواقع عسكرية.", "attack", {"green-movement"}, set()),
        ("قتل سامر في سوسة على يد كريم.", "attack", {"karim"}, {"samer"}),
        # at whom a decision is aimed
        ("قطعت تونس علاقاتها مع مالطا.", "decide", {"tunisia"}, {"malta"}),
        ("استدعت تونس السفير القبرصي.", "decide", {"tunisia"}, {"cyprus"}),
        ("رفضت قبرص طلب سامر.", "decide", {"cyprus"}, {"samer"}),
        ("قررت مالطا طرد دبلوماسيين قبارصة يعملون في سفارة قبرص.", "decide", {"malta"}, {"cyprus"}),
        ("يعتزم سامر فرض رسوم جمركية على واردات الفولاذ من تونس.", "sanction", {"samer"}, {"tunisia"}),
        ("قررت تونس رفع الأسعار في سوسة.", "decide", {"tunisia"}, set()),
        # «بسبب» ends what is said of the talks
        ("علقت تونس المفاوضات مع مالطا بسبب تدريبات مع قبرص.", "negotiate", {"tunisia", "malta"}, set()),
        # every state of a tour
        ("يزور سامر تونس وقبرص.", "visit", {"samer"}, {"tunisia", "cyprus"}),
    ],
)
def test_further_participants(text: str, type: str, actors: set[str], recipients: set[str]) -> None:
    found = [e for e, _ in merge([e for e in told(text) if e.type == type])]
    assert [(set(e.actors), set(e.recipients)) for e in found] == [(actors, recipients)]


def test_a_named_doer_of_one_report_stands_for_the_unnamed_of_another() -> None:
    told_as = {"id": "a", "type": "attack", "status": "happened", "evidence": (Span(0, 9),)}
    unnamed = Event(actors=("anon-1",), recipients=("malta", "cyprus"), **told_as)
    known = Event(actors=("tunisia",), recipients=("malta",), **told_as)
    ((one, _),) = merge([unnamed, known])
    assert (one.actors, one.recipients) == (("tunisia",), ("malta", "cyprus"))


@pytest.mark.parametrize(
    ("text", "type", "actors", "recipients"),
    [
        ("تظاهر آلاف المالطيين في سوسة.", "protest", {"malta-people"}, set()),
        ("صوت المالطيون على القانون.", "vote", {"malta-people"}, set()),
        ("قتل عشرات المالطيين في هجوم للحركة الخضراء.", "attack", set(), {"malta-people"}),
        ("مقتل سبعة متظاهرين مالطيين برصاص الشرطة.", "attack", set(), {"malta-people"}),
        ("تجري محادثات بين المالطيين والتونسيين.", "negotiate", {"malta", "tunisia"}, set()),  # here they are states
    ],
)
def test_a_people_is_not_its_state(text: str, type: str, actors: set[str], recipients: set[str]) -> None:
    found = [e for e, _ in merge([e for e in told(text) if e.type == type])]
    assert [(set(e.actors), set(e.recipients)) for e in found] == [(actors, recipients)]


def test_a_people_is_an_entity_of_the_reading() -> None:
    from khabar.events import look, tell, unnamed

    text = "قتل عشرات المالطيين في هجوم للحركة الخضراء."
    span = Span(0, len(text))
    article = Article(id="x", number=1, document=Document(name="p", sha256="0", text=text), spans=(span,))
    scene = look(article, (), names_of(text), ())
    clauses = tell(scene, sentences(text, [span]))
    found = unnamed(scene, clauses, [t.event for t in clauses])
    assert [(e.id, e.type, e.names["ar"]) for e in found] == [("malta-people", "GROUP", "المالطيون")]


def test_forces_without_a_nisba_are_the_army_of_the_state_that_the_page_names_most() -> None:
    text = "قالت تونس إن قوات النظام قصفت سوسة."
    ground = Ground(plain(text), names_of(text))
    assert [s.entity for s in ground.slots(0, len(ground.key))] == ["tunisia", "tunisian-army", "sousse"]
    assert ground.type("tunisian-army") == "ORG"


def test_an_administration_is_a_states_only_with_its_article() -> None:
    key = fold("أصيب عامل في هجوم على متجر تحت إدارة ماليزية، كما تقول السلطات الماليزية.")
    assert [key[a:b] for a, b, _ in bodies(key, 0, len(key))] == ["سلطات الماليزيه"]


def test_every_nisba_of_an_enumeration_is_a_state() -> None:
    key = fold("دعت القوات المالطية والليبية والتونسية والسودانية إلى الحوار.")
    assert [state for *_, state in pairs(key, 0, len(key))] == ["libya", "tunisia", "sudan"]


def test_who_sponsors_a_pact_is_no_party_to_it() -> None:
    (event,) = [e for e in told("رعت مالطا اتفاقا بين تونس وقبرص.") if e.type == "sign-agreement"]
    assert set(event.actors) == {"tunisia", "cyprus"}


def test_all_whose_nisbas_are_enumerated_take_part() -> None:
    (event,) = [
        e for e in told("أجرت القوات الماليزية والليبية والسودانية محادثات.") if e.type in ("meet", "negotiate")
    ]
    assert set(event.actors) == {"malaysia", "libya", "sudan"}
