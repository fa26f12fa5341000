"""Through whom a statement reached the page (إسناد): carriers named round the cue."""

from __future__ import annotations

from collections.abc import Iterable

from khabar.model import Link
from khabar.statements.cues import STOPS, verb_at
from khabar.statements.drafts import Draft
from khabar.statements.lexicon import Noun, source_noun, words
from khabar.statements.lines import Line
from khabar.statements.nouns import adjective
from khabar.statements.phrases import phrase
from khabar.statements.scene import Scene
from khabar.statements.strangers import closed

_CARRIED = words("carried")
_ISSUED = words("issued")
_ISSUING = words("made-papers") | _CARRIED
_OCCASION = words("occasions")
_INTERVIEWS = words("interviews")
_NEWS = words("news-words")
_SPEAKING = words("speaking")
_PUBLISHING = words("publishing")
_ON = words("occasion-prepositions")
_PLATFORMS = words("platforms")
_TITLED = words("titled-media")
_NOT_TITLES = words("no-titles")
_AT = words("carrier-prepositions")
_PLACES = words("media-places")
_CAME = words("came")
_HEARING = words("hearing")
_SAID = words("said-words")
_SHORT = 5
"""A sentence of fewer tokens tells of no occasion («جاء ذلك أمس.»)."""
_SAME = words("same-ones")
_LONG = 7
"""A name in quotation marks has fewer words."""
_LONGEST = 3
"""The name of a carrier without article or quotation marks has no more words («وكالة مدار نيوز»)."""
_FAR = 16
"""No description of who issued a paper is longer."""
_NEAR = 16
"""The carrier of an occasion is named so soon behind «في»: long enough for a programme and its host."""
_ADJECTIVAL = ("ه", "ي")
"""An indefinite adjective of a noun for media ends so («صحيفة محلية»)."""


def carriers_in(line: Line, first: int, stop: int, scene: Scene, speaker: tuple[str, ...] = ()) -> tuple[Link, ...]:
    """The carriers of news named among tokens ``first`` to ``stop``, in the order named."""
    links: list[Link] = []
    i = first
    while i < stop:
        name = line.name[i]
        if name is None or name.first != i:
            if name is None and not line.clock[i]:
                link = _unnamed(line, i, stop, scene)
                if link is not None and not links:
                    links.append(link)
            i += 1
            continue
        i = name.last + 1
        if not name.proper or name.particle in ("و", "وال") or line.platform(name):
            continue
        role = scene.carrier(name.mention, line, name.first)
        if role is None or name.mention.entity in speaker:
            continue
        entity = scene.full_carrier(line, name.first) or name.mention.entity
        if entity in speaker:
            continue
        if links and line.word(name.first - 1) == "(" and line.name[name.first - 2] is not None:
            links.pop()  # «وكالة الأنباء الرسمية (سانا)» is one carrier by two names
        links.append(Link(entity=entity, role=role, cue=line.source(name.first, name.last + 1)))
    return once(links)


def once(links: Iterable[Link]) -> tuple[Link, ...]:
    """The links without those whose entity stands in the chain already («هيئة كذا "اسمها المختصر"»)."""
    found: dict[str, Link] = {}
    for link in links:
        found.setdefault(link.entity, link)
    return tuple(found.values())


def mouthpiece(line: Line, first: int, stop: int, scene: Scene, speaker: tuple[str, ...]) -> tuple[Link, ...]:
    """«على لسان سفيرها فلان»: who spoke for the speaker."""
    for i in range(first, stop - 1):
        if line.words[i] == "لسان" and line.word(i - 1) in ("علي", "وعلي"):
            found = phrase(line, i + 1, stop)
            if found is not None and (found.ids or found.name or found.sense):
                cue = line.source(i - 1, max(found.stop, i + 2))
                return tuple(
                    Link(entity=x, role="spokesman", cue=cue) for x in scene.resolve(found) if x not in speaker
                )
    return ()


def issuer(line: Line, first: int, stop: int, scene: Scene, speaker: tuple[str, ...]) -> tuple[Link, ...]:
    """«في بيان صادر عن مكتبه»، «في رسالة نشرها المتحدث باسمه»: who issued the paper in which the speaker speaks."""
    for i in range(first, stop):
        noun = source_noun(line.words[i]) if line.name[i] is None else None
        if noun is None or noun.sense != "paper" or line.words[i].startswith("ال"):
            continue
        k = i + 1
        while k < stop and (line.words[k] in _ISSUED or adjective("ال" + line.words[k])) and line.name[k] is None:
            k += 1
        by = k if line.word(k) == "عن" else k - 1 if line.words[k - 1] in _ISSUING and k > i + 1 else None
        found = phrase(line, by + 1, min(len(line), by + _FAR)) if by is not None else None
        if by is None or found is None or found.first != by + 1 or found.sense == "media" or by + 1 in line.carrier:
            continue
        role, cue = scene.role(line, found.first), line.source(i, found.stop)
        loose = line.name[found.first] is None or (found.stop < len(line) and line.tokens[found.stop].kind == "word")
        if loose and all(scene.type_of((x,)) == "LOC" for x in found.ids):
            if found.sense not in ("body", "person") and not (line.word(by) == "عن" and _closed(line, found.first)):
                continue
            end = next(k for k in range(found.first, len(line) + 1) if k == len(line) or line.tokens[k].kind != "word")
            ids = scene.resolve(found) if found.sense else (scene.anonymous(line.text(found.first, end)),)
        else:
            ids = scene.resolve(found)
        return tuple(Link(entity=x, role=role, cue=cue) for x in ids if x not in speaker)
    return ()


def _closed(line: Line, i: int) -> bool:
    """Whether a mark ends the words at ``i`` soon, so that they are one description («عن قطاع فلسطين، …»)."""
    return any(line.tokens[k].kind != "word" for k in range(i + 1, min(len(line), i + _LONG)))


def publisher(
    line: Line, first: int, at: int, scene: Scene, speaker: tuple[str, ...], taken_up: bool
) -> tuple[Link, ...]:
    """«ونشرت الجماعة شريطا قال فيه …»: who published the words that the verb at ``at`` reports.

    Where the verb does not take up what was published (``taken_up``), only a carrier of news has published words.
    """
    verbs = _PUBLISHING | _CARRIED if taken_up else _PUBLISHING
    verb = next((k for k in range(first, at) if line.words[k] in verbs and line.name[k] is None), None)
    found = phrase(line, verb + 1, at) if verb is not None else None
    if verb is None or found is None or not (found.ids or found.sense in ("body", "media")):
        return ()
    if not taken_up and found.sense != "media" and not any(x in scene.roles for x in found.ids):
        return ()
    between = carriers_in(line, found.stop, at, scene, speaker)
    role = scene.role(line, found.first)
    cue = line.source(verb, found.stop)
    own = tuple(Link(entity=x, role=role, cue=cue) for x in scene.resolve(found) if x not in speaker)
    return once((*between, *own))


def told_of(line: Line, begin: int, at: int, scene: Scene, speaker: tuple[str, ...]) -> tuple[Link, ...]:
    """«واستندت المنظمة إلى مقابلات مع ناجين قالوا إن …»: who heard those of whom the sentence tells."""
    verb = next((k for k in range(begin, min(at, begin + _LONG)) if line.words[k].removeprefix("و") in _HEARING), None)
    found = phrase(line, verb + 1, at) if verb is not None else None
    if verb is None or found is None or found.first != verb + 1 or not (found.ids or found.sense in ("body", "media")):
        return ()
    cue, role = line.source(verb, found.stop), scene.role(line, found.first)
    return tuple(Link(entity=x, role=role, cue=cue) for x in scene.resolve(found) if x not in speaker)


def spoken_to(line: Line, begin: int, at: int, scene: Scene, speaker: tuple[str, ...]) -> tuple[Link, ...]:
    """«وتحدث لصحيفة كذا، كاشفا أن …»، «وأجرى مقابلة مع قناة كذا وقال …»: the carrier to whom the speaker spoke."""
    spoke = next((k for k in range(at - 1, begin - 1, -1) if line.name[k] is None and _speech(line, k)), None)
    return () if spoke is None else carriers_in(line, spoke + 1, at, scene, speaker)


def _speech(line: Line, k: int) -> bool:
    word = line.words[k]
    bare = word[1:] if word[0] == "و" else word
    following = line.word(k + 1)
    if word == "ذلك" and following in _ON:
        return True  # «جاء ذلك في مقابلة مع …»
    led = following in ("مع", "الي", "علي") or following in _CARRIED or (k + 1 < len(line) and _led(line, k + 1))
    return bare in _SPEAKING or (word in _OCCASION and led)


def _led(line: Line, k: int) -> bool:
    """Whether «ل» is written on the name at ``k``."""
    name = line.name[k]
    return name is not None and name.first == k and name.particle in ("ل", "لل")


def _unnamed(line: Line, i: int, stop: int, scene: Scene) -> Link | None:
    """A carrier without a name («وسائل إعلام روسية», «للتلفزيون الرسمي») at token ``i``."""
    word = line.words[i]
    bare = word
    if word.startswith("لل"):
        bare = "ال" + word[2:]
    elif word.startswith("ل"):
        bare = word[1:]
    noun = source_noun(bare)
    if noun is None or noun.sense != "media":
        return None
    ahead = i + 1
    while ahead < stop and line.words[ahead] in _NEWS:
        ahead += 1
    end = _unmarked(line, ahead, noun.lemma) if ahead < len(line) and (bare != word or _stands(line, i)) else None
    if end is not None:
        name = scene.stranger(line.text(ahead, end), "ORG")
        scene.roles[name] = noun.role
        scene.remember(noun.lemma, line.text(i, end), (name,))
        return Link(entity=name, role=noun.role, cue=line.source(i, end))
    if (noun.lemma in _PLACES and line.word(i - 1) not in _CARRIED) or (
        ahead < stop and (line.name[ahead] is not None or line.tokens[ahead].kind == "open")
    ):
        return None
    if bare == "التلفزيون" and not line.word(i + 1).startswith("ال"):
        return None  # a speech on television has no carrier («خطاب بثه التلفزيون»)
    if bare == word and not _stands(line, i):
        return None
    found = phrase(line, i, stop) if bare == word else None
    if found is None:
        if bare.startswith("ال") and not line.word(i + 1).startswith("ال"):
            known = scene.recall(bare)
            if known:
                return Link(entity=known[0], role=noun.role, cue=line.source(i, i + 1))
        end = i + 1
        while end < stop and line.tokens[end].kind == "word" and end < i + 3 and not line.clock[end]:
            further = source_noun(line.word(end))
            medium = further is not None and further.sense == "media"  # «لوسيلة إعلام»
            if not medium and not line.word(end).endswith(("ه", "ي")) and not line.word(end).startswith("ال"):
                break
            end += 1
        if end == i + 1 and bare != noun.lemma and not bare.startswith("ال") and len(bare) < 6:
            return None
        called = _unmarked(line, end, noun.lemma) if end < stop and line.tokens[end].kind == "open" else None
        if called is not None and end not in line.quotation:
            name = scene.stranger(line.text(end + 1, called - 1), "ORG")  # «للتلفزيون الحكومي "كذا"»
            scene.roles[name] = noun.role
            return Link(entity=name, role=noun.role, cue=line.source(i, called))
        words = line.text(i, end)
        words = "ال" + words[2:] if word.startswith("لل") else words[1:]
        return Link(entity=scene.anonymous(words), role=noun.role, cue=line.source(i, end))
    ids = scene.resolve(found)
    return Link(entity=ids[0], role=noun.role, cue=line.source(found.first, found.stop))


def _stands(line: Line, i: int) -> bool:
    """Whether a noun for media at ``i`` stands where a carrier does («مقابلة مع قناة …»، «نشرته صحيفة …»)."""
    before = line.word(i - 1)
    if before in _SAME:
        before = line.word(i - 2)
    return before in _CARRIED or before in _AT


def _unmarked(line: Line, k: int, lemma: str) -> int | None:
    """The token after a carrier's name that nobody marked, at ``k`` behind its noun: quoted, or a word of its own."""
    if line.tokens[k].kind == "open":
        last = next((m for m in range(k + 1, min(len(line), k + _LONG)) if line.tokens[m].kind != "word"), k)
        fresh = last > k + 1 and line.tokens[last].kind == "close" and line.name[k + 1] is None
        return last + 1 if fresh and " ".join(line.words[k + 1 : last]) not in _PLATFORMS else None
    if lemma not in _TITLED or line.tokens[k].kind != "word" or line.name[k] is not None or line.clock[k]:
        return None
    word = line.words[k]
    if not word.startswith("ال"):
        return _foreign(line, k)
    if word in _NOT_TITLES or line.word(k + 1) in _CARRIED or adjective(word):
        return None
    return k + 1 if source_noun(word) is None and verb_at(line, k) is None else None


def _foreign(line: Line, k: int) -> int | None:
    """The token after a carrier's name without the article at ``k`` («وكالة مدار»), None where an adjective stands."""
    end = k
    while end < min(len(line), k + _LONGEST) and line.tokens[end].kind == "word" and line.name[end] is None:
        word = line.words[end]
        plain = not word.startswith(("ال", "و", "ب", "ل")) or end > k
        if not plain or word.startswith("ال") or line.clock[end] or closed(line, end) or word.endswith(_ADJECTIVAL):
            break
        end += 1
    return end if end > k else None


def occasion_begins(line: Line, first: int, stop: int) -> bool:
    """Whether the words between verb and content name an occasion of speech («في بيان», «خلال مؤتمر صحفي»)."""
    return any(line.words[i] in _OCCASION and line.word(i - 1) in _ON for i in range(first, stop))


def takes_up(line: Line, first: int, stop: int) -> bool:
    """Whether the words between verb and content go back to an occasion («قال في المقابلة»)."""
    return any(
        line.words[i].startswith("ال") and line.words[i][2:] in _INTERVIEWS and line.word(i - 1) in _ON
        for i in range(first, stop)
    )


def paper_again(line: Line, first: int, stop: int, scene: Scene) -> tuple[Link, ...]:
    """«وقالوا في الرسالة»: the chain of the paper of that kind that the page told of before."""
    for k in range(first, stop):
        noun = _meant(line.words[k]) if line.word(k - 1) in _ON else None
        if noun is not None and noun.lemma in scene.papers:
            return scene.papers[noun.lemma]
    return ()


def _meant(word: str) -> Noun | None:
    """The noun of a paper that is known already («البيان»، «بيانها»)."""
    if word.startswith("ال"):
        return source_noun(word)
    stem = next((word.removesuffix(s) for s in ("ها", "هم", "ه") if word.endswith(s)), "")
    return source_noun(stem) if stem and source_noun(word) is None else None


def keep_papers(line: Line, first: int, stop: int, via: tuple[Link, ...], scene: Scene) -> None:
    """Remember the chain of the indefinite papers named among tokens ``first`` to ``stop``."""
    for k in range(first, stop):
        noun = source_noun(line.words[k]) if line.name[k] is None and not line.words[k].startswith("ال") else None
        if noun is not None and noun.sense == "paper" and not noun.plural:
            scene.papers[noun.lemma] = via


def carry(draft: Draft, scene: Scene, occasion: bool, again: bool = False, paper: tuple[Link, ...] = ()) -> None:
    """Let the occasion's carriers go on, or begin a new occasion.

    ``again``: the speaker's own one is taken up; ``paper``: the chain of the paper that the words go back to.
    """
    if draft.own_via:
        scene.occasion = draft.via
    elif paper:
        draft.via = scene.occasion = tuple(link for link in paper if link.entity not in draft.speaker)
        draft.chain = "occasion" if draft.via else ""
    elif again and draft.speaker in scene.occasions:
        draft.via = scene.occasion = scene.occasions[draft.speaker]
        draft.chain = "occasion"
    elif draft.speaker == scene.speaker and not occasion:
        draft.via = tuple(link for link in scene.occasion if link.entity not in draft.speaker)
        draft.chain = "occasion" if draft.via else ""
    elif not occasion and (links := _after_him(draft.speaker, scene.occasion)):
        draft.via, draft.chain = links, "occasion"
        scene.occasion = links
    else:
        scene.occasion = ()
    if draft.via:
        scene.occasions[draft.speaker] = draft.via


def _after_him(speaker: tuple[str, ...], occasion: tuple[Link, ...]) -> tuple[Link, ...]:
    """The rest of an occasion's chain after the one in it who now speaks himself (a spokesman)."""
    at = next((i for i, link in enumerate(occasion) if (link.entity,) == speaker), None)
    return occasion[at + 1 :] if at is not None else ()


def came_in(line: Line, scene: Scene) -> tuple[Link, ...]:
    """«جاء ذلك في مقابلة مع قناة كذا», «وجاء تصريحه في حديث لإذاعة كذا»: to whom the last speaker goes on speaking.

    What he said before they were named has none: a carrier never reaches back. Empty where no such occasion is told.
    """
    if not line.words or line.words[0].removeprefix("و") not in _CAME or len(line) < _SHORT:
        return ()
    on = next((k for k in range(1, min(len(line), _LONG)) if line.words[k] in _ON), None)
    if on is None or not any(_points(line, k) for k in range(1, on)):
        return ()
    far = range(on, min(len(line), on + _NEAR))
    end = next((k for k in far if line.words[k] in STOPS or line.words[k] == ":" or verb_at(line, k)), far.stop)
    return carriers_in(line, on + 1, end, scene, scene.speaker)


def _points(line: Line, k: int) -> bool:
    """Whether the word at ``k`` points at what was just said («ذلك»، «تصريحات»، «أقوال»)."""
    word = line.words[k].removeprefix("ال")
    return word in _SAID or word.removesuffix("ه").removesuffix("ها") in _SAID
