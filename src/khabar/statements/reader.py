"""The reading of one article's statements, sentence by sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import TypeVar

from khabar.model import Article, Entity, Link, Mention, Names, Span, Statement, Statements, Time
from khabar.statements.apart import opening, set_apart, whole
from khabar.statements.attributions import attribution, within_gap
from khabar.statements.chains import came_in
from khabar.statements.confidence import confidence
from khabar.statements.cues import CLAUSE, attribution_at, has_verb
from khabar.statements.denials import linked
from khabar.statements.drafts import Draft
from khabar.statements.dropped import topic
from khabar.statements.handed import by_paper, by_relay, hands_on
from khabar.statements.headlines import of_headline
from khabar.statements.later import named_later
from khabar.statements.lines import Line
from khabar.statements.meeting import meet
from khabar.statements.nested import inner
from khabar.statements.phrases import phrase
from khabar.statements.relatives import in_relatives
from khabar.statements.rules import rule_of
from khabar.statements.same import distinct
from khabar.statements.scene import Scene
from khabar.statements.spans import clause_end, kind_of
from khabar.statements.verbal import by_verbal_noun, has_noun
from khabar.statements.verbs import by_verb
from khabar.text import view


def read(article: Article, sentences: Sequence[Span], times: Sequence[Time], names: Names) -> Statements:
    """The statements of one article, in text order, each once, and the unnamed sources (ANON) they are given to.

    Offsets are code points into ``article.document.text``. Raises nothing, whatever the text.
    """
    source = view(article.document.text)
    scene = Scene(article, {e.id: e for e in names.entities})
    drafts: list[Draft] = []
    proper = sorted(names.mentions, key=lambda m: (m.span, m.entity))
    referred = sorted(names.references, key=lambda m: (m.span, m.entity))
    clock = sorted(times, key=lambda t: t.span)
    for number, span in enumerate(sentences):
        named = [(m, True) for m in _within(proper, span)] + [(m, False) for m in _within(referred, span)]
        when = _within(clock, span)
        line = Line(source, span, named, when)
        scene.number, scene.here, scene.last, scene.within = number, (), None, None
        scene.meet_carriers(line)
        found = _sentence(line, scene, when)
        drafts += found
        scene.before = found
        scene.topic = topic(line, scene) or scene.topic
        meet(scene, line)
    if title := article.title_span:
        named = [(m, True) for m in _within(proper, title)] + [(m, False) for m in _within(referred, title)]
        drafts += of_headline(source, title, named, _within(clock, title), scene, drafts)
    later = named_later(scene)
    for draft in drafts:
        draft.speaker = tuple(dict.fromkeys(y for x in draft.speaker for y in later.get(x, (x,))))
    return Statements(
        statements=linked(distinct([_finish(d, article) for d in drafts])),
        entities=_made(scene, drafts),
    )


def _made(scene: Scene, drafts: Sequence[Draft]) -> tuple[Entity, ...]:
    """The unnamed sources, and the carriers of the table that only statements name."""
    used = {x for d in drafts for x in (*d.speaker, *d.target, *d.addressee, *(link.entity for link in d.via))}
    made = {e.id: e for e in (*scene.unnamed.values(), *scene.strangers.values())}
    for carrier in scene.carried.values():
        if carrier.id in used and carrier.id not in scene.entities:
            names = {"ar": carrier.name, "en": carrier.english}
            made[carrier.id] = Entity(id=carrier.id, type="ORG", names=names, spellings=(carrier.name,))
    return tuple(made[k] for k in sorted(made) if k in used)


_OPENING = 9
"""How many tokens in the colon of a headline's form may stand."""
_SAID = 4

_Placed = TypeVar("_Placed", Mention, Time)


def _within(placed: Sequence[_Placed], span: Span) -> list[_Placed]:
    """Those of sorted mentions or times that lie in a sentence."""
    start = bisect_left(placed, span.start, key=_start)
    stop = bisect_left(placed, span.end, lo=start, key=_start)
    return [x for x in placed[start:stop] if span.covers(x.span)]


def _start(placed: Mention | Time) -> int:
    return placed.span.start


@lru_cache(maxsize=1 << 15)
def _may_report(word: str) -> bool:
    """Whether a word can be the cue of a statement; most words of a page cannot, whatever stands round them."""
    return hands_on(word) or has_noun(word) or has_verb(word)


def _sentence(line: Line, scene: Scene, times: Sequence[Time]) -> list[Draft]:
    """The statements of one sentence, its verbs and attributing phrases in the order they stand."""
    opened = scene.opened
    if links := came_in(line, scene):
        scene.occasion = scene.occasions[scene.speaker] = links
    apart = set_apart(line, scene)
    drafts: list[Draft] = [apart] if apart else []
    pending: tuple[Link, ...] = ()
    i = begin = apart.edge if apart else 0
    stop = len(line)
    while i < stop:
        if line.inside[i] or line.tokens[i].kind != "word":
            i += 1
            continue
        if line.name[i] is None and attribution_at(line, i) is not None:
            edge, links = attribution(line, i, begin, scene, drafts)
            pending = pending or links
            if edge > i:
                i = begin = edge
                continue
        if not _may_report(line.words[i]):
            i += 1
            continue
        draft = by_relay(line, i, scene) or by_paper(line, i, begin, scene)
        draft = draft or by_verbal_noun(line, i, begin, scene) or by_verb(line, i, begin, scene)
        if draft is None:
            i += 1
            continue
        if pending and not draft.own_via:
            draft.via = tuple(x for x in pending if x.entity not in draft.speaker)
            draft.own_via, draft.chain = True, "opening" if draft.via else ""
            scene.occasion = draft.via
        outer = draft.speaker
        drafts.append(inner(draft, scene))
        scene.within = draft if draft.chain == "nested" else scene.within
        scene.last = draft
        within_gap(line, draft, scene)
        scene.spoke(outer)
        i = begin = max(draft.edge, i + 1)
    drafts += in_relatives(line, drafts, scene)
    if not drafts and (said := whole(line, scene, opened)) is not None:
        drafts.append(said)
    if not drafts:
        drafts += _after_name(line, scene) or _bare_quotation(line, scene)
    scene.opened = scene.opened or opening(line, begin, scene)
    for draft in drafts:
        draft.when = draft.when or _when(line, draft, times)
    return drafts


def _after_name(line: Line, scene: Scene) -> list[Draft]:
    """A headline's form, «name: words»: a sentence that opens with a person or a body and a colon."""
    colon = next((i for i in range(min(len(line), _OPENING)) if line.words[i] == ":"), None)
    if colon is None or len(line) - colon < _SAID or line.name[0] is None or 0 in line.carrier:
        return []
    who = phrase(line, 0, colon)
    if who is None or who.stop != colon or not who.ids:
        return []
    holders = [scene.entities.get(x) for x in who.ids]
    if any(e is None or e.type not in ("PER", "ORG", "GROUP") for e in holders):
        return []
    first = line.after(colon + 1, "-–—")
    stop = clause_end(line, first)
    scene.spoke(who.ids)
    return [Draft(line, first, stop, "say", who.ids, "after-name:colon", edge=stop)]


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
    draft.chain = "occasion" if draft.via else ""
    scene.spoke_at = scene.number
    return [draft]


def _when(line: Line, draft: Draft, times: Sequence[Time]) -> str | None:
    """The day that the cue clause names: the first time between the verb and the content, or just before the verb."""
    if draft.cue is None or draft.first <= draft.cue[0]:
        return None
    area = line.source(draft.cue[0], max(draft.cue[1], draft.first))
    for time in times:
        if area.covers(time.span) and time.value and not time.value.startswith("P") and time.type != "SET":
            return time.value
    return None


def _finish(draft: Draft, article: Article) -> Statement:
    line = draft.line
    kind, first, stop = kind_of(line, draft.first, draft.stop)
    if first > 0 and line.tokens[first - 1].kind == "open" and (first - 1) in line.quotation:
        quotation = line.quotation[first - 1]
        if stop <= quotation.last and stop >= quotation.last - 1:
            kind = "direct"
    elif draft.rule.endswith((":colon", ":apart")) and line.words[first] not in CLAUSE:
        kind = "direct"
    span = line.source(first, stop)
    rule = rule_of(draft.rule, draft.chain)
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
        rule=rule,
        confidence=confidence(rule),
    )
