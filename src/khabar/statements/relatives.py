"""What is told of others in a relative clause of another's words («القمة التي تقول روسيا إنها ضرورية ستعقد»)."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.statements.acts import act_of
from khabar.statements.cues import CLAUSE, cue_at, verb_at
from khabar.statements.drafts import Draft
from khabar.statements.lines import Line
from khabar.statements.nouns import RELATIVE
from khabar.statements.phrases import phrase
from khabar.statements.scene import Scene
from khabar.statements.spans import clause_end, kind_of

_FAR = 12
"""What is said begins no further behind the verb than so many tokens."""


def in_relatives(line: Line, drafts: Sequence[Draft], scene: Scene) -> list[Draft]:
    """The statements that relative clauses inside the words of others tell: a verb, its subject, what he says.

    Only where a name stands right behind the verb, so that the relative pronoun is none who speaks.
    """
    found = []
    for draft in drafts:
        for i in range(draft.first + 1, min(draft.stop, len(line)) - 3):
            if line.words[i].removeprefix("و") in RELATIVE and not line.inside[i]:
                said = _told(line, i + 1, draft.stop, scene)
                found += [said] if said is not None else []
    return found


def _told(line: Line, at: int, stop: int, scene: Scene) -> Draft | None:
    """The statement of the verb at ``at`` with its subject right behind it."""
    spoken = verb_at(line, at)
    name = line.name[at + 1]
    if spoken is None or spoken[0].shape == "participle" or name is None or name.first != at + 1:
        return None
    if not name.proper or name.particle not in ("", "ال") or name.mention.type not in ("PER", "ORG", "LOC"):
        return None
    cue = cue_at(line, at)
    who = phrase(line, at + 1, min(stop, at + _FAR))
    if cue is None or who is None or not who.ids or not who.stop <= cue.start < min(stop, at + _FAR):
        return None
    if cue.marker == "object" or ("transitive" in spoken[0].flags and not _another(line, at, who.stop, cue.start)):
        return None
    _, first, last = kind_of(line, cue.start, min(clause_end(line, cue.start, cue), stop))
    if last - first < _LEAST:
        return None
    act = act_of(spoken[0], line, first, last)
    ids = scene.resolve(who)
    return Draft(line, first, last, act, ids, f"verb-subject:{cue.marker}", cue=(at, at + 1), edge=last)


_LEAST = 2
"""A statement has no fewer tokens."""


def _another(line: Line, at: int, first: int, stop: int) -> bool:
    """Whether the one accused or urged is named: by a pronoun on the verb («تتهمه»), or between subject and content."""
    spoken = verb_at(line, at)
    return (spoken is not None and spoken[0].clitic) or any(line.words[k] not in CLAUSE for k in range(first, stop))
