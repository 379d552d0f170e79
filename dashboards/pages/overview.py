"""Page 1: the province's month at a glance. Cards, the cities against elapsed progress, ranking, warnings."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from dashboards import charts
from dashboards.refusals import NotFound
from dashboards.visits import Visit, Visiting
from dashboards.warehouse import Row

router = APIRouter()

FIGURES = """
    select f.*, m.metric_name, m.unit_name, m.kind, m.decimals, m.direction, m.definition, m.document_no, m.clause,
        c.city_name, c.kind as city_kind
    from city_metrics as f
    inner join metrics as m on f.metric = m.metric
    inner join cities as c on f.city = c.city
"""
"""One row per (month, city, metric) with its names; every page of figures starts from it."""

RANKING = (
    FIGURES
    + """
    where f.month = $month and f.metric = $metric and c.kind = 'city'
    order by f.rank nulls last, c.sort_order
"""
)

# A flow may lag by the rule pack's margin before it is worth a warning; a broken limit, or a rate below target, always is.
WARNINGS = (
    FIGURES
    + """
    where f.month = $month and c.kind = 'city' and m.is_headline
        and f.lead_pp < case when m.kind = 'flow' then -coalesce((select on_pace_margin_pp from build), 0) else 0 end
    order by m.sort_order, f.lead_pp, c.sort_order
"""
)


@router.get("/")
def overview(visit: Visiting, month: str | None = None, metric: str | None = None) -> Response:
    """The overview of one month; `metric` chooses what the chart and the ranking show."""
    chosen_month = visit.month(month)
    headlines = visit.reader.rows(
        FIGURES + "where f.month = $month and c.kind = 'province' and m.is_headline order by m.sort_order", month=chosen_month
    )
    if not headlines:
        raise NotFound("这个月没有全省的主要指标。", "请检查指标字典 dim_metrics 的 is_headline。")
    chosen = next((row for row in headlines if row["metric"] == metric), None if metric else headlines[0])
    if chosen is None:
        raise NotFound("没有这项主要指标。")
    ranking = visit.reader.rows(RANKING, month=chosen_month, metric=chosen["metric"])
    return visit.page(
        "overview.html", month=chosen_month, months=visit.months(), headlines=headlines, chosen=chosen, ranking=ranking,
        chart=charts.ranking(ranking), warnings=warnings(visit, chosen_month),
        restated=restated(visit), build=build(visit),
    )  # fmt: skip


def warnings(visit: Visit, month: Any) -> list[dict[str, Any]]:
    """Cities behind, grouped by metric: [{"metric_name": …, "rows": […]}] in the order of the metrics."""
    groups: dict[str, dict[str, Any]] = {}
    for row in visit.reader.rows(WARNINGS, month=month):
        groups.setdefault(row["metric"], {"metric_name": row["metric_name"], "rows": []})["rows"].append(row)
    return list(groups.values())


def restated(visit: Visit) -> Row | None:
    """How many figures of the last issue are known otherwise now."""
    return visit.reader.one("""
        select count(distinct (month, city, metric)) as figure_count, count(distinct city) as city_count
        from restatements
    """)


def build(visit: Visit) -> Row | None:
    """What the published file was made of: log position, cut-off, versions, last issue."""
    return visit.reader.one("select * from build")
