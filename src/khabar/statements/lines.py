"""A sentence as the reader of statements sees it: words and marks, quotations, and the names that stand in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from khabar.model import Mention, Span, Time
from khabar.names.lexicon import score
from khabar.statements.lexicon import TOKEN, Carrier, carriers, source_noun, words
from khabar.text import View

if TYPE_CHECKING:
    from khabar.statements.cues import Cue

_ASIDE = 40
"""A bracket that has not closed after so many tokens is taken for none."""
_MADDA = "آلان"
_VOWELS = frozenset("\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652")
_MARKS = 8
"""So many signs may follow the last letter of a sentence."""
_OPEN, _CLOSE = "«“„‹", "»”›"


class Token(NamedTuple):
    """A word or a mark: its folded text and where it stands in the view's key."""

    text: str
    start: int
    end: int
    kind: str
    """``word``, ``open``, ``close`` or the mark itself."""


class Name(NamedTuple):
    """A mention or a reference in a line, by tokens (``last`` included), with the particle before it («و», «ل»)."""

    first: int
    last: int
    particle: str
    mention: Mention
    proper: bool


class Quotation(NamedTuple):
    """Words between quotation marks; ``first`` is the token after the opening mark, ``last`` the closing mark's."""

    first: int
    last: int


class Line:
    """One sentence: tokens, quotations, names and times by token."""

    __slots__ = (
        "_signs",
        "also",
        "bracketed",
        "carrier",
        "clock",
        "cues",
        "inside",
        "name",
        "quotation",
        "quotations",
        "span",
        "tokens",
        "view",
        "words",
    )

    def __init__(self, view: View, span: Span, names: Sequence[tuple[Mention, bool]], times: Sequence[Time]) -> None:
        self.view = view
        self._signs: frozenset[str] | None = None
        """The vowel signs that the sentence has, once somebody asked."""
        self.span = span
        low, high = view.key_at(span.start), view.key_at(span.end)
        self.tokens = _tokens(view.key, low, high)
        self.words = [t.text for t in self.tokens]
        starts = [t.start for t in self.tokens]
        ends = [t.end for t in self.tokens]
        n = len(self.tokens)
        self.name: list[Name | None] = [None] * n
        self.also: dict[int, tuple[str, ...]] = {}
        for mention, proper in names:
            a, b = view.key_at(mention.span.start), view.key_at(mention.span.end)
            first = bisect_right(ends, a)
            if first >= n:
                continue
            last = first
            while last + 1 < n and starts[last + 1] < b:
                last += 1
            if mention.type == "ORG" and proper:
                last = self._trimmed(first, last)
            while proper and mention.type == "PER" and last > first and self.words[last] in _HIS:
                last -= 1  # «على لسان فلان قوله»
            if proper and mention.type == "PER" and first == last and _is_office(self.words[first]):
                continue
            particle = view.key[starts[first] : a].strip("#_") if starts[first] < a else ""
            if proper and first == last and _is_medium(self.words[first].removeprefix(particle)):
                continue
            if proper and self.words[first] in _NEWS and _are_media(self.word(first - 1)):
                continue
            taken = self.name[first]
            if taken is not None and not proper and taken.mention.span == mention.span and not taken.proper:
                self.also[first] = (*self.also.get(first, ()), mention.entity)
            under = [n for n in self.name[first : last + 1] if n is not None]
            if under and not (_is_holder(mention, proper) and all(first < n.first and n.last <= last for n in under)):
                continue
            found = Name(first, last, particle, mention, proper)
            for i in range(first, last + 1):
                self.name[i] = found
        self.carrier: dict[int, Carrier] = {}
        self._carriers()
        self.clock = [False] * n
        for time in times:
            if time.text.startswith(_MADDA):
                continue  # «آلان» is a name, «الآن» a time
            a, b = view.key_at(time.span.start), view.key_at(time.span.end)
            for i in range(bisect_right(ends, a), bisect_left(starts, b)):
                self.clock[i] = True
        self.cues: dict[tuple[int, int], Cue | None] = {}
        """What ``cues.cue_at`` found, by token and depth."""
        self.bracketed = self._brackets()
        self.quotations = self._quotations()
        self.inside = [False] * n
        self.quotation: dict[int, Quotation] = {}
        for q in self.quotations:
            self.quotation[q.first - 1] = q
            for i in range(q.first - 1, q.last + 1):
                if i < n:
                    self.inside[i] = True

    def _trimmed(self, first: int, last: int) -> int:
        """The last token of a body's name, without a clause or a person's name taken into it («وزارة الدفاع فلان»)."""
        for k in range(first + 1, last + 1):
            word = self.words[k]
            if word in _CLAUSE:
                return k - 1
            plain = word[0] not in "ول" and not word.startswith("ال") and word[0].isalpha() and not word[0].isascii()
            if plain and k > first + 1 and _definite(self.words[k - 1]) and score(word) >= _NAME_LIKE:
                return k - 1
        return last

    def __len__(self) -> int:
        return len(self.tokens)

    def source(self, first: int, stop: int) -> Span:
        """The source span of tokens ``first`` to ``stop`` (exclusive)."""
        return self.view.span(self.tokens[first].start, self.tokens[stop - 1].end)

    def text(self, first: int, stop: int) -> str:
        return self.source(first, stop).of(self.view.source)

    def word(self, i: int) -> str:
        """The folded token at ``i``, empty outside the line."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def vowelled(self, i: int, mark: str) -> bool:
        """Whether the source writes this vowel sign on the token («اتُهم»)."""
        if self._signs is None:
            self._signs = frozenset(self.view.source[self.span.start : self.span.end + _MARKS]) & _VOWELS
        return mark in self._signs and mark in self.text(i, i + 1)

    def after(self, i: int, marks: str = "،,") -> int:
        """The first token at or after ``i`` that is none of ``marks``."""
        while i < len(self.words) and self.words[i] in marks:
            i += 1
        return i

    def platform(self, name: Name) -> bool:
        """Whether a name is a platform on which speakers write themselves («تويتر»)."""
        return " ".join(self.words[name.first : name.last + 1]).removeprefix(name.particle) in _PLATFORMS

    def _carriers(self) -> None:
        """Carriers of news, which the table knows best: they replace what names lie under them."""
        i = 0
        while i < len(self.tokens):
            openings = _openings(self.words[i])
            if not openings:
                i += 1
                continue
            found = None
            for particle, carrier in openings:
                last = i + len(carrier.words) - 1
                if tuple(self.words[i + 1 : last + 1]) != carrier.words[1:]:
                    continue
                if carrier.alone or self._marked(i, last, carrier):
                    found = (carrier, particle, last)
                    break
            if found is None:
                i += 1
                continue
            carrier, particle, last = found
            begin = len(particle) - 2 if particle == "لل" else len(particle)
            span = self.view.span(self.tokens[i].start + max(begin, 0), self.tokens[last].end)
            first = i
            old = self.name[i]
            if old is not None and old.first < i and _is_naming(self.words[old.first]):
                first, particle = old.first, old.particle
            for k in range(first, last + 1):
                under = self.name[k]
                if under is not None:
                    for m in range(under.first, under.last + 1):
                        self.name[m] = None
            mention = Mention(span=span, text=span.of(self.view.source), type="ORG", entity=carrier.id, rule="carrier")
            name = Name(first, last, particle, mention, True)
            for k in range(first, last + 1):
                self.name[k] = name
            self.carrier[first] = carrier
            i = last + 1

    def _brackets(self) -> list[bool]:
        """Which tokens stand in round brackets that close again soon."""
        out = [False] * len(self.tokens)
        opened: int | None = None
        for i, token in enumerate(self.tokens):
            if token.kind == "(" and opened is None:
                opened = i
            elif opened is not None and i - opened > _ASIDE:
                opened = None
            elif token.kind == ")" and opened is not None:
                out[opened : i + 1] = [True] * (i + 1 - opened)
                opened = None
        return out

    def _marked(self, i: int, last: int, carrier: Carrier) -> bool:
        """Whether a noun for media or quotation marks tell that the words are a carrier's name."""
        before = self.word(i - 1)
        if carrier.headed:
            quoted = self.tokens[i - 1].kind == "open" and i > 1
            return self._headed(self.word(i - 2) if quoted else before, carrier.role)
        if before.removeprefix("و").removeprefix("ل") in _OWN and self.words[i].startswith("ال"):
            return True
        if self.words[i].startswith("لل") and self.word(last + 1) in _CLAUSE | {"ان", ":", "،"}:
            # «وكالة كذا الحكومية للأنباء إن» goes on with the agency's name
            return not any(self._headed(self.word(k), "agency") for k in range(i - 7, i))
        if self.tokens[i - 1].kind == "open" and last + 1 < len(self.tokens) and self.tokens[last + 1].kind == "close":
            return i > 0
        if before in _CARRIED and before.endswith(("ه", "ها")) and self.words[i].startswith("ال"):
            return True  # «في بيان بثته الجزيرة»
        if before in _SPOKEN_TO and any(self.words[k] in _OCCASIONS | _SPEAKING for k in range(max(0, i - 7), i - 1)):
            return True  # «في مقابلة مع العربية»
        if (
            before in ('"', "«", "“", "(", "''")
            and last + 1 < len(self.tokens)
            and self.tokens[last + 1].kind != "word"
        ):
            before = self.word(i - 2)
        return self._headed(before, carrier.role)

    def _headed(self, before: str, role: str) -> bool:
        """Whether a word is a noun for media of this role, particles on it or not."""
        for word in (before, before[1:]):
            noun = source_noun(word)
            if noun is not None and noun.sense == "media":
                return noun.role == role or noun.role == "outlet"
        return False

    def _quotations(self) -> list[Quotation]:
        """Quotations that are speech, not the marks round a name («صحيفة "الأمل"»)."""
        out = []
        i = 0
        while i < len(self.tokens):
            if self.tokens[i].kind == "open":
                j = i + 1
                while j < len(self.tokens) and self.tokens[j].kind != "close":
                    j += 1
                if j > i + 1 and not self._names(i, j):
                    out.append(Quotation(i + 1, j))
                i = j
            i += 1
        return out

    def _names(self, i: int, j: int) -> bool:
        """Whether the marks at ``i`` and ``j`` hold a name."""
        words = sum(t.kind == "word" for t in self.tokens[i + 1 : j])
        if self.word(i - 1) in _TITLED and words <= _LONG_TITLE:
            return True
        if words > 6 or self.word(i - 1) == ":":
            return False
        held = [self.name[k] for k in range(i + 1, j) if self.tokens[k].kind == "word"]
        if all(h is not None and h.proper for h in held):
            return True
        if words > 4:
            return False
        before = self.word(i - 1)
        if words <= 2 and re.fullmatch(r"[a-z0-9 .-]+", " ".join(self.words[i + 1 : j])):
            return True
        return _is_naming(before) or (
            self.word(i - 2) != "" and _is_naming(self.word(i - 2)) and before.startswith("ال")
        )


@lru_cache(maxsize=1 << 15)
def _openings(word: str) -> tuple[tuple[str, Carrier], ...]:
    """The carriers whose names may begin with a word, with the particle written on it."""
    table = carriers()
    found = []
    for particle in _particles(word):
        bare = word[len(particle) :]
        names = table.get("ال" + bare if particle in ("لل", "ولل") else bare, ())
        found += [(particle, carrier) for carrier in names]
    return tuple(found)


def _particles(word: str) -> tuple[str, ...]:
    """The particles that may be written on a name, longest last."""
    found = [""]
    for particle in ("و", "ل", "ب", "ف", "ك", "ول", "وب", "فل", "لل"):
        if word.startswith(particle) and len(word) > len(particle) + 1:
            found.append(particle)
    return tuple(found)


_NAMING = words("naming")
_NEWS = words("news-words")
_HIS = words("his-words")
_TITLED = words("title-heads")
_LONG_TITLE = 15
_CLAUSE = words("an") - {"ان"} | {"بان"}
_OWN = words("own-sources")
_OCCASIONS = words("interviews")
_SPEAKING = words("speaking") | {"و" + word for word in words("speaking")}
_CARRIED = words("carried")
_SPOKEN_TO = frozenset(("مع", "الي"))
_NAME_LIKE = 5


def _definite(word: str) -> bool:
    return word.startswith("ال") and len(word) > 4


def _is_medium(word: str) -> bool:
    """Whether a lone word marked as a body is a noun for media, its name cut off («وكالة كذا»)."""
    noun = source_noun(word) if not word.startswith("ال") else None
    return noun is not None and noun.sense == "media"


def _are_media(word: str) -> bool:
    """Whether a word is a noun for many media, a particle on it or not («لوكالات الأنباء الروسية» has no name)."""
    noun = source_noun(word) or source_noun(word[1:])
    return noun is not None and noun.sense == "media" and (noun.plural or noun.lemma == "وسايل")


def _is_office(word: str) -> bool:
    """Whether a lone word marked as a person is his office («الوزير») or two of a kind («المصدران»)."""
    noun = source_noun(word) if word.startswith("ال") else None
    if noun is None or noun.sense != "person":
        return False
    return noun.role in ("official", "spokesman") or noun.lemma == "مصدر" or word.endswith("ان")


def _is_holder(mention: Mention, proper: bool) -> bool:
    """Whether an office of the page means whoever holds it («المتحدث باسم كذا»), whatever body it is named by."""
    return not proper and mention.type == "PER" and mention.rule == "title:page"


_PLATFORMS = words("platforms")


def _is_naming(word: str) -> bool:
    bare = word[2:] if word.startswith(("ال", "لل")) else word
    bare = bare[1:] if bare.startswith(("ل", "و", "ب")) and len(bare) > 4 and source_noun(bare) is None else bare
    noun = source_noun(bare)
    return word in _NAMING or bare in _NAMING or (noun is not None and noun.sense in ("body", "media"))


_token: Callable[[tuple[str, int, int, str]], Token] = partial(tuple.__new__, Token)
"""A token without the check of its length, of which every page has hundreds."""


def _tokens(key: str, low: int, high: int) -> list[Token]:
    out: list[Token] = []
    opened = False
    for m in TOKEN.finditer(key, low, high):
        text = m.group()
        if text[0].isalnum() or text[0] in "#_":
            kind = "word"
            text = text.removesuffix(".")
        elif text in _OPEN:
            kind, opened = "open", True
        elif text in _CLOSE:
            kind, opened = "close", False
        elif text in ('"', "''"):
            # a straight mark opens and closes in turn, whatever curly marks lie between
            kind = "close" if opened else "open"
            opened = not opened
        else:
            kind = text
        out.append(_token((text, *m.span(), kind)))
    return out
