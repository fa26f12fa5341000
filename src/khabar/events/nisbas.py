"""Adjectives and plurals of a country («روسية»، «الروس»), and the bodies that they make its state's."""

from __future__ import annotations

import re
from functools import lru_cache

from khabar.events.governed import LETTER, alternatives
from khabar.names.gazetteer import nisbas, table
from khabar.text import fold, rows


@lru_cache(maxsize=32768)
def nisba(word: str) -> str | None:
    """The country that a nisba adjective points to («الروسية» → ``russia``)."""
    return nisbas().get(fold(word).removeprefix("ال"))


@lru_cache(maxsize=32768)
def adjective(word: str) -> str | None:
    """The country of a nisba, which may stand in the accusative («روسيا»)."""
    return nisba(word) or (nisba(word[:-1]) if word.endswith("ا") else None)


@lru_cache(maxsize=1)
def _body_pattern() -> re.Pattern[str]:
    bodies = {fold(r["word"]) for r in rows("state_bodies.tsv") if r["acts"] == "always"}
    bodies |= {fold(r["word"]) for r in rows("event_nouns.tsv") if r["note"] == "target"}  # «على أهداف إيرانية»
    nisba_ = rf"(?:ال[{LETTER}]+ )?(?:ال[{LETTER}]{{3,}}|[{LETTER}]{{3,}})"
    return re.compile(rf"(?<![{LETTER}])[وف]?[بلك]?(?:ال|لل)?((?:{alternatives(bodies)}) {nisba_})(?![{LETTER}])")


def bodies(key: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """Bodies of a state with its nisba, as the state: (from, to, country)."""
    out = []
    for match in _body_pattern().finditer(key, start, end):
        at = match.start(1)
        last = ""
        for word in re.finditer(r"[^ ]+", match.group(1)):
            bare = word.group().removeprefix("ال")
            country = (nisba(f"{last} {bare}") or nisba(bare)) if word.start() else None
            last = bare
            if country:
                out.append((at, at + word.end(), country))
                break
    return out


_AND = re.compile(rf" و(ال)?([{LETTER}]{{3,}})(?![{LETTER}])(?=(?: ([{LETTER}]{{4,}})(?![{LETTER}]))?)")


def pairs(key: str, start: int, end: int) -> list[tuple[int, int, int, str]]:
    """Two nisbas that و joins at one noun («القوات التونسية والمالطية»): where the first ends, and the second as
    (from, to, country). A plural is a people, and one without the other's article begins something new."""
    out = []
    for match in _AND.finditer(key, start, end):
        words = key[max(start, match.start() - 40) : match.start()].split()[-2:]
        if words and not nisba(words[-1]):  # the one before is itself joined on («والليبية والتونسية»)
            words[-1] = words[-1].removeprefix("و")
        if not words or words[-1].startswith("ال") != bool(match.group(1)) or match.group(2).endswith(("ون", "ين")):
            continue
        if nisba(words[-1]) or nisba(" ".join(words)):
            whole = nisba(f"{match.group(2)} {match.group(3)}") if match.group(3) else None
            state = whole or nisba(match.group(2))
            if state:
                out.append((match.start(), match.start(2), match.end(3) if whole else match.end(2), state))
    return out


@lru_cache(maxsize=1)
def _duals() -> dict[str, tuple[str, ...]]:
    """Dual → the two countries that share a first name («الكوريتان»)."""
    shared: dict[str, list[str]] = {}
    for row in table("countries.tsv"):
        first, *rest = fold(row["ar"].split("|")[0]).split()
        if len(rest) == 1 and rest[0].startswith("ال") and first.endswith("يا"):
            shared.setdefault(first, []).append(row["id"])
    return {f"ال{one[:-1]}{end}": tuple(ids) for one, ids in shared.items() if len(ids) == 2 for end in ("تان", "تين")}


def twins(key: str, start: int, end: int) -> list[tuple[int, int, tuple[str, ...]]]:
    """Two countries in one word, as (from, to, countries)."""
    return [(m.start(1), m.end(1), _duals()[m.group(1)]) for m in _dual_pattern().finditer(key, start, end)]


@lru_cache(maxsize=1)
def _dual_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![{LETTER}])[وف]?[بك]?({alternatives({*_duals()})})(?![{LETTER}])")


_PEOPLE = re.compile(rf"(?<![{LETTER}])[وف]?[بلك]?(?:ال|لل)([{LETTER}]{{3,}}(?:يون|يين|يان))(?![{LETTER}])")


def peoples(key: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """Peoples and their officials by a plural nisba («بين الإيرانيين والأميركيين»), as their states."""
    return [(m.start(1), m.end(1), c) for m in _PEOPLE.finditer(key, start, end) if (c := nisba(m.group(1)))]
