"""Days and the order of events, for the recount."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import Any

Entry = dict[str, Any]
OPENS_ON = date(2025, 1, 1)
NEVER = date.max


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """By the day they happened, then by name."""
    return sorted(entries, key=lambda e: (e["day"], e["source"], e["id"]))


def months_later(day: date, months: int) -> date:
    """The same day of the month so many months later, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
