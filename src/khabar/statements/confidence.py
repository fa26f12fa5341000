"""How far a rule is to be trusted."""

from __future__ import annotations


def confidence(rule: str) -> float:
    """The calibrated precision of a rule."""
    return 0.7
