"""Thresholds come from a plain mapping; a slip in it is refused, not ignored."""

import pytest

from expectations.outcome import GateCannotRun
from expectations.thresholds import Thresholds


def test_nothing_given_means_the_defaults() -> None:
    assert Thresholds.from_mapping(None) == Thresholds.from_mapping({}) == Thresholds()


def test_a_given_value_replaces_its_default_only() -> None:
    changed = Thresholds.from_mapping({"restated_critical_pct": 5})
    assert (changed.restated_critical_pct, changed.restated_warning_pct) == (5, 2)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"restated_pct": 5}, "不认识的名称 restated_pct"),
        ({"restated_warning_pct": "5"}, "restated_warning_pct 的值 '5' 不是非负数"),
        ({"drift_factor": True}, "drift_factor 的值 True 不是非负数"),
        ({"late_share_warning_pct": -1}, "不是非负数"),
        ({"drift_factor": 0.5}, "小于 1"),
        ({"sample_rows": 2.5}, "不是整数"),
    ],
)
def test_a_slip_is_refused(values: dict[str, object], said: str) -> None:
    with pytest.raises(GateCannotRun, match=said):
        Thresholds.from_mapping(values)
