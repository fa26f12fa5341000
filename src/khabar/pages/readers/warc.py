"""WARC archives, packed or not: the pages of their records, one at a time.

Records are found by their own lengths, so that the archive is read in one pass and only the record in work is held.
Where a record is damaged the next one is looked for by its first bytes. What stands inside a record (HTTP headers,
chunks, packed bodies) is warcio's to read.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple, Protocol

from khabar.errors import Unreadable
from khabar.model import Document
from khabar.pages.decode import MAX_BYTES
from khabar.pages.readers import page
from khabar.pages.readers.options import Options
from khabar.pages.readers.said import day

_BLOCK = 1 << 16
_KEPT = 1 << 20
"""How far a damaged gzip member is looked back into for the next one."""
_HEADER_BYTES = 1 << 15
_MEMBER = b"\x1f\x8b\x08"
_START = re.compile(rb"WARC/[01]\.\d+\r?\n")
_LENGTH = re.compile(rb"^content-length:\s*(\d+)\s*$", re.I | re.M)
_TYPE = re.compile(rb"^warc-type:\s*(\w+)", re.I | re.M)
_WITH_PAGES = (b"response", b"resource", b"conversion")
_TEXT = re.compile(r"html|text/plain|xml(?!rpc)", re.I)


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class _Damaged(Exception):
    """The record in work cannot be read; the message says why."""


class _Record(NamedTuple):
    """A record's bytes with its header; None where it is of no use (no page, too large)."""

    data: bytes | None
    why: str = ""


def matches(head: bytes, name: str) -> bool:
    """Whether it begins like a record of an archive."""
    return head.lstrip(b"\r\n").startswith(b"WARC/")


def read(file: BinaryIO, name: str, options: Options) -> Iterator[Document | Unreadable]:
    """The documents of the archive's pages, ``archive.warc.gz#3`` that of its third record.

    Records that hold no page (requests, pictures, redirects, errors of the server) are passed over in silence;
    damaged ones are reported.
    """
    for number, record in enumerate(_records(file), 1):
        key = f"{name}#{number}"
        if isinstance(record, _Damaged):
            yield Unreadable(key, f"damaged record ({record}), skipped")
        elif record.why:
            yield Unreadable(key, record.why)
        elif record.data is not None:
            try:
                found = _page(record.data, key)
            except Unreadable as error:
                yield error
            else:
                if found:
                    yield found


def _page(data: bytes, name: str) -> Document | None:
    """The document of a record's page; None when it holds none."""
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.recordloader import ArcWarcRecordLoader

    try:
        record = ArcWarcRecordLoader().parse_record_stream(io.BytesIO(data), known_format="warc")
        http = record.http_headers
        if http is not None and not http.get_statuscode().startswith("2"):
            return None
        kind = (http.get_header("content-type") if http is not None else record.content_type) or ""
        if kind and not _TEXT.search(kind):
            return None
        body = record.content_stream().read(MAX_BYTES + 1)
    except (ArchiveLoadFailed, zlib.error, OSError, ValueError, EOFError, AttributeError) as error:
        reason = str(error).partition("\n")[0][:80]
        raise Unreadable(name, f"damaged record ({reason or type(error).__name__}), skipped") from error
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    if url.startswith("dns:") or url.rstrip("/").endswith("/robots.txt") or not body.strip():
        return None
    fetched = day(record.rec_headers.get_header("WARC-Date") or "")
    said = [("url", url.strip("<>"))] if url else []
    said += [("crawled", fetched)] if fetched else []
    charset = re.search(r"charset=[\"']?([\w.:-]+)", kind, re.I)
    return page.document(body, name, tuple(said), charset.group(1) if charset else None)


# ---------------------------------------------------------------- framing


def _records(file: BinaryIO) -> Iterator[_Record | _Damaged]:
    source = _Source(file)
    packed = source.fill(8) and source.buffer.startswith(_MEMBER)
    while source.fill(8):
        if source.buffer.startswith(_MEMBER):
            yield from _members(source)
        elif packed:
            yield _Damaged("no record begins here")
            _skip_to_member(source)
        elif record := _next(source):
            yield record


class _Source:
    """Bytes of a stream with a buffer in front, from which a reader can look ahead and skip."""

    def __init__(self, file: _Readable) -> None:
        self.file = file
        self.buffer = bytearray()

    def fill(self, size: int) -> bool:
        """Hold at least ``size`` bytes, if there are so many; whether there are any."""
        while len(self.buffer) < size and (more := self.file.read(_BLOCK)):
            self.buffer += more
        return bool(self.buffer)

    def take(self, size: int) -> bytes:
        self.fill(size)
        out = bytes(self.buffer[:size])
        del self.buffer[:size]
        return out

    def drop(self, size: int) -> int:
        """Skip so many bytes without holding them; how many there were."""
        left = size
        while left and self.fill(1):
            step = min(left, len(self.buffer))
            del self.buffer[:step]
            left -= step
        return size - left

    def skip_to(self, start: bytes) -> bool:
        """Skip to where some bytes next begin (not here); whether they come."""
        self.drop(1)
        while self.fill(len(start)):
            at = self.buffer.find(start)
            if at >= 0:
                self.drop(at)
                return True
            del self.buffer[: max(0, len(self.buffer) - len(start) + 1)]
            if not (more := self.file.read(_BLOCK)):
                self.buffer.clear()
            self.buffer += more
        return False


def _next(source: _Source) -> _Record | _Damaged | None:
    """The next record of bytes that are not packed; the source stands behind it, or at the next that is sound."""
    while source.fill(2) and source.buffer[:1] in b"\r\n":
        source.drop(1)
    if not source.fill(1):
        return None
    try:
        return _framed(source)
    except _Damaged as damage:
        while source.skip_to(b"WARC/") and source.fill(16) and not _START.match(source.buffer):
            pass
        return damage


def _framed(source: _Source) -> _Record:
    source.fill(_HEADER_BYTES)
    head = bytes(source.buffer[:_HEADER_BYTES])
    end = re.search(rb"\r?\n\r?\n", head)
    if not _START.match(head) or not end:
        raise _Damaged("no record begins here")
    header = head[: end.end()]
    length, kind = _LENGTH.search(header), _TYPE.search(header)
    if not length:
        raise _Damaged("its length is missing")
    size = int(length.group(1))
    whole = len(header) + size
    useful = kind is not None and kind.group(1).lower() in _WITH_PAGES
    if not useful or size > MAX_BYTES:
        if source.drop(whole) < whole:
            raise _Damaged("it is cut short")
        return _Record(None, f"the record is too large for a page ({size >> 20} MB)" if useful else "")
    source.fill(whole + 8)
    if len(source.buffer) < whole:
        raise _Damaged("it is cut short")
    behind = bytes(source.buffer[whole : whole + 8])
    if behind and not behind.startswith((b"\r\n", b"\n", b"WARC/")):
        raise _Damaged("its length is wrong")
    return _Record(source.take(whole))


def _members(source: _Source) -> Iterator[_Record | _Damaged]:
    """The records of one gzip member: mostly one. After damage the source stands at the next sound member."""
    stream = _Member(source)
    inner = _Source(stream)
    while inner.fill(8):
        record = _next(inner)
        inner.fill(8)  # the check sum of the member stands behind its last record
        if stream.broken:
            break
        if record:
            yield record
    if stream.broken:
        yield _Damaged("its gzip data are damaged")
        _skip_to_member(source)


def _skip_to_member(source: _Source) -> None:
    while source.skip_to(_MEMBER) and not _begins_record(source):
        pass


def _begins_record(source: _Source) -> bool:
    source.fill(_BLOCK)
    try:
        return zlib.decompressobj(31).decompress(bytes(source.buffer[:_BLOCK]), 64).startswith(b"WARC/")
    except zlib.error:
        return False


class _Member:
    """The unpacked bytes of the gzip member at which a source stands. ``broken``: they cannot be unpacked to the end;
    then the source stands where the member began, or as near to it as was kept."""

    def __init__(self, source: _Source) -> None:
        self.source = source
        self.unpack = zlib.decompressobj(31)
        self.past = bytearray()
        self.done = self.broken = False

    def read(self, size: int) -> bytes:
        """Some bytes, at least one unless the member is at its end."""
        while not self.done and not self.broken:
            packed = self.unpack.unconsumed_tail
            if not packed:
                packed = self.source.take(len(self.source.buffer) or _BLOCK)
                self.past += packed
                del self.past[:-_KEPT]
            try:
                out = self.unpack.decompress(packed, size)
            except zlib.error:
                self._break()
                break
            if self.unpack.eof:
                self.done = True
                self.source.buffer[:0] = self.unpack.unused_data
            elif not packed:
                self._break()
            if out:
                return out
        return b""

    def _break(self) -> None:
        self.broken = True
        self.source.buffer[:0] = self.past
