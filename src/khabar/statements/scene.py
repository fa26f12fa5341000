"""What the reader of statements remembers from sentence to sentence: who spoke, by what name, through whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from khabar.model import Article, Entity, EntityType, Link, LinkRole, Mention
from khabar.names.variants import keys, slug
from khabar.statements.descriptions import (
    agreement,
    bag_of,
    clean,
    counts,
    is_dual,
    lemma_of,
    spelt_alike,
)
from khabar.statements.drafts import Draft
from khabar.statements.lexicon import Carrier, Form, source_noun, words
from khabar.statements.lines import Line
from khabar.statements.recall import described_as, recall
from khabar.statements.sources import Phrase
from khabar.text import fold

if TYPE_CHECKING:
    from khabar.statements.apart import Opening

_MEN = words("masculine-states")
_WOMEN = words("feminine-bodies")
_JUDGING = ("condemn", "praise", "reject", "deny", "thank")
"""Acts that are done to another's words, without telling them («أدان تصريحات فلان التي قال فيها …»)."""


@dataclass
class Scene:
    """The state of one article's reading."""

    article: Article
    entities: dict[str, Entity]
    unnamed: dict[str, Entity] = field(default_factory=dict)
    """Unnamed sources by their folded words."""
    sources: dict[str, Entity] = field(default_factory=dict)
    """Unnamed sources by their id."""
    strangers: dict[str, Entity] = field(default_factory=dict)
    """Persons whom nobody marked, by id."""
    carried: dict[str, Carrier] = field(default_factory=dict)
    """Carriers of the table that were met."""
    known: dict[str, dict[tuple[frozenset[str], tuple[str, ...]], None]] = field(default_factory=dict)
    """Descriptions met so far by their head's lemma: all their words and whom they meant; the latest last."""
    speaker: tuple[str, ...] = ()
    """Who spoke last."""
    spoke_at: int = -9
    """The number of the sentence in which he spoke."""
    topic: tuple[str, ...] = ()
    """The subject of the sentence before."""
    occasion: tuple[Link, ...] = ()
    """The chain of the occasion on which the last speaker speaks."""
    occasions: dict[tuple[str, ...], tuple[Link, ...]] = field(default_factory=dict)
    """The chain of every speaker's last occasion that had one."""
    papers: dict[str, tuple[Link, ...]] = field(default_factory=dict)
    """The chain of words that stood in a paper, by the paper's lemma («في بيان بثه التلفزيون»)."""
    paper: tuple[str, ...] = ()
    """Who speaks in the paper that the page quotes («النص»، further on «الوثيقة»)."""
    within: Draft | None = None
    """The last words inside another's words of this very sentence."""
    here: tuple[str, ...] = ()
    """Who spoke last in this very sentence."""
    opened: Opening | None = None
    """Who was announced to speak in the next sentence."""
    last: Draft | None = None
    """The last statement of this very sentence."""
    before: list[Draft] = field(default_factory=list)
    """The statements of the sentence before."""
    groups: list[tuple[str, ...]] = field(default_factory=list)
    """Whoever was named in one breath («فلان وفلان»), the latest last."""
    tails: dict[str, str] = field(default_factory=dict)
    """Words right after a person's name that may be more of it («فلان بن فلان العمرة»), by whom they stood after."""
    gender: dict[str, str] = field(default_factory=dict)
    """``m`` or ``f`` by entity, as verbs before their subject told."""
    voices: list[tuple[str, ...]] = field(default_factory=list)
    """Everybody who spoke, the latest last."""
    roles: dict[str, LinkRole] = field(default_factory=dict)
    """The role of every carrier met, by entity."""
    met: dict[str, int] = field(default_factory=dict)
    """The sentence in which a name was met last, by entity."""
    number: int = 0
    """The sentence in work."""

    def resolve(self, found: Phrase) -> tuple[str, ...]:
        """The speakers that a phrase names, states for their capitals; makes an unnamed source where none is known."""
        ids = tuple(self.stands(x) for x in found.ids)
        if found.sense == "class":
            ids = recall(self, found) or ids
        elif found.sense == "office":
            named = described_as(self, lemma_of(found.head), bag_of(found.words), "")
            ids = named if self.type_of(named) == "PER" else ids
        if found.name:
            ids = (self.stranger(found.name, "ORG" if found.sense in ("media", "body") else "PER"),)
        ids = ids or self._together(found)
        if ids:
            titled = f"{found.head} {found.name}" if found.name and found.sense == "media" else ""
            self.remember(found.head, found.words or titled, ids)
        else:
            ids = self._surname(found) or recall(self, found) or (self.anonymous(found.words),)
            self.remember(found.head, found.words, ids)
        if found.paper:
            self.remember(found.paper, found.paper, ids)
        for other in found.more:
            ids += self.resolve(other)
        return tuple(dict.fromkeys(ids))

    def known_as(self, found: Phrase) -> tuple[str, ...]:
        """Whom a phrase means if it is known, nobody else; makes no unnamed source."""
        return tuple(self.stands(x) for x in found.ids) or recall(self, found)

    def remember(self, head: str, words: str, ids: tuple[str, ...]) -> None:
        """Remember that ``ids`` went by this description."""
        if head:
            met = self.known.setdefault(lemma_of(head), {})
            described = (bag_of(words), ids)
            met.pop(described, None)
            met[described] = None

    def learn_gender(self, ids: tuple[str, ...], gender: str) -> None:
        """Take from a verb before its subject which gender the subject has."""
        if len(ids) == 1 and gender:
            known = self.gender.setdefault(ids[0], gender)
            if known != gender:
                self.gender[ids[0]] = ""

    def feminine(self, identity: str) -> bool:
        """Whether an entity takes a feminine verb: as met on the page, else by its name."""
        if identity in self.gender:
            return self.gender[identity] == "f"
        entity = self.entities.get(identity)
        if entity is None or entity.type not in ("LOC", "ORG"):
            return False
        first = fold(entity.names.get("ar", "")).split(" ")[0]
        return first not in _MEN if entity.type == "LOC" else first.endswith("ه") or first in _WOMEN

    def gender_of(self, identity: str) -> str:
        """``m`` or ``f`` as the page's verbs or the name itself tell, empty where nothing does."""
        if identity in self.gender:
            return self.gender[identity]
        return "f" if self.feminine(identity) else ""

    def fits(self, ids: tuple[str, ...], form: Form) -> bool:
        """Whether a verb of this gender and number can go with these speakers."""
        one = self.entities.get(ids[0]) if len(ids) == 1 else None
        if one is None and len(ids) == 1 and (kind := self._agreement(ids[0])):
            return kind == "p" if form.number == "p" else kind == form.gender or not (form.gender or kind == "p")
        if form.number == "s":
            if len(ids) > 1:  # of states and bodies the verb is feminine («وأكدت الدول الثلاث …، معلنة أن»)
                return form.gender == "f" and all(self.type_of((x,)) in ("LOC", "ORG") for x in ids)
            known = self.gender_of(ids[0])
            return not (known and form.gender and known != form.gender)
        return one is None or one.type not in ("PER", "ORG", "LOC")

    def _agreement(self, identity: str) -> str:
        """What verb goes with an unnamed source, empty for anybody else."""
        unnamed = self.sources.get(identity)
        return agreement(unnamed.names["ar"]) if unnamed is not None else ""

    def _together(self, found: Phrase) -> tuple[str, ...]:
        """Whom «الدول الثلاث», «المسؤولان» mean: as many states or persons as were named in one breath last."""
        noun = source_noun(found.head)
        if noun is None or not found.head.startswith("ال"):
            return ()
        counted = next((n for w in fold(found.words).split()[1:] if (n := counts().get(w))), 0)
        two = noun.sense == "person" and found.head.endswith(("ان", "ين")) and is_dual(found.head)
        size = counted or (2 if two else 0)
        kind = "PER" if noun.sense == "person" else "LOC"
        fit = (g for g in reversed(self.groups) if len(g) == size and all(self.type_of((x,)) == kind for x in g))
        return next(fit, ()) if size else ()

    def two(self) -> tuple[str, ...]:
        """Whom a dual verb without a subject means: the two who spoke last, else who were named in one breath last."""
        pairs = (g for g in (*self.heard(), *reversed(self.groups)) if len(g) == 2)
        return next(pairs, ())

    def latter(self, line: Line, at: int, woman: bool) -> tuple[str, ...]:
        """Whom «الأخير», «الأخيرة» before token ``at`` means: whoever of that gender was named last, here or before."""
        names = (
            name.mention.entity for k in range(at - 1, -1, -1) if (name := line.name[k]) is not None and name.proper
        )
        earlier = sorted(self.met, key=lambda x: (-self.met[x], x))
        return next(((self.stands(x),) for x in (*names, *earlier) if self._can_be(x, woman)), ())

    def _can_be(self, identity: str, woman: bool) -> bool:
        """Whether a feminine (``woman``) or masculine word may mean somebody named: a person where it is masculine."""
        if woman:
            return self.gender_of(identity) == "f"
        return self.type_of((identity,)) == "PER" and self.gender_of(identity) != "f"

    def outer(self, ids: tuple[str, ...]) -> tuple[Link, ...]:
        """The chain of words that stand inside the last statement of this sentence: its speaker, then its own chain."""
        last = self.last
        if last is None or set(last.speaker) & set(ids) or last.act in _JUDGING:
            return ()
        cue = last.line.source(*last.cue) if last.cue is not None else None
        return (*(Link(entity=x, role="official", cue=cue) for x in last.speaker), *last.via)

    def heard(self) -> list[tuple[str, ...]]:
        """The last speakers of the page, the latest first."""
        return self.voices[:-7:-1]

    def spoke(self, ids: tuple[str, ...]) -> None:
        """Take in who has spoken in the sentence in work."""
        self.speaker = self.here = ids
        self.spoke_at = self.number
        if ids in self.voices:
            self.voices.remove(ids)
        self.voices.append(ids)

    def recall(self, head: str) -> tuple[str, ...]:
        """Whom a lone definite noun («الصحيفة») means, nobody if it was not met."""
        return recall(self, Phrase((), 0, 0, head, head))

    def type_of(self, ids: tuple[str, ...]) -> str:
        """The type of a lone speaker, empty for several."""
        entity = self.entities.get(ids[0]) if len(ids) == 1 else None
        return entity.type if entity is not None else ""

    def stranger(self, name: str, kind: EntityType) -> str:
        """The id of a person or paper that nobody marked: the one of the page that bears this name, else a new one."""
        name = clean(name)
        folded, skeleton = fold(name).split(), keys(name)
        alike = []
        for entity in self.entities.values():
            if entity.type != kind:
                continue
            for known in (*entity.names.values(), *entity.spellings):
                if fold(known).split()[-len(folded) :] == folded:
                    return entity.id
                if kind == "PER" and spelt_alike(skeleton, keys(known)):
                    alike.append(entity.id)
        if len(set(alike)) == 1:
            return alike[0]
        entity = Entity(id=slug(name) or kind.lower(), type=kind, names={"ar": name}, spellings=(name,))
        self.entities[entity.id] = self.strangers[entity.id] = entity
        return entity.id

    def alike(self, word: str) -> str | None:
        """The one person of the page whose last name is this word, spelt a little differently."""
        skeleton = keys(word)
        fit = {
            e.id
            for e in self.entities.values()
            if e.type == "PER" and any(spelt_alike(skeleton, keys(n)) for n in (*e.names.values(), *e.spellings))
        }
        return fit.pop() if len(fit) == 1 else None

    def _surname(self, found: Phrase) -> tuple[str, ...]:
        """The person of the page whose last name stands there unmarked."""
        if found.sense not in ("", "person") or " " in found.words or is_dual(found.head):
            return ()
        word = fold(found.words)
        for entity in self.entities.values():
            if entity.type == "PER" and any(fold(n).split()[-1:] == [word] for n in entity.names.values()):
                return (entity.id,)
        if word in self.tails:
            return (self.tails[word],)
        person = self.alike(found.words) if not found.sense and len(word) > 4 else None
        return (person,) if person is not None else ()

    def anonymous(self, words: str) -> str:
        """The id of the unnamed source that bears these words in this article."""
        words = clean(words)
        folded = fold(words)
        key = folded.removeprefix("ال")
        entity = self.unnamed.get(key)
        if entity is None:
            identity = f"anon-{self.article.id}-{len(self.unnamed) + 1}"
            entity = Entity(id=identity, type="ANON", names={"ar": words}, spellings=(words,))
            self.unnamed[key] = self.sources[identity] = entity
        return entity.id

    def stands(self, identity: str) -> str:
        """The state that a capital or a palace speaks for, else the entity itself."""
        entity = self.entities.get(identity)
        if entity is not None and entity.stands_for and entity.type == "LOC":
            return entity.stands_for
        return identity

    def meet_carriers(self, line: Line) -> None:
        """Take in the carriers of the table that a sentence names."""
        for carrier in line.carrier.values():
            self.carried[carrier.id] = carrier
            self.roles.setdefault(carrier.id, carrier.role)
            self.met[carrier.id] = self.number

    def full_carrier(self, line: Line, i: int) -> str | None:
        """The carrier that the page called by a longer name before («تايمز» after «نيويورك تايمز»), if there is one."""
        short = line.carrier.get(i)
        if short is None or len(short.words) > 1:
            return None
        word = short.words[0].removeprefix("ال")
        longer = [c.id for c in self.carried.values() if len(c.words) > 1 and word in c.words and c.id != short.id]
        met = any(c.id == short.id for c in self.carried.values() if len(c.words) == 1 and self.met.get(c.id, -1) == 0)
        return longer[0] if len(longer) == 1 and not met else None

    def role(self, line: Line, i: int) -> LinkRole:
        """The role of the source that stands at token ``i``."""
        name = line.name[i]
        if name is not None:
            return self.carrier(name.mention, line, i) or "official"
        noun = source_noun(line.words[i])
        return noun.role if noun is not None else "other"

    def carrier(self, mention: Mention, line: Line, first: int) -> LinkRole | None:
        """The role of a carrier of news, or None when the name is none."""
        known = line.carrier.get(first)
        if known is not None:
            self.carried[known.id] = known
            self.roles[known.id] = known.role
            return known.role
        if mention.type not in ("ORG", "PER", "LOC"):
            return None
        surface = fold(mention.text).strip("\"'«»“” ").split()
        head = source_noun(surface[0]) or source_noun(surface[0].removeprefix("ل")) if surface else None
        role = head.role if head is not None and head.sense == "media" else None
        k = first - 1
        while k >= 0 and line.tokens[k].kind == "open":
            k -= 1
        before = line.word(k)
        noun = source_noun(before) or source_noun(before.removeprefix("ل").removeprefix("ب").removeprefix("و"))
        if noun is not None and noun.sense == "media":
            self.roles[mention.entity] = noun.role
            return noun.role
        if role is not None and mention.type == "ORG":
            self.roles[mention.entity] = role
        return role if mention.type == "ORG" else None
