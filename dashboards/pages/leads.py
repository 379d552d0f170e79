"""What is to be looked into and followed up: risks that warn, steps that are due, leads, what was checked, agencies' credit."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from dashboards.pages.overview import build
from dashboards.paging import Turned, month_address
from dashboards.visits import Visit, Visiting
from dashboards.warehouse import Row

router = APIRouter()

RISKS = """
    select r.*, m.metric_name, m.unit_name, m.kind, m.decimals, c.city_name,
        case
            when r.responded_on <= r.response_due_on then 'in_time'
            when r.responded_on is not null then 'late'
            when r.response_due_on < (select cutoff_at::date from build) then 'overdue'
            else 'pending'
        end as answer
    from unemployment_risks as r
    inner join metrics as m on r.metric = m.metric
    inner join cities as c on r.city = c.city
    where r.month = $month and ($of_city = '' or r.city = $of_city)
    order by r.city_grade, c.sort_order, r.grade, m.sort_order
"""

# A step stands here from the day it is due to the end of the year in which it was taken.
ESCALATIONS = """
    select e.*, c.city_name, m.metric_name, (e.due_on - interval 1 month)::date as last_month, g.year as assessed_year,
        coalesce(g.final_score, g.score) as score
    from escalations as e
    inner join cities as c on e.city = c.city
    left join metrics as m on e.ground = 'behind_quarters' and e.about = m.metric
    left join assessment_grades as g on e.ground = 'below_points' and e.city = g.city and e.about = g.scheme and year(e.due_on) = g.year + 1
    where e.due_on <= $month::date + interval 1 month
        and (e.taken_on is null or year(e.taken_on) >= year($month::date))
        and ($of_city = '' or e.city = $of_city)
    order by e.taken_on is not null, e.due_on desc, c.sort_order, e.ground, m.sort_order
"""

LEADS = """
    select l.*, m.unit_name, m.kind, m.decimals, c.city_name
    from enterprise_leads as l
    inner join metrics as m on l.metric = m.metric
    inner join cities as c on l.city = c.city
    where l.month = $month and ($of_city = '' or l.city = $of_city) and ($lead = '' or l.metric = $lead)
    order by l.is_beyond_allowed desc nulls last, m.sort_order, c.sort_order, l.enterprise
    limit $page_rows offset $skip
"""
KINDS = """
    select l.metric, any_value(l.lead_name) as lead_name, count(*) as row_count
    from enterprise_leads as l
    inner join metrics as m on l.metric = m.metric
    where l.month = $month and ($of_city = '' or l.city = $of_city)
    group by l.metric, m.sort_order
    order by m.sort_order
"""
LAST_MONTH = "select max(month) as month from enterprise_leads where month < $month and ($of_city = '' or city = $of_city)"

# Every row of the month, of whatever size: layoffs are few, and each is of many persons.
LAYOFFS = """
    select l.*, m.unit_name, m.decimals, c.city_name
    from layoff_leads as l
    inner join metrics as m on l.metric = m.metric
    inner join cities as c on l.city = c.city
    where l.month = $month and ($of_city = '' or l.city = $of_city)
    order by m.sort_order, l.persons desc, c.sort_order, l.enterprise, l.duty, l.within_days
"""

# Checks are counted by the year: what they say of the cases not checked rests on all of them.
VERIFICATIONS = """
    select v.*, c.city_name
    from verifications as v
    inner join cities as c on v.city = c.city
    where v.year_starts_on = date_trunc('year', $month::date) and ($of_city = '' or v.city = $of_city)
    order by v.chosen = 'directed', c.sort_order, v.claim
"""

AGENCIES = """
    select a.*, c.city_name
    from agency_credit as a
    inner join cities as c on a.city = c.city
    where $of_city = '' or a.city = $of_city
    order by a.is_blacklisted desc, a.is_valid desc, a.grade desc nulls last, c.sort_order, a.enterprise
    limit $page_rows offset $skip
"""
COUNT_OF_AGENCIES = "select count(*) as row_count from agency_credit where $of_city = '' or city = $of_city"


@router.get("/leads")
def leads_page(
    visit: Visiting, month: str | None = None, of_city: str = "", lead: str = "", page: int = 1, agency_page: int = 1
) -> Response:  # fmt: skip
    """One month's warnings and leads, the steps due by its end, and the agencies; of one city if `of_city` is said."""
    if of_city:
        visit.demand_city(of_city, f"leads/{of_city}")
    chosen = visit.month(month)
    asked = {"month": chosen, "of_city": of_city}
    leads, layoffs = _leads(visit, asked, lead, page), _layoffs(visit, asked)
    if layoffs or (leads and leads["rows"]):
        visit.note("read_evidence", f"leads/{chosen:%Y-%m}")
    return visit.page(
        "leads.html", month=chosen, months=visit.months(), of_city=of_city, cities=visit.seen_cities(), build=build(visit),
        risks=visit.reader.rows(RISKS, **asked), escalations=visit.reader.rows(ESCALATIONS, **asked),
        agencies=_agencies(visit, asked, agency_page), leads=leads, layoffs=layoffs,
        verifications=visit.reader.rows(VERIFICATIONS, **asked),
        year_ends_in=max(month for month in visit.months() if month.year == chosen.year),
        link=lambda **changes: month_address("/leads", asked | {"lead": lead} | changes),
    )  # fmt: skip


def _leads(visit: Visit, asked: dict[str, Any], lead: str, page: int) -> dict[str, Any] | None:
    """One page of leads on enterprises, and which kinds there are; None for those who may not read evidence."""
    if not visit.account.may("read_evidence"):
        return None
    kinds = visit.reader.rows(KINDS, **asked)
    count = sum(kind["row_count"] for kind in kinds if lead in ("", kind["metric"]))
    turned = Turned.to(page, count)
    rows = visit.reader.rows(LEADS, **asked, lead=lead, **turned.rows)
    last = visit.reader.one(LAST_MONTH, **asked) if not kinds else None
    return {
        "rows": rows, "kinds": kinds, "lead": lead, "page": turned.page, "pages": turned.pages, "row_count": count,
        "last_month": last["month"] if last else None,
    }  # fmt: skip


def _agencies(visit: Visit, asked: dict[str, Any], page: int) -> dict[str, Any]:
    """One page of agencies."""
    of_city = asked["of_city"]
    turned = Turned.to(page, int(visit.reader.sum_of(COUNT_OF_AGENCIES, of_city=of_city)))
    return {
        "rows": visit.reader.rows(AGENCIES, of_city=of_city, **turned.rows), "page": turned.page, "pages": turned.pages,
        "link": lambda page: month_address("/leads", asked | {"agency_page": page}),
    }  # fmt: skip


def _layoffs(visit: Visit, asked: dict[str, Any]) -> list[Row] | None:
    """The month's leads on layoffs; None for those who may not read evidence."""
    if not visit.account.may("read_evidence"):
        return None
    return visit.reader.rows(LAYOFFS, **asked)
