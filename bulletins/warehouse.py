"""Reads one month or quarter of schema `marts` from a published warehouse file. Beside `forms/reader.py` the only module of bulletins that holds SQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import TypeVar

import duckdb

from bulletins.marts import (
    Build,
    Channel,
    ChannelPlacement,
    City,
    CityMetric,
    CityQuarter,
    ListedOccupation,
    MartsError,
    Metric,
    MetricTerm,
    MonthMarts,
    QuarterMarts,
    Restatement,
    RestatementCause,
    RestatementReason,
    SourceAlarm,
    SourceTimeliness,
    VacancyRatio,
)

T = TypeVar("T")

_RESTATED_ORDER = """
    order by r.month, c.sort_order nulls last, r.city, m.sort_order nulls last, r.metric, r.reason"""
_NAMED = """
    left join marts.dim_cities as c on c.city = r.city
    left join marts.dim_metrics as m on m.metric = r.metric"""


def _rows(con: duckdb.DuckDBPyConnection, row_type: type[T], alias: str, rest: str, params: list[object]) -> tuple[T, ...]:
    """Select the fields of `row_type` by name; decimals are cast so that a DOUBLE in a mart cannot print noise."""
    columns = []
    for field in fields(row_type):  # type: ignore[arg-type]
        name = f"{alias}.{field.name}"
        columns.append(f"cast({name} as decimal(18, 4))" if "Decimal" in str(field.type) else name)
    return tuple(row_type(*row) for row in con.execute(f"select {', '.join(columns)} {rest}", params).fetchall())


def _reasons(con: duckdb.DuckDBPyConnection) -> tuple[RestatementReason, ...]:
    query = """
        with cells as (select reason, count(*) as cell_count from marts.rpt_restatements group by reason),
        events as (
            select reason, count(distinct cause_seq) as event_count from marts.rpt_restatement_events group by reason
        )
        select cells.reason, cells.cell_count, coalesce(events.event_count, 0)
        from cells left join events on events.reason = cells.reason
        order by cells.cell_count desc, cells.reason"""
    return tuple(RestatementReason(*row) for row in con.execute(query).fetchall())


def _causes(con: duckdb.DuckDBPyConnection) -> tuple[RestatementCause, ...]:
    rest = f"""
        from (
            select r.month, r.city, r.metric, r.reason, r.cause_seq, e.event_source, e.event_id, e.event_type,
                e.effective_at, e.recorded_at, e.status
            from marts.rpt_restatement_events as r
            left join marts.dim_events as e on e.seq = r.cause_seq
        ) as r {_NAMED} {_RESTATED_ORDER}, r.cause_seq"""
    return _rows(con, RestatementCause, "r", rest, [])


def _build(con: duckdb.DuckDBPyConnection) -> Build:
    rows = _rows(con, Build, "b", "from marts.dim_build as b", [])
    if len(rows) != 1 or rows[0].cutoff_at is None:
        raise MartsError(f"marts.dim_build 应有且只有一行并带截止时间，现有 {len(rows)} 行；请重新运行 taizhang build。")
    return rows[0]


def read_month(warehouse: Path, month: date) -> MonthMarts:
    """Read one month of marts from a published warehouse file, read only.

    `month` is the first day of the month. Raises MartsError if the file, a mart or the month is missing.
    """
    with opened(warehouse) as con:
        return _read(con, month)


def read_quarter(warehouse: Path, starts_on: date) -> QuarterMarts:
    """Read one quarter of marts, the month it ends in included. Raises MartsError as `read_month` does, and for a quarter not over."""
    with opened(warehouse) as con:
        quarters = _rows(
            con,
            CityQuarter,
            "r",
            f"""from marts.fct_city_quarters as r {_NAMED} where r.quarter_starts_on = ?
                order by m.sort_order, r.metric, c.sort_order, r.city""",
            [starts_on],
        )
        if not quarters:
            raise MartsError(f"{starts_on:%Y-%m} 起的季度还没有满三个月的数据；请核对季度，或待末月汇总后再运行 taizhang build。")
        return QuarterMarts(
            starts_on=starts_on,
            end=_read(con, starts_on.replace(month=starts_on.month + 2)),
            quarters=quarters,
            ratios=_rows(
                con,
                VacancyRatio,
                "r",
                """from marts.fct_job_vacancy_ratios as r left join marts.dim_cities as c on c.city = r.city
                    where r.span = 'quarter' and r.dimension = 'all' and r.starts_on = ? order by c.sort_order nulls last, r.city""",
                [starts_on],
            ),
            occupations=_rows(
                con,
                ListedOccupation,
                "r",
                """from marts.rpt_hot_and_cold_occupations as r left join marts.dim_cities as c on c.city = r.city
                    where r.quarter_starts_on = ?
                    order by c.sort_order nulls last, r.city, r.side desc, r.list_rank, r.occupation""",
                [starts_on],
            ),
        )


@contextmanager
def opened(warehouse: Path, error: type[Exception] = MartsError) -> Iterator[duckdb.DuckDBPyConnection]:
    """The file, read only. Raises `error`, in Chinese, if the file or one of its marts is missing."""
    if not warehouse.is_file():
        raise error(f"找不到数据仓库文件 {warehouse}；请先运行 taizhang build。")
    try:
        with duckdb.connect(str(warehouse), read_only=True) as con:
            yield con
    except (duckdb.CatalogException, duckdb.BinderException) as problem:
        raise error(f"数据仓库 {warehouse} 的 marts 不完整，请重新运行 taizhang build。原因：{problem}") from problem


def _read(con: duckdb.DuckDBPyConnection, month: date) -> MonthMarts:
    of_month = "where r.month = ?"
    city_order = "order by c.sort_order nulls last, r.city"
    marts = MonthMarts(
        month=month,
        build=_build(con),
        cities=_rows(con, City, "c", "from marts.dim_cities as c order by c.sort_order, c.city", []),
        metrics=_rows(con, Metric, "m", "from marts.dim_metrics as m order by m.sort_order, m.metric", []),
        terms=_rows(
            con,
            MetricTerm,
            "t",
            "from marts.dim_metric_terms as t order by t.metric, t.part desc, t.sign desc, t.component",
            [],
        ),
        channels=_rows(con, Channel, "h", "from marts.dim_channels as h order by h.sort_order, h.channel", []),
        figures=_rows(
            con,
            CityMetric,
            "r",
            f"from marts.fct_city_metrics as r {_NAMED} {of_month} order by m.sort_order, r.metric, c.sort_order, r.city",
            [month],
        ),
        placements=_rows(
            con,
            ChannelPlacement,
            "r",
            f"""from marts.fct_placements_by_channel as r
                left join marts.dim_cities as c on c.city = r.city
                left join marts.dim_channels as h on h.channel = r.channel
                {of_month} {city_order}, h.sort_order nulls last, r.channel""",
            [month],
        ),
        timeliness=_rows(
            con,
            SourceTimeliness,
            "r",
            f"""from marts.fct_source_timeliness as r left join marts.dim_cities as c on c.city = r.city
                {of_month} {city_order}, r.source_family""",
            [month],
        ),
        alarms=_rows(
            con,
            SourceAlarm,
            "r",
            f"""from marts.rpt_source_alarms as r left join marts.dim_cities as c on c.city = r.city
                {of_month} and r.alarm <> 'none' {city_order}, r.source_family""",
            [month],
        ),
        restatements=_rows(con, Restatement, "r", f"from marts.rpt_restatements as r {_NAMED} {_RESTATED_ORDER}", []),
        reasons=_reasons(con),
        causes=_causes(con),
    )
    if not marts.figures:
        raise MartsError(f"marts.fct_city_metrics 没有 {month:%Y-%m} 的数据；请核对月份，或先汇总该月再运行 taizhang build。")
    return marts
