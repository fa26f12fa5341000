"""Persons: after a title, by given names, by the shape of a row of unknown words; then their short forms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from khabar.model import EntityType
from khabar.names import gazetteer, lexicon
from khabar.names.found import Found, Page, definite, heads, kind_of, nisba, steering
from khabar.names.gazetteer import Title, particles
from khabar.names.learned import learned
from khabar.names.words import strips


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
    known, done = learned().openings, -1
    if len(known) > 40_000:
        known.clear()
    for i, word in enumerate(page.texts):
        skips = known.get(word)
        if skips is None:
            skips = known[word] = _openings(word)
        if not skips or i <= done:
            continue
        for skip in skips:
            last = _name(page, i, titled=False, skip=skip)
            if last is not None:
                yield Found(first=i, skip=skip, last=last, type="PER", rule="shape",
                            weight=10.0 * (last - i + 1) + 1 - skip)  # fmt: skip
                done = last
                break


def _openings(word: str) -> tuple[int, ...]:
    """Without how many letters of particles a word may begin a person's name."""
    out = []
    for skip in strips(word):
        core = word[skip:]
        if skip and (word[:skip].endswith("ال") or len(core) < 3):
            continue
        if skip and lexicon.everyday(word, lexicon.NEVER) and lexicon.score(core) < 8:
            continue
        if core in lexicon.connectors() or lexicon.score(core) >= 5:
            out.append(skip)
    return tuple(out)


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
        return k if not firm or lexicon.score(word) >= 4 or word in particles("firm") else None
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
        if word in lexicon.connectors():
            follow = page.text(k + 1)
            firm = word in particles("firm")
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
            if last is not None and word in particles("ordinal") and titled:
                last = k
            break
        if (k in page.titles_at and k > start and lexicon.score(word) < 6) or word.isdigit():
            break
        like = lexicon.score(word)
        if word == "علي" and (k > start or not titled) and page.source(k).endswith("ى"):
            break  # the preposition
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


def _least(word: str, item: Found) -> int:
    """How much like a name the last word of a person's name has to be for him to be found by it alone."""
    return 1 if item.last > item.first and len(word) > 3 else 3


def _of_club(page: Page, item: Found) -> str:
    """The last word of a known club's or company's name, where it is no place's and no everyday word («يونايتد»)."""
    word = page.text(item.last)
    if (
        item.last == item.first
        or not item.known
        or gazetteer.known()[item.known[0].known].kind not in ("club", "company")
    ):
        return ""
    common = definite(word) or nisba(word) or len(word) < 3 or word in heads() or (
        lexicon.everyday(word, lexicon.NEVER) and not learned().rates.get(word, (0, 0, 0))[1]
    )  # fmt: skip
    other = any(kind_of(hit) != "ORG" for hit in page.hits_at.get(item.last, ()))
    return "" if common or other else word


def short_forms(page: Page, found: Sequence[Found]) -> Iterable[Found]:
    """A name found in full or by its title is found all over the page by its last word, or by a telling first one."""
    taken = {k for f in found for k in range(f.first, f.last + 1)}
    tails: dict[str, EntityType] = {}
    alone = steering("homograph") | {"الله"}
    """Words that are no sign of a person by themselves."""
    for item in found:
        if item.type == "PER":
            texts = [page.text(k) for k in range(item.first, item.last + 1)]
            texts[0] = texts[0][item.skip :]
            for position, word in enumerate(texts):
                if word in lexicon.connectors() or len(word) < 3 or nisba(word) or word in alone:
                    continue
                last = position == len(texts) - 1
                if position and texts[position - 1] in lexicon.connectors():
                    if texts[position - 1] not in ("بن", "دي", "دو", "فان"):
                        continue
                    if not last:
                        continue
                like = lexicon.score(word)
                if like >= (_least(word, item) if last else 6):
                    tails.setdefault(word, "PER")
        elif name := _of_club(page, item):
            tails.setdefault(name, "ORG")
        elif item.core >= 0 and item.core == item.last:
            word = page.text(item.core)
            if lexicon.score(word) >= 4 and not definite(word):
                tails.setdefault(word, item.type)
    for core, type in tails.items():
        for i, skip in page.cores.get(core, ()):
            if i in taken or (skip and page.texts[i][:skip].endswith("ال")):
                continue
            if core == "علي" and page.source(i).endswith("ى"):
                continue  # the preposition
            first = i
            if page.text(i - 1) in ("بن",) and i - 1 not in taken and not page.hard(i) and not skip:
                first = i - 1
            yield Found(first=first, skip=skip, last=i, type=type, rule="short", weight=1.0 - skip)
