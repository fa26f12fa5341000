"""Phrases that name a source, and the short ones: in quotation marks, in brackets, joined by «و»."""

from __future__ import annotations

from typing import NamedTuple

from khabar.model import LinkRole
from khabar.statements.lexicon import source_noun, words
from khabar.statements.lines import Line

_ALLIES = words("allies")
_QUOTED = 4
"""A source in quotation marks has no more words."""


class Phrase(NamedTuple):
    """Who a phrase names: entity ids, or only words where nobody known is named; ``stop`` is the token after it."""

    ids: tuple[str, ...]
    first: int
    stop: int
    words: str = ""
    """The description as it stands in the text, without the name put after it."""
    head: str = ""
    """The folded head noun of a description, with its article."""
    sense: str = ""
    """What kind of source the head is (``source_nouns.tsv``), empty when it is none."""
    more: tuple[Phrase, ...] = ()
    """Phrases joined by «و»."""
    name: str = ""
    """The name of a person whom nobody marked (``strangers``)."""
    paper: str = ""
    """The lemma of the paper in which whoever is named speaks («تقرير الخبراء»)."""


def quoted_source(line: Line, i: int) -> Phrase | None:
    """A source that stands in quotation marks at ``i`` («إن "مصادر موثوقة" أبلغته»، «نقلا عن "معلومات سرية"»)."""
    quotation = line.quotation.get(i)
    if quotation is None or quotation.last - quotation.first > _QUOTED:
        return None
    noun = source_noun(line.words[quotation.first])
    if noun is None or noun.sense not in ("person", "crowd", "media", "paper"):
        return None
    text = line.text(quotation.first, quotation.last)
    return Phrase((), i, quotation.last + 1, text, line.words[quotation.first], noun.sense)


def alias(line: Line, i: int, end: int, role: LinkRole) -> Phrase | None:
    """The carrier whose name follows its description («وكالة الأنباء الرسمية سانا»، «وكالة الأنباء الرسمية (سانا)»)."""
    k = end + 1 if end < len(line) and line.words[end] == "(" else end
    k = next((m for m in range(i + 2, end) if m in line.carrier), k)
    carrier = line.carrier.get(k)
    name = line.name[k] if carrier is not None else None
    if carrier is None or name is None or name.particle:
        return None
    before = source_noun(line.words[k - 1])  # «محطة تلفزيون كذا»
    if carrier.role != role and (before is None or before.sense != "media"):
        return None
    return Phrase((carrier.id,), end, name.last + 1 + (k > end and line.word(name.last + 1) == ")"))


def medium_after(line: Line, k: int, stop: int) -> Phrase | None:
    """A carrier joined by «و» with its own noun («قناة كذا وصحيفة "كذا"»)."""
    noun = source_noun(line.words[k][1:]) if line.words[k].startswith("و") else None
    if noun is None or noun.sense != "media" or k + 1 >= stop:
        return None
    i = k + 2 if line.tokens[k + 1].kind == "open" and k + 2 < stop else k + 1
    name = line.name[i]
    if name is None or name.first != i or not name.proper or name.mention.type == "PER":
        return None
    closed = name.last + 1 < len(line) and line.tokens[name.last + 1].kind == "close"
    return Phrase((name.mention.entity,), k, name.last + 1 + closed)


def ally_after(line: Line, k: int, stop: int) -> Phrase | None:
    """Somebody joined by «و» as what he is to the first («سوريا وحليفتها روسيا»)."""
    name = line.name[k + 1] if k + 1 < stop else None
    if (
        line.words[k].removesuffix("ها").removesuffix("ه") not in _ALLIES
        or name is None
        or name.first != k + 1
        or not name.proper
        or name.particle
    ):
        return None
    return Phrase((name.mention.entity,), k, name.last + 1)
