"""The learned tagger: a linear-chain conditional random field over the words of an article.

It sees what the rules propose (their type, rule and edges), what the tables say, the word's letters, score and
cluster, the marks round it, and what the rest of the page makes of the same word; and it decides which proposals stand,
where they end, and what else is a name. Weights come from ``khabar train names``; the best labelling is Viterbi's.

A label is ``O``, ``I-PER`` or ``B1-PER``: begins a name of a person after one letter of particles.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from khabar.model import EntityType
from khabar.names import lexicon
from khabar.names.found import Found, Page, definite, heads, nisba, steering
from khabar.names.gazetteer import cells, known, nisbas, table
from khabar.names.learned import Learned, learned
from khabar.names.words import strips
from khabar.text import fold

TYPES: tuple[EntityType, ...] = ("PER", "ORG", "LOC", "GROUP")
OUTSIDE = "O"
AROUND = (-2, -1, 0, 1, 2)
FAR = 10.0
"""By so much a word is surely outside names, whatever stands beside it; steps from label to label cost less."""
_FORBIDDEN = -1e4


class Tag(NamedTuple):
    """A name that the tagger sees: words ``first`` to ``last`` (inclusive) without ``skip`` letters of the first."""

    first: int
    skip: int
    last: int
    type: EntityType


# ---------------------------------------------------------------- what it looks at


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    """Closed classes of words."""
    return {
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


def of_word(word: str, own: bool) -> list[str]:
    """Features that hang on the word alone; a neighbour (``own`` false) is looked at less closely."""
    model = learned()
    out = ["w=" + word, "s=" + str(lexicon.score(word))]
    fine, coarse = model.clusters.get(word, (0, 0))
    out += [f"c={fine}", f"k={coarse}"]
    rates = model.rates.get(word)
    if rates:
        out += [f"{type}={rate}" for type, rate in zip("PQL", rates, strict=True) if rate]
    out += ["l=" + name for name, words in _lists().items() if word in words]
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


class Place(NamedTuple):
    """A word in its place: what rules and tables say there and beside, the marks round it, its other uses."""

    rule: str
    rule_before: str
    rule_after: str
    detail_before: str
    detail_after: str
    mark: str
    mark_after: str
    detail: str
    listed: str
    elsewhere: str
    score: int
    title: bool
    title_before: bool
    maqsura: bool
    """Whether it is written with ى at its end («على», not «علي»)."""


def places(page: Page, found: Sequence[Found]) -> list[Place]:
    """Every word of a page in its place, ``found`` being what the rules propose."""
    n = len(page.words)
    rules = [*["O"] * n, "$", "^"]
    detail = [*["O"] * n, "$", "^"]
    for item in found:
        kind = f"{item.type}{'!' if item.titled >= 0 else ''}"
        for k in range(item.first, item.last + 1):
            edge = f"B{item.skip}" if k == item.first else "I"
            rules[k] = f"{edge}-{item.type}"
            detail[k] = f"{edge}{'E' if k == item.last else ''}-{kind}:{item.rule}"
    marks = [_mark(page, i) for i in range(n + 1)]
    listed, elsewhere = _listed(page), _elsewhere(page, found)
    title = [i in page.in_title or i in page.titles_at for i in range(n)]
    scores = [lexicon.score(text) for text in page.texts]
    return [
        Place(rules[i], rules[i - 1], rules[i + 1], detail[i - 1], detail[i + 1], marks[i], marks[i + 1], detail[i],
              listed[i], elsewhere[i], scores[i], title[i], i > 0 and title[i - 1],
              page.texts[i][-1] == "ي" and page.source(i)[-1] == "ى")
        for i in range(n)
    ]  # fmt: skip


BESIDE = 7
"""The first so many fields of a place tell what stands round it."""


def of_place(here: Place) -> list[str]:
    """Features of a word in its place."""
    return of_surroundings(here) + of_itself(here)


def of_surroundings(here: Place) -> list[str]:
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


def of_itself(here: Place) -> list[str]:
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
    out = []
    for i, word in enumerate(page.texts):
        own = label.get(i)
        best = "-"
        if own:
            rest = seen[own[0]] - Counter([own[1]])
            if rest:
                best = max(rest, key=lambda t: (rest[t], t))
        else:
            for skip in page.strips[i]:
                counts = seen.get(word[skip:])
                if counts:
                    best = max(counts, key=lambda t: (counts[t], t)) + ("+" if skip else "")
                    break
        out.append(best)
    return out


# ---------------------------------------------------------------- the best labelling


def tag(page: Page, found: Sequence[Found]) -> list[Tag]:
    """The names that the tagger sees on a page for which the rules propose ``found``; none without a trained model."""
    model = learned()
    if not model.labels or not len(page.words):
        return []
    scores = _emissions(page, found, model)
    outside = model.labels.index(OUTSIDE)
    bounds = [i for i in range(len(page.words)) if page.gap(i) == "\n"]
    out: list[Tag] = []
    for begin, end in zip(bounds, [*bounds[1:], len(page.words)], strict=True):
        path = viterbi(scores[begin:end], _steps(model), outside)
        out += tags([model.labels[k] for k in path], begin)
    return out


def tags(labels: Sequence[str], begin: int = 0) -> Iterable[Tag]:
    """The names that a row of labels tells, the first word being number ``begin``."""
    first, skip, type = -1, 0, ""
    for i, label in enumerate([*labels, OUTSIDE]):
        if label.startswith("I-"):
            continue
        if first >= 0:
            yield Tag(begin + first, skip, begin + i - 1, type)  # type: ignore[arg-type]
        first = -1
        if label != OUTSIDE:
            first, skip, type = i, int(label[1]), label.partition("-")[2]


def _emissions(page: Page, found: Sequence[Found], model: Learned) -> NDArray[np.float32]:
    """How each label fits each word: rows are words."""
    n = len(page.words)
    table = np.stack([_of_word_scores(text, model) for text in page.texts])
    out = np.stack([_of_place_scores(here, model) for here in places(page, found)])
    for k, shift in enumerate(AROUND):
        if shift < 0 and n > -shift:
            out[-shift:] += table[:shift, k]
        elif shift > 0 and n > shift:
            out[:-shift] += table[shift:, k]
        elif not shift:
            out += table[:, k]
    return out


def _of_place_scores(here: Place, model: Learned) -> NDArray[np.float32]:
    """What a word's place adds to its labels: two parts, since whole places seldom come again."""
    rounds, inner = here[:BESIDE], (here.rule, *here[BESIDE:])
    one, two = model.places.get(rounds), model.places.get(inner)
    if one is None:
        one = model.places[rounds] = _sum(of_surroundings(here), model)
    if two is None:
        two = model.places[inner] = _sum(of_itself(here), model)
    if len(model.places) > 80_000:
        model.places.clear()
    out: NDArray[np.float32] = one + two
    return out


def _sum(names: Sequence[str], model: Learned) -> NDArray[np.float32]:
    rows = [r for f in names if (r := model.features.get(f)) is not None]
    return model.weights[rows].sum(0) if rows else np.zeros(len(model.labels), dtype=np.float32)


def _of_word_scores(word: str, model: Learned) -> NDArray[np.float32]:
    """What a word adds to the labels of the words round it: a row for each place it can be seen from."""
    hit = model.cache.get(word)
    if hit is None:
        if len(model.cache) > 40_000:
            model.cache.clear()
        hit = np.zeros((len(AROUND), len(model.labels)), dtype=np.float32)
        rows = _by_name(model)
        for own in (False, True):
            for name in of_word(word, own):
                for k, row in rows.get(name, ()):
                    if (AROUND[k] == 0) == own:
                        hit[k] += model.weights[row]
        model.cache[word] = hit
    return hit


@lru_cache(maxsize=8)
def _by_name(model: Learned) -> dict[str, list[tuple[int, int]]]:
    """Features of words, without the place that they are seen from → that place's number and their row."""
    out: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for feature, row in model.features.items():
        for k, shift in enumerate(AROUND):
            if feature.startswith(str(shift)):
                out[feature[len(str(shift)) :]].append((k, row))
    return dict(out)


@lru_cache(maxsize=8)
def _steps(model: Learned) -> NDArray[np.float32]:
    """Transition scores; a name goes on only from a word of the same type."""
    out = model.transitions.copy()
    for b, into in enumerate(model.labels):
        if into.startswith("I-"):
            for a, come in enumerate(model.labels):
                if come.partition("-")[2] != into[2:]:
                    out[a, b] = _FORBIDDEN
    return out


def viterbi(scores: NDArray[np.float32], steps: NDArray[np.float32], outside: int) -> list[int]:
    """The best path through the labels, for scores with a row per word.

    Where ``outside`` beats every other label of a word by far, no other is looked at there: most words are no names.
    """
    others = np.delete(scores, outside, axis=1).max(1, initial=_FORBIDDEN)
    sure = (scores[:, outside] - others > FAR).tolist()
    n, width = scores.shape
    path: list[int] = []
    at = 0
    while at < n:
        if sure[at]:
            path.append(outside)
            at += 1
            continue
        end = at
        while end < n and not sure[end]:
            end += 1
        first = steps[outside] if at else np.where(steps.min(0) <= _FORBIDDEN, np.float32(_FORBIDDEN), np.float32(0))
        last = steps[:, outside] if end < n else np.zeros(width, dtype=np.float32)
        path += _between(scores[at:end], steps, first, last)
        at = end
    return path


def _between(
    scores: NDArray[np.float32], steps: NDArray[np.float32], first: NDArray[np.float32], last: NDArray[np.float32]
) -> list[int]:
    """The best path of a stretch, with what it costs to begin and to end with each label."""
    n, width = scores.shape
    back = np.zeros((n, width), dtype=np.int64)
    best = scores[0] + first
    columns = np.arange(width)
    for i in range(1, n):
        ways = best[:, None] + steps
        back[i] = ways.argmax(0)
        best = ways[back[i], columns] + scores[i]
    path = [int((best + last).argmax())]
    for i in range(n - 1, 0, -1):
        path.append(int(back[i, path[-1]]))
    return path[::-1]
