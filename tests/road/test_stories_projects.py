"""Worked stories of projects: the jobs they promise and the jobs they bring."""

from decimal import Decimal

import pytest

from tests.road.fast_warehouse import FastWarehouse
from tests.road.stories import Story, cell, check
from tests.road.telling import DALIAN, SHENYANG, SHOP, YARD, corrected, hired, insured, merged, retracted, transferred, uninsured
from tests.road.telling_goods import announced

FORECAST, CHECKABLE, REALISED = "project_jobs_forecast", "project_jobs_checkable", "project_jobs_realised"
TOLD = frozenset({FORECAST, CHECKABLE, REALISED})


def promised(jobs: int, month: str = "2026-02", city: str = SHENYANG) -> dict[tuple[str, str, str], int]:
    return {cell(FORECAST, month, city): jobs, cell(CHECKABLE, month, city): jobs}


misplaced = announced("2026-02-02", 100, enterprise=YARD)
doubled = announced("2026-02-02", 100)

STORIES = [
    Story("项目公布后单位招用一人", [announced("2026-02-02", 100), hired("甲", "2026-03-02")],
          promised(100) | {cell(REALISED, "2026-03"): 1}),
    Story("录用登记与参保是同一份工作,只计一次", [announced("2026-02-02", 100), hired("甲", "2026-03-02"), insured("甲", "2026-03-05")],
          promised(100) | {cell(REALISED, "2026-03"): 1}),
    Story("公布以前就在单位的,不是项目带动", [hired("甲", "2026-01-05"), announced("2026-02-02", 100)], promised(100)),
    Story("别的单位招用的,不是项目带动", [announced("2026-02-02", 100), hired("甲", "2026-03-02", enterprise=YARD)], promised(100)),
    Story("调入的不是新就业", [announced("2026-02-02", 100, enterprise=YARD), insured("甲", "2026-01-05"), transferred("甲", "2026-03-02")],
          promised(100)),
    Story("离职后又回来,一人一个项目只计一次",
          [announced("2026-02-02", 100), insured("甲", "2026-03-02"), uninsured("甲", "2026-04-01"), insured("甲", "2026-08-03", reason="resume")],
          promised(100) | {cell(REALISED, "2026-03"): 1}),
    Story("没有写明项目单位,预计照计,不可核对", [announced("2026-02-02", 100, enterprise=None), hired("甲", "2026-03-02")],
          {cell(FORECAST, "2026-02"): 100}),
    Story("项目单位后来才写明,从那天起计", [announced("2026-02-02", 100, enterprise=None), hired("甲", "2026-03-02"),
                                announced("2026-04-01", 80), hired("乙", "2026-05-06")],
          {cell(FORECAST, "2026-02"): 100, cell(FORECAST, "2026-04"): -20, cell(CHECKABLE, "2026-04"): 80, cell(REALISED, "2026-05"): 1}),
    Story("投产满一年以后招用的,不再计入", [announced("2024-06-03", 100, opens_at="2025-01-06"), hired("甲", "2026-01-06"), hired("乙", "2026-01-07")],
          promised(100, "2024-06") | {cell(REALISED, "2026-01"): 1}),
    Story("同一单位有两个项目,计入最近公布的", [announced("2026-02-02", 100), announced("2026-03-02", 50, project="XM2"), hired("甲", "2026-04-01")],
          {cell(FORECAST, "2026-02"): 100, cell(CHECKABLE, "2026-02"): 100, cell(FORECAST, "2026-03"): 50, cell(CHECKABLE, "2026-03"): 50,
           cell(REALISED, "2026-04"): 1}),
    Story("项目在沈阳公布,人在大连参保,计在沈阳", [announced("2026-02-02", 100), insured("甲", "2026-03-02", DALIAN)],
          promised(100) | {cell(REALISED, "2026-03"): 1}),
    Story("项目单位填错,更正以后才找得到人", [misplaced, hired("甲", "2026-03-02"), corrected(misplaced, "2026-04-01", enterprise=SHOP)],
          promised(100) | {cell(REALISED, "2026-03"): 1}),
    Story("项目撤销,预计和实际都撤销", [doubled, hired("甲", "2026-03-02"), retracted(doubled, "2026-04-01")], {}),
    Story("两个证件号先后录用,合并后是一人", [announced("2026-02-02", 100), hired("甲", "2026-03-02"), hired("乙", "2026-03-09"),
                                  merged("甲", "乙", "2026-04-01")],
          promised(100) | {cell(REALISED, "2026-03"): 1}),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_a_story_of_projects_makes_exactly_its_figures(ledger: FastWarehouse, story: Story) -> None:
    check(ledger, story, TOLD)


def test_what_is_realised_is_measured_against_the_forecasts_that_can_be_checked(ledger: FastWarehouse) -> None:
    ledger.arrive(
        [
            announced("2026-02-02", 4),
            announced("2026-02-02", 50, project="XM2", enterprise=None),
            *(hired(f"工{n}", "2026-03-02") for n in range(3)),
        ],
        through="marts",
    )
    rate = ledger.con.execute(
        "select cumulative_value from warehouse.marts.fct_city_metrics"
        " where city = ? and month = date '2026-03-01' and metric = 'project_jobs_rate'",
        [SHENYANG],
    ).fetchone()
    assert rate == (Decimal(75),)


def test_an_announcement_recomputes_the_persons_of_its_enterprise_and_nobody_else(ledger: FastWarehouse) -> None:
    ledger.arrive(
        [hired("甲", "2026-03-02"), hired("乙", "2026-03-02", enterprise=YARD), announced("2026-02-02", 9, "XM9", YARD)]
    )
    ledger.arrive([announced("2026-02-02", 100)])
    touched = ledger.con.execute("select count(*) from warehouse.intermediate.int_persons__touched").fetchone()
    assert touched == (1,)
