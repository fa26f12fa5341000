"""Who published an article, where it was written and what it credits, from mastheads, datelines and source lines."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from khabar.model import Named
from khabar.text import fold, rows, table_path

_DASH = r"(?:-{1,3}|–|—|ـ)"


class Dateline(NamedTuple):
    """The opening of a first paragraph, as offsets into its folded words: ``end`` is where the body begins."""

    end: int
    place: str | None
    outlet: str | None


_NAME = r"[^\W\d]{3,14}(?: [^\W\d]{2,14}){0,2}"
_SHORT_NAME = r"[^\W\d]{2,14}(?: [^\W\d]{2,12}){0,2}"
# A place, a country perhaps, and the outlet or agency in brackets: «دبي، الإمارات العربية المتحدة (CNN)--».
_BRACKETED = re.compile(
    rf"(?P<place>{_SHORT_NAME})(?: ?[،,/-] ?(?P<country>[^\W\d]{{3,12}}(?: [^\W\d]{{2,12}}){{0,3}}))?"
    rf" ?\((?P<outlet>[^()\n]{{2,30}})\) ?{_DASH}{{1,2}}[ :]*"
)
# «بغداد/المسلة:» and «المستقلة/-».
_SLASHED = re.compile(rf"(?P<place>[^\W\d]{{3,14}}(?: [^\W\d]{{2,10}})?) ?/ ?(?P<outlet>{_NAME}) ?(?::|/|{_DASH}) ?")
_OUTLET_ALONE = re.compile(rf"(?P<outlet>[^\W\d]{{4,14}}(?: [^\W\d]{{3,14}}){{0,2}}) ?/ ?{_DASH} ?")
_TWO_PARTS = re.compile(rf"(?P<a>{_NAME}) ?{_DASH} ?(?P<b>{_NAME}) ?(?::|{_DASH}) ?")
_BRACKET_FIRST = re.compile(rf"\((?P<outlet>[^()\n]{{2,30}})\) ?{_DASH}{{1,2}} ?")


def dateline(key: str) -> Dateline | None:
    """The dateline or outlet that opens a paragraph, with where the body begins; None when it opens with neither."""
    head = key[:110]
    found = _BRACKETED.match(head)
    if found:
        return Dateline(found.end(), found["place"], found["outlet"])
    found = _SLASHED.match(head)
    if found:
        return Dateline(found.end(), found["place"], found["outlet"])
    found = _OUTLET_ALONE.match(head)
    if found:
        return Dateline(found.end(), None, found["outlet"])
    found = _TWO_PARTS.match(head)
    if found and (medium(found["b"]) or medium(found["a"])):
        place, outlet = (found["a"], found["b"]) if medium(found["b"]) else (found["b"], found["a"])
        return Dateline(found.end(), place, outlet)
    found = _BRACKET_FIRST.match(head)
    if found and medium(found["outlet"]):
        return Dateline(found.end(), None, found["outlet"])
    return None


class Medium(NamedTuple):
    id: str
    name: str
    kind: str


@lru_cache(maxsize=1)
def media() -> dict[str, Medium]:
    """The media known, by every folded name, abbreviation, masthead and domain."""
    out: dict[str, Medium] = {}
    if table_path("media.tsv").exists():
        for row in rows("media.tsv"):
            names = [n for c in ("ar", "abbr", "en", "mastheads", "domains") for n in row[c].split("|") if n]
            known = Medium(row["id"], row["ar"].split("|")[0], row["kind"])
            for name in names:
                out.setdefault(fold(name), known)
    for row in rows("headers.tsv"):
        if row["kind"] == "medium":
            first, *names = row["words"].split("|")
            for name in names:
                out.setdefault(fold(name), Medium(first, names[0], row["note"]))
    return out


def medium(name: str) -> Medium | None:
    """The medium that a name, abbreviation or masthead means, if the table knows it."""
    key = fold(name).strip(' .:،()[]"“”«»-–—/')
    for head in ("", "وكاله ", "صحيفه ", "قناه ", "موقع ", "شبكه ", "وكاله انباء ", "جريده "):
        found = media().get(key.removeprefix(head))
        if found:
            return found
    return None


def outlet(name: str) -> Named:
    """The outlet of a name that the page states: the table's, or one with an id made from its letters."""
    known = medium(name)
    return Named(id=known.id, name=known.name) if known else Named(id=slug(name), name=name.strip())


_LETTERS = {
    "ا": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z",
    "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l",
    "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "y", "ع": "a", "پ": "p", "چ": "ch", "ژ": "zh", "ڤ": "v",
}  # fmt: skip


def slug(name: str) -> str:
    """A stable id from a name's letters, for what no table knows («المستقلة» → ``al-mstqlh``)."""
    words = []
    for word in re.findall(r"\w+", fold(name)):
        article = word.startswith("ال") and len(word) > 4
        latin = "".join(_LETTERS.get(c, c if c.isascii() else "") for c in (word[2:] if article else word))
        words.append(("al-" if article else "") + latin)
    return "-".join(w for w in words if w) or "unknown"


_SEPARATOR = re.compile(rf"\s*(?:[/،,|+&()•]|{_DASH}|(?<=\s)و(?=\s))\s*")
_FREE = ("وكالات", "متابعه", "متابعات", "الوكالات", "خاص", "ترجمه", "تحرير", "رصد")
_SOURCE = re.compile(r"(?:ال)?(?:مصدر|مصادر|source|نقلا عن|via) ?[:：/-] ?(?P<names>.{2,80})$")


def is_credit(key: str) -> bool:
    """Whether a line is made of outlets, agencies and places that the article is credited to."""
    if _SOURCE.match(key):
        return key.count(" ") < 9
    if len(key) > 70:
        return False
    return bool(credits_of(key)) or (bool(key) and all(p in _FREE for p in _pieces(key)))


def credits_of(key: str) -> list[str]:
    """The names on a credit line («المصدر: …», «فرانس 24/ أ ف ب»), as folded; empty for any other line."""
    found = _SOURCE.match(key)
    if found:
        return [p for p in _pieces(found["names"]) if p not in _FREE] or []
    pieces = _pieces(key)
    names = [p for p in pieces if medium(p)]
    loose = [p for p in pieces if not medium(p) and p not in _FREE]
    if names and len(loose) <= (1 if len(pieces) > 1 else 0) and all(p.count(" ") <= 2 for p in loose):
        return names
    return []


def _pieces(key: str) -> list[str]:
    return [p for p in (x.strip(" .:()[]") for x in _SEPARATOR.split(key)) if p]
