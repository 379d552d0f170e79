"""Worked stories of the wage survey and of the market wages (市场工资价位) that are made of it."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from tests.road.fast_warehouse import CompiledModels, FastWarehouse
from tests.road.stories import Story, cell, check
from tests.road.telling import DALIAN, SHENYANG, corrected, hired, retracted
from tests.road.telling_goods import paid_wage

TOLD = frozenset({"wages_observed"})
FIRMS = [f"9121010{n}MA0EXA10{n}X" for n in range(8)]

misread = paid_wage(FIRMS[0], 56000, 40)

STORIES = [
    Story("一家企业报送四十名钳工的工资", [paid_wage(FIRMS[0], 5600, 40)], {cell("wages_observed", "2026-03"): 40}),
    Story("同一职业再次报送,以最后一次为准", [paid_wage(FIRMS[0], 5600, 40), paid_wage(FIRMS[0], 5700, 38, day="2026-04-07")],
          {cell("wages_observed", "2026-04"): 38}),
    Story("同一职业按学历分报,各计各的", [paid_wage(FIRMS[0], 5600, 40, education="senior"), paid_wage(FIRMS[0], 7600, 5, education="college")],
          {cell("wages_observed", "2026-03"): 45}),
    Story("两个年度的调查,各计各的", [paid_wage(FIRMS[0], 5600, 40), paid_wage(FIRMS[0], 5500, 41, year=2024)],
          {cell("wages_observed", "2026-03"): 81}),
    Story("多写一个零,更正后仍是四十人", [misread, corrected(misread, "2026-03-09", monthly_wage_yuan=5600)], {cell("wages_observed", "2026-03"): 40}),
    Story("报错的撤销", [misread, retracted(misread, "2026-03-09")], {}),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_a_story_of_the_wage_survey_makes_exactly_its_figures(ledger: FastWarehouse, story: Story) -> None:
    check(ledger, story, TOLD)


@pytest.fixture(scope="module")
def survey(compiled: CompiledModels) -> Iterator[FastWarehouse]:
    """Fitters at five firms, cooks at two, welders mostly at one; teachers at three, but nine of them."""
    warehouse = FastWarehouse(compiled)
    mistaken = paid_wage(FIRMS[4], 90000, 10, "6-18-01-05")
    warehouse.arrive(
        [
            paid_wage(FIRMS[0], 4000, 10, "6-18-01-01", education="senior"),
            paid_wage(FIRMS[1], 5000, 20, "6-18"),
            paid_wage(FIRMS[2], 6000, 40, "6-18-02"),
            paid_wage(FIRMS[3], 7000, 20, "6-18", city=DALIAN),
            mistaken,
            corrected(mistaken, "2026-03-05", monthly_wage_yuan=9000),
            *(paid_wage(firm, 4100, 30, "4-03") for firm in FIRMS[:2]),
            paid_wage(FIRMS[0], 8000, 81, "6-02"),
            *(paid_wage(firm, 5000, 9, "6-02") for firm in FIRMS[1:3]),
            *(paid_wage(firm, 6500, 3, "2-08") for firm in FIRMS[:3]),
            hired("甲", "2026-03-02"),
        ],
        through="marts",
    )
    yield warehouse
    warehouse.close()


def wages(survey: FastWarehouse, code: str, city: str = SHENYANG, dimension: str = "occupation") -> dict[int, Decimal | None]:
    rows = survey.con.execute(
        "select quantile_pct, monthly_wage_yuan from warehouse.marts.fct_market_wages"
        " where city = ? and dimension = ? and code = ? and survey_year = 2025",
        [city, dimension, code],
    ).fetchall()
    return dict(rows)


def test_every_worker_weighs_one_and_a_quantile_is_a_wage_that_somebody_is_paid(survey: FastWarehouse) -> None:
    # in the province 100 fitters: 10 at 4000, 20 at 5000, 40 at 6000, 20 at 7000, 10 at 9000
    assert wages(survey, "6-18", "210000") == {10: 4000, 25: 5000, 50: 6000, 75: 7000, 90: 7000}


def test_a_city_has_its_own_quantiles(survey: FastWarehouse) -> None:
    assert wages(survey, "6-18") == {10: 4000, 25: 5000, 50: 6000, 75: 6000, 90: 9000}  # of 80, no longer 7000 in Dalian


def test_the_wages_of_two_enterprises_are_withheld(survey: FastWarehouse) -> None:
    assert wages(survey, "4-03") == dict.fromkeys((10, 25, 50, 75, 90))


def test_where_one_enterprise_has_more_than_four_in_five_workers_the_wages_are_withheld(survey: FastWarehouse) -> None:
    assert set(wages(survey, "6-02").values()) == {None}


def test_the_wages_of_nine_workers_are_withheld_and_their_number_with_them(survey: FastWarehouse) -> None:
    assert set(wages(survey, "2-08").values()) == {None}
    told = survey.con.execute(
        "select distinct is_withheld, enterprise_count, observed_persons from warehouse.marts.fct_market_wages"
        " where city = ? and code in ('2-08', '6-18') order by 1",
        [SHENYANG],
    ).fetchall()
    assert told == [(False, 4, 80), (True, None, None)]


def test_who_reports_no_education_is_left_out_of_that_dimension_alone(survey: FastWarehouse) -> None:
    assert set(wages(survey, "senior", dimension="education").values()) == {None}  # ten workers of one enterprise
    assert wages(survey, "C", dimension="industry")[50] == 6000


def test_a_survey_year_that_a_dated_level_does_not_cover_has_no_such_quantile(survey: FastWarehouse) -> None:
    survey.con.execute(
        "update warehouse.seeds.rules set valid_to = date '2024-12-31' where rule = 'wage_quantile.p25' and city = '210000'"
    )
    survey.arrive([hired("乙", "2026-03-03")], through="marts")
    assert set(wages(survey, "6-18")) == {10, 50, 75, 90}
