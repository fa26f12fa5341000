"""How much of a gold reading Khabar finds on the demonstration pages, layer by layer.

    python tests/quality/score.py            prints the figures beside their floors
    python tests/quality/score.py --misses   and what was missed, spurious or wrong
    python tests/quality/score.py --raise    rewrites floors.json: every floor up to (measured - 0.01), none down
    python tests/quality/score.py --raise --new-gold
                                             after the gold itself was corrected: takes the new digest, and floors
                                             as they are measured now, down too; say why in the commit message

The gold readings (``gold/demo.json``, ``gold/demo-stories.json``) say what a careful reader finds. Offsets are code
points into the document as Khabar reads it. What counts as found:

- articles: each gold article takes the record of its page whose body overlaps it most. ``published``, ``title``.
- body: characters (no blanks) that belong to an article.
- times, mentions: an occurrence within the body, overlapping (mentions by six tenths of the longer). ``value``;
  ``type`` and ``identity``, the B-cubed F1 of who is the same as whom.
- statements: pairs of most alike content, at least half the words in common. ``speaker``, ``chain`` (the carriers in
  order), ``whole`` (both), ``act``, ``act_marked`` (where either side has more than plain saying), ``kind``.
- events: same type, and the same place in the text or at least half of the cast. ``status``, ``when``, ``where``,
  ``cast`` (the named actors and recipients).
- agreements: same parties. ``status``, ``term``, ``mutual_defence``.
- stories, origins: B-cubed F1 over articles; reuse: pairs; conflicts: how many of the gold's were seen.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from khabar import pages
from khabar.demo import pages_folder
from khabar.errors import Unreadable
from khabar.model import Reading
from khabar.pipeline import analyse, together
from khabar.record import article_record, line, story_record
from khabar.stories import file_stories

HERE = Path(__file__).resolve().parent
GOLD, STORIES, FLOORS = HERE / "gold" / "demo.json", HERE / "gold" / "demo-stories.json", HERE / "floors.json"
MARGIN = 0.01

Record = dict[str, Any]
Range = tuple[int, int]

ARABIC = "\u0621-\u064a\u0671-\u06d3"
MARKS = re.compile("[\u064b-\u0652\u0670\u0640\u200c-\u200f\u202a-\u202e\u2066-\u2069]")
SAME_LETTER = str.maketrans("أإآٱىیئؤةک", "ااااييي" + "وهك")
PARTICLES = re.compile("[وف]?[بلك]?(?:ال|ل)?")
STATE_BODY = re.compile("(?:ال)?(?:حكومه|سلطات|قوات|شرطه|جيش|نظام)(?: |$)")
"""Bodies of a state, which a reader may mark as names or not."""
PLATFORMS = frozenset(
    ["twitter", "x", "facebook", "instagram", "telegram", "youtube", "whatsapp", "تويتر", "فيسبوك", "تلغرام", "يوتيوب"]
)
MANNER = {
    **dict.fromkeys(["say", "announce", "affirm", "claim", "assess"], "say"),
    **dict.fromkeys(["deny", "reject"], "deny"),
    **dict.fromkeys(["accuse", "condemn"], "accuse"),
    **dict.fromkeys(["warn", "threaten"], "warn"),
    **dict.fromkeys(["thank", "praise"], "thank"),
    "urge": "urge",
    "promise": "promise",
}
NAMED = ("PER", "ORG", "LOC")


# ---------------------------------------------------------------- small tools


def key(text: str) -> str:
    """A spelling-blind key of a few words."""
    return " ".join(MARKS.sub("", text).translate(SAME_LETTER).lower().split())


def common_words(a: str, b: str) -> float:
    """Dice coefficient of the words of two texts, 0 to 1."""
    x, y = (Counter(re.findall(r"\w+", key(t))) for t in (a, b))
    shared = (x & y).total()
    return 2 * shared / (x.total() + y.total()) if shared else 0.0


def overlap(a: Range, b: Range) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def harmonic(p: float, r: float) -> float:
    return 2 * p * r / (p + r) if p + r else 0.0


@dataclass
class Layer:
    """Counts of one layer: found, spurious and missed, and of what was found, which attributes are right."""

    found: int = 0
    spurious: int = 0
    missed: int = 0
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def ask(self, attribute: str, right: bool) -> None:
        self.asked[attribute] += 1
        self.right[attribute] += right

    def miss(self, note: str) -> None:
        self.missed += 1
        self.notes.append("missed " + note)

    def spurn(self, note: str) -> None:
        self.spurious += 1
        self.notes.append("spurious " + note)

    def figures(self) -> dict[str, float]:
        p = self.found / (self.found + self.spurious) if self.found + self.spurious else 0.0
        r = self.found / (self.found + self.missed) if self.found + self.missed else 0.0
        return {"f1": harmonic(p, r), **{a: self.right[a] / n for a, n in sorted(self.asked.items())}}


class Pair(NamedTuple):
    """A gold article and the record that was found for it; an empty record where none was."""

    page: str
    text: str
    body: Range
    junk: list[Range]
    gold: Record
    record: Record

    def items(self, layer: str) -> list[Record]:
        """The record's items of a layer that lie in the gold's body."""
        return [
            i
            for i in self.record.get(layer, [])
            if self.body[0] <= i["start"] < self.body[1]
            and not any(overlap((i["start"], i["end"]), j) for j in self.junk)
        ]

    def places(self, layer: str) -> list[tuple[int, int, Any]]:
        """Where the gold's surfaces of a layer stand: whole words, particles before them allowed, longest first."""
        taken, out = list(self.junk), []
        for surface, value in sorted(self.gold[layer], key=lambda x: -len(x[0])):
            for hit in re.finditer(re.escape(surface), self.text[self.body[0] : self.body[1]]):
                start, end = self.body[0] + hit.start(), self.body[0] + hit.end()
                before = re.search(f"[{ARABIC}]*$", self.text[max(0, start - 4) : start])
                whole = not re.match(f"[{ARABIC}\u064b-\u0652]", self.text[end : end + 1])
                led = before is None or not before[0] or PARTICLES.fullmatch(before[0].rstrip("ـ"))
                if whole and led and not any(overlap((start, end), t) for t in taken):
                    taken.append((start, end))
                    out.append((start, end, value))
        return sorted(out, key=lambda x: x[:2])


class Bridge:
    """Which gold entity a system's entity is: by Wikidata id, by the mentions they share, by name."""

    def __init__(self, gold: Record, records: Iterable[Record]) -> None:
        self.gold: dict[str, Record] = gold["entities"]
        self.role: dict[str, str] = gold["stands_for"]
        self.system: dict[str, Record] = {}
        for record in records:
            for entity in record["entities"]:
                self.system.setdefault(entity["id"], entity)
        self.votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self.wikidata = {e["wikidata"]: id for id, e in self.gold.items() if e["wikidata"]}
        self.named: dict[str, str] = {}
        for id, entity in self.gold.items():
            for name in [id.replace("-", " "), *entity["names"]]:
                self.named.setdefault(key(name), id)
        for document in gold["documents"]:
            for article in document["articles"]:
                for surface, id in article["mentions"]:
                    self.named.setdefault(key(surface), id)

    def names(self, id: str) -> list[str]:
        return list((self.system.get(id, {}).get("names") or {}).values())

    def entity(self, id: str) -> str:
        """The gold's id of a system's entity, or ``?id``."""
        known = self.wikidata.get(self.system.get(id, {}).get("wikidata"))
        if known is None and self.votes[id]:
            known = self.votes[id].most_common(1)[0][0]
        if known is None:
            names = [*self.names(id), id, id.replace("-", " ")]
            known = next((self.named[key(n)] for n in names if key(n) in self.named), None)
        return known or "?" + id

    def actor(self, gold_id: str) -> str:
        """Whom a gold entity stands for when it speaks or acts."""
        return self.role.get(gold_id, gold_id)

    def is_same(self, gold_id: str, id: str) -> bool:
        """Whether a speaker or carrier is the gold's; unnamed ones («مصدر عسكري») are known by their words."""
        if self.gold[gold_id]["type"] != "ANON":
            return self.actor(gold_id) == self.actor(self.entity(id))
        said = self.names(id) or [id]
        return any(common_words(g, s) >= 0.5 for g in self.gold[gold_id]["names"] for s in said)

    def same_set(self, gold_ids: Iterable[str], ids: Iterable[str]) -> bool:
        left = list(dict.fromkeys(ids))
        for gold_id in dict.fromkeys(map(self.actor, gold_ids)):
            if not any(self.is_same(gold_id, id) for id in left):
                return False
            left = [id for id in left if not self.is_same(gold_id, id)]
        return not left

    def same_chain(self, gold_ids: Sequence[str], ids: Sequence[str]) -> bool:
        return len(gold_ids) == len(ids) and all(map(self.is_same, gold_ids, ids))

    def carriers(self, ids: Iterable[str]) -> list[str]:
        """A chain without the platforms on which a speaker writes himself."""
        return [i for i in ids if i not in PLATFORMS and not PLATFORMS & {key(n) for n in self.names(i)}]

    def gold_cast(self, ids: Iterable[str]) -> set[str]:
        return {self.actor(i) for i in ids if self.gold[i]["type"] != "ANON"}

    def cast(self, ids: Iterable[str]) -> set[str]:
        return {self.actor(self.entity(i)) for i in ids if self.system.get(i, {}).get("type") != "ANON"}


# ---------------------------------------------------------------- the layers of one page


def pair_up(gold: Record, texts: Mapping[str, str], records: Sequence[Record], layers: dict[str, Layer]) -> list[Pair]:
    """Give every gold article its record; counts articles and body."""
    articles, body = layers["articles"], layers["body"]
    by_page: defaultdict[str, list[Record]] = defaultdict(list)
    for record in records:
        by_page[record["document"]["name"]].append(record)
    pairs = []
    for page in gold["documents"]:
        name, found = page["doc"], by_page[page["doc"]]
        text = texts.get(name, "")
        junk = [(at, at + len(b)) for b in page["boilerplate"] if (at := text.find(b)) >= 0]
        free, want = list(found), set[int]()
        for article in page["articles"]:
            start = max(text.find(article["starts"]), 0)
            end = text.find(article["ends"], start)
            span = (start, end + len(article["ends"])) if end >= 0 else (0, 0)
            want.update(range(*span))
            best = max(free, key=lambda r, s=span: _shared(r, s), default=None)  # type: ignore[misc]
            if best is None or not _shared(best, span):
                articles.miss(f"{name}: «{article['starts']}»")
                pairs.append(Pair(name, text, span, junk, article, {}))
                continue
            free.remove(best)
            articles.found += 1
            head = best["article"]
            _ask(articles, name, "title", key(head["title"] or ""), [key(article["title"] or "")])
            _ask(
                articles,
                name,
                "published",
                head["published"],
                [article["published"], *article.get("published_also", [])],
            )
            pairs.append(Pair(name, text, span, junk, article, best))
        for record in free:
            articles.spurn(f"{name}: «{record['article']['title']}»")
        for start, end in junk:
            want.difference_update(range(start, end))
        have = {i for r in found for s, e in r["article"]["spans"] for i in range(s, e)}
        ink = {i for i, letter in enumerate(text) if not letter.isspace()}
        body.found += len(want & have & ink)
        body.spurious += len((have - want) & ink)
        body.missed += len((want - have) & ink)
    return pairs


def _shared(record: Record, span: Range) -> int:
    return sum(overlap(span, (s, e)) for s, e in record["article"]["spans"])


def _ask(layer: Layer, page: str, attribute: str, have: object, allowed: Sequence[object]) -> None:
    layer.ask(attribute, have in allowed)
    if have not in allowed:
        layer.notes.append(f"{page}: {attribute} {have!r} for {allowed[0]!r}")


def mentions(pair: Pair, bridge: Bridge, layer: Layer, same: list[tuple[str, str]]) -> None:
    """Names and their types; teaches the bridge, and gathers (system's id, gold's id) for the identity."""
    free = pair.items("mentions")
    for start, end, id in pair.places("mentions"):
        surface, kind = pair.text[start:end], bridge.gold[id]["type"]
        touching = [m for m in free if overlap((start, end), (m["start"], m["end"]))]
        if kind not in NAMED or STATE_BODY.match(key(surface)):
            free = [m for m in free if m not in touching]
            continue
        hit = next(
            (
                m
                for m in touching
                if overlap((start, end), (m["start"], m["end"])) >= 0.6 * max(end - start, m["end"] - m["start"])
            ),
            None,
        )
        if hit is None:
            layer.miss(f"{pair.page}: «{surface}»")
            continue
        free.remove(hit)
        layer.found += 1
        layer.ask("type", hit["type"] == kind)
        bridge.votes[hit["entity"]][id] += 1
        same.append((hit["entity"], id))
    for m in free:
        if m["type"] in NAMED and not STATE_BODY.match(key(m["text"])):
            layer.spurn(f"{pair.page}: «{m['text']}»")


def times(pair: Pair, bridge: Bridge, layer: Layer) -> None:
    free = pair.items("times")
    for start, end, value in pair.places("times"):
        hit = max(free, key=lambda t: overlap((start, end), (t["start"], t["end"])), default=None)
        if hit is None or not overlap((start, end), (hit["start"], hit["end"])):
            layer.miss(f"{pair.page}: «{pair.text[start:end]}»")
            continue
        free.remove(hit)
        layer.found += 1
        _ask(layer, f"{pair.page}: «{pair.text[start:end]}»", "value", _day(hit["value"]), [_day(value)])
    for t in free:
        layer.spurn(f"{pair.page}: «{t['text']}»")


def _day(value: str | None) -> str | None:
    """A point in time without its hour or part of day; a duration as it is."""
    return value if value is None or value.startswith("P") else value.split("T")[0]


def statements(pair: Pair, bridge: Bridge, layer: Layer) -> None:
    gold, found = pair.gold["statements"], pair.record.get("statements", [])
    matched = _most_alike([g["text"] for g in gold], [s["text"] for s in found])
    taken = set(matched.values())
    last: dict[tuple[str, ...], list[str]] = {}
    for i, g in enumerate(gold):
        words = f"{pair.page}: «{g['text'][:70]}»"
        if i not in matched:
            if not any(common_words(g["text"], gold[j]["text"]) >= 0.6 for j in matched):
                layer.miss(words)
            continue
        s = found[matched[i]]
        layer.found += 1
        speaker = bridge.same_set(g["speaker"], s["speaker"])
        want, have, who = bridge.carriers(g["via"]), bridge.carriers(s["via"]), tuple(g["speaker"])
        # a carrier may be heard as going on where the gold lets it end with the occasion
        chain = bridge.same_chain(want, have) or (not want and bridge.same_chain(last.get(who, []), have))
        last[who] = want or last.get(who, [])
        acts = MANNER[g["act"]], MANNER.get(s["act"])
        layer.ask("speaker", speaker)
        layer.ask("chain", chain)
        layer.ask("whole", speaker and chain)
        layer.ask("act", acts[0] == acts[1])
        layer.ask("kind", g["kind"] == s["kind"])
        if want or have:
            layer.ask("chain_any", chain)
        if acts != ("say", "say"):
            layer.ask("act_marked", acts[0] == acts[1])
        if not speaker:
            layer.notes.append(f"speaker {s['speaker']} for {g['speaker']}: {words}")
        if not chain:
            layer.notes.append(f"chain {s['via']} for {g['via']}: {words}")
        if acts[0] != acts[1]:
            layer.notes.append(f"act {s['act']} for {g['act']}: {words}")
    for j, s in enumerate(found):
        if j not in taken and not any(common_words(s["text"], gold[i]["text"]) >= 0.6 for i in matched):
            layer.spurn(f"{pair.page}: «{s['text'][:70]}»")


def _most_alike(gold: Sequence[str], found: Sequence[str]) -> dict[int, int]:
    """Pairs (gold's index → found's), the most alike first, each at most once, at least half the words in common."""
    scored = sorted(((common_words(g, s), i, j) for i, g in enumerate(gold) for j, s in enumerate(found)), reverse=True)
    out: dict[int, int] = {}
    for alike, i, j in scored:
        if alike >= 0.5 and i not in out and j not in out.values():
            out[i] = j
    return out


def events(pair: Pair, bridge: Bridge, layer: Layer) -> None:
    free = list(pair.record.get("events", []))
    for g in pair.gold["events"]:
        place, want = _place(pair, g), bridge.gold_cast([*g["actors"], *g["recipients"]])

        def fit(e: Record, g: Record = g, place: Range = place, want: set[str] = want) -> float:
            if e["type"] != g["type"]:
                return 0.0
            have = bridge.cast([*e["actors"], *e["recipients"]])
            near = any(overlap(place, (s, t)) for s, t in e["evidence"])
            alike = len(want & have) / len(want | have) if want | have else 1.0
            if (not want and not near) or not (alike >= 0.5 or (near and alike > 0)):
                return 0.0
            return alike + (0.5 if near else 0.0) + (0.25 if e["when"] == g["when"] else 0.0)

        hit = max(free, key=fit, default=None)
        if hit is None or not fit(hit):
            layer.miss(f"{pair.page}: {g['type']} {g['actors']} «{g['evidence'][:60]}»")
            continue
        free.remove(hit)
        layer.found += 1
        where = f"{pair.page}: {g['type']}"
        _ask(layer, where, "status", hit["status"], [g["status"]])
        _ask(layer, where, "when", hit["when"], [g["when"]])
        _ask(layer, where, "cast", sorted(bridge.cast([*hit["actors"], *hit["recipients"]])), [sorted(want)])
        if g["where"]:
            at = bridge.actor(bridge.entity(hit["where"])) if hit["where"] else None
            _ask(layer, where, "where", at, [bridge.actor(g["where"])])
    for e in free:
        layer.spurn(f"{pair.page}: {e['type']} {e['actors']}")


def agreements(pair: Pair, bridge: Bridge, layer: Layer) -> None:
    free = list(pair.record.get("agreements", []))
    for g in pair.gold["agreements"]:
        place, want = _place(pair, g), bridge.gold_cast(g["parties"])

        def shared(a: Record, place: Range = place) -> int:
            return sum(overlap(place, (s, e)) for s, e in a["evidence"])

        fits = [a for a in free if bridge.cast(a["parties"]) == want and (want or shared(a))]
        if not fits:
            layer.miss(f"{pair.page}: {sorted(want)}")
            continue
        hit = max(fits, key=shared)
        free.remove(hit)
        layer.found += 1
        for attribute in ("status", "term", "mutual_defence"):
            _ask(layer, f"{pair.page}: «{hit['name']}»", attribute, hit[attribute], [g[attribute]])
    for a in free:
        layer.spurn(f"{pair.page}: {a['parties']} «{a['name']}»")


def _place(pair: Pair, gold: Record) -> Range:
    at = pair.text.find(gold["evidence"])
    return (at, at + len(gold["evidence"])) if at >= 0 else (0, 0)


def score_reading(gold: Record, texts: Mapping[str, str], records: Sequence[Record]) -> dict[str, Layer]:
    """The layers of a gold reading against ``khabar/1`` records. ``texts``: the documents' texts by name."""
    by_pair: dict[str, Callable[[Pair, Bridge, Layer], None]] = {
        "times": times,
        "statements": statements,
        "events": events,
        "agreements": agreements,
    }
    layers = {name: Layer() for name in ("articles", "body", "mentions", *by_pair)}
    pairs, bridge = pair_up(gold, texts, records, layers), Bridge(gold, records)
    same: list[tuple[str, str]] = []
    for pair in pairs:  # all names first: they teach the bridge who is who
        mentions(pair, bridge, layers["mentions"], same)
    for pair in pairs:
        for name, judge in by_pair.items():
            judge(pair, bridge, layers[name])
    identity = b_cubed({i: g for i, (_, g) in enumerate(same)}, {i: s for i, (s, _) in enumerate(same)})
    layers["mentions"].asked["identity"], layers["mentions"].right["identity"] = 10_000, round(identity * 10_000)
    return layers


# ---------------------------------------------------------------- stories


def b_cubed(gold: Mapping[Any, Hashable], found: Mapping[Any, Hashable]) -> float:
    """B-cubed F1 of two groupings of the gold's items; an item not found is alone."""
    if not gold:
        return 0.0
    own = {i: found.get(i, ("alone", i)) for i in gold}
    sizes, wanted, both = Counter(own.values()), Counter(gold.values()), Counter((own[i], gold[i]) for i in gold)
    p = sum(both[own[i], gold[i]] / sizes[own[i]] for i in gold) / len(gold)
    r = sum(both[own[i], gold[i]] / wanted[gold[i]] for i in gold) / len(gold)
    return harmonic(p, r)


def score_stories(gold: Record, records: Sequence[Record]) -> dict[str, dict[str, float]]:
    """Figures of a gold filing against ``khabar-stories/1`` records."""
    slug = {a: s["slug"] for s in gold["stories"] for a in s["articles"]}
    origin = {a: (o["story"], i) for o in gold["origins"] for i, g in enumerate(o["groups"]) for a in g["articles"]}
    filed = {a: s["id"] for s in records for a in s["articles"]}
    sprung = {a: (s["id"], i) for s in records for i, o in enumerate(s["origins"]) for a in o["articles"]}
    pairs = [
        {frozenset(p[:2]) for p in ps} for ps in (gold["reuse_pairs"], [p for s in records for p in s["reuse_pairs"]])
    ]
    seen = [c for s in records for c in s["conflicts"]]
    hit = sum(any(_same_conflict(c, s) for s in seen) for c in gold["conflicts"])
    good = sum(any(_same_conflict(c, s) for c in gold["conflicts"]) for s in seen)
    return {
        "stories": {"b3": b_cubed(slug, filed), "pairs": _f1(set(_together(slug)), set(_together(filed)))},
        "origins": {"b3": b_cubed(origin, sprung)},
        "reuse": {"f1": _f1(pairs[0], pairs[1])},
        "conflicts": {
            "recall": hit / len(gold["conflicts"]),
            "precision": good / len(seen) if seen else 0.0,
        },
    }


def _together(groups: Mapping[str, Hashable]) -> Iterator[frozenset[str]]:
    return (frozenset(p) for p in combinations(sorted(groups), 2) if groups[p[0]] == groups[p[1]])


def _f1(want: set[frozenset[str]], have: set[frozenset[str]]) -> float:
    shared = len(want & have)
    return harmonic(shared / len(have), shared / len(want)) if shared else 0.0


def _numbers(text: str) -> set[str]:
    western = str(text).translate(str.maketrans("٠١٢٣٤٥٦٧٨٩٫", "0123456789."))
    return set(re.findall(r"\d+(?:\.\d+)?", western.replace(",", "")))


def _same_conflict(gold: Record, found: Record) -> bool:
    """Whether at least two of the gold's values were seen, each with its number and an article that gives it."""

    def seen(value: Record) -> bool:
        numbers = _numbers(value["value"])
        return any(
            set(value["articles"]) & set(v["articles"])
            and (numbers & _numbers(v["value"]) if numbers else not _numbers(v["value"]))
            for v in found["values"]
        )

    return sum(map(seen, gold["values"])) >= 2


# ---------------------------------------------------------------- the demonstration pages


def read_demo() -> tuple[Reading, ...]:
    """The readings of the demonstration pages, read together as the commands read them."""
    sources, _ = pages.sources([pages_folder()])
    readings = []
    for source in sources:
        for document in pages.documents(source):
            if isinstance(document, Unreadable):
                print(document)
            else:
                readings += map(analyse, pages.articles(document))
    return together(readings)


def measure() -> tuple[dict[str, float], dict[str, Layer]]:
    """Every figure of the demonstration pages, named ``layer.figure``, and the layers with their notes."""
    readings = read_demo()
    # through JSON: what is measured is what a user gets
    records = [json.loads(line(article_record(r))) for r in readings]
    stories = [json.loads(line(story_record(s))) for s in file_stories(readings)]
    texts = {r.article.document.name: r.article.document.text for r in readings}
    layers = score_reading(json.loads(GOLD.read_text(encoding="utf-8")), texts, records)
    filing = score_stories(json.loads(STORIES.read_text(encoding="utf-8")), stories)
    figures = {name: layer.figures() for name, layer in layers.items()} | filing
    return {f"{name}.{k}": round(v, 4) for name, row in figures.items() for k, v in row.items()}, layers


def digest() -> str:
    """SHA-256 of the gold and of the pages that it reads."""
    files = [GOLD, STORIES, *sorted(p for p in pages_folder().iterdir() if p.suffix in (".txt", ".html"))]
    return hashlib.sha256(b"".join(hashlib.sha256(f.read_bytes()).digest() for f in files)).hexdigest()


def floors() -> dict[str, Any]:
    """``{"gold": digest, "floors": {"layer.figure": floor}}``"""
    data: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    return {"gold": data.get("gold"), "floors": data.get("floors", {})}


def raise_floors(figures: Mapping[str, float], margin: float, new_gold: bool) -> None:
    """Rewrite ``floors.json``; exits without writing when the gold changed and nobody said so."""
    old = floors()
    if old["gold"] not in (None, digest()) and not new_gold:
        raise SystemExit("the gold or its pages changed: look at the figures, then say --new-gold")
    lowest = {} if new_gold else old["floors"]
    new = {k: max(lowest.get(k, 0.0), int(max(0.0, v - margin) * 1000) / 1000) for k, v in figures.items()}
    text = json.dumps({"gold": digest(), "floors": {**lowest, **new}}, indent=1)
    FLOORS.write_text(text + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--raise", dest="up", action="store_true")
    parser.add_argument("--new-gold", action="store_true")
    parser.add_argument("--margin", type=float, default=MARGIN)
    options = parser.parse_args()
    figures, layers = measure()
    if options.up:
        raise_floors(figures, options.margin, options.new_gold)
    pinned = floors()["floors"]
    for name, value in figures.items():
        print(
            f"{name:<26}{value:.4f}  floor {pinned.get(name, 0):.3f}{'  BELOW' if value < pinned.get(name, 0) else ''}"
        )
    if options.misses:
        for name, layer in layers.items():
            print(f"\n{name}", *layer.notes, sep="\n  ")


if __name__ == "__main__":
    main()
