"""Who speaks: the subject of a reporting verb, named before it, after it, or not at all."""

from __future__ import annotations

from typing import NamedTuple

from khabar.statements.clauses import BORDERS, WAS, indefinite
from khabar.statements.complements import occasion
from khabar.statements.cues import CLAUSE, is_bi
from khabar.statements.dropped import CONTINUING, dropped
from khabar.statements.lexicon import Form, source_noun, source_nouns, words
from khabar.statements.lines import Line
from khabar.statements.nouns import PREPOSITIONS, RELATIVE, possessed, skip_adverbs
from khabar.statements.objects import fronted, is_object
from khabar.statements.participles import joint, subject_of_clause
from khabar.statements.phrases import phrase
from khabar.statements.scene import Scene
from khabar.statements.sources import Phrase

_FAR = 80
"""No subject is looked for further back than so many tokens."""
_WITHIN = words("within-it")
_PRONOUNS = words("pronouns")
_IMPERSONAL = words("impersonal")
_ADJECTIVES = words("adjectives")
_ISSUED = words("issued")
_ISSUES = words("issues")
_OBLIQUE = ("ين", "ي")
"""A sound plural of men that ends so is no subject."""
_COLLECTIVE = ("ه", "ات")
"""The lemma of a noun of bodies or families, whose plural takes a feminine verb, ends so."""
_WOMEN = words("women")
_ON = words("occasion-prepositions")
_LATTER = words("the-latter")
_MEANWHILE = words("meanwhile")
_WHO = words("whoever")
_UNNAMED = words("unnamed")
_BACK = words("backward")
_TURNS = words("turns")
_DENYING = words("denying")
_THINGS = words("things")
_ALREADY = words("already")
_ABOUT = words("about")


class Subject(NamedTuple):
    """Who a verb's speaker is, the token after his name (the verb's own next token if none follows), and the rule."""

    ids: tuple[str, ...]
    stop: int
    rule: str


class _Verb(NamedTuple):
    """A verb of saying in its clause."""

    line: Line
    at: int
    form: Form
    conjunction: str
    limit: int
    """Where its content begins."""
    begin: int
    """Where its clause may begin."""
    scene: Scene
    after: Phrase | None
    """The phrase that follows it."""
    own: bool
    """Whether that phrase stands right behind it and names somebody."""

    @property
    def clause(self) -> bool:
        """Whether its content is a clause («قال إن»)."""
        return self.line.word(self.limit) in CLAUSE

    def named(self, found: Phrase, rule: str) -> Subject:
        """The subject that a phrase before the verb names."""
        return Subject(self.scene.resolve(found), self.at + 1, rule)

    def nobody(self, rule: str) -> Subject:
        return Subject((), self.at + 1, rule)


def subject(line: Line, at: int, form: Form, conjunction: str, limit: int, begin: int, scene: Scene) -> Subject:
    """The speaker of the verb at token ``at``. ``limit``: where its content begins; ``begin``: where its clause may."""
    if form.shape == "participle":
        return _of_participle(line, at, form, begin, scene)
    begin = max(begin, at - _FAR)
    after = phrase(line, at + 1, limit) if form.number == "s" else None
    if _nobody(line, at, form, after, limit):
        return Subject((), at + 1, "nobody")
    own = after is not None and after.first == at + 1 and bool(after.ids or after.sense) and "target" not in form.flags
    verb = _Verb(line, at, form, conjunction, limit, begin, scene, after, own)
    found = _by_relative(verb) or _by_clause_before(verb) or _right_after(verb) or _right_before(verb)
    return found or Subject(dropped(line, at, begin, form, scene), at + 1, "dropped")


def _of_participle(line: Line, at: int, form: Form, begin: int, scene: Scene) -> Subject:
    """The subject of a participle («مضيفا أن»): that of the clause it hangs on."""
    together = joint(line, at, scene) if form.number != "s" and len(scene.here) == 1 else ()
    if together and not scene.fits(scene.here, form):
        return Subject(together, at + 1, "joint")
    return Subject(subject_of_clause(line, at, begin, form, scene), at + 1, "participle")


def _by_relative(verb: _Verb) -> Subject | None:
    """Whom a relative pronoun right before the verb goes back to; nobody for «من يقول» and «ما يقوله»."""
    line, at, form, limit, after = verb.line, verb.at, verb.form, verb.limit, verb.after
    before = line.word(at - 1)
    relative = before in RELATIVE or before.removeprefix("و") in RELATIVE
    if relative and verb.own and (verb.clause or _intransitive(form, after)):
        relative = False
    if before in _WHO and (form.shape == "present" or not form.gender):
        return verb.nobody("relative")  # «من يقول إن …»
    if not relative and before != "ما":
        return None
    if line.word(at - 2) in _THINGS or (before == "ما" and form.shape == "present"):
        return verb.nobody("relative")
    turned = form.clitic or (line.word(limit).endswith(("ها", "ه")) and line.word(limit)[0] == "ب")
    turned = turned or any(line.word(k) in _BACK for k in range(limit + 1, limit + 4))
    if not relative or (turned and after is not None and (after.ids or after.sense)):
        return None
    found = None
    if before.startswith("و"):  # «الوزير، الذي ظهر في …، والذي قال»
        first = next((k for k in range(at - 2, verb.begin - 1, -1) if line.words[k] == before[1:]), None)
        found = _antecedent(line, first) if first is not None else None
    found = found or _antecedent(line, at - 1)
    return verb.named(found, "relative") if found is not None else None


def _by_clause_before(verb: _Verb) -> Subject | None:
    """Whom words before the verb tie to it: «بيان يقول»، «وهو يقول»، «رسالة قال فيها»، «كان الوزير قال»."""
    line, at, form, limit, begin, scene = verb.line, verb.at, verb.form, verb.limit, verb.begin, verb.scene
    after = verb.after
    within = line.word(at + 1) in _WITHIN
    named = verb.own and after is not None and bool(after.ids or after.name) and verb.clause
    if not (verb.conjunction or within or named) and (found := _indefinite_before(line, at, begin)) is not None:
        owner = _issuer(line, at, begin, scene) if found.sense == "paper" else ()
        return Subject(owner or scene.resolve(found), at + 1, "relative")
    if line.word(at - 1) in _PRONOUNS:
        return Subject(dropped(line, at - 1, begin, form, scene), at + 1, "pronoun")
    spoke = phrase(line, at + 2, limit) if within else None
    if spoke is not None and spoke.first == at + 2 and (spoke.ids or spoke.name or spoke.sense):
        return Subject(scene.resolve(spoke), spoke.stop, "verb-subject")
    if within and (owner := _issuer(line, at, begin, scene) or _owner_before(line, at, begin, scene)):
        return Subject(owner, at + 2, "relative")
    was = next((k for k in range(at - 1, max(begin, at - 14) - 1, -1) if line.words[k] in WAS), None)
    led = phrase(line, was + 1, at) if was is not None and was < at - 1 else None
    if led is not None and (led.ids or led.sense):
        return verb.named(led, "subject-verb")
    weak = not verb.clause and limit not in line.quotation and line.word(limit - 1) != ":"
    if weak and not verb.conjunction and form.shape == "present" and not verb.own and indefinite(line, at - 1):
        return verb.nobody("relative")  # «رسومات تعبر عن كذا»
    if "target" in form.flags and after is not None and after.first == at + 1 and not verb.conjunction:
        front = fronted(line, at, begin, form, scene)
        return verb.named(front, "subject-verb") if front is not None else None
    return None


def _right_after(verb: _Verb) -> Subject | None:
    """Who stands right behind the verb, in quotation marks, as a phrase or as a name that nobody marked."""
    line, at, form, limit, scene, after = verb.line, verb.at, verb.form, verb.limit, verb.scene, verb.after
    quotation = line.quotation.get(at + 1)
    if quotation is not None and quotation.last < limit and verb.clause:
        name = line.text(quotation.first, quotation.last)  # «وقالت "كذا" في بيان إن …»
        return Subject((scene.stranger(name, "ORG"),), quotation.last + 1, "verb-subject")
    given = after is not None and is_object(line, at, after, form, verb.conjunction, limit, scene)
    if after is not None and not given and _plausible(line, after, form, limit):
        ids = (after.head in _LATTER and scene.latter(line, at, after.head.endswith("ه"))) or scene.resolve(after)
        if not after.paper:  # «أشار بيان الوزارة»: the verb goes with the paper
            scene.learn_gender(ids, form.gender)
        return Subject(ids, after.stop, "verb-subject")
    if form.number == "s" and "target" not in form.flags and (person := alike(line, at + 1, limit, scene)):
        return Subject((person,), at + 2, "verb-subject")
    return None


def _right_before(verb: _Verb) -> Subject | None:
    """The phrase that opens the clause and reaches the verb; nobody where the verb is impersonal («ويذكر أن»)."""
    line, at, form, begin, conjunction = verb.line, verb.at, verb.form, verb.begin, verb.conjunction
    before = line.word(at - 1)
    if not conjunction and form.lemma not in CONTINUING:
        found = _before(line, at, begin, form, verb.scene)
        if found is not None:
            return verb.named(found, "subject-verb")
    if before.removeprefix("و") in _MEANWHILE and form.shape == "present":
        return verb.nobody("nobody")  # «فيما تشكك في كذا»: what somebody does, not what is said
    impersonal = form.shape == "present" and form.gender == "m" and form.number == "s" and form.lemma in _IMPERSONAL
    if impersonal and (conjunction or at == begin or before in BORDERS or before in "،," or indefinite(line, at - 1)):
        return verb.nobody("impersonal")
    return None


def _intransitive(form: Form, after: Phrase | None) -> bool:
    """Whether who follows the verb can only be its subject («الذي خلصت الاستخبارات إلى أنه …»)."""
    return after is not None and "مفعول" not in form.frames and after.sense != "paper"


def _nobody(line: Line, at: int, form: Form, after: Phrase | None, limit: int) -> bool:
    """Whether the verb at ``at`` names no speaker of the page, neither beside it nor before."""
    if "transitive" in form.flags and not form.clitic and skip_adverbs(line, at + 1, limit) >= limit:
        return True  # a passive: «الذي اتهم بالقتل»
    if after is None or after.ids or after.name or after.more:
        return False
    if after.head.endswith("نا") and possessed(after.head):
        return True  # the page's own reporter: «قال مراسلنا»
    bare = not after.sense and after.first == at + 1 and after.head.startswith("ال")
    return bare and "strict" in form.flags and form.lemma in CONTINUING  # «زادت الانتهاكات»


def _indefinite_before(line: Line, at: int, begin: int) -> Phrase | None:
    """The indefinite phrase that the verb at ``at`` tells more of («محافظين متشددين يدينون …»)."""
    for k in range(at - 1, max(begin, at - 6) - 1, -1):
        noun = source_noun(line.words[k])
        if noun is None or line.name[k] is not None or line.words[k].startswith("ال"):
            continue
        if "ال" + line.words[k] in _ADJECTIVES:  # «وفي موضوع آخر أكد …»
            continue
        if line.word(k - 1) in _ON or (noun.lemma in _TURNS and line.word(k - 1) == "من"):
            continue  # «وفي نص الرسالة أشار …»، «من جهة أخرى طالب …»
        if line.words[k].endswith(("ه", "ي", "يا")) and k > begin and indefinite(line, k - 1):
            continue  # «تعزيزات عسكرية تنذر بكذا»
        found = phrase(line, k, at)
        if found is not None and (found.first, found.stop) == (k, at) and not found.ids and not found.name:
            return found
    return None


def alike(line: Line, i: int, limit: int, scene: Scene) -> str | None:
    """The person of the page whose last name stands unmarked at ``i``, spelt a little differently."""
    if i >= limit or line.tokens[i].kind != "word" or line.name[i] is not None or len(line.words[i]) < 5:
        return None
    if source_noun(line.words[i]) is not None or line.words[i].endswith(("ين", "ان", "ون")):
        return None
    return scene.alike(line.text(i, i + 1))


def _issuer(line: Line, at: int, begin: int, scene: Scene) -> tuple[str, ...]:
    """Who issued the words that «قال فيها» takes up («ونشر فلان تغريدة قال فيها»), no carrier of news."""
    verb = next((k for k in range(at - 1, begin - 1, -1) if line.words[k] in _ISSUES), None)
    if verb is None:
        return ()
    papers = (k for k in range(verb + 1, at) if (n := source_noun(line.words[k])) is not None and n.sense == "paper")
    found = phrase(line, verb + 1, next(papers, at))
    if found is None:  # «وكانت النقابات وجهت رسالة قالت فيها»
        was = next((k for k in range(verb - 1, begin - 1, -1) if line.words[k] in WAS), begin - 1)
        found = phrase(line, was + 1, verb)
    if found is None or found.sense == "media" or not (found.ids or found.name or found.sense in ("person", "body")):
        return ()
    if any(x in scene.roles for x in found.ids) or found.first in line.carrier:
        return ()
    for k in range(found.stop, at):
        name = line.name[k]
        if name is not None and name.first == k and name.particle in ("ل", "لل") and name.mention.type == "PER":
            return (name.mention.entity,)  # «ونشرت الجماعة شريطا لفلان قال فيه»
    return scene.resolve(found)


def _owner_before(line: Line, at: int, begin: int, scene: Scene) -> tuple[str, ...]:
    """Whose speech the words before «قال فيها» name («تصريحات لفلان قال فيها»): the nearest person or body."""
    for kinds in (("PER",), ("ORG", "GROUP")):
        for k in range(at - 1, begin - 1, -1):
            name = line.name[k]
            if name is None or not name.proper or name.first != k or name.mention.type not in kinds:
                continue
            if occasion(line.words[k]):
                continue  # «مؤتمر كذا»
            if k not in line.carrier and not line.platform(name) and not scene.carrier(name.mention, line, k):
                return (scene.stands(name.mention.entity),)
    return ()


def _plausible(line: Line, found: Phrase, form: Form, limit: int) -> bool:
    """Whether a phrase after the verb can be its subject: known, a source noun, or definite with nothing after it."""
    if found.ids or found.name:
        return True
    if found.head[:1].isdigit() or line.word(found.stop - 1) in _BACK:
        return False  # «5 في المئة», «في التماس تقدم به»
    bare = found.head.removeprefix("ال")
    if (
        bare.endswith("ا")
        and not possessed(bare)
        and bare not in source_nouns()
        and line.words[found.first] == found.head
    ):
        return False  # «وكتب تعليقا»، «وقال معلقا»
    noun = source_noun(found.head)
    counted = line.words[found.first] != found.head  # «أحد المسؤولين»
    if form.gender == "m" and noun is not None and noun.plural and noun.lemma.endswith(_COLLECTIVE):
        return False  # «أكد أسر ثلاثة جنود»: of bodies and families the verb is feminine
    if noun is not None and noun.plural and found.head.endswith(_OBLIQUE) and not counted and noun.sense != "body":
        return False  # no nominative: the object («حثت المواطنين على …»)
    if found.sense == "paper" and possessed(found.head) and "مفعول" in form.frames:
        return False
    if form.gender == "f" and found.sense == "person" and not found.more and _masculine(found.head):
        return False
    if found.sense:
        return True
    filled = not form.clitic and skip_adverbs(line, found.stop, limit) >= limit
    if found.head.startswith("ال"):
        return filled
    # «وقال شبان غاضبون إن …»: a verb that takes no object, and words that fill the place before what is said
    many = found.stop - found.first > 1 and not found.head.endswith(("ا", "ين")) and not is_bi(line, found.first)
    many = many and found.head not in _ISSUED
    return filled and many and "مفعول" not in form.frames and line.word(limit) in CLAUSE


def _masculine(head: str) -> bool:
    """Whether a head noun is one man's («الوزير»)."""
    noun = source_noun(head)
    if noun is None or noun.plural or noun.lemma in _WOMEN:
        return False
    return head.removeprefix("ال") == noun.lemma and head[-1] not in "هي"


def _before(line: Line, at: int, begin: int, form: Form, scene: Scene) -> Phrase | None:
    """The subject that stands before its verb: the phrase that opens the clause and reaches the verb."""
    borders = [k + 1 for k in range(begin, at) if line.words[k] in BORDERS]
    for start in dict.fromkeys([*borders[-1:], begin, *(k + 1 for k in range(begin, at) if line.words[k] in "،,")]):
        k = start
        while k < at and (line.words[k] in WAS or line.words[k] in BORDERS):
            k += 1
        found = phrase(line, k, at)
        if found is None or not (found.ids or found.sense) or _unfit(found, form, scene):
            continue
        rest = skip_adverbs(line, found.stop, at)
        goes_on = rest >= at or line.words[rest] in RELATIVE or line.words[rest] in _ALREADY
        if goes_on or line.word(rest + 1) in _UNNAMED:
            return found
        if line.words[rest] in WAS and rest == at - 1:
            return found  # «الوزارة كانت أعلنت كذا»
        if line.words[rest] in _DENYING and (rest == at - 1 or line.word(rest + 2) in _ABOUT):
            return found  # «المراقبين لا يتوقعون»، «مسؤولين لم يكشف عن أسمائهم»
        if line.words[found.stop - 1 : found.stop] and line.word(found.stop) in "،," and line.words[at - 1] in "،,":
            return found
    word = line.word(at - 1)
    if at - 1 >= begin and line.name[at - 1] is None and (possessed(word) or possessed(word.removeprefix("و"))):
        return phrase(line, at - 1, at)
    for last in (at - 1, at - 2) if word not in BORDERS else (at - 1,):
        name = line.name[last] if last >= 0 else None
        if name is None or name.first < begin or name.particle not in ("", "ال", "و") or line.platform(name):
            continue
        if line.word(name.first - 1) not in PREPOSITIONS:
            found = phrase(line, name.first, at)
            return None if found is not None and _unfit(found, form, scene) else found
    return None


def _unfit(found: Phrase, form: Form, scene: Scene) -> bool:
    """Whether one person is named whose gender the verb rules out («قالت» after a man)."""
    one = found.ids if len(found.ids) == 1 and not found.more else ()
    return scene.type_of(one) == "PER" and not scene.fits(one, form)


def _antecedent(line: Line, stop: int) -> Phrase | None:
    """The phrase that a relative pronoun at ``stop`` goes back to."""
    best = None
    for k in range(stop - 1, max(-1, stop - 14), -1):
        name = line.name[k]
        if name is not None and name.first != k:
            continue
        if name is None and source_noun(line.words[k]) is None:
            continue
        found = phrase(line, k, stop)
        if found is not None and found.stop >= stop - 1:
            best = found
    return best
