"""Worked stories of rural workers gone to other work, and of graduates in the real-name register."""

from decimal import Decimal

import pytest

from tests.road.fast_warehouse import FastWarehouse
from tests.road.stories import Story, cell, check
from tests.road.telling import DALIAN, corrected, guided, hired, merged, recommended, retracted
from tests.road.telling_goods import began_course, finished_course, graduate, went_to_work

TRANSFERRED, EXPORTED, INCOME = "rural_transfer_employment", "labour_export", "labour_export_income"
REGISTERED, SEEKING, SERVED, SETTLED = (f"graduates_{name}" for name in ("registered", "seeking", "served", "settled"))
TOLD = frozenset({TRANSFERRED, EXPORTED, INCOME, REGISTERED, SEEKING, SERVED, SETTLED})
LEAVES = "2026-07"  # the cohort of 2025 leaves the register

too_short = went_to_work("甲", "2026-03-02", "abroad", months=3, yuan=9000)
early_service = recommended("甲", "2025-08-01")

STORIES = [
    Story("就地从事非农产业八个月,计转移就业,不是劳务输出", [went_to_work("甲", "2026-03-02", "local_non_farm", months=8)],
          {cell(TRANSFERRED, "2026-03"): 1}),
    Story(
        "到省外务工,转移就业和劳务输出都计,收入以万元计",
        [went_to_work("甲", "2026-03-02", "other_province", months=8, yuan=36000)],
        {cell(TRANSFERRED, "2026-03"): 1, cell(EXPORTED, "2026-03"): 1, cell(INCOME, "2026-03"): Decimal("3.6")},
    ),
    Story("外出三个月,不满规定月数,三项都不计", [too_short], {}),
    Story(
        "月数录错更正为九个月,计入",
        [too_short, corrected(too_short, "2026-04-01", months=9)],
        {cell(TRANSFERRED, "2026-03"): 1, cell(EXPORTED, "2026-03"): 1, cell(INCOME, "2026-03"): Decimal("0.9")},
    ),
    Story("外出时月数还不知道,先计", [went_to_work("甲", "2026-03-02", "other_county")],
          {cell(TRANSFERRED, "2026-03"): 1, cell(EXPORTED, "2026-03"): 1}),
    Story(
        "先就地后外出,转移计一人,输出另计一人",
        [went_to_work("甲", "2026-02-02", "local_non_farm", months=6), went_to_work("甲", "2026-09-02", "abroad", yuan=50000)],
        {cell(TRANSFERRED, "2026-02"): 1, cell(EXPORTED, "2026-09"): 1, cell(INCOME, "2026-09"): 5},
    ),
    Story(
        "一年两次外出计一人,两次收入都计",
        [went_to_work("甲", "2026-02-02", "abroad", yuan=50000), went_to_work("甲", "2026-09-02", "other_county", 7, 10000)],
        {cell(TRANSFERRED, "2026-02"): 1, cell(EXPORTED, "2026-02"): 1, cell(INCOME, "2026-02"): 5, cell(INCOME, "2026-09"): 1},
    ),
    Story("返乡创业是转移就业,不是输出", [went_to_work("甲", "2026-03-02", "return_business")], {cell(TRANSFERRED, "2026-03"): 1}),
    Story(
        "未就业毕业生登记,次年六月底出册",
        [graduate("甲", "2025-07-15", "seeking")],
        {cell(REGISTERED, "2025-07"): 1, cell(REGISTERED, LEAVES): -1, cell(SEEKING, "2025-07"): 1, cell(SEEKING, LEAVES): -1},
    ),
    Story(
        "登记求职后得到岗位推荐,计已服务",
        [graduate("甲", "2025-07-15", "seeking"), early_service, guided("甲", "2025-09-01")],
        {cell(REGISTERED, "2025-07"): 1, cell(REGISTERED, LEAVES): -1, cell(SEEKING, "2025-07"): 1, cell(SEEKING, LEAVES): -1,
         cell(SERVED, "2025-08"): 1, cell(SERVED, LEAVES): -1},
    ),
    Story(
        "推荐被撤销,服务计在后一次职业指导",
        [graduate("甲", "2025-07-15", "seeking"), early_service, guided("甲", "2025-09-01"), retracted(early_service, "2025-10-01")],
        {cell(REGISTERED, "2025-07"): 1, cell(REGISTERED, LEAVES): -1, cell(SEEKING, "2025-07"): 1, cell(SEEKING, LEAVES): -1,
         cell(SERVED, "2025-09"): 1, cell(SERVED, LEAVES): -1},
    ),
    Story(
        "登记以前的培训不算服务,登记以后开班的算",
        [finished_course("甲", "2025-07-01"), graduate("甲", "2025-07-15", "seeking"), began_course("甲", "2025-11-03", "skill")],
        {cell(REGISTERED, "2025-07"): 1, cell(REGISTERED, LEAVES): -1, cell(SEEKING, "2025-07"): 1, cell(SEEKING, LEAVES): -1,
         cell(SERVED, "2025-11"): 1, cell(SERVED, LEAVES): -1},
    ),
    Story(
        "登记后被录用,计已落实去向",
        [graduate("甲", "2025-07-15", "seeking"), hired("甲", "2025-10-08", DALIAN)],
        {cell(REGISTERED, "2025-07"): 1, cell(REGISTERED, LEAVES): -1, cell(SEEKING, "2025-07"): 1, cell(SEEKING, LEAVES): -1,
         cell(SETTLED, "2025-10"): 1, cell(SETTLED, LEAVES): -1},
    ),
    Story(
        "升学的毕业生,登记时即已落实,不是求职",
        [graduate("甲", "2025-07-15", "further_study")],
        {cell(REGISTERED, "2025-07"): 1, cell(REGISTERED, LEAVES): -1, cell(SETTLED, "2025-07"): 1, cell(SETTLED, LEAVES): -1},
    ),
    Story(
        "暂不就业的改为求职,计入求职",
        [graduate("甲", "2025-07-15", "not_seeking"), graduate("甲", "2026-02-10", "seeking")],
        {cell(REGISTERED, "2025-07"): 1, cell(REGISTERED, LEAVES): -1, cell(SEEKING, "2026-02"): 1, cell(SEEKING, LEAVES): -1},
    ),
    Story("毕业已过次年六月底才登记,不是当届", [graduate("甲", "2026-07-01", "seeking")], {}),
    Story(
        "出册以后的就业不计当届去向",
        [graduate("甲", "2025-07-15", "seeking"), hired("甲", "2026-07-01")],
        {cell(REGISTERED, "2025-07"): 1, cell(REGISTERED, LEAVES): -1, cell(SEEKING, "2025-07"): 1, cell(SEEKING, LEAVES): -1},
    ),
    Story(
        "毕业日期更正为下一年,随新的届次出册",
        [(late := graduate("甲", "2026-05-15", "seeking")), corrected(late, "2026-06-01", graduated_at="2026-06-30")],
        {cell(REGISTERED, "2026-05"): 1, cell(REGISTERED, "2027-07"): -1, cell(SEEKING, "2026-05"): 1, cell(SEEKING, "2027-07"): -1},
    ),
    Story(
        "两个证件号各登记一次,合并后是一名毕业生",
        [graduate("甲", "2025-07-15", "seeking"), graduate("乙", "2025-08-15", "employed"), merged("甲", "乙", "2025-09-01")],
        {cell(REGISTERED, "2025-07"): 1, cell(REGISTERED, LEAVES): -1, cell(SEEKING, "2025-07"): 1, cell(SEEKING, LEAVES): -1,
         cell(SETTLED, "2025-08"): 1, cell(SETTLED, LEAVES): -1},
    ),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_a_story_of_a_rural_worker_or_graduate_makes_exactly_its_figures(ledger: FastWarehouse, story: Story) -> None:
    check(ledger, story, TOLD)
