"""Characters: folding with offset maps, sentences, tokens, particles. Knows nothing of news."""

from khabar.text.folding import View, fold, view
from khabar.text.sentences import paragraphs, sentences
from khabar.text.tables import rows, table_path
from khabar.text.verbs import imperfect, perfect

__all__ = ["View", "fold", "imperfect", "paragraphs", "perfect", "rows", "sentences", "table_path", "view"]
