"""The one error that a user sees: a file that could not be read, and why, in one line."""

from __future__ import annotations


class Unreadable(Exception):
    """A source that gives no document or article: ``name`` says which, ``reason`` why, both in plain words."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason
