"""Bytes → text: which encoding a page is in, and what is no page at all."""

from __future__ import annotations

import codecs
import re

from khabar.errors import Unreadable

MAX_BYTES = 20 * 2**20
"""A larger file is refused with one clear line: no news page is that long, and what is (a dump, a log) would only
be read as nonsense."""

_MAGIC = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"RIFF": "an image or a sound",
    b"PK\x03\x04": "a zip archive or an office document",
    b"\x1f\x8b": "a gzip archive",
    b"\xd0\xcf\x11\xe0": "an office document",
    b"\x7fELF": "a program",
    b"ID3": "a sound",
    b"SQLite format 3": "a database",
}
_BOMS = (  # the four-byte marks first: UTF-32's begins like UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
# Letter sequences that any Arabic page of some length has: read in a wrong code page they turn into rare ones.
_PLAUSIBLE = re.compile(
    "(?: |^)(?:ال|وال|في |من |على |إلى |أن |إن |التي |الذي |عن )|(?:ة|ات|ين|ون|ية)(?= |$)", re.MULTILINE
)
_ARABIC = re.compile("[\u0621-\u064a]")


def decode(data: bytes, name: str, charset: str | None = None) -> tuple[str, str]:
    """The text of a file's bytes and the encoding it was read in.

    The text is as it lies in the file: line ends and a byte-order mark of UTF-8 stay, so that offsets are those of
    the file. UTF-8 is believed when it is valid; else ``charset`` (what a server or a mail said) or what HTML
    declares; else, of windows-1256 and ISO-8859-6, the one that gives the more plausible Arabic. Arabic that was
    decoded wrongly before it was saved («Ø§Ù„Ø®Ø¨Ø±», «ÇáÎÈÑ», «ط§ظ„ط®ط¨ط±») is decoded again, and the encoding
    says so («utf-8 read as windows-1252»).

    Raises :class:`Unreadable` when the file is empty, blank, binary or larger than ``MAX_BYTES``.
    """
    if not data:
        raise Unreadable(name, "the file is empty")
    if len(data) > MAX_BYTES:
        raise too_large(name, len(data))
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            raise Unreadable(name, f"the file is {kind}, not a text")
    text, encoding = _read(data, charset)
    mended = mend(text)
    if mended:
        text, encoding = mended
    if len(_CONTROL.findall(text[:20_000])) > 0.02 * min(len(text), 20_000) or "\x00" in text[:20_000]:
        raise Unreadable(name, "the file is binary, not a text")
    if not text.strip(" \t\r\n\f\v\u00a0\u200b\u200c\u200d\u200e\u200f\ufeff"):
        raise Unreadable(name, "the file holds only blanks")
    return text, encoding


def too_large(name: str, size: int) -> Unreadable:
    """The complaint about a page of so many bytes."""
    return Unreadable(name, f"the file is too large for a page ({size >> 20} MB, at most {MAX_BYTES >> 20})")


def _read(data: bytes, charset: str | None) -> tuple[str, str]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return data.decode(encoding, "replace"), encoding
    wide = _wide(data)
    if wide:
        return data.decode(wide, "replace"), wide
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    damaged = data.decode("utf-8", "replace")
    if len(_ARABIC.findall(damaged)) > 5 * damaged.count("\ufffd"):
        return damaged, "utf-8"
    declared = _named(charset) or _declared(data)
    best, most = (declared or "windows-1256"), -1
    for encoding in ("windows-1256", "iso-8859-6") if declared is None else ():
        text = data[:200_000].decode(encoding, "replace")
        fit = len(_PLAUSIBLE.findall(text)) - text.count("\ufffd")
        if fit > most:
            best, most = encoding, fit
    return data.decode(best, "replace"), best


def _wide(data: bytes) -> str | None:
    """UTF-16 without a byte-order mark, known by the high bytes of Arabic letters and blanks in every other place."""
    sample = data[:4000]
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        high = sample[first::2]
        if len(high) >= 8 and high.count(6) + high.count(0) > 0.9 * len(high):
            return encoding
    return None


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:4000])
    return _named(found.group(1).decode("ascii", "replace")) if found else None


def _named(charset: str | None) -> str | None:
    """The codec of a charset's name, other than UTF-8; None for a name that means nothing."""
    try:
        encoding = codecs.lookup(charset or "").name
        b" ".decode(encoding)  # some names are of codecs that give no text
    except (LookupError, ValueError, AssertionError):
        return None
    return None if encoding == "utf-8" else encoding


# ---------------------------------------------------------------- mojibake

_MISREAD = (  # (as what the bytes were read, what they were)
    ("windows-1252", "utf-8"),
    ("windows-1252", "windows-1256"),
    ("windows-1256", "utf-8"),
)


def _seconds(encoding: str) -> str:
    """What the second bytes of UTF-8's two-byte letters look like in a code page."""
    return re.escape(bytes(range(0x80, 0xC0)).decode(encoding, "ignore"))


_SUSPECT = re.compile(
    f"[ØÙÚÛ][\u0080-\u00bf{_seconds('windows-1252')}]|[طظعغ][\u0080-\u00bf{_seconds('windows-1256')}]|[ÇáÊÈãäí]{{3}}"
)
"""Pairs and runs of letters that sound text hardly has: the lead byte of an Arabic letter with its second byte."""


def mend(text: str) -> tuple[str, str] | None:
    """Text whose bytes were decoded in a wrong encoding, decoded in the right one, and the names of both encodings;
    None for text that is sound. Only what gives clearly more plausible Arabic is taken."""
    sample = text[:20_000]
    if len(_SUSPECT.findall(sample)) < 0.02 * len(sample) or len(sample) < 8:
        return None
    before = len(_PLAUSIBLE.findall(sample))
    for read_as, was in _MISREAD:
        again = _again(sample, read_as, was)
        damage = again.count("\ufffd")
        fit = len(_PLAUSIBLE.findall(again))
        if fit > 2 * before + 2 and damage < 0.1 * len(again) + 2:
            return _again(text, read_as, was), f"{was} read as {read_as}"
    return None


def _again(text: str, read_as: str, was: str) -> str:
    return b"".join(_byte(c, read_as) for c in text).decode(was, "replace")


def _byte(letter: str, encoding: str) -> bytes:
    """The byte that a letter came from; bytes that the code page does not know were kept as they are or lost."""
    try:
        return letter.encode(encoding)
    except UnicodeEncodeError:
        return bytes([ord(letter)]) if ord(letter) < 256 else letter.encode("utf-8")
