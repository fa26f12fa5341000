"""The reading of one article's statements, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from khabar.model import Article, Entity, Link, LinkRole, Mention, Names, Span, Statement, Statements, Time
from khabar.statements.acts import act_of
from khabar.statements.chains import carriers_in, occasion_begins
from khabar.statements.confidence import confidence
from khabar.statements.cues import CLAUSE, Cue, attribution_at, content_place, cue_at, verb_at
from khabar.statements.drafts import Draft
from khabar.statements.lexicon import Form, source_noun, words
from khabar.statements.lines import Line
from khabar.statements.phrases import Phrase, described_phrase, named_phrase, phrase, skip_adverbs
from khabar.statements.same import distinct
from khabar.statements.scene import Scene
from khabar.statements.spans import clause_end, kind_of, source_at
from khabar.statements.speakers import subject, topic
from khabar.text import view


def read(article: Article, sentences: Sequence[Span], times: Sequence[Time], names: Names) -> Statements:
    """The statements of one article, in text order, each once, and the unnamed sources (ANON) they are given to.

    Offsets are code points into ``article.document.text``. Raises nothing, whatever the text.
    """
    source = view(article.document.text)
    scene = Scene(article, {e.id: e for e in names.entities})
    drafts: list[Draft] = []
    named = sorted(
        [(m, True) for m in names.mentions] + [(m, False) for m in names.references],
        key=lambda x: (not x[1], x[0].span, x[0].entity),
    )
    for number, span in enumerate(sentences):
        line = Line(source, span, _within(named, span), [t for t in times if t.span.overlaps(span)])
        scene.number, scene.here = number, ()
        found = _sentence(line, scene, times)
        drafts += found
        scene.before = found
        scene.topic = topic(line, scene) or scene.topic
        scene.meet(line)
        scene.carried.update({c.id: c for c in line.carrier.values()})
    return Statements(
        statements=tuple(distinct([_finish(d, article) for d in drafts])),
        entities=_made(scene, drafts),
    )


def _made(scene: Scene, drafts: Sequence[Draft]) -> tuple[Entity, ...]:
    """The unnamed sources, and the carriers of the table that only statements name."""
    used = {x for d in drafts for x in (*d.speaker, *d.target, *d.addressee, *(link.entity for link in d.via))}
    made = {e.id: e for e in scene.unnamed.values()}
    for carrier in scene.carried.values():
        if carrier.id in used and carrier.id not in scene.entities:
            names = {"ar": carrier.name, "en": carrier.english}
            made[carrier.id] = Entity(id=carrier.id, type="ORG", names=names, spellings=(carrier.name,))
    return tuple(made[k] for k in sorted(made) if k in used)


def _within(named: Sequence[tuple[Mention, bool]], span: Span) -> list[tuple[Mention, bool]]:
    return [(m, proper) for m, proper in named if span.covers(m.span)]


def _sentence(line: Line, scene: Scene, times: Sequence[Time]) -> list[Draft]:
    """The statements of one sentence, its verbs and attributing phrases in the order they stand."""
    drafts: list[Draft] = []
    pending: tuple[Link, ...] = ()
    i = begin = 0
    while i < len(line):
        if line.inside[i] or line.tokens[i].kind != "word":
            i += 1
            continue
        if line.name[i] is None and attribution_at(line, i) is not None:
            edge, links = _attribution(line, i, begin, scene, drafts)
            pending = pending or links
            if edge > i:
                i = begin = edge
                continue
        draft = _by_relay(line, i, scene) or _by_paper(line, i, begin, scene) or _by_verb(line, i, begin, scene)
        if draft is None:
            i += 1
            continue
        if pending and not draft.own_via:
            draft.via = tuple(x for x in pending if x.entity not in draft.speaker)
            draft.own_via = True
            scene.occasion = draft.via
        outer = draft.speaker
        drafts.append(_inner(draft, scene))
        _within_gap(line, draft, scene)
        scene.here = scene.speaker = outer
        scene.spoke_at = scene.number
        i = begin = max(draft.edge, i + 1)
    if not drafts:
        drafts += _bare_quotation(line, scene)
    for draft in drafts:
        draft.when = draft.when or _when(line, draft, times)
    return drafts


def _by_verb(line: Line, at: int, begin: int, scene: Scene) -> Draft | None:
    """The statement that the verb at token ``at`` reports."""
    found = verb_at(line, at)
    if found is None:
        return None
    form, conjunction = found
    cue = cue_at(line, at)
    if "مفعول" in form.frames and "blame" not in form.flags:
        cue = _with_object(line, at, form, conjunction, cue, begin, scene)
    if cue is None:
        return _after_quotation(line, at, form, begin, scene)
    who = subject(line, at, form, conjunction, cue.start, begin, scene)
    if not who.ids:
        return None
    if "strict" in form.flags and cue.start - skip_adverbs(line, who.stop, cue.start) > 2:
        return None
    first, stop = _content_span(line, cue)
    if stop <= first:
        return None
    _, first, inner_stop = kind_of(line, first, stop)
    gap = (max(who.stop, at + 1), cue.start)
    via = carriers_in(line, gap[0], gap[1], scene, who.ids)
    if not via and who.rule in ("verb-subject", "dropped", "subject-verb"):
        via = carriers_in(line, begin, _clause_head(line, begin, at), scene, who.ids)
    via = via or _tail(line, stop, scene, who.ids)
    draft = Draft(
        line, first, inner_stop, act_of(form, line, first, inner_stop), who.ids, f"{who.rule}:{cue.marker}",
        cue=(at, at + 1), via=via, own_via=bool(via), edge=stop,
    )  # fmt: skip
    _carry(draft, scene, occasion_begins(line, *gap))
    for k in range(*gap):
        noun = source_noun(line.words[k]) if line.name[k] is None else None
        if noun is not None and noun.sense == "paper":
            scene.remember(noun.lemma, noun.lemma, who.ids)
    draft.target, draft.addressee = _others(line, form, gap, scene, who.ids)
    return draft


def _clause_head(line: Line, begin: int, at: int) -> int:
    """The end of the adverbial that opens a clause («وفي مقال نشرته …، كتب»), ``begin`` where there is none."""
    if line.word(begin) not in ("في", "وفي", "خلال", "وخلال", "عبر", "وعبر"):
        return begin
    return max((k for k in range(begin, at) if line.words[k] in "،,"), default=begin)


def _tail(line: Line, stop: int, scene: Scene, speaker: tuple[str, ...]) -> tuple[Link, ...]:
    """Carriers named after the content («…»، في مقابلة مع كذا)."""
    k = line.after(stop, '،,»"”.')
    if line.word(k) == "وذلك":
        k += 1
    if line.word(k) in ("في", "خلال", "عبر", "ضمن") and line.word(k + 1) in _OCCASIONS:
        end = next((m for m in range(k, len(line)) if line.words[m] in ".؛"), len(line))
        return carriers_in(line, k, min(end, k + 14), scene, speaker)
    return ()


def _inner(draft: Draft, scene: Scene) -> Draft:
    """Speech inside speech: the inner speaker has the statement, the outer one goes into its chain."""
    line, first, stop = draft.line, draft.first, draft.stop
    quoted = first > 0 and first - 1 in line.quotation
    if not quoted and line.words[first] not in CLAUSE:
        return draft
    i = first
    while i < stop and (line.words[i] in CLAUSE or line.tokens[i].kind == "open"):
        if line.words[i] in CLAUSE and line.words[i] not in ("ان", "بان"):
            return draft
        i += 1
    found = phrase(line, i, min(stop, i + 16))
    if found is None or not (found.ids or found.sense in ("person", "body", "crowd")):
        return draft
    at = skip_adverbs(line, found.stop, stop)
    spoken = verb_at(line, at) if at < stop else None
    if spoken is None or spoken[1] or spoken[0].shape == "participle":
        return draft
    place = content_place(line, at, spoken[0])
    if place is None or place[0] >= stop:
        if not quoted or "مفعول" not in spoken[0].frames:
            return draft
        place = (first, "quote")
    ids = scene.resolve(found)
    if set(ids) & set(draft.speaker):
        return draft
    role: LinkRole = "official"
    draft.via = (
        *(Link(entity=x, role=role, cue=draft.cue and line.source(*draft.cue)) for x in draft.speaker),
        *draft.via,
    )
    draft.speaker = ids
    draft.rule = "inner:" + draft.rule.split(":")[-1]
    draft.act = act_of(spoken[0], line, first, stop)
    if not quoted:
        draft.first = place[0]
    return draft


def _by_paper(line: Line, at: int, begin: int, scene: Scene) -> Draft | None:
    """«وجاء في البيان أن …»: the paper's author speaks."""
    if line.words[at] not in _PAPER_VERBS or line.name[at] is not None:
        return None
    place = content_place(line, at, _PAPER)
    within = line.word(at + 1)
    if place is None or (within not in ("في", "فيه", "فيها", "علي") and line.word(at + 2) != "في"):
        return None
    start, marker = place
    if start - at > 18:
        return None
    stop_owner = start if within in ("في", "علي") else at
    first_owner = at + 1 if within in ("في", "علي") else max(begin, at - 14)
    named = [
        n
        for k in range(first_owner, stop_owner)
        if (n := line.name[k]) is not None and n.first == k and n.proper and n.mention.type in ("ORG", "PER", "LOC")
    ]
    owners = [n for n in named if scene.carrier(n.mention, line, n.first) is None]
    ids: tuple[str, ...]
    via: tuple[Link, ...] = carriers_in(line, first_owner, stop_owner, scene)
    if owners:
        ids = (scene.stands(owners[0].mention.entity),)
    else:
        found = phrase(line, at + 2, start) if within in ("في", "علي") else None
        known = scene.known_as(found) if found is not None else ()
        ids = known or scene.here or scene.speaker or scene.topic
        if not ids and found is not None:
            ids = scene.resolve(found)
    if not ids:
        return None
    first, stop = _content_span(line, Cue(at, _PAPER, "", start, marker))
    _, first, inner_stop = kind_of(line, first, stop)
    draft = Draft(
        line, first, inner_stop, act_of(_PAPER, line, first, inner_stop), ids, f"paper:{marker}",
        cue=(at, at + 1), via=via, own_via=bool(via), edge=stop,
    )  # fmt: skip
    _carry(draft, scene, False)
    return draft


def _within_gap(line: Line, draft: Draft, scene: Scene) -> None:
    """Attributing phrases between the verb and its content («قال فلان، بحسب كذا، إن»)."""
    if draft.cue is None:
        return
    for i in range(draft.cue[1], draft.first):
        found = attribution_at(line, i) if line.name[i] is None else None
        if found is not None and found[0].takes != "own":
            source = _attributed(line, i, found[1], found[0].takes, scene)
            if source is not None and not set(source.ids) & set(draft.speaker):
                draft.via = source.links(line, i)
                draft.own_via = True
                scene.occasion = draft.via


def _content_span(line: Line, cue: Cue) -> tuple[int, int]:
    """Tokens of the content that a cue introduces."""
    if cue.marker == "quote" and cue.start in line.quotation:
        quotation = line.quotation[cue.start]
        return cue.start, min(quotation.last + 1, len(line))
    return cue.start, clause_end(line, cue.start, cue)


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
        if after is not None and (after.ids or after.sense) and not form.clitic:
            start = after.stop
        elif after is None and line.word(at + 1) not in "،,":
            return cue
        start = skip_adverbs(line, _past_aside(line, start, limit), limit)
    if start >= limit or line.tokens[start].kind != "word":
        return cue
    word = line.words[start]
    if word in CLAUSE or word in ("الذي", "التي", "قد", "لم", "لن", "لا", "ما", "وهو", "وهي") or verb_at(line, start):
        return cue
    name = line.name[start]
    if name is not None and name.particle not in ("", "ال"):
        return cue
    if cue is not None and cue.marker == "quote" and cue.start - start > 0 and form.lemma not in ("وصف",):
        return cue._replace(start=start, marker="object")
    return Cue(at, form, conjunction, start, "object")


def _past_aside(line: Line, start: int, limit: int) -> int:
    """The token after an aside between commas that tells more of the subject («، العضو في المجلس،»)."""
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
    draft.own_via = bool(draft.via)
    _carry(draft, scene, False)
    return draft


_RELAYS = words("relays")
_PAPER_VERBS = words("paper-verbs")
_OCCASIONS = words("occasions")
_PAPER = Form("جاء", "say", frozenset(("ان", "اقتباس")), frozenset(), "past", "", "s")
_OF = frozenset(("عن", "الي"))


def _by_relay(line: Line, at: int, scene: Scene) -> Draft | None:
    """«ونقلت وكالة كذا عن فلان قوله إن …»: the one quoted speaks, the one who relays is the link."""
    if line.words[at] not in _RELAYS or line.name[at] is not None:
        return None
    of = next((k for k in range(at + 1, min(len(line), at + 16)) if line.words[k] in _OF and not line.inside[k]), None)
    tongue = next((k for k in range(at + 1, min(len(line), at + 16)) if line.words[k] == "لسان"), None)
    if tongue is not None and (of is None or tongue < of):
        of = tongue
    if of is None:
        return None
    form = Form("نقل", "say", frozenset(("ان", "اقتباس", "ب")), frozenset(), "past", "", "s")
    place = content_place(line, of, form)
    if place is None:
        return None
    start, marker = place
    who = phrase(line, of + 1, start)
    if who is None or not (who.ids or who.words):
        return None
    ids = scene.resolve(who)
    carrier = phrase(line, at + 1, of)
    link_ids = scene.resolve(carrier) if carrier is not None else ()
    via = tuple(
        Link(entity=x, role="agency", cue=line.source(carrier.first, carrier.stop)) for x in link_ids if carrier
    )
    named = carriers_in(line, at + 1, of, scene)
    via = named or via
    cue = Cue(at, form, "", start, marker)
    first, stop = _content_span(line, cue)
    _, inner_first, inner_stop = kind_of(line, first, stop)
    draft = Draft(
        line, inner_first, inner_stop, act_of(form, line, inner_first, inner_stop), ids, f"relay:{marker}",
        cue=(at, at + 1), via=via, own_via=bool(via), edge=stop,
    )  # fmt: skip
    _carry(draft, scene, False)
    return draft


def _carry(draft: Draft, scene: Scene, occasion: bool) -> None:
    """Let the occasion's carriers go on, or begin a new occasion."""
    if draft.own_via:
        scene.occasion = draft.via
    elif draft.speaker == scene.speaker and not occasion:
        draft.via = scene.occasion
    else:
        scene.occasion = ()


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
        elif "target" in form.flags and line.word(i - 1) not in ("في", "علي", "الي", "من", "مع", "لدي"):
            target.append(identity)
    return tuple(dict.fromkeys(target)), tuple(dict.fromkeys(addressee))


def _when(line: Line, draft: Draft, times: Sequence[Time]) -> str | None:
    """The day that the cue clause names: the first time between the verb and the content, or just before the verb."""
    if draft.cue is None or draft.first <= draft.cue[0]:
        return None
    area = line.source(draft.cue[0], max(draft.cue[1], draft.first))
    for time in times:
        if area.covers(time.span) and time.value and not time.value.startswith("P"):
            return time.value
    return None


class Source(NamedTuple):
    """What an attributing phrase names: the source, whom it quotes in turn, and the token after it all."""

    ids: tuple[str, ...]
    quoted: tuple[str, ...]
    role: LinkRole
    stop: int

    def links(self, line: Line, at: int) -> tuple[Link, ...]:
        return tuple(Link(entity=x, role=self.role, cue=line.source(at, self.stop)) for x in self.ids)


def _attributed(line: Line, at: int, k: int, takes: str, scene: Scene) -> Source | None:
    """The source that the attributing phrase at ``at`` names; ``k`` is the token after its fixed words."""
    end = next(
        (m for m in range(k, len(line)) if line.words[m] in "،,." or line.words[m] in ("فان", "فانه")), len(line)
    )
    quoted: tuple[str, ...] = ()
    source: Phrase | None
    if takes == "verb":
        tongue = next((m for m in range(k, end) if line.words[m] in ("عن", "لسان")), None)
        if tongue is not None and line.word(k).startswith(("نقل", "ينقل", "تنقل")):
            inner = phrase(line, tongue + 1, end)
            quoted = scene.resolve(inner) if inner is not None and (inner.ids or inner.words) else ()
        else:
            tongue = None
        begin = k + 1
        if line.word(begin) in ("عنه", "عنها", "عنهم", "به", "بها"):
            begin += 1
        if line.word(k) in ("جاء", "ورد", "نشرت", "نشر", "ذكر") and line.word(k + 1) in ("في", "علي"):
            begin = k + 2
        source = phrase(line, begin, tongue or end)
    else:
        if not source_at(line, k):
            return None
        source = _source(line, k, end, scene)
    if source is None or not (source.ids or source.words):
        return None
    ids = _paper_owner(line, source, end, scene) or scene.resolve(source)
    stop = min(max(source.stop, k + 1), len(line))
    if quoted:
        stop = end
    return Source(ids, quoted, _role(line, source.first, scene), stop)


def _paper_owner(line: Line, source: Phrase, end: int, scene: Scene) -> tuple[str, ...]:
    """Whose paper a source is («بيان للديوان», «تقرير لرويترز»)."""
    if source.sense != "paper":
        return ()
    for k in range(source.first + 1, min(end, source.first + 6)):
        name = line.name[k]
        if name is not None and name.first == k and name.proper and name.particle in ("", "ل", "لل"):
            return (scene.stands(name.mention.entity),)
    return ()


def _attribution(line: Line, at: int, begin: int, scene: Scene, drafts: list[Draft]) -> tuple[int, tuple[Link, ...]]:
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
    if source is None:
        return at, ()
    links = source.links(line, at)
    if at <= 1:
        return _leading(line, at, source, scene, drafts)
    last = drafts[-1] if drafts else None
    if last is not None and at - last.edge <= 3:
        for draft in drafts:
            same = draft.speaker == last.speaker
            if same and not set(source.ids) & set(draft.speaker) and not (draft.own_via and draft is not last):
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
    if stop - first < 3:
        return at, ()
    speaker, via = (source.quoted, links) if source.quoted else (source.ids, ())
    via = via or carriers_in(line, source.stop, min(source.stop + 8, len(line)), scene, source.ids)
    _add(line, first, stop, at, k, speaker, via, "attribution", max(stop, source.stop), scene, drafts)
    return max(stop, source.stop), ()


def _leading(line: Line, at: int, source: Source, scene: Scene, drafts: list[Draft]) -> tuple[int, tuple[Link, ...]]:
    """A sentence that opens with its source: a statement of the source's own, unless another speaks at once."""
    links = source.links(line, at)
    first = line.after(source.stop, "،,")
    for i in range(first, min(first + 5, len(line))):
        if verb_at(line, i) is not None and cue_at(line, i) is not None:
            return source.stop, links
    if len(line) - first < 3:
        for draft in scene.before:
            if draft.speaker == scene.speaker and not draft.own_via and not set(source.ids) & set(draft.speaker):
                draft.via, draft.own_via, scene.occasion = links, True, links
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
    drafts.append(Draft(line, first, stop, "say", speaker, rule, cue=(at, k), via=via, own_via=bool(via), edge=edge))
    scene.speaker = scene.here = speaker
    scene.spoke_at, scene.occasion = scene.number, via


def _role(line: Line, i: int, scene: Scene) -> LinkRole:
    name = line.name[i]
    if name is not None:
        return scene.carrier(name.mention, line, i) or "official"
    noun = source_noun(line.words[i])
    return noun.role if noun is not None else "other"


def _source(line: Line, k: int, end: int, scene: Scene) -> Phrase | None:
    """The source that an attributing phrase names at ``k``, «ل» and words for papers taken off."""
    papers = (
        "بيان",
        "لبيان",
        "تقرير",
        "لتقرير",
        "تصريح",
        "لتصريح",
        "تصريحات",
        "لتصريحات",
        "لما",
        "بيانات",
        "مصدر",
        "لموقع",
    )
    word = line.word(k)
    if word in papers and word not in ("مصدر",):
        for m in range(k + 1, min(end, k + 5)):
            name = line.name[m]
            if name is not None and name.first == m and name.particle in ("ل", "", "لل"):
                return Phrase((name.mention.entity,), m, name.last + 1)
    if line.tokens[k].kind == "open":
        k += 1
    name = line.name[k]
    if name is not None and name.first == k:
        return named_phrase(line, name, end)
    found = phrase(line, k, end)
    if found is None and word.startswith("ل"):
        found = described_phrase(line, k, end)
        if found is not None and not found.ids:
            bare = ("ال" + word[2:]) if word.startswith("لل") else word[1:]
            head = source_noun(bare)
            words = found.words
            words = ("ال" + words[2:]) if words.startswith("لل") else words[1:]
            found = found._replace(words=words, head=bare, sense=head.sense if head else "")
    return found


def _bare_quotation(line: Line, scene: Scene) -> list[Draft]:
    """A sentence that is one quotation goes on with the last speaker's words."""
    if not line.quotations or not scene.speaker or scene.number - scene.spoke_at > 1:
        return []
    quotation = line.quotations[0]
    words = sum(t.kind == "word" for t in line.tokens)
    if quotation.first != 1 or quotation.last - quotation.first < max(6, 0.8 * words):
        return []
    draft = Draft(line, quotation.first, quotation.last, "say", scene.speaker, "continued-quote", edge=quotation.last)
    draft.via = scene.occasion
    scene.spoke_at = scene.number
    return [draft]


def _finish(draft: Draft, article: Article) -> Statement:
    line = draft.line
    kind, first, stop = kind_of(line, draft.first, draft.stop)
    if first > 0 and line.tokens[first - 1].kind == "open" and (first - 1) in line.quotation:
        quotation = line.quotation[first - 1]
        if stop <= quotation.last and stop >= quotation.last - 1:
            kind = "direct"
    elif draft.rule.endswith(":colon"):
        kind = "direct"
    span = line.source(first, stop)
    return Statement(
        id=f"{article.id}-s{span.start}-{span.end}",
        span=span,
        text=span.of(article.document.text),
        kind=kind,
        act=draft.act,
        speaker=draft.speaker,
        via=draft.via,
        target=draft.target,
        addressee=draft.addressee,
        when=draft.when,
        cue=None if draft.cue is None else line.source(draft.cue[0], min(draft.cue[1], len(line))),
        rule=draft.rule,
        confidence=confidence(draft.rule),
    )
