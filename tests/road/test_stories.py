"""Worked person-stories: each says in a sentence what happened and which figures it makes.

A policy officer can read and dispute them. Ambiguities of the policy documents are named (A5, A7, A12 …: mission.md 7).
"""

import pytest

from tests.road.fast_warehouse import FastWarehouse
from tests.road.stories import Story, cell, check
from tests.road.telling import (
    ANSHAN,
    DALIAN,
    MILL,
    SHENYANG,
    SHOP,
    YARD,
    certified,
    corrected,
    deregistered,
    died,
    diverted,
    entry,
    guided,
    hired,
    insured,
    merged,
    opened_business,
    pensioned,
    published,
    recommended,
    registered_unemployed,
    retracted,
    rostered,
    separated,
    split,
    trained,
    transferred,
    uninsured,
)  # fmt: skip

NEW, ATTRITION, REEMPLOYED = "urban_newly_employed", "natural_attrition", "unemployed_reemployed"
HARD, STOCK, SCOPE = "hard_to_employ_employed", "registered_unemployed", "diverted_in_scope"
PLACED, VERIFIED, SERVED = "diverted_placed", "placements_verified", "service_guaranteed"
TOLD = (NEW, ATTRITION, REEMPLOYED, HARD, STOCK, SCOPE, PLACED, VERIFIED, SERVED, "employed_population")

wrong_city = hired("甲", "2026-03-02", SHENYANG)
fabricated = hired("甲", "2026-03-02")
late_retraction = hired("甲", "2026-03-02")
correction_to_retract = corrected(late_retraction, "2026-04-01", city=DALIAN)
merge_undone = merged("甲", "乙", "2026-05-01")

STORIES = [
    Story("首次就业登记,计一人", [hired("甲", "2026-03-02")], {cell(NEW, "2026-03"): 1}),
    Story(
        "同一次就业先登记后参保,只计登记那一次,计在登记的月份",
        [hired("甲", "2026-03-30"), insured("甲", "2026-04-02")],
        {cell(NEW, "2026-03"): 1},
    ),
    Story(
        "同一天两市都报就业,以参保证据为准(A13)",
        [hired("甲", "2026-03-02", DALIAN), insured("甲", "2026-03-02", SHENYANG)],
        {cell(NEW, "2026-03"): 1},
    ),
    Story(
        "两市先后报同一人就业,计首次的地点(A13)",
        [hired("甲", "2026-03-09", DALIAN, YARD), hired("甲", "2026-03-02", SHENYANG)],
        {cell(NEW, "2026-03"): 1},
    ),
    Story(
        "一年内两次就业,只计第一次(A12)",
        [hired("甲", "2026-02-02"), separated("甲", "2026-04-30", enterprise=SHOP), hired("甲", "2026-06-01", enterprise=YARD)],
        {cell(NEW, "2026-02"): 1},
    ),
    Story(
        "跨年度换了单位再就业,两年各计一次",
        [hired("甲", "2025-05-06"), separated("甲", "2025-11-30", enterprise=SHOP), hired("甲", "2026-02-02", enterprise=YARD)],
        {cell(NEW, "2025-05"): 1, cell(NEW, "2026-02"): 1},
    ),
    Story(
        "合同期满后续签,不计新就业",
        [hired("甲", "2025-03-01"), separated("甲", "2026-02-28", enterprise=SHOP), hired("甲", "2026-03-01")],
        {cell(NEW, "2025-03"): 1},
    ),
    Story(
        "在同一单位中断后先办失业登记再回原单位,是再就业不是续签",
        [hired("甲", "2025-03-01"), separated("甲", "2026-02-20", enterprise=SHOP), registered_unemployed("甲", "2026-02-25"),
         hired("甲", "2026-03-10")],
        {cell(NEW, "2025-03"): 1, cell(NEW, "2026-03"): 1, cell(REEMPLOYED, "2026-03"): 1, cell(STOCK, "2026-02"): 1},
    ),
    Story("填明是续签的登记不计", [hired("甲", "2026-03-02", is_renewal=True)], {}),
    Story("参保关系转移不是新就业", [insured("甲", "2020-01-06"), transferred("甲", "2026-03-02")], {}),
    Story("以转入原因参保不是新就业", [insured("甲", "2026-03-02", reason="transfer_in")], {}),
    Story("在职期间到另一单位报到,是调入不是新就业", [insured("甲", "2020-01-06"), hired("甲", "2026-03-02", enterprise=YARD)], {}),
    Story("乡村就业不计城镇新就业", [hired("甲", "2026-03-02", is_urban=False)], {}),
    Story("自己办了营业执照,计新就业", [opened_business("甲", "2026-03-02")], {cell(NEW, "2026-03"): 1}),
    Story("已领养老金的人再受雇,不计", [pensioned("甲", "2026-01-01"), hired("甲", "2026-03-02")], {}),
    Story("只参加医疗保险不算就业", [insured("甲", "2026-03-02") | {"data": '{"city": "210100", "enterprise": "91210100MA0EXA002E",'
          ' "insurance": "310", "reason": "first", "handled_at": "2026-03-02"}'}], {}),
    Story(
        "在职职工退休,计自然减员",
        [insured("甲", "2010-01-04"), uninsured("甲", "2026-04-30", reason="retire"), pensioned("甲", "2026-05-01")],
        {cell(ATTRITION, "2026-05"): 1},
    ),
    Story("在职职工死亡,计自然减员", [insured("甲", "2010-01-04", DALIAN), died("甲", "2026-05-09")], {cell(ATTRITION, "2026-05", DALIAN): 1}),
    Story(
        "辞职后才退休的,不是自然减员",
        [insured("甲", "2010-01-04"), uninsured("甲", "2026-01-31"), pensioned("甲", "2026-05-01")],
        {},
    ),
    Story(
        "失业登记后再就业,计再就业;注销在入职之后",
        [registered_unemployed("甲", "2026-01-12"), hired("甲", "2026-03-02"), deregistered("甲", "2026-03-09")],
        {cell(NEW, "2026-03"): 1, cell(REEMPLOYED, "2026-03"): 1, cell(STOCK, "2026-01"): 1, cell(STOCK, "2026-03"): -1},
    ),
    Story(
        "因就业先注销、三十日内入职,仍计再就业",
        [registered_unemployed("甲", "2026-01-12"), deregistered("甲", "2026-02-20"), hired("甲", "2026-03-02")],
        {cell(NEW, "2026-03"): 1, cell(REEMPLOYED, "2026-03"): 1, cell(STOCK, "2026-01"): 1, cell(STOCK, "2026-02"): -1},
    ),
    Story(
        "因失联注销后就业,不计再就业",
        [registered_unemployed("甲", "2026-01-12"), deregistered("甲", "2026-02-20", reason="lost_contact"), hired("甲", "2026-03-02")],
        {cell(NEW, "2026-03"): 1, cell(STOCK, "2026-01"): 1, cell(STOCK, "2026-02"): -1},
    ),
    Story("当天登记失业、当天就业,不计再就业", [registered_unemployed("甲", "2026-03-02"), hired("甲", "2026-03-02")],
          {cell(NEW, "2026-03"): 1, cell(STOCK, "2026-03"): 1}),
    Story(
        "认定为就业困难人员后再就业,三项都计",
        [registered_unemployed("甲", "2026-01-12"), certified("甲", "2026-02-01"), hired("甲", "2026-03-02")],
        {cell(NEW, "2026-03"): 1, cell(REEMPLOYED, "2026-03"): 1, cell(HARD, "2026-03"): 1, cell(STOCK, "2026-01"): 1},
    ),
    Story(
        "就业之后才认定困难,不计困难人员就业(A9)",
        [registered_unemployed("甲", "2026-01-12"), hired("甲", "2026-03-02"), certified("甲", "2026-03-05")],
        {cell(NEW, "2026-03"): 1, cell(REEMPLOYED, "2026-03"): 1, cell(STOCK, "2026-01"): 1},
    ),
    Story("认定困难但没有失业登记,不计困难人员就业", [certified("甲", "2026-02-01"), hired("甲", "2026-03-02")], {cell(NEW, "2026-03"): 1}),
    Story(
        "两市都办了失业登记,只算先登记的一市",
        [registered_unemployed("甲", "2026-01-12"), registered_unemployed("甲", "2026-01-20", DALIAN), deregistered("甲", "2026-04-01")],
        {cell(STOCK, "2026-01"): 1, cell(STOCK, "2026-04"): -1},
    ),
    Story("登记失业者去世,登记随之注销", [registered_unemployed("甲", "2026-01-12"), died("甲", "2026-04-03")],
          {cell(STOCK, "2026-01"): 1, cell(STOCK, "2026-04"): -1}),
    Story(
        "统计部门改了同一月的就业人口,以后公布的为准(A11)",
        [published(ANSHAN, "2026-03", 1000, "2026-04-10"), published(ANSHAN, "2026-03", 1100, "2026-05-10"),
         published(ANSHAN, "2026-04", 1150, "2026-05-10")],
        {cell("employed_population", "2026-03", ANSHAN): 1100, cell("employed_population", "2026-04", ANSHAN): 50},
    ),
    Story("列入花名册的钢铁职工,应安置", [rostered("甲", "2026-02-02")], {cell(SCOPE, "2026-02"): 1}),
    Story("同一年度两次列入花名册,只计一次", [rostered("甲", "2026-02-02"), rostered("甲", "2026-03-02")], {cell(SCOPE, "2026-02"): 1}),
    Story("列入花名册之前已解除劳动关系的,不纳入(A16)", [separated("甲", "2026-01-20"), rostered("甲", "2026-02-02")], {}),
    Story("列入花名册之后才解除的,仍应安置,解除本身不是安置(A16)", [rostered("甲", "2026-02-02"), separated("甲", "2026-02-20")],
          {cell(SCOPE, "2026-02"): 1}),
    Story("已领养老待遇的,不纳入", [pensioned("甲", "2026-01-20"), rostered("甲", "2026-02-02")], {}),
    Story("不在当年行业名单的,不纳入", [rostered("甲", "2026-02-02", sector="other")], {}),
    Story("前两年内部转岗再次分流的,纳入,不论行业", [rostered("甲", "2026-02-02", sector="other", origin="re_diversion")],
          {cell(SCOPE, "2026-02"): 1}),
    Story(
        "转岗且一直参保,已安置并核实",
        [insured("甲", "2015-01-05", enterprise=MILL), rostered("甲", "2026-02-02"), diverted("甲", "2026-03-16", "retraining_transfer")],
        {cell(SCOPE, "2026-02"): 1, cell(PLACED, "2026-03"): 1, cell(VERIFIED, "2026-03"): 1},
    ),
    Story(
        "报了转岗但十天后停保,已安置未核实",
        [insured("甲", "2015-01-05", enterprise=MILL), rostered("甲", "2026-02-02"), diverted("甲", "2026-03-16", "retraining_transfer"),
         uninsured("甲", "2026-03-26", enterprise=MILL)],
        {cell(SCOPE, "2026-02"): 1, cell(PLACED, "2026-03"): 1},
    ),
    Story(
        "报自主创业并有营业执照,已核实;创业也计新就业",
        [rostered("甲", "2026-02-02"), separated("甲", "2026-02-20"), diverted("甲", "2026-03-16", "self_employment"),
         opened_business("甲", "2026-03-20")],
        {cell(SCOPE, "2026-02"): 1, cell(PLACED, "2026-03"): 1, cell(VERIFIED, "2026-03"): 1, cell(NEW, "2026-03"): 1},
    ),
    Story("报自主创业没有营业执照,未核实", [rostered("甲", "2026-02-02"), diverted("甲", "2026-03-16", "self_employment")],
          {cell(SCOPE, "2026-02"): 1, cell(PLACED, "2026-03"): 1}),
    Story(
        "解除劳动关系后到别处参保就业,计安置并核实",
        [rostered("甲", "2026-02-02"), separated("甲", "2026-02-20"), insured("甲", "2026-04-07", enterprise=SHOP)],
        {cell(SCOPE, "2026-02"): 1, cell(PLACED, "2026-04"): 1, cell(VERIFIED, "2026-04"): 1, cell(NEW, "2026-04"): 1},
    ),
    Story(
        "跨到下一年度才安置的,须重新列入下一年花名册,不算本年度",
        [rostered("甲", "2025-11-03"), diverted("甲", "2025-12-30", "welfare_post") | {"time": "2026-01-08 00:00:00"}],
        {cell(SCOPE, "2025-11"): 1},
    ),
    Story("分流在列入花名册之前,不算本次安置", [rostered("甲", "2026-02-02"), diverted("甲", "2026-01-16", "welfare_post")],
          {cell(SCOPE, "2026-02"): 1}),
    Story(
        "三次推荐加一次指导,服务达标,计在最后一项完成的月份(A5)",
        [rostered("甲", "2026-02-02"), recommended("甲", "2026-02-10"), recommended("甲", "2026-03-10"), recommended("甲", "2026-04-10"),
         guided("甲", "2026-03-01")],
        {cell(SCOPE, "2026-02"): 1, cell(SERVED, "2026-04"): 1},
    ),
    Story(
        "三次推荐加一次培训,也达标(A5)",
        [rostered("甲", "2026-02-02"), recommended("甲", "2026-02-10"), recommended("甲", "2026-02-11"), recommended("甲", "2026-02-12"),
         trained("甲", "2026-05-01")],
        {cell(SCOPE, "2026-02"): 1, cell(SERVED, "2026-05"): 1},
    ),
    Story("两次推荐不达标", [rostered("甲", "2026-02-02"), recommended("甲", "2026-02-10"), recommended("甲", "2026-02-11"), guided("甲", "2026-03-01")],
          {cell(SCOPE, "2026-02"): 1}),
    Story(
        "列入花名册之前的推荐不算(A7)",
        [rostered("甲", "2026-02-02"), recommended("甲", "2026-01-10"), recommended("甲", "2026-02-11"), recommended("甲", "2026-02-12"),
         guided("甲", "2026-03-01")],
        {cell(SCOPE, "2026-02"): 1},
    ),
    Story(
        "年度终了后才补齐的服务不算(A7)",
        [rostered("甲", "2025-12-02"), recommended("甲", "2025-12-10"), recommended("甲", "2025-12-11"), recommended("甲", "2026-01-12"),
         guided("甲", "2025-12-20")],
        {cell(SCOPE, "2025-12"): 1},
    ),
    Story("就业地录错后更正,数字转到正确的市", [wrong_city, corrected(wrong_city, "2026-04-18", city=DALIAN)], {cell(NEW, "2026-03", DALIAN): 1}),
    Story("虚报的就业被撤销,数字归零", [fabricated, retracted(fabricated, "2026-04-18")], {}),
    Story(
        "更正本身被撤销,原事件照旧",
        [late_retraction, correction_to_retract, retracted(correction_to_retract, "2026-05-01")],
        {cell(NEW, "2026-03"): 1},
    ),
    Story(
        "一人两个证件号各报一次就业,合并后只计一次",
        [hired("甲", "2026-02-02", id="h1"), hired("乙", "2026-03-02", DALIAN, YARD, id="h2"), merged("甲", "乙", "2026-05-01")],
        {cell(NEW, "2026-02"): 1},
    ),
    Story(
        "合并被撤销,又是两个人",
        [hired("甲", "2026-02-02"), hired("乙", "2026-03-02", DALIAN, YARD), merge_undone, retracted(merge_undone, "2026-06-01")],
        {cell(NEW, "2026-02"): 1, cell(NEW, "2026-03", DALIAN): 1},
    ),
    Story(
        "合并后又拆分,又是两个人",
        [hired("甲", "2026-02-02"), hired("乙", "2026-03-02", DALIAN, YARD), merged("甲", "乙", "2026-05-01"), split("乙", "甲", "2026-05-20")],
        {cell(NEW, "2026-02"): 1, cell(NEW, "2026-03", DALIAN): 1},
    ),
    Story(
        "拆分之后查清再次合并,还是一个人",
        [hired("甲", "2026-02-02"), hired("乙", "2026-03-02", DALIAN, YARD), split("甲", "乙", "2026-05-01"), merged("甲", "乙", "2026-05-20")],
        {cell(NEW, "2026-02"): 1},
    ),
    Story("台账启用之前的就业是历史,不出数字", [hired("甲", "2024-12-31")], {}),
    Story(
        "旧版花名册(第1版)照样列入",
        [entry("worker_rostered", "甲", "2026-02-02", enterprise=MILL, programme_year=2026, sector="steel", channel_planned="welfare_post")
         | {"dataschema": "urn:taizhang:schema:worker_rostered:1"}],
        {cell(SCOPE, "2026-02"): 1},
    ),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_a_story_makes_exactly_its_figures(ledger: FastWarehouse, story: Story) -> None:
    check(ledger, story, TOLD)


def test_there_is_a_hired_worker_of_every_kind_of_evidence() -> None:
    assert {e["type"] for story in STORIES for e in story.events} >= {
        "employment_registered",
        "insurance_started",
        "business_registered",
    }
    assert SHOP != YARD
