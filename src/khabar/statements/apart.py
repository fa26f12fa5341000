"""Words set apart from their verb: a paragraph ends in «وقال فلان:» and the next ones bring what he said."""

from __future__ import annotations

from typing import NamedTuple

from khabar.model import Link
from khabar.statements.acts import SAYING, act_of
from khabar.statements.chains import carriers_in
from khabar.statements.cues import JOINERS, verb_at
from khabar.statements.drafts import Draft
from khabar.statements.lexicon import Form
from khabar.statements.lines import Line
from khabar.statements.phrases import phrase
from khabar.statements.scene import Scene
from khabar.statements.speakers import subject

_NEAR = 25
"""The verb stands no further before the colon that closes its sentence."""
_SAID = 3
"""So many words at least are said."""
_DASHES = "-–—"
_ASKS = "؟?"


class Opening(NamedTuple):
    """Who is about to speak in the next paragraph, by which verb and rule, and where he is."""

    ids: tuple[str, ...]
    form: Form
    rule: str
    via: tuple[Link, ...]
    number: int
    """The sentence after which his words may stand."""
    fresh: bool = True
    """Whether he was announced right before and has said nothing yet."""
    quoting: bool = False
    """Whether a quotation has opened that did not close on its line."""


def opening(line: Line, begin: int, scene: Scene) -> Opening | None:
    """Who speaks after this sentence, if it ends in a verb of saying, who says and a colon, or is a name with one."""
    last = len(line) - 1
    if last < 1 or line.words[last] != ":":
        return None
    for at in range(last - 1, max(begin, last - _NEAR) - 1, -1):
        found = None if line.inside[at] else verb_at(line, at)
        if found is None or not ("اقتباس" in found[0].frames or line.words[at] in JOINERS):
            continue
        who = subject(line, at, found[0], found[1], last, begin, scene)
        via = carriers_in(line, at + 1, last, scene, who.ids) if who.ids else ()
        return Opening(who.ids, found[0], who.rule, via, scene.number) if who.ids else None
    named = phrase(line, 0, last)
    if named is None or named.stop != last or not named.ids or 0 in line.carrier:
        return None
    kinds = {e.type if (e := scene.entities.get(x)) is not None else "" for x in named.ids}
    return Opening(scene.resolve(named), SAYING, "after-name", (), scene.number) if kinds <= {"PER", "ORG"} else None


def set_apart(line: Line, scene: Scene) -> Draft | None:
    """The words of this sentence that whoever was announced before it says; the scene learns whether he goes on."""
    opened = scene.opened
    scene.opened = None
    if opened is None or opened.number != scene.number - 1 or not len(line):
        return None
    dashed = line.words[0] in _DASHES
    first = line.after(0, _DASHES)
    on = opened._replace(number=scene.number, fresh=False)
    if dashed and line.words[-1] in _ASKS:
        scene.opened = on  # the question of an interview, its answer follows
        return None
    close = next((k for k in range(first, len(line)) if line.tokens[k].kind == "close"), None)
    stop = len(line)
    if first in line.quotation and close is not None:
        stop = line.quotation[first].last
        first += 1
    elif first < len(line) and line.tokens[first].kind == "open" and close is None:
        first += 1
        on = on._replace(quoting=True)
    elif opened.quoting:
        stop, on = (stop, on) if close is None else (close, on._replace(quoting=False))
    elif dashed:
        stop = _bare(line, first, stop)
    else:
        return None
    if sum(t.kind == "word" for t in line.tokens[first:stop]) < _SAID:
        return None
    scene.opened = on
    return _draft(line, first, stop, opened, scene)


def whole(line: Line, scene: Scene, opened: Opening | None) -> Draft | None:
    """The sentence right after the one that announced its speaker, where it has no marks and no speaker of its own."""
    if opened is None or opened.number != scene.number - 1 or opened.rule == "after-name" or not opened.fresh:
        return None
    stop = _bare(line, 0, len(line))
    if stop < _SAID or line.words[-1] == ":" or line.words[0] in _DASHES:
        return None
    return _draft(line, 0, stop, opened, scene)


def _bare(line: Line, first: int, stop: int) -> int:
    while stop > first + 1 and line.words[stop - 1] in "،,.؛:":
        stop -= 1
    return stop


def _draft(line: Line, first: int, stop: int, opened: Opening, scene: Scene) -> Draft:
    act = act_of(opened.form, line, first, stop)
    draft = Draft(
        line, first, stop, act, opened.ids, f"{opened.rule}:apart", via=opened.via, edge=min(stop + 1, len(line))
    )
    draft.chain = "named" if opened.via else ""
    scene.occasion = opened.via
    scene.spoke(opened.ids)
    return draft
