"""Worked stories of public-welfare posts: opened, taken, prolonged, left, and held beyond the term."""

import pytest

from tests.road.fast_warehouse import FastWarehouse
from tests.road.stories import Story, cell, check
from tests.road.telling import (
    DALIAN,
    certified,
    cleared,
    corrected,
    died,
    exited_hardship,
    merged,
    pensioned,
    recognised,
    recommended,
    retracted,
)  # fmt: skip
from tests.road.telling_goods import JIXI, left_post, opened_post, took_post

OPENED, FILLED, VACATED, OVER = (f"welfare_posts_{name}" for name in ("opened", "filled", "vacated", "overstayed"))
TOLD = frozenset({OPENED, FILLED, VACATED, OVER})
LEAD, PROVINCIAL, TO_HOUSEHOLDS = "welfare_posts_not_last_resort", "provincial_posts_filled", "provincial_posts_to_households"

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


tried = recommended("丙", "2026-02-20")

DUTIES = [
    Story("公益性岗位托底:甲是困难人员、推荐过岗位;乙没有认定;丙的推荐记录撤销了;丁上岗以后才推荐;戊的推荐在一年以前;己为上岗而退出名单",
          [certified("甲", "2026-01-05"), recommended("甲", "2026-02-02"), took_post("甲", "2026-03-02", "G1"),
           recommended("乙", "2026-02-02"), took_post("乙", "2026-03-02", "G2"),
           certified("丙", "2026-01-05"), tried, retracted(tried, "2026-03-20"), took_post("丙", "2026-03-02", "G3"),
           certified("丁", "2026-01-05"), recommended("丁", "2026-03-03"), took_post("丁", "2026-03-02", "G4"),
           certified("戊", "2025-01-06"), recommended("戊", "2025-02-03"), took_post("戊", "2026-03-02", "G5"),
           certified("己", "2026-01-05"), recommended("己", "2026-02-02"), exited_hardship("己", "2026-02-27"), took_post("己", "2026-03-02", "G6")],
          {cell(LEAD, "2026-03"): 4}),
    Story("鸡西:省拨资金的岗位,甲是在册家庭成员,乙不是,丙的家庭早已消除,丁的家庭因他上岗才消除;市级岗位不比",
          [recognised("甲", "2026-01-05", "LJT-1", JIXI), took_post("甲", "2026-03-02", "G1", city=JIXI),
           took_post("乙", "2026-03-02", "G2", city=JIXI),
           recognised("丙", "2026-01-05", "LJT-3", JIXI), cleared("2026-02-02", "LJT-3", JIXI), took_post("丙", "2026-03-02", "G3", city=JIXI),
           recognised("丁", "2026-01-05", "LJT-4", JIXI, "minimum_living_allowance"), cleared("2026-03-05", "LJT-4", JIXI),
           took_post("丁", "2026-03-02", "G4", city=JIXI), took_post("戊", "2026-03-02", "G5", city=JIXI),
           *(opened_post("2026-02-01", f"G{n}") for n in range(1, 5)), opened_post("2026-02-01", "G5", funding="city")],
          {cell(PROVINCIAL, "2026-03", JIXI): 4, cell(TO_HOUSEHOLDS, "2026-03", JIXI): 2, cell(LEAD, "2026-03", JIXI): 5}),
]  # fmt: skip


@pytest.mark.parametrize("story", DUTIES, ids=str)
def test_a_story_of_the_last_resort_makes_exactly_its_figures(ledger: FastWarehouse, story: Story) -> None:
    check(ledger, story, {LEAD, PROVINCIAL, TO_HOUSEHOLDS})
