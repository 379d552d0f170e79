"""The registered unemployed and long suspended, and who of them was trained, counted again in plain Python."""

from collections.abc import Callable
from datetime import date

from tests.road.recount_days import NEVER, Entry, months_later

Add = Callable[..., None]
LONG_MONTHS, KINDS = 3, {"transfer", "skill", "startup"}


def count_idle(
    spells: list[tuple[date, date, str, str]], suspended: list[Entry], resumed: list[Entry], ends: list[tuple[date, str | None, str]],
    completed: list[Entry], add: Add,
) -> None:  # fmt: skip
    """One person. spells: of registered unemployment; ends: (day, enterprise or None for all, kind) of his employments."""
    idle = [(since, since, until, city) for since, until, city, _ in spells]
    standing_until = date.min
    for e in suspended:
        unit = e["f"]["enterprise"]
        over = [r["day"] for r in resumed if r["f"]["enterprise"] == unit] + [day for day, of, _ in ends if of in (None, unit)]
        until = min((day for day in over if day > e["day"]), default=NEVER)
        if e["day"] >= standing_until:
            idle.append((e["day"], months_later(e["day"], LONG_MONTHS), until, e["f"]["city"]))
        standing_until = max(standing_until, until)
    for since, from_day, until, city in idle:
        courses = [e["day"] for e in completed if e["f"]["kind"] in KINDS and since <= e["day"] < until]
        days = {"idle_persons": from_day} | ({"idle_trained": max(from_day, min(courses))} if courses else {})
        for metric, day in days.items():
            if day < until:
                add(metric, city, day, 1, always=True)
                if until != NEVER:
                    add(metric, city, until, -1, always=True)
