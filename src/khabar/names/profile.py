"""What a page says of a person beside his name: what he does, of which nation, how old. It tells namesakes apart.

Only what stands at the name counts: a title with its nisba before it («اللاعب البريطاني فلان»), one behind it
(«فلان، مدافع كذا»), an age. Persons are different where their pages cannot be of one man («judge / player»);
what is not known never parts anybody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

import msgspec

from khabar.model import Reading
from khabar.names import gazetteer
from khabar.names.gazetteer import Title
from khabar.names.words import Words, pattern
from khabar.text import fold, view

OLD = 75
"""Who died at this age or later was not at work a year before."""
_AGE_WORDS = frozenset(["عاما", "سنه", "عام"])
_AGE_BEFORE = frozenset(["عمر", "يناهز", "العمر", "ناهز", "عن", "سن"])


class Profile(msgspec.Struct, frozen=True):
    """What is known of a person. Trades of one title are alternatives, so that a set is all that he may be."""

    nations: frozenset[str] = frozenset()
    trades: frozenset[str] = frozenset()
    titles: tuple[str, ...] = ()
    """The titles' English words, for the reason."""
    ages: tuple[int, ...] = ()
    dead: bool = False
    former: bool = False
    year: int | None = None

    def told(self) -> str:
        """The profile in plain words."""
        words = [*self.titles[:2], *sorted(self.nations)[:2]]
        words += [f"dead at {self.ages[0]}" if self.dead else f"aged {self.ages[0]}"] if self.ages else []
        return ", ".join(words) or "unknown"


def united(profiles: Iterable[Profile]) -> Profile:
    """What several places say of one person."""
    listed = list(profiles)
    return Profile(
        nations=frozenset(n for p in listed for n in p.nations),
        trades=frozenset(t for p in listed for t in p.trades),
        titles=tuple(dict.fromkeys(t for p in listed for t in p.titles)),
        ages=tuple(sorted({a for p in listed for a in p.ages})),
        dead=any(p.dead for p in listed),
        former=any(p.former for p in listed),
        year=next((p.year for p in listed if p.year), None),
    )


def apart(a: Profile, b: Profile) -> str:
    """Why two profiles cannot be of one person, in plain words; empty where they may be."""
    strangers = bool(a.nations and b.nations and not a.nations & b.nations)
    trades = bool(a.trades and b.trades and not a.trades & b.trades)
    never = trades and all((x, y) in _never() for x in a.trades for y in b.trades)
    if never or (trades and strangers) or _ages_apart(a, b):
        one, other = sorted((a.told(), b.told()))
        return f"different: {one} / {other}"
    return ""


def _ages_apart(a: Profile, b: Profile) -> bool:
    """Whether the ages cannot be one man's, or one died old while the other was at work."""
    if a.ages and b.ages and a.year and b.year:
        gap = b.year - a.year
        return min(abs(y - x - gap) for x in a.ages for y in b.ages) > 3
    for dead, alive in ((a, b), (b, a)):
        if dead.dead and dead.ages and max(dead.ages) >= OLD and alive.trades and not (alive.dead or alive.former):
            return True
    return False


@lru_cache(maxsize=1)
def _never() -> frozenset[tuple[str, str]]:
    listed = [(r["word"], r["trades"]) for r in gazetteer.table("trades.tsv") if r["use"] == "apart"]
    return frozenset([*listed, *((b, a) for a, b in listed)])


@lru_cache(maxsize=1)
def _trades() -> dict[str, tuple[str, ...]]:
    """Title's word, key or kind → what its bearer may be."""
    out = {}
    for row in gazetteer.table("trades.tsv"):
        if row["use"] == "title":
            word = row["word"] if row["word"].isascii() else pattern(fold(row["word"]))
            out[word] = tuple(row["trades"].split())
    return out


@lru_cache(maxsize=1)
def _deaths() -> frozenset[str]:
    return frozenset(fold(row["word"]) for row in gazetteer.table("trades.tsv") if row["use"] == "dead")


@lru_cache(maxsize=1)
def _title_names() -> dict[str, str]:
    return {row["key"]: row["en"] for row in gazetteer.table("titles.tsv")}


@lru_cache(maxsize=1)
def _numbers() -> dict[str, int]:
    """Words of the tens, as ages are told («تسعين عاما»)."""
    return {
        fold(word): int(row["value"])
        for row in gazetteer.table("number_words.tsv")
        if row["kind"] == "cardinal" and row["value"].isdigit() and 20 <= int(row["value"]) <= 100
        for word in row["words"].split("|")
    }


@lru_cache(maxsize=1)
def of_tables() -> dict[str, Profile]:
    """What the tables know of their persons."""
    politicians = {row["person"] for row in gazetteer.table("offices.tsv")}
    out = {}
    for row in gazetteer.table("people.tsv"):
        trade = row.get("trade") or ("politics" if row["id"] in politicians else "")
        nations = frozenset([row["country"]] if row["country"] else [])
        titles = (trade,) if trade else ()
        out[row["id"]] = Profile(nations=nations, trades=frozenset(titles), titles=titles)
    return out


class Said:
    """The words of an article, asked for what they say of a name among them."""

    def __init__(self, words: Words, titles: Sequence[Title], year: int | None = None) -> None:
        self.words, self.year = words, year
        self.texts = [w.text for w in words.list]
        self.ending = {t.last: t for t in titles}
        self.beginning = {t.first: t for t in titles}

    def hard(self, index: int) -> bool:
        return not 0 <= index < len(self.texts) or self.words.list[index].hard

    def of(self, first: int, last: int) -> Profile:
        """What stands beside the name of words ``first`` to ``last``."""
        titles, nations, former = self._before(first)
        behind = self._behind(last)
        if behind:
            titles.append(behind)
            country = _nation(self._text(behind.last + 1)) if not self.hard(behind.last + 1) else None
            nations |= {country} if country else set()
        trades = {trade for title in titles for trade in self._trade(title)}
        if not trades:
            nations = set()  # a nisba without a trade may be its body's
        age = self._age(last)
        around = self.texts[max(0, first - 4) : first]
        return Profile(
            nations=frozenset(nations),
            trades=frozenset(trades),
            titles=tuple(dict.fromkeys(_title_names().get(t.key, t.key) for t in titles if self._trade(t))),
            ages=(age,) if age else (),
            dead=any(w in _deaths() or w[1:] in _deaths() for w in around),
            former=former,
            year=self.year,
        )

    def _before(self, first: int) -> tuple[list[Title], set[str], bool]:
        """The titles that lead to a name, and the nations that their adjectives tell."""
        titles: list[Title] = []
        nations: set[str] = set()
        former = False
        at, loose = first - 1, 0
        while at >= 0 and not self.hard(at + 1) and loose < 3 and len(titles) < 3:
            title = self.ending.get(at)
            word = self._text(at)
            if title:
                titles.append(title)
                at = title.first - 1
                if word in ("السابق", "الاسبق"):
                    former = True
                continue
            if titles:
                break
            former |= word in ("السابق", "السابقه", "الاسبق", "الراحل")
            country = _nation(word)
            if country and not loose:
                nations.add(country)
            elif not word.startswith("ال") or loose:
                loose += 1
                nations = set() if loose else nations
            at -= 1
        bodies = titles and titles[0].last > titles[0].first and "sport" in self._trade(titles[0])
        return titles, nations if titles and not bodies else set(), former  # «مدرب المنتخب السعودي فلان» is no Saudi

    def _behind(self, last: int) -> Title | None:
        """The title that follows a name, set off by a comma or not («فلان مدير الشركة»)."""
        title = self.beginning.get(last + 1)
        if title is None or title.skip:
            return None
        gap = self.words.list[last + 1].gap
        return title if gap in ("،", ",") or (gap == "" and not title.definite) else None

    def _trade(self, title: Title) -> tuple[str, ...]:
        words = " ".join(self.texts[title.first : title.last + 1])[title.skip :]
        for key in (words, title.key, title.kind):
            if key in _trades():
                return _trades()[key]
        return ()

    def _age(self, last: int) -> int | None:
        """«عن 80 عاما»، «(34 عاما)»: a number of years told of the name."""
        for at in range(last + 1, min(last + 9, len(self.texts) - 1)):
            word = self.texts[at]
            value = int(word) if word.isdecimal() and len(word) < 4 else _numbers().get(word)
            if value and self.texts[at + 1] in _AGE_WORDS:
                told = self.words.list[at].gap == "(" or self.texts[at - 1] in _AGE_BEFORE
                return value if told and 10 < value < 115 else None
        return None

    def _text(self, index: int) -> str:
        return self.texts[index] if 0 <= index < len(self.texts) else ""


def _nation(word: str) -> str | None:
    return gazetteer.nisbas().get(word[2:]) if word.startswith("ال") and len(word) > 3 else None


def profiles(reading: Reading, ids: Mapping[str, object] | frozenset[str]) -> dict[str, Profile]:
    """What an article says of the persons ``ids``, each of all places that name him."""
    article = reading.article
    spans = sorted([*article.spans, *filter(None, [article.title_span])])
    shown = view(article.document.text)
    words = Words(shown, spans)
    year = int(article.published[:4]) if article.published else None
    said = Said(words, gazetteer.titles(words), year)
    starts = {w.start: i for i, w in enumerate(words.list)}
    ends = {w.end: i for i, w in enumerate(words.list)}
    found: dict[str, list[Profile]] = defaultdict(list)
    for mention in reading.mentions:
        if mention.entity not in ids or mention.type != "PER":
            continue
        start, last = shown.key_at(mention.span.start), ends.get(shown.key_at(mention.span.end))
        first = starts.get(start, starts.get(start - 1))  # a particle may stand before the name
        if first is not None and last is not None:
            found[mention.entity].append(said.of(first, last))
    return {id: united(listed) for id, listed in found.items()}
