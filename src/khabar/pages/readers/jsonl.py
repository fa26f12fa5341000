"""JSON Lines, and JSON that is one list of records or an object round it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

import msgspec

from khabar.errors import Unreadable
from khabar.model import Document
from khabar.pages.decode import MAX_BYTES
from khabar.pages.readers.options import Options
from khabar.pages.readers.record import numbered

_OBJECT = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{\s*(?:\"|\}|\Z)")
_WHOLE_BYTES = 10 * MAX_BYTES
"""JSON that is one value must be held whole, so it may not be larger."""


def matches(head: bytes, name: str) -> bool:
    """Whether it begins like a JSON object or a list of objects."""
    return bool(_OBJECT.match(head))


def read(file: BinaryIO, name: str, options: Options) -> Iterator[Document | Unreadable]:
    """The documents of the records, a line at a time. A line that is no JSON object is reported and skipped."""
    problems: list[Unreadable] = []
    for found in numbered(name, _records(file, name, problems), options):
        yield from _drained(problems)
        yield found
    yield from _drained(problems)


def _drained(problems: list[Unreadable]) -> Iterator[Unreadable]:
    while problems:
        yield problems.pop(0)


def _records(file: BinaryIO, name: str, problems: list[Unreadable]) -> Iterator[tuple[int, Mapping[str, Any], bytes]]:
    decode = msgspec.json.Decoder(dict[str, Any]).decode
    number = 0
    while line := file.readline(MAX_BYTES + 1):
        number += 1
        if len(line) > MAX_BYTES:
            problems.append(Unreadable(f"{name}#{number}", f"the line is too long (over {MAX_BYTES >> 20} MB)"))
            while line and not line.endswith(b"\n"):
                line = file.readline(MAX_BYTES)
            continue
        bare = line.removeprefix(b"\xef\xbb\xbf").strip()
        if not bare:
            continue
        try:
            yield number, decode(bare), bare
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            if number == 1 and (whole := _whole(bare + b"\n" + file.read(_WHOLE_BYTES + 1))) is not None:
                yield from whole
                return
            problems.append(Unreadable(f"{name}#{number}", f"the line is no JSON object ({_short(error)})"))


def _short(error: Exception) -> str:
    return str(error).partition("\n")[0][:80]


def _whole(data: bytes) -> Iterator[tuple[int, Mapping[str, Any], bytes]] | None:
    """The records of JSON that is one value; None when it is none."""
    if len(data) > _WHOLE_BYTES:
        return None
    try:
        value = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    if isinstance(value, dict):
        lists = [v for v in value.values() if isinstance(v, list) and v and all(isinstance(r, dict) for r in v)]
        value = max(lists, key=len) if lists else [value]
    records = [r for r in value if isinstance(r, dict)] if isinstance(value, list) else []
    return ((n, r, msgspec.json.encode(r)) for n, r in enumerate(records, 1))
