"""Figures with what they count («35 قتيلا»، «80 في المئة»، «أسبوعين»، «الثلاثاء»), their places and contexts."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from khabar.model import Reading, Span, Time
from khabar.stories import count_words as tables
from khabar.stories.amounts import amount, begins, starters
from khabar.stories.stems import WORD, content, content_stem, stem
from khabar.text import View, fold, rows, sentences, view

_TOKEN = re.compile(r"[\u0621-\u064a]+|[a-z]+|\d+\+\d+|\d+(?:[.,٫،]\d+)*(?:-\d+)*|[%٪.،,:؛()\"«»]")
_DIGIT = re.compile(r"\d")
_OF_HALF = re.compile(r"(?:45|90|105|120)\+\d+")
"""A minute of the time added to a half or to a half of extra time."""
_BEFELL = 4
"""What befell a crowd stands so many words from it at most."""
_NAMED = 2
"""So many words right behind a word name of whom it is said."""
_COMMAS = "،,"
_BEFORE, _AFTER = 9, 9
"""Words of context on either side."""
_LENGTH = re.compile(r"P(\d+(?:\.\d+)?)([DWMY])")
_DAYS = {"D": 1, "W": 7, "M": 30, "Y": 365}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Figure(NamedTuple):
    """A number in an article and what it is said of."""

    article: str
    value: float
    unit: str
    """Class of the table, ``%``, ``length`` (in days), ``day`` (its ordinal) or the stem of the noun counted."""
    context: dict[str, Span]
    """Stems of the words around it in its sentence, without the noun, each with its place in the folded text."""
    span: Span
    """The number and its noun."""
    noun: str
    """The noun as written; empty when the class stands elsewhere."""
    bound: str
    """``more``, ``least``, ``most``, ``about`` or empty."""
    title: bool
    sentence: int
    in_word: bool = False
    """The noun itself says the number: a dual («صاروخين») or a single one («صاروخا»)."""
    behind: frozenset[str] = frozenset()
    """For what is done or to come, and for words that exclude one another, the stems of what stands right behind."""
    befell: str = ""
    """For a crowd, the class of what befell it: tens of dead are no hundreds of wounded."""
    thing: tuple[str, ...] = ()
    """… and of a thing with what is said of it, where its verb has one right behind it."""


class Word(NamedTuple):
    """A folded word or mark with its place in the folded text."""

    text: str
    start: int
    end: int


def figures(reading: Reading, opening: int | None = None) -> list[Figure]:
    """The figures of an article's title and body in the order of the text. Dates and times of day are left out.

    With ``opening``, those of the title and so many sentences of the body alone.
    """
    article = reading.article
    folded = view(article.document.text)
    times = [t.span for t in reading.times]
    found: list[Figure] = []
    for number, (line, title) in enumerate(lines_of(reading, opening)):
        start, end = folded.key_at(line.start), folded.key_at(line.end)
        present = WORD.findall(folded.key, start, end)
        numbers = not (_starters().isdisjoint(present) and tables.minutes().isdisjoint(present))
        numbers = numbers or bool(_DIGIT.search(folded.key, start, end))
        inside = [t for t in reading.times if line.covers(t.span)] if opening is None else []
        opposed = []
        if opening is None and not _opposed_heads().isdisjoint(present):
            opposed = list(_opposites().finditer(folded.key, start, end))
        if not (numbers or inside or opposed):
            continue
        words = [Word(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(folded.key, start, end)]
        found += _of_sentence(article.key, folded, words, times, title, number) if numbers else []
        found += [f for t in inside if (f := _of_time(article.key, folded, words, t, title, number))]
        found += _of_opposites(article.key, folded, words, opposed, title, number)
    return found


def words_of_lines(reading: Reading) -> Iterator[tuple[int, bool, list[Word]]]:
    """The title and sentences of an article: their number, whether it is the title, and their words and marks."""
    folded = view(reading.article.document.text)
    for number, (line, title) in enumerate(lines_of(reading)):
        start, end = folded.key_at(line.start), folded.key_at(line.end)
        yield number, title, [Word(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(folded.key, start, end)]


def context_of(words: Sequence[Word], first: int, last: int) -> dict[str, Span]:
    """The content stems of the words around some words of a sentence (``last`` exclusive)."""
    return _context([*words[max(0, first - _BEFORE) : first], *words[last : last + _AFTER]])


def lines_of(reading: Reading, opening: int | None = None) -> list[tuple[Span, bool]]:
    """The title, where there is one, and the sentences of the body, or so many of them."""
    article = reading.article
    body = (reading.sentences or sentences(article.document.text, article.spans))[:opening]
    return [*((s, True) for s in [article.title_span] if s), *((s, False) for s in body)]


def quantities(reading: Reading) -> list[Figure]:
    """The figures that are amounts of something: no times, and no words that only exclude one another."""
    apart = {"day", "length", *(kind for kind, _ in _sides().values())}
    return [f for f in figures(reading) if f.unit not in apart and not (f.in_word and f.value == 1)]


def counts(figure: Figure) -> str | None:
    """The class of the table that a figure counts («dead», «wounded», ``%``); ``None`` for other nouns."""
    return figure.unit if figure.unit in tables.named() else None


def _of_opposites(
    key: str, folded: View, words: list[Word], hits: Iterable[re.Match[str]], title: bool, number: int
) -> Iterator[Figure]:
    """Words of a class whose sides exclude one another («استقالة»، «إقالة»), as figures whose value is the side."""
    for hit in hits:
        kind, side = _sides()[hit["words"]]
        at = [n for n, w in enumerate(words) if w.start < hit.end() and hit.start() < w.end]
        if kind == "crowd" and at[0] and begins(words[at[0] - 1].text):
            continue  # «تسعة آلاف» is a number
        yield Figure(
            article=key,
            value=float(side),
            unit=kind,
            context=context_of(words, at[0], at[-1] + 1),
            span=folded.span(hit.start("shown"), hit.end("shown")),
            noun=folded.span(hit.start("shown"), hit.end("shown")).of(folded.source),
            bound="",
            title=title,
            sentence=number,
            befell=_befell(words, at[0], at[-1] + 1) if kind == "crowd" else "",
            behind=_named_behind(words, at[-1] + 1),
        )


def _named_behind(words: Sequence[Word], at: int) -> frozenset[str]:
    """The stems of the words right behind a word, over a comma: the name of whom it is said."""
    near = [w.text for w in words[at : at + 1 + _NAMED] if w.text not in _COMMAS][:_NAMED]
    return frozenset(filter(None, map(content_stem, itertools.takewhile(lambda w: w not in _STOPS, near))))


def _befell(words: Sequence[Word], start: int, end: int) -> str:
    """The class of what befell a crowd, by the nearest word of one: right behind it, before it, or further behind."""
    behind = [w.text for w in itertools.takewhile(lambda w: w.text not in _STOPS, words[end : end + _BEFELL])]
    before = [w.text for w in itertools.takewhile(lambda w: w.text not in _STOPS, reversed(words[:start][-_BEFELL:]))]
    near = (*itertools.takewhile(_joins, behind[:1]), *before, *itertools.takewhile(_joins, behind))
    return next((known for w in near if (known := _class_of(w))), "")


def _of_time(key: str, folded: View, words: list[Word], time: Time, title: bool, number: int) -> Figure | None:
    """A length («أسبوعين», in days) or a day («الثلاثاء», its ordinal) as a figure; ``None`` for other times."""
    value = time.value or ""
    if length := _LENGTH.fullmatch(value):
        unit, amount = "length", float(length[1]) * _DAYS[length[2]]
        if fold(time.text.split()[0]) in tables.points():
            return None
    elif _DAY.match(value):
        unit = "day"
        try:
            amount = float(dt.date.fromisoformat(value[:10]).toordinal())
        except ValueError:
            return None
    else:
        return None
    start, end = folded.key_at(time.span.start), folded.key_at(time.span.end)
    at = [n for n, w in enumerate(words) if w.start < end and start < w.end]
    if not at or (unit == "length" and _is_age(words, at[0], at[-1] + 1)):
        return None
    return Figure(
        article=key,
        value=amount,
        unit=unit,
        context=context_of(words, at[0], at[-1] + 1),
        span=time.span,
        noun=time.text,
        bound=_bound(words, at[0]),
        title=title,
        sentence=number,
    )


def _is_age(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether a length is an age («البالغة 8 سنوات»، «سامر الحلبي (18 عاما)»): everybody has his own."""
    near = [w.text for w in (*words[max(0, start - 2) : start], *words[end : end + 2])]
    bracketed = start > 0 and words[start - 1].text == "(" and end < len(words) and words[end].text == ")"
    return bracketed or not tables.signs("aged").isdisjoint(near)


def _context(words: Iterable[Word], noun: str = "") -> dict[str, Span]:
    """The content stems of the words around a figure, each with its place in the folded text."""
    found = {}
    for w in words:
        if w.text[0].isalpha() and (bare := content_stem(w.text)) and bare != noun:
            found[bare] = Span(w.start, w.end)
    return found


def _of_sentence(
    key: str, folded: View, words: list[Word], dated: list[Span], title: bool, number: int
) -> list[Figure]:
    found = []
    read = 0
    texts = [w.text for w in words]
    of_match = not tables.signs("match").isdisjoint(texts)
    for at in (n for n, w in enumerate(texts) if begins(w) or w in tables.duals() or w in tables.singles()):
        value, end = _counted(texts, at) if at >= read else (None, 0)
        if value is None:
            continue
        minute = at > 0 and texts[at - 1] in tables.minutes()
        added = "+" in texts[at]
        if added and not (minute or (_OF_HALF.fullmatch(texts[at]) and of_match)):
            continue  # «مجموعة 5+1»
        in_word = texts[at] in tables.duals() or texts[at] in tables.singles()
        noun, last = ("minute", end) if minute or added else _noun(words, at, at if in_word else end)
        span = folded.span(words[at - minute].start, words[last - 1].end)
        if noun and not any(span.overlaps(d) for d in dated):
            begin, stop = max(0, at - _BEFORE), min(len(words), last + _AFTER)
            shown = (
                words[at - 1 : last] if minute else words[at:last] if in_word or noun == "minute" else words[end:last]
            )
            found.append(
                Figure(
                    article=key,
                    value=value,
                    unit=noun,
                    context=_context(words[begin:at] + words[last:stop], noun),
                    span=span,
                    noun=folded.span(shown[0].start, shown[-1].end).of(folded.source) if shown else "",
                    bound=_bound(words, at, last),
                    title=title,
                    sentence=number,
                    in_word=in_word,
                )
            )
        read = last if noun else end
    return found + _stoppage(key, folded, words, title, number)


def _counted(words: list[str], at: int) -> tuple[float | None, int]:
    """The number that begins at a word, and the word after it; a dual («قتيلين») is a number with its noun."""
    if words[at] in tables.singles():
        return 1.0, at + 1
    return (2.0, at + 1) if words[at] in tables.duals() else amount(words, at)


def _stoppage(key: str, folded: View, words: list[Word], title: bool, number: int) -> list[Figure]:
    """The minute of a match told by its place in the time added: «الدقيقة الثانية من الوقت بدل الضائع» is 90+2."""
    found = []
    texts = [w.text for w in words]
    lost = tables.signs("added-time")
    for at, text in enumerate(texts[:-2]):
        added = tables.ordinals().get(texts[at + 1], 0) if text in tables.minutes() else 0
        last = next((n for n in range(at + 2, min(len(words), at + 2 + _ADDED_TIME)) if texts[n] in lost), 0)
        if added and last:
            whole = 90 if tables.signs("first-half").isdisjoint(texts[last : last + _ADDED_TIME]) else 45
            found.append(
                Figure(
                    article=key,
                    value=whole + added / 100,
                    unit="minute",
                    context=context_of(words, at, last + 1),
                    span=folded.span(words[at].start, words[last].end),
                    noun=f"{folded.span(words[at].start, words[at].end).of(folded.source)} {whole}+{added}",
                    bound="",
                    title=title,
                    sentence=number,
                )
            )
    return found


_THOSE, _SAID = 2, 6
"""So many adjectives stand between people and their number, and so many words behind it tell who they are."""
_ADJECTIVE = re.compile(r"ال(?:\w{3,}(?:[وي]ن|ات)|ا\wا\w\w|ا\w+اء)")
"""An adjective of several people that are known («السابقين»، «الأجانب»، «الأبرياء»)."""
_ADDED_TIME = 7
"""So many words after the ordinal «الضائع» stands at most."""


def _noun(words: list[Word], start: int, end: int) -> tuple[str, int]:
    """What a number counts, and the word after the phrase: a class of the table, ``%`` or a stem; empty for nothing."""
    if end < len(words) and words[end].text in "%٪":
        return "%", end + 1
    if end + 1 < len(words) and words[end].text + " " + words[end + 1].text in tables.percents():
        return "%", end + 2
    if end < len(words) and words[end].text in tables.percents():
        return "%", end + 1
    near = list(itertools.takewhile(_joins, (w.text for w in words[end : end + 3])))
    counted = next((w for w in near if not _function(w)), "")
    stop = end + near.index(counted) + 1 if counted else end
    for place, w in enumerate(near):
        if stem(w) in tables.classes():
            return tables.classes()[stem(w)], end + place + 1
    # «ارتفع عدد القتلى إلى 35»، «مقتل 35 شخصا»: the class stands before the number …
    risen = start > 0 and words[start - 1].text in tables.signs("risen-to")
    reach = 2 if counted and counted not in tables.persons() else 14 if risen else 5
    before = [w.text for w in reversed(words[max(0, start - reach) : start])]
    for w in itertools.takewhile(lambda w: w not in _STOPS, before):
        if known := _class_of(w):
            return known, stop
    # … or after it: «35 شخصا على الأقل قتلوا»، «العمال الأجانب الـ15 الذين قتلوا».
    if those := _of_those(words, start, end):
        return those, end
    if counted in tables.persons():
        for w in itertools.takewhile(_joins, (w.text for w in words[stop : stop + 4])):
            if stem(w) in tables.classes():
                return tables.classes()[stem(w)], stop
        return "person", stop
    return (tables.one_number(stem(counted)), stop) if counted else ("", end)


def _of_those(words: Sequence[Word], start: int, end: int) -> str | None:
    """What a number behind the people whom it counts («العمال الأجانب الـ15») is of, by what is said of them."""
    if not start or words[start - 1].text != "ال":
        return None  # «الجنود 15»
    before = (w.text for w in reversed(words[max(0, start - 2 - _THOSE) : start - 1]))
    counted = next((w for w in before if w in tables.signs("many-people") or not _ADJECTIVE.fullmatch(w)), "")
    if counted not in tables.signs("many-people"):
        return None  # «الأطفال في الدورة الـ30»
    said = [w.text for w in itertools.takewhile(lambda w: w.text not in _STOPS, words[end : end + _SAID])]
    who = next((n for n, w in enumerate(said) if w in tables.signs("who")), len(said))
    told = [*(w for w in said[:1] if w.startswith("ال")), *said[who + 1 :]]
    return next((known for w in told if (known := tables.classes().get(stem(w)))), "person")


def _class_of(word: str) -> str | None:
    """The class of a word that stands before a number, also joined to what was before («قتلوا وأصيب مئة»)."""
    bare = stem(word[1:]) if word[0] in "وف" and len(word) > 3 else ""
    return tables.classes().get(stem(word)) or tables.classes().get(bare)


_STOPS = frozenset(".،,:؛()")


def _joins(word: str) -> bool:
    """Whether a word after a number can still belong to what is counted: no mark, no new conjunct («وإصابة»)."""
    return word[0].isalpha() and not (word[0] == "و" and len(word) > 4 and stem(word[1:]) == stem(word))


def _function(word: str) -> bool:
    return word not in tables.measures() and (len(word) < 3 or not content(stem(word)))


def _bound(words: list[Word], at: int, end: int | None = None) -> str:
    """The hedge of a number: before it, or where ``end`` is given («35 شخصا على الأقل») right after its noun."""
    near = {"words": words[max(0, at - 3) : at], "after": words[end : end + 2] if end is not None else []}
    texts = {column: " ".join(w.text for w in part) for column, part in near.items()}
    return next((bound for bound, column, pattern in tables.bounds() if pattern.search(texts[column])), "")


@lru_cache(maxsize=1)
def _sides() -> dict[str, tuple[str, int]]:
    """Every form of the table of opposites → its class, and the number of its side."""
    return {
        fold(w): (row["class"], n) for n, row in enumerate(rows("story_opposites.tsv")) for w in row["words"].split("|")
    }


@lru_cache(maxsize=1)
def _opposed_heads() -> frozenset[str]:
    """Every shape in which the first word of a form of the table can stand in a text."""
    heads = {form.split()[0] for form in _sides()}
    before = itertools.product(("", "و", "ف"), ("", "ب", "ل", "ك"), ("", "ل"), ("", "ال"))
    return frozenset("".join(letters) + head for letters in before for head in heads)


@lru_cache(maxsize=1)
def _opposites() -> re.Pattern[str]:
    forms = "|".join(sorted(map(re.escape, _sides()), key=lambda w: (-len(w), w)))
    return re.compile(rf"(?<![\u0621-\u064a])[وف]?[بلك]?ل?(?P<shown>(?:ال)?(?P<words>{forms}))(?![\u0621-\u064a])")


@lru_cache(maxsize=1)
def _starters() -> frozenset[str]:
    return starters() | tables.duals() | tables.singles()
