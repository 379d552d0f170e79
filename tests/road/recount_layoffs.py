"""Layoffs counted again in plain Python, from the definitions, like tests/road/recount.py, which calls `count_layoffs`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tests.road.recount_days import Entry
from tests.road.recount_firms import told_last

Add = Callable[..., None]
SHORT, LONG, NOTICE = timedelta(days=30), timedelta(days=90), timedelta(days=30)
LEAST, TOGETHER = 5, 10
TOLD_BY = {
    "enterprise_listed": "headcount",
    "roster_filed": "headcount",
    "monitoring_reported": "end_persons",
    "layoff_reported": "headcount",
}


@dataclass
class Firm:
    reports: list[Entry] = field(default_factory=list)
    told: list[tuple[date, Any, int]] = field(default_factory=list)
    listed: list[Entry] = field(default_factory=list)
    successors: set[str] = field(default_factory=set)
    ended: list[Entry] = field(default_factory=list)

    @property
    def is_state(self) -> bool:
        last = max(self.listed, key=told_last, default=None)
        return last is not None and last["f"]["ownership"] == "state" and last["f"]["is_above_scale"]

    def headcount(self, day: date) -> int | None:
        before = [told for told in self.told if told[0] < day]
        return max(before)[2] if before else None

    def duty(self, persons: int, headcounts: list[int | None]) -> int | None:
        known = [n for n in headcounts if n is not None]
        tenths = 10 * persons - max(known) if known else -1
        if persons >= 200:
            return 1
        if self.is_state and tenths >= 0:
            return 2 if tenths > 0 else 3
        if persons >= 20:
            return 4
        return 5 if tenths >= 0 else None


def count_layoffs(standing: list[Entry], root: Callable[[str], str], add: Add) -> None:
    firms: dict[str, Firm] = {}
    insured: dict[str, list[tuple[date, str]]] = {}
    for e in standing:
        if "enterprise" not in e["f"]:
            continue
        firm, kind = firms.setdefault(e["f"]["enterprise"], Firm()), e["type"]
        if kind in TOLD_BY:
            day = date.fromisoformat(e["f"]["first_separation_at"]) - timedelta(1) if kind == "layoff_reported" else e["day"]
            firm.told.append((day, told_last(e), e["f"][TOLD_BY[kind]]))
        if kind in ("business_changed", "monitoring_reported") and e["f"].get("successor"):
            firm.successors.add(e["f"]["successor"])
        if kind == "enterprise_listed":
            firm.listed.append(e)
        if kind == "layoff_reported":
            firm.reports.append(e)
        if kind == "insurance_ended" and e["f"]["insurance"] == "110" and e["f"]["reason"] in ("suspend", "terminate"):
            firm.ended.append(e)
        if kind in ("insurance_started", "insurance_transferred") and e["f"]["insurance"] == "110":
            insured.setdefault(root(e["subject"]), []).append((e["day"], e["f"]["enterprise"]))
    for name, firm in firms.items():
        count_reports(firm, add)
        count_silent(firm, let_go(name, firm, insured, root), add)


def count_reports(firm: Firm, add: Add) -> None:
    rows = [
        (date.fromisoformat(e["f"]["first_separation_at"]), e["f"]["layoff_persons"], e["f"]["headcount"], e)
        for e in firm.reports
    ]
    duties = [firm.duty(persons, [headcount]) for _, persons, headcount, _ in rows]
    split: set[int] = set()
    for span in (SHORT, LONG):
        for last, *_ in rows:
            inside = [n for n, row in enumerate(rows) if last - span < row[0] <= last]
            heads = [rows[n][2] for n in inside]
            for below, reached in ((lambda d: d is None, 5), (lambda d: d is None or d > 2, 2)):
                few = [n for n in inside if below(duties[n])]
                if few and (firm.duty(sum(rows[n][1] for n in few), heads) or 9) <= reached:
                    split.update(few)
    for n, (first, persons, _, e) in enumerate(rows):
        city, day = e["f"]["city"], e["day"]
        add("layoffs_reported", city, day, persons)
        if duties[n] and day > first - NOTICE:
            add("layoffs_late", city, day, persons)
        if n in split:
            add("layoffs_split", city, day, persons)


def let_go(name: str, firm: Firm, insured: dict[str, list[tuple[date, str]]], root: Callable[[str], str]) -> list[Entry]:
    """Of the ends the ones that stand for a person let go, in their order; not recalled, not moved."""
    gone: list[tuple[Entry, set[str]]] = []
    seen: set[tuple[str, int]] = set()
    for e in sorted(firm.ended, key=lambda e: (e["day"], e["source"], e["id"])):
        who, day = root(e["subject"]), e["day"]
        spells = insured.get(who, [])
        if any(at == name and day <= on <= day + SHORT for on, at in spells):
            continue
        key = who, len({on for on, at in spells if at == name and on < day})
        if key not in seen:
            seen.add(key)
            gone.append((e, {at for on, at in spells if at != name and abs(on - day) <= SHORT}))

    def moved(e: Entry, to: str) -> bool:
        return to in firm.successors or sum(to in where and abs(o["day"] - e["day"]) <= SHORT for o, where in gone) >= TOGETHER

    return [e for e, where in gone if not any(moved(e, to) for to in where)]


def count_silent(firm: Firm, gone: list[Entry], add: Add) -> None:
    covered: set[int] = set()
    for report in firm.reports:
        first = date.fromisoformat(report["f"]["first_separation_at"])
        inside = [n for n, e in enumerate(gone) if first <= e["day"] < first + LONG]
        covered.update(inside[: report["f"]["layoff_persons"]])
    left = [e for n, e in enumerate(gone) if n not in covered]
    for e in left:
        for span in (SHORT, LONG):
            ends = [last["day"] for last in left if e["day"] <= last["day"] < e["day"] + span]
            periods = [[o["day"] for o in left if last - span < o["day"] <= last] for last in ends]
            if any(len(days) >= LEAST and firm.duty(len(days), [firm.headcount(day) for day in days]) for days in periods):
                add("layoffs_detected", e["f"]["city"], e["day"])
                break
