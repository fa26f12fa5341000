"""How well statements are read, by kind and by form of speaker, and how far each rule is to be trusted.

    python benchmarks/statements.py GOLD.json DOCUMENTS [GOLD.json DOCUMENTS …] [--calibrate] [--speed]

GOLD is a gold reading in the form of tests/quality/gold; DOCUMENTS the folder its pages lie in. Statements are paired
as tests/quality/score.py pairs them: most alike content, at least half the words in common. Prints precision, recall
and F1 by kind (a pair counts where both name the kind), the speaker's accuracy by what the speaker is in the gold and
by the rule that found it, and the calibration of the confidence: Brier score and mean confidence against the share that
is right, by fifths, from tables learnt on the other tenths of the pages. ``--calibrate`` writes
``src/khabar/data/statement_precision.tsv`` from all pages given. ``--speed`` times the reading of statements alone.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src")]

from khabar import names, pages, statements, times  # noqa: E402
from khabar.errors import Unreadable  # noqa: E402
from khabar.pipeline import analyse, together  # noqa: E402
from khabar.record import article_record, line  # noqa: E402
from khabar.text import sentences, table_path  # noqa: E402
from quality import score  # type: ignore[import-not-found]  # noqa: E402

PRIOR = 8.0
"""A rule's own counts weigh as much as the precision it leans on when it was met so many times."""
FOLDS = 10


class Case(NamedTuple):
    """A statement that was found, with whether the gold has it and gives it to the same speaker."""

    page: str
    rule: str
    right: bool


class Tally:
    """Found and right of something, or found, spurious and missed."""

    def __init__(self) -> None:
        self.right = self.asked = self.spurious = self.missed = 0

    def row(self, found: bool) -> str:
        if not found:
            return f"{self.right}/{self.asked}  {self.right / self.asked:.3f}" if self.asked else "0/0"
        p = self.right / (self.right + self.spurious) if self.right + self.spurious else 0.0
        r = self.right / (self.right + self.missed) if self.right + self.missed else 0.0
        f = 2 * p * r / (p + r) if p + r else 0.0
        return f"P {p:.3f}  R {r:.3f}  F1 {f:.3f}  ({self.right} found, {self.spurious} spurious, {self.missed} missed)"


def articles(folder: Path) -> list[Any]:
    """The articles of every page of a folder."""
    found, _ = pages.sources([str(folder)])
    documents = [d for source in found for d in pages.documents(source)]
    return [a for d in documents if not isinstance(d, Unreadable) for a in pages.articles(d)]


def measured(gold: dict[str, Any], folder: Path, kinds: dict[str, Tally], who: dict[str, Tally]) -> list[Case]:
    """Adds one gold's figures to the tallies; returns its cases."""
    readings = together([analyse(a) for a in articles(folder)])
    listed = {d["doc"] for d in gold["documents"]}
    records = [json.loads(line(article_record(r))) for r in readings if r.article.document.name in listed]
    texts = {r.article.document.name: r.article.document.text for r in readings}
    for document in gold["documents"]:
        document.setdefault("boilerplate", [])
    for entity in gold["entities"].values():
        entity.setdefault("wikidata", None)
        entity.setdefault("names", [])
    gold.setdefault("stands_for", {})
    layers: defaultdict[str, Any] = defaultdict(score.Layer)
    pairs, bridge = score.pair_up(gold, texts, records, layers), score.Bridge(gold, records)
    for pair in pairs:
        score.mentions(pair, bridge, layers["mentions"], [])
    cases: list[Case] = []
    for pair in pairs:
        cases += _page(pair, bridge, kinds, who)
    return cases


def _page(pair: Any, bridge: Any, kinds: dict[str, Tally], who: dict[str, Tally]) -> Iterable[Case]:
    wanted, found = pair.gold["statements"], pair.record.get("statements", [])
    matched = score._most_alike([g["text"] for g in wanted], [s["text"] for s in found])
    taken = {j: i for i, j in matched.items()}

    def repeated(text: str) -> bool:
        return any(score.common_words(text, wanted[i]["text"]) >= 0.6 for i in matched)

    for i, g in enumerate(wanted):
        if i in matched:
            s = found[matched[i]]
            kinds[g["kind"]].right += s["kind"] == g["kind"]
            kinds[g["kind"]].missed += s["kind"] != g["kind"]
            kinds[s["kind"]].spurious += s["kind"] != g["kind"]
            kinds["quoted"].right += "direct" in (g["kind"], s["kind"])
        elif not repeated(g["text"]):
            kinds[g["kind"]].missed += 1
            kinds["quoted"].missed += g["kind"] == "direct"
    for j, s in enumerate(found):
        right = False
        if j in taken:
            g = wanted[taken[j]]
            right = bridge.same_set(g["speaker"], s["speaker"])
            types = sorted({bridge.gold[x]["type"] for x in g["speaker"]})
            form = "+".join(types) + (" joint" if len(g["speaker"]) > 1 else "")
            for key in (f"gold {form}", "rule " + s["rule"].split(":")[2]):
                who[key].asked += 1
                who[key].right += right
        elif repeated(s["text"]):
            continue
        else:
            kinds[s["kind"]].spurious += 1
            kinds["quoted"].spurious += s["kind"] == "direct"
        yield Case(pair.page, s["rule"].rsplit(":", 1)[0], right)


def precision(cases: Sequence[Case]) -> dict[str, tuple[int, int, float]]:
    """Found, right and smoothed precision of every rule, of every speaker's rule, and of all (``*``)."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for case in cases:
        for key in (case.rule, case.rule.split(":")[2], "*"):
            counts[key][0] += 1
            counts[key][1] += case.right
    everything = counts["*"][1] / counts["*"][0]

    def smooth(key: str, toward: float) -> float:
        found, right = counts[key]
        return (right + PRIOR * toward) / (found + PRIOR)

    table = {"*": (*counts["*"], everything)}
    for key in sorted(k for k in counts if k != "*" and ":" not in k):
        table[key] = (*counts[key], smooth(key, everything))
    for key in sorted(k for k in counts if ":" in k):
        table[key] = (*counts[key], smooth(key, table[key.split(":")[2]][2]))
    return table  # type: ignore[return-value]


def told(table: dict[str, tuple[int, int, float]], rule: str) -> float:
    return next(table[k][2] for k in (rule, rule.split(":")[2], "*") if k in table)


def calibration(cases: Sequence[Case]) -> None:
    """Prints how honest the confidence is where the table was learnt without the page."""
    order = sorted({c.page for c in cases})
    fold = {page: i % FOLDS for i, page in enumerate(order)}
    said = []
    for k in range(FOLDS):
        table = precision([c for c in cases if fold[c.page] != k])
        said += [(told(table, c.rule), c.right) for c in cases if fold[c.page] == k]
    brier = sum((p - r) ** 2 for p, r in said) / len(said)
    base = sum(r for _, r in said) / len(said)
    print(f"confidence   Brier {brier:.3f} ({base * (1 - base):.3f} without rules), {FOLDS} folds over pages")
    said.sort()
    fifth = max(1, len(said) // 5)
    for start in range(0, len(said), fifth):
        part = said[start : start + fifth]
        mean, share = sum(p for p, _ in part) / len(part), sum(r for _, r in part) / len(part)
        print(f"             said {mean:.2f}  right {share:.2f}  ({len(part)} statements)")


def write(table: dict[str, tuple[int, int, float]]) -> None:
    path = table_path("statement_precision.tsv")
    head = [row for row in path.read_text(encoding="utf-8").splitlines() if row.startswith("#")]
    rows = [f"{key}\t{found}\t{right}\t{p:.3f}" for key, (found, right, p) in table.items()]
    path.write_text("\n".join([*head, "rule\tfound\tright\tprecision", *rows]) + "\n", encoding="utf-8")


def speed(folder: Path) -> None:
    """Prints articles a second of the reading of statements alone, names and times having been read before."""
    ready = []
    for article in articles(folder):
        lines = sentences(article.document.text, article.spans)
        when = times.read(article.document.text, article.spans, article.published)
        ready.append((article, lines, when, names.read(article, lines)))
    started = time.process_time()
    for given in ready:
        statements.read(*given)
    took = time.process_time() - started
    print(f"speed        {len(ready) / took:.0f} articles/s of processor time, {len(ready)} articles")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path, help="pairs of a gold file and the folder of its pages")
    parser.add_argument("--calibrate", action="store_true")
    parser.add_argument("--speed", action="store_true")
    options = parser.parse_args()
    if len(options.gold) % 2:
        parser.error("every gold needs its folder of pages")
    kinds: defaultdict[str, Tally] = defaultdict(Tally)
    who: defaultdict[str, Tally] = defaultdict(Tally)
    cases: list[Case] = []
    for gold, folder in zip(options.gold[::2], options.gold[1::2], strict=True):
        cases += measured(json.loads(gold.read_text(encoding="utf-8")), folder, kinds, who)
    quoted = kinds.pop("quoted")
    print(f"{'direct, found':<12} {quoted.row(True)}, whatever kind the other side names")
    for kind in sorted(kinds):
        print(f"{kind:<12} {kinds[kind].row(True)}")
    for form in sorted(who):
        print(f"{form:<24} {who[form].row(False)}")
    calibration(cases)
    if options.calibrate:
        write(precision(cases))
    if options.speed:
        speed(options.gold[1])


if __name__ == "__main__":
    main()
