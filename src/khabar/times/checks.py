"""What the words round a reading say: whether a month, a year or a length is one here, or another word altogether."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from khabar.times.lengths import UNIT_KINDS
from khabar.times.numbers import count
from khabar.times.words import MONTHS, Token, neighbours

SINGLES = ("YWORD", "MWORD", "DAY", "UNIT")
_TURNS = ("LAST", "NEXT", "CURRENT", "PRIOR", "FOLLOWING")
_HOUR = re.compile(r"(?:[01]?\d|2[0-4])(?:[.,٫:][0-5]\d)?|(?:[01]\d|2[0-3])[0-5]\d")
_NOTHING = Token(0, 0, "NEWLINE", None, "")


class Place(NamedTuple):
    """A reading in its line: its tokens, those straight before and after, and the line with the place of the first."""

    tokens: Sequence[Token]
    before: Token
    after: Token
    found: Sequence[Token]
    first: int

    def back(self, n: int) -> Sequence[Token]:
        """Up to ``n`` tokens before the reading."""
        return self.found[max(0, self.first - n) : self.first]


def acceptable(rule: str, found: Sequence[Token], first: int, last: int) -> bool:
    """Whether the words round a reading let it stand."""
    before = found[first - 1] if first else _NOTHING
    after = found[last] if last < len(found) else _NOTHING
    end = found[last - 1]
    if end.kind in ("YWORD", "THE_YEAR", "UNITS") and after.kind == "YEAR" and end.value == "Y":
        return False  # «قبل عام 1989» is a year, not a length
    if end.kind == "MWORD" and after.kind in MONTHS:
        return False
    if rule in ("today", "date", "day-of-month", "bare-year", "ref") and before.word in neighbours("named"):
        return False
    check = _CHECKS.get(rule)
    return check is None or check(Place(found[first:last], before, after, found, first))


def _month(p: Place) -> bool:
    """A word that is not only a month («مارس») is one after «في» and its like, or beside a year, a twin, a month."""
    if not _surely_month(p.tokens):
        return False
    if len(p.tokens) == 1 and p.tokens[0].kind == "WEAK":
        if p.before.kind in ("AND", "COMMA", "TO", "DASH") and p.first > 1:
            return p.before.kind == "TO" or p.found[p.first - 2].kind in ("MONTH", "WEAK", "YEAR")
        return p.before.kind in ("IN", "SINCE", "WITHIN", "BEFORE", "AFTER", "PAIR")
    return True


def _surely_month(tokens: Sequence[Token]) -> bool:
    """Whether a name that is hardly ever a month («صفر» in scores) stands beside a year, «شهر» or a day in words."""
    if not any(t.kind == "SELDOM" for t in tokens):
        return True
    return any(t.kind in ("YEAR", "AH", "MWORD", "ORD") for t in tokens)


def _day(p: Place) -> bool:
    """Days of a month have numbers from 1 to 31, or masculine ordinals («الجمعة الأولى من رمضان» is no first)."""
    if (
        any(t.kind == "ORD" and (t.word.endswith("ه") or t.word == "الاولي") for t in p.tokens[:4])
        and p.tokens[0].kind not in ("THE_UNITS", "OCLOCK")
    ) or not _surely_month(p.tokens):
        return False
    if any(t.kind == "THE_UNIT" and t.value != "M" for t in p.tokens):
        return False
    start = next((i for i, t in enumerate(p.tokens) if t.kind in MONTHS), len(p.tokens))
    hour = next((i for i, t in enumerate(p.tokens[:start]) if t.kind == "OCLOCK"), -1)
    number = next((t for t in reversed(p.tokens[hour + 2 : start]) if t.kind == "NUM"), None)
    return number is None or (number.word.isdigit() and 1 <= int(number.word) <= 31)


def _month_before(p: Place) -> bool:
    """«بين يوليو وديسمبر 2015», «من أغسطس إلى مايو المقبل»; two months without such a frame are read for themselves."""
    return p.before.kind in ("IN", "OF", "PAIR", "SINCE", "COMMA", "AND", "WITHIN") and _surely_month(p.tokens)


def _today(p: Place) -> bool:
    if p.before.word == "_":
        return False  # «#أخبار_اليوم»
    if len(p.tokens) > 1 or p.tokens[0].word != "اليوم":
        return True
    if p.before.kind == "IN" and p.before.word not in neighbours("bound"):
        return False  # «بيضة في اليوم»: a day, not this one
    return not (p.before.word == "ل" or p.after.kind in ("ORD", "LATTER") or p.after.word in neighbours("calendar"))


def _part(p: Place) -> bool:
    word = p.tokens[0].word
    if len(p.tokens) > 1:
        return True
    if word in neighbours("back"):
        return False  # the back; a paper
    if word in neighbours("tonight"):
        return not (p.after.word.startswith("ال") or p.after.kind in ("ORD", "LATTER"))
    return " ال" in word or (word.startswith("ال") and p.before.kind in ("IN", "PREP", "WITHIN"))


def _bare_year(p: Place) -> bool:
    """Four figures are a year after «في» and its like, beside another year, or alone in parentheses."""
    if p.after.word in neighbours("counted") or p.after.word == "%" or p.after.kind in (*SINGLES, "UNITS"):
        return False
    hijri = p.tokens[-1].kind == "AH"
    if isinstance(p.tokens[0].value, int) and not 1700 <= p.tokens[0].value <= 2100 and not hijri:
        return False
    if p.before.kind == "COMMA" and p.first > 1 and p.found[p.first - 2].kind in ("YWORD", "THE_YEAR"):
        return True  # «منذ العام ،1984»
    if p.before.kind in ("AND", "DASH", "SLASH", "COMMA", "TO"):
        other = p.found[p.first - 2] if p.first > 1 else _NOTHING
        after_month = p.before.kind == "AND" and other.kind in ("MONTH", "WEAK")
        return other.kind == "YEAR" or after_month or p.before.kind == "TO"
    if p.before.kind == "OPEN":
        return p.after.kind in ("CLOSE", "DASH")
    if p.before.word in neighbours("dated"):
        return True
    return p.before.kind in ("IN", "SINCE", "WITHIN", "EDGE", "YEAR", "BEFORE", "AFTER", "OF", "AGREEING", "PREP")


def _two_lengths(tokens: Sequence[Token]) -> bool:
    """Whether the same unit stands on both sides of و («90 يوما و180 يوما»): two lengths, no sum of them."""
    for n, token in enumerate(tokens):
        if token.kind == "AND" and n + 1 < len(tokens) and tokens[n + 1].kind not in ("HALF", "QUARTER"):
            before, after = ([t.value for t in side if t.kind in UNIT_KINDS] for side in (tokens[:n], tokens[n + 1 :]))
            if before and after and before[-1] == after[0]:
                return True
    return False


def _length(p: Place) -> bool:
    """A bare unit («سنوات», «ساعة») is a length only where the words beside it let it be one."""
    if _two_lengths(p.tokens):
        return False
    if (p.tokens[-1].kind == "DAY" and p.after.kind == "WEEKDAY") or p.after.word in neighbours("light"):
        return False  # «4 - 2 يوم السبت», «مليون سنة ضوئية»
    if len(p.tokens) == 2 and p.tokens[0].kind in SINGLES and p.tokens[-1].kind == "WORDNUM":
        return p.tokens[-1].value == 1 and p.tokens[0].value not in ("TS", "TM")
    if p.tokens[0].kind == "THE_DUAL":
        return p.before.kind == "ABOUT"
    if len(p.tokens) > 1 or p.tokens[0].kind == "DUAL":
        return p.tokens[0].kind != "TENS" or p.tokens[1].value not in ("TS", "TM")
    if p.tokens[0].kind == "UNITS":
        if p.after.kind == "NUM" or (p.after.kind == "OTHER" and p.after.word.startswith("ال")):
            return False  # «أيام 3 و4 مايو», «سنوات الحرب», «ساعات الذروة»
        asked = p.before.kind in ("WITHIN", "SINCE", "BEFORE", "AFTER", "ABOUT", "PREP")
        named = p.after.kind == "OTHER" and p.after.word[0] != "و"
        if p.tokens[0].word in neighbours("elative") and named:
            return asked and p.before.kind != "PREP"  # «من أشهر الكتاب»
        return asked or p.tokens[0].value not in ("10Y", "TS")
    if p.tokens[0].word in neighbours("ambiguous"):
        return p.before.kind == "ABOUT" and (
            p.after.kind != "OTHER" or p.after.word in neighbours("event")
        )  # «أكثر من عقد»
    if p.before.kind in ("WITHIN", "ABOUT"):
        return True
    if p.before.kind == "IN":
        return any(t.word in neighbours("level") for t in p.back(6))
    if p.before.kind == "PREP" and p.before.word == "ب" and p.after.kind != "YEAR" and p.after.word[:2] != "ال":
        return any(t.kind in ("BEFORE", "AFTER") for t in p.back(5))  # «بعد القرار بشهر»
    if p.before.word.lstrip("وف") in neighbours("taking"):
        return True
    if not p.tokens[0].word.endswith("ا") or p.tokens[0].kind == "DAY":
        return False
    return any(t.word.lstrip("وف") in neighbours("lasting") for t in p.back(3))


def _offset(after: Token) -> bool:
    """Whether a length is counted from an event named next: «قبل يومين من القمة», «بعد عام على رحيله»."""
    return after.kind in ("OF", "SINCE") or after.word in neighbours("event")


def _ago(p: Place) -> bool:
    if len(p.tokens) == 2 and p.tokens[0].kind != "SINCE" and p.tokens[1].word in neighbours("ambiguous"):
        return False  # «قبل عقد اجتماع»
    if p.after.word in neighbours("light"):
        return False
    if p.tokens[0].kind == "AFTER" and p.before.kind in SINGLES:
        return False  # «عاما بعد عام»
    return not (p.tokens[0].kind in ("BEFORE", "AFTER") and _offset(p.after))


def _from_event(p: Place) -> bool:
    return _offset(p.after) and p.tokens[-1].word not in neighbours("ambiguous")


def _turn(p: Place) -> bool:
    if p.tokens[-1].kind in ("THE_YEAR", "THE_UNIT") and p.after.kind in ("FISCAL", "SCHOOL", "AH"):
        return False
    return not (p.tokens[0].word == "العام" and p.before.word.lstrip("وفبلك") in neighbours("general"))


def _century(p: Place) -> bool:
    return any(t.value == "100Y" for t in p.tokens[:3])


def _decade(p: Place) -> bool:
    """«في العشرينيات من عمره» is an age."""
    return p.after.kind != "AGE"


def _years(p: Place) -> bool:
    """Two years beside each other: none far from our days, and not far from each other."""
    at = next(i for i, t in enumerate(p.tokens) if t.kind in ("DASH", "SLASH"))
    year, last = p.tokens[at - 1].value, p.tokens[at + 1]
    if not isinstance(year, int) or not 1700 <= year <= 2100 or p.after.kind in ("DASH", "SLASH", "UNITS", *SINGLES):
        return False
    if isinstance(last.value, int):
        return 0 < abs(last.value - year) <= 100 and p.after.word not in neighbours("counted")
    return last.word.isdigit() and len(last.word) == 2 and int(last.word) == (year + 1) % 100


def _word_year(p: Place) -> bool:
    n = count(p.tokens[1:])
    return n is not None and 1000 <= n <= 2199 and n == int(n) and p.tokens[1].value in (1000, 2000)


def _clock(p: Place) -> bool:
    """Two or four figures beside a zone are an hour only if they can be one («رقم 5 بتوقيت»)."""
    if p.tokens[0].kind != "NUM" or p.tokens[-1].kind == "CLOSE":
        return True
    return bool(_HOUR.fullmatch(p.tokens[0].word))


def _clock_on(p: Place) -> bool:
    """A bare 14:00 is an hour where another stands a few words before, or after «تمام», «عند»."""
    if any(t.kind == "ZONE" for t in p.tokens) or p.before.word in neighbours("hour"):
        return True
    if p.after.kind in ("TO", "AND", "DASH") and any(t.kind == "CLOCK" for t in p.found[p.first + 2 : p.first + 4]):
        return True
    return p.before.kind in ("TO", "AND", "DASH") and any(t.kind in ("OCLOCK", "CLOCK") for t in p.back(7))


def _weekdays(p: Place) -> bool:
    """«أيام الجمعة» are all of them, unless «الماضي» or a number makes them some."""
    if p.tokens[0].kind == "UNITS":
        return (
            p.tokens[0].value == "D"
            and p.after.kind not in ("LAST", "NEXT", "NUM", "CURRENT")
            and p.before.kind != "NTH"
        )
    if p.tokens[-1].kind == "BAREDAY" and p.tokens[-2].kind != "DAY":
        return p.tokens[-1].word not in neighbours("anyone")
    return p.tokens[-1].kind != "WORDNUM" or (p.tokens[-1].value == 2 and p.tokens[-2].kind == "DAY")


def _weekday_before(p: Place) -> bool:
    """The first of «السبت والأحد المقبلين»; of «الأحد والاثنين الماضي» only the second is turned."""
    last = next(t for t in p.found[p.first + len(p.tokens) :] if t.kind in ("LAST", "NEXT"))
    return last.word in neighbours("several")


def _every(p: Place) -> bool:
    if any(t.word in neighbours("ambiguous") and t.value != "TS" for t in p.tokens):
        return False
    if p.tokens[-1].kind in ("TODAY", "THE_UNIT", "THE_YEAR"):
        return p.after.kind not in (*_TURNS, "ORD")
    if p.tokens[0].kind in SINGLES:
        return p.tokens[0].value == p.tokens[-1].value  # «عاما بعد عام»
    return p.after.word not in neighbours("greeting")


def _count_before(p: Place) -> bool:
    """«من 3 إلى 5 سنوات» rises; «3-1 يوم السبت» is a score."""
    pair = p.found[p.first + 1 : p.first + 5]
    other = next((t for t in pair if t.kind == "NUM"), p.tokens[0])
    unit = next((i for i, t in enumerate(pair) if t.kind in ("UNITS", *SINGLES)), 0)
    if unit + 1 < len(pair) and pair[unit + 1].kind == "WEEKDAY":
        return False
    rises = _figure(p.tokens[0]) < _figure(other)
    return rises or (pair[0].kind == "AND" and len(pair) > 1 and pair[1].kind == "NUM")


def _figure(token: Token) -> float:
    return count([token]) or 0.0


def _age(p: Place) -> bool:
    return p.tokens[0].value != 100  # «اثنان في المئة من عمره»


def _feast(p: Place) -> bool:
    """A feast dates something after «في» and its like, or with a word for the day, the eve, the year; else it is only
    spoken of («مسيرة عيد العمال»)."""
    if len(p.tokens) == 1:
        return p.before.kind in ("IN", "SINCE", "WITHIN", "BEFORE", "AFTER", "TO")
    return not any(t.kind == "UNITS" and t.value != "D" for t in p.tokens)


def _week_of_month(p: Place) -> bool:
    return p.tokens[0].value == "W" and _surely_month(p.tokens)


def _season(p: Place) -> bool:
    return any(t.kind in ("THIS", "YEAR", *_TURNS) for t in p.tokens)


def _reference(p: Place) -> bool:
    return not (p.tokens[0].word in neighbours("near") and (p.after.kind == "OF" or p.after.word in neighbours("very")))


_CHECKS: dict[str, Callable[[Place], bool]] = {
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
    "weekday-before": _weekday_before,
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
