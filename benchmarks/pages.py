"""How well pages are read from HTML, beside the bare extractor library on the same pages; and how fast.

    python benchmarks/pages.py [FOLDER]          body F1 of Khabar and of bare trafilatura, page by page
    python benchmarks/pages.py [FOLDER] --speed  pages per second of both, and of plain text

FOLDER holds HTML pages with their gold inside (``tests/fixtures/html``, where README.md says how). F1 is over the
words of the body, each counted as often as it stands there; a page without article has 1 when nothing is found.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import trafilatura

from khabar import pages
from khabar.errors import Unreadable
from khabar.model import Article
from khabar.text import fold

FIXTURES = Path(__file__).resolve().parent.parent / "tests" / "fixtures" / "html"
_GOLD = re.compile(r"<!--gold (\[.*?\])-->\n?", re.S)
_MARK = re.compile(r"<!--/?\d-->")
_TAG = re.compile(r"<[^>]*>")


class Page(NamedTuple):
    """A page as an outlet would serve it, and what is true of its articles."""

    name: str
    data: bytes
    articles: list[dict[str, Any]]
    """``title``, ``published`` … as the fixture says, and the ``body``."""


def load(path: Path) -> Page:
    """A fixture with its gold taken out."""
    text = path.read_text(encoding="utf-8")
    found = _GOLD.match(text)
    if not found:
        raise SystemExit(f"{path}: the first line holds no gold")
    articles = json.loads(found.group(1))
    for number, article in enumerate(articles, 1):
        pieces = re.findall(rf"<!--{number}-->(.*?)<!--/{number}-->", text, re.S)
        article["body"] = "\n".join(html.unescape(_TAG.sub("", piece)) for piece in pieces)
    encoding = next((a["encoding"] for a in articles if "encoding" in a), "utf-8")
    return Page(path.name, _MARK.sub("", text[found.end() :]).encode(encoding), articles)


def fixtures(folder: Path = FIXTURES) -> list[Page]:
    """The pages of a folder, by name."""
    return [load(path) for path in sorted(folder.glob("*.html"))]


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", fold(text)))


def f1(gold: str, found: str) -> float:
    """Harmonic mean of the shares of words that both texts have in common; 1 when both are empty."""
    a, b = words(gold), words(found)
    common = sum((a & b).values())
    return 2 * common / (sum(a.values()) + sum(b.values())) if a or b else 1.0


def articles_of(page: Page) -> tuple[Article, ...]:
    """What Khabar finds on a page."""
    try:
        return pages.articles(pages.document(page.data, page.name))
    except Unreadable:
        return ()


def body(article: Article) -> str:
    return "\n".join(span.of(article.document.text) for span in article.spans)


def khabar(page: Page) -> str:
    """The body that Khabar finds, of all articles of the page."""
    return "\n".join(map(body, articles_of(page)))


def bare(page: Page) -> str:
    """The main content that trafilatura finds by itself."""
    return trafilatura.extract(page.data, include_comments=False) or ""


def gold(page: Page) -> str:
    return "\n".join(a["body"] for a in page.articles)


def print_quality(found: list[Page]) -> None:
    ours, theirs = [], []
    print(f"{'page':28} {'khabar':>8} {'bare':>8}")
    for page in found:
        true = gold(page)
        ours.append(f1(true, khabar(page)))
        theirs.append(f1(true, bare(page)))
        print(f"{page.name:28} {ours[-1]:8.3f} {theirs[-1]:8.3f}{'  <' if ours[-1] < theirs[-1] else ''}")
    print(f"{f'mean of {len(found)} pages':28} {sum(ours) / len(ours):8.3f} {sum(theirs) / len(theirs):8.3f}")
    below = sum(a < b - 0.005 for a, b in zip(ours, theirs, strict=True))
    print(f"lowest {min(ours):.3f} (bare {min(theirs):.3f}); below the bare extractor on {below} pages")


def per_second(read: Callable[[Page], object], found: list[Page], seconds: float = 3.0) -> float:
    """Pages a second of one core (processor time), over whole rounds of about so many seconds, the first left out."""
    for page in found:
        read(page)
    done, begin = 0, time.process_time()
    while time.process_time() - begin < seconds:
        for page in found:
            read(page)
        done += len(found)
    return done / (time.process_time() - begin)


def print_speed(found: list[Page]) -> None:
    size = sum(len(p.data) for p in found) / len(found)
    print(f"HTML, {len(found)} pages of {size / 1024:.1f} kB: khabar {per_second(khabar, found):.0f} pages/s", end="")
    print(f", bare trafilatura {per_second(bare, found):.0f} pages/s")
    texts = [
        Page(p.name, f"{a.get('title', '')}\n{a.get('published', '')}\n\n{a['body']}\n".encode(), [])
        for p in found
        for a in p.articles
    ]
    print(f"text, {len(texts)} pages: khabar {per_second(khabar, texts):.0f} pages/s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=FIXTURES)
    parser.add_argument("--speed", action="store_true")
    options = parser.parse_args()
    found = fixtures(options.folder)
    (print_speed if options.speed else print_quality)(found)


if __name__ == "__main__":
    main()
