"""What offices and enterprises send about themselves: listings, placement plans, targets and employed population."""

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from simulator.carriers import Deliveries
from simulator.days import YEAR, Window, day_of
from simulator.employers import CAPACITY_ENTERPRISES, CapacityEnterprise, average_wage
from simulator.imperfections import Entry
from simulator.places import CODES, NAMES, PROVINCE, SHARES
from simulator.plans import cut_in_step, out_of_step, plan_years, reached
from simulator.planting import missing
from simulator.records import Holder, Record, event_id, event_source
from simulator.rulebook import listed
from simulator.truth import Amount, Cell, Truth

_FLOW_TARGETS = ("urban_new_employment", "unemployed_reemployed", "hard_to_employ_employed")
_DIVIDED = ("urban_new_employment", "unemployed_reemployed")
_RATE_TARGETS = (
    ("registered_unemployment_rate", "5.5", "at_most"), ("placement_rate", "80", "at_least"),
    ("service_guarantee_rate", "70", "at_least"),
)  # fmt: skip
LISTED_ON = day_of(2024, 1, 3)  # the enterprises that cut capacity
_LATE_DRAFT_EVERY = 7
_NOBODY = Holder(99_999_999, "", "", "", "")


class Office:
    """Sends the events that are about no person. The identifiers run on in one series."""

    def __init__(self, deliveries: Deliveries, truth: Truth, random: Random) -> None:
        """Everything goes into `deliveries`; published figures and targets are noted in `truth`."""
        self.deliveries = deliveries
        self.truth = truth
        self.window: Window = truth.window
        self.random = random
        self._number = 0
        self._turns: Counter[str] = Counter()

    def send(self, name: str, day: int, city: str, fields: dict[str, object], delivery: int | None = None) -> Record:
        """Send one event in the month in which it happened, or late, with another delivery."""
        record = Record(name, day, city, fields, self._number, delivery=delivery)
        self._number += 1
        self.deliveries.send(record, _NOBODY)
        return record

    def send_in_window(self, name: str, day: int, city: str, fields: dict[str, object]) -> None:
        """Send an event of the simulated months; what lies beyond them has not happened (yet)."""
        if self.is_within(day):
            self.send(name, day, city, fields)

    def is_within(self, day: int) -> bool:
        """True for a day of the simulated months."""
        return self.window.start <= day <= self.window.end

    def is_turn(self, kind: str, every: int) -> bool:
        """True for one in so many of a kind, the third first."""
        self._turns[kind] += 1
        return self._turns[kind] % every == 3

    def corrects(
        self, wrong: Record, changes: dict[str, object], reason: str, wrongly: tuple[Cell, ...], kind: str = "wrong_amount"
    ) -> Entry:
        """The month after, a record is corrected; `wrongly` are the cells by what they were wrong until then."""
        return self._mends("event_corrected", wrong, {"changes": changes, "reason": reason}, wrongly, kind)

    def retracts(self, wrong: Record, reason: str, wrongly: tuple[Cell, ...], kind: str) -> Entry:
        """The month after, a record of what never was is retracted."""
        return self._mends("event_retracted", wrong, {"reason": reason}, wrongly, kind)

    def sends_late(
        self, name: str, day: int, city: str, fields: dict[str, object], lacking: tuple[Cell, ...], months: int = 1
    ) -> Entry:
        """Send an event so many months late; `lacking` are the cells that hang on it."""
        regular = self.window.delivery_of(day)
        record = self.send(name, day, city, fields, regular + months)
        return self.planted("late", record, regular + months, lacking) | {"regular": self.window.deliveries[regular]}

    def cell(self, metric: str, city: str, day: int, amount: Amount) -> Cell:
        """A figure of the day's month that shows otherwise than it is."""
        return Cell(metric, city, self.window.delivery_of(day) - 1, amount=amount)

    def _mends(self, name: str, wrong: Record, mend: dict[str, object], wrongly: tuple[Cell, ...], kind: str) -> Entry:
        delivered = self.window.delivery_of(wrong.day)
        reference = {"target_source": event_source(wrong), "target_id": event_id(_NOBODY.index, wrong)}
        fields: dict[str, object] = reference | mend | {"approver": "市局审核岗"}
        fix = self.send(name, self.window.day_in(delivered + 1, 12), wrong.city, fields)
        entry = self.planted(kind, wrong, delivered + 1, wrongly)
        return entry | {"repair_id": event_id(_NOBODY.index, fix)}

    def planted(self, kind: str, record: Record, revealed: int, wrongly: tuple[Cell, ...]) -> Entry:
        """An entry of planted.json about one record: the cells `wrongly` are wrong until a delivery reveals it."""
        delivered = self.window.delivery_of(record.day) if record.delivery is None else record.delivery
        return {
            "kind": kind, "person": None, "source": event_source(record), "id": event_id(_NOBODY.index, record),
            "delivered": self.window.deliveries[delivered], "revealed": self.window.deliveries[revealed],
            "cells": missing(self.window, wrongly, revealed),
        }  # fmt: skip

    def list_enterprises(self) -> list[Entry]:
        """Capacity-cut enterprises and their plans; the headcount exceeds those rostered."""
        planted: list[Entry] = []
        for city in CODES:
            for plant in CAPACITY_ENTERPRISES[city]:
                fields = {
                    "enterprise": plant.code, "enterprise_name": plant.name, "sector": plant.sector,
                    "ownership": plant.ownership, "is_above_scale": True,
                    "headcount": min(self.truth.rostered_at(plant.code) * 4 + 120, 900_000),
                }  # fmt: skip
                self.send("enterprise_listed", LISTED_ON, city, fields)
                for year in plan_years(self.window.start, self.window.end):
                    self._advance_plan(city, plant, year, planted)
                    for stage, day in cut_in_step(year).items():
                        if day <= self.window.end:
                            cut: dict[str, object] = {"enterprise": plant.code, "programme_year": year, "stage": stage}
                            self.send("capacity_plan_advanced", day, city, cut)
                    for day in out_of_step(plant, year):
                        self.truth.count("plans_out_of_step", city, day)
        return planted

    def _advance_plan(self, city: str, plant: CapacityEnterprise, year: int, planted: list[Entry]) -> None:
        """Few drafts are told so late that the plan seems out of step: in March."""
        for stage, day in reached(plant, year).items():
            fields: dict[str, object] = {"enterprise": plant.code, "programme_year": year, "stage": stage}
            fields["document_no"] = f"安置方案〔{year}〕{self._number % 90 + 1}号"
            if stage == "funded":
                fields["funds_yuan"] = 1_000_000 + self.random.randrange(900) * 10_000
            is_late = stage == "drafted" and plant.number == 0 and self.is_within(day) and day + 90 <= self.window.end
            if is_late and self.is_turn("drafted", _LATE_DRAFT_EVERY):
                seems = (self.cell("plans_out_of_step", city, day + 31, -1),)
                planted.append(self.sends_late("placement_plan_advanced", day, city, fields, seems, months=2))
            elif day <= self.window.end:
                self.send("placement_plan_advanced", day, city, fields)

    def publish_population(self, persons: int) -> list[Entry]:
        """Employed population of every city and month; now and then a figure is published anew two months later."""
        planted: list[Entry] = []
        turn = 0
        for city in CODES:
            level = persons * SHARES[city] * 1.6
            for month, label in enumerate(self.window.months):
                turn += 1
                figure = max(10, round(level * (1 + 0.001 * month + 0.004 * self.random.random())))
                self.truth.employed[city][month] = figure
                anew = month + 2 < len(self.window.months) and turn % 41 == 5
                first = round(figure * 0.97) if anew else figure
                self.send("denominator_published", self.window.day_in(month + 1, 28), city, _population(label, first))
                if anew:
                    fix = self.send("denominator_published", self.window.day_in(month + 3, 20), city, _population(label, figure))
                    planted.append(self._published_anew(fix, city, month, figure - first))
        return planted

    def publish_wages(self) -> None:
        """The average wage of every city and year, in the January after it: compensation is capped by it."""
        for city in CODES:
            for year in range(YEAR[self.window.start] - 1, YEAR[self.window.end]):
                fields: dict[str, object] = {"year": year, "monthly_yuan": average_wage(city, year)}
                self.send("average_wage_published", day_of(year + 1, 1, 20), city, fields)

    def _published_anew(self, fix: Record, city: str, month: int, amount: int) -> Entry:
        cell = {"metric": "employed_population", "city": city, "month": self.window.months[month], "amount": amount}
        return {
            "kind": "population_published_anew", "person": None, "source": event_source(fix),
            "id": event_id(_NOBODY.index, fix), "delivered": self.window.months[month],
            "revealed": self.window.months[month + 2], "cells": [cell],
        }  # fmt: skip

    def sign_targets(self) -> None:
        """Targets of every year, set near what will be reached, for each city and the province; two change in May."""
        for year in range(YEAR[self.window.start], YEAR[self.window.end] + 1):
            signed = max(day_of(year, 1, 15), self.window.start)
            yearly = self.truth.targets[str(year)] = {city: {} for city in (*CODES, PROVINCE)}
            for metric in _FLOW_TARGETS:
                values = {city: self._flow_target(metric, city, year) for city in CODES}
                values[PROVINCE] = sum(values.values())
                for city, value in values.items():
                    self._sign(signed, year, city, metric, str(value), "at_least")
                    if metric in _DIVIDED:
                        self._divide(signed + 21, year, city, metric, value)
            for metric, rate, direction in _RATE_TARGETS:
                for city in (*CODES, PROVINCE):
                    self._sign(signed, year, city, metric, rate, direction)
            revised = day_of(year, 5, 20)
            if signed < revised <= self.window.end:
                for city in ("210300", "210800"):
                    changed = str(int(yearly[city]["urban_new_employment"]) + 5)
                    yearly[city]["urban_new_employment"] = changed
                    document = {"document_no": f"辽人社函〔{year}〕12号", "reason": "年中调整计划"}
                    self.send("target_revised", revised, city, _target(year, "urban_new_employment", changed) | document)

    def _flow_target(self, metric: str, city: str, year: int) -> int:
        """Twelve months at the pace of the truth, give or take a tenth."""
        if metric == "urban_new_employment":
            hired, months = self.truth.year_total("urban_newly_employed", city, year)
            reached = hired - self.truth.year_total("natural_attrition", city, year)[0]
        else:
            reached, months = self.truth.year_total(metric, city, year)
        pace = Decimal(max(reached, 1)) * 12 / max(months, 1)
        return max(1, int((pace * Decimal(90 + self.random.randrange(21)) / 100).to_integral_value(ROUND_HALF_UP)))

    def _sign(self, day: int, year: int, city: str, metric: str, value: str, direction: str) -> None:
        self.truth.targets[str(year)][city][metric] = value
        office = "省人力资源社会保障厅就业处" if city == PROVINCE else f"{NAMES[city]}人民政府分管副市长"
        fields = _target(year, metric, value, direction) | {"responsible_office": office}
        self.send("target_signed", day, city, fields)

    def _divide(self, day: int, year: int, city: str, metric: str, value: int) -> None:
        """A city's target is divided among its counties; where it is raised in May, the rest stays with the city."""
        counties = sorted(county for county in listed("county", day) if county.startswith(city[:4]) and city != PROVINCE)
        for place, county in enumerate(counties):
            share = value // len(counties) + (place < value % len(counties))
            if share:
                office = {"county": county, "tier": "city", "responsible_office": f"{NAMES[city]}人民政府"}
                self.send_in_window("target_signed", day, city, _target(year, metric, str(share)) | office)


def _target(year: int, metric: str, value: str, direction: str = "at_least") -> dict[str, object]:
    number = int(value) if value.isdigit() else float(value)
    return {
        "year": year, "metric": metric, "value": number, "direction": direction, "tier": "province",
        "document_no": f"责任状〔{year}〕1号",
    }  # fmt: skip


def _population(label: str, persons: int) -> dict[str, object]:
    return {"period": label, "persons": persons}
