"""Filing more later, copies, look-alikes, and runs of bad or odd pages."""

from __future__ import annotations

import itertools

import msgspec
import pytest

from khabar.model import Mention, Reading, Span
from khabar.stories import Filing, count, file_stories
from khabar.stories.file import agglomerate, components
from unit.test_stories import FIRE_A, FIRE_B, MATCH, filed, reading

RAIN = (
    "أمطار غزيرة تغلق مدارس نواكشوط",
    "أغلقت السلطات الموريتانية مدارس العاصمة نواكشوط بعد ليلة من الأمطار الغزيرة التي قطعت الطرق.\n"
    "وقال الدفاع المدني إن مياه الأمطار دخلت عشرات المنازل في الأحياء المنخفضة من المدينة.",
)
NOTICE = "\nجميع الحقوق محفوظة لموقعنا ولا يجوز النقل من دون إذن مكتوب من إدارة الموقع في العاصمة."


def named(reading: Reading, *names: tuple[str, str]) -> Reading:
    """The reading with every occurrence of some names (surface, id) as a place."""
    text = reading.article.document.text
    found = []
    for surface, id in names:
        at = text.find(surface)
        while at >= 0:
            span = Span(at, at + len(surface))
            found.append(Mention(span=span, text=surface, type="LOC", entity=id, rule="test"))
            at = text.find(surface, at + 1)
    return msgspec.structs.replace(reading, mentions=tuple(sorted(found, key=lambda m: m.span)))


RUN = [
    reading("a", FIRE_A),
    reading("b", FIRE_B, "al-shahid"),
    reading("c", MATCH),
    reading("d", (RAIN[0], RAIN[1] + NOTICE), "al-shahid", "2019-04-02"),
    reading("e", (MATCH[0], MATCH[1] + NOTICE), "al-khabir", "2019-04-02"),
    reading("f", (FIRE_A[0], FIRE_A[1] + NOTICE), "al-khabir", "2019-04-03"),
    reading("g", FIRE_A, "al-akhir"),
    reading("h", FIRE_B, "al-akhir", None),
]


@pytest.mark.parametrize("cut", range(len(RUN) + 1))
def test_filing_more_later_tells_the_same_stories(cut: int) -> None:
    assert Filing().extended(RUN[:cut]).extended(RUN[cut:]).stories == file_stories(RUN)


def test_one_by_one_and_backwards_too() -> None:
    filing = Filing()
    for one in RUN[::-1]:
        filing = filing.extended([one])
    assert filing.stories == file_stories(RUN)
    assert [r.key for r in filing.readings] == [r.key for r in RUN]


def test_an_extension_leaves_the_filing_as_it_was() -> None:
    filing = Filing().extended(RUN[:3])
    before = filing.stories
    filing.extended(RUN[3:])
    assert filing.stories == before


def test_a_sentence_that_turns_out_to_be_template_is_taken_out_again() -> None:
    """The notice binds two pages until a third shows that it belongs to the site."""
    pages = [reading(n, (t, b + NOTICE)) for n, (t, b) in zip("xyz", (FIRE_B, MATCH, RAIN), strict=True)]
    assert Filing().extended(pages[:2]).extended(pages[2:]).stories == file_stories(pages)


def test_a_page_that_comes_a_thousand_times_is_one_text() -> None:
    run = [reading(f"{n:04}", FIRE_A) for n in range(1000)]
    (story,) = file_stories([*run, reading("z", FIRE_B, "al-shahid")])
    assert count(story) == (1001, 2, 2)
    assert all(len(c.origins) <= 2 for c in story.claims)
    assert len(story.reuse) == 999


def test_copies_are_paired_each_with_each() -> None:
    (story,) = file_stories([reading(n, FIRE_A, n) for n in "abc"])
    assert [(r.a, r.b) for r in story.reuse] == [("a", "b"), ("a", "c"), ("b", "c")]
    assert all(r.share == 1.0 for r in story.reuse)
    assert count(story).origins == 1


def test_pages_of_one_sentence_or_none_are_filed() -> None:
    run = [reading("a", ("خبر", "كلمة")), reading("b", ("", "")), reading("c", ("", "كلمة")), reading("d", FIRE_A)]
    assert sorted(a for s in file_stories(run) for a in s.articles) == ["a", "b", "c", "d"]


def test_an_empty_page_may_come_last() -> None:
    more = [reading("y", FIRE_B, "al-shahid"), reading("z", ("", ""))]
    assert Filing().extended([reading("a", FIRE_A)]).extended(more).stories == file_stories(
        [reading("a", FIRE_A), *more]
    )


QUAKE = "ضرب زلزال بقوة {m} درجات {place} فجر الاثنين وأدى إلى مقتل {n} شخصا وانهيار عشرات المنازل الطينية في القرى."


def test_two_quakes_are_two_stories() -> None:
    """The same words of another place, with another toll."""
    run = [
        named(reading(name, (f"زلزال يضرب {place}", QUAKE.format(m=m, place=place, n=n)), name), (place, id))
        for name, place, id, m, n in (
            ("a", "كرمان", "kerman", 6, 12),
            ("b", "كرمان", "kerman", 6, 14),
            ("c", "بادغيس", "badghis", 5, 40),
        )
    ]
    assert filed(file_stories(run)) == {("a", "b"), ("c",)}


def test_a_chain_of_likenesses_binds_a_part() -> None:
    pairs = {(0, 1): 0.5, (1, 2): 0.14, (3, 4): 0.12}
    assert components(range(5), pairs) == [[0, 1, 2], [3], [4]]


def test_a_very_large_part_is_parted_by_a_higher_bar() -> None:
    chain = {(i, i + 1): (0.14 if i == 999 else 0.9) for i in range(1999)}
    assert [len(part) for part in components(range(2000), chain)] == [1000, 1000]


def test_copies_weigh_up_to_a_bound() -> None:
    pairs = {(0, 1): 0.3, (0, 2): 0.3, (1, 2): 0.9}
    few, many = (agglomerate(range(3), pairs, 0.25, {0: n}) for n in (3, 1000))
    assert few == many
    assert set(itertools.chain.from_iterable(few)) == {0, 1, 2}
