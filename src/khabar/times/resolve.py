"""From the words of an expression to its TIMEX3 value: which function reckons the expressions of which rule.

Absolute expressions and lengths need no anchor; relative ones have no value (None) without it. Every function takes
the expression's words and the state of the reading and returns value and basis: what the value was reckoned from.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from khabar.model import TimeType
from khabar.times import dates, days, feasts, lengths, periods, sets
from khabar.times.reading import Answer, State, Words
from khabar.times.words import Token

#: By the rule's name in ``time_grammar.tsv``.
RULES: dict[str, Callable[[Words, State], Answer]] = {
    "date": dates.dated,
    "dateline": dates.dateline,
    "month-before": dates.month_before,
    "numeric-day": dates.numeric_day,
    "week-of-month": dates.week_of_month,
    "day-before": dates.day_before,
    "day-of-month": dates.day_of_month,
    "numeric": dates.numeric,
    "month": dates.month,
    "weekday": days.weekday,
    "weekday-before": days.weekday_before,
    "today": days.today,
    "clock": days.at_hour,
    "clock-on": days.clock_on,
    "afterwards": days.afterwards,
    "part": days.part_of_today,
    "part-turn": days.part_turned,
    "turn": periods.turned,
    "weekend": periods.weekend,
    "same-day": days.same_day,
    "when": periods.reference,
    "ago": lengths.ago,
    "length-turn": lengths.length_turned,
    "length": lengths.length,
    "offset": lengths.length,
    "count-before": lengths.count_before,
    "units-first": lengths.units_first,
    "that-time": periods.that_time,
    "units-turn": lengths.units_turned,
    "year": periods.year,
    "bare-year": periods.year,
    "old-year": periods.old_year,
    "word-year": periods.word_year,
    "years": periods.years,
    "school-year": periods.school_year,
    "fiscal-year": periods.fiscal_year,
    "hijri-year": periods.hijri_year,
    "half": periods.half,
    "decade-of": periods.decade_of_century,
    "feast": feasts.feast,
    "every": sets.every,
    "every-part": sets.every_part,
    "every-weekday": sets.every_weekday,
    "every-year": sets.every_year,
    "every-month": sets.every_month,
    "adverb": sets.adverb,
    "decade": periods.decade,
    "season": periods.season,
    "quarter": periods.quarter,
    "century": periods.century,
    "age": lengths.age,
    "nth-day": lengths.nth_day,
    "ref": periods.reference,
}


#: Rules whose expressions come again and again, and those that are hours; of the rest the value tells.
_SETS = frozenset({"every", "every-part", "every-weekday", "every-year", "every-month", "adverb"})
_HOURS = frozenset({"clock", "clock-on", "part", "part-turn"})


def kind(rule: str, tokens: Sequence[Token], value: str | None) -> TimeType:
    """The TIMEX3 type of an expression; what the words say where there is no value."""
    if rule in _SETS:
        return "SET"
    if value is not None and value[0] == "P" and not value.endswith("_REF"):
        return "DURATION"
    if rule in _HOURS or (value is not None and "T" in value[10:]):
        return "TIME"
    if value is None and any(t.kind in ("PART", "OCLOCK") for t in tokens):
        return "TIME"
    if value is None and rule in ("length", "ago", "age", "offset", "count-before"):
        return "DURATION"
    return "DATE"


def value(rule: str, tokens: Sequence[Token], state: State) -> Answer:
    """Value and basis of an expression; notes in the state what it named."""
    found, basis = RULES[rule](Words(tokens), state)
    if rule != "that-time":
        state.note(found)
    return found, f"{rule}:{basis}"
