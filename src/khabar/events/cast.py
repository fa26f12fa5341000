"""Who does it, to whom, where: participants by their place in the clause.

Arabic news puts the subject behind the verb or before it, marks the other side with مع, بين … و…, على, ضد, إلى, ل,
and hangs the doer of a verbal noun on it as a genitive («زيارة الوزير») or as an adjective («غارة إسرائيلية»).
A subject that bears no name («مسلحون»، «محكمة تركية») is one all the same: nobody else is looked for in its stead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from khabar.events.frames import Find, Light, light_verbs, nouns_in
from khabar.events.slots import LETTER, PREPOSITIONS, Ground, Slot, nisba, words
from khabar.text import fold, rows

_ADJUNCT = re.compile(r"(^| )(في ختام|ختام|خلال|اثناء|عقب|بعيد|علي هامش|في مستهل|مستهل|غداه|عشيه) (ال)?$")
_LEADS_BACK = re.compile(r"(^|[^ء-ي])[وف]?ب?(انه|انها|انهم|انهما) (قد )?$")
_LED = re.compile(rf"(?:^|[^{LETTER}])[وف]?(?:ب?ان|لكن) ((?:ال)?[{LETTER}]{{3,}}(?: ال[{LETTER}]+){{0,2}} )(?:قد )?$")
_RELATIVE = re.compile(r"، (?:الذي|التي|الذين|وهو|وهي) [^،.؛]{1,140}،")
_VERB = re.compile(rf"(?<![{LETTER}])(?:س?[يت][{LETTER}]{{3,}}|قال|كان|كانت)(?![{LETTER}])")
_WHO = re.compile(rf"(?<![{LETTER}])(?:الذي|التي|الذين|اللذان|اللتان) (?:قد )?$")
_CUT = re.compile(
    rf"(?<![{LETTER}])(?:بعد|عقب|اثر|التي|الذي|الذين|ان|انه|انها|حول|لمناقشه|لبحث|بشان|قبل|منذ|الحدود|والتي|والذي)(?![{LETTER}])"
)
_APART = re.compile(rf"(?<![{LETTER}])(?!ال)[{LETTER}]{{3,}}(?:ون|ان) (?:ال)?$")
"""«هاجم مسلحون الحركة»: with its ن a plural governs no genitive («مسلحو الحركة»), so what follows is another."""
_OF_PACTS = ("sign-agreement", "ratify")
_MADE_BY_WORD = frozenset(
    ["decide", "ceasefire", "sanction", "appoint", "resign", "vote", "elect", "lift-sanction", "ratify"]
)
"""Types that are done by announcing them."""
_ASIDE = re.compile(r"، (?:الذي|التي|الذين|وهو|وهي)[^،.؛]{1,90}، (?=و)")
_ROLES = {
    "بين": "between", "مع": "with", "ب": "with", "علي": "on", "ضد": "on", "باتجاه": "on", "نحو": "on",
    "الي": "to", "ل": "to", "لدي": "to", "بيد": "by", "برصاص": "by", "بنيران": "by", "في": "in",
}  # fmt: skip


class Cast(NamedTuple):
    """Who did it, to whom, where; ``how`` the doer was found; the verb that lends him to a noun, if one does."""

    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    where: str | None = None
    how: str = "none"
    light: Light | None = None
    unnamed: tuple[int, int] | None = None
    """The words of a subject that bears no name: offsets into the folded view."""
    suffers: bool = False
    """Whether the unnamed subject is the one it is done to."""


class _Doer(NamedTuple):
    """The doer as the grammar places it, and the slots that remain behind it."""

    who: list[str]
    rest: list[Slot]
    how: str = "subject"
    light: Light | None = None
    unnamed: tuple[int, int] | None = None


def cast(
    ground: Ground, found: Find, around: Sequence[Slot], clause: tuple[int, int], topic: str | None, country: str | None
) -> Cast:
    """The participants of one event word.

    ``topic`` is who a pronoun or dropped subject would go back to, ``country`` the one that the article is about.
    """
    key = ground.key
    before = [s for s in around if s.end <= found.start]
    after = [s for s in around if s.start >= found.end]
    verb = found.tense != "noun"
    doer = (_of_verb if verb else _of_noun)(ground, found, before, after, clause, topic)
    shape = found.frame.shape
    roles = _roles(key, found.end, doer.rest, verb)
    where = _where(ground, before, after, roles["to"])
    if shape == "none":
        pair = [s.entity for s in _between(before, found, key)] or roles["between"]
        return Cast(_states(ground, pair), (), where, "between" if pair else "none", doer.light)
    if shape == "place":
        return _at_place(ground, found, doer, before, after, clause, where, country)
    if shape == "mutual":
        return _mutual(ground, found, doer, roles, before, where, verb)
    if shape == "to":
        return _to(ground, doer, roles, where, verb, found)
    if shape == "suffer":
        return _suffer(ground, found, doer, roles, where, clause)
    if shape == "on" and found.passive:
        return Cast((), _states(ground, doer.who), where, doer.how, doer.light, doer.unnamed, suffers=True)
    if shape == "on":
        return _on(ground, doer, roles, where, verb, found.frame.type == "attack")
    actors = _states(ground, doer.who)
    return Cast(actors, (), where, doer.how, doer.light, doer.unnamed)


def _of_verb(
    ground: Ground,
    found: Find,
    before: list[Slot],
    after: list[Slot],
    clause: tuple[int, int],
    topic: str | None,
) -> _Doer:
    """The subject of a verb: behind it, before it, or dropped."""
    key = ground.key
    left = key[max(clause[0], found.start - 60) : found.start]
    if _LEADS_BACK.search(left) and not found.passive:
        own = [s.entity for s in before if not s.preposition and not s.joined][-1:]
        who = [topic] if topic else own
        return _Doer(who, after, "topic")
    if _antecedent(found, left):
        own = [s.entity for s in before if words(key, s.end, found.start) <= 3 and not s.joined][-1:]
        mine = own if _WHO.search(left) and found.frame.type != "attack" else []
        if (after and not after[0].preposition) or mine:
            return _Doer(mine, after, "subject" if mine else "relative")
    ahead = _ahead(key, before, found.start, 5)
    if ahead and key[ahead[-1].end : found.start - len(found.particle)].strip('»”" ') in ("", "قد"):
        return _Doer([s.entity for s in ahead], after)  # «أن ترامب سيلتقي …»
    led = _LED.search(left)
    if led and not (ahead and ahead[-1].end > found.start - len(led.group(1)) - 4):
        start = found.start - len(left) + led.start(1)
        return _Doer([], after, "unnamed", None, (start, start + len(led.group(1).rstrip())))
    unnamed = _noun_phrase(key, found.end, clause[1])
    needs = found.frame.needs
    if (
        unnamed
        and needs
        and found.frame.type == "sign-agreement"
        and needs.search(key[unnamed[0] : unnamed[1]].split()[0])
    ):
        unnamed = None  # «أن يوقع المعاهدة»: what the frame needs is its object
    first = after[0] if after else None
    near = first and not first.preposition and words(key, found.end, first.start) <= 4
    gap = key[found.end : first.start] if first and near else ""
    if unnamed and _APART.search(gap):
        return _Doer([], after, "unnamed", None, unnamed)
    if first and near and not _border(gap) and (unnamed or first.start - found.end < 4):
        group = _group(key, after)
        return _Doer([s.entity for s in group], after[len(group) :])
    if unnamed and not (ahead and _adjacent(key, ahead[-1].end, found.start)):
        return _Doer([], after, "unnamed", None, unnamed)
    if ahead:
        return _Doer([s.entity for s in ahead], after)
    if _drops(key, found):
        own = [s.entity for s in before if not s.preposition and not s.joined and s.type != "LOC"][-1:]
        who = own or ([topic] if topic else [])
        return _Doer(who, after, "topic" if who else "subject")
    return _Doer([], after)


def _antecedent(found: Find, left: str) -> bool:
    """Whether the verb is said of the noun before it: «الوزير الذي زار …»، «انفجار استهدف …»."""
    if _WHO.search(left):
        return True
    word = left.split()[-1:] or [""]
    return any(f.frame.type == "attack" for f in nouns_in(word[0])) and found.frame.type == "attack"


def _of_noun(
    ground: Ground,
    found: Find,
    before: list[Slot],
    after: list[Slot],
    clause: tuple[int, int],
    topic: str | None,
) -> _Doer:
    """The doer of a verbal noun: its genitive, a light verb's subject, its adjective, the clause's own subject."""
    key, shape = ground.key, found.frame.shape
    first = after[0] if after else None
    adjective = _adjective(key, found, clause[1])
    if first and not first.preposition and not _border(key[found.end : first.start]):
        gap = key[found.end : first.start]
        close = words(key, found.end, first.start) <= 3 and "،" not in gap and not _VERB.search(gap)
        goal = first.type == "LOC" and (
            found.frame.type == "visit"
            or (shape == "on" and not any(s.preposition in ("علي", "ضد") for s in after[1:3]))
        )
        if close and not goal and not found.owned:
            group = _group(key, after)
            lender = _lent(key, before, found, clause[0]) if shape == "suffer" else None
            if lender and lender[0].role == "subject" and any(lender[1]):
                return _Doer(lender[1], after, "light", lender[0], lender[2])
            return _Doer([s.entity for s in group], after[len(group) :], "genitive")
    lent = _lent(key, before, found, clause[0]) or _relative(key, after, found, clause[1])
    if lent:
        light, owners, unnamed = lent
        owners = [topic] if owners == [_TOPIC] and topic else [o for o in owners if o]
        if not owners and not unnamed and topic and light.role == "subject":
            owners = [topic] if found.owned or _LEADS_BACK.search(key[max(0, found.start - 40) : found.start]) else []
        rest = [s for s in after if s.entity not in owners or s.preposition]
        if owners or unnamed:
            return _Doer(owners, rest, "light", light, unnamed)
    if found.owned:
        owner = _owner(key, before, found)
        who = owner[:1] or ([topic] if topic else [])
        return _Doer(who, after, "topic")
    if shape == "mutual" and not any(s.preposition == "بين" for s in after[:2]):
        pair = _between(before, found, key)
        if pair:
            return _Doer([s.entity for s in pair], after)
    if adjective:
        return _Doer([adjective], after, "nisba")
    if _ADJUNCT.search(key[max(clause[0], found.start - 24) : found.start]):
        return _Doer(_owner(key, before, found), after, "adjunct")
    return _Doer([], after, "none")


def _mutual(
    ground: Ground,
    found: Find,
    doer: _Doer,
    roles: dict[str, list[str]],
    before: list[Slot],
    where: str | None,
    verb: bool,
) -> Cast:
    objects = roles["object"] if (verb and found.frame.type != "sign-agreement") or found.owned else []
    hosts = [g for g in roles["to"] if ground.type(g) in ("ORG", "GROUP")] if not verb and not doer.who else []
    every = [*doer.who, *roles["between"], *roles["with"], *objects, *hosts]
    actors = [a for a in dict.fromkeys(every) if a != where or ground.country(a)]
    homes = {ground.home(a) for a in actors if ground.type(a) == "PER"}
    if len(homes) > 1:  # «رئيس أنغولا …» is one of two, not a third
        actors = [a for a in actors if ground.type(a) == "PER" or ground.state(a) not in homes]
    how = doer.how if doer.who or doer.unnamed else "between" if roles["between"] or roles["with"] else "host"
    return Cast(_states(ground, actors), (), where, how, doer.light, doer.unnamed)


def _to(ground: Ground, doer: _Doer, roles: dict[str, list[str]], where: str | None, verb: bool, found: Find) -> Cast:
    goal = roles["to"] or roles["object"]
    if not verb and not goal and doer.rest and not doer.rest[0].preposition and doer.rest[0].type == "LOC":
        goal = [doer.rest[0].entity]
    who = doer.who
    if not verb and not who:  # «زيارة للرئيس»
        who = [g for g in goal if ground.type(g) == "PER"]
        goal = [g for g in goal if g not in who]
    if verb and not goal:
        return Cast(how="nowhere")
    place = next((g for g in goal if ground.type(g) == "LOC"), None)
    hosts = [ground.state(g) for g in goal if ground.country(g)][:1]
    return Cast(_states(ground, who), tuple(hosts), place or where, doer.how, doer.light, doer.unnamed)


def _suffer(
    ground: Ground,
    found: Find,
    doer: _Doer,
    roles: dict[str, list[str]],
    where: str | None,
    clause: tuple[int, int],
) -> Cast:
    """The subject suffers it, unless something stands behind the subject that he does it to."""
    verb = found.tense != "noun"
    by = roles["by"]
    if not verb and doer.light and doer.light.role == "subject":  # «عين»، «أعلن … تعيين»
        whom = [s.entity for s in doer.rest[:1] if not s.preposition]
        return Cast(_states(ground, doer.who), _states(ground, whom), where, "light", doer.light, doer.unnamed)
    if verb and doer.how == "topic":
        return Cast(_states(ground, doer.who), (), where, "topic")
    if verb and doer.how == "unnamed" and roles["object"] and not found.passive:  # «قتل مسلحون ضابطا»
        return Cast((), _states(ground, roles["object"]), where, "unnamed", None, doer.unnamed)
    if verb and doer.who and not by and not found.passive:
        last = max((s.end for s in _slots_of(doer.who, found, ground, clause)), default=found.end)
        if roles["object"] or _noun_phrase(ground.key, last, clause[1]):
            return Cast(_states(ground, doer.who), _states(ground, roles["object"]), where, doer.how)
    return Cast(_states(ground, by), _states(ground, doer.who), where, doer.how, doer.light, doer.unnamed, suffers=True)


def _slots_of(who: list[str], found: Find, ground: Ground, clause: tuple[int, int]) -> list[Slot]:
    return [s for s in ground.slots(found.end, min(clause[1], found.end + 120)) if s.entity in who][:1]


def _on(ground: Ground, doer: _Doer, roles: dict[str, list[str]], where: str | None, verb: bool, attack: bool) -> Cast:
    suffers = doer.light is not None and doer.light.role == "suffer"
    subject = [] if suffers else doer.who
    if doer.light and doer.light.role == "place":
        where, subject = next((o for o in doer.who if ground.type(o) == "LOC"), where), []
    targets = [*(doer.who if suffers else []), *(roles["object"] if verb else []), *roles["on"]]
    if not verb and not targets and doer.rest and not doer.rest[0].preposition and doer.rest[0].type == "LOC":
        targets = [doer.rest[0].entity]
    if suffers and roles["of"]:
        subject = roles["of"]
    targets = [t for t in targets if t not in subject]
    struck = ground.town if attack else (lambda t: ground.town(t) and not ground.country(t))
    hit = [t for t in targets if not struck(t) or (suffers and t in doer.who)]
    town = next((t for t in targets if struck(t)), None)
    return Cast(_states(ground, subject), _states(ground, hit), where or town, doer.how, doer.light, doer.unnamed)


def _at_place(
    ground: Ground,
    found: Find,
    doer: _Doer,
    before: list[Slot],
    after: list[Slot],
    clause: tuple[int, int],
    where: str | None,
    country: str | None,
) -> Cast:
    """Protests, disasters and elections: no participants but, for elections, the country that votes."""
    if doer.light and doer.light.role == "place":
        where = next((o for o in doer.who if ground.type(o) == "LOC"), where)
    if found.frame.type != "elect":
        return Cast(where=where, how="place", light=doer.light, unnamed=doer.unnamed)
    adjective = _adjective(ground.key, found, clause[1])
    near = [s.entity for s in [*after[:2], *reversed(before)] if ground.country(s.entity)]
    state = adjective or (where if where and ground.country(where) else None) or (near[0] if near else country)
    return Cast(_states(ground, [state] if state else []), (), where, "place", doer.light)


def _noun_phrase(key: str, start: int, end: int) -> tuple[int, int] | None:
    """The words of an explicit noun phrase that begins right here («رجل مسلح»); None where a particle stands."""
    match = re.match(rf" ([{LETTER}]{{3,}}|\d+)((?: [{LETTER}]{{3,}}){{0,3}})", key[start:end])
    if not match or _particle(match.group(1)) or _accusative(match.group(1)):
        return None  # «أرسل تعزيزا»: the accusative is no subject
    if not match.group(1).startswith("ال") and not _agent(match.group(1)):
        return None  # «قرر تعليق …»: an indefinite noun is one only when it can act
    stop = start + match.end(1)
    definite = match.group(1).startswith("ال")
    for word in match.group(2).split():
        adjective = word.endswith(("ي", "يه", "ون", "ين", "ان", "ه")) and word.startswith("ال") == definite
        if _particle(word) or word[0] in "وف" or not (adjective or match.group(1).isdigit()):
            break
        stop += len(word) + 1
    return start + 1, stop


_TOPIC = ""
"""Stands for whoever was spoken of last, where a verb at the head of its clause has no subject («وأجرى اتصالات»)."""
_TIMES = ("TODAY", "YESTERDAY", "TOMORROW", "PART", "SINCE", "WITHIN")
"""Classes of ``time_words.tsv`` that stand alone as adverbs."""


@lru_cache(maxsize=1)
def _particles() -> tuple[frozenset[str], frozenset[str]]:
    """Words that begin no subject (prepositions, conjunctions, adverbs), and beginnings of words whose ب، ل or ك is
    their own."""
    table = rows("event_particles.tsv")
    listed = {fold(w) for r in table if r["use"] != "own" for w in r["words"].split("|")}
    days = {fold(w) for r in rows("weekdays.tsv") for w in r["names"].split("|")}
    times = {fold(w) for r in rows("time_words.tsv") if r["class"] in _TIMES for w in r["words"].split("|")}
    own = {fold(w) for r in table if r["use"] == "own" for w in r["words"].split("|")}
    return frozenset(PREPOSITIONS | listed | days | times), frozenset(own)


def _particle(word: str) -> bool:
    listed, own = _particles()
    if word in listed or (word[0] in "وف" and word[1:] in listed):
        return True
    return word[0] in "بلك" and len(word) > 3 and not any(word.startswith(o) for o in own)


@lru_cache(maxsize=1)
def _agents() -> frozenset[str]:
    """Nouns that act: heads of bodies, titles, people, means of war."""
    nouns = {fold(r["word"]) for r in rows("event_nouns.tsv") if r["note"] in ("people", "means", "agent")}
    heads = {fold(r["head"]) for r in rows("name_heads.tsv") if r["type"] == "ORG"}
    titles = {fold(w) for r in rows("titles.tsv") for w in r["ar"].split("|") if " " not in w}
    bodies = {fold(r["word"]) for r in rows("state_bodies.tsv")}
    return frozenset(nouns | heads | titles | bodies)


def _agent(word: str) -> bool:
    if word.isdigit() or word in _agents() or (word.endswith("ا") and word[:-1] in _agents()):
        return True
    return word.endswith(("ون", "ان", "ين", "ات")) and (word[:-2] in _agents() or word[:-2] + "ه" in _agents())


def _accusative(word: str) -> bool:
    """«حكما»، «تعزيزا»; but «رئيسا فرنسا وتركيا» are two presidents."""
    return word.endswith("ا") and len(word) > 3 and word[:-1] not in _agents()


def _adjacent(key: str, end: int, start: int) -> bool:
    """Whether only a comma, an adverb or قد stands between a noun and the verb behind it."""
    return words(key, end, start) <= 1


def _ahead(key: str, before: list[Slot], at: int, far: int) -> list[Slot]:
    """The subject that stands before its verb, with those that و joined on to it."""
    group: list[Slot] = []
    for slot in reversed(before):
        if group and not group[-1].joined:
            break
        if slot.preposition:
            if group:
                continue
            break
        if not group and words(key, slot.end, at) > far:
            break
        group.append(slot)
    return list(reversed(group))


def _lent(
    key: str, before: list[Slot], found: Find, start: int
) -> tuple[Light, list[str], tuple[int, int] | None] | None:
    """The light verb to a noun's left, and that verb's subject: behind the verb, else before it."""
    pattern, forms = light_verbs()
    last = None
    for match in pattern.finditer(key, max(start, found.start - 200), found.start):
        if not (last and _masdar(key, last, match, forms)):
            last = match
    if last is None or len(_RELATIVE.sub("،", key[last.end() : found.start]).split()) > 11:
        return None
    light = forms[last.group(2)]
    if light.status in ("cancelled", "postponed") and words(key, last.end(), found.start) > 5:
        return None
    if light.role == "announce":
        if found.frame.type not in _MADE_BY_WORD:
            return None
        light = light._replace(role="subject")
    if last.group(1):
        light = light._replace(tense="future")
    behind = [s for s in before if s.start >= last.end()]
    if light.role == "accuse":
        accused = [s for s in behind if not s.preposition][-1:]
        return (light._replace(role="subject", tense="noun"), [accused[0].entity], None) if accused else None
    if behind and not behind[0].preposition and words(key, last.end(), behind[0].start) <= 4:
        return light, [s.entity for s in _group(key, behind)], None
    phrase = _noun_phrase(key, last.end(), found.start)
    if phrase:
        return light, [], phrase
    ahead = [s for s in before if s.end <= last.start()]
    if found.frame.type in _OF_PACTS and _WHO.search(
        key[max(start, last.start() - 12) : last.start()]
    ):  # «المعاهدة التي تعتزم توقيعها …»
        return light, [s.entity for s in ahead if not s.preposition and not s.joined][:1], None
    if _LEADS_BACK.search(key[max(0, last.start() - 12) : last.start()]):
        return light, [s.entity for s in ahead if not s.preposition and not s.joined][:1], None
    owners = [s.entity for s in _ahead(key, ahead, last.start(), 6)]
    return light, owners if owners or last.start() > start + 2 else [_TOPIC], None


def _masdar(key: str, last: re.Match[str], match: re.Match[str], forms: dict[str, Light]) -> bool:
    """Whether a form is the verbal noun that the verb before it governs: «تعتزم تونس فرض عقوبات»."""
    if match.group(1) or match.start(1) > match.start() or forms[match.group(2)].tense != "past":
        return False
    governs = forms[last.group(2)]
    return match.start() - last.end() <= 1 or governs.status in ("planned", "conditional") or governs.role == "announce"


def _between(before: list[Slot], found: Find, key: str) -> list[Slot]:
    """«بين … و…» that stands before its noun («لن يعقد بين الوفدين اجتماع»)."""
    for i, slot in enumerate(before):
        if slot.preposition == "بين" and words(key, slot.start, found.start) <= 10:
            return [slot, *(s for s in before[i + 1 :] if s.joined or s.start == slot.start)]
    return []


def _owner(key: str, before: list[Slot], found: Find) -> list[str]:
    """Whose visit or talks an adjunct means («قال الوزير في ختام زيارة»): the clause's own subject."""
    free = [s for s in before if not s.preposition and not s.joined]
    return [free[0].entity] if free and words(key, free[0].end, found.start) <= 14 else []


def _relative(
    key: str, after: list[Slot], found: Find, end: int
) -> tuple[Light, list[str], tuple[int, int] | None] | None:
    """The light verb of a relative clause behind a noun («الغارات التي شنتها المقاتلات»), and its subject."""
    pattern, forms = light_verbs()
    match = pattern.search(key, found.end, min(end, found.end + 60))
    if match is None or words(key, found.end, match.start()) > 5:
        return None
    after_it = re.match(r" (?:ب|في)(?:ها|ه|هما)(?= )", key[match.end() : match.end() + 8])
    if not match.group(3) and not after_it:
        return None
    light = forms[match.group(2)]
    if match.group(1):
        light = light._replace(tense="future")
    behind = [s for s in after if s.start >= match.end()]
    if behind and not behind[0].preposition and words(key, match.end(), behind[0].start) <= 3:
        return light, [s.entity for s in _group(key, behind)], None
    return light, [], _noun_phrase(key, match.end(), end)


def _drops(key: str, found: Find) -> bool:
    """Whether a verb stands where a dropped subject may be meant: at the head of its clause or behind أنه.

    Who speaks of an attack is seldom the attacker: there only «إنه»، «إنها» lead back.
    """
    left = key[max(0, found.start - 12) : found.start]
    shape = found.frame.shape
    if shape == "to" and not re.match(r" (الي|ل[ء-ي])", key[found.end : found.end + 6]):
        return False  # «ووصل الأمر»: the subject is there, only it bears no name
    if shape in ("on", "suffer") or found.frame.type == "decide":
        return bool(_LEADS_BACK.search(left))
    return bool(re.search(r"(^|[\n.،؛\"«“:] ?|\b(انه|انها|انهم|انهما|ان|قد|كان|كانت) )$", left)) or found.particle in (
        "و",
        "ف",
        "وس",
    )


def _group(key: str, slots: list[Slot]) -> list[Slot]:
    """The first slot and those that و joins on to it, over a relative clause set off by commas."""
    group = slots[:1]
    until = 0
    for slot in slots[1:]:
        last = group[-1]
        if slot.start < until:
            continue
        joined = slot.joined and not slot.preposition
        if slot.start == last.start or (joined and words(key, last.end, slot.start) <= 3):
            group.append(slot)
            continue
        aside = _ASIDE.match(key, last.end)
        if not aside:
            break
        until = aside.end()
        if slot.start < until:
            continue
        if words(key, until, slot.start) <= 2 and not slot.preposition:
            group.append(slot)
    return group


def _roles(key: str, start: int, rest: list[Slot], verb: bool) -> dict[str, list[str]]:
    """What stands behind the event word, by preposition; و hands the role on."""
    roles: dict[str, list[str]] = {k: [] for k in ("object", "between", "with", "on", "to", "by", "in", "of")}
    role = ""
    for i, slot in enumerate(rest[:7]):
        if i and _CUT.search(key, rest[i - 1].end, slot.start):
            break
        far = i and slot.linked and slot.type == "PER" == rest[i - 1].type  # each with his office behind his name
        if (slot.joined or far) and not slot.preposition and role:
            roles[role].append(slot.entity)
            continue
        role = _ROLES.get(slot.preposition, "object" if not slot.preposition and i == 0 else "")
        if slot.preposition in ("من", "قبل"):
            role = "of"
        if role:
            roles[role].append(slot.entity)
        if role == "to":
            roles["on"].append(slot.entity)
    return roles


def _adjective(key: str, found: Find, end: int) -> str | None:
    """The country whose nisba follows an event noun («غارة جوية إسرائيلية»)."""
    if found.tense != "noun":
        return None
    for word in key[found.end : min(end, found.end + 40)].split()[:2]:
        country = nisba(word.strip('."«»“”'))
        if country:
            return country
        if word.endswith("،"):
            break
    return None


def _border(gap: str) -> bool:
    """Whether something stands between that ends the clause or begins another verb's."""
    return bool(
        re.search(
            r"[.؛:]|(^| )(?<!كل )(ان|انه|انها|الذي|التي|حيث|بعد|فيما|بينما|من|في|علي|الي|خلال|مع|ضد|تجاه|نحو|عن)( |$)",
            gap,
        )
    )


def _where(ground: Ground, before: list[Slot], after: list[Slot], goals: list[str]) -> str | None:
    """The place: what follows في or ب behind the word, else before it; a visit's goal."""
    for slot in [*after[:8], *reversed(before)]:
        if slot.type == "LOC" and slot.preposition in ("في", "ب"):
            return slot.entity
    return next((g for g in goals if ground.type(g) == "LOC"), None)


def _states(ground: Ground, ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ground.state(i) for i in ids))
