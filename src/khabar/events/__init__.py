"""Events and agreements."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.model import Article, Events, Names, Span, Statement, Time


def read(
    article: Article,
    sentences: Sequence[Span],
    times: Sequence[Time],
    names: Names,
    statements: Sequence[Statement],
) -> Events:
    """The events and agreements of one article."""
    return Events()
