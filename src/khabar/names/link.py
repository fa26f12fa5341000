"""One id across the articles of a run."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.model import Reading


def link(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """One id across the pages of a run: readings read together, in the same order."""
    return tuple(readings)
