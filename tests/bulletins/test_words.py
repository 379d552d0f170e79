"""Wording and number formats, against sentences and rules of real bulletins."""

from dataclasses import fields
from datetime import date
from decimal import Decimal

import pytest

from bulletins import words
from bulletins.marts import CityMetric, Metric
from bulletins.structure import Cell


def metric(kind: str = "flow", name: str = "城镇新增就业", unit: str = "人", direction: str = "at_least") -> Metric:
    return Metric("m", name, unit, kind, 2 if kind == "rate" else 0, direction, True, True, 1, "", None, None)


def row(month: int = 6, **values: object) -> CityMetric:
    """A figure with everything missing but what the test names; numbers are given as text."""
    empty = {field.name: None for field in fields(CityMetric)}
    given = {k: Decimal(v) if isinstance(v, str) and v[-1].isdigit() else v for k, v in values.items()}
    known = {"month": date(2026, month, 1), "city": "210000", "metric": "m"}
    return CityMetric(**{**empty, **known, **given})  # type: ignore[arg-type]


def test_the_national_half_year_bulletin_reads_as_it_was_published() -> None:
    published = row(
        cumulative_value="6540000", last_year_value="6980000", change_value="-440000", change_pct="-6.3037",
        target_value="11000000", target_direction="at_least", completion_pct="59.45", lead_pp="9.45",
    )  # fmt: skip
    text = words.sentence(metric(), published, "全国", threshold_pp=Decimal(10))
    assert (
        text == "1至6月，全国城镇新增就业6540000人，完成全年目标任务的59.45%，与序时进度基本一致，同比减少440000人，下降6.30%。"
    )


@pytest.mark.parametrize(
    ("lead", "said"),
    [
        ("2", "快于序时进度2.00个百分点"),
        ("1.9999", "与序时进度基本一致"),
        ("0", "与序时进度基本一致"),
        ("-1.99", "与序时进度基本一致"),
        ("-2", "慢于序时进度2.00个百分点"),
        (None, "—"),
    ],
)
def test_two_points_separate_faster_and_slower_from_level(lead: str | None, said: str) -> None:
    assert words.pace(None if lead is None else Decimal(lead)) == said


def test_the_threshold_comes_from_the_caller() -> None:
    assert words.pace(Decimal(3), threshold_pp=Decimal(5)) == "与序时进度基本一致"
    assert words.pace(Decimal("0.5"), threshold_pp=Decimal(0)) == "快于序时进度0.50个百分点"


def test_missing_and_zero_bases_are_said_not_computed() -> None:
    assert words.year_on_year(metric(), row(cumulative_value="5")) == "上年同期无可比数据"
    zero_base = row(cumulative_value="5", last_year_value="0", change_value="5")
    assert words.year_on_year(metric(), zero_base) == "上年同期为0，同比增加5人"
    level = row(cumulative_value="5", last_year_value="5", change_value="0", change_pct="0")
    assert words.year_on_year(metric(), level) == "同比持平"


def test_rates_change_in_points_and_stand_against_their_bound() -> None:
    rate = metric("rate", "城镇登记失业率", "%", "at_most")
    values = {"last_year_value": "4.08", "target_value": "4.50", "target_direction": "at_most"}
    within = row(3, cumulative_value="4.02", change_value="-0.06", lead_pp="0.48", **values)
    assert words.sentence(rate, within, "全省") == (
        "截至3月末，全省城镇登记失业率4.02%，控制在4.50%以内，低于控制线0.48个百分点，同比下降0.06个百分点。"
    )
    above = row(3, cumulative_value="4.61", change_value="0.53", lead_pp="-0.11", **values)
    assert "高于4.50%的控制线0.11个百分点，未完成控制任务，同比上升0.53个百分点" in words.sentence(rate, above, "全省")
    exact = row(3, cumulative_value="4.50", change_value="0.42", lead_pp="0", **values)
    assert "控制在4.50%以内，与控制线持平" in words.sentence(rate, exact, "全省")


def test_a_rate_without_denominator_is_not_printed_as_zero() -> None:
    assert words.sentence(metric("rate", "安置率", "%"), row(), "全省") == "截至6月末，全省安置率—，暂无法计算。"


def test_january_has_no_range() -> None:
    assert words.period(date(2026, 1, 1)) == "1月"
    assert words.sentence(metric(), row(1, cumulative_value="7"), "全省").startswith("1月，全省城镇新增就业7人，未下达目标")


@pytest.mark.parametrize(
    ("cell", "printed"),
    [
        (Cell(Decimal("249786.0000"), "count"), "249786"),
        (Cell(Decimal("2.5"), "count"), "3"),
        (Cell(Decimal("3.865"), "rate"), "3.87"),
        (Cell(Decimal("-0.004"), "signed_rate"), "0.00"),
        (Cell(Decimal("8842"), "signed_count"), "+8842"),
        (Cell(Decimal("-1333"), "signed_count"), "-1333"),
        (Cell(Decimal("5.5"), "days"), "5.5"),
        (Cell(Decimal("5"), "days"), "5"),
        (Cell(None, "count"), "—"),
        (Cell(None, "text"), "—"),
        (Cell(date(2026, 3, 1), "month"), "2026-03"),
        (Cell(7, "rank"), "7"),
    ],
)
def test_cells_print_by_their_kind(cell: Cell, printed: str) -> None:
    assert words.cell_text(cell) == printed


def test_document_number_has_hexagonal_brackets_and_no_leading_zero() -> None:
    assert words.document_number("辽就业通报", 2026, 6) == "辽就业通报〔2026〕6号"


def test_half_width_marks_of_a_definition_become_full_width() -> None:
    assert words.typeset("新就业减自然减员;一人一年只计一次,不重复。") == "新就业减自然减员；一人一年只计一次，不重复"
