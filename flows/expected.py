"""What is still expected: the monthly deliveries that have not come, and the events that corrections wait for."""

from datetime import timedelta

from bulletins.marts import PROVINCE
from flows.periods import Period
from flows.rules import value_on
from flows.settings import Home
from streams.history import Expected, awaited_deliveries, awaited_targets
from streams.log import open_reader
from streams.sources.mapping import shipped_mappings


def what_is_expected(home: Home, month: str | None = None) -> list[Expected]:
    """Everything awaited, the earliest due first: deliveries of `month` (YYYY-MM; default: the month before today's)."""
    today = home.now().date()
    begins = Period.parse_month(month).starts_on if month else (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    with open_reader(home.log) as con:
        targets = awaited_targets(con, int(value_on("correction_target_days", PROVINCE, today)))
        deliveries = awaited_deliveries(con, shipped_mappings().values(), begins)
    return sorted([*targets, *deliveries], key=lambda e: (e.due, e.city, e.family, e.what))
