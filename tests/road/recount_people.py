"""Households, hardship and what becomes of placements, counted again in plain Python. Each function yields pieces that recount.py adds.

A piece is (metric, city, day, amount, whether it counts even before the ledger opens: stocks do).
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests.road.recount_days import months_later

if TYPE_CHECKING:
    from tests.road.recount import Person, Start

Piece = tuple[str, str, date, int, bool]

CLEAR_WITHIN, GAP, GRACE = timedelta(days=90), timedelta(days=30), timedelta(days=30)
MILESTONES, WATCHED_MONTHS = (1, 3, 6, 12), 12


def households(standing: list[dict[str, Any]]) -> Iterator[Piece]:
    """What each household's times on the list make."""
    for city, since, clearing in listed_households(standing):
        yield from household(city, since, clearing)


def listed_households(standing: list[dict[str, Any]]) -> Iterator[tuple[str, date, dict[str, Any] | None]]:
    """Each household's times on the list: city, since when, and the clearing that ends it."""
    events: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for e in sorted(standing, key=lambda e: (datetime.fromisoformat(e["when"]), e["source"], e["id"])):
        if e["type"] in ("household_recognised", "household_cleared"):
            events[e["f"]["household"]].append(e)
    for of_one in events.values():
        clearings = [e for e in of_one if e["type"] == "household_cleared"]
        listed_until = datetime.min
        for e in of_one:
            if e["type"] == "household_cleared" or not is_listed(e):
                continue
            since = datetime.fromisoformat(e["when"])
            if since < listed_until:
                continue
            clearing = next((c for c in clearings if datetime.fromisoformat(c["when"]) > since), None)
            listed_until = datetime.fromisoformat(clearing["when"]) if clearing else datetime.max
            yield e["f"]["city"], e["day"], clearing


def is_listed(recognised: dict[str, Any]) -> bool:
    """Its kind of household is on the list; in Jixi those on the minimum living allowance are, too."""
    kinds = ("zero_employment", "minimum_living_allowance") if recognised["f"]["city"] == "230300" else ("zero_employment",)
    return recognised["f"]["kind"] in kinds


def household(city: str, since: date, clearing: dict[str, Any] | None) -> Iterator[Piece]:
    yield "households_recognised", city, since, 1, False
    yield "zero_employment_households", city, since, 1, True
    overdue_on = since + CLEAR_WITHIN + timedelta(days=1)
    if clearing is None or clearing["day"] > overdue_on:
        yield "households_overdue", city, overdue_on, 1, True
    if clearing is None:
        return
    day = clearing["day"]
    yield "households_cleared", city, day, 1, False
    yield "household_days_to_clear", city, day, (day - since).days, False
    yield "zero_employment_households", city, day, -1, True
    if clearing["f"]["reason"] == "member_employed" and day - since <= CLEAR_WITHIN:
        yield "households_employed_in_time", city, day, 1, False
    if day > overdue_on:
        yield "households_overdue", city, day, -1, True


def hardship_spells(person: "Person") -> list[tuple[date, date, str, str]]:
    """(certified on, left on, city, why he left)."""
    closings = person.of("hardship_exited", "pension_started", "death_recorded")
    spells: list[tuple[date, date, str, str]] = []
    for e in person.of("hardship_certified"):
        if any(left_on > e["day"] for _, left_on, _, _ in spells):
            continue
        closing = next((c for c in closings if c["day"] > e["day"]), None)
        reason = closing["f"].get("reason", "") if closing and closing["type"] == "hardship_exited" else ""
        spells.append((e["day"], closing["day"] if closing else date.max, e["f"]["city"], reason))
    return spells


def hardship(person: "Person") -> Iterator[Piece]:
    for certified_on, left_on, city, _ in hardship_spells(person):
        yield "hard_to_employ", city, certified_on, 1, True
        if left_on != date.max:
            yield "hard_to_employ", city, left_on, -1, True


def was_hard_to_employ(person: "Person", day: date) -> bool:
    return any(
        certified_on <= day and (left_on >= day or (reason == "employed" and day - left_on <= GRACE))
        for certified_on, left_on, _, reason in hardship_spells(person)
    )


def retention(
    starts: "list[Start]", ends: list[tuple[date, str | None, str]], left_on: date, city: str, placed_on: date
) -> Iterator[Piece]:
    """One placement, looked at again after each milestone, and its loss."""
    shown = [s for s in starts if s.proof in ("insurance", "business")]
    for months in MILESTONES:
        due_on = months_later(placed_on, months)
        if left_on > due_on:
            yield f"placements_due_{months}_months", city, due_on, 1, False
            if any(s.day <= due_on < s.end for s in shown):
                yield f"placements_retained_{months}_months", city, due_on, 1, False
    for day, _, kind in sorted(ends, key=lambda end: end[0]):
        watched = placed_on < day <= months_later(placed_on, WATCHED_MONTHS) and day < left_on
        if kind in ("leaves", "pension", "death") or not watched:
            continue
        if not any(s.day <= day + GAP and s.end > day for s in shown):
            yield "placements_lost", city, day, 1, False
            return
