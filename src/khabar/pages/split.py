"""A page's lines → the stretches that are one article each, with every line's part in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from khabar.model import Mark
from khabar.pages import junk, metadata, published
from khabar.pages.lines import Line, goes_on, header_words, is_prose
from khabar.pages.profile import NO_PROFILE, Profile

Part = Literal["title", "body", "header", "credit", "junk", "list", "short", "prose", "heading"]

_STORY_CHARS = 220
"""A second story has at least so much prose; less is a teaser."""
_AHEAD = 40
"""Lines that are looked at to tell whether a story follows."""
_SKIPPED = 16
"""A box that a link skips has at most so many lines."""
_COMMENTS = ("comments", "comments-label")
"""What follows these signs below a story's worth of text is its readers'."""
_ARTICLE_CHARS = 80
"""An article has at least so much prose."""


_FLASH_CHARS = 40
"""… and news of a single sentence so much."""
_LETTERS = re.compile(r"[^\W\d_]+")
_PARTICLES = re.compile(r"^[وف]?(?:[بك]?ال|لل)")
_TITLE_LIKE = (
    "video-line", "video-promo", "related-one", "archive-photo", "photo-credit", "tags-label", "copied-title",
    "hot-topics",
)  # fmt: skip
TITLE = "marked-title"
MASTHEAD = "masthead"
_ROW = re.compile(r"\s*[|»›>←/•]\s*")
_ROW_WORDS = 3
"""A section's name in a row of them has at most so many words; a headline with such a mark in it has a longer part."""
_MASTHEAD_WORDS = 5
"""An outlet's name has at most so many; «وكالة الفضاء تعلن …» is a headline."""
_MAY_CREDIT = ("below", "footer", "link", "planted-link", "caption", "tags")
"""Rules of the markup under which a line of credits («المصدر: رويترز») still counts as one."""
_BYLINE = re.compile(r"(?:كتب|كتبت) [^\W\d]+ [^\W\d]+(?: [^\W\d]+){0,2}$")
"""«كتبت هدى سالم» above the body is a byline, in it a sentence."""


class Item(NamedTuple):
    """A line with its part. While a page is being split, lines that may be headline or body are ``short``."""

    line: Line
    part: Part
    rule: str = ""
    ends: bool = False
    """The line stands where an article is over."""
    dates: tuple[published.HeaderDate, ...] = ()
    marked: bool = False
    """The markup says what it is, so its place among the lines need not."""


def classify(lines: Sequence[Line], marks: Sequence[Mark] = (), profile: Profile = NO_PROFILE) -> list[Item]:
    """Each line by itself: junk by its signs, header (a date, a masthead), credit, prose, or short.

    ``marks``: what the markup says of stretches of the text, in order. ``profile``: signs of one outlet.
    """
    starts = [m.span.start for m in marks]
    out = []
    for line in lines:
        n = bisect_right(starts, line.span.start) - 1
        mark = marks[n] if n >= 0 and marks[n].span.end > line.span.start else None
        item = _item(line, profile) if mark is None else _marked(line, mark, profile)
        out.append(item)
    return _skipped(out)


def _skipped(items: list[Item]) -> list[Item]:
    """What stands between a link that skips it («تخطى البودكاست وواصل القراءة») and its end is of another matter."""
    out = list(items)
    for n, item in enumerate(items):
        if item.rule == "skip-link":
            ends = (k for k in range(n + 1, min(n + _SKIPPED, len(items))) if items[k].rule == "bbc-end")
            for k in range(n + 1, next(ends, n + 1)):
                out[k] = items[k]._replace(part="junk", rule="skipped", ends=False, dates=())
    return out


def _marked(line: Line, mark: Mark, profile: Profile) -> Item:
    """A line of which the markup says what it is. The signs of junk, dates and credits are heard first: an outlet's
    paragraph tags hold those too."""
    if mark.kind == "title":
        return Item(line, "short", TITLE, marked=True)
    if mark.kind == "junk":
        credit = mark.rule in _MAY_CREDIT and metadata.is_credit(line.key)
        return Item(line, *(("credit", "credit-line") if credit else ("junk", mark.rule)), marked=True)
    item = _item(line, profile)
    if mark.kind == "heading" and item.rule == "date-line":
        return Item(line, "heading", marked=True)  # a chapter of a chronicle
    if item.part in ("prose", "short"):
        if mark.kind == "body":
            return item._replace(part="prose", marked=True)
        if mark.kind == "heading":
            return item._replace(part="heading", marked=True)
        return item._replace(part="header", rule=_byline(line.key) or mark.rule or "header", marked=True)
    return item._replace(marked=True)


def _byline(key: str) -> str:
    return "byline-bare" if _BYLINE.match(key) else ""


def _item(line: Line, profile: Profile) -> Item:
    key = line.key
    if len(key) <= 40 and key.strip(" -–—").startswith(("(", "[")) and metadata.is_credit(key):
        return Item(line, "credit", "credit-line")
    rule = profile.rule(key)
    if rule:
        return Item(line, "junk", rule)
    if len(key) <= 200:
        dates = tuple(published.header_dates(key))
        if published.is_date_line(key, dates) or (not dates and published.is_other_calendar(key)):
            return Item(line, "header", "date-line", dates=dates)
        sign = junk.line_sign(key)
        if sign:
            return Item(line, "list" if sign[1] == "list" else "junk", sign[0].rule, sign[0].ends, dates)
        if dates and not is_prose(key) and published.left_beside(key, dates) <= 5:
            return Item(line, "header", "date-line", dates=dates)
        if metadata.is_credit(key):
            return Item(line, "credit", "credit-line", ends=True)
    else:
        sign = junk.line_sign(key)
        if sign:
            return Item(line, "junk", sign[0].rule, sign[0].ends)
    cuts = junk.cuts(key)
    if cuts and cuts[0][0] == 0 and cuts[-1][1] == len(key) and len(cuts) == 1:
        return Item(line, "junk", cuts[0][2].rule, cuts[0][2].ends)
    return Item(line, "prose" if is_prose(key) else "short")


def split(items: Sequence[Item]) -> list[list[Item]]:
    """The stretches of a page, in order, each holding at most one article.

    A new article begins after enough prose: at a list's heading («إقرأ أيضاً») when what follows is a story and no
    list; at a headline with a date line of its own; at a headline below the signs that the article is over, when its
    story takes up its words. Looks ahead a few lines only, so that a page is split in linear time.
    """
    starts = [0]
    prose, over, comments = 0, False, False
    for i, item in enumerate(items):
        comments = comments or (item.rule in _COMMENTS and prose >= _STORY_CHARS)
        if i > starts[-1] and (item.part == "list" or not comments) and _begins(items, i, prose, over):
            starts.append(i)
            prose, over, comments = 0, False, False
        if item.part == "prose":
            prose, over = prose + len(item.line.key), False
        over = over or item.ends
    return [list(items[a:b]) for a, b in zip(starts, [*starts[1:], len(items)], strict=True)]


def _begins(items: Sequence[Item], i: int, prose: int, over: bool) -> bool:
    """Whether an article begins at line ``i``, after so much ``prose``; ``over``: the one before has ended."""
    item = items[i]
    if item.part == "list":
        return prose >= _ARTICLE_CHARS and _story_after(items, i + 1, over)
    if item.part != "short" or prose < _STORY_CHARS:
        return False
    after = [n for n in items[i + 1 : i + 4] if n.part != "junk"][:1]
    if after and after[0].rule == "date-line" and after[0].dates:
        return _has_story(items, i + 2)
    if over and after and after[0].part == "prose" and not goes_on_from_before(after[0].line.key):
        return _has_story(items, i + 1) and shared(item.line.key, after[0].line.key) >= 0.4
    return False


def _story_after(items: Sequence[Item], i: int, over: bool) -> bool:
    """Whether a whole story follows from line ``i`` on, and not headlines or the rest of the article before."""
    shorts: list[Line] = []
    dated = False
    for j in range(i, min(i + _AHEAD, len(items))):
        item = items[j]
        if item.part == "list":
            return False
        if item.part in ("short", "heading"):
            shorts.append(item.line)
        dated = dated or bool(item.dates)
        if item.part == "prose":
            if not _has_story(items, j) or len(shorts) > 6:
                return False
            if over or dated or metadata.dateline(item.line.key):
                return True
            lead = item.line.key
            return bool(shorts) and not goes_on_from_before(lead) and shared(shorts[-1].key, lead) >= 0.4
    return False


def _has_story(items: Sequence[Item], i: int) -> bool:
    """Whether the lines from ``i`` on hold a story's worth of prose before the next list or end of an article."""
    total = 0
    for item in items[i : i + _AHEAD]:
        if item.part == "list" or (total and item.ends):
            break
        if item.part == "prose":
            total += len(item.line.key)
        if total >= _STORY_CHARS:
            return True
    return False


def goes_on_from_before(key: str) -> bool:
    return key.startswith(("و", "ف")) and goes_on(key)


def shared(title: str, lead: str) -> float:
    """Share of a headline's longer words that its story's first paragraph takes up, in whatever form."""
    words, there = ({_stem(w) for w in _LETTERS.findall(text) if len(w) > 3} for text in (title, lead))
    return len(words & there) / len(words) if words else 0.0


def _stem(word: str) -> str:
    """The first letters of a word without its particles: enough to know it again («القطار»، «قطارا»)."""
    bare = _PARTICLES.sub("", word)
    return (bare if len(bare) >= 3 else word)[:4]


def _prose(items: Sequence[Item]) -> int:
    return sum(len(item.line.key) for item in items if item.part == "prose")


def settle(items: Sequence[Item], least: int | None = None) -> list[Item]:
    """The lines of one stretch with their final parts: title, body, header, credit or junk.

    Everything is ``junk`` when the stretch holds no article: too little running text, or (``least``: where the
    markup shows the text) less than so many characters.
    """
    prose = _prose(items)
    is_one = _is_flash(items) or (prose >= _ARTICLE_CHARS and _is_article(items) if least is None else prose >= least)
    if not is_one:
        return [
            i if i.part in ("header", "credit", "junk") else i._replace(part="junk", rule=i.rule or "no-article")
            for i in items
        ]
    first = next(n for n, item in enumerate(items) if item.part == "prose")
    last = _last_prose(items)
    lead = " ".join(item.line.key for item in items[first : first + 3] if item.part == "prose")
    return [*_head(items[:first], lead), *_middle(items[first : last + 1]), *_tail(items[last + 1 :])]


def _last_prose(items: Sequence[Item]) -> int:
    """The last line of prose that is the article's: a little prose below tags, comments or an author box is a
    biography or a footer."""
    total, prose, last, over = _prose(items), 0, 0, False
    for n, item in enumerate(items):
        if item.rule in _COMMENTS and prose >= _STORY_CHARS:
            break
        over = over or (item.ends and item.part == "junk" and prose >= 2 * (total - prose))
        if item.part == "prose":
            if over and not item.marked and total - prose < _STORY_CHARS:
                break
            prose, over = prose + len(item.line.key), False
            if not _signs_off(item):
                last = n
    return last


def _signs_off(item: Item) -> bool:
    """Whether a paragraph of the markup may be a name or a caption under the text: a few words, no stop."""
    return item.marked and item.line.key.count(" ") < 4 and not is_stopped(item.line.key) and not goes_on(item.line.key)


def _is_article(items: Sequence[Item]) -> bool:
    """Several sentences: two paragraphs, or one that holds two sentences or is long."""
    prose = [item.line.key for item in items if item.part == "prose"]
    return len(prose) >= 2 or any(len(p) >= 200 or p.count(". ") >= 1 for p in prose)


def _is_flash(items: Sequence[Item]) -> bool:
    """News of one sentence («عاجل»): a whole one; a headline and a date, a dateline, the markup, or that nothing else
    stands on the page says that it is the text."""
    prose = [item for item in items if item.part == "prose"]
    if len(prose) != 1 or len(prose[0].line.key) < _FLASH_CHARS or not is_stopped(prose[0].line.key):
        return False
    others = [item for item in items if item.part not in ("prose", "junk")]
    titled = any(item.part in ("short", "heading") for item in others)
    dated = any(item.dates for item in others) or metadata.dateline(prose[0].line.key) is not None
    return prose[0].marked or len(others) <= titled or (titled and dated)


def _title_among(lines: Sequence[int], items: Sequence[Item], lead: str) -> int | None:
    """The title among the short lines above the text: the first, unless it has nothing in common with the text and a
    later one has much, or it only leads to a later one («الرئيسية … العنوان»)."""
    if not lines:
        return None
    first = items[lines[0]].line.key
    for n in lines[1:]:
        key = items[n].line.key
        if first.endswith(" " + key) or (shared(first, lead) == 0 and shared(key, lead) >= 0.4):
            return n
    return lines[0]


def _head(items: Sequence[Item], lead: str) -> list[Item]:
    """The lines above the first prose: one is the title, a long last one the standfirst, the others headers.

    ``lead``: the first paragraphs.
    """
    shorts = [n for n, item in enumerate(items) if item.part in ("short", "heading")]
    title = next((n for n in shorts if items[n].rule == TITLE), None)
    above = {n: rule for n in shorts if (rule := _above_title(items[n].line.key))}
    if title is None:
        told = [n for n in shorts if n not in above]
        title = _title_among([n for n in told if _words(items[n]) >= 3] or told[:1], items, lead)
    if title is None:  # a headline may begin like a teaser («شاهد: …»)
        title = next((n for n, i in enumerate(items) if i.rule in _TITLE_LIKE and _words(i) >= 4), None)
    if title is None and shorts:
        title = shorts[0]
    dated = next((n for n, item in enumerate(items) if item.rule == "date-line"), None)
    gap = max((n for n, item in enumerate(items) if item.part != "short"), default=-1)
    out = []
    for n, item in enumerate(items):
        if n == title:
            item = item._replace(part="title")
        elif item.part == "list":
            item = item._replace(part="junk")
        elif item.part in ("short", "heading"):
            again = title is not None and _same(item.line.key, items[title].line.key)
            below = title is not None and n > max(title, gap)
            if not again and below and (_words(item) >= 8 or (dated is not None and n > dated and _words(item) >= 6)):
                item = item._replace(part="body")
            else:
                rule = "title-again" if again else above.get(n) or _byline(item.line.key) or "header"
                item = item._replace(part="header", rule=rule)
        out.append(item)
    return out


def _above_title(key: str) -> str:
    """What a line is that pages bear above their headline (the outlet's name, a row of sections), or nothing."""
    parts = [p.strip() for p in _ROW.split(key)]
    if len(parts) > 1 and all(p.count(" ") < _ROW_WORDS for p in parts):
        return "navigation"
    house = key.partition(" ")[0] in header_words("masthead") and key.count(" ") < _MASTHEAD_WORDS
    return MASTHEAD if house or metadata.medium(key) else ""


def _middle(items: Sequence[Item]) -> list[Item]:
    """Prose with what stands between it: sub-headings are body, planted headlines and lists are junk."""
    long = [i for i in items if i.part == "prose"]
    stopped = sum(is_stopped(i.line.key) for i in long)
    punctual = stopped >= 0.6 * len(long)
    out: list[Item] = []
    listing = False
    for n, item in enumerate(items):
        if item.part == "list":
            listing = True
            item = item._replace(part="junk")
        elif item.part in ("prose", "heading"):
            listing = False
            item = item._replace(part="body")
        elif item.part == "short":
            if listing:
                item = item._replace(part="junk", rule="related-list")
            else:
                neighbours = [items[k] for k in (n - 1, n + 1) if 0 <= k < len(items)]
                row = any(k.part == "short" and _headline_like(k.line.key, 5) for k in neighbours)
                planted = punctual and _headline_like(item.line.key, 5 if row else 7)
                item = item._replace(part="junk", rule="planted-headline") if planted else item._replace(part="body")
        elif item.part in ("header", "credit"):
            item = item._replace(rule=item.rule or "header")
        out.append(item)
    return out


def _tail(items: Sequence[Item]) -> list[Item]:
    """The lines below the last prose: a last short sentence may still be body, the rest is junk."""
    out: list[Item] = []
    over = listing = False
    for item in items:
        over = over or item.part == "list" or item.ends
        if item.part == "short":
            body = not over and not _headline_like(item.line.key, 5) and goes_on(item.line.key)
            rule = "related-list" if listing else "tail"
            item = item._replace(part="body") if body else item._replace(part="junk", rule=rule)
            over = over or not body
        elif item.part in ("list", "prose", "heading"):
            listing = listing or item.part == "list"
            item = item._replace(part="junk", rule=item.rule or "tail")
        out.append(item)
    return out


def is_stopped(key: str) -> bool:
    return key.rstrip("\"'”»“)] ").endswith((".", "!", "؟", "?", "…"))


def _headline_like(key: str, least: int) -> bool:
    """Whether a short line reads like another story's headline: long enough, no final stop, no running text."""
    count = key.count(" ") + 1
    bullet = key.startswith(("•", "▪", "■", "»", "–", "*"))
    return count >= (3 if bullet else least) and not goes_on(key) and not key.endswith((".", ":", "،"))


def _words(item: Item) -> int:
    return item.line.key.count(" ") + 1


def _same(a: str, b: str) -> bool:
    """Whether two lines are one headline, whatever their quotation marks."""

    def bare(key: str) -> str:
        return "".join(c for c in key if c.isalnum())

    return bare(a) == bare(b)


def bodies(items: Sequence[Item]) -> Iterator[tuple[Item, ...]]:
    """Runs of neighbouring body lines, in order."""
    run: list[Item] = []
    for item in items:
        if item.part == "body":
            run.append(item)
        elif run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)
