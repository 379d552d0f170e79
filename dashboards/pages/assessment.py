"""One city's points of one year, item by item: how each was earned, beside what was submitted."""

from fastapi import APIRouter
from fastapi.responses import Response

from dashboards.pages.overview import build
from dashboards.refusals import NotFound
from dashboards.visits import Visiting

router = APIRouter()

GRADE = """
    select g.*, c.city_name
    from assessment_grades as g
    inner join cities as c on g.city = c.city
    where g.city = $city and g.year = $year
"""
ITEMS = """
    select a.*, m.metric, m.metric_name, m.unit_name, m.kind, m.decimals, m.direction as target_direction, a.assessed_in as month
    from assessments as a
    inner join metrics as m on a.item = m.metric
    where a.city = $city and a.year = $year
    order by m.sort_order
"""


@router.get("/assessment/{city}/{year}")
def assessment_page(visit: Visiting, city: str, year: int) -> Response:
    """The worked calculation. 404 outside the account's scope, or if nothing was assessed."""
    visit.demand_city(city, f"assessment/{city}/{year}")
    grade = visit.reader.one(GRADE, city=city, year=year)
    if grade is None:
        raise NotFound(f"{year} 年没有这个单位的考核得分。", "评分办法所列指标须有责任状目标和数据;请从线索与督办页重新进入。")
    return visit.page("assessment.html", grade=grade, items=visit.reader.rows(ITEMS, city=city, year=year), build=build(visit))
