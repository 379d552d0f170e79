"""Worked stories of training, its conversion into work, loans, start-ups of diverted workers, incubation bases."""

from decimal import Decimal

import pytest

from tests.road.fast_warehouse import FastWarehouse
from tests.road.stories import Story, cell, check
from tests.road.telling import DALIAN, MILL, YARD, corrected, hired, merged, opened_business, retracted, rostered, separated
from tests.road.telling_goods import began_course, closed_business, finished_course, lent, recognised_base

TRAINED, DUE, EMPLOYED = "training_persons", "trained_for_work", "trained_employed"
LOANS, STARTED, LASTED, BASES = "guaranteed_loans", "startups_by_diverted_workers", "retained_startups_1_year", "incubation_bases"
TOLD = frozenset({TRAINED, DUE, EMPLOYED, LOANS, STARTED, LASTED, BASES})

small_loan = lent("甲", "2026-03-02", 20000)
closing = closed_business("2026-08-31")
closing_of_another = closed_business("2026-08-31", enterprise="92210100MA0EXA009X")
named_wrongly = corrected(closing_of_another, "2026-09-10", enterprise="92210100MA0EXA003L")

STORIES = [
    Story(
        "完成转岗培训和毕业生专业转换培训,各计培训一人;六个月内没有就业,到期计入分母",
        [finished_course("甲", "2026-01-15"), finished_course("丙", "2026-01-20", "major_conversion")],
        {cell(TRAINED, "2026-01"): 2, cell(DUE, "2026-07"): 2},
    ),
    Story(
        "培训后第五个月就业,培训一人、就业一人",
        [finished_course("甲", "2026-01-15"), hired("甲", "2026-06-10")],
        {cell(TRAINED, "2026-01"): 1, cell(DUE, "2026-07"): 1, cell(EMPLOYED, "2026-07"): 1},
    ),
    Story(
        "培训后第七个月才就业,不计转化",
        [finished_course("甲", "2026-01-15"), hired("甲", "2026-08-10")],
        {cell(TRAINED, "2026-01"): 1, cell(DUE, "2026-07"): 1},
    ),
    Story(
        "培训以前的就业不计转化",
        [hired("甲", "2025-12-10"), finished_course("甲", "2026-01-15")],
        {cell(TRAINED, "2026-01"): 1, cell(DUE, "2026-07"): 1},
    ),
    Story(
        "创业培训后办了执照,计转化",
        [finished_course("甲", "2026-01-15", "startup"), opened_business("甲", "2026-02-01")],
        {cell(TRAINED, "2026-01"): 1, cell(DUE, "2026-07"): 1, cell(EMPLOYED, "2026-07"): 1},
    ),
    Story("技能提升培训的对象在职,计培训,不计转化", [finished_course("甲", "2026-01-15", "skill")], {cell(TRAINED, "2026-01"): 1}),
    Story("开了班没有结业,不计", [began_course("甲", "2026-01-15")], {}),
    Story(
        "同类培训一年两次计一人,另一类另计",
        [finished_course("甲", "2026-01-15", "skill"), finished_course("甲", "2026-05-15", "skill"), finished_course("甲", "2026-05-20", "pre_post")],
        {cell(TRAINED, "2026-01"): 1, cell(TRAINED, "2026-05"): 1, cell(DUE, "2026-11"): 1},
    ),
    Story(
        "一人两个证件号各培训一次,合并后计一人,就业随人",
        [finished_course("甲", "2026-01-15"), finished_course("乙", "2026-02-15"), hired("乙", "2026-03-02"), merged("甲", "乙", "2026-05-01")],
        {cell(TRAINED, "2026-01"): 1, cell(DUE, "2026-07"): 1, cell(EMPLOYED, "2026-07"): 1},
    ),
    Story("发放二十万元和五千元两笔贷款,以万元计", [lent("甲", "2026-03-02", 200000), lent("乙", "2026-03-09", 5000)],
          {cell(LOANS, "2026-03"): Decimal("20.5")}),
    Story("贷款金额报少一个零,更正后按更正的计", [small_loan, corrected(small_loan, "2026-04-01", amount_yuan=200000)],
          {cell(LOANS, "2026-03"): 20}),
    Story(
        "分流职工列入花名册后办执照,满一年未注销,计创业和满一年",
        [rostered("甲", "2025-02-02"), opened_business("甲", "2025-03-10")],
        {cell(STARTED, "2025-03"): 1, cell(LASTED, "2026-03"): 1},
    ),
    Story("不是分流职工的创业不计", [opened_business("甲", "2025-03-10")], {}),
    Story("列入花名册以前办的执照不计", [opened_business("甲", "2025-01-10"), rostered("甲", "2025-02-02")], {}),
    Story("已解除劳动关系的不在范围,其创业不计", [separated("甲", "2025-01-20"), rostered("甲", "2025-02-02"), opened_business("甲", "2025-03-10")], {}),
    Story(
        "两年都在花名册的职工,第一个执照计一次",
        [rostered("甲", "2025-02-02"), opened_business("甲", "2025-03-10"), rostered("甲", "2026-02-02", enterprise=YARD, origin="re_diversion")],
        {cell(STARTED, "2025-03"): 1, cell(LASTED, "2026-03"): 1},
    ),
    Story(
        "不满一年就注销的,只计创业",
        [rostered("甲", "2026-02-02"), opened_business("甲", "2026-03-10"), closing],
        {cell(STARTED, "2026-03"): 1},
    ),
    Story(
        "注销报错又撤销,仍计满一年",
        [rostered("甲", "2026-02-02"), opened_business("甲", "2026-03-10"), closing, retracted(closing, "2026-09-05")],
        {cell(STARTED, "2026-03"): 1, cell(LASTED, "2027-03"): 1},
    ),
    Story(
        "注销的其实是这一户:更正信用代码后,不计满一年",
        [rostered("甲", "2026-02-02"), opened_business("甲", "2026-03-10"), closing_of_another, named_wrongly],
        {cell(STARTED, "2026-03"): 1},
    ),
    Story(
        "上述更正又被撤销,回到满一年",
        [rostered("甲", "2026-02-02"), opened_business("甲", "2026-03-10"), closing_of_another, named_wrongly,
         retracted(named_wrongly, "2026-09-20")],
        {cell(STARTED, "2026-03"): 1, cell(LASTED, "2027-03"): 1},
    ),
    Story(
        "因合并注销的是延续,计满一年",
        [rostered("甲", "2026-02-02"), opened_business("甲", "2026-03-10"), closed_business("2026-08-31", reason="merged", successor=MILL)],
        {cell(STARTED, "2026-03"): 1, cell(LASTED, "2027-03"): 1},
    ),
    Story("满一年以后注销的,仍计满一年", [rostered("甲", "2025-02-02"), opened_business("甲", "2025-03-10"), closed_business("2026-03-10")],
          {cell(STARTED, "2025-03"): 1, cell(LASTED, "2026-03"): 1}),
    Story(
        "孵化基地再认定为市级,仍是一个",
        [recognised_base("2025-05-01", "F1"), recognised_base("2026-02-01", "F1", "city"), recognised_base("2026-03-01", "F2", city=DALIAN)],
        {cell(BASES, "2025-05"): 1, cell(BASES, "2026-03", DALIAN): 1},
    ),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_a_story_of_training_and_starting_up_makes_exactly_its_figures(ledger: FastWarehouse, story: Story) -> None:
    check(ledger, story, TOLD)
