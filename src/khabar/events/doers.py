"""Who does what a verb or a verbal noun tells.

Arabic news puts the subject behind the verb or before it, or drops it; the doer of a verbal noun is its genitive
(«زيارة الوزير»), its adjective («غارة إسرائيلية»), the subject of a verb that lends him to it («أجرى الوزير محادثات»)
or the clause's own. A subject that bears no name («مسلحون») is one all the same: nobody is looked for in its stead.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from khabar.events.ahead import VERB, adjacent, behind_that, last_free
from khabar.events.ahead import ahead as ahead_of
from khabar.events.frames import Find, Light, light_verbs, nouns_in
from khabar.events.governed import people_of
from khabar.events.nisbas import pairs
from khabar.events.phrases import noun_phrase, starts_none, titled
from khabar.events.slots import LETTER, Ground, Slot, any_of, nisba, words

_ADJUNCT = re.compile(rf"(^| )({any_of('occasion')}) (ال)?$")
_BEHIND = re.compile(rf"(?<![{LETTER}])(?:{any_of('behind')}) $")
"""«واصل فلان منذ توليه الرئاسة …»: the verb before has another object, and the word says whose it is."""

_LEADS_BACK = re.compile(rf"(^|[^ء-ي])[وف]?ب?({any_of('that-he')}) (قد )?$")


_LED = re.compile(rf"(?:^|[^{LETTER}])[وف]?(?:ب?ان|لكن) ((?:ال)?[{LETTER}]{{3,}}(?: ال[{LETTER}]+){{0,2}} )(?:قد )?$")


_WHO = re.compile(rf"(?<!الوقت )(?<!الحين )(?<!اليوم )(?<!العام )(?<![{LETTER}])(?:{any_of('who')}) (?:قد )?$")


_ASIDE = re.compile(rf"، (?:{any_of('aside')})[^،.؛]{{1,90}}، (?=و)")


_RELATIVE = re.compile(rf"، (?:{any_of('aside')}) [^،.؛]{{1,140}}،")


_APART = re.compile(rf"(?<![{LETTER}])(?!ال)[{LETTER}]{{3,}}(?:ون|ان) (?:ال)?$")
"""«هاجم مسلحون الحركة»: with its ن a plural governs no genitive («مسلحو الحركة»), so what follows is another."""


_OF_PACTS = ("sign-agreement", "ratify")


_MADE_BY_WORD = frozenset(
    ["decide", "ceasefire", "sanction", "appoint", "resign", "vote", "elect", "lift-sanction", "ratify"]
)
"""Types that are done by announcing them."""


_TOPIC = ""
"""Stands for whoever was spoken of last, where a verb at the head of its clause has no subject («وأجرى اتصالات»)."""


_BORDERS = re.compile(rf"[.؛:]|(^| )(?<!كل )({any_of('border')})( |$)")


class Doer(NamedTuple):
    """The doer as the grammar places it, and the slots that remain behind it."""

    who: list[str]
    rest: list[Slot]
    how: str = "subject"
    light: Light | None = None
    unnamed: tuple[int, int] | None = None


def of_verb(
    ground: Ground,
    found: Find,
    before: list[Slot],
    after: list[Slot],
    clause: tuple[int, int],
    topic: str | None,
) -> Doer:
    """The subject of a verb: behind it, before it, or dropped."""
    key = ground.key
    left = key[max(clause[0], found.start - 60) : found.start]
    if _LEADS_BACK.search(left) and not found.passive:
        who = [topic] if topic else last_free(before)
        return Doer(who, after, "topic")
    told = [s for s in before[-1:] if s.preposition in ("ل", "علي", "من", "الي") and key[s.end : found.start] == " ان "]
    if told:  # «يمكن للدولة أن تنسحب»، «طلب من الوزير أن يستقيل»
        return Doer([told[0].entity], after)
    if _antecedent(found, left):
        own = [s.entity for s in before if words(key, s.end, found.start) <= 3 and not s.joined][-1:]
        free = found.frame.type != "attack" or (
            before and not before[-1].preposition and not ground.town(before[-1].entity)
        )
        mine = own if _WHO.search(left) and free else []
        if (after and not after[0].preposition) or mine:
            return Doer(mine, after, "subject" if mine else "relative")
    ahead = ahead_of(key, before, found.start, 5)
    that = [] if ahead else behind_that(key, before, found, clause[0])
    if that and not found.passive:  # «أن القوات في البلدة أطلقت …»: behind أنّ a subject stands before its verb
        return Doer([s.entity for s in that], after)
    ahead = ahead or that
    if ahead and key[ahead[-1].end : found.start - len(found.particle)].strip('»”" ') in ("", "قد"):
        return Doer([s.entity for s in ahead], after)  # «أن ترامب سيلتقي …»
    led = _LED.search(left)
    if led and not (ahead and ahead[-1].end > found.start - len(led.group(1)) - 4):
        start = found.start - len(left) + led.start(1)
        return Doer([], after, "unnamed", None, (start, start + len(led.group(1).rstrip())))
    unnamed = noun_phrase(key, found.end, clause[1])
    needs = found.frame.needs
    if (
        unnamed
        and needs
        and found.frame.type == "sign-agreement"
        and needs.search(key[unnamed[0] : unnamed[1]].split()[0])
    ):
        unnamed = None  # «أن يوقع المعاهدة»: what the frame needs is its object
    first = after[0] if after else None
    office = unnamed and titled(key[unnamed[0] : unnamed[1]])
    reach = 8 if first and first.type == "PER" and office else 4  # «اختير وزير التعليم والخبير الاقتصادي فلان»
    near = first and not first.preposition and words(key, found.end, first.start) <= reach
    whole = key[found.end : first.start] if first and near else ""
    gap = people_of().sub("", whole)  # «زار مسؤولون من الحركة البلدة»: the body whose people did it
    if unnamed and first and near and gap == whole and starts_none(key[unnamed[1] : first.start]):
        near = False  # «صوت النواب لصالح الهيئة»
    if unnamed and _APART.search(gap):
        return Doer([], after, "unnamed", None, unnamed)
    if first and near and not _border(gap) and (unnamed or first.start - found.end < 4):
        group = _group(key, after)
        return Doer([s.entity for s in group], after[len(group) :])
    if unnamed and not (ahead and adjacent(key, ahead[-1].end, found.start)):
        return Doer([], after, "unnamed", None, unnamed)
    if ahead:
        return Doer([s.entity for s in ahead], after)
    if _drops(key, found):
        own = [
            s.entity
            for s in before
            if not s.preposition and not s.joined and (s.type != "LOC" or ground.country(s.entity))
        ][-1:]
        who = own or ([topic] if topic else [])
        return Doer(who, after, "topic" if who else "subject")
    return Doer([], after)


def _antecedent(found: Find, left: str) -> bool:
    """Whether the verb is said of the noun before it: «الوزير الذي زار …»، «انفجار استهدف …»."""
    if _WHO.search(left):
        return True
    word = left.split()[-1:] or [""]
    return any(f.frame.type == "attack" for f in nouns_in(word[0])) and found.frame.type == "attack"


def of_noun(
    ground: Ground,
    found: Find,
    before: list[Slot],
    after: list[Slot],
    clause: tuple[int, int],
    topic: str | None,
) -> Doer:
    """The doer of a verbal noun: its genitive, a light verb's subject, its adjective, the clause's own subject."""
    key, shape = ground.key, found.frame.shape
    first = after[0] if after else None
    adjective = adjective_of(key, found, clause[1])
    if first and not first.preposition and not _border(key[found.end : first.start]):
        gap = key[found.end : first.start]
        far = 8 if first.type == "PER" and titled(gap) else 3  # «مقتل زعيم الحركة الملا فلان»
        close = words(key, found.end, first.start) <= far and "،" not in gap and not VERB.search(gap)
        goal = first.type == "LOC" and (
            found.frame.type == "visit"
            or (shape == "on" and not any(s.preposition in ("علي", "ضد") for s in after[1:3]))
        )
        if close and not goal and not found.owned and shape != "deed":
            group = _group(key, after)
            lender = _lent(key, before, found, clause[0]) if shape == "suffer" else None
            if lender and lender[0].role == "subject" and any(lender[1]):
                return Doer(lender[1], after, "light", lender[0], lender[2])
            return Doer([s.entity for s in group], after[len(group) :], "genitive")
    if shape == "mutual" and not any(s.preposition == "بين" for s in after[:2]):
        pair = between(before, found, key)
        if pair:
            return Doer([s.entity for s in pair], after)
    lent = _relative(key, after, found, clause[1]) or _lent(key, before, found, clause[0])
    if lent:
        light, owners, unnamed = lent
        owners = [topic] if owners == [_TOPIC] and topic else [o for o in owners if o]
        if not owners and not unnamed and topic and light.role == "subject":
            owners = [topic] if found.owned or _LEADS_BACK.search(key[max(0, found.start - 40) : found.start]) else []
        rest = [s for s in after if s.entity not in owners or s.preposition]
        if owners or unnamed:
            return Doer(owners, rest, "light", light, unnamed)
    if found.owned:
        owner = _its(ground, before, found) or _owner(key, before, found)
        who = owner[:1] or ([topic] if topic else [])
        return Doer(who, after, "topic")
    if adjective and shape not in ("suffer", "deed"):  # «مصرع المقاتلة البريطانية»: hers, not the doer's
        return Doer([adjective, *_second(key, found, clause[1])], after, "nisba")
    if _ADJUNCT.search(key[max(clause[0], found.start - 24) : found.start]):
        return Doer(_owner(key, before, found), after, "adjunct")
    return Doer([], after, "none")


def _lent(
    key: str, before: list[Slot], found: Find, start: int
) -> tuple[Light, list[str], tuple[int, int] | None] | None:
    """The light verb to a noun's left, and that verb's subject: behind the verb, else before it."""
    pattern, forms = light_verbs()
    last = None
    if found.owned and _BEHIND.search(key[max(start, found.start - 24) : found.start]):
        return None
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
    phrase = noun_phrase(key, last.end(), found.start)
    if phrase and _in_construct(key, phrase, found.start):
        return None
    if phrase:
        return light, [], phrase
    ahead = [s for s in before if s.end <= last.start()]
    if found.frame.type in _OF_PACTS and _WHO.search(
        key[max(start, last.start() - 12) : last.start()]
    ):  # «المعاهدة التي تعتزم توقيعها …»
        return light, [s.entity for s in ahead if not s.preposition and not s.joined][:1], None
    if _LEADS_BACK.search(key[max(0, last.start() - 12) : last.start()]):
        return light, [s.entity for s in ahead if not s.preposition and not s.joined][:1], None
    meant = _meant(key, ahead, last.start(), start)
    if meant:
        return light, [meant.entity], None
    owners = [s.entity for s in ahead_of(key, ahead, last.start(), 6)]
    if not owners and key[last.start()] == "و":  # «… وأجرى محادثات»: who did the last did this
        owners = [s.entity for s in ahead if not s.preposition and not s.joined][-1:]
    opens = key[start : last.start()].split() in ([], ["و"], ["قد"], ["وقد"], ["فقد"], ["لقد"], ["كما"])
    return light, owners if owners or not opens else [_TOPIC], None


def _in_construct(key: str, phrase: tuple[int, int], at: int) -> bool:
    """Whether a noun is but the second half of the phrase before it («نفى وفد المفاوضات»), both the verb's subject."""
    return key[phrase[1] : at] == " ال" and " " not in key[slice(*phrase)] and not key.startswith("ال", phrase[0])


def _meant(key: str, ahead: list[Slot], at: int, start: int) -> Slot | None:
    """Whom a relative clause is about that begins right behind his name («إسرائيل، التي شنت غارات»)."""
    relative = _WHO.search(key[max(start, at - 12) : at])
    if not relative or not ahead:
        return None
    gap = key[ahead[-1].end : max(start, at - 12) + relative.start()]
    return ahead[-1] if not gap.strip(' ،»"”)') else None


def _masdar(key: str, last: re.Match[str], match: re.Match[str], forms: dict[str, Light]) -> bool:
    """Whether a form is the verbal noun that the verb before it governs: «تعتزم تونس فرض عقوبات»."""
    if match.group(1) or match.start(1) > match.start() or forms[match.group(2)].tense != "past":
        return False
    governs = forms[last.group(2)]
    return match.start() - last.end() <= 1 or governs.status in ("planned", "conditional") or governs.role == "announce"


def between(before: list[Slot], found: Find, key: str) -> list[Slot]:
    """«بين … و…» that stands before its noun («لن يعقد بين الوفدين اجتماع»)."""
    for i, slot in enumerate(before):
        if slot.preposition == "بين" and words(key, slot.start, found.start) <= 10:
            return [slot, *(s for s in before[i + 1 :] if s.joined or s.start == slot.start)]
    return []


def _owner(key: str, before: list[Slot], found: Find) -> list[str]:
    """Whose visit or talks an adjunct means («قال الوزير في ختام زيارة»): the clause's own subject."""
    free = [s for s in before if not s.preposition and not s.joined]
    return [free[0].entity] if free and words(key, free[0].end, found.start) <= 14 else []


def _its(ground: Ground, before: list[Slot], found: Find) -> list[str]:
    """Whom the pronoun of a noun means by its gender: «هجومها» a state's or a body's, «زيارته» a person's."""
    kinds = ("LOC", "ORG", "GROUP") if found.word.endswith("ها") else ("PER",)
    free = [s for s in before if not s.preposition and not s.joined and s.type in kinds]
    free = [s for s in free if s.type != "LOC" or ground.country(s.entity)]
    return [free[-1].entity] if free and found.word.endswith("ها") else [free[0].entity] if free else []


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
    return light, [], noun_phrase(key, match.end(), end)


def _drops(key: str, found: Find) -> bool:
    """Whether a verb stands where a dropped subject may be meant: at the head of its clause or behind أنه.

    Who speaks of an attack is seldom the attacker: there only «إنه»، «إنها» lead back.
    """
    left = key[max(0, found.start - 12) : found.start]
    shape = found.frame.shape
    if shape == "to" and not re.match(r" (الي|ل[ء-ي])", key[found.end : found.end + 6]):
        return False  # «ووصل الأمر»: the subject is there, only it bears no name
    opens = (
        found.tense == "past" and found.particle in ("و", "ف", "") and re.search(r"(^|[\n.] ?|كما |[\n.] ?كما )$", left)
    )
    if shape in ("on", "suffer") or (found.frame.type == "decide" and not opens):
        return bool(_LEADS_BACK.search(left))
    return bool(
        re.search(r"(^|[\n.،؛\"«“:] ?|\b(انه|انها|انهم|انهما|ان|قد|كان|كانت|كما|ثم) )$", left)
    ) or found.particle in (
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


def adjective_of(key: str, found: Find, end: int) -> str | None:
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


def _second(key: str, found: Find, end: int) -> list[str]:
    """The country that a second adjective of an event noun joins on («غارات روسية وسورية»)."""
    joined = pairs(key, found.end, min(end, found.end + 60))
    return [state for first, _, _, state in joined if words(key, found.end, first) <= 2][:1]


def _border(gap: str) -> bool:
    """Whether something stands between that ends the clause or begins another verb's."""
    return bool(_BORDERS.search(gap))
