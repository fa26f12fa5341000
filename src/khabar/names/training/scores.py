"""How like a part of a person's name a word is: learnt without any gold reading.

Sure names are the words of ``people.tsv``; sure other words are those of the tables of titles, bodies, places, verbs
and times. Of the rest of the corpus a sample is taken as other words at first, then twice as the model itself judges
it (self-training). What the model sees of a word is how it behaves: its neighbours, the endings and beginnings that it
takes, its letters.
"""

from __future__ import annotations

import math
import re
import zlib
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from khabar.names.found import steering
from khabar.names.gazetteer import cells, table
from khabar.names.lexicon import BIAS, connectors, letter_groups
from khabar.names.training.corpus import RARE, Counts
from khabar.text import fold

Array = NDArray[np.float32]
_SUFFIXES = ["ه", "ها", "هم", "نا", "ي", "ا", "ات", "ين", "ون", "ت", "وا", "ان", "يه", "تها", "ته"]
_PREFIXES = ["ال", "و", "ف", "ب", "ل", "ك", "لل", "بال", "وال", "ي", "ت", "ن", "م", "وي", "وت", "س"]
_ENDINGS = ["ه", "ات", "ين", "ون", "ت", "ا", "وا", "ي", "ها", "هم", "ان"]
_FRONTS = ["و", "ف", "ب", "ل", "ي", "ت", "س", "ن", "م"]
_OTHER_TABLES = [
    "titles.tsv", "organisations.tsv", "places.tsv", "countries.tsv", "name_heads.tsv", "name_stop.tsv",
    "reporting_verbs.tsv", "statement_words.tsv", "source_nouns.tsv", "event_frames.tsv", "months.tsv",
    "story_stopwords.tsv", "time_words.tsv", "interface.tsv",
]  # fmt: skip
_HASHED = 2048
_SAMPLE = 6000
_FREQUENT = 2500
_SURELY_OTHER = 2
"""The highest score of a word that the tables or its frequency say is none."""


def learn(counts: Counts) -> tuple[dict[str, int], dict[str, int]]:
    """Scores (0 to 9) of the corpus's words, and weights of groups of letters for the words that it lacks."""
    vocabulary = counts.vocabulary()
    names = _names(counts)
    others = _others(counts) - names
    rest = [w for w in vocabulary if w not in names and w not in others]
    pick = np.random.default_rng(0).choice(len(rest), min(_SAMPLE, len(rest)), replace=False)
    sample = [rest[i] for i in sorted(pick)]
    words = [*sorted(names), *sorted(others), *sample]
    sure = len(words) - len(sample)
    x = matrix(words, counts)
    y = np.array([1.0] * len(names) + [0.0] * (len(words) - len(names)), dtype=np.float32)
    weight = np.array([2.0] * len(names) + [1.0] * len(others) + [0.5] * len(sample), dtype=np.float32)
    w = fit(x, y, weight)
    for _ in range(2):
        chance = _logistic(x[sure:] @ w)
        y[sure:] = chance > 0.5
        weight[sure:] = (chance > 0.5) | (chance < 0.2)
        w = fit(x, y, weight)
    chances: dict[str, float] = {}
    for at in range(0, len(vocabulary), 4000):
        part = vocabulary[at : at + 4000]
        chances.update(zip(part, map(float, _logistic(matrix(part, counts) @ w)), strict=True))
    letters = _letters({word: c for word, c in chances.items() if counts.count[word] < 60})
    found = {word: min(9, int(_spread(c) * 10)) for word, c in chances.items()}
    return {word: min(n, _SURELY_OTHER) if word in others else n for word, n in found.items()}, letters


def _spread(chance: float) -> float:
    """The model is sparing with high chances, since names are few among the words: 0.4 is even odds in the text."""
    return chance / 0.8 if chance < 0.4 else 0.5 + (chance - 0.4) / 1.2


def _names(counts: Counts) -> set[str]:
    """Words of persons' names that are not everyday words too."""
    out = set()
    for row in table("people.tsv"):
        for name in cells(row["ar"]):
            parts = fold(name).replace("-", " ").split()
            out |= {w for w in parts[len(parts) > 2 :] if w not in connectors()}
            out |= {w for w in parts if not w.startswith("ال") and w not in connectors()}
    homographs = steering("homograph")
    titles = {w for row in table("titles.tsv") for name in cells(row["ar"]) for w in fold(name).split()}
    return {
        w
        for w in out - titles - homographs
        if len(w) > 2
        and counts.count[w] >= RARE
        and (w.startswith("ال") or counts.count["ال" + w] * 3 <= counts.count[w])
    }


def _others(counts: Counts) -> set[str]:
    """Words of the other tables, and the most frequent words (the names among them stand in ``people.tsv``)."""
    out = set(steering("homograph"))
    out |= {w for w, _ in sorted(counts.count.items(), key=lambda wn: (-wn[1], wn[0]))[:_FREQUENT] if w[0] > "\u0600"}
    for name in _OTHER_TABLES:
        for row in table(name):
            for value in row.values():
                out |= {w for w in re.findall("[ء-ي]{2,}", fold(value)) if counts.count[w] >= RARE}
    return out


def features(word: str, counts: Counts) -> list[float]:
    """How a word behaves in the corpus, as numbers of about one."""
    count, n = counts.count, counts.count[word]
    out = [1.0, math.log1p(n) / 5, float(n == 0), float(0 < n < 5)]
    for seen in counts.beside[word] if n else [0] * 7:
        out += [seen / max(n, 1) * 3, math.log1p(seen) / 5]
    stem = word[2:] if word.startswith("ال") and len(word) > 4 else word
    out.append(float(stem != word))
    for other in [stem + s for s in _SUFFIXES] + [p + stem for p in _PREFIXES]:
        out += [math.log1p(count[other]) / 3, count[other] / (count[other] + n + 1)]
    for ending in _ENDINGS:
        cut = word[: -len(ending)]
        out.append(math.log1p(count[cut]) / 3 if word.endswith(ending) and len(cut) >= 3 else 0.0)
    for front in _FRONTS:
        cut = word[1:] if word.startswith(front) and len(word) > 3 else ""
        out += [math.log1p(count[cut]) / 3, math.log1p(count["ال" + cut]) / 3] if cut else [0.0, 0.0]
    shape = (
        word[-1:] == "ه",
        word[-2:] in ("ين", "ون", "ات", "ان"),
        word[-2:] == "يه",
        word[:1] in "يت",
        word[:1] == "م",
        word[-1:] == "و",
        word[-1:] == "ي",
        len(word) <= 2,
    )
    return [*out, len(word) / 5, *map(float, shape)]


def matrix(words: Sequence[str], counts: Counts) -> Array:
    """Behaviour and letters of words, one row a word."""
    letters = np.zeros((len(words), _HASHED), dtype=np.float32)
    for row, word in enumerate(words):
        for group in letter_groups(word, 4):
            letters[row, zlib.crc32(group.encode()) % _HASHED] = 0.5
    return np.hstack([np.array([features(w, counts) for w in words], dtype=np.float32), letters])


def fit(x: Array, y: Array, weight: Array, rounds: int = 250) -> Array:
    """Weights of a ridge logistic regression, by Adam with a fixed number of rounds."""
    w = np.zeros(x.shape[1], dtype=np.float32)
    m, v = np.zeros_like(w), np.zeros_like(w)
    for t in range(1, rounds + 1):
        g = x.T @ ((_logistic(x @ w) - y) * weight) / weight.sum() + w / len(y)
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g * g
        w -= 0.03 * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
    return w


def _logistic(x: Array) -> Array:
    out: Array = (1 / (1 + np.exp(-np.clip(x, -40, 40)))).astype(np.float32)
    return out


def _letters(chances: dict[str, float], kept: int = 3000) -> dict[str, int]:
    """A second model over letters alone, taught by the first one's chances of rarer words."""
    words = [w for w in sorted(chances) if chances[w] < 0.1 or chances[w] > 0.5]
    tally = Counter(g for w in words for g in letter_groups(w, 3))
    groups = sorted(tally, key=lambda g: (-tally[g], g))[:kept]
    place = {g: i for i, g in enumerate(groups)}
    x = np.zeros((len(words), len(groups) + 1), dtype=np.float32)
    x[:, -1] = 1.0
    for row, word in enumerate(words):
        for group in letter_groups(word, 3):
            if group in place:
                x[row, place[group]] = 1.0
    y = np.array([float(chances[w] > 0.5) for w in words], dtype=np.float32)
    w = fit(x, y, np.where(y > 0, 3.0, 1.0).astype(np.float32))
    out = {g: round(float(w[i]) * 10) for g, i in place.items()}
    return {BIAS: round(float(w[-1]) * 10), **{g: n for g, n in out.items() if n}}
