"""The wage survey and the jobs of projects counted again in plain Python, like tests/road/recount.py, which calls these."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from tests.road.recount_days import NEVER, Entry, months_later

Add = Callable[..., None]
COUNTED_MONTHS = 12


def by_time(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda e: (e["when"], e["source"], e["id"]))


def count_wages(standing: list[Entry], add: Add) -> None:
    """Each enterprise's last report of one occupation and education in a survey year."""
    last: dict[tuple[Any, ...], Entry] = {}
    for e in by_time(e for e in standing if e["type"] == "wage_observed"):
        f = e["f"]
        last[f["enterprise"], f["occupation"], f.get("education"), f["year"]] = e
    for e in last.values():
        add("wages_observed", e["f"]["city"], e["day"], e["f"]["observed_persons"])


def count_projects(standing: list[Entry], add: Add) -> list[dict[str, Any]]:
    """The forecasts; returns the stretches in which a project with an enterprise takes in workers."""
    stretches = []
    for project in {e["f"]["project"] for e in standing if e["type"] == "project_announced"}:
        told = [e for e in standing if e["type"] == "project_announced" and e["f"]["project"] == project]
        told.sort(key=lambda e: (e["day"], e["source"], e["id"]))
        for e, later in zip(told, [*told[1:], None], strict=False):  # the last is replaced by none
            f, day, until = e["f"], e["day"], later["day"] if later else NEVER
            for metric in ["project_jobs_forecast"] + ["project_jobs_checkable"] * bool(f.get("enterprise")):
                add(metric, f["city"], day, f["forecast_jobs_count"], always=True)
                if later:
                    add(metric, f["city"], until, -f["forecast_jobs_count"], always=True)
            opens = date.fromisoformat(f["opens_at"]) if f.get("opens_at") else day
            stretches.append({
                "enterprise": f.get("enterprise"), "project": project, "city": f["city"], "since": day, "until": until,
                "last": months_later(max(opens, day), COUNTED_MONTHS), "name": (e["source"], e["id"]),
            })  # fmt: skip
    return [s for s in stretches if s["enterprise"]]


def count_hires(hires: list[Any], stretches: list[dict[str, Any]], add: Add) -> None:
    """One person's new employments, in their order."""
    filled = set()
    for hire in hires:
        of_firm = [s for s in stretches if s["enterprise"] == hire.enterprise and s["since"] <= hire.day < s["until"]]
        open_now = sorted((s for s in of_firm if hire.day <= s["last"]), key=lambda s: (s["since"], s["name"]))
        if open_now and open_now[-1]["project"] not in filled:
            filled.add(open_now[-1]["project"])
            add("project_jobs_realised", open_now[-1]["city"], hire.day, 1, always=True)
