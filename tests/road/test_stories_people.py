"""Worked stories of veterans, interns, those in purchased grass-roots posts, and specialists who left theirs to found a firm."""

import pytest

from tests.road.fast_warehouse import FastWarehouse
from tests.road.stories import Story, cell, check
from tests.road.telling import (
    DALIAN,
    SHOP,
    YARD,
    corrected,
    hired,
    insured,
    merged,
    opened_business,
    retracted,
    transferred,
)  # fmt: skip
from tests.road.telling_goods import JIXI, left_for_startup
from tests.road.telling_groups import interned, took_grassroots_post, veteran

REGISTERED, EMPLOYED, STARTED_UP = "veterans_registered", "veterans_employed", "veterans_started_up"
INTERNED, KEPT, POSTS = "internships_started", "internships_retained", "grassroots_posts_taken"
AWAY, TOO_LONG = "posts_left_for_startup", "posts_left_too_long"
TOLD = frozenset({REGISTERED, EMPLOYED, STARTED_UP, INTERNED, KEPT, POSTS, AWAY, TOO_LONG})

too_early = hired("戊", "2026-03-02")
wrong_unit = interned("己", "2026-01-05", months=3, enterprise=YARD)
not_grassroots = hired("戌", "2026-04-01")

STORIES = [
    Story(
        "退役军人登记后就业创业:甲先入职后创业,各计一次,计在登记地;乙从未就业;丙登记前已在职,登记后只是调动,不计",
        [veteran("甲", "2026-01-12"), hired("甲", "2026-02-02", DALIAN), opened_business("甲", "2026-05-06"),
         veteran("乙", "2026-01-20"),
         insured("丙", "2025-12-01", reason="resume"), veteran("丙", "2026-02-10"), transferred("丙", "2026-03-02")],
        {cell(REGISTERED, "2026-01"): 2, cell(REGISTERED, "2026-02"): 1, cell(EMPLOYED, "2026-02"): 1, cell(STARTED_UP, "2026-05"): 1},
    ),
    Story(
        "创业也是就业;再次登记的只计首次;两个证件号合并后是一人",
        [veteran("丁", "2026-01-12"), veteran("丁", "2026-06-01", DALIAN), opened_business("丁", "2026-03-09"),
         veteran("子", "2026-02-01"), veteran("丑", "2026-02-05", DALIAN), hired("丑", "2026-04-01"), merged("子", "丑", "2026-05-01")],
        {cell(REGISTERED, "2026-01"): 1, cell(EMPLOYED, "2026-03"): 1, cell(STARTED_UP, "2026-03"): 1,
         cell(REGISTERED, "2026-02"): 1, cell(EMPLOYED, "2026-04"): 1},
    ),
    Story(
        "登记以前的就业不算登记后就业;登记日期更正提前之后就算",
        [too_early, (late := veteran("戊", "2026-03-20")), corrected(late, "2026-04-02", time="2026-02-20")],
        {cell(REGISTERED, "2026-02"): 1, cell(EMPLOYED, "2026-03"): 1},
    ),
    Story(
        "见习不是就业:甲期满留用;乙延长一次后留用,仍是一人;丙到别的单位就业,不是留用;丁期满三十天后才入职,不算留用",
        [interned("甲", "2026-01-05", months=6), hired("甲", "2026-07-20"),
         interned("乙", "2026-01-05", months=3), interned("乙", "2026-04-05", months=3), hired("乙", "2026-07-02"),
         interned("丙", "2026-01-05", months=6), hired("丙", "2026-03-02", enterprise=YARD),
         interned("丁", "2026-01-05", months=3), hired("丁", "2026-05-06")],
        {cell(INTERNED, "2026-01"): 4, cell(KEPT, "2026-07"): 2},
    ),
    Story(
        "见习单位录错,更正之后认得出留用;误报的见习撤销之后不计",
        [wrong_unit, hired("己", "2026-04-01"), corrected(wrong_unit, "2026-04-20", enterprise=SHOP),
         (false := interned("庚", "2026-02-01", months=3)), retracted(false, "2026-03-01")],
        {cell(INTERNED, "2026-01"): 1, cell(KEPT, "2026-04"): 1},
    ),
    Story(
        "购买的基层岗位:一人一年计一次,续签不计;公益性岗位和企业就业不在其中;就业类型更正后计入",
        [took_grassroots_post("辛", "2026-03-02"), took_grassroots_post("辛", "2026-09-01", DALIAN),
         took_grassroots_post("壬", "2026-03-02", is_renewal=True),
         hired("癸", "2026-03-02", employment_type="welfare_post"),
         not_grassroots, corrected(not_grassroots, "2026-05-06", employment_type="grassroots_post")],
        {cell(POSTS, "2026-03"): 1, cell(POSTS, "2026-04"): 1},
    ),
    Story(
        "离岗期内再报一次是延长,仍是一人;五年自首次离岗之日算起;到期之后又离岗的,另算一次",
        [left_for_startup("甲", "2026-03-02", "2029-03-02", JIXI), left_for_startup("甲", "2029-02-01", "2032-03-02", JIXI),
         left_for_startup("乙", "2026-04-01", "2027-04-01"), left_for_startup("乙", "2027-06-01", "2028-06-01", DALIAN)],
        {cell(AWAY, "2026-03", JIXI): 1, cell(AWAY, "2032-03", JIXI): -1, cell(TOO_LONG, "2031-03", JIXI): 1, cell(TOO_LONG, "2032-03", JIXI): -1,
         cell(AWAY, "2026-04"): 1, cell(AWAY, "2027-04"): -1, cell(AWAY, "2027-06", DALIAN): 1, cell(AWAY, "2028-06", DALIAN): -1},
    ),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_a_story_of_a_veteran_or_intern_makes_exactly_its_figures(ledger: FastWarehouse, story: Story) -> None:
    check(ledger, story, TOLD)
