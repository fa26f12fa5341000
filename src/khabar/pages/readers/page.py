"""One page: plain text or HTML, whichever it is."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from khabar.errors import Unreadable
from khabar.model import Document
from khabar.pages.decode import MAX_BYTES, decode, too_large
from khabar.pages.readers import html
from khabar.pages.readers.options import Options


def matches(head: bytes, name: str) -> bool:
    """Whatever no other reader takes."""
    return True


def read(file: BinaryIO, name: str, options: Options) -> Iterator[Document | Unreadable]:
    """The one document of a file."""
    try:
        yield document(whole(file, name), name)
    except Unreadable as error:
        yield error


def whole(file: BinaryIO, name: str) -> bytes:
    """All bytes of a file that is to be one page. Raises :class:`Unreadable` when it is too large, without reading
    it to its end."""
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        try:
            size = os.fstat(file.fileno()).st_size
        except (OSError, ValueError):
            size = 0
        raise too_large(name, max(size, len(data)))
    return data


def document(data: bytes, name: str, said: tuple[tuple[str, str], ...] = (), charset: str | None = None) -> Document:
    """The document of a page's bytes.

    ``said``: what its container says of it (``url``, ``crawled`` …), heard after what its own markup says.
    ``charset``: what the server said. Raises :class:`Unreadable` (empty, blank, binary, too large, no text).
    """
    text, encoding = decode(data, name, charset)
    digest = hashlib.sha256(data).hexdigest()
    if not html.is_html(text, name):
        return Document(name=name, sha256=digest, text=text, encoding=encoding, said=said)
    found = html.page(text, dict(said).get("url", ""))
    if not found.text:
        raise Unreadable(name, "the page holds no text")
    parts = tuple(msgspec.structs.replace(p, said=(*p.said, *said)) for p in found.parts)
    return Document(
        name=name,
        sha256=digest,
        text=found.text,
        format="html",
        encoding=encoding,
        said=(*found.said, *said),
        marks=found.marks,
        parts=parts,
    )
