"""Worked stories of what gives a ground for a benefit: poverty absorbed, graduates, contracts, certificates, veterans.

Each tells several persons side by side: who has the ground, and who only nearly has it. 鸡西 follows a pack of its own.
"""

import pytest

from tests.road.fast_warehouse import FastWarehouse
from tests.road.stories import Story, cell, check
from tests.road.telling import (
    certified,
    corrected,
    deregistered,
    guided,
    hired,
    insured,
    opened_business,
    recognised,
    recommended,
    registered_unemployed,
    retracted,
    uninsured,
)
from tests.road.telling_goods import (
    JIXI,
    SHANGLUO,
    benefited,
    certificate,
    closed_business,
    contributed,
    discharged,
    drew_benefit,
    finished_course,
    graduate,
    left_for_startup,
    lent,
    supported,
)
from tests.road.telling_groups import interned

UNENTITLED, DUE = "benefits_received_unentitled", "benefits_due_unreceived"
TWICE, OFF = "benefits_duplicated", "benefits_off_standard"
AWAY, TOO_LONG = "posts_left_for_startup", "posts_left_too_long"
TOLD = frozenset({UNENTITLED, DUE, TWICE, OFF, AWAY, TOO_LONG})
ABSORPTION, SKILL, TRAINING, INSURANCE, INTERNSHIP = (
    "poverty_absorption_subsidy",
    "skill_upgrade_subsidy",
    "training_subsidy",
    "social_insurance_subsidy",
    "internship_subsidy",
)
SPRING = ("2026-03", "2026-05")

of_2019 = graduate("甲", "2025-02-03", "seeking", "2019-06-30", JIXI)
paid_short = benefited("甲", "2025-09-09", "job_seeking_subsidy", 800, JIXI)
wrongly_veteran = discharged("戊", "2025-12-01")


wrong_until = left_for_startup("丙", "2026-05-06", "2036-05-06", JIXI)
wrongly_out = registered_unemployed("甲", "2026-03-02", cause="dissolved_by_employer")


def insured_for(who: str, months: int) -> list[dict[str, object]]:
    """Two months of unemployment insurance, the first of which says how many were paid in all."""
    return [contributed(who, "2026-01", months=months), contributed(who, "2026-02")]


def poor(who: str) -> list[dict[str, object]]:
    return [recognised(who, "2025-01-06", city=JIXI, kind="poverty_listed"), insured(who, "2025-02-03", JIXI)]


def skilled(who: str, months: int, **more: object) -> list[dict[str, object]]:
    """Employed since January, and certified in March with so many months of unemployment insurance paid before February."""
    return [
        hired(who, "2026-01-05", JIXI), contributed(who, "2026-01", JIXI, months=months), contributed(who, "2026-02", JIXI, **more),
        certificate(who, "2026-03-02", JIXI),
    ]  # fmt: skip


def young(who: str, size: str, graduated_at: str = "2026-01-10") -> list[dict[str, object]]:
    return [
        graduate(who, "2026-01-12", "seeking", graduated_at, JIXI), hired(who, "2026-03-02", JIXI, enterprise_size=size),
    ]  # fmt: skip


STORIES = [
    Story("鸡西:建档立卡劳动力稳定就业满一年:甲按标准领到;乙不满一年也领了;丙多领了;丁又过半年没有领;戊领了两次",
          [*poor("甲"), benefited("甲", "2026-03-09", ABSORPTION, 1000, JIXI),
           *poor("乙"), uninsured("乙", "2025-12-01", JIXI), benefited("乙", "2026-03-09", ABSORPTION, 1000, JIXI),
           *poor("丙"), benefited("丙", "2026-03-09", ABSORPTION, 1200, JIXI),
           *poor("丁"),
           *poor("戊"), benefited("戊", "2026-03-09", ABSORPTION, 1000, JIXI), benefited("戊", "2026-04-09", ABSORPTION, 1000, JIXI)],
          {cell(UNENTITLED, "2026-03", JIXI): 1, cell(OFF, "2026-03", JIXI): 1, cell(DUE, "2026-08", JIXI): 1, cell(TWICE, "2026-04", JIXI): 1}),
    Story("鸡西:毕业五年内首次创业的才有创业补贴,毕业超过五年的没有",
          [of_2019, opened_business("甲", "2025-03-03", JIXI), benefited("甲", "2026-04-09", "startup_subsidy", 5000, JIXI),
           graduate("乙", "2025-02-03", "seeking", "2020-06-30", JIXI), opened_business("乙", "2025-03-03", JIXI),
           benefited("乙", "2026-04-09", "startup_subsidy", 5000, JIXI)],
          {cell(UNENTITLED, "2026-04", JIXI): 1}),
    Story("鸡西:毕业日期更正到五年以内,不再是线索",
          [of_2019, opened_business("甲", "2025-03-03", JIXI), benefited("甲", "2026-04-09", "startup_subsidy", 5000, JIXI),
           corrected(of_2019, "2026-05-01", graduated_at="2021-06-30")], {}),
    Story("鸡西:求职创业补贴少发二百元", [graduate("甲", "2025-07-07", "seeking", city=JIXI, is_in_hardship=True), paid_short],
          {cell(OFF, "2025-09", JIXI): 1}),
    Story("鸡西:金额更正为标准,不再是线索;没有标准的项目不比",
          [graduate("甲", "2025-07-07", "seeking", city=JIXI, is_in_hardship=True), paid_short,
           corrected(paid_short, "2025-10-09", amount_yuan=1000), benefited("甲", "2025-09-09", "living_allowance", 800, JIXI)], {}),
    Story("鸡西:培训补贴要与学员签六个月以上合同:甲结业后签一年;乙只签三个月;丙结业七个月后才签;丁先签合同后培训,至今没有领",
          [finished_course("甲", "2026-01-12", city=JIXI), hired("甲", "2026-02-02", JIXI, contract_months=12),
           benefited("甲", "2026-03-09", TRAINING, 900, JIXI),
           finished_course("乙", "2026-01-12", city=JIXI), hired("乙", "2026-02-02", JIXI, contract_months=3),
           benefited("乙", "2026-03-09", TRAINING, 900, JIXI),
           finished_course("丙", "2025-07-01", city=JIXI), hired("丙", "2026-02-02", JIXI, contract_months=12),
           benefited("丙", "2026-03-10", TRAINING, 900, JIXI),
           hired("丁", "2025-12-01", JIXI, contract_months=12), finished_course("丁", "2026-01-12", city=JIXI)],
          {cell(UNENTITLED, "2026-03", JIXI): 2, cell(DUE, "2026-07", JIXI): 1}),
    Story("鸡西:技能提升补贴要失业保险满三年、当年取证:甲满;乙只有二十一个月;丙最后一月没有到账;丁跨年才领",
          [*skilled("甲", 35), benefited("甲", "2026-05-09", SKILL, 1500, JIXI),
           *skilled("乙", 20), benefited("乙", "2026-05-09", SKILL, 1500, JIXI),
           *skilled("丙", 35, is_paid=False), benefited("丙", "2026-05-09", SKILL, 1500, JIXI),
           *skilled("丁", 35), benefited("丁", "2027-01-20", SKILL, 1500, JIXI)],
          {cell(UNENTITLED, "2026-05", JIXI): 2, cell(DUE, "2026-09", JIXI): 1, cell(DUE, "2027-01", JIXI): -1, cell(UNENTITLED, "2027-01", JIXI): 1}),
    Story("鸡西:小微企业招用毕业年度毕业生:甲的社保补贴、岗前培训补贴都有依据;乙在大企业;丙上年毕业;丁满半年没有领,满一年即止",
          [*young("甲", "micro"), benefited("甲", "2026-06-09", INSURANCE, 900, JIXI, SPRING),
           finished_course("甲", "2026-04-06", "pre_post", JIXI), benefited("甲", "2026-06-09", TRAINING, 600, JIXI),
           *young("乙", "large"), benefited("乙", "2026-06-09", INSURANCE, 900, JIXI, SPRING),
           *young("丙", "small", "2025-06-30"), benefited("丙", "2026-06-09", INSURANCE, 900, JIXI, SPRING),
           *young("丁", "small")],
          {cell(UNENTITLED, "2026-06", JIXI): 2, cell(DUE, "2026-09", JIXI): 1, cell(DUE, "2027-03", JIXI): -1}),
    Story("退役军人不在孵化基地的首次创业:甲满半年没有场地补贴;乙有;丙不是退役军人;丁进了基地;戊的退役登记是错的",
          [discharged("甲", "2025-12-01"), opened_business("甲", "2026-01-05"),
           discharged("乙", "2025-12-01"), opened_business("乙", "2026-01-05"), supported("乙", "2026-03-02", "site_subsidy"),
           opened_business("丙", "2026-01-05"), supported("丙", "2026-03-02", "site_subsidy"),
           discharged("丁", "2025-12-01"), opened_business("丁", "2026-01-05"), supported("丁", "2026-02-02", "incubation"),
           wrongly_veteran, opened_business("戊", "2026-01-05"), retracted(wrongly_veteran, "2026-02-01"),
           supported("戊", "2026-03-03", "site_subsidy")],
          {cell(DUE, "2026-07"): 1, cell(UNENTITLED, "2026-03"): 2}),
    Story("鸡西:见习补贴只给见习的月份:甲在见习;乙没有见习;丙的见习一个月就结束了",
          [interned("甲", "2026-03-02", 6, city=JIXI), benefited("甲", "2026-06-09", INTERNSHIP, 4500, JIXI, SPRING),
           benefited("乙", "2026-06-09", INTERNSHIP, 4500, JIXI, SPRING),
           interned("丙", "2026-03-02", 1, city=JIXI), benefited("丙", "2026-06-09", INTERNSHIP, 4500, JIXI, SPRING)],
          {cell(UNENTITLED, "2026-06", JIXI): 2}),
    Story("鸡西:离岗创业:甲约定三年,期满减回;乙约定六年,满五年起为线索;丙的登记有误,更正为四年",
          [left_for_startup("甲", "2026-03-02", "2029-03-02", JIXI), left_for_startup("乙", "2026-04-01", "2032-04-01", JIXI),
           wrong_until, corrected(wrong_until, "2026-06-01", until_at="2030-05-06")],
          {cell(AWAY, "2026-03", JIXI): 1, cell(AWAY, "2029-03", JIXI): -1, cell(AWAY, "2026-04", JIXI): 1, cell(AWAY, "2032-04", JIXI): -1,
           cell(TOO_LONG, "2031-04", JIXI): 1, cell(TOO_LONG, "2032-04", JIXI): -1, cell(AWAY, "2026-05", JIXI): 1, cell(AWAY, "2030-05", JIXI): -1}),
    Story("商洛:贷款给自主创业的人:甲在经营;乙没有经营;没有贷款不算应享未享;两人的税费减免,甲半年后是线索,乙领了没有依据",
          [opened_business("甲", "2026-01-05", SHANGLUO), lent("甲", "2026-02-02", 100000, SHANGLUO),
           lent("乙", "2026-02-02", 100000, SHANGLUO), supported("乙", "2026-03-02", "tax_relief", SHANGLUO)],
          {cell(UNENTITLED, "2026-02", SHANGLUO): 1, cell(UNENTITLED, "2026-03", SHANGLUO): 1, cell(DUE, "2026-07", SHANGLUO): 1}),
    Story("商洛:被企业吸纳的困难人员可减免税;自己经营的停业以后,线索即止",
          [certified("甲", "2026-01-05", SHANGLUO), hired("甲", "2026-02-02", SHANGLUO), benefited("甲", "2026-03-09", "tax_relief", 0, SHANGLUO),
           benefited("甲", "2026-03-09", INSURANCE, 900, SHANGLUO, ("2026-02", "2026-02")), guided("甲", "2026-01-06", SHANGLUO),
           opened_business("乙", "2026-01-05", SHANGLUO), closed_business("2026-08-03", city=SHANGLUO),
           benefited("甲", "2026-03-09", "post_subsidy", 300, SHANGLUO)],
          {cell(DUE, "2026-07", SHANGLUO): 1, cell(DUE, "2026-08", SHANGLUO): -1}),
    Story("商洛:失业半年没有得到一次免费服务;乙得到了;丙不到半年就业;丁没有失业,得到服务也不是线索",
          [registered_unemployed("甲", "2026-01-05", SHANGLUO),
           registered_unemployed("乙", "2026-01-05", SHANGLUO), recommended("乙", "2026-03-02", SHANGLUO),
           registered_unemployed("丙", "2026-01-05", SHANGLUO), deregistered("丙", "2026-06-01", SHANGLUO), guided("丁", "2026-03-02", SHANGLUO)],
          {cell(DUE, "2026-07", SHANGLUO): 1}),
    Story("商洛:未就业毕业生与困难人员一样:求职时受训、就业后都有依据;转移就业培训也有;已就业的毕业生再受训没有",
          [graduate("甲", "2025-08-01", "seeking", city=SHANGLUO), recommended("甲", "2025-08-05", SHANGLUO),
           finished_course("甲", "2025-09-01", "skill", SHANGLUO), benefited("甲", "2025-10-09", TRAINING, 900, SHANGLUO),
           hired("甲", "2025-11-03", SHANGLUO), benefited("甲", "2025-12-09", INSURANCE, 300, SHANGLUO, ("2025-11", "2025-11")),
           benefited("甲", "2025-12-09", "tax_relief", 0, SHANGLUO),
           finished_course("乙", "2026-01-05", "rural_transfer", SHANGLUO), benefited("乙", "2026-02-02", TRAINING, 900, SHANGLUO),
           graduate("丙", "2025-08-01", "employed", city=SHANGLUO), finished_course("丙", "2026-01-05", "skill", SHANGLUO),
           benefited("丙", "2026-02-02", TRAINING, 900, SHANGLUO)],
          {cell(UNENTITLED, "2026-02", SHANGLUO): 1}),
    Story("失业保险金:甲缴满一年、被解除,两个月没有领,满十二个月即止;乙领了;丙自己辞职;丁只缴了八个月;戊缴满六年,期限十八个月",
          [*insured_for("甲", 11), registered_unemployed("甲", "2026-03-02", cause="dissolved_by_employer"),
           *insured_for("乙", 11), registered_unemployed("乙", "2026-03-02", cause="expired"), drew_benefit("乙", "2026-03-20"),
           *insured_for("丙", 11), registered_unemployed("丙", "2026-03-02", cause="dissolved_by_worker"),
           *insured_for("丁", 7), registered_unemployed("丁", "2026-03-02", cause="business_closed"),
           *insured_for("戊", 71), registered_unemployed("戊", "2026-03-02", cause="business_closed"), drew_benefit("戊", "2027-01-04")],
          {cell(DUE, "2026-05"): 2, cell(DUE, "2027-01"): -1, cell(DUE, "2027-03"): -1}),
    Story("失业登记撤销,不再是应领未领", [*insured_for("甲", 11), wrongly_out, retracted(wrongly_out, "2026-06-01")], {}),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_a_story_of_grounds_makes_exactly_its_figures(ledger: FastWarehouse, story: Story) -> None:
    check(ledger, story, TOLD)
