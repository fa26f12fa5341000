"""What the reader of statements remembers from sentence to sentence: who spoke, by what name, through whom."""

from __future__ import annotations

from dataclasses import dataclass, field

from khabar.model import Article, Entity, Link, LinkRole, Mention
from khabar.statements.lexicon import carriers, source_noun
from khabar.statements.lines import Line
from khabar.statements.phrases import Phrase
from khabar.text import fold


@dataclass
class Scene:
    """The state of one article's reading."""

    article: Article
    entities: dict[str, Entity]
    unnamed: dict[str, Entity] = field(default_factory=dict)
    """Unnamed sources by their folded words."""
    heads: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Who was last meant by a head noun («المنظمة», «الوزير»), by the bare noun."""
    gender: dict[str, str] = field(default_factory=dict)
    speaker: tuple[str, ...] = ()
    """Who spoke last."""
    spoke_at: int = -9
    """The number of the sentence in which he spoke."""
    topic: tuple[str, ...] = ()
    """The subject of the sentence before."""
    occasion: tuple[Link, ...] = ()
    """The chain of the occasion on which the last speaker speaks."""
    here: tuple[str, ...] = ()
    """Who spoke last in this very sentence."""
    number: int = 0
    """The sentence in work."""
    recent: list[str] = field(default_factory=list)
    """Entities in the order they were met, the latest last."""

    def resolve(self, found: Phrase) -> tuple[str, ...]:
        """The speaker that a phrase names, states for their capitals; makes an unnamed source where none is known."""
        if found.ids:
            ids = tuple(dict.fromkeys(self.stands(x) for x in found.ids))
            if found.lone:
                self.note(found.lone, ids)
            return ids
        bare = found.lone.removeprefix("ال")
        noun = source_noun(found.lone)
        key = noun.lemma if noun is not None else bare
        words = found.words.split()
        if found.lone.startswith("ال") and len(words) == 1:
            known = self.heads.get(key)
            if known:
                return known
        identity = self.anonymous(found.words)
        self.heads[key] = (identity,)
        return (identity,)

    def note(self, head: str, ids: tuple[str, ...]) -> None:
        """Remember that ``ids`` went by the noun ``head``."""
        noun = source_noun(head)
        self.heads[noun.lemma if noun is not None else head.removeprefix("ال")] = ids

    def anonymous(self, words: str) -> str:
        """The id of the unnamed source that bears these words in this article."""
        words = _clean(words)
        folded = fold(words)
        key = folded.removeprefix("ال")
        entity = self.unnamed.get(key)
        if entity is None:
            identity = f"anon-{self.article.id}-{len(self.unnamed) + 1}"
            entity = Entity(id=identity, type="ANON", names={"ar": words}, spellings=(words,))
            self.unnamed[key] = entity
        return entity.id

    def stands(self, identity: str) -> str:
        """The state that a capital or a palace speaks for, else the entity itself."""
        entity = self.entities.get(identity)
        if entity is not None and entity.stands_for and entity.type == "LOC":
            return entity.stands_for
        return identity

    def meet(self, line: Line) -> None:
        """Take in the names of a sentence: nouns that stand before or begin them go on to mean them."""
        for i, name in enumerate(line.name):
            if name is None or name.first != i:
                continue
            if not name.proper:
                continue
            self.recent.append(name.mention.entity)
            first = line.words[i].removeprefix(name.particle).removeprefix("ال")
            noun = source_noun(first)
            if name.mention.type == "ORG" and noun is not None and noun.sense in ("body", "media"):
                self.heads[noun.lemma] = (name.mention.entity,)
            elif name.mention.type == "ORG":
                k = i - 1
                while k >= 0 and line.tokens[k].kind == "open":
                    k -= 1
                before = source_noun(line.word(k).removeprefix("و").removeprefix("ل").removeprefix("ب"))
                before = before or source_noun(line.word(k))
                if before is not None and before.sense in ("body", "media"):
                    self.heads[before.lemma] = (name.mention.entity,)

    def carrier(self, mention: Mention, line: Line, first: int) -> LinkRole | None:
        """The role of a carrier of news, or None when the name is none."""
        surface = fold(mention.text).strip("\"'«»“” ")
        table = carriers()
        role = table.get(surface)
        if role is None and surface.startswith("ال"):
            role = table.get(surface[2:])
        head = source_noun(surface.split()[0]) if surface.split() else None
        if role is None and head is not None and head.sense == "media":
            role = head.role
        if mention.type not in ("ORG", "PER", "LOC"):
            return None
        k = first - 1
        while k >= 0 and line.tokens[k].kind == "open":
            k -= 1
        before = line.word(k)
        noun = source_noun(before) or source_noun(before.removeprefix("ل").removeprefix("ب").removeprefix("و"))
        if noun is not None and noun.sense == "media":
            return noun.role
        if mention.type == "ORG":
            entity = self.entities.get(mention.entity)
            names = [
                fold(n) for n in (*(entity.names.values() if entity else ()), *(entity.spellings if entity else ()))
            ]
            return role or next((table[n] for n in names if n in table), None)
        return None


def _clean(words: str) -> str:
    return " ".join(words.replace("\n", " ").split()).strip('،, "«»“”.:')
