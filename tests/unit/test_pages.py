"""Whole pages, as crawlers leave them, beside what a careful reader takes from them."""

from __future__ import annotations

import pytest

from khabar import pages
from khabar.errors import Unreadable
from khabar.model import Article


def read(text: str, name: str = "page.txt") -> tuple[Article, ...]:
    return pages.articles(pages.document(text.encode(), name))


def body(article: Article) -> str:
    return "\n".join(span.of(article.document.text) for span in article.spans)


# Prose that the pages below are made of.
PORT = (
    "افتتح وزير النقل سامر العلي ميناء الصيد الجديد في مدينة الساحل بحضور عدد كبير من المسؤولين والصيادين.",
    "وقال الوزير إن الميناء سيستقبل أول سفينة مطلع الشهر المقبل، وإن أعمال البناء استغرقت عامين كاملين.",
    "وأضاف أن الرصيف صمم لاستقبال سفن يزيد طولها على مئتي متر، وأن كلفته بلغت نحو مليار دولار.",
)
FLOOD = (
    "أعلنت هيئة الدفاع المدني أن السيول التي اجتاحت القرى الجبلية أدت إلى إغلاق الطريق الرئيسي ونزوح عشرات العائلات.",
    "وذكرت الهيئة في بيان أن فرق الإنقاذ انتشلت أربعة عالقين، وأن البحث جار عن راعيين فقد الاتصال بهما.",
    "ودعت السكان إلى الابتعاد عن مجاري الأودية حتى انتهاء العاصفة.",
)


def test_aggregator_page_with_a_second_story_under_its_tags() -> None:
    first, second = read(
        "\n".join(
            [
                "وزير النقل يفتتح ميناء الصيد في مدينة الساحل",
                "تاريخ النشر: 3rd, March 2025 GMT",
                *PORT,
                "المصدر: صحيفة الأفق الجديد",
                "كلمات دلالية: ميناء الصيد وزير النقل الساحل",
                "إقرأ أيضاً:",
                "السيول تغلق الطريق الرئيسي وتشرد عشرات العائلات",
                *FLOOD,
                "مقالات مشابهة",
                "• انطلاق مهرجان الزيتون في نسخته العاشرة",
                "• خبراء يحذرون من تراجع منسوب البحيرة",
            ]
        )
    )
    assert first.title == "وزير النقل يفتتح ميناء الصيد في مدينة الساحل"
    assert first.published == "2025-03-03"
    assert first.outlet is not None and first.outlet.name == "صحيفة الأفق الجديد"
    assert body(first) == "\n".join(PORT)
    assert second.title == "السيول تغلق الطريق الرئيسي وتشرد عشرات العائلات"
    assert second.published is None, "the date of one article never passes to another"
    assert second.outlet is None
    assert body(second) == "\n".join(FLOOD)
    assert second.key == "page.txt#2"


def test_second_story_with_its_own_date_and_dateline() -> None:
    first, second = read(
        "\n\n".join(
            [
                "مارس 3, 2025آخر تحديث: مارس 3, 2025",
                "الأفق/-" + PORT[0],
                *PORT[1:],
                "الوسوم: ميناء، صيد",
                "اقرأ أيضا:",
                "السيول تغلق الطريق الرئيسي",
                "4 مارس، 2025",
                "بغداد/الأفق: " + FLOOD[0],
                *FLOOD[1:],
                "الأفق – متابعة – وكالات",
            ]
        )
    )
    assert first.title is None and first.published == "2025-03-03"
    assert body(first).startswith("افتتح وزير النقل") and body(first).endswith("مليار دولار.")
    assert first.outlet is not None and first.outlet.name == "الأفق"
    assert second.title == "السيول تغلق الطريق الرئيسي" and second.published == "2025-03-04"
    assert body(second).startswith("أعلنت هيئة الدفاع المدني")
    assert second.dateline is not None and second.dateline.id == "baghdad"


def test_related_headline_in_the_middle_is_no_second_story() -> None:
    (article,) = read(
        "\n\n".join(
            [
                "وزير النقل يفتتح ميناء الصيد في مدينة الساحل",
                "نشرت في: 03/03/2025 - 14:20",
                PORT[0],
                "اقرأ أيضاً",
                "خبراء يحذرون من تراجع منسوب البحيرة إلى أدنى مستوى",
                *PORT[1:],
                "شاركها.",
                "فيسبوك تويتر واتساب",
            ]
        )
    )
    assert "البحيرة" not in body(article) and body(article).endswith("مليار دولار.")
    assert article.published == "2025-03-03"


def test_planted_headlines_are_junk_and_sub_headings_are_body() -> None:
    (article,) = read(
        "\n".join(
            [
                "السيول تغلق الطريق الرئيسي",
                "3 مارس/ آذار 2025",
                FLOOD[0],
                "رئيس الوزراء يلغي زيارته إلى العاصمة المجاورة بسبب العاصفة",
                FLOOD[1],
                "طريق مغلق",
                FLOOD[2],
            ]
        )
    )
    assert "يلغي زيارته" not in body(article)
    assert "طريق مغلق" in body(article)
    assert "planted-headline" in {j.rule for j in article.junk}


def test_advert_marks_caption_and_repeated_title() -> None:
    (article,) = read(
        "\n\n".join(
            [
                'وزير النقل يفتتح "ميناء الصيد" الجديد',
                "وزير النقل يفتتح “ميناء الصيد” الجديد",
                "[ad_1]",
                "وزير النقل خلال جولته في رصيف الميناء (غيتي/صورة أرشيفية)",
                *PORT,
                "[ad_2]",
                "المصدر",
            ]
        )
    )
    assert article.title == 'وزير النقل يفتتح "ميناء الصيد" الجديد'
    assert body(article) == "\n\n".join(PORT)
    assert {"ad-slot", "caption", "title-again", "source-bare"} <= {j.rule for j in article.junk}


def test_weekday_settles_the_day() -> None:
    (article,) = read(
        "\n".join(
            [
                "البلدان يوقعان اتفاق الصيد الجمعة",
                "أعلنت وزارة الخارجية اليوم الاثنين أن البلدين سيوقعان اتفاق الصيد يوم الجمعة في العاصمة.",
                "وقال المتحدث باسمها إن الوزير سيلتقي نظيره في 17 كانون الثاني/يناير قبل مراسم التوقيع.",
                "وكان البلدان قد بدآ التفاوض في عام 2025 بعد خلاف طويل على مياه الصيد.",
            ]
        )
    )
    assert (article.published, article.published_basis) == ("2025-01-13", "inferred")
    assert article.dates[0].origin == "weekday" and len(article.dates) > 1, "rejected years are kept"


def test_crawl_of_a_wordpress_site_with_everything_around() -> None:
    (article,) = read(
        "\n".join(
            [
                "Site icon الأفق برس",
                "الرئيسية / اقتصاد / نقل",
                "وزير النقل يفتتح ميناء الصيد في مدينة الساحل",
                "كتب: سامي نعمان",
                "الإثنين، 3 مارس 2025 - 02:15 مساءً",
                "مدة القراءة: 2 دقائق",
                *PORT,
                "شارك هذا الخبر على فيسبوك",
                "About Post Author admin",
                "See author's posts",
                "المقال السابق",
                "انطلاق مهرجان الزيتون في نسخته العاشرة وسط حضور كبير",
                "اترك تعليقاً",
                "جميع الحقوق محفوظة © 2025",
                "Exit mobile version",
            ]
        )
    )
    assert article.title == "وزير النقل يفتتح ميناء الصيد في مدينة الساحل"
    assert body(article) == "\n".join(PORT)
    assert article.published == "2025-03-03"
    assert article.author == "سامي نعمان"
    assert article.outlet is not None and article.outlet.name == "الأفق برس"


def test_glued_marks_at_the_ends_of_lines() -> None:
    (article,) = read("\n\n".join([*PORT[:2], PORT[2] + "Exit mobile version"]))
    assert body(article) == "\n\n".join(PORT)
    (article,) = read("\n\n".join([*PORT[:2], PORT[2] + " شاهد الفيديو."]))
    assert body(article) == "\n\n".join(PORT)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("نشرت في: 08/04/2018", "2018-04-08"),
        ("3 أبريل/ نيسان 2018", "2018-04-03"),
        ("نشر السبت، 21 أبريل / نيسان 2018", "2018-04-21"),
        ("آخر تحديث: الأربعاء 21 فبراير 2018 م KSA 20:51 - GMT 17:51", "2018-02-21"),
        ("الأحد 24 يونيو 2018 - 20:38 بتوقيت غرينتش", "2018-06-24"),
        ("تاريخ النشر: 6th, June 2025 GMT", "2025-06-06"),
        ("يناير 17, 2025", "2025-01-17"),
        ("2 مايو، 2025", "2025-05-02"),
        ("٢ مايو ٢٠٢٥", "2025-05-02"),
        ("2025-05-02T10:20:00Z", "2025-05-02"),
        ("02-05-2025 | 10:20", "2025-05-02"),
        ("05/22/2025", "2025-05-22"),
        ("الجمعة 2 ماي 2025 - 18:00", "2025-05-02"),
        ("Published On 2 May 2025", "2025-05-02"),
        ("الجمعة 4 ذو القعدة 1446 هـ الموافق 2 مايو 2025", "2025-05-02"),
        ("نُشر: 10:20-2 مايو 2025 م ـ 4 ذو القِعدة 1446 هـ", "2025-05-02"),
    ],
)
def test_header_dates(line: str, day: str) -> None:
    (article,) = read("\n".join(["وزير النقل يفتتح ميناء الصيد", line, *PORT]))
    assert article.published == day
    assert article.title == "وزير النقل يفتتح ميناء الصيد"
    assert body(article) == "\n".join(PORT)


def test_weekday_that_does_not_fit_its_date_is_kept_and_flagged() -> None:
    (article,) = read("\n".join(["وزير النقل يفتتح ميناء الصيد", "الأحد 2 مايو 2025", *PORT]))
    assert article.published == "2025-05-02"
    assert [(d.origin, d.flag) for d in article.dates] == [("header-line", "weekday-mismatch")]
    assert article.published_why == "header-line (weekday-mismatch)"


def test_dates_of_related_headlines_are_not_the_page_s() -> None:
    (article,) = read(
        "\n".join(["وزير النقل يفتتح ميناء الصيد", *PORT, "مقالات ذات صلة", "انطلاق مهرجان الزيتون", "5 مايو 2025"])
    )
    assert article.published is None


@pytest.mark.parametrize(
    ("opening", "outlet", "place", "credits"),
    [
        ("القاهرة، مصر (الأفق)-- ", "الأفق", "cairo", []),
        ("بغداد، العراق (الأفق) -- ", "الأفق", "baghdad", []),
        ("القاهرة (أ ف ب) – ", None, "cairo", ["afp"]),
        ("القاهرة (رويترز) - ", None, "cairo", ["reuters"]),
        ("القاهرة - أ.ف.ب: ", None, "cairo", ["afp"]),
        ("عمان 4 آذار (بترا)- ", None, "amman", ["petra"]),
        ("بغداد ـ «القدس العربي»: ", "القدس العربي", "baghdad", []),
        ("بغداد/ متابعات: ", None, "baghdad", []),
        ("القاهرة – ", None, "cairo", []),
        ("شفق نيوز/ ", "شفق نيوز", None, []),
        ("الأفق/- ", "الأفق", None, []),
        ("بغداد/الأفق: ", "الأفق", "baghdad", []),
    ],
)
def test_datelines(opening: str, outlet: str | None, place: str | None, credits: list[str]) -> None:
    (article,) = read("\n".join(["وزير النقل يفتتح ميناء الصيد", opening + PORT[0], *PORT[1:]]))
    assert body(article) == "\n".join(PORT)
    assert (article.outlet and article.outlet.name) == outlet
    assert (article.dateline and article.dateline.id) == place
    assert [c.id for c in article.credits] == credits


@pytest.mark.parametrize(
    "opening",
    [
        "القاهرة ترد: ",
        "روسيا - البيضاء جارتها - ",
        "مصر: ",
        "في القاهرة - كما في سواها - ",
        "قال الوزير (سامر العلي) - ",
    ],
)
def test_what_opens_a_sentence_is_no_dateline(opening: str) -> None:
    (article,) = read("\n".join(["وزير النقل يفتتح ميناء الصيد", opening + PORT[0], *PORT[1:]]))
    assert body(article).startswith(opening.strip())


@pytest.mark.parametrize(
    ("above", "below", "outlet", "credits"),
    [
        (["سكاي نيوز عربية - أبوظبي"], [], "sky-news-arabia", []),
        (["04.03.2025, سبوتنيك عربي"], [], None, ["sputnik"]),
        (["بغداد: «الشرق الأوسط»"], [], "asharq-al-awsat", []),
        ([], ["المصدر: الجزيرة + وكالات"], "al-jazeera", []),
        ([], ["المصدر: رويترز"], None, ["reuters"]),
        ([], ["(رويترز، أ ف ب)"], None, ["reuters", "afp"]),
        ([], ["*نقلا عن صحيفة الأفق الجديد"], "shyfh-al-afq-al-jdyd", []),
        ([], ["الأفق – متابعة – وكالات"], "al-afq", []),
    ],
)
def test_mastheads_and_source_lines(above: list[str], below: list[str], outlet: str | None, credits: list[str]) -> None:
    (article,) = read("\n".join(["وزير النقل يفتتح ميناء الصيد", *above, *PORT, *below]))
    assert body(article) == "\n".join(PORT)
    assert (article.outlet and article.outlet.id) == outlet
    assert [c.id for c in article.credits] == credits


def test_a_credit_between_paragraphs_is_a_picture_s() -> None:
    (article,) = read("\n".join(["وزير النقل يفتتح ميناء الصيد", PORT[0], "(رويترز)", *PORT[1:]]))
    assert body(article) == "\n".join(PORT) and article.credits == ()


def test_reading_aids_of_lists_and_bylines() -> None:
    (article,) = read(
        "\n".join(
            [
                "اقتصاد|نقل",
                "وزير النقل يفتتح ميناء الصيد في مدينة الساحل",
                "وزير النقل خلال جولته في الرصيف (الأفق-أرشيف)",
                "كتبت هدى سالم",
                "4/3/2025",
                "|",
                "آخر تحديث: 15:20 (توقيت مكة)",
                PORT[0],
                "اقرأ أيضا",
                "list of 2 items",
                "list 1 of 2",
                "خبراء يحذرون من تراجع منسوب البحيرة",
                "list 2 of 2",
                "انطلاق مهرجان الزيتون في نسخته العاشرة",
                "end of list",
                *PORT[1:],
            ]
        )
    )
    assert article.title == "وزير النقل يفتتح ميناء الصيد في مدينة الساحل"
    assert body(article) == "\n".join(PORT)
    assert (article.published, article.author) == ("2025-03-04", "هدى سالم")


HTML = """<!DOCTYPE html><html lang="ar"><head><meta charset="%s"><title>وزير النقل يفتتح ميناء الصيد | الأفق</title>
<meta property="og:title" content="وزير النقل يفتتح ميناء الصيد | الأفق"><meta property="og:site_name" content="الأفق">
<link rel="canonical" href="https://afq.example/2025/03/04/port">%s</head><body>
<nav><ul><li><a href="/">الرئيسية</a></li><li><a href="/e">اقتصاد</a></li></ul></nav>
<main><article><h1>وزير النقل يفتتح ميناء الصيد</h1><div class="share"><a href="#">فيسبوك</a></div>%s
<div class="related"><h3>اقرأ أيضا</h3><ul><li><a href="/1">انطلاق مهرجان الزيتون في نسخته العاشرة</a></li></ul></div>
</article></main><footer>جميع الحقوق محفوظة</footer></body></html>"""
LD = """<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle",
"headline":"وزير النقل يفتتح ميناء الصيد","datePublished":"2025-03-03T22:00:00+03:00","author":[{"name":"هدى سالم"}]}]}
</script>"""


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1256"])
def test_html_with_what_its_markup_says(encoding: str) -> None:
    page = HTML % (encoding, LD, "".join(f"<p>{p}</p>" for p in PORT))
    (article,) = pages.articles(pages.document(page.encode(encoding), "page"))
    assert article.document.format == "html" and article.document.encoding in (encoding, "cp1256")
    assert article.title == "وزير النقل يفتتح ميناء الصيد"
    assert body(article) == "\n".join(PORT)
    assert article.outlet is not None and article.outlet.name == "الأفق"
    assert (article.published, article.published_basis, article.author) == ("2025-03-03", "stated", "هدى سالم")
    assert [d.origin for d in article.dates] == ["json-ld", "url-date"]


def test_html_without_metadata_takes_the_date_of_its_address() -> None:
    (article,) = read(HTML % ("utf-8", "", "".join(f"<p>{p}</p>" for p in PORT)))
    assert article.published == "2025-03-04"


@pytest.mark.parametrize(
    "text",
    [
        "الرئيسية\nأخبار\nرياضة\nاقتصاد\nمنوعات\nاتصل بنا",
        "الرئيسية\n" + "\n".join(f"وزير النقل يتفقد الميناء رقم {n} في جولة جديدة" for n in range(30)),
        "404 not found",
        "-" * 5000,
        "17 24 " * 400,
        ".",
        "صفحة",
    ],
)
def test_pages_without_an_article(text: str) -> None:
    assert read(text) == ()


# ---------------------------------------------------------------- bytes


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (b" \n\t\r\n", "the file holds only blanks"),
        ("\ufeff\n".encode(), "the file holds only blanks"),
        (b"%PDF-1.7 \x00\x01", "the file is a PDF, not a text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "the file is a PNG image, not a text"),
        (b"\x01\x02\x00\x00\x03binary" * 40, "the file is binary, not a text"),
        (b"a" * (50 * 2**20), "the file is too large for a page (50 MB, at most 20)"),
        (b"<html><head></head><body></body></html>", "the page holds no text"),
    ],
)
def test_what_is_no_page_says_why_in_one_line(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as error:
        pages.document(data, "x.txt")
    assert error.value.reason == reason and "\n" not in str(error.value)


ARABIC = "\r\n".join(["وزير النقل يفتتح ميناء الصيد", *PORT])


@pytest.mark.parametrize(
    "encoding", ["utf-8", "windows-1256", "iso-8859-6", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_encodings(encoding: str) -> None:
    document = pages.document(ARABIC.encode(encoding), "x.txt")
    assert document.text == ARABIC, "line ends stay as they are"
    assert pages.articles(document)[0].title == "وزير النقل يفتتح ميناء الصيد"


def test_byte_order_mark_keeps_its_place_and_stays_out_of_the_title() -> None:
    document = pages.document(b"\xef\xbb\xbf" + ARABIC.encode(), "x.txt")
    (article,) = pages.articles(document)
    assert article.title == "وزير النقل يفتتح ميناء الصيد"
    assert body(article).startswith("افتتح") and document.text.index("افتتح") == article.spans[0].start


def test_one_damaged_byte_does_not_change_the_encoding() -> None:
    data = ARABIC.encode()
    assert pages.document(data[:100] + b"\xff" + data[100:], "x.txt").encoding == "utf-8"


def test_same_text_same_id_whatever_the_name() -> None:
    text = "\n".join(PORT)
    assert read(text, "a.txt")[0].id == read(text, "b.txt")[0].id != read(text + "\n" + FLOOD[0])[0].id


@pytest.mark.parametrize(
    ("above", "title", "outlet"),
    [
        (["صحيفة الأفق الجديد", "الرئيسية | سياسة | اقتصاد"], "وزير النقل يفتتح ميناء الصيد", "صحيفة الأفق الجديد"),
        (["يوميات الساحل » حوادث"], "السيول تغلق الطريق الرئيسي", None),
        (["أخبار / محليات / نقل"], "بالفيديو | وزير النقل يفتتح ميناء الصيد في مدينة الساحل", None),
        ([], "وكالة الفضاء تعلن موعد إطلاق القمر الاصطناعي الجديد", None),
        (["أول تعليق من الوزير"], "أول تعليق من الوزير", None),
    ],
)
def test_what_stands_above_the_headline_is_not_the_title(above: list[str], title: str, outlet: str | None) -> None:
    (article,) = read("\n".join([*above, *([] if title in above else [title]), "نشر في 3 مارس 2025", *PORT]))
    assert article.title == title
    assert (article.outlet.name if article.outlet else None) == outlet


FLASH = "قالت الشرطة إن ثلاثة أشخاص قتلوا وأصيب عشرة في انفجار سيارة ملغومة وسط المدينة يوم الأربعاء."


@pytest.mark.parametrize(
    "page",
    [
        f"مقتل ثلاثة في انفجار وسط المدينة\n9 مايو 2018\n{FLASH}",
        f"مقتل ثلاثة في انفجار وسط المدينة\n{FLASH}",
        FLASH,
    ],
)
def test_news_of_one_sentence_is_an_article(page: str) -> None:
    (article,) = read(page)
    assert body(article) == FLASH


@pytest.mark.parametrize(
    "page",
    [
        "الصفحة غير موجودة\nالرئيسية\nعذرا، الصفحة التي تبحث عنها غير موجودة أو أنها نقلت.\nابحث\nاتصل بنا",
        "مقتل ثلاثة في انفجار وسط المدينة\nانطلاق مهرجان الزيتون في نسخته العاشرة",
    ],
)
def test_one_sentence_among_menus_or_headlines_alone_are_none(page: str) -> None:
    assert read(page) == ()
