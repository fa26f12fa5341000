"""Who published an article, where it was written and what it credits, from mastheads, datelines and source lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from khabar.model import Named
from khabar.pages import published
from khabar.text import fold, rows

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
        for row in rows(table):
            for name in row["ar"].split("|"):
                out.setdefault(fold(name), Named(id=row["id"], name=row["ar"].split("|")[0]))
    return out


@lru_cache(maxsize=1)
def _free() -> frozenset[str]:
    """Words that stand among credits without naming anyone («وكالات»، «متابعة»، «خاص»), folded."""
    return frozenset(fold(w) for r in rows("headers.tsv") if r["kind"] == "credit" for w in r["words"].split("|"))


_HEADS = ("قناه ", "صحيفه ", "وكاله ", "موقع ", "شبكه ", "وكاله انباء ", "جريده ", "مجله ", "اذاعه ")


def medium(name: str, credit: bool = False) -> Medium | None:
    """The medium that a name, abbreviation or masthead means, if the table knows it.

    ``credit``: the place shows that a medium is named («المصدر: الجزيرة»), so that a name that the table has only
    with its head, because it is also a common word, will do.
    """
    key = " ".join(fold(name).strip(_MARKS).split())
    if key in _media():
        return _media()[key]
    head = next((h for h in _HEADS if key.startswith(h)), "")
    heads = _HEADS if credit and key else ()
    return _media().get(key.removeprefix(head)) or next((m for h in heads if (m := _media().get(h + key))), None)


def place(name: str) -> Named | None:
    """The city or country of a name, if the tables know it."""
    return _places().get(" ".join(fold(name).strip(_MARKS).split()))


def _is_city(name: str) -> bool:
    """Whether a name is a place's but no country's: «روسيا - …» opens a sentence, «القاهرة – …» a dispatch."""
    found = place(name)
    return found is not None and all(row["id"] != found.id for row in rows("countries.tsv"))


def outlet(name: str) -> Named:
    """The outlet of a name that the page states: the table's, or one with an id made from its letters."""
    known = medium(name, credit=True)
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
_DAY_MONTH = re.compile(r"(?<![\d/-])[0-3]?\d ?[-/] ?[01]?\d(?![\d/-])")
_DASHED = re.compile(rf"(?P<place>[^\W\d]{{3,14}}(?: [^\W\d]{{2,10}})?) ?{_DASH} ?(?P<outlet>[^\W\d]{{3,14}}) ?: ")
"""«غزة- نخلة: …»."""
_DOTTED = re.compile(r"(?<!\w)\w(?:\.\w){1,3}(?!\w)\.?")
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


def dateline(key: str, own: str = "") -> Dateline | None:
    """The dateline or outlet that opens a folded paragraph; None when it opens with neither.

    Where every piece before a colon or dash is a place, a medium, a date or a word like «خاص», it is one
    («رام الله – وفا –», «غزة ـ «القدس العربي»:»); otherwise by its form («بغداد/المسلة:», «دبي، الإمارات (CNN)--»).
    ``own``: the folded name that the page's markup says is its outlet's.
    """
    found = _by_pieces(key[:120], own) or _by_form(key[:120])
    if found is None:
        return None
    end = found.end
    while end < len(key) - 1 and key[end] in " .:-–—":
        end += 1
    return found._replace(end=end)


def _by_form(head: str) -> Dateline | None:
    form = _BRACKETED.match(head)
    if form and (place(form["place"]) or medium(form["outlet"], credit=True) or "،" in form.group()):
        if is_agency(form["outlet"]):
            return Dateline(form.end(), form["place"], None, form["outlet"])
        return Dateline(form.end(), form["place"], form["outlet"])
    dashed = _DASHED.match(head)
    if dashed and place(dashed["place"]) and not place(dashed["outlet"]):
        free = dashed["outlet"] in _free()
        return Dateline(dashed.end(), dashed["place"], None if free else dashed["outlet"])
    form = _SLASHED.match(head) or _OUTLET_ALONE.match(head)
    if form:
        where = form.groupdict().get("place")
        if form["outlet"].split()[0] in _free():
            return Dateline(form.end(), where)
        return Dateline(form.end(), where, form["outlet"])
    return None


def _by_pieces(head: str, own: str) -> Dateline | None:
    best: Dateline | None = None
    for close in _CLOSE.finditer(head):
        if close.end() >= len(head):
            break
        read = _pieces_known(head[: close.end()], own)
        if read is None:
            break
        where, names, free, dates = read
        spaced = f"{head[close.start() - 1 : close.start()]}{close.group()}{head[close.end()]}"
        if (
            names
            or (where and free)
            or (where and dates)
            or (where and _is_city(where) and re.fullmatch(rf"\w? {_DASH}{{1,2}} ", spaced))
        ):
            signed = not where and len(names) == 1 and "/" in close.group()  # «شفق نيوز/»
            agencies = [n for n in names if not signed and is_agency(n)]
            others = [n for n in names if n not in agencies]
            end = close.end()
            while end < len(head) and head[end] in _MARKS and head[end] not in '(«"“':
                end += 1
            best = Dateline(end, where, others[0] if others else None, agencies[0] if agencies else None, tuple(dates))
    return best


def _span(found: re.Match[str] | None) -> tuple[int, int] | None:
    return found.span() if found else None


def _pieces_known(head: str, own: str = "") -> tuple[str | None, list[str], bool, list[published.HeaderDate]] | None:
    """The place, media, free words and dates that a head is made of; None when a piece is none of them."""
    head = _DOTTED.sub(lambda m: m.group().replace(".", " "), head)  # «أ.ف.ب» is one name
    dates = published.header_dates(head)
    short = None if dates else (published.day_and_month(head) or _span(_DAY_MONTH.search(head)))
    if short:  # a day without a year names the form, not the day
        head = head[: short[0]] + "،" * (short[1] - short[0]) + head[short[1] :]
    where: str | None = None
    names: list[str] = []
    free = False
    at = 0
    for date in [*dates, None]:
        stretch = head[at : date.start if date else len(head)]
        at = date.end if date else at
        for piece in (p.strip(_MARKS) for p in _CUT.split(stretch)):
            if not piece or piece in ("في", "من", "يوم", "م") or (piece.isdigit() and len(piece) <= 2):
                continue
            if piece in _free():
                free = True
            elif place(piece) and not where:
                where = piece
            elif piece == own or medium(piece, credit=bool(where) or "«" in head):
                names.append(piece)
            elif not place(piece):
                return None
    return where, names, free or bool(short), dates


# ---------------------------------------------------------------- credit lines

_INITIALS = re.compile(r"^(?:[^\W\d]{1,2}\.? ?[./،] ?){1,6}[^\W\d]{0,2}\.? (?=\()")
"""Of the editors, before the agencies («ع.ج/ص.ش (د ب أ، رويترز)»)."""
_SURE = ("وكالات", "الوكالات", "متابعه", "متابعات", "خاص")

_SEPARATOR = re.compile(rf"\s*(?:[/،,|+&()•]|(?<=\s){_DASH}|{_DASH}(?=\s)|(?<=\s)و(?=\s))\s*")
_SOURCE = re.compile(
    r"(?:\*|•|\()? ?(?:ال)?(?:مصدر|مصادر|source|via|نقلا عن) ?(?:[:：/–-]|(?<=عن)) ?(?P<names>.{2,80})$"
)


def is_credit(key: str) -> bool:
    """Whether a folded line is made of the outlets, agencies and places that the article is credited to."""
    key = _INITIALS.sub("", key)
    if _SOURCE.match(key):
        return key.count(" ") < 9
    if len(key) > 70:
        return False
    return bool(credited(key)) or (bool(_pieces(key)) and all(p in _free() for p in _pieces(key)))


def credited(key: str) -> list[str]:
    """The names on a credit line («المصدر: …», «فرانس 24/ أ ف ب», «بغداد: «الشرق الأوسط»»), folded; empty for any
    other line."""
    key = _INITIALS.sub("", key)
    found = _SOURCE.match(key)
    if found:
        return [p for p in _pieces(found["names"]) if p not in _free()]
    if len(key.strip(_MARKS)) < 3:
        return []
    names = [p for p in _pieces(key) if medium(p)]
    if names and all(medium(p) or p in _free() or place(p) for p in _pieces(key)):
        return names
    read = _pieces_known(key)
    if read:
        return read[1] if len(key) <= 60 else []
    # «الأفق – متابعة – وكالات»: beside such words one name that no table knows is the outlet's.
    loose = [p for p in _pieces(key) if not medium(p) and p not in _free()]
    marked = [p for p in _pieces(key) if p in _SURE]
    return loose + names if marked and len(loose) == 1 and loose[0].count(" ") <= 1 else []


def beside_date(key: str, dates: Sequence[published.HeaderDate]) -> list[str]:
    """The media named on a date line («04.03.2025, سبوتنيك عربي», «… الموافق 04 مارس 2025 م واس»), folded."""
    out = []
    at = 0
    for end, after in [(d.start, d.end) for d in dates] + [(len(key), len(key))]:
        stretch, at = key[at:end], after
        words = stretch.split()
        parts = [*_CUT.split(stretch), *(" ".join(words[-n:]) for n in (1, 2) if words)]
        out += [p.strip(_MARKS) for p in parts if len(p.strip(_MARKS)) > 2 and medium(p)]
    return list(dict.fromkeys(out))


def is_agency(name: str) -> bool:
    """Whether a name is that of a news agency."""
    known = medium(name, credit=True)
    return known is not None and known.kind == "agency"


def _pieces(key: str) -> list[str]:
    if medium(key):
        return [key.strip(_MARKS)]
    return [p for p in (x.strip(_MARKS) for x in _SEPARATOR.split(key)) if p]
