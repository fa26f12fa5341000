"""Speech inside speech: the inner speaker has the statement, the outer one stands in its chain."""

from __future__ import annotations

from typing import NamedTuple

from khabar.model import Act, Link, LinkRole
from khabar.statements.acts import act_of
from khabar.statements.chains import carriers_in
from khabar.statements.cues import CLAUSE, CONTENT_PREPOSITIONS, content_place, verb_at
from khabar.statements.drafts import Draft
from khabar.statements.lexicon import Form, words
from khabar.statements.lines import Line
from khabar.statements.nouns import PREPOSITIONS, skip_adverbs
from khabar.statements.phrases import phrase
from khabar.statements.scene import Scene
from khabar.statements.sources import Phrase, quoted_source

_WAS = words("was")
_PERFECT = words("perfect-particles")
_FIRM: frozenset[Act] = frozenset(
    ("announce", "affirm", "deny", "reject", "accuse", "condemn", "warn", "threaten", "urge", "promise")
)
"""Acts that a verb does even where a quotation opens with it («إن الوزير "طلب تأجيل الجلسة"»)."""
_FAR = 16
"""No subject of words inside words is longer."""


class _Inner(NamedTuple):
    """Who speaks inside the words of another: the phrase that names him, his verb, and where his content begins."""

    who: Phrase
    at: int
    form: Form
    start: int
    marker: str


def inner(draft: Draft, scene: Scene) -> Draft:
    """Speech inside speech: the inner speaker has the statement, the outer one goes into its chain."""
    line, first, stop = draft.line, draft.first, draft.stop
    quoted = first > 0 and first - 1 in line.quotation
    i = first
    if line.words[i] in CONTENT_PREPOSITIONS and i + 1 < stop and line.words[i + 1] in CLAUSE:
        i += 1
    if not quoted and line.words[i] not in CLAUSE:
        return draft
    while i < stop and (line.words[i] in CLAUSE or line.tokens[i].kind == "open"):
        if line.words[i] in CLAUSE and line.words[i] not in ("ان", "بان"):
            return draft
        i += 1
    found = _subject_first(line, first, i, stop, quoted) or (_verb_first(line, i, stop) if quoted else None)
    if found is None:
        return draft
    ids = scene.resolve(found.who)
    if set(ids) & set(draft.speaker):
        return draft
    role: LinkRole = "official"
    heard = carriers_in(line, found.at + 1, found.start, scene, (*ids, *draft.speaker)) if found.start > first else ()
    cue = draft.cue and line.source(*draft.cue)
    draft.via = (*heard, *(Link(entity=x, role=role, cue=cue) for x in draft.speaker), *draft.via)
    draft.speaker = ids
    draft.chain = "nested"
    draft.rule = "inner:" + draft.rule.split(":")[-1]
    draft.act = act_of(found.form, line, found.start if found.start < stop else first, stop)
    if not quoted or found.who.first > found.at:
        draft.first = found.start
    return draft


def _subject_first(line: Line, first: int, i: int, stop: int, quoted: bool) -> _Inner | None:
    """«إن الوزير أكد أن …»: the subject of the clause at ``i``, and then its verb of saying."""
    named = quoted_source(line, first + 1) if line.words[first] in CLAUSE else None
    who = named or phrase(line, i, min(stop, i + _FAR))
    if who is None:
        return None
    at = skip_adverbs(line, who.stop, stop)
    if at < stop and line.words[at] in _WAS:
        at = skip_adverbs(line, at + 1, stop)  # «إن الوزير كان قد أعلن …»
    marked = at < stop and line.tokens[at].kind == "open"
    at += marked
    spoken = verb_at(line, at) if at < stop else None
    if spoken is None or spoken[1] or spoken[0].shape == "participle":
        return None
    form = spoken[0]
    if marked and form.act not in _FIRM:
        return None
    known = bool(who.ids) or who.sense in ("person", "body", "crowd")
    filled = who.head.startswith("ال") and at == who.stop and form.shape == "past" and "strict" not in form.flags
    if not known and not filled:
        return None
    if any(flag.startswith("after:") for flag in form.flags):
        return None  # «إن الوزير ألقى باللوم على كذا» tells what he did
    place = content_place(line, at, form)
    far = place is not None and place[1] == "ان" and any(line.words[k] in "،," for k in range(at + 1, place[0] - 1))
    if place is None or place[0] >= stop or (far and "مفعول" in form.frames and line.tokens[at + 1].kind == "word"):
        place = _object(line, at, stop, form, first, quoted)
    return None if place is None else _Inner(who, at, form, *place)


def _object(line: Line, at: int, stop: int, form: Form, first: int, quoted: bool) -> tuple[int, str] | None:
    """The object that the inner verb at ``at`` tells, where no other marker of content follows it."""
    if "مفعول" not in form.frames:
        return None
    if quoted:
        return first, "quote"
    plain = at + 3 < stop and line.tokens[at + 1].kind == "word" and line.words[at + 1] not in PREPOSITIONS
    return (at + 1, "object") if plain and "strict" not in form.flags else None


def _verb_first(line: Line, i: int, stop: int) -> _Inner | None:
    """«"لقد أبلغني مسؤولون بأن …"»: words that open with another's verb of saying."""
    if i < stop and line.words[i] in _PERFECT:
        i += 1
    spoken = verb_at(line, i) if i < stop else None
    if spoken is None or spoken[1] or spoken[0].shape != "past" or "strict" in spoken[0].flags:
        return None
    place = content_place(line, i, spoken[0])
    if place is None or place[0] >= stop or place[0] == i + 1:
        return None
    who = phrase(line, i + (2 if line.words[i + 1] == "(" else 1), place[0])
    if who is None or not (who.ids or who.sense in ("person", "body", "crowd")):
        return None
    return _Inner(who, i, spoken[0], *place)
