"""A page's blocks → its stories: for each the headline, and every block about it with what it is.

A story's container is the element with the most running text against the least of anything else in it, as in
density-based extraction (Sun, Song, Liao: DOM based content extraction via text density, SIGIR 2011), unless a class
or property says which element holds the article. Two headlines with a story under each are two stories.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Literal, NamedTuple

from khabar.pages.junk import line_sign
from khabar.pages.published import header_dates
from khabar.pages.readers.blocks import HEADINGS, Block, named
from khabar.pages.readers.said import bare
from khabar.pages.split import shared
from khabar.text import fold

_STORY_CHARS = 220
"""A second story has at least so much running text; less is a teaser."""
_CARD_CHARS = 350
"""The teaser under a linked headline is at most so long."""
_NEARLY_ALL = 0.75
_MOST = 0.85
_MAIN_SHARE = 0.6
_ABOVE, _BELOW = 8, 12
"""Blocks before the headline, and below the text, that may be date, byline or credit."""

Kind = Literal["title", "body", "heading", "header", "junk"]


class Piece(NamedTuple):
    """A block with what it is."""

    text: str
    kind: Kind
    rule: str = ""


class Told(NamedTuple):
    """One story of a page."""

    title: str
    pieces: tuple[Piece, ...]
    sure: bool
    """The markup names the element that holds the text."""
    times: tuple[str, ...] = ()
    """``datetime`` attributes of the story's first ``time`` element."""

    @property
    def chars(self) -> int:
        return sum(len(p.text) for p in self.pieces if p.kind == "body")


def stories(blocks: Sequence[Block], bodies: Sequence[Any], title: str, running: bool = False) -> list[Told]:
    """The stories of a page in order; none where it has no running text.

    ``bodies``: the elements that hold an article by their name. ``title``: the headline that the head confirms.
    ``running``: the page is one running report, whose entries are not stories of their own.
    """
    blocks = without_cards(blocks, title)
    roots = [] if running else _roots(blocks)
    if len(roots) < 2:
        told = _story(blocks, bodies, title)
        return [told] if told else []
    out = []
    for n, root in enumerate(roots):
        inside = [b for b in blocks if _within(b.element, root)]
        told = _story(inside, [e for e in bodies if _within(e, root)], title if n == 0 else "", root)
        if told:
            out.append(told)
    return out


def _within(element: Any, root: Any) -> bool:
    return element is root or any(a is root for a in element.iterancestors())


# ---------------------------------------------------------------- lists of other stories


def without_cards(blocks: Sequence[Block], title: str) -> list[Block]:
    """Teasers of other stories, each in a box of its own (a linked headline, a few lines), become junk.

    Boxes of the same kind beside each other are a list; one alone is a teaser when its headline is a heading. The
    page's own headline may link to the page itself.
    """
    own = bare(title)
    heads = [
        n for n, b in enumerate(blocks) if b.is_link and not b.junk and len(b.text.split()) >= 3 and bare(b.text) != own
    ]
    boxes: dict[Any, list[tuple[int, int]]] = defaultdict(list)
    for k, n in enumerate(heads):
        text = next((m for m in range(n - 1, -1, -1) if blocks[m].is_prose), n)  # the card begins with its headline
        others = [blocks[m].element for m in (*heads[max(0, k - 1) : k], *heads[k + 1 : k + 2], text) if m != n]
        box = _box(blocks[n].element, others)
        if box is None:
            continue
        end = heads[k + 1] if k + 1 < len(heads) else len(blocks)
        stop = n + 1
        while stop < end and _within(blocks[stop].element, box):
            stop += 1
        if sum(len(b.text) for b in blocks[n + 1 : stop]) <= _CARD_CHARS:
            boxes[box.getparent()].append((n, stop))
    out = list(blocks)
    for cards in boxes.values():
        if len(cards) >= 2 or all(blocks[start].tag in HEADINGS[1:] for start, _ in cards):
            for start, stop in cards:
                for n in range(start, stop):
                    if not out[n].junk:
                        out[n] = out[n]._replace(junk="cards")
    return out


def _box(element: Any, others: Sequence[Any]) -> Any:
    """The widest element round one linked headline that holds none of some others."""
    taboo = {e for other in others for e in (other, *other.iterancestors())}
    box = None
    for candidate in [element, *element.iterancestors()]:
        if candidate in taboo or candidate.tag in ("body", "html", "main"):
            break
        box = candidate
    return box if box is not None and box.getparent() is not None else None


# ---------------------------------------------------------------- several stories


def _roots(blocks: Sequence[Block]) -> list[Any]:
    """The widest elements that hold one headline and a story under it each."""
    heads = [b for b in blocks if b.tag == "h1" and not b.junk]
    if len(heads) == 1:
        heads += _second_headlines(blocks, heads[0])
    if len(heads) < 2:
        return []
    round_each = [{b.element, *b.element.iterancestors()} for b in heads]
    count: dict[Any, int] = defaultdict(int)
    for elements in round_each:
        for element in elements:
            count[element] += 1
    out: list[Any] = []
    for block in heads:
        alone = [e for e in (block.element, *block.element.iterancestors()) if count[e] == 1]
        if alone and _prose([b for b in blocks if _within(b.element, alone[-1])]) >= _STORY_CHARS:
            out.append(alone[-1])
    return out


def _second_headlines(blocks: Sequence[Block], first: Block) -> list[Block]:
    """The headlines of further boxes like the one that holds the page's headline: ``article`` elements, or boxes of
    the same class beside it."""
    own = next((e for e in first.element.iterancestors() if e.tag == "article" or _has_twin(e)), None)
    if own is None:
        return []
    out, seen = [], {own}
    for block in blocks:
        if block.tag in ("h2", "h3") and not block.junk and not block.is_link:
            box = next((e for e in block.element.iterancestors() if _alike(e, own)), None)
            if box is not None and box not in seen and not _within(box, own):
                seen.add(box)
                out.append(block)
    return out


def _has_twin(element: Any) -> bool:
    """Whether a box of the same class stands beside an element."""
    beside = (*element.itersiblings(), *element.itersiblings(preceding=True))
    return bool(element.get("class")) and any(_alike(e, element) for e in beside)


def _alike(element: Any, other: Any) -> bool:
    if other.tag == "article":
        return bool(element.tag == "article")
    return bool(element.tag == other.tag and element.get("class") == other.get("class"))


def _prose(blocks: Iterable[Block]) -> int:
    return sum(len(b.text) for b in blocks if b.is_prose)


# ---------------------------------------------------------------- one story


def _story(blocks: Sequence[Block], bodies: Sequence[Any], title: str, root: Any = None) -> Told | None:
    """The story of some blocks. ``root``: the element that holds it and no other, where there are several."""
    container, sure = _container(blocks, bodies)
    if container is None:
        return None
    inside = [n for n, b in enumerate(blocks) if any(_within(b.element, c) for c in container)]
    first, last = inside[0], inside[-1]
    at = _headline_at(blocks, title, first, last)
    title = _title(blocks, title, at, first)
    pieces = [Piece(title, "title")] if title else []
    if at is not None and at < first:
        article = next(container[0].iterancestors("article"), None)
        before = blocks[max(0, at - _ABOVE) : at]
        pieces += [_above(b, before_title=True) for b in before if article is None or _within(b.element, article)]
    over = range(first - _ABOVE if at is None else at, first)
    pieces += [_above(blocks[n], before_title=at is None) for n in over if n >= 0]
    pieces += _text([b for b in blocks[first : last + 1] if bare(b.text) != bare(title)])
    pieces = [p for n, p in enumerate(pieces) if n == 0 or bare(p.text) != bare(title)]
    pieces += [Piece(b.text, "junk", b.junk or "below") for b in blocks[last + 1 : last + 1 + _BELOW]]
    times = next((t.get("datetime") or t.text or "" for t in _times(blocks, container[0], root)), "")
    return Told(title, tuple(pieces), sure, (times,) if times else ())


def _title(blocks: Sequence[Block], said: str, at: int | None, first: int) -> str:
    """The headline: what the head says, or the heading over the text where the head says none or, as on pages to
    print, one that has nothing to do with it."""
    heading = blocks[at].text if at is not None else ""
    if not said or bare(said) == bare(heading):
        return said or heading
    lead = fold(" ".join(b.text for b in blocks[first : first + 12] if b.is_prose)[:600])
    if shared(fold(said), lead) > 0:
        return said
    over = [
        b.text for b in blocks[max(0, first - _ABOVE) : first + 4] if not b.junk and not b.is_link and not b.is_prose
    ]
    return next((text for text in [heading, *over] if shared(fold(text), lead) >= 0.4), said)


def _text(blocks: Sequence[Block]) -> list[Piece]:
    """The blocks of the text's element, lists of other stories («المراجع») told apart from lists of the text."""
    out: list[Piece] = []
    begun, listing = False, ""
    for block in blocks:
        sign = line_sign(fold(block.text)) if len(block.text) < 80 else None
        if sign and sign[1] == "list":
            listing = sign[0].rule
        elif listing and not (block.tag == "li" or block.is_link):
            listing = ""
        piece = Piece(block.text, "junk", listing) if listing and block.tag == "li" else _inside(block, begun)
        begun = begun or piece.kind == "body"
        out.append(piece)
    return out


def _times(blocks: Sequence[Block], container: Any, root: Any) -> Iterable[Any]:
    """The ``time`` elements of the story's root, else of the nearest ``article`` or the page, that stand in no junk,
    in order."""
    if root is None:
        root = next(container.iterancestors("article"), container.getroottree().getroot())
    junk = {b.element for b in blocks if b.junk}
    for element in root.iter("time"):
        if not any(a in junk for a in (element, *element.iterancestors())):
            yield element


def _container(blocks: Sequence[Block], bodies: Sequence[Any]) -> tuple[list[Any], bool] | tuple[None, bool]:
    """The elements that hold the story's text in page order, and whether their name says so."""
    prose: dict[Any, int] = defaultdict(int)
    other: dict[Any, int] = defaultdict(int)
    order: list[Any] = []
    for block in blocks:
        if block.junk:
            continue
        gain = len(block.text) if block.is_prose else 0
        loss = 0 if gain or (block.is_heading and not block.is_link) else len(block.text)
        for element in (block.element, *block.element.iterancestors()):
            if element not in prose and element not in other:
                order.append(element)
            prose[element] += gain
            other[element] += loss
    if not order:
        return None, False
    depth = {e: sum(1 for _ in e.iterancestors()) for e in order}
    best = max(order, key=lambda e: (prose[e] - other[e], prose[e], depth[e]))
    if prose[best] < 60:
        return None, False
    named_so = _outermost([e for e in bodies if prose[e] >= 80])
    main = max(named_so, key=lambda e: prose[e], default=None)
    if main is not None and prose[main] >= 0.5 * prose[best]:
        inner = max((e for e in order if _within(e, main)), key=lambda e: (prose[e] - other[e], prose[e], depth[e]))
        if inner is not main and prose[inner] >= _MOST * prose[main]:
            return [inner], True
        return [main, *_siblings(main, named_so)], True
    if main is not None and sum(prose[e] for e in named_so) >= 0.6 * prose[best]:
        return named_so, True
    for element in order:  # a page that says which part is its main one is believed
        believed = element.tag in ("article", "main") and prose[element] >= _MAIN_SHARE * prose[best]
        if believed and _within(element, best):
            own = [e for e in order if _within(e, element)]
            best = max(own, key=lambda e: (prose[e] - other[e], prose[e], depth[e]))
    return [_closer(best, prose, blocks)], False


def _closer(best: Any, prose: dict[Any, int], blocks: Sequence[Block]) -> Any:
    """The element within ``best`` that holds nearly all its text, when the rest stands far away and is built
    differently (a footer's paragraph, not the text's next part)."""
    inner, levels = best, 0
    while True:
        child = max((c for c in inner if isinstance(c.tag, str)), key=lambda c: prose.get(c, 0), default=None)
        if child is None or prose.get(child, 0) < _NEARLY_ALL * prose[best]:
            break
        inner, levels = child, levels + 1
    if levels < 2:
        return best
    written = [(b, _within(b.element, inner)) for b in blocks if b.is_prose and _within(b.element, best)]
    alike = {_shape(b, best) for b, is_inside in written if is_inside}
    return best if any(_shape(b, best) in alike for b, is_inside in written if not is_inside) else inner


def _shape(block: Block, root: Any) -> tuple[str, ...]:
    """The tags and classes from a block up to an element."""
    chain = itertools.takewhile(lambda e: e is not root, (block.element, *block.element.iterancestors()))
    return tuple(f"{e.tag}.{e.get('class') or ''}" for e in chain)


def _outermost(elements: Sequence[Any]) -> list[Any]:
    inside = set(elements)
    return [e for e in elements if not any(a in inside for a in e.iterancestors())]


def _siblings(main: Any, others: Sequence[Any]) -> list[Any]:
    """Further pieces of the text beside its main one: the same class, under the same parent or grandparent."""
    above = list(main.iterancestors())[:2]
    alike = [e for e in others if e is not main and e.get("class") == main.get("class")]
    return [e for e in alike if any(a in above for a in list(e.iterancestors())[:2])]


def _headline_at(blocks: Sequence[Block], title: str, first: int, last: int) -> int | None:
    """Where the headline stands: the block that is the title, else the last heading above the text."""
    key = bare(title)
    for n, block in enumerate(blocks[: last + 1]):
        if key and bare(block.text) == key and not block.junk:
            return n
    for level in (("h1",), ("h2", "h3")):
        above = [n for n in range(first) if blocks[n].tag in level and not blocks[n].junk]
        if above:
            return above[-1]
        within = [n for n in range(first, min(last, first + 4)) if blocks[n].tag in level and not blocks[n].junk]
        if within and not key:
            return within[0]
    return None


def _above(block: Block, before_title: bool = False) -> Piece:
    """What stands over the text: a standfirst is body, all else (date, byline, section) header lines."""
    if block.junk:
        return _junk_above(block)
    if len(block.text.split()) <= 8 and _is_author(block) and not _DIGIT.search(block.text):
        return Piece(block.text, "header", "byline")
    if before_title or block.is_link:
        return Piece(block.text, "header", "header")
    lead = _is_lead(block) and len(block.text.split()) >= 5
    if lead or (len(block.text.split()) >= 10 and (block.is_prose or block.is_heading)):
        return Piece(block.text, "body", "standfirst")
    return Piece(block.text, "header", "header")


def _junk_above(block: Block) -> Piece:
    """A date over the text is its date, whatever the box is called that it shares with buttons."""
    dated = block.junk != "sidebar" and len(block.text) <= 80 and header_dates(fold(block.text))
    return Piece(block.text, "header", "header") if dated else Piece(block.text, "junk", block.junk)


def _is_caption(block: Block) -> bool:
    """Whether a few words without a stop share their box with a picture and with nothing else."""
    if len(block.text) > 150 or block.text.rstrip("\"'”»)] ").endswith((".", "؟", "!", "…", ":")):
        return False
    pictures = block.element.iter("img", "amp-img", "picture")
    return next(pictures, None) is not None and len(block.text) >= 0.5 * len(block.element.text_content().strip())


def _is_lead(block: Block) -> bool:
    return _named_so(block, "lead")


def _is_author(block: Block) -> bool:
    return _named_so(block, "author")


def _named_so(block: Block, kind: str) -> bool:
    """Whether the block's box, or one of the two round it, says that it is of a kind."""
    around = (block.element, *itertools.islice(block.element.iterancestors(), 2))
    return any(named(e, kind) for e in around if isinstance(e.tag, str))


_DIGIT = re.compile(r"\d")
_CLOCK = re.compile(r"[\d\s:./،,|+–-]*(?:am|pm|ص|م|GMT|غرينتش|بتوقيت)?[\d\s:]*$", re.I)


def _inside(block: Block, begun: bool) -> Piece:
    """A block of the text's element."""
    text = block.text
    words = len(text.split())
    if block.junk:
        return Piece(text, "junk", block.junk) if begun else _junk_above(block)
    if words <= 8 and _is_author(block) and not _DIGIT.search(text):
        return Piece(text, "header", "byline")
    if _is_caption(block):
        return Piece(text, "junk", "caption")
    if not any(map(str.isalpha, text)):
        return Piece(text, "header" if not begun else "junk", "no-words")
    if block.is_link:
        return Piece(text, "junk", "planted-link" if words >= 3 else "link")
    if begun and block.tag in ("td", "th") and len(text) < 80:
        return Piece(text, "junk", "table")
    if block.is_heading:
        if not begun and words < 6:
            return Piece(text, "header", "header")
        return Piece(text, "heading" if begun else "body", "standfirst" if not begun else "")
    if not begun and not block.is_prose and not (_is_lead(block) and words >= 4):
        return Piece(text, "header", "header")
    if len(text) <= 30 and _CLOCK.fullmatch(text):
        return Piece(text, "junk", "clock")
    return Piece(text, "body")
