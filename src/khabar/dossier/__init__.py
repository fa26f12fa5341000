"""The dossier: a self-contained static site."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from khabar.model import Reading, Story


def build(stories: Sequence[Story], readings: Sequence[Reading], out: Path) -> Path:
    """Write the dossier into ``out`` and return the path of its index page."""
    raise NotImplementedError
