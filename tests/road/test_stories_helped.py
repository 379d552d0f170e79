"""Worked stories of helpers: one beside each person hard to employ and each zero-employment household."""

import pytest

from tests.road.fast_warehouse import FastWarehouse
from tests.road.stories import Story, cell, check
from tests.road.telling import (
    DALIAN,
    HOUSEHOLD,
    certified,
    cleared,
    corrected,
    exited_hardship,
    merged,
    pensioned,
    person,
    recognised,
    retracted,
)  # fmt: skip
from tests.road.telling_groups import helped

PERSONS, HOUSEHOLDS = "hard_to_employ_helped", "households_helped"
TOLD = frozenset({PERSONS, HOUSEHOLDS})
OTHER = "LJT-2101-0009"

wrong_home = helped("丙", "2026-03-10", household=OTHER)
not_his = helped("乙", "2026-04-02")
untold = helped("乙", "2026-04-02")

STORIES = [
    Story(
        "甲认定后有了责任人,换人不重复计,退出时减;乙认定前指定的不算;丙退出后指定的不算;丁享受养老后减",
        [certified("甲", "2026-01-12"), helped("甲", "2026-02-02"), helped("甲", "2026-05-06", "另一位干部"), exited_hardship("甲", "2026-07-01"),
         helped("乙", "2026-01-05"), certified("乙", "2026-02-02"),
         certified("丙", "2026-01-12"), exited_hardship("丙", "2026-03-02"), helped("丙", "2026-03-02"),
         certified("丁", "2026-01-12", DALIAN), helped("丁", "2026-01-12"), pensioned("丁", "2026-06-01", DALIAN)],
        {cell(PERSONS, "2026-02"): 1, cell(PERSONS, "2026-07"): -1, cell(PERSONS, "2026-01", DALIAN): 1, cell(PERSONS, "2026-06", DALIAN): -1},
    ),
    Story(
        "误报的责任人撤销后不算;两个证件号合并后,认定和帮扶是一人的",
        [certified("乙", "2026-02-02"), not_his, retracted(not_his, "2026-05-01"),
         certified("戊", "2026-02-02"), helped("己", "2026-03-02"), merged("戊", "己", "2026-04-01")],
        {cell(PERSONS, "2026-03"): 1},
    ),
    Story(
        "零就业家庭一对一:在册期内指定的计一户,消除时减;再次认定要再指定;指定时填错家庭编号的,更正后计入",
        [recognised("甲", "2026-01-12"), recognised("乙", "2026-01-13"), helped("乙", "2026-01-20", household=HOUSEHOLD), cleared("2026-04-05"),
         recognised("甲", "2026-06-01"),
         recognised("丙", "2026-03-02", "LJT-2101-0010"), wrong_home, corrected(wrong_home, "2026-03-20", household="LJT-2101-0010")],
        {cell(HOUSEHOLDS, "2026-01"): 1, cell(HOUSEHOLDS, "2026-04"): -1, cell(HOUSEHOLDS, "2026-03"): 1},
    ),
    Story(
        "帮扶家庭的责任人不算成员本人的:甲三月另行指定,从三月起算;乙的登记漏填家庭编号,更正之后算家庭",
        [recognised("甲", "2026-01-12"), certified("甲", "2026-01-12"), helped("甲", "2026-01-20", household=HOUSEHOLD), helped("甲", "2026-03-02"),
         recognised("乙", "2026-02-02", OTHER), certified("乙", "2026-02-02"), untold, corrected(untold, "2026-05-06", household=OTHER)],
        {cell(HOUSEHOLDS, "2026-01"): 1, cell(PERSONS, "2026-03"): 1, cell(HOUSEHOLDS, "2026-04"): 1},
    ),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_a_story_of_helpers_makes_exactly_its_figures(ledger: FastWarehouse, story: Story) -> None:
    check(ledger, story, TOLD)


def test_the_helper_stands_in_the_evidence_as_a_token(ledger: FastWarehouse) -> None:
    ledger.arrive([certified("甲", "2026-01-12"), helped("甲", "2026-02-02")])
    told = ledger.con.execute(
        "select dimensions ->> '$.helper' from warehouse.evidence.evidence where metric = 'hard_to_employ_helped'"
    ).fetchall()
    assert told == [(person("帮扶干部"),)]
