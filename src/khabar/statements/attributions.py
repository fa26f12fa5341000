"""Attributing phrases: «بحسب فلان»، «وفقا لما أعلنته الوزارة»، «على حد قوله»."""

from __future__ import annotations

from typing import NamedTuple

from khabar.model import Act, Link, LinkRole
from khabar.statements.acts import SAYING, act_of
from khabar.statements.chains import carriers_in, once
from khabar.statements.cues import STOPS, attribution_at, cue_at, is_bi, verb_at
from khabar.statements.drafts import Draft
from khabar.statements.dropped import topic
from khabar.statements.lexicon import Attribution, source_noun, words
from khabar.statements.lines import Line
from khabar.statements.nouns import RELATIVE, RESUMING, noun_end, possessed
from khabar.statements.phrases import described_phrase, named_phrase, phrase
from khabar.statements.scene import Scene
from khabar.statements.sources import Phrase, quoted_source
from khabar.statements.spans import clause_end, kind_of, source_at
from khabar.statements.speakers import subject
from khabar.statements.strangers import stranger
from khabar.text import fold

_DESCRIBED = 16
"""No description of a source is longer."""
_LATEST = 12
"""An attributing phrase reaches no more statements back."""
_SOON = 3
"""An occasion does not go on over more sentences in which nobody speaks."""
_COUNT = words("count")
_NAMING = words("naming")
_CARRIED = words("carried")
_MADE = words("made-papers")
_LED = words("led-papers")
_STOOD = words("stood-in")
_BACKWARD = words("backward")
_ISSUED = words("issued")
_PLATFORMS = words("platforms")
_OWNED = words("owned-papers")
_HIS_OWN = words("his-own")
_GAVE = words("speaking") | words("told-by")
_OF_IT = words("given-of")
_RELAYED = words("relayed-from")
_MEDIA = frozenset(("agency", "newspaper", "broadcaster", "outlet"))
_DOING: frozenset[Act] = frozenset(("urge", "accuse", "deny", "reject", "promise", "threaten", "condemn"))


class Source(NamedTuple):
    """What an attributing phrase names: the source, whom it quotes in turn, and the token after it all."""

    ids: tuple[str, ...]
    quoted: tuple[str, ...]
    role: LinkRole
    stop: int

    own: bool = False
    """Whether it is a paper of which nobody tells whose it is: the speaker's own («وفقا لما ذكر في بيان له»)."""

    def links(self, line: Line, at: int) -> tuple[Link, ...]:
        if self.own:
            return ()
        return tuple(Link(entity=x, role=self.role, cue=line.source(at, self.stop)) for x in self.ids)


def attribution(line: Line, at: int, begin: int, scene: Scene, drafts: list[Draft]) -> tuple[int, tuple[Link, ...]]:
    """«بحسب فلان»: a link of the statements before it, or the speaker of the words beside it.

    Returns the token to go on from (``at`` where the phrase attributes nothing) and, for a phrase that opens the
    sentence, its links for the statements that follow.
    """
    found = attribution_at(line, at)
    if found is None:
        return at, ()
    option, k = found
    if option.takes == "own":
        return k, ()
    source = _attributed(line, at, k, option.takes, scene)
    last = drafts[-1] if drafts else None
    beside = last is not None and at - last.edge <= 3
    if last is not None and beside and (source is None or set(source.ids) == set(last.speaker)):
        heard = _told_to(line, k, last, scene)
        if heard:
            return heard, ()
    if source is None:
        return at, ()
    links = _once_more(line, source, source.links(line, at), scene)
    if at <= 1:
        return _leading(line, at, source, scene, drafts)
    if last is not None and beside and _handed_on(line, at, option, source, last, scene):
        return source.stop, ()
    if last is not None and beside:
        for draft in drafts[-_LATEST:]:
            same = draft.speaker == last.speaker
            if same and not set(source.ids) & set(draft.speaker) and not (draft.own_via and draft is not last):
                draft.chain = draft.chain if draft.own_via else "named"
                draft.via = links if not draft.own_via else draft.via
                draft.own_via = True
                scene.occasion = draft.via
        return source.stop, ()
    first = line.after(begin, "،,.")
    stop = at
    while stop > first and line.words[stop - 1] in "،,(-–":
        stop -= 1
    if source.stop < len(line) - 1 and line.words[source.stop] in "،," and not drafts and at < 8:
        stop = clause_end(line, source.stop)
    if stop - first < 3 or ((cue := cue_at(line, first)) is not None and cue.start > at):
        return at, ()  # what is said stands behind («وتابعت الوكالة، نقلا عن كذا، أن …»)
    speaker, via = (source.quoted, links) if source.quoted else (source.ids, ())
    other = None if source.quoted else _another(line, first, stop, scene)
    if other is not None and not set(other[0]) & set(source.ids):
        _add(line, first, stop, at, k, other[0], links, "attributed-act", max(stop, source.stop), scene, drafts)
        drafts[-1].act = other[1]
        return max(stop, source.stop), ()
    via = via or carriers_in(line, source.stop, min(source.stop + 8, len(line)), scene, source.ids)
    via = via or _relayed(line, at, option, source, scene) or _goes_on(source, scene)
    _add(line, first, stop, at, k, speaker, via, "attribution", max(stop, source.stop), scene, drafts)
    return max(stop, source.stop), ()


def _relayed(line: Line, at: int, option: Attribution, source: Source, scene: Scene) -> tuple[Link, ...]:
    """The carrier that spoke last, for a sentence that it takes from another («…، نقلا عن أشخاص اطلعوا على الملف»)."""
    teller = scene.speaker[0] if len(scene.speaker) == 1 else ""
    role = scene.roles.get(teller)
    if option.words[0] not in _RELAYED or role not in _MEDIA or source.role in _MEDIA or teller in source.ids:
        return ()
    return (Link(entity=teller, role=role, cue=line.source(at, source.stop)),)


def _goes_on(source: Source, scene: Scene) -> tuple[Link, ...]:
    """The occasion's carriers where its speaker is the source once more («…، وفقا للمصدر»)."""
    if source.ids != scene.speaker or scene.number - scene.spoke_at > _SOON:
        return ()
    return tuple(link for link in scene.occasion if link.entity not in source.ids)


def _told_to(line: Line, k: int, last: Draft, scene: Scene) -> int:
    """«…، حسبما قال لرويترز», «…، وفقا لما كتبه بمقال في صحيفة كذا»: the speaker's own carrier, and the token after."""
    end = next((m for m in range(k, len(line)) if line.words[m] in STOPS or line.words[m] in "،,"), len(line))
    via = carriers_in(line, k, end, scene, last.speaker)
    if not via:
        return 0
    if not last.own_via:
        last.via, last.own_via, last.chain = via, True, "named"
        scene.occasion = via
    return end


def _once_more(line: Line, source: Source, links: tuple[Link, ...], scene: Scene) -> tuple[Link, ...]:
    """The links with the carrier to whom the source spoke («بحسب فلان لرويترز»، «وفقا للوزير، لقناة كذا»)."""
    k = line.after(source.stop)
    name = line.name[k] if k < len(line) else None
    if name is None or name.first != k or name.particle not in ("ل", "لل") or not links or source.role in _MEDIA:
        return links
    return once((*links, *carriers_in(line, k, name.last + 1, scene, source.ids)))


def _handed_on(line: Line, at: int, option: Attribution, source: Source, last: Draft, scene: Scene) -> bool:
    """«قالت الصحيفة كذا، نقلا عن مسؤولين»: the source has the statement, the paper that spoke is its link."""
    if source.quoted:
        last.speaker, last.via, last.own_via = source.quoted, source.links(line, at), True
        last.chain = "quoted-source"
        scene.occasion = last.via
        return True
    if set(source.ids) & set(last.speaker) or source.role in _MEDIA or len(last.speaker) != 1:
        return False
    role = scene.roles.get(last.speaker[0])
    if role not in _MEDIA and option.words[0] not in _RELAYED:
        return False
    cue = line.source(*last.cue) if last.cue is not None else line.source(at, source.stop)
    last.via = (Link(entity=last.speaker[0], role=role or "official", cue=cue), *last.via)
    last.speaker, last.own_via, last.chain = source.ids, True, "quoted-source"
    return True


def _another(line: Line, first: int, stop: int, scene: Scene) -> tuple[tuple[str, ...], Act] | None:
    """Who does something by speaking in the words attributed («طلب الوزير من …، وفق ما نقل دبلوماسيون»)."""
    for at in range(first, min(first + 7, stop)):
        found = verb_at(line, at)
        if found is None or line.inside[at] or found[0].shape == "participle":
            continue
        tells = at == first and found[0].act == "say" and found[0].shape == "past" and "strict" not in found[0].flags
        if found[0].act not in _DOING and not tells:
            continue
        frames = found[0].frames
        if (
            "مفعول" not in frames
            and not tells
            and not any(
                line.words[m] in frames or (("ب" in frames or found[0].act == "urge") and is_bi(line, m))
                for m in range(at + 1, stop)
            )
        ):
            continue
        who = subject(line, at, found[0], found[1], stop, first, scene)
        if who.ids and who.rule in ("verb-subject", "subject-verb"):
            return who.ids, found[0].act
    return None


def _leading(line: Line, at: int, source: Source, scene: Scene, drafts: list[Draft]) -> tuple[int, tuple[Link, ...]]:
    """A sentence that opens with its source: a statement of the source's own, unless another speaks at once."""
    links = source.links(line, at)
    first = line.after(source.stop, '،,"»”')
    again = attribution_at(line, first) if first < len(line) else None
    heard = _attributed(line, first, again[1], "noun", scene) if again and again[0].words[0] in _RELAYED else None
    if heard is not None:  # «ووفقا لمصدر نقلا عن وكالة كذا، …»
        start = line.after(heard.stop, '،,"»”')
        stop = clause_end(line, start)
        via = heard.links(line, first)
        _add(line, start, stop, at, source.stop, source.ids, via, "attribution-first", stop, scene, drafts)
        return stop, ()
    comma = next((k for k in range(first, len(line)) if line.words[k] in "،,"), len(line))
    near = next((k for k in range(first, min(first + 8, comma)) if line.words[k] in RESUMING), None)
    far = range(first, min(first + _DESCRIBED, len(line)))
    # what lies between the source and «فإن» tells more of him («بحسب فلان، إحدى المشاركات، فإن …»)
    later = next((k for k in far if line.words[k] in RESUMING and line.words[k - 1] in "،,"), None)
    first = near if near is not None else later if later is not None else first
    for i in range(first, min(first + 5, len(line))):
        if verb_at(line, i) is not None and cue_at(line, i) is not None:
            return source.stop, links
    if len(line) - first < 3:
        for draft in scene.before:
            if draft.speaker == scene.speaker and not draft.own_via and not set(source.ids) & set(draft.speaker):
                draft.via, draft.own_via, draft.chain, scene.occasion = links, True, "closing", links
        return source.stop, ()
    stop = clause_end(line, first)
    speaker, via = (source.quoted, links) if source.quoted else (source.ids, ())
    _add(line, first, stop, at, source.stop, speaker, via, "attribution-first", stop, scene, drafts)
    return stop, links


def _add(
    line: Line, first: int, stop: int, at: int, k: int, speaker: tuple[str, ...], via: tuple[Link, ...], rule: str,
    edge: int, scene: Scene, drafts: list[Draft],
) -> None:  # fmt: skip
    _, first, stop = kind_of(line, first, stop)
    act = act_of(SAYING, line, first, stop)
    draft = Draft(line, first, stop, act, speaker, rule, cue=(at, k), via=via, own_via=bool(via), edge=edge)
    draft.chain = "named" if via else ""
    drafts.append(draft)
    scene.spoke(speaker)
    scene.occasion = via


def _attributed(line: Line, at: int, k: int, takes: str, scene: Scene) -> Source | None:
    """The source that the attributing phrase at ``at`` names; ``k`` is the token after its fixed words."""
    end = next((m for m in range(k, len(line)) if line.words[m] in "،,.:" or line.words[m] in RESUMING), len(line))
    quoted: tuple[str, ...] = ()
    source: Phrase | None
    if takes == "verb":
        tongue = next((m for m in range(k, end) if line.words[m] in ("عن", "لسان")), None)
        if tongue is not None and line.word(k).startswith(("نقل", "ينقل", "تنقل")):
            inner = quoted_source(line, tongue + 1) or phrase(line, tongue + 1, end)
            quoted = scene.resolve(inner) if inner is not None and (inner.ids or inner.words) else ()
        else:
            tongue = None
        if tongue == k + 1 and quoted:
            ids = scene.here or scene.speaker
            return Source(ids, quoted, scene.roles.get(ids[0], "other"), end) if ids else None
        begin = k + 1
        if line.word(begin) in _BACKWARD:
            begin += 1
        if line.word(k) in _STOOD and line.word(k + 1) in ("في", "علي"):
            begin = k + 2
        source = _inside_paper(line, begin) or phrase(line, begin, tongue or end)
    else:
        known = source_at(line, k)
        source = _source(line, k, end, scene) if known else _stranger(line, k, end)
    if source is None or not (source.ids or source.words or source.name):
        return None
    if source.head.endswith("نا") and possessed(source.head):
        return None  # the page's own reporter: «وفق ما ذكر مراسلنا»
    if any(w.strip('"«»“”').removeprefix("و").strip('"«»“”') in _PLATFORMS for w in fold(source.words).split()):
        return None
    if takes == "verb" and not (source.ids or source.sense) and _doubtful(line, k):
        return None
    carried = _carried(line, source, end)
    ids = _paper_owner(line, source, end, scene) or scene.resolve(carried or source)
    source = carried or source
    stop = min(max(source.stop, k + 1), len(line))
    if quoted:
        stop = end
    noun = source_noun(source.head)
    own = source.sense == "paper" and noun is not None and noun.lemma in _OWNED and line.word(stop) in _HIS_OWN
    return Source(ids, quoted, scene.role(line, source.first), stop, own)


def _doubtful(line: Line, k: int) -> bool:
    """Whether the verb at ``k`` has other common readings («كما تقدر حاجة السوق»)."""
    found = verb_at(line, k)
    return found is not None and "strict" in found[0].flags


def _inside_paper(line: Line, k: int) -> Phrase | None:
    """«وفقا لما جاء بالبيان»: the paper that «ب» is written on."""
    word = line.word(k)
    noun = source_noun(word[1:]) if word.startswith("بال") else None
    if noun is None or noun.sense != "paper":
        return None
    return Phrase((), k, k + 1, line.text(k, k + 1)[1:], word[1:], noun.sense)


def _carried(line: Line, source: Phrase, end: int) -> Phrase | None:
    """Who brought the paper that a phrase names («بحسب حصيلة أوردها المرصد»، «بحسب التصريحات التي نشرتها الصحيفة»)."""
    if source.sense != "paper" or source.ids:
        return None
    k = source.stop
    while k < end and line.words[k] in (RELATIVE | _ISSUED) - _CARRIED:
        k += 1
    if k >= end or line.words[k] not in _CARRIED | _MADE or not line.words[k].endswith(("ه", "ها")):
        return None
    found = phrase(line, k + 1, end)
    return found if found is not None and (found.ids or found.sense in ("media", "body")) else None


def _stranger(line: Line, k: int, end: int) -> Phrase | None:
    """Somebody whom nobody marked and who is told of at once («بحسب فلان الفلاني، إحدى المشاركات»)."""
    stop = stranger(line, k, end, office=False, expected=True)
    if stop is None or stop < k + 2 or line.word(k) in _NAMING:
        return None
    after = line.after(stop)
    noun = source_noun(line.word(after))
    told = line.word(after) in _COUNT or (noun is not None and noun.sense == "person")
    return Phrase((), k, stop, name=line.text(k, stop)) if told else None


def _paper_owner(line: Line, source: Phrase, end: int, scene: Scene) -> tuple[str, ...]:
    """Whose paper a source is («بيان للديوان», «تقرير لرويترز»)."""
    if source.sense != "paper":
        return ()
    for k in range(source.first + 1, min(end, source.first + 6)):
        name = line.name[k]
        if name is not None and name.first == k and name.proper and name.particle in ("", "ل", "لل"):
            return (scene.stands(name.mention.entity),)
    return ()


def _source(line: Line, k: int, end: int, scene: Scene) -> Phrase | None:
    """The source that an attributing phrase names at ``k``, «ل» and words for papers taken off."""
    owner = _own_paper(line, k, scene) or _given(line, k)
    if owner is not None:
        return owner
    word = line.word(k)
    if word in _LED:
        for m in range(k + 1, min(end, k + 5)):
            name = line.name[m]
            if name is not None and name.first == m and name.particle in ("ل", "", "لل"):
                return Phrase((name.mention.entity,), m, name.last + 1)
    if line.tokens[k].kind == "open":
        k += 1
    name = line.name[k]
    if name is not None and name.first == k:
        return named_phrase(line, name, end)
    if word.startswith("ل") and source_noun(word) is None:
        return described_phrase(line, k, end)
    return phrase(line, k, end)


def _given(line: Line, k: int) -> Phrase | None:
    """«وفقا لتصريحات أدلى بها فلان»: who gave the statements."""
    noun = source_noun(line.word(k).removeprefix("ل")) or source_noun(line.word(k))
    if noun is None or noun.sense != "paper":
        return None
    gave = next((m for m in range(k + 1, k + 5) if line.word(m) in _GAVE and line.word(m + 1) in _OF_IT), None)
    found = phrase(line, gave + 2, min(len(line), gave + _DESCRIBED)) if gave is not None else None
    return found if found is not None and (found.ids or found.name or found.sense) else None


def _own_paper(line: Line, k: int, scene: Scene) -> Phrase | None:
    """«وفقا لموقعها»، «بحسب بيانه»: the paper of whom the sentence speaks of."""
    word = line.word(k).removeprefix("ل")
    for suffix in ("ها", "هم", "ه"):
        noun = source_noun(word.removesuffix(suffix)) if word.endswith(suffix) else None
        if noun is not None and noun.sense in ("paper", "media"):
            ids = topic(line, scene, k) or scene.speaker or scene.topic
            return Phrase(ids, k, noun_end(line, k, len(line))) if ids else None
    return None


def within_gap(line: Line, draft: Draft, scene: Scene) -> None:
    """Attributing phrases between the verb and its content («قال فلان، بحسب كذا نقلا عن كذا، إن»)."""
    if draft.cue is None:
        return
    heard: tuple[Link, ...] = ()
    for i in range(draft.cue[1], draft.first):
        found = attribution_at(line, i) if line.name[i] is None else None
        if found is None or found[0].takes == "own":
            continue
        source = _attributed(line, i, found[1], found[0].takes, scene)
        if source is None or set(source.ids) & set(draft.speaker):
            continue
        person = scene.type_of(draft.speaker) == "PER"
        if not heard and not person and _handed_on(line, i, found[0], source, draft, scene):
            return
        # whom the carrier quotes stands nearer to the speaker than the carrier
        links = source.links(line, i)
        heard = once((*links, *heard) if found[0].words[0] in _RELAYED else (*heard, *links))
        draft.via, draft.own_via, draft.chain = heard, True, "named"
        scene.occasion = draft.via
