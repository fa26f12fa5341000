"""Expressions of time and their TIMEX3 values."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.model import Span, Time
from khabar.text import view
from khabar.times import calendars, expressions, resolve, tense, words

_END = (words.Token(0, 0, "NEWLINE", None, ""),)


def read(text: str, spans: Sequence[Span], anchor: str | None) -> tuple[Time, ...]:
    """Every time expression within ``spans``, in order; ``anchor`` is the article's own ISO day, if known.

    Offsets are code points into ``text``. Values are ISO 8601 / TIMEX3 (``2018-04-08``, ``2018-W15``, ``P20Y``,
    ``PAST_REF``); None where nothing settles them. Cheap enough to be called again when the anchor becomes known.
    """
    folded = view(text)
    state = resolve.State(calendars.parse(anchor))
    out: list[Time] = []
    for span in sorted(spans):
        found = words.tokens(folded.key, folded.key_at(span.start), folded.key_at(span.end))
        end = 0
        for e in expressions.find(found):
            state.between(found[end : e.first])
            end = e.last
            state.direction = tense.direction(found, e.first, e.last)
            value, basis = resolve.value(e.rule, found[e.first : e.reads], state)
            if value is None and e.rule in ("that-time", "units-first"):
                continue
            place = folded.span(found[e.first].start, found[e.last - 1].end)
            out.append(Time(span=place, text=place.of(text), value=value, basis=basis))
        state.between(_END)
    return tuple(out)


__all__ = ["read"]
