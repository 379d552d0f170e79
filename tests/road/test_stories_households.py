"""Worked stories of zero-employment households and of who is on the list of the hard to employ."""

import pytest

from tests.road.fast_warehouse import FastWarehouse
from tests.road.stories import Story, cell, check
from tests.road.telling import (
    DALIAN,
    certified,
    cleared,
    corrected,
    died,
    exited_hardship,
    hired,
    insured,
    merged,
    pensioned,
    person,
    recognised,
    registered_unemployed,
    retracted,
    uninsured,
)  # fmt: skip
from tests.road.telling_goods import JIXI

FOUND, GONE, STANDING = "households_recognised", "households_cleared", "zero_employment_households"
IN_TIME, DAYS, OVERDUE = "households_employed_in_time", "household_days_to_clear", "households_overdue"
HARD, HARD_EMPLOYED = "hard_to_employ", "hard_to_employ_employed"
LASTS_DUE, LASTS = "households_stability_due", "households_stably_employed"
TOLD = (FOUND, GONE, STANDING, IN_TIME, DAYS, OVERDUE, HARD, HARD_EMPLOYED, LASTS_DUE, LASTS)

wrong_day = cleared("2026-03-28")
never_was = recognised("甲", "2026-03-02")
wrong_member = cleared("2026-03-28", "H2", JIXI, by="丙")
exit_by_mistake = exited_hardship("甲", "2026-02-20", reason="refused_services")

STORIES = [
    Story(
        "零就业家庭认定后26天有成员就业:认定、消除各一户,限期内,期末为零",
        [recognised("甲", "2026-03-02"), cleared("2026-03-28")],
        {cell(FOUND, "2026-03"): 1, cell(GONE, "2026-03"): 1, cell(IN_TIME, "2026-03"): 1, cell(DAYS, "2026-03"): 26},
    ),
    Story(
        "家庭两名成员先后各报一条,只算一户,自首名成员认定之日起算",
        [recognised("甲", "2026-03-02"), recognised("乙", "2026-03-09"), cleared("2026-04-01")],
        {cell(FOUND, "2026-03"): 1, cell(STANDING, "2026-03"): 1, cell(GONE, "2026-04"): 1, cell(STANDING, "2026-04"): -1,
         cell(IN_TIME, "2026-04"): 1, cell(DAYS, "2026-04"): 30},
    ),
    Story(
        "到第90天才有人就业,仍在限期内(90天含当天)",
        [recognised("甲", "2026-03-02"), cleared("2026-05-31")],
        {cell(FOUND, "2026-03"): 1, cell(STANDING, "2026-03"): 1, cell(GONE, "2026-05"): 1, cell(STANDING, "2026-05"): -1,
         cell(IN_TIME, "2026-05"): 1, cell(DAYS, "2026-05"): 90},
    ),
    Story(
        "过了90天才有人就业:超期一户,自第91天起记,消除之日转出;不算限期内",
        [recognised("甲", "2026-03-02"), cleared("2026-07-10")],
        {cell(FOUND, "2026-03"): 1, cell(STANDING, "2026-03"): 1, cell(OVERDUE, "2026-06"): 1, cell(GONE, "2026-07"): 1,
         cell(STANDING, "2026-07"): -1, cell(OVERDUE, "2026-07"): -1, cell(DAYS, "2026-07"): 130},
    ),
    Story(
        "一直没有消除的家庭,期末在册,到期记超期",
        [recognised("甲", "2026-03-02")],
        {cell(FOUND, "2026-03"): 1, cell(STANDING, "2026-03"): 1, cell(OVERDUE, "2026-06"): 1},
    ),
    Story(
        "迁出的家庭消除了,但不是因就业,不算限期内实现就业",
        [recognised("甲", "2026-03-02"), cleared("2026-03-20", reason="moved_away")],
        {cell(FOUND, "2026-03"): 1, cell(GONE, "2026-03"): 1, cell(DAYS, "2026-03"): 18},
    ),
    Story(
        "消除后又全家失业、再次认定,是新的一户次",
        [recognised("甲", "2026-01-05"), cleared("2026-01-25"), recognised("甲", "2026-03-02"), cleared("2026-03-12")],
        {cell(FOUND, "2026-01"): 1, cell(GONE, "2026-01"): 1, cell(IN_TIME, "2026-01"): 1, cell(DAYS, "2026-01"): 20,
         cell(FOUND, "2026-03"): 1, cell(GONE, "2026-03"): 1, cell(IN_TIME, "2026-03"): 1, cell(DAYS, "2026-03"): 10},
    ),
    Story("农村零转移家庭本省未列入零就业家庭,不计", [recognised("甲", "2026-03-02", kind="rural_zero_transfer")], {}),
    Story("没有认定就报消除,不计", [cleared("2026-03-28")], {}),
    Story("误报的认定被撤销,一切归零", [never_was, cleared("2026-03-28"), retracted(never_was, "2026-04-10")], {}),
    Story(
        "消除日期更正到限期之外,改记超期",
        [recognised("甲", "2026-03-02"), wrong_day, corrected(wrong_day, "2026-07-20", time="2026-07-10")],
        {cell(FOUND, "2026-03"): 1, cell(STANDING, "2026-03"): 1, cell(OVERDUE, "2026-06"): 1, cell(GONE, "2026-07"): 1,
         cell(STANDING, "2026-07"): -1, cell(OVERDUE, "2026-07"): -1, cell(DAYS, "2026-07"): 130},
    ),
    Story(
        "台账启用之前认定、至今未消除的,只进期末数,不算本期新认定",
        [recognised("甲", "2024-11-05"), cleared("2025-02-10")],
        {cell(STANDING, "2024-11"): 1, cell(OVERDUE, "2025-02"): 0, cell(STANDING, "2025-02"): -1, cell(GONE, "2025-02"): 1,
         cell(DAYS, "2025-02"): 97},
    ),
    Story(
        "鸡西要求稳定就业:半年后一户的成员仍参保,一户的已停保;消除时填错的成员已更正;没有这一要求的市不回看",
        [recognised("甲", "2026-02-02", "H1", JIXI), cleared("2026-03-28", "H1", JIXI, by="甲"), insured("甲", "2026-03-25", JIXI),
         recognised("乙", "2026-02-02", "H2", JIXI), wrong_member, corrected(wrong_member, "2026-05-06", employed_person=person("乙")),
         insured("乙", "2026-03-25", JIXI), uninsured("乙", "2026-06-30", JIXI),
         recognised("丁", "2026-02-02", "H3"), cleared("2026-03-28", "H3", by="丁")],
        {cell(FOUND, "2026-02", JIXI): 2, cell(STANDING, "2026-02", JIXI): 2, cell(GONE, "2026-03", JIXI): 2,
         cell(STANDING, "2026-03", JIXI): -2, cell(IN_TIME, "2026-03", JIXI): 2, cell(DAYS, "2026-03", JIXI): 108,
         cell(LASTS_DUE, "2026-09", JIXI): 2, cell(LASTS, "2026-09", JIXI): 1,
         cell(FOUND, "2026-02"): 1, cell(STANDING, "2026-02"): 1, cell(GONE, "2026-03"): 1, cell(STANDING, "2026-03"): -1,
         cell(IN_TIME, "2026-03"): 1, cell(DAYS, "2026-03"): 54},
    ),
    Story("认定为就业困难人员,进期末数", [certified("甲", "2026-02-02")], {cell(HARD, "2026-02"): 1}),
    Story("两个类别先后认定,仍是一人(类别可重叠)", [certified("甲", "2026-02-02"), certified("甲", "2026-03-02")], {cell(HARD, "2026-02"): 1}),
    Story("领取养老待遇的,退出就业困难人员", [certified("甲", "2026-02-02"), pensioned("甲", "2026-04-01")],
          {cell(HARD, "2026-02"): 1, cell(HARD, "2026-04"): -1}),
    Story("去世的,退出就业困难人员", [certified("甲", "2026-02-02"), died("甲", "2026-05-06")],
          {cell(HARD, "2026-02"): 1, cell(HARD, "2026-05"): -1}),
    Story(
        "因这次就业而在入职前几天退出的,仍计就业困难人员就业",
        [registered_unemployed("甲", "2026-01-12"), certified("甲", "2026-02-02"), exited_hardship("甲", "2026-03-01"),
         hired("甲", "2026-03-10")],
        {cell(HARD, "2026-02"): 1, cell(HARD, "2026-03"): -1, cell(HARD_EMPLOYED, "2026-03"): 1},
    ),
    Story(
        "早已因拒绝服务退出的,后来就业不计就业困难人员就业",
        [registered_unemployed("甲", "2026-01-12"), certified("甲", "2026-02-02"), exit_by_mistake, hired("甲", "2026-03-10")],
        {cell(HARD, "2026-02"): 0},
    ),
    Story(
        "退出被撤销,后来就业照计",
        [registered_unemployed("甲", "2026-01-12"), certified("甲", "2026-02-02"), exit_by_mistake, hired("甲", "2026-03-10"),
         retracted(exit_by_mistake, "2026-04-01")],
        {cell(HARD, "2026-02"): 1, cell(HARD_EMPLOYED, "2026-03"): 1},
    ),
    Story(
        "退出后重新认定再就业,照计",
        [registered_unemployed("甲", "2026-01-12"), certified("甲", "2026-01-13"), exited_hardship("甲", "2026-01-20", reason="lost_contact"),
         certified("甲", "2026-02-10"), hired("甲", "2026-03-10")],
        {cell(HARD, "2026-02"): 1, cell(HARD_EMPLOYED, "2026-03"): 1},
    ),
    Story(
        "一人两个证件号分别认定,合并后只算一人,归先认定的市",
        [certified("甲", "2026-02-02"), certified("乙", "2026-03-02", DALIAN), merged("甲", "乙", "2026-05-01")],
        {cell(HARD, "2026-02"): 1},
    ),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_a_household_or_hardship_story_makes_exactly_its_figures(ledger: FastWarehouse, story: Story) -> None:
    check(ledger, story, TOLD)
