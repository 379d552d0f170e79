"""Worked stories of rostered workers who cannot be reached: sought, filed with the labour office, found again."""

import pytest

from tests.road.fast_warehouse import FastWarehouse
from tests.road.stories import Story, cell, check
from tests.road.telling import pensioned, retracted, rostered, sought

FOUND, FILED, STANDING = "unreachable_found", "unreachable_filed", "unreachable_workers"
TOLD = (FOUND, FILED, STANDING)

roster = rostered("甲", "2026-02-02")
newspaper = sought("甲", "2026-03-05")

STORIES = [
    Story("登报未联系上:新发现一人,期末在列,尚未备案", [roster, newspaper], {cell(FOUND, "2026-03"): 1, cell(STANDING, "2026-03"): 1}),
    Story("登报未果后报人社部门核查备案:程序走完", [roster, newspaper, sought("甲", "2026-04-02", "bureau_filing")],
          {cell(FOUND, "2026-03"): 1, cell(STANDING, "2026-03"): 1, cell(FILED, "2026-04"): 1}),
    Story("只打电话就报备案,没有用过规定的方式:不算备案", [roster, sought("甲", "2026-03-05", "phone"), sought("甲", "2026-04-02", "bureau_filing")],
          {cell(FOUND, "2026-03"): 1, cell(STANDING, "2026-03"): 1}),
    Story("先备案后登报,顺序不对:不算备案", [roster, sought("甲", "2026-03-05", "bureau_filing"), sought("甲", "2026-04-02")],
          {cell(FOUND, "2026-03"): 1, cell(STANDING, "2026-03"): 1}),
    Story("几次都没联系上,仍是一人", [roster, sought("甲", "2026-03-05", "phone"), sought("甲", "2026-03-20"), sought("甲", "2026-04-20", "web_notice")],
          {cell(FOUND, "2026-03"): 1, cell(STANDING, "2026-03"): 1}),
    Story("后来联系上了,从期末数转出", [roster, newspaper, sought("甲", "2026-05-10", "phone", "reached")],
          {cell(FOUND, "2026-03"): 1, cell(STANDING, "2026-03"): 1, cell(STANDING, "2026-05"): -1}),
    Story("联系上之后又失去联系,是新的一次", [roster, newspaper, sought("甲", "2026-05-10", "phone", "reached"), sought("甲", "2026-08-03")],
          {cell(FOUND, "2026-03"): 1, cell(STANDING, "2026-03"): 1, cell(STANDING, "2026-05"): -1, cell(FOUND, "2026-08"): 1,
           cell(STANDING, "2026-08"): 1}),
    Story("一次就联系上的,不列", [roster, sought("甲", "2026-03-05", "phone", "reached")], {}),
    Story("已领养老待遇、不在范围的,不列", [pensioned("甲", "2026-01-20"), roster, newspaper], {}),
    Story("联系记录录错被撤销,归零", [roster, newspaper, retracted(newspaper, "2026-04-01")], {}),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_a_story_of_an_unreachable_worker_makes_exactly_its_figures(ledger: FastWarehouse, story: Story) -> None:
    check(ledger, story, TOLD)
