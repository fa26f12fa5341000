"""The table of event words: what its rows ask for, and everyday sentences that none of them may take for an event."""

from __future__ import annotations

import re

import pytest

from khabar.events.frames import _pattern, find, light_verbs, spoken_of
from khabar.names.gazetteer import nisbas, table
from khabar.text import fold, rows, view

_DAYS = ("الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت")


@pytest.mark.parametrize("row", [r for r in rows("event_frames.tsv") if r["unless"]], ids=lambda r: r["example"])
def test_no_name_of_a_state_or_day_rules_a_row_out(row: dict[str, str]) -> None:
    pattern = _pattern(row["unless"])
    names = [w for r in table("countries.tsv") for w in r["ar"].split("|")[:1]]
    assert pattern and [n for n in (*names, *_DAYS) if pattern.search(f" {fold(n)} ")] == []


@pytest.mark.parametrize(
    ("name", "column"),
    [("event_frames.tsv", "needs"), ("event_frames.tsv", "unless"), ("event_stems.tsv", "stems")],
)
def test_patterns_hold_only_letters_that_folded_text_has(name: str, column: str) -> None:
    assert [r[column] for r in rows(name) if set(r[column]) & set("أإآؤئىة")] == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("زار العمدة بلغاريا مطلع الشهر.", "visit"),
        ("زارت الملكة معرض الزهور.", "visit"),
        ("تحدث الطبيب عن رحلته إلى السنغال.", "visit"),
        ("وصل خبير رفيع المستوى إلى المدينة.", "visit"),
        ("وصل المبعوث الأحد إلى العاصمة.", "visit"),
        ("وصل أحد النواب إلى المطار متوجها إلى العاصمة.", "visit"),
        ("سيعود السفير إلى العاصمة.", "visit"),
        ("يعود السفير إلى العاصمة.", "visit"),
        ("افتتح رئيس البلدية جسرا للمشاة.", "visit"),
        ("مجلس الشيوخ رفض مشروع الميزانية.", "vote"),
        ("قال المتحدث إن البرلمان أيد التعديل.", "vote"),
        ("رفضت أمس الجمعية الوطنية خطة المعاشات.", "vote"),
        ("أقر الكنيست قانون المياه.", "vote"),
        ("انتقد الصيادون القوانين التي مررها الكونغرس.", "vote"),
        ("توجه الناخبون إلى السفارة.", "vote"),
        ("رحلت السلطات أربعة موظفين ماليين.", "decide"),
        ("طردت الوزارة الملحق العسكري.", "decide"),
        ("غيّر المجلس قواعد الترشح.", "decide"),
        ("أقيل الطاهي.", "decide"),
        ("سمحت البلدية للمقهى الذي أغلق بالعودة.", "decide"),
        ("قضت المحكمة بالسماح للبائع بالعمل.", "decide"),
        ("وكّل الطالب محاميا.", "appoint"),
        ("عينها الملك سفيرة.", "appoint"),
        ("سرى القرار فجرا.", "enter-into-force"),
        ("أغلق الفلاحون الشارع احتجاجا على الأسعار.", "protest"),
        ("تخلى المدير الفني (52 عاما) عن تدريب الفريق.", "resign"),
        ("وصلت قافلة إغاثة إلى القرية.", "aid"),
        ("تحادث الوزيران هاتفيا.", "call"),
        ("فرضت عقوبات ماليزية.", "sanction"),
        ("احتج التجار على حظر ماليزي.", "sanction"),
        ("اعترفت الدولة بالميناء عاصمة للإقليم.", "decide"),
    ],
)
def test_an_event_is_told(text: str, kind: str) -> None:
    assert kind in spoken_of(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("زار الحديقة مليون طفل.", "visit"),
        ("يعود بناء القلعة إلى القرن العاشر.", "visit"),
        ("عاد الهدوء إلى المدينة.", "visit"),
        ("حضر الجمهور الحفلة.", "visit"),
        ("ذهب المال إلى الأيتام.", "visit"),
        ("عاد الحارس إلى التدريبات.", "visit"),
        ("وصلت درجة الحرارة إلى الصفر.", "visit"),
        ("وجه المهاجم ضربة رأسية.", "attack"),
        ("استقبلت الجماهير الفرقة بالورود.", "meet"),
        ("حل الطبيب ضيفا على برنامج إذاعي.", "decide"),
        ("حرم القائم الفريق من هدف.", "decide"),
        ("منع الحكم الهدف.", "sanction"),
        ("افتتح السهم التعاملات في سوق المال مرتفعا.", "visit"),
        ("افتتحت الشركة مصنعا للزجاج.", "visit"),
        ("توجه الطالب إلى السفارة لتجديد جوازه.", "vote"),
        ("أدلى القنصل بحديث من مبنى السفارة.", "vote"),
        ("رفض الفصيل قرار مجلس الأمن.", "vote"),
        ("تبنت الجماعة تفجيرا قرب مبنى البرلمان.", "vote"),
        ("أيدت النقابة كلام رئيس مجلس النواب.", "vote"),
        ("اعتمد المدير على نواب المحاسب.", "vote"),
        ("انتقد البرلمان قرار الحاكم الذي رفض العفو.", "vote"),
        ("طرد الحارس 12 مشجعا من القاعة.", "decide"),
        ("يقال إن الوزير مريض.", "decide"),
        ("رفع العمال لافتات ضد الوزارة.", "decide"),
        ("رفع القائد كأس الاتحاد.", "decide"),
        ("رفع السائق الحقيبة إلى حافلة الشركة.", "decide"),
        ("خفض التجار رهاناتهم على شركات الشحن.", "decide"),
        ("قضى الوزير عطلته مع قاضي المدينة ببيروت.", "decide"),
        ("أقام الفندق حفل تقديم الكتاب.", "decide"),
        ("أعلنت الإذاعة نقل الحفلة.", "decide"),
        ("أعطت الممثلة تصريحا للمجلة.", "decide"),
        ("سحبت سيدة مالا من المصرف لتمويل رحلتها.", "decide"),
        ("أطلق الرسام عمله الأخير.", "decide"),
        ("حمل النائب الوزارة مسؤولية تأخر المساعدات.", "aid"),
        ("وصل المبعوث لبحث المساعدات.", "aid"),
        ("دخلت شاحنات الإسمنت المرفأ.", "aid"),
        ("منح الفوز اللاعبين دفعة معنوية.", "aid"),
        ("تسمم عمال المصنع بعد الغداء.", "attack"),
        ("أصابت الكرة عينها قرب مقر الوزير.", "appoint"),
        ("وقف الطفل خلف مبنى الوزارة.", "appoint"),
        ("سخر الكاتب من مناهضي التلقيح.", "protest"),
        ("طالب الكاتب بقانون جديد رفضا للغش.", "protest"),
        ("غادر رئيس النادي المدرج.", "resign"),
        ("ترك العمدة الحفل قبل كلمة قيادات الحزب.", "resign"),
        ("تعثر الاتفاق بين البلدية والنقابة.", "sign-agreement"),
        ("الاتفاق بين المالك والمستأجر غامض.", "sign-agreement"),
    ],
)
def test_what_is_none_is_not(text: str, kind: str) -> None:
    assert kind not in spoken_of(text)


def test_needs_may_stand_before_the_verb_alone() -> None:
    for text, told in (("المجلس الوطني رفض، ثم البرلمان أقر القانون.", True), ("أقر البنك ما يخص البرلمان.", False)):
        key = view(text)
        assert any(h.frame.side == "before" for h in find(key, 0, len(key.key))) == told


def test_a_row_reads_only_its_tenses() -> None:
    assert "attack" in spoken_of("سمم الطباخ الحاكم.")
    assert "attack" not in spoken_of("تسمم الطباخ.")


@pytest.mark.parametrize(
    ("text", "lends"),
    [
        ("من أجل لقاء الوفد", False),
        ("ومن أجل لقاء الوفد", False),
        ("تمكن من عقد اجتماع", False),
        ("حاسبت الدولة كل من شن هجمات على القرى", True),
        ("انتقد النائب من أجرى محادثات", True),
        ("أجل الوزير اللقاء", True),
    ],
)
def test_behind_min_only_what_may_be_a_noun_is_no_verb(text: str, lends: bool) -> None:
    pattern, _ = light_verbs()
    found = [m.group(2) for m in pattern.finditer(fold(text)) if m.group(2) != fold("تمكن")]
    assert bool(found) == lends


def test_no_row_names_a_state_or_its_people() -> None:
    names = {fold(w) for r in table("countries.tsv") for w in r["ar"].split("|")} | set(nisbas())
    told = " ".join(fold(r[c]) for r in rows("event_frames.tsv") for c in ("words", "needs", "unless"))
    found = {v for w in re.findall("[ء-ي]+", told) for v in (w, w.removeprefix("ال"))}
    assert found & {n for n in names if len(n) > 3} == set()
