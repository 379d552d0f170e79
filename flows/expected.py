"""What is still expected: the monthly deliveries that have not come, and the events that corrections wait for."""

import re
from datetime import date, timedelta

from flows.rules import value_on
from flows.settings import Home
from streams.history import Expected, awaited_deliveries, awaited_targets
from streams.log import open_reader
from streams.sources.mapping import shipped_mappings

PROVINCE = "210000"


def what_is_expected(home: Home, month: str | None = None) -> list[Expected]:
    """Everything awaited, the earliest due first: deliveries of `month` (YYYY-MM; default: the month before today's)."""
    today = home.now().date()
    begins = _first_day(month) if month else (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    with open_reader(home.log) as con:
        targets = awaited_targets(con, int(value_on("correction_target_days", PROVINCE, today)))
        deliveries = awaited_deliveries(con, shipped_mappings().values(), begins)
    return sorted([*targets, *deliveries], key=lambda e: (e.due, e.city, e.family, e.what))


def _first_day(month: str) -> date:
    if not re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", month):
        raise ValueError(f"月份 {month} 读不出来:写成 YYYY-MM,如 2026-06")
    return date.fromisoformat(f"{month}-01")
