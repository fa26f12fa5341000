"""The tables of pacts, compiled: their nouns and names, kinds, statuses, and the words that parties are read by."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple, cast

from khabar.events.slots import LETTER as _LETTER
from khabar.model import AgreementStatus
from khabar.text import fold, rows


class Named(NamedTuple):
    """A pact with a name of its own, a row of ``agreement_named.tsv``."""

    name: str
    kind: str
    pattern: re.Pattern[str]
    parties: tuple[str, ...]
    members: tuple[str, ...]
    beside: re.Pattern[str] | None
    signed: str
    since: str
    until: str

    def status(self, day: str | None) -> AgreementStatus:
        """Where it stands on the day of the page."""
        made = self.signed or self.since
        if made == "-" or (day and day < made):
            return "under negotiation"
        if self.signed and day and day < self.since:
            return "signed"
        return "ended" if self.until and day and day >= self.until else "in force"


@lru_cache(maxsize=16)
def grammar(what: str) -> re.Pattern[str]:
    """The patterns of ``agreement_grammar.tsv`` of one kind."""
    return re.compile("|".join(f"(?:{r['pattern']})" for r in rows("agreement_grammar.tsv") if r["what"] == what))


@lru_cache(maxsize=1)
def heads() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    words = {fold(r["word"]): (r["kind"], r["number"]) for r in rows("agreement_heads.tsv")}
    for word, row in list(words.items()):  # «اتفاقه مع …»، «معاهدتنا مع …»
        if " " not in word and word not in ("عقده", "عقدها"):
            stem = word[:-1] + "ت" if word.endswith("ه") else word
            for owner in ("ه", "ها", "هم", "هما", "نا"):
                words.setdefault(stem + owner, row)
    alternatives = "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
    return re.compile(f"(?<![{_LETTER}])[وف]?(?:[بلك]?(?:ال)?|لل)({alternatives})(?![{_LETTER}])"), words


@lru_cache(maxsize=1)
def borders() -> re.Pattern[str]:
    """The nouns at which what belongs to another ends: all but the bare «عقد», as often a verb."""
    return re.compile(heads()[0].pattern.replace("|عقد|", "|"))


def _spaced(pattern: str) -> str:
    """A pattern that bears two blanks for one: a hashtag and a quotation mark leave another («اتفاق #كذا»)."""
    return re.sub(r" (?!\?)", " {1,2}", pattern)


@lru_cache(maxsize=1)
def named_pacts() -> tuple[Named, ...]:
    return tuple(
        Named(
            r["name"],
            r["kind"],
            re.compile(f"(?<![{_LETTER}])[وف]?(?:[بلك]?(?:ال)?|لل)(?:{_spaced(r['pattern'])})(?![{_LETTER}])"),
            tuple(filter(None, r["parties"].split("|"))),
            tuple(filter(None, r["members"].split("|"))),
            re.compile(r["beside"]) if r["beside"] else None,
            r["signed"],
            r["since"],
            r["until"],
        )
        for r in rows("agreement_named.tsv")
    )


@lru_cache(maxsize=1)
def kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((r["kind"], re.compile(r["pattern"])) for r in rows("agreement_kinds.tsv"))


@lru_cache(maxsize=1)
def statuses() -> tuple[tuple[AgreementStatus, float, re.Pattern[str]], ...]:
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


def spoken_of(key: str) -> bool:
    """Whether a name or noun of pacts stands anywhere in a folded text: most pages have none."""
    return heads()[0].search(key) is not None


def find(key: str, start: int, end: int) -> list[tuple[int, int, str, bool, Named | None]]:
    """Names of pacts and their nouns in a sentence: (from, to, kind, many, named)."""
    out: list[tuple[int, int, str, bool, Named | None]] = []
    pattern, words = heads()
    for match in pattern.finditer(key, start, end):
        kind, number = words[match.group(1)]
        named = next(
            (
                n
                for n in named_pacts()
                if n.pattern.match(key, match.start(), end) and (not n.beside or n.beside.search(key))
            ),
            None,
        )
        if out and match.start() < out[-1][1]:
            continue
        out.append((match.start(), match.end(), named.kind if named else kind, number == "many", named))
    return out


_PLAIN = ("agreement", "treaty", "deal", "contract", "memorandum of understanding", "understanding")


WHOLE = {"truce", "ceasefire", "loan", "lending programme", "letter of intent"}
"""Kinds that the noun alone tells."""


_ALIKE = (
    {"strategic partnership", "strategic cooperation"},
    {"truce", "ceasefire", "ceasefire truce"},
    {"loan", "lending programme"},
)


def akin(a: str, b: str) -> bool:
    """Whether two kinds can be one pact's: the same subject, or one of them only the bare noun."""
    x, y = _subject_of(a), _subject_of(b)
    return not x or not y or x == y or any({x, y} <= alike for alike in _ALIKE)


def bare(kind: str) -> bool:
    """Whether a kind is only the noun, without what the pact is about."""
    return not _subject_of(kind)


def _subject_of(kind: str) -> str:
    while noun := next((n for n in _PLAIN if kind.endswith(n)), ""):
        kind = kind.removesuffix(noun).strip()
    return kind
