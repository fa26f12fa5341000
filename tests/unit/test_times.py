"""Times: tables of cases (a sentence, the expression in it, the value when published on ANCHOR)."""

import pytest

from khabar import times
from khabar.model import Span
from khabar.text import rows

ANCHOR = "2018-04-11"  # a Wednesday

CASES = (
    ("وصل الوزير الاثنين إلى بغداد", "الاثنين", "2018-04-09"),
)  # fmt: skip


def read(text: str, anchor: str | None = ANCHOR) -> list[tuple[str, str | None]]:
    return [(t.text, t.value) for t in times.read(text, [Span(0, len(text))], anchor)]


@pytest.mark.parametrize(("sentence", "expression", "value"), CASES)
def test_an_expression_and_its_value(sentence: str, expression: str, value: str | None) -> None:
    assert read(sentence) == [(expression, value)]


GRAMMAR = [(r["example"], r["value"]) for r in rows("time_grammar.tsv") if r["kind"] == "rule"]


@pytest.mark.parametrize(("example", "value"), GRAMMAR)
def test_every_rule_of_the_grammar_has_an_example_that_reads(example: str, value: str) -> None:
    assert read(example)[-1][1] == value
