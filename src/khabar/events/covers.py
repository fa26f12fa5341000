"""What stands at a place of the text, found without looking through everything that the text holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from khabar.model import Span

_CELL = 64
"""Letters of a cell of the index: shorter than most statements and clauses, so that a cell holds few of them."""

Thing = TypeVar("Thing")


class Covers(Generic[Thing]):
    """Things by the stretches of text that they cover, which may overlap."""

    def __init__(self, things: Iterable[Thing], spans: Callable[[Thing], Iterable[Span]]) -> None:
        self._cells: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        self._things = list(things)
        for number, thing in enumerate(self._things):
            for span in spans(thing):
                for cell in range(span.start // _CELL, (span.end - 1) // _CELL + 1):
                    self._cells[cell].append((number, span.start, span.end))

    def at(self, place: int) -> list[Thing]:
        """Those that cover a place, each once, in the order in which they were given."""
        here = self._cells.get(place // _CELL, ())
        return [self._things[n] for n in dict.fromkeys(n for n, start, end in here if start <= place < end)]
