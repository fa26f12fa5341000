"""Finding the names of an article: what the tables know, names built on heads, persons by title and by shape.

Every finder proposes spans of words with a rule's name and a weight; :func:`mentions_of` keeps the heaviest of those
that overlap. Nothing here decides who is who: see ``variants`` and the package's ``read``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import msgspec

from khabar.model import EntityType
from khabar.names import gazetteer, lexicon
from khabar.names.gazetteer import Form, Hit, Title, table
from khabar.names.words import Words, pattern, strips
from khabar.text import fold

HALVES = frozenset(["الجنوبيه", "الشماليه", "الجنوبي", "الشمالي", "الديمقراطيه", "الموحده"])
"""What tells two states of one nisba apart («الكورية الجنوبية»)."""
PREPOSITIONS = frozenset(
    ["في", "من", "الي", "عن", "علي", "بين", "مع", "ضد", "دوله", "داخل", "خارج", "شمال", "جنوب", "شرق", "غرب"]
)
NOT_NOUNS = frozenset(["الي", "التي", "الذي", "الا", "الان"])
LAM_WORDS = frozenset(["لدي", "لكن", "لم", "لن", "لا", "لانه", "لما", "لو"])


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A proposed mention: words ``first`` to ``last`` (inclusive) without ``skip`` letters of the first."""

    first: int
    skip: int
    last: int
    type: EntityType
    rule: str
    weight: float
    known: tuple[Form, ...] = ()
    head: str = ""
    """Kind of the head that the name is built on."""
    core: int = -1
    """First word after the head, where there is one."""
    titled: int = -1
    """First word of the title that stands before, for persons."""


class Head(msgspec.Struct, frozen=True):
    """A word that heads a name."""

    type: EntityType
    keep: bool
    kind: str
    follow: str


@lru_cache(maxsize=1)
def heads() -> dict[str, Head]:
    """Folded head word → how to read it."""
    out: dict[str, Head] = {}
    for row in table("name_heads.tsv"):
        kind: EntityType = "LOC" if row["type"] == "LOC" else "ORG"
        out.setdefault(pattern(fold(row["head"])), Head(kind, row["keep"] == "yes", row["kind"], row["follow"]))
    return out


@lru_cache(maxsize=8)
def steering(use: str) -> frozenset[str]:
    """Folded words of one use from ``name_stop.tsv``."""
    return frozenset(pattern(fold(row["word"])) for row in table("name_stop.tsv") if row["use"] == use)


class Page:
    """The words of an article with what the tables and titles say about them, for the finders."""

    __slots__ = ("at", "hits", "in_title", "titles", "titles_at", "words")

    def __init__(self, words: Words) -> None:
        self.words = words
        self.hits = gazetteer.find(words)
        self.titles = gazetteer.titles(words)
        self.at: dict[int, Hit] = {}
        for hit in self.hits:
            if hit.first not in self.at:
                self.at[hit.first] = hit
        self.titles_at = {t.first: t for t in self.titles}
        self.in_title = {k for t in self.titles for k in range(t.first + 1, t.last + 1)}

    def text(self, index: int) -> str:
        return self.words.list[index].text if 0 <= index < len(self.words) else ""

    def hard(self, index: int) -> bool:
        """Whether a clause ends before the word."""
        return not 0 <= index < len(self.words) or self.words.list[index].hard

    def gap(self, index: int) -> str:
        """The marks before a word; a line break where there is none."""
        return self.words.list[index].gap if 0 <= index < len(self.words) else "\n"

    def opens(self, index: int) -> bool:
        """Whether a quotation opens before the word."""
        return 0 <= index < len(self.words) and self.words.list[index].opens

    def closes(self, index: int) -> bool:
        """Whether a quotation closes before the word."""
        return not 0 <= index < len(self.words) or self.words.list[index].closes

    def source(self, index: int) -> str:
        """The word as it is written."""
        word = self.words.list[index]
        return self.words.view.span(word.start, word.end).of(self.words.view.source)


def kind_of(hit: Hit) -> EntityType:
    """What a hit's likeliest reading is."""
    return gazetteer.known()[hit.known[0].known].type


def definite(word: str) -> bool:
    return word.startswith("ال") and len(word) > 3


def nisba(word: str) -> str | None:
    """The country of a definite nisba adjective («الروسية» → russia)."""
    return gazetteer.nisbas().get(word[2:]) if definite(word) else None


def nisba_alone(word: str) -> bool:
    """Whether a definite nisba names a people by itself («الروس», «الأتراك»): a plural that is no adjective form."""
    return nisba(word) is not None and not word.endswith(("ي", "يه", "يات", "ان"))


# ---------------------------------------------------------------- what the tables know


def known_names(page: Page) -> Iterable[Found]:
    for hit in page.hits:
        free = tuple(f for f in hit.known if not f.guarded)
        chosen = free or (hit.known if _vouched(page, hit) else ())
        if not chosen or _swallowed(page, hit):
            continue
        kind = gazetteer.known()[chosen[0].known]
        length = hit.last - hit.first + 1
        before = heads().get(page.text(hit.first)[hit.skip :])
        if length > 1 and before is not None and not before.keep and not kind.kind.startswith("gov"):
            hit = Hit(hit.first + 1, 0, hit.last, hit.known)  # «صحيفة [هآرتس]»
        weight = 10.0 * length + 5 - 0.5 * hit.skip
        yield Found(
            first=hit.first, skip=hit.skip, last=hit.last, type=kind.type, rule="gazetteer", weight=weight, known=chosen
        )


def _vouched(page: Page, hit: Hit) -> bool:
    """A guarded name holds after a head, in quotation marks, or as a hashtag."""
    before = page.text(hit.first - 1)
    if page.hard(hit.first):
        return False
    if hit.skip:
        return False
    word = before
    for n in strips(word):
        head = heads().get(word[n:])
        if head:
            kind = gazetteer.known()[hit.known[0].known].type
            return head.type == kind or kind == "GROUP"
    return False


def _swallowed(page: Page, hit: Hit) -> bool:
    """Whether the hit is no name here: an adjective that looks like a country («العاصمة السعودية»), a common word."""
    if hit.first != hit.last:
        return False
    word = page.text(hit.first)
    before = page.text(hit.first - 1)
    if hit.known[0].adjective and not (word[: hit.skip] in ("ل", "ب") or before in PREPOSITIONS):
        return True
    qualifies = definite(before) and before not in NOT_NOUNS and nisba(before) is None and not page.hard(hit.first)
    if qualifies and hit.skip == 0 and nisba(word):
        return True
    if hit.skip and lexicon.in_lexicon(word) and lexicon.score(word) == 0:
        core = word[hit.skip :]
        return len(core) < 4
    return False


# ---------------------------------------------------------------- names built on heads


def headed_names(page: Page) -> Iterable[Found]:
    table = heads()
    n = len(page.words)
    for i in range(n):
        word = page.text(i)
        for skip in strips(word):
            head = None if word[:skip].endswith(("ال", "لل")) else table.get(word[skip:])
            if word[:skip].endswith("لل"):
                head = table.get("ال" + word[skip:])
                skip -= 1
            if head is None or (head.follow == "nisba" and i in page.in_title):
                continue
            found = _headed(page, i, skip, head)
            if found:
                yield found
            break


def _headed(page: Page, i: int, skip: int, head: Head) -> Found | None:
    """The name that a head at word ``i`` begins or announces."""
    j = i + 1
    if j >= len(page.words):
        return None
    if page.opens(j):
        return _headed_quotation(page, i, skip, head)
    if page.hard(j):
        return None
    if head.follow == "name":
        last = _proper(page, j)
    elif head.follow == "nisba":
        last = _definite_body(page, j, page.text(i)[skip:].endswith("ه"))
    else:
        last = _body(page, j, head)
    if last is None:
        return None
    text = " ".join(page.text(k) if k > i else page.text(k)[skip:] for k in range(i, last + 1))
    if text in steering("generic"):
        return None
    if not head.keep:
        if page.at.get(j) and page.at[j].last >= last:
            return None  # the gazetteer has it
        i, skip = j, 0
    return Found(first=i, skip=skip, last=last, type=head.type, rule=f"head:{head.kind}",
                 weight=10.0 * (last - i + 1) + 3, head=head.kind, core=j)  # fmt: skip


def _headed_quotation(page: Page, i: int, skip: int, head: Head) -> Found | None:
    """«حزب "فيديس"»: the quoted words are the name; «وكالة "سانا" للأنباء» is one with its head."""
    j = i + 1
    if head.kind in ("ministry", "definite", "state") or page.gap(j) in ("\n", ":"):
        return None
    last = next((k for k in range(j, min(j + 6, len(page.words))) if page.closes(k + 1) or page.hard(k + 1)), None)
    if last is None or not page.closes(last + 1):
        return None
    word = page.text(j)
    if last == j and j not in page.at and not definite(word) and lexicon.in_lexicon(word) and lexicon.score(word) < 2:
        return None
    follow = page.text(last + 1)
    whole = (
        head.keep
        and not page.hard(last + 1)
        and (follow.startswith("للا") or nisba(follow) is not None or follow.startswith("الدولي"))
    )
    if whole or head.kind == "agency":
        return Found(first=i, skip=skip, last=last + whole, type=head.type, rule="head:quoted",
                     weight=10.0 * (last - i + 1) + 8, head=head.kind, core=j)  # fmt: skip
    return Found(first=j, skip=0, last=last, type=head.type, rule="head:quoted",
                 weight=10.0 * (last - j + 1) + 4, head=head.kind, core=j)  # fmt: skip


def _country_tail(page: Page, k: int, more: bool) -> int:
    """Last word of what may still follow a country's nisba: «(الكورية) الجنوبية», «(السوري) لحقوق الإنسان»."""
    if page.hard(k):
        return k - 1
    word = page.text(k)
    if word in HALVES or (more and word.startswith("لل") and len(word) > 4):
        return k
    if (
        more
        and word.startswith("ل")
        and word not in LAM_WORDS
        and definite(page.text(k + 1))
        and lexicon.in_lexicon(word)
    ):
        return k + 1
    return k - 1


def _proper(page: Page, j: int) -> int | None:
    """Last word of a proper name that begins at word ``j``: quoted, known, or unlike any common word."""
    hit = page.at.get(j)
    if hit and hit.skip == 0:
        last = hit.last
        while not page.hard(last + 1) and page.text(last + 1) in ("الدولي", "الدوليه"):
            last += 1
        return last
    last = j - 1
    k = j
    while k < len(page.words) and k - j < 4 and not (page.hard(k) and k > j):
        word = page.text(k)
        if word in lexicon.CONNECTORS and not page.hard(k + 1):
            k += 2
            last = k - 1
            continue
        if nisba(word) or word in steering("end"):
            break
        like = lexicon.score(word)
        if definite(word):
            if k > j and page.text(k - 1) not in ("الملك", "الامير", "الشيخ") and like < 5:
                break
            if like < 2 and word not in ("الملك", "الامير", "الشيخ"):
                break
        elif like < 3:
            break
        last = k
        k += 1
    return last if last >= j else None


def _definite_body(page: Page, j: int, feminine: bool) -> int | None:
    """«المحكمة [العليا الإسرائيلية]», «الهيئة [الوطنية للانتخابات]»: adjectives up to a nisba, or a noun with ل."""
    for k in range(j, min(j + 5, len(page.words))):
        word = page.text(k)
        if page.hard(k) or not definite(word):
            if k > j and not page.hard(k) and word.startswith("لل") and len(word) > 4:
                return k
            return None
        if nisba(word):
            return _country_tail(page, k + 1, k - j <= 1) if word.endswith("ه") == feminine else None
        if word in steering("end") or word.endswith("ه") != feminine or lexicon.score(word) >= 5:
            return None
    return None


def _body(page: Page, j: int, head: Head) -> int | None:
    """The rest of a body's name after its head: a proper name, or a chain of definite nouns, up to a nisba."""
    tail: int | None = None
    k, proof, proper = j, False, False
    n = len(page.words)
    while k < n and k - j < 8 and not (page.hard(k) or page.opens(k) or page.closes(k)):
        word = page.text(k)
        country = nisba(word)
        if country:
            return _country_tail(page, k + 1, k - j <= 2)
        if word in steering("end") or (k in page.titles_at and k > j):
            break
        hit = page.at.get(k)
        if hit and hit.skip == 0 and kind_of(hit) != "GROUP":
            if proper and kind_of(hit) == "PER":
                break
            tail, proof, proper = hit.last, True, True
            k = hit.last + 1
        elif definite(word):
            if proper:
                break
            tail, proof = k, True
            k += 1
        elif word.startswith("لل") and len(word) > 4 and not proper:
            tail, proof = k, True
            k += 1
        elif word.startswith("وال") and len(word) > 5 and tail is not None and not proper and _and_more(page, k, head):
            tail = k
            k += 1
        elif word in ("في", "ب") and tail is not None and head.kind in ("court", "council", "parliament", "embassy"):
            follow = page.at.get(k + 1)
            return follow.last if follow and follow.skip == 0 and not page.hard(k + 1) else tail
        elif lexicon.score(word) >= 5 or (word in lexicon.LEADERS_IN and k > j):
            if tail is not None and not proper:
                break
            tail, proof, proper = k, True, True
            k += 1
        elif k == j and _construct(page, k):
            k += 1
        else:
            break
    return tail if proof else None


def _construct(page: Page, k: int) -> bool:
    """Whether a common word without the article stands in a genitive with the next («مجلس [حقوق] الإنسان»)."""
    word = page.text(k)
    if len(word) < 3 or word.startswith(("ل", "ب")) or word.endswith(("ها", "هم", "هما")):
        return False
    if word[0] in "يت" and lexicon.in_lexicon(("ت" if word[0] == "ي" else "ي") + word[1:]):
        return False  # a verb
    follow = page.text(k + 1)
    return definite(follow) and not page.hard(k + 1) and not page.opens(k + 1) and nisba(follow) is None


def _and_more(page: Page, k: int, head: Head) -> bool:
    """Whether «والاستثمار» goes on with the name «وزارة التجارة …»."""
    core = page.text(k)[1:]
    return (
        head.kind in ("ministry", "authority", "party", "organisation", "council", "company", "service")
        and core not in heads()
        and nisba(core) is None
        and core not in _definite_titles()
        and lexicon.score(core) < 5
        and k not in page.at
    )


@lru_cache(maxsize=1)
def _definite_titles() -> frozenset[str]:
    return frozenset(
        "ال" + pattern(fold(name))
        for row in table("titles.tsv")
        for name in gazetteer.cells(row["ar"])
        if " " not in name
    )


# ---------------------------------------------------------------- persons


def persons(page: Page, bodies: Sequence[Found]) -> Iterable[Found]:
    """Persons by a title before the name, by given names, by the shape of a row of unknown words."""
    covered = {f.first: f for f in bodies}
    for title in page.titles:
        start = _after_title(page, title, covered)
        if start is None:
            continue
        last = _name(page, start, titled=True)
        if last is not None:
            bonus = 4.0 if title.kind in ("honorific",) else 6.0
            yield Found(first=start, skip=0, last=last, type="PER", rule="title", titled=title.first,
                        weight=10.0 * (last - start + 1) + bonus)  # fmt: skip
    n = len(page.words)
    i = 0
    while i < n:
        word = page.text(i)
        for skip in strips(word):
            if skip and (word[:skip].endswith("ال") or len(word) - skip < 3):
                continue
            core = word[skip:]
            if skip and lexicon.in_lexicon(word) and lexicon.score(word) == 0 and lexicon.score(core) < 8:
                continue
            if core in lexicon.given() or core in lexicon.CONNECTORS or lexicon.score(core) >= 5:
                last = _name(page, i, titled=False, skip=skip)
                if last is not None:
                    yield Found(first=i, skip=skip, last=last, type="PER", rule="shape",
                                weight=10.0 * (last - i + 1) + 1 - skip)  # fmt: skip
                    i = last
                    break
        i += 1


def _after_title(page: Page, title: Title, covered: dict[int, Found]) -> int | None:
    """First word of the name that follows a title and what stands between them."""
    k, firm = title.last + 1, False
    if page.text(title.last) == "باسم" and k not in covered:
        return None
    for _ in range(6):
        if page.hard(k) and not page.opens(k):
            comma = k < len(page.words) and page.words.list[k].gap in ("،", ",")
            return k if comma and (k > title.last + 1 or title.kind == "spokesperson") else None
        word = page.text(k)
        if nisba(word) or word in steering("adjective"):
            k += 1
            continue
        body = covered.get(k)
        if body and body.type in ("ORG", "LOC"):
            k = body.last + 1
            continue
        if not title.definite and k - title.last < 4 and definite(word) and lexicon.score(word) < 3:
            k += 1  # «مدير [الشركة] فلان»
            firm = True
            continue
        if word in ("باسم", "في", "لدي") or (word.startswith("لشوو") and k > title.last):
            body = covered.get(k + 1)
            if body and body.type in ("ORG", "LOC"):
                k = body.last + 1
                continue
            if word.startswith("لشوو") and not page.hard(k + 1):
                k += 2
                continue
            return None
        if word.startswith("لل") and k + 1 < len(page.words) and not page.hard(k + 1):
            k += 2 if definite(page.text(k + 1)) else 1
            continue
        if k in page.titles_at and page.titles_at[k].first == k and page.titles_at[k].last >= k:
            return None
        return k if not firm or lexicon.score(word) >= 4 or word in lexicon.FIRM else None
    return None


def _name(page: Page, start: int, *, titled: bool, skip: int = 0) -> int | None:
    """Last word of a person's name that begins at ``start``; None when the words do not look like one.

    ``titled``: a title stands before, so that less of a name's look is asked for.
    """
    k, strength, count = start, 0.0, 0
    last: int | None = None
    while k < len(page.words) and count < 5:
        if k > start and (page.hard(k) or page.opens(k) or page.closes(k)):
            break
        word = page.text(k)[skip if k == start else 0 :]
        if word in lexicon.CONNECTORS:
            follow = page.text(k + 1)
            firm = word in lexicon.FIRM
            if page.hard(k + 1) or len(follow) < 2 or (not firm and (k == start or lexicon.score(follow) < 5)):
                break
            if word == "فان" and page.source(k) != "فان":
                break
            strength += 12 if firm else 8
            count += 1
            last = k + 1
            k += 2
            continue
        if nisba(word) or word in heads() or word in steering("adjective"):
            if last is not None and word in ORDINALS and titled:
                last = k
            break
        if (k in page.titles_at and k > start and lexicon.score(word) < 6) or word.isdigit():
            break
        like = lexicon.score(word)
        if definite(word):
            if k == start and not titled:
                break
            if like < (3 if (count and strength / count >= 7) or titled else 5):
                break
        elif like < (2 if titled and k == start else 3):
            break
        place = page.at.get(k)
        if place and place.skip == 0 and like < 7 and kind_of(place) in ("LOC", "ORG") and not place.known[0].guarded:
            break
        strength += like
        count += 1
        last = k
        k += 1
    if last is None:
        return None
    if titled:
        return last if strength >= 4 else None
    if count < 2 and last == start:
        return None
    strength += _context(page, start, last)
    return last if strength / count >= 6 or strength >= 12 + 3 * (count > 2) else None


def _context(page: Page, start: int, last: int) -> float:
    """How much the words round an untitled row of unknown words speak for a person."""
    bonus = 0.0
    before, after = page.text(start - 1), page.text(last + 1)
    if not page.hard(start) and before.removeprefix("و") in steering("verb"):
        bonus += 3
    gap = page.gap(last + 1)
    if gap in ("،", ",") and last + 1 in page.titles_at:
        bonus += 4
    if gap == "(" and after.isdigit() and page.text(last + 2) in ("عاما", "سنه", "عام", "سنوات", "اعوام"):
        bonus += 6
    if page.gap(start) in ("،", ",") and gap in ("،", ",") and last > start:
        bonus += 1
    if after in ("ان", "انه", "انها") and not page.hard(last + 1):
        bonus += 1
    return bonus


ORDINALS = frozenset(fold(w) for w in ["الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن"])
"""Of kings and popes («عبد الله الثاني»)."""


# ---------------------------------------------------------------- the short forms of names found


def short_forms(page: Page, found: Sequence[Found]) -> Iterable[Found]:
    """A name found in full or by its title is found all over the page by its last word, or by a telling first one."""
    taken = {k for f in found for k in range(f.first, f.last + 1)}
    tails: dict[str, EntityType] = {}
    for item in found:
        if item.type == "PER":
            texts = [page.text(k) for k in range(item.first, item.last + 1)]
            texts[0] = texts[0][item.skip :]
            for position, word in enumerate(texts):
                if word in lexicon.CONNECTORS or len(word) < 3 or nisba(word) or word in ("الله",):
                    continue
                last = position == len(texts) - 1
                if position and texts[position - 1] in lexicon.CONNECTORS:
                    if texts[position - 1] not in ("بن", "دي", "دو", "فان"):
                        continue
                    if not last:
                        continue
                like = lexicon.score(word)
                if like >= (3 if last else 6):
                    tails.setdefault(word, "PER")
        elif item.core >= 0 and item.core == item.last:
            word = page.text(item.core)
            if lexicon.score(word) >= 4 and not definite(word):
                tails.setdefault(word, item.type)
    for i in range(len(page.words)):
        if i in taken:
            continue
        word = page.text(i)
        for skip in strips(word):
            core = word[skip:]
            if core in tails and not (skip and word[:skip].endswith("ال")):
                first, off = i, skip
                if page.text(i - 1) in ("بن",) and i - 1 not in taken and not page.hard(i) and not skip:
                    first = i - 1
                yield Found(first=first, skip=off, last=i, type=tails[core], rule="short", weight=1.0 - skip)
                break


# ---------------------------------------------------------------- choosing


def find(page: Page) -> list[Found]:
    """Every name of the page, none overlapping, in text order."""
    bodies = choose([*known_names(page), *headed_names(page)])
    first = choose([*bodies, *persons(page, bodies)])
    return choose([*first, *short_forms(page, first)])


def choose(candidates: Iterable[Found]) -> list[Found]:
    """The heaviest candidates, none overlapping, in text order."""
    taken: set[int] = set()
    out: list[Found] = []
    for found in sorted(candidates, key=lambda f: (-f.weight, f.first, f.skip, f.rule)):
        span = range(found.first, found.last + 1)
        if any(k in taken for k in span):
            continue
        taken.update(span)
        out.append(found)
    return sorted(out, key=lambda f: f.first)
