"""Which carrier of the page a class word means («الصحيفة»، «المجلة الأميركية»)."""

from __future__ import annotations

from collections.abc import Mapping

from khabar.model import LinkRole
from khabar.statements.descriptions import lands
from khabar.statements.lexicon import media_lands, source_noun
from khabar.statements.sources import Phrase
from khabar.text import fold


def same_medium(found: Phrase, roles: Mapping[str, LinkRole], met: Mapping[str, int]) -> tuple[str, ...]:
    """The carrier of that role that was met last, unless the word tells that it is of another country.

    ``roles``: the carriers of the page by their ids; ``met``: the sentence in which each was named last.
    """
    noun = source_noun(found.head)
    described = fold(found.words).split()[1:]
    if noun is None or noun.plural or not all(w.startswith("ال") for w in described):
        return ()
    land = next((lands()[w] for w in described if w in lands()), None)
    fit = [x for x, role in roles.items() if role in (noun.role, "outlet") and x in met]
    fit = [x for x in fit if land is None or media_lands().get(x, land) == land]
    return (max(fit, key=lambda x: (met[x], x)),) if fit else ()
