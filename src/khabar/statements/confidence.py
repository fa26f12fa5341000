"""How far a statement is to be trusted: the precision of the rules that made it, as measured on gold readings.

``statement_precision.tsv`` is written by ``python benchmarks/statements.py … --calibrate``. A rule met rarely leans on
the precision of its speaker's rule, and that on the precision of all.
"""

from __future__ import annotations

from functools import lru_cache

from khabar.text import rows

ALL = "*"


@lru_cache(maxsize=1)
def _precision() -> dict[str, float]:
    return {row["rule"]: float(row["precision"]) for row in rows("statement_precision.tsv")}


def confidence(rule: str) -> float:
    """The chance, 0 to 1, that a statement of this rule («cue:content:speaker:chain») is one and is its speaker's."""
    table = _precision()
    cue, content, speaker, _ = rule.split(":")
    for key in (f"{cue}:{content}:{speaker}", speaker, ALL):
        if key in table:
            return table[key]
    raise ValueError("statement_precision.tsv has no row for all rules")
