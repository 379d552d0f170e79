"""Worked stories of benefits that persons receive and of funds that cities receive, allocate, spend and move."""

from decimal import Decimal

import pytest

from tests.road.fast_warehouse import FastWarehouse
from tests.road.stories import Story, cell, check
from tests.road.telling import DALIAN, corrected, merged, retracted
from tests.road.telling_goods import benefited, funded

PERSONS, AMOUNT = "benefit_persons", "benefit_amount"
RECEIVED, ALLOCATED, SPENT, BALANCE = "funds_received", "funds_allocated", "funds_spent", "fund_balance"
TOLD = frozenset({PERSONS, AMOUNT, RECEIVED, ALLOCATED, SPENT, BALANCE})

paid_twice = benefited("甲", "2026-03-30", "post_subsidy", 1820)
wrong_sum = funded("fund_spent", "2026-03-26", 900000, purpose="compensation")

STORIES = [
    Story(
        "按季领取社会保险补贴,人数计一次,金额各计",
        [benefited("甲", "2026-03-30", "social_insurance_subsidy", 3240), benefited("甲", "2026-06-30", "social_insurance_subsidy", 3240.5)],
        {cell(PERSONS, "2026-03"): 1, cell(AMOUNT, "2026-03"): 3240, cell(AMOUNT, "2026-06"): Decimal("3240.5")},
    ),
    Story(
        "同一人享受两项政策,两项各计一人",
        [benefited("甲", "2026-03-30", "post_subsidy", 1820), benefited("甲", "2026-03-30", "training_subsidy", 600)],
        {cell(PERSONS, "2026-03"): 2, cell(AMOUNT, "2026-03"): 2420},
    ),
    Story(
        "免费服务和税费减免金额为零,计人不计金额",
        [benefited("甲", "2026-03-30", "tax_relief", 0)],
        {cell(PERSONS, "2026-03"): 1},
    ),
    Story("跨年继续领取,两年各计一人", [benefited("甲", "2025-12-30", "post_subsidy", 1820), benefited("甲", "2026-01-30", "post_subsidy", 1820)],
          {cell(PERSONS, "2025-12"): 1, cell(AMOUNT, "2025-12"): 1820, cell(PERSONS, "2026-01"): 1, cell(AMOUNT, "2026-01"): 1820}),
    Story("重复发放被撤销,人数和金额都退回", [paid_twice, retracted(paid_twice, "2026-04-02")], {}),
    Story(
        "两个证件号重复领取同一项,合并后计一人,两笔金额都在",
        [benefited("甲", "2026-03-30", "post_subsidy", 1820), benefited("乙", "2026-03-31", "post_subsidy", 1820, DALIAN), merged("甲", "乙", "2026-05-01")],
        {cell(PERSONS, "2026-03"): 1, cell(AMOUNT, "2026-03"): 1820, cell(AMOUNT, "2026-03", DALIAN): 1820},
    ),
    Story(
        "到账、分配、支出:分配不减结余,支出才减",
        [funded("fund_received", "2026-02-20", 48000000, origin="national"), funded("fund_allocated", "2026-03-12", 12000000, part="base"),
         funded("fund_spent", "2026-03-26", 9000000, purpose="compensation")],
        {cell(RECEIVED, "2026-02"): 4800, cell(BALANCE, "2026-02"): 4800, cell(ALLOCATED, "2026-03"): 1200, cell(SPENT, "2026-03"): 900,
         cell(BALANCE, "2026-03"): -900},
    ),
    Story(
        "结余调剂到资金不足的市,一市减、一市加,全省不变",
        [funded("fund_received", "2026-02-20", 48000000, origin="national"),
         funded("fund_reallocated", "2026-03-30", 1500000, to_city=DALIAN, reason="结余")],
        {cell(RECEIVED, "2026-02"): 4800, cell(BALANCE, "2026-02"): 4800, cell(BALANCE, "2026-03"): -150, cell(BALANCE, "2026-03", DALIAN): 150},
    ),
    Story("支出金额更正", [wrong_sum, corrected(wrong_sum, "2026-04-01", amount_yuan=950000)], {cell(SPENT, "2026-03"): 95, cell(BALANCE, "2026-03"): -95}),
    Story("台账启用前到账的,只进结余", [funded("fund_received", "2024-11-20", 1000000, origin="city")], {cell(BALANCE, "2024-11"): 100}),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_a_story_of_money_makes_exactly_its_figures(ledger: FastWarehouse, story: Story) -> None:
    check(ledger, story, TOLD)
