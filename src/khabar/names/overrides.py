"""The user's word: a file of corrections that is applied to every run and wins over what was read.

One correction a line; ``#`` begins a comment. Ids are those that the records and ``khabar who`` show; instead of an id
any spelling may stand, of several words between tabs or in quotation marks::

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
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_QUOTED = re.compile(r"\"[^\"]+\"|«[^»]+»|“[^”]+”")
_USAGE = {
    "merge": "merge ID ID",
    "split": "split ID SPELLING",
    "rename": "rename ID NAME",
    "hide": "hide ID",
    "add": "add TYPE NAME | SPELLING | …",
}


class Override(msgspec.Struct, frozen=True):
    """One correction. ``what`` is an id, a spelling, or a type for ``add``; ``values`` an id, spelling or name."""

    verb: Verb
    what: str
    values: tuple[str, ...] = ()
    where: str = ""
    """The file and line that it stands in."""


def read(path: Path) -> tuple[tuple[Override, ...], tuple[Unreadable, ...]]:
    """The corrections of a file, and for every line that is none an error that names the file, the line and why.

    Raises :class:`Unreadable` when the file itself cannot be read.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
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
            good.append(msgspec.structs.replace(found, where=f"{path}: line {number}"))
        else:
            bad.append(Unreadable(str(path), f"line {number}: {found}"))
    return tuple(good), tuple(bad)


def parse(line: str) -> Override | str:
    """The correction that a line tells, or what is wrong with it."""
    verb, rest = (*line.split(None, 1), "", "")[:2]
    if verb not in get_args(Verb):
        return f"unknown correction {verb!r}; known are {', '.join(_USAGE)}"
    usage = f"write it as: {_USAGE[verb]}"
    if verb == "hide":
        words = rest.split()
        whole = _unquoted(rest)
        several_ids = len(words) > 1 and all(map(_ID.fullmatch, words))
        return Override("hide", whole) if words and not several_ids else usage
    parts = _cells(rest, verb)
    if len(parts) != 2:
        return usage
    what, value = parts
    if verb == "merge":
        return Override("merge", what, (value,)) if what != value else usage
    if verb == "add":
        spellings = tuple(s.strip() for s in value.split("|") if s.strip())
        if what not in TYPES:
            return f"unknown type {what!r}; known are {', '.join(TYPES)}"
        return Override("add", what, spellings) if spellings and all(map(slug, spellings)) else usage
    return Override("split" if verb == "split" else "rename", what, (value,))


def _cells(rest: str, verb: str) -> list[str]:
    """The two things that follow a verb: apart by tabs, in quotation marks, or the first word and the rest."""
    if "\t" in rest.strip():
        cells = [_unquoted(c) for c in rest.split("\t") if c.strip()]
        return [cells[0], " | ".join(cells[1:])] if verb == "add" and len(cells) > 2 else cells
    first = _QUOTED.match(rest)
    what, value = (first.group(), rest[first.end() :]) if first else (*rest.split(None, 1), "", "")[:2]
    value = value.strip()
    if not what.strip() or not value or (verb == "merge" and len(value.split()) > 1 and not _QUOTED.fullmatch(value)):
        return []
    return [_unquoted(what), _unquoted(value)]


def _unquoted(text: str) -> str:
    text = text.strip()
    return text[1:-1].strip() if _QUOTED.fullmatch(text) else text


def apply(readings: Sequence[Reading], overrides: Iterable[Override]) -> tuple[Reading, ...]:
    """The readings corrected, in the order of the file. A correction of something that no page names does nothing."""
    return applied(readings, overrides)[0]


def applied(
    readings: Sequence[Reading], overrides: Iterable[Override]
) -> tuple[tuple[Reading, ...], tuple[tuple[Override, str], ...]]:
    """The readings corrected, and every correction that changed nothing, with why in plain words."""
    out = tuple(readings)
    idle: list[tuple[Override, str]] = []
    for override in overrides:
        before = out
        targets = [""] if override.verb == "add" else _meant(out, override.what)
        value = _target(out, override) if override.verb == "merge" else ""
        if isinstance(value, list):
            name = override.values[0]
            many = f"{name!r} is several here: {', '.join(value)}"
            idle.append((override, many if value else f"no name on these pages is {name!r}"))
            continue
        for id in targets:
            one = override if override.verb == "add" else msgspec.structs.replace(override, what=id)
            if value:
                one = msgspec.structs.replace(one, values=(value,))
            if one.values != (id,):
                out = tuple(_CORRECT[override.verb](reading, one) for reading in out)
        if out == before:
            what = override.values[0] if override.verb in ("add", "split") and targets else override.what
            idle.append((override, f"no name on these pages is {what!r}"))
    return out, tuple(idle)


def _meant(readings: Sequence[Reading], text: str) -> list[str]:
    """The ids of the pages that a user means: the id itself, or whatever bears the spelling."""
    if any(r.entity(text) for r in readings):
        return [text]
    key = fold(text).casefold()
    bearers = {
        e.id
        for r in readings
        for e in r.entities
        if any(key == fold(name).casefold() for name in (*e.spellings, *e.names.values()))
    }
    return sorted(bearers)


def _target(readings: Sequence[Reading], override: Override) -> str | list[str]:
    """Whom a merge leads to: an id as it is, or the one thing that bears a spelling; all of them if there are more."""
    value = override.values[0]
    if _ID.fullmatch(value):
        return value
    bearers = [id for id in _meant(readings, value) if id not in _meant(readings, override.what)]
    return bearers[0] if len(bearers) == 1 else bearers


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
    names = {"ar": spelling, **latin(spelling)}
    entity = Entity(id=new, type=old.type, names=names, spellings=tuple(sorted({m.text for m in apart})))
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

__all__ = ["Override", "applied", "apply", "parse", "read"]
