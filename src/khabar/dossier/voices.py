"""Who said what: the statements of a story by speaker, each with its chain to the pages and its other wordings."""

from __future__ import annotations

from difflib import SequenceMatcher

from khabar.dossier import offices
from khabar.dossier.case import Case, anchor
from khabar.dossier.lines import act, addressed, assertion, clipped
from khabar.dossier.view import Card, Chain, Denied, Node, Page, Piece, Voice, Wording
from khabar.dossier.words import date, plural, say
from khabar.model import Claim, Link, Reading, Statement
from khabar.text import fold

_WORDINGS = 12
_FEW = 4
"""Words fewer than these are shown within their sentence."""
_LEAD = 90
"""So far before indirect speech its verb may begin and still be shown with it."""
_SIDE = 160
"""Characters of that sentence on either side, at most."""


def voices(case: Case) -> tuple[Voice, ...]:
    """The speakers of a story, the most heard first; within one, his best founded words first."""
    by_speaker: dict[tuple[str, ...], list[Claim]] = {}
    for claim in case.claims:
        if claim.kind == "statement":
            by_speaker.setdefault(_who(case, claim), []).append(claim)
    out = []
    for who, claims in by_speaker.items():
        ordered = sorted(claims, key=lambda c: (-len(set(c.origins)), -len(c.members), _when(case, c), c.id))
        out.append((-sum(len(set(c.origins)) for c in claims), who, _voice(case, who, ordered)))
    return tuple(v for _, _, v in sorted(out, key=lambda x: (x[0], x[1])))


def _who(case: Case, claim: Claim) -> tuple[str, ...]:
    """The speakers; unnamed ones by what they are called, since pages that call a source alike are shown together."""
    reading, first = statements(case, claim)[0]
    out = []
    for id in first.speaker:
        entity = case.entity(id, reading)
        out.append(fold(entity.names.get("ar", id)) if entity and entity.type == "ANON" else id)
    return tuple(out)


def _when(case: Case, claim: Claim) -> str:
    reading, statement = statements(case, claim)[0]
    return statement.when or reading.article.published or "9999"


def statements(case: Case, claim: Claim) -> list[tuple[Reading, Statement]]:
    """The members of a statement's claim, oldest article first."""
    return [(r, s) for r, s in case.members(claim) if isinstance(s, Statement)]


def _voice(case: Case, who: tuple[str, ...], claims: list[Claim]) -> Voice:
    reading, first = statements(case, claims[0])[0]
    one = case.entity(first.speaker[0], reading) if len(first.speaker) == 1 else None
    return Voice(
        id="+".join(who) or "unknown",
        name=case.names(first.speaker, reading) or say("voices.unknown"),
        office=offices.office(case, one.id).words if one else "",
        count=plural("statements", len(claims)),
        cards=tuple(_card(case, c) for c in claims),
    )


def _card(case: Case, claim: Claim) -> Card:
    members = statements(case, claim)
    # of equal wordings the oldest
    reading, main = max(members, key=lambda m: (m[1].kind != "indirect", len(m[1].text)))
    before, after = _around(reading, main)
    return Card(
        mark=case.mark(claim, first=reading),
        words=main.text,
        quoted=main.kind == "direct",
        before=before,
        after=after,
        act=act(case, main, reading),
        addressed=addressed(case, main, reading),
        date=date(main.when or reading.article.published),
        foundation=case.foundation(claim),
        chains=_chains(case, members),
        wordings=_wordings(case, members, main),
        denies=_denied(case, claim),
        denied_by=tuple((case.speakers(d), f"#{anchor(d.id)}") for d in case.denials.get(claim.id, [])),
    )


def _around(reading: Reading, statement: Statement) -> tuple[str, str]:
    """What stands round a statement's words for them to be read: the rest of the sentence of words that are too few
    by themselves («ونفت الحكومة ذلك»); of indirect speech the verb that it hangs on («وحث واشنطن على الوقوف …»)."""
    text, span = reading.article.document.text, statement.span
    if len(statement.text.split()) >= _FEW:
        cue = statement.cue
        near = statement.kind != "direct" and cue and cue.end <= span.start <= cue.start + _LEAD
        return " ".join(text[cue.start : span.start].split()) + " " if cue and near else "", ""
    line = next((s for s in reading.sentences if s.covers(span)), span)
    return text[line.start : span.start].lstrip()[-_SIDE:], text[span.end : line.end].rstrip()[:_SIDE]


def _denied(case: Case, claim: Claim) -> Denied | None:
    """What a denial denies, so that it stands beside it."""
    other = case.claim.get(claim.denies or "")
    if not other:
        return None
    said = statements(case, other)
    line = case.speakers(other) if said else assertion(case, other).line
    return Denied(
        heading=say("voices.denied" if said else "voices.touched"),
        line=line,
        quote=clipped(said[0][1].text, 400) if said else "",
        href=f"#{anchor(other.id)}",
    )


def _chains(case: Case, members: list[tuple[Reading, Statement]]) -> tuple[Chain, ...]:
    """The ways from the speaker to the pages: pages that name the same links share a chain."""
    by_links: dict[tuple[str, ...], list[tuple[Reading, Statement]]] = {}
    for reading, statement in members:
        links = tuple(link.entity for link in carriers(case, reading, statement))
        by_links.setdefault(links, []).append((reading, statement))
    return tuple(_chain(case, found) for _, found in sorted(by_links.items(), key=lambda x: (-len(x[1]), x[0])))


def _chain(case: Case, found: list[tuple[Reading, Statement]]) -> Chain:
    reading, statement = found[0]
    text = reading.article.document.text
    cue = " ".join(statement.cue.of(text).split()) if statement.cue else ""
    nodes = [
        Node(
            name=case.names(statement.speaker, reading) or say("voices.unknown"),
            cue=say("isnad.cue", role=say("isnad.speaker"), cue=cue) if cue else say("isnad.speaker"),
            role=say("isnad.speaker"),
            note=case.note(reading.key, statement.span),
            shown=statement.cue,
        )
    ]
    for link in carriers(case, reading, statement):
        role = say(f"role.{link.role}")
        words = " ".join(link.cue.of(text).split()) if link.cue else ""
        nodes.append(
            Node(
                name=case.name(link.entity, reading),
                cue=say("isnad.cue", role=role, cue=words) if words else role,
                role=role,
                note=case.note(reading.key, statement.span),
                shown=link.cue,
            )
        )
    return Chain(nodes=tuple(nodes), pages=tuple(_page(case, r, s) for r, s in found))


def carriers(case: Case, reading: Reading, statement: Statement) -> list[Link]:
    """The links between the speaker and the page, without the page's own outlet, which ends every chain.

    The agency that the article bears as its credit comes last. Where it bears several, nothing tells which of them
    carried the statement.
    """
    id, name = case.outlet_id(reading.key), fold(case.outlet(reading.key).plain("ar"))
    links = [*statement.via]
    known = {*statement.speaker, *(link.entity for link in links)}
    if len(reading.article.credits) == 1 and (credit := reading.article.credits[0]).id not in known:
        links.append(Link(entity=credit.id, role="agency", cue=credit.span))
    return [v for v in links if v.entity != id and fold(case.name(v.entity, reading).plain("ar")) != name]


def _page(case: Case, reading: Reading, statement: Statement) -> Page:
    return Page(
        outlet=case.outlet(reading.key),
        date=date(case.day(reading.key)) or say("sources.undated"),
        note=case.note(reading.key, statement.span),
        family=case.family(reading.key),
    )


def _wordings(case: Case, members: list[tuple[Reading, Statement]], main: Statement) -> tuple[Wording, ...]:
    """The other wordings of a statement, each once, with the words marked that the main one has not."""
    seen = {_folded(main.text)}
    out = []
    for reading, statement in members:
        if (key := _folded(statement.text)) in seen:
            continue
        seen.add(key)
        out.append(
            Wording(
                pieces=differing(main.text, statement.text),
                outlet=case.outlet(reading.key),
                note=case.note(reading.key, statement.span),
            )
        )
    return tuple(out[:_WORDINGS])


def differing(main: str, other: str) -> tuple[Piece, ...]:
    """The words of ``other`` in stretches, those marked that ``main`` has not in their place."""
    a, b = main.split(), other.split()
    match = SequenceMatcher(None, [_bare(w) for w in a], [_bare(w) for w in b], autojunk=False)
    out = []
    for tag, _, _, start, end in match.get_opcodes():
        if start < end:
            out.append(Piece(text=" ".join(b[start:end]), differs=tag != "equal"))
    return tuple(out)


def _bare(word: str) -> str:
    return fold(word).strip(".,،؛:!؟?\"'«»“”()[]…")


def _folded(words: str) -> str:
    return " ".join(filter(None, map(_bare, words.split())))
