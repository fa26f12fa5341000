"""How the words of a large corpus stand beside each other."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import ahocorasick_rs

from khabar.text import fold

TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|\n")
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
"""Words after which persons, persons, places and given names are likely: what the counts of neighbours look at."""
_BEFORE = frozenset(["ان", "في", "الي"])
RARE = 3
"""Words met less often are judged by their letters."""


def articles(path: Path) -> Iterator[dict[str, Any]]:
    """The articles of a corpus: JSON Lines with ``title`` and ``text``, packed or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def without(corpus: Iterable[dict[str, Any]], texts: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The corpus without the articles whose text is one of ``texts``, so that what is measured on was never read."""
    pieces = [p for p in (_ink(text)[40:100] for text in texts) if len(p) == 60]
    seen = ahocorasick_rs.AhoCorasick(pieces) if pieces else None
    for article in corpus:
        if seen is None or not seen.find_matches_as_indexes(_ink(article["text"])):
            yield article


def _ink(text: str) -> str:
    return re.sub(r"\W+", "", fold(text))


class Counts:
    """How often each folded word stands in a corpus, and beside what."""

    def __init__(self, corpus: Iterable[dict[str, Any]]) -> None:
        self.count: Counter[str] = Counter()
        self.beside: dict[str, list[int]] = defaultdict(lambda: [0] * 7)
        self.rows: list[list[str]] = []
        """The tokens of each article, for the clusters."""
        self.sections: list[str] = []
        """The section of each article, empty where the corpus does not tell."""
        for article in corpus:
            tokens = TOKEN.findall(fold(f"{article['title']}\n{article['text']}"))
            before = ""
            for i, word in enumerate(tokens):
                if word[0].isalpha():
                    self.count[word] += 1
                    self._look(word, before, tokens[i + 1] if i + 1 < len(tokens) else "\n")
                before = word
            self.rows.append(tokens)
            self.sections.append(str(article.get("section") or ""))

    def _look(self, word: str, before: str, after: str) -> None:
        seen = self.beside[word]
        for k, words in enumerate(_AFTER):
            seen[k] += before in words
        seen[4] += bool(before) and not before[0].isalpha()
        seen[5] += not after[0].isalpha()
        seen[6] += after in _BEFORE

    def vocabulary(self) -> list[str]:
        """The words that are frequent enough to be learnt, sorted."""
        return sorted(w for w, n in self.count.items() if n >= RARE and re.fullmatch("[ء-ي]+", w))
