"""What the user says of his input."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

_NONE: Mapping[str, str] = MappingProxyType({})


class Options(NamedTuple):
    """``fields``: role (``text``, ``title``, ``published`` …, as in ``columns.tsv``) → the column that holds it."""

    fields: Mapping[str, str] = _NONE
