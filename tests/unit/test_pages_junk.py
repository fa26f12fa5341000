"""Junk signs: every row of the table names its own example."""

from __future__ import annotations

import pytest

from khabar.pages import junk
from khabar.text import fold, rows


@pytest.mark.parametrize("row", rows("junk.tsv"), ids=lambda r: r["rule"])
def test_sign_names_its_example(row: dict[str, str]) -> None:
    key = fold(row["example"])
    if row["scope"] in ("line", "list"):
        found = junk.line_sign(key)
        assert found is not None and found[0].rule == row["rule"]
    else:
        assert row["rule"] in [sign.rule for _, _, sign in junk.cuts(key)]


@pytest.mark.parametrize(
    "line",
    [
        "وقال الوزير إن شاحنات الإغاثة ستصل إلى الميناء مساء الأحد.",
        "شارك في الاجتماع ممثلون عن ست دول وعدد من المنظمات.",
        "وأكد المتحدث أن التصريحات لا تعبر عن موقف الحكومة.",
        "شاهد الفيديو آلاف المتابعين خلال ساعات، وأثار جدلا واسعا في البلاد.",
        "المصدر نفسه قال إن المحادثات ستستأنف الشهر المقبل.",
        "أزمة الإسكان",
    ],
)
def test_running_text_is_not_junk(line: str) -> None:
    assert junk.line_sign(fold(line)) is None
    assert junk.cuts(fold(line)) == []
