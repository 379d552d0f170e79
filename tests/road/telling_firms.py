"""Words to tell stories of enterprises with: the monthly panel."""

from typing import Any

from tests.road.telling import MILL, SHENYANG, entry

Event = dict[str, Any]


def monitored(
    enterprise: str = MILL, month: str = "2026-03", base: int = 1000, hired: int = 10, reduced: int = 30, hidden: int = 5,
    city: str = SHENYANG, day: str | None = None, **more: Any,
) -> Event:  # fmt: skip
    """A month of a monitored enterprise; the end follows from the rest."""
    fields = {
        "month": month, "base_persons": base, "hired_persons": hired, "reduced_persons": reduced, "end_persons": base + hired - reduced,
        "hidden_unemployed_persons": hidden, "operating_state": "normal", "industry": "C", "ownership": "private", "size": "medium",
        "is_giant": False,
    } | more  # fmt: skip
    return entry("monitoring_reported", enterprise, day or f"{month}-24", city, enterprise=enterprise, **fields)
