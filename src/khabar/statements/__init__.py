"""Statements and their chains of transmission."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.model import Article, Names, Span, Statements, Time


def read(article: Article, sentences: Sequence[Span], times: Sequence[Time], names: Names) -> Statements:
    """The statements of one article."""
    return Statements()
