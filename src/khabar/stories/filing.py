"""What has been filed so far, and filing more: the same stories as if everything had been filed at once.

A :class:`Filing` is a value; :meth:`Filing.extended` gives another one and leaves the old as it is. What an article
adds is worked out from itself and its neighbours in time, and only stories that it touches are told again.
"""

from __future__ import annotations

import gc
import itertools
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from khabar.model import Reading, Reuse, Story
from khabar.stories import reuse
from khabar.stories.chains import Told, carried_on
from khabar.stories.common import Common
from khabar.stories.features import Text, Words, features, is_template, text_of
from khabar.stories.file import LINK, agglomerate, components
from khabar.stories.near import NONE, Pairs, together
from khabar.stories.numbers import Numbers
from khabar.stories.similar import Compared, compare
from khabar.stories.tell import tell

_PAIRED = 12
"""Up to so many copies of one text are paired each with each, more of them with the first alone."""


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Keep the collector of cycles from walking through all that is filed again and again; there are no cycles."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


class Filing:
    """Readings filed into stories, with what it takes to file more.

    Exact copies (one title, one text, one day) are compared once: a page that comes a thousand times costs little
    more than a page that comes once, and counts as one text.
    """

    def __init__(self) -> None:
        self._readings: list[Reading] = []
        self._texts: list[Text] = []
        self._original: list[int] = []
        """The number of the article of which this one is a copy, itself for others."""
        self._first: dict[tuple[object, ...], int] = {}
        """The article of each content."""
        self._standing: dict[Words, tuple[int, ...]] = {}
        """The articles in which a sentence stands."""
        self._template: set[Words] = set()
        self._stems = Numbers()
        self._words = Numbers()
        self._compared: dict[int, Compared] = {}
        self._near = NONE
        self._triples: dict[int, reuse.Triples] = {}
        self._index = reuse.EMPTY
        self._matches: dict[tuple[int, int], reuse.Match] = {}
        self._shared: dict[tuple[int, int], Reuse] = {}
        """The shared text of two articles, as far as it was told."""
        self._groups: dict[tuple[int, ...], list[tuple[int, ...]]] = {}
        """The stories of each part of the articles that likeness binds."""
        self._told: dict[tuple[int, ...], Story] = {}

    @property
    def readings(self) -> tuple[Reading, ...]:
        """Everything filed, in the order of keys."""
        return tuple(sorted(self._readings, key=lambda r: (r.key, r.article.id)))

    @property
    def stories(self) -> tuple[Story, ...]:
        """The stories, the largest first. Does not depend on the order in which the readings came."""
        return tuple(sorted(self._told.values(), key=lambda s: (-len(s.articles), s.id)))

    @property
    def continues(self) -> dict[str, str]:
        """Story → the earlier story of the same affair that it carries on, by their ids, for those that do."""
        told = []
        for members, story in self._told.items():
            texts = sorted({self._original[i] for i in members}, key=self._place)
            told.append(Told(story.id, [self._compared[i] for i in texts]))
        return carried_on(sorted(told, key=lambda t: t.id))

    def extended(self, readings: Iterable[Reading]) -> Filing:
        """A filing of what this one holds and more. Readings must have been read together (:mod:`khabar.pipeline`)."""
        with _no_collecting():
            more = self._copy()
            new = more._take(sorted(readings, key=lambda r: (r.key, r.article.id)))
            changed = more._settle_template(new) | new
            more._compare(changed)
            more._match(changed)
            more._tell(changed | set(more._original[len(self._readings) :]))
        return more

    def _copy(self) -> Filing:
        other = Filing()
        for name, value in vars(self).items():
            setattr(other, name, value.copy() if isinstance(value, (list, dict, set)) else value)
        return other

    def _take(self, readings: Sequence[Reading]) -> set[int]:
        """Number new readings; the numbers of those that are no copies."""
        new = set()
        for reading in readings:
            number = len(self._readings)
            text = text_of(reading)
            original = self._first.setdefault(text.content, number)
            self._readings.append(reading)
            self._texts.append(text)
            self._original.append(original)
            if original == number:
                new.add(number)
                for words in set(text.sentences):
                    self._standing[words] = (*self._standing.get(words, ()), number)
        return new

    def _settle_template(self, new: set[int]) -> set[int]:
        """Judge again which sentences are template; the articles for which that changed."""
        changed: set[int] = set()
        for words in {words for i in new for words in self._texts[i].sentences}:
            at = self._standing[words]
            by_content = sorted(at, key=lambda i: self._texts[i].id)
            template = len(at) >= 3 and is_template(self._texts[i].title for i in by_content)
            if template != (words in self._template):
                (self._template.add if template else self._template.remove)(words)
                changed.update(at)
        return changed

    def _place(self, number: int) -> tuple[str, str]:
        """By what articles are ordered, whenever they came."""
        return self._texts[number].key, self._texts[number].id

    def _compare(self, changed: set[int]) -> None:
        again = changed & self._compared.keys()
        for i in changed:
            self._compared[i] = Compared.of(features(self._texts[i], self._template), self._stems)
        known = self._near.without(again) if again else self._near
        self._near = together([known, compare(self._compared, changed)])

    def _match(self, changed: set[int]) -> None:
        """Find the texts that are shared with changed articles."""
        known = changed & self._triples.keys()
        for i in changed:
            lines = (words for words in self._texts[i].sentences if words not in self._template)
            self._triples[i] = reuse.triples_of(lines, self._words)
        triples = {i: self._triples[i] for i in sorted(changed)}
        self._index = reuse.extended(self._index, triples, known)
        if known:
            self._matches = {p: m for p, m in self._matches.items() if not known & set(p)}
        for i, j in reuse.candidates(self._index, triples):
            if match := reuse.matched(self._triples[i], self._triples[j]):
                self._matches[i, j] = match

    def _tell(self, touched: set[int]) -> None:
        """Tell the stories that touched articles are in; leave the others as they are."""
        copies: dict[int, list[int]] = defaultdict(list)
        for i in sorted(range(len(self._original)), key=self._place):
            copies[self._original[i]].append(i)
        # a text goes by the first of its copies
        order = sorted(copies, key=lambda i: self._place(copies[i][0]))
        self._groups = self._grouped(order, {i: len(same) for i, same in copies.items()}, touched)
        beside = touched | {x for pair in self._matches if touched & set(pair) for x in pair}
        groups = [g for groups in self._groups.values() for g in groups]
        members = [tuple(i for original in group for i in copies[original]) for group in groups]
        told = {
            m: self._told[m] for g, m in zip(groups, members, strict=True) if m in self._told and not beside & set(g)
        }
        anew = [g for g, m in zip(groups, members, strict=True) if m not in told]
        origin = self._original
        self._shared = {p: r for p, r in self._shared.items() if not {origin[p[0]], origin[p[1]]} & touched}
        teller = _Teller(self._readings, copies, order, self._matches, self._template, self._shared)
        for group, pairs in zip(anew, self._near.inside({i: i for i in g} for g in anew), strict=True):
            told[tuple(i for original in group for i in copies[original])] = tell(teller.common(group, pairs))
        self._told = told

    def _grouped(
        self, originals: Sequence[int], copies: Mapping[int, int], touched: set[int]
    ) -> dict[tuple[int, ...], list[tuple[int, ...]]]:
        """The stories of every part that likeness binds, worked out anew where something changed."""
        rank = {i: n for n, i in enumerate(originals)}
        found: dict[tuple[int, ...], list[tuple[int, ...]]] = {}
        anew = []
        for part in components(originals, self._near.least(LINK).table()):
            key = tuple(sorted(part, key=rank.__getitem__))
            if key in self._groups and not touched & set(part):
                found[key] = self._groups[key]
            elif len(key) == 1:
                found[key] = [key]
            else:
                anew.append(key)
        inside = self._near.inside({i: n for n, i in enumerate(key)} for key in anew)
        for key, pairs in zip(anew, inside, strict=True):
            groups = agglomerate(range(len(key)), pairs, copies={n: copies[i] for n, i in enumerate(key)})
            found[key] = [tuple(key[n] for n in group) for group in groups]
        return found


class _Teller:
    """Gathers what the teller of a story needs, from what is known of all articles."""

    def __init__(
        self,
        readings: Sequence[Reading],
        copies: Mapping[int, Sequence[int]],
        order: Sequence[int],
        matches: Mapping[tuple[int, int], reuse.Match],
        template: Container[Words],
        shared: dict[tuple[int, int], Reuse],
    ) -> None:
        self._readings, self._copies, self._template, self._shared = readings, copies, template, shared
        self._rank = {i: n for n, i in enumerate(order)}
        self._matches = matches
        self._beside: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for pair in matches:
            for i in pair:
                self._beside[i].append(pair)

    def common(self, group: Sequence[int], pairs: Pairs) -> Common:
        """What a story is told from; the likeness of its articles is given."""
        group = sorted(group, key=self._rank.__getitem__)
        matches = {self._ordered(*p): self._matches[p] for i in group for p in self._beside[i]}
        return Common(
            members=tuple(map(self._first, group)),
            copies={self._first(i): tuple(self._copies[i]) for i in group},
            readings={c: self._readings[c] for i in group for c in self._copies[i]},
            likeness={self._firsts(self._ordered(*p)): v for p, v in pairs.items()},
            reuse=self._reuse(group, matches),
            traces={self._firsts(p): m.share for p, m in matches.items() if m.kind == "trace"},
        )

    def _first(self, i: int) -> int:
        """The first of an article's copies by key, whichever came first: it speaks for all."""
        return self._copies[i][0]

    def _firsts(self, pair: tuple[int, int]) -> tuple[int, int]:
        return self._first(pair[0]), self._first(pair[1])

    def _ordered(self, i: int, j: int) -> tuple[int, int]:
        return (i, j) if self._rank[i] < self._rank[j] else (j, i)

    def _reuse(
        self, group: Sequence[int], matches: Mapping[tuple[int, int], reuse.Match]
    ) -> dict[tuple[int, int], Reuse]:
        """The shared text of every two articles of which one is in the story."""
        found = {}
        for i in group:
            same = self._copies[i]
            for a, b in itertools.combinations(same, 2) if len(same) <= _PAIRED else ((same[0], b) for b in same[1:]):
                found[a, b] = self._aligned(a, b, "near-duplicate")
        for (i, j), match in matches.items():
            if match.kind != "trace":
                for a, b in itertools.product(self._paired(i), self._paired(j)):
                    a, b = (a, b) if self._place(a) < self._place(b) else (b, a)
                    found[a, b] = self._aligned(a, b, match.kind)
        return found

    def _paired(self, i: int) -> Sequence[int]:
        return self._copies[i][: None if len(self._copies[i]) <= _PAIRED else 1]

    def _aligned(self, a: int, b: int, kind: reuse.Kind) -> Reuse:
        if (a, b) not in self._shared:
            self._shared[a, b] = reuse.aligned(self._readings[a], self._readings[b], kind, self._template)
        return self._shared[a, b]

    def _place(self, i: int) -> tuple[str, str]:
        return self._readings[i].key, self._readings[i].article.id
