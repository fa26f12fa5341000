"""Speech inside speech: the inner speaker has the statement, the outer one stands in its chain."""

from __future__ import annotations

from khabar.model import Link, LinkRole
from khabar.statements.acts import act_of
from khabar.statements.cues import CLAUSE, content_place, verb_at
from khabar.statements.drafts import Draft
from khabar.statements.lexicon import source_noun
from khabar.statements.lines import Line
from khabar.statements.nouns import skip_adverbs
from khabar.statements.phrases import Phrase, phrase
from khabar.statements.scene import Scene


def _quoted_source(line: Line, first: int, stop: int) -> Phrase | None:
    """A source named in quotation marks («إن "مصادر موثوقة" أبلغته بأن …»)."""
    quotation = line.quotation.get(first + 1)
    if quotation is None or line.words[first] not in CLAUSE or quotation.last - quotation.first > 4:
        return None
    noun = source_noun(line.words[quotation.first])
    if noun is None or noun.sense not in ("person", "crowd", "media"):
        return None
    words = line.text(quotation.first, quotation.last)
    return Phrase((), first + 1, quotation.last + 1, words, line.words[quotation.first], noun.sense)


def inner(draft: Draft, scene: Scene) -> Draft:
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
    found = _quoted_source(line, first, stop) or phrase(line, i, min(stop, i + 16))
    if found is None or not (found.ids or found.sense in ("person", "body", "crowd")):
        return draft
    at = skip_adverbs(line, found.stop, stop)
    spoken = verb_at(line, at) if at < stop else None
    if spoken is None or spoken[1] or spoken[0].shape == "participle":
        return draft
    if any(flag.startswith("after:") for flag in spoken[0].flags):
        return draft  # «إن الوزير ألقى باللوم على كذا» tells what he did
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
    draft.chain = "nested"
    draft.rule = "inner:" + draft.rule.split(":")[-1]
    draft.act = act_of(spoken[0], line, first, stop)
    if not quoted:
        draft.first = place[0]
    return draft
