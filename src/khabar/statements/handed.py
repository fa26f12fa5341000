"""Words handed on: «ونقلت وكالة كذا عن فلان قوله إن …»، «وجاء في البيان أن …»."""

from __future__ import annotations

from khabar.model import Link
from khabar.statements.acts import act_of
from khabar.statements.chains import carriers_in, carry, keep_papers, paper_again
from khabar.statements.cues import Cue, content_place
from khabar.statements.drafts import Draft
from khabar.statements.dropped import topic
from khabar.statements.lexicon import Form, source_noun, words
from khabar.statements.lines import Line, Name
from khabar.statements.nouns import skip_adverbs
from khabar.statements.phrases import named_phrase, phrase
from khabar.statements.scene import Scene
from khabar.statements.sources import Phrase
from khabar.statements.spans import content_span, kind_of

_RELAYS = words("relays")
_PAPER_VERBS = words("paper-verbs")
_OWNED = words("owned-papers")
_GIST = words("gist")
_PAPER = Form("جاء", "say", frozenset(("ان", "اقتباس")), frozenset(), "past", "", "s")
_GENDER = {"عنه": "m", "عنها": "f"}
_HIS = words("his-words")
_ASCRIBES = words("ascribing")
_OF_HIM = words("of-him")
_INSIDE = words("inside-paper")
_MENTION = words("bare-mention")
_NEXT = 4
"""What is said begins so soon behind «قوله»: an address may stand between («قوله للصحفيين إن»)."""
_TOLD = 12
"""«قوله» stands no further behind a verb of handing on than so many tokens."""
_GAP = 40
"""What a paper says begins no further behind its verb than so many tokens."""
_FROM = frozenset(("عن",))
_OF = frozenset(("عن", "الي"))


def hands_on(word: str) -> bool:
    """Whether a word may hand words on, or be the verb of a paper."""
    return word in _RELAYS or word in _GIST or word in _PAPER_VERBS


def by_relay(line: Line, at: int, scene: Scene) -> Draft | None:
    """«ونقلت وكالة كذا عن فلان قوله إن …»: the one quoted speaks, the one who relays is the link."""
    if line.words[at] not in _RELAYS or line.name[at] is not None:
        return None
    if line.word(at + 1) in _OF_HIM:
        return _of_pronoun(line, at, scene)
    if (told := _carrier_tells(line, at, scene)) is not None:
        return told
    sources = _OF if line.words[at].removeprefix("و") in _ASCRIBES else _FROM
    near = range(at + 1, min(len(line), at + 16))
    of = next((k for k in near if line.words[k] in sources and not line.inside[k]), None)
    tongue = next((k for k in near if line.words[k] == "لسان"), None)
    if tongue is not None and (of is None or tongue < of):
        of = tongue
    if of is None and line.words[at].removeprefix("و") in _ASCRIBES:
        of = _ascribed(line, at)
    if of is None:
        return _own_words(line, at, scene)
    form = Form("نقل", "say", frozenset(("ان", "اقتباس", "ب")), frozenset(), "past", "", "s")
    place = _behind_told(line, of, form) or content_place(line, of, form)
    if place is None:
        return None
    start, marker = place
    name = line.name[of]
    who = phrase(line, of + 1, start) if name is None else named_phrase(line, name, start)
    if who is None or not (who.ids or who.name or who.sense or who.head.startswith("ال")):
        return None
    ids = scene.resolve(who)
    carrier = phrase(line, at + 1, of)
    link_ids = scene.resolve(carrier) if carrier is not None else ()
    via = tuple(
        Link(entity=x, role="agency", cue=line.source(carrier.first, carrier.stop)) for x in link_ids if carrier
    )
    named = carriers_in(line, at + 1, of, scene)
    via = named or via
    if of == at + 1 and not (via := carriers_in(line, max(0, at - _GAP), at, scene, ids)):
        # «ونقلت عن فلان قوله»: the carrier that spoke last
        carried = scene.roles.keys() | {c.id for c in line.carrier.values()}
        spoke = scene.here or (scene.speaker if scene.number - scene.spoke_at <= 1 else ())
        teller = next((v for v in ((scene.here or scene.speaker), *scene.heard()) if v and v[0] in carried), ())
        teller = teller or (spoke if scene.type_of(spoke) == "ORG" else ())
        cue_span = line.source(at, at + 1)
        via = tuple(Link(entity=x, role=scene.roles.get(x, "other"), cue=cue_span) for x in teller if x not in ids)
    return _handed(line, at, form, place, ids, f"relay:{marker}", via, "relay", scene)


def _behind_told(line: Line, of: int, form: Form) -> tuple[int, str] | None:
    """Where the words begin behind «قوله», which what is told of him may keep far («عن فلان، الذي بنى …، قوله»)."""
    told = next((k for k in range(of + 1, min(len(line), of + _GAP)) if line.words[k] in _HIS or line.inside[k]), None)
    if told is None or line.inside[told]:
        return None
    place = content_place(line, told, form)
    return place if place is not None and place[0] - told <= _NEXT else None


def _own_words(line: Line, at: int, scene: Scene) -> Draft | None:
    """«حيث نقلت الصحيفة قوله: …»: the words of whoever spoke or was spoken of last."""
    told = next((k for k in range(at + 1, min(len(line), at + _TOLD)) if line.words[k] in _HIS), None)
    carrier = phrase(line, at + 1, told) if told is not None else None
    form = Form("نقل", "say", frozenset(("ان", "اقتباس")), frozenset(), "past", "", "s")
    place = content_place(line, told, form) if told is not None else None
    if told is None or carrier is None or place is None:
        return None
    issuer = _paper_between(line, carrier.stop, told)
    if issuer is None and skip_adverbs(line, carrier.stop, told) < told:
        return None
    if place[0] - told > 2:
        return None
    lone = carrier.sense == "media" and not carrier.ids and carrier.head.startswith("ال")
    via = (carriers_in(line, 0, at, scene) if lone else ()) or carriers_in(line, at + 1, told, scene)
    known = scene.resolve(carrier) if not via and (carrier.ids or carrier.sense == "media") else ()
    via = via or tuple(Link(entity=x, role="outlet", cue=line.source(at + 1, carrier.stop)) for x in known)
    carried = {link.entity for link in via}
    owner = next((n for k in range(at) if (n := line.name[k]) is not None and _owns(n, k)), None)
    named = scene.resolve(issuer) if issuer is not None else (owner.mention.entity,) if owner is not None else ()
    options = [ids for ids in (named, topic(line, scene, at), scene.here, scene.speaker, scene.topic) if ids]
    ids = next((o for o in options if not set(o) & carried), ())
    if not ids or not via:
        return None
    return _handed(line, at, form, place, ids, f"relay:{place[1]}", via, "relay", scene)


def _paper_between(line: Line, k: int, told: int) -> Phrase | None:
    """Whose paper stands between the carrier and «قولها» («نقلت الوكالة نص بيان الرئاسة قولها إن»)."""
    paper = next((m for m in range(k, min(told, k + 2)) if _is_paper(line.words[m]) and line.word(m) != "نص"), None)
    found = phrase(line, paper + 1, told) if paper is not None and paper + 1 < told else None
    return found if found is not None and (found.ids or found.sense in ("person", "body")) else None


def _owns(name: Name, k: int) -> bool:
    """Whether a person named at ``k`` owns the speech before him («مقابلة لفلان»)."""
    return name.first == k and name.particle in ("ل", "لل") and name.mention.type == "PER"


def _handed(
    line: Line, at: int, form: Form, place: tuple[int, str], ids: tuple[str, ...], rule: str, via: tuple[Link, ...],
    chain: str, scene: Scene,
) -> Draft:  # fmt: skip
    """The statement whose content begins at ``place``, with the chain that its own words name."""
    start, marker = place
    first, stop = content_span(line, Cue(at, form, "", start, marker))
    _, first, inside = kind_of(line, first, stop)
    act = act_of(form, line, first, inside)
    draft = Draft(line, first, inside, act, ids, rule, cue=(at, at + 1), via=via, own_via=bool(via), edge=stop)
    draft.chain = chain if via else ""
    carry(draft, scene, False)
    return draft


def _ascribed(line: Line, at: int) -> int | None:
    """The name that «ل» is written on after «نسبت وكالة كذا لفلان القول إن …»."""
    for k in range(at + 1, min(len(line), at + 10)):
        name = line.name[k]
        if name is not None and name.first == k and name.particle in ("ل", "لل"):
            return k if k not in line.carrier else None
    return None


def _carrier_tells(line: Line, at: int, scene: Scene) -> Draft | None:
    """«ونقلت وسائل الإعلام أن …»: nobody is quoted, the carrier itself tells."""
    form = Form("نقل", "say", frozenset(("ان",)), frozenset(), "past", "", "s")
    place = content_place(line, at, form)
    carrier = phrase(line, at + 1, place[0]) if place is not None and place[1] == "ان" else None
    if (
        place is None
        or carrier is None
        or carrier.first != at + 1
        or skip_adverbs(line, carrier.stop, place[0]) < place[0]
    ):
        return None
    if any(line.words[k] in _OF or line.words[k] == "لسان" for k in range(at + 1, place[0])):
        return None
    media = carrier.sense == "media" or carrier.first in line.carrier
    ids = scene.resolve(carrier) if media or any(x in scene.roles for x in carrier.ids) else ()
    if not ids:
        return None
    return _handed(line, at, form, place, ids, "verb-subject:ان", (), "", scene)


def _of_pronoun(line: Line, at: int, scene: Scene) -> Draft | None:
    """«ونقلت عنه وكالة كذا قوله إن …»: whoever spoke or was spoken of last."""
    form = Form("نقل", "say", frozenset(("ان", "اقتباس")), frozenset(), "past", _GENDER.get(line.word(at + 1), ""), "s")
    place = content_place(line, at + 1, form)
    if place is None:
        return None
    start, marker = place
    options = [ids for ids in (scene.here, scene.speaker, scene.topic, *scene.heard()) if ids]
    ids = next((ids for ids in options if scene.fits(ids, form)), ())
    via = carriers_in(line, at + 2, start, scene, ids)
    if not via:
        carrier = phrase(line, at + 2, start)
        known = scene.resolve(carrier) if carrier is not None and (carrier.ids or carrier.sense) else ()
        via = tuple(Link(entity=x, role="agency", cue=line.source(at + 2, carrier.stop)) for x in known if carrier)
    if not ids or set(ids) & {link.entity for link in via}:
        return None
    return _handed(line, at, form, place, ids, f"relay:{marker}", via, "relay", scene)


def by_paper(line: Line, at: int, begin: int, scene: Scene) -> Draft | None:
    """«وجاء في البيان أن …»: the paper's author speaks."""
    gist = line.words[at] in _GIST
    if not (gist or line.words[at] in _PAPER_VERBS) or line.name[at] is not None:
        return None
    if line.word(at + 1) in _MENTION:
        return None  # «ورد ذكره في كتب كثيرة»
    place = content_place(line, at, _PAPER)
    within = line.word(at + 1) if not gist else ""
    if place is None or (within not in _INSIDE and line.word(at + 2) != "في" and not gist):
        return None
    if any(line.words[k] in _RELAYS and not line.inside[k] for k in range(at + 1, place[0])):
        return None
    if gist and (place[0] - at > 3 or place[1] != "ان"):
        return None
    start, marker = place
    if start - at > _GAP:
        return None
    stop_owner = start if within in ("في", "علي") else at
    known: tuple[str, ...] = ()
    first_owner = at + 1 if within in ("في", "علي") else max(begin, at - 14)
    named = [
        n
        for k in range(first_owner, stop_owner)
        if (n := line.name[k]) is not None and n.first == k and n.proper and n.mention.type in ("ORG", "PER", "LOC")
    ]
    if within not in ("في", "علي"):
        paper = next((k for k in range(at - 1, first_owner - 1, -1) if _is_paper(line.words[k])), None)
        named = [n for n in named if paper is not None and n.first in (paper + 1, paper + 2)]
        known = scene.recall(line.words[paper]) if paper is not None and not named else ()
    owners = [n for n in named if scene.carrier(n.mention, line, n.first) is None]
    ids: tuple[str, ...]
    via: tuple[Link, ...] = carriers_in(line, first_owner, stop_owner, scene)
    if owners:
        ids = (scene.stands(owners[0].mention.entity),)
    else:
        found = phrase(line, at + 2, start) if within in ("في", "علي") else None
        known = (scene.known_as(found) if found is not None else ()) or known
        if found is not None and _speaks_itself(found.head):
            known = scene.paper = known or scene.paper or scene.here or scene.resolve(found)
        ids = known or scene.here or scene.speaker or scene.topic
        if not ids and found is not None:
            ids = scene.resolve(found)
    if not ids:
        return None
    via = tuple(link for link in via if link.entity not in ids)
    if via:
        keep_papers(line, max(0, at - _GAP), at, via, scene)
    elif within == "في":
        via = tuple(link for link in paper_again(line, at + 1, start, scene) if link.entity not in ids)
    return _handed(line, at, _PAPER, place, ids, f"paper:{marker}", via, "named", scene)


def _speaks_itself(head: str) -> bool:
    """Whether a paper is its own source where nobody is known for it («الوثيقة»), unlike the «بيان» of who spoke."""
    noun = source_noun(head)
    return noun is not None and noun.sense == "paper" and noun.lemma not in _OWNED


def _is_paper(word: str) -> bool:
    noun = source_noun(word) or source_noun(word.removesuffix("ا"))
    return noun is not None and noun.sense == "paper"
