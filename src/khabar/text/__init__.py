"""Characters: folding with offset maps, sentences, tokens, particles. Knows nothing of news."""

from khabar.text.folding import View, fold, view
from khabar.text.sentences import paragraphs, sentences
from khabar.text.tables import rows, table_path

__all__ = ["View", "fold", "paragraphs", "rows", "sentences", "table_path", "view"]
