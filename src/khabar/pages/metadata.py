"""Who published an article, where it was written and what it credits, from mastheads, datelines and source lines."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from khabar.model import Named
from khabar.pages import published
from khabar.text import fold, rows, table_path

_MARKS = " .:،,()[]{}\"'“”«»-–—/|*\u0640\ufeff"

# ---------------------------------------------------------------- what the tables know


class Medium(NamedTuple):
    """An outlet or agency of the table of media."""

    id: str
    name: str
    kind: str


@lru_cache(maxsize=1)
def _media() -> dict[str, Medium]:
    """The media known, by every folded name, abbreviation, masthead and domain."""
    out: dict[str, Medium] = {}
    if table_path("media.tsv").exists():
        for row in rows("media.tsv"):
            if row["kind"] == "platform":
                continue
            known = Medium(row["id"], row["ar"].split("|")[0], row["kind"])
            for column in ("ar", "mastheads", "abbr", "en", "domains"):
                for name in row[column].split("|"):
                    if name:
                        out.setdefault(fold(name).strip(_MARKS), known)
    return out


@lru_cache(maxsize=1)
def _places() -> dict[str, Named]:
    """Cities and countries by folded name, cities first."""
    out: dict[str, Named] = {}
    for table in ("places.tsv", "countries.tsv"):
        for row in rows(table) if table_path(table).exists() else ():
            for name in row["ar"].split("|"):
                out.setdefault(fold(name), Named(id=row["id"], name=row["ar"].split("|")[0]))
    return out


@lru_cache(maxsize=1)
def _free() -> frozenset[str]:
    """Words that stand among credits without naming anyone («وكالات»، «متابعة»، «خاص»), folded."""
    return frozenset(fold(w) for r in rows("headers.tsv") if r["kind"] == "credit" for w in r["words"].split("|"))


_HEADS = re.compile(r"(?:وكاله (?:انباء |الانباء )?|صحيفه |قناه |موقع |شبكه |جريده |مجله |اذاعه |المصدر ?[:：] ?)")


def medium(name: str) -> Medium | None:
    """The medium that a name, abbreviation or masthead means, if the table knows it."""
    key = " ".join(fold(name).strip(_MARKS).split())
    return _media().get(key) or _media().get(_HEADS.sub("", key, count=1))


def place(name: str) -> Named | None:
    """The city or country of a name, if the tables know it."""
    return _places().get(" ".join(fold(name).strip(_MARKS).split()))


def outlet(name: str) -> Named:
    """The outlet of a name that the page states: the table's, or one with an id made from its letters."""
    known = medium(name)
    return Named(id=known.id, name=known.name) if known else Named(id=slug(name), name=name.strip(_MARKS))


_LETTERS = {
    "ا": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z",
    "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l",
    "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "y", "ع": "a", "پ": "p", "چ": "ch", "ژ": "zh", "ڤ": "v",
}  # fmt: skip


def slug(name: str) -> str:
    """A stable id from a name's letters, for what no table knows («الأفق» → ``al-afq``)."""
    words = []
    for word in re.findall(r"\w+", fold(name)):
        article = word.startswith("ال") and len(word) > 4
        latin = "".join(_LETTERS.get(c, c if c.isascii() else "") for c in (word[2:] if article else word))
        words.append(("al-" if article else "") + latin)
    return "-".join(w for w in words if w) or "unknown"


# ---------------------------------------------------------------- datelines


class Dateline(NamedTuple):
    """The opening of a first paragraph: ``end`` (offset into its folded words) is where the body begins."""

    end: int
    place: str | None = None
    outlet: str | None = None
    agency: str | None = None
    dates: tuple[published.HeaderDate, ...] = ()


_DASH = r"(?:-{1,3}|–|—|\u0640)"
_CLOSE = re.compile(rf"[:：]|\. |/? ?{_DASH}{{1,2}}|[)»/]")
_CUT = re.compile(rf"[/،,:.()«»\"“”|]|{_DASH}")
_NAME = r"[^\W\d]{2,14}(?: [^\W\d]{2,12}){0,2}"
# Forms that need no table: an unknown place or outlet is known by its position.
_BRACKETED = re.compile(
    rf"(?P<place>{_NAME})(?: ?[،,/-] ?[^\W\d]{{3,12}}(?: [^\W\d]{{2,12}}){{0,3}})?"
    rf" ?\((?P<outlet>[^()\n]{{2,30}})\) ?{_DASH}{{1,2}}[ :]*"
)
_SLASHED = re.compile(
    rf"(?P<place>[^\W\d]{{3,14}}(?: [^\W\d]{{2,10}})?) ?/ ?(?P<outlet>[^\W\d]{{3,14}}(?: [^\W\d]{{2,14}}){{0,2}}) ?"
    rf"(?::|/|{_DASH}) ?"
)
_OUTLET_ALONE = re.compile(rf"(?P<outlet>[^\W\d]{{4,14}}(?: [^\W\d]{{3,14}}){{0,2}}) ?/ ?{_DASH} ?")


def dateline(key: str) -> Dateline | None:
    """The dateline or outlet that opens a folded paragraph; None when it opens with neither.

    Where every piece before a colon or dash is a place, a medium, a date or a word like «خاص», it is one
    («رام الله – وفا –», «غزة ـ «القدس العربي»:»); otherwise by its form («بغداد/المسلة:», «دبي، الإمارات (CNN)--»).
    """
    head = key[:120]
    found = _by_pieces(head)
    if found:
        return found
    form = _BRACKETED.match(head)
    if form:
        known = medium(form["outlet"])
        if known and known.kind == "agency":
            return Dateline(form.end(), form["place"], None, form["outlet"])
        return Dateline(form.end(), form["place"], form["outlet"])
    form = _SLASHED.match(head) or _OUTLET_ALONE.match(head)
    if form:
        where = form.groupdict().get("place")
        if form["outlet"].split()[0] in _free():
            return Dateline(form.end(), where)
        return Dateline(form.end(), where, form["outlet"])
    return None


def _by_pieces(head: str) -> Dateline | None:
    best: Dateline | None = None
    for close in _CLOSE.finditer(head):
        if close.end() >= len(head):
            break
        read = _pieces_known(head[: close.end()])
        if read is None:
            break
        where, names, free, dates = read
        spaced = head[close.start() - 1 : close.end() + 1]
        if names or (where and free) or (where and dates) or (where and re.fullmatch(rf" {_DASH}{{1,2}} ", spaced)):
            agencies = [n for n in names if (medium(n) or Medium("", "", "")).kind == "agency"]
            others = [n for n in names if n not in agencies]
            end = close.end()
            while end < len(head) and head[end] in _MARKS and head[end] not in '(«"“':
                end += 1
            best = Dateline(end, where, others[0] if others else None, agencies[0] if agencies else None, tuple(dates))
    return best


def _pieces_known(head: str) -> tuple[str | None, list[str], bool, list[published.HeaderDate]] | None:
    """The place, media, free words and dates that a head is made of; None when a piece is none of them."""
    dates = published.header_dates(head)
    where: str | None = None
    names: list[str] = []
    free = False
    at = 0
    for date in [*dates, None]:
        stretch = head[at : date.start if date else len(head)]
        at = date.end if date else at
        if medium(stretch) and _CUT.search(stretch.strip(_MARKS)):  # «أ.ف.ب» is one name
            names.append(stretch.strip(_MARKS))
            continue
        for piece in (p.strip(_MARKS) for p in _CUT.split(stretch)):
            if not piece or piece in ("في", "من", "يوم", "م"):
                continue
            if piece in _free():
                free = True
            elif place(piece) and not where:
                where = piece
            elif medium(piece):
                names.append(piece)
            elif not place(piece):
                return None
    return where, names, free, dates


# ---------------------------------------------------------------- credit lines

_SEPARATOR = re.compile(rf"\s*(?:[/،,|+&()•]|(?<=\s){_DASH}|{_DASH}(?=\s)|(?<=\s)و(?=\s))\s*")
_SOURCE = re.compile(
    r"(?:\*|•|\()? ?(?:ال)?(?:مصدر|مصادر|source|via|نقلا عن) ?(?:[:：/–-]|(?<=عن)) ?(?P<names>.{2,80})$"
)


def is_credit(key: str) -> bool:
    """Whether a folded line is made of the outlets, agencies and places that the article is credited to."""
    if _SOURCE.match(key):
        return key.count(" ") < 9
    if len(key) > 70:
        return False
    return bool(credited(key)) or (bool(_pieces(key)) and all(p in _free() for p in _pieces(key)))


def credited(key: str) -> list[str]:
    """The names on a credit line («المصدر: …», «فرانس 24/ أ ف ب»), folded; empty for any other line."""
    found = _SOURCE.match(key)
    if found:
        return [p for p in _pieces(found["names"]) if p not in _free()]
    pieces = _pieces(key)
    names = [p for p in pieces if medium(p)]
    loose = [p for p in pieces if not medium(p) and p not in _free() and not place(p)]
    return names if names and not loose else []


def _pieces(key: str) -> list[str]:
    if medium(key):
        return [key.strip(_MARKS)]
    return [p for p in (x.strip(_MARKS) for x in _SEPARATOR.split(key)) if p]
