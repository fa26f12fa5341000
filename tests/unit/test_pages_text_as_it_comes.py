"""Text as it comes: encodings, mojibake, presentation forms, marks, other letters for the same; and its language."""

from __future__ import annotations

import pytest

from khabar import pages
from khabar.model import Article, Span
from khabar.pages import language
from khabar.pages.decode import decode, mend
from khabar.pages.readers import blocks
from khabar.pipeline import analyse
from khabar.text import View, fold, rows

LINES = (
    "وزير النقل يفتتح ميناء الصيد في مدينة الساحل",
    "الثلاثاء 4 مارس 2025",
    "افتتح وزير النقل سامر العلي، الثلاثاء، ميناء الصيد في مدينة الساحل بعد عامين من الأعمال.",
    "وقال الوزير إن الميناء سيستقبل أول سفينة مطلع الشهر المقبل، وإن كلفته بلغت ثلاثة ملايين دولار.",
)
TEXT = "\n".join(LINES)


def article(data: bytes) -> Article:
    (found,) = pages.articles(pages.document(data, "x.txt"))
    return found


def body(found: Article) -> str:
    return "\n".join(span.of(found.document.text) for span in found.spans)


# ---------------------------------------------------------------- bytes


@pytest.mark.parametrize(
    ("was", "read_as"), [("utf-8", "cp1252"), ("utf-8", "latin-1"), ("cp1256", "latin-1"), ("utf-8", "cp1256")]
)
def test_text_decoded_wrongly_before_it_was_saved_is_mended(was: str, read_as: str) -> None:
    wrong = "".join(
        bytes([b]).decode(read_as, "replace").replace("\ufffd", chr(b)) for b in TEXT.replace("ـ", "").encode(was)
    )
    text, encoding = decode(wrong.encode("utf-8"), "x.txt")
    assert text == TEXT and " read as " in encoding


@pytest.mark.parametrize(
    "sound",
    [
        TEXT,
        "Il a déclaré à l'été que l'œuvre était naïve, « très » bien faite. Ç'est ça. " * 9,
        "Übermäßig größere Bären fraßen Öl. " * 20,
        "ÇÇÇ ÊÊÊ",
        "",
    ],
)
def test_sound_text_is_left_alone(sound: str) -> None:
    assert mend(sound) is None


@pytest.mark.parametrize("charset", ["iso-8859-6", "ISO8859-6", "no-such-charset", "rot13", "utf-8", ""])
def test_what_a_server_says_is_heard_where_it_makes_sense(charset: str) -> None:
    text, _ = decode(TEXT.encode("iso-8859-6"), "x.txt", charset)
    assert text == TEXT


# ---------------------------------------------------------------- letters


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("ﻛﺘﺎﺏ", "كتاب"),
        ("ﻻ ﺇﻟﻰ ﺍﻷﻣﺎﻡ", "لا الي الامام"),
        ("الرئيـــس", "الرييس"),
        ("الرَّئِيسُ", "الرييس"),
        ("إیران وکردستان", "ايران وكردستان"),
        ("\u202bقال\u202c \u200fالوزير\u200e", "قال الوزير"),
        ("#أحمد_الشرع", "#احمد_الشرع"),
        ("٢٥ و۲۵", "25 و25"),
    ],
)
def test_one_key_for_the_ways_a_word_is_written(written: str, plain: str) -> None:
    assert fold(written) == plain
    view = View(written)
    assert view.key == plain and view.span(0, len(plain)).of(written).strip("\u200e\u200f\u202b\u202c") != ""


def test_a_ligature_is_two_letters_in_one_place() -> None:
    view = View("قال ﻻ أحد")
    assert view.key == "قال لا احد"
    assert view.span(4, 6) == view.span(4, 5) == view.span(5, 6) == Span(4, 5)
    assert view.span(7, 10).of(view.source) == "أحد" and view.key_at(6) == 7 and view.source_at(7) == 6


MARKS = {"tatweel": "ـ", "harakat": "\u064e", "bidi": "\u200f", "zero width": "\u200b", "bom": "\ufeff"}


@pytest.mark.parametrize("mark", MARKS)
def test_marks_inside_words_change_nothing_and_offsets_are_of_the_text_as_read(mark: str) -> None:
    marked = TEXT.replace("ا", "ا" + MARKS[mark])
    found = article(marked.encode("utf-8"))
    assert found.document.text == marked, "the text is not edited"
    assert (found.published, found.language) == ("2025-03-04", "ar")
    assert fold(body(found)) == fold("\n".join(LINES[2:]))
    for said in analyse(found).statements:
        assert said.span.of(marked) == said.text


def test_a_page_in_presentation_forms_is_read_like_any_other() -> None:
    forms = {  # letter → its medial form, enough to cover the headline and the date
        "و": "ﻭ", "ز": "ﺯ", "ي": "ﻴ", "ر": "ﺭ", "ل": "ﻠ", "ن": "ﻨ", "ق": "ﻘ", "ت": "ﺘ", "م": "ﻤ", "ا": "ﺍ", "ء": "ﺀ",
        "ح": "ﺤ", "ف": "ﻔ", "س": "ﺴ", "د": "ﺩ", "ة": "ﺔ", "ث": "ﺜ", "ه": "ﻬ",
    }  # fmt: skip
    found = article("".join(forms.get(c, c) for c in TEXT).encode("utf-8"))
    assert found.published == "2025-03-04"
    assert fold(body(found)) == fold("\n".join(LINES[2:]))


@pytest.mark.parametrize(("opening", "closing"), [("«", "»"), ("“", "”"), ('"', '"'), ("”", "“"), ("''", "''")])
def test_odd_quotes_keep_their_places(opening: str, closing: str) -> None:
    line = f"وقال الوزير: {opening}الميناء سيستقبل أول سفينة مطلع الشهر المقبل{closing}."
    found = article("\n".join([*LINES, line]).encode("utf-8"))
    assert body(found).endswith(line)


# ---------------------------------------------------------------- language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (LINES[2], "ar"),
        ("قال الوزیر إن المیناء سیستقبل أول سفینة في الشهر المقبل وإن کلفته بلغت ملیون دولار", "ar"),
        ("نقلت «رويترز» عن مسؤول في Boeing أن طائرة 737 MAX ستعود", "ar"),
        ("رئیس جمهور ایران گفت که این توافق برای منطقه مهم است و باید اجرا شود", "fa"),
        ("وزیر اعظم نے کہا ہے کہ یہ معاہدہ دونوں ملکوں کے لیے اہم ہے", "ur"),
        ("سەرۆک وەزیران ڕایگەیاند کە ئەم ڕێککەوتنە بۆ هەردوو وڵات گرنگە و لە ماوەی مانگێک", "ckb"),
        ("The minister said that the port will open next month and that it has cost a million", "en"),
        ("Le ministre a déclaré que le port ouvrira dans un mois et qu'il a coûté cher", "fr"),
        ("El ministro dijo que el puerto abrirá en un mes y que costó más de un millón", "es"),
        ("Der Minister sagte, dass der Hafen in einem Monat öffnet und nicht teuer ist", "de"),
        ("Bakan, limanın bir ay sonra açılacağını ve bu proje için çok çalıştığını dedi", "tr"),
        ("Министр сообщил, что порт откроется через месяц и это не дорого", "ru"),
        ("השר אמר כי הנמל ייפתח בחודש הבא", "he"),
        ("部长说港口将于下个月开放", "zh"),
        ("大臣は港が来月開くと述べた", "ja"),
        ("17 24 30", "und"),
        ("", "und"),
    ],
)
def test_the_language_of_a_paragraph(text: str, code: str) -> None:
    assert language.of(text) == code


ENGLISH = (
    "The minister of transport opened the fishing port on Tuesday, after two years of works that the city has paid.",
    "He said that the first ship will arrive at the port in April, and that the costs were not higher than planned.",
)


def test_a_text_in_two_languages_is_two_articles() -> None:
    first, second = pages.articles(pages.document("\n".join([*LINES, *ENGLISH]).encode(), "x.txt"))
    assert (first.language, body(first)) == ("ar", "\n".join(LINES[2:]))
    assert (second.language, body(second)) == ("en", "\n".join(ENGLISH))
    assert (first.published, second.published, second.title) == ("2025-03-04", None, None)
    assert analyse(second).statements == () and analyse(second).sentences != ()


def test_a_foreign_sentence_stays_where_it_is_quoted() -> None:
    found = article("\n".join([*LINES[:3], "He said: we are very happy with the port.", LINES[3]]).encode())
    assert found.language == "ar" and "very happy" in body(found)


# ---------------------------------------------------------------- tables


def test_every_name_of_a_box_means_what_its_row_says() -> None:
    for row in rows("markup.tsv"):
        for name in row["names"].split("|"):
            meant = blocks.meanings("-".join(name.split()))
            assert row["kind"] in meant or "body" in meant, f"{row['kind']}: {name}"


def test_the_rules_of_the_tables_are_told_apart() -> None:
    assert all(row["rule"] for row in rows("markup.tsv") if row["kind"] == "junk")
    assert {"ar", "fr", "en"} <= {row["language"] for row in rows("languages.tsv")}
