"""Where the sources differ: values of one fact, and names of one thing."""

from __future__ import annotations

import re

from khabar.dossier.case import Case
from khabar.dossier.view import Difference, Held, Naming, Point
from khabar.dossier.words import date, digits
from khabar.model import Conflict, ConflictValue
from khabar.text import fold

_NUMBER = re.compile(r"\d[\d,.]*")
_NAMINGS = 8


def differences(case: Case) -> tuple[Difference, ...]:
    """The conflicts of a story, those of most articles first."""
    conflicts = sorted(case.story.conflicts, key=lambda c: (-sum(len(v.articles) for v in c.values), c.about))
    return tuple(_difference(case, c, i) for i, c in enumerate(conflicts))


def _difference(case: Case, conflict: Conflict, number: int) -> Difference:
    steps = _steps(case, conflict)
    values = sorted(conflict.values, key=lambda v: (_since(case, v) or "9999", -len(v.articles), v.value))
    return Difference(
        about=conflict.about,
        held=tuple(_held(case, v, f"conflict-{number}-{i}") for i, v in enumerate(values)),
        steps=steps,
    )


def _held(case: Case, value: ConflictValue, id: str) -> Held:
    return Held(
        value=value.value,
        outlets=case.outlets(value.articles),
        origins=case.origins_of(value.articles),
        since=date(_since(case, value)),
        mark=case.mark_places(id, value.evidence),
    )


def _since(case: Case, value: ConflictValue) -> str | None:
    return min((d for d in (case.day(k) for k in value.articles) if d), default=None)


def _steps(case: Case, conflict: Conflict) -> tuple[Point, ...]:
    """The values as a line of steps where they are numbers that only grew from day to day."""
    told = sorted(
        (day, n, v.value) for v in conflict.values if (n := _number(v.value)) is not None and (day := _since(case, v))
    )
    if len(told) < 2 or len(told) < len(conflict.values) or len({d for d, _, _ in told}) < len(told):
        return ()
    numbers = [n for _, n, _ in told]
    if numbers != sorted(set(numbers)):
        return ()
    low, high = numbers[0], numbers[-1]
    last = len(told) - 1
    return tuple(
        Point(x=i / last, y=(n - low) / (high - low), value=digits(v), date=date(d, year=False))
        for i, (d, n, v) in enumerate(told)
    )


def _number(value: str) -> float | None:
    match = _NUMBER.fullmatch(fold(value))
    return float(match.group().replace(",", "").rstrip(".")) if match else None


def namings(case: Case) -> tuple[Naming, ...]:
    """Names that the outlets spell differently, the most mentioned first."""
    by_entity: dict[str, dict[str, tuple[str, set[str]]]] = {}
    count: dict[str, int] = {}
    for reading in case.readings:
        for mention in reading.mentions:
            count[mention.entity] = count.get(mention.entity, 0) + 1
            if len(mention.text.split()) > 1 or mention.type != "PER":
                forms = by_entity.setdefault(mention.entity, {})
                forms.setdefault(fold(mention.text), (mention.text, set()))[1].add(reading.key)
    out = []
    for id, forms in by_entity.items():
        if len({case.outlet_id(k) for _, keys in forms.values() for k in keys}) < 2 or not _rivals(forms):
            continue
        shown = sorted(forms.values(), key=lambda f: (-len(f[1]), f[0]))
        told = tuple((form, case.outlets(sorted(keys))) for form, keys in shown)
        out.append((-count[id], id, Naming(name=case.name(id), forms=told)))
    return tuple(n for _, _, n in sorted(out, key=lambda x: x[:2])[:_NAMINGS])


def _rivals(forms: dict[str, tuple[str, set[str]]]) -> bool:
    """Whether no form is merely a part of another: «بوتين» beside «فلاديمير بوتين» is no difference."""
    keys = sorted(forms, key=len)
    return any(not set(a.split()) <= set(b.split()) for i, a in enumerate(keys) for b in keys[i + 1 :])
