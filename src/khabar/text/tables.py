"""Reading the data tables: tab-separated, first row the columns, lines that begin with ``#`` are comments.

The tables are what an Arabist edits. They live in ``khabar/data`` and are read as they are: no build step, so
what is edited is what runs. A cell that holds several values separates them with ``|``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

_DATA = Path(__file__).resolve().parent.parent / "data"


def table_path(name: str) -> Path:
    """Where the table ``name`` (``countries.tsv``) lies."""
    return _DATA / name


@lru_cache(maxsize=256)
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a table as dicts by column, missing cells as empty strings.

    Raises ``ValueError`` naming the file and line when a row has more cells than there are columns.
    """
    return tuple(_read(table_path(name)))


def _read(path: Path) -> Iterator[dict[str, str]]:
    columns: list[str] | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [c.strip() for c in line.split("\t")]
        if columns is None:
            columns = cells
            continue
        if len(cells) > len(columns):
            raise ValueError(f"{path.name}, line {number}: {len(cells)} cells for {len(columns)} columns")
        yield dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=True))
