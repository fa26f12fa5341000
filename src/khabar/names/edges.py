"""Where a name ends: what the tagger sees, put right by marks, by spelling and by the rest of the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from khabar.names import gazetteer, lexicon
from khabar.names.found import Page, definite, heads, nisba, steering
from khabar.names.learned import learned
from khabar.names.tagger import Tag

_STOPS = re.compile(r"[.!?؟،,:؛;(\[…].*\s|\s.*[.!?؟:؛;(\[…]|[(\[؟!؛]|\.\.")
"""Marks between two words over which no name goes: a stop with a blank («رامون. احزم», but not «سي.بي.إس»). A bracket
that closes is none: «(الرئيس فلاديمير) بوتين»."""
_QUOTES = re.compile('["«»“”„]')
INITIAL = 2
"""Letters of a word after which a full stop may be that of an initial («ج. ر. ر. تولكين»)."""


def put_right(page: Page, tags: Sequence[Tag]) -> list[Tag]:
    """The names that the tagger sees, each beginning and ending where it should; two names in one tag become two."""
    seen = _Seen(page, tags)
    begun = (_begun(page, tag, seen) for tag in tags)
    parts = (part for tag in begun for part in _at_marks(page, tag))
    return [done for part in parts for done in _parted(page, part, seen) if not _no_name(page, done)]


def _no_name(page: Page, tag: Tag) -> bool:
    """Whether nothing but a head or a number is left («(حركة) …», «الـ 18»)."""
    word = page.text(tag.first)[tag.skip :]
    return tag.first == tag.last and (len(word) < 2 or word.isdigit() or (tag.type == "ORG" and word in _plain_heads()))


@lru_cache(maxsize=1)
def _plain_heads() -> frozenset[str]:
    return frozenset(word for word in heads() if not definite(word) and word not in gazetteer.forms())


class _Seen:
    """What the tagger sees on the whole page, by single words."""

    def __init__(self, page: Page, tags: Sequence[Tag]) -> None:
        self.first: Counter[str] = Counter()
        """First words of names, without particles."""
        self.people: Counter[str] = Counter()
        """First and last words of names of persons, once for each name."""
        self.alone: set[str] = set()
        """Persons named by one word."""
        for tag in tags:
            word = page.text(tag.first)[tag.skip :]
            self.first[word] += 1
            if tag.type == "PER":
                self.people.update({word, page.text(tag.last) if tag.last > tag.first else word})
                if tag.last == tag.first:
                    self.alone.add(word)


def _begun(page: Page, tag: Tag, seen: _Seen) -> Tag:
    """A name without the particle that the tagger took for its first letter («فروما» where the page names روما)."""
    word = page.text(tag.first)
    known = [h.skip for h in page.hits_at.get(tag.first, ()) if h.last == tag.last]
    if known and tag.skip not in known and (tag.skip or tag.last > tag.first):
        return tag._replace(skip=known[0])
    core = word[1:]
    if word == "ال" and tag.last > tag.first:
        return tag._replace(first=tag.first + 1, skip=0)  # «الـ"سيتيزنز"»
    if tag.skip or word[:1] not in "وفبلك" or len(core) < 3 or word in gazetteer.forms():
        return tag
    headed = core in heads() and tag.last > tag.first
    return tag._replace(skip=1) if headed or seen.first[core] > seen.first[word] else tag


def _at_marks(page: Page, tag: Tag) -> Iterator[Tag]:
    """A name ends where a clause ends, before an adverb in -an, before a number after «الـ»; a person's also at a
    quotation mark."""
    headed = page.text(tag.first)[tag.skip :] in heads()
    for k in range(tag.first + 1, tag.last + 1):
        between = page.between(k)
        initial = len(page.text(k - 1)) <= INITIAL and between.startswith(".")
        stop = not initial and _STOPS.search(between) is not None
        quoted = (
            len(page.text(k - 1)) > 1
            and _QUOTES.search(between)
            and (tag.type == "PER" or (page.closes(k) and not headed))
        )
        number = page.text(k) == "ال" and page.text(k + 1).isdigit()
        if stop or quoted or number or page.adverb(k):
            yield tag._replace(last=k - 1)
            if stop and tag.type == "ORG" and (page.text(k) in heads() or k in page.at):
                yield from _at_marks(page, tag._replace(first=k, skip=0))
            return
    yield tag


def _parted(page: Page, tag: Tag, seen: _Seen) -> list[Tag]:
    """A name without a word that is no part of it, and two persons joined by و as two."""
    if tag.type == "PER" and tag.last > tag.first and page.text(tag.first) in steering("verb"):
        tag = tag._replace(first=tag.first + 1, skip=0)  # «يدعى حسن»
    if tag.first == tag.last:
        return [tag]
    if tag.type != "PER":
        return [_without_country(page, _before_person(page, tag))]
    for k in range(tag.first + 1, tag.last + 1):
        if _and_another(page, k):
            return [tag._replace(last=k - 1), *_parted(page, tag._replace(first=k, skip=1), seen)]
    first, last = page.text(tag.first)[tag.skip :], page.text(tag.last)
    if tag.last == tag.first + 1:  # «عنه كوكي», «كورشامب حلا», where the page has the name without it too
        known = any(h.last == tag.last for h in page.hits_at.get(tag.first, ()))
        if known:
            return [tag]
        if _unnamed(first) and not _unnamed(last) and last in seen.alone and seen.people[last] > seen.people[first]:
            return [tag._replace(first=tag.last, skip=0)]
        if _unnamed(last) and first in seen.alone and seen.people[first] > seen.people[last]:
            return [tag._replace(last=tag.first)]
    return [tag]


def _before_person(page: Page, tag: Tag) -> Tag:
    """A known body without the person named behind it («المفوضية الأوروبية [إنغريد هالستروم]»)."""
    ends = [h.last for h in page.hits_at.get(tag.first, ()) if h.skip == tag.skip and h.last <= tag.last]
    if not ends or max(ends) == tag.last or max(ends) == tag.first:
        return tag
    follow = page.text(max(ends) + 1)
    person = lexicon.score(follow) >= 6 and not definite(follow) and follow not in heads()
    return tag._replace(last=max(ends)) if person else tag


def _unnamed(word: str) -> bool:
    """Whether a word is an everyday one that neither a page learnt from nor a table has in a name."""
    return (
        lexicon.everyday(word, lexicon.SELDOM)
        and not any(learned().rates.get(word, ()))
        and not definite(word)
        and word not in lexicon.connectors()
        and word not in gazetteer.forms()
    )


def _and_another(page: Page, k: int) -> bool:
    """Whether a word of a person's name is «and» with the next person («غندوغان وليرو ساني»)."""
    word = page.text(k)
    core = word[1:]
    if not word.startswith("و") or len(core) < 3 or definite(core) or page.text(k - 1) in lexicon.connectors():
        return False
    own, other = lexicon.score(word), lexicon.score(core)
    return other >= 5 and (own < 4 or (own < other and not lexicon.in_lexicon(word)))


def _without_country(page: Page, tag: Tag) -> Tag:
    """A known body without the adjective behind its name («آبل الأميركية», «برشلونة الإسباني»)."""
    if tag.type != "ORG" or nisba(page.text(tag.last)) is None:
        return tag
    ends = {h.last for h in page.hits_at.get(tag.first, ()) if h.skip == tag.skip}
    bare = tag.last - 1 in ends and tag.last not in ends and not definite(page.text(tag.first)[tag.skip :])
    return tag._replace(last=tag.last - 1) if bare else tag
