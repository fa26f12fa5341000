"""A statement in the making."""

from __future__ import annotations

from dataclasses import dataclass, field

from khabar.model import Act, Link
from khabar.statements.lines import Line


@dataclass
class Draft:
    """A statement in the making: content by tokens of its line."""

    line: Line
    first: int
    stop: int
    act: Act
    speaker: tuple[str, ...]
    rule: str
    cue: tuple[int, int] | None = None
    via: tuple[Link, ...] = ()
    target: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    when: str | None = None
    own_via: bool = False
    """Whether the statement's own words name its chain, so that it is not the occasion's."""
    chain: str = ""
    """The rule that found the chain (``rules``)."""
    edge: int = field(default=0)
    """The token after everything that the statement takes of the line."""
