"""Expressions of time and their TIMEX3 values; of use without the rest of Khabar.

    >>> from khabar import times
    >>> [(t.text, t.type, t.value) for t in times.find("وصل الوفد مساء الأحد بعد رحلة دامت ثلاث ساعات", "2018-04-11")]
    [('مساء الأحد', 'TIME', '2018-04-08TEV'), ('ثلاث ساعات', 'DURATION', 'PT3H')]

The words of a line become classed tokens (:mod:`.words`), a grammar finds the expressions among them
(:mod:`.expressions`), the clause says which way they look (:mod:`.tense`), and the calendar gives the value
(:mod:`.resolve` and the rooms that it names). Names, numbers, verbs, cues and the grammar itself are tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khabar.model import Span, Time
from khabar.text import View, view
from khabar.times import calendars, dates, expressions, reading, resolve, tense, words
from khabar.times.intervals import Interval, intervals

#: Longer lines are read in pieces, so that a page of any size is read in little memory.
LONGEST = 20_000


def find(text: str, anchor: str | None = None) -> tuple[Time, ...]:
    """Every time expression of a text, in order; ``anchor`` is the ISO day on which it was written.

    Offsets are code points into ``text``, end exclusive. ``type`` is DATE, TIME, DURATION or SET; ``value`` ISO 8601
    as TIMEX3 has it (``2018-04-08``, ``2018-W15``, ``P20Y``, ``XXXX-WXX-5``, ``PAST_REF``), None where neither the
    words nor the anchor settle it; ``basis`` the rule and what the value was reckoned from. An anchor that is no ISO
    day is as good as none. Never raises.
    """
    return read(text, [Span(0, len(text))], anchor)


def looks(key: str) -> str | None:
    """Which way the first verb or cue of a folded stretch looks: ``past``, ``future``, ``ahead`` (an imperfect).

    None where no word of it is known to look anywhere.
    """
    return tense.led_by(key)


def read(text: str, spans: Sequence[Span], anchor: str | None) -> tuple[Time, ...]:
    """Every time expression within ``spans``, as :func:`find` gives them; ``anchor`` is the article's own day.

    Cheap enough to be called again when the anchor becomes known.
    """
    folded = view(text)
    lines = [line for span in sorted(spans) for line in _lines(folded, span)]
    state = reading.State(calendars.parse(anchor), dates.month_first(folded.key, lines))
    out: list[Time] = []
    for start, end in lines:
        out.extend(_line(text, folded, start, end, state))
    return tuple(out)


def _line(text: str, folded: View, start: int, end: int, state: reading.State) -> Iterator[Time]:
    """The expressions of one line, ``start`` to ``end`` being offsets into the folded key."""
    found = words.tokens(folded.key, start, end)
    state.new_line()
    done = 0
    for e in expressions.find(found):
        state.pass_over(found[done : e.first])
        done = e.last
        state.direction = tense.direction(found, e.first, e.last)
        before = found[e.first - 1] if e.first else None
        state.before = before.word if before else ""
        state.bounded = before is not None and before.kind == "BEFORE"
        tokens = found[e.first : e.reads]
        value, basis = resolve.value(e.rule, tokens, state)
        if value is None and e.rule in ("that-time", "units-first", "numeric"):
            continue
        place = folded.span(found[e.first].start, found[e.last - 1].end)
        yield Time(span=place, text=place.of(text), value=value, basis=basis, type=resolve.kind(e.rule, tokens, value))


def _lines(folded: View, span: Span) -> Iterator[tuple[int, int]]:
    """The lines of a span as offsets into the folded key; a line without end is cut at a blank."""
    start, end = folded.key_at(span.start), folded.key_at(span.end)
    while start < end:
        stop = folded.key.find("\n", start, end)
        stop = end if stop < 0 else stop
        if stop - start > LONGEST:
            blank = folded.key.rfind(" ", start, start + LONGEST)
            stop = blank if blank > start else start + LONGEST
        if stop > start:
            yield start, stop
        start = stop + 1 if folded.key[stop : stop + 1] in ("\n", " ") else stop


__all__ = ["Interval", "find", "intervals", "read"]
