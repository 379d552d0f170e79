"""Worked stories of layoffs: what is reported, late, split or never reported, and what is no layoff. All but the first are leads."""

from typing import Any

import pytest

from tests.road.fast_warehouse import FastWarehouse
from tests.road.stories import UNDOING, Story, cell, check
from tests.road.telling import DALIAN, MILL, SHOP, YARD, corrected, insured, merged, retracted, transferred, uninsured
from tests.road.telling_firms import filed, laid_off, listed, monitored, succeeded

REPORTED, LATE, SPLIT, SILENT = "layoffs_reported", "layoffs_late", "layoffs_split", "layoffs_detected"
TOLD = frozenset({REPORTED, LATE, SPLIT, SILENT})
MOVING = (*UNDOING, "business_changed", "insurance_started")
Event = dict[str, Any]


def leave(count: int, day: str = "2026-03-10", prefix: str = "工", enterprise: str = MILL, **more: Any) -> list[Event]:
    """So many persons' insurance at the enterprise ends on that day."""
    return [uninsured(f"{prefix}{n}", day, enterprise=enterprise, **more) for n in range(count)]


def arrive_at(count: int, day: str = "2026-03-20", prefix: str = "工", enterprise: str = YARD) -> list[Event]:
    return [insured(f"{prefix}{n}", day, enterprise=enterprise, reason="resume") for n in range(count)]


twenty = leave(20)
report = laid_off("2026-02-01", 25, "2026-03-10")

STORIES = [
    Story("裁员230人,提前33日报告", [laid_off("2026-03-02", 230, "2026-04-04")], {cell(REPORTED, "2026-03"): 230}),
    Story("首名职工离开前29日才报告,迟报", [laid_off("2026-03-06", 230, "2026-04-04")],
          {cell(REPORTED, "2026-03"): 230, cell(LATE, "2026-03"): 230}),
    Story("恰好提前30日,不迟", [laid_off("2026-03-05", 230, "2026-04-04")], {cell(REPORTED, "2026-03"): 230}),
    Story("裁18人,不到二十人也不到百分之十,没有提前的义务", [laid_off("2026-03-20", 18, "2026-03-25")], {cell(REPORTED, "2026-03"): 18}),
    Story("裁18人,占职工一百八十人的百分之十,迟报", [laid_off("2026-03-20", 18, "2026-03-25", headcount=180)],
          {cell(REPORTED, "2026-03"): 18, cell(LATE, "2026-03"): 18}),
    Story("两月内三次各裁15人,合计45人,疑似拆分",
          [laid_off("2026-01-05", 15, "2026-02-05"), laid_off("2026-01-25", 15, "2026-02-25"), laid_off("2026-03-05", 15, "2026-04-05")],
          {cell(REPORTED, "2026-01"): 30, cell(REPORTED, "2026-03"): 15, cell(SPLIT, "2026-01"): 30, cell(SPLIT, "2026-03"): 15}),
    Story("两次各裁15人,相隔四个月,不合计",
          [laid_off("2026-01-05", 15, "2026-02-05"), laid_off("2026-05-05", 15, "2026-06-05")],
          {cell(REPORTED, "2026-01"): 15, cell(REPORTED, "2026-05"): 15}),
    Story("两次各裁120人,每次只到国家标准,合计到省标准,疑似拆分",
          [laid_off("2026-01-05", 120, "2026-02-05"), laid_off("2026-02-05", 120, "2026-03-08")],
          {cell(REPORTED, "2026-01"): 120, cell(REPORTED, "2026-02"): 120, cell(SPLIT, "2026-01"): 120, cell(SPLIT, "2026-02"): 120}),
    Story("一次裁300人另裁5人,300人自己已达标准,不是拆分",
          [laid_off("2026-01-05", 300, "2026-02-05"), laid_off("2026-02-05", 5, "2026-03-08")],
          {cell(REPORTED, "2026-01"): 300, cell(REPORTED, "2026-02"): 5}),
    Story("二十人同日停保而没有报告", twenty, {cell(SILENT, "2026-03"): 20}),
    Story("十九人停保,职工总数不知道,不能按比例判断", leave(19), {}),
    Story("一个减员是别的企业的,更正后只剩十九人", [*twenty, corrected(twenty[0], "2026-04-01", enterprise=SHOP)], {}),
    Story("一个减员被撤销,只剩十九人", [*twenty, retracted(twenty[0], "2026-04-01")], {}),
    Story("两个证件号是一人,只有十九人", [*twenty, merged("工0", "工1", "2026-04-01")], {}),
    Story("更正把一人的减员移到大连,企业合计判断,各市各计", [*twenty, corrected(twenty[1], "2026-04-01", city=DALIAN)],
          {cell(SILENT, "2026-03"): 19, cell(SILENT, "2026-03", DALIAN): 1}),
    Story("有报告的不是线索", [report, *leave(25)], {cell(REPORTED, "2026-02"): 25}),
    Story("停保以后才报告,是迟报,不再是未报告", [*leave(25), laid_off("2026-04-20", 25, "2026-03-10")],
          {cell(REPORTED, "2026-04"): 25, cell(LATE, "2026-04"): 25}),
    Story("报告25人,实际50人停保,多出的25人没有报告", [report, *leave(50)],
          {cell(REPORTED, "2026-02"): 25, cell(SILENT, "2026-03"): 25}),
    Story("报告撤销后,又成未报告", [report, *leave(25), retracted(report, "2026-04-01")], {cell(SILENT, "2026-03"): 25}),
    Story("二十五人一同到一家新公司参保,是整体划转", [*leave(25), *arrive_at(25)], {}),
    Story("先在新公司参保,后停保,也是划转", [*arrive_at(25, "2026-02-20"), *leave(25)], {}),
    Story("办理参保关系转移的,没有停保", [transferred(f"工{n}", "2026-03-10", from_enterprise=MILL) for n in range(25)], {}),
    Story("二十五人中四人自找了同一家单位,仍是二十五人", [*leave(25), *arrive_at(4)], {cell(SILENT, "2026-03"): 25}),
    Story("那家单位是登记的承继单位,四人随之划转", [*leave(25), *arrive_at(4), succeeded("2026-03-01", YARD)],
          {cell(SILENT, "2026-03"): 21}),
    Story("监测月报填了承接单位,也算", [*leave(25), *arrive_at(4), monitored(reduced=30, moved_persons=4, successor=YARD, base=5000)],
          {cell(SILENT, "2026-03"): 21}),
    Story("停保后一月内复工的,没有被裁", [*leave(25), *arrive_at(10, "2026-04-01", enterprise=MILL)], {}),
    Story("两月后才重新参保的,当时被裁", [*leave(25), *arrive_at(10, "2026-05-20", enterprise=MILL)], {cell(SILENT, "2026-03"): 25}),
    Story("退休和转出的不是裁员", [*leave(15, reason="retire"), *leave(15, prefix="转", reason="transfer_out")], {}),
    Story("三十人的小厂一月内走五人,超过百分之十", [listed("2026-01-05", 30, "private", False), *leave(5)], {cell(SILENT, "2026-03"): 5}),
    Story("小厂走四人,不到列线索的人数", [listed("2026-01-05", 30, "private", False), *leave(4)], {}),
    Story("报送花名册时二百人,走十九人不到百分之十", [filed("2026-02-01", 200), *leave(19)], {}),
    Story("三月走十二人,五月走十二人,滚动九十日合计二十四人",
          [*leave(12), *leave(12, "2026-05-12", "后")], {cell(SILENT, "2026-03"): 12, cell(SILENT, "2026-05"): 12}),
    Story("同一人重复停保只计一次", [*leave(19), uninsured("工0", "2026-03-25", enterprise=MILL)], {}),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_a_story_of_layoffs_makes_exactly_its_figures(ledger: FastWarehouse, story: Story) -> None:
    check(ledger, story, TOLD, later=MOVING)


DUTIES = [
    ("二百人以上含二百人", 200, 9000, "province_persons"),
    ("国有规上超过百分之十", 110, 1000, "province_state_share"),
    ("国有规上恰为百分之十,列入复核", 100, 1000, "province_state_share_review"),
    ("二十人以上", 20, 9000, "law_persons"),
    ("不到二十人而占百分之十", 19, 190, "law_share"),
    ("都不到", 19, 9000, None),
]


def test_a_report_says_which_duty_it_reaches(ledger: FastWarehouse) -> None:
    events: list[Event] = []
    for n, (sentence, persons, headcount, _) in enumerate(DUTIES):
        ownership, firm = "state" if "国有" in sentence else "private", f"91210100MA0{n:06d}X"
        events.append(listed("2026-01-05", 8000, ownership, enterprise=firm))
        events.append(laid_off("2026-03-02", persons, "2026-04-04", headcount, firm))
    ledger.arrive(events)
    found = ledger.con.execute(
        "select dimensions ->> '$.duty' from warehouse.evidence.evidence where metric = 'layoffs_reported' order by subject"
    ).fetchall()
    assert [duty for (duty,) in found] == [duty for *_, duty in DUTIES]


def test_the_long_period_tells_what_the_short_one_does_not(ledger: FastWarehouse) -> None:
    ledger.arrive([*leave(12), *leave(12, "2026-05-12", "后"), *leave(20, enterprise=SHOP)])
    found = ledger.con.execute(
        "select distinct subject, cast(dimensions ->> '$.within_days' as integer) from warehouse.evidence.evidence where metric = ?",
        [SILENT],
    ).fetchall()
    assert set(found) == {(MILL, 90), (SHOP, 30)}


def test_each_lead_opens_to_its_events_and_says_that_it_is_no_verdict(ledger: FastWarehouse) -> None:
    late = laid_off("2026-03-30", 30, "2026-04-04", enterprise=SHOP)
    ledger.arrive([*twenty, late], through="marts")
    leads = ledger.con.execute(
        "select enterprise, metric, persons, late_days, wording from warehouse.marts.rpt_layoff_leads order by enterprise"
    ).fetchall()
    assert [row[:4] for row in leads] == [(MILL, "layoffs_detected", 20, None), (SHOP, "layoffs_late", 30, 25)]
    assert all("线索" in wording and "不是结论" in wording for *_, wording in leads)
    opened = ledger.con.execute(
        "select count(distinct l.subject), min(l.type) from warehouse.evidence.evidence e join log.main.events l on l.seq = e.event_seq"
        " where e.metric = 'layoffs_detected' and e.subject = ?",
        [MILL],
    ).fetchone()
    assert opened == (20, "insurance_ended")
