"""From the words of an expression to its TIMEX3 value: which function reckons the expressions of which rule.

Absolute expressions and lengths need no anchor; relative ones have no value (None) without it. Every function takes
the expression's words and the state of the reading and returns value and basis: what the value was reckoned from.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from khabar.times import dates, days, lengths, periods
from khabar.times.reading import Answer, State, Words
from khabar.times.words import Token

#: By the rule's name in ``time_grammar.tsv``.
RULES: dict[str, Callable[[Words, State], Answer]] = {
    "date": dates.dated,
    "dateline": dates.dateline,
    "day-before": dates.day_before,
    "day-of-month": dates.day_of_month,
    "numeric": dates.numeric,
    "month": dates.month,
    "weekday": days.weekday,
    "today": days.today,
    "clock": days.at_hour,
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
    "decade": periods.decade,
    "season": periods.season,
    "quarter": periods.quarter,
    "century": periods.century,
    "age": lengths.age,
    "nth-day": lengths.nth_day,
    "ref": periods.reference,
}


def value(rule: str, tokens: Sequence[Token], state: State) -> Answer:
    """Value and basis of an expression; notes in the state what it named."""
    found, basis = RULES[rule](Words(tokens), state)
    if rule != "that-time":
        state.note(found)
    return found, f"{rule}:{basis}"
