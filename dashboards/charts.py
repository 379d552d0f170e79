"""What a chart is told, as plain data. charts.js draws it; nothing is computed on either side."""

from datetime import date
from decimal import Decimal
from typing import Any

from dashboards.formats import standing
from dashboards.warehouse import Row


def ranking(rows: list[Row]) -> dict[str, Any]:
    """Cities' bars for one metric: completion against the elapsed line for a flow, else the value against targets.

    `rows` are one metric's cities in the order of the ranking; the first is drawn on top.
    """
    if not rows:
        return {}
    first = rows[0]
    is_progress = first["kind"] == "flow" and any(row["completion_pct"] is not None for row in rows)
    measure = "completion_pct" if is_progress else "cumulative_value"
    is_share = is_progress or first["kind"] == "rate"
    return {
        "kind": "ranking",
        "name": f"{first['metric_name']} 完成率" if is_progress else first["metric_name"],
        "unit": "%" if is_share else first["unit_name"],
        "decimals": 2 if is_progress else first["decimals"],
        "cities": [row["city_name"] for row in rows],
        "values": [_plain(row[measure]) for row in rows],
        "standings": [standing(row) for row in rows],
        "line": _plain(first["elapsed_pct"]) if is_progress else None,
        "targets": None if is_progress else [_plain(row["target_value"]) for row in rows],
        "targetName": "上限" if first["target_direction"] == "at_most" else "目标",
    }


def trend(rows: list[Row], year: int, measure: str) -> dict[str, Any]:
    """One metric's months of one year and of the year before. `rows` hold `month` and `measure`."""
    first = rows[0]

    def months_of(wanted: int) -> list[float | None]:
        values: dict[int, Decimal | None] = {row["month"].month: row[measure] for row in _of_year(rows, wanted)}
        return [_plain(values.get(month)) for month in range(1, 13)]

    return {
        "kind": "trend",
        "name": first["metric_name"],
        "unit": "%" if first["kind"] == "rate" else first["unit_name"],
        "decimals": first["decimals"],
        "years": [str(year), str(year - 1)],
        "current": months_of(year),
        "previous": months_of(year - 1),
        "bars": first["kind"] == "flow",
    }


def _of_year(rows: list[Row], year: int) -> list[Row]:
    return [row for row in rows if isinstance(row["month"], date) and row["month"].year == year]


def _plain(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
