"""Finding the names of an article: what the tables know, names built on heads, persons by title and by shape.

Every finder proposes spans of words with a rule's name and a weight; :func:`choose` keeps the heaviest of those
that overlap. Nothing here decides who is who: see ``variants`` and ``page``.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from khabar.names import gazetteer, lexicon, tagger
from khabar.names.bodies import headed_names
from khabar.names.found import Found, Page, definite, heads, nisba, steering
from khabar.names.gazetteer import Hit
from khabar.names.persons import persons, short_forms
from khabar.names.words import strips

PREPOSITIONS = frozenset(
    ["في", "من", "الي", "عن", "علي", "بين", "مع", "ضد", "دوله", "داخل", "خارج", "شمال", "جنوب", "شرق", "غرب"]
)


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
        elif length > 1 and kind.type == "PER" and _titled(page, hit):
            hit = Hit(hit.first + 1, 0, hit.last, hit.known)  # «الملك [سلمان]»
        weight = 10.0 * length + 5 - 0.5 * hit.skip
        yield Found(
            first=hit.first, skip=hit.skip, last=hit.last, type=kind.type, rule="gazetteer", weight=weight, known=chosen
        )


def _titled(page: Page, hit: Hit) -> bool:
    """Whether the first word of a person's name is a title."""
    title = page.titles_at.get(hit.first)
    return title is not None and title.last == hit.first and definite(page.text(hit.first)[hit.skip :])


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
    qualifies = (
        definite(before) and before not in steering("no-noun") and nisba(before) is None and not page.hard(hit.first)
    )
    if qualifies and hit.skip == 0 and nisba(word):
        return True
    if hit.skip and lexicon.in_lexicon(word) and lexicon.score(word) == 0:
        core = word[hit.skip :]
        return len(core) < 4
    return False


def by_rules(page: Page) -> list[Found]:
    """Every name that the rules and tables find on the page, none overlapping, in text order."""
    bodies = choose([*known_names(page), *headed_names(page)])
    first = choose([*bodies, *persons(page, bodies)])
    return [_looked_up(page, found) for found in choose([*first, *short_forms(page, first)])]


def _looked_up(page: Page, found: Found) -> Found:
    """A name found by its title or shape, with what the tables know of these words."""
    if found.known:
        return found
    for hit in page.hits_at.get(found.first, ()):
        if hit.last == found.last and hit.skip == found.skip:
            known = tuple(f for f in hit.known if gazetteer.known()[f.known].type == found.type)
            return msgspec.structs.replace(found, known=known) if known else found
    return found


def find(page: Page) -> list[Found]:
    """Every name of the page, none overlapping, in text order: what the tagger makes of what the rules propose."""
    proposed = by_rules(page)
    tags = tagger.tag(page, proposed)
    if not tags:
        return proposed
    named = [msgspec.structs.replace(f, weight=100.0) for f in merged(page, proposed, tags)]
    again = choose([*named, *(f for f in proposed if certain(f)), *repeated(page, named)])
    return choose([*again, *short_forms(page, again)])


def certain(found: Found) -> bool:
    """Whether a name needs no tagger: the tables know it, it is no everyday word, and it is no short word."""
    return (
        found.rule == "gazetteer"
        and not any(form.guarded or form.adjective for form in found.known)
        and found.type in ("LOC", "PER")
    )


def repeated(page: Page, named: list[Found]) -> Iterable[Found]:
    """A name of two words or more that stands elsewhere on the page as well."""
    names: dict[tuple[str, ...], Found] = {}
    for item in named:
        if item.last > item.first:
            first, *more = page.texts[item.first : item.last + 1]
            names.setdefault((first[item.skip :], *more), item)
    for words, item in names.items():
        for i, skip in page.cores.get(words[0], ()):
            last = i + len(words) - 1
            if page.texts[i + 1 : last + 1] == [*words[1:]] and not any(page.hard(k) for k in range(i + 1, last + 1)):
                yield msgspec.structs.replace(
                    item, first=i, skip=skip, last=last, rule="again", weight=float(len(words)), core=-1, titled=-1
                )


def merged(page: Page, proposed: list[Found], tags: list[tagger.Tag]) -> list[Found]:
    """The tagger's names, each with what the rule that found the same words knows of it."""
    same = {(f.first, f.skip, f.last): f for f in proposed}
    begun = {f.first: f for f in proposed}
    out: list[Found] = []
    for tag in tags:
        rule = same.get((tag.first, tag.skip, tag.last))
        if rule is not None:
            if rule.type != tag.type and not rule.known:
                rule = msgspec.structs.replace(rule, type=tag.type)
            out.append(rule)
            continue
        near = begun.get(tag.first)
        fresh = Found(
            first=tag.first,
            skip=tag.skip,
            last=tag.last,
            type=tag.type,
            rule="tagger",
            weight=0.0,
            core=near.core if near and near.core <= tag.last else -1,
            titled=near.titled if near and near.type == tag.type else -1,
        )
        out.append(_looked_up(page, fresh))  # fmt: skip
    return out


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
