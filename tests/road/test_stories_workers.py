"""Worked stories of diverted workers beyond their placement: how it is proven, and what else is told of them."""

import pytest

from tests.road.fast_warehouse import FastWarehouse
from tests.road.recount import recount
from tests.road.stories import Story, about, cell
from tests.road.telling import MILL, checked, corrected, diverted, insured, retracted, rostered

VERIFIED, REFUTED = "placements_verified", "placements_refuted"
TOLD = (VERIFIED, REFUTED)
UNDOING = ("event_corrected", "event_retracted")

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

STORIES = [
    Story("五种核查手段各查实一人,没有参保也算已核实,计在安置的月份", on_paper + [checked(who, "2026-04-20", proof) for who, proof in PROOFS.items()],
          {cell(VERIFIED, "2026-03"): 5}),
    Story("未联系上、待补证、核查别的事项、安置之前的核查,都不能证明安置",
          [*on_paper, checked("甲", "2026-04-20", result="unreachable"), checked("乙", "2026-04-20", result="undecided"),
           checked("丙", "2026-04-20", claim="training"), checked("丁", "2026-03-15")], {}),
    Story("一直参保而实地核查不属实的不算已核实;复查属实、核查更正、核查撤销的照旧算",
          [*at_work, *not_met.values(), checked("乙", "2026-05-20"), corrected(not_met["丙"], "2026-05-06", result="confirmed"),
           retracted(not_met["丁"], "2026-05-06")],
          {cell(REFUTED, "2026-03"): 1, cell(VERIFIED, "2026-03"): 3}),
    Story("两年两次安置:没有写明所查事件的,是查此前最近的一次;写明的,查哪次算哪次",
          [*again, checked("甲", "2026-02-20"), checked("乙", "2026-04-20"), checked("丙", "2026-04-20", target=last_year["丙"])],
          {cell(VERIFIED, "2025-06"): 2, cell(VERIFIED, "2026-03"): 1}),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_a_story_of_diverted_workers_makes_exactly_its_figures(ledger: FastWarehouse, story: Story) -> None:
    backwards = story.events[::-1]
    # what undoes comes in a build of its own, before what it changes; all other orders are test_invariants'
    first = [e for e in backwards if e["type"] in UNDOING]
    for batch in (first, [e for e in backwards if e not in first]):
        if batch:
            ledger.arrive(batch)
    assert about(TOLD, ledger.cells()) == story.figures
    assert recount(story.events) == ledger.cells()
