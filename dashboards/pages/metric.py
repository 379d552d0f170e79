"""One metric's month: what it means, how it is made, where every city stands."""

from fastapi import APIRouter
from fastapi.responses import Response

from dashboards import charts
from dashboards.pages.city import trends
from dashboards.pages.overview import FIGURES, RANKING, build
from dashboards.refusals import NotFound
from dashboards.visits import Visiting

router = APIRouter()


@router.get("/metric/{metric}")
def metric_page(visit: Visiting, metric: str, month: str | None = None) -> Response:
    """A metric's definition, its cities in one month, and the province's months."""
    found = visit.reader.one("select * from metrics where metric = $metric", metric=metric)
    if found is None:
        raise NotFound("指标字典里没有这项指标。")
    chosen = visit.month(month)
    ranking = visit.reader.rows(RANKING, month=chosen, metric=metric)
    history = visit.reader.rows(
        FIGURES
        + """where f.metric = $metric and c.kind = 'province' and f.month <= $month
             and year(f.month) >= year($month::date) - 1 order by f.month""",
        month=chosen,
        metric=metric,
    )
    return visit.page(
        "metric.html", month=chosen, months=visit.months(), metric=found, ranking=ranking, chart=charts.ranking(ranking),
        province=next((row for row in history if row["month"] == chosen), None), trends=trends(history, chosen.year),
        terms=visit.reader.rows("from terms_of($metric) order by part desc, sort_order", metric=metric), build=build(visit),
    )  # fmt: skip
