"""The grammar of time expressions: which runs of words are one expression, and of what kind.

The grammar is the table ``time_grammar.tsv``: patterns over the word classes of :mod:`khabar.times.words`. What
the words of an expression come to is read from them by :mod:`khabar.times.resolve`. Of overlapping readings the
longest stands, then the one whose rule comes first.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from khabar.text import rows
from khabar.times.numbers import count
from khabar.times.words import CLASSES, MONTHS, Token, line, neighbours

_CLASS = re.compile(r"[A-Z][A-Z_0-9]+")


class Expression(NamedTuple):
    """Tokens ``first`` (inclusive) to ``last`` (exclusive) that are one expression of the kind ``rule``.

    Its value is read from the tokens up to ``reads``: the 26 of «26 و28 مارس» has its month from what follows.
    """

    first: int
    last: int
    rule: str
    reads: int


@lru_cache(maxsize=1)
def grammar() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The rules of the table, compiled: name and pattern, in order of precedence.

    Raises ``KeyError`` for a class or piece that the table names and nobody knows.
    """
    pieces: dict[str, str] = {}
    rules = []
    for row in rows("time_grammar.tsv"):
        pattern = _CLASS.sub(lambda m: pieces.get(m.group()) or CLASSES[m.group()], row["pattern"]).replace(" ", "")
        if row["kind"] == "piece":
            pieces[row["name"]] = pattern
        else:
            rules.append((row["name"], re.compile(pattern)))
    return tuple(rules)


def find(found: list[Token]) -> list[Expression]:
    """The expressions among the tokens, in order, none overlapping another."""
    readings: list[tuple[int, int, int, Expression]] = []
    for run in _RUN.finditer(line(found)):
        for rank, rule, first, last, reads in _matches(run.group()):
            first, last, reads = first + run.start(), last + run.start(), reads + run.start()
            if acceptable(rule, found, first, last):
                readings.append((first - last, rank, first, Expression(first, last, rule, reads)))
    readings.sort(key=lambda r: r[:3])
    taken = bytearray(len(found))
    out = []
    for _, _, _, e in readings:
        if not any(taken[e.first : e.last]):
            taken[e.first : e.last] = b"\1" * (e.last - e.first)
            out.append(e)
    return sorted(out)


#: Words of no class end every expression; between them stand short runs, and the same again and again.
_RUN = re.compile(f"[^{CLASSES['OTHER']}]+")


@lru_cache(maxsize=1 << 14)
def _matches(run: str) -> tuple[tuple[int, str, int, int, int], ...]:
    """Every match of every rule in a run of classes: rank of the rule, rule, first, last, how far its value is read."""
    return tuple(
        (rank, rule, *m.span(), m.end("next") if "next" in pattern.groupindex else m.end())
        for rank, (rule, pattern) in enumerate(grammar())
        for m in pattern.finditer(run)
    )


SINGLES = ("YWORD", "MWORD", "DAY", "UNIT")
_NOTHING = Token(0, 0, "NEWLINE", None, "")


def acceptable(rule: str, found: list[Token], first: int, last: int) -> bool:
    """Whether the words round a reading let it stand: a month, year or length elsewhere may be none here."""
    tokens = found[first:last]
    before = found[first - 1] if first else _NOTHING
    after = found[last] if last < len(found) else _NOTHING
    if tokens[-1].kind in ("YWORD", "THE_YEAR", "UNITS") and after.kind == "YEAR" and tokens[-1].value == "Y":
        return False  # «قبل عام 1989» is a year, not a length
    if tokens[-1].kind == "MWORD" and after.kind in MONTHS:
        return False
    if rule in ("today", "date", "day-of-month", "bare-year", "ref") and before.word in neighbours("named"):
        return False
    check = _CHECKS.get(rule)
    return check is None or check(tokens, before, after, found, first)


Check = Callable[[list[Token], Token, Token, list[Token], int], bool]


def _month(tokens: list[Token], before: Token, after: Token, found: list[Token], first: int) -> bool:
    """A word that is not only a month («مارس») is one after «في» and its like, or beside a year, a twin, a month."""
    if not _surely_month(tokens):
        return False
    if len(tokens) == 1 and tokens[0].kind == "WEAK":
        if before.kind in ("AND", "COMMA", "TO", "DASH") and first > 1:
            return before.kind == "TO" or found[first - 2].kind in ("MONTH", "WEAK", "YEAR")
        return before.kind in ("IN", "SINCE", "WITHIN", "BEFORE", "AFTER", "PAIR")
    return True


def _surely_month(tokens: list[Token]) -> bool:
    """Whether a name that is hardly ever a month («صفر» in scores) stands beside a year, «شهر» or a day in words."""
    if not any(t.kind == "SELDOM" for t in tokens):
        return True
    return any(t.kind in ("YEAR", "AH", "MWORD", "ORD") for t in tokens)


def _day(tokens: list[Token], before: Token, after: Token, found: list[Token], first: int) -> bool:
    """Days of a month have numbers from 1 to 31, or masculine ordinals («الجمعة الأولى من رمضان» is no first)."""
    if (
        any(t.kind == "ORD" and (t.word.endswith("ه") or t.word == "الاولي") for t in tokens[:4])
        and tokens[0].kind not in ("THE_UNITS", "OCLOCK")
    ) or not _surely_month(tokens):
        return False
    if any(t.kind == "THE_UNIT" and t.value != "M" for t in tokens):
        return False
    start = next((i for i, t in enumerate(tokens) if t.kind in MONTHS), len(tokens))
    hour = next((i for i, t in enumerate(tokens[:start]) if t.kind == "OCLOCK"), -1)
    number = next((t for t in reversed(tokens[hour + 2 : start]) if t.kind == "NUM"), None)
    return number is None or (number.word.isdigit() and 1 <= int(number.word) <= 31)


def _month_before(tokens: list[Token], before: Token, after: Token, found: list[Token], first: int) -> bool:
    """«بين يوليو وديسمبر 2015», «من أغسطس إلى مايو المقبل»; two months without such a frame are read for themselves."""
    return before.kind in ("IN", "OF", "PAIR", "SINCE", "COMMA", "AND", "WITHIN") and _surely_month(tokens)


def _today(tokens: list[Token], before: Token, after: Token, found: list[Token], first: int) -> bool:
    if before.word == "_":
        return False  # «#أخبار_اليوم»
    if len(tokens) > 1 or tokens[0].word != "اليوم":
        return True
    if before.kind == "IN" and before.word not in ("بين", "بحلول"):
        return False  # «بيضة في اليوم»: a day, not this one
    return not (before.word == "ل" or after.kind in ("ORD", "LATTER") or after.word in neighbours("calendar"))


def _part(tokens: list[Token], before: Token, after: Token, found: list[Token], first: int) -> bool:
    word = tokens[0].word
    if len(tokens) > 1:
        return True
    if word in ("الظهر", "النهار"):
        return False  # the back; a paper
    if word == "الليله":
        return not (after.word.startswith("ال") or after.kind in ("ORD", "LATTER"))
    return " ال" in word or (word.startswith("ال") and before.kind in ("IN", "PREP", "WITHIN"))


def _bare_year(tokens: list[Token], before: Token, after: Token, found: list[Token], first: int) -> bool:
    """Four figures are a year after «في» and its like, beside another year, or alone in parentheses."""
    if after.word in neighbours("counted") or after.word == "%" or after.kind in (*SINGLES, "UNITS"):
        return False
    if isinstance(tokens[0].value, int) and not 1700 <= tokens[0].value <= 2100:
        return False
    if before.kind == "COMMA" and first > 1 and found[first - 2].kind in ("YWORD", "THE_YEAR"):
        return True  # «منذ العام ،1984»
    if before.kind in ("AND", "DASH", "SLASH", "COMMA", "TO"):
        other = found[first - 2] if first > 1 else _NOTHING
        return other.kind == "YEAR" or (before.kind == "AND" and other.kind in ("MONTH", "WEAK")) or before.kind == "TO"
    if before.kind == "OPEN":
        return after.kind in ("CLOSE", "DASH")
    if before.word in neighbours("dated"):
        return True
    return before.kind in ("IN", "SINCE", "WITHIN", "EDGE", "YEAR", "BEFORE", "AFTER", "OF", "AGREEING", "PREP")


def _length(tokens: list[Token], before: Token, after: Token, found: list[Token], first: int) -> bool:
    """A bare unit («سنوات», «ساعة») is a length only where the words beside it let it be one."""
    if (tokens[-1].kind == "DAY" and after.kind == "WEEKDAY") or after.word in neighbours("light"):
        return False  # «4 - 2 يوم السبت», «مليون سنة ضوئية»
    if len(tokens) == 2 and tokens[0].kind in SINGLES and tokens[-1].kind == "WORDNUM":
        return tokens[-1].value == 1 and tokens[0].value not in ("TS", "TM")
    if tokens[0].kind == "THE_DUAL":
        return before.kind == "ABOUT"
    if len(tokens) > 1 or tokens[0].kind == "DUAL":
        return tokens[0].kind != "TENS" or tokens[1].value not in ("TS", "TM")
    if tokens[0].kind == "UNITS":
        if after.kind == "OTHER" and after.word.startswith("ال"):
            return False  # «سنوات الحرب», «ساعات الذروة»
        asked = before.kind in ("WITHIN", "SINCE", "BEFORE", "AFTER", "ABOUT", "PREP")
        return asked or tokens[0].value not in ("10Y", "TS")
    if tokens[0].word in _AMBIGUOUS:
        return before.kind == "ABOUT" and (after.kind != "OTHER" or after.word == "علي")  # «أكثر من عقد»
    if before.kind in ("WITHIN", "ABOUT"):
        return True
    if before.kind == "IN":
        return any(t.word in neighbours("level") for t in found[max(0, first - 6) : first])
    if before.kind == "PREP" and before.word == "ب" and after.kind != "YEAR":
        return any(t.kind in ("BEFORE", "AFTER") for t in found[max(0, first - 5) : first])  # «بعد القرار بشهر»
    if not tokens[0].word.endswith("ا") or tokens[0].kind == "DAY":
        return False
    return any(t.word.lstrip("وف") in neighbours("lasting") for t in found[max(0, first - 3) : first])


def _offset(after: Token) -> bool:
    """Whether a length is counted from an event named next: «قبل يومين من القمة», «بعد عام على رحيله»."""
    return after.kind in ("OF", "SINCE") or after.word in ("علي", "فقط", "قضاها", "قضاهما", "تماما")


def _ago(tokens: list[Token], before: Token, after: Token, found: list[Token], first: int) -> bool:
    if len(tokens) == 2 and tokens[0].kind != "SINCE" and tokens[1].word in _AMBIGUOUS:
        return False  # «قبل عقد اجتماع»
    if after.word in neighbours("light"):
        return False
    if tokens[0].kind == "AFTER" and before.kind in SINGLES:
        return False  # «عاما بعد عام»
    return not (tokens[0].kind in ("BEFORE", "AFTER") and _offset(after))


def _from_event(tokens: list[Token], before: Token, after: Token, found: list[Token], first: int) -> bool:
    return _offset(after) and tokens[-1].word not in _AMBIGUOUS


def _turn(tokens: list[Token], before: Token, after: Token, found: list[Token], first: int) -> bool:
    if tokens[-1].kind in ("THE_YEAR", "THE_UNIT") and after.kind in ("FISCAL", "SCHOOL", "AH"):
        return False
    return not (tokens[0].word == "العام" and before.word.lstrip("وفبل") in neighbours("general"))


def _century(tokens: list[Token], before: Token, after: Token, found: list[Token], first: int) -> bool:
    return tokens[0].value == "100Y"


def _decade(tokens: list[Token], before: Token, after: Token, found: list[Token], first: int) -> bool:
    """«في العشرينيات من عمره» is an age."""
    return not (after.kind == "AGE" or (after.kind == "OF" and _word(found, first + len(tokens) + 1).startswith("عمر")))


def _word(found: list[Token], i: int) -> str:
    return found[i].word if i < len(found) else ""


def _years(tokens: list[Token], before: Token, after: Token, found: list[Token], first: int) -> bool:
    """Two years beside each other: none far from our days, and not far from each other."""
    at = next(i for i, t in enumerate(tokens) if t.kind in ("DASH", "SLASH"))
    year, last = tokens[at - 1].value, tokens[at + 1]
    if not isinstance(year, int) or not 1700 <= year <= 2100 or after.kind in ("DASH", "SLASH", "UNITS", *SINGLES):
        return False
    if isinstance(last.value, int):
        return 0 < abs(last.value - year) <= 100 and after.word not in neighbours("counted")
    return last.word.isdigit() and len(last.word) == 2 and int(last.word) == (year + 1) % 100


def _word_year(tokens: list[Token], before: Token, after: Token, found: list[Token], first: int) -> bool:
    n = count(tokens[1:])
    return n is not None and 1000 <= n <= 2199 and n == int(n) and tokens[1].value in (1000, 2000)


def _clock(tokens: list[Token], before: Token, after: Token, found: list[Token], first: int) -> bool:
    """Two or four figures beside a zone are an hour only if they can be one («رقم 5 بتوقيت»)."""
    if tokens[0].kind != "NUM" or tokens[-1].kind == "CLOSE":
        return True
    return bool(_HOUR.fullmatch(tokens[0].word))


def _clock_on(tokens: list[Token], before: Token, after: Token, found: list[Token], first: int) -> bool:
    """A bare 14:00 is an hour where another stands a few words before, or after «تمام», «عند»."""
    if any(t.kind == "ZONE" for t in tokens) or before.word in neighbours("hour"):
        return True
    return before.kind in ("TO", "AND", "DASH") and any(
        t.kind in ("OCLOCK", "CLOCK") for t in found[max(0, first - 7) : first]
    )


def _weekdays(tokens: list[Token], before: Token, after: Token, found: list[Token], first: int) -> bool:
    """«أيام الجمعة» are all of them, unless «الماضي» or a number makes them some."""
    if tokens[0].kind == "UNITS":
        return tokens[0].value == "D" and after.kind not in ("LAST", "NEXT", "NUM", "CURRENT") and before.kind != "NTH"
    return tokens[-1].kind != "WORDNUM" or tokens[-1].value == 2


def _every(tokens: list[Token], before: Token, after: Token, found: list[Token], first: int) -> bool:
    if any(t.word == "عقد" for t in tokens):
        return False
    if tokens[-1].kind in ("TODAY", "THE_UNIT", "THE_YEAR"):
        return after.kind not in (*_TURNS, "ORD")
    if tokens[0].kind in SINGLES:
        return tokens[0].value == tokens[-1].value  # «عاما بعد عام»
    return after.word not in neighbours("greeting")


def _count_before(tokens: list[Token], before: Token, after: Token, found: list[Token], first: int) -> bool:
    """«من 3 إلى 5 سنوات» rises; «3-1 يوم السبت» is a score."""
    pair = found[first + 1 : first + 5]
    other = next((t for t in pair if t.kind == "NUM"), tokens[0])
    unit = next((i for i, t in enumerate(pair) if t.kind in ("UNITS", *SINGLES)), 0)
    if unit + 1 < len(pair) and pair[unit + 1].kind == "WEEKDAY":
        return False
    rises = _figure(tokens[0]) < _figure(other)
    return rises or (pair[0].kind == "AND" and len(pair) > 1 and pair[1].kind == "NUM")


def _figure(token: Token) -> float:
    return count([token]) or 0.0


def _age(tokens: list[Token], before: Token, after: Token, found: list[Token], first: int) -> bool:
    return tokens[0].value != 100  # «اثنان في المئة من عمره»


def _feast(tokens: list[Token], before: Token, after: Token, found: list[Token], first: int) -> bool:
    """A feast dates something after «في» and its like, or with a word for the day, the eve, the year; else it is only
    spoken of («مسيرة عيد العمال»)."""
    if len(tokens) == 1:
        return before.kind in ("IN", "SINCE", "WITHIN", "BEFORE", "AFTER", "TO")
    return not any(t.kind == "UNITS" and t.value != "D" for t in tokens)


def _week_of_month(tokens: list[Token], before: Token, after: Token, found: list[Token], first: int) -> bool:
    return tokens[0].value == "W" and _surely_month(tokens)


def _season(tokens: list[Token], before: Token, after: Token, found: list[Token], first: int) -> bool:
    return any(t.kind in ("THIS", "YEAR", *_TURNS) for t in tokens)


def _reference(tokens: list[Token], before: Token, after: Token, found: list[Token], first: int) -> bool:
    return not (tokens[0].word == "قريبا" and (after.kind == "OF" or after.word in neighbours("very")))


#: Units that are other words too («عقد» holding, contract; «ثانية» second, again).
_AMBIGUOUS = frozenset({"عقد", "ثانيه", "عقدا"})
_TURNS = ("LAST", "NEXT", "CURRENT", "PRIOR", "FOLLOWING")
_HOUR = re.compile(r"(?:[01]?\d|2[0-4])(?:[.,٫:][0-5]\d)?|(?:[01]\d|2[0-3])[0-5]\d")
_CHECKS: dict[str, Check] = {
    "month": _month,
    "date": _day,
    "month-before": _month_before,
    "week-of-month": _week_of_month,
    "clock": _clock,
    "clock-on": _clock_on,
    "decade": _decade,
    "years": _years,
    "word-year": _word_year,
    "feast": _feast,
    "age": _age,
    "count-before": _count_before,
    "season": _season,
    "every": _every,
    "every-weekday": _weekdays,
    "day-before": _day,
    "day-of-month": _day,
    "today": _today,
    "part": _part,
    "bare-year": _bare_year,
    "length": _length,
    "ago": _ago,
    "offset": _from_event,
    "turn": _turn,
    "century": _century,
    "ref": _reference,
}
