"""A headline of the form «فلان: كلام»: a statement of its own where the body does not tell the same."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.model import Mention, Span, Time
from khabar.statements.acts import SAYING, act_of
from khabar.statements.drafts import Draft
from khabar.statements.lines import Line
from khabar.statements.phrases import phrase
from khabar.statements.same import content_words
from khabar.statements.scene import Scene
from khabar.statements.spans import clause_end, kind_of
from khabar.text import View

_OPENING = 9
"""A headline names its speaker in so few tokens."""
_SAID = 3
"""So many words at least are said."""
_REPEATED = 0.5
"""Where the body tells so much of the headline's words, only the body counts."""
_STEM = 4
_SOURCES = ("person", "crowd", "body")


def of_headline(
    source: View, span: Span, named: Sequence[tuple[Mention, bool]], times: Sequence[Time], scene: Scene,
    told: Sequence[Draft],
) -> list[Draft]:  # fmt: skip
    """The statement of the headline at ``span``, if it has the form and the body's statements (``told``) have it not.

    To be called when the body is read, so that offices and last names mean whom the page names by them.
    """
    line = Line(source, span, named, times)
    colon = next((i for i in range(min(len(line), _OPENING)) if line.words[i] == ":"), None)
    if not colon or 0 in line.carrier:
        return []
    first = line.after(colon + 1, "-–—")
    if sum(t.kind == "word" for t in line.tokens[first:]) < _SAID:
        return []
    ids = _speaker(line, colon, scene)
    stop = clause_end(line, first)
    if not ids or stop <= first:
        return []
    _, first, stop = kind_of(line, first, stop)
    if _repeated(line.text(first, stop), told):
        return []
    return [Draft(line, first, stop, act_of(SAYING, line, first, stop), ids, "headline:colon", edge=stop)]


def _repeated(text: str, told: Sequence[Draft]) -> bool:
    """Whether the body's statements together tell most of a headline, in these or other forms of its words."""
    said = {_stem(w) for d in told for w in content_words(d.line.text(d.first, d.stop))}
    words = {_stem(w) for w in content_words(text)}
    return len(words & said) >= _REPEATED * len(words)


def _stem(word: str) -> str:
    """What a content word and its other forms begin with («خيارنا»، «خيار»)."""
    return word[:_STEM]


def _speaker(line: Line, colon: int, scene: Scene) -> tuple[str, ...]:
    """Who stands before the colon, if it is somebody who can speak and nothing else stands there."""
    who = phrase(line, 0, colon)
    if who is None or who.stop != colon:
        return ()
    if not who.ids:
        return scene.resolve(who) if who.sense in _SOURCES or who.name else ()
    ids = scene.resolve(who)
    kinds = {e.type if (e := scene.entities.get(x)) is not None else "" for x in ids}
    return ids if kinds <= {"PER", "ORG", "GROUP"} else ()
