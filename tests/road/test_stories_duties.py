"""Worked stories of the duties in a placement: the plan gate, protected workers, both spouses, internal retirement, compensation."""

import pytest

from tests.road.fast_warehouse import FastWarehouse
from tests.road.stories import Story, cell, check
from tests.road.telling import (
    MILL,
    YARD,
    average_wage,
    corrected,
    diverted,
    entry,
    merged,
    paid,
    person,
    plan_reached,
    retracted,
    rostered,
    separated,
)  # fmt: skip

GATE, PROTECTED, SPOUSES, EARLY = (
    "plan_gate_violations",
    "protected_dismissals",
    "both_spouses_dismissed",
    "early_internal_retirements",
)
OWED, PAID, LEFT = "compensation_owed", "compensation_paid", "compensation_outstanding"
TOLD = (GATE, PROTECTED, SPOUSES, EARLY, OWED, PAID, LEFT)

passed = [plan_reached("drafted", "2026-01-05"), plan_reached("voted", "2026-01-20"), plan_reached("funded", "2026-01-25"),
          plan_reached("published", "2026-02-01")]  # fmt: skip
unfunded = [stage for stage in passed if "funded" not in stage["data"]]
too_soon = separated("甲", "2026-02-20")
wrong_plan = plan_reached("voted", "2026-01-20", enterprise=YARD)


def dissolved(
    who: str, day: str = "2026-02-20", since: str = "2016-02-21", wage: int = 5000, **more: object
) -> dict[str, object]:
    return separated(who, day, employed_since=since, average_wage_yuan=wage, **more)


def retires(born: str, day: str, sex: str = "1", **more: object) -> list[dict[str, object]]:
    return [rostered("甲", f"{day[:4]}-01-10", sex=sex, birth_month=born, **more),
            diverted("甲", day, "internal_retirement")]  # fmt: skip


STORIES = [
    Story("方案经职代会通过、资金落实并公布之后才解除,合规", [*passed, rostered("甲", "2026-02-02"), too_soon], {}),
    Story("没有方案就解除,未过关", [rostered("甲", "2026-02-02"), too_soon], {cell(GATE, "2026-02"): 1}),
    Story("方案通过了、公布了,资金没有落实就解除,未过关", [*unfunded, rostered("甲", "2026-02-02"), too_soon], {cell(GATE, "2026-02"): 1}),
    Story("解除之后才公布方案,仍是未过关", [*passed[:3], plan_reached("published", "2026-03-01"), rostered("甲", "2026-02-02"), too_soon],
          {cell(GATE, "2026-02"): 1}),
    Story("上一年度的方案不管本年度的解除", [plan_reached(stage, "2025-01-20", programme_year=2025) for stage in ("voted", "funded", "published")]
          + [rostered("甲", "2026-02-02"), too_soon], {cell(GATE, "2026-02"): 1}),
    Story("本人辞职不是方案的实施,不查关口", [rostered("甲", "2026-02-02"), separated("甲", "2026-02-20", reason="art37")], {}),
    Story("列入花名册之前已解除的,不在范围,不查关口", [separated("甲", "2026-01-20"), rostered("甲", "2026-02-02")], {}),
    Story("方案报到了别的企业名下,更正之后过关", [*passed[2:], wrong_plan, rostered("甲", "2026-02-02"), too_soon,
          corrected(wrong_plan, "2026-03-01", enterprise=MILL)], {}),
    Story("公布一步录错被撤销,已解除的变为未过关", [*passed, rostered("甲", "2026-02-02"), too_soon, retracted(passed[3], "2026-03-05")],
          {cell(GATE, "2026-02"): 1}),
    Story("解除残疾职工,列为受保护人员待核实", [*passed, rostered("甲", "2026-02-02", protection="disabled"), too_soon], {cell(PROTECTED, "2026-02"): 1}),
    Story("企业破产终止劳动关系的,不算解除受保护人员", [*passed, rostered("甲", "2026-02-02", protection="model_worker"),
          separated("甲", "2026-02-20", reason="art44_4")], {}),
    Story(
        "夫妻同在一厂,三周内先后被解除:两人各列一条,都记在后一人解除的月份",
        [*passed, rostered("甲", "2026-02-02", spouse=person("乙")), rostered("乙", "2026-02-02", spouse=person("甲")),
         separated("甲", "2026-02-20"), separated("乙", "2026-03-12")],
        {cell(SPOUSES, "2026-03"): 2},
    ),
    Story(
        "夫妻相隔两个月被解除,不算同时",
        [*passed, rostered("甲", "2026-02-02", spouse=person("乙")), separated("甲", "2026-02-20"), separated("乙", "2026-04-22")],
        {},
    ),
    Story(
        "只有一方被解除,另一方辞职,不算",
        [*passed, rostered("甲", "2026-02-02", spouse=person("乙")), separated("甲", "2026-02-20"), separated("乙", "2026-02-25", reason="art37")],
        {},
    ),
    Story(
        "配偶用另一个证件号被解除,两号合并后看得出是夫妻双双解除",
        [*passed, rostered("甲", "2026-02-02", spouse=person("乙")), separated("甲", "2026-02-20"), separated("乙的旧号", "2026-02-25"),
         merged("乙", "乙的旧号", "2026-05-01")],
        {cell(SPOUSES, "2026-02"): 1},
    ),
    Story("男,1968年6月生:改革后60岁零11个月退休;2026年6月退养,差2年11个月,合规(A8)", retires("1968-06", "2026-06-16"), {}),
    Story("男,1971年3月生:改革后61岁零7个月退休,到2032年10月;2027年10月退养恰差5年,含满5年(A8)", retires("1971-03", "2027-10-16"), {}),
    Story("同一人早一个月退养,差5年零1个月,过早(A8)", retires("1971-03", "2027-09-16"), {cell(EARLY, "2027-09"): 1}),
    Story("女工人岗,1979年12月生:改革后52岁零6个月退休;2026年6月退养,差6年,过早", retires("1979-12", "2026-06-16", sex="2", retirement_post="worker"),
          {cell(EARLY, "2026-06"): 1}),
    Story("女管理岗,1977年1月生:改革后56岁零10个月退休;2026年6月退养,差7年多,过早", retires("1977-01", "2026-06-16", sex="2", retirement_post="cadre"),
          {cell(EARLY, "2026-06"): 1}),
    Story("同一女职工没有填岗位,按较早的工人岗年龄判断,不列", retires("1977-01", "2026-06-16", sex="2"), {}),
    Story("特殊工种另有规定,不作判断", retires("1985-01", "2026-06-16", retirement_post="special"), {}),
    Story("没有出生年月的,不作判断", [rostered("甲", "2026-01-10"), diverted("甲", "2026-06-16", "internal_retirement")], {}),
    Story(
        "整十年工龄,月工资5000元:应付五万元,分两次付清",
        [*passed, rostered("甲", "2026-02-02"), dissolved("甲"), paid("甲", "2026-03-10", 30000), paid("甲", "2026-04-10", 20000)],
        {cell(OWED, "2026-02"): 50000, cell(LEFT, "2026-02"): 50000, cell(PAID, "2026-03"): 30000, cell(LEFT, "2026-03"): -30000,
         cell(PAID, "2026-04"): 20000, cell(LEFT, "2026-04"): -20000},
    ),
    Story("零头满六个月算一年", [dissolved("甲", since="2015-08-21")], {cell(OWED, "2026-02"): 55000, cell(LEFT, "2026-02"): 55000}),
    Story("零头不满六个月算半年", [dissolved("甲", since="2015-08-22")], {cell(OWED, "2026-02"): 52500, cell(LEFT, "2026-02"): 52500}),
    Story(
        "工资高于上年社平三倍:按三倍,年限最多十二年",
        [average_wage(2025, 8000, "2026-01-15"), dissolved("甲", since="2006-02-21", wage=30000)],
        {cell(OWED, "2026-02"): 288000, cell(LEFT, "2026-02"): 288000},
    ),
    Story("工资恰为三倍:不封顶,二十年都算", [average_wage(2025, 8000, "2026-01-15"), dissolved("甲", since="2006-02-21", wage=24000)],
          {cell(OWED, "2026-02"): 480000, cell(LEFT, "2026-02"): 480000}),
    Story("本人辞职没有经济补偿", [dissolved("甲", reason="art37")], {}),
    Story("多付的不冲抵别人", [dissolved("甲"), dissolved("乙"), paid("甲", "2026-03-10", 80000)],
          {cell(OWED, "2026-02"): 100000, cell(LEFT, "2026-02"): 100000, cell(PAID, "2026-03"): 80000, cell(LEFT, "2026-03"): -50000}),
    Story("清欠工资不是经济补偿", [dissolved("甲"), paid("甲", "2026-03-10", 80000, kind="wage_arrears")],
          {cell(OWED, "2026-02"): 50000, cell(LEFT, "2026-02"): 50000}),
]  # fmt: skip


@pytest.mark.parametrize("story", STORIES, ids=str)
def test_a_story_of_duties_makes_exactly_its_figures(ledger: FastWarehouse, story: Story) -> None:
    check(ledger, story, TOLD)


def test_a_plan_that_arrives_after_the_bulletin_is_named_as_the_cause_of_the_restatement(ledger: FastWarehouse) -> None:
    ledger.arrive([*passed[:3], rostered("甲", "2026-02-02"), too_soon], through="marts")
    ledger.arrive(
        [entry("bulletin_issued", "210000", "2026-03-05", "210000", issue="2026-02-1", month="2026-02", cutoff_seq=ledger.seq)],
        through="marts",
    )
    ledger.arrive([passed[3]], through="marts")
    rows = ledger.con.execute(
        "select metric, amount, cause_seq, reason from warehouse.intermediate.int_figures__changed_evidence"
    ).fetchall()
    assert [(metric, int(amount), cause, reason) for metric, amount, cause, reason in rows] == [
        (GATE, -1, ledger.seq, "late_event")
    ]
