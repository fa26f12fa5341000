"""Where the sources differ: values of one fact, clauses and denials, and names of one thing."""

from __future__ import annotations

import re
from datetime import date as Day
from functools import lru_cache

from khabar.dossier.case import Case, anchor, spelling
from khabar.dossier.lines import assertion, clipped
from khabar.dossier.register import differing_clauses
from khabar.dossier.view import Against, Called, Difference, Dispute, Frame, Held, Naming, Point
from khabar.dossier.words import Text, date, digits, figure, has, name, say, verbatim
from khabar.model import Claim, Conflict, ConflictValue, Place, Statement
from khabar.model import Naming as Said
from khabar.text import fold, rows

_NUMBER = re.compile(r"\d[\d,.]*")
_NAMINGS = 8
_FORMS = 4
_SERIES = 3
"""From so many values on a number of any kind may have grown; two of them are two opinions."""
_WORDS = 260
"""Characters of a denial shown in its row, at most."""


def differences(case: Case) -> tuple[Difference, ...]:
    """The conflicts of a story, those of most articles first, and the clauses on which its pages differ."""
    conflicts = sorted(case.story.conflicts, key=lambda c: (-sum(len(v.articles) for v in c.values), c.about))
    return (
        *(_difference(case, c, i) for i, c in enumerate(conflicts)),
        *(_clause(case, *found) for found in differing_clauses(case)),
    )


def _difference(case: Case, conflict: Conflict, number: int) -> Difference:
    values = sorted(conflict.values, key=lambda v: (_since(case, v.articles) or "9999", _number(v.value) or 0, v.value))
    label, _, words = conflict.about.partition(": ")
    return Difference(
        about=say(f"fact.{label}") if has(f"fact.{label}") else verbatim(label),
        words=words,
        held=tuple(
            _held(case, figure(v.value), v.articles, v.evidence, f"conflict-{number}-{i}") for i, v in enumerate(values)
        ),
        steps=_steps(case, values) if conflict.rule == "series" or label in _tolls() or len(values) >= _SERIES else (),
    )


def _held(case: Case, value: Text, keys: tuple[str, ...], evidence: tuple[Place, ...], id: str) -> Held:
    return Held(
        value=value,
        outlets=case.outlets(keys),
        origins=case.origins_of(keys),
        since=date(_since(case, keys)) or say("sources.undated"),
        mark=case.mark_places(id, evidence),
    )


def _since(case: Case, keys: tuple[str, ...]) -> str | None:
    return min((d for d in (case.day(k) for k in keys) if d), default=None)


def _clause(case: Case, claim: Claim, name: str, what: str, told: list[tuple[Text, list[Place]]]) -> Difference:
    return Difference(
        about=say(what),
        words=name,
        held=tuple(
            _held(case, value, tuple(dict.fromkeys(p.article for p in places)), tuple(places), f"{claim.id}-{what}-{i}")
            for i, (value, places) in enumerate(told)
        ),
    )


def _steps(case: Case, values: list[ConflictValue]) -> tuple[Point, ...]:
    """The values as a line of steps where they are numbers that never fell from one day to the next.

    Values of one day stand above each other: which of them came first, the pages do not say.
    """
    told = sorted(
        (day, n, v.value)
        for v in values
        if (n := _number(v.value)) is not None and (day := _since(case, v.articles)) is not None
    )
    numbers = [n for _, n, _ in told]
    if len(told) < len(values) or len({d for d, _, _ in told}) < 2 or numbers != sorted(set(numbers)):
        return ()
    days = [Day.fromisoformat(d).toordinal() for d, _, _ in told]
    low, high = numbers[0], numbers[-1]
    return tuple(
        Point(
            x=round((days[i] - days[0]) / (days[-1] - days[0]), 4),
            y=round((n - low) / (high - low), 4),
            value=digits(match.group()) if (match := _NUMBER.match(v)) else Text(),
            date=date(d, year=False) if i == 0 or days[i] != days[i - 1] else Text(),
        )
        for i, (d, n, v) in enumerate(told)
    )


@lru_cache(maxsize=1)
def _tolls() -> frozenset[str]:
    """What is counted up with the hours: the dead, the injured."""
    return frozenset(row["label"] for row in rows("story_counts.tsv") if row["toll"] == "yes")


@lru_cache(maxsize=1)
def _scales() -> dict[str, float]:
    return {fold(w): float(row["value"]) for row in rows("story_scales.tsv") for w in row["words"].split("|")}


def _number(value: str) -> float | None:
    """The number that a value begins with, a following «مليون» counted in."""
    words = fold(value).split()
    match = _NUMBER.match(words[0]) if words else None
    if not match:
        return None
    scale = _scales().get(words[1], 1.0) if len(words) > 1 else 1.0
    try:
        return float(match.group().replace(",", "").rstrip(".")) * scale
    except ValueError:
        return None


def disputes(case: Case) -> tuple[Dispute, ...]:
    """What is asserted and denied, the assertions of most origins first."""
    out = []
    for claim in case.claims:
        denials = case.denials.get(claim.id)
        if not denials:
            continue
        line, words = _asserted(case, claim)
        keys = tuple(dict.fromkeys(k for k, _ in claim.members))
        told = Dispute(
            line=line,
            words=words,
            outlets=case.outlets(keys),
            since=date(_since(case, keys)),
            href=f"#{anchor(claim.id)}",
            exact=claim.kind == "statement",
            against=tuple(_against(case, d) for d in denials),
        )
        out.append((-len(set(claim.origins)), claim.id, told))
    return tuple(d for _, _, d in sorted(out, key=lambda x: x[:2]))


def _asserted(case: Case, claim: Claim) -> tuple[Text, str]:
    said = assertion(case, claim)
    return said.line, said.quote


def _against(case: Case, claim: Claim) -> Against:
    words = next((s.text for _, s in case.members(claim) if isinstance(s, Statement)), "")
    keys = tuple(dict.fromkeys(k for k, _ in claim.members))
    return Against(
        who=case.speakers(claim) or say("voices.unknown"),
        words=clipped(words, _WORDS),
        outlets=case.outlets(keys),
        since=date(_since(case, keys)),
        href=f"#{anchor(claim.id)}",
    )


def framings(case: Case) -> tuple[Frame, ...]:
    """What one thing is called by whom, the most named first; none of the words is held to be the right one."""
    told = sorted(case.story.framings, key=lambda f: (-sum(len(n.articles) for n in f.namings), f.about))
    return tuple(
        Frame(
            about=_thing(framing.about),
            words=tuple(_called(case, n, f"frame-{i}-{j}") for j, n in enumerate(framing.namings)),
        )
        for i, framing in enumerate(told[:_NAMINGS])
    )


def _called(case: Case, naming: Said, id: str) -> Called:
    known = [s for s in naming.speakers if (e := case.entities.get(s)) and e.type != "ANON"]
    outlets = case.shortly(case.outlet(k) for k in naming.articles if k in case.by_key)
    who = case.shortly(case.name(s) for s in known)
    own = Text()
    if naming.own_words:
        own = say("differences.own-words", outlets=outlets)
    elif not who:
        own = say("differences.by-when", outlets=outlets)
    return Called(
        word=naming.word,
        own=own,
        who=say("differences.of-speakers", who=who) if who else Text(),
        mark=case.mark_places(id, naming.evidence),
    )


@lru_cache(maxsize=1)
def _things() -> dict[str, str]:
    return {row["label"]: row["thing"] for row in rows("story_frames.tsv")}


def _thing(label: str) -> Text:
    return name(label, _things().get(label))


def namings(case: Case) -> tuple[Naming, ...]:
    """Names that the outlets spell differently, the most mentioned first."""
    by_entity: dict[str, dict[str, tuple[str, set[str]]]] = {}
    count: dict[str, int] = {}
    for reading in case.readings:
        for mention in reading.mentions:
            count[mention.entity] = count.get(mention.entity, 0) + 1
            if len(mention.text.split()) > 1 or mention.type != "PER":
                forms = by_entity.setdefault(mention.entity, {})
                forms.setdefault(spelling(mention.text), (mention.text, set()))[1].add(reading.key)
    out = []
    for id, spelt in by_entity.items():
        forms = _without_article(spelt)
        if len({case.outlet_id(k) for _, keys in forms.values() for k in keys}) < 2 or not _rivals(forms):
            continue
        shown = sorted(forms.values(), key=lambda f: (-len(f[1]), f[0]))[:_FORMS]
        told = tuple((form, case.shortly(case.outlet(k) for k in sorted(keys))) for form, keys in shown)
        out.append((-count[id], id, Naming(name=case.name(id), forms=told)))
    return tuple(n for _, _, n in sorted(out, key=lambda x: x[:2])[:_NAMINGS])


def _without_article(forms: dict[str, tuple[str, set[str]]]) -> dict[str, tuple[str, set[str]]]:
    """The forms, those cut from «لل…» joined with the form that has its article."""
    out = {key: (form, set(keys)) for key, (form, keys) in forms.items() if f"ا{key}" not in forms}
    for key, (_, keys) in forms.items():
        if f"ا{key}" in out:
            out[f"ا{key}"][1].update(keys)
    return out


def _rivals(forms: dict[str, tuple[str, set[str]]]) -> bool:
    """Whether no form is merely a part of another: «بوتين» beside «فلاديمير بوتين» is no difference."""
    keys = sorted(forms, key=len)
    return any(not set(a.split()) <= set(b.split()) for i, a in enumerate(keys) for b in keys[i + 1 :])
