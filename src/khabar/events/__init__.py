"""Events and agreements (وقائع واتفاقات): what was done, is planned, was called off; and the register of pacts."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.events.read import read_events
from khabar.events.register import read_agreements
from khabar.model import Article, Events, Names, Span, Statement, Time


def read(
    article: Article,
    sentences: Sequence[Span],
    times: Sequence[Time],
    names: Names,
    statements: Sequence[Statement],
) -> Events:
    """The events and agreements of one article.

    Participants are entity ids of ``names``; evidence spans are offsets into the document's text.
    """
    found = read_events(article, sentences, times, names, statements)
    return Events(events=found, agreements=read_agreements(article, sentences, times, names, found))
