"""What is known of a story's articles before the story is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from khabar.model import Reading, Reuse


class Common(NamedTuple):
    """A story's articles, by number, with what binds them."""

    members: tuple[int, ...]
    """The articles that are copies of no other, in the order of their keys. All else is worked out from these."""
    copies: Mapping[int, tuple[int, ...]]
    """Every article of one text and day, the member among them, in the order of their keys."""
    readings: Mapping[int, Reading]
    """Of members and copies."""
    likeness: Mapping[tuple[int, int], float]
    """Of two members (in their order); what is missing is 0."""
    reuse: Mapping[tuple[int, int], Reuse]
    """The shared text of every two articles of which one is in the story, copies too."""
    traces: Mapping[tuple[int, int], float]
    """Pairs of members below the bar of reuse that still share many word triples: the share of the shorter text."""

    def keys(self, member: int) -> tuple[str, ...]:
        """The keys of a member and its copies."""
        return tuple(self.readings[i].key for i in self.copies[member])
