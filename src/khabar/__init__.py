"""Khabar (خبر): Arabic-first news intelligence. What happened, who said it, and through whom it reached the page."""

from khabar.corpus import Corpus
from khabar.errors import Unreadable
from khabar.model import Article, Document, Reading, Span, Story
from khabar.pipeline import analyse, read, together
from khabar.stories import file_stories

__version__ = "0.1.0"
__all__ = [
    "Article",
    "Corpus",
    "Document",
    "Reading",
    "Span",
    "Story",
    "Unreadable",
    "analyse",
    "file_stories",
    "read",
    "together",
]
