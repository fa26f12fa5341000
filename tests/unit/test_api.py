"""The public names: what a library user calls first."""

from __future__ import annotations

from pathlib import Path

import pytest

import khabar
from khabar.demo import pages_folder

PAGE = """عنوان الخبر عن الميناء الجديد

قال وزير النقل سامر العلي، الأحد، إن الميناء سيفتح أبوابه الشهر المقبل. وأضاف أن العمل يجري وفق الخطة.

وأكدت الوزارة في بيان أن الكلفة بلغت مليون دولار.
"""


def test_every_public_name_is_there_and_documented() -> None:
    for name in khabar.__all__:
        assert getattr(khabar, name).__doc__, name


def test_read_and_analyse_one_page() -> None:
    (article,) = khabar.read(PAGE.encode(), name="page.txt")
    reading = khabar.analyse(article)
    assert article.title == "عنوان الخبر عن الميناء الجديد"
    assert all(s.span.of(article.document.text) == s.text for s in reading.statements)


def test_a_corpus_reads_what_it_can(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    corpus = khabar.Corpus.read([tmp_path, tmp_path / "nowhere.txt"])
    assert [r.key for r in corpus.readings] == ["page.txt"]
    assert len(corpus.stories) == 1 and corpus.reading("page.txt").article.number == 1
    assert len(corpus.problems) == 2
    with pytest.raises(KeyError):
        corpus.reading("other.txt")


def test_the_demonstration_is_a_corpus() -> None:
    corpus = khabar.Corpus.read([pages_folder()])
    filed = sorted(a for s in corpus.stories for a in s.articles)
    assert filed == sorted(r.key for r in corpus.readings)
