"""A person's office as the pages give it: the title before the name, or the words set off behind it.

An entity's own description comes first. Otherwise the words are the page's: from the title that stands nearest before
the name to the name («وزيرة الخارجية البرازيلية»), or from a comma behind the name to the next («، الناطق باسم …،»).
Titles are those of ``data/titles.tsv``; ``data/office_ends.tsv`` has the words that no office holds.
"""

from __future__ import annotations

import re
from functools import lru_cache

from khabar.dossier.case import Case
from khabar.dossier.view import Office
from khabar.model import Mention, Reading, Span
from khabar.text import fold, rows

_TOKEN = re.compile(r"\S+")
_END = re.compile(r"[،؛.:!؟?()\[\]\n«»“”\"]")
_BARE = re.compile("[\u064b-\u065f\u0670\u0640]")
_FAR = 9
"""Words of an office, at most."""
_LONGEST = 4
"""Words of a title, at most."""
_LETTERS = 2
"""An office does not end in a word shorter than this: that would be a particle cut from the name."""
_RANKS = ("commander", "academic", "honorific", "religious", "royal")
"""A title of these kinds may stand between an office and the name («الناطق باسم الجيش العقيد …»)."""
_ALONE = ("head-of-state", "royal", "commander")
"""A title of one word is an office only if it is of these kinds («البابا», «العقيد»)."""


def office(case: Case, id: str) -> Office:
    """What a person is, in the words of most pages, of equals the longest; empty where no page says it."""
    if id not in case.offices:
        case.offices[id] = _office(case, id)
    return case.offices[id]


def _office(case: Case, id: str) -> Office:
    entity = case.entities.get(id)
    if not entity or entity.type != "PER":
        return Office(words=(entity.description or "") if entity else "")
    if entity.description:
        return Office(words=entity.description)
    found: dict[str, list[Office]] = {}
    for reading in case.readings:
        people = [m for m in reading.mentions if m.type == "PER"]
        for mention in people:
            if mention.entity == id and (given := _given(reading, mention, people)):
                found.setdefault(fold(given.words), []).append(given)
    if not found:
        return Office()
    return max(found.items(), key=lambda f: (len({o.article for o in f[1]}), len(f[0].split()) > 1, len(f[0]), f[0]))[
        1
    ][0]


def _given(reading: Reading, mention: Mention, people: list[Mention]) -> Office | None:
    line = next((s for s in reading.sentences if s.covers(mention.span)), None)
    if not line:
        return None
    start = max([line.start, *(m.span.end for m in people if line.start <= m.span.end <= mention.span.start)])
    end = min([line.end, *(m.span.start for m in people if mention.span.end <= m.span.start <= line.end)])
    text = reading.article.document.text
    span = _before(text, start, mention.span.start) or _behind(text, mention.span.end, end)
    return Office(words=" ".join(span.of(text).split()), article=reading.key, span=span) if span else None


def _before(text: str, start: int, end: int) -> Span | None:
    """The office that ends where the name begins."""
    cut = max((m.end() for m in _END.finditer(text, start, end)), default=start)
    words = [Span(*m.span()) for m in _TOKEN.finditer(text, cut, end)][-_FAR:]
    keys = [fold(w.of(text)) for w in words]
    best: int | None = None
    kind = ""
    for at in range(len(words) - 1, -1, -1):
        found = _title(keys, at)
        if not found or not _spelt(words[at].of(text), keys[at]):
            continue
        if best is not None and kind not in _RANKS and not _runs_into(keys, at, best):
            break
        best, kind = at, found
    if best is None or len(keys[-1]) < _LETTERS or (best == len(words) - 1 and kind not in _ALONE):
        return None
    if _ends() & set(keys[best:]):
        return None
    first = words[best]
    return Span(first.start + _clitics(keys[best]), words[-1].end)


def _behind(text: str, start: int, end: int) -> Span | None:
    """The office between two commas behind the name."""
    match = re.compile(r"\s*[،,]\s*").match(text, start, end)
    if not match:
        return None
    stop = _END.search(text, match.end(), end)
    if not stop or stop.group() not in "،.":
        return None
    words = [Span(*m.span()) for m in _TOKEN.finditer(text, match.end(), stop.start())]
    keys = [fold(w.of(text)) for w in words]
    if (
        not 2 <= len(words) <= _FAR
        or _ends() & set(keys)
        or not _title(keys, 0)
        or not _spelt(words[0].of(text), keys[0])
    ):
        return None
    return Span(words[0].start, words[-1].end)


def _title(keys: list[str], at: int) -> str:
    """The kind of the longest title that begins at a word; empty for none."""
    first = keys[at][_clitics(keys[at]) :]
    for n in range(min(_LONGEST, len(keys) - at), 0, -1):
        if kind := _titles().get(" ".join([first, *keys[at + 1 : at + n]])):
            return kind
    return ""


def _spelt(word: str, key: str) -> bool:
    """Whether a word bears the hamza of a title: «إمام» is one, «أمام» is "before"."""
    raw = _BARE.sub("", word)[_clitics(key) :]
    forms = _first_words()[key[_clitics(key) :]]
    return raw in forms or not any(h in raw[:3] for h in "أإآ")


def _runs_into(keys: list[str], at: int, best: int) -> bool:
    """Whether a title of several words reaches over a shorter one that begins within it («نائب وزير الخارجية»)."""
    first = keys[at][_clitics(keys[at]) :]
    return any(
        " ".join([first, *keys[at + 1 : at + n]]) in _titles() and at + n > best
        for n in range(2, min(_LONGEST, len(keys) - at) + 1)
    )


def _clitics(key: str) -> int:
    """Letters of a conjunction or preposition before a title («ووزير», «لرئيس»)."""
    for n in (1, 2):
        if key[:n] in ("و", "ف", "ل", "ب", "وب", "ول") and key not in _first_words() and key[n:] in _first_words():
            return n
    return 0


@lru_cache(maxsize=1)
def _titles() -> dict[str, str]:
    return {fold(form): row["kind"] for row in rows("titles.tsv") for form in row["ar"].split("|")}


@lru_cache(maxsize=1)
def _ends() -> frozenset[str]:
    return frozenset(fold(row["word"]) for row in rows("office_ends.tsv"))


@lru_cache(maxsize=1)
def _first_words() -> dict[str, set[str]]:
    """The folded first words of the titles, each with the ways it is written."""
    out: dict[str, set[str]] = {}
    for row in rows("titles.tsv"):
        for form in row["ar"].split("|"):
            out.setdefault(fold(form).split()[0], set()).add(form.split()[0])
    return out
