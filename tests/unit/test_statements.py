"""Statements: what is said, of what kind, by whom, through whom. The sentences are our own."""

from __future__ import annotations

import pytest

from khabar.model import Article, Document, Entity, Span
from khabar.statements import parts
from khabar.statements.confidence import confidence
from khabar.statements.later import named_later
from khabar.statements.lexicon import participles, told_forms, verb_forms
from khabar.statements.rules import rule_of
from khabar.statements.scene import Scene
from khabar.text import fold, rows
from unit.statement_sentences import read

CONTENT = [
    ("قال سامر الحلبي إن المحادثات ستستأنف الشهر المقبل.", "إن المحادثات ستستأنف الشهر المقبل", "indirect"),
    ("وقال سامر الحلبي: «لن نقبل بأقل من هدنة دائمة».", "لن نقبل بأقل من هدنة دائمة", "direct"),
    ('وقال سامر الحلبي "لن نقبل بأقل من هدنة دائمة".', "لن نقبل بأقل من هدنة دائمة", "direct"),
    ("قال سامر الحلبي إن “الطريق إلى السلام طويل وشاق”.", "الطريق إلى السلام طويل وشاق", "direct"),
    ('أكد سامر الحلبي أن الطريق "طويل" لكنه سالك.', 'أن الطريق "طويل" لكنه سالك', "mixed"),
    ("وقال سامر الحلبي: نحن ماضون في الإصلاح ولن نتوقف.", "نحن ماضون في الإصلاح ولن نتوقف", "direct"),
    ("سامر الحلبي: لن نقبل بأقل من هدنة دائمة.", "لن نقبل بأقل من هدنة دائمة", "direct"),
    ("صرح سامر الحلبي بأن المصنع سيفتح أبوابه قريبا.", "بأن المصنع سيفتح أبوابه قريبا", "indirect"),
    ("أعلنت وزارة الصحة تسجيل عشرين إصابة جديدة.", "تسجيل عشرين إصابة جديدة", "indirect"),
    ("اتهمت البرتغال إسبانيا بتلويث النهر المشترك.", "بتلويث النهر المشترك", "indirect"),
    ("دعا سامر الحلبي إلى عقد جلسة طارئة للبرلمان.", "إلى عقد جلسة طارئة للبرلمان", "indirect"),
    ("حذر سامر الحلبي من نفاد مخزون القمح خلال أسابيع.", "من نفاد مخزون القمح خلال أسابيع", "indirect"),
    ("قال سامر الحلبي إن الجسر آمن، مضيفا أن الصيانة مستمرة.", "إن الجسر آمن", "indirect"),
    ("ودان سامر الحلبي قصف الميناء القديم.", "قصف الميناء القديم", "indirect"),
    ("ويشكو سامر الحلبي من بطء الصيانة.", "من بطء الصيانة", "indirect"),
    ("واعتبر سامر الحلبي القرار خطأ كبيرا.", "القرار خطأ كبيرا", "indirect"),
    ("وحذر سامر الحلبي مما وصفه بالإهمال.", "مما وصفه بالإهمال", "indirect"),
    ("قال سامر الحلبي إن الجسر آمن ولكنه أوضح أن العمل مستمر.", "إن الجسر آمن", "indirect"),
    ("قال سامر الحلبي إن الجسر آمن لكن ليلى مراد أكدت أنه قديم.", "إن الجسر آمن", "indirect"),
    ("قال سامر الحلبي إن الجسر آمن، ووصف الصيانة بأنها جيدة.", "إن الجسر آمن", "indirect"),
    ("توقفت القطارات عن العمل صباحا، بحسب وزارة الصحة.", "توقفت القطارات عن العمل صباحا", "indirect"),
    ("نفى سامر الحلبي ضلوعه في القضية.", "ضلوعه في القضية", "indirect"),
    ("«لا نملك ما يكفي من الدواء»، قالت ليلى مراد.", "لا نملك ما يكفي من الدواء", "direct"),
    # the clause after a comma is said, not what tells of the occasion; nor is an apposition to the speaker
    ("أعلن سامر الحلبي خلال اجتماع عقدته اللجنة، أن الجسر آمن.", "أن الجسر آمن", "indirect"),
    ("أعلن سامر الحلبي المتحدث باسم وزارة الصحة أن اللقاح آمن.", "أن اللقاح آمن", "indirect"),
    ("صرح سامر الحلبي خلال اجتماعه بقادة الأحزاب أن الجسر آمن.", "أن الجسر آمن", "indirect"),
    ("قال سامر الحلبي، يوم الثلاثاء، إن الجسر آمن.", "إن الجسر آمن", "indirect"),
    ("ودعا سامر الحلبي للتعاون بين المدن.", "للتعاون بين المدن", "indirect"),
    ("وأكد سامر الحلبي الحادثة لوكالة رويترز قائلا: «نعم وقع الحريق هنا».", "نعم وقع الحريق هنا", "direct"),
    # whom it is done to, or the rest of the subject, is none of the words
    ("شكر سامر الحلبي نظيره الإسباني على دعمه للمبادرة.", "على دعمه للمبادرة", "indirect"),
    ("شكر سامر الحلبي نظيره الإسباني كريم الأسعد على دعمه للمبادرة.", "على دعمه للمبادرة", "indirect"),
    ("أكد الرئيسان البرتغالي والإسباني أن التعاون سيتوسع.", "أن التعاون سيتوسع", "indirect"),
    ("أكد الوزيران البرتغالي سامر الحلبي والإسباني كريم الأسعد أن الجسر آمن.", "أن الجسر آمن", "indirect"),
    ("رحب سامر الحلبي بقرار كندا.", "بقرار كندا", "indirect"),
    # where another voice begins, or the reporter's own
    ("قال سامر الحلبي إن الجسر آمن بينما ترى ليلى مراد أنه قديم.", "إن الجسر آمن", "indirect"),
    ("قال سامر الحلبي إن الجسر آمن لكن الحكومة تؤكد أنه قديم.", "إن الجسر آمن", "indirect"),
    ("قال سامر الحلبي إن الجسر آمن، ورفضت ليلى مراد هذا الكلام.", "إن الجسر آمن", "indirect"),
    ("قال سامر الحلبي إن الجسر آمن لكن الطريق مقطوع.", "إن الجسر آمن لكن الطريق مقطوع", "indirect"),
    ("قال سامر الحلبي إن الجسر آمن، ولكنها تنفي صحة التقارير.", "إن الجسر آمن", "indirect"),
    ("قال سامر الحلبي إن الجسر آمن، واعتبر الأمر منتهيا.", "إن الجسر آمن", "indirect"),
    ("دان سامر الحلبي مناورات الحزب ونقلت عنه رويترز قوله إن الجسر آمن.", "مناورات الحزب", "indirect"),
    ("عبر سامر الحلبي عن تأييده للقرار، في خضم الجدل حول الجسر.", "عن تأييده للقرار", "indirect"),
    ("أدان سامر الحلبي الحادث، موجها العزاء للضحايا.", "الحادث", "indirect"),
    (
        "وطالب سامر الحلبي بوقف الأشغال، فيما يتعرض له العمال من ظلم.",
        "بوقف الأشغال، فيما يتعرض له العمال من ظلم",
        "indirect",
    ),
    ("وأوضح سامر الحلبي، بمدينة الميناء، أن الجسر آمن.", "أن الجسر آمن", "indirect"),
    ("وأكد المؤتمر الأسقفي التشيلي، الجمعة، أن اللقاء انتهى.", "أن اللقاء انتهى", "indirect"),
    ("وأكد سامر الحلبي: أن هدفه هو «حماية كل الجسور في هذه البلاد»، كما يقال.", None, "mixed"),
    ("ورفض سامر الحلبي الدعوى بالقول: «الجسر آمن تماما ولا خوف عليه».", "الجسر آمن تماما ولا خوف عليه", "direct"),
    ("وفي رد على السؤال واصفا إياه بالغريب، قال سامر الحلبي: «الجسر آمن تماما».", "الجسر آمن تماما", "direct"),
]


@pytest.mark.parametrize(("text", "content", "kind"), CONTENT)
def test_content_and_kind(text: str, content: str | None, kind: str) -> None:
    found = read(text).statements
    said = next((s for s in found if s.text == content), found[0])
    assert (said.text, said.kind) == (content or said.text, kind)
    assert said.span.of(text) == said.text


SPEAKER = [
    # the subject after and before its verb, in apposition, with its office
    ("قال سامر الحلبي إن الجسر آمن.", ("samer",)),
    ("قال الوزير سامر الحلبي، الخميس، إن الجسر آمن.", ("samer",)),
    ("قال وزير النقل السابق، سامر الحلبي، إن الجسر آمن.", ("samer",)),
    ("وكان سامر الحلبي قد قال إن الجسر آمن.", ("samer",)),
    ("لكن سامر الحلبي أكد أن الجسر آمن.", ("samer",)),
    # unknown bodies by their quoted names, plurals before what they belong to
    ('قالت مؤسسة "بيت القمر" إن الجسر آمن.', ("بيت القمر",)),
    ('ذكرت صحيفة "خليج النور" المحلية أن الجسر آمن.', ("خليج النور",)),
    ("زعم ناشطو المعارضة ومسعفون أن الجسر مغلق.", ("ناشطو المعارضة", "مسعفون")),
    # states by their capitals, joint speakers
    ("نفت لشبونة أن تكون قد أغلقت الحدود.", ("portugal",)),
    ("وقالت البرتغال وإسبانيا إن النهر مشترك.", ("portugal", "spain")),
    ("اتفق سامر الحلبي مع ليلى مراد على أن الوقت قد حان.", ("samer", "layla")),
    # names that nobody marked: the verb or the office makes them certain
    ("وقال رامز الدهان إن المصنع توقف.", ("رامز الدهان",)),
    ("قال المتحدث باسم شرطة الميناء وائل قرطباوي إن السفينة وصلت.", ("وائل قرطباوي",)),
    ("قالت الناشطة هالة بكداش، لوكالة رويترز، إن المخيم بلا ماء.", ("هالة بكداش",)),
    # unnamed sources stay what they are
    ("قال مصدر دبلوماسي غربي إن الاتفاق وشيك.", ("مصدر دبلوماسي غربي",)),
    ("قال ثلاثة شهود إن النار اندلعت ليلا.", ("ثلاثة شهود",)),
    ("وذكر عدد من الخبراء أن السوق ستهدأ.", ("عدد من الخبراء",)),
    ("وأفادت تقارير نشرت قبل أيام أن المنجم أغلق.", ("تقارير",)),
    ("وقال مسؤول كبير إن الاتفاق وشيك.", ("مسؤول كبير",)),
    # plurals in construct, kin and those who are named by them
    ("نفى مسلحو الجبهة مسؤوليتهم عن الهجوم.", ("مسلحو الجبهة",)),
    ("وقالت أم رجاء إن البئر جفت.", ("أم رجاء",)),
    ("وقال والد لميس لوكالة رويترز إن ابنته بخير.", ("والد لميس",)),
    ("وقال محامو إلياس خليل إن المحكمة تأخرت.", ("محامو إلياس خليل",)),
    ("وقال ابن عم ليلى مراد إن البيت هدم.", ("ابن عم ليلى مراد",)),
    ("وفي موضوع آخر أكد سامر الحلبي أن الجسر آمن.", ("samer",)),
    # verbs that take whom they urge or accuse as object
    ("البرتغال تطالب إسبانيا بسحب السفن.", ("portugal",)),
    ("ليلى مراد تتهم سامر الحلبي بإخفاء الوثائق.", ("layla",)),
    ("اتهمت الحكومة إسبانيا بتلويث النهر.", ("الحكومة",)),
    ("واتهم ناشطون البلدية بتلويث النهر.", ("ناشطون",)),
    ("ووصف مسؤول محلي القرار بأنه خطأ كبير.", ("مسؤول محلي",)),
    ("وحث الوزير الصيادين على البقاء في الميناء.", ("الوزير",)),
    # who serves speaks, not who is served
    ("قال وكيل اللاعب سامر الحلبي إن العقد لم يوقع.", ("وكيل اللاعب سامر الحلبي",)),
    ("قال محامي الرئيس السابق سامر الحلبي، كريم الأسعد، إن المحكمة تأخرت.", ("karim",)),
    ("قال ناطق باسم الشيخ سامر الحلبي إن الزيارة تأجلت.", ("ناطق باسم الشيخ سامر الحلبي",)),
    ("وقال مستشار وزير النقل سامر الحلبي إن الجسر آمن.", ("samer",)),
    ("وقال أحد المهندسين، أن الصيانة مستمرة.", ("أحد المهندسين",)),
    ("ونقلت وسائل الإعلام أن الجسر انهار.", ("وسائل الإعلام",)),
    # sources behind «وفقا لـ», up to where what is said begins
    ("ووفقا لمدير الشركة رامز الدهان فقد انتهى العمل.", ("رامز الدهان",)),
    ("ووفقا للناطق باسم وزارة الصحة رامز الدهان، فإن اللقاح آمن.", ("رامز الدهان",)),
    ("ووفقا للناطق باسم وزارة الصحة فإن اللقاح آمن.", ("الناطق باسم وزارة الصحة",)),
    ("وبحسب شركة الجسور فلن يتحول الجسر إلى متحف.", ("شركة الجسور",)),
    # a short quotation after the verb is a name where a clause follows
    ('وقالت "البناء" في بيان إن الجسر آمن.', ("البناء",)),
    # no noun of the language is taken for a stranger's name
    ("وقالت إحدى الناجيات إن المركب غرق.", ("إحدى الناجيات",)),
    # papers speak for whoever issues them
    ("وذكر بيان لوزارة الصحة أن اللقاح متوفر.", ("health",)),
    ("وجاء في بيان وزارة الصحة أن اللقاح متوفر.", ("health",)),
    # verbal nouns and papers that take up somebody's words
    ("بعد قول وزير النقل، سامر الحلبي، إن الجسر آمن.", ("samer",)),
    ("وجاءت الخطوة بعد تصريحات لسامر الحلبي مفادها أن الجسر متصدع.", ("samer",)),
    ("ونشر كريم الأسعد رسالة لسامر الحلبي قال فيها إن الجسر آمن.", ("samer",)),
    ("جاء ذلك في تصريحات لكريم الأسعد نقلتها صحيفة الغارديان، قال فيها إن الجسر آمن.", ("karim",)),
    # sources that an attributing phrase names: counted, told of at once, or who brought the paper
    ("ووفق أحد المشاركين، فإن الجسر تصدع.", ("أحد المشاركين",)),
    ("وبحسب هادية الراوي، إحدى المشاركات، فإن الجسر تصدع.", ("هادية الراوي",)),
    ("سقط عشرون جريحا في الحريق، وفق حصيلة جديدة أوردتها وزارة الصحة.", ("health",)),
    ("إثر اتهامات من وزارة الصحة بأن الحريق متعمد.", ("health",)),
    ("كشفت مدير عام المدينة الذكية د. هادية بن راشد الراوي، في مقابلة، عن إطلاق المنصة.", ("هادية بن راشد الراوي",)),
    ("وأفادت شركة الجسور، وفقا لما جاء بالبيان، بأن الجسر آمن.", ("شركة الجسور",)),
    ("وأفادت سلطات الميناء، وفق دراسة أجرتها وزارة الصحة، بأن الماء نقي.", ("سلطات الميناء",)),
    ("قال سامر الحلبي إن كريم الأسعد تأخر، فيما أكد الأخير أن القطار تعطل.", ("samer",)),
    # a spokesman of a body serves there; an aside on a witness who stays unnamed
    ("وذكر مسؤول بوزارة الصحة أن اللقاح متوفر.", ("مسؤول بوزارة الصحة",)),
    ("وأعلن خفر السواحل الإسباني إرسال زورقين.", ("خفر السواحل الإسباني",)),
    ("غير أن مصدرا دبلوماسيا قال لرويترز، طالبا عدم كشف هويته، إن الاتفاق وشيك.", ("مصدرا دبلوماسيا",)),
    ("لكن أحد الدبلوماسيين طلب عدم ذكر اسمه، قال إن الاتفاق وشيك.", ("أحد الدبلوماسيين",)),
    # the clause that only tells of the source is none of its words
    ("وكشف دبلوماسي، رفض ذكر اسمه، أن الاجتماع كان مفيدا.", ("دبلوماسي",)),
]


@pytest.mark.parametrize(("text", "speaker"), SPEAKER)
def test_speaker(text: str, speaker: tuple[str, ...]) -> None:
    assert read(text).speakers() == speaker


LATER = [
    # dropped subjects, gender and number
    ("قالت ليلى مراد إن الجسر آمن.\nوقال سامر الحلبي إنه قديم.\nوأضافت أن الصيانة مستمرة.", 2, ("layla",)),
    ("قال سامر الحلبي إن الجسر آمن.\nوتابع قائلا: «سنواصل العمل حتى النهاية».", 1, ("samer",)),
    ("قال سامر الحلبي إن الجسر آمن، مضيفا أن الصيانة مستمرة.", 1, ("samer",)),
    # a class noun means the body of the page that bears it; a bare office the last who spoke
    ("قال الجيش السوداني إن المعبر فتح.\nوأضاف الجيش أن القافلة دخلت.", 1, ("army",)),
    ("قال سامر الحلبي إن الجسر آمن.\nواعتبر المسؤول الأممي أن الصيانة متأخرة.", 1, ("samer",)),
    ("قال وزير النقل سامر الحلبي إن الجسر آمن.\nوأكد الوزير أن الصيانة مستمرة.", 1, ("samer",)),
    # one office in two wordings, the name later or before
    ("قال ملك البرتغال إن التحقيق مستمر.\nوأعلن العاهل البرتغالي، كريم الأسعد، أنه انتهى.", 0, ("karim",)),
    ("قال العاهل الإسباني كريم الأسعد إن التحقيق مستمر.\nوأعلن ملك إسبانيا أنه انتهى.", 1, ("karim",)),
    (
        "قال وزير الخارجية البرتغالي إن التحقيق مستمر.\nوأعلن وزير خارجية البرتغال كريم الأسعد أنه انتهى.",
        0,
        ("karim",),
    ),
    (
        "قال وزير خارجية البرتغال كريم الأسعد إن التحقيق مستمر.\nوأعلن وزير خارجية إسبانيا أنه انتهى.",
        1,
        ("وزير خارجية إسبانيا",),
    ),
    (
        "قال مسؤول في وزارة الصحة إن اللقاح آمن.\nوأكد المسؤول في وزارة الصحة كريم الأسعد ذلك.",
        0,
        ("مسؤول في وزارة الصحة",),
    ),
    ("قال سامر الحلبي إن الجسر آمن.\nوقال لك إن الطريق سالك.", 1, ("samer",)),
    # whoever stands after the verb speaks, not the one before
    ("قال سامر الحلبي إن الجسر آمن.\nوأكد حراسه أنه متصدع.", 1, ("حراسه",)),
    ("قال سامر الحلبي إن الجسر آمن.\nوقال شبان غاضبون إن الطريق مقطوع.", 1, ("شبان غاضبون",)),
    ("قال سامر الحلبي إن الجسر آمن.\nوقال بثقة كبيرة إن الطريق سالك.", 1, ("samer",)),
    ("قال سامر الحلبي إن الجسر آمن.\nواتهم كريم الأسعد بسرقة الإسمنت.", 1, ("samer",)),
    ("قال سامر الحلبي إن الجسر آمن، واتهم سعدون بسرقة الإسمنت.", 1, ("samer",)),
    ("قال سامر الحلبي إن الجسر آمن.\nودعا الحكومة إلى ترميمه.", 1, ("samer",)),
    ("وقال والد الطفلة ليلى مراد إنها بخير.\nوأكد والدها كريم الأسعد أنها ستعود.", 0, ("karim",)),
    # a subject that the page knows nobody by stays unnamed, and two are two or nobody
    ("قال سامر الحلبي إن الجسر آمن.\nواعتبر الخبراء أن الصيانة متأخرة.", 1, ("الخبراء",)),
    ("قال سامر الحلبي إن الجسر آمن.\nوأكد الوزير أن الصيانة متأخرة.", 1, ("الوزير",)),
    ("قال سامر الحلبي إن الجسر آمن.\nوصرح شرطي بأن الطريق مقطوع.", 1, ("شرطي",)),
    ("قال سامر الحلبي إن الجسر آمن.\nوأكد المحللان أن الصيانة متأخرة.", 1, ("المحللان",)),
    (
        "قال سامر الحلبي إن الجسر آمن.\nوقالت وزارتا المالية والطاقة في بيان إنهما ستخفضان الإنفاق.",
        1,
        ("وزارتا المالية والطاقة",),
    ),
    ("قالت وزارة الصحة إن الجسر آمن.\nوقالت الوزارتان إن الصيانة متأخرة.", 1, ("الوزارتان",)),
    ("التقى سامر الحلبي وكريم الأسعد في لشبونة.\nوأكدا أن الجسر آمن.", 0, ("samer", "karim")),
    # adverbs and platforms are no speakers, an accusative no subject
    ("قال سامر الحلبي إن الجسر آمن.\nوتابع بغضب: «لن نقبل بهذه الشائعات أبدا».", 1, ("samer",)),
    ("قال سامر الحلبي إن الجسر آمن.\nوكتب على حسابه بموقع تويتر إن الصيانة مستمرة.", 1, ("samer",)),
    ("قال سامر الحلبي إن الجسر آمن.\nونصح سائقي الشاحنات بتجنب الطريق.", 1, ("samer",)),
    # a name spelt a little differently
    ("قال سامر الحلبي إن الجسر آمن.\nووصف الحلبى التقرير بأنه مضلل.", 1, ("samer",)),
    # an object after the same speaker's words; the latter; a woman's office is not a man's
    ("وقال سامر الحلبي إن الجسر آمن، ودعا المجلس إلى الهدوء.", 1, ("samer",)),
    ("قال سامر الحلبي إن الجسر آمن.\nودعا أيضا مرارا حكومة الإقليم إلى ترميمه.", 1, ("samer",)),
    ("قال سامر الحلبي إن كريم الأسعد تأخر، فيما أكد الأخير أن القطار تعطل.", 1, ("karim",)),
    ("قال الأمير كريم الأسعد إن الجسر آمن.\nوأكدت الأميرة أنه قديم.", 1, ("الأميرة",)),
    (
        "أكد مراقبون أن الجسر آمن.\nوعبر كريم الأسعد الراوي عن رأيه بالجسر.\nوأضاف الراوي أن الصيانة مستمرة.",
        2,
        ("karim",),
    ),
    # a body whose quoted name nobody marked
    ('أغلق مطار "بيت القمر" ليلا.\nوقال المطار إن الرحلات ألغيت.', 0, ("بيت القمر",)),
    # no relative clause, no title of a text is a speaker
    ("قال سامر الحلبي إن الجسر آمن.\nوفي نص الرسالة أشار كريم الأسعد إلى الصيانة.", 1, ("karim",)),
    ("قال سامر الحلبي إن الجسر آمن.\nوأضاف في التماس تقدم به أن الصيانة مستمرة.", 1, ("samer",)),
    ("والضربة التي هدد كريم الأسعد بالرد عليها لم تقع.", 0, ("karim",)),
    # whoever was named in one breath; an office put after the name
    ("ووقعت كندا وإسبانيا والبرتغال الوثيقة.\nوذكرت الدول الثلاث أن النهر مشترك.", 0, ("canada", "spain", "portugal")),
    ("وصل سامر الحلبي وكريم الأسعد إلى المدينة.\nوقال الوزيران إن الجسر آمن.", 0, ("samer", "karim")),
    (
        "قال كريم الأسعد، مدير شركة الجسور، إنه آمن.\nوقال سامر الحلبي إنه قديم.\nوأضاف مدير شركة الجسور أنه سالك.",
        2,
        ("karim",),
    ),
    # whose paper it was, it stays
    ("وأفاد تقرير الجيش السوداني أن المعبر فتح.\nوقالت الحكومة إنه مغلق.\nوأكد التقرير أن القافلة دخلت.", 2, ("army",)),
    # a masculine verb does not go on with a feminine body
    ("قال سامر الحلبي إن الجسر آمن.\nوردت البرتغال بأنه قديم.\nوقال إن الصيانة مستمرة.", 2, ("samer",)),
    # a source named by the same description further down
    ("أكد السفير البرتغالي أن الزيارة قريبة.\nوقال السفير البرتغالي كريم الأسعد إنها مهمة.", 0, ("karim",)),
]


@pytest.mark.parametrize(("text", "number", "speaker"), LATER)
def test_speaker_who_goes_on(text: str, number: int, speaker: tuple[str, ...]) -> None:
    assert read(text).speakers(number) == speaker


CHAIN = [
    ("قال سامر الحلبي لوكالة رويترز إن الجسر آمن.", 0, ["reuters"], "named"),
    ("قال سامر الحلبي لوكالة رويترز إن الجسر آمن.\nوأضاف أن الصيانة مستمرة.", 1, ["reuters"], "occasion"),
    ("ونقلت وكالة رويترز عن سامر الحلبي قوله إن الجسر آمن.", 0, ["reuters"], "relay"),
    ("قال سامر الحلبي إن الجسر آمن.\nونقلت عنه رويترز قوله إن الصيانة مستمرة.", 1, ["reuters"], "relay"),
    ("قال سامر الحلبي إن الجسر آمن، بحسب وكالة رويترز.", 0, ["reuters"], "named"),
    ("قالت رويترز إن الجسر آمن، نقلا عن مهندسين.", 0, ["reuters"], "quoted-source"),
    ("وبحسب رويترز، قال سامر الحلبي إن الجسر آمن.", 0, ["reuters"], "opening"),
    ("«الجسر آمن ولا خوف عليه أبدا»، قال سامر الحلبي في حديث لقناة الجزيرة.", 0, ["al-jazeera"], "named"),
    ("وأدانت البرتغال، على لسان سفيرها كريم الأسعد، قصف الميناء.", 0, ["karim"], "mouthpiece"),
    ("أكد سامر الحلبي أن ليلى مراد قالت إن الجسر آمن.", 0, ["samer"], "nested"),
    ("وتحدث سامر الحلبي لصحيفة الغارديان، كاشفا أن الجسر متصدع.", 0, ["guardian"], "opening"),
    ("وتحدث سامر الحلبي لوكالة رويترز وقال إن الجسر آمن.", 0, ["reuters"], "opening"),
    # a carrier that is named twice over is one link
    ('قال سامر الحلبي لهيئة الإذاعة البريطانية "بي بي سي" إن الجسر آمن.', 0, ["بي بي سي"], "named"),
    ("ونسبت رويترز لسامر الحلبي القول إن الجسر آمن.", 0, ["reuters"], "relay"),
    ("وقال سامر الحلبي في مقابلة مع الجزيرة إن الجسر آمن.", 0, ["al-jazeera"], "named"),
    ("جاء ذلك في مقابلة لسامر الحلبي مع الجزيرة، حيث نقلت القناة قوله: «الجسر آمن تماما».", 0, ["al-jazeera"], "relay"),
    ("وأكد سامر الحلبي الحادثة لوكالة رويترز قائلا: «نعم وقع الحريق هنا».", 0, ["reuters"], "named"),
    ("وفي حديث مع قناة الجزيرة قال سامر الحلبي إن الجسر آمن.", 0, ["al-jazeera"], "opening"),
    ("وردا على سؤال لقناة الجزيرة، أكد سامر الحلبي أن الجسر آمن.", 0, ["al-jazeera"], "opening"),
    ('قال سامر الحلبي لصحيفة "بيت القمر" إن الجسر آمن.', 0, ["بيت القمر"], "named"),
    ("قال سامر الحلبي لوكالة دارين إن الجسر آمن.", 0, ["دارين"], "named"),
    ("قال سامر الحلبي لصحيفة محلية إن الجسر آمن.", 0, ["صحيفة محلية"], "named"),
    ("قال سامر الحلبي لصحيفة المدار إن الجسر آمن.", 0, ["المدار"], "named"),
    ("جاء ذلك في تصريحات لسامر الحلبي نقلتها صحيفة الغارديان، قال فيها إن الجسر آمن.", 0, ["guardian"], "publisher"),
    # an occasion that is taken up again
    (
        "قال سامر الحلبي للجزيرة إن الجسر آمن.\nوقالت ليلى مراد إنه قديم.\nوأكد سامر الحلبي في المقابلة أنه سالك.",
        2,
        ["al-jazeera"],
        "occasion",
    ),
    # only who published the words is in their chain
    ("قال سامر الحلبي إنه ينوي نشر الجيش السوداني، واعتبر الأمر منتهيا.", 1, [], "none"),
    # an occasion ends when another speaks
    ("قال سامر الحلبي لرويترز إن الجسر آمن.\nوقالت ليلى مراد إنه قديم.", 1, [], "none"),
    # a platform on which the speaker himself wrote is no carrier
    ("كتب سامر الحلبي على تويتر: «الجسر آمن ولا خوف عليه».", 0, [], "none"),
]


@pytest.mark.parametrize(("text", "number", "chain", "rule"), CHAIN)
def test_chain_and_its_rule(text: str, number: int, chain: list[str], rule: str) -> None:
    found = read(text)
    assert found.chain(number) == chain
    assert found.statements[number].rule.split(":")[3] == rule
    assert all(link.cue is not None for link in found.statements[number].via)


def test_speech_in_speech_belongs_to_the_inner_speaker() -> None:
    assert read("أكد سامر الحلبي أن ليلى مراد قالت إن الجسر آمن.").speakers() == ("layla",)
    assert read("قالت رويترز إن الجسر آمن، نقلا عن مهندسين.").speakers() == ("مهندسين",)


ACT = [
    ("قال سامر الحلبي إن المعتدين سيدفعون ثمنا باهظا.", "threaten"),
    ("قال سامر الحلبي: «على المدن الكبيرة أن تتحرك الآن».", "urge"),
    ("قال سامر الحلبي إن هذه التعليقات «مخزية».", "condemn"),
    ("وصف سامر الحلبي القرار بالمهزلة.", "condemn"),
    ("أعلن سامر الحلبي أنه ليست له علاقة بالحادث.", "deny"),
    ("قال سامر الحلبي إن الشركة تنتهك القانون.", "accuse"),
    ("قال سامر الحلبي إن الشركة لا تنتهك القانون.", "say"),
    ("قال سامر الحلبي: «نود أن نشكر جميع المتطوعين».", "thank"),
    ("نفى سامر الحلبي أي تورط في الحادث.", "deny"),
    ("رفضت البرتغال المقترح الإسباني.", "reject"),
    ("حثت كندا البرتغال على ضبط النفس.", "urge"),
    ("هدد سامر الحلبي بإغلاق المصنع.", "threaten"),
    ("تعهد سامر الحلبي بفتح المصنع.", "promise"),
    ("قال سامر الحلبي إن الأنباء لا صحة لها.", "deny"),
    ("أعرب سامر الحلبي عن امتنانه للمتطوعين.", "thank"),
    ("عارض سامر الحلبي مشروع القانون الجديد.", "reject"),
    ("ألقى سامر الحلبي باللوم على المقاول.", "accuse"),
    ("قال سامر الحلبي إن على الشركات أن تدفع الثمن.", "urge"),
    ("ونوه سامر الحلبي بالجهود الكبيرة للعمال.", "praise"),
    ("ونوه سامر الحلبي بأن الجسر آمن.", "say"),
    ("أكد سامر الحلبي أنه لم يوقع العقد.", "deny"),
    ("قال سامر الحلبي: «أعتقد أن السوق ستهدأ قريبا».", "assess"),
    ("إن الأنباء لا صحة لها، بحسب ليلى مراد.", "deny"),
]


@pytest.mark.parametrize(("text", "act"), ACT)
def test_act(text: str, act: str) -> None:
    assert read(text).statements[0].act == act


PLAIN = [
    # words that sound like a threat or a charge, in a sentence that is none
    "الشتاء سيكون قاسيا هذا العام",
    "الحكومة تدرس إمكانية فرض ضريبة على السكر",
    "السكن صار ثمنا باهظا للأسر",
    "فريقه لن يتأخر عن الموعد",
    "الدراسة تتناول جرائم الحرب في القرن الماضي",
    "الفيلم لا يكذب على جمهوره",
    "الشركة لم تنتهك العقد",
    "المصنع لم يرتكب مخالفة واحدة",
    "الحارس غير متورط في السرقة",
    "البلدية لا تخرق القانون",
    "سكان الحي لن يدفعوا ثمنا باهظا",
    "المدرب يطلب وعدا منا",
    "الحديقة تهتم بالحيوان والنبات",
    "حل سريع لا وجود لحل غيره",
]


@pytest.mark.parametrize("content", PLAIN)
def test_words_that_are_no_act_of_their_own(content: str) -> None:
    assert read(f"قال سامر الحلبي إن {content}.").statements[0].act == "say"


SUBSTANCE = [
    ("المعتدين سيدفعون ثمنا باهظا", "threaten"),
    ("الرد سيكون قاسيا", "threaten"),
    ("من أحرق المخازن سيندم على فعلته", "threaten"),
    ("الشركة تنتهك القانون", "accuse"),
    ("الجنود ارتكبوا جرائم في القرية", "accuse"),
    ("الخلاف الذي تتحدث عنه الصحف لا وجود له", "deny"),
    ("الأزمة لا وجود لها", "deny"),
]


@pytest.mark.parametrize(("content", "act"), SUBSTANCE)
def test_what_is_said_decides_over_a_plain_verb(content: str, act: str) -> None:
    assert read(f"قال سامر الحلبي إن {content}.").statements[0].act == act


NOTHING = [
    # a person is received, not praised
    "رحب سامر الحلبي بليلى مراد في غرفة الاستقبال.",
    "رحب سامر الحلبي بضيفه البرتغالي لدى وصوله إلى الميناء.",
    "رحب سامر الحلبي بوزير النقل.",
    "استقبل سامر الحلبي الوفد في الميناء.\nوأكدا أن الجسر آمن.",
    "لم يقل سامر الحلبي إن الجسر آمن.",
    "أصبح الجسر مهددا بالانهيار.",
    "رفض سامر الحلبي التعليق على النبأ.",
    "اتُّهم سامر الحلبي بالإهمال.",
    "ووصل سامر الحلبي الذي اتهم بالإهمال إلى المطار.",
    "وقال مراسلنا إن الجسر انهار.",
    "ازدادت الحوادث وزادت الانتهاكات أن الشرطة غائبة.",
    "وصل الوفد عبر الهاتف إلى الميناء عن طريق البحر.",
    "وصل سامر الحلبي إلى المدينة صباحا.",
    "وصل سامر الحلبي إلى مراكز استقبال مشددة على الحدود.",
    "وتم إبلاغ وزارة الصحة بالأمر.",
    "وفي المدينة رسومات تعبر عن الحاضر.",
    "ووصلت تعزيزات عسكرية تنذر بهجوم وشيك.",
    "وحضر 14 طالبا بمدينة الميناء.",
    "ووصلت ليلى مراد بعد إدانتها بدخول البلاد سرا.",
    "زار سامر الحلبي المدينة، فيما تشكك في الخبر.",
    "ونقل الجريح إلى طبيب للعلاج.",
    "ورد سامر الحلبي على سؤال حول من يقول إن الجسر متصدع.",
    "عثر على خزانات وقود يعتقد أنها قديمة.",
    "لشبونة: وصل سامر الحلبي إلى المدينة صباحا.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_no_statement(text: str) -> None:
    assert read(text).statements == []


VERBAL = [
    ("وأصدرت كندا تحذيرات من السفر إلى البرتغال.", "من السفر إلى البرتغال", ("canada",)),
    ("ووجه سامر الحلبي اتهامات إلى إسبانيا بتلويث النهر.", "بتلويث النهر", ("samer",)),
    ("انسحبت كندا بعد إعلان البرتغال إغلاق الميناء.", "إغلاق الميناء", ("portugal",)),
    ("استقال سامر الحلبي بعد إقراره بأن الصيانة تأخرت.", "بأن الصيانة تأخرت", ("samer",)),
    ("جاء ذلك بعد تهديد سامر الحلبي بإغلاق المصنع.", "بإغلاق المصنع", ("samer",)),
]


@pytest.mark.parametrize(("text", "content", "speaker"), VERBAL)
def test_verbal_nouns_report(text: str, content: str, speaker: tuple[str, ...]) -> None:
    found = read(text)
    number = next(i for i, s in enumerate(found.statements) if s.rule.startswith("verbal-noun"))
    assert (found.statements[number].text, found.speakers(number)) == (content, speaker)


def test_the_one_thanked_and_two_of_one_office() -> None:
    thanked = read("شكر سامر الحلبي نظيره الإسباني كريم الأسعد على دعمه للمبادرة.").statements
    assert [s.target for s in thanked] == [("karim",)]
    two = "أكد الوزيران البرتغالي سامر الحلبي والإسباني كريم الأسعد أن الجسر آمن."
    assert read(two).speakers() == ("samer", "karim")


def test_the_accused_and_the_one_told() -> None:
    accused = read("اتهمت البرتغال إسبانيا بتلويث النهر المشترك.").statements[0]
    told = read("قال سامر الحلبي لليلى مراد إن الجسر آمن.").statements[0]
    assert (accused.target, accused.addressee) == (("spain",), ())
    assert (told.target, told.addressee) == ((), ("layla",))


# ---------------------------------------------------------------- the tables


@pytest.mark.parametrize(
    "row", [r for r in rows("reporting_verbs.tsv") if r["example"]], ids=lambda r: str(r["perfect"])
)
def test_every_example_of_a_verb_is_a_statement(row: dict[str, str]) -> None:
    opening = read("قال سامر الحلبي إن الجسر آمن.\n" + row["example"].rstrip(".") + ".").statements
    assert any(s.cue is not None for s in opening[1:]), row["example"]


@pytest.mark.parametrize("row", [r for r in rows("verbal_nouns.tsv") if r["example"]], ids=lambda r: str(r["noun"]))
def test_every_example_of_a_verbal_noun_is_a_statement(row: dict[str, str]) -> None:
    found = read("قال سامر الحلبي إن الجسر آمن.\n" + row["example"] + ".").statements
    assert any(s.rule.startswith("verbal-noun") for s in found), row["example"]


def test_inflections_are_made_from_the_lemmas() -> None:
    forms = verb_forms()
    for word, lemma in (("قالت", "قال"), ("يقولون", "قال"), ("مؤكدة", "أكد"), ("نفيا", "نفى"), ("اتهمته", "اتهم")):
        assert forms[fold(word)].lemma == fold(lemma), word
    assert [w for w, _, _ in participles("مضيفا")] == ["مضيفا", "مضيفه", "مضيفين", "مضيفتين"]
    assert {fold(w) for w in ("قاله", "أعلنته", "أكدها")} <= told_forms()


def test_a_lemma_stands_once_in_the_table() -> None:
    lemmas = [r["perfect"] for r in rows("reporting_verbs.tsv")]
    assert len(lemmas) == len(set(lemmas))
    assert len(lemmas) > 200


# ---------------------------------------------------------------- rules and confidence


def test_every_rule_has_its_names() -> None:
    texts = [t for t, *_ in (*CONTENT, *SPEAKER, *LATER, *CHAIN, *ACT, *VERBAL)]
    for said in (s for text in texts for s in read(text).statements):
        named = parts(said.rule)
        assert [p.part for p in named] == ["cue", "content", "speaker", "chain"]
        assert all(p.ar and p.en for p in named)
        assert 0.0 < said.confidence < 1.0


def test_a_rule_met_rarely_leans_on_its_speaker() -> None:
    assert confidence(rule_of("verb-subject:ان", "")) > confidence(rule_of("dropped:ان", ""))
    assert confidence("paper:li:verb-subject:none") == confidence("relay:li:verb-subject:none")


def test_a_carrier_has_one_id_with_the_reader_of_names() -> None:
    names = {fold(name): r["id"] for r in rows("media.tsv") for name in r["ar"].split("|")}
    apart = {"al-sharq": "the newspaper, not the channel", "channel-10-israel": "before it became Channel 13"}
    for row in rows("carriers.tsv"):
        known = {names[n] for n in map(fold, (row["name"], *row["spellings"].split("|"))) if n in names}
        assert not known or row["id"] in known or row["id"] in apart, row["id"]


def scene_of(**names: str) -> Scene:
    """A scene of an empty page that knows these persons."""
    document = Document(name="p.txt", sha256="0", text="x")
    article = Article(id="a1", number=1, document=document, spans=(Span(0, 1),), published=None)
    return Scene(article, {k: Entity(id=k, type="PER", names={"ar": v}) for k, v in names.items()})


def test_a_last_name_spelt_a_little_differently_is_its_persons() -> None:
    scene = scene_of(marzouki="مريم المرزوقي", karim="كريم الأسعد")
    assert scene.alike("المزروقي") == "marzouki"
    assert scene.alike("القحطاني") is None


def test_a_description_that_ends_in_a_persons_whole_name_is_that_person() -> None:
    scene = scene_of(droubi="الدروبي", karim="كريم الأسعد")
    later = scene.anonymous("مساعد وزير النقل للشؤون الفنية هندي الدروبي")
    other = scene.anonymous("مساعد وزير النقل وائل الأسعد")
    assert named_later(scene).get(later) == ("droubi",)
    assert other not in named_later(scene)
