"""The monitoring panel counted again in plain Python, from the definitions, like tests/road/recount.py, which calls it."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from tests.road.recount_days import Entry, months_later

Add = Callable[..., None]


def told_last(e: Entry) -> tuple[datetime, str, str]:
    return datetime.fromisoformat(e["when"]), e["source"], e["id"]


def count_panel(standing: list[Entry], add: Add) -> None:
    """Of every enterprise and month the last report; its levels stand for one month."""
    last: dict[tuple[str, str], Entry] = {}
    for e in sorted((e for e in standing if e["type"] == "monitoring_reported"), key=told_last):
        last[e["f"]["enterprise"], e["f"]["month"]] = e
    for e in last.values():
        f, city = e["f"], e["f"]["city"]
        month = date.fromisoformat(f"{f['month']}-01")
        moved = f.get("moved_persons") or 0
        levels: dict[str, Any] = {
            "monitored_enterprises": 1, "monitored_base": f["base_persons"] - moved, "monitored_end": f["end_persons"],
            "hidden_unemployed": f["hidden_unemployed_persons"],
        }  # fmt: skip
        for metric, persons in levels.items():
            add(metric, city, month, persons, always=True)
            add(metric, city, months_later(month, 1), -persons, always=True)
        add("monitored_hired", city, month, f["hired_persons"])
        add("monitored_reduced", city, month, f["reduced_persons"])
        add("monitored_moved", city, month, moved)
