"""How events stand: tense, what is planned, threatened, made a condition, denied; one case per rule."""

from __future__ import annotations

import pytest
from test_events_clauses import scene, told

from khabar.events.merge import merge
from khabar.model import Event, EventStatus, EventType, Span


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        # the present tense of a deed that is over at once is history
        ("طائرات مالطا تغير على ميليشيات النسر.", "attack", "happened"),
        # كان before it
        ("المواطنون كانوا يحتجون في تونس على الضرائب.", "protest", "happened"),
        # what somebody is to do
        ("يأمل سامر أن تنسحب مالطا من الاتفاق.", "decide", "planned"),
        # threats
        ("هددت تونس بفرض عقوبات على مالطا.", "sanction", "planned"),
        ("تحدث سامر عن تهديد تونس بفرض عقوبات على مالطا.", "sanction", "planned"),
        # a condition behind what is planned
        ("ستفرض تونس عقوبات على مالطا ما لم تفتح الميناء.", "sanction", "conditional"),
        # «ما إذا» asks, and makes no condition
        ("سيلتقي سامر ليلى في فيينا لمعرفة ما إذا كان الميناء مغلقا.", "meet", "planned"),
        # what stands between a verb in the past and the noun
        ("أعلنت تونس أنها تدرس فرض عقوبات على مالطا.", "sanction", "planned"),
        ("أعلن سامر إجراء انتخابات مبكرة في تونس في 24 يونيو 2025.", "elect", "planned"),
        # verbal nouns that are written like verbs
        ("تعتزم تونس طرد سفير مالطا.", "decide", "planned"),
        # wishes, offers, what comes within days
        ("تريد تونس إجراء محادثات مع مالطا.", "negotiate", "planned"),
        ("اقترحت تونس إجراء محادثات مع مالطا.", "negotiate", "planned"),
        # what only a deed that was done has
        ("نفت مالطا ضلوع مخابراتها في اغتيال سامر.", "attack", "happened"),
        ("تنفي تونس تزويد ميليشيات النسر بأسلحة.", "supply-arms", "denied"),
        ("أعلنت تونس إحباط محاولة هجوم لميليشيات النسر.", "attack", "cancelled"),
        ("تتزايد المخاوف من التبعات الاقتصادية لغارات مالطا على صفاقس.", "attack", "happened"),
        # «قرب» of places, and «قبل أن» with its own clause, announce nothing
        ("سقط مدنيون قرب صفاقس في قصف على الميناء.", "attack", "happened"),
        ("وصل سامر إلى تونس قبل أن يلتقي ليلى.", "meet", "happened"),
        ("عاد سامر إلى فيينا قبل أن يجري اتصالا هاتفيا بليلى.", "call", "happened"),
        ("هوت الأسهم قبل أن تحدد تونس سعر الصرف.", "decide", "happened"),
        ("من المتوقع أن يصل سامر إلى تونس قبل أن يلتقي ليلى.", "meet", "planned"),
        ("ويصل سامر غدا إلى تونس قبل أن يلتقي ليلى.", "meet", "planned"),
        # goes on
        ("المفاوضات بين تونس ومالطا تسير ببطء.", "negotiate", "ongoing"),
        ("تواصلت المفاوضات بين تونس ومالطا.", "negotiate", "ongoing"),
        # «من أجل» puts nothing off
        ("شنت مالطا من أجل الميناء غارات على ميليشيات النسر.", "attack", "happened"),
        # a day that lies behind the page: the coming thing is another
        ("ستنطلق المحادثات من أسس وضعتها زيارة سامر إلى قبرص في نوفمبر 2024.", "visit", "happened"),
        # what goes on today is planned where its day lies ahead
        ("تستمر زيارة سامر يومين يلتقي خلالها ليلى في 12 مارس 2025.", "meet", "planned"),
    ],
)
def test_how_an_event_stands(text: str, kind: str, status: str) -> None:
    assert told(text, kind).event.status == status


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        # what goes on: the predicate of the event's noun, not of what stands beside it
        ("قتل ثلاثة في هجوم على قافلة تسير شمال صفاقس.", "attack", "happened"),
        ("أصاب هجوم شاحنة تسير نحو صفاقس.", "attack", "happened"),
        ("أصاب هجوم شاحنة كانت تسير نحو صفاقس.", "attack", "happened"),
        ("وبعد المحادثات تجري ليلى فحوصا في فيينا.", "negotiate", "happened"),
        ("قالت ليلى بعد زيارة قبرص إن الإصلاح يسير ببطء.", "visit", "happened"),
        ("وبعد القصف ستبقى مدارس صفاقس مغلقة.", "attack", "happened"),
        ("المحادثات مع مالطا تسير في الاتجاه الصحيح.", "negotiate", "ongoing"),
        ("كشفت تونس عن محادثات تجري مع مالطا.", "negotiate", "ongoing"),
        ("المظاهرات في تونس مستمرة.", "protest", "ongoing"),
        ("الهجوم على صفاقس لا يزال مستمرا.", "attack", "ongoing"),
        ("اشتباكات ضارية مع ميليشيات النسر تدور قرب صفاقس.", "attack", "ongoing"),
        ("بعد القصف على صفاقس لا تزال مئات الأسر في المدارس.", "attack", "happened"),
        ("من المتوقع بحث الغارات الجوية التي تشنها مالطا.", "attack", "ongoing"),
        ("دعمت تونس الانتخابات في قبرص التي تشهد أزمة.", "elect", "happened"),
        ("أثارت جدلا الزيارة الأولى التي يقوم بها سامر إلى تونس.", "visit", "happened"),
        ("زيارة سامر الأولى التي يقوم بها إلى تونس.", "visit", "happened"),
        # denials: a doer that begins like a preposition; the doer's own noun is not denied
        ("نفت إندونيسيا تزويد ميليشيات النسر بصواريخ.", "supply-arms", "denied"),
        ("نفت الحكومة المحلية القصف على صفاقس.", "attack", "denied"),
        ("نفى سكان القصف وصول مساعدات.", "attack", "happened"),
        ("نفى فريق المفاوضات استقالة رئيسه.", "negotiate", "happened"),
        # proposals and offers: «عرض» shows, too
        ("اقترح لاعبون إجراء محادثات مع مالطا.", "negotiate", "planned"),
        ("عرضت مالطا على تونس عقد محادثات مع قبرص.", "negotiate", "planned"),
        ("عرضت الحكومة القبرصية الوساطة بين تونس ومالطا.", "negotiate", "planned"),
        ("عرض الجيش حطام صاروخ بعد القصف على صفاقس.", "attack", "happened"),
        ("عرض متحف صور القصف على صفاقس.", "attack", "happened"),
        ("استهدف هجوم سفينة في عرض المتوسط.", "attack", "happened"),
        ("اقترحت ليلى لجنة تبحث في القصف على صفاقس.", "attack", "happened"),
        # what was foiled: a doer that begins like a preposition
        ("تحدثت تونس عن إحباط عسكريين هجوم ميليشيات النسر.", "attack", "cancelled"),
        ("قال سامر إن إحباط عناصر الأمن هجوم ميليشيات النسر أنقذ صفاقس.", "attack", "cancelled"),
        ("قال سامر إن إحباط الشرطة في صفاقس جاء بعد هجوم ميليشيات النسر.", "attack", "happened"),
        # an attack told in the present: dated ahead, going on by its own words, asked
        ("تقصف مالطا صفاقس غدا.", "attack", "planned"),
        ("تقصف طائرات مالطا صفاقس منذ أسبوعين.", "attack", "ongoing"),
        ("تقصف طائرات مالطا صفاقس بشكل متواصل.", "attack", "ongoing"),
        ("أعنف غارة: طائرات مالطا تقصف صفاقس.", "attack", "happened"),
        ("مسعفة هي أول امرأة تقتل منذ أعوام في صفاقس.", "attack", "happened"),
        ("هذه المرة الثانية التي تقصف فيها مالطا صفاقس منذ عام.", "attack", "happened"),
        ("هل تقصف مالطا صفاقس؟", "attack", "conditional"),
        # verbs that are written like verbal nouns, behind what somebody was about to do
        ("وبينما كان ينوي السفر طرد سامر سفير مالطا.", "decide", "happened"),
        ("وفي تونس التي تستعد للانتخابات قتل ثلاثة برصاص مسلحين.", "attack", "happened"),
        ("خلال استعداده للرحيل قتل سامر برصاص مسلحين.", "attack", "happened"),
        ("وكان يستعد للنوم قتل برصاص مسلحين في صفاقس.", "attack", "happened"),
        # «حتى» leads to the end of what goes on
        ("العقوبات المفروضة على قبرص سارية حتى 30 سبتمبر المقبل.", "sanction", "ongoing"),
        ("مظاهرات متواصلة في تونس حتى السبت المقبل.", "protest", "ongoing"),
        # what somebody refuses to do
        ("ترفض ليلى أن تلتقي سامر.", "meet", "denied"),
        # «لو» with a verb, and the name that begins so
        ("لو حدث هجوم على صفاقس لأغلقت تونس الميناء.", "attack", "conditional"),
        ("قال لو دريان إن هجوما على صفاقس قتل ثلاثة.", "attack", "happened"),
        # «على التوالي» of days, and respectively; «سريان» of the event itself
        ("احتجاجات في تونس لليوم الرابع على التوالي.", "protest", "ongoing"),
        ("قتل وجرح أربعة وتسعة على التوالي في هجوم على صفاقس.", "attack", "happened"),
        ("أكد سامر سريان العقوبات على مالطا.", "sanction", "ongoing"),
        ("انقطع سريان الغاز بعد حريق في صفاقس.", "disaster", "happened"),
        # what is threatened, and what the threat answers
        ("توعدت ميليشيات النسر بالرد على قصف مالطا.", "attack", "happened"),
        ("توعدت ميليشيات النسر بقصف صفاقس.", "attack", "planned"),
        # what opens the way, what a law is to do, what comes within days
        ("قانون من شأنه فرض عقوبات على مالطا.", "sanction", "planned"),
        ("خطة من شأنها إنهاء القصف على صفاقس.", "attack", "happened"),
        ("يقال إن تونس تعد لفرض عقوبات على مالطا.", "sanction", "planned"),
        ("ويعد هجوم صفاقس الأعنف منذ أعوام.", "attack", "happened"),
        ("مالطا تمدد الهدنة تمهيدا لاتفاق دائم، ومقاتلو ميليشيات النسر يقصفون صفاقس.", "attack", "happened"),
        ("اتفاق تمهيد الطريق لمحادثات مع مالطا.", "negotiate", "planned"),
        ("قال سامر إنه في الأيام المقبلة زيارة إلى مالطا.", "visit", "planned"),
    ],
)
def test_what_stands_near_and_does_not_belong_to_it(text: str, kind: str, status: str) -> None:
    assert told(text, kind).event.status == status


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("نفت تونس ضحايا القصف على صفاقس.", "attack", "happened"),
        ("نفت ميليشيات النسر مسؤوليتها عن القصف على صفاقس.", "attack", "happened"),
        ("توعدت ميليشيات النسر بالانتقام من قصف مالطا.", "attack", "happened"),
        ("الزيارة التي ألغيت إلى تونس.", "visit", "cancelled"),
        ("زيارة سامر إلى تونس تأجلت.", "visit", "postponed"),
        ("تحدث سامر عن عدم وجود محادثات بين تونس ومالطا.", "negotiate", "denied"),
        ("في مالطا نفت الوزارة التفجير.", "attack", "denied"),
        ("تتزايد مخاوف من هجوم على صفاقس.", "attack", "conditional"),
        ("سيغلق الميناء في حال هجوم على صفاقس.", "attack", "conditional"),
        ("قد تشهد تونس احتجاجات.", "protest", "conditional"),
        ("القمة بين تونس ومالطا قد تعقد في فيينا.", "meet", "conditional"),
        ("تبدأ السبت آثار المحادثات التي جرت بين تونس ومالطا.", "negotiate", "happened"),
        ("كتبت ليلى عن القمة المرتقبة بين تونس ومالطا.", "meet", "planned"),
        ("كتبت ليلى عن القمة التي ستعقد بين تونس ومالطا.", "meet", "planned"),
        ("الأسواق بانتظار محادثات بين تونس ومالطا.", "negotiate", "planned"),
        ("ستتحول فيينا إلى مقر محادثات بين تونس ومالطا.", "negotiate", "planned"),
        ("مالطا على طريق محادثات مع قبرص.", "negotiate", "planned"),
        ("جفاف قرب صفاقس.", "disaster", "ongoing"),
        ("من المتوقع إضراب في تونس.", "protest", "planned"),
        ("تأتي الخطوة تمهيدا لمحادثات مع مالطا.", "negotiate", "planned"),
        ("وزعت مالطا مشروع قرار بفرض عقوبات على قبرص.", "sanction", "planned"),
        ("اقترحت ليلى قمة بين تونس ومالطا.", "meet", "planned"),
        ("دعت ليلى إلى قمة بين تونس ومالطا.", "meet", "planned"),
        ("وسط صفاقس تدور معارك بين ميليشيات النسر والجيش.", "attack", "ongoing"),
        ("أغلق العمال الميناء لليوم الثالث على التوالي في احتجاجات في تونس.", "protest", "ongoing"),
        ("تحدث سامر عن المحادثات التي تجريها تونس مع مالطا.", "negotiate", "ongoing"),
        ("احتجاجات العمال في تونس لا تزال كبيرة.", "protest", "ongoing"),
    ],
)
def test_what_the_words_round_it_say(text: str, kind: str, status: str) -> None:
    assert told(text, kind).event.status == status


@pytest.mark.parametrize(
    "text", ["يعيش سكان صفاقس تحت خطر المجاعة.", "غادر سامر فيينا دون أن يلتقي ليلى.", "عاد سامر من غير أن يلتقي ليلى."]
)
def test_what_did_not_happen_is_not_told(text: str) -> None:
    assert not [t for t in scene(text)[1] if t.event.type in ("meet", "disaster")]


def clause(status: EventStatus, at: int, kind: EventType = "protest") -> Event:
    """What one clause of a page tells."""
    evidence = (Span(at, at + 9),)
    return Event(id=f"e-{at}", type=kind, status=status, actors=(), where="tunis", evidence=evidence, rule="test")


def test_what_half_of_its_clauses_tell_as_going_on_goes_on() -> None:
    [(event, members)] = merge([clause("happened", 0), clause("ongoing", 10)])
    assert (event.status, members) == ("ongoing", [0, 1])
    [(event, _)] = merge([clause("happened", 0), clause("happened", 10), clause("ongoing", 20)])
    assert event.status == "happened"
    [(event, _)] = merge([clause("happened", 0, "resign"), clause("ongoing", 10, "resign")])
    assert event.status == "happened"  # nobody goes on resigning
