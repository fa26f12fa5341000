"""Definite descriptions («الوزير», «الرئيس الأميركي», «الجانبان») resolved within the article.

What the page itself says of a person (title and name, or a name with its office in apposition) wins over the table of
offices; the table is asked by the article's date. What two things fit stays open: no reference is better than a guess.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from khabar.model import Article, EntityType, Mention
from khabar.names import gazetteer
from khabar.names.classes import class_nouns
from khabar.names.found import definite, nisba, nisba_alone, nisba_forms
from khabar.names.terms import SAME_OFFICE, holder_of, offices_of, ruler_of

if TYPE_CHECKING:
    from khabar.names.found import Found, Page
    from khabar.names.page import Cast


class Office(NamedTuple):
    """A title with what is said of it: «وزير الخارجية الفرنسي» is words ``first`` to ``last``, of france."""

    first: int
    skip: int
    last: int
    key: str
    kind: str
    of: str | None
    """Country or body."""
    bare: bool
    """Whether nothing but the title stands there («الوزير»)."""
    definite: bool
    words: str
    """The title's own words."""


class Holder(NamedTuple):
    """Somebody whom the page names with an office."""

    at: int
    person: str


class Holders:
    """Who holds which office on the page, asked in time that does not grow with the page."""

    def __init__(self, said: Iterable[tuple[Office, str]]) -> None:
        self._by: dict[tuple[str, ...], list[Holder]] = defaultdict(list)
        for office, person in sorted(said):
            for key in self.keys(office):
                self._by[key].append(Holder(office.first, person))

    @staticmethod
    def keys(office: Office) -> list[tuple[str, ...]]:
        of = office.of or ""
        return [
            ("key", office.key),
            ("kind", office.kind),
            ("both", office.key, of),
            ("of", office.kind, of),
            ("words", office.words),
        ]

    def nearest(self, at: int, *key: str) -> str | None:
        """The last holder named before ``at``, else the first named after it."""
        listed = self._by.get(key)
        if not listed:
            return None
        return listed[max(0, bisect_left(listed, (at, "")) - 1)].person

    def before(self, at: int, *key: str) -> Iterator[str]:
        """The holders named before ``at``, the last first."""
        listed = self._by.get(key, [])
        for i in range(bisect_left(listed, (at, "")) - 1, -1, -1):
            yield listed[i].person

    def only(self, *key: str) -> str | None:
        """The one person who holds it, None where none or several do."""
        listed = self._by.get(key, [])
        return listed[0].person if listed and all(h.person == listed[0].person for h in listed) else None


CLASS_PAIRS = {
    "الجانبان": "state", "الجانبين": "state", "الطرفان": "state", "الطرفين": "state", "البلدان": "state",
    "البلدين": "state", "الدولتان": "state", "الدولتين": "state", "الزعيمان": "leader", "الزعيمين": "leader",
    "الرييسان": "leader", "الرييسين": "leader", "الوزيران": "minister", "الوزيرين": "minister",
    "الحكومتان": "state",
    "الحكومتين": "state", "الشعبين": "state", "الشعبان": "state",
}  # fmt: skip
PUBLIC = frozenset(
    ["head-of-state", "head-of-government", "royal", "minister", "envoy", "spokesperson", "official", "commander",
     "legislator", "party", "religious"]
)  # fmt: skip
"""Kinds of titles that mean one person of the page; of the others («الصحفي») the same word must name him again."""
_PAIR_FORMS = {before + word: len(before) for before in ("", *"وفبل") for word in CLASS_PAIRS}
PAIR_KINDS = {"leader": ("head-of-state", "head-of-government", "royal"), "minister": ("minister",)}


def resolve(article: Article, page: Page, found: list[Found], cast: Cast) -> tuple[Mention, ...]:
    """The references of the article, in text order; one span may have several entries («الجانبان»)."""
    text = page.words.view.source
    out: dict[tuple[int, int, str], Mention] = {}

    def add(first: int, skip: int, last: int, entity: str, type: EntityType, rule: str) -> None:
        span = page.words.span(first, skip, last)
        out.setdefault((*span, entity), Mention(span=span, text=span.of(text), type=type, entity=entity, rule=rule))

    index = {f.first: (f, id) for f, id in zip(found, cast.ids, strict=True)}
    covered = {k: f.first for f in found for k in range(f.first, f.last + 1)}
    offices = [_office(page, t.first, index) for t in page.titles]
    said: list[tuple[Office, str]] = []
    open_offices: list[Office] = []
    named = {f.titled: (f, id) for f, id in zip(found, cast.ids, strict=True) if f.titled >= 0}
    for office in offices:
        if office.first in covered and index[covered[office.first]][0].type == "PER":
            continue
        hit = named.get(office.first)
        if hit is not None:
            add(office.first, office.skip, hit[0].last, hit[1], "PER", "title+name")
            said.append((office, hit[1]))
            continue
        before = index.get(covered.get(office.first - 1, -1))
        if before and before[0].type == "PER" and page.gap(office.first) in ("،", ",", "(", "") and office.skip == 0:
            add(office.first, office.skip, office.last, before[1], "PER", "apposition")
            said.append((office, before[1]))
            continue
        open_offices.append(office)
    holders = Holders(said)
    persons = sorted((f.first, id) for f, id in zip(found, cast.ids, strict=True) if f.type == "PER")
    for office in open_offices:
        person = _holder(office, holders, article.published, persons)
        if person is not None and office.definite:
            add(office.first, office.skip, office.last, person[0], "PER", person[1])
            said.append((office, person[0]))
    holders = Holders(said)
    for first, skip, last, entity, type, rule in [
        *_counterparts(page, index, said, article.published),
        *_sides(page, covered),
        *_pairs(page, found, cast, holders),
        *_peoples(page, covered),
        *class_nouns(page, found, cast, covered),
    ]:
        add(first, skip, last, entity, type, rule)
    return tuple(sorted(out.values(), key=lambda m: (m.span, m.entity)))


def _office(page: Page, at: int, index: dict[int, tuple[Found, str]]) -> Office:
    """The whole phrase of a title: its nisba, and the body or country that it is the title of."""
    title = page.titles_at[at]
    of: str | None = None
    k = title.last + 1
    for _ in range(4):
        if page.hard(k):
            break
        country, length = _nisba_at(page, k)
        if country and not (k in index and index[k][0].type == "PER"):
            of = of or country
            k += length
            continue
        if page.text(k) in ("باسم", "في", "لدي", "ل") and k + 1 in index and not page.hard(k + 1):
            k += 1
        item = index.get(k)
        if item and item[0].type in ("ORG", "LOC") and (item[0].skip == 0 or k > title.last + 1 or item[0].skip == 1):
            of = of or item[1]
            k = item[0].last + 1
            continue
        break
    words = " ".join(page.text(w) for w in range(at, title.last + 1))[title.skip :]
    unknown = of is None and "باسم" in page.texts[title.last : title.last + 2]
    sure = (title.definite or of is not None) and not unknown  # whose spokesman it is nobody knows
    return Office(at, title.skip, k - 1, title.key, title.kind, of, k - 1 == title.last, sure, words)


def _nisba_at(page: Page, k: int) -> tuple[str | None, int]:
    """The country of the adjective at a word, and how many words it has («الكوري الجنوبي» has two)."""
    if definite(page.text(k)) and definite(page.text(k + 1)) and not page.hard(k + 1):
        country = nisba(f"{page.text(k)} {page.text(k + 1)}")
        if country:
            return country, 2
    return nisba(page.text(k)), 1


def _holder(
    office: Office, holders: Holders, day: str | None, persons: Sequence[tuple[int, str]]
) -> tuple[str, str] | None:
    """The person meant by an office named without its holder, and the rule."""
    at = office.first
    if office.kind not in PUBLIC:
        person = next(holders.before(at, "words", office.words), None) if office.bare else None
        return (person, "title:page") if person else None
    keys = SAME_OFFICE.get(office.key, (office.key,))
    if office.of:
        for key in keys:
            person = holders.nearest(at, "both", key, office.of)
            if person:
                return person, "title:page"
        if office.key == "minister" and (person := holders.nearest(at, "of", "minister", office.of)):
            return person, "title:page"  # «الوزير الإيراني» after «وزير الخارجية الإيراني فلان»
        for key in keys:
            person = holder_of(key, office.of, day)
            if person:
                return person, "title:office"
        if office.key == "party-leader" and (person := ruler_of(office.of, day)):
            return person, "title:office"
        # a bare title named him («المستشارة»); a spokeswoman has her own house («المتحدثة باسم كذا»)
        person = holders.only("both", office.key, "") if office.kind != "spokesperson" else None
        return (person, "title:page") if person else None
    ask = [("kind", "minister")] if office.key == "minister" else [("key", key) for key in keys]
    if office.key == "president":
        ask.append(("kind", "head-of-state"))
    for sort, value in ask:
        if person := next(holders.before(at, sort, value), None):
            return person, "title:page"
    if office.key != "minister" and (person := _known_holder(at, keys, persons, day)):
        return person, "title:office"
    person = next((p for sort, value in ask if (p := holders.only(sort, value))), None)
    return (person, "title:page") if person else None


def _known_holder(at: int, keys: Sequence[str], persons: Sequence[tuple[int, str]], day: str | None) -> str | None:
    """Who of those named before holds the office by the table («أردوغان … الرئيس»)."""
    upto = bisect_left(persons, (at, ""))
    for _, person in reversed(persons[max(0, upto - _NEAR) : upto]):
        if any(key in keys for key, _ in offices_of(person, day)):
            return person
    return None


_NEAR = 20
"""So many names before an office are asked whether they hold it."""

Reference = tuple[int, int, int, str, EntityType, str]


def _counterparts(
    page: Page, index: dict[int, tuple[Found, str]], said: Sequence[tuple[Office, str]], day: str | None
) -> Iterator[Reference]:
    """«نظيره الكوري الجنوبي»: who is named right behind, else who holds the office of whoever was named last before."""
    for i, word in enumerate(page.texts):
        skip = _counterpart_forms().get(word)
        country, length = _nisba_at(page, i + 1) if skip is not None and not page.hard(i + 1) else (None, 0)
        if skip is None or country is None:
            continue
        last = i + length
        named = index.get(last + 1)
        if named and named[0].type == "PER" and named[0].skip == 0 and not page.hard(last + 1):
            yield i, skip, named[0].last, named[1], "PER", "title+name"
            continue
        key = _office_before(i, index, said, day)
        keys = SAME_OFFICE.get(key, (key,)) if key else ()
        person = next((p for k in keys if (p := holder_of(k, country, day))), None)
        if person:
            yield i, skip, last, person, "PER", "counterpart"


def _office_before(
    at: int, index: dict[int, tuple[Found, str]], said: Sequence[tuple[Office, str]], day: str | None
) -> str | None:
    """The office of the person named last before a word: as the page tells it, else by the tables on the day."""
    told = max((o for o, _ in said if o.first < at), key=lambda o: o.first, default=None)
    person = max((f for f in index if f < at and index[f][0].type == "PER"), default=-1)
    if told is not None and told.last + 1 >= person:
        return told.key
    held = offices_of(index[person][1], day) if person >= 0 else ()
    return held[0][0] if len(held) == 1 else None


@lru_cache(maxsize=1)
def _counterpart_forms() -> dict[str, int]:
    """«نظيره» and its forms → how many letters of particles stand before."""
    words = sorted(gazetteer.particles("counterpart"))
    return {before + word: len(before) for before in ("", *"وفبل") for word in words}


def _sides(page: Page, covered: dict[int, int]) -> Iterator[Reference]:
    """«الجانب الإيراني»: the country."""
    parties = _parties()
    for i, word in enumerate(page.texts):
        skip = parties.get(word)
        if skip is not None and i not in covered and not page.hard(i + 1):
            country, length = _nisba_at(page, i + 1)
            if country and word[skip:] != "نظيره":
                yield i, skip, i + length, country, "LOC", "side"


def _peoples(page: Page, covered: dict[int, int]) -> Iterator[Reference]:
    """«الأميركيون»: the country."""
    peoples = _people_forms()
    for i, word in enumerate(page.texts):
        if word in peoples and i not in covered and not (definite(page.text(i - 1)) and not page.hard(i)):
            skip, country = peoples[word]
            yield i, skip, i, country, "LOC", "people"


@lru_cache(maxsize=1)
def _parties() -> dict[str, int]:
    """Words that with the adjective of a country mean it → how many letters of particles stand before."""
    return {before + word: len(before) for before in ("", *"وفبل") for word in sorted(gazetteer.particles("party"))}


@lru_cache(maxsize=1)
def _people_forms() -> dict[str, tuple[int, str]]:
    """Words that name a people → how many letters of particles stand before, and the country."""
    named = {w: c for w, c in nisba_forms().items() if w.endswith(("ون", "ين")) or nisba_alone(w)}
    return {before + word: (len(before), country) for before in ("", *"وفب") for word, country in named.items()}


def _states(page: Page, found: list[Found], cast: Cast) -> list[tuple[int, str]]:
    """Where a state is named, by its name, its capital or its nisba, in text order."""
    table = gazetteer.known()
    out = []
    for item, id in zip(found, cast.ids, strict=True):
        row = table.get(id)
        state = cast.stands_for(id) or (id if row is not None and row.kind == "country" else None)
        if state:
            out.append((item.first, state))
    for i in range(len(page.words)):
        country, _ = _nisba_at(page, i)
        if country:
            out.append((i, country))
    out.sort()
    return out


def _pairs(page: Page, found: list[Found], cast: Cast, holders: Holders) -> Iterator[Reference]:
    """«الجانبان», «الزعيمان»: the two that the text named last before."""
    states: list[tuple[int, str]] | None = None
    for i, word in enumerate(page.texts):
        skip = _PAIR_FORMS.get(word)
        if skip is None:
            continue
        want = CLASS_PAIRS[word[skip:]]
        type: EntityType = "LOC" if want == "state" else "PER"
        if want == "state":
            if states is None:
                states = _states(page, found, cast)
            upto = bisect_left(states, (i, ""))
            two = _first_two(states[k][1] for k in range(upto - 1, -1, -1))
        else:
            two = _first_two(p for kind in PAIR_KINDS[want] for p in holders.before(i, "kind", kind))
        for entity in two if len(two) == 2 else []:
            yield i, skip, i, entity, type, f"pair:{want}"


def _first_two(names: Iterable[str]) -> list[str]:
    """The first two that differ, looked for among the next sixty."""
    out: list[str] = []
    for name in islice(names, 60):
        if name not in out:
            out.append(name)
        if len(out) == 2:
            break
    return out
