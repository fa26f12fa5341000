"""A person's office in the page's own words: the title before the name, or the words set off behind it.

The words run from the title that stands nearest before the name to the name («وزيرة الخارجية البرازيلية»), or from a
comma behind the name to the next («، الناطق باسم …،»). Titles are those of ``titles.tsv``; ``office_ends.tsv`` has the
words that no office holds. Where the page says nothing, :func:`by_table` tells the office of that day.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from khabar.model import Mention, Span
from khabar.names import gazetteer
from khabar.names.terms import offices_of
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


def beside(text: str, sentences: Sequence[Span], mention: Mention, people: Sequence[Mention]) -> Span | None:
    """The words that tell an office beside a person's name; ``people`` are the mentions of persons on the page."""
    line = next((s for s in sentences if s.covers(mention.span)), None)
    if not line:
        return None
    start = max([line.start, *(m.span.end for m in people if line.start <= m.span.end <= mention.span.start)])
    end = min([line.end, *(m.span.start for m in people if mention.span.end <= m.span.start <= line.end)])
    return _before(text, start, mention.span.start) or _behind(text, mention.span.end, end)


def described(
    text: str, sentences: Sequence[Span], mentions: Sequence[Mention], references: Sequence[Mention]
) -> dict[str, str]:
    """Person → his office in the page's words, where a title stands at his name: the fullest of the first three."""
    people = [m for m in mentions if m.type == "PER"]
    titled = {(r.entity, r.span.end): r.span.start for r in references if r.rule == "title+name"}
    behind = {(r.entity, r.span.start) for r in references if r.rule == "apposition"}
    found: dict[str, list[str]] = defaultdict(list)
    for mention in people:
        after = [(mention.entity, mention.span.end + n) for n in range(1, 4)]
        if len(found[mention.entity]) < 3 and ((mention.entity, mention.span.end) in titled or behind & {*after}):
            span = beside(text, sentences, mention, people)
            start = titled.get((mention.entity, mention.span.end))
            words = " ".join(span.of(text).split()) if span else ""
            if not span and start is not None:
                words = _alone(text[start : mention.span.start])
            if words:
                found[mention.entity].append(words)
    return {id: max(told, key=lambda w: (len(w.split()) > 1, len(w), w)) for id, told in found.items() if told}


def _alone(words: str) -> str:
    """A title that alone tells what somebody does («القاضي»); empty for a mere honour («السيد») or «لاعبه»."""
    raw = words.strip(' \n\t،,:-–()"«»').split()
    keys = [fold(w) for w in raw]
    if not 0 < len(keys) <= _LONGEST or _title(keys, 0) in ("", "honorific", "academic"):
        return ""
    if not _spelt(raw[0], keys[0]) or (len(raw) == 1 and raw[0].endswith(("ه", "ها", "هم"))):
        return ""
    return " ".join([raw[0][_clitics(keys[0]) :], *raw[1:]])


@lru_cache(maxsize=1)
def _forms() -> dict[str, tuple[str, ...]]:
    return {row["key"]: gazetteer.cells(row["ar"]) for row in rows("titles.tsv")}


def by_table(person: str, day: str | None) -> str | None:
    """The office that somebody held on a day (ISO) by the tables, in Arabic words; None without one or a day."""
    order = list(_forms())
    held = min(offices_of(person, day), key=lambda o: (order.index(o[0]), o[1]), default=None)
    return _in_arabic(*held) if held else None


def _in_arabic(office: str, of: str) -> str:
    """«رئيس إيران», «رئيس وزراء إيطاليا», «وزير الخارجية الإيراني»."""
    forms = _forms()[office]
    body = gazetteer.known().get(of)
    name = body.ar[0] if body else ""
    bare = next((f for f in forms if not any(w.startswith("ال") for w in f.split())), None)
    if not name or bare:
        title = bare or forms[0]
        head = title.split()[-1]  # «زعيم حزب» of «حزب العمال»
        return f"{title.removesuffix(head) if name.startswith(head + ' ') else title + ' '}{name}".strip()
    nisba = next((row["nisba"] for row in rows("countries.tsv") if row["id"] == of), "").split("|")[0]
    return f"{forms[0]} ال{nisba}" if nisba else f"{forms[0]} ({name})"


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
