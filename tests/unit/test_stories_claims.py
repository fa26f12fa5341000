"""Claims joined over the articles of a story, and denials beside what they deny."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from khabar.model import Agreement, Claim, Entity, Event, Origin, Reading, Span, Statement
from khabar.stories import claims as joining
from khabar.stories.common import Common
from unit.test_stories import reading


def common_of(readings: Sequence[Reading]) -> Common:
    """A story of some readings that nothing binds but being named together."""
    numbers = range(len(readings))
    return Common(
        members=tuple(numbers),
        copies={i: (i,) for i in numbers},
        readings=dict(enumerate(readings)),
        likeness={},
        reuse={},
        traces={},
    )


def claims(readings: Sequence[Reading], origins: Sequence[Origin]) -> tuple[Claim, ...]:
    return joining.claims(common_of(readings), origins)


def article(key: str, **found: Any) -> Reading:
    return msgspec.structs.replace(reading(key, (f"عنوان {key}", "نص الخبر في سطر واحد.")), **found)


def said(id: str, text: str, who: str, act: Any = "say", target: tuple[str, ...] = ()) -> Statement:
    return Statement(id=id, span=Span(0, 3), text=text, kind="indirect", act=act, speaker=(who,), target=target)


def done(id: str, type: Any, *actors: str, status: Any = "happened", when: str | None = None) -> Event:
    return Event(id=id, type=type, status=status, actors=actors, when=when, evidence=(Span(0, 3),))


def own(*keys: str) -> list[Origin]:
    return [Origin(id=f"o-{k}", kind="own", name=k, articles=(k,)) for k in keys]


def test_one_statement_in_two_wordings_is_one_claim_with_two_origins() -> None:
    a = article(
        "a", statements=(said("s1", "إن بلاده ستعيد فتح معبر نصيب الحدودي أمام المسافرين الأحد", "ayman-safadi"),)
    )
    b = article(
        "b", statements=(said("s2", "أن معبر نصيب الحدودي سيعاد فتحه أمام المسافرين يوم الأحد", "ayman-safadi"),)
    )
    (claim,) = claims([a, b], own("a", "b"))
    assert claim.members == (("a", "s1"), ("b", "s2"))
    assert claim.origins == ("o-a", "o-b")


def test_the_very_same_few_words_of_one_speaker_are_one_claim() -> None:
    a = article("a", statements=(said("s1", "إلى المشاركة الواسعة", "haider-al-abadi"),))
    b = article("b", statements=(said("s2", "إلى المشاركة  الواسعة", "haider-al-abadi"),))
    c = article("c", statements=(said("s3", "إلى المشاركة الواسعة", "ammar-al-hakim"),))
    assert sorted(x.members for x in claims([a, b, c], own("a", "b", "c"))) == [
        (("a", "s1"), ("b", "s2")),
        (("c", "s3"),),
    ]


def test_like_words_of_two_speakers_are_two_claims() -> None:
    a = article("a", statements=(said("s1", "إن المعبر الحدودي سيفتح أمام المسافرين الأحد", "ayman-safadi"),))
    b = article("b", statements=(said("s2", "إن المعبر الحدودي لن يفتح أمام الشاحنات الأحد", "walid-muallem"),))
    assert len(claims([a, b], own("a", "b"))) == 2


def test_a_copied_text_is_one_origin_behind_a_claim() -> None:
    one = Origin(id="o", kind="text", name="afp", articles=("a", "b"))
    run = [article(k, events=(done("e" + k, "visit", "macron", "lebanon"),)) for k in "ab"]
    (claim,) = claims(run, [one])
    assert claim.origins == ("o",)


def test_events_join_on_actors_and_time() -> None:
    a = article("a", events=(done("e1", "meet", "macron", "aoun", when="2019-04-02"),))
    b = article("b", events=(done("e2", "meet", "macron", "aoun", when="2019-04"),))
    c = article("c", events=(done("e3", "meet", "macron", "aoun", when="2019-03-20"),))
    joined = {tuple(m for _, m in claim.members) for claim in claims([a, b, c], own("a", "b", "c"))}
    assert joined == {("e1", "e2"), ("e3",)}


def test_a_capital_acts_for_its_state() -> None:
    city = Entity(id="paris", type="LOC", names={"ar": "باريس"}, stands_for="france")
    a = article("a", events=(done("e1", "meet", "paris", "lebanon"),), entities=(city,))
    b = article("b", events=(done("e2", "meet", "france", "lebanon"),))
    assert len(claims([a, b], own("a", "b"))) == 1


def test_agreements_join_on_their_parties_and_term() -> None:
    def pact(id: str, term: str | None) -> Agreement:
        return Agreement(id=id, parties=("iraq", "jordan"), name="اتفاق", kind="trade", status="signed", term=term)

    run = [article("a", agreements=(pact("p1", "P20Y"),)), article("b", agreements=(pact("p2", None),))]
    assert len(claims(run, own("a", "b"))) == 1
    other = article("b", agreements=(pact("p2", "P5Y"),))
    assert len(claims([run[0], other], own("a", "b"))) == 2


def test_a_denial_stands_beside_what_it_denies() -> None:
    charge = said("s1", "بتزويد المتمردين بطائرات مسيرة وصواريخ قصيرة المدى", "united-states", "accuse", ("chad",))
    denial = said("s2", "تزويد المتمردين بطائرات مسيرة أو صواريخ", "chad", "deny")
    other = said("s3", "أن موسم الأمطار سيتأخر هذا العام في الجنوب", "met-office")
    run = [article("a", statements=(charge, other)), article("b", statements=(denial,))]
    by_member = {c.members[0][1]: c for c in claims(run, own("a", "b"))}
    assert by_member["s2"].denies == by_member["s1"].id
    assert by_member["s1"].disputed_by == (by_member["s2"].id,)
    assert by_member["s3"].disputed_by == ()


def test_an_event_denied_disputes_the_event_told() -> None:
    a = article("a", events=(done("e1", "supply-arms", "chad", "rebels"),))
    b = article("b", events=(done("e2", "supply-arms", "chad", "rebels", status="denied"),))
    by_member = {c.members[0][1]: c for c in claims([a, b], own("a", "b"))}
    assert by_member["e2"].denies == by_member["e1"].id
    assert by_member["e1"].denies is None


def test_who_denies_a_clause_does_not_deny_the_signing() -> None:
    """The words of a denial must themselves speak of what is denied, and not tell of it as a thing that stands."""
    lead = "وقعت تشاد والنيجر معاهدة للدفاع المشترك بعد جدل حول بند القواعد العسكرية الأجنبية."
    signed = Event(
        id="e1", type="sign-agreement", status="happened", actors=("chad", "niger"), evidence=(Span(0, len(lead)),)
    )
    a = msgspec.structs.replace(reading("a", ("توقيع المعاهدة", lead)), events=(), entities=())
    start = a.article.document.text.index(lead)
    signed = msgspec.structs.replace(signed, evidence=(Span(start, start + len(lead)),))
    a = msgspec.structs.replace(a, events=(signed,))

    def disputed(text: str) -> bool:
        b = article("b", statements=(said("s1", text, "chad", "deny"),))
        by_member = {c.members[0][1]: c for c in claims([a, b], own("a", "b"))}
        return bool(by_member["e1"].disputed_by)

    assert disputed("أن تشاد وقعت مع النيجر معاهدة للدفاع المشترك")
    assert not disputed("وجود بند القواعد العسكرية الأجنبية في معاهدة الدفاع المشترك")

    inside = Statement(
        id="s2", span=Span(start, start + 30), text="أن تشاد وقعت مع النيجر معاهدة للدفاع المشترك", kind="indirect",
        act="deny", speaker=("chad",),
    )  # fmt: skip
    both = msgspec.structs.replace(a, statements=(inside,))
    assert not any(c.disputed_by for c in claims([both], own("a")))


BLAST = "انفجار عبوة ناسفة قرب جسر الصالحية في كركوك أوقع أضرارا في واجهات المحال التجارية."


def told(key: str, actor: str, when: str, body: str = BLAST) -> Reading:
    """A page whose whole body tells an attack by an actor."""
    made = reading(key, (f"خبر {key}", body))
    span = made.article.spans[0]
    event = Event(id=f"e-{key}", type="attack", status="happened", actors=(actor,), when=when, evidence=(span,))
    return msgspec.structs.replace(made, events=(event,))


def test_one_blast_of_one_day_is_one_event_whoever_is_its_cast() -> None:
    run = [told("a", "gunmen", "2019-04-04"), told("b", "unknown", "2019-04-04"), told("c", "cell", "2019-04-04")]
    (claim,) = claims(run, own("a", "b", "c"))
    assert len(claim.members) == 3


def test_blasts_of_two_days_or_two_places_stay_apart() -> None:
    elsewhere = "انفجار سيارة في سوق الخضار وسط الموصل أدى إلى احتراق شاحنتين وحافلة مدرسية."
    other = [told("b", "unknown", "2019-04-06"), told("b", "unknown", "2019-04-04", elsewhere)]
    assert [len(claims([told("a", "gunmen", "2019-04-04"), b], own("a", "b"))) for b in other] == [2, 2]
