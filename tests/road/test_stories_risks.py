"""Worked stories of the risks around a capacity cut: rosters with gaps, mass unemployment, unrest, registrations, plans out of step."""

from typing import Any

import pytest

from tests.road.fast_warehouse import FastWarehouse
from tests.road.stories import Story, cell, check
from tests.road.telling import (
    DALIAN,
    MILL,
    SHOP,
    YARD,
    corrected,
    entry,
    merged,
    plan_reached,
    registered_unemployed,
    retracted,
    rostered,
    uninsured,
)  # fmt: skip
from tests.road.telling_firms import cut_reached, filed, gathered, listed, succeeded
from tests.road.telling_goods import closed_business

Event = dict[str, Any]
FILED, MISSING, UNFILED = "roster_filed_persons", "roster_missing_persons", "roster_unfiled_persons"
SIGNS, MASS, UNREST, MAJOR = "mass_unemployment_signs", "mass_unemployment_cases", "unrest_signs", "major_incidents"
CHANGED, CLOSED, STEP = "capacity_enterprises_changed", "capacity_enterprises_closed", "plans_out_of_step"
TOLD = (FILED, MISSING, UNFILED, SIGNS, MASS, UNREST, MAJOR, CHANGED, CLOSED, STEP)


def let_go(count: int, day: str = "2026-03-02", registered: str = "2026-03-20", prefix: str = "工") -> list[Event]:
    """So many leave the enterprise's insurance on a day and register as unemployed on another."""
    left = [uninsured(f"{prefix}{n}", day, enterprise=MILL) for n in range(count)]
    return left + [registered_unemployed(f"{prefix}{n}", registered) for n in range(count)]


three = [rostered(who, "2026-02-02") for who in "甲乙丙"]
counted_anew = filed("2026-04-01", 200, persons=5)
twenty = let_go(20)
split_plan = plan_reached("drafted", "2026-01-10", enterprise=SHOP)
petition = gathered("2026-05-06", 1000)
moved = succeeded("2026-03-10", YARD)

STORIES = [
    Story("自报三人只到两人,缺一人;另一家自报一人到两人;报送之后才列入的归下一次报送",
          [*three[:2], filed("2026-03-01", 200, persons=3), rostered("丙", "2026-03-05"),
           *[rostered(who, "2026-02-02", enterprise=SHOP) for who in "丁戊"], filed("2026-03-01", 90, SHOP, DALIAN)],
          {cell(FILED, "2026-03"): 3, cell(MISSING, "2026-03"): 1, cell(FILED, "2026-03", DALIAN): 1, cell(UNFILED, "2026-03", DALIAN): 1}),
    Story("再次报送代替前次;自报数更正、一行撤销、两号合并,缺额随之改变",
          [*three, filed("2026-03-01", 200, persons=2), counted_anew, corrected(counted_anew, "2026-04-09", rostered_persons=4),
           retracted(three[2], "2026-04-09"), merged("甲", "乙", "2026-04-20")],
          {cell(FILED, "2026-04"): 4, cell(MISSING, "2026-04"): 3}),
    Story("同一企业二十人停保后一月内相继登记失业,是规模性失业苗头;隔了两月以上才登记的不算",
          [*twenty, *let_go(5, "2025-12-01", "2026-03-20", "旧")], {cell(SIGNS, "2026-03"): 20}),
    Story("十九人登记,不到苗头人数;二十人中一人的登记撤销,也不到",
          [*let_go(19, "2026-05-11", "2026-05-20", "后"), *twenty, retracted(twenty[-1], "2026-04-02")], {}),
    Story("一月内登记二百人,是一起规模性失业;其后三十日内再来的不另算一起",
          [*let_go(200), *let_go(10, "2026-03-02", "2026-04-10", "后")],
          {cell(SIGNS, "2026-03"): 200, cell(SIGNS, "2026-04"): 10, cell(MASS, "2026-03"): 1}),
    Story("集体上访三十五人是群体性事件;一千人的是重大群体性事件;人数更正后不再重大",
          [gathered("2026-04-06", 35), petition, gathered("2026-05-20", 1000, YARD, DALIAN), corrected(petition, "2026-05-30", persons=999)],
          {cell(UNREST, "2026-04"): 1, cell(UNREST, "2026-05"): 1, cell(UNREST, "2026-05", DALIAN): 1, cell(MAJOR, "2026-05", DALIAN): 1}),
    Story("去产能企业分立、注销,作为信号;不在去产能名录的不列;注销两次报来只计一户",
          [listed("2026-01-05", 800), moved, closed_business("2026-06-01", MILL), closed_business("2026-06-08", MILL),
           succeeded("2026-03-10", YARD, SHOP), closed_business("2026-06-01", SHOP)],
          {cell(CHANGED, "2026-03"): 1, cell(CLOSED, "2026-06"): 1}),
    Story("去产能方案已拟定、已实施,三十日后安置方案仍未拟定、未公布,两项都不同步;另一家拟定相差十日,同步;更正到本企业名下的也算",
          [cut_reached("drafted", "2026-01-05"), cut_reached("started", "2026-02-25"), cut_reached("completed", "2026-06-20"),
           cut_reached("drafted", "2026-01-05", SHOP), split_plan, plan_reached("published", "2026-04-20"),
           cut_reached("drafted", "2026-01-05", YARD), corrected(split_plan, "2026-03-01", enterprise=YARD),
           plan_reached("drafted", "2026-02-04", SHOP)],
          {cell(STEP, "2026-02"): 1, cell(STEP, "2026-03"): 1}),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_a_story_of_risks_makes_exactly_its_figures(ledger: FastWarehouse, story: Story) -> None:
    check(ledger, story, TOLD)


def test_each_lead_says_what_to_do_next_and_sets_the_year_against_the_most_that_is_allowed(ledger: FastWarehouse) -> None:
    ledger.arrive([*three, filed("2026-03-01", 200, persons=5), gathered("2026-05-06", 1000), *twenty], through="marts")
    leads = ledger.con.execute(
        "select metric, cast(amount as integer), allowed_count, is_beyond_allowed, next_step"
        " from warehouse.marts.rpt_enterprise_leads order by metric"
    ).fetchall()
    assert [lead[:4] for lead in leads] == [
        (MAJOR, 1, 0, True), (SIGNS, 20, None, None), (MISSING, 2, None, None), (UNREST, 1, None, None),
    ]  # fmt: skip
    assert all(len(next_step) > 8 for *_, next_step in leads)


@pytest.mark.parametrize("once_named", ["乙", "乙旧号"])
def test_who_is_entered_by_name_after_the_bulletin_is_named_as_the_cause_that_fewer_are_missing(
    once_named: str, ledger: FastWarehouse
) -> None:
    """Under the number of his other life, too, which was merged with his own before."""
    before = [rostered("甲", "2026-02-02"), filed("2026-03-01", 200, persons=5), merged("乙", "乙旧号", "2026-03-02")]
    issued = entry(
        "bulletin_issued", "210000", "2026-04-05", "210000", issue="2026-03-1", month="2026-03", cutoff_seq=len(before)
    )
    for arriving in (before, [issued], [rostered(once_named, "2026-02-03")]):
        ledger.arrive(arriving, through="marts")
    changed = ledger.con.execute(
        "select cast(amount as integer), cause_seq, reason from warehouse.intermediate.int_figures__changed_evidence where metric = ?",
        [MISSING],
    ).fetchall()
    assert changed == [(-1, ledger.seq, "late_event")]
