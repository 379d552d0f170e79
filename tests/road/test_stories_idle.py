"""Worked stories of those out of work who are to be trained, of classes bought as a whole, new forms of work, fairs and guidance."""

from collections import Counter

import pytest

from tests.road.fast_warehouse import FastWarehouse
from tests.road.stories import Story, cell, check
from tests.road.telling import (
    DALIAN,
    SHENYANG,
    corrected,
    deregistered,
    entry,
    hired,
    merged,
    registered_unemployed,
    retracted,
    rostered,
    separated,
)  # fmt: skip
from tests.road.telling_goods import began_course, finished_course
from tests.road.telling_groups import held, resumed, suspended

IDLE, TRAINED = "idle_persons", "idle_trained"
CLASS, NEW_FORM, FAIRS, GUIDANCE = (
    "whole_class_training_persons",
    "new_form_employed",
    "job_fairs_held",
    "guidance_activities_held",
)
TOLD = frozenset({IDLE, TRAINED, CLASS, NEW_FORM, FAIRS, GUIDANCE})

wrong_kind = finished_course("乙", "2026-02-16", "pre_post")
false_fair = held("job_fair", "2026-04-08", "HD4")
plain_hire = hired("丁", "2026-05-06")


def own_shop(who: str, day: str, is_internet: bool = True, city: str = SHENYANG) -> dict[str, object]:
    return entry(
        "business_registered", who, day, city, enterprise="92210100MA0EXA003L", kind="individual", is_internet=is_internet
    )


def whole_class(who: str, day: str, kind: str = "transfer") -> dict[str, object]:
    return entry("training_started", who, day, SHENYANG, kind=kind, is_whole_class=True)


STORIES = [
    Story(
        "登记失业后完成技能提升培训的计已培训,注销时两项都减;登记以前的培训不算;岗前培训不在普遍培训之列,更正为转岗培训后算",
        [registered_unemployed("甲", "2026-01-12"), finished_course("甲", "2026-02-16", "skill"), deregistered("甲", "2026-06-01"),
         finished_course("丙", "2025-12-01", "skill"), registered_unemployed("丙", "2026-01-12"),
         registered_unemployed("乙", "2026-01-12"), wrong_kind, corrected(wrong_kind, "2026-03-20", kind="transfer")],
        {cell(IDLE, "2026-01"): 3, cell(TRAINED, "2026-02"): 2, cell(IDLE, "2026-06"): -1, cell(TRAINED, "2026-06"): -1},
    ),
    Story(
        "停产待岗满三个月算长期:甲待岗中参加了培训,满三个月时计已培训,复工时减;乙两个月就复工,不算;丙解除劳动关系后不再是停产职工",
        [suspended("甲", "2026-01-12"), finished_course("甲", "2026-02-16"), resumed("甲", "2026-06-01"),
         suspended("乙", "2026-01-12"), resumed("乙", "2026-03-12"),
         suspended("丙", "2026-01-12", city=DALIAN), separated("丙", "2026-05-06", DALIAN, enterprise="91210100MA0EXA002E")],
        {cell(IDLE, "2026-04"): 1, cell(TRAINED, "2026-04"): 1, cell(IDLE, "2026-06"): -1, cell(TRAINED, "2026-06"): -1,
         cell(IDLE, "2026-04", DALIAN): 1, cell(IDLE, "2026-05", DALIAN): -1},
    ),
    Story(
        "待岗期间再次报停产是同一次;误报的复工撤销后仍在待岗;两个证件号合并后培训和停产是一人的",
        [suspended("丁", "2026-01-12"), suspended("丁", "2026-02-12"), (false_start := resumed("丁", "2026-03-02")),
         retracted(false_start, "2026-03-20"),
         suspended("戊", "2026-01-12"), finished_course("己", "2026-05-18", "startup"), merged("戊", "己", "2026-06-01")],
        {cell(IDLE, "2026-04"): 2, cell(TRAINED, "2026-05"): 1},
    ),
    Story(
        "整建制班一人一类一年计一次,不是整建制的不计;新就业形态一人一年计首次,续签不计,更正为网约配送后计入",
        [whole_class("甲", "2026-02-02"), whole_class("甲", "2026-09-01"),
         whole_class("甲", "2026-09-02", "skill"), began_course("乙", "2026-02-02"),
         hired("丙", "2026-03-02", new_form="livestream"), own_shop("丙", "2026-09-01"), own_shop("庚", "2026-03-02", is_internet=False),
         own_shop("己", "2026-04-01", city=DALIAN), hired("戊", "2026-03-02", new_form="delivery", is_renewal=True),
         plain_hire, corrected(plain_hire, "2026-06-01", new_form="delivery")],
        {cell(CLASS, "2026-02"): 1, cell(CLASS, "2026-09"): 1, cell(NEW_FORM, "2026-03"): 1, cell(NEW_FORM, "2026-04", DALIAN): 1,
         cell(NEW_FORM, "2026-05"): 1},
    ),
    Story(
        "招聘会按场计,再次上报同一活动不重复;讲座、材料和节目计创业指导活动;误报的撤销",
        [held("job_fair", "2026-03-02", "HD1", "market"), held("job_fair", "2026-03-03", "HD1", "market"),
         held("online_job_fair", "2026-04-01", "HD2", "online"), held("lecture", "2026-03-10", "HD3", "mine"),
         held("materials", "2026-03-11", "HD5"), held("programme", "2026-04-20", "HD6", "online", DALIAN),
         false_fair, retracted(false_fair, "2026-05-06")],
        {cell(FAIRS, "2026-03"): 1, cell(FAIRS, "2026-04"): 1, cell(GUIDANCE, "2026-03"): 2, cell(GUIDANCE, "2026-04", DALIAN): 1},
    ),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_a_story_of_those_out_of_work_makes_exactly_its_figures(ledger: FastWarehouse, story: Story) -> None:
    check(ledger, story, TOLD)


def test_evidence_bears_where_guidance_was_given_the_project_of_a_course_and_that_a_start_up_is_on_the_internet(
    ledger: FastWarehouse,
) -> None:
    ledger.arrive(
        [
            held("lecture", "2026-03-10", "HD3", "mine"),
            entry("training_completed", "甲", "2026-03-02", SHENYANG, kind="rural_transfer", project="雨露计划"),
            rostered("乙", "2026-02-02"), own_shop("乙", "2026-03-02"), rostered("丙", "2026-02-02"), own_shop("丙", "2026-04-01", False),
        ]
    )  # fmt: skip
    rows = ledger.con.execute(
        "select metric, coalesce(dimensions ->> '$.venue', dimensions ->> '$.project', dimensions ->> '$.is_internet')"
        " from warehouse.evidence.evidence where metric in (?, 'training_persons', 'startups_by_diverted_workers')",
        [GUIDANCE],
    ).fetchall()
    assert Counter(rows) == {
        (GUIDANCE, "mine"): 1,
        ("training_persons", "雨露计划"): 1,
        ("startups_by_diverted_workers", "true"): 1,
        ("startups_by_diverted_workers", "false"): 1,
    }
