"""Stories: filing, reuse, origins, claims, conflicts."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.model import Reading, Story


def file_stories(readings: Sequence[Reading]) -> tuple[Story, ...]:
    """The stories of a set of readings; the result does not depend on their order."""
    return ()
