"""Numbers in digits and in words."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.times.words import Token

NUMBERS = ("NUM", "YEAR", "WORDNUM", "TEEN", "TENS", "THE_NUM", "ORD")


def count(tokens: Sequence[Token]) -> float | None:
    """The number that a run of number tokens writes: «10.5», «خمسة وعشرين», «ثلاث مئة»; None for none or nonsense."""
    total: float = 0
    seen = False
    for t in tokens:
        if t.kind not in NUMBERS:
            continue
        n = t.value if isinstance(t.value, int) else _digits(t.word)
        if n is None:
            return None
        if seen and n >= 100 and 0 < total < n:
            total *= n
        elif seen and n < 10 and total < 100:
            total = n  # «بين ثلاثة وستة أشهر»: two numbers, the nearer one counts
        else:
            total += n
        seen = True
    return total if seen else None


def _digits(word: str) -> float | None:
    text = word.replace("٫", ".").replace(",", ".")
    if text.count(".") > 1:
        return None
    return float(text) if len(text) <= 9 and text[:1].isdigit() else None
