"""Stories: filing, reuse, origins, claims, conflicts."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.model import Reading, Story
from khabar.stories.chains import affairs
from khabar.stories.filing import Filing
from khabar.stories.neighbours import settle_dates
from khabar.stories.origins import Counts, count


def file_stories(readings: Sequence[Reading]) -> tuple[Story, ...]:
    """The stories of a set of readings, the largest first; the result does not depend on the order given.

    To file more later, keep the :class:`Filing`: ``Filing().extended(readings).extended(more).stories`` are the
    stories of all.
    """
    return Filing().extended(readings).stories


__all__ = ["Counts", "Filing", "affairs", "count", "file_stories", "settle_dates"]
