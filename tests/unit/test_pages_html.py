"""HTML pages in the mark-up habits of real outlets: what is found on each, and that the bare extractor finds less."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from khabar import pages
from khabar.model import Article


def _benchmark() -> ModuleType:
    path = Path(__file__).parents[2] / "benchmarks" / "pages.py"
    spec = importlib.util.spec_from_file_location("pages_benchmark", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


BENCHMARK = _benchmark()
PAGES = BENCHMARK.fixtures()


def test_there_are_pages_enough() -> None:
    assert len(PAGES) >= 40


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_body_of(page: object) -> None:
    assert BENCHMARK.f1(BENCHMARK.gold(page), BENCHMARK.khabar(page)) >= 0.95


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_what_a_page_says_of(page: object) -> None:
    found = BENCHMARK.articles_of(page)
    gold = page.articles  # type: ignore[attr-defined]
    assert len(found) == len(gold)
    for article, true in zip(found, gold, strict=True):
        says = {
            "title": article.title,
            "published": article.published,
            "outlet": article.outlet and article.outlet.name,
            "author": article.author,
            "language": article.language,
        }
        assert {k: v for k, v in says.items() if k in true} == {k: v for k, v in true.items() if k in says}


def test_the_bare_extractor_finds_less() -> None:
    ours = [BENCHMARK.f1(BENCHMARK.gold(p), BENCHMARK.khabar(p)) for p in PAGES]
    bare = [BENCHMARK.f1(BENCHMARK.gold(p), BENCHMARK.bare(p)) for p in PAGES]
    assert sum(ours) / len(ours) >= max(0.95, sum(bare) / len(bare))


# ---------------------------------------------------------------- one habit at a time

TITLE = "وزير النقل يفتتح ميناء الصيد في مدينة الساحل"
LINES = (
    "افتتح وزير النقل سامر العلي، الأحد، ميناء الصيد في مدينة الساحل بعد عامين من الأعمال.",
    "وقال الوزير إن الميناء سيستقبل أول سفينة مطلع الشهر المقبل، وإن كلفته بلغت ثلاثة ملايين دولار.",
    "وأضاف أن الصيادين سيدفعون نصف الرسوم في السنة الأولى، على أن يعاد النظر فيها بعد ذلك.",
)
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in LINES)
BODY = "\n".join(LINES)


def read(inside: str, head: str = "") -> tuple[Article, ...]:
    html = f'<!doctype html><html lang="ar"><head><title>{TITLE}</title>{head}</head><body>{inside}</body></html>'
    return pages.articles(pages.document(html.encode(), "page.html"))


def body(article: Article) -> str:
    return "\n".join(span.of(article.document.text) for span in article.spans)


@pytest.mark.parametrize(
    ("rule", "box"),
    [
        ("related", '<div class="relatedArticles"><p>المدينة تحتفل بعيد البحر في نسخته العاشرة.</p></div>'),
        ("share", '<div class="socialShare"><p>انشر هذا الخبر على صفحتك في مواقع التواصل الاجتماعي.</p></div>'),
        ("caption", "<figure><img><figcaption>الوزير يقص شريط الافتتاح على رصيف الميناء الجديد.</figcaption></figure>"),
        ("caption", '<div class="wp-caption"><p class="wp-caption-text">الرصيف الجديد في يومه الأول.</p></div>'),
        ("comments", '<div id="comments"><p>الخطوة جيدة لكن الطريق إلى الميناء ما زال مليئا بالحفر.</p></div>'),
        ("newsletter", '<div class="news-subscribe subscribe"><p>سجل بريدك لتصلك أخبارنا كل صباح.</p></div>'),
        ("author-box", '<div class="authorBio"><p>صحافي من مدينة الساحل يكتب عن الموانئ منذ عشرين عاما.</p></div>'),
        ("planted-link", '<p><a href="/x">مدينة الساحل تحتفل بعيد البحر في نسخته العاشرة</a></p>'),
        ("menu", '<div role="navigation"><p>الأقسام التي يتصفحها القراء أكثر من سواها في الموقع.</p></div>'),
        ("related", '<section aria-label="اقرأ أيضا"><p>المدينة تحتفل بعيد البحر في نسخته العاشرة.</p></section>'),
        ("table", "<table><tr><td>السفن</td><td>14</td></tr><tr><td>الأرصفة</td><td>3</td></tr></table>"),
    ],
)  # fmt: skip
def test_a_box_in_the_text_is_junk_by_its_rule(rule: str, box: str) -> None:
    first, *rest = (f"<p>{line}</p>" for line in LINES)
    (article,) = read(f'<h1>{TITLE}</h1><div class="article-body">{first}{box}{"".join(rest)}</div>')
    assert body(article).split("\n") == list(LINES)
    assert rule in {j.rule for j in article.junk}


@pytest.mark.parametrize(
    "name",
    ["article-body", "articleBody", "td-post-content", "field field--name-body", "entry-content no-comments has-ads",
     "NewsStoryContent", "post_content", "wysiwyg", "xyz", "col-md-8"],
)  # fmt: skip
def test_the_text_is_found_whatever_its_box_is_called(name: str) -> None:
    (article,) = read(f'<nav><a href="/">الرئيسية</a></nav><h1>{TITLE}</h1><div class="{name}">{PARAGRAPHS}</div>')
    assert body(article) == BODY


def test_a_page_whose_classes_lie_is_read_without_them() -> None:
    (article,) = read(f'<div class="sidebar widget"><div class="popup">{PARAGRAPHS}</div></div>')
    assert body(article) == BODY


@pytest.mark.parametrize("name", ["single has-sidebar popup-open", "print", "page-menu"])
def test_what_a_page_s_own_class_says_is_not_said_of_its_text(name: str) -> None:
    html = f'<!doctype html><html><body class="{name}"><div id="print">{PARAGRAPHS}</div></body></html>'
    (article,) = pages.articles(pages.document(html.encode(), "x.html"))
    assert body(article) == BODY


def test_lines_divided_by_breaks_are_paragraphs() -> None:
    (article,) = read(f"<h1>{TITLE}</h1><div>{'<br><br>'.join(LINES)}</div>")
    assert body(article) == BODY


def test_a_second_story_has_its_own_title_and_never_the_page_s_date() -> None:
    other = "".join(f"<p>{line.replace('الميناء', 'المطار')}</p>" for line in LINES)
    first, second = read(
        f"<article><h1>{TITLE}</h1>{PARAGRAPHS}</article><article><h1>مطار جديد يستقبل المسافرين</h1>{other}</article>",
        '<meta property="article:published_time" content="2025-03-04T10:00:00+03:00">',
    )
    assert (first.title, first.published) == (TITLE, "2025-03-04")
    assert (second.title, second.published, second.dates) == ("مطار جديد يستقبل المسافرين", None, ())
    assert body(first) == BODY and "المطار" in body(second)


OTHER = "مطار جديد يستقبل المسافرين من أوروبا"
OTHER_TEXT = PARAGRAPHS.replace("الميناء", "المطار").replace("ميناء", "مطار")
DATED = '<meta property="article:published_time" content="2025-03-04T10:00:00+03:00">'


@pytest.mark.parametrize(
    "two",
    [
        "<section class=story><h1>{t}</h1>{p}</section><section class=story><h1>{u}</h1>{d}{q}</section>",
        "<article><h1>{t}</h1>{p}</article><div class=next-article><article><h2>{u}</h2>{d}{q}</article></div>",
        "<div class=article><h1>{t}</h1>{p}</div><div class=article><h2>{u}</h2><div class=meta>{d}</div>{q}</div>",
        "<div class=row><div><h1>{t}</h1>{p}</div></div><div class=row><div><h1>{u}</h1>{d}{q}</div></div>",
    ],
)
def test_a_second_story_further_down_is_an_article_of_its_own_day(two: str) -> None:
    day = "<time datetime=2025-03-02>2 مارس 2025</time>"
    first, second = read(two.format(t=TITLE, p=PARAGRAPHS, u=OTHER, q=OTHER_TEXT, d=day), DATED)
    assert (first.title, first.published, second.title, second.published) == (TITLE, "2025-03-04", OTHER, "2025-03-02")
    assert body(first) == BODY and body(second) == BODY.replace("الميناء", "المطار").replace("ميناء", "مطار")


@pytest.mark.parametrize(
    "one",
    [
        "<h1>{t}</h1><article><time>10:00</time><h2>{u}</h2>{p}</article><article><h2>تطور آخر</h2>{q}</article>",
        "<article><h1>{t}</h1>{p}<article class=entry><h2>{u}</h2>{q}</article></article>",
        "<div><h1>{t}</h1>{p}<div class=sec><h2>{u}</h2>{q}</div><div class=sec><h2>ما التالي</h2>{p}</div></div>",
        "<article><h1>{t}</h1><section class=s>{p}</section><section class=s><h2>{u}</h2>{q}</section></article>",
    ],
)
def test_entries_and_chapters_are_no_stories_of_their_own(one: str) -> None:
    (article,) = read(one.format(t=TITLE, p=PARAGRAPHS, u=OTHER, q=OTHER_TEXT), DATED)
    assert article.title == TITLE and OTHER in body(article) and LINES[0] in body(article)


def test_a_graph_s_publisher_and_author_are_followed() -> None:
    graph = """<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "%s",
    "datePublished": "2025-03-04", "author": {"@id": "#p"}, "publisher": {"@id": "#o"}, "articleSection": "نقل"},
    {"@type": "Person", "@id": "#p", "name": "هدى سالم"}, {"@type": "Organization", "@id": "#o", "name": "المرفأ"}]}
    </script>"""
    (article,) = read(f"<h1>{TITLE}</h1>{PARAGRAPHS}", graph % TITLE)
    assert (article.outlet and article.outlet.name, article.author, article.section) == ("المرفأ", "هدى سالم", "نقل")


@pytest.mark.parametrize(
    "broken",
    ["{", "[]", "null", '"text"', '{"@graph": 7}', '{"@type": ["NewsArticle", 3], "author": [], "headline": {}}',
     '{"@type":"NewsArticle","datePublished":"2025-02-31","url":["x"],"articleBody":[1]}'],
)  # fmt: skip
def test_broken_json_ld_costs_nothing(broken: str) -> None:
    (article,) = read(f"<h1>{TITLE}</h1>{PARAGRAPHS}", f'<script type="application/ld+json">{broken}</script>')
    assert body(article) == BODY and article.published is None


@pytest.mark.parametrize(
    ("dates", "day", "why"),
    [
        (["json-ld 2025-03-04", "url-date 2025-03-04"], "2025-03-04", "json-ld; agrees: url-date"),
        (["json-ld 2025-03-09", "url-date 2025-03-04", "header-line 2025-03-04"], "2025-03-04",
         "header-line; agrees: url-date; differs: json-ld 2025-03-09 (disputed)"),
        (["json-ld 2025-03-09", "url-date 2025-03-04"], "2025-03-09", "json-ld; differs: url-date 2025-03-04"),
        (["meta:updated 2025-03-09", "url-date 2025-03-04"], "2025-03-04",
         "url-date; differs: meta:updated 2025-03-09"),
        (["weekday 2025-01-13", "weekday 2019-01-14"], "2025-01-13", "weekday; also possible: 2019-01-14"),
    ],
)  # fmt: skip
def test_the_choice_of_the_day_says_why(dates: list[str], day: str, why: str) -> None:
    from khabar.model import DateCandidate
    from khabar.pages.dates import choose

    chosen = choose([DateCandidate(value=d.split()[1], origin=d.split()[0]) for d in dates])
    assert (chosen.day, chosen.why) == (day, why)
    assert len(chosen.candidates) == len(dates)


def test_a_page_nested_without_end_is_read() -> None:
    (article,) = read("<div>" * 1000 + f"<h1>{TITLE}</h1>{PARAGRAPHS}" + "</div>" * 1000)
    assert body(article) == BODY


@pytest.mark.parametrize(
    ("address", "outlet"),
    [("https://www.annahar.com/a/1", "an-nahar"), ("https://www.ennaharonline.com/a/2", "ennahar")],
)
def test_two_papers_of_one_name_are_told_apart_by_their_address(address: str, outlet: str) -> None:
    head = f'<meta property="og:site_name" content="النهار"><link rel="canonical" href="{address}">'
    (article,) = read(f'<h1>{TITLE}</h1><div class="article-body">{PARAGRAPHS}</div>', head)
    assert article.outlet is not None and article.outlet.id == outlet
