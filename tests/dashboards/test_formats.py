"""How figures are written."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from dashboards import formats


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (None, 0, "—"), (Decimal("12345.0000"), 0, "12,345"), (Decimal("-3.4"), 2, "−3.40"), (Decimal("0.005"), 2, "0.01"),
        (Decimal("-0.001"), 2, "0.00"), (0, 0, "0"),
    ],
)  # fmt: skip
def test_a_figure_is_written_with_its_decimals_and_a_missing_one_as_a_dash(
    value: Decimal | None, decimals: int, written: str
) -> None:
    assert formats.number(value, decimals) == written


@pytest.mark.parametrize(
    ("value", "written"), [(Decimal("2.739"), "+2.74"), (Decimal("-4.311"), "−4.31"), (Decimal(0), "0.00"), (None, "—")]
)
def test_a_difference_bears_its_sign_and_zero_bears_none(value: Decimal | None, written: str) -> None:
    assert formats.signed(value, 2) == written


def test_the_smallest_difference_keeps_its_sign() -> None:
    assert formats.signed(Decimal("0.01"), 2) == "+0.01"


@pytest.mark.parametrize(
    ("kind", "direction", "lead", "words", "standing"),
    [
        ("flow", "at_least", "3.21", "快于序时 3.21 个百分点", "ahead"),
        ("flow", "at_least", "-3.21", "慢于序时 3.21 个百分点", "behind"),
        ("rate", "at_least", "-0.81", "低于目标 0.81 个百分点", "behind"),
        ("rate", "at_most", "0.26", "低于上限 0.26 个百分点", "ahead"),
        ("rate", "at_most", "-0.5", "超出上限 0.50 个百分点", "behind"),
        ("flow", "at_least", None, "未下达目标", "none"),
    ],
)
def test_below_a_limit_is_good_and_below_a_target_is_not(
    kind: str, direction: str, lead: str | None, words: str, standing: str
) -> None:
    row = {"kind": kind, "target_direction": direction, "lead_pp": None if lead is None else Decimal(lead)}
    assert (formats.standing_words(row), formats.standing(row)) == (words, standing)


@pytest.mark.parametrize(
    ("span", "kind", "name"),
    [("month", "flow", "2026年6月"), ("cumulative", "flow", "2026年1—6月"), ("cumulative", "stock", "2026年6月末")],
)
def test_a_span_is_named_as_bulletins_name_it(span: str, kind: str, name: str) -> None:
    assert formats.span_name(date(2026, 6, 1), span, kind) == name


def test_january_has_no_span_of_months() -> None:
    assert formats.span_name(date(2026, 1, 1), "cumulative", "flow") == "2026年1月"


def test_a_moment_at_midnight_is_a_date() -> None:
    assert formats.moment(datetime(2026, 3, 5)) == "2026-03-05"
    assert formats.moment(datetime(2026, 3, 5, 9, 30)) == "2026-03-05 09:30"
