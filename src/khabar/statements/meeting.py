"""What the page's names teach: after each sentence, who goes by which description from now on."""

from __future__ import annotations

from functools import lru_cache

from khabar.statements.complements import description_end
from khabar.statements.cues import verb_at
from khabar.statements.descriptions import agreement, lands
from khabar.statements.lexicon import Noun, media_nouns, source_noun, words
from khabar.statements.lines import Line, Name
from khabar.statements.nouns import noun_end
from khabar.statements.offices import office_before
from khabar.statements.phrases import phrase, quoted_name
from khabar.statements.scene import Scene

_ISSUES = words("issues")


def meet(scene: Scene, line: Line) -> None:
    """Take in the names of a sentence with the nouns before them, which go on to mean them."""
    _groups(scene, line)
    size = len(line)
    for i, name in enumerate(line.name):
        if name is not None and name.first == i and name.proper and name.mention.type == "ORG":
            scene.carrier(name.mention, line, i)
    for i, name in enumerate(line.name):
        if name is None or name.first != i or not name.proper:
            if name is None and (noun := _noun_of_paper(line.words[i])) is not None:
                _paper(scene, line, i, noun)
            if name is None and i + 2 < size and line.tokens[i + 1].kind == "open":
                _quoted_body(scene, line, i)
            continue
        ids = (scene.full_carrier(line, i) or scene.stands(name.mention.entity),)
        scene.met[name.mention.entity] = scene.number
        if name.mention.type == "PER":
            _tail(scene, line, name.last + 1, name.mention.entity)
            _office_after(scene, line, name, ids)
            start = office_before(line, i)
            if start is not None:
                scene.remember(line.words[start], line.text(start, i), ids)
                scene.learn_gender(ids, agreement(line.words[start]).removesuffix("p"))
        elif i in line.carrier:
            scene.carrier(name.mention, line, i)
            for kind in media_nouns(line.carrier[i].role):
                scene.remember(kind, kind + " " + name.mention.text, ids)
        elif name.mention.type == "ORG":
            first = line.words[i].removeprefix(name.particle) if name.particle else line.words[i]
            if source_noun(first) is not None:
                scene.remember(first, name.mention.text, ids)
                continue
            k = i - 1
            while k >= 0 and line.tokens[k].kind == "open":
                k -= 1
            before = line.word(k)
            for word in (before, before[1:]):
                noun = source_noun(word)
                if noun is not None and noun.sense in ("body", "media"):
                    scene.remember(word, word + " " + name.mention.text, ids)
                    break


def _groups(scene: Scene, line: Line) -> None:
    """Remember who is named in one breath: names that commas and «و» join."""
    group: list[str] = []
    last = -1
    for i, name in enumerate(line.name):
        if name is None or name.first != i or not name.proper:
            continue
        joined = name.particle == "و" and (i == last + 1 or line.words[i - 1] in "،,")
        listed = i == last + 2 and line.words[i - 1] in "،,"
        if not group or not (joined or listed):
            group = []
        group.append(scene.stands(name.mention.entity))
        last = name.last
        if joined and len(dict.fromkeys(group)) > 1:
            scene.groups.append(tuple(dict.fromkeys(group)))


def _office_after(scene: Scene, line: Line, name: Name, ids: tuple[str, ...]) -> None:
    """Remember the office put after a name («فلان، مدير الشركة،»; without a comma where a verb of saying leads)."""
    k = line.after(name.last + 1)
    noun = source_noun(line.word(k))
    if noun is None or noun.sense != "person" or noun.plural or line.inside[k]:
        return
    if k == name.last + 1:
        told = verb_at(line, name.first - 1) if name.first else None
        if told is None or told[0].frames & {"مفعول"} or told[0].flags & {"target", "address"}:
            return
    end = description_end(line, noun_end(line, k, len(line)), len(line), noun.sense)
    if end > k:
        scene.remember(line.words[k], line.text(k, end), ids)


def _quoted_body(scene: Scene, line: Line, i: int) -> None:
    """Remember a body whose quoted name nobody marked («مطار "كذا"»: further on «المطار»)."""
    noun = source_noun(line.words[i])
    if noun is None or noun.sense != "body" or noun.plural:
        return
    quoted = quoted_name(line, i, len(line))
    if quoted is not None:
        body = scene.stranger(line.text(quoted[0] + 1, quoted[1]), "ORG")
        scene.remember(line.words[i], line.text(i, quoted[1] + 1), (body,))


def _tail(scene: Scene, line: Line, k: int, person: str) -> None:
    """Take in the word after a name that the reader of names may have cut off."""
    if k >= len(line) or line.tokens[k].kind != "word" or line.name[k] is not None or line.clock[k]:
        return
    word = line.words[k]
    if word.startswith("ال") and len(word) > 4 and source_noun(word) is None and word not in lands():
        scene.tails.setdefault(word, person)


@lru_cache(maxsize=1 << 14)
def _noun_of_paper(word: str) -> Noun | None:
    noun = source_noun(word) or source_noun(word[1:]) or source_noun(word.removesuffix("ا"))
    return noun if noun is not None and noun.sense == "paper" else None


def _paper(scene: Scene, line: Line, i: int, noun: Noun) -> None:
    """Remember whose a paper is: «بيان لكذا», «بيان كذا»; the issuer's where a verb of issuing stands before it."""
    if line.inside[i]:
        return
    for k in range(i + 1, min(i + 4, len(line))):
        name = line.name[k]
        if name is not None and name.first == k and name.particle in ("", "ل", "لل") and name.mention.type != "LOC":
            if scene.carrier(name.mention, line, k) is None:
                scene.remember(noun.lemma, noun.lemma, (scene.stands(name.mention.entity),))
            return
    issue = next((k for k in range(max(0, i - 8), i) if line.words[k] in _ISSUES), None)
    if issue is not None:
        found = phrase(line, issue + 1, i)
        if found is not None and (found.ids or found.sense):
            scene.remember(noun.lemma, noun.lemma, scene.known_as(found) or scene.resolve(found))
