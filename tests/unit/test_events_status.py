"""How events stand: tense, what is planned, threatened, made a condition, denied; one case per rule."""

from __future__ import annotations

import pytest
from test_events_clauses import told

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
        ("انتظر سامر قبل أن ينشر صورا قال إنها لحريق في صفاقس.", "disaster", "happened"),
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
