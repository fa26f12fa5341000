"""Parquet, some rows at a time. Needs pyarrow (``pip install khabar[parquet]``)."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

import msgspec

from khabar.errors import Unreadable
from khabar.model import Document
from khabar.pages.readers.options import Options
from khabar.pages.readers.record import numbered

_ROWS = 64


def matches(head: bytes, name: str) -> bool:
    """Whether it bears Parquet's mark."""
    return head.startswith((b"PAR1", b"PARE"))


def read(file: BinaryIO, name: str, options: Options) -> Iterator[Document | Unreadable]:
    """The documents of the rows."""
    try:
        import pyarrow
        import pyarrow.parquet as parquet
    except ImportError:
        yield Unreadable(name, 'reading Parquet needs pyarrow: pip install "khabar[parquet]"')
        return
    seekable = file if file.seekable() else io.BytesIO(file.read())
    try:
        table = parquet.ParquetFile(seekable)
        yield from numbered(name, _records(table), options)
    except (pyarrow.ArrowException, OSError) as error:
        yield Unreadable(name, f"the Parquet data are damaged ({str(error).partition(chr(10))[0][:80]})")


def _records(table: Any) -> Iterator[tuple[int, Mapping[str, Any], bytes]]:
    number = 0
    for batch in table.iter_batches(batch_size=_ROWS):
        for row in batch.to_pylist():
            number += 1
            yield number, row, msgspec.json.encode(row, enc_hook=str)
