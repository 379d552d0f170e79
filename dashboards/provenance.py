"""How one figure is made: its terms, what the marts state, what its evidence sums to, and whether the two agree.

The sums are made in SQL over exactly the rows that the evidence table pages through (scope.sql, figure_evidence).
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from dashboards.pages.overview import FIGURES
from dashboards.refusals import NotFound
from dashboards.visits import Visit
from dashboards.warehouse import Row

Span = Literal["month", "cumulative", "ever"]
AsOf = Literal["now", "published"]

TERMS = """
    select t.part, t.component, t.metric_name, t.unit_name, t.kind, t.decimals, t.sign,
        case when t.kind = 'stock' or $span = 'month' then f.month_value when $span = 'cumulative' then f.cumulative_value end as stated,
        coalesce(s.amount, 0) as evidenced, coalesce(s.row_count, 0) as row_count
    from terms_of($metric) as t
    left join city_metrics as f on f.metric = t.component and f.month = $month and f.city = $city
    left join (
        select part, component, sum(amount) as amount, count(*) as row_count
        from figure_evidence($metric, $city, $month, $span, $known_seq)
        group by part, component
    ) as s on s.part = t.part and s.component = t.component
    order by t.part desc, t.sign desc, t.sort_order
"""


@dataclass(frozen=True)
class Question:
    """Which figure, over which time, as known when."""

    metric: str
    city: str
    month: date
    span: Span
    as_of: AsOf
    known_seq: int | None

    def parameters(self) -> dict[str, object]:
        """The arguments of figure_evidence."""
        return {
            "metric": self.metric, "city": self.city, "month": self.month, "span": self.span, "known_seq": self.known_seq,
        }  # fmt: skip


@dataclass(frozen=True)
class Making:
    """A figure and its making. `evidenced` is None for those who may not read evidence; `value` is None if the marts
    hold no such figure (a flow of all years; one that was never published as such). `agrees` is None where nothing can be compared.
    """

    figure: Row
    terms: list[Row]
    value: Decimal | None
    evidenced: Decimal | None
    agrees: bool | None
    row_count: int

    def components(self) -> list[Row]:
        """The terms, each component once."""
        return list({term["component"]: term for term in reversed(self.terms)}.values())[::-1]

    def part(self, name: str) -> list[Row]:
        """The terms of one part: "value", "numerator" or "denominator"."""
        return [term for term in self.terms if term["part"] == name]


def make(visit: Visit, question: Question) -> Making:
    """Open one figure. Raises NotFound if the marts do not hold it."""
    figure = visit.reader.one(
        FIGURES + "where f.metric = $metric and f.city = $city and f.month = $month",
        metric=question.metric, city=question.city, month=question.month,
    )  # fmt: skip
    if figure is None:
        raise NotFound("没有这个数字。")
    terms = visit.reader.rows(TERMS, **question.parameters())
    value = _published(visit, question, figure) if question.as_of == "published" else _stated(figure, question.span)
    if not visit.account.may("read_evidence"):
        return Making(figure, terms, value, None, None, 0)
    evidenced = _evidenced(terms, figure["kind"])
    row_count = sum({term["component"]: term["row_count"] for term in terms}.values())
    return Making(figure, terms, value, evidenced, _agrees(value, evidenced, figure), row_count)


def _stated(figure: Row, span: Span) -> Decimal | None:
    if span == "ever" and figure["kind"] != "stock":
        return None
    stated: Decimal | None = figure["month_value" if span == "month" else "cumulative_value"]
    return stated


def _published(visit: Visit, question: Question, figure: Row) -> Decimal | None:
    """The figure as the last issue printed it: a month's flow, or its own month's stocks and cumulative rates."""
    build = visit.reader.one("select last_issue_month from build")
    issued = build["last_issue_month"] if build else None
    if issued is None or question.month > issued:
        return None
    is_cell = question.span == "month" if figure["kind"] == "flow" else question.month == issued
    if not is_cell or (figure["kind"] == "rate" and question.span != "cumulative"):
        return None
    restated = visit.reader.one(
        "select published_value from restatements where metric = $metric and city = $city and month = $month",
        metric=question.metric, city=question.city, month=question.month,
    )  # fmt: skip
    return restated["published_value"] if restated else _stated(figure, question.span)


def _evidenced(terms: list[Row], kind: str) -> Decimal | None:
    def total(*parts: str) -> Decimal:
        return sum((term["sign"] * term["evidenced"] for term in terms if term["part"] in parts), Decimal(0))

    if kind != "rate":
        return total("value")
    bottom = total("denominator")
    return 100 * total("numerator") / bottom if bottom else None


def _agrees(value: Decimal | None, evidenced: Decimal | None, figure: Row) -> bool | None:
    """Sums must be equal to the last digit; a rate must be a right rounding of its exact ratio."""
    if value is None or evidenced is None:
        return None
    if figure["kind"] != "rate":
        return value == evidenced
    return abs(value - evidenced) <= Decimal(5).scaleb(-figure["decimals"] - 1)
