"""Words given numbers, one after another, so that they can be counted in arrays."""

from __future__ import annotations


class Numbers(dict[str, int]):
    """Word → its number; a word that is asked for and has none gets the next."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number

    def copy(self) -> Numbers:
        return Numbers(self)
