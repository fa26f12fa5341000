"""Figures with what they count, and where the articles of a story differ on them."""

from __future__ import annotations

import re

import msgspec
import pytest

from khabar import times
from khabar.model import Conflict, Mention, Reading, Span
from khabar.record import article_record, story_record
from khabar.stories import file_stories
from khabar.stories.count_words import signs
from khabar.stories.figures import figures
from khabar.stories.stems import WORD
from khabar.text import fold, rows
from unit.test_stories import reading


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("أسفر انهيار المبنى عن مقتل 12 شخصا وإصابة 40 بجروح.", [(12, "dead"), (40, "wounded")]),
        ("ارتفع عدد القتلى إلى 17 بعد العثور على ثلاث جثث.", [(17, "dead"), (3, "dead")]),
        ("قال المسعفون إن 9 أشخاص على الأقل قتلوا في الحادث.", [(9, "dead")]),
        ("بلغت قيمة الصفقة مليارا و200 مليون دولار.", [(200e6, "دولار")]),
        ("تراجعت الصادرات بنسبة 5,5 في المئة.", [(5.5, "%")]),
        ("شارك في المسيرة خمسة وعشرون ألف متظاهر.", [(25000, "متظاهر")]),
        ("أعلنت الوزارة استقبال 3,500 لاجئ.", [(3500, "displaced")]),
        ("وصل الوفد إلى العاصمة.", []),
    ],
)
def test_figures(sentence: str, wanted: list[tuple[float, str]]) -> None:
    found = figures(reading("a", ("", sentence)))
    assert [(f.value, f.unit) for f in found] == wanted


def test_the_record_holds_amounts_with_what_they_count_and_their_hedge() -> None:
    found = reading(
        "a",
        (
            "",
            "قتل 35 شخصا على الأقل وأصيب نحو مئة آخرين يوم الأربعاء. وبلغت الخسائر أكثر من ثلاثة ملايين دولار. "
            "وتستمر الزيارة عشرة أيام، وصوت 120 نائبا بنسبة 64,5 في المئة بعد استقالة الوزير.",
        ),
    )
    numbers = article_record(found)["numbers"]
    assert [(n["value"], n["counts"], n["noun"], n["hedge"]) for n in numbers] == [
        (35, "dead", "شخصا", "least"),
        (100, "wounded", "آخرين", "about"),
        (3_000_000, None, "دولار", "more"),
        (120, None, "نائبا", None),
        (64.5, "%", "في المئة", None),
    ]
    text = found.article.document.text
    assert all(n["text"] == text[n["start"] : n["end"]] for n in numbers)


def test_a_figures_place_holds_the_number_and_its_noun() -> None:
    article = reading("a", ("خبر", "قتل في القصف 35 شخصا في السوق."))
    (figure,) = figures(article)
    assert figure.span.of(article.article.document.text) == "35 شخصا"


def conflicts(a: str, b: str) -> tuple[Conflict, ...]:
    title = "انفجار في سوق شعبية وسط مدينة كركوك"
    (story,) = file_stories([reading("a", (title, a)), reading("b", (title, b), "al-shahid")])
    return story.conflicts


def test_two_tolls_of_one_event_differ() -> None:
    (found,) = conflicts(
        "قتل 16 شخصا في انفجار سيارة مفخخة في سوق شعبية وسط كركوك.",
        "أدى انفجار سيارة مفخخة وسط كركوك إلى مقتل 18 شخصا في السوق الشعبية.",
    )
    assert [(v.value, v.articles) for v in found.values] == [("16 شخصا", ("a",)), ("18 شخصا", ("b",))]
    assert found.about.startswith("القتلى")
    assert found.rule == "number"


def test_the_same_value_is_no_conflict() -> None:
    assert not conflicts("قتل 16 شخصا في انفجار السوق في كركوك.", "انفجار السوق في كركوك أودى بحياة 16 مدنيا.")


def test_dead_and_wounded_are_two_facts() -> None:
    assert not conflicts("قتل 16 شخصا في انفجار السوق في كركوك.", "أصيب 18 شخصا في انفجار السوق في كركوك.")


def test_a_rounded_value_is_marked_as_such() -> None:
    (found,) = conflicts(
        "تعهدت الشركة باستثمار 1490 دولارا لكل متضرر من انفجار سوق كركوك.",
        "تعهدت الشركة باستثمار نحو 1500 دولارا لكل متضرر من انفجار سوق كركوك.",
    )
    assert found.rule == "rounded"


DAM = "انهيار سد في محافظة ذمار"


def timed(name: str, body: str, day: str = "2019-04-04") -> Reading:
    made = reading(name, (DAM, body), name, day)
    return msgspec.structs.replace(made, times=times.read(made.article.document.text, made.article.spans, day))


def called(made: Reading, name: str) -> Reading:
    """A reading in which a name is read wherever it stands."""
    text = made.article.document.text
    spans = [Span(m.start(), m.end()) for m in re.finditer(name, text)]
    mentions = tuple(Mention(span=s, text=name, type="PER", entity=name, rule="list") for s in spans)
    return msgspec.structs.replace(made, mentions=mentions)


def differences(*readings: Reading) -> list[tuple[str, list[str]]]:
    (story,) = file_stories(readings)
    return [(c.rule, [v.value for v in c.values]) for c in story.conflicts]


def test_lengths_differ_in_the_words_of_the_text() -> None:
    a = timed("a", "يستمر إصلاح انهيار سد ذمار لمدة أسبوعين بحسب مهندس في الوزارة.")
    b = timed("b", "انهيار سد ذمار يحتاج إلى إصلاح يستمر لمدة ثلاثة أسابيع وفق الوزارة.")
    assert differences(a, b) == [("length", ["أسبوعين", "ثلاثة أسابيع"])]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("انتشل الغواصون من بئر ذمار طفلة تبلغ من العمر {}.", ("8 سنوات", "9 سنوات")),
        ("انتشل الغواصون من بئر ذمار الطفلة البالغة {}.", ("8 سنوات", "9 سنوات")),
        ("انتشل الغواصون من بئر ذمار ليلى مراد ({}) بعد الفجر.", ("8 سنوات", "9 سنوات")),
    ],
)
def test_an_age_is_no_length_of_the_matter(first: str, second: tuple[str, str]) -> None:
    a, b = (timed(name, first.format(length)) for name, length in zip("ab", second, strict=True))
    assert differences(a, b) == []


def test_days_of_one_event_differ_between_reports_of_one_day_only() -> None:
    a = timed("a", "عاين وفد الوزارة برئاسة المهندس المقيم انهيار سد ذمار الثلاثاء.")
    b = timed("b", "عاين وفد الوزارة برئاسة المهندس المقيم انهيار سد ذمار الأربعاء.")
    later = timed("b", "عاين وفد الوزارة برئاسة المهندس المقيم انهيار سد ذمار الأربعاء.", "2019-04-05")
    assert [rule for rule, _ in differences(a, b)] == ["day"]
    assert differences(a, later) == []


def test_more_than_a_value_is_another_value() -> None:
    a = timed("a", "بلغت كلفة إصلاح انهيار سد ذمار 16 مليون ريال.")
    b = timed("b", "بلغت كلفة إصلاح انهيار سد ذمار أكثر من 16 مليون ريال.")
    assert differences(a, b) == [("rounded", ["16 مليون ريال", "أكثر من 16 مليون ريال"])]


def test_an_article_may_contradict_its_own_number() -> None:
    over = "بلغت كلفة إصلاح انهيار سد ذمار أكثر من 16 مليون ريال."
    about = over.replace("أكثر من", "نحو").replace("بلغت", "وقال مهندس إن")
    b = timed("b", "زار الوزير قرى قرب انهيار سد ذمار.")
    assert differences(timed("a", f"{over} {about}"), b) == [
        ("rounded", ["أكثر من 16 مليون ريال", "نحو 16 مليون ريال"])
    ]
    assert differences(timed("a", f"{over} {about.replace('نحو', 'ما لا يقل عن')}"), b) == []
    assert differences(timed("a", f"{over} وتبرع تاجر في صنعاء بنحو 16 مليون ريال."), b) == []
    north = "فر أكثر من ألف شخص من قرى الشمال بعد انهيار سد ذمار."
    assert differences(timed("a", f"{north} وفر نحو ألف شخص من قرى الجنوب."), b) == []


def test_a_toll_that_rises_with_the_days_is_a_series() -> None:
    bodies = (f"مقتل {n} شخصا في انهيار سد ذمار الذي غمر القرى." for n in (12, 16, 21))
    run = [timed(f"{n}", body, f"2019-04-0{n}") for n, body in enumerate(bodies, 4)]
    assert [rule for rule, _ in differences(*run)] == ["series"]
    (story,) = file_stories(run)
    record = story_record(story)
    assert record["conflicts"] == []
    assert [v["value"] for v in record["series"][0]["values"]] == ["12 شخصا", "16 شخصا", "21 شخصا"]


def test_a_value_that_the_other_article_gives_too_is_no_difference() -> None:
    a = timed("a", "خصصت الحكومة لإصلاح سد ذمار 40 مليون ريال ولتعويض سكان ذمار 60 مليون ريال.")
    b = timed("b", "خصصت الحكومة لتعويض سكان ذمار 60 مليون ريال ولإصلاح سد ذمار 40 مليون ريال.")
    assert differences(a, b) == []


@pytest.mark.parametrize("row", rows("story_signs.tsv"), ids=lambda row: row["use"])
def test_every_row_of_signs_has_a_word_in_its_example(row: dict[str, str]) -> None:
    assert not signs(row["use"]).isdisjoint(WORD.findall(fold(row["example"])))


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("خصصت الحكومة نصف مليار ريال لإعادة الإعمار.", [(0.5e9, "ريال")]),
        ("بلغت الكلفة 52.316 مليار ريال.", [(52.316e9, "ريال")]),
        ("وصل إلى المخيم 52.316 لاجئا.", [(52316, "displaced")]),
        ("بلغت الكلفة مليون ونصف المليون ريال.", [(1.5e6, "ريال")]),
        ("أدى الحريق إلى مقتل شخصين وإصابة 4 بجروح.", [(2, "dead"), (4, "wounded")]),
        ("نقلت سيارات الإسعاف جريحين من المكان.", [(2, "wounded")]),
        ("ارتفعت حصيلة القصف على المدينة منذ بدء الحملة إلى 1517 مدنيا.", [(1517, "dead")]),
        ("خرج الفريق من دور الستة عشر لكأس الاتحاد.", [(16, "كاس")]),
        ("لا تمتثل الوزارة للفقرة الرابعة عشرة من القرار.", []),
        ("انخفضت الصادرات بنسبة 8،4 بالمئة.", [(8.4, "%")]),
        ("فاز الفريق 3-2 في مجموع المباراتين.", []),
        ("سجل المهاجم هدف الفوز في الدقيقة 90+3 من المباراة.", [(90.03, "minute")]),
    ],
)
def test_amounts(sentence: str, wanted: list[tuple[float, str]]) -> None:
    assert [(f.value, f.unit) for f in figures(reading("a", ("", sentence)))] == wanted


def test_the_minute_of_a_goal_differs() -> None:
    a = timed("a", "سجل المهاجم خليل هدف فريق سد ذمار الثالث في الدقيقة 90+2 من المباراة.")
    b = timed("b", "أضاف المهاجم خليل هدف فريق سد ذمار الثالث في الدقيقة 90+3 من المباراة.")
    other = timed("b", "أضاف المهاجم خليل هدف فريق سد ذمار الثالث في الدقيقة 27 من المباراة.")
    assert differences(a, b) == [("minute", ["الدقيقة 90+2", "الدقيقة 90+3"])]
    assert differences(a, other) == []


def test_the_wounded_of_one_bulletin_differ_however_they_are_told() -> None:
    a = timed("a", "أسفر انهيار سد ذمار عن مقتل 17 شخصا وإصابة 90 بجروح، بحسب الشرطة.")
    b = timed("b", "قتل 17 شخصا في انهيار سد ذمار.\nونقل عن المستشفى أن الجرحى الذين وصلوا إليه قرابة 32 مصابا.")
    assert ("number", ["32 مصابا", "90 بجروح"]) in differences(a, b)


def test_a_figure_differs_only_from_its_likest_counterpart() -> None:
    a = timed("a", "صوت 54 نائبا لصالح تمويل إصلاح سد ذمار، وامتنع 40 نائبا عن التصويت.")
    b = timed("b", "صوت 55 نائبا لصالح تمويل إصلاح سد ذمار، وامتنع 40 نائبا عن التصويت.")
    assert differences(a, b) == [("number", ["54 نائبا", "55 نائبا"])]


def test_far_values_in_the_depth_of_unlike_articles_are_two_facts() -> None:
    lead = "قال وزير الأشغال إن الطقس في ذمار يعيق العمل.\nوأضاف أن الفرق تعمل ليلا.\nوتابع أن الآليات وصلت."
    a = timed("a", f"{lead}\nوأنفقت الوزارة على إصلاح سد ذمار 40 مليون ريال.")
    b = timed("b", f"{lead.replace('الطقس', 'الوحل')}\nوأنفقت الوزارة على إصلاح سد ذمار 95 مليون ريال.")
    assert "number" not in [rule for rule, _ in differences(a, b)]


def test_one_weekday_is_one_day_however_it_was_reckoned() -> None:
    a = timed("a", "يعاين وفد الوزارة برئاسة المهندس المقيم انهيار سد ذمار السبت.")
    b = timed("b", "يعاين وفد الوزارة برئاسة المهندس المقيم انهيار سد ذمار السبت الماضي.")
    assert differences(a, b) == []


def test_a_toll_that_rose_twice_on_its_first_day_is_a_series() -> None:
    tolls = (("2019-04-04", 12), ("2019-04-04", 16), ("2019-04-05", 21))
    run = [timed(f"{n}", f"مقتل {n} شخصا في انهيار سد ذمار الذي غمر القرى.", day) for day, n in tolls]
    assert [rule for rule, _ in differences(*run)] == ["series"]
    falls = timed("x", "مقتل 11 شخصا في انهيار سد ذمار الذي غمر القرى.", "2019-04-06")
    assert [rule for rule, _ in differences(*run, falls)] == ["number"]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("سقط صاروخان قرب الميناء.", [(2, "صاروخ", "صاروخان")]),
        ("أطلقت الزوارق 3 صواريخ على الميناء.", [(3, "صاروخ", "صواريخ")]),
        ("اعترض الدفاع الجوي صاروخا فوق الميناء.", [(1, "صاروخ", "صاروخا")]),
        ("يزور الوفد سبع مدن في الشمال.", [(7, "مدين", "مدن")]),
        ("سجل فريق ذمار هدفين في دقيقة.", [(2, "هدف", "هدفين")]),
    ],
)
def test_one_two_and_many_of_a_thing_count_the_same(sentence: str, wanted: list[tuple[float, str, str]]) -> None:
    assert [(f.value, f.unit, f.noun) for f in figures(reading("a", ("", sentence)))] == wanted


def test_a_single_thing_is_no_number_of_the_record() -> None:
    assert article_record(reading("a", ("", "اعترض الدفاع الجوي صاروخا فوق الميناء.")))["numbers"] == []


def test_one_rocket_and_two_differ_in_the_words_of_the_text() -> None:
    a = timed("a", "اعترض الدفاع الجوي صاروخا أطلق على انهيار سد ذمار فجر الخميس.")
    b = timed("b", "اعترض الدفاع الجوي صاروخين أطلقا على انهيار سد ذمار فجر الخميس.")
    assert ("number", ["صاروخا", "صاروخين"]) in differences(a, b)


@pytest.mark.parametrize(
    ("sentence", "minute"),
    [
        ("سجل خليل هدفه في الدقيقة الثانية من الوقت بدل الضائع.", 90.02),
        ("أدرك خليل التعادل في الدقيقة الرابعة من الوقت الضائع للشوط الأول.", 45.04),
        ("أضاف خليل الهدف الثالث (90+3).", 90.03),
    ],
)
def test_minutes_of_added_time(sentence: str, minute: float) -> None:
    assert minute in [f.value for f in figures(reading("a", ("", sentence))) if f.unit == "minute"]


@pytest.mark.parametrize(
    "sentence",
    [
        "تجتمع مجموعة 5+1 في فيينا الخميس.",
        "تضم الآلية 27+3 دولة من القارة.",
        "سجل الطلب على هاتف الشركة 5+1 أعلى هدف لها.",
        "رفعت اللجنة صيغة 90+2 إلى الوزارة.",
    ],
)
def test_a_number_with_a_plus_is_no_minute_but_in_a_match(sentence: str) -> None:
    found = reading("a", ("", sentence))
    assert "minute" not in {f.unit for f in figures(found)}
    assert not [n for n in article_record(found)["numbers"] if "+" in n["text"]]


def test_any_minute_with_a_plus_counts_behind_its_word() -> None:
    (found,) = figures(reading("a", ("", "توقف اللعب في الدقيقة 30+1 بسبب المطر.")))
    assert (found.value, found.unit) == (30.01, "minute")


def test_a_word_after_the_noun_is_a_bound_only_where_it_can_be_one() -> None:
    over, more = (reading("a", ("", f"سقطت 20 قذيفة {tail}.")) for tail in ("فوق الميناء", "أو أكثر على الميناء"))
    assert [[f.bound for f in figures(r)] for r in (over, more)] == [[""], ["more"]]


def test_what_is_done_and_what_is_to_come_differ() -> None:
    a = timed("a", "غادر المراقبون الدوليون محافظة ذمار بعد انهيار السد.")
    getting_ready = timed("b", "يستعد المراقبون الدوليون لمغادرة محافظة ذمار بعد انهيار السد.")
    assert differences(a, timed("b", "سيغادر المراقبون الدوليون محافظة ذمار بعد انهيار السد.")) == [
        ("opposite", ["سيغادر", "غادر"])
    ]
    assert differences(a, getting_ready) == [("opposite", ["يستعد المراقبون الدوليون لمغادرة", "غادر"])]


@pytest.mark.parametrize(
    "other",
    [
        timed("b", "لم يغادر المراقبون الدوليون محافظة ذمار بعد انهيار السد."),
        timed("b", "المراقبون الدوليون يعارضون مغادرة محافظة ذمار بعد انهيار السد."),
        timed("b", "سيغادر المراقبون الدوليون محافظة ذمار بعد انهيار السد.", "2019-04-03"),
        timed("b", "سيغادر الوزير اجتماعا في جنيف يبحث سعر القمح."),
        timed("b", "سيغادر المراقبون الدوليون مدينة أخرى في محافظة ذمار بعد انهيار السد."),
        timed("b", "بعد انهيار السد سيغادر المراقبون الدوليون ميناء الحديدة قرب محافظة ذمار."),
        timed("b", "سيغادر موظفو الإغاثة ميناء الحديدة، وبقي المراقبون الدوليون في محافظة ذمار بعد انهيار السد."),
    ],
)
def test_what_is_no_plan_or_of_another_day_does_not_differ_from_what_is_done(other: Reading) -> None:
    a = timed("a", "غادر المراقبون الدوليون محافظة ذمار بعد انهيار السد.")
    assert "opposite" not in {rule for rule, _ in differences(a, other)}


def test_a_committee_formed_and_one_to_be_formed_differ_whatever_it_is_for() -> None:
    a = timed("a", "قال شيوخ ذمار إنهم شكلوا لجنة فنية لتوضيح أسباب انهيار السد.")
    b = timed("b", "أكد شيوخ ذمار أنهم سيشكلون لجنة فنية لعقد اجتماعات مع الوزارة بعد انهيار السد.")
    bank = timed("b", "أكد شيوخ ذمار أنهم سيشكلون لجنة مالية لعقد اجتماعات مع الوزارة بعد انهيار السد.")
    assert differences(a, b) == [("opposite", ["سيشكلون", "شكلوا"])]
    assert differences(a, bank) == []


def test_a_thing_and_its_adjective_agree_and_are_no_names() -> None:
    a = timed("a", "أرسل ماكرون مساعدات طبية عاجلة إلى ذمار بعد انهيار السد.")
    b = timed("b", "سيرسل ماكرون مساعدات غذائية كبيرة إلى ذمار بعد انهيار السد.")
    assert differences(a, b) == []
    school = timed("a", "افتتحت فاطمة مدرسة بنتها الوزارة في ذمار بعد انهيار السد قرب المدينة.")
    plan = timed("b", "ستفتتح فاطمة مدرسة هدمها الزلزال في ذمار بعد انهيار السد قرب المدينة.")
    assert [rule for rule, _ in differences(school, plan)] == ["opposite"]
    assert differences(called(school, "فاطمة"), called(plan, "فاطمة")) == []


def test_opening_another_bridge_is_no_denial_that_one_was_opened() -> None:
    a = timed("a", "افتتح وزير الأشغال جسر المدينة فوق سد ذمار بعد انهيار السد.")
    same = timed("b", "سيفتتح وزير الأشغال جسر المدينة فوق سد ذمار بعد انهيار السد.")
    other = timed("b", "سيفتتح وزير الأشغال جسرا آخر فوق سد ذمار بعد انهيار السد.")
    assert differences(a, same) == [("opposite", ["سيفتتح", "افتتح"])]
    assert differences(a, other) == []
