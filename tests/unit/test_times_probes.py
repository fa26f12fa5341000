"""The probe table of docs/times.md: every row is read and must come to what the table says."""

from pathlib import Path

import pytest

from khabar import times

DOCS = Path(__file__).parents[2] / "docs" / "times.md"


def rows() -> list[list[str]]:
    """The cells of every row of the tables of five columns, headings and rules left out."""
    found = []
    for line in DOCS.read_text(encoding="utf-8").splitlines():
        cells = [c.strip() for c in line.strip().strip("|").split("|")]
        if line.startswith("|") and len(cells) == 5 and cells[0] != "text" and set(cells[0]) != {"-"}:
            found.append(cells)
    return found


ROWS = rows()


def test_the_table_is_as_long_as_the_docs_promise() -> None:
    assert len(ROWS) >= 150
    assert {type for *_, type, _ in ROWS} == {"DATE", "TIME", "DURATION", "SET", ""}


@pytest.mark.parametrize(("text", "written", "expression", "type", "value"), ROWS)
def test_a_probe(text: str, written: str, expression: str, type: str, value: str) -> None:
    found = times.find(text, None if written == "—" else written)
    if expression == "—":
        assert found == ()
    else:
        wanted = (expression, type, None if value == "null" else value)
        assert wanted in [(t.text, t.type, t.value) for t in found]
