"""Names: who and what an article speaks of.

``gazetteer`` holds what the tables know, ``recognise`` finds names in the words, ``variants`` folds spellings,
``page`` says which mentions of one article are one thing, ``refer`` resolves definite descriptions, ``link`` joins
the articles of a run.
"""

from __future__ import annotations

from khabar.names.link import link
from khabar.names.page import read, speaker_id

__all__ = ["link", "read", "speaker_id"]
