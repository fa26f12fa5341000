"""Learn which events are recorded, for ``khabar train events``: one weight per feature of :mod:`khabar.events.rank`.

A logistic model with a ridge, and a threshold. Cross-validation over documents says what it is worth. The same input
gives the same table. Besides gold readings it learns from a table of readings of a corpus's articles (``training/
events.tsv``), in which no text stands.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from khabar import names, pages, statements, times
from khabar.errors import Unreadable
from khabar.events import candidates
from khabar.events.merge import named
from khabar.events.partners import chance
from khabar.events.peoples import entity as people
from khabar.events.read import Scene, look, tell
from khabar.events.training.logistic import WORTH, columns, fit, folds, matrix
from khabar.events.training.readings import Told, nothing_learnt, pages_of
from khabar.model import Article, Entity, Event, Names, Span
from khabar.text import fold, sentences, table_path

_FOLDS = 10
_LEAST = 5
"""A feature that fewer candidates bear is left out."""
GOLD = 3.0
"""What a page of a gold reading counts, set against one of a table: it decides what is recorded, and who takes part."""


Weights = Callable[[str], Mapping[str, float]] | None
"""For an article, the weights of a model that has not seen it."""


class Candidate(NamedTuple):
    """One candidate: its page, its features, the gold event that it is (None if it is none), and what it counts."""

    document: str
    features: tuple[str, ...]
    gold: int | None
    weight: float


class Set(NamedTuple):
    """Candidates of all pages, and of each page how many gold events there are on it and what it counts."""

    candidates: list[Candidate]
    wanted: dict[str, tuple[int, float]]
    casts: Weights = None
    dates: Weights = None


def train(
    golds: Sequence[tuple[Path, Path]],
    out: Path | None,
    say: Callable[[str], None],
    part: str = "all",
    readings: tuple[Path, Path] | None = None,
    casts: Weights = None,
    dates: Weights = None,
) -> None:
    """Learn the table from gold readings, each with the folder of its documents, and write it.

    ``readings``: a table of readings and the corpus whose articles it reads. ``say`` is told what the candidates are
    worth without the model, and what cross-validation gives with it. ``part`` ``even`` learns from the news pages of
    even number only, for honest figures on the others. Raises :class:`khabar.errors.Unreadable` for what is no gold
    reading, ``OSError`` for what cannot be read or written. ``casts``, ``dates``: for an article, the weights of who
    takes part and of when that were learnt without it (``unseen`` of :mod:`khabar.events.training.cast` and
    :mod:`khabar.events.training.dates`); the package's if None, which have seen it.
    """
    data = Set([], {}, casts, dates)
    for gold, folder in golds:
        with opened(gold) as read:
            for key, article, wanted, same in articles_of(read, folder, part):
                _enter(data, key, article, wanted["events"], same.fit, GOLD)
    if readings:
        for page, name, told in pages_of(*readings):
            for article in pages.articles(pages.document(page.encode(), name))[:1]:
                _enter(data, f"{name}#1", article, told, _alike)
    say(f"{len(data.candidates)} candidates, {sum(n for n, _ in data.wanted.values())} gold events")
    if not any(c.gold is not None for c in data.candidates):
        raise nothing_learnt(golds, readings)
    say(" ".join(["without the model:", *_quality(data, [True] * len(data.candidates))]))
    chances = _cross(data)
    cut = _best(data, chances)
    say(" ".join([f"cross-validated, threshold {cut:.2f}:", *_quality(data, [c >= cut for c in chances])]))
    if golds and readings:
        alone = [(one, c >= cut) for one, c in zip(data.candidates, chances, strict=True) if one.weight == GOLD]
        pages_alone = {d: wanted for d, wanted in data.wanted.items() if wanted[1] == GOLD}
        said = _quality(Set([one for one, _ in alone], pages_alone), [kept for _, kept in alone])
        say(" ".join(["of gold pages alone:", *said]))
    (out or table_path("event_rank.tsv")).write_text(_table(_learn(data.candidates), cut), encoding="utf-8")


@contextmanager
def opened(gold: Path) -> Iterator[dict[str, Any]]:
    """A gold reading; what is none, or lacks what is asked of it, raises :class:`khabar.errors.Unreadable`."""
    try:
        yield json.loads(gold.read_text(encoding="utf-8"))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unreadable(gold.name, f"no gold reading ({type(error).__name__}: {error})") from error


def articles_of(
    gold: dict[str, Any], folder: Path, part: str = "all"
) -> Iterator[tuple[str, Article, dict[str, Any], Same]]:
    """The articles of a gold reading as we find them on its pages: key, article, what was read of it, and who is who.

    ``part`` ``even`` leaves out the news pages of odd number.
    """
    for document in gold["documents"]:
        number = re.search(r"(\d+)\.txt$", document["doc"])
        if part == "even" and document["doc"].startswith("dev") and number and int(number.group(1)) % 2:
            continue
        raw = (folder / document["doc"]).read_bytes()
        text = raw.decode("utf-8")
        for article in pages.articles(pages.document(raw, document["doc"])):
            wanted = [a for a in document["articles"] if within(text.find(a["starts"]), article.spans)]
            if wanted:
                same = Same(gold["entities"], gold.get("stands_for", {}), wanted[0]["mentions"], text)
                yield f"{document['doc']}#{article.number}", article, wanted[0], same


def _enter(
    data: Set,
    key: str,
    article: Article,
    gold: Sequence[Any],
    fit: Callable[[Any, Event, Names], float],
    weight: float = 1.0,
) -> None:
    """The candidates of an article, each with the gold event that it is: the best pairs first."""
    scene, everyone, lines = read_all(article)
    casts, dates = (learnt(key) if learnt else None for learnt in (data.casts, data.dates))
    found = candidates(scene, tell(scene, lines), casts, dates, {})  # where it was is no matter here
    data.wanted[key] = len(gold), weight
    pairs = [(fit(g, e, everyone), -n, -i) for i, (e, _) in enumerate(found) for n, g in enumerate(gold)]
    meant: dict[int, int] = {}
    for worth, n, i in sorted(pairs, reverse=True):
        if worth and -i not in meant and -n not in meant.values():
            meant[-i] = -n
    data.candidates.extend(Candidate(key, known, meant.get(i), weight) for i, (_, known) in enumerate(found))


@lru_cache(maxsize=4096)
def read_all(article: Article) -> tuple[Scene, Names, tuple[Span, ...]]:
    """What an article's events are read from, everybody in it, and its sentences; read once, for every trainer."""
    text = article.document.text
    lines = sentences(text, article.spans)
    when = times.read(text, article.spans, article.published)
    who = names.read(article, lines)
    said = statements.read(article, lines, when, who)
    everyone = Names(mentions=who.mentions, references=who.references, entities=(*who.entities, *said.entities))
    return look(article, when, everyone, said.statements), everyone, lines


def _alike(told: Told, event: Event, ours: Names) -> float:
    """Whether an event of a table of readings and one of ours are one: type, place, and somebody who takes part; who
    goes by a slug that we do not know is left out."""
    near = any(s.start < told.end and told.start < s.end for s in event.evidence)
    if told.type != event.type or not near:
        return 0.0
    have = named(event)
    known = {e.id for e in ours.entities} | {e.stands_for for e in ours.entities} | have
    want = told.cast & known
    if want != told.cast and not want:
        return 0.5
    share = len(have & want) / len(have | want) if have | want else 1.0
    return share + 0.5 if share else 0.0


def within(at: int, spans: Sequence[Any]) -> bool:
    """Whether an article's body begins at an offset, or about there."""
    return at >= 0 and bool(spans) and spans[0].start - 80 <= at < spans[-1].end


class Same:
    """Whether a gold event and one of ours are one, by the rules of the scorer: type, cast, place in the text."""

    def __init__(
        self,
        entities: dict[str, Any],
        role: dict[str, str],
        mentions: Sequence[Sequence[str]],
        text: str,
    ) -> None:
        self.gold, self.role, self.text = entities, role, text
        self.forms = {
            e: {fold(n) for n in v.get("names", [])} | {fold(e.replace("-", " "))} for e, v in entities.items()
        }
        for surface, entity in mentions:
            self.forms[entity].add(fold(surface))
        self.names: Names | None = None
        self.mentioned: dict[str, set[str]] = {}
        self.ours: dict[str, Entity] = {}

    def learn(self, names: Names) -> None:
        """Take in how our names of an article are written."""
        if names is not self.names:
            self.names = names
            for mention in (*names.mentions, *names.references):
                self.mentioned.setdefault(mention.entity, set()).add(fold(mention.text))
            self.ours = {e.id: e for e in names.entities}

    def cast(self, gold: dict[str, Any]) -> frozenset[str]:
        """Who takes part in a gold event by name, capitals as their states."""
        who = (*gold["actors"], *gold["recipients"])
        return frozenset(self.role.get(g, g) for g in who if self.gold[g]["type"] != "ANON")

    def near(self, gold: dict[str, Any], event: Event) -> bool:
        """Whether the words of ours and of a gold event overlap."""
        at = self.text.index(gold["evidence"])
        return any(s.start < at + len(gold["evidence"]) and at < s.end for s in event.evidence)

    def fit(self, gold: dict[str, Any], event: Event, names: Names) -> float:
        self.learn(names)
        if gold["type"] != event.type:
            return 0.0
        want = self.cast(gold)
        have = [self.names_of(i) for i in sorted(named(event))]
        both = sum(1 for g in want if any(self.means(g, n) for n in have))
        union = len(want) + len(have) - both
        share = both / union if union else 1.0
        near = self.near(gold, event)
        if (not want and not near) or not (share >= 0.5 or (near and share > 0)):
            return 0.0
        return share + 0.5 * near + (0.25 if event.when == gold["when"] else 0.0)

    def names_of(self, id: str) -> set[str]:
        """How one of ours is written."""
        entity = self.ours.get(id) or people(id)
        out = {fold(id.replace("-", " ")), *self.mentioned.get(id, set())}
        if entity:
            out |= {fold(n) for n in (*entity.names.values(), *entity.spellings)}
            if entity.stands_for:
                out.add(fold(entity.stands_for.replace("-", " ")))
        return out

    def means(self, gold: str, ours: set[str]) -> bool:
        """Whether one of ours, by its names, is a gold entity."""
        return bool(self.forms[gold] & ours) if gold in self.forms else fold(gold.replace("-", " ")) in ours


def _learn(candidates: Sequence[Candidate]) -> dict[str, float]:
    """Feature → weight."""
    column = columns((c.features for c in candidates), _LEAST)
    labels = np.array([1.0 if c.gold is not None else 0.0 for c in candidates])
    weights = fit(matrix([c.features for c in candidates], column), labels, np.array([c.weight for c in candidates]))
    return {f: float(weights[i]) for f, i in column.items()}


def _cross(data: Set) -> list[float]:
    """The chance of every candidate by a model that has not seen its page."""
    out = [0.0] * len(data.candidates)
    for held in folds(data.wanted, _FOLDS):
        weights = _learn([c for c in data.candidates if c.document not in held])
        for i, one in enumerate(data.candidates):
            if one.document in held:
                out[i] = chance(frozenset(one.features), weights)
    return out


def _quality(data: Set, kept: Sequence[bool]) -> tuple[str, str, str]:
    right = sum(c.weight for c, k in zip(data.candidates, kept, strict=True) if k and c.gold is not None)
    found = sum(c.weight for c, k in zip(data.candidates, kept, strict=True) if k)
    gold = sum(n * weight for n, weight in data.wanted.values())
    p, r = right / found if found else 0.0, right / gold if gold else 0.0
    return f"P {p:.3f}", f"R {r:.3f}", f"F1 {2 * p * r / (p + r) if p + r else 0.0:.3f}"


def _best(data: Set, chances: Sequence[float]) -> float:
    """Two thirds up the thresholds whose F1 is within a hundredth of the best: the very top of a flat hill is noise,
    and between equals what is said less often is better."""
    found = {n / 50: float(_quality(data, [c >= n / 50 for c in chances])[2].split()[1]) for n in range(5, 35)}
    good = sorted(cut for cut, f1 in found.items() if f1 >= max(found.values()) - 0.01)
    return good[2 * len(good) // 3]


def _table(weights: Mapping[str, float], cut: float) -> str:
    lines = [
        "# Weights of the model that says which events a careful reader records (khabar train events).",
        "feature\tweight",
        f"threshold\t{cut:.2f}",
        *(f"{f}\t{w:.3f}" for f, w in weights.items() if abs(w) >= WORTH),
    ]
    return "\n".join(lines) + "\n"
