"""One month or quarter of schema `marts` as frozen rows: the same names, units and grain as the marts themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

PROVINCE = "210000"


class MartsError(Exception):
    """The marts cannot give a bulletin; the message says, in Chinese, what is missing and what to do next."""


@dataclass(frozen=True, slots=True)
class City:
    """One row of dim_cities."""

    city: str
    city_name: str
    kind: str
    sort_order: int


@dataclass(frozen=True, slots=True)
class Metric:
    """One row of dim_metrics."""

    metric: str
    metric_name: str
    unit_name: str
    kind: str
    decimals: int
    direction: str
    is_headline: bool
    is_posted: bool
    sort_order: int
    definition: str
    document_no: str | None
    clause: str | None


@dataclass(frozen=True, slots=True)
class MetricTerm:
    """One row of dim_metric_terms: how a derived figure is made of posted ones."""

    metric: str
    part: str
    component: str
    sign: int


@dataclass(frozen=True, slots=True)
class Channel:
    """One row of dim_channels."""

    channel: str
    channel_name: str
    sort_order: int


@dataclass(frozen=True, slots=True)
class Build:
    """The row of dim_build: the state of the log behind these marts, and the issue before."""

    seq_hi: int
    cutoff_at: datetime
    rule_version: str
    code_version: str
    last_issue: str | None
    last_issue_month: date | None
    last_issue_cutoff_seq: int | None


@dataclass(frozen=True, slots=True)
class CityMetric:
    """One row of fct_city_metrics: a metric of a city in a month. Rates in %, differences of rates in points."""

    month: date
    city: str
    metric: str
    month_value: Decimal | None
    cumulative_value: Decimal | None
    last_year_value: Decimal | None
    change_value: Decimal | None
    change_pct: Decimal | None
    target_value: Decimal | None
    target_direction: str | None
    completion_pct: Decimal | None
    elapsed_pct: Decimal | None
    lead_pp: Decimal | None
    rank: int | None
    last_rank: int | None


@dataclass(frozen=True, slots=True)
class ChannelPlacement:
    """One row of fct_placements_by_channel."""

    month: date
    city: str
    channel: str
    month_persons: int | None
    cumulative_persons: int | None
    verified_persons: int | None
    verified_pct: Decimal | None


@dataclass(frozen=True, slots=True)
class SourceTimeliness:
    """One row of fct_source_timeliness; delays in days."""

    month: date
    city: str
    source_family: str
    event_count: int | None
    late_count: int | None
    median_delay_days: Decimal | None
    max_delay_days: Decimal | None
    rejected_count: int | None


@dataclass(frozen=True, slots=True)
class SourceAlarm:
    """One row of rpt_source_alarms that is an alarm: “silent”, “drop” or “surge”, with what came and what was usual."""

    month: date
    city: str
    source_family: str
    alarm: str
    event_count: int
    usual_count: Decimal | None
    history_months: int
    surge_pct: Decimal
    drop_pct: Decimal
    jump_least_events: int


@dataclass(frozen=True, slots=True)
class Restatement:
    """One row of rpt_restatements: a published cell that is known otherwise now."""

    month: date
    city: str
    metric: str
    published_value: Decimal | None
    current_value: Decimal | None
    difference: Decimal | None
    reason: str
    cause_count: int


@dataclass(frozen=True, slots=True)
class RestatementReason:
    """One reason with the cells it touched and the different events behind them, counted by the query."""

    reason: str
    cell_count: int
    event_count: int


@dataclass(frozen=True, slots=True)
class RestatementCause:
    """One event behind one restated cell, with its own record from dim_events (empty if the event is unknown there)."""

    month: date
    city: str
    metric: str
    reason: str
    cause_seq: int
    event_source: str | None
    event_id: str | None
    event_type: str | None
    effective_at: datetime | None
    recorded_at: datetime | None
    status: str | None


@dataclass(frozen=True, slots=True)
class MonthMarts:
    """Everything that the monthly bulletin uses, in a fixed order."""

    month: date
    build: Build
    cities: tuple[City, ...]
    metrics: tuple[Metric, ...]
    terms: tuple[MetricTerm, ...]
    channels: tuple[Channel, ...]
    figures: tuple[CityMetric, ...]
    placements: tuple[ChannelPlacement, ...]
    timeliness: tuple[SourceTimeliness, ...]
    alarms: tuple[SourceAlarm, ...]
    restatements: tuple[Restatement, ...]
    reasons: tuple[RestatementReason, ...]
    causes: tuple[RestatementCause, ...]

    def metric(self, metric: str) -> Metric:
        """The metric's entry; raises MartsError if dim_metrics lacks it."""
        for entry in self.metrics:
            if entry.metric == metric:
                return entry
        raise MartsError(f"marts.dim_metrics 中没有指标 {metric}；请用当前规则包重新运行 taizhang build。")

    def city_name(self, city: str) -> str:
        """The city's Chinese name, “全省” for the province, or the code itself if dim_cities does not know it."""
        if city == PROVINCE:
            return "全省"
        return next((entry.city_name for entry in self.cities if entry.city == city), city)

    def figure(self, city: str, metric: str) -> CityMetric:
        """The figure of a city; raises MartsError if fct_city_metrics has no such row for the month."""
        for row in self.figures:
            if row.city == city and row.metric == metric:
                return row
        raise MartsError(
            f"marts.fct_city_metrics 缺少 {self.month:%Y-%m} {self.city_name(city)}（{city}）的指标 {metric}；"
            "请确认该月已汇总后重新运行 taizhang build。"
        )


@dataclass(frozen=True, slots=True)
class CityQuarter:
    """One row of fct_city_quarters: what came in the quarter, and for how many quarters progress has been behind."""

    quarter_starts_on: date
    city: str
    metric: str
    quarter_value: Decimal | None
    previous_quarter_value: Decimal | None
    last_year_value: Decimal | None
    lead_pp: Decimal | None
    is_behind: bool
    quarters_behind: int
    is_criticism_due: bool


@dataclass(frozen=True, slots=True)
class VacancyRatio:
    """One row of fct_job_vacancy_ratios for a whole quarter: places, seekers and 求人倍率 of a city."""

    city: str
    demand_persons: Decimal
    seeker_persons: Decimal
    vacancy_ratio: Decimal | None


@dataclass(frozen=True, slots=True)
class ListedOccupation:
    """One row of rpt_hot_and_cold_occupations: an occupation on the quarter's list of a city."""

    city: str
    side: str
    list_rank: int
    occupation: str
    demand_persons: Decimal
    seeker_persons: Decimal
    gap_persons: Decimal
    vacancy_ratio: Decimal | None


@dataclass(frozen=True, slots=True)
class QuarterMarts:
    """Everything that the quarterly dispatch uses: its last month, and what only a quarter has."""

    starts_on: date
    end: MonthMarts
    quarters: tuple[CityQuarter, ...]
    ratios: tuple[VacancyRatio, ...]
    occupations: tuple[ListedOccupation, ...]

    def quarter(self, city: str, metric: str) -> CityQuarter:
        """A city's quarter; raises MartsError if fct_city_quarters has no such row."""
        for row in self.quarters:
            if row.city == city and row.metric == metric:
                return row
        raise MartsError(
            f"marts.fct_city_quarters 缺少 {self.starts_on:%Y-%m} 起的季度 {self.end.city_name(city)}（{city}）的指标 {metric}；"
            "季度未满或未汇总，请重新运行 taizhang build。"
        )
