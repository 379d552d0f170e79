"""The bureau's wall clock."""

from datetime import datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))


def now_text() -> str:
    """The present moment in UTC+8, to the second, e.g. `2026-07-05T09:30:00+08:00`."""
    return datetime.now(CHINA).isoformat(timespec="seconds")
