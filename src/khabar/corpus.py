"""A set of pages read together: the library's one-call face."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from khabar import pages
from khabar.errors import Unreadable
from khabar.model import Article, Reading, Story
from khabar.pipeline import analyse, together
from khabar.stories import file_stories


class Corpus(msgspec.Struct, frozen=True, kw_only=True):
    """Readings that were read together, the stories they tell, and the pages that gave nothing.

    >>> corpus = Corpus.read(["pages/"])
    >>> for story in corpus.stories:
    ...     print(story.title, len(story.articles), len(story.origins))
    """

    readings: tuple[Reading, ...]
    """One id across pages, undated pages dated where their neighbours settle it; in the order of their keys."""
    stories: tuple[Story, ...]
    problems: tuple[Unreadable, ...] = ()
    """The pages that could not be read, or hold no article, each with its reason."""

    @classmethod
    def read(cls, paths: Iterable[str | Path]) -> Corpus:
        """Read files and folders (recursively). What cannot be read is a problem of the corpus, never an exception."""
        sources, problems = pages.sources(paths)
        articles: list[Article] = []
        for document in (d for source in sources for d in pages.documents(source)):
            if isinstance(document, Unreadable):
                problems.append(document)
            else:
                articles += pages.articles(document)
        linked = together([analyse(article) for article in pages.without_repeated(articles)])
        return cls(readings=linked, stories=file_stories(linked), problems=tuple(problems))

    def reading(self, key: str) -> Reading:
        """The reading of an article by its key (``page.txt``, ``page.txt#2``). Raises ``KeyError``."""
        for reading in self.readings:
            if reading.key == key:
                return reading
        raise KeyError(key)
