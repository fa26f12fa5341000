"""Names: who and what an article speaks of.

``gazetteer`` holds what the tables know, ``recognise`` finds names in the words, ``variants`` folds spellings,
``page`` says which mentions of one article are one thing, ``refer`` resolves definite descriptions, ``link`` joins
the articles of a run.
"""

from __future__ import annotations

from collections.abc import Iterable

from khabar.model import Entity
from khabar.names import gazetteer
from khabar.names.link import link
from khabar.names.page import read, speaker_id


def listed(ids: Iterable[str]) -> list[Entity]:
    """What the tables know of these ids; ids that they do not know are left out."""
    known = gazetteer.known()
    return [known[id].entity() for id in ids if id in known]


__all__ = ["link", "listed", "read", "speaker_id"]
