"""Which rules made a statement: «cue:content:speaker:chain», and what each of them is called."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from khabar.text import rows

_MARKERS = {
    "ان": "clause", "ب": "bi", "ل": "li", "quote": "quote", "colon": "colon", "object": "object", "apart": "apart",
    "الي": "preposition", "علي": "preposition", "عن": "preposition", "من": "preposition", "في": "preposition",
}  # fmt: skip
_SPEAKERS = {
    "participle": ("participle", "clause-subject"),
    "joint": ("participle", "joint"),
    "paper": ("paper", "paper-owner"),
    "relay": ("relay", "after-of"),
    "inner": ("verb", "inner"),
    "attribution": ("attribution", "source"),
    "attribution-first": ("attribution", "source"),
    "attributed-act": ("attribution", "doer"),
    "quote-verb": ("verb", "after-quote"),
    "verbal-noun": ("verbal-noun", "owner"),
    "continued-quote": ("none", "continued"),
    "after-name": ("none", "before-colon"),
    "headline": ("headline", "before-colon"),
}
"""What the readers of cues call their finds → (cue, speaker); what is not listed is a verb's own speaker rule."""
_CONTENT = {"quote-verb": "quote", "continued-quote": "quote"}


class Part(NamedTuple):
    """One rule by its names: ``part`` is ``cue``, ``content``, ``speaker`` or ``chain``."""

    part: str
    rule: str
    ar: str
    en: str


def rule_of(found: str, chain: str) -> str:
    """The rule of a statement: what its reader called it («verb-subject:ان») with the chain's rule."""
    name, _, marker = found.partition(":")
    cue, speaker = _SPEAKERS.get(name, ("verb", name))
    content = _CONTENT.get(name) or _MARKERS.get(marker, "beside" if cue == "attribution" else "object")
    return ":".join((cue, content, speaker, chain or "none"))


@lru_cache(maxsize=1)
def _names() -> dict[tuple[str, str], Part]:
    return {(r["part"], r["rule"]): Part(r["part"], r["rule"], r["ar"], r["en"]) for r in rows("statement_rules.tsv")}


def parts(rule: str) -> tuple[Part, ...]:
    """The rules that a statement's ``rule`` names, with their Arabic and English names, in the order cue, content,
    speaker, chain. Raises ``KeyError`` for a rule that ``statement_rules.tsv`` does not hold."""
    return tuple(_names()[p, r] for p, r in zip(("cue", "content", "speaker", "chain"), rule.split(":"), strict=True))
