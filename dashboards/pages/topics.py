"""Topics of the labour market: market wages, graduates by school, incubation bases, and the units in difficulty."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from dashboards.pages.overview import build
from dashboards.paging import Turned, month_address
from dashboards.visits import Visit, Visiting

router = APIRouter()

# The last survey by the month's year. Of the province alone, where it is in scope and no city is asked for: quantiles
# do not add up, so all units together say nothing.
SURVEYED = """
    with surveyed as (
        select w.*, c.city_name, c.sort_order, c.kind
        from market_wages as w
        inner join cities as c on w.city = c.city
        where w.survey_year <= year($month::date) and ($of_city = '' or w.city = $of_city)
        qualify w.survey_year = max(w.survey_year) over ()
    ),
    shown as (
        select * from surveyed
        where (kind = 'province' or 'province' not in (select kind from surveyed)) and ($by = '' or dimension = $by)
    ),
    cells as (
        select
            survey_year, city, city_name, sort_order, dimension, code, is_withheld, enterprise_count, observed_persons,
            array_position(['all', 'enterprise_size', 'education', 'industry', 'occupation'], dimension) as place,
            list({'quantile_pct': quantile_pct, 'monthly_wage_yuan': monthly_wage_yuan} order by quantile_pct) as wages
        from shown
        group by all
    )
"""
# What the evidence calls each dimension of a wage.
EVIDENCED_AS = {"occupation": "occupation", "education": "education", "industry": "industry", "enterprise_size": "size"}
WAGES = SURVEYED + "select * from cells order by sort_order, place, code limit $page_rows offset $skip"
WAGE_KINDS = SURVEYED + "select dimension, count(*) as row_count from cells group by dimension, place order by place"

# A cohort is registered from its graduation to the end of the next June: two of them may be on the register.
SCHOOLS = """
    select * from school_graduates
    where cohort_year between year($month::date) - 1 and year($month::date)
    order by cohort_year desc, registered_persons desc, school
"""
BASES = """
    select b.*, c.city_name
    from incubation_bases as b
    inner join cities as c on b.city = c.city
    where $of_city = '' or b.city = $of_city
    order by c.sort_order, b.entities_count desc, b.base
"""
COUNTIES = """
    select n.*, c.city_name
    from counties_without_base as n
    inner join cities as c on n.city = c.city
    where $of_city = '' or n.city = $of_city
    order by c.sort_order, n.county
"""
REGIONS = """
    select r.*, c.city_name
    from regions_in_difficulty as r
    inner join cities as c on r.city = c.city
    where r.month = $month and ($of_city = '' or r.city = $of_city)
    order by c.sort_order
"""
REGION_METRICS = """
    select metric, metric_name, unit_name, kind, decimals
    from metrics
    where metric in (
        'idle_persons', 'idle_trained', 'registered_unemployed', 'unemployed_reemployed', 'training_persons', 'incubation_entries',
        'job_fairs_held', 'labour_export'
    )
    order by sort_order
"""


@router.get("/topics")
def topics_page(visit: Visiting, month: str | None = None, of_city: str = "", by: str = "", page: int = 1) -> Response:
    """The topics of the cities in scope; of one city if `of_city` is said. `by`: the wages of one dimension alone."""
    if of_city:
        visit.demand_city(of_city, f"topics/{of_city}")
    chosen = visit.month(month)
    asked = {"month": chosen, "of_city": of_city}
    return visit.page(
        "topics.html", month=chosen, months=visit.months(), last_month=visit.months()[0], of_city=of_city, cities=visit.seen_cities(),
        wages=_wages(visit, asked, by, page), schools=visit.reader.rows(SCHOOLS, month=chosen),
        bases=visit.reader.rows(BASES, of_city=of_city), province=visit.province(), counties=visit.reader.rows(COUNTIES, of_city=of_city),
        regions=visit.reader.rows(REGIONS, **asked), region_metrics=visit.reader.rows(REGION_METRICS), build=build(visit),
        link=lambda **changes: month_address("/topics", asked | {"by": by} | changes),
    )  # fmt: skip


def _wages(visit: Visit, asked: dict[str, Any], by: str, page: int) -> dict[str, Any]:
    """One page of the last survey's wages, and by what they are told."""
    kinds = visit.reader.rows(WAGE_KINDS, **asked, by="")
    count = sum(kind["row_count"] for kind in kinds if by in ("", kind["dimension"]))
    turned = Turned.to(page, count)
    rows = visit.reader.rows(WAGES, **asked, by=by, **turned.rows)
    for row in rows:
        row["wages"] = {cell["quantile_pct"]: cell["monthly_wage_yuan"] for cell in row["wages"]}
        row["kept"] = EVIDENCED_AS.get(row["dimension"])
    return {
        "rows": rows, "kinds": kinds, "by": by, "page": turned.page, "pages": turned.pages,
        "year": rows[0]["survey_year"] if rows else None, "levels": sorted({level for row in rows for level in row["wages"]}),
    }  # fmt: skip
