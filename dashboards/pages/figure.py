"""From any figure down: how it is made, and the evidence rows it is the sum of."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, cast, get_args
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from dashboards.pages.overview import build
from dashboards.paging import Turned
from dashboards.provenance import AsOf, Question, Span, make
from dashboards.refusals import NotFound
from dashboards.settings import FILTER_CODES
from dashboards.visits import Visit, Visiting
from dashboards.warehouse import Row

router = APIRouter()

MATCHED = """
    with matched as (
        select *, row_number() over (order by period, posted_seq, event_seq, subject, component) as line
        from figure_evidence($metric, $city, $month, $span, $known_seq)
        where is_first_part
            and ($component = '' or component = $component)
            and ($period::date is null or period = $period)
            and list_transform(
                json_extract_string(dimensions, $paths::varchar[]),
                lambda code, i: coalesce(
                    code = ($codes::varchar[])[i]
                    or (($paths::varchar[])[i] = '$.occupation' and starts_with(code, ($codes::varchar[])[i] || '-')),
                    false
                )
            ) = $wanted::boolean[]
            and ($of_city = '' or city = $of_city)
            and ($subject = '' or subject = $subject)
    )
"""

COUNTED = (
    MATCHED
    + "select count(*) as row_count, sum(contribution) as contribution, sum(amount) as amount, max(component_decimals) as decimals from matched"
)

# A row is a reversal (冲销) if it goes against what was posted before it for the same piece of evidence; a row is
# reversed if later rows have taken that piece of evidence back to nothing.
PAGE = (
    MATCHED
    + """
    , shown_events as (
        select event_seq from matched where line > $skip and line <= $skip + $page_rows
    ),
    marked as (
        select *,
            sum(amount) over (piece order by posted_seq rows between unbounded preceding and 1 preceding) as before,
            sum(amount) over (piece rows between unbounded preceding and unbounded following) as standing
        from matched
        where event_seq in (select event_seq from shown_events)
        window piece as (partition by component, city, period, subject, event_seq, dimensions::varchar)
    )
    select marked.*, cities.city_name,
        before is not null and sign(amount) = -sign(before) as is_reversal,
        standing = 0 and (before is null or sign(amount) <> -sign(before)) as is_reversed
    from marked
    left join cities on marked.city = cities.city
    where line > $skip and line <= $skip + $page_rows
    order by line
"""
)

PERIODS = """
    select period, count(*) as row_count, sum(contribution) as contribution
    from figure_evidence($metric, $city, $month, $span, $known_seq) where is_first_part group by period order by period
"""
DIMENSIONS = """
    with pairs as (
        select unnest(json_keys(dimensions)) as name, dimensions
        from figure_evidence($metric, $city, $month, $span, $known_seq)
        where is_first_part
    )
    select name, json_extract_string(dimensions, '$.' || name) as code, count(*) as row_count
    from pairs where code is not null group by name, code
    qualify count(*) over (partition by name) <= $filter_codes
    order by name, code
"""


@dataclass(frozen=True)
class Filters:
    """What part of a figure's evidence is shown; an empty filter keeps all.

    A dimension is `name:code`, or `name:!code` for every code but that one; rows must fit all of them. An occupation
    holds its finer classes.
    """

    component: str = ""
    period: str = ""
    dimension: Annotated[tuple[str, ...], Query()] = ()
    of_city: str = ""
    subject: str = ""
    page: int = 1

    def parameters(self) -> dict[str, Any]:
        """The arguments of MATCHED. Raises NotFound for a period that is no month, or a dimension without a code."""
        try:
            period = date.fromisoformat(f"{self.period}-01") if self.period else None
        except ValueError:
            raise NotFound(f"“{self.period}”不是月份。") from None
        pairs = [(dimension, *dimension.partition(":")[::2]) for dimension in self.dimension]
        for dimension, name, code in pairs:
            if not (name.isidentifier() and code.removeprefix("!")):
                raise NotFound(f"“{dimension}”不是证据的分类。")
        return {
            "component": self.component,
            "period": period,
            "paths": [f"$.{name}" for _, name, _ in pairs],
            "codes": [code.removeprefix("!") for _, _, code in pairs],
            "wanted": [not code.startswith("!") for _, _, code in pairs],
            "of_city": self.of_city,
            "subject": self.subject,
        }

    def turned(self, dimension: str) -> tuple[str, ...]:
        """The dimensions with one more, in place of another of its name; without it if it is there already."""
        name = dimension.partition(":")[0]
        others = tuple(kept for kept in self.dimension if kept.partition(":")[0] != name)
        return others if dimension in self.dimension else (*others, dimension)


@router.get("/figure/{metric}/{city}/{month}")
def figure_page(
    request: Request,
    visit: Visiting,
    metric: str,
    city: str,
    month: str,
    filters: Annotated[Filters, Depends()],
    span: str = "cumulative",
    as_of: str = "now",
) -> Response:
    """A figure's making and its evidence. An htmx request for "evidence" gets that part of the page alone."""
    thing = f"figure/{metric}/{city}/{month}"
    visit.demand_city(city, thing)
    question = _question(visit, metric, city, month, span, as_of)
    making = make(visit, question)
    context = {
        "question": question, "making": making, "figure": making.figure, "filters": filters, "build": build(visit),
        "link": _linker(request, span, as_of, filters), "channels": _names(visit),
    }  # fmt: skip
    if not visit.account.may("read_evidence"):
        return visit.page("figure.html", **context, evidence=None)
    visit.note("read_evidence", thing)
    context["evidence"] = _evidence(visit, question, filters)
    is_part = request.headers.get("HX-Target") == "evidence"
    return visit.page("_evidence.html" if is_part else "figure.html", **context)


@router.get("/evidence/{metric}/{city}/{month}")
def evidence_page(visit: Visiting, metric: str, city: str, month: str) -> Response:
    """The evidence of a figure by its own address: refused to those who may not read evidence."""
    thing = f"evidence/{metric}/{city}/{month}"
    visit.demand_city(city, thing)
    visit.demand("read_evidence", thing)
    return Response(status_code=303, headers={"Location": f"/figure/{metric}/{city}/{month}#evidence"})


def _question(visit: Visit, metric: str, city: str, month: str, span: str, as_of: str) -> Question:
    if span not in get_args(Span) or as_of not in ("now", "published"):
        raise NotFound("地址写得不对。")
    known_seq = None
    if as_of == "published":
        made = build(visit)
        known_seq = made["last_issue_cutoff_seq"] if made else None
        if known_seq is None:
            raise NotFound("还没有发布过通报,没有“发布时”的数字。")
    return Question(metric, city, visit.month(month), cast(Span, span), cast(AsOf, as_of), known_seq)


def _evidence(visit: Visit, question: Question, filters: Filters) -> dict[str, Any]:
    """One page of evidence, what it is a page of, and what may be filtered by."""
    asked = question.parameters()
    wanted = asked | filters.parameters()
    counted = visit.reader.one(COUNTED, **wanted) or {"row_count": 0}
    turned = Turned.to(filters.page, counted["row_count"])
    dimensions = visit.reader.rows(DIMENSIONS, **asked, filter_codes=FILTER_CODES)
    rows: list[Row] = visit.reader.rows(PAGE, **wanted, **turned.rows)
    return {
        "rows": rows, "page": turned.page, "pages": turned.pages, "first": turned.skip + 1, **counted,
        "periods": visit.reader.rows(PERIODS, **asked), "dimensions": dimensions,
        "dimension_keys": {f"{row['name']}:{row['code']}" for row in dimensions},
        "is_filtered": Filters(page=filters.page) != filters,
    }  # fmt: skip


def _names(visit: Visit) -> dict[str, str]:
    """The channels of placement by name."""
    return {row["channel"]: row["channel_name"] for row in visit.reader.rows("from channels order by sort_order")}


def _linker(request: Request, span: str, as_of: str, filters: Filters) -> Any:
    """A function for templates: this page's address with some of its choices changed; page 1 unless said."""
    chosen = {"span": span, "as_of": as_of, **vars(filters)}
    defaults = {"as_of": "now", "component": "", "period": "", "dimension": (), "of_city": "", "subject": "", "page": 1}

    def link(**changes: Any) -> str:
        query = {**chosen, "page": 1, **changes}
        kept = {name: value for name, value in query.items() if defaults.get(name) != value}
        return f"{request.url.path}?{urlencode(kept, doseq=True)}"

    return link
