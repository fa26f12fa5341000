"""What one outlet plants on its pages: signs that are added to the general ones, from a file or from repetition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from khabar.errors import Unreadable
from khabar.text import fold


class Profile(NamedTuple):
    """Signs of junk beside the general ones. All over folded lines."""

    patterns: tuple[tuple[str, re.Pattern[str]], ...] = ()
    """(rule, pattern for a whole line)."""
    lines: frozenset[str] = frozenset()
    """Whole lines that are junk because an outlet repeats them (rule ``repeated``)."""

    def rule(self, key: str) -> str | None:
        """The rule by which a folded line is junk, if any."""
        if key in self.lines:
            return "repeated"
        return next((rule for rule, pattern in self.patterns if pattern.fullmatch(key)), None)


NO_PROFILE = Profile()


def load_profile(path: Path) -> Profile:
    """The profile of a file: one sign a line, ``rule<TAB>pattern`` or the pattern alone (rule ``profile``).

    A pattern is a regular expression for a whole line, written in plain letters: it is folded like the lines. Lines
    that begin with # are comments. Raises :class:`Unreadable` naming the line of a pattern that is none.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise Unreadable(str(path), reason or str(error)) from error
    return profile_of(text.splitlines(), str(path))


def profile_of(lines: Iterable[str], name: str = "profile") -> Profile:
    """The profile that lines of a profile file describe; see :func:`load_profile`."""
    patterns: list[tuple[str, re.Pattern[str]]] = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        rule, tab, pattern = line.partition("\t")
        if not tab:
            rule, pattern = "profile", line
        try:
            patterns.append((rule.strip() or "profile", re.compile(fold(pattern.strip()))))
        except re.error as error:
            raise Unreadable(name, f"line {number} holds no pattern: {error}") from error
    return Profile(tuple(patterns))


def joined(profiles: Sequence[Profile]) -> Profile:
    """One profile with the signs of all."""
    return Profile(
        tuple(p for profile in profiles for p in profile.patterns),
        frozenset().union(*(profile.lines for profile in profiles)),
    )
