"""The index page: stories by weight, each with its sparkline, and what the filter looks at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date as Day

from khabar.dossier import course
from khabar.dossier.case import Case
from khabar.dossier.story import counts, href, title_from
from khabar.dossier.view import IndexView, Row
from khabar.dossier.words import Text, dates, plural
from khabar.model import Reading, Story
from khabar.stories.origins import count
from khabar.text import fold

_SLOTS = 90
"""The sparkline has at most so many bars; longer times are drawn in steps of several days."""
_SIGNS = ".,،؛:!؟?\"'«»“”()[]…"
_SECOND = 6


def index(stories: Sequence[Story], readings: Sequence[Reading]) -> IndexView:
    """The stories of a dossier, those of most independent origins first, then of most articles, then the newest."""
    by_key = {r.key: r for r in readings}
    cases = [Case(s, [by_key[k] for k in s.articles if k in by_key]) for s in stories]
    cases.sort(key=_weight)
    days = sorted(d for c in cases for d in c.days())
    first, last = (Day.fromisoformat(days[0]), Day.fromisoformat(days[-1])) if days else (None, None)
    length = (last - first).days + 1 if first and last else 1
    step = -(-length // _SLOTS)
    slots = -(-length // step)
    names: dict[str, Text] = {}
    for case in cases:
        for key in case.by_key:
            if outlet := case.outlet_id(key):
                names.setdefault(outlet, case.outlet(key))
    return IndexView(
        rows=tuple(_row(c, i, first, step, slots) for i, c in enumerate(cases)),
        counts=(plural("stories", len(cases)), plural("articles", sum(len(c.story.articles) for c in cases))),
        dates=dates(days),
        slots=slots,
        first=days[0] if days else "",
        last=days[-1] if days else "",
        outlets=tuple(sorted(names.items(), key=lambda n: n[1].plain("ar"))),
        search=tuple(_search(c) for c in cases),
    )


def _weight(case: Case) -> tuple[object, ...]:
    newest = (case.days() or ["0000-00-00"])[-1]
    articles, origins, least = count(case.story)
    return (
        -least,
        -origins,
        -articles,
        tuple(-ord(c) for c in newest),
        case.story.id,
    )


def _row(case: Case, place: int, first: Day | None, step: int, slots: int) -> Row:
    rank = "brief" if len(case.story.articles) < 2 or place > _SECOND else "second" if place else "lead"
    return Row(
        href=href(case.story),
        title=case.story.title,
        title_from=title_from(case),
        dates=dates(case.days()),
        counts=counts(case.story),
        outlets=case.outlets(k for k in case.story.articles if k in case.by_key and case.outlet_id(k)),
        lines=course.reported(case)[: 3 if rank == "lead" else 1] if len(case.story.articles) > 1 else (),
        bars=_bars(case.days(), first, step) if slots > 1 else (),
        rank=rank,  # type: ignore[arg-type]
    )


def _bars(days: Sequence[str], first: Day | None, step: int) -> tuple[tuple[int, float], ...]:
    """In which slot the sparkline's bars stand, and how high they are, from 0 to 1."""
    heights: dict[int, int] = {}
    for day in days:
        if first:
            at = (Day.fromisoformat(day) - first).days // step
            heights[at] = heights.get(at, 0) + 1
    most = max(heights.values(), default=1)
    return tuple((at, round(n / most, 4)) for at, n in sorted(heights.items()))


def _search(case: Case) -> dict[str, object]:
    """What the filter compares: folded words of headlines and names, outlets, first and last day."""
    words = set(fold(case.story.title).split())
    for reading in case.readings:
        words.update(fold(reading.article.title or "").split())
    for entity in case.entities.values():
        if entity.type != "ANON":
            for form in (*entity.names.values(), *entity.spellings):
                words.update(fold(form).split())
    days = case.days()
    return {
        "words": " ".join(_longest({w.strip(_SIGNS) for w in words})),
        "outlets": sorted({case.outlet_id(k) for k in case.by_key} - {""}),
        "from": days[0] if days else "",
        "to": days[-1] if days else "",
    }


def _longest(words: set[str]) -> list[str]:
    """The words without those that stand within another one: the filter looks for parts of words."""
    out: list[str] = []
    for word in sorted(words, key=lambda w: (-len(w), w)):
        if word and not any(word in longer for longer in out):
            out.append(word)
    return sorted(out)
