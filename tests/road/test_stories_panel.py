"""Worked stories of the unemployment monitoring panel: what changes the posts of a body of enterprises, and what does not."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from tests.road.fast_warehouse import CompiledModels, FastWarehouse
from tests.road.stories import Story, cell, check
from tests.road.telling import DALIAN, MILL, SHENYANG, SHOP, YARD, corrected, retracted
from tests.road.telling_firms import monitored

LEVELS = ("monitored_enterprises", "monitored_base", "monitored_end", "hidden_unemployed")
FLOWS = ("monitored_hired", "monitored_reduced", "monitored_moved")
TOLD = frozenset(LEVELS + FLOWS)
Cells = dict[tuple[str, str, str], int]


def month_of(
    month: str, after: str, base: int, hired: int, reduced: int, hidden: int, city: str = SHENYANG, moved: int = 0
) -> Cells:
    """One enterprise's month: levels that leave again in the month after, and flows."""
    levels = dict(zip(LEVELS, (1, base - moved, base + hired - reduced, hidden), strict=True))
    flows = dict(zip(FLOWS, (hired, reduced, moved), strict=True))
    cells = {cell(metric, month, city): persons for metric, persons in (levels | flows).items()}
    cells |= {cell(metric, after, city): -persons for metric, persons in levels.items()}
    return {key: persons for key, persons in cells.items() if persons}


def together(*enterprises: Cells) -> Cells:
    """Their sums; a level that one takes away and another brings is no change."""
    keys = {key for cells in enterprises for key in cells}
    summed = {key: sum(cells.get(key, 0) for cells in enterprises) for key in keys}
    return {key: persons for key, persons in summed.items() if persons}


mistyped = monitored(base=10000)
elsewhere = monitored(enterprise=SHOP)

STORIES = [
    Story("一户企业三月报送", [monitored()], month_of("2026-03", "2026-04", 1000, 10, 30, 5)),
    Story("四月只有另一户报送,三月的人数不带入四月", [monitored(), monitored(YARD, "2026-04", 200, 1, 2, 0)],
          together(month_of("2026-03", "2026-04", 1000, 10, 30, 5), month_of("2026-04", "2026-05", 200, 1, 2, 0))),
    Story("同月重报,以后报为准", [monitored(day="2026-03-21"), monitored(day="2026-03-26", hired=12)],
          month_of("2026-03", "2026-04", 1000, 12, 30, 5)),
    Story("建档期多写一个零,更正两个数", [mistyped, corrected(mistyped, "2026-04-02", base_persons=1000, end_persons=980)],
          month_of("2026-03", "2026-04", 1000, 10, 30, 5)),
    Story("报错了市,更正后原市不留", [elsewhere, corrected(elsewhere, "2026-04-02", city=DALIAN)],
          month_of("2026-03", "2026-04", 1000, 10, 30, 5, DALIAN)),
    Story("报成了别的企业,更正后以本企业后报的为准",
          [elsewhere, monitored(MILL, day="2026-03-26", hired=12), corrected(elsewhere, "2026-04-02", enterprise=MILL)],
          month_of("2026-03", "2026-04", 1000, 12, 30, 5)),
    Story("整份撤销", [elsewhere, retracted(elsewhere, "2026-04-02")], {}),
    Story("六百人随车间划转到新公司,不是岗位流失", [monitored(reduced=630, moved_persons=600, successor=YARD)],
          month_of("2026-03", "2026-04", 1000, 10, 630, 5, moved=600)),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_a_story_of_the_panel_makes_exactly_its_figures(ledger: FastWarehouse, story: Story) -> None:
    check(ledger, story, TOLD)


@pytest.fixture(scope="module")
def panel(compiled: CompiledModels) -> Iterator[FastWarehouse]:
    """Shenyang: a giant mill, a shop that stays, and a yard that enters in April with 3 000 posts. The mill leaves in April."""
    warehouse = FastWarehouse(compiled)
    types = {f"reduced_by_{t}_persons": n for t, n in (("employer", 45), ("worker", 151), ("expiry", 4))}
    warehouse.arrive(
        [
            monitored(MILL, "2026-03", 6000, 0, 300, 60, industry="C", ownership="state", size="large",
                      reduced_otherwise_persons=100, operating_state="partly_suspended", average_wage_yuan=5000, **types),
            monitored(SHOP, "2026-03", 1000, 40, 30, 10, industry="F", average_wage_yuan=4000),
            monitored(SHOP, "2026-04", 1010, 5, 5, 10, industry="F"),
            monitored(YARD, "2026-04", 3000, 0, 3, 30, industry="C", ownership="state"),
        ],
        through="marts",
    )  # fmt: skip
    yield warehouse
    warehouse.close()


def row(
    panel: FastWarehouse, month: str, population: str = "all", dimension: str = "all", code: str = "all", city: str = SHENYANG
) -> Any:
    return panel.con.execute(
        "select enterprises_count, base_persons, net_persons, end_persons, change_pct, hidden_pct"
        " from warehouse.marts.fct_monitored_jobs"
        " where month = cast(? as date) and city = ? and population = ? and dimension = ? and code = ?",
        [f"{month}-01", city, population, dimension, code],
    ).fetchone()  # fmt: skip


def test_an_enterprise_that_enters_or_leaves_the_panel_is_no_job_change(panel: FastWarehouse) -> None:
    # 7 000 posts in March, 4 010 in April: of those who report in April, three left
    assert row(panel, "2026-03")[:3] == (2, 7000, -290)
    assert row(panel, "2026-04")[:5] == (2, 4010, -3, 4007, Decimal("-0.07"))


def test_without_the_giants_the_panel_is_those_below_the_ruled_number(panel: FastWarehouse) -> None:
    assert row(panel, "2026-03", "without_giants") == (1, 1000, 10, 1010, 1, Decimal("0.99"))


def test_sectors_and_ownerships_make_up_the_whole(panel: FastWarehouse) -> None:
    assert row(panel, "2026-04", dimension="industry", code="C")[:3] == (1, 3000, -3)
    assert row(panel, "2026-04", dimension="industry", code="F")[:3] == (1, 1010, 0)
    for dimension in ("industry", "ownership", "size"):
        summed = panel.con.execute(
            "select sum(base_persons), sum(hired_persons), sum(reduced_persons), sum(end_persons)"
            " from warehouse.marts.fct_monitored_jobs where month = date '2026-03-01' and city = ? and population = 'all' and dimension = ?",
            [SHENYANG, dimension],
        ).fetchone()
        assert summed == (7000, 40, 330, 6710)


def test_reductions_are_told_by_type_and_what_no_type_was_told_of_is_shown_as_such(panel: FastWarehouse) -> None:
    found = panel.con.execute(
        "select code, reduced_persons from warehouse.marts.fct_monitored_jobs"
        " where month = date '2026-03-01' and city = ? and population = 'all' and dimension = 'reduction'",
        [SHENYANG],
    ).fetchall()
    assert dict(found) == {"employer": 45, "worker": 151, "expiry": 4, "otherwise": 100, "untold": 30}


def test_operation_and_wages_of_the_panel_are_shown_beside_its_posts(panel: FastWarehouse) -> None:
    shown = panel.con.execute(
        "select strftime(month, '%Y-%m'), curtailed_count, average_wage_yuan from warehouse.marts.fct_monitored_jobs"
        " where city = ? and population = 'all' and dimension = 'all' order by month",
        [SHENYANG],
    ).fetchall()
    # March: 5 700 at 5 000 yuan and 1 010 at 4 000; the mill was partly suspended. In April nobody told a wage.
    assert shown == [("2026-03", 1, Decimal("4849.48")), ("2026-04", 0, None)]


def test_the_province_is_the_sum_of_its_cities_on_the_panel(panel: FastWarehouse) -> None:
    assert row(panel, "2026-04", city="210000") == row(panel, "2026-04")


def test_the_enterprises_that_report_are_set_against_the_number_asked_for_in_the_whole_province_only(
    panel: FastWarehouse,
) -> None:
    found = panel.con.execute(
        "select month, city, enterprises_count, enterprises_asked_count from warehouse.marts.fct_monitored_jobs"
        " where enterprises_asked_count is not null order by month"
    ).fetchall()
    assert [(f"{month:%Y-%m}", *rest) for month, *rest in found] == [
        ("2026-03", "210000", 2, 5000),
        ("2026-04", "210000", 2, 5000),
    ]
