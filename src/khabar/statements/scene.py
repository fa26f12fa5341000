"""What the reader of statements remembers from sentence to sentence: who spoke, by what name, through whom."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from khabar.model import Article, Entity, Link, LinkRole, Mention
from khabar.statements.drafts import Draft
from khabar.statements.lexicon import Carrier, source_noun, words
from khabar.statements.lines import Line
from khabar.statements.nouns import possessed
from khabar.statements.phrases import Phrase, office_before, phrase
from khabar.text import fold

_ISSUES = words("issues")


@dataclass
class Scene:
    """The state of one article's reading."""

    article: Article
    entities: dict[str, Entity]
    unnamed: dict[str, Entity] = field(default_factory=dict)
    """Unnamed sources by their folded words."""
    carried: dict[str, Carrier] = field(default_factory=dict)
    """Carriers of the table that were met."""
    known: list[tuple[str, frozenset[str], tuple[str, ...]]] = field(default_factory=list)
    """Descriptions met so far: the head's lemma, all their words, whom they meant; the latest last."""
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
    before: list[Draft] = field(default_factory=list)
    """The statements of the sentence before."""
    number: int = 0
    """The sentence in work."""

    def resolve(self, found: Phrase) -> tuple[str, ...]:
        """The speakers that a phrase names, states for their capitals; makes an unnamed source where none is known."""
        ids = tuple(self.stands(x) for x in found.ids)
        if ids:
            self.remember(found.head, found.words, ids)
        else:
            ids = self._recall(found) or (self.anonymous(found.words),)
            self.remember(found.head, found.words, ids)
        for other in found.more:
            ids += self.resolve(other)
        return tuple(dict.fromkeys(ids))

    def known_as(self, found: Phrase) -> tuple[str, ...]:
        """Whom a phrase means if it is known, nobody else; makes no unnamed source."""
        return tuple(self.stands(x) for x in found.ids) or self._recall(found)

    def remember(self, head: str, words: str, ids: tuple[str, ...]) -> None:
        """Remember that ``ids`` went by this description."""
        if head:
            self.known.append((_lemma(head), _bag(words), ids))

    def recall(self, head: str) -> tuple[str, ...]:
        """Whom a lone definite noun («الصحيفة») means, nobody if it was not met."""
        return self._recall(Phrase((), 0, 0, head, head))

    def _recall(self, found: Phrase) -> tuple[str, ...]:
        """Who was last described by all of these words («الوزير» after «وزير الخارجية فلان»)."""
        bag = _bag(found.words)
        if not bag:
            return self.speaker
        definite = found.head.startswith("ال") or any(w.startswith("ال") for w in fold(found.words).split())
        if not definite and not possessed(found.head):
            return ()
        lemma = _lemma(found.head)
        for known, described, ids in reversed(self.known):
            if known == lemma and bag <= described:
                return ids
        alone = len(bag) == 1 and found.head.startswith("ال")
        if (alone and found.sense == "paper") or (lemma == "مصدر" and alone):
            return self.speaker
        return ()

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
        """Take in the names of a sentence with the nouns before them, which go on to mean them."""
        for i, name in enumerate(line.name):
            if name is None or name.first != i or not name.proper:
                if name is None:
                    self._paper(line, i)
                continue
            ids = (self.stands(name.mention.entity),)
            if name.mention.type == "PER":
                start = office_before(line, i)
                if start is not None:
                    self.remember(line.words[start], line.text(start, i), ids)
            elif name.mention.type == "ORG":
                first = line.words[i].removeprefix(name.particle) if name.particle else line.words[i]
                if source_noun(first) is not None:
                    self.remember(first, name.mention.text, ids)
                    continue
                k = i - 1
                while k >= 0 and line.tokens[k].kind == "open":
                    k -= 1
                before = line.word(k)
                for word in (before, before[1:]):
                    noun = source_noun(word)
                    if noun is not None and noun.sense in ("body", "media"):
                        self.remember(word, word + " " + name.mention.text, ids)
                        break

    def _paper(self, line: Line, i: int) -> None:
        """Remember whose a paper is: «بيان لكذا», «بيان كذا»; the issuer's where a verb of issuing stands before it."""
        noun = source_noun(line.words[i]) or source_noun(line.words[i][1:])
        if noun is None or noun.sense != "paper" or line.inside[i]:
            return
        for k in range(i + 1, min(i + 4, len(line))):
            name = line.name[k]
            if name is not None and name.first == k and name.particle in ("", "ل", "لل") and name.mention.type != "LOC":
                if self.carrier(name.mention, line, k) is None:
                    self.remember(noun.lemma, noun.lemma, (self.stands(name.mention.entity),))
                return
        issue = next((k for k in range(max(0, i - 8), i) if line.words[k] in _ISSUES), None)
        if issue is not None:
            found = phrase(line, issue + 1, i)
            if found is not None and (found.ids or found.sense):
                self.remember(noun.lemma, noun.lemma, self.known_as(found) or self.resolve(found))

    def carrier(self, mention: Mention, line: Line, first: int) -> LinkRole | None:
        """The role of a carrier of news, or None when the name is none."""
        known = line.carrier.get(first)
        if known is not None:
            self.carried[known.id] = known
            return known.role
        if mention.type not in ("ORG", "PER", "LOC"):
            return None
        surface = fold(mention.text).strip("\"'«»“” ").split()
        head = source_noun(surface[0]) if surface else None
        role = head.role if head is not None and head.sense == "media" else None
        k = first - 1
        while k >= 0 and line.tokens[k].kind == "open":
            k -= 1
        before = line.word(k)
        noun = source_noun(before) or source_noun(before.removeprefix("ل").removeprefix("ب").removeprefix("و"))
        if noun is not None and noun.sense == "media":
            return noun.role
        return role if mention.type == "ORG" else None


def _clean(words: str) -> str:
    return " ".join(words.replace("\n", " ").split()).strip('،, "«»“”.:')


def _lemma(head: str) -> str:
    noun = source_noun(head)
    if noun is not None:
        return noun.lemma
    for suffix in ("هما", "ها", "هم", "ه"):
        stem = head.removesuffix(suffix)
        noun = source_noun(stem) or source_noun(stem[:-1] + "ه")
        if stem != head and noun is not None:
            return noun.lemma
    return head.removeprefix("ال")


def _bag(words: str) -> frozenset[str]:
    """The words of a description without articles, number and gender of the head left as they are."""
    found = frozenset(re.findall(r"\w+", fold(words)))
    bare = []
    for word in found:
        noun = source_noun(word)
        bare.append(noun.lemma if noun is not None else word.removeprefix("ال").removesuffix("ه"))
    return frozenset(bare) - {"نفسه", "نفس", "ذات", "في", "من"}
