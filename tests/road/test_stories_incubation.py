"""Worked stories of incubation bases: who enters them, the businesses in them, those that last, and the counties without one."""

import pytest

from tests.road.fast_warehouse import FastWarehouse
from tests.road.stories import Story, cell, check
from tests.road.telling import DALIAN, SHENYANG, corrected, entry, merged, registered_unemployed, retracted, rostered
from tests.road.telling_goods import SHANGLUO, closed_business, recognised_base
from tests.road.telling_groups import admitted

ENTRIES, ENTITIES, LASTED = "incubation_entries", "incubated_entities", "incubated_entities_lasted"
TOLD = frozenset({ENTRIES, ENTITIES, LASTED})
NOODLES, REPAIRS, CRAFTS = "92210100MA0EXA003L", "92210100MA0EXA004K", "92210100MA0EXA005J"

wrong_base = admitted("丙", "2025-02-03", CRAFTS, base="FH2")
never_came = admitted("丁", "2025-04-01")

STORIES = [
    Story(
        "入驻计人,在孵计实体:面馆经营满一年;修理铺半年后注销,不再在孵;没有主体的只计人",
        [admitted("甲", "2025-02-03", NOODLES), admitted("乙", "2025-02-10", REPAIRS), closed_business("2025-08-12", REPAIRS),
         admitted("丙", "2025-03-03")],
        {cell(ENTRIES, "2025-02"): 2, cell(ENTRIES, "2025-03"): 1, cell(ENTITIES, "2025-02"): 2, cell(ENTITIES, "2025-08"): -1,
         cell(LASTED, "2026-02"): 1},
    ),
    Story(
        "同一主体两人入驻计一户两人,再次报入驻的不重复;合并的主体继续;满期当天注销的已满期",
        [admitted("甲", "2025-02-03", NOODLES), admitted("乙", "2025-05-06", NOODLES), admitted("甲", "2025-06-03", NOODLES),
         closed_business("2025-09-01", NOODLES, reason="merged", successor=REPAIRS),
         admitted("戊", "2025-03-03", REPAIRS, base="FH9", city=DALIAN), closed_business("2026-03-03", REPAIRS)],
        {cell(ENTRIES, "2025-02"): 1, cell(ENTRIES, "2025-05"): 1, cell(ENTITIES, "2025-02"): 1, cell(LASTED, "2026-02"): 1,
         cell(ENTRIES, "2025-03", DALIAN): 1, cell(ENTITIES, "2025-03", DALIAN): 1, cell(LASTED, "2026-03", DALIAN): 1,
         cell(ENTITIES, "2026-03", DALIAN): -1},
    ),
    Story(
        "基地录错更正后仍是一人一户;误报撤销后不计;两个证件号合并后是一人",
        [wrong_base, admitted("丙", "2025-03-03", CRAFTS), corrected(wrong_base, "2025-03-20", base="FH1"),
         never_came, retracted(never_came, "2025-05-01"),
         admitted("己", "2025-06-02"), admitted("庚", "2025-07-01"), merged("己", "庚", "2025-08-01")],
        {cell(ENTRIES, "2025-02"): 1, cell(ENTITIES, "2025-02"): 1, cell(LASTED, "2026-02"): 1, cell(ENTRIES, "2025-06"): 1},
    ),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_a_story_of_incubation_makes_exactly_its_figures(ledger: FastWarehouse, story: Story) -> None:
    check(ledger, story, TOLD)


def test_a_base_is_told_by_its_entities_and_their_effect_and_a_county_without_one_is_named(ledger: FastWarehouse) -> None:
    ledger.arrive(
        [
            recognised_base("2025-01-06", "FH1"),
            rostered("甲", "2025-01-10"), admitted("甲", "2025-02-03", NOODLES),
            registered_unemployed("乙", "2025-01-20"), admitted("乙", "2025-02-10", REPAIRS), closed_business("2025-08-12", REPAIRS),
            admitted("丙", "2026-03-03", CRAFTS),
            entry("incubation_base_recognised", SHANGLUO, "2025-03-01", SHANGLUO, base="FH7", base_name="基地", level="county",
                  county="611021"),
        ],
        through="marts",
    )  # fmt: skip
    told = ledger.con.execute("select * from warehouse.marts.rpt_incubation_bases where city = ?", [SHENYANG]).fetchall()
    assert told == [("FH1", SHENYANG, "210102", "和平区", True, 3, 1, 1, 3, 2, 1)]
    lacking = ledger.con.execute("select city, county_name from warehouse.marts.rpt_counties_without_base").fetchall()
    assert {city for city, _ in lacking} == {SHANGLUO}
    assert {name for _, name in lacking} == {"商州区", "丹凤县", "商南县", "山阳县", "镇安县", "柞水县"}


def test_a_base_told_of_the_wrong_city_and_corrected_stands_in_the_right_one_alone(ledger: FastWarehouse) -> None:
    told = recognised_base("2025-01-06", "FH1", city=DALIAN)
    ledger.arrive([told, admitted("甲", "2025-02-03", NOODLES)], through="marts")
    ledger.arrive([corrected(told, "2025-02-10", city=SHENYANG)], through="marts")
    bases = ledger.con.execute("select base, city, is_recognised from warehouse.marts.rpt_incubation_bases").fetchall()
    assert bases == [("FH1", SHENYANG, True)]
