"""What a speaker does by speaking: by the verb, and by the substance where the verb is a plain one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple, cast

from khabar.model import Act
from khabar.statements.cues import CLAUSE
from khabar.statements.lexicon import Form
from khabar.statements.lines import Line
from khabar.text import rows

_OPENING = re.compile(r"^(?:(?:ب?ان(?=\W)|الي|علي|عن|من|ف(?=ان)|«|\"|“)\s*)+")
_REACH = 60
"""How many characters ``start`` covers."""


_BORDER = r"(?:^|(?<=[\s«\"“]))"


class _Rule(NamedTuple):
    act: Act
    start: bool
    pattern: re.Pattern[str]


class _Rules(NamedTuple):
    """The rules of one act of verbs in the order of the table, and all of a place in one pattern.

    Most contents match none, which one search tells where it took one for each rule.
    """

    each: tuple[_Rule, ...]
    at_start: re.Pattern[str]
    anywhere: re.Pattern[str]


@lru_cache(maxsize=8)
def _rules(verbs: str) -> _Rules:
    table = [row for row in rows("act_substance.tsv") if verbs in row["verbs"].split("|")]
    start, anywhere = ([row["pattern"] for row in table if row["place"] == place] for place in ("start", "any"))
    return _Rules(
        tuple(
            _Rule(cast(Act, row["act"]), row["place"] == "start", re.compile(_BORDER + row["pattern"])) for row in table
        ),
        _either(start),
        _either(anywhere),
    )


def _either(patterns: list[str]) -> re.Pattern[str]:
    return re.compile(_BORDER + "(?:" + "|".join(f"(?:{p})" for p in patterns or ("(?!)",)) + ")")


SAYING = Form("قال", "say", frozenset(("ان", "اقتباس")), frozenset(), "past", "", "s")
"""The plainest verb, for words that none introduces."""


def act_of(form: Form, line: Line, first: int, stop: int) -> Act:
    """The act of a statement whose verb is ``form`` and whose content lies at tokens ``first`` to ``stop``."""
    if form.act not in ("say", "announce", "affirm", "assess"):
        return form.act
    for flag in form.flags:
        preposition, _, act = flag.partition("=")
        if act and line.words[first].startswith(preposition) and line.words[first] not in CLAUSE:
            return cast(Act, act)
    content = line.view.key[line.tokens[first].start : line.tokens[stop - 1].end]
    bare, opening = _OPENING.sub("", content)[:_REACH], content[:_REACH]
    rules = _rules(form.act)
    starts = rules.at_start.match(bare) or rules.at_start.match(opening)
    if not starts and not rules.anywhere.search(content):
        return form.act
    for rule in rules.each:
        if (rule.pattern.match(bare) or rule.pattern.match(opening)) if rule.start else rule.pattern.search(content):
            return rule.act
    return form.act
