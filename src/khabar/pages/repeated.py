"""What an outlet repeats from page to page belongs to none of its articles: found over the pages of one run."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from khabar.model import Article
from khabar.pages.assemble import articles as articles_of
from khabar.pages.lines import is_prose
from khabar.pages.profile import NO_PROFILE, Profile, joined
from khabar.text import fold, paragraphs

_PAGES = 3
"""A line must stand on so many pages of one outlet."""
_SHARE, _PROSE_SHARE = 0.2, 0.5
"""And on such a share of them; a sentence, which stories of one affair may have in common, on more."""
_COPY = 0.4
"""A page of whose text so much stands on other pages is another copy of one story, and shows nothing."""
_EDGE = 2
"""A repeated sentence is an outlet's note only at an article's beginning or end: within so many paragraphs."""


def without_repeated(found: Sequence[Article], profile: Profile = NO_PROFILE) -> tuple[Article, ...]:
    """The articles of a run, those read again that hold lines which their outlet repeats (rule ``repeated``).

    ``profile`` is the one that the articles were read with. Depends on the set of articles, not on their order;
    linear in their text. Articles whose pages hold nothing repeated are given back as they are.
    """
    signs = repeated(found)
    pages: dict[str, list[Article]] = defaultdict(list)
    for article in found:
        pages[article.document.name].append(article)
    out: list[Article] = []
    for page in pages.values():
        lines = signs.get(_house(page[0]), frozenset())
        if lines and any(key in lines for article in page for key in _lines(article)):
            again = articles_of(page[0].document, joined([profile, Profile(lines=lines)]))
            page = list(again) or page
        out += page
    return tuple(out)


def repeated(found: Iterable[Article]) -> dict[str, frozenset[str]]:
    """By outlet, the folded lines of article bodies that it repeats."""
    by_house: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for article in found:
        by_house[_house(article)].setdefault(article.id, list(_lines(article)))
    signs = {house: _repeated(list(pages.values())) for house, pages in by_house.items() if len(pages) >= _PAGES}
    return {house: lines for house, lines in signs.items() if lines}


def _house(article: Article) -> str:
    """Whose page it is: by the host of its address, else by its outlet's id; pages that show neither are one house."""
    host = (article.url or "").partition("://")[2].partition("/")[0].removeprefix("www.")
    return host or (article.outlet.id if article.outlet else "")


def _lines(article: Article) -> Iterator[str]:
    for span in paragraphs(article.document.text, article.spans):
        yield fold(span.of(article.document.text)).strip()


def _repeated(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    count = _counted(pages)
    own = [page for page in pages if _shared(page, count) <= _COPY]
    if len(own) < _PAGES:
        return frozenset()
    count, edges = _counted(own), _counted([[*page[:1], *page[-_EDGE:]] for page in own])
    out = set()
    for line, times in count.items():
        prose = is_prose(line)
        if times < max(_PAGES, (_PROSE_SHARE if prose else _SHARE) * len(own)):
            continue
        if not prose or edges[line] >= 0.8 * times:
            out.add(line)
    return frozenset(out)


def _counted(pages: Iterable[Sequence[str]]) -> Counter[str]:
    return Counter(line for page in pages for line in set(page))


def _shared(page: Sequence[str], count: Counter[str]) -> float:
    """The share of a page's text that stands on other pages too."""
    total = sum(map(len, page))
    return sum(len(line) for line in page if count[line] > 1) / total if total else 1.0
