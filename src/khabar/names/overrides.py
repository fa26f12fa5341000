"""The user's word: a file of corrections that is applied to every run and wins over what was read.

One correction a line; ``#`` begins a comment. Ids are those that the records and ``khabar who`` show::

    merge   ID ID                what the first id names is the second
    split   ID SPELLING          mentions with this spelling are somebody else
    rename  ID NAME              the name to show (Arabic or Latin letters decide which)
    hide    ID                   no name at all
    add     TYPE NAME | SPELLING a name that was not found, with further spellings (PER ORG LOC GROUP)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Literal, get_args

import msgspec

from khabar.errors import Unreadable
from khabar.model import Entity, EntityType, Mention, Reading
from khabar.names.renamed import renamed, without
from khabar.names.romanise import latin
from khabar.names.variants import slug
from khabar.names.words import PROCLITICS, Words, pattern
from khabar.text import fold, view

Verb = Literal["merge", "split", "rename", "hide", "add"]
TYPES = ("PER", "ORG", "LOC", "GROUP")
_USAGE = {
    "merge": "merge ID ID",
    "split": "split ID SPELLING",
    "rename": "rename ID NAME",
    "hide": "hide ID",
    "add": "add TYPE NAME | SPELLING | …",
}


class Override(msgspec.Struct, frozen=True):
    """One correction. ``what`` is an id, or a type for ``add``; ``values`` an id, a spelling, a name or spellings."""

    verb: Verb
    what: str
    values: tuple[str, ...] = ()


def read(path: Path) -> tuple[tuple[Override, ...], tuple[Unreadable, ...]]:
    """The corrections of a file, and for every line that is none an error that names the file, the line and why.

    Raises :class:`Unreadable` when the file itself cannot be read.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise Unreadable(str(path), error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise Unreadable(str(path), "not UTF-8 text") from error
    good: list[Override] = []
    bad: list[Unreadable] = []
    for number, line in enumerate(lines, 1):
        text = line.partition("#")[0].strip() if not line.strip().startswith("add") else line.strip()
        if not text:
            continue
        found = parse(text)
        if isinstance(found, Override):
            good.append(found)
        else:
            bad.append(Unreadable(str(path), f"line {number}: {found}"))
    return tuple(good), tuple(bad)


def parse(line: str) -> Override | str:
    """The correction that a line tells, or what is wrong with it."""
    verb, _, rest = line.partition(" ") if " " in line else line.partition("\t")
    parts = rest.split(None, 1)
    if verb not in get_args(Verb):
        return f"unknown correction {verb!r}; known are {', '.join(_USAGE)}"
    usage = f"write it as: {_USAGE[verb]}"
    if verb == "hide":
        return Override("hide", parts[0]) if len(parts) == 1 else usage
    if len(parts) != 2:
        return usage
    what, value = parts[0], parts[1].strip()
    if verb == "merge":
        if len(value.split()) != 1 or what == value:
            return usage
        return Override("merge", what, (value,))
    if verb == "add":
        spellings = tuple(s.strip() for s in value.split("|") if s.strip())
        if what not in TYPES:
            return f"unknown type {what!r}; known are {', '.join(TYPES)}"
        return Override("add", what, spellings) if spellings and all(map(slug, spellings)) else usage
    return Override("split" if verb == "split" else "rename", what, (value,))


def apply(readings: Sequence[Reading], overrides: Iterable[Override]) -> tuple[Reading, ...]:
    """The readings corrected, in the order of the file. A correction of something that no page names does nothing."""
    out = tuple(readings)
    for override in overrides:
        correct = _CORRECT[override.verb]
        out = tuple(correct(reading, override) for reading in out)
    return out


def _merge(reading: Reading, override: Override) -> Reading:
    if reading.entity(override.what) is None:
        return reading
    return renamed(reading, {override.what: override.values[0]})


def _split(reading: Reading, override: Override) -> Reading:
    """Mentions of one spelling under an id of their own; where no other is left, speakers and actors go with them."""
    old = reading.entity(override.what)
    spelling = override.values[0]
    apart = [m for m in reading.mentions if m.entity == override.what and fold(m.text) == fold(spelling)]
    if old is None or not apart:
        return reading
    new = f"{slug(spelling)}-apart"
    if all(m in apart for m in reading.mentions if m.entity == override.what):
        reading = renamed(reading, {override.what: new})
    mentions = tuple(msgspec.structs.replace(m, entity=new) if m in apart else m for m in reading.mentions)
    entity = Entity(id=new, type=old.type, names={"ar": spelling}, spellings=tuple(sorted({m.text for m in apart})))
    rest = [
        msgspec.structs.replace(e, spellings=tuple(s for s in e.spellings if fold(s) != fold(spelling)))
        if e.id == override.what
        else e
        for e in reading.entities
        if e.id != new
    ]
    return msgspec.structs.replace(reading, mentions=mentions, entities=_sorted([*rest, entity]))


def _rename(reading: Reading, override: Override) -> Reading:
    name = override.values[0]
    language = "en" if re.search("[A-Za-z]", name) else "ar"
    return msgspec.structs.replace(
        reading,
        entities=tuple(
            msgspec.structs.replace(e, names={**e.names, language: name}) if e.id == override.what else e
            for e in reading.entities
        ),
    )


def _hide(reading: Reading, override: Override) -> Reading:
    return without(reading, override.what) if reading.entity(override.what) else reading


def _add(reading: Reading, override: Override) -> Reading:
    """Mentions wherever one of the spellings stands and no other name does."""
    type: EntityType = override.what  # type: ignore[assignment]
    name = override.values[0]
    id = slug(name)
    article = reading.article
    spans = sorted([*article.spans, *filter(None, [article.title_span])])
    words = Words(view(article.document.text), spans)
    taken = [m.span for m in reading.mentions]
    fresh: list[Mention] = []
    for spelling in sorted(map(fold, override.values), key=lambda s: (-len(s), s)):
        form = pattern(spelling)
        for hit in re.finditer(re.escape(form) + r"(?=[ \x1f])", words.joined):
            first, skip = words.at(hit.start())
            if words.joined[hit.start()] in " \x1f" or (skip and words.list[first].text[:skip] not in PROCLITICS):
                continue
            last, _ = words.at(hit.end() - 1)
            span = words.span(first, skip, last)
            if not any(span.overlaps(t) for t in taken):
                taken.append(span)
                text = span.of(article.document.text)
                fresh.append(Mention(span=span, text=text, type=type, entity=id, rule="override:add"))
    if not fresh:
        return reading
    spellings = tuple(sorted({m.text for m in fresh}))
    script = "en" if re.search("[A-Za-z]", name) else "ar"
    entity = Entity(
        id=id, type=type, names={script: name, **({} if script == "en" else latin(name))}, spellings=spellings
    )
    return msgspec.structs.replace(
        reading,
        mentions=tuple(sorted([*reading.mentions, *fresh], key=lambda m: m.span)),
        entities=_sorted([*(e for e in reading.entities if e.id != id), entity]),
    )


def _sorted(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    return tuple(sorted(entities, key=lambda e: e.id))


_CORRECT: dict[Verb, Callable[[Reading, Override], Reading]] = {
    "merge": _merge,
    "split": _split,
    "rename": _rename,
    "hide": _hide,
    "add": _add,
}

__all__ = ["Override", "apply", "parse", "read"]
