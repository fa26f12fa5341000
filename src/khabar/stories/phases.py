"""What one article tells as done and another as yet to come: «غادروا المدينة», «يستعدون لمغادرة المدينة».

A verb goes by the letters that its perfect, imperfect and verbal noun have in common: «غادر», «سيغادر» and «مغادرة» by
غادر; «افتتح», «ستفتتح» and «افتتاح» by فتتح. Verbal nouns of the first form look like their perfects («نقل») and tell
nothing; so only a perfect that can be nothing else is held to be one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from khabar.model import Reading, Span
from khabar.stories.figures import Figure, Word, context_of, words_of_lines
from khabar.text import fold, rows, view

UNIT = "phase "
"""Before the letters of a verb: the unit of these figures. Their value is 0 for what is to come, 1 for what is done."""
_BETWEEN, _BETWEEN_TO = 1, 3
"""So many words stand between a cue and its verb at most, and where «ل» leads back to the cue."""
_FUTURE = re.compile(r"[وف]?س[يتن](\w{3,})")
_IMPERFECT = re.compile(r"[يتن](\w{3,})")
_NOUNS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:ال|لل|[بل](?:ال)?)?(?P<a>)م(?P<b>\wا\w\w)(?P<c>)ه",  # مغادرة
        r"(?:ال|لل|[بل](?:ال)?)?(?P<a>)ت(?P<b>\w\w)ي(?P<c>\w)",  # تشكيل
        r"(?:ال|لل|[بل](?:ال)?)?(?P<a>)ا(?P<b>\w{2,4})ا(?P<c>\w)",  # إعلان, افتتاح, استقبال
    )
)
_ENDS = ("وا", "ون", "ان", "تا", "ت", "ا", "ن")
_SHOWN_BY = frozenset({"وا", "ت", "تا"})
"""Endings that only a verb has."""
_BEFORE = frozenset({"قد", "وقد", "لقد", "فقد", "كان", "وكان"})
"""What stands only before verbs."""
_NOT = frozenset({"لم", "لن", "لا", "ولم", "ولن", "ولا", "ما", "ان", "لان"})
_LEAST = 3


def phases(readings: Sequence[Reading]) -> list[Figure]:
    """The verbs that some article of a story tells as to come and another as done, each as a figure."""
    lines = [(r, list(words_of_lines(r))) for r in readings]
    ahead = [f for r, own in lines for f in _ahead(r, own)]
    wanted = {f.unit for f in ahead}
    done = [f for r, own in lines for f in _done(r, own, wanted)] if wanted else []
    both = {f.unit for f in done}
    return [f for f in ahead if f.unit in both] + done


def _ahead(reading: Reading, lines: Sequence[tuple[int, bool, list[Word]]]) -> Iterator[Figure]:
    for number, title, words in lines:
        for at, word in enumerate(words):
            if (hit := _FUTURE.fullmatch(word.text)) and (verb := _letters(hit[1])):
                yield _figure(reading, words, at, at, verb, 0.0, number, title)
            elif word.text.removeprefix("و").removeprefix("ال") in _cues() or word.text in _cues():
                last, verb = _after(words, at)
                if verb:
                    yield _figure(reading, words, at, last, verb, 0.0, number, title)


def _after(words: Sequence[Word], at: int) -> tuple[int, str]:
    """The verb or verbal noun that hangs on a cue, and its place."""
    for place in range(at + 1, min(len(words), at + 2 + _BETWEEN_TO)):
        text = words[place].text
        if not text[0].isalpha():
            break
        if place > at + 1 + _BETWEEN and text[0] != "ل":
            continue
        for pattern in _NOUNS:
            if hit := pattern.fullmatch(text):
                return place, hit["b"] + hit["c"]
        if words[place - 1].text in ("ان", "سوف") and (hit := _IMPERFECT.fullmatch(text)):
            return place, _letters(hit[1])
    return at, ""


def _done(reading: Reading, lines: Sequence[tuple[int, bool, list[Word]]], wanted: Iterable[str]) -> Iterator[Figure]:
    for number, title, words in lines:
        for at, word in enumerate(words):
            verb = _perfect(words, at)
            if verb and UNIT + verb in wanted and (at == 0 or words[at - 1].text not in _NOT or word.text[-2:] == "وا"):
                yield _figure(reading, words, at, at, verb, 1.0, number, title)


def _perfect(words: Sequence[Word], at: int) -> str:
    """The letters of a verb that stands in the perfect and can be nothing else; empty for anything else."""
    text = words[at].text
    bare = text[1:] if text[0] in "وف" and len(text) > _LEAST + 1 else text
    if bare[0] in "يتنم" or not bare[0].isalpha() or bare.startswith("ال"):
        return ""
    end = next((e for e in _ENDS if bare.endswith(e) and len(bare) - len(e) >= _LEAST), "")
    stem = bare.removesuffix(end)
    long = len(stem) > _LEAST and (stem[0] == "ا" or stem[1] == "ا")
    certain = end in _SHOWN_BY or (long and not end) or (at > 0 and words[at - 1].text in _BEFORE)
    return stem.removeprefix("ا") if certain and len(stem.removeprefix("ا")) >= _LEAST else ""


def _letters(rest: str) -> str:
    """The letters of a verb, from its imperfect without the prefix."""
    end = next((e for e in _ENDS if e != "ت" and rest.endswith(e) and len(rest) - len(e) >= _LEAST), "")
    return rest.removesuffix(end)


def _figure(
    reading: Reading, words: Sequence[Word], first: int, last: int, verb: str, value: float, number: int, title: bool
) -> Figure:
    folded = view(reading.article.document.text)
    span: Span = folded.span(words[first].start, words[last].end)
    return Figure(
        article=reading.key,
        value=value,
        unit=UNIT + verb,
        context=context_of(words, first, last + 1),
        span=span,
        noun=span.of(folded.source),
        bound="",
        title=title,
        sentence=number,
    )


@lru_cache(maxsize=1)
def _cues() -> frozenset[str]:
    return frozenset(fold(w) for row in rows("story_ahead.tsv") for w in row["words"].split("|"))
