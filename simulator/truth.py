"""The right figures, written down while lives are invented, before any record of them exists."""

from collections import Counter, defaultdict
from decimal import Decimal
from typing import Any, NamedTuple

from simulator.days import MONTH, YEAR, Window
from simulator.places import CODES

MILESTONES = (1, 3, 6, 12)
FLOWS = (
    "urban_newly_employed", "natural_attrition", "unemployed_reemployed", "hard_to_employ_employed",
    "diverted_in_scope", "diverted_placed", "placements_verified", "placements_refuted", "service_guaranteed",
    "households_recognised", "households_cleared", "households_employed_in_time", "household_days_to_clear",
    *(f"placements_{what}_{months}_months" for what in ("due", "retained") for months in MILESTONES), "placements_lost",
    "plan_gate_violations", "protected_dismissals", "both_spouses_dismissed", "early_internal_retirements",
    "compensation_owed", "compensation_paid", "unreachable_found", "unreachable_filed",
    "training_persons", "trained_for_work", "trained_employed", "guaranteed_loans", "startups_by_diverted_workers",
    "retained_startups_1_year", "welfare_posts_opened", "welfare_posts_filled", "welfare_posts_vacated",
    "rural_transfer_employment", "labour_export", "labour_export_income", "benefit_persons", "benefit_amount",
    "funds_received", "funds_allocated", "funds_spent", "monitored_hired", "monitored_reduced", "monitored_moved",
    "layoffs_reported", "layoffs_late", "layoffs_split", "wages_observed",
    "veterans_registered", "veterans_employed", "veterans_started_up", "internships_started", "internships_retained",
    "grassroots_posts_taken", "whole_class_training_persons", "new_form_employed", "incubation_entries", "incubated_entities_lasted",
    "separated_workers", "separated_supported", "placed_nearby", "internal_retirements_unfounded", "welfare_posts_not_last_resort",
    "benefits_received_unentitled", "benefits_duplicated", "benefits_off_standard",
    "provincial_posts_filled", "provincial_posts_to_households", "households_stability_due", "households_stably_employed",
    "funds_misspent", "funds_helped_persons", "funds_spent_on_helped", "funds_by_factors",
    "roster_filed_persons", "roster_missing_persons", "roster_unfiled_persons",
    "job_fairs_held", "guidance_activities_held",
    "cases_checked", "cases_refuted", "mass_unemployment_signs", "mass_unemployment_cases",
    "unrest_signs", "major_incidents", "capacity_enterprises_changed", "capacity_enterprises_closed", "plans_out_of_step",
    "findings_raised", "findings_closed", "exemptions_claimed", "exemptions_granted", "exemptions_refused",
)  # fmt: skip
STOCKS = (
    "registered_unemployed", "zero_employment_households", "households_overdue", "hard_to_employ", "compensation_outstanding",
    "unreachable_workers", "incubation_bases", "welfare_posts_overstayed", "welfare_posts_occupied", "graduates_registered", "graduates_settled",
    "graduates_seeking", "graduates_served", "fund_balance", "vacancies", "job_seekers",
    "monitored_enterprises", "monitored_base", "monitored_end", "hidden_unemployed", "project_jobs_forecast",
    "project_jobs_checkable", "project_jobs_realised", "posts_left_for_startup", "posts_left_too_long", "incubated_entities",
    "hard_to_employ_helped", "households_helped", "idle_persons", "idle_trained",
    "findings_open", "findings_overdue",
)  # fmt: skip
BY_CHANNEL = ("diverted_placed", "placements_verified")
CHANNELS = (
    "internal_retirement", "retraining_transfer", "enterprise_transformation", "self_employment", "welfare_post",
    "external_employment",
)  # fmt: skip

Amount = int | Decimal


class Cell(NamedTuple):
    """A figure that something changed: metric, city, month (index into the window), channel, and by how much."""

    metric: str
    city: str
    month: int
    channel: str | None = None
    amount: Amount = 1


class Truth:
    """Counters of fixed size: month flows, level changes and published levels by city and month."""

    def __init__(self, window: Window) -> None:
        """Start with every figure at zero."""
        count = len(window.months)
        self.window = window
        self.flows: dict[tuple[str, str], list[Amount]] = {(metric, city): [0] * count for metric in FLOWS for city in CODES}
        self.channels = {(m, channel, city): [0] * count for m in BY_CHANNEL for channel in CHANNELS for city in CODES}
        # of a stock, the first change is the opening
        self.changes: dict[tuple[str, str], list[Amount]] = {(m, city): [0] * (count + 1) for m in STOCKS for city in CODES}
        self.employed = {city: [0] * count for city in CODES}
        # workers entered by name in the roster of an enterprise and programme year, by day and the delivery that tells of it
        self.entered: dict[tuple[str, int], Counter[tuple[int, int]]] = defaultdict(Counter)
        self.targets: dict[str, dict[str, dict[str, str]]] = {}

    def count(self, metric: str, city: str, day: int, channel: str | None = None, amount: Amount = 1) -> tuple[Cell, ...]:
        """Add to a month flow; nothing for a day outside the window. Returns the cell that changed, if any."""
        month = MONTH[day] - self.window.first
        if month < 0 or day > self.window.end:
            return ()
        self.flows[metric, city][month] += amount
        if channel is not None:
            self.channels[metric, channel, city][month] += 1
        return (Cell(metric, city, month, channel, amount),)

    def change(self, metric: str, city: str, day: int, amount: Amount) -> tuple[Cell, ...]:
        """Change a stock from this day on; a day before the window changes its opening."""
        if day > self.window.end:
            return ()
        month = MONTH[day] - self.window.first
        self.changes[metric, city][max(0, month + 1)] += amount
        return (Cell(metric, city, max(0, month), None, amount),)

    def enters(self, enterprise: str, day: int) -> None:
        """A worker is entered by name in the roster of the day's programme year."""
        self.entered[enterprise, YEAR[day]][day, self.window.delivery_of(day)] += 1

    def enters_late(self, enterprise: str, day: int, delivery: int) -> None:
        """One who was entered is told of with a later delivery."""
        self.entered[enterprise, YEAR[day]][day, self.window.delivery_of(day)] -= 1
        self.entered[enterprise, YEAR[day]][day, delivery] += 1

    def entered_by(self, enterprise: str, year: int, by_day: int, by_delivery: int | None = None) -> int:
        """How many were entered up to a day, as far as was told up to a delivery."""
        last = len(self.window.months) if by_delivery is None else by_delivery
        entered = self.entered.get((enterprise, year), Counter())
        return sum(persons for (day, delivery), persons in entered.items() if day <= by_day and delivery <= last)

    def rostered_at(self, enterprise: str) -> int:
        """How many were entered at an enterprise, whatever the year."""
        return sum(sum(days.values()) for (plant, _), days in self.entered.items() if plant == enterprise)

    def levels(self, metric: str, city: str) -> list[Amount]:
        """A stock at each month's end."""
        levels: list[Amount] = []
        level: Amount = 0
        for place, change in enumerate(self.changes[metric, city]):
            level += change
            if place:
                levels.append(level)
        return levels

    def year_total(self, metric: str, city: str, year: int) -> tuple[int, int]:
        """Sum of a flow in a calendar year, and how many of its months were simulated."""
        months = [place for place, month in enumerate(self.window.months) if month.startswith(str(year))]
        return int(sum(self.flows[metric, city][place] for place in months)), len(months)

    def as_json(self) -> dict[str, Any]:
        """Everything as nested objects: metric (→ channel) → city → month → figure."""
        months = self.window.months

        def by_city(series: dict[str, list[Any]]) -> dict[str, dict[str, int | float]]:
            return {city: dict(zip(months, map(_plain, values), strict=True)) for city, values in series.items()}

        return {
            "months": list(months),
            "cities": list(CODES),
            "flows": {metric: by_city({city: self.flows[metric, city] for city in CODES}) for metric in FLOWS},
            "stocks": {metric: by_city({city: self.levels(metric, city) for city in CODES}) for metric in STOCKS}
            | {"employed_population": by_city(self.employed)},
            "channels": {
                metric: {c: by_city({city: self.channels[metric, c, city] for city in CODES}) for c in CHANNELS}
                for metric in BY_CHANNEL
            },
            "targets": self.targets,
        }


def _plain(amount: Amount) -> int | float:
    """A number as JSON has it; sums of money have at most four decimals, which a float keeps."""
    return int(amount) if amount == int(amount) else float(amount)
