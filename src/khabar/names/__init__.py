"""Names: who and what an article speaks of.

``gazetteer`` holds what the tables know, ``learned`` what a corpus and gold readings taught. ``recognise`` finds the
names of a page: ``bodies`` and ``persons`` propose, ``tagger`` decides. ``variants`` compares spellings, ``romanise``
writes them in Latin letters, ``page`` says which mentions of one article are one thing, ``refer`` resolves definite
descriptions, ``offices`` reads what a page calls somebody, ``reasons`` says why a name is taken for him. ``link`` joins
the articles of a run, ``namesakes`` parts them by ``profile``, ``overrides`` applies the user's corrections, ``search``
finds who is meant. ``training`` makes what is learnt.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from khabar.model import Entity
from khabar.names import gazetteer, overrides, search
from khabar.names.link import link
from khabar.names.overrides import Override
from khabar.names.page import read, speaker_id
from khabar.names.reasons import MEANT
from khabar.names.reasons import reference as why


def listed(ids: Iterable[str]) -> list[Entity]:
    """What the tables know of these ids; ids that they do not know are left out."""
    known = gazetteer.known()
    return [msgspec.structs.replace(known[id].entity(), reasons=(MEANT,)) for id in ids if id in known]


__all__ = ["MEANT", "Override", "link", "listed", "overrides", "read", "search", "speaker_id", "why"]
