"""Worked stories of what becomes of placements: looked at again after 1, 3, 6 and 12 months, and lost again."""

import pytest

from tests.road.fast_warehouse import FastWarehouse
from tests.road.stories import Figures, Story, cell, check
from tests.road.telling import (
    MILL,
    YARD,
    corrected,
    died,
    diverted,
    insured,
    opened_business,
    pensioned,
    registered_unemployed,
    retracted,
    rostered,
    separated,
    transferred,
    uninsured,
)  # fmt: skip

MONTHS = (1, 3, 6, 12)
LOST = "placements_lost"
TOLD = (LOST, *(f"placements_{what}_{months}_months" for what in ("due", "retained") for months in MONTHS))


def placed_on_16_march(due: int = 4, retained: int = 4) -> Figures:
    """A placement of 2026-03-16, looked at and found at the first so many milestones."""
    milestones = [(1, "2026-04"), (3, "2026-06"), (6, "2026-09"), (12, "2027-03")]
    figures = {cell(f"placements_due_{months}_months", month): 1 for months, month in milestones[:due]}
    return figures | {cell(f"placements_retained_{months}_months", month): 1 for months, month in milestones[:retained]}


in_the_mill = [insured("甲", "2015-01-05", enterprise=MILL), rostered("甲", "2026-02-02")]
moved_inside = [*in_the_mill, diverted("甲", "2026-03-16", "retraining_transfer")]
stopped = uninsured("甲", "2026-05-20", enterprise=MILL)

STORIES = [
    Story("转岗后一直参保:四次回访都应看、都在业", moved_inside, placed_on_16_march()),
    Story(
        "转岗两个月后停保再没有工作:满一个月在业,此后不在业;记再失业一人",
        [*moved_inside, stopped],
        placed_on_16_march(retained=1) | {cell(LOST, "2026-05"): 1},
    ),
    Story("停保后30天内换了单位,照样在业,不算再失业", [*moved_inside, stopped, insured("甲", "2026-06-10", enterprise=YARD, reason="resume")],
          placed_on_16_march()),
    Story(
        "停保三个月后才找到新工作:记再失业,半年回访时又在业",
        [*moved_inside, stopped, insured("甲", "2026-08-20", enterprise=YARD, reason="resume")],
        placed_on_16_march() | {cell("placements_retained_3_months", "2026-06"): 0, cell(LOST, "2026-05"): 1},
    ),
    Story("调到别的单位,关系转移,照样在业", [*moved_inside, transferred("甲", "2026-05-20", from_enterprise=MILL)], placed_on_16_march()),
    Story("满一年之后才停保,不再算再失业", [*moved_inside, uninsured("甲", "2027-04-01", enterprise=MILL)], placed_on_16_march()),
    Story("恰在满一个月之日停保:当日已不在业", [*moved_inside, uninsured("甲", "2026-04-16", enterprise=MILL)],
          placed_on_16_march(retained=0) | {cell(LOST, "2026-04"): 1}),
    Story("报了公益性岗位却从未参保:应看四次,一次也不在业;没有工作可失", [rostered("甲", "2026-02-02"), diverted("甲", "2026-03-16", "welfare_post")],
          placed_on_16_march(retained=0)),
    Story(
        "安置后办了失业登记,又没有工作:再失业",
        [rostered("甲", "2026-02-02"), diverted("甲", "2026-03-16", "welfare_post"), registered_unemployed("甲", "2026-07-01")],
        placed_on_16_march(retained=0) | {cell(LOST, "2026-07"): 1},
    ),
    Story(
        "自主创业有执照,照样在业",
        [rostered("甲", "2026-02-02"), separated("甲", "2026-02-20"), diverted("甲", "2026-03-16", "self_employment"),
         opened_business("甲", "2026-03-10")],
        placed_on_16_march(),
    ),
    Story(
        "解除劳动关系后到别处参保就业,自入职之日起回访",
        [rostered("甲", "2026-02-02"), separated("甲", "2026-02-20"), insured("甲", "2026-03-16", enterprise=YARD)],
        placed_on_16_march(),
    ),
    Story("内部退养后领取养老待遇:此后不再回访,也不算再失业",
          [*in_the_mill, diverted("甲", "2026-03-16", "internal_retirement"), uninsured("甲", "2026-07-01", enterprise=MILL, reason="retire"),
           pensioned("甲", "2026-07-01")],
          placed_on_16_march(due=2, retained=2)),
    Story("安置后去世的,此后不再回访", [*moved_inside, died("甲", "2026-05-06")], placed_on_16_march(due=1, retained=1)),
    Story("停保录错被撤销,数字恢复", [*moved_inside, stopped, retracted(stopped, "2026-07-01")], placed_on_16_march()),
    Story("停保日期更正到满三个月之后:三个月回访在业", [*moved_inside, stopped, corrected(stopped, "2026-08-01", time="2026-07-20")],
          placed_on_16_march(retained=2) | {cell(LOST, "2026-07"): 1}),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_a_placement_story_makes_exactly_its_figures(ledger: FastWarehouse, story: Story) -> None:
    check(ledger, story, TOLD)


def test_what_falls_due_later_opens_no_month_before_its_time(ledger: FastWarehouse) -> None:
    """Milestones are posted at the placement for months to come; figures go to the last month in which something happened."""
    ledger.arrive(moved_inside, through="marts")
    (last,) = ledger.con.execute("select max(month) from warehouse.marts.fct_city_metrics").fetchone()
    assert str(last) == "2026-03-01"
    ledger.arrive([registered_unemployed("乙", "2026-06-20")], through="marts")
    rates = ledger.con.execute(
        "select metric, cumulative_value from warehouse.marts.fct_city_metrics where month = date '2026-06-01' and city = '210100'"
        " and metric like 'placement_retention_%' and cumulative_value is not null order by metric"
    ).fetchall()
    assert [(metric, float(value)) for metric, value in rates] == [
        ("placement_retention_1_months", 100.0),
        ("placement_retention_3_months", 100.0),
    ]
