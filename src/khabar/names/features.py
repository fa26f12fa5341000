"""What the learned tagger looks at: the word itself and its neighbours, and the word in its place on the page.

A feature is a short string. Those that hang on the word alone are made once for each word; those of its place are
made from two rows of values (what stands beside it, what is said of it), since whole places seldom come again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

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
        "join": lexicon.CONNECTORS,
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
    out = ["w=" + word, "s=" + str(lexicon.score(word))]
    fine, coarse = model.clusters.get(word, (0, 0))
    out += [f"c={fine}", f"k={coarse}"]
    rates = model.rates.get(word)
    if rates:
        out += [f"{type}={rate}" for type, rate in zip("PQL", rates, strict=True) if rate]
    out += _lists().get(word, ())
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
    out.append(f"len={min(len(word), 9)}")
    out.append("known" if word in model.scores else "unknown")
    for skip in strips(word)[1:]:
        core = word[skip:]
        fine, coarse = model.clusters.get(core, (0, 0))
        part = f"{min(skip, 3)}{'al' if word[:skip].endswith(('ال', 'لل')) else ''}"
        out += [f"s{part}={lexicon.score(core)}", f"k{part}={coarse}", f"c{part}={fine}"]
        if core in heads():
            out.append(f"h{part}")
        rates = model.rates.get(core)
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


def places(page: Page, found: Sequence[Found]) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """Every word of a page in its place, as values of :class:`Beside` and :class:`Itself`.

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
    inner = (rules, detail, _listed(page), _elsewhere(page, found), page.scores, title, [False, *title], maqsura)
    return list(zip(*around, strict=False)), list(zip(*inner, strict=False))


def of_place(beside: Beside, itself: Itself) -> list[str]:
    """Features of a word in its place."""
    return of_surroundings(beside) + of_itself(itself)


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
