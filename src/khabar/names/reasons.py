"""Why a name is taken for somebody, in plain words: every spelling with what led from it to its id."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from khabar.model import EntityType, Mention
from khabar.names import gazetteer
from khabar.names.variants import keys, same_name
from khabar.text import fold

REFERENCES = {
    "title+name": "the title stands before the name",
    "apposition": "the office is set off behind the name",
    "title:page": "the page gave this office to him",
    "title:office": "held the office on the article's day by the tables",
    "counterpart": "held there the office of whoever was named before, by the tables",
    "side": "the state of the nisba",
    "people": "the state of the people",
    "pair:state": "one of the two states named last before",
    "pair:leader": "one of the two leaders named last before",
    "pair:minister": "one of the two ministers named last before",
    "class-noun": "the body of that class named last before",
}
"""The rule of a reference → why it means what it means."""


def reference(mention: Mention) -> str:
    """Why a description («الوزير») means its entity."""
    return REFERENCES.get(mention.rule, mention.rule)


MEANT = "not named: meant by a capital, a nisba, a people or a credit of the page"


def of(id: str, type: EntityType, name: str, spellings: Iterable[str], meant: Iterable[Mention]) -> tuple[str, ...]:
    """Why each spelling and description of a page is the entity ``id``, sorted; ``name`` is its fullest name there."""
    row = gazetteer.known().get(id)
    listed = sorted(set(spellings), key=lambda s: (-len(s.split()), s))
    out = [_why(spelling, listed[:n], row, type, name) for n, spelling in enumerate(listed)]
    out += [f"«{r.text}»: {reference(r)}" for r in meant if r.rule != "title+name"]
    if row is not None and row.stands_for:
        out.append(f"stands for {row.stands_for} by the tables")
    return tuple(sorted(set(out))) or (MEANT,)


def _why(text: str, fuller: list[str], row: gazetteer.Known | None, type: EntityType, name: str) -> str:
    """Why one spelling is meant: the tables have it, another is fuller, or its consonants are another's."""
    form = _bare(text)
    if row is not None:
        if form in _forms(row):
            same = form == _bare(row.ar[0])
            return f"«{text}»: in the tables" + ("" if same else f", a name of «{row.ar[0]}»")
    elif form == _bare(name):
        return f"«{text}»: named so on the page, in no table"
    if longer := _longer(form, fuller):
        return f"«{text}»: short form of «{longer}» on the page"
    others = [*(row.ar if row else ()), name, *fuller]
    return _likeness(text, others, type) or f"«{text}»: the same head and words, nisba for country"


def _longer(form: str, fuller: list[str]) -> str:
    """The fuller spelling of the page whose words hold these."""
    words = form.split()
    return next((f for f in fuller if len(f.split()) > len(words) and {*words} <= {*_bare(f).split()}), "")


def _likeness(text: str, others: list[str], type: EntityType) -> str:
    own = keys(text)
    for other in others:
        if keys(other) == own:
            return f"«{text}»: same consonants as «{other}»"
    if type != "PER":
        return ""
    for other in others:
        if same_name(text, other):
            return f"«{text}»: spelt nearly as «{other}»"
    return next((f"«{text}»: its consonants are in «{other}»" for other in others if {*own} <= {*keys(other)}), "")


@lru_cache(maxsize=16384)
def _bare(text: str) -> str:
    """The folded words of a name, marks left out."""
    return " ".join("".join(c if c.isalnum() else " " for c in fold(text)).split())


@lru_cache(maxsize=4096)
def _forms(row: gazetteer.Known) -> frozenset[str]:
    """The spellings of the tables, also without the article and as they stand after ل («لأمم»)."""
    forms = {_bare(f) for f in (*row.ar, row.en)} | set(_short().get(row.id, ()))
    definite = [f for f in forms if f.startswith("ال")]
    return frozenset([*forms, *(f[1:] for f in definite), *(f[2:] for f in definite)])


@lru_cache(maxsize=1)
def _short() -> dict[str, tuple[str, ...]]:
    """Initials and credits of bodies and media."""
    return {
        row["id"]: tuple(_bare(a) for a in gazetteer.cells(row.get("abbr", "")))
        for file in ("organisations.tsv", "media.tsv")
        for row in gazetteer.table(file)
    }
