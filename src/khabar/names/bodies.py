"""Names built on a head: «وزارة الموارد المائية العراقية», «حزب العدالة», «شركة مطارات …», «مدينة الحديدة»."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from khabar.names import gazetteer, lexicon
from khabar.names.found import Found, Head, Page, definite, heads, kind_of, nisba, steering
from khabar.names.gazetteer import particles, table
from khabar.names.words import pattern, strips
from khabar.text import fold

PEOPLED = frozenset(["movement", "party", "armed-group", "company", "group"])
"""Heads after which a title speaks of a person («حركة الداعية …»), not of what a body is named after."""
TRADING = frozenset(["company", "group", "agency", "bank", "institution"])
"""Heads of names that go on after a proper name («شركة تويوتا للسيارات»)."""


def headed_names(page: Page) -> Iterable[Found]:
    for i, heading in enumerate(map(_heads_in, page.texts)):
        for skip, head in heading:
            if head.follow == "nisba" and i in page.in_title:
                continue
            found = _headed(page, i, skip, head)
            if found:
                yield found
            break


@lru_cache(maxsize=65536)
def _heads_in(word: str) -> tuple[tuple[int, Head], ...]:
    """The heads that a word may be, with how many letters of particles stand before."""
    out = []
    for skip in strips(word):
        before, core = word[:skip], word[skip:]
        if before.endswith("لل"):
            skip, core = skip - 1, "ال" + core
        elif before.endswith("ال"):
            continue
        if core in heads():
            out.append((skip, heads()[core]))
    return tuple(out)


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
    if last == j and j not in page.at and not definite(word) and lexicon.everyday(word, lexicon.RARELY):
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
    if word in steering("half") or (more and word.startswith("لل") and len(word) > 4):
        return k
    if (
        more
        and word.startswith("ل")
        and word not in steering("lam")
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
        if word in lexicon.connectors() and not page.hard(k + 1):
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
            if k > j and not page.hard(k) and word.startswith("لل") and len(word) > 4 and not _country(page, k):
                return k  # but «المركز الأول للدنمارك» is no centre
            return None
        if nisba(word):
            return _country_tail(page, k + 1, k - j <= 1) if word.endswith("ه") == feminine else None
        if word in steering("end") or word.endswith("ه") != feminine or lexicon.score(word) >= 5:
            return None
    return None


def _country(page: Page, k: int) -> bool:
    """Whether a word alone is a country's name."""
    hit = page.at.get(k)
    return hit is not None and hit.last == k and gazetteer.known()[hit.known[0].known].kind == "country"


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
        if word in steering("end") or (k in page.titles_at and (k > j or head.kind in PEOPLED)):
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
        elif word.startswith("لل") and len(word) > 4 and (not proper or head.kind in TRADING):
            tail, proof = k, True
            k += 1
        elif word.startswith("وال") and len(word) > 5 and tail is not None and not proper and _and_more(page, k, head):
            tail = k
            k += 1
        elif word in ("في", "ب") and tail is not None and head.kind in ("court", "council", "parliament", "embassy"):
            follow = page.at.get(k + 1)
            return follow.last if follow and follow.skip == 0 and not page.hard(k + 1) else tail
        elif lexicon.score(word) >= 5 or (word in particles("foreign") and k > j):
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
