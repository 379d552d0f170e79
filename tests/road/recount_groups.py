"""Groups of people counted again in plain Python, from the definitions, like tests/road/recount.py, which calls these."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tests.road.recount_days import Entry, in_order, months_later

Add = Callable[..., None]
KEPT_WITHIN = timedelta(days=30)


def count_groups(events: list[Entry], starts: list[Any], add: Add) -> None:
    """One person's events, and his starts of employment in their order."""

    def of(*types: str) -> list[Entry]:
        return in_order(e for e in events if e["type"] in types)

    hires = [s for s in starts if s.is_new]
    for first in of("veteran_registered")[:1]:
        city, day = first["f"]["city"], first["day"]
        later = [s for s in hires if s.day >= day]
        add("veterans_registered", city, day)
        for metric, found in (("employed", later), ("started_up", [s for s in later if s.proof == "business"])):
            if found:
                add(f"veterans_{metric}", city, found[0].day)
    count_internships(of("internship_started"), hires, add)
    posts = [
        e for e in of("employment_registered") if e["f"]["employment_type"] == "grassroots_post" and not e["f"]["is_renewal"]
    ]
    for year in {e["day"].year for e in posts}:
        taken = next(e for e in posts if e["day"].year == year)
        add("grassroots_posts_taken", taken["f"]["city"], taken["day"])


def count_internships(started: list[Entry], hires: list[Any], add: Add) -> None:
    for unit in {e["f"]["enterprise"] for e in started}:
        here = [e for e in started if e["f"]["enterprise"] == unit]
        city, day = here[0]["f"]["city"], here[0]["day"]
        last = max(months_later(e["day"], e["f"]["term_months"]) for e in here) + KEPT_WITHIN
        add("internships_started", city, day)
        kept = [s.day for s in hires if s.enterprise == unit and day <= s.day <= last]
        if kept:
            add("internships_retained", city, min(kept))
