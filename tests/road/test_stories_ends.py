"""Worked stories of work that is over: by a registered end, or because one's own business left the register."""

import pytest

from tests.road.fast_warehouse import FastWarehouse
from tests.road.stories import Story, cell, check
from tests.road.telling import (
    MILL,
    SHOP,
    YARD,
    corrected,
    diverted,
    entry,
    hired,
    insured,
    opened_business,
    pensioned,
    retracted,
    rostered,
    separated,
)  # fmt: skip
from tests.road.telling_goods import closed_business

NEW, ATTRITION, LOST = "urban_newly_employed", "natural_attrition", "placements_lost"
RETAINED = tuple(f"placements_retained_{months}_months" for months in (1, 3, 6, 12))
TOLD = (NEW, ATTRITION, LOST, *RETAINED)


def ended(who: str, day: str, enterprise: str | None = SHOP, reason: str = "dissolved_by_worker") -> dict[str, object]:
    known = {"enterprise": enterprise} if enterprise else {}
    return entry("employment_ended", who, day, employment_type="private" if enterprise else "flexible", reason=reason, **known)


flexible = hired("甲", "2025-05-06", enterprise=None, employment_type="flexible")
on_his_own = [rostered("甲", "2026-02-02"), separated("甲", "2026-02-20"), diverted("甲", "2026-03-16", "self_employment"),
              opened_business("甲", "2026-03-10")]  # fmt: skip
left_shop, closed = ended("甲", "2025-11-30"), closed_business("2026-07-15")
years = {cell(NEW, "2025-05"): 1, cell(NEW, "2026-02"): 1}
until_july = {cell(NEW, "2026-03"): 1, cell(RETAINED[0], "2026-04"): 1, cell(RETAINED[1], "2026-06"): 1}

STORIES = [
    Story("登记终止就业后,次年到别处就业:两年各计一次", [hired("甲", "2025-05-06"), left_shop, hired("甲", "2026-02-02", enterprise=YARD)], years),
    Story("终止的是别的单位:原来的工作还在,换单位不再计",
          [hired("甲", "2025-05-06"), ended("甲", "2025-11-30", MILL), hired("甲", "2026-02-02", enterprise=YARD)],
          {cell(NEW, "2025-05"): 1}),
    Story("终止登记录错被撤销:原来的工作还在",
          [hired("甲", "2025-05-06"), left_shop, hired("甲", "2026-02-02", enterprise=YARD), retracted(left_shop, "2026-03-01")],
          {cell(NEW, "2025-05"): 1}),
    Story("灵活就业登记终止后,次年进单位:两年各计一次", [flexible, ended("甲", "2025-11-30", None, "flexible_ended"), hired("甲", "2026-02-02")], years),
    Story("灵活就业终止不影响单位的工作",
          [insured("甲", "2025-05-06"), ended("甲", "2025-11-30", None, "flexible_ended"), hired("甲", "2026-02-02", enterprise=YARD)],
          {cell(NEW, "2025-05"): 1}),
    Story("登记因退休终止,次月领取养老待遇:自然减员",
          [hired("甲", "2025-05-06"), ended("甲", "2026-02-10", reason="retired"), pensioned("甲", "2026-03-01")],
          {cell(NEW, "2025-05"): 1, cell(ATTRITION, "2026-03"): 1}),
    Story("辞职后才领取养老待遇:当时已不在业,不是自然减员",
          [hired("甲", "2025-05-06"), left_shop, pensioned("甲", "2026-03-01")], {cell(NEW, "2025-05"): 1}),
    Story("自主创业四个月后注销,再没有工作:此后不在业,记再失业一人", [*on_his_own, closed], until_july | {cell(LOST, "2026-07"): 1}),
    Story("自主创业的店与别家合并,照样在业", [*on_his_own, closed_business("2026-07-15", reason="merged", successor=SHOP)],
          until_july | {cell(RETAINED[2], "2026-09"): 1, cell(RETAINED[3], "2027-03"): 1}),
    Story("注销日期更正到八月:七月仍在业", [*on_his_own, closed, corrected(closed, "2026-09-01", time="2026-08-15")],
          until_july | {cell(LOST, "2026-08"): 1}),
    Story("自己的店注销后到单位就业,次年再计一次", [opened_business("甲", "2025-05-06"), closed_business("2025-12-01"), hired("甲", "2026-02-02")], years),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=[story.sentence for story in STORIES])
def test_a_story_of_work_that_is_over_makes_exactly_its_figures(ledger: FastWarehouse, story: Story) -> None:
    check(ledger, story, TOLD)
