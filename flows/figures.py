"""Open a figure: how it is made, its evidence, the events behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

Where = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Opened:
    """A figure with its terms and a page of its evidence, newest posting last."""

    metric_name: str
    city_name: str
    month_value: Decimal | None
    cumulative_value: Decimal | None
    terms: list[tuple[str, str, int, Decimal]]
    rows: list[dict[str, Any]]
    row_count: int
    events: list[dict[str, Any]]


_SCOPE = """
    e.metric = term.component
    and (e.city = $city or $city = (select city from marts.dim_cities where kind = 'province'))
    and e.period <= $month
    and (c.kind = 'stock' or e.period >= case when $cumulative then date_trunc('year', $month) else $month end)
"""


def open_figure(
    warehouse: Path, metric: str, city: str, month: str, *, cumulative: bool = False, limit: int = 20, where: Where | None = None
) -> Opened:
    """Open the figure of `metric` in `city` (210000 = the province) for `month` (YYYY-MM).

    where: only the part of the evidence whose dimension bears one of the codes, as a form's column takes it.
    Raises LookupError, saying what exists, for an unknown metric, city or month.
    """
    with duckdb.connect(str(warehouse), read_only=True) as con:
        values: dict[str, object] = {"metric": metric, "city": city, "month": f"{month}-01"}
        head = con.execute(
            """
            select m.metric_name, c.city_name, f.month_value, f.cumulative_value
            from marts.fct_city_metrics f join marts.dim_metrics m using (metric) join marts.dim_cities c using (city)
            where f.metric = $metric and f.city = $city and f.month = cast($month as date)
            """, values
        ).fetchone()  # fmt: skip
        if head is None:
            raise LookupError(_what_exists(con, metric, city, month))
        scope = _SCOPE.replace("$month", "cast($month as date)")
        values = values | {"cumulative": cumulative}
        for number, (dimension, codes) in enumerate((where or {}).items()):
            scope += f" and list_contains($codes_{number}, coalesce(e.dimensions ->> ('$.' || $dimension_{number}), 'untold'))"
            values |= {f"codes_{number}": list(codes), f"dimension_{number}": dimension}
        source = f"""
            from marts.fct_evidence e
            join marts.dim_metric_terms term on term.metric = $metric
            join marts.dim_metrics c on c.metric = term.component
            where {scope}
        """
        terms = con.execute(
            f"select term.part, term.component, term.sign, sum(e.amount) {source} group by all order by 1 desc, 2", values
        ).fetchall()
        count = con.execute(f"select count(*) {source}", values).fetchone()[0]
        rows = dicts(con.execute(
            f"""
            select term.part, e.metric, e.city, e.period, e.subject, e.amount, e.event_seq, e.posted_seq, e.dimensions
            {source} order by e.period desc, e.subject, e.posted_seq limit {int(limit)}
            """, values
        ))  # fmt: skip
        seqs = [row["event_seq"] for row in rows]
        events = dicts(
            con.execute("select * from marts.dim_events where seq in (select unnest($seqs)) order by seq", {"seqs": seqs})
        )
        return Opened(head[0], head[1], head[2], head[3], terms, rows, count, events)


def dicts(result: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """The rows of a result, each by its columns' names."""
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _what_exists(con: duckdb.DuckDBPyConnection, metric: str, city: str, month: str) -> str:
    metrics = [m for (m,) in con.execute("select metric from marts.dim_metrics order by sort_order").fetchall()]
    if metric not in metrics:
        return f"没有指标 {metric};可用:{'、'.join(metrics)}"
    cities = [f"{c} {n}" for c, n in con.execute("select city, city_name from marts.dim_cities order by sort_order").fetchall()]
    if city not in {c.split(" ")[0] for c in cities}:
        return f"没有考核单位 {city};可用:{'、'.join(cities)}"
    first, last = con.execute("select min(month), max(month) from marts.fct_city_metrics").fetchone() or (None, None)
    return f"没有 {month} 的数字;现有 {first:%Y-%m} 至 {last:%Y-%m},可先运行 taizhang build"
