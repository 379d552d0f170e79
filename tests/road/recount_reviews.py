"""Checks and findings counted again: what was checked of each person, and what became of each finding."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from tests.road.recount_days import NEVER, Entry

Add = Callable[..., None]


def count_checks(events: list[Entry], add: Add) -> None:
    """One person's cases: the last word on each, if it is a word."""
    last: dict[tuple[Any, ...], Entry] = {}
    for e in sorted(_of(events, "verification_recorded"), key=lambda e: (e["day"], e["source"], e["id"])):
        last[tuple(e["f"].get(name) for name in ("claim", "target_source", "target_id", "sample"))] = e
    for e in last.values():
        if e["f"]["result"] in ("confirmed", "refuted"):
            add("cases_checked", e["f"]["city"], e["day"])
        if e["f"]["result"] == "refuted":
            add("cases_refuted", e["f"]["city"], e["day"])


def count_samples_and_findings(standing: list[Entry], add: Add) -> None:
    """What was drawn, and every finding from its raising to its verdict."""
    for e in _of(standing, "sample_drawn"):
        add("cases_sampled", e["f"]["city"], e["day"], e["f"]["cases_count"])
    findings: dict[tuple[str, str], Entry] = {}
    for e in _in_order(_of(standing, "finding_raised")):
        findings.setdefault((e["f"]["city"], e["f"]["finding"]), e)
    for (city, finding), raised in findings.items():
        about = [e for e in standing if e["f"].get("finding") == finding and e["f"]["city"] == city]
        answers, closings = _in_order(_of(about, "finding_answered")), _in_order(_of(about, "finding_closed"))
        closed = closings[-1] if closings else None
        add("findings_raised", city, raised["day"])
        add("findings_open", city, raised["day"], 1, always=True)
        if closed:
            add("findings_closed", city, closed["day"])
            add("findings_open", city, closed["day"], -1, always=True)
        settled = min([e["day"] for e in (*answers[:1], *([closed] if closed else []))], default=NEVER)
        overdue_from = date.fromisoformat(raised["f"]["due_at"]) + timedelta(days=1)
        if settled >= overdue_from:
            add("findings_overdue", city, overdue_from, 1, always=True)
            if settled != NEVER:
                add("findings_overdue", city, settled, -1, always=True)
        pleas = [e for e in answers if e["f"]["is_exemption_claimed"]]
        if pleas:
            add("exemptions_claimed", city, pleas[0]["day"])
            if closed and closed["f"]["verdict"] != "withdrawn":
                granted = closed["f"]["verdict"] == "exempted"
                add("exemptions_granted" if granted else "exemptions_refused", city, closed["day"])


def _of(events: Iterable[Entry], event_type: str) -> list[Entry]:
    return [e for e in events if e["type"] == event_type]


def _in_order(events: list[Entry]) -> list[Entry]:
    return sorted(events, key=lambda e: (e["when"], e["source"], e["id"]))
