"""What was divided and given: the counties' targets of a year, and every fund's money since January."""

from fastapi import APIRouter
from fastapi.responses import Response

from dashboards.pages.overview import build
from dashboards.visits import Visiting

router = APIRouter()

COUNTIES = """
    select t.*, m.metric_name, m.unit_name, m.kind, m.decimals, c.city_name
    from county_targets as t
    inner join metrics as m on t.metric = m.metric
    inner join cities as c on t.city = c.city
    where t.year = year($month::date) and ($of_city = '' or t.city = $of_city)
    order by c.sort_order, m.sort_order, t.county
"""
FUNDS = """
    select f.*, c.city_name
    from fund_use as f
    inner join cities as c on f.city = c.city
    where f.month = $month and ($of_city = '' or f.city = $of_city)
    order by c.sort_order, f.fund
"""


@router.get("/targets")
def targets_page(visit: Visiting, month: str | None = None, of_city: str = "") -> Response:
    """County targets and funds of the cities in scope; of one city if `of_city` is said."""
    if of_city:
        visit.demand_city(of_city, f"targets/{of_city}")
    chosen = visit.month(month)
    asked = {"month": chosen, "of_city": of_city}
    return visit.page(
        "targets.html", month=chosen, months=visit.months(), of_city=of_city, cities=visit.seen_cities(),
        counties=visit.reader.rows(COUNTIES, **asked), funds=visit.reader.rows(FUNDS, **asked), build=build(visit),
    )  # fmt: skip
