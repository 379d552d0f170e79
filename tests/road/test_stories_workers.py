"""Worked stories of diverted workers beyond their placement: how it is proven, and what else is told of them."""

import pytest

from tests.road.fast_warehouse import FastWarehouse
from tests.road.stories import Story, cell, check
from tests.road.telling import (
    DALIAN,
    MILL,
    SHOP,
    certified,
    checked,
    corrected,
    diverted,
    entry,
    hired,
    insured,
    retracted,
    rostered,
    separated,
    trained,
)
from tests.road.telling_goods import benefited, lent

VERIFIED, REFUTED = "placements_verified", "placements_refuted"
NEARBY, UNFOUNDED = "placed_nearby", "internal_retirements_unfounded"
SEPARATED, SUPPORTED = "separated_workers", "separated_supported"
TOLD = (VERIFIED, REFUTED, NEARBY, UNFOUNDED, SEPARATED, SUPPORTED)

PROOFS = {
    "甲": "site_visit",
    "乙": "phone_sample",
    "丙": "insurance_match",
    "丁": "contract_check",
    "戊": "payroll_check",
}
on_paper = [event for who in PROOFS for event in (rostered(who, "2026-02-02"), diverted(who, "2026-03-16", "welfare_post"))]
at_work = [
    event
    for who in "甲乙丙丁"
    for event in (
        insured(who, "2015-01-05", enterprise=MILL),
        rostered(who, "2026-02-02"),
        diverted(who, "2026-03-16", "retraining_transfer"),
    )
]
not_met = {who: checked(who, "2026-04-20", result="refuted") for who in "甲乙丙丁"}
last_year = {who: diverted(who, "2025-06-16", "welfare_post") for who in "甲乙丙"}
again = [event for who in last_year for event in (rostered(who, "2025-02-03"), last_year[who], rostered(who, "2026-02-02"),
                                                   diverted(who, "2026-03-16", "welfare_post"))]  # fmt: skip

all_ways = [
    *[rostered(who, "2026-02-02") for who in "甲乙丙丁戊己"],
    diverted("甲", "2026-03-16", "retraining_transfer", way="spin_off"),
    diverted("乙", "2026-03-16", "enterprise_transformation", way="new_production", to_enterprise=SHOP),
    separated("丙", "2026-02-20"), hired("丙", "2026-03-16", DALIAN),
    diverted("丁", "2026-03-16", "internal_retirement"),
    certified("戊", "2026-01-12"), diverted("戊", "2026-03-16", "internal_retirement"),
    diverted("己", "2026-03-16", "self_employment"),
]  # fmt: skip
withdrawn = benefited("丁", "2026-04-10", "social_insurance_subsidy", 900)

STORIES = [
    Story("五种核查手段各查实一人,没有参保也算已核实,计在安置的月份", on_paper + [checked(who, "2026-04-20", proof) for who, proof in PROOFS.items()],
          {cell(VERIFIED, "2026-03"): 5, cell(NEARBY, "2026-03"): 5}),
    Story("未联系上、待补证、核查别的事项、安置之前的核查,都不能证明安置",
          [*on_paper, checked("甲", "2026-04-20", result="unreachable"), checked("乙", "2026-04-20", result="undecided"),
           checked("丙", "2026-04-20", claim="training"), checked("丁", "2026-03-15")], {cell(NEARBY, "2026-03"): 5}),
    Story("一直参保而实地核查不属实的不算已核实;复查属实、核查更正、核查撤销的照旧算",
          [*at_work, *not_met.values(), checked("乙", "2026-05-20"), corrected(not_met["丙"], "2026-05-06", result="confirmed"),
           retracted(not_met["丁"], "2026-05-06")],
          {cell(REFUTED, "2026-03"): 1, cell(VERIFIED, "2026-03"): 3, cell(NEARBY, "2026-03"): 4}),
    Story("两年两次安置:没有写明所查事件的,是查此前最近的一次;写明的,查哪次算哪次",
          [*again, checked("甲", "2026-02-20"), checked("乙", "2026-04-20"), checked("丙", "2026-04-20", target=last_year["丙"])],
          {cell(VERIFIED, "2025-06"): 2, cell(VERIFIED, "2026-03"): 1, cell(NEARBY, "2025-06"): 3, cell(NEARBY, "2026-03"): 3}),
    Story("留在本企业、在本市转型企业或自己创业的是就地就近;到外市就业的不是;内部退养没有新工作,退养时未认定困难的待核实", all_ways,
          {cell(NEARBY, "2026-03"): 3, cell(UNFOUNDED, "2026-03"): 1, cell(SEPARATED, "2026-02"): 1}),
    Story("企业解除六人:一年内享受补贴、创业扶持的两人已纳入扶持;一年以后才培训、解除之前贷款、补贴撤销的不算;辞职的不在其列",
          [*[rostered(who, "2026-02-02") for who in "甲乙丙丁戊己庚"], *[separated(who, "2026-02-20") for who in "甲乙丙丁戊己"],
           separated("庚", "2026-02-20", reason="art37"), benefited("甲", "2026-05-06", "social_insurance_subsidy", 900),
           trained("乙", "2027-02-21"), lent("丙", "2026-02-19", 50000), withdrawn, retracted(withdrawn, "2026-05-06"),
           entry("startup_supported", "戊", "2027-02-20", kind="incubation", base="FH0001"), benefited("庚", "2026-05-06", "tax_relief", 9)],
          {cell(SEPARATED, "2026-02"): 6, cell(SUPPORTED, "2026-02"): 2}),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_a_story_of_diverted_workers_makes_exactly_its_figures(ledger: FastWarehouse, story: Story) -> None:
    check(ledger, story, TOLD)


def test_each_placement_says_how_near_the_work_is_and_by_which_way_within_the_enterprise(ledger: FastWarehouse) -> None:
    ledger.arrive(all_ways)
    told = ledger.con.execute(
        "select dimensions ->> '$.nearness', dimensions ->> '$.way' from warehouse.evidence.evidence"
        " where metric = 'diverted_placed' order by all"
    ).fetchall()
    assert told == [
        ("no_work", None), ("no_work", None), ("same_city", None), ("same_district", "new_production"),
        ("same_enterprise", "spin_off"), ("same_province", None),
    ]  # fmt: skip
