"""How an item of the year's assessment is worked out, in the words of the sheet that the city reads."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from flows.assess import worked


def item(completion: str, points: str, lead: str, how: str = "linear", is_estimated: bool = False) -> dict[str, Any]:
    return {
        "unit_name": "人", "target_value": Decimal(1000), "assessed_in": date(2026, 12, 1), "cumulative_value": Decimal(980),
        "completion_pct": Decimal(completion), "lead_pp": Decimal(lead), "points": Decimal(points), "max_points": Decimal(10),
        "how": how, "is_estimated": is_estimated,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("case", "said"),
    [
        (item("100.0000", "10.0000", "0"), "达到;得满分"),
        (item("98.0000", "9.8000", "-2"), "差 2 个百分点;按完成程度得 9.8 分"),
        (item("98.0000", "0.0000", "-2", "all_or_nothing"), "差 2 个百分点;未完成,不得分"),
        (item("0.0000", "0.0000", "-100"), "差 100 个百分点;未完成,不得分"),
        (item("98.0000", "9.8000", "-2", is_estimated=True), "按完成程度得 9.8 分(年度未满,按序时进度估算)"),
    ],
)
def test_the_sheet_says_how_far_the_target_was_reached_and_what_that_earns(case: dict[str, Any], said: str) -> None:
    assert worked(case).startswith("目标 1000人,2026-12 累计 980人,完成率 ")
    assert worked(case).endswith(said)
