"""Which carrier of the page a class word means («الصحيفة»، «المجلة الأميركية»، «صحيفة بريطانية»)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from khabar.model import LinkRole
from khabar.statements.descriptions import lands
from khabar.statements.lexicon import media_lands, source_noun
from khabar.statements.sources import Phrase
from khabar.text import fold


def same_medium(found: Phrase, roles: Mapping[str, LinkRole], met: Mapping[str, int]) -> tuple[str, ...]:
    """The carrier of that role that was met last, unless the word tells that it is of another country.

    ``roles``: the carriers of the page by their ids; ``met``: the sentence in which each was named last.
    """
    described = fold(found.words).split()[1:]
    if not all(w.startswith("ال") for w in described):
        return ()
    land = next((lands()[w] for w in described if w in lands()), None)
    fit = [x for x in _of_class(found.head, land, roles) if x in met]
    return (max(fit, key=lambda x: (met[x], x)),) if fit else ()


def lone_medium(description: Sequence[str], roles: Mapping[str, LinkRole]) -> str | None:
    """The one carrier of the page that «صحيفة بريطانية» means: of that class, and of no other country."""
    if len(description) < 2 or description[0].startswith("ال"):
        return None
    land = next((lands()["ال" + w] for w in description[1:] if "ال" + w in lands()), None)
    fit = _of_class(description[0], land, roles) if land is not None else []
    return fit[0] if len(fit) == 1 else None


def _of_class(head: str, land: str | None, roles: Mapping[str, LinkRole]) -> list[str]:
    """The carriers of the page that a class word can mean: of its role, not known to be of another country."""
    noun = source_noun(head)
    if noun is None or noun.sense != "media" or noun.plural:
        return []
    fit = [x for x, role in roles.items() if role in (noun.role, "outlet")]
    return [x for x in fit if land is None or media_lands().get(x, land) == land]
