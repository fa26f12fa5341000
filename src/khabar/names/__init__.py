"""Names: mentions, references and entities."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.model import Article, Names, Reading, Span


def read(article: Article, sentences: Sequence[Span]) -> Names:
    """The names of one article."""
    return Names()


def link(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """One id across the pages of a run: readings read together, in the same order."""
    return tuple(readings)
