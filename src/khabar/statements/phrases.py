"""Noun phrases as sources: who the phrase that begins at a token names."""

from __future__ import annotations

from khabar.names.lexicon import score
from khabar.statements.complements import description_end
from khabar.statements.cues import JOINERS, attribution_at, verb_at
from khabar.statements.holders import after_clause, apposed, past_bound, person_after
from khabar.statements.lexicon import source_noun, words
from khabar.statements.lines import Line, Name
from khabar.statements.nouns import PREPOSITIONS, RELATIVE, adjective, noun_end, possessed, skip_adverbs
from khabar.statements.offices import is_served, is_title, only_owns
from khabar.statements.sources import Phrase, alias, ally_after, medium_after
from khabar.statements.strangers import stranger

_LONG_NAME = 6
"""A name in quotation marks has fewer words."""
_NO_HEADS = words("no-heads")
_COUNT = words("count")
_KIN = words("kin")
_SITES = words("own-sites")
_ISSUED = words("issued")


def phrase(line: Line, i: int, stop: int) -> Phrase | None:
    """Who the noun phrase at ``i`` names, looking no further than ``stop``; None where no source stands there."""
    i = skip_adverbs(line, i, stop)
    if i >= stop or line.tokens[i].kind not in ("word", "open"):
        return None
    if line.words[i] == "كل" and line.word(i + 1) == "من":
        i += 2
    start = i
    if line.tokens[i].kind == "open":
        if i in line.quotation or i + 1 >= stop or line.name[i + 1] is None:
            return None
        i += 1
    name = line.name[i]
    if name is not None and name.first == i:
        if name.particle not in ("", "ال", "و", "ف", "وال") or line.platform(name):
            return None
        return named_phrase(line, name, stop)
    return described_phrase(line, start, stop)


def named_phrase(line: Line, name: Name, stop: int) -> Phrase:
    """A phrase that begins with a name: the name, those joined to it by «و», a person put after an office."""
    end = name.last + 1
    if end < stop and line.tokens[end].kind == "close":
        end += 1
    if name.mention.type in ("ORG", "LOC", "GROUP"):
        while end < stop and line.name[end] is None and adjective(line.words[end]):
            end += 1
        noun = source_noun(line.words[name.first])
        if noun is not None and noun.sense == "media" and (known := alias(line, name.first, end, noun.role)):
            return known._replace(first=name.first)
        short = line.name[end + 1] if end + 1 < stop and line.words[end] == "(" else None
        if short is not None and short.proper and short.mention.type == "ORG" and line.word(short.last + 1) == ")":
            return Phrase((short.mention.entity,), name.first, short.last + 2)
    if not name.proper:
        person = apposed(line, end, stop)
        if person is not None and not only_owns(line, name.first, person.first):
            title, text = line.words[name.first], line.text(name.first, name.last + 1)
            return Phrase((person.mention.entity,), name.first, person.last + 1, text, title, "person")
    found = Phrase(_ids(line, name), name.first, end)
    if name.mention.rule == "title:office":
        # the table knows who holds the office; the page may have named him by it, spelled another way
        word = line.words[name.first].removeprefix(name.particle if name.particle != "ال" else "")
        found = found._replace(head=word, words=line.text(name.first, name.last + 1), sense="office")
    if name.mention.rule == "class-noun":
        word = line.words[name.first].removeprefix(name.particle if name.particle != "ال" else "")
        found = found._replace(head=word, words=word, sense="class")
        for k in range(name.last + 1, min(name.last + 7, stop - 1)):
            if line.words[k] in PREPOSITIONS or k + 1 in line.carrier:
                break
            quoted = line.name[k + 1] if line.tokens[k].kind == "open" else None
            if quoted is not None and quoted.proper and quoted.mention.type == "ORG":
                return Phrase((quoted.mention.entity,), name.first, min(quoted.last + 2, stop))
    return _joined(line, found, stop)


def _joined(line: Line, found: Phrase, stop: int) -> Phrase:
    """The phrase with those joined to it by «و»: names, and definite source nouns («المتظاهرون والنقابات»)."""
    more: list[Phrase] = []
    end = found.stop
    while end < stop and len(more) < 6:
        k = end + 1 if line.words[end] in "،," and end + 1 < stop else end
        after = line.name[k]
        if after is not None and after.first == k and after.particle in ("و", "وال"):
            more.append(Phrase(_ids(line, after), k, after.last + 1))
        elif after is None and k == end and (medium := medium_after(line, k, stop)) is not None:
            more.append(medium)
        elif after is None and k == end and found.ids and (ally := ally_after(line, k, stop)) is not None:
            more.append(ally)
        elif after is None and (sense := _and_others(line, k, found, k > end)):
            last = noun_end(line, k, stop)
            last = last if line.words[k].startswith("وال") else description_end(line, last, stop, sense)
            text = line.text(k, last)
            more.append(Phrase((), k, last, text[text.index("و") + 1 :], line.words[k][1:], sense))
        else:
            break
        end = more[-1].stop
    return found._replace(more=tuple(more), stop=end) if more else found


def _and_others(line: Line, k: int, found: Phrase, apart: bool) -> str:
    """What kind of source «و» joins to a phrase at ``k``: a definite one, or a sound plural to a plural.

    ``apart``: whether a comma stands between, after which a definite noun may begin something else.
    """
    word = line.words[k]
    noun = source_noun(word[1:]) if word[0] == "و" and (found.sense or found.ids) else None
    if noun is None or noun.sense not in ("body", "crowd", "person"):
        return ""
    if word.startswith("وال"):
        return "" if apart else noun.sense
    first = source_noun(found.head)
    alike = first is not None and first.plural and first.sense in ("person", "crowd")
    return noun.sense if alike and word.endswith(("ون", "ين")) and not found.head.startswith("ال") else ""


def _ids(line: Line, name: Name) -> tuple[str, ...]:
    """The entities of a name; a reference to two («الجانبان») stands in the line once for each."""
    return tuple(dict.fromkeys((name.mention.entity, *line.also.get(name.first, ()))))


def described_phrase(line: Line, i: int, stop: int) -> Phrase | None:
    """A phrase that begins with a common noun: the person or body it leads to, else an unnamed source."""
    counted = _counted(line, i, stop)
    if counted > i:
        found = described_phrase(line, counted, stop)
        if found is not None and found.sense and not (found.ids or found.name):
            return found._replace(first=i, words=line.text(i, found.stop))
    word = line.words[i]
    bare = source_noun(word) is None and len(word) > 3 and not line.name[i] and not possessed(word)
    conjoined = bare and word[0] in "وف"
    led = _led(word) if bare else ""  # «وفقا لمدير …»
    head = word[1:] if conjoined else led or word
    noun = source_noun(head)
    own = possessed(head) and not line.text(i, i + 1).endswith("ة")  # «متابعه», no «متابعة الوضع»
    end = noun_end(line, i, stop)
    if end <= i:
        return None
    sense = noun.sense if noun else ("person" if own else "")
    if head in _KIN and i + 1 < end < stop and not line.text(end - 1, end).startswith("ال"):
        end = stranger(line, end, stop, office=True) or end  # «محامو فلان الفلاني»: more of his name
    if not sense and (name_end := stranger(line, i, stop, office=False)) is not None:
        joined = conjoined and score(word[1:]) > 4 > score(word)
        return Phrase((), i, name_end, name=line.text(i, name_end)[joined:])
    if not sense and _no_source(line, i):
        return None
    if sense in ("person", "crowd", ""):
        person = person_after(line, i, end, stop, bool(sense))
        if person is not None:
            held = Phrase((person.mention.entity,), i, person.last + 1, line.text(i, person.first), head, "person")
            return _and_his_like(line, held, stop)
        if sense == "person" and (noun is None or not noun.plural):
            unmarked = _unmarked_person(line, i, end, stop, head)
            if unmarked is not None:
                return unmarked
    if noun is not None and (sense == "paper" or noun.lemma in _SITES):
        owner = _issuer(line, i + 1, stop, noun.lemma in _SITES)
        if owner is not None:
            return owner._replace(first=i, stop=max(end, owner.stop), paper=noun.lemma)
    inside = [name for m in range(i, end) if (name := line.name[m]) is not None and name.first == m]
    body = next((n for n in inside if n.proper and n.mention.type in ("ORG", "GROUP")), None)
    if body is not None and body.first - i <= 2 and sense in ("body", "media"):
        between = range(i + 1, body.first)
        if all(line.tokens[m].kind == "open" or not line.words[m].startswith("ال") for m in (i, *between)):
            end = max(end, body.last + 1)
            if sense == "media" and end < stop and line.tokens[end].kind == "close":
                end += 1
            while sense == "media" and end < stop and line.name[end] is None and adjective(line.words[end]):
                end += 1
            held = Phrase((body.mention.entity,), i, end, line.text(i, end), head, sense or "body")
            return _joined(line, held, stop) if sense == "media" else held
    if sense == "media" and noun is not None and not noun.plural and (known := alias(line, i, end, noun.role)):
        return known._replace(first=i, words=line.text(i, end), head=head, sense=sense)
    if sense == "media" and noun is not None and not noun.plural and end == i + 1 and not word.startswith("ال"):
        name_end = stranger(line, end, stop, office=False)
        if name_end is not None:
            return Phrase((), i, name_end, "", head, "media", name=line.text(end, name_end))
    if sense in ("media", "body") and noun is not None and not noun.plural:
        quoted = quoted_name(line, i, stop) or _closing_name(line, i, end)
        bearer = line.name[quoted[0] + 1] if quoted is not None else None
        if bearer is not None:
            return Phrase((bearer.mention.entity,), i, end, line.text(i, end), head, sense)
        if quoted is not None:
            known_as = line.text(quoted[0] + 1, quoted[1])
            return Phrase((), i, max(end, quoted[1] + 1), "", head, sense, name=known_as)
    if head.endswith("تا") and noun is not None and end < stop and line.words[end].startswith("وال"):
        end = noun_end(line, end, stop)  # «وزارتا المالية والطاقة»
    end = description_end(line, end, stop, sense)
    served = line.name[end] if end < stop else None
    if served is not None and served.first == end and served.mention.type == "PER" and is_served(line, i, end):
        end = served.last + 1
    text = line.text(i, end)
    if conjoined or led:
        text = "ال" + text[2:] if word.startswith("لل") else text[1:]
    return _joined(line, Phrase((), i, end, text, head, sense), stop)


def _unmarked_person(line: Line, i: int, end: int, stop: int, head: str) -> Phrase | None:
    """The person whom nobody marked, named after the office at ``i``, which ends at ``end`` or further."""
    full = description_end(line, end, stop, "person")
    at = _name_place(line, full, stop)
    name_end = stranger(line, at, stop, office=True)
    quoted = quoted_name(line, at - 1, stop) if name_end is None and _marked(line, at) else None
    if quoted is not None:
        first, last = quoted
        return Phrase((), i, last + 1, line.text(i, full), head, "person", name=line.text(first + 1, last))
    if name_end is not None and not only_owns(line, i, at):
        return Phrase((), i, name_end, line.text(i, full), head, "person", name=line.text(at, name_end))
    return None


def _name_place(line: Line, full: int, stop: int) -> int:
    """Where an unmarked person's name may stand after a description that ends at ``full``."""
    at = line.after(full) if full < stop else full
    more = line.words[full][1:] if at == full < stop and line.words[full].startswith("وال") else ""
    if more and source_noun(more) is not None:
        further = full + 1  # «المتحدث باسم إدارة الهجرة والجمارك فلان الفلاني»
        while further < stop and adjective(line.words[further]):
            further += 1
        at = further if stranger(line, further, stop, office=True) is not None else at
    if at < stop and line.words[at] in RELATIVE:
        at = after_clause(line, at, stop)
    at = past_bound(line, at, stop)
    while at < stop and is_title(line.words[at]) and line.name[at] is None:
        at += 1
    return at


def _and_his_like(line: Line, found: Phrase, stop: int) -> Phrase:
    """With those who hold the same office elsewhere («الرئيسان الروسي فلان والإيراني فلان»)."""
    more: list[Phrase] = []
    k = found.stop
    while k + 1 < stop and line.name[k] is None and line.words[k].startswith("وال") and adjective(line.words[k][1:]):
        other = line.name[k + 1]
        if other is None or not other.proper or other.mention.type != "PER" or other.particle:
            break
        more.append(Phrase((other.mention.entity,), k, other.last + 1))
        k = other.last + 1
    return found._replace(more=tuple(more), stop=k) if more else found


def _marked(line: Line, at: int) -> bool:
    """Whether quotation marks that hold no speech open at ``at``."""
    return at < len(line) and line.tokens[at].kind == "open" and at not in line.quotation


def _led(word: str) -> str:
    """The source noun that «ل» is written on («للناطق»: الناطق), empty where there is none."""
    noun = ("ال" + word[2:]) if word.startswith("لل") else word[1:] if word[0] == "ل" else ""
    return noun if noun and source_noun(noun) is not None else ""


def quoted_name(line: Line, i: int, stop: int) -> tuple[int, int] | None:
    """The marks of a short quoted name that nobody knows, right after the noun at ``i`` («مؤسسة "كذا"»)."""
    first = next((k for k in range(i + 1, min(stop, i + 3)) if line.tokens[k].kind == "open"), None)
    if first is None or line.words[i].startswith("ال") or line.words[first - 1].startswith("ال"):
        return None
    last = next(
        (k for k in range(first + 1, min(len(line), first + _LONG_NAME)) if line.tokens[k].kind != "word"), first
    )
    fresh = last > first + 1 and line.tokens[last].kind == "close" and line.name[first + 1] is None
    return (first, last) if fresh else None


def _closing_name(line: Line, i: int, end: int) -> tuple[int, int] | None:
    """The marks of the quoted name that closes the description at ``i`` («وكالة التصنيف "كذا"»)."""
    if end - 2 <= i or line.tokens[end - 1].kind != "close":
        return None
    first = next((k for k in range(end - 2, i, -1) if line.tokens[k].kind == "open"), None)
    short = first is not None and first + 1 < end - 1 <= first + _LONG_NAME
    if first is None or not short:
        return None
    name = line.name[first + 1]
    return (first, end - 1) if name is None or (name.proper and name.mention.type == "ORG") else None


def _issuer(line: Line, i: int, stop: int, marked: bool = False) -> Phrase | None:
    """Whose paper it is: a name or a definite body or person right after its noun («بيان الجيش»، «تقرير للبنك …»).

    ``marked``: where the owner is only told by «ل» («الموقع الرسمي للوزارة»).
    """
    while i + 1 < stop and line.name[i] is None and (adjective(line.words[i]) or _issued(line, i)):
        i += 1
    if i >= stop:
        return None
    name = line.name[i]
    if name is not None:
        fits = name.first == i and name.mention.type in ("ORG", "PER", "GROUP") and i not in line.carrier
        fits = fits and name.particle in (("ل", "لل") if marked else ("", "ال", "ل", "لل"))
        return _joined(line, Phrase(_ids(line, name), i, name.last + 1), stop) if fits else None
    counted = _counted(line, i, stop)
    word = line.words[i]
    led = _led(word) if source_noun(word) is None else ""
    noun = source_noun(led or line.words[counted])
    if noun is None or noun.sense not in ("person", "body", "crowd") or (marked and not led):
        return None
    settled = led or counted > i or word.startswith("ال") or noun.sense == "body" or _issued(line, i - 1)
    return described_phrase(line, i, stop) if settled else None


def _issued(line: Line, i: int) -> bool:
    """Whether the word at ``i`` stands between a paper and whoever issued it («صادر عن»، «الذي أعدته»)."""
    word, before = line.words[i].removeprefix("ال"), line.word(i - 1).removeprefix("ال")
    if line.words[i] in RELATIVE:
        return line.word(i + 1) in _ISSUED
    return word in _ISSUED or (word in ("عن", "من") and before in _ISSUED)


def _counted(line: Line, i: int, stop: int) -> int:
    """The token of the noun that a number or quantity at ``i`` counts («ثلاثة مصادر»، «عدد من الخبراء»), else ``i``."""
    k = i
    while k < stop and (line.words[k] in _COUNT or line.words[k].isdigit()):
        k += 1
    if k > i and k < stop and line.words[k] == "من":
        k += 1
    return k if i < k < stop and line.name[k] is None and source_noun(line.words[k]) is not None else i


def _no_source(line: Line, i: int) -> bool:
    """Whether the word at ``i`` begins no noun phrase at all («قائلا»، «بالقول»، «بحسب …»)."""
    word = line.words[i]
    return (
        word in JOINERS
        or word in PREPOSITIONS
        or word in _NO_HEADS
        or verb_at(line, i) is not None
        or attribution_at(line, i) is not None
    )
