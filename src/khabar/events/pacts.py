"""The register of agreements: each pact that a text speaks of, with its parties, its state, its term and one clause.

A pact is found by its noun, or by a name of its own. Its parties stand behind it («بين … و…»، «مع …»، two nisba
adjectives), or are those who sign it. A lone «الاتفاق» goes back to the last pact that had parties.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple, cast

from khabar.events.read import clauses
from khabar.events.slots import Ground, Slot, is_state, nisba, plain
from khabar.model import Agreement, AgreementStatus, Article, Event, Span, Time
from khabar.names.gazetteer import known
from khabar.text import View, fold, rows

_LETTER = "\u0621-\u064a"
_NEAR = 60
_TERM = re.compile(r"P\d+[YMD]")


class Named(NamedTuple):
    name: str
    kind: str
    pattern: re.Pattern[str]
    parties: tuple[str, ...]
    members: tuple[str, ...]


class Found(NamedTuple):
    """One noun of a pact in its sentence: folded offsets, who the parties are, what is said of it."""

    parties: tuple[str, ...]
    kind: str
    name: str
    status: AgreementStatus | None
    rank: float
    evidence: Span
    rule: str
    definite: bool = False
    told: bool = False
    """Whether the text itself says who made it, which else is known of a pact by its name."""


class Book(NamedTuple):
    """A pact while the article is read."""

    parties: tuple[str, ...]
    kind: str
    name: str
    status: AgreementStatus | None
    rank: float
    term: str | None
    defence: bool | None
    evidence: tuple[Span, ...]
    rule: str
    definite: bool = False
    told: bool = False


@lru_cache(maxsize=16)
def _grammar(what: str) -> re.Pattern[str]:
    """The patterns of ``agreement_grammar.tsv`` of one kind."""
    return re.compile("|".join(f"(?:{r['pattern']})" for r in rows("agreement_grammar.tsv") if r["what"] == what))


@lru_cache(maxsize=1)
def _heads() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    words = {fold(r["word"]): (r["kind"], r["number"]) for r in rows("agreement_heads.tsv")}
    for word, row in list(words.items()):  # «اتفاقه مع …»، «معاهدتنا مع …»
        if " " not in word:
            stem = word[:-1] + "ت" if word.endswith("ه") else word
            for owner in ("ه", "ها", "هم", "هما", "نا"):
                words.setdefault(stem + owner, row)
    alternatives = "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
    return re.compile(f"(?<![{_LETTER}])[وف]?(?:[بلك]?(?:ال)?|لل)({alternatives})(?![{_LETTER}])"), words


@lru_cache(maxsize=1)
def _named() -> tuple[Named, ...]:
    return tuple(
        Named(
            r["name"],
            r["kind"],
            re.compile(f"(?<![{_LETTER}])[وفبل]?(?:{r['pattern']})(?![{_LETTER}])"),
            tuple(filter(None, r["parties"].split("|"))),
            tuple(filter(None, r["members"].split("|"))),
        )
        for r in rows("agreement_named.tsv")
    )


@lru_cache(maxsize=1)
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((r["kind"], re.compile(r["pattern"])) for r in rows("agreement_kinds.tsv"))


@lru_cache(maxsize=1)
def _statuses() -> tuple[tuple[AgreementStatus, float, re.Pattern[str]], ...]:
    return tuple(
        (cast(AgreementStatus, r["status"]), float(r["rank"]), re.compile(r["pattern"]))
        for r in rows("agreement_status.tsv")
    )


@lru_cache(maxsize=1)
def defence_words() -> tuple[tuple[tuple[re.Pattern[str], bool], ...], re.Pattern[str], re.Pattern[str]]:
    """The clauses of mutual defence (and whether they count only when denied), the negations, the likenesses."""
    table = rows("agreement_defence.tsv")
    pick = {r["what"]: re.compile(r["pattern"]) for r in table if r["what"] != "clause"}
    clauses = tuple((re.compile(r["pattern"]), r["only_denied"] == "yes") for r in table if r["what"] == "clause")
    return clauses, pick["negation"], pick["likeness"]


def read_agreements(
    article: Article, sentences: Sequence[Span], times: Sequence[Time], ground: Ground, events: Sequence[Event]
) -> tuple[Agreement, ...]:
    """The pacts of an article, each once, in the order of their first mention."""
    folded = plain(article.document.text)
    homes = ground.homes
    books: list[Book] = []
    last: int | None = None
    subject: tuple[str, ...] = ()
    for sentence in sentences:
        start, end = folded.key_at(sentence.start), folded.key_at(sentence.end)
        hits = _find(folded.key, start, end)
        around = ground.slots(start, end)
        touched = []
        for at, to, kind, many, named in hits:
            if _grammar("not-made").search(folded.key[max(start, at - 24) : at]):
                continue
            found = _pact(folded, (start, end), at, to, kind, named, around, ground, events, subject)
            if not found.parties and (named or found.rule == "unnamed"):
                last = _enter(books, found)
                touched.append(last)
                continue
            for parties in _each(found._replace(parties=_as_states(found.parties, ground)), many):
                last = _enter(books, found._replace(parties=parties))
                touched.append(last)
            if not found.parties and last is not None and _goes_back(folded.key, at, to):
                said = _signed_by(folded.key, to, end, around, homes)
                whole = _distinct(said if set(books[last].parties) <= set(said) else books[last].parties)
                books[last] = _update(books[last], found)
                if books[last].rule == "named":
                    books[last] = books[last]._replace(parties=whole, told=books[last].told or len(said) > 1)
                touched.append(last)
        if touched or last is not None:
            _clauses(folded, (start, end), times, books, touched or [last or 0], around, homes)
        first = [s for s in around if not s.preposition and s.type in ("LOC", "PER", "ORG")]
        subject = tuple(dict.fromkeys(homes.get(s.entity, s.entity) for s in first[:1])) or subject
    return tuple(_agreement(article, b) for b in _one_named(books))


def _one_named(books: list[Book]) -> list[Book]:
    """«الاتفاق مع إيران» on a page that names the nuclear deal is that deal."""
    out: list[Book] = []
    for book in books:
        named = next((b for b in books if b.rule == "named" and _meant(book, b)), None)
        if named is None:
            out.append(book)
    return out


def _meant(book: Book, named: Book) -> bool:
    own = {p for n in _named() if n.name == named.name for p in n.parties}
    return book.rule != "named" and book.definite and bool(own & set(book.parties)) and akin(book.kind, named.kind)


def _find(key: str, start: int, end: int) -> list[tuple[int, int, str, bool, Named | None]]:
    """Names of pacts and their nouns in a sentence: (from, to, kind, many, named)."""
    out: list[tuple[int, int, str, bool, Named | None]] = []
    pattern, words = _heads()
    for match in pattern.finditer(key, start, end):
        kind, number = words[match.group(1)]
        named = next(
            (
                n
                for n in _named()
                if (m := n.pattern.search(key, match.start(), end)) and m.start() <= match.start() + 1
            ),
            None,
        )
        if out and match.start() < out[-1][1]:
            continue
        out.append((match.start(), match.end(), named.kind if named else kind, number == "many", named))
    return out


def _pact(
    folded: View,
    sentence: tuple[int, int],
    at: int,
    to: int,
    kind: str,
    named: Named | None,
    around: Sequence[Slot],
    ground: Ground,
    events: Sequence[Event],
    subject: tuple[str, ...],
) -> Found:
    """What one noun of a pact says."""
    key, homes = folded.key, ground.homes
    tail = key[to : min(sentence[1], to + 110)]
    near = key[max(sentence[0], at - _NEAR) : at] + "@" + key[to : min(sentence[1], to + _NEAR)]
    status, rank = next(((s, r) for s, r, p in _statuses() if p.search(near)), (None, 0))
    if status in ("signed", "to be signed"):
        status, rank = _signing(folded, at, events) or (status, rank)
    own = tail[: _next(key, to, to + 45) - to]
    stop = _grammar("verb").search(own)
    own = own[: stop.start()] if stop else own
    about = "" if kind in _WHOLE else next((k for k, p in _kinds() if p.search(own)), "")
    evidence = folded.span(*_trim(key, max(sentence[0], at - 90), min(sentence[1], to + 110), at))
    name = folded.span(at, _phrase_end(key, to, sentence[1])).of(folded.source)
    if named:
        told = _signed_by(key, to, sentence[1], around, homes)
        parties = _distinct([*named.parties, *(told or _members(folded, sentence, at, named, around, homes))])
        if status in ("signed", "ended"):  # «الاتفاق المبرم عام …» names a pact that has long been in force
            status, rank = "in force", 3
        return Found(
            parties, named.kind, named.name, status, rank, evidence, "named", told=len(parties) > 1 and bool(told)
        )
    parties, rule = _parties(folded, sentence, at, to, kind, around, ground, events, subject)
    full = f"{about} {kind}".strip() if about and about != kind and kind not in about else about or kind
    return Found(parties, full, name, status, rank, evidence, rule, _goes_back(key, at, to))


def _parties(
    folded: View,
    sentence: tuple[int, int],
    at: int,
    to: int,
    kind: str,
    around: Sequence[Slot],
    ground: Ground,
    events: Sequence[Event],
    subject: tuple[str, ...],
) -> tuple[tuple[str, ...], str]:
    key, homes = folded.key, ground.homes
    stop = _next(key, to, min(sentence[1], to + 110))
    behind = [s for s in around if to <= s.start <= stop and s.type in ("LOC", "ORG", "PER", "GROUP")]
    pair = [c for c in (nisba(w.strip("-،")) for w in re.split(r"[\s-]+", key[to : to + 40])[:4]) if c]
    if len(pair) >= 2:
        return _distinct(pair[:2]), "nisba-pair"
    between = _after(behind, "بين")
    if len(between) >= 2:
        return _distinct(_own(s.entity, ground) for s in between), "between"
    if len(between) == 1 and re.match(r"[»”\"]? و", key[between[0].end : between[0].end + 3]):
        return (_own(between[0].entity, ground),), "between"  # the other party bears no name
    side = _after(behind, "مع")
    ahead = [s for s in around if s.end <= at and s.type in ("LOC", "ORG", "PER", "GROUP")]
    doers = _doers(folded, at, events, homes)
    if side:
        partners = [_own(s.entity, ground) for s in side]
        owners = [_own(s.entity, ground) for s in ahead if not (s.preposition or s.joined)][:1] or list(subject)
        if pair:
            owners = pair[:1]
        relative = [_own(s.entity, ground) for s in behind[:1] if not s.preposition]
        signers = relative or [d for d in doers if d not in partners]
        theirs = {ground.home(p) for p in partners}
        owner = (signers or [o for o in owners if ground.home(o) not in theirs])[:1]
        if not owner and (state := ground.main(frozenset(partners))):
            owner = [state]
        if owner:
            return _distinct([*owner, *partners]), "with"
    source = [_own(s.entity, ground) for s in _after(behind, "من")]
    takers = [_own(s.entity, ground) for s in ahead if not (s.preposition or s.joined)][-1:]
    if source and takers and kind in ("loan", "deal", "contract") and takers[0] not in source:
        return _distinct([*takers, *source]), "from"
    buyers = [_own(s.entity, ground) for s in _after(behind, "ل")]
    sellers = [_own(s.entity, ground) for s in ahead if not (s.preposition or s.joined)][-1:]
    if kind == "deal" and buyers and sellers and "بيع" in key[to : to + 12] and sellers[0] not in buyers:
        return _distinct([*sellers, *buyers]), "sale"
    if len(doers) >= 2:
        return _distinct(doers), "signers"
    if len(doers) == 1 and _signing(folded, at, events) and _grammar("others").match(key, to, sentence[1]):
        return tuple(doers), "signer"
    pair_ahead = _pair(key, ahead, at)
    if len(pair_ahead) >= 2 and not _grammar("aside").search(
        key[max(sentence[0], pair_ahead[0].start - 30) : pair_ahead[0].start]
    ):
        return _distinct(_own(s.entity, ground) for s in pair_ahead), "pair-before"
    one_sided = _one_sided(key, sentence, at, to, ahead, behind, ground)
    if one_sided:
        return one_sided, "one-sided"
    if not behind and _grammar("unnamed").match(key, to, sentence[1]):
        return (), "unnamed"
    return (), "alone"


def _own(id: str, ground: Ground) -> str:
    """The state for a capital, palace or government; a person stays himself."""
    return id if ground.type(id) == "PER" else ground.home(id)


def _members(
    folded: View, sentence: tuple[int, int], at: int, named: Named, around: Sequence[Slot], homes: dict[str, str]
) -> list[str]:
    """The members of a named pact that its clause speaks of."""
    beside = next(c for c in clauses(folded.key, *sentence) if c[0] <= at < c[1])
    spoken = {s.entity for s in around if beside[0] <= s.start and s.end <= beside[1]}
    spoken |= {c for c in map(nisba, folded.key[beside[0] : beside[1]].split()) if c}
    return [m for m in named.members if m in spoken]


def _signed_by(key: str, to: int, end: int, around: Sequence[Slot], homes: dict[str, str]) -> list[str]:
    """Who a named pact is said to be made with or signed by («المبرم مع …»، «الذي وقعته …»)."""
    made = _grammar("made").match(key, to, end)
    behind = [s for s in around if s.start >= to]
    if not made or not behind or len(key[made.end() : behind[0].start].split()) > 1:
        return []
    group = behind[:1]
    for slot in behind[1:]:
        if not slot.joined or slot.preposition:
            break
        group.append(slot)
    return [_home(s.entity, homes) for s in group]


def _next(key: str, to: int, end: int) -> int:
    """Where what belongs to a pact's noun ends: at a comma, or at the next pact's noun."""
    comma = key.find("،", to, end)
    while comma >= 0 and (aside := _grammar("said of a side").match(key, comma, end)):
        comma = key.find("،", aside.end(), end)
    other = _heads()[0].search(key, to, end)
    return min(comma if comma >= 0 else end, other.start() if other else end)


def _doers(folded: View, at: int, events: Sequence[Event], homes: dict[str, str]) -> list[str]:
    """Who signs, ratifies or negotiates in the clause that the noun stands in, as states where they act for one."""
    place = folded.source_at(at)
    for event in events:
        if event.type in ("sign-agreement", "ceasefire") and any(e.start <= place < e.end for e in event.evidence):
            return list(event.actors)
    meeting = [
        e for e in events if e.type in ("meet", "negotiate") and any(v.start <= place < v.end for v in e.evidence)
    ]
    return list(meeting[0].actors) if meeting else []


def _signing(folded: View, at: int, events: Sequence[Event]) -> tuple[AgreementStatus, float] | None:
    """What the signing whose clause the noun stands in makes of a pact."""
    place = folded.source_at(at)
    for event in events:
        if event.type == "sign-agreement" and any(e.start <= place < e.end for e in event.evidence):
            if event.status == "planned":
                return "to be signed", 6
            if event.status == "happened":
                return "signed", 6
    return None


def _council(id: str) -> bool:
    """Whether the tables know an international body by the id: a truce that it decides is its own."""
    thing = known().get(id)
    return thing is not None and thing.kind == "international"


@lru_cache(maxsize=1)
def _media() -> frozenset[str]:
    return frozenset(r["id"] for r in rows("media.tsv"))


def _one_sided(
    key: str, sentence: tuple[int, int], at: int, to: int, ahead: list[Slot], behind: list[Slot], ground: Ground
) -> tuple[str, ...]:
    """Who announces that a pact was reached, and whose people it lets go: all that «أعلنت الحركة التوصل إلى هدنة» and
    «اتفاق لإجلاء مقاتلي …» say of the parties."""
    out: list[str] = []
    left = key[max(sentence[0], at - 90) : at]
    announced = _grammar("announces").search(left)
    if announced:
        start = at - len(left) + announced.start()
        said = [s for s in ahead if not s.preposition and start - 4 <= s.start <= start + 60][:1]
        said = [s for s in said if s.entity not in _media()]
        source = next((c for c in map(nisba, announced.group().split()) if c), None)
        out += [_own(said[0].entity, ground)] if said else [source] if source else []
    reached = _grammar("reached").search(left)
    if reached and not announced:
        start = at - len(left) + reached.start()
        out += [_own(s.entity, ground) for s in ahead if not s.preposition and 0 <= s.start - start <= 40][:1]
    if _grammar("decided").search(left):
        bodies = [s.entity for s in (*ahead, *behind) if _council(s.entity)]
        return tuple(bodies[:1])
    if _grammar("lets go").match(key, to, sentence[1]) and behind and behind[0].type in ("ORG", "GROUP"):
        out.append(_own(behind[0].entity, ground))
    return _distinct(out)


def _pair(key: str, ahead: Sequence[Slot], at: int) -> list[Slot]:
    """Two or more that stand together before the noun («توصل الطرفان إلى اتفاق»), none governed by a preposition."""
    group: list[Slot] = []
    for slot in reversed(ahead):
        if group and not (group[-1].joined or slot.start == group[-1].start):
            break
        if slot.preposition not in ("", "بين") or at - slot.end > 60:
            break
        group.append(slot)
    return list(reversed(group))


def _after(behind: Sequence[Slot], preposition: str) -> list[Slot]:
    """The slots that a preposition governs, with those that و joins on; «بين» always has a second side, however much
    is said of the first («بين القوات، التي …، وتنظيم …»)."""
    out: list[Slot] = []
    for slot in behind:
        if preposition == "بين" and len(out) == 1 and not slot.joined and slot.start != out[0].start:
            if slot.linked and not slot.preposition:
                out.append(slot)
            continue
        if (
            (not out and slot.preposition == preposition)
            or (out and slot.joined and not slot.preposition)
            or (out and slot.start == out[-1].start)
        ):
            out.append(slot)
        elif out:
            break
    return out


def _as_states(parties: tuple[str, ...], ground: Ground) -> tuple[str, ...]:
    """Who makes a pact with a state or a body acts for his state (where the page does not say which, for the one it
    names most beside that). Where somebody is a private person, the pact is the persons' own."""
    people = [p for p in parties if ground.type(p) == "PER"]
    states = frozenset(p for p in parties if is_state(p))
    private = any(ground.home(p) == p for p in people) and not states
    other = ground.main(states) if states else None
    out = []
    for party in parties:
        home = party if private else ground.home(party)
        out.append(other if other and home == party and party in people else home)
    return _distinct(out)


def _each(found: Found, many: bool) -> list[tuple[str, ...]]:
    """«اتفاقات مع ب وج»: one pact for every partner."""
    if not found.parties:
        return []
    if many and found.rule == "with" and len(found.parties) > 2:
        return [_distinct([found.parties[0], p]) for p in found.parties[1:]]
    return [found.parties]


def _enter(books: list[Book], found: Found) -> int:
    """Enter a find into the books: into the pact it speaks of, or as a new one. Returns the pact's place."""
    for i, book in enumerate(books):
        if book.rule == found.rule == "named" and book.name == found.name:
            both = found.parties if found.told else book.parties if book.told else (*book.parties, *found.parties)
            books[i] = _update(book, found)._replace(parties=_distinct(both), told=book.told or found.told)
            return i
        again = found.rule == "pair-before" and found.definite
        if found.rule == "one-sided" and set(found.parties) <= set(book.parties) and akin(book.kind, found.kind):
            books[i] = _update(book, found)
            return i
        if set(book.parties) == set(found.parties) and (again or akin(book.kind, found.kind)):
            books[i] = _update(book, found)
            return i
    books.append(
        Book(
            parties=found.parties,
            kind=found.kind,
            name=found.name,
            status=found.status,
            rank=found.rank,
            term=None,
            defence=None,
            evidence=(found.evidence,),
            rule=found.rule,
            definite=found.definite,
            told=found.told,
        )
    )
    return len(books) - 1


def _update(book: Book, found: Found) -> Book:
    old = book.rule == "named" and found.status == "signed"
    better = found.rank > book.rank and not old
    return book._replace(
        status=found.status if better else book.status,
        rank=max(found.rank, book.rank),
        kind=found.kind if len(found.kind) > len(book.kind) and akin(book.kind, found.kind) else book.kind,
        evidence=tuple(dict.fromkeys((*book.evidence, found.evidence))),
    )


_WHOLE = {"truce", "ceasefire", "loan", "letter of intent"}
"""Kinds that the noun alone tells."""
_ALIKE = ({"strategic partnership", "strategic cooperation"}, {"truce", "ceasefire", "ceasefire truce"})
_PLAIN = ("agreement", "treaty", "deal", "contract", "memorandum of understanding")


def akin(a: str, b: str) -> bool:
    """Whether two kinds can be one pact's: the same subject, or one of them only the bare noun."""
    x, y = _subject_of(a), _subject_of(b)
    return not x or not y or x == y or any({x, y} <= alike for alike in _ALIKE)


def _subject_of(kind: str) -> str:
    while noun := next((n for n in _PLAIN if kind.endswith(n)), ""):
        kind = kind.removesuffix(noun).strip()
    return kind


def _goes_back(key: str, at: int, to: int) -> bool:
    """Whether the noun stands there definite and alone («الاتفاق»، «هذه المعاهدة»)."""
    return "ال" in key[at : at + 5] or key[max(0, at - 5) : at].strip() in ("هذا", "هذه")


def _clauses(
    folded: View,
    sentence: tuple[int, int],
    times: Sequence[Time],
    books: list[Book],
    touched: list[int],
    around: Sequence[Slot],
    homes: dict[str, str],
) -> None:
    """Term and mutual defence said in a sentence, written to the pacts that it speaks of."""
    key = folded.key
    for time in times:
        at = folded.key_at(time.span.start)
        lasts = (
            time.value and _TERM.fullmatch(time.value) and _grammar("lasts").search(key[max(sentence[0], at - 22) : at])
        )
        if lasts and sentence[0] <= at < sentence[1]:
            i = touched[0]
            books[i] = books[i]._replace(term=books[i].term or time.value)
    clauses, negation, likeness = defence_words()
    for pattern, only_denied in clauses:
        match = pattern.search(key, *sentence)
        if not match:
            continue
        denied = bool(negation.search(key[max(sentence[0], match.start() - 110) : match.start()]))
        if only_denied and not denied:
            continue
        for i in dict.fromkeys(touched):
            if books[i].defence is None:
                books[i] = books[i]._replace(defence=not denied)
                break
        like = likeness.search(key, match.end(), sentence[1])
        if denied and like:
            others = [_home(s.entity, homes) for s in around if s.start >= like.end() - 1]
            for i, book in enumerate(books):
                if i not in touched[:1] and set(book.parties) & set(others) and book.defence is None:
                    books[i] = book._replace(defence=True)
        break


def _agreement(article: Article, book: Book) -> Agreement:
    raw = f"{article.id}|{','.join(sorted(book.parties))}|{book.kind}"
    return Agreement(
        id="a-" + hashlib.sha256(raw.encode()).hexdigest()[:10],
        parties=book.parties,
        name=book.name,
        kind=book.kind,
        status=book.status or "in force",
        term=book.term,
        mutual_defence=book.defence,
        evidence=book.evidence,
        rule=f"agreement:{book.rule}",
        confidence={"between": 0.75, "with": 0.7, "nisba-pair": 0.75, "named": 0.7}.get(book.rule, 0.55),
    )


def _home(id: str, homes: dict[str, str]) -> str:
    return homes.get(id, id)


def _distinct(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


def _trim(key: str, start: int, end: int, at: int) -> tuple[int, int]:
    """The stretch round a pact's noun, drawn in to the nearest comma or word border on either side."""
    left = max(key.rfind(c, start, at) for c in "،.؛:\n")
    start = left + 1 if left >= 0 else key.find(" ", start, at) + 1 if key[start - 1 : start].strip() else start
    stop = min((i for i in (key.find(c, at, end) for c in "،.؛\n") if i > at), default=end)
    if stop == end and key[end : end + 1].strip():
        stop = max(key.rfind(" ", at, end), at + 1)
    while start < at and key[start] == " ":
        start += 1
    return start, stop


def _phrase_end(key: str, to: int, end: int) -> int:
    """The end of the pact's name: up to six words, to the next comma, preposition or verb."""
    border = "بين|مع|في|الذي|التي|ان|كان|قبل|بعد|علي|من|خلال|وذلك|عن|حول"
    stop = to
    for word in re.finditer(rf"(?: [«“\"]?((?:[و(])?[{_LETTER}]+)[»”\"]?)", key[to:end]):
        if to + word.start() != stop or word.end() > 70 or re.fullmatch(rf"(?:{border})", word.group(1)):
            break
        if _grammar("predicate").match(word.group(1)):
            break
        stop = to + word.end()
    return stop
