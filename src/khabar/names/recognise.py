"""Finding the names of an article: what the tables know, names built on heads, persons by title and by shape.

Every finder proposes spans of words with a rule's name and a weight; :func:`choose` keeps the heaviest of those
that overlap. Nothing here decides who is who: see ``variants`` and ``page``.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import msgspec

from khabar.model import EntityType
from khabar.names import edges, gazetteer, lexicon, plain, tagger
from khabar.names.bodies import headed_names
from khabar.names.found import Found, Page, definite, heads, kind_of, nisba, steering
from khabar.names.gazetteer import Form, Hit
from khabar.names.persons import persons, short_forms
from khabar.names.words import PROCLITICS, strips

OUTLETS = frozenset(["newspaper", "agency", "site", "channel", "magazine", "radio"])
"""Kinds of houses that a page may be taken from."""
QUALIFIED = frozenset(["club", "newspaper", "channel", "site", "magazine", "radio"])
"""Kinds of bodies whose country's adjective is no part of their name."""


def known_names(page: Page) -> Iterable[Found]:
    for hit in page.hits:
        if plain.is_plain(page, hit):
            continue
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
        if kind.kind in QUALIFIED and _qualified(page, hit):
            hit = Hit(hit.first, hit.skip, hit.last - 1, hit.known)  # «[ريال مدريد] الإسباني»
            length = hit.last - hit.first + 1
        weight = 10.0 * length + 5 - 0.5 * hit.skip
        yield Found(
            first=hit.first, skip=hit.skip, last=hit.last, type=kind.type, rule="gazetteer", weight=weight, known=chosen
        )


def credits(page: Page) -> Iterable[Found]:
    """The outlet that a page was taken from («نقلا عن [الاتحاد]»), though its name be an everyday word."""
    for i, word in enumerate(page.texts):
        if word != "عن" or page.text(i - 1) not in gazetteer.particles("credit") or page.hard(i):
            continue
        for last in range(i + 3, i, -1):
            if any(page.hard(k) for k in range(i + 2, last + 1)) or last >= len(page.texts):
                continue
            known = _outlets(" ".join(page.texts[i + 1 : last + 1]))
            ends = page.hard(last + 1) or page.closes(last + 1) or nisba(page.text(last + 1)) is not None
            if known and ends:
                near = [f for f in known if gazetteer.known()[f.known].country in page.lands]
                yield Found(first=i + 1, skip=0, last=last, type="ORG", rule="credit", weight=40.0,
                            known=(*near, *(f for f in known if f not in near)))  # fmt: skip
                break


@lru_cache(maxsize=4096)
def _outlets(name: str) -> tuple[Form, ...]:
    """The outlets of a folded name, with or without the noun that says what they are."""
    forms = gazetteer.forms()
    names = (name, *(f"{noun} {name}" for noun in sorted(gazetteer.particles("outlet"))))
    listed = (form for spelt in names for form in forms.get(spelt, ()))
    return tuple({f.known: f for f in listed if gazetteer.known()[f.known].kind in OUTLETS}.values())


def capitals(page: Page) -> Iterable[Found]:
    """«العاصمة الفرنسية» names a city, where its own name does not follow («العاصمة الفرنسية باريس»)."""
    for i, word in enumerate(page.texts):
        skip = _capital_forms().get(word)
        if skip is None or page.hard(i + 1):
            continue
        two = nisba(f"{page.text(i + 1)} {page.text(i + 2)}") if not page.hard(i + 2) else None
        country = two or nisba(page.text(i + 1))
        last = i + 2 if two else i + 1
        city = gazetteer.capitals().get(country or "")
        follows = any(kind_of(h) == "LOC" and h.skip == 0 for h in page.hits_at.get(last + 1, ()))
        if city and not follows and not _unnamed_behind(page, last + 1):
            yield Found(first=i, skip=skip, last=last, type="LOC", rule="capital", weight=30.0,
                        known=(Form(city, False),))  # fmt: skip


def _unnamed_behind(page: Page, k: int) -> bool:
    """Whether a city that no table knows may follow («العاصمة النرويجية [أوصلو]»)."""
    word = page.text(k)
    return not page.hard(k) and not lexicon.in_lexicon(word) and lexicon.score(word) >= lexicon.NAME_LIKE


@lru_cache(maxsize=1)
def _capital_forms() -> dict[str, int]:
    """«العاصمة» with particles → how many letters of them are no part of the mention."""
    forms: dict[str, int] = {}
    for word in gazetteer.particles("capital"):
        forms |= {before + word: len(before) for before in ("", *"وفبك", "وب")}
        forms |= {before + word[1:]: len(before) for before in ("ل", "ول", "فل")}
    return forms


def _qualified(page: Page, hit: Hit) -> bool:
    """Whether a name ends in the adjective of a country that is no part of it («التلفزيون السوري» needs it)."""
    if hit.first == hit.last or not nisba(page.text(hit.last)):
        return False
    first, *more = page.texts[hit.first : hit.last]
    rest = " ".join([first[hit.skip :], *more])
    return rest in gazetteer.forms() or not (definite(rest) or rest in heads())


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
    if hit.known[0].adjective and not (word[: hit.skip] in ("ل", "ب") or before in gazetteer.particles("before-place")):
        return True
    qualifies = (
        definite(before) and before not in steering("no-noun") and nisba(before) is None and not page.hard(hit.first)
    )
    if qualifies and hit.skip == 0 and nisba(word):
        return True
    if hit.skip and word[hit.skip - 1] == "ب" and word[hit.skip :] in steering("adverb"):
        return True
    if hit.skip and lexicon.everyday(word, lexicon.NEVER):
        core = word[hit.skip :]
        return len(core) < 4
    return False


def by_rules(page: Page) -> list[Found]:
    """Every name that the rules and tables find on the page, none overlapping, in text order."""
    bodies = choose([*known_names(page), *capitals(page), *credits(page), *headed_names(page)])
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
    tags = [tag for tag in tags if not _plain_tag(page, tag)]
    named = [msgspec.structs.replace(f, weight=100.0) for f in merged(page, proposed, tags)]
    again = choose([*named, *(f for f in proposed if certain(f)), *repeated(page, named)])
    short = list(short_forms(page, again))
    whole = choose([*again, *short, *_round_short(proposed, short)])
    return [f for f in whole if not plain.in_phrase(page, f.first, f.skip, f.last)]


def _round_short(proposed: list[Found], short: list[Found]) -> Iterable[Found]:
    """Names of persons that rules propose round a word by which the page calls one («#[عادل]_إمام»)."""
    words = {f.first for f in short if f.type == "PER"}
    for item in proposed:
        listed = item.rule in ("gazetteer", "title") and item.type == "PER" and item.last > item.first
        if listed and not words.isdisjoint(range(item.first, item.last + 1)):
            yield msgspec.structs.replace(item, weight=0.5 * (item.last - item.first + 1) + 1)


def _plain_tag(page: Page, tag: tagger.Tag) -> bool:
    """Whether what the tagger takes for a name is a plain word here, or a «العاصمة الفرنسية» whose name follows."""
    if page.text(tag.first) in _capital_forms() and nisba(page.text(tag.last)):
        return all(tag.first != f.first for f in capitals(page))
    if plain.in_phrase(page, tag.first, tag.skip, tag.last):
        return True
    return tag.first == tag.last and tag.type == "LOC" and plain.away(page, tag.first, tag.skip)


def certain(found: Found) -> bool:
    """Whether a name needs no tagger: a country, a capital, the outlet of a credit, or two words that the tables know
    for a person, a place or an international body."""
    if found.rule in ("credit", "capital"):
        return True
    if found.rule != "gazetteer" or any(form.guarded or form.adjective for form in found.known):
        return False
    row = gazetteer.known()[found.known[0].known]
    state = row.kind == "country" or (found.type == "LOC" and row.stands_for is not None)
    named = found.type in ("LOC", "PER") or row.kind == "international"
    return state or (named and found.last > found.first)


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
    for tag in (part for whole in edges.put_right(page, tags) for part in _parts(page, whole)):
        near = begun.get(tag.first)
        tag = _known_longer(page, tag)
        rule = same.get((tag.first, tag.skip, tag.last)) or _with_its_state(page, tag, near)
        if rule is not None:
            out.append(rule if rule.type == tag.type else _retyped(page, rule, tag.type))
            continue
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


PUBLIC = frozenset(["ministry", "council", "parliament", "court", "police", "service", "authority"])
"""Kinds of heads of bodies of a state, whose adjective is part of their name."""


def _known_longer(page: Page, tag: tagger.Tag) -> tagger.Tag:
    """A name of which the tagger sees the beginning alone, where the tables know more («وول ستريت [جورنال]»)."""
    hits = [h for h in page.hits_at.get(tag.first, ()) if h.skip == tag.skip and kind_of(h) == tag.type]
    seen = {h.known[0].known for h in hits if h.last == tag.last}
    longer = [h for h in hits if h.last > tag.last and not h.known[0].guarded and h.known[0].known not in seen]
    if tag.last == tag.first or not longer or nisba(page.text(longer[0].last)):
        return tag
    return tag._replace(last=longer[0].last)


def _with_its_state(page: Page, tag: tagger.Tag, rule: Found | None) -> Found | None:
    """What a rule found, where the tagger leaves the state's adjective out («وزارة الإسكان [الأردنية]»)."""
    if rule is None or rule.head not in PUBLIC or (rule.skip, rule.type) != (tag.skip, tag.type):
        return None
    return rule if rule.last == tag.last + 1 and nisba(page.text(rule.last)) else None


def _will(word: str) -> bool:
    """Whether a word is a verb of what is to come («ستبني»): a name ends before it."""
    core = word.removeprefix("و")
    verb = core[1:]
    future = core.startswith(("سي", "ست", "سن")) and len(core) > 4
    return future and lexicon.everyday(verb, lexicon.NEVER)


TEAMED = frozenset(["city", "region", "district", "island", "site"])
"""Kinds of places whose name is also borne by clubs, bodies and families."""


def _retyped(page: Page, rule: Found, type: EntityType) -> Found:
    """A name that rules found and that the tagger takes for another kind of thing («فاز برشلونة»)."""
    kinds = gazetteer.known()
    if not rule.known:
        return msgspec.structs.replace(rule, type=type)
    other = tuple(form for form in rule.known if kinds[form.known].type == type)
    if not other and (rule.type != "LOC" or kinds[rule.known[0].known].kind not in TEAMED):
        return rule
    if not other and type == "ORG":
        first, *more = page.texts[rule.first : rule.last + 1]
        clubs = gazetteer.forms().get(" ".join(["نادي", first[rule.skip :], *more]), ())
        other = tuple(form for form in clubs if kinds[form.known].type == type)
    return msgspec.structs.replace(rule, type=type, known=other, rule="tagger")


def _parts(page: Page, tag: tagger.Tag) -> list[tagger.Tag]:
    """A name that the tagger sees, put right: particles that are none, two known names in one («ترامب-كيم»)."""
    word = page.text(tag.first)
    if tag.skip >= len(word):
        return [tag._replace(first=tag.first + 1, skip=0)] if tag.last > tag.first else []
    if tag.skip and word[: tag.skip] not in PROCLITICS:
        tag = tag._replace(skip=0)
    if word[tag.skip :] in gazetteer.particles("party"):
        return []  # «نظيره المصري»
    if tag.type == "GROUP" and tag.first == tag.last and nisba(word[tag.skip :]):
        return []  # «الأردنيون» stands for the country: a reference
    for k in range(tag.first + 1, tag.last + 1):
        if _will(page.text(k)):
            return _parts(page, tag._replace(last=k - 1))  # «فلان سيشارك»
        dash = page.gap(k)[:1] in ("-", "–")
        skip = 0 if dash else 1
        if (
            (dash or page.text(k).startswith("و"))
            and any(h.last == k - 1 and h.skip == tag.skip for h in page.hits_at.get(tag.first, ()))
            and any(h.last == tag.last and h.skip == skip for h in page.hits_at.get(k, ()))
        ):
            return [tag._replace(last=k - 1), tag._replace(first=k, skip=skip)]
    return [tag]


def choose(candidates: Iterable[Found]) -> list[Found]:
    """The heaviest candidates, none overlapping, in text order."""
    taken: set[int] = set()
    out: list[Found] = []
    for found in sorted(candidates, key=lambda f: (-f.weight, f.first, f.skip, f.rule)):
        span = range(found.first, found.last + 1)
        if not taken.isdisjoint(span):
            continue
        taken.update(span)
        out.append(found)
    return sorted(out, key=lambda f: f.first)
