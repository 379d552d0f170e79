"""Worked stories of reviewers: cases checked and found untrue, findings raised, answered, overdue and closed, pleas decided."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from tests.road.fast_warehouse import CompiledModels, FastWarehouse
from tests.road.stories import Story, cell, check
from tests.road.telling import DALIAN, SHENYANG, corrected, entry, hired, merged, published, retracted
from tests.road.telling_goods import JIXI

SAMPLED, CHECKED, REFUTED = "cases_sampled", "cases_checked", "cases_refuted"
RAISED, CLOSED, OPEN, OVERDUE = "findings_raised", "findings_closed", "findings_open", "findings_overdue"
CLAIMED, GRANTED, REFUSED = "exemptions_claimed", "exemptions_granted", "exemptions_refused"
TOLD = frozenset({SAMPLED, CHECKED, REFUTED, RAISED, CLOSED, OPEN, OVERDUE, CLAIMED, GRANTED, REFUSED})


def drawn(day: str, cases: int, city: str = SHENYANG) -> dict[str, Any]:
    return entry(
        "sample_drawn", city, day, city, sample="2026-03-placement", claim="placement", month="2026-03", seed=7, population_count=100,
        cases_count=cases, cutoff_seq=1, list_digest="0" * 64,
    )  # fmt: skip


def checked(who: str, day: str, result: str, sample: str | None = "2026-03-placement", city: str = SHENYANG) -> dict[str, Any]:
    named = {"sample": sample} if sample else {}
    return entry("verification_recorded", who, day, city, claim="placement", proof="site_visit", result=result, **named)


def raised(day: str, due: str, finding: str = "XS-01", step: str = "notice", city: str = SHENYANG, **more: Any) -> dict[str, Any]:
    fields = {"finding": finding, "kind": "behind_pace", "step": step, "due_at": due, "statement": "落后进度"} | more
    return entry("finding_raised", city, day, city, **fields)


def answered(day: str, finding: str = "XS-01", pleads: bool = False, city: str = SHENYANG) -> dict[str, Any]:
    return entry("finding_answered", city, day, city, finding=finding, statement="已整改", is_exemption_claimed=pleads)


def closed(day: str, verdict: str = "rectified", finding: str = "XS-01", city: str = SHENYANG) -> dict[str, Any]:
    return entry("finding_closed", city, day, city, finding=finding, verdict=verdict)


wrongly_closed = closed("2026-05-20")

STORIES = [
    Story(
        "抽三件:一件属实;一件先判不属实、复查属实,以复查为准;一件不属实;没有联系上的一件不作结论",
        [drawn("2026-04-02", 4), checked("甲", "2026-04-10", "confirmed"), checked("乙", "2026-04-11", "refuted"),
         checked("乙", "2026-05-06", "confirmed"), checked("丙", "2026-04-12", "refuted"), checked("丁", "2026-04-13", "unreachable")],
        {cell(SAMPLED, "2026-04"): 4, cell(CHECKED, "2026-04"): 2, cell(CHECKED, "2026-05"): 1, cell(REFUTED, "2026-04"): 1},
    ),
    Story(
        "两个证件号各查一次,合并后是同一案件,以后一次为准;另一批次再查另计;误记的结果撤回",
        [checked("甲", "2026-04-10", "refuted"), checked("乙", "2026-04-20", "confirmed"), merged("甲", "乙", "2026-05-01"),
         checked("甲", "2026-05-08", "confirmed", sample=None),
         (mistaken := checked("丙", "2026-04-12", "refuted", city=DALIAN)), retracted(mistaken, "2026-05-09")],
        {cell(CHECKED, "2026-04"): 1, cell(CHECKED, "2026-05"): 1},
    ),
    Story(
        "三月提醒,限期内答复,五月办结:从不逾期;另一条逾期十天才答复,一条始终未答复,一条未答复先办结",
        [raised("2026-03-02", "2026-03-20"), answered("2026-03-20"), closed("2026-05-11"),
         raised("2026-03-02", "2026-03-20", "XS-02"), answered("2026-04-01", "XS-02"),
         raised("2026-04-02", "2026-04-30", "XS-03"),
         raised("2026-04-02", "2026-04-30", "XS-04", city=DALIAN), closed("2026-04-15", "withdrawn", "XS-04", DALIAN)],
        {cell(RAISED, "2026-03"): 2, cell(RAISED, "2026-04"): 1, cell(OPEN, "2026-03"): 2, cell(OPEN, "2026-04"): 1, cell(OPEN, "2026-05"): -1,
         cell(CLOSED, "2026-05"): 1, cell(OVERDUE, "2026-03"): 1, cell(OVERDUE, "2026-04"): -1, cell(OVERDUE, "2026-05"): 1,
         cell(RAISED, "2026-04", DALIAN): 1, cell(CLOSED, "2026-04", DALIAN): 1},
    ),
    Story(
        "答复中申请容错:一件同意,一件不予,一件线索本不成立,不必容错",
        [raised("2026-03-02", "2026-03-20", city=JIXI), answered("2026-03-10", pleads=True, city=JIXI), closed("2026-04-10", "exempted", city=JIXI),
         raised("2026-03-02", "2026-03-20", "XS-02"), answered("2026-03-10", "XS-02", pleads=True), closed("2026-04-10", "upheld", "XS-02"),
         raised("2026-03-02", "2026-03-20", "XS-03"), answered("2026-03-10", "XS-03", pleads=True), closed("2026-04-10", "withdrawn", "XS-03")],
        {cell(RAISED, "2026-03"): 2, cell(OPEN, "2026-03"): 2, cell(OPEN, "2026-04"): -2, cell(CLOSED, "2026-04"): 2, cell(CLAIMED, "2026-03"): 2,
         cell(REFUSED, "2026-04"): 1, cell(RAISED, "2026-03", JIXI): 1, cell(OPEN, "2026-03", JIXI): 1, cell(OPEN, "2026-04", JIXI): -1,
         cell(CLOSED, "2026-04", JIXI): 1, cell(CLAIMED, "2026-03", JIXI): 1, cell(GRANTED, "2026-04", JIXI): 1},
    ),
    Story(
        "答复期限写错,更正后不算逾期;误办结被撤回,线索重新未办结",
        [(overdue := raised("2026-03-02", "2026-03-10")), answered("2026-03-20"), corrected(overdue, "2026-03-25", due_at="2026-03-31"),
         wrongly_closed, retracted(wrongly_closed, "2026-06-01")],
        {cell(RAISED, "2026-03"): 1, cell(OPEN, "2026-03"): 1},
    ),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_a_story_of_reviewers_makes_exactly_its_figures(ledger: FastWarehouse, story: Story) -> None:
    check(ledger, story, TOLD)


@pytest.fixture(scope="module")
def reviewed(compiled: CompiledModels) -> Iterator[FastWarehouse]:
    """沈阳 and 大连 owe 100 and reach 5 by June; 沈阳 is criticised for it in July. One reminder stays unanswered. Twenty cases are checked."""
    warehouse = FastWarehouse(compiled)
    fields = {"direction": "at_least", "tier": "province", "document_no": "责任状〔2026〕1号", "responsible_office": "市长"}
    warehouse.arrive(
        [
            *(
                entry("target_signed", city, "2026-01-05", city, year=2026, metric="urban_new_employment", value=100, **fields)
                for city in (SHENYANG, DALIAN)
            ),
            *(hired(f"{city}{n}", "2026-02-02", city) for city in (SHENYANG, DALIAN) for n in range(5)),
            published(SHENYANG, "2026-06", 1000, "2026-06-30"),
            raised("2026-07-06", "2026-07-20", "XS-01", step="criticism", metric="urban_new_employment"),
            raised("2026-03-02", "2026-03-20", "XS-02"),
            raised("2026-07-08", "2026-07-22", "XS-03", step="criticism"),
            *(checked(f"查{n}", "2026-04-10", "refuted" if n < 2 else "confirmed") for n in range(20)),
            checked("举报", "2026-04-10", "refuted", sample=None),
        ],
        through="marts",
    )
    yield warehouse
    warehouse.close()


def escalated(reviewed: FastWarehouse, ground: str) -> list[tuple[Any, ...]]:
    return reviewed.con.execute(
        "select city, about, strftime(due_on, '%Y-%m-%d'), step_due, taken_by_finding from warehouse.marts.rpt_escalations"
        " where ground = ? order by all",
        [ground],
    ).fetchall()


def test_two_quarters_behind_call_for_criticism_and_the_finding_that_makes_it_is_named(reviewed: FastWarehouse) -> None:
    assert escalated(reviewed, "behind_quarters") == [
        (SHENYANG, "urban_new_employment", "2026-07-01", "criticism", "XS-01"),
        (DALIAN, "urban_new_employment", "2026-07-01", "criticism", None),
    ]


def test_a_reminder_that_is_not_answered_in_time_calls_for_criticism_and_what_is_not_due_yet_for_nothing(
    reviewed: FastWarehouse,
) -> None:
    """The earlier criticism XS-01 is about another matter and does not take it."""
    assert escalated(reviewed, "unanswered") == [(SHENYANG, "XS-02", "2026-03-21", "criticism", "XS-03")]


def test_an_unanswered_finding_and_the_one_that_took_the_step_are_named_by_their_events(reviewed: FastWarehouse) -> None:
    named = reviewed.con.execute(
        "select about.data ->> 'finding', taken.data ->> 'finding' from warehouse.marts.rpt_escalations as due"
        " left join warehouse.marts.dim_events as about on due.about_seq = about.seq"
        " left join warehouse.marts.dim_events as taken on due.taken_by_seq = taken.seq"
        " order by ground, city"
    ).fetchall()
    assert named == [(None, "XS-01"), (None, None), ("XS-02", "XS-03")]


def test_the_error_rate_of_cases_drawn_by_lot_has_an_interval_and_stands_apart_from_what_was_checked_on_suspicion(
    reviewed: FastWarehouse,
) -> None:
    rows = reviewed.con.execute(
        "select chosen, checked_count, refuted_count, error_pct, low_pct, high_pct from warehouse.marts.fct_verifications"
        " where city = ? and claim = 'placement' order by chosen desc",
        [SHENYANG],
    ).fetchall()
    # Wilson's interval for 2 of 20: (0.1 + 0.09604 ± 1.96·√(0.0045 + 0.0024010)) / 1.19208
    assert rows[0] == ("sampled", 20, 2, Decimal(10), Decimal("2.79"), Decimal("30.10"))
    assert rows[1][:4] == ("directed", 1, 1, Decimal(100))
