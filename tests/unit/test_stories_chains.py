"""Affairs that go on: stories that carry on earlier ones."""

from __future__ import annotations

from khabar.model import Reading
from khabar.stories import Filing, affairs
from unit.test_stories import MATCH, reading

PLACE = "سد الوحدة في محافظة ذمار"


def event(day: int, what: str, body: str) -> list[Reading]:
    return [
        reading(
            f"{day}-{n}", (f"{what} في {PLACE}", f"{body}\nويهدد {PLACE} قرى وادي بنا {more}."), n, f"2019-04-{day:02}"
        )
        for n, more in (("sahil", "منذ أيام"), ("marsad", "بحسب الدفاع المدني"))
    ]


CRACK = event(1, "تشقق", f"ظهرت شقوق واسعة في جدار {PLACE} بعد أمطار غزيرة، وأخلت السلطات قرى وادي بنا.")
FLOOD = event(6, "فيضان", f"فاضت مياه {PLACE} بعد الشقوق في جداره على قرى وادي بنا التي أخلتها السلطات.")
LATE = event(25, "فيضان", f"فاضت مياه {PLACE} بعد الشقوق في جداره على قرى وادي بنا التي أخلتها السلطات.")
OTHER = [reading(f"m-{n}", MATCH, n, "2019-04-06") for n in ("sahil", "marsad")]


def chain(*runs: list[Reading]) -> list[tuple[str, str]]:
    filing = Filing().extended(r for run in runs for r in run)
    first = {s.id: s.articles[0] for s in filing.stories}
    return [(first[a], first[b]) for a, b in filing.continues.items()]


def test_a_story_carries_on_the_earlier_one_of_its_affair() -> None:
    assert chain(CRACK, FLOOD, OTHER) == [("6-marsad", "1-marsad")]


def test_weeks_later_is_another_affair() -> None:
    assert chain(CRACK, LATE) == []


def test_one_article_alone_carries_on_nothing() -> None:
    assert chain(CRACK, FLOOD[:1]) == []


def test_the_stories_of_an_affair_hang_together() -> None:
    assert affairs({"c": "b", "b": "a", "y": "x"}) == (("a", "b", "c"), ("x", "y"))
    assert affairs({}) == ()
