"""Worked stories of public-welfare posts: opened, taken, prolonged, left, and held beyond the term."""

import pytest

from tests.road.fast_warehouse import FastWarehouse
from tests.road.stories import Story, cell, check
from tests.road.telling import DALIAN, corrected, died, merged, pensioned, retracted
from tests.road.telling_goods import left_post, opened_post, took_post

OPENED, FILLED, VACATED, OVER = (f"welfare_posts_{name}" for name in ("opened", "filled", "vacated", "overstayed"))
TOLD = frozenset({OPENED, FILLED, VACATED, OVER})

leaving = left_post("甲", "2026-02-28")
wrong_term = took_post("甲", "2026-03-01", months=12)

STORIES = [
    Story("开发两个岗位,同一岗位重复上报不重复计", [opened_post("2026-02-01", "G1"), opened_post("2026-02-01", "G2"), opened_post("2026-04-01", "G1")],
          {cell(OPENED, "2026-02"): 2}),
    Story("台账启用前开发的岗位重报,不计本年开发", [opened_post("2024-05-01", "G1"), opened_post("2026-04-01", "G1")], {}),
    Story("上岗一年,按期腾退,没有超期", [took_post("甲", "2025-03-01"), leaving], {cell(FILLED, "2025-03"): 1, cell(VACATED, "2026-02"): 1}),
    Story("约定期满的当天腾退,不算超期", [took_post("甲", "2025-03-01"), left_post("甲", "2026-03-01")],
          {cell(FILLED, "2025-03"): 1, cell(VACATED, "2026-03"): 1}),
    Story("约定一年,没有腾退,期满的月份起计超期", [took_post("甲", "2025-03-01")], {cell(FILLED, "2025-03"): 1, cell(OVER, "2026-03"): 1}),
    Story(
        "超期三个月后腾退,超期人数减回",
        [took_post("甲", "2025-03-01"), left_post("甲", "2026-06-10")],
        {cell(FILLED, "2025-03"): 1, cell(OVER, "2026-03"): 1, cell(OVER, "2026-06"): -1, cell(VACATED, "2026-06"): 1},
    ),
    Story(
        "期满前续签一年,是同一次在岗,期限顺延",
        [took_post("甲", "2025-03-01"), took_post("甲", "2026-02-20")],
        {cell(FILLED, "2025-03"): 1, cell(OVER, "2027-02"): 1},
    ),
    Story(
        "一再续签超过三年,以规定的三年为限",
        [took_post("甲", "2023-03-01", months=24), took_post("甲", "2025-02-20", months=24)],
        {cell(OVER, "2026-03"): 1},
    ),
    Story("约定五年,规定最长三年,满三年起计超期", [took_post("甲", "2025-03-01", months=60)],
          {cell(FILLED, "2025-03"): 1, cell(OVER, "2028-03"): 1}),
    Story(
        "腾退后再上同一岗位,是第二次上岗,期限重新起算",
        [took_post("甲", "2025-03-01"), leaving, took_post("甲", "2026-04-01", months=6)],
        {cell(FILLED, "2025-03"): 1, cell(VACATED, "2026-02"): 1, cell(FILLED, "2026-04"): 1, cell(OVER, "2026-10"): 1},
    ),
    Story("腾退的撤销,仍在岗并将超期", [took_post("甲", "2025-03-01"), leaving, retracted(leaving, "2026-03-20")],
          {cell(FILLED, "2025-03"): 1, cell(OVER, "2026-03"): 1}),
    Story("期限录错,更正后按更正的期限", [wrong_term, corrected(wrong_term, "2026-03-09", term_months=24)],
          {cell(FILLED, "2026-03"): 1, cell(OVER, "2028-03"): 1}),
    Story("领取养老待遇即腾退", [took_post("甲", "2025-03-01"), pensioned("甲", "2025-09-01")],
          {cell(FILLED, "2025-03"): 1, cell(VACATED, "2025-09"): 1}),
    Story("在岗死亡即腾退,不计超期", [took_post("甲", "2025-03-01"), died("甲", "2025-12-05")],
          {cell(FILLED, "2025-03"): 1, cell(VACATED, "2025-12"): 1}),
    Story("腾退的是另一个岗位,本岗位照旧", [took_post("甲", "2025-03-01"), left_post("甲", "2025-09-01", post="G9")],
          {cell(FILLED, "2025-03"): 1, cell(OVER, "2026-03"): 1}),
    Story(
        "两个证件号一个上岗、一个腾退,合并后是同一次在岗",
        [took_post("甲", "2025-03-01", city=DALIAN), left_post("乙", "2025-09-01"), merged("甲", "乙", "2025-10-01")],
        {cell(FILLED, "2025-03", DALIAN): 1, cell(VACATED, "2025-09", DALIAN): 1},
    ),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_a_story_of_a_welfare_post_makes_exactly_its_figures(ledger: FastWarehouse, story: Story) -> None:
    check(ledger, story, TOLD)
