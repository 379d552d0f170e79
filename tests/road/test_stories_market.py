"""Worked stories of the labour market: places offered, persons seeking, and the ratio of the two (求人倍率)."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from tests.road.fast_warehouse import CompiledModels, FastWarehouse
from tests.road.stories import Story, cell, check
from tests.road.telling import DALIAN, SHENYANG, corrected, hired, merged, published, retracted
from tests.road.telling_goods import offered, sought

PLACES, SEEKERS = "vacancies", "job_seekers"
TOLD = frozenset({PLACES, SEEKERS})

overstated = offered("2026-03-02", 120)

STORIES = [
    Story("招聘十二人,有效期到五月底,不结转到六月", [offered("2026-03-02", 12, until="2026-05-31")],
          {cell(PLACES, "2026-03"): 12, cell(PLACES, "2026-05"): -12}),
    Story("有效期留空,长期有效", [offered("2026-03-02", 12)], {cell(PLACES, "2026-03"): 12}),
    Story("招聘人数多写一个零,更正", [overstated, corrected(overstated, "2026-03-09", vacancy_persons=12)], {cell(PLACES, "2026-03"): 12}),
    Story("虚假招聘被撤销", [overstated, retracted(overstated, "2026-03-09")], {}),
    Story("求职登记,六月底到期", [sought("甲", "2026-03-02", until="2026-06-30")], {cell(SEEKERS, "2026-03"): 1, cell(SEEKERS, "2026-06"): -1}),
    Story("求职后被录用,求职即止", [sought("甲", "2026-03-02", until="2026-06-30"), hired("甲", "2026-04-08")],
          {cell(SEEKERS, "2026-03"): 1, cell(SEEKERS, "2026-04"): -1}),
    Story("到期以后才就业的,在到期时止", [sought("甲", "2026-03-02", until="2026-04-30"), hired("甲", "2026-05-08")],
          {cell(SEEKERS, "2026-03"): 1, cell(SEEKERS, "2026-04"): -1}),
    Story(
        "在两市先后求职,后一次代替前一次,不重复计",
        [sought("甲", "2026-03-02"), sought("甲", "2026-05-06", city=DALIAN)],
        {cell(SEEKERS, "2026-03"): 1, cell(SEEKERS, "2026-05"): -1, cell(SEEKERS, "2026-05", DALIAN): 1},
    ),
    Story("两个证件号同时求职,合并后是一人", [sought("甲", "2026-03-02"), sought("乙", "2026-03-09"), merged("甲", "乙", "2026-04-01")],
          {cell(SEEKERS, "2026-03"): 1}),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_a_story_of_the_market_makes_exactly_its_figures(ledger: FastWarehouse, story: Story) -> None:
    check(ledger, story, TOLD)


@pytest.fixture(scope="module")
def market(compiled: CompiledModels) -> Iterator[FastWarehouse]:
    """March: 30 places for fitters, 10 for cooks, 8 for anyone; 10 seek as fitters, 20 as cooks, 3 anything. April: nothing new."""
    warehouse = FastWarehouse(compiled)
    fitters, cooks = "6-18-01-01", "4-03"
    warehouse.arrive(
        [
            offered("2026-03-02", 30, fitters, until="2026-03-31", education="senior"),
            offered("2026-03-03", 10, cooks),
            offered("2026-03-04", 8, None),
            *(sought(f"钳{n}", "2026-03-05", "6-18") for n in range(10)),
            *(sought(f"厨{n}", "2026-03-05", cooks) for n in range(20)),
            *(sought(f"随{n}", "2026-03-05", None) for n in range(3)),
            published(SHENYANG, "2026-04", 1000, "2026-04-30"),
        ],
        through="marts",
    )
    yield warehouse
    warehouse.close()


def rows(
    market: FastWarehouse, dimension: str, span: str = "month", starts_on: str = "2026-03-01"
) -> dict[str, tuple[object, ...]]:
    found = market.con.execute(
        "select code, demand_persons, seeker_persons, vacancy_ratio, hot_rank, cold_rank from warehouse.marts.fct_job_vacancy_ratios"
        " where city = ? and span = ? and starts_on = cast(? as date) and dimension = ?",
        [SHENYANG, span, starts_on, dimension],
    ).fetchall()
    return {code: tuple(values) for code, *values in found}


def test_the_ratio_of_the_month_is_places_over_seekers(market: FastWarehouse) -> None:
    assert rows(market, "all") == {"all": (48, 33, Decimal("1.45"), None, None)}


def test_those_who_ask_for_nothing_are_spread_in_proportion_and_the_sum_stays(market: FastWarehouse) -> None:
    # 8 places 1 : 3 over cooks and fitters, 3 seekers 2 : 1
    assert rows(market, "occupation") == {
        "6-18": (36, 11, Decimal("3.27"), 1, None),
        "4-03": (12, 22, Decimal("0.55"), None, 1),
    }


def test_where_no_seeker_names_an_education_they_stay_without_one(market: FastWarehouse) -> None:
    assert rows(market, "education") == {"senior": (48, 0, None, None, None), "any": (0, 33, Decimal(0), None, None)}


def test_what_is_still_open_is_carried_over_and_what_expired_is_not(market: FastWarehouse) -> None:
    assert rows(market, "all", starts_on="2026-04-01") == {"all": (18, 33, Decimal("0.55"), None, None)}


def test_a_quarter_counts_what_came_in_it_once_and_names_the_hot_and_the_cold(market: FastWarehouse) -> None:
    assert rows(market, "occupation", "quarter", "2026-01-01")["6-18"] == (36, 11, Decimal("3.27"), 1, None)
    assert rows(market, "all", "quarter", "2026-04-01") == {"all": (18, 33, Decimal("0.55"), None, None)}


def test_the_province_is_the_sum_of_its_cities(market: FastWarehouse) -> None:
    both = market.con.execute(
        "select count(distinct (demand_persons, seeker_persons)) from warehouse.marts.fct_job_vacancy_ratios"
        " where city in ('210000', ?) and dimension = 'all' and span = 'month' and starts_on = date '2026-03-01'",
        [SHENYANG],
    ).fetchone()
    assert both == (1,)


def listed(market: FastWarehouse, quarter: str) -> list[tuple[object, ...]]:
    return market.con.execute(
        "select side, list_rank, occupation, gap_persons, is_complete from warehouse.marts.rpt_hot_and_cold_occupations"
        " where city = ? and quarter_starts_on = cast(? as date) order by all",
        [SHENYANG, quarter],
    ).fetchall()


def test_the_quarters_list_names_the_hot_and_the_cold_and_says_whether_the_quarter_is_over(market: FastWarehouse) -> None:
    assert listed(market, "2026-01-01") == [("cold", 1, "4-03", -10, True), ("hot", 1, "6-18", 25, True)]
    # the fitters' places expired in March, ten of them still seek; April alone is no quarter
    assert listed(market, "2026-04-01") == [("cold", 1, "6-18", -11, False), ("cold", 2, "4-03", -4, False)]


def test_the_list_is_as_long_as_the_dated_rule_says(compiled: CompiledModels) -> None:
    warehouse = FastWarehouse(compiled)
    shortages = [offered("2026-03-02", n, f"6-{n:02}") for n in range(1, 13)]
    warehouse.arrive([*shortages, sought("甲", "2026-03-05", "4-03"), hired("乙", "2026-03-06")], through="marts")
    assert [code for side, _, code, _, _ in listed(warehouse, "2026-01-01") if side == "hot"] == [
        f"6-{n:02}" for n in range(12, 2, -1)
    ]
    warehouse.close()


def test_the_ratio_of_the_fourth_quarter_of_2010_comes_out_as_printed(compiled: CompiledModels) -> None:
    """人社部 2010 四季度: 478.5万 places, 473.3万 seekers, 1.01; told in thousands as one city's."""
    warehouse = FastWarehouse(compiled)
    seekers = [sought(f"求{n}", "2026-10-15") for n in range(4733)]
    warehouse.arrive([offered("2026-10-08", 4785), *seekers, hired("乙", "2026-10-20")], through="marts")
    assert rows(warehouse, "all", "quarter", "2026-10-01") == {"all": (4785, 4733, Decimal("1.01"), None, None)}
    warehouse.close()
