"""What every reckoning works with: the words of one expression, and what the reading of the text knows so far."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from khabar.times import calendars
from khabar.times.words import Token, Value

Answer = tuple[str | None, str]


_STEPS = {"LAST": -1, "NEXT": 1, "CURRENT": 0, "PRIOR": -1, "FOLLOWING": 1, "FRESH": 1}


class Words:
    """The tokens of one expression, asked by class."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens

    def all(self, *kinds: str) -> list[Token]:
        return [t for t in self.tokens if t.kind in kinds]

    def first(self, *kinds: str) -> Token | None:
        return next((t for t in self.tokens if t.kind in kinds), None)

    def number(self, *kinds: str) -> int | None:
        token = self.first(*kinds)
        return token.value if token is not None and isinstance(token.value, int) else None

    def has(self, *kinds: str) -> bool:
        return self.first(*kinds) is not None

    @property
    def turn(self) -> str | None:
        """The word that places a period beside the present one (LAST, NEXT …), None where there is none."""
        token = self.first(*_STEPS)
        return token.kind if token else None

    @property
    def step(self) -> int:
        """How many periods from the present one: 1 of «المقبل», -1 of «الماضي», -2 of «قبل الماضي»; 0 if unsaid."""
        at = next((i for i, t in enumerate(self.tokens) if t.kind in _STEPS), None)
        if at is None:
            return 0
        step = _STEPS[self.tokens[at].kind]
        doubled = at and self.tokens[at - 1].kind == ("BEFORE" if step < 0 else "AFTER")
        return step * 2 if doubled else step


class State:
    """What the reading of one text knows: its anchor, which way the clause looks, and what was named before.

    ``direction`` is what :func:`khabar.times.tense.direction` found. ``named`` is the last value named in the
    paragraph, ``sentence_year`` the last year in the sentence, ``beside`` the date that stands straight before.
    ``before`` is the word straight before, ``bounded`` says that it is «قبل», ``month_first`` that the text writes
    12/31/2018.
    """

    def __init__(self, anchor: date | None, month_first: bool = False) -> None:
        self.anchor = anchor
        self.month_first = month_first
        self.direction = "none"
        self.bounded = False
        self.before = ""
        self.last_day: date | None = None
        self.last_year: int | None = None
        self.last_month: date | None = None
        self.named: str | None = None
        self.sentence_year: int | None = None
        self.beside: date | None = None

    def note(self, value: str | None) -> None:
        """Remember what was named, for «اليوم التالي», «العام نفسه», «ذلك الحين»; of two years the later."""
        if value is not None and len(value) == 9 and value[4] == "/":
            value = value[5:]
        if value is None or len(value) < 4 or not value[:4].isdigit() or value[4:5] == "/":
            return
        self.named = value.split("T")[0]
        self.last_year = self.sentence_year = int(value[:4])
        if len(value) >= 10:
            self.last_day = self.beside = calendars.parse(value)
        elif len(value) == 7 and value[5:].isdigit():
            self.last_month = calendars.day(int(value[:4]), int(value[5:]), 1)

    def new_line(self) -> None:
        """Forget what ends with a paragraph."""
        self.named = None
        self.sentence_year = self.beside = None

    def pass_over(self, tokens: Sequence[Token]) -> None:
        """Forget what ends in the words since the last expression: its sentence, its neighbourhood."""
        ended = any(t.kind == "STOP" for t in tokens)
        if ended:
            self.sentence_year = None
        if ended or len(tokens) > 2:
            self.beside = None


def shifted(code: Value, step: int, anchor: date | None) -> str | None:
    """The year, month, week or day ``step`` units from the anchor's own."""
    if anchor is None:
        return None
    if code == "Y":
        return f"{anchor.year + step:04d}"
    if code == "M":
        year, month = calendars.plus_months(anchor, step)
        return f"{year:04d}-{month:02d}"
    if code == "W":
        day = calendars.plus_days(anchor, 7 * step)
        return calendars.week(day) if day else None
    if code == "D":
        day = calendars.plus_days(anchor, step)
        return day.isoformat() if day else None
    if code == "10Y":
        return f"{(anchor.year + 10 * step) // 10:03d}"
    if code == "100Y":
        return f"{anchor.year // 100 + step:02d}"
    return None
