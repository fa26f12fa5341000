"""What covers a place of the text."""

from __future__ import annotations

import random

from khabar.events.covers import Covers
from khabar.model import Span


def test_it_finds_what_a_look_through_everything_finds() -> None:
    chance = random.Random(7)
    things = [tuple(Span(a := chance.randrange(900), a + chance.randrange(200)) for _ in range(2)) for _ in range(60)]
    covers = Covers(things, lambda t: t)
    for place in range(1200):
        assert covers.at(place) == [t for t in things if any(s.start <= place < s.end for s in t)]
