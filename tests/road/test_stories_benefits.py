"""Worked stories of the policy-benefit ledger: received without a ground, due and not received, received twice.

All are leads for a human check. 鸡西 and 商洛 stand for a city that follows a pack of its own.
"""

import pytest

from tests.road.fast_warehouse import FastWarehouse
from tests.road.stories import Story, cell, check
from tests.road.telling import (
    DALIAN,
    certified,
    corrected,
    deregistered,
    exited_hardship,
    hired,
    insured,
    merged,
    opened_business,
    registered_unemployed,
    retracted,
    uninsured,
)
from tests.road.telling_goods import JIXI, SHANGLUO, benefited, closed_business, finished_course, graduate

UNENTITLED, DUE, TWICE = "benefits_received_unentitled", "benefits_due_unreceived", "benefits_duplicated"
TOLD = frozenset({UNENTITLED, DUE, TWICE})
INSURANCE, POST = "social_insurance_subsidy", "post_subsidy"
SPRING = ("2026-03", "2026-05")

hardship = [certified("甲", "2026-01-05"), hired("甲", "2026-02-02"), exited_hardship("甲", "2026-02-05")]
both = {cell(DUE, "2026-08"): 2}
wrong_item = benefited("甲", "2026-05-29", INSURANCE, 900, months=SPRING)


def post_due(month: str = "2026-08") -> dict[tuple[str, str, str], int]:
    return {cell(DUE, month): 1}


STORIES = [
    Story("困难人员就业满半年,社保补贴和岗位补贴都没享受;社保补贴三年期满,线索即止", hardship, both | {cell(DUE, "2029-02"): -1}),
    Story("满半年前享受了社保补贴,只差岗位补贴", [*hardship, benefited("甲", "2026-05-29", INSURANCE, 900, months=SPRING)], post_due()),
    Story("满半年后才享受,享受之日起不再是线索", [*hardship, benefited("甲", "2026-10-09", INSURANCE, 900, months=("2026-02", "2026-09"))],
          both | {cell(DUE, "2026-10"): -1}),
    Story("不满半年就离开,不是应享未享", [*hardship, uninsured("甲", "2026-04-01"), registered_unemployed("甲", "2026-04-01")], {}),
    Story("满半年后离开,线索即止", [*hardship, registered_unemployed("甲", "2026-09-01")], both | {cell(DUE, "2026-09"): -2}),
    Story("录用登记与参保重叠,一人一项只计一次", [certified("甲", "2026-01-05"), hired("甲", "2026-02-02"), insured("甲", "2026-02-05")],
          both | {cell(DUE, "2029-02"): -1}),
    Story("自己经营的困难人员,没有单位吸纳,不涉及岗位补贴", [certified("甲", "2026-01-05"), opened_business("甲", "2026-02-02")],
          post_due() | {cell(DUE, "2029-02"): -1}),
    Story("不是困难人员,享受社保补贴没有依据", [hired("甲", "2026-02-02"), benefited("甲", "2026-05-29", INSURANCE, 900, months=SPRING)],
          {cell(UNENTITLED, "2026-05"): 1}),
    Story("项目记错,更正为台账不核对的项目,不再是线索", [wrong_item, corrected(wrong_item, "2026-06-02", item="other")], {}),
    Story("项目记错,撤销,不再是线索", [wrong_item, retracted(wrong_item, "2026-06-02")], {}),
    Story("离职以后的月份仍享受", [*hardship, registered_unemployed("甲", "2026-04-01"), benefited("甲", "2026-05-29", INSURANCE, 900, months=SPRING)],
          {cell(UNENTITLED, "2026-05"): 1}),
    Story("同一月里两笔没有依据,计一次", [benefited("甲", "2026-05-08", POST, 300), benefited("甲", "2026-05-29", POST, 300)],
          {cell(UNENTITLED, "2026-05"): 1}),
    Story("享受满三年,以后的月份不在期限内",
          [certified("甲", "2023-01-05"), hired("甲", "2023-02-01"), benefited("甲", "2026-02-27", INSURANCE, 300, months=("2026-02", "2026-02")),
           benefited("甲", "2026-03-27", INSURANCE, 300, months=("2026-03", "2026-03"))],
          {cell(UNENTITLED, "2026-03"): 1}),
    Story("没有规则的项目不核对", [benefited("甲", "2026-05-29", "tax_relief", 900), benefited("乙", "2026-05-29", "training_subsidy", 900)], {}),
    Story("同一月份享受两次,后一次是线索", [*hardship, benefited("甲", "2026-05-29", INSURANCE, 900, months=SPRING),
                               benefited("甲", "2026-06-29", INSURANCE, 600, months=("2026-05", "2026-06"))],
          post_due() | {cell(TWICE, "2026-06"): 1}),
    Story("月份相接的两次不是重复", [*hardship, benefited("甲", "2026-05-29", INSURANCE, 900, months=SPRING),
                           benefited("甲", "2026-06-29", INSURANCE, 300, months=("2026-06", "2026-06"))], post_due()),
    Story("两市、两个证件号各享受一次,合并后是重复",
          [*hardship, benefited("甲", "2026-05-29", INSURANCE, 900, months=SPRING),
           benefited("乙", "2026-05-30", INSURANCE, 900, DALIAN, months=SPRING), merged("甲", "乙", "2026-07-01")],
          post_due() | {cell(TWICE, "2026-05", DALIAN): 1}),
    Story("鸡西:首次经营满一年的毕业生,又过半年没有领创业补贴",
          [graduate("甲", "2025-02-03", "seeking", city=JIXI), opened_business("甲", "2025-03-03", JIXI)], {cell(DUE, "2026-09", JIXI): 1}),
    Story("鸡西:不满一年就注销,不该领", [graduate("甲", "2025-02-03", "seeking", city=JIXI), opened_business("甲", "2025-03-03", JIXI),
                              closed_business("2025-12-01"), benefited("甲", "2026-03-09", "startup_subsidy", 5000, JIXI)],
          {cell(UNENTITLED, "2026-03", JIXI): 1}),
    Story("鸡西:一次性创业补贴领了两次", [graduate("甲", "2025-02-03", "seeking", city=JIXI), opened_business("甲", "2025-03-03", JIXI),
                               benefited("甲", "2026-03-09", "startup_subsidy", 5000, JIXI), benefited("甲", "2027-03-09", "startup_subsidy", 5000, JIXI)],
          {cell(TWICE, "2027-03", JIXI): 1}),
    Story("鸡西:困难毕业生满半年没领求职创业补贴,领到即止",
          [graduate("甲", "2025-07-07", "seeking", city=JIXI, is_in_hardship=True), benefited("甲", "2026-02-09", "job_seeking_subsidy", 1000, JIXI)],
          {cell(DUE, "2026-01", JIXI): 1, cell(DUE, "2026-02", JIXI): -1}),
    Story("鸡西:不困难的毕业生领了求职创业补贴", [graduate("甲", "2025-07-07", "seeking", city=JIXI),
                                   benefited("甲", "2025-09-09", "job_seeking_subsidy", 1000, JIXI)],
          {cell(UNENTITLED, "2025-09", JIXI): 1}),
    Story("商洛:失业人员结业半年,没有享受培训补贴", [registered_unemployed("甲", "2026-01-05", SHANGLUO), finished_course("甲", "2026-02-02", city=SHANGLUO),
                                      deregistered("甲", "2026-03-02", SHANGLUO)], {cell(DUE, "2026-08", SHANGLUO): 1}),
    Story("商洛:没有结业就享受培训补贴;半年没有得到一次免费就业服务", [registered_unemployed("甲", "2026-01-05", SHANGLUO),
                              benefited("甲", "2026-02-02", "training_subsidy", 900, SHANGLUO)],
          {cell(UNENTITLED, "2026-02", SHANGLUO): 1, cell(DUE, "2026-07", SHANGLUO): 1}),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_a_story_of_benefits_makes_exactly_its_figures(ledger: FastWarehouse, story: Story) -> None:
    check(ledger, story, TOLD)


def test_a_lead_says_whether_there_was_no_ground_or_one_at_another_time(ledger: FastWarehouse) -> None:
    ledger.arrive(
        [
            *hardship,
            registered_unemployed("甲", "2026-04-01"),
            wrong_item,
            benefited("乙", "2026-05-29", INSURANCE, 900, months=SPRING),
        ]
    )
    leads = ledger.con.execute(
        "select dimensions ->> '$.lead' from warehouse.evidence.evidence where metric = ? order by 1", [UNENTITLED]
    ).fetchall()
    assert leads == [("no_ground",), ("other_time",)]
