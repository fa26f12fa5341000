"""Whatever stands on a page, reading its times never fails and every value is TIMEX3."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from khabar import times
from khabar.model import Span
from khabar.times.words import lexicon

PIECES = (
    "الأحد", "الاثنين", "الماضي", "المقبل", "كانون", "الثاني", "/", "يناير", "2018", "17", "١٢", "32", "99999999999999",
    "قبل", "بعد", "منذ", "سنوات", "عام", "العام", "أسبوعين", "نصف", "و", "أو", "ألف", "مئة", "الساعة", "20:39", "99:99",
    "السابعة", "مساء", "(", ")", "17,00", "ت غ", "هـ", "م", "رمضان", "1439", "الـ", "ثلاثين", "القرن", "العشرين", "من",
    "اليوم", "غد", "أمس", "الأول", "30/2/2018", "0000-00-00", "الربع", "الصيف", "نفسه", "هذا", "مارس", "\n", "،", ".",
    "سيزور", "أعلن", "٫", "1.2.3", "\u200f", "ًً", "لل", "ال", "وَ", "10.5",
    "كل", "مرة", "يوميا", "عيد", "الفطر", "الدراسي", "المالي", "الهجري", "قبل الميلاد", "بتوقيت", "غرينتش",
    "موسكو", "إلا", "ربعا", "عشرات", "آلاف", "السنين", "مليون", "العقد", "الماضي", "بعدها", "واحد", "العمر", "دام",
    "النصف", "إلى", "بين", "-", "بعد ذلك", "بـ", "ألفين", "صفر", "ثاني", "أيام", "جمعة", "السبعينيات", "29", "فبراير",
    "عقود",
)  # fmt: skip
ENTRIES = sorted({entry.form for found in lexicon().values() for entry in found})
texts = st.one_of(st.lists(st.one_of(st.sampled_from(ENTRIES), st.sampled_from(PIECES)), max_size=20).map(" ".join),
                  st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join),
                  st.lists(st.sampled_from(PIECES), max_size=12).map("".join), st.text(max_size=60))  # fmt: skip
anchors = st.one_of(
    st.none(), st.dates().map(str), st.sampled_from(["2018-04-08", "0001-01-01", "9999-12-31", "", "nonsense"])
)

DAY = r"\d{4}-\d\d-\d\d"
YEARS = r"(?:BC)?\d{2,4}"
TIMEX = re.compile(
    rf"(?:{DAY}(?:T(?:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?|MO|AF|EV|NI|DT))?|{DAY}/{DAY}|\d{{4}}-\d\d|\d{{4}}-W\d\d|\d{{4}}-Q[1-4]"
    rf"|\d{{4}}-H[12]|\d{{4}}-(?:SP|SU|FA|WI)|{YEARS}|\d{{4}}/\d{{4}}"
    r"|XXXX-(?:WXX-[1-7]|SP|SU|FA|WI|XX-XXT(?:MO|AF|EV|NI|DT)|XX-\d\d|\d\d(?:-\d\d)?)"
    r"|P(?:X|\d+)[YMWD]|P\d+M\d+D|PT(?:X|\d+)[HM]|PT(?:X|\d+(?:\.\d+)?)S|(?:PAST|PRESENT|FUTURE)_REF)"
)


@settings(max_examples=300, deadline=None)
@given(texts, anchors)
def test_never_fails_and_every_value_is_timex3(text: str, anchor: str | None) -> None:
    found = times.read(text, [Span(0, len(text))], anchor)
    last = 0
    for time in found:
        assert last <= time.span.start < time.span.end <= len(text)
        assert time.text == time.span.of(text)
        assert time.basis
        assert time.value is None or TIMEX.fullmatch(time.value), time
        last = time.span.end


@settings(max_examples=100, deadline=None)
@given(texts, anchors)
def test_reading_again_gives_the_same_and_intervals_stand_on_its_times(text: str, anchor: str | None) -> None:
    found = times.find(text, anchor)
    assert found == times.find(text, anchor) == times.read(text, [Span(0, len(text))], anchor)
    for interval in times.intervals(text, found):
        assert interval.first in found and interval.last in found
        assert interval.span == Span(interval.first.span.start, interval.last.span.end)


@settings(max_examples=100, deadline=None)
@given(texts)
def test_an_anchor_changes_values_and_never_places(text: str) -> None:
    places = [t.span for t in times.find(text, "2018-04-08") if "that-time" not in t.basis]
    assert places == [t.span for t in times.find(text, None) if "that-time" not in t.basis]


@settings(max_examples=60, deadline=None)
@given(texts, texts)
def test_nothing_is_read_outside_the_spans(head: str, body: str) -> None:
    span = Span(len(head), len(head) + len(body))
    for time in times.read(head + body, [span], "2018-04-08"):
        assert span.covers(time.span)


def test_a_line_longer_than_a_piece_loses_nothing() -> None:
    text = "وصل الوفد يوم الأحد إلى المدينة. " * 2000
    found = times.read(text, [Span(0, len(text))], "2018-04-11")
    assert len(found) == 2000
    assert {t.value for t in found} == {"2018-04-08"}
