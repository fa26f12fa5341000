"""Which language a paragraph is in, by its script and its commonest words; texts of two languages told apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from khabar.model import Span
from khabar.text import paragraphs, rows
from khabar.text.folding import REMOVED

UNKNOWN = "und"
_OWN_CHARS = 200
_OWN_SHARE, _OWN_LEAST = 0.35, 120
"""A text in a second language has at least so many characters, or such a share of a short page and so many; less is a
quotation, a name, a post."""
_SCRIPTS = {
    "latin": "A-Za-z\u00c0-\u024f\u1e00-\u1eff",
    "arabic": "\u0620-\u064a\u066e-\u06d3\u06d5\u06ee-\u06ff\u0750-\u077f\ufb50-\ufdfc\ufe70-\ufefc",
    "cyrillic": "\u0400-\u052f",
    "hebrew": "\u05d0-\u05ea",
    "greek": "\u0370-\u03ff",
    "armenian": "\u0531-\u0587",
    "georgian": "\u10a0-\u10ff",
    "ethiopic": "\u1200-\u137f",
    "devanagari": "\u0900-\u097f",
    "thai": "\u0e00-\u0e7f",
    "hangul": "\uac00-\ud7a3",
    "kana": "\u3040-\u30ff",
    "han": "\u4e00-\u9fff",
}
_RUN = re.compile("|".join(f"(?P<{name}>[{letters}]+)" for name, letters in _SCRIPTS.items()))
_NOT_ARABIC = re.compile("".join(["[", *(r for name, r in _SCRIPTS.items() if name != "arabic"), "]+"]))
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=1)
def _tables() -> dict[str, tuple[tuple[str, ...], dict[str, list[str]]]]:
    """Script → its languages, and its common words with the languages that use them."""
    out: dict[str, tuple[tuple[str, ...], dict[str, list[str]]]] = {}
    for row in rows("languages.tsv"):
        languages, common = out.get(row["script"], ((), {}))
        for word in filter(None, row["words"].split("|")):
            common.setdefault(_plain(word), []).append(row["language"])
        out[row["script"]] = ((*languages, row["language"]), common)
    return out


def _plain(text: str) -> str:
    """A text in lower case, without marks, with one ya and one kaf."""
    return REMOVED.sub("", text).replace("ی", "ي").replace("ک", "ك").lower()


def of(text: str) -> str:
    """The ISO 639 code of a text's language; ``und`` where it has no letters, or no word that tells."""
    letters: Counter[str] = Counter()
    for run in _RUN.finditer(text):
        letters[run.lastgroup or ""] += len(run.group())
    if not letters:
        return UNKNOWN
    if letters["kana"] * 5 > letters["han"] > 0:
        return "ja"
    script = max(letters, key=lambda s: (letters[s], s))
    languages, common = _tables()[script]
    if len(languages) == 1:
        return languages[0]
    words = _WORD.findall(_plain(text))
    hits = dict.fromkeys(languages, 0)
    for word in words:
        for code in common.get(word, ()):
            hits[code] += 1
    if script == "arabic":  # Arabic unless another language shows itself clearly
        best = max(hits, key=lambda c: (hits[c], c == "ar", c))
        return best if best != "ar" and hits[best] >= 2 and hits[best] > 1.5 * hits["ar"] else "ar"
    best = max(hits, key=lambda c: (hits[c], c))
    return best if hits[best] >= max(1, len(words) // 20) else UNKNOWN


def apart(text: str, spans: Sequence[Span]) -> list[tuple[str, list[Span]]]:
    """The texts of different languages among an article's spans, in the page's order, each with its own spans.

    A paragraph of another language stays with the text round it unless enough of that language stands together.
    Empty for no spans.
    """
    if not spans:
        return []
    if _plainly_arabic("\n".join(span.of(text) for span in spans)):
        return [("ar", list(spans))]
    lines = [(outer, line) for outer in spans for line in paragraphs(text, [outer])]
    if not lines:
        return []
    codes = [of(line.of(text)) for _, line in lines]
    size: Counter[str] = Counter()
    for code, (_, line) in zip(codes, lines, strict=True):
        size[code] += line.end - line.start
    known = {c: n for c, n in size.items() if c != UNKNOWN} or dict(size)
    main = max(known, key=lambda c: (known[c], c == "ar", c))
    codes = _smoothed(codes, [line for _, line in lines], main)
    if set(codes) == {main}:
        return [(main, list(spans))]
    out: dict[str, list[Span]] = {main: []}
    before: tuple[str, Span] | None = None
    for code, (outer, line) in zip(codes, lines, strict=True):
        own = out.setdefault(code, [])
        if before == (code, outer):
            own[-1] = Span(own[-1].start, line.end)
        else:
            own.append(line)
        before = (code, outer)
    return sorted(out.items(), key=lambda group: group[1][0])


def _plainly_arabic(body: str) -> bool:
    """Whether a body can hold no text in another language: it is Arabic, with few letters of other scripts and hardly
    a word of the other languages of its own. Says so of nearly every page, in one pass."""
    foreign = sum(map(len, _NOT_ARABIC.findall(body)))
    if foreign >= _OWN_LEAST or 2 * foreign > len(body):
        return False
    _, common = _tables()["arabic"]
    words = Counter(code for word in _WORD.findall(_plain(body)) for code in common.get(word, ()))
    return words["ar"] > 3 and all(count < 3 for code, count in words.items() if code != "ar")


def _smoothed(codes: Sequence[str], lines: Sequence[Span], main: str) -> list[str]:
    """The codes with those of runs too short to be a text of their own set to the main one."""
    out = list(codes)
    total = sum(line.end - line.start for line in lines)
    least = min(_OWN_CHARS, max(_OWN_LEAST, _OWN_SHARE * total))
    start = 0
    for end in range(1, len(codes) + 1):
        if end == len(codes) or codes[end] != codes[start]:
            length = sum(line.end - line.start for line in lines[start:end])
            if codes[start] == UNKNOWN or length < least:
                out[start:end] = [main] * (end - start)
            start = end
    return out
