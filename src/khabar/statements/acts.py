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


class _Rule(NamedTuple):
    act: Act
    start: bool
    pattern: re.Pattern[str]
    verbs: frozenset[str]


@lru_cache(maxsize=1)
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            cast(Act, row["act"]),
            row["place"] == "start",
            re.compile(r"(?:^|(?<=[\s«\"“]))" + row["pattern"]),
            frozenset(row["verbs"].split("|")),
        )
        for row in rows("act_substance.tsv")
    )


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
    bare = _OPENING.sub("", content)
    for rule in _rules():
        if form.act not in rule.verbs:
            continue
        if (
            (rule.pattern.match(bare[:_REACH]) or rule.pattern.match(content[:_REACH]))
            if rule.start
            else rule.pattern.search(content)
        ):
            return rule.act
    return form.act
