"""The right figures, written down while lives are invented, before any record of them exists."""

from typing import Any

from simulator.days import MONTH, Window
from simulator.places import CODES

FLOWS = (
    "urban_newly_employed", "natural_attrition", "unemployed_reemployed", "hard_to_employ_employed",
    "diverted_in_scope", "diverted_placed", "placements_verified", "service_guaranteed",
)  # fmt: skip
BY_CHANNEL = ("diverted_placed", "placements_verified")
CHANNELS = (
    "internal_retirement", "retraining_transfer", "enterprise_transformation", "self_employment", "welfare_post",
    "external_employment",
)  # fmt: skip

# (metric, city, month as index into the window, channel): one figure that a life changed by one.
Cell = tuple[str, str, int, str | None]


class Truth:
    """Counters of fixed size: month flows, level changes and published levels by city and month."""

    def __init__(self, window: Window) -> None:
        """Start with every figure at zero."""
        count = len(window.months)
        self.window = window
        self.flows = {(metric, city): [0] * count for metric in FLOWS for city in CODES}
        self.channels = {(m, channel, city): [0] * count for m in BY_CHANNEL for channel in CHANNELS for city in CODES}
        self.level_changes = {city: [0] * (count + 1) for city in CODES}
        self.employed = {city: [0] * count for city in CODES}
        self.targets: dict[str, dict[str, dict[str, str]]] = {}

    def count(self, metric: str, city: str, day: int, channel: str | None = None) -> tuple[Cell, ...]:
        """Count one in a month flow; nothing for a day outside the window. Returns the cell that changed, if any."""
        month = MONTH[day] - self.window.first
        if month < 0 or day > self.window.end:
            return ()
        self.flows[metric, city][month] += 1
        if channel is not None:
            self.channels[metric, channel, city][month] += 1
        return ((metric, city, month, channel),)

    def change_unemployed(self, city: str, day: int, change: int) -> None:
        """Change the level of registered unemployed from this day on; a day before the window changes the opening."""
        if day <= self.window.end:
            self.level_changes[city][max(0, MONTH[day] - self.window.first + 1)] += change

    def unemployed(self, city: str) -> list[int]:
        """Level of registered unemployed at each month's end, in persons."""
        levels, level = [], 0
        for place, change in enumerate(self.level_changes[city]):
            level += change
            if place:
                levels.append(level)
        return levels

    def year_total(self, metric: str, city: str, year: int) -> tuple[int, int]:
        """Sum of a flow in a calendar year, and how many of its months were simulated."""
        months = [place for place, month in enumerate(self.window.months) if month.startswith(str(year))]
        return sum(self.flows[metric, city][place] for place in months), len(months)

    def as_json(self) -> dict[str, Any]:
        """Everything as nested objects: metric (→ channel) → city → month → figure."""
        months = self.window.months

        def by_city(series: dict[str, list[int]]) -> dict[str, dict[str, int]]:
            return {city: dict(zip(months, values, strict=True)) for city, values in series.items()}

        return {
            "months": list(months),
            "cities": list(CODES),
            "flows": {metric: by_city({city: self.flows[metric, city] for city in CODES}) for metric in FLOWS},
            "stocks": {
                "registered_unemployed": by_city({city: self.unemployed(city) for city in CODES}),
                "employed_population": by_city(self.employed),
            },
            "channels": {
                metric: {c: by_city({city: self.channels[metric, c, city] for city in CODES}) for c in CHANNELS}
                for metric in BY_CHANNEL
            },
            "targets": self.targets,
        }
