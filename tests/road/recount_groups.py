"""Groups of people and who helps them counted again in plain Python, from the definitions, like tests/road/recount.py, which calls these."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
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
    admitted = [e for e in of("startup_supported") if e["f"]["kind"] == "incubation"]
    for base in {e["f"]["base"] for e in admitted}:
        first = next(e for e in admitted if e["f"]["base"] == base)
        add("incubation_entries", first["f"]["city"], first["day"])
    for metric, found in (
        ("whole_class_training_persons", [e for e in of("training_started") if e["f"].get("is_whole_class")]),
        ("new_form_employed", in_new_form(of("employment_registered", "business_registered"))),
    ):
        seen = set()
        for e in found:
            key = e["f"].get("kind") if metric.startswith("whole") else None, e["day"].year
            if key not in seen:
                seen.add(key)
                add(metric, e["f"]["city"], e["day"])
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


def count_incubated(standing: list[Entry], ended: dict[str, list[date]], add: Add) -> None:
    """Businesses in a base, from entry until they close. ended: `recount_goods.closings`."""
    first: dict[tuple[str, str], Entry] = {}
    for e in sorted(standing, key=lambda e: (e["when"], e["source"], e["id"])):
        if e["type"] == "startup_supported" and e["f"]["kind"] == "incubation" and e["f"].get("enterprise"):
            first.setdefault((e["f"]["base"], e["f"]["enterprise"]), e)
    for (_, enterprise), e in first.items():
        city, day, due = e["f"]["city"], e["day"], months_later(e["day"], 12)
        gone = min((end for end in ended.get(enterprise, []) if end >= day), default=None)
        add("incubated_entities", city, day, 1, always=True)
        if gone:
            add("incubated_entities", city, gone, -1, always=True)
        if gone is None or gone >= due:
            add("incubated_entities_lasted", city, due)


def count_helped(spells: list[tuple[date, date, str, str]], assigned: list[Entry], add: Add) -> None:
    """One person's certifications as hard to employ, and when a helper first stood beside him in each."""
    for since, until, city, _ in spells:
        helped = [e["day"] for e in assigned if since <= e["day"] < until and not e["f"].get("household")]
        count_stay("hard_to_employ_helped", city, helped, until, add)


def count_households_helped(standing: list[Entry], add: Add) -> None:
    """The same of households, each as long as it stands."""
    for household in {e["f"]["household"] for e in standing if e["type"] == "household_recognised"}:
        of_one = [e for e in standing if e["f"].get("household") == household]
        of_one.sort(key=lambda e: (datetime.fromisoformat(e["when"]), e["source"], e["id"]))
        since: Entry | None = None
        helped: list[date] = []
        for e in of_one:
            if e["type"] == "household_recognised" and e["f"]["kind"] == "zero_employment" and since is None:
                since, helped = e, []
            elif (
                e["type"] == "household_cleared"
                and since
                and datetime.fromisoformat(e["when"]) > datetime.fromisoformat(since["when"])
            ):
                count_stay("households_helped", since["f"]["city"], [day for day in helped if day < e["day"]], e["day"], add)
                since = None
            if since:
                helped = [x["day"] for x in of_one if x["type"] == "helper_assigned" and x["day"] >= since["day"]]
        if since:
            count_stay("households_helped", since["f"]["city"], helped, date.max, add)


def count_stay(metric: str, city: str, days: list[date], until: date, add: Add) -> None:
    if days:
        add(metric, city, min(days), 1, always=True)
        if until != date.max:
            add(metric, city, until, -1, always=True)


def in_new_form(registered: list[Entry]) -> list[Entry]:
    return [e for e in registered if e["f"].get("is_internet") or (e["f"].get("new_form") and not e["f"].get("is_renewal"))]


def count_activities(standing: list[Entry], add: Add) -> None:
    seen = set()
    for e in sorted((e for e in standing if e["type"] == "activity_held"), key=lambda e: (e["when"], e["source"], e["id"])):
        if e["f"]["activity"] not in seen:
            seen.add(e["f"]["activity"])
            add("job_fairs_held" if "fair" in e["f"]["kind"] else "guidance_activities_held", e["f"]["city"], e["day"])
