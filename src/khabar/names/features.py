"""What the learned tagger looks at: the word itself and its neighbours, and the word in its place on the page.

A feature is a short string. Those that hang on the word alone are made once for each word; those of its place are
made from two rows of values (what stands beside it, what is said of it), since whole places seldom come again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

import numpy as np

from khabar.names import lexicon
from khabar.names.found import Found, Page, definite, heads, nisba, steering
from khabar.names.gazetteer import cells, known, nisbas, table
from khabar.names.learned import learned
from khabar.names.words import Word, strips
from khabar.text import fold

# ---------------------------------------------------------------- the word


@lru_cache(maxsize=1)
def _lists() -> dict[str, list[str]]:
    """Words of closed classes, each with the classes that it is of."""
    lists = {
        "verb": steering("verb")
        | frozenset(fold(c) for r in table("reporting_verbs.tsv") for c in cells(r["perfect"])),
        "adj": steering("adjective"),
        "end": steering("end"),
        "generic": steering("generic"),
        "join": lexicon.connectors(),
        "month": frozenset(fold(c) for r in table("months.tsv") for c in cells(r["names"])),
        "title": frozenset(
            w for r in table("titles.tsv") for c in cells(r["ar"]) for w in fold(c).split() if len(w) > 2
        ),
    }
    out: dict[str, list[str]] = defaultdict(list)
    for name, words in lists.items():
        for word in sorted(words):
            out[word].append(name)
    return dict(out)


T = TypeVar("T")


class Look(dict[str, Callable[[Any], T]]):
    """What becomes of a feature: by its kind (``w=``) a function of its value."""

    def __init__(self, make: Callable[[str], Callable[[Any], T]]) -> None:
        self._make = make

    def __missing__(self, kind: str) -> Callable[[Any], T]:
        made = self[kind] = self._make(kind)
        return made


SPELT: Look[str] = Look(lambda kind: (kind.replace("%", "%%") + "%s").__mod__)
"""Features as strings, as they are learnt."""


def look_up(names: Mapping[str, int]) -> Look[int | None]:
    """Features as the numbers that ``names`` gives to them, without the strings being built; None for others."""
    values: dict[str, dict[Any, int]] = defaultdict(dict)
    for name, number in names.items():
        kind, mark, value = name.partition("=")
        values[kind + mark][value] = number
        if value.isdecimal():
            values[kind + mark][int(value)] = number
    return Look(lambda kind: values[kind].get)


def of_word(word: str, own: bool, look: Look[T]) -> list[T]:
    """Features that hang on the word alone; a neighbour (``own`` false) is looked at less closely."""
    out = [look["w="](word), *_known("", word, look)]
    listed = _lists().get(word)
    if listed:
        out += map(look["l="], listed)
    known_heads = heads()
    head = known_heads.get(word)
    if head:
        out += [look["h="](head.kind), look["h"]("")]
    if definite(word):
        if nisba(word):
            out.append(look["n"](""))
        elif word in nisbas():
            out.append(look["n-"](""))
        out.append(look["al"](""))
    elif word in nisbas():
        out.append(look["n-"](""))
    if word.isdigit():
        out.append(look["digit"](""))
    elif word.isascii():
        out.append(look["latin"](""))
    out.append(look["-2="](word[-2:]))
    if not own:
        return out
    out += (look["-1="](word[-1:]), look["-3="](word[-3:]), look["+1="](word[:1]), look["+2="](word[:2]))
    out += (look["+3="](word[:3]), look["-4="](word[-4:]), look["+4="](word[:4]), look["u="](word))
    out.append(look["len="](min(len(word), 9)))
    out.append(look["known" if word in learned().scores else "unknown"](""))
    for skip in strips(word)[1:]:
        core, before = word[skip:], word[:skip]
        part = f"{min(skip, 3)}{'al' if before.endswith(('ال', 'لل')) else ''}"
        if before.endswith("لل"):
            out += [look["u="]("ال" + core), *_known("لل", "ال" + core, look)]
        out += _known(part, core, look)
        out += [look["u="](core), look[_PARTED[part][0]](core[:2])]
        if core in known_heads:
            out.append(look["h" + part](""))
    return out


_PARTED = {part: (f"+2{part}=", f"s{part}=", f"c{part}=", f"k{part}=", f"f{part}=")
           for part in ("", "1", "1al", "2", "2al", "3", "3al", "لل")}  # fmt: skip
"""Particles before the rest of a word, with the kinds of features that tell of it."""


def _known(part: str, word: str, look: Look[T]) -> list[T]:
    """What the corpus taught of a word, or of the rest of one without the particles ``part``."""
    model = learned()
    _, like, near, nearer, nearest = _PARTED[part]
    fine, coarse, finest = model.clusters.get(word, _NO_CLUSTER)
    score = model.scores.get(word)
    out = [look[like](lexicon.score(word) if score is None else score)]
    out += (look[near](fine), look[nearer](coarse), look[nearest](finest))
    rates = model.rates.get(word)
    if rates:
        out += [look[f"{type}{part}="](rate) for type, rate in zip("PQL", rates, strict=True) if rate]
    return out


_NO_CLUSTER = (0, 0, 0)


# ---------------------------------------------------------------- the word in its place


class Beside(NamedTuple):
    """What rules say at a word and next to it, and the marks round it."""

    rule: str
    rule_before: str
    rule_after: str
    detail_before: str
    detail_after: str
    mark: str
    mark_after: str


class Itself(NamedTuple):
    """What rules and tables say of a word, and its other uses on the page."""

    rule: str
    detail: str
    listed: str
    elsewhere: str
    score: int
    title: bool
    title_before: bool
    maqsura: bool
    """Whether it is written with ى at its end («على», not «علي»)."""
    topic: int
    """The kind of page, by its words; -1 where nothing was learnt of that."""
    quoted: bool
    """Whether it stands between quotation marks."""
    often: int
    """How often the same word stands on the page, particles apart, up to four."""
    company: str
    """Whether a verb that a person follows (v) or a title (t) stands before it elsewhere on the page."""


class Groups(NamedTuple):
    """Coarse clusters of a word and of those round it."""

    before: int
    own: int
    after: int


def places(page: Page, found: Sequence[Found]) -> tuple[list[tuple[Any, ...]], ...]:
    """Every word of a page in its place, as values of :class:`Beside`, :class:`Itself` and :class:`Groups`.

    ``found`` is what the rules propose.
    """
    n = len(page.words)
    rules, detail = ["O"] * n, ["O"] * n
    for item in found:
        kind = f"{item.type}{'!' if item.titled >= 0 else ''}"
        for k in range(item.first, item.last + 1):
            edge = f"B{item.skip}" if k == item.first else "I"
            rules[k] = f"{edge}-{item.type}"
            detail[k] = f"{edge}{'E' if k == item.last else ''}-{kind}:{item.rule}"
    marks = [*(_mark(word) if word.gap else "" for word in page.words.list), "^"]
    title = [i in page.in_title or i in page.titles_at for i in range(n)]
    written, at = page.words.view.source, page.words.view.source_at
    maqsura = [
        word.text[-1] == "ي" and written[at(word.end - 1)] == "ى" and page.source(i)[-1] == "ى"
        for i, word in enumerate(page.words.list)
    ]
    around = (rules, ["^", *rules], [*rules[1:], "$"], ["^", *detail], [*detail[1:], "$"], marks, marks[1:])
    said = (rules, detail, _listed(page), _elsewhere(page, found), page.scores)
    grouped = learned().clusters
    clusters = [grouped.get(text, _NO_CLUSTER) for text in page.texts]
    topic = _topic([fine for fine, _, _ in clusters])
    inner = (*said, title, [False, *title], maqsura, [topic] * n, _quoted(page), *_company(page, title))
    groups = [coarse for _, coarse, _ in clusters]
    coarse = ([0, *groups], groups, [*groups[1:], 0])
    return tuple(list(zip(*part, strict=False)) for part in (around, inner, coarse))


def _topic(clusters: list[int]) -> int:
    """Which kind of page the words of these fine clusters speak for."""
    table = learned().topics
    return int(np.add.reduce(table[clusters]).argmax()) if table.size and clusters else -1


@lru_cache(maxsize=1)
def _verbs() -> frozenset[str]:
    """Verbs that a person follows, alone and after و."""
    verbs = steering("verb")
    return frozenset([*("و" + v for v in verbs), *(v for v in verbs if not v.startswith("و"))])


def _company(page: Page, title: Sequence[bool]) -> tuple[list[int], list[str]]:
    """Of each word how often it stands on the page, and what stands before it elsewhere."""
    verbs = _verbs()
    by_verb = {i for i, text in enumerate(page.texts, 1) if text in verbs and not page.hard(i)}
    by_title = {i for i, led in enumerate(title, 1) if led}
    often, company = [1] * len(page.words), [""] * len(page.words)
    for core, where in page.cores.items():
        if len(where) < 2 or len(core) < 3:
            continue
        said = [i for i, skip in where if i in by_verb and not skip]
        titled = [i for i, skip in where if i in by_title and not skip]
        times = min(len(where), 4)
        for i, skip in where:
            if skip == 0 or often[i] == 1:
                often[i] = times
                if said or titled:
                    company[i] = "v" * any(k != i for k in said) + "t" * any(k != i for k in titled)
                else:
                    company[i] = ""
    return often, company


def _quoted(page: Page) -> list[bool]:
    """Of each word whether it stands between quotation marks that close before the line ends."""
    out = [False] * len(page.words)
    begin = -1
    for i, word in enumerate(page.words.list):
        if word.closes and begin >= 0:
            out[begin:i] = [True] * (i - begin)
        if word.closes or word.gap == "\n":
            begin = -1
        if word.opens:
            begin = i
    return out


def of_place(beside: Beside, itself: Itself, groups: Groups) -> list[str]:
    """Features of a word in its place."""
    return of_surroundings(beside) + of_itself(itself) + of_groups(groups)


def of_groups(here: Groups) -> list[str]:
    """Features of the clusters of neighbours together."""
    before, own, after = here
    return [of_pair(0, before, own), of_pair(1, own, after), of_pair(2, before, after)]


def of_pair(kind: int, one: int, two: int) -> str:
    """The feature of two clusters: the word's after another (0), before another (1), those on both sides (2)."""
    return f"k{'-+±'[kind]}|{one}|{two}"


def of_surroundings(here: Beside) -> list[str]:
    """Features of what the rules say beside a word and of the marks round it."""
    rule = here.rule
    return [
        f"r-1={here.rule_before}|{rule}",
        f"r+1={rule}|{here.rule_after}",
        "R+1=" + here.detail_after,
        "R-1=" + here.detail_before,
        "m=" + here.mark,
        "M=" + here.mark_after,
        f"rm={rule}|{here.mark}|{here.mark_after}",
    ]


def of_itself(here: Itself) -> list[str]:
    """Features of what rules and tables say of the word."""
    rule = here.rule
    out = [
        "r=" + rule,
        "R=" + here.detail,
        "g=" + here.listed,
        f"rg={rule}|{here.listed}",
        f"rs={rule}|{here.score}",
        "d=" + here.elsewhere,
        f"rd={rule}|{here.elsewhere}",
    ]
    if here.topic >= 0:
        out += [f"T{here.topic}", f"Tr{here.topic}|{rule}", f"Tg{here.topic}|{here.listed}"]
    if here.quoted:
        out += ["q", f"q|{rule}", f"q|{here.score}"]
    if here.often > 1:
        out += [f"n{here.often}", f"n{here.often}|{here.score}", f"o{here.company}|{here.score}"]
    if here.company:
        out += ["o" + here.company, f"o{here.company}|{rule}"]
    if here.maqsura:
        out += ["ى", f"ى|{here.score}"]
    if here.title:
        out.append("t")
    if here.title_before:
        out += ["t-1", "t-1|" + rule]
    return out


def _mark(word: Word) -> str:
    """The mark before a word as a class."""
    if word.gap == "\n":
        return "^"
    return ("(" if word.opens else "") + (")" if word.closes else "") + ("|" if word.hard else "") + word.gap[:1]


def _listed(page: Page) -> list[str]:
    """What the tables know at each word: the type of the longest hit there, guarded or not, and whether it begins."""
    out = ["-"] * len(page.words)
    for hit in sorted(page.hits, key=lambda h: h.last - h.first):
        thing = known()[hit.known[0].known]
        mark = f"{thing.type}{'!' if all(f.guarded for f in hit.known) else ''}{'a' if hit.known[0].adjective else ''}"
        for k in range(hit.first, hit.last + 1):
            out[k] = f"{'B' + str(hit.skip) if k == hit.first else 'I'}{'E' if k == hit.last else ''}{mark}"
    return out


def _elsewhere(page: Page, found: Sequence[Found]) -> list[str]:
    """What the rules make of the same word (without its particles) where it stands elsewhere on the page."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    label: dict[int, tuple[str, str]] = {}
    for item in found:
        for k in range(item.first, item.last + 1):
            word = page.texts[k][item.skip if k == item.first else 0 :]
            label[k] = word, item.type
            seen[word][item.type] += 1
    out = ["-"] * len(page.words)
    for i, (word, type) in label.items():
        rest = {t: left for t, count in seen[word].items() if (left := count - (t == type)) > 0}
        if rest:
            out[i] = max(rest, key=lambda t: (rest[t], t))
    cores = page.cores
    least: dict[int, int] = {}
    for word, counts in seen.items():
        best = max(counts, key=lambda t: (counts[t], t))
        for i, skip in cores.get(word, ()):
            if i not in label and skip < least.get(i, 99):
                least[i] = skip
                out[i] = best + ("+" if skip else "")
    return out
