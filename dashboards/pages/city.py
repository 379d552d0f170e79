"""One city's month: every metric with its target, and how the months went."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from dashboards import charts
from dashboards.pages.overview import FIGURES, build
from dashboards.refusals import NotFound
from dashboards.visits import Visiting
from dashboards.warehouse import Row

router = APIRouter()


@router.get("/city/{city}")
def city_page(visit: Visiting, city: str, month: str | None = None) -> Response:
    """A city's (or the province's) figures of one month. 404 outside the account's scope."""
    visit.demand_city(city, f"city/{city}")
    chosen = visit.month(month)
    rows = visit.reader.rows(FIGURES + "where f.month = $month and f.city = $city order by m.sort_order", month=chosen, city=city)
    if not rows:
        raise NotFound("没有这个考核单位,或它这个月没有数字。")
    history = visit.reader.rows(
        FIGURES
        + """where f.city = $city and year(f.month) in (year($month::date), year($month::date) - 1)
             and f.month <= $month and m.is_headline order by m.sort_order, f.month""",
        month=chosen,
        city=city,
    )
    return visit.page(
        "city.html", month=chosen, months=visit.months(), city=rows[0], rows=rows,
        trends=trends(history, chosen.year), build=build(visit),
    )  # fmt: skip


def trends(history: list[Row], year: int) -> list[dict[str, Any]]:
    """One chart per metric of the history, in its order; a rate is drawn cumulative, all else by month."""
    groups: dict[str, list[Row]] = {}
    for row in history:
        groups.setdefault(row["metric"], []).append(row)
    return [
        charts.trend(rows, year, "cumulative_value" if rows[0]["kind"] == "rate" else "month_value") for rows in groups.values()
    ]
