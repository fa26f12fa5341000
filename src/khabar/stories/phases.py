"""What one article tells as done and another as yet to come: «غادروا المدينة», «يستعدون لمغادرة المدينة».

A verb goes by the letters that its perfect, imperfect and verbal noun have in common: «غادر», «سيغادر» and «مغادرة» by
غادر; «افتتح», «ستفتتح» and «افتتاح» by فتتح. Verbal nouns of the first form look like their perfects («نقل») and tell
nothing; so only a perfect that can be nothing else is held to be one.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from khabar.model import Reading, Span
from khabar.stories.count_words import signs
from khabar.stories.figures import Figure, Word, context_of, words_of_lines
from khabar.stories.stems import content_stem
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
_BEHIND = 4
"""So many words behind a verb can be who did it and to what; a particle behind the first of them ends it."""
_NAMED = 2
"""So many words name a thing with what is said of it."""
_AGREEING = (("ة", "ة"), ("ا", "ا"), ("ت", "ة"))
"""How a thing and its adjective end where they agree and are not definite: «لجنة فنية»، «وفدا فنيا»، «مساعدات طبية»."""
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
            last, verb = at, ""
            if hit := _FUTURE.fullmatch(word.text):
                verb = _letters(hit[1])
            if not verb and not _cues().isdisjoint((word.text, word.text.removeprefix("و").removeprefix("ال"))):
                last, verb = _after(words, at)
            if verb and not _of_another(words, last):
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
        if words[place - 1].text in signs("leads-verb") and (hit := _IMPERFECT.fullmatch(text)):
            return place, _letters(hit[1])
    return at, ""


def _done(reading: Reading, lines: Sequence[tuple[int, bool, list[Word]]], wanted: Iterable[str]) -> Iterator[Figure]:
    for number, title, words in lines:
        for at, word in enumerate(words):
            verb = _perfect(words, at)
            negated = at > 0 and words[at - 1].text in signs("negation") and word.text[-2:] != "وا"
            if verb and UNIT + verb in wanted and not negated and not _of_another(words, at):
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
    certain = end in _SHOWN_BY or (long and not end) or (at > 0 and words[at - 1].text in signs("before-perfect"))
    return stem.removeprefix("ا") if certain and len(stem.removeprefix("ا")) >= _LEAST else ""


def _clause(words: Sequence[Word], at: int) -> list[str]:
    """The words right behind a verb, up to a mark."""
    return list(itertools.takewhile(lambda w: w[0].isalpha(), (w.text for w in words[at + 1 : at + 1 + _BEHIND])))


def _of_another(words: Sequence[Word], at: int) -> bool:
    """Whether a verb speaks of another thing than others mean: «سيفتتح جسرا آخر»."""
    clause = _clause(words, at)
    return any(word in signs("another") and not before.startswith("ال") for before, word in itertools.pairwise(clause))


def _behind(words: Sequence[Word], at: int) -> frozenset[str]:
    """The stems of who and what stands right behind a verb, up to the first particle behind them."""
    told = list(map(content_stem, _clause(words, at)))
    return frozenset(itertools.takewhile(bool, itertools.dropwhile(lambda s: not s, told)))


def _thing(reading: Reading, words: Sequence[Word], at: int) -> tuple[str, ...]:
    """The stems of a thing and of what is said of it, right behind a verb («لجنة فنية»); empty for anything else.

    They end alike, and neither has the article («شكلت اللجنة الفنية فريقا») or is a name («أرسل ماكرون مساعدات»). One
    difference of the days with a gold filing is found by it, and none of 66 other days.
    """
    told = _clause(words, at)[:_NAMED]
    folded = view(reading.article.document.text)
    spans = [folded.span(w.start, w.end) for w in words[at + 1 : at + 1 + len(told)]]
    if any(m.span.overlaps(s) for m in reading.mentions for s in spans):
        return ()
    ends = tuple("".join(filter(str.isalpha, s.of(folded.source)))[-1] for s in spans)
    found = tuple(filter(None, map(content_stem, told)))
    definite = any(w.startswith("ال") for w in told)
    return found if len(found) == _NAMED and not definite and ends in _AGREEING else ()


def one_thing(a: Figure, b: Figure) -> bool:
    """Whether two verbs have most of what stands right behind the one in common: they are of one thing.

    Of «زار الوزير المصنع» and «سيزور الوزير الميناء» half is common, and that is who, not what. A thing and what is
    said of it («شكلوا لجنة فنية»، «ستشكل لجنة فنية») are enough, whatever comes behind them.
    """
    if a.thing and a.thing == b.thing:
        return True
    return len(a.behind & b.behind) > min(len(a.behind), len(b.behind)) / 2


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
        behind=_behind(words, last),
        thing=_thing(reading, words, last),
    )


@lru_cache(maxsize=1)
def _cues() -> frozenset[str]:
    return frozenset(fold(w) for row in rows("story_ahead.tsv") for w in row["words"].split("|"))
