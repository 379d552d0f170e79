"""Words to tell stories of enterprises with: the monthly panel, layoffs, headcounts, successors."""

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


def laid_off(
    day: str, persons: int, first: str, headcount: int = 4200, enterprise: str = MILL, city: str = SHENYANG, **more: Any
) -> Event:
    """The enterprise reports a layoff on that day; `first` is the day on which the first leaves."""
    fields = {"layoff_persons": persons, "headcount": headcount, "ground": "serious_difficulty", "first_separation_at": first}
    return entry("layoff_reported", enterprise, day, city, enterprise=enterprise, **(fields | more))


def listed(
    day: str, headcount: int, ownership: str = "state", is_above_scale: bool = True, enterprise: str = MILL, city: str = SHENYANG
) -> Event:
    fields = {"enterprise_name": "示例企业", "sector": "steel", "ownership": ownership, "is_above_scale": is_above_scale}
    return entry("enterprise_listed", enterprise, day, city, enterprise=enterprise, headcount=headcount, **fields)


def filed(day: str, headcount: int, enterprise: str = MILL, city: str = SHENYANG, persons: int = 1) -> Event:
    fields = {"programme_year": int(day[:4]), "headcount": headcount, "rostered_persons": persons, "unreachable_persons": 0}
    return entry("roster_filed", enterprise, day, city, enterprise=enterprise, **fields)


def succeeded(day: str, successor: str, enterprise: str = MILL, city: str = SHENYANG) -> Event:
    return entry("business_changed", enterprise, day, city, enterprise=enterprise, change="divided", successor=successor)


def cut_reached(stage: str, day: str, enterprise: str = MILL, programme_year: int = 2026) -> Event:
    """The enterprise's plan to cut capacity reaches a stage."""
    return entry("capacity_plan_advanced", enterprise, day, enterprise=enterprise, programme_year=programme_year, stage=stage)


def gathered(day: str, persons: int, enterprise: str = MILL, city: str = SHENYANG) -> Event:
    """Workers gather over their placement."""
    fields = {"kind": "petition", "cause": "compensation", "persons": persons}
    return entry("incident_reported", enterprise, day, city, enterprise=enterprise, **fields)
