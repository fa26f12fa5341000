"""Messages (``.eml``): newsletters and alerts, each one page; and pages saved as messages (``.mhtml``)."""

from __future__ import annotations

import email
import email.policy
import email.utils
import re
from collections.abc import Iterator
from email.message import Message
from typing import BinaryIO

from khabar.errors import Unreadable
from khabar.model import Document
from khabar.pages.decode import decode
from khabar.pages.readers.options import Options
from khabar.pages.readers.page import document, whole
from khabar.pages.readers.record import a_day, composed

_FIELD = re.compile(rb"^(from|date|subject|to|received|message-id|mime-version|return-path|delivered-to):", re.I | re.M)
_START = re.compile(rb"\A(?:From |[A-Za-z-]{2,40}: )")


def matches(head: bytes, name: str) -> bool:
    """Whether it begins with the header of a message: three or more of the usual fields, before any blank line."""
    if not _START.match(head):
        return False
    fields = {m.group(1).lower() for m in _FIELD.finditer(re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0])}
    return len(fields) >= 3 or (len(fields) >= 2 and name.endswith(".eml"))


def read(file: BinaryIO, name: str, options: Options) -> Iterator[Document | Unreadable]:
    """The document of a message: its subject, and its body, HTML before plain text."""
    try:
        data = whole(file, name)
        yield _document(data, name)
    except Unreadable as error:
        yield error
    except (LookupError, ValueError, AttributeError) as error:  # what the parser makes of a broken message
        yield Unreadable(name, f"the message is damaged ({error})")


def _document(data: bytes, name: str) -> Document:
    message = email.message_from_bytes(data, policy=email.policy.default)
    part = message.get_body(preferencelist=("html", "plain"))
    payload = part.get_payload(decode=True) if part is not None else None
    if not isinstance(payload, bytes):
        raise Unreadable(name, "the message holds no text")
    place = str(message.get("snapshot-content-location", ""))
    if place:  # a page that a browser has saved
        found = a_day(str(message.get("date", "")))
        said = (("url", place), *((("crawled", found),) if found else ()))
        return document(payload, name, said, part.get_content_charset() if part is not None else None)
    return _letter(message, payload, data, name, part.get_content_charset() if part is not None else None)


def _letter(message: Message, payload: bytes, data: bytes, name: str, charset: str | None) -> Document:
    body, encoding = decode(payload, name, charset)
    sender, address = email.utils.parseaddr(str(message.get("from", "")))
    said = [
        ("title", str(message.get("subject", ""))),
        ("site", sender or address.rpartition("@")[2]),
        ("mail", a_day(str(message.get("date", ""))) or ""),
    ]
    pairs = tuple((what, " ".join(value.split())) for what, value in said if value)
    return composed(name, "mail", dict(pairs).get("title", ""), body, pairs, data, encoding)
