"""The sources of one month: who was silent, whose volume jumped, and what came from everyone else."""

from fastapi import APIRouter
from fastapi.responses import Response

from dashboards.pages.overview import build
from dashboards.visits import Visiting

router = APIRouter()

SOURCES = """
    select a.*, c.city_name
    from source_alarms as a
    inner join cities as c on a.city = c.city
    where a.month = $month
    order by a.alarm = 'none', array_position(['silent', 'drop', 'surge', 'none'], a.alarm), c.sort_order, a.source_family
"""


@router.get("/sources")
def sources(visit: Visiting, month: str | None = None) -> Response:
    """Every watched source of the month, alarms first."""
    chosen = visit.month(month)
    rows = visit.reader.rows(SOURCES, month=chosen)
    return visit.page(
        "sources.html", month=chosen, months=visit.months(), rows=rows, build=build(visit),
        alarm_count=sum(row["alarm"] != "none" for row in rows),
    )  # fmt: skip
