"""Worked stories of benefits that persons receive and of funds that cities receive, allocate, spend and move."""

from decimal import Decimal

import pytest

from tests.road.fast_warehouse import FastWarehouse
from tests.road.stories import Story, cell, check
from tests.road.telling import ANSHAN, DALIAN, SHENYANG, corrected, merged, retracted
from tests.road.telling_goods import benefited, factored, funded

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


MISSPENT, HELPED, ON_HELPED, BY_FACTORS = "funds_misspent", "funds_helped_persons", "funds_spent_on_helped", "funds_by_factors"
for_startup = funded("fund_spent", "2026-03-26", 300000, purpose="startup", helped_persons=6)
wrong_factor = factored(SHENYANG, "workers", 900)

JUDGED = [
    Story("奖补资金发经济补偿合规,搞创业不合规;就业资金扶持创业合规,清欠工资不合规;没有用途规则的资金不比",
          [funded("fund_spent", "2026-03-26", 900000, purpose="compensation", helped_persons=12), for_startup,
           funded("fund_spent", "2026-04-10", 200000, purpose="startup", fund="employment"),
           funded("fund_spent", "2026-04-11", 100000, purpose="wage_arrears", fund="employment"),
           funded("fund_spent", "2026-04-12", 500000, purpose="other", fund="loan_guarantee")],
          {cell(MISSPENT, "2026-03"): 30, cell(HELPED, "2026-03"): 18, cell(ON_HELPED, "2026-03"): 120, cell(MISSPENT, "2026-04"): 10}),
    Story("用途记错,更正后不再是线索", [for_startup, corrected(for_startup, "2026-04-02", purpose="training")],
          {cell(HELPED, "2026-03"): 6, cell(ON_HELPED, "2026-03"): 30}),
    Story("奖补基础部分两市共一千万:任务量 3:1 占五成,职工 1:1 占三成(更正前 9:1),困难程度只有大连报;梯级部分和分到企业的不在内",
          [factored(SHENYANG, "capacity", 300), factored(DALIAN, "capacity", 100), wrong_factor, factored(DALIAN, "workers", 100),
           corrected(wrong_factor, "2026-03-01", quantity=100), factored(DALIAN, "difficulty", 2.5),
           funded("fund_allocated", "2026-03-12", 6000000, part="base"), funded("fund_allocated", "2026-03-13", 4000000, DALIAN, part="base"),
           funded("fund_allocated", "2026-03-14", 2000000, part="ladder"),
           funded("fund_allocated", "2026-03-15", 1000000, part="base", enterprise="91210100MA0EXA001D")],
          {cell(BY_FACTORS, "2026-03"): 525, cell(BY_FACTORS, "2026-03", DALIAN): 475}),
    Story("就业补助资金按资金投入、就业压力、工作成效三项因素;另一年度的因素不用",
          [factored(SHENYANG, "own_investment", 50, "employment"), factored(ANSHAN, "own_investment", 50, "employment"),
           factored(SHENYANG, "employment_pressure", 1, "employment"), factored(ANSHAN, "employment_pressure", 3, "employment"),
           factored(ANSHAN, "work_results", 80, "employment"), factored(SHENYANG, "work_results", 80, "employment", 2025),
           funded("fund_allocated", "2026-05-12", 1000000, fund="employment", part="base")],
          {cell(BY_FACTORS, "2026-05"): 25, cell(BY_FACTORS, "2026-05", ANSHAN): 75}),
]  # fmt: skip


@pytest.mark.parametrize("story", JUDGED, ids=str)
def test_a_story_of_funds_judged_makes_exactly_its_figures(ledger: FastWarehouse, story: Story) -> None:
    check(ledger, story, {MISSPENT, HELPED, ON_HELPED, BY_FACTORS})


def test_what_one_helped_person_cost_stands_beside_what_was_received_and_given_by_factors(ledger: FastWarehouse) -> None:
    money = [funded("fund_received", "2026-02-20", 48000000, origin="national"), *JUDGED[0].events, *JUDGED[2].events]
    ledger.arrive(money, through="marts")
    rows = ledger.con.execute(
        "select received_wan_yuan, by_factors_wan_yuan, spent_wan_yuan, misspent_wan_yuan, helped_persons, yuan_per_person"
        " from warehouse.marts.fct_fund_use where fund = 'award' and city = ? and month = '2026-03-01'",
        [SHENYANG],
    ).fetchall()
    assert rows == [(4800, 525, 120, 30, 18, Decimal("66666.67"))]


def test_money_of_a_city_that_no_seed_lists_is_posted_once_and_not_again_by_every_build(ledger: FastWarehouse) -> None:
    ledger.arrive([funded("fund_received", "2026-02-20", 5000000, "219900", origin="national")])
    ledger.arrive([funded("fund_received", "2026-02-21", 1000000, origin="national")])
    assert ledger.cells()[cell(RECEIVED, "2026-02", "219900")] == 500
