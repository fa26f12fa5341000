"""Make the word scores: ``python -m khabar.names.train CORPUS.jsonl.gz GOLD.json DOCUMENTS [--part even]``.

Reads a corpus of articles (JSON Lines with ``title`` and ``text``) and a gold reading, and writes two tables:

- ``name_words.tsv``: for every word that the corpus has three times or more, how like a part of a person's name it is
  (0 to 9), from a logistic model over how the word behaves (does it take the article, pronouns, verbal prefixes; does
  it follow titles, verbs of saying, given names, places) and over its letters;
- ``name_letters.tsv``: weights of groups of two to four letters, by which a word that the corpus lacks is judged.

Takes about two minutes and 1.5 GB. ``--part even`` uses only the gold documents of even number, for honest figures on
the others. The same input gives the same tables.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from khabar.names.gazetteer import table
from khabar.names.lexicon import BIAS, letter_groups
from khabar.text import fold, table_path

Array = NDArray[np.float64]
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|\n")
_SUFFIXES = ["ه", "ها", "هم", "نا", "ي", "ا", "ات", "ين", "ون", "ت", "وا", "ان", "يه", "تها", "ته"]
_PREFIXES = ["ال", "و", "ف", "ب", "ل", "ك", "لل", "بال", "وال", "ي", "ت", "ن", "م", "وي", "وت", "س"]
_ENDINGS = ["ه", "ات", "ين", "ون", "ت", "ا", "وا", "ي", "ها", "هم", "ان"]
_FRONTS = ["و", "ف", "ب", "ل", "ي", "ت", "س", "ن", "م"]
_AFTER = [
    frozenset(fold(words).split())
    for words in (
        "الرئيس رئيس السيد السيدة الشيخ الملك الأمير الوزير الدكتور النائب اللواء العميد الجنرال الفريق القاضي الصحفي "
        "الصحافي الكاتب المحامي المدرب اللاعب الممثل الناشط الإعلامي المدعو المواطن الفنان المخرج الأميركي الأمريكي "
        "الروسي الفرنسي البريطاني الألماني الإيراني التركي السوري المصري السعودي الإسرائيلي الفلسطيني اللبناني "
        "الإيطالي الأوكراني الكوري الصيني الأميركية الأمريكية الروسية البريطانية السابق بقيادة بزعامة برئاسة "
        "الوزراء الخارجية الدفاع الداخلية",
        "قال وقال واضاف وأضاف وأضافت وقالت قالت أكد وأكد أعلن وأعلن وأوضح أوضح وتابع وأشار أشار كتب وكتب صرح وصرح ذكر "
        "وقع شدد وشدد حذر وحذر وكان كان",
        "في الى من مدينة بلدة محافظة قرية ولاية منطقة جنوب شمال شرق غرب قرب دولة العاصمة جنوبي شمالي شرقي غربي وسط "
        "بمدينة",
        "محمد أحمد علي محمود حسن حسين عبد الله عمر خالد يوسف إبراهيم مصطفى جون ديفيد مايكل جورج بن أبو خليفة سعيد فيصل "
        "سلمان ناصر طارق ياسر كريم مايك بيتر روبرت دونالد توماس جيمس",
    )
]
_BEFORE = frozenset(["ان", "في", "الي"])
GROUPS = 4096


class Corpus:
    """How often each word stands in a corpus, and beside what."""

    def __init__(self, articles: Iterable[dict[str, Any]]) -> None:
        self.count: Counter[str] = Counter()
        self.beside: dict[str, list[int]] = defaultdict(lambda: [0] * 7)
        for article in articles:
            tokens = _TOKEN.findall(fold(f"{article['title']}\n{article['text']}"))
            before = ""
            for i, word in enumerate(tokens):
                if word[0].isalpha():
                    self.count[word] += 1
                    self._look(word, before, tokens[i + 1] if i + 1 < len(tokens) else "\n")
                before = word

    def _look(self, word: str, before: str, after: str) -> None:
        seen = self.beside[word]
        for k, words in enumerate(_AFTER):
            seen[k] += before in words
        seen[4] += bool(before) and not before[0].isalpha()
        seen[5] += not after[0].isalpha()
        seen[6] += after in _BEFORE


def features(word: str, corpus: Corpus) -> list[float]:
    """How a word behaves in the corpus, as numbers of about one."""
    count, n = corpus.count, corpus.count[word]
    out = [1.0, math.log1p(n) / 5, float(n == 0), float(0 < n < 5)]
    for seen in corpus.beside[word] if n else [0] * 7:
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
    )
    return [
        *out,
        len(word) / 5,
        float(len(word) <= 2),
        *map(float, shape),
        float(word[-1:] == "و"),
        float(word[-1:] == "ي"),
    ]


def matrix(words: Sequence[str], corpus: Corpus) -> Array:
    """Behaviour and letters of words, one row a word."""
    letters = np.zeros((len(words), GROUPS))
    for row, word in enumerate(words):
        for group in letter_groups(word, 4):
            letters[row, zlib.crc32(group.encode()) % GROUPS] = 0.5
    return np.hstack([np.array([features(w, corpus) for w in words]), letters])


def fit(x: Array, y: Array, weight: Array, rounds: int = 400) -> Array:
    """Weights of a ridge logistic regression, by Adam with a fixed number of rounds."""
    w = np.zeros(x.shape[1])
    m, v = np.zeros_like(w), np.zeros_like(w)
    for t in range(1, rounds + 1):
        p = 1 / (1 + np.exp(-(x @ w)))
        g = x.T @ ((p - y) * weight) / weight.sum() + w / len(y)
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g * g
        w -= 0.03 * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
    return w


def labels(gold: Path, documents: Path, even_only: bool) -> dict[str, bool]:
    """Folded word → whether it stands in persons' names more often than outside all names."""
    inside: Counter[str] = Counter()
    outside: Counter[str] = Counter()
    truth = json.loads(gold.read_text(encoding="utf-8"))
    for number, doc in enumerate(truth["documents"]):
        if even_only and number % 2:
            continue
        text = (documents / doc["doc"]).read_bytes().decode("utf-8")
        for article in doc["articles"]:
            low = text.index(article["starts"])
            high = text.index(article["ends"], low) + len(article["ends"])
            marks = bytearray(high - low)
            for surface, entity in sorted(article["mentions"], key=lambda m: -len(m[0])):
                person = truth["entities"][entity]["type"] == "PER"
                for hit in re.finditer(re.escape(surface), text[low:high]):
                    if not any(marks[hit.start() : hit.end()]):
                        marks[hit.start() : hit.end()] = bytes([2 if person else 1]) * (hit.end() - hit.start())
            for token in re.finditer(r"[^\W\d_]+", text[low:high]):
                found = set(marks[token.start() : token.end()])
                if found == {0}:
                    outside[fold(token.group())] += 1
                elif 2 in found:
                    begin = next(k for k in range(token.start(), token.end()) if marks[k] == 2)
                    inside[fold(text[low + begin : low + token.end()])] += 1
    return {w: inside[w] > outside[w] for w in sorted({*inside, *outside}) if w}


def listed_names(corpus: Corpus) -> list[str]:
    """Given and family names of the tables that the corpus has, those that are everyday words left out."""
    words = {w for t in ("given_names.tsv", "family_names.tsv") for row in table(t) for w in fold(row["name"]).split()}
    return sorted(
        w
        for w in words
        if len(w) > 2
        and corpus.count[w] >= 3
        and corpus.count["ال" + w] * 10 < corpus.count[w]
        and "ال" + w not in words
    )


def _articles(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def main() -> None:
    parser = argparse.ArgumentParser(description="Make name_words.tsv and name_letters.tsv.")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("documents", type=Path)
    parser.add_argument("--part", choices=["all", "even"], default="all")
    args = parser.parse_args()
    corpus = Corpus(_articles(args.corpus))
    marked = labels(args.gold, args.documents, args.part == "even")
    marked = {**dict.fromkeys(listed_names(corpus), True), **marked}
    words = sorted(marked)
    y = np.array([float(marked[w]) for w in words])
    weights = fit(matrix(words, corpus), y, np.where(y > 0, max(1.0, (y == 0).sum() / y.sum() / 3), 1.0))
    vocabulary = sorted(w for w, n in corpus.count.items() if n >= 3 and re.fullmatch("[ء-ي]+", w))
    scores: dict[str, float] = {}
    for at in range(0, len(vocabulary), 4000):
        part = vocabulary[at : at + 4000]
        chances = 1 / (1 + np.exp(-(matrix(part, corpus) @ weights)))
        scores.update(zip(part, map(float, chances), strict=True))
    _write_words(scores)
    _write_letters({w: s for w, s in scores.items() if corpus.count[w] < 60})


def _write_words(scores: dict[str, float]) -> None:
    by_score: dict[int, list[str]] = defaultdict(list)
    for word, chance in scores.items():
        by_score[min(9, int(chance * 10))].append(word)
    lines = [
        "# How like a part of a person's name a folded word of the news is: 0 none … 9 surely.",
        "# Made by `python -m khabar.names.train` from corpus statistics.",
        "score\twords",
    ]
    for score in sorted(by_score):
        listed = sorted(by_score[score])
        lines += [f"{score}\t{' '.join(listed[i : i + 200])}" for i in range(0, len(listed), 200)]
    table_path("name_words.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _write_letters(scores: dict[str, float], kept: int = 3000) -> None:
    """A second model over letters alone, taught by the first one's scores of rarer words."""
    words = [w for w in sorted(scores) if scores[w] < 0.1 or scores[w] > 0.5]
    tally = Counter(g for w in words for g in letter_groups(w, 3))
    groups = sorted(tally, key=lambda g: (-tally[g], g))[:kept]
    place = {g: i for i, g in enumerate(groups)}
    x = np.zeros((len(words), len(groups) + 1), dtype=np.float64)
    x[:, -1] = 1.0
    for row, word in enumerate(words):
        for group in letter_groups(word, 3):
            if group in place:
                x[row, place[group]] = 1.0
    y = np.array([float(scores[w] > 0.5) for w in words])
    w = fit(x, y, np.where(y > 0, 3.0, 1.0), rounds=250)
    lines = [
        "# Weights of groups of letters (^ begins, $ ends the word), in tenths of a logit, for other words.",
        "# Made by `python -m khabar.names.train`.",
        "letters\tweight",
        f"{BIAS}\t{round(float(w[-1]) * 10)}",
    ]
    lines += [f"{g}\t{round(float(w[i]) * 10)}" for g, i in sorted(place.items()) if round(float(w[i]) * 10)]
    table_path("name_letters.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
