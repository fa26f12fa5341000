"""What one story tells: headline, origins, shared text, conflicts and claims, once its articles are known."""

from __future__ import annotations

import hashlib

from khabar.model import Story
from khabar.stories.claims import claims
from khabar.stories.common import Common
from khabar.stories.conflicts import conflicts
from khabar.stories.framing import framings
from khabar.stories.kinships import kinships
from khabar.stories.origins import origins
from khabar.stories.quotes import quotations


def tell(common: Common) -> Story:
    """The story of some articles. Does not depend on the order in which they came."""
    readings = sorted(common.readings.values(), key=lambda r: (r.key, r.article.id))
    headline = max(readings, key=lambda r: len((r.article.title or "").split()))
    behind = origins(common)
    return Story(
        id=hashlib.sha256("\n".join(sorted(r.article.id for r in readings)).encode()).hexdigest()[:12],
        title=headline.article.title or headline.key,
        title_from=headline.key,
        articles=tuple(r.key for r in readings),
        origins=behind,
        kinships=kinships(common),
        reuse=tuple(sorted(common.reuse.values(), key=lambda r: (r.a, r.b))),
        quotations=quotations(common) if len(common.members) > 1 else (),
        conflicts=conflicts(common) if len(common.members) > 1 else (),
        claims=claims(common, behind),
        framings=framings(common) if len(common.members) > 1 else (),
    )
