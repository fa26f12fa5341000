"""Filing, shared text and origins on small made-up runs of news."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from khabar.model import Article, Document, Named, Reading, Span, Story
from khabar.record import story_record
from khabar.stories import count, file_stories
from khabar.stories.file import agglomerate
from khabar.stories.stems import stem, stems
from khabar.text import fold, sentences

FIRE_A = (
    "حريق كبير في مستودع للأخشاب في طرابلس",
    "اندلع حريق كبير فجر الاثنين في مستودع للأخشاب في منطقة الميناء بمدينة طرابلس شمالي لبنان.\n"
    "وقال الدفاع المدني اللبناني إن عشر فرق إطفاء عملت خمس ساعات قبل السيطرة على النيران.\n"
    "ولم تسجل إصابات بين العمال الذين غادروا المستودع قبل انتشار الدخان في الحي.",
)
FIRE_B = (
    "طرابلس: السيطرة على حريق مستودع الأخشاب",
    "تمكنت فرق الإطفاء من إخماد الحريق الذي التهم مستودعا للأخشاب في ميناء طرابلس اللبنانية.\n"
    "وفتحت النيابة العامة تحقيقا في أسباب الحريق الذي خلف خسائر كبيرة في المستودع.",
)
MATCH = (
    "الوداد يفوز على الرجاء في ديربي الدار البيضاء",
    "فاز فريق الوداد على غريمه الرجاء بهدفين لهدف في مباراة الديربي التي جمعتهما مساء الأحد.\n"
    "وسجل المهاجم هدف الفوز في الدقيقة الأخيرة من الشوط الثاني أمام جمهور غفير.",
)


def reading(name: str, story: tuple[str, str], outlet: str = "al-mithal", day: str | None = "2019-04-01") -> Reading:
    title, body = story
    text = f"{title}\n{body}\n"
    spans = (Span(len(title) + 1, len(text)),)
    digest = hashlib.sha256((name + text).encode()).hexdigest()
    article = Article(
        id=digest[:12],
        number=1,
        document=Document(name=name, sha256=digest, text=text),
        spans=spans,
        title=title,
        title_span=Span(0, len(title)),
        outlet=Named(id=outlet, name=outlet),
        published=day,
    )
    return Reading(article=article, sentences=sentences(text, spans))


def filed(stories: Sequence[Story]) -> set[tuple[str, ...]]:
    return {s.articles for s in stories}


def test_one_event_in_other_words_is_one_story_and_another_event_is_not() -> None:
    run = [reading("a", FIRE_A), reading("b", FIRE_B, "al-shahid"), reading("c", MATCH)]
    assert filed(file_stories(run)) == {("a", "b"), ("c",)}


def test_the_order_given_does_not_matter() -> None:
    run = [reading("a", FIRE_A), reading("b", FIRE_B), reading("c", MATCH)]
    assert file_stories(run) == file_stories(run[::-1])


def test_like_events_weeks_apart_are_two_stories() -> None:
    run = [reading("a", FIRE_A), reading("b", FIRE_B, day="2019-05-01")]
    assert filed(file_stories(run)) == {("a",), ("b",)}


def test_no_readings_no_stories() -> None:
    assert file_stories([]) == ()


def test_the_same_text_under_another_headline_is_one_origin() -> None:
    run = [reading("a", FIRE_A), reading("b", ("خسائر بحريق في لبنان", FIRE_A[1]), "al-shahid")]
    (story,) = file_stories(run)
    (origin,) = story_record(story)["origins"]
    assert origin["why"] == "100 % of the shorter text is the same"
    assert origin["reason"] == {"rule": "same-text", "share": 1.0, "source": None}
    assert [o.articles for o in story.origins] == [("a", "b")]
    assert story.reuse[0].kind == "near-duplicate"
    assert count(story) == (2, 1, 1)
    assert story.title == FIRE_A[0]


def test_passages_stand_for_the_same_words_in_both_documents() -> None:
    body = FIRE_A[1].replace("فجر الاثنين", "صباح اليوم الاثنين")
    a, b = reading("a", FIRE_A), reading("b", ("عنوان آخر", body))
    (story,) = file_stories([a, b])
    words = [
        (fold(x.of(a.article.document.text)), fold(y.of(b.article.document.text))) for x, y in story.reuse[0].passages
    ]
    assert words[0][0].startswith("اندلع حريق كبير")
    assert words[0][1].startswith("اندلع حريق كبير")
    assert words[-1][0] == words[-1][1] or words[-1][0].split()[-1] == words[-1][1].split()[-1]


def test_one_shared_sentence_is_no_reuse() -> None:
    first = FIRE_A[1].split("\n")[0]
    run = [reading("a", FIRE_A), reading("b", (FIRE_B[0], f"{first}\n{FIRE_B[1]}"), "al-shahid")]
    (story,) = file_stories(run)
    assert story.reuse == ()
    assert len(story.origins) == 2


def test_a_disclaimer_shared_by_unrelated_stories_is_no_reuse() -> None:
    notice = (
        "\nجميع الحقوق محفوظة لموقعنا ولا يجوز النقل من دون إذن مكتوب من الإدارة.\n"
        "يمكنكم استقبال الإشعارات بعد تحميل أحدث نسخة من تطبيقنا على الهاتف المحمول."
    )
    rain = ("أمطار غزيرة تغلق مدارس نواكشوط", "أغلقت السلطات الموريتانية مدارس العاصمة بعد ليلة من الأمطار الغزيرة.")
    run = [reading(n, (t, b + notice)) for n, (t, b) in zip("abc", (FIRE_A, MATCH, rain), strict=True)]
    assert all(not s.reuse for s in file_stories(run))


def test_forms_of_a_word_have_one_stem() -> None:
    for forms in ("الروسية روسيا والروسي", "انتخابات والانتخابات الانتخابية", "السعودي للسعودية بالسعودية"):
        assert len(set(stems(fold(forms)))) == 1, forms
    assert stem("في") == "في"


def test_a_group_is_joined_by_its_centroid_not_by_one_chain() -> None:
    chain = {(0, 1): 0.9, (1, 2): 0.5}
    assert agglomerate(range(3), chain, 0.4) == [[0, 1], [2]]
    assert agglomerate(range(3), {**chain, (0, 2): 0.4}, 0.4) == [[0, 1, 2]]


def test_two_groups_need_more_than_one_article_to_join() -> None:
    pairs = {(0, 1): 0.8, (2, 3): 0.8}
    across = {(i, j): 0.4 for i in (0, 1) for j in (2, 3)}
    assert agglomerate(range(3), {(0, 1): 0.8, (0, 2): 0.4, (1, 2): 0.4}, 0.4) == [[0, 1, 2]]
    assert agglomerate(range(4), {**pairs, **across}, 0.4) == [[0, 1], [2, 3]]


def test_background_pasted_under_news_of_its_own_is_no_shared_origin() -> None:
    background = (
        "وكانت منطقة الميناء شهدت حرائق مماثلة في السنوات الماضية من دون معرفة أسبابها.\n"
        "ويعمل في مستودعات الأخشاب في الميناء أكثر من ألف عامل معظمهم من أبناء المدينة."
    )
    first = f"{FIRE_A[1]}\n{background}"
    later = (
        "اعتقال صاحب مستودع الأخشاب المحترق في طرابلس",
        "أوقفت قوى الأمن الداخلي صاحب المستودع مساء الاثنين بعد شكوى تقدم بها سكان الحي المجاور.\n"
        "ونفى محامي الموقوف أن يكون موكله قد أهمل شروط السلامة في المخزن الذي يملكه منذ سنوات.\n"
        "وقررت المحكمة تأجيل الجلسة إلى الأسبوع المقبل بطلب من هيئة الدفاع بحسب مصدر قضائي.\n" + background,
    )
    run = [reading("a", (FIRE_A[0], first)), reading("b", later)]
    (story,) = file_stories(run)
    assert story.reuse[0].kind == "shared-passages"
    assert len(story.origins) == 2
    (story,) = file_stories([run[0], reading("b", later, "al-shahid")])
    assert len(story.origins) == 1, "between two outlets the same sentences come from one hand"


def test_every_article_is_in_one_origin() -> None:
    run = [reading(n, s, o) for n, s, o in zip("abcd", (FIRE_A, FIRE_B, MATCH, FIRE_A), "xyzx", strict=True)]
    for story in file_stories(run):
        assert sorted(a for o in story.origins for a in o.articles) == sorted(story.articles)
