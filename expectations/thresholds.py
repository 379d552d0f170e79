"""The numbers the gate may be tuned with. Identities have none: they hold exactly or they do not."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

from expectations.outcome import GateCannotRun


@dataclass(frozen=True)
class Thresholds:
    """Limits of the expectations; every one may be set in the YAML that `from_mapping` is given."""

    minimum_events: int = 1
    """Events a city's source family must have sent for the month (E201, E202)."""

    late_share_warning_pct: float = 20.0
    """Share of late events of a city's source family above which it is named (E204), in %."""

    rejected_share_warning_pct: float = 10.0
    """Share of rejected rows among all rows a city's source family sent above which it is named (E205), in %."""

    completion_warning_pct: float = 300.0
    """Completion of a target above which the target or the figure is doubted (E118), in %."""

    drift_factor: float = 3.0
    """A month's figure is doubted outside [average / factor, average x factor] of the three months before (E121)."""

    drift_minimum: float = 30.0
    """Average of the three months below which no drift is judged: small numbers jump (E121), in the metric's unit."""

    restated_warning_pct: float = 2.0
    """Restated amount as a share of the province's cumulative figure above which it is named (E401), in %."""

    restated_critical_pct: float = 10.0
    """The same share above which publication stops (E402), in %."""

    restated_minimum: float = 10.0
    """Restated amount of a count below which no share is judged (E401, E402), in the metric's unit."""

    sample_rows: int = 20
    """Failing rows shown for each expectation; the count is always complete."""

    def __post_init__(self) -> None:
        """Refuse what no check could mean. Raises GateCannotRun."""
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
                raise GateCannotRun(f"发布检查阈值 {field.name} 的值 {value!r} 不是非负数：请改为数字")
            if field.type is int and not isinstance(value, int):
                raise GateCannotRun(f"发布检查阈值 {field.name} 的值 {value!r} 不是整数：请改为整数")
        if self.drift_factor < 1:
            raise GateCannotRun(f"发布检查阈值 drift_factor 的值 {self.drift_factor} 小于 1：请改为不小于 1 的倍数")

    @classmethod
    def from_mapping(cls, values: Mapping[str, Any] | None) -> Self:
        """Defaults, changed where `values` says so. Raises GateCannotRun on a name that no check reads."""
        known = {field.name for field in fields(cls)}
        unknown = sorted(set(values or {}) - known)
        if unknown:
            names = "、".join(sorted(known))
            raise GateCannotRun(f"发布检查阈值中有不认识的名称 {'、'.join(unknown)}：可用的名称是 {names}")
        return cls(**(values or {}))
