"""One statement in several wordings: within a page, and across the pages of a run. The sentences are our own."""

from __future__ import annotations

import msgspec
import pytest

from khabar.model import Article, Document, Entity, Mention, Reading, Span, Statement, StatementKind
from khabar.statements.same import content_words, distinct, joined
from khabar.text import rows

KARIM = Entity(id="karim", type="PER", names={"ar": "كريم الأسعد"})
LAYLA = Entity(id="layla", type="PER", names={"ar": "ليلى مراد"})
LISBON = Entity(id="lisbon", type="LOC", names={"ar": "لشبونة"}, stands_for="portugal")
SOURCE = Entity(id="anon-1", type="ANON", names={"ar": "مصدر"})


def said(text: str, speaker: str = "karim", kind: StatementKind = "indirect", at: int = 0) -> Statement:
    span = Span(at, at + len(text))
    return Statement(id=f"{speaker}-{at}-{text[:9]}", span=span, text=text, kind=kind, act="say", speaker=(speaker,))


def page(name: str, *statements: Statement, day: str | None = "2024-05-02") -> Reading:
    text = "\n".join(s.text for s in statements)
    document = Document(name=name, sha256=name, text=text)
    article = Article(id=name, number=1, document=document, spans=(Span(0, len(text)),), published=day)
    named = tuple(msg(s, f"{name}-{i}") for i, s in enumerate(statements))
    return Reading(article=article, entities=(KARIM, LAYLA, LISBON, SOURCE), statements=named)


def msg(statement: Statement, identity: str) -> Statement:
    return Statement(
        id=identity,
        span=statement.span,
        text=statement.text,
        kind=statement.kind,
        act=statement.act,
        speaker=statement.speaker,
    )


FULL = "إن الجسر الجديد سيفتح أمام السيارات خلال شهرين بعد اكتمال الصيانة"


def wordings(*readings: Reading) -> list[str | None]:
    return [s.wording for r in joined(readings) for s in r.statements]


def test_a_repetition_on_a_page_leaves_the_fuller_one() -> None:
    short, full = said("الجسر الجديد سيفتح أمام السيارات", at=0), said(FULL, at=50)
    assert distinct([short, full]) == [full]
    assert len(distinct([short, said(FULL, speaker="layla", at=50)])) == 2


WORDINGS = [
    (said(FULL), said(FULL), ["fullest", "same"]),
    (said(FULL), said("الجسر الجديد سيفتح أمام السيارات"), ["fullest", "shorter"]),
    (
        said(FULL),
        said("بأن الجسر الجديد يفتح للسيارات خلال شهرين، بعد انتهاء الصيانة"),
        ["fullest", "other words"],
    ),
    (
        said("الجسر الجديد سيفتح أمام السيارات خلال شهرين", kind="direct"),
        said("الجسر الحديث سيفتح أمام السيارات خلال شهرين", kind="direct"),
        ["fullest", "changed"],
    ),
]


@pytest.mark.parametrize(("one", "other", "expected"), WORDINGS)
def test_two_pages_tell_one_statement(one: Statement, other: Statement, expected: list[str]) -> None:
    a, b = joined([page("a.txt", one), page("b.txt", other)])
    assert a.statements[0].utterance is not None
    assert a.statements[0].utterance == b.statements[0].utterance
    assert sorted(w or "" for w in (a.statements[0].wording, b.statements[0].wording)) == sorted(expected)


APART = [
    (page("a.txt", said(FULL)), page("b.txt", said(FULL, speaker="layla")), "another speaker"),
    (page("a.txt", said(FULL)), page("b.txt", said("إن المدرسة القديمة ستهدم قبل الشتاء")), "other words"),
    (page("a.txt", said(FULL)), page("b.txt", said(FULL), day="2024-06-20"), "another occasion"),
    (
        page("a.txt", said("إن سفينة محملة بالقمح وصلت المرفأ في الساعة 11 صباحا")),
        page("b.txt", said("إن ناقلة محملة بالشعير غادرت المرفأ في الساعة 18 مساء")),
        "another hour",
    ),
    (
        page("a.txt", said("إن الشركة ستسحب سفنها من المرفأ القديم")),
        page("b.txt", said("إن الشركة لن تسحب سفنها من المرفأ القديم")),
        "denied",
    ),
    (
        page("a.txt", said("إن العاصفة قتلت 12 شخصا في ميناء الجزيرة")),
        page("b.txt", said("إن العاصفة قتلت 40 شخصا في ميناء الجزيرة")),
        "another count",
    ),
    (
        page("a.txt", said('إن السفينة وصلت في الساعة 11 "بحمولة كاملة من القمح"', kind="mixed")),
        page("b.txt", said('إن القطار غادر في الساعة 18 "بحمولة كاملة من القمح"', kind="mixed")),
        "one phrase, another hour",
    ),
    (page("a.txt", said(FULL, speaker="anon-1")), page("b.txt", said(FULL, speaker="anon-1")), "unnamed sources"),
    (page("a.txt", said(FULL), said(FULL, at=90)), page("b.txt"), "one page"),
]


@pytest.mark.parametrize(("a", "b", "why"), APART, ids=[why for _, _, why in APART])
def test_two_statements_stay_two(a: Reading, b: Reading, why: str) -> None:
    assert [s.utterance for r in joined([a, b]) for s in r.statements if s.utterance] == []


RETOLD = [
    (
        said("إن البلدية ستواصل تطوير المرفأ القديم رغم خروج الشركة المشغلة منه"),
        said("أن تعزيز المرفأ القديم سيستمر بعد انسحاب الشركة المشغلة قبل شهر"),
        "paraphrases",
    ),
    (
        said('إن الجسر "لن يهدم أبدا ما دمت حيا" رغم كل ما قيل عن كلفة صيانته', kind="mixed"),
        said("لن يهدم أبدا ما دمت حيا", kind="direct"),
        "one quotation",
    ),
]


@pytest.mark.parametrize(("one", "other", "why"), RETOLD, ids=[why for _, _, why in RETOLD])
def test_other_words_for_the_same_are_one_statement(one: Statement, other: Statement, why: str) -> None:
    a, b = joined([page("a.txt", one), page("b.txt", other)])
    assert a.statements[0].utterance == b.statements[0].utterance is not None


def test_names_of_one_thing_count_as_one_word() -> None:
    def naming(name: str, text: str, surface: str, entity: str) -> Reading:
        start = text.index(surface)
        span = Span(start, start + len(surface))
        mention = Mention(span=span, text=surface, type="LOC", entity=entity, rule="table")
        return msgspec.structs.replace(page(name, said(text)), mentions=(mention,))

    one = naming("a.txt", "خروج لشبونة من معاهدة المناخ", "لشبونة", "lisbon")
    other = naming("b.txt", "أن البرتغال تنسحب من اتفاقية المناخ العام المقبل", "البرتغال", "portugal")
    stranger = naming("b.txt", "أن بوليفيا تنسحب من اتفاقية المناخ العام المقبل", "بوليفيا", "bolivia")
    assert joined([one, other])[0].statements[0].utterance is not None
    assert joined([one, stranger])[0].statements[0].utterance is None


def test_a_capital_speaks_for_its_state_and_order_does_not_matter() -> None:
    a, b = page("a.txt", said(FULL, speaker="lisbon")), page("b.txt", said(FULL, speaker="portugal"))
    one, two = joined([a, b]), joined([b, a])
    assert one[0].statements[0].utterance == one[1].statements[0].utterance is not None
    assert list(one) == list(reversed(two))


def test_every_form_of_a_paraphrase_is_a_word_that_statements_are_compared_by() -> None:
    seen: dict[str, str] = {}
    for row in rows("statement_paraphrases.tsv"):
        for form in row["forms"].split("|"):
            assert content_words(form), f"{form} is never compared"
            for word in content_words(form):
                assert seen.setdefault(word, row["meaning"]) == row["meaning"], f"{form} means two things"
