"""One article: its mentions, which of them are one thing, and the entities."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TypeVar

import msgspec

from khabar.model import Article, Entity, EntityType, Mention, Names, Span
from khabar.names import gazetteer, lexicon, offices, onebody, profile, reasons, recognise, refer, stately
from khabar.names.found import Found, Page, definite, heads, nisba, steering
from khabar.names.onebody import Bodies
from khabar.names.profile import Profile, Said
from khabar.names.romanise import latin
from khabar.names.variants import clash, keys, same_name, same_person, slug
from khabar.names.words import Words
from khabar.text import fold, view


def read(article: Article, sentences: Sequence[Span]) -> Names:
    """The names of one article: mentions in its title and body, references in its body, and their entities.

    ``sentences`` are the body's sentences; offsets are code points into the document's text.
    """
    spans = list(article.spans)
    title = article.title_span
    if title is not None and not any(title.overlaps(s) for s in spans):
        spans.append(title)
    spans.sort()
    words = Words(view(article.document.text), spans)
    page = Page(words)
    found = recognise.find(page)
    cast = Cast(page, found)
    mentions = cast.mentions()
    references = refer.resolve(article, page, found, cast)
    told = offices.described(article.document.text, sentences, mentions, references)
    entities = cast.entities(mentions, references, told, article.published)
    return Names(mentions=mentions, references=references, entities=entities)


def speaker_id(entity: Entity) -> str:
    """The id that an entity has as speaker or actor: the state that it stands for, or its own."""
    return entity.stands_for or entity.id


def _may_be(id: str, name: str) -> bool:
    """Whether a full name, or the id of one that the tables know, is the person of the tables ``id``."""
    full = (keys(ar) for ar in gazetteer.known()[id].ar)
    return id == name or any(len(known) > 1 and same_person(keys(name), known) for known in full)


@lru_cache(maxsize=1)
def _by_keys() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Skeletons of the full names of the table of persons → whom they may be."""
    out: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
    for row in gazetteer.known().values():
        if row.type == "PER":
            for name in row.ar:
                if len(keys(name)) > 1:
                    out[keys(name)][row.id] = None
    return {key: tuple(ids) for key, ids in out.items()}


def _listed(name: str) -> str:
    """The person of the tables whose full name this is in another spelling, or nothing."""
    ids = _by_keys().get(keys(name), ())
    fit = [id for id in ids if any(same_name(name, ar) for ar in gazetteer.known()[id].ar if " " in ar)]
    return fit[0] if len(fit) == 1 else ""


_T = TypeVar("_T")


def _nearest(places: Sequence[int], at: int) -> int:
    """The last of the places before ``at``; where there is none, the first after it, counted backwards."""
    return max((x for x in places if x < at), default=-min(places))


def _by_father(name: str, people: Sequence[_T], key: Callable[[_T], str]) -> list[_T]:
    """Whom one word means: «سلمان» is who is called so himself, «بن سلمان» is his son."""
    word, son = name.split()[-1], name.startswith("بن ")
    return [one for one in people if f"بن {word}".split() == key(one).split()[-2:]] if son else [
        one for one in people if f" بن {word}" not in f" {key(one)}"
    ]  # fmt: skip


SPORT = 3
"""From so many of its words on a page is one of sport."""


class Cast:
    """Which of an article's found names are one thing, and under which id."""

    def __init__(self, page: Page, found: list[Found]) -> None:
        self.page = page
        self.found = found
        self.ids: list[str] = [""] * len(found)
        self.made: dict[str, tuple[EntityType, str]] = {}
        """Ids that no table has: type and fullest name."""
        self.against: dict[str, str] = {}
        """Persons of the tables whose name the page gives to somebody else, with why."""
        self.states: dict[str, str] = {}
        """Which state an id that no table has stands for («الحكومة الروسية»)."""
        self._identify()

    def surface(self, found: Found) -> str:
        span = self.page.words.span(found.first, found.skip, found.last)
        written = span.of(self.page.words.view.source)
        return f"ال{written[1:]}" if self._after_lam(found) else written

    def folded(self, found: Found) -> str:
        texts = [w.text for w in self.page.words.list[found.first : found.last + 1]]
        texts[0] = f"ال{texts[0][found.skip + 1 :]}" if self._after_lam(found) else texts[0][found.skip :]
        return " ".join(texts)

    def _after_lam(self, found: Found) -> bool:
        """Whether the name's own article is run together with a ل before it («لل[منتخب]» is المنتخب)."""
        word = self.page.text(found.first)
        core = word[found.skip :]
        if not found.skip or word[found.skip - 1] != "ل" or not core.startswith("ل") or len(core) < 4:
            return False
        own = core in heads() or core in gazetteer.forms()  # «للجنة», «للبنان»
        whole = f"ال{core[1:]}"
        return not own and (whole in self.page.cores or whole in gazetteer.forms() or lexicon.in_lexicon(whole))

    def _identify(self) -> None:
        self._known()
        self._persons()
        self._others()

    def _known(self) -> None:
        """What the tables know. Where a form names several things: the one that other forms of the page name, then on
        a page of sport the union of a sport («الاتحاد الأوروبي» is UEFA there)."""
        sure = Counter(f.known[0].known for f in self.found if len(f.known) == 1)
        kinds = gazetteer.known()
        for i, found in enumerate(self.found):
            if found.known and found.rule != "short":
                self.ids[i] = max(
                    found.known, key=lambda form: (sure[form.known], self._sport and kinds[form.known].kind == "union")
                ).known
        self._namesakes()
        self._others_of_the_name()
        self._parties()
        self._of_other_states()
        for i, id in onebody.of_the_world(self.ids, [self.folded(f) for f in self.found]).items():
            self.ids[i] = id

    def _parties(self) -> None:
        """«حزب العمال» is that of a state which the page speaks of."""
        if not any(id and gazetteer.known()[id].kind == "party" for id in self.ids):
            return
        states = Counter(country for word in self.page.texts if (country := nisba(word)))
        for id in filter(None, self.ids):
            row = gazetteer.known()[id]
            if row.kind != "party":
                states[row.stands_for or row.country or id] += 1
        for i, found in enumerate(self.found):
            self.ids[i] = onebody.of_state(self.ids[i], self.folded(found), states) if self.ids[i] else ""

    def _of_other_states(self) -> None:
        """«الجمعية الوطنية» is France's only on a page that speaks of France."""
        bare = {i for i, f in enumerate(self.found) if self.ids[i] and f.type == "ORG" and self._stateless(f)}
        if not bare:
            return
        states = stately.spoken_of(self.page, (id for i, id in enumerate(self.ids) if i not in bare))
        for i in bare if states else ():
            state = gazetteer.known()[self.ids[i]].country
            if state and not states[state]:
                self.ids[i] = ""

    def _stateless(self, found: Found) -> bool:
        return stately.stateless(self.folded(found))

    def _others_of_the_name(self) -> None:
        """A person of the tables is not he whose trade and nation on the page are another's."""
        said: Said | None = None
        told: dict[str, list[Profile]] = defaultdict(list)
        for id, found in zip(self.ids, self.found, strict=True):
            if found.type == "PER" and id in profile.of_tables() and found.last > found.first:
                said = said or Said(self.page.words, self.page.titles)
                told[id].append(said.of(found.first, found.last))
        for id, listed in told.items():
            why = profile.apart(profile.of_tables()[id], profile.united(listed))
            if why:
                self.against[id] = why
        self.ids = ["" if id in self.against else id for id in self.ids]

    def _namesakes(self) -> None:
        """A family name that the tables know («المالكي») is another's where the page names only that other in full."""
        full: dict[str, set[str]] = defaultdict(set)
        for i, found in enumerate(self.found):
            if found.type == "PER" and found.last > found.first:
                name = self.folded(found)
                full[name.rpartition(" ")[2]].add(self.ids[i] or name)
        for i, found in enumerate(self.found):
            if found.type == "PER" and found.last == found.first and self.ids[i]:
                named = full.get(self.folded(found))
                if named and not any(_may_be(self.ids[i], name) for name in named):
                    self.ids[i] = ""

    def _persons(self) -> None:
        """Names of persons, the fullest first; a short one belongs to the fuller one that it may be."""
        people = [i for i, f in enumerate(self.found) if f.type == "PER"]
        groups: list[tuple[set[tuple[str, ...]], list[int], str, str]] = []
        for i in sorted(people, key=lambda i: (not self.ids[i], -(len(keys(self.folded(self.found[i])))), i)):
            written = self.folded(self.found[i])
            name = keys(written)
            if self.ids[i]:
                fit = [g for g in groups if g[2] == self.ids[i]]
            else:
                fit = [g for g in groups if any(same_person(name, n) for n in g[0]) and not clash(written, g[3])]
                if not fit:
                    fit = [g for g in groups if g[2] in gazetteer.known() and any(
                        same_person(name, keys(ar)) for ar in gazetteer.known()[g[2]].ar)]  # fmt: skip
            if len(fit) > 1 and len(name) == 1 and not self.ids[i]:
                fit = _by_father(written, fit, key=lambda g: g[3]) or fit
            if fit:
                before = [g for g in fit if min(g[1]) < i]
                best = max(before or fit, key=lambda g: (_nearest(g[1], i), -len(g[3].split())))
                best[1].append(i)
                best[0].add(name)
            else:
                groups.append(({name}, [i], self.ids[i], written))
        for _, members, known, _ in groups:
            fullest = max((self.surface(self.found[i]) for i in members), key=lambda s: (len(s.split()), len(s)))
            known = known or _listed(fullest)
            known = "" if known in self.against else known
            id = known or slug(fullest) or "person"
            if not known:
                if id in gazetteer.known() and gazetteer.known()[id].type != "PER":
                    id += "-person"
                self.made[id] = ("PER", fullest)
            for i in members:
                self.ids[i] = id

    def _others(self) -> None:
        """Bodies and places that no table has: one id for one key."""
        by_key: dict[tuple[str, ...], str] = {}
        longest: dict[str, str] = {}
        bodies = Bodies()
        for i, found in enumerate(self.found):
            if self.ids[i] and found.type in ("ORG", "LOC", "GROUP"):
                bodies.add(self.ids[i], found.type, self.folded(found))
        by_key |= self._bodies_of_state(bodies)
        self._clubs(bodies)
        open = [i for i in range(len(self.found)) if not self.ids[i]]
        for i in sorted(open, key=lambda i: (-len(self.folded(self.found[i]).split()), i)):
            found = self.found[i]
            key = self._key(found)
            name = self.folded(found)
            id = (
                by_key.get(key)
                or (onebody.edition(name) if found.type == "ORG" else "")
                or bodies.same(found.type, name)
            )
            if id is None:
                id = self._id(key)
                if id in gazetteer.known() or id in self.made:
                    id = f"{id}-{found.type.lower()}"
                self.made[id] = (found.type, self.surface(found))
            by_key.setdefault(key, id)
            self.ids[i] = id
            bodies.add(id, found.type, self.folded(found))
            longest[id] = max(longest.get(id, ""), self.surface(found), key=len)
        for id, name in longest.items():
            if id in self.made:
                self.made[id] = (self.made[id][0], name)

    def _bodies_of_state(self, bodies: Bodies) -> dict[tuple[str, ...], str]:
        """«وزارة الداخلية» is that of the state which the page is about; the keys of those that no table has."""
        made: dict[tuple[str, ...], str] = {}
        open = [i for i, f in enumerate(self.found) if not self.ids[i] and f.type == "ORG" and self._stateless(f)]
        if not open:
            return made
        states = stately.spoken_of(self.page, self.ids)
        places = {f.first: i for i, f in enumerate(self.found) if f.type == "LOC"}
        full = [self.folded(f) for f in self.found if f.type == "ORG"]
        named: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for i in sorted(open, key=lambda i: (-len(self.folded(self.found[i]).split()), i)):
            name = self.folded(self.found[i])
            seat = self._seat(self.found[i], places)
            state = (self.ids[seat] if seat is not None else "") or stately.whose(name, states, full)
            if state is None:
                continue
            id, adjective = stately.of_state(name, state)
            id = id or next((id for id, longer in named[state] if f"{longer} ".startswith(f"{name} ")), "")
            if not id:
                key = (*self._key(self.found[i]), state)
                id = made[key] = self._id(key)
                place = f"في {self.surface(self.found[seat])}" if seat is not None and not adjective else ""
                self.made[id] = ("ORG", f"{self.surface(self.found[i])} {adjective or place}".strip())
            self.ids[i] = id
            named[state].append((id, name))
            bodies.add(id, "ORG", f"{name} {fold(adjective)}".strip())
        return made

    def _seat(self, found: Found, places: Mapping[int, int]) -> int | None:
        """The country or region named right behind a body («مجلس النواب في ولاية [فلوريدا]»)."""
        k = found.last + 1
        if self.page.text(k) == "في" and not self.page.hard(k):
            k += 1
            head = heads().get(self.page.text(k))
            k += head is not None and head.type == "LOC" and not head.keep and k not in places
        at = places.get(k)
        row = gazetteer.known().get(self.ids[at]) if at is not None else None
        near = row is not None and row.kind in ("country", "region") and not self.page.hard(k)
        return at if near and (k > found.last + 1 or self.found[at or 0].skip) else None

    @cached_property
    def _sport(self) -> bool:
        """Whether the page is one of sport."""
        return sum(word in steering("sport") for word in self.page.texts) >= SPORT

    def _clubs(self, bodies: Bodies) -> None:
        """«الأهلي» on a page of sport is the club of the state which the page speaks of."""
        if not self._sport:
            return
        states = stately.spoken_of(self.page, self.ids)
        for i, found in enumerate(self.found):
            if not self.ids[i] and found.type == "ORG":
                name = self.folded(found)
                self.ids[i] = onebody.club(name, states)
                if self.ids[i]:
                    bodies.add(self.ids[i], "ORG", name)

    def _id(self, key: tuple[str, ...]) -> str:
        id = "-".join(key) if all(k.isascii() for k in key) else slug(" ".join(key))
        return id or "name"

    def _key(self, found: Found) -> tuple[str, ...]:
        words = self.folded(found).split()
        if found.type == "ORG" and len(words) > 3 and " ".join(words[-2:]) in steering("tail"):
            del words[-2:]
        if found.type == "LOC" and found.core > found.first:
            words = words[found.core - found.first :]
        if words[0] in ("وزاره",):
            words = words[1:]
        out = []
        for word in words:
            country = nisba(word) or gazetteer.country(word)  # «منتخب مصر» is «المنتخب المصري»
            plain = word[2:] if definite(word) else word
            out.append(country or slug(plain) or plain)
        return tuple(out)

    def stands_for(self, id: str) -> str | None:
        """The state that an id stands for."""
        row = gazetteer.known().get(id)
        return row.stands_for if row is not None else self.states.get(id)

    def type_of(self, id: str) -> EntityType:
        row = gazetteer.known().get(id)
        return row.type if row is not None else self.made[id][0]

    def mentions(self) -> tuple[Mention, ...]:
        out = []
        text = self.page.words.view.source
        for found, id in zip(self.found, self.ids, strict=True):
            span = self.page.words.span(found.first, found.skip, found.last)
            out.append(Mention(span=span, text=span.of(text), type=found.type, entity=id, rule=found.rule))
        return tuple(sorted(out, key=lambda m: m.span))

    def entities(
        self, mentions: Sequence[Mention], references: Sequence[Mention], told: Mapping[str, str], day: str | None
    ) -> tuple[Entity, ...]:
        """The entities named or meant; ``told``: person → his office in the page's words, ``day`` the article's."""
        spelled: dict[str, set[str]] = defaultdict(set)
        meant: dict[str, list[Mention]] = defaultdict(list)
        for mention in mentions:
            spelled[mention.entity].add(mention.text)
        for reference in references:
            spelled.setdefault(reference.entity, set())
            meant[reference.entity].append(reference)
        for state in [state for id in spelled if (state := self.stands_for(id))]:
            spelled.setdefault(state, set())  # speakers and actors are recorded as the state a capital stands for
        out = []
        for id, texts in spelled.items():
            row = gazetteer.known().get(id)
            spellings = tuple(sorted(texts))
            if row is not None:
                entity = row.entity(spellings)
            else:
                type, name = self.made.get(id, ("ORG", id))
                entity = Entity(id=id, type=type, names={"ar": name, **latin(name)}, spellings=spellings,
                                stands_for=self.states.get(id))  # fmt: skip
            description = told.get(id) or offices.by_table(id, day)
            why = reasons.of(id, entity.type, entity.names["ar"], spellings, meant[id])
            out.append(msgspec.structs.replace(entity, description=description, reasons=why))
        return tuple(sorted(out, key=lambda e: e.id))
