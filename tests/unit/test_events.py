"""Events and agreements: one case per rule, with names given by hand."""

from __future__ import annotations

import re

import pytest

from khabar import events, times
from khabar.events.frames import find
from khabar.model import Article, Document, Entity, Event, Mention, Names, Span
from khabar.text import rows, sentences, view

PEOPLE = {"سامر": "samer", "ليلى": "layla"}
PLACES = {
    "تونس": "tunisia", "المغرب": "morocco", "الرباط": "rabat", "فيينا": "vienna", "مالطا": "malta", "قبرص": "cyprus",
}  # fmt: skip
BODIES = {"الحركة الخضراء": "green-movement", "مجلس النواب": "parliament"}


def read(text: str, published: str | None = "2025-03-10"):
    """Events and agreements of a text whose names are those of the tables above."""
    document = Document(name="page.txt", sha256="0", text=text)
    span = Span(0, len(text))
    article = Article(id="x", number=1, document=document, spans=(span,), published=published)
    mentions = []
    for words, kind in ((PEOPLE, "PER"), (PLACES, "LOC"), (BODIES, "ORG")):
        for name, id in words.items():
            mentions += [
                Mention(span=Span(m.start(), m.end()), text=name, type=kind, entity=id, rule="test")
                for m in re.finditer(name, text)
            ]
    entities = [
        Entity(id=m.entity, type=m.type, names={"ar": m.text}, stands_for="morocco" if m.entity == "rabat" else None)
        for m in mentions
    ]
    names = Names(mentions=tuple(sorted(mentions, key=lambda m: m.span)), entities=tuple(entities))
    lines = sentences(text, [span])
    return events.read(article, lines, times.read(text, [span], published), names, ())


def only(text: str) -> Event:
    found = read(text).events
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "type", "status", "actors", "recipients"),
    [
        ("التقى سامر ليلى في فيينا.", "meet", "happened", {"samer", "layla"}, set()),
        ("سيلتقي سامر ليلى في فيينا.", "meet", "planned", {"samer", "layla"}, set()),
        ("أجرى سامر وليلى محادثات في فيينا.", "meet", "happened", {"samer", "layla"}, set()),
        ("تجري تونس ومالطا مفاوضات حول الصيد.", "negotiate", "ongoing", {"tunisia", "malta"}, set()),
        ("تأجيل جولة المفاوضات بين تونس ومالطا.", "negotiate", "postponed", {"tunisia", "malta"}, set()),
        ("لن يعقد بين تونس ومالطا اجتماع.", "meet", "cancelled", {"tunisia", "malta"}, set()),
        ("وصل سامر إلى قبرص.", "visit", "happened", {"samer"}, {"cyprus"}),
        ("يعتزم سامر القيام بزيارة إلى قبرص.", "visit", "planned", {"samer"}, {"cyprus"}),
        ("وقعت تونس والرباط اتفاقية للصيد.", "sign-agreement", "happened", {"tunisia", "morocco"}, set()),
        ("ستوقع تونس ومالطا معاهدة شراكة.", "sign-agreement", "planned", {"tunisia", "malta"}, set()),
        ("شنت مالطا غارات على الحركة الخضراء.", "attack", "happened", {"malta"}, {"green-movement"}),
        ("هددت مالطا بفرض عقوبات على قبرص.", "sanction", "planned", set(), {"cyprus"}),
        ("استقال سامر من منصبه.", "resign", "happened", {"samer"}, set()),
        ("أقر مجلس النواب أمس الأحد قانون الصيد.", "vote", "happened", {"parliament"}, set()),
    ],
)
def test_type_status_and_cast(text: str, type: str, status: str, actors: set[str], recipients: set[str]) -> None:
    event = only(text)
    assert (event.type, event.status) == (type, status)
    assert set(event.actors) >= actors and set(event.recipients) == recipients


def test_what_did_not_happen_is_no_event() -> None:
    assert not read("لم يلتق سامر ليلى.").events


def test_a_visit_told_twice_is_one_event_with_two_pieces_of_evidence() -> None:
    event = only("وصل سامر إلى قبرص.\nوهذه أول زيارة يجريها سامر إلى قبرص.")
    assert len(event.evidence) == 2


def test_time_and_place() -> None:
    event = only("التقى سامر ليلى في فيينا في 12 فبراير 2025.")
    assert (event.when, event.where) == ("2025-02-12", "vienna")


def test_evidence_leads_back_to_the_clause() -> None:
    text = "قالت مصادر إن الطقس جميل. التقى سامر ليلى في فيينا."
    assert only(text).evidence[0].of(text).startswith("التقى سامر")


@pytest.mark.parametrize(
    ("text", "parties", "status"),
    [
        ("وقعت تونس ومالطا اتفاقية للصيد.", {"tunisia", "malta"}, "signed"),
        ("ستوقع تونس ومالطا معاهدة شراكة.", {"tunisia", "malta"}, "to be signed"),
        ("صادق مجلس النواب على اتفاقية بين تونس ومالطا.", {"tunisia", "malta"}, "ratified"),
        ("تحدث عن وضع اللمسات النهائية على اتفاق بين تونس ومالطا.", {"tunisia", "malta"}, "under negotiation"),
        ("بموجب اتفاق بين تونس ومالطا تفتح الموانئ.", {"tunisia", "malta"}, "in force"),
    ],
)
def test_agreements(text: str, parties: set[str], status: str) -> None:
    (found,) = read(text).agreements
    assert (set(found.parties), found.status) == (parties, status)


def test_several_pacts_of_one_owner_are_several() -> None:
    found = read("التزمت تونس الصمت. ولديها اتفاقات مع مالطا وقبرص.").agreements
    assert {frozenset(a.parties) for a in found} == {frozenset({"tunisia", p}) for p in ("malta", "cyprus")}


def test_a_pact_that_was_not_made_is_none() -> None:
    assert not read("لم تبرم تونس اتفاقا مع مالطا.").agreements


def test_a_pact_with_a_name_of_its_own_counts_the_members_spoken_of() -> None:
    text = "انسحب سامر من الاتفاق النووي."
    (found,) = read(text).agreements
    assert found.parties == ("iran",) and found.status == "in force"


def test_term_and_mutual_defence() -> None:
    (found,) = read("وقعت تونس ومالطا معاهدة شراكة لمدة 20 عاما. ولا تتضمن المعاهدة بندا للدفاع المتبادل.").agreements
    assert found.mutual_defence is False
    (other,) = read("وقعت تونس ومالطا معاهدة شراكة. وتتضمن المعاهدة بندا للدفاع المتبادل.").agreements
    assert other.mutual_defence is True


STATUS_ROWS = rows("event_status.tsv")


@pytest.mark.parametrize("number", range(len(STATUS_ROWS)), ids=lambda n: STATUS_ROWS[n]["example"])
def test_every_status_row_fires_on_its_example(number: int) -> None:
    from khabar.events.frames import cues
    from khabar.text import fold

    key = fold(STATUS_ROWS[number]["example"]).rstrip(".")
    ends = [m.end() for form in (r"\S+", r"(?<!\S)(?:ال|لل|[بل])") for m in re.finditer(form, key)]
    assert any(cues()[number].pattern.search(key[:n]) for n in ends)


@pytest.mark.parametrize("row", list(enumerate(rows("event_frames.tsv"))), ids=lambda r: r[1]["example"])
def test_every_frame_itself_finds_its_example(row: tuple[int, dict[str, str]]) -> None:
    key = view(row[1]["example"])
    assert row[0] in {f.frame.number for f in find(key, 0, len(key.key))}
