"""How well stories, origins, shared text and conflicts are found on days of news with a gold filing.

    python benchmarks/stories_quality.py PAGES GOLD [--fast] [--save]

PAGES holds a folder of pages per day, GOLD a ``stories-DAY.json`` for each of them ({"stories": [{"slug",
"articles"}], "origins": [{"story", "groups": [{"articles"}]}], "reuse_pairs": [[a, b, kind]], "conflicts": [{"values":
[{"value", "articles"}]}]}). Printed for each day:

- what Khabar finds as it is, and what it finds with every threshold and weight set on the other days alone
  (leave one day out; ``--fast`` leaves that out);
- two baselines: average-linkage TF-IDF over title, lead and body, its threshold set on the other days; and texts of
  one story joined that share 30 % of the shorter one's word 3-grams;
- the days thrown together as one pool;
- what each signal is worth: the mean over the days without it, the threshold of filing chosen anew on all days, as it
  is for the full system in the same table.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from speed import save

from khabar import pages
from khabar.errors import Unreadable
from khabar.model import Conflict, Origin, Reading, Story
from khabar.pipeline import analyse, together
from khabar.stories import conflicts, facts, features, file, filing, origins, sayers, similar
from khabar.stories.common import Common
from khabar.stories.filing import Filing
from khabar.stories.stems import WORD
from khabar.text import fold

Gold = dict[str, Any]
Figures = dict[str, float]
Label = Mapping[str, object]
Settings = tuple[tuple[Any, str, object], ...]
"""(module, name of a constant, value)."""

Point = tuple[float, ...]
"""Values of the settings of a grid."""

THRESHOLDS = tuple(round(0.15 + 0.01 * n, 2) for n in range(7))


# ---------------------------------------------------------------- figures


def bcubed(gold: Label, found: Label) -> float:
    """B-cubed F1 of two labellings over the items of the gold; what has no label found is alone."""
    by_gold, by_found = defaultdict(set), defaultdict(set)
    for x in gold:
        by_gold[gold[x]].add(x)
        by_found[found.get(x, x)].add(x)
    common = {x: len(by_gold[gold[x]] & by_found[found.get(x, x)]) for x in gold}
    precision = sum(common[x] / len(by_found[found.get(x, x)]) for x in gold) / len(gold)
    recall = sum(common[x] / len(by_gold[gold[x]]) for x in gold) / len(gold)
    return 2 * precision * recall / (precision + recall)


def f1(wanted: set[frozenset[str]], found: set[frozenset[str]]) -> float:
    return 2 * len(wanted & found) / (len(wanted) + len(found)) if wanted or found else 1.0


def several(label: Label) -> dict[str, object]:
    """The items whose label others bear too."""
    size = Counter(label.values())
    return {x: k for x, k in label.items() if size[k] > 1}


def pairs(label: Label) -> set[frozenset[str]]:
    groups = defaultdict(list)
    for x, k in label.items():
        groups[k].append(x)
    return {frozenset(p) for g in groups.values() for p in itertools.combinations(g, 2)}


def filing_figures(gold: Gold, label: Label) -> Figures:
    wanted = {a: s["slug"] for s in gold["stories"] for a in s["articles"]}
    return {
        "stories": bcubed(wanted, label),
        "multi": bcubed(several(wanted), label),
        "pairs": f1(pairs(wanted), pairs({a: label.get(a, a) for a in wanted})),
    }


def origin_label(gold: Gold) -> dict[str, object]:
    return {
        a: (o["story"], n) for o in gold["origins"] for n, group in enumerate(o["groups"]) for a in group["articles"]
    }


def numbers(text: object) -> set[str]:
    return set(re.findall(r"\d+(?:\.\d+)?", fold(str(text)).replace(",", "")))


def same_conflict(gold: Gold, values: Sequence[tuple[str, Sequence[str]]]) -> bool:
    """Two of the gold's values are found, each with a number of the gold's (or none) and an article that gives it."""
    seen = 0
    for value in gold["values"]:
        wanted, articles = numbers(value["value"]), set(value["articles"])
        seen += any(
            articles & set(keys) and (wanted & numbers(shown) or not (wanted or numbers(shown)))
            for shown, keys in values
        )
    return seen >= 2


def told_figures(gold: Gold, stories: Sequence[Story]) -> Figures:
    """Origins, shared text and conflicts."""
    articles = {a for s in gold["stories"] for a in s["articles"]}
    stories = [s for s in stories if articles & set(s.articles)]
    shared = {frozenset((r.a, r.b)) for s in stories for r in s.reuse}
    return {
        **origin_figures(gold, [o for s in stories for o in s.origins]),
        "reuse": f1({frozenset(p[:2]) for p in gold["reuse_pairs"]}, {p for p in shared if p <= articles}),
        **conflict_figures(gold, [c for s in stories for c in s.conflicts]),
    }


def origin_figures(gold: Gold, found: Sequence[Origin]) -> Figures:
    wanted = origin_label(gold)
    origin = {a: o.id for o in found for a in o.articles}
    return {"origins": bcubed(wanted, {a: origin.get(a, a) for a in wanted})}


def conflict_figures(gold: Gold, found: Sequence[Conflict]) -> Figures:
    said = [[(v.value, v.articles) for v in c.values] for c in found if c.rule != "series"]
    hit = sum(any(same_conflict(c, k) for k in said) for c in gold["conflicts"])
    good = sum(any(same_conflict(c, k) for c in gold["conflicts"]) for k in said)
    return {
        "conflicts_p": good / len(said) if said else 0.0,
        "conflicts_r": hit / len(gold["conflicts"]) if gold["conflicts"] else 0.0,
    }


def figures(gold: Gold, stories: Sequence[Story]) -> Figures:
    label = {a: s.id for s in stories for a in s.articles}
    return {**filing_figures(gold, label), **told_figures(gold, stories)}


# ---------------------------------------------------------------- filing with other settings


def read(folder: Path) -> tuple[Reading, ...]:
    """The readings of a day's pages."""
    readings: list[Reading] = []
    for source in pages.sources([folder])[0]:
        for document in pages.documents(source):
            if not isinstance(document, Unreadable):
                readings += map(analyse, pages.articles(document))
    return together(readings)


@contextmanager
def set_to(settings: Settings) -> Iterator[None]:
    with ExitStack() as stack:
        for module, name, value in settings:
            stack.enter_context(mock.patch.object(module, name, value))
        yield


class Keys:
    """In the place of what gathers all that a story is told from: the keys of its articles, and nothing else."""

    def __init__(self, readings: Sequence[Reading], copies: Mapping[int, Sequence[int]], *_: object) -> None:
        self.readings, self.copies = readings, copies

    def common(self, group: Sequence[int], _: object) -> list[str]:
        return [self.readings[c].key for i in group for c in self.copies[i]]


@contextmanager
def filing_alone() -> Iterator[None]:
    """Filing without telling the stories."""
    with mock.patch.object(filing, "_Teller", Keys), mock.patch.object(filing, "tell", lambda keys: keys):
        yield


def label_of(filed: Filing) -> Label:
    """The stories into which readings that were compared fall, as the settings are now."""
    filed._groups, filed._told = {}, {}
    filed._tell(set())
    told: Iterable[Any] = filed._told.values()
    return {key: n for n, keys in enumerate(told) for key in keys}


def grouped(readings: Sequence[Reading], settings: Settings, thresholds: Sequence[float]) -> Iterator[Label]:
    """The filing alone, with other settings, once for every threshold."""
    with set_to(settings), filing_alone():
        first = Filing().extended(readings)
        for threshold in thresholds:
            with mock.patch.object(file, "THRESHOLD", threshold):
                yield label_of(first)


def commons(readings: Sequence[Reading], settings: Settings) -> list[Common]:
    """What the stories of a day are told from."""
    found: list[Common] = []
    with set_to(settings), mock.patch.object(filing, "tell", found.append):
        Filing().extended(readings)
    return found


def retold(prepared: Sequence[Common], settings: Settings) -> list[Story]:
    from khabar.stories.tell import tell

    with set_to(settings):
        return [tell(c) for c in prepared]


def mean(rows: Iterable[Figures]) -> Figures:
    listed = list(rows)
    return {k: sum(r[k] for r in listed) / len(listed) for k in listed[0]}


def worth(row: Figures) -> float:
    """What a setting of the filing is chosen by."""
    return row["stories"] + 0.5 * row["multi"] + 0.3 * row["pairs"]


LIKENESS = list(itertools.product((0.4, 0.6, 0.8), (0.25, 0.5, 0.75), (0.15, 0.3, 0.5, 1.0)))
"""_BOTH and _ELSEWHERE of the likeness, _BODY of the features."""
GROUPING = list(itertools.product((0.0, 0.25, 0.5, 0.75, 1.0), (round(0.12 + 0.01 * n, 2) for n in range(15))))
"""_CORES and THRESHOLD of the grouping."""
GOOD = 0.1
GOOD_TOLD = 0.02
"""Settings that come so near to the best on the other days are all good: the one in their middle is taken."""
ORIGINS = list(itertools.product((0.5, 0.6, 0.7), (0.0, 0.3)))
"""_MOST and _SMALL of the origins."""
CONFLICTS = list(
    itertools.product((-1.5, -1.0, -0.5, 0.0), (0.3, 0.4), (0.13, 0.17), (0.2, 0.4), (0.3, 0.4), (0.5, 0.65))
)
"""_ODDS, LIKE_OF days and lengths, OPPOSITE_LIKE, PHASE_LIKE of facts, _LIKE of sayers."""
"""What is chosen on the other days. What is not listed (the weights of title, lead and first sentence, those of the
odds of a conflict, the tables, which kinds of conflicts there are and how each is found) stands as it is: it was made
with all days in view, so of conflicts these are no figures of days that nobody had seen."""


def of_conflicts(row: Figures) -> float:
    return 0.5 * row["conflicts_p"] + row["conflicts_r"]


def origins_at(point: Point) -> Settings:
    return tuple((origins, name, value) for name, value in zip(("_MOST", "_SMALL"), point, strict=True))


def conflicts_at(point: Point) -> Settings:
    odds, day, length, opposite, phase, said = point
    return (
        (facts, "_ODDS", odds),
        (facts, "LIKE_OF", {**facts.LIKE_OF, "day": day, "length": length}),
        (facts, "OPPOSITE_LIKE", opposite),
        (facts, "PHASE_LIKE", phase),
        (sayers, "_LIKE", said),
    )


def every_telling(
    prepared: Mapping[str, Sequence[Common]], golds: Mapping[str, Gold]
) -> tuple[dict[Point, dict[str, float]], dict[Point, dict[str, float]]]:
    """What the origins and conflicts of each day are worth at every point of their grids."""
    of_origins: dict[Point, dict[str, float]] = defaultdict(dict)
    of_conflict: dict[Point, dict[str, float]] = defaultdict(dict)
    for day, commons_of_day in prepared.items():
        articles = {a for s in golds[day]["stories"] for a in s["articles"]}
        told = [c for c in commons_of_day if articles & {r.key for r in c.readings.values()}]
        for point in ORIGINS:
            with set_to(origins_at(point)):
                found = [o for c in told for o in origins.origins(c)]
            of_origins[point][day] = origin_figures(golds[day], found)["origins"]
        several_told = [c for c in told if len(c.members) > 1]
        figures_read = {id(c): facts.figures_of(c) for c in several_told}
        read_before = (conflicts, "figures_of", lambda common, known=figures_read: known[id(common)])
        for setting in CONFLICTS:
            with set_to((*conflicts_at(setting), read_before)):
                differ = [k for c in several_told for k in conflicts.conflicts(c)]
            of_conflict[setting][day] = of_conflicts(conflict_figures(golds[day], differ))
    return of_origins, of_conflict


def settings_at(point: Point) -> Settings:
    both, elsewhere, body, cores, threshold = point
    return (
        (similar, "_BOTH", both),
        (similar, "_ELSEWHERE", elsewhere),
        (features, "_BODY", body),
        (file, "_CORES", cores),
        (file, "THRESHOLD", threshold),
    )


def every_setting(days: Mapping[str, Sequence[Reading]], golds: Mapping[str, Gold]) -> dict[Point, dict[str, Figures]]:
    """The figures of the filing of each day at every point of the grid."""
    tried: dict[Point, dict[str, Figures]] = defaultdict(dict)
    for (both, elsewhere, body), day in itertools.product(LIKENESS, days):
        with (
            set_to(((similar, "_BOTH", both), (similar, "_ELSEWHERE", elsewhere), (features, "_BODY", body))),
            filing_alone(),
        ):
            first = Filing().extended(days[day])
            for cores, threshold in GROUPING:
                with set_to(((file, "_CORES", cores), (file, "THRESHOLD", threshold))):
                    label = label_of(first)
                tried[both, elsewhere, body, cores, threshold][day] = filing_figures(golds[day], label)
    return tried


def middle(scores: Mapping[Point, float], near: float = GOOD) -> Point:
    """The point nearest to the mean of all that are good: a peak of its own is chance, the middle of a plain is not."""
    points = sorted(scores)
    spans = [max(axis) - min(axis) for axis in zip(*points, strict=True)]
    best = max(scores.values())
    good = [p for p in points if scores[p] >= best - near]
    centre = [sum(axis) / len(good) for axis in zip(*good, strict=True)]

    def away(point: Point) -> float:
        return math.hypot(*((x - c) / span for x, c, span in zip(point, centre, spans, strict=True)))

    return min(points, key=lambda p: (away(p), p))


def left_out(days: Mapping[str, Sequence[Reading]], golds: Mapping[str, Gold]) -> dict[str, Figures]:
    """The figures of each day with every setting chosen on the other days."""
    tried = every_setting(days, golds)
    found = {}
    for day in days:
        others = [d for d in days if d != day]
        point = middle({p: sum(worth(by_day[d]) for d in others) / len(others) for p, by_day in tried.items()})
        chosen = settings_at(point)
        # the thresholds of origins and conflicts are chosen on the other days' stories as these settings file them
        prepared = {d: commons(days[d], chosen) for d in days}
        best = [
            at(middle({p: sum(by_day[d] for d in others) / len(others) for p, by_day in told.items()}, GOOD_TOLD))
            for at, told in zip((origins_at, conflicts_at), every_telling(prepared, golds), strict=True)
        ]
        stories = retold(prepared[day], (*best[0], *best[1]))
        found[day] = {**tried[point][day], **told_figures(golds[day], stories)}
        print(
            f"  {day} with", ", ".join(f"{name.strip('_').lower()} {v}" for _, name, v in (*chosen, *best[0], *best[1]))
        )
    return found


# ---------------------------------------------------------------- baselines


def tfidf(readings: Sequence[Reading]) -> list[list[float]]:
    """Cosines of TF-IDF over the words of title (three times), lead (twice) and body."""
    bags = []
    for r in readings:
        text = " ".join(s.of(r.article.document.text) for s in r.article.spans)
        words = WORD.findall(fold(text))
        bags.append(Counter(words + words[:60] + 3 * WORD.findall(fold(r.article.title or ""))))
    standing = Counter(w for bag in bags for w in bag)
    vectors = []
    for bag in bags:
        vector = {w: (1 + math.log(n)) * math.log((len(bags) + 1) / standing[w]) for w, n in bag.items()}
        length = math.sqrt(sum(v * v for v in vector.values())) or 1.0
        vectors.append({w: v / length for w, v in vector.items()})
    return [
        [sum(v * b.get(w, 0.0) for w, v in a.items()) if n > m else 0.0 for m, b in enumerate(vectors)]
        for n, a in enumerate(vectors)
    ]


def average_linkage(cosines: Sequence[Sequence[float]], thresholds: Sequence[float]) -> dict[float, list[int]]:
    """The label of each item when merging stops at a threshold, for descending thresholds."""
    import numpy as np

    size = len(cosines)
    sums = np.array(cosines)
    sums = sums + sums.T
    counts, alive, label = np.ones(size), np.ones(size, dtype=bool), list(range(size))
    found = {}
    left = sorted(thresholds, reverse=True)
    while left:
        means = np.where(np.outer(alive, alive), sums / np.outer(counts, counts), -1.0)
        np.fill_diagonal(means, -1.0)
        a, b = divmod(int(means.argmax()), size)
        while left and means[a, b] < left[0]:
            found[left.pop(0)] = list(label)
        if left:
            sums[a] += sums[b]
            sums[:, a] += sums[:, b]
            counts[a] += counts[b]
            alive[b] = False
            label = [a if x == b else x for x in label]
    return found


def triples(reading: Reading) -> set[tuple[str, ...]]:
    text = " ".join(s.of(reading.article.document.text) for s in reading.article.spans)
    words = WORD.findall(fold(text))
    return set(zip(words, words[1:], words[2:], strict=False))


def three_grams(readings: Sequence[Reading], gold: Gold, share: float = 0.3) -> Figures:
    """Texts of one gold story that share so much of the shorter one's 3-grams are one origin; any two are reuse."""
    by_key = {r.key: triples(r) for r in readings}
    parent = {k: k for k in by_key}

    def root(k: str) -> str:
        while parent[k] != k:
            k = parent[k]
        return k

    alike = {
        frozenset((a, b))
        for a, b in itertools.combinations(sorted(by_key), 2)
        if len(by_key[a] & by_key[b]) >= share * max(1, min(len(by_key[a]), len(by_key[b])))
    }
    story = {a: s["slug"] for s in gold["stories"] for a in s["articles"]}
    for a, b in map(sorted, alike):
        if a in story and story[a] == story.get(b):
            parent[root(b)] = root(a)
    wanted = origin_label(gold)
    return {
        "origins": bcubed(wanted, {a: root(a) for a in wanted}),
        "reuse": f1({frozenset(p[:2]) for p in gold["reuse_pairs"]}, {p for p in alike if p <= set(story)}),
    }


def baselines(days: Mapping[str, Sequence[Reading]], golds: Mapping[str, Gold]) -> dict[str, Figures]:
    thresholds = [round(0.04 + 0.02 * n, 2) for n in range(14)]
    tried: dict[str, dict[float, Figures]] = {}
    for day, readings in days.items():
        labels = average_linkage(tfidf(readings), thresholds)
        tried[day] = {
            t: filing_figures(golds[day], {r.key: x for r, x in zip(readings, label, strict=True)})
            for t, label in labels.items()
        }
    found = {}
    for day in days:
        best = max(thresholds, key=lambda t: sum(worth(tried[d][t]) for d in days if d != day))
        found[day] = {**tried[day][best], **three_grams(days[day], golds[day])}
    return found


# ---------------------------------------------------------------- what each signal is worth


WITHOUT: dict[str, Settings] = {
    "everything": (),
    "names and words each alike": ((similar, "_BOTH", 0.0),),
    "the plain cosine": ((similar, "_BOTH", 1.0),),
    "less weight for the body": ((features, "_BODY", 1.0),),
    "the title's weight": ((features, "_TITLE", 0.0),),
    "the lead's weight": ((features, "_LEAD", 0.0),),
    "the first sentence's weight": ((features, "_FIRST", 0.0),),
    "places and tolls that exclude": ((similar, "_elsewhere", lambda a, b: False),),
    "tolls that exclude": ((similar, "_TOLLS_APART", math.inf),),
    "a higher bar for larger groups": ((file, "_CORES", 0.0),),
    "template left out": ((filing, "is_template", lambda titles: False),),
}
ORIGINS_WITHOUT: dict[str, Settings] = {
    "everything": (),
    "shared text": ((origins, "_text", lambda *_: None),),
    "agencies cited": ((origins, "_wire", lambda *_: None),),
    "one statement first": ((origins, "_statement", lambda *_: None),),
    "one post": ((origins, "_post", lambda *_: None),),
    "openings within a house": ((origins, "_opening_shared", lambda *_: True),),
}


def signals(days: Mapping[str, Sequence[Reading]], golds: Mapping[str, Gold]) -> dict[str, Figures]:
    found = {}
    for name, settings in WITHOUT.items():
        by_day = {d: list(grouped(days[d], settings, THRESHOLDS)) for d in days}
        rows = [mean(filing_figures(golds[d], by_day[d][n]) for d in days) for n in range(len(THRESHOLDS))]
        found[name] = max(rows, key=worth)
    prepared = {d: commons(days[d], ()) for d in days}
    for name, settings in ORIGINS_WITHOUT.items():
        row = mean(told_figures(golds[d], retold(prepared[d], settings)) for d in days)
        found.setdefault(name, {})["origins"] = row["origins"]
    return found


def by_rule(days: Mapping[str, Sequence[Reading]], golds: Mapping[str, Gold]) -> dict[str, tuple[int, int]]:
    """Conflicts by their rule: how many are found, how many of them the gold has."""
    found: dict[str, tuple[int, int]] = {}
    for day, readings in days.items():
        for conflict in (c for s in retold(commons(readings, ()), ()) for c in s.conflicts):
            values = [(v.value, v.articles) for v in conflict.values]
            n, good = found.get(conflict.rule, (0, 0))
            hit = any(same_conflict(c, values) for c in golds[day]["conflicts"])
            found[conflict.rule] = (n + 1, good + hit)
    return found


# ---------------------------------------------------------------- the table


def show(title: str, rows: Mapping[str, Figures]) -> dict[str, Figures]:
    every = {**rows, "mean": mean(rows.values())}
    print(f"\n{title}")
    names = list(next(iter(every.values())))
    print(f"{'':12}" + "".join(f"{n:>13}" for n in names))
    for day, row in every.items():
        print(f"{day:12}" + "".join(f"{row[n]:13.3f}" for n in names))
    return every


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--fast", action="store_true", help="leave out what takes minutes")
    parser.add_argument("--save", action="store_true", help="write benchmarks/results/stories-quality-DATE.json")
    options = parser.parse_args()
    golds = {
        p.stem.removeprefix("stories-"): json.loads(p.read_text()) for p in sorted(options.gold.glob("stories-*.json"))
    }
    days = {day: read(options.pages / day) for day in golds}
    result: dict[str, Any] = {}
    told: Callable[[Sequence[Reading]], Sequence[Story]] = lambda readings: retold(commons(readings, ()), ())  # noqa: E731
    result["as it is"] = show("As it is", {d: figures(golds[d], told(days[d])) for d in days})
    result["baselines"] = show("Baselines (threshold set on the other days)", baselines(days, golds))
    pooled = told(together([r for readings in days.values() for r in readings]))
    result["pool"] = show("All days in one pool", {d: figures(golds[d], pooled) for d in days})
    if not options.fast:
        print("\nLeave one day out:")
        result["leave one day out"] = show("Leave one day out", left_out(days, golds))
        result["without"] = signals(days, golds)
        print("\nWithout (mean over the days)")
        for name, row in result["without"].items():
            print(f"  {name:32}" + "  ".join(f"{k} {v:.3f}" for k, v in row.items()))
        result["conflicts by rule"] = by_rule(days, golds)
        print("\nConflicts by rule (found, of these in the gold):", result["conflicts by rule"])
    if options.save:
        save("stories-quality", result)


if __name__ == "__main__":
    main()
