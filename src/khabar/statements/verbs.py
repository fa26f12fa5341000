"""What a reporting verb reports: its content, its speaker, its carriers."""

from __future__ import annotations

from khabar.model import Link
from khabar.statements.acts import act_of
from khabar.statements.chains import (
    carriers_in,
    carry,
    issuer,
    keep_papers,
    mouthpiece,
    occasion_begins,
    once,
    paper_again,
    publisher,
    spoken_to,
    takes_up,
    told_of,
)
from khabar.statements.cues import CLAUSE, CONTENT_PREPOSITIONS, JOINERS, SILENCE, Cue, attribution_at, cue_at, verb_at
from khabar.statements.drafts import Draft
from khabar.statements.lexicon import Form, source_noun, words
from khabar.statements.lines import Line
from khabar.statements.nouns import ADVERBS, adjective, noun_end, possessed, skip_adverbs
from khabar.statements.phrases import phrase
from khabar.statements.scene import Scene
from khabar.statements.spans import content_span, kind_of
from khabar.statements.speakers import Subject, alike, subject

_WHOLE = 5
"""A quotation of more tokens is a sentence, which only somebody who speaks can have said."""
_FAR = 80
"""No carrier is looked for further before its verb than so many tokens."""
_OCCASIONS = words("occasions")
_OFFICE_GOES_ON = words("office-links") | words("adjectives") | {"الرسمي", "الرسميه"}
_OWN = words("own-sources")
_DETERMINERS = words("determiners")
_WITHIN = words("taken-up")
_SPOKEN = words("interviews") | {"سوال"}
_NO_OBJECTS = words("no-objects")
_WAS = words("was")
_RENEWED = words("renewed")
_LAWS = words("laws")
_ATTACHED = words("attached")
_CONVICTING = words("convicting")
_CHARGES = words("convictions")
_CALLING = words("calling")
_ENACTING = words("enacting")
_CHARGED = 8
"""The charge stands so soon behind whoever is convicted («أدانت المحكمة فلانا بتهمة …»)."""
_UNACCUSED = words("target-prepositions")
_ON = words("occasion-prepositions") | words("occasion-openings")


def by_verb(line: Line, at: int, begin: int, scene: Scene) -> Draft | None:
    """The statement that the verb at token ``at`` reports."""
    found = verb_at(line, at)
    if found is None:
        return None
    form, conjunction = found
    if "silent" in form.flags:
        return None
    if form.shape == "participle" and form.gender == "f" and not conjunction and _qualifies(line, at):
        return None
    cue = cue_at(line, at)
    takes = ("مفعول" in form.frames and not _handed_on(line, form, cue)) or (
        "object:past" in form.flags and form.shape == "past" and cue is None
    )
    if takes and "blame" not in form.flags:
        cue = _with_object(line, at, form, conjunction, cue, begin, scene)
    if cue is not None and form.act == "reject" and line.words[cue.start] in SILENCE:
        return None
    if cue is None:
        return _after_quotation(line, at, form, begin, scene)
    if _receives(line, form, cue.start) or _sentences(line, form, cue.start):
        return None
    begin = max(begin, at - _FAR)
    limit = at + 1 if _calls(line, at, form, cue) else cue.start
    who = subject(line, at, form, conjunction, limit, begin, scene)
    if not who.ids or _accused(line, at, form, who, cue.start, scene):
        return None
    if form.lemma in _ENACTING and any(line.words[k] in _LAWS for k in range(at + 1, cue.start)):
        return None  # «أقرت اللجنة قانونا بفرض رسوم»
    inside = scene.within if who.rule in ("dropped", "participle") and _goes_on_inside(form, who, scene) else None
    who = who if inside is None else who._replace(ids=inside.speaker)
    if "strict" in form.flags and not _at_hand(line, who.stop, cue.start):
        return None
    if "joint" in form.flags:
        who = _with_partner(line, who, cue.start, scene)
    first, stop = content_span(line, cue)
    if stop <= first:
        return None
    _, first, inner_stop = kind_of(line, first, stop)
    gap = (max(who.stop, at + 1), cue.start)
    via, chain = _chain(line, at, form, who, begin, gap, stop, scene)
    if inside is not None and not via:
        via, chain = inside.via, "nested"
    draft = Draft(
        line, first, inner_stop, act_of(form, line, first, inner_stop), who.ids, f"{who.rule}:{cue.marker}",
        cue=(at, at + 1), via=via, own_via=bool(via), edge=stop,
    )  # fmt: skip
    draft.chain = chain
    paper = paper_again(line, *gap, scene)
    carry(draft, scene, occasion_begins(line, *gap), takes_up(line, *gap), paper)
    keep_papers(line, *gap, draft.via, scene)
    for k in range(*gap):
        noun = source_noun(line.words[k]) if line.name[k] is None else None
        if noun is not None and noun.sense == "paper":
            scene.remember(noun.lemma, noun.lemma, who.ids)
    draft.target, draft.addressee = _others(line, form, gap, scene, who.ids)
    return draft


def _calls(line: Line, at: int, form: Form, cue: Cue) -> bool:
    """Whether only what is called so stands between the verb at ``at`` and «بأنه» («ووصفت الرد بأنه متناسب»).

    With a pronoun on the verb it is the subject that stands there («ووصفه الوزير بأنه متناسب»).
    """
    if form.lemma not in _CALLING or form.clitic:
        return False
    found = phrase(line, at + 1, cue.start) if cue.start > at + 1 else None
    return found is not None and found.first == at + 1 and _called(line, found.stop) and cue.start == found.stop


def _accused(line: Line, at: int, form: Form, who: Subject, stop: int, scene: Scene) -> bool:
    """Whether the one accused would accuse himself, so that the verb is a passive («وقد اتهمت الحركة بتنفيذ …»)."""
    if "transitive" not in form.flags or who.rule != "dropped" or form.clitic:
        return False
    found = phrase(line, at + 1, stop)
    return found is not None and bool(set(scene.known_as(found)) & set(who.ids))


def _goes_on_inside(form: Form, who: Subject, scene: Scene) -> bool:
    """Whether the one who speaks inside another's words goes on («قال مصدر إن النيابة اتهمت كذا، كما طلبت كذا»)."""
    inside = scene.within
    if inside is None or len(inside.speaker) != 1 or len(who.ids) != 1 or form.number != "s" or not form.gender:
        return False
    outer, inner = scene.gender_of(who.ids[0]), scene.gender_of(inside.speaker[0])
    # whoever relays those words from further out does not speak in their midst
    further = who.ids[0] in [link.entity for link in inside.via[1:]]
    return who.ids != inside.speaker and form.gender == inner and (further or outer != form.gender)


def _handed_on(line: Line, form: Form, cue: Cue | None) -> bool:
    """Whether «قائلا» hands the content on to the words after it («وأكد المسؤول الواقعة قائلا: …»)."""
    if cue is None:
        return False
    last = next((line.word(k) for k in (cue.start - 1, cue.start - 2) if line.word(k) in JOINERS), "")
    return last.startswith("ب") or (last.startswith("قايل") and form.act in ("affirm", "announce"))


def _qualifies(line: Line, at: int) -> bool:
    """Whether the participle at ``at`` is an adjective of the indefinite noun before it («مراكز مشددة»)."""
    before = line.word(at - 1)
    if at == 0 or line.tokens[at - 1].kind != "word" or line.name[at - 1] is not None or line.clock[at - 1]:
        return False
    if line.word(at + 1) in CLAUSE or line.word(at + 1) == ":" or at + 1 in line.quotation:
        return False
    plain = len(before) > 2 and not before.startswith(("ال", "لل", "وال", "بال")) and before not in ADVERBS
    return plain and verb_at(line, at - 1) is None and not before.endswith(("ها", "هم", "ا"))


def _with_partner(line: Line, who: Subject, start: int, scene: Scene) -> Subject:
    """«اتفق الوزير مع السفير على أن …»: both."""
    for k in range(who.stop, start - 1):
        if line.words[k] == "مع":
            found = phrase(line, k + 1, start)
            if found is not None and (found.ids or found.name or found.sense):
                return who._replace(ids=tuple(dict.fromkeys((*who.ids, *scene.resolve(found)))))
    return who


def _chain(
    line: Line, at: int, form: Form, who: Subject, begin: int, gap: tuple[int, int], stop: int, scene: Scene
) -> tuple[tuple[Link, ...], str]:
    """The carriers that the words round the verb at ``at`` name, and the rule that found them."""
    ids, chain = who.ids, "named"
    via = carriers_in(line, *gap, scene, ids)
    noun = source_noun(line.word(at + 1)) if who.rule == "verb-subject" else None
    if noun is not None and noun.sense == "media" and noun.plural:
        via = ()  # «قالت وكالتا كذا وكذا»: they speak themselves
    if not via and noun is not None:
        # «أفادت مصادر الجزيرة بأن …»: the outlet has its own sources
        own = line.word(at + 1).removeprefix("ال") in _OWN and scene.type_of(ids) != "PER"
        via = carriers_in(line, at + 2, who.stop, scene, ids) if own else ()
    if not via and who.rule in ("verb-subject", "dropped", "subject-verb"):
        via, chain = carriers_in(line, begin, _clause_head(line, begin, at), scene, ids), "opening"
    if not via:
        via, chain = _tail(line, stop, scene, ids), "closing"
    taken_up = who.rule == "relative" or line.word(at + 1) in _WITHIN
    if (taken_up or who.rule == "dropped") and (published := publisher(line, begin, at, scene, ids, taken_up)):
        via, chain = published, "publisher"
    if not via and who.rule == "relative":
        via, chain = told_of(line, begin, at, scene, ids), "opening"
    if spoken := mouthpiece(line, *gap, scene, ids):
        via, chain = (*spoken, *via), "mouthpiece"
    elif issued := issuer(line, *gap, scene, ids) or issuer(line, begin, _clause_head(line, begin, at), scene, ids):
        via, chain = once((*issued, *via)), "publisher"
    if not via and (line.word(at + 1) in _WITHIN or who.rule == "joint"):
        via, chain = scene.outer(ids), "nested"
    goes_on = scene.occasion and ids == scene.speaker
    if not via and not goes_on and who.rule in ("dropped", "participle", "pronoun"):
        via, chain = spoken_to(line, begin, at, scene, ids), "opening"
    return via, chain if via else ""


def _at_hand(line: Line, stop: int, start: int) -> bool:
    """Whether nothing of weight stands between a speaker and the content of a verb with other common readings."""
    if line.word(start - 1) == ":" and start in line.quotation:
        return True
    if line.word(start - 1) in JOINERS or any(line.words[k] in _RENEWED for k in range(stop, start)):
        return True  # «ورد التحالف على الاتهامات بالقول إن …»
    if start in line.quotation and line.quotation[start].last - start > _WHOLE:
        return all(line.words[k] not in "،," for k in range(stop, start))
    rest = range(skip_adverbs(line, stop, start), start)
    return len(rest) <= 2 or all(line.words[k].startswith("ال") or line.tokens[k].kind != "word" for k in rest)


def _clause_head(line: Line, begin: int, at: int) -> int:
    """The end of the adverbial that opens a clause («وفي مقال نشرته …، كتب»، «وفي حديث مع … قال»), else ``begin``."""
    if line.word(begin) not in _ON:
        return begin
    spoken = any(line.word(k).removesuffix("ا") in _SPOKEN for k in range(begin, min(begin + 4, at)))
    if not any(_of_speech(line, k) for k in range(begin + 1, min(begin + 5, at))):
        return begin  # «وفي الوقت الذي لم يتسن لقناة كذا …، قال»
    return max((k for k in range(begin, at) if line.words[k] in "،,"), default=at if spoken else begin)


def _of_speech(line: Line, k: int) -> bool:
    """Whether the word at ``k`` is an occasion of speech, a paper, or a carrier of news."""
    noun = source_noun(line.words[k])
    known = noun is not None and noun.sense in ("paper", "media")
    word = line.words[k].removeprefix("ال").removesuffix("ا")
    return known or k in line.carrier or word in _OCCASIONS or word in _SPOKEN


def _tail(line: Line, stop: int, scene: Scene, speaker: tuple[str, ...]) -> tuple[Link, ...]:
    """Carriers named after the content («…»، في مقابلة مع كذا)."""
    k = line.after(stop, '،,»"”.')
    if line.word(k) == "وذلك":
        k += 1
    if line.word(k) in _ON and line.word(k + 1) in _OCCASIONS:
        end = next((m for m in range(k, len(line)) if line.words[m] in ".؛"), len(line))
        return carriers_in(line, k, min(end, k + 14), scene, speaker)
    return ()


def _with_object(
    line: Line, at: int, form: Form, conjunction: str, cue: Cue | None, begin: int, scene: Scene
) -> Cue | None:
    """The cue with a noun phrase as content («أعلن الجيش مقتل …») where such a phrase comes before any other marker."""
    limit = cue.start if cue is not None else min(len(line), at + 30)
    if form.shape == "participle":
        start = skip_adverbs(line, at + 1, limit) if line.word(at + 1) not in ("عن", "علي", "الي") else limit
    else:
        start = at + 1
        after = phrase(line, at + 1, limit)
        own = after is not None and after.sense == "paper" and possessed(after.head)
        led = any(w in _WAS for w in line.words[begin:at])  # «وكانت اللجنة أعلنت، أمس، …»
        far = led and after is not None and after.first > at + 1 and line.words[at + 1] in "،,"
        if after is not None and form.lemma in _CALLING and _called(line, after.stop):
            start = after.stop if form.clitic else at + 1  # «ووصفت المحتجين بأنهم …»
        elif after is not None and (after.ids or after.sense) and not form.clitic and not own and not far:
            start = after.stop
        elif after is not None and after.ids and form.clitic and after.first == at + 1:
            start = after.stop  # «ووصفه فلان بالفاشل»
        elif after is not None and after.sense and "names" in form.flags and form.clitic:
            start = after.stop  # «التي وصفها البيان بأنها …»
        elif not form.clitic and "target" not in form.flags and alike(line, at + 1, limit, scene) is not None:
            start = at + 2
        elif after is None and line.word(at + 1) not in "،," and line.word(at + 1) not in _DETERMINERS:
            return cue
        if after is not None and start == after.stop and _apposed(line, start):
            if cue is not None and cue.marker == "ان":
                return cue  # «أعلن فلان المتحدث باسم كذا أن …»
            start = noun_end(line, start, limit)
        if start == at + 1 and cue is not None and cue.marker == "ان" and _fills(line, start, cue.start):
            return cue  # «أكد الراوي أن»: the subject, whoever he is
        joint = after is not None and bool(after.more)
        start = skip_adverbs(line, start if joint else _past_aside(line, start, limit), limit)
    clause = cue is not None and cue.marker == "ان"
    while start < limit and start > at + 1 and line.name[start] is None and _adjectives(line.words[start], clause):
        # what «التابعة» takes is skipped with it («قناة كذا التابعة للجيش»)
        start = skip_adverbs(line, start + 1, limit)  # «أكد المؤتمر الأسقفي التشيلي، الجمعة، أن»
    if cue is not None and _is_target(line, form, start, cue):
        return cue
    if start >= limit or line.tokens[start].kind != "word":
        return cue
    if cue is not None and cue.marker == "ان" and line.words[cue.start - 1] in "،,":
        return cue  # «أعلن الوزير خلال اجتماع عقده …، أن …»
    word = line.words[start]
    if attribution_at(line, start) is not None:
        return cue
    if word in CLAUSE or word in _NO_OBJECTS or verb_at(line, start):
        return cue
    if cue is not None and word.startswith("ل") and len(word) > 3 and line.name[start] is None:
        return cue
    if word in _RENEWED and (further := _behind(line, start + 1, limit + 1)) is not None:
        return Cue(at, form, conjunction, *further)  # «وجدد الرئيس التأكيد، في خطابه، على أن …»
    name = line.name[start]
    if name is not None and name.particle not in ("", "ال"):
        return cue
    if cue is not None and cue.marker == "quote" and cue.start - start > 0 and form.lemma not in ("وصف",):
        return cue._replace(start=start, marker="object")
    return Cue(at, form, conjunction, start, "object")


def _behind(line: Line, first: int, stop: int) -> tuple[int, str] | None:
    """Where the preposition of a noun of saying stands, commas and adverbials between («التأكيد، في خطابه، على أن»)."""
    leads = [k for k in range(first, min(stop, len(line))) if line.words[k] in CONTENT_PREPOSITIONS - _ON]
    led = next((k for k in leads if line.word(k + 1) in CLAUSE), leads[0] if leads else None)
    return None if led is None else (led, line.words[led])


def _called(line: Line, k: int) -> bool:
    """Whether «بأنه» stands at ``k``, so that the noun before it is what is called so."""
    return k < len(line) and line.words[k] in CLAUSE and line.words[k].startswith("ب")


def _adjectives(word: str, clause: bool) -> bool:
    """Whether a word goes on with the subject's adjectives («الروسي»; where a clause follows, «والإيراني» as well)."""
    return adjective(word) or word in _ATTACHED or (clause and word[:1] == "و" and adjective(word[1:]))


def _is_target(line: Line, form: Form, start: int, cue: Cue) -> bool:
    """Whether only a person whom the verb is done to stands before its preposition («شكر نظيره الروسي على دعمه»)."""
    if "target" not in form.flags or cue.marker not in form.frames or start >= cue.start:
        return False
    found = phrase(line, start, cue.start)
    person = found is not None and found.first == start and (found.sense == "person" or possessed(line.words[start]))
    return person and found is not None and skip_adverbs(line, found.stop, cue.start) >= cue.start


def _receives(line: Line, form: Form, first: int) -> bool:
    """Whether a person follows whom somebody receives, so that nothing is said («رحب بضيفه في القصر»)."""
    if "receives" not in form.flags:
        return False
    name, word = line.name[first], line.words[first]
    if name is not None:
        return name.first == first and name.mention.type == "PER"
    noun = source_noun(word[1:]) if word.startswith("ب") else None
    return possessed(word[1:]) or (noun is not None and noun.sense == "person")


def _sentences(line: Line, form: Form, first: int) -> bool:
    """Whether a court finds somebody guilty («أدانت المحكمة فلانا بتهمة القتل»), which is no speech."""
    if form.lemma not in _CONVICTING:
        return False
    return any(line.word(k).removeprefix("ب") in _CHARGES for k in range(first + 1, first + _CHARGED))


def _fills(line: Line, start: int, limit: int) -> bool:
    """Whether a definite noun at ``start`` fills all the place up to a clause, so that it is no object."""
    return line.words[start].startswith("ال") and skip_adverbs(line, noun_end(line, start, limit), limit) >= limit


def _apposed(line: Line, start: int) -> bool:
    """Whether an office at ``start`` tells more of the person named right before it."""
    before = line.name[start - 1]
    if before is None or before.mention.type != "PER" or start >= len(line):
        return False
    if (held := line.name[start]) is not None:
        return not held.proper and held.mention.type == "PER"
    noun = source_noun(line.words[start]) if line.words[start].startswith("ال") else None
    return noun is not None and noun.sense == "person" and not noun.plural and line.word(start + 1) in _OFFICE_GOES_ON


def _past_aside(line: Line, start: int, limit: int) -> int:
    """The token after an aside that tells more of the subject («، العضو في المجلس،»، «الحليف السابق، والمقيم …،»)."""
    noun = source_noun(line.words[start]) if start < limit and line.words[start].startswith("ال") else None
    if noun is not None and noun.sense in ("person", "crowd") and line.name[start] is None:
        comma = next((k for k in range(start + 1, min(limit, start + 8)) if line.words[k] in "،,"), None)
        start = comma if comma is not None and line.words[comma + 1 : comma + 2] != [] else start
    if (
        start < limit
        and line.words[start] in "،,"
        and start + 1 < limit
        and line.words[start + 1].startswith(("ال", "وال", "وهو", "وهي"))
    ):
        close = next((k for k in range(start + 1, min(limit, start + 14)) if line.words[k] in "،,"), None)
        if close is not None:
            return close + 1
    return start


def _after_quotation(line: Line, at: int, form: Form, begin: int, scene: Scene) -> Draft | None:
    """The statement of a quotation that stands before its verb («"…"، قال الوزير»)."""
    if form.shape == "participle" or "اقتباس" not in form.frames:
        return None
    k = at - 1
    while k >= begin and line.words[k] in "،,.–-":
        k -= 1
    quotation = next((q for q in line.quotations if q.last == k and q.first - 1 >= begin), None)
    if quotation is None or quotation.last - quotation.first < 3:
        return None
    who = phrase(line, at + 1, len(line))
    ids = scene.resolve(who) if who is not None and (who.ids or who.sense) else scene.speaker
    if not ids:
        return None
    draft = Draft(
        line, quotation.first, quotation.last, act_of(form, line, quotation.first, quotation.last), ids, "quote-verb",
        cue=(at, at + 1), edge=who.stop if who is not None else at + 1,
    )  # fmt: skip
    draft.via = carriers_in(line, draft.edge, min(len(line), draft.edge + 8), scene, ids)
    draft.own_via, draft.chain = bool(draft.via), "named" if draft.via else ""
    carry(draft, scene, False)
    return draft


def _others(
    line: Line, form: Form, gap: tuple[int, int], scene: Scene, speaker: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The target (accused, warned, urged) and the addressee named between speaker and content."""
    target: list[str] = []
    addressee: list[str] = []
    for i in range(*gap):
        name = line.name[i]
        if name is None or name.first != i:
            continue
        identity = scene.stands(name.mention.entity)
        if identity in speaker:
            continue
        if name.particle in ("ل", "لل"):
            if scene.carrier(name.mention, line, i) is None:
                addressee.append(identity)
        elif "target" in form.flags and line.word(i - 1) not in _UNACCUSED:
            target.append(identity)
    return tuple(dict.fromkeys(target)), tuple(dict.fromkeys(addressee))
