"""The days that a time of TIMEX3 covers."""

from __future__ import annotations

from datetime import date, timedelta


def days(value: str) -> tuple[str, str] | None:
    """The first and last day of an ISO day, week, month or year; None for anything else."""
    value = value.split("T")[0]
    try:
        if len(value) == 4:
            return f"{value}-01-01", f"{value}-12-31"
        if "W" in value:
            first = date.fromisocalendar(int(value[:4]), int(value[6:8]), 1)
            return first.isoformat(), (first + timedelta(days=6)).isoformat()
        if len(value) == 7:
            first = date.fromisoformat(f"{value}-01")
            return first.isoformat(), ((first + timedelta(days=31)).replace(day=1) - timedelta(days=1)).isoformat()
        date.fromisoformat(value)
    except ValueError:
        return None
    return value, value
