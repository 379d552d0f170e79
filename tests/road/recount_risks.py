"""Risks around a capacity cut counted again in plain Python: mass unemployment, unrest, registrations, plans out of step."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta

from tests.road.recount_days import Entry, in_order

Add = Callable[..., None]
Root = Callable[[str], str]
SECTORS = {"steel", "coal", "cement", "flat_glass", "coke", "thermal_power"}
SIGN, MASS, SPAN, AFTER, MAJOR = 20, 200, timedelta(days=30), timedelta(days=60), 1000
STEP, KEEPS_STEP = timedelta(days=30), {"drafted": "drafted", "started": "published"}


def count_risks(standing: list[Entry], root: Root, add: Add) -> None:
    of: dict[str, list[Entry]] = defaultdict(list)
    for e in in_order(standing):
        of[e["type"]].append(e)
    gone: dict[str, dict[str, list[date]]] = defaultdict(lambda: defaultdict(list))
    for e in of["insurance_ended"]:
        if e["f"]["insurance"] == "110" and e["f"]["reason"] in ("suspend", "terminate"):
            gone[e["f"]["enterprise"]][root(e["subject"])].append(e["day"])
    for left in gone.values():
        count_crowds(registered_after(left, of["unemployment_registered"], root), add)
    for e in of["incident_reported"]:
        add("unrest_signs", e["f"]["city"], e["day"])
        if e["f"]["persons"] >= MAJOR:
            add("major_incidents", e["f"]["city"], e["day"])
    count_capacity(of, add)
    count_steps(of, add)


def registered_after(left: dict[str, list[date]], registrations: list[Entry], root: Root) -> list[Entry]:
    """For each time that somebody left the enterprise, his first registration soon after."""
    first: dict[tuple[str, date], Entry] = {}
    for e in registrations:
        who = root(e["subject"])
        before = [day for day in left.get(who, []) if day <= e["day"] <= day + AFTER]
        if before:
            first.setdefault((who, max(before)), e)
    return in_order(first.values())


def count_crowds(registered: list[Entry], add: Add) -> None:
    days = [e["day"] for e in registered]
    then = [sum(day - SPAN < other <= day for other in days) for day in days]
    mass_until = date.min
    for e, size in zip(registered, then, strict=True):
        largest = max(n for day, n in zip(days, then, strict=True) if e["day"] <= day < e["day"] + SPAN)
        if largest >= SIGN:
            add("mass_unemployment_signs", e["f"]["city"], e["day"])
        if size >= MASS:
            if e["day"] - SPAN >= mass_until:
                add("mass_unemployment_cases", e["f"]["city"], e["day"])
            mass_until = e["day"]


def count_capacity(of: dict[str, list[Entry]], add: Add) -> None:
    in_the_cut = {e["f"]["enterprise"] for e in of["enterprise_listed"] if e["f"]["sector"] in SECTORS}
    for e in of["business_changed"]:
        if e["f"]["enterprise"] in in_the_cut:
            add("capacity_enterprises_changed", e["f"]["city"], e["day"])
    for e in of["business_deregistered"]:
        if e["f"]["enterprise"] in in_the_cut:
            in_the_cut.remove(e["f"]["enterprise"])
            add("capacity_enterprises_closed", e["f"]["city"], e["day"])


def count_steps(of: dict[str, list[Entry]], add: Add) -> None:
    placement: dict[tuple[str, int, str], date] = {}
    for e in of["placement_plan_advanced"]:
        placement.setdefault((e["f"]["enterprise"], e["f"]["programme_year"], e["f"]["stage"]), e["day"])
    seen = set()
    for e in of["capacity_plan_advanced"]:
        f, due = e["f"], e["day"] + STEP
        stage = f["enterprise"], f["programme_year"], f["stage"]
        if stage in seen or f["stage"] not in KEEPS_STEP:
            continue
        seen.add(stage)
        if placement.get((f["enterprise"], f["programme_year"], KEEPS_STEP[f["stage"]]), date.max) > due:
            add("plans_out_of_step", f["city"], due)
