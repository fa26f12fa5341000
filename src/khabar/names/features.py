"""What the learned tagger looks at: the word itself and its neighbours, and the word in its place on the page.

A feature is a short string. Those that hang on the word alone are made once for each word; those of its place are
made from two rows of values (what stands beside it, what is said of it), since whole places seldom come again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from khabar.names import lexicon
from khabar.names.found import Found, Page, definite, heads, nisba, steering
from khabar.names.gazetteer import cells, known, nisbas, table
from khabar.names.learned import learned
from khabar.names.words import strips
from khabar.text import fold

# ---------------------------------------------------------------- the word


@lru_cache(maxsize=1)
def _lists() -> dict[str, list[str]]:
    """Words of closed classes, each with the classes that it is of, as features."""
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
            out[word].append("l=" + name)
    return dict(out)


def of_word(word: str, own: bool) -> list[str]:
    """Features that hang on the word alone; a neighbour (``own`` false) is looked at less closely."""
    model = learned()
    out = ["w=" + word, *_known("", word), *_lists().get(word, ())]
    head = heads().get(word)
    if head:
        out += ["h=" + head.kind, "h"]
    if nisba(word):
        out.append("n")
    elif word in nisbas():
        out.append("n-")
    if definite(word):
        out.append("al")
    if word.isdigit():
        out.append("digit")
    elif word.isascii():
        out.append("latin")
    out.append("-2=" + word[-2:])
    if not own:
        return out
    out += ["-1=" + word[-1:], "-3=" + word[-3:], "+1=" + word[:1], "+2=" + word[:2], "+3=" + word[:3]]
    out += ["-4=" + word[-4:], "+4=" + word[:4], "u=" + word]
    out.append(f"len={min(len(word), 9)}")
    out.append("known" if word in model.scores else "unknown")
    for skip in strips(word)[1:]:
        core = word[skip:]
        part = f"{min(skip, 3)}{'al' if word[:skip].endswith(('ال', 'لل')) else ''}"
        if word[:skip].endswith("لل"):
            out += ["u=ال" + core, *_known("لل", "ال" + core)]
        out += _known(part, core)
        out += ["u=" + core, f"+2{part}={core[:2]}"]
        if core in heads():
            out.append(f"h{part}")
    return out


def _known(part: str, word: str) -> list[str]:
    """What the corpus taught of a word, or of the rest of one without the particles ``part``."""
    model = learned()
    fine, coarse, finest = model.clusters.get(word, (0, 0, 0))
    out = [f"s{part}={lexicon.score(word)}", f"c{part}={fine}", f"k{part}={coarse}", f"f{part}={finest}"]
    rates = model.rates.get(word)
    if rates:
        out += [f"{type}{part}={rate}" for type, rate in zip("PQL", rates, strict=True) if rate]
    return out


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
    marks = [*(_mark(page, i) if page.words.list[i].gap else "" for i in range(n)), "^"]
    title = [i in page.in_title or i in page.titles_at for i in range(n)]
    maqsura = [text[-1] == "ي" and page.source(i)[-1] == "ى" for i, text in enumerate(page.texts)]
    around = (rules, ["^", *rules], [*rules[1:], "$"], ["^", *detail], [*detail[1:], "$"], marks, marks[1:])
    said = (rules, detail, _listed(page), _elsewhere(page, found), page.scores)
    grouped = learned().clusters
    clusters = [grouped.get(text, _NO_CLUSTER) for text in page.texts]
    topic = _topic([fine for fine, _, _ in clusters])
    inner = (*said, title, [False, *title], maqsura, [topic] * n, _quoted(page), *_company(page, title))
    groups = [coarse for _, coarse, _ in clusters]
    coarse = ([0, *groups], groups, [*groups[1:], 0])
    return tuple(list(zip(*part, strict=False)) for part in (around, inner, coarse))


_NO_CLUSTER = (0, 0, 0)


def _topic(clusters: list[int]) -> int:
    """Which kind of page the words of these fine clusters speak for."""
    table = learned().topics
    return int(np.add.reduce(table[clusters]).argmax()) if table.size and clusters else -1


def _company(page: Page, title: Sequence[bool]) -> tuple[list[int], list[str]]:
    """Of each word how often it stands on the page, and what stands before it elsewhere."""
    verbs = steering("verb")
    often, company = [1] * len(page.words), [""] * len(page.words)
    for core, where in page.cores.items():
        if len(where) < 2 or len(core) < 3:
            continue
        said = [i for i, skip in where if not skip and page.text(i - 1).removeprefix("و") in verbs and not page.hard(i)]
        titled = [i for i, skip in where if not skip and i and title[i - 1]]
        for i, skip in where:
            if skip == 0 or often[i] == 1:
                often[i] = min(len(where), 4)
                company[i] = "v" * any(k != i for k in said) + "t" * any(k != i for k in titled)
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


def _mark(page: Page, i: int) -> str:
    """The mark before word ``i`` as a class."""
    if not 0 <= i < len(page.words):
        return "^"
    word = page.words.list[i]
    if not word.gap:
        return ""
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
        rest = seen[word] - Counter([type])
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
