"""What is known otherwise since the last issue, cell by cell, with the events that caused it."""

from fastapi import APIRouter
from fastapi.responses import Response

from dashboards.pages.overview import build
from dashboards.visits import Visiting

router = APIRouter()

CELLS = """
    select r.*, m.metric_name, m.unit_name, m.kind, m.decimals, c.city_name, c.kind as city_kind
    from restatements as r
    inner join metrics as m on r.metric = m.metric
    inner join cities as c on r.city = c.city
    order by r.month desc, m.sort_order, c.sort_order
"""
CAUSES = """
    select month, city, metric, cause_seq
    from (select distinct month, city, metric, cause_seq from restatement_events where cause_seq is not null)
    qualify row_number() over (partition by month, city, metric order by cause_seq) <= $shown
    order by month, city, metric, cause_seq
"""
CAUSES_SHOWN = 5


@router.get("/restatements")
def restatements(visit: Visiting) -> Response:
    """The restatement table. The events behind a cell are named only to those who may open them."""
    causes: dict[tuple[object, ...], list[int]] = {}
    for row in visit.reader.rows(CAUSES, shown=CAUSES_SHOWN + 1):
        causes.setdefault((row["month"], row["city"], row["metric"]), []).append(row["cause_seq"])
    if causes:
        visit.note("read_evidence", "restatements")
    return visit.page("restatements.html", rows=visit.reader.rows(CELLS), causes=causes, shown=CAUSES_SHOWN, build=build(visit))
