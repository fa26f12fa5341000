"""One reader for each kind of input, told apart by content; a container gives its pages one after another.

A reader takes an open file and gives documents, and for what it cannot read :class:`Unreadable` values in their
place, so that a damaged record costs itself and nothing else. Nothing is held but the page in work.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple, cast

from khabar.errors import Unreadable
from khabar.model import Document
from khabar.pages.readers import feed, jsonl, mail, page, parquet, warc
from khabar.pages.readers.options import Options

Found = Iterator[Document | Unreadable]
_HEAD = 8192


class Reader(NamedTuple):
    """A kind of input: whether a beginning of a file (and its name) is of that kind, and how to read it."""

    matches: Callable[[bytes, str], bool]
    read: Callable[[BinaryIO, str, Options], Found]


READERS = (
    Reader(warc.matches, warc.read),
    Reader(parquet.matches, parquet.read),
    Reader(feed.matches, feed.read),
    Reader(jsonl.matches, jsonl.read),
    Reader(mail.matches, mail.read),
    Reader(page.matches, page.read),  # last: it takes whatever is left
)


def documents(file: BinaryIO, name: str, options: Options) -> Found:
    """The documents of an open file, in its order, read as they are asked for. ``file`` need not be seekable.

    Packed files (gzip) are unpacked on the way. What cannot be read comes as :class:`Unreadable`; an error of the
    system while reading ends the file with one.
    """
    stream = file if hasattr(file, "peek") else cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, file)))
    head = _peek(stream)
    if head.startswith(b"\x1f\x8b"):
        inner = _unpacked(head)
        if not warc.matches(inner, name):  # an archive is packed record by record, and can lose one
            stream = io.BufferedReader(gzip.GzipFile(fileobj=stream))
            head = inner
    reader = next(r for r in READERS if r.matches(head, name.lower().removesuffix(".gz")))
    if head.startswith(b"\x1f\x8b"):
        reader = READERS[0]
    try:
        yield from reader.read(stream, name, options)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        yield Unreadable(name, "the gzip data are damaged; what came before is read")
    except OSError as error:
        yield Unreadable(name, error.strerror or str(error))


def _peek(stream: BinaryIO) -> bytes:
    return cast(io.BufferedReader, stream).peek(_HEAD)[:_HEAD]


def _unpacked(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(head, _HEAD)
    except zlib.error:
        return b""


__all__ = ["Options", "Reader", "documents"]
