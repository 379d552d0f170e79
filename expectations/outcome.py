"""What the gate answers: one outcome per expectation, one verdict for the month."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

Severity = Literal["critical", "warning"]
Standing = Literal["passed", "warned", "waived", "stopped"]

STANDING_NAMES: dict[Standing, str] = {"passed": "通过", "warned": "提醒", "waived": "已豁免", "stopped": "不通过"}


class GateCannotRun(Exception):
    """The gate could not be asked at all; the message says, in Chinese, what is missing and what to do next."""


@dataclass(frozen=True)
class Waiver:
    """A decision of an office to publish with a known failure. It works up to and including the day `expires`."""

    expectation_id: str
    city: str | None
    reason: str
    approved_by: str
    expires: date

    def covers(self, expectation_id: str, city: str | None) -> bool:
        """True for a failing row of this expectation; a waiver without a city covers every row."""
        return self.expectation_id == expectation_id and self.city in (None, city)

    def has_expired(self, today: date) -> bool:
        """True from the day after `expires`."""
        return today > self.expires


@dataclass(frozen=True)
class Outcome:
    """What one expectation found.

    `passed` is the bare finding, before waivers. `observed` says in Chinese how many cells were looked at and how many
    fail. `failing` is a sample of the failing rows (column name to value; always with `city` where the mart has one).
    `waived_by` holds the waivers in force that together cover every failing row; empty where one row is not covered.
    """

    expectation_id: str
    mart: str
    severity: Severity
    passed: bool
    observed: str
    sentence: str
    mend: str
    failing: tuple[dict[str, Any], ...] = ()
    failing_count: int = 0
    waived_by: tuple[Waiver, ...] = ()

    @property
    def standing(self) -> Standing:
        """What the finding means for publication: only "stopped" stops it."""
        if self.passed:
            return "passed"
        if self.waived_by:
            return "waived"
        return "stopped" if self.severity == "critical" else "warned"


@dataclass(frozen=True)
class GateResult:
    """The verdict for one month. `report` is the path of report.html, or None where no folder was given.

    `expired_waivers` did not work; `idle_waivers` are in force and met no failure.
    """

    passed: bool
    month: str
    cutoff_at: datetime
    outcomes: tuple[Outcome, ...]
    expired_waivers: tuple[Waiver, ...] = ()
    idle_waivers: tuple[Waiver, ...] = ()
    report: Path | None = None

    def standing(self, standing: Standing) -> tuple[Outcome, ...]:
        """The outcomes with this standing, in the order of their IDs."""
        return tuple(outcome for outcome in self.outcomes if outcome.standing == standing)

    @property
    def verdict(self) -> str:
        """The verdict as one line of Chinese."""
        stopped = self.standing("stopped")
        if not stopped:
            counts = f"提醒 {len(self.standing('warned'))} 项，豁免 {len(self.standing('waived'))} 项"
            return f"{self.month} 可以发布：{len(self.outcomes)} 项检查，{counts}"
        ids = "、".join(outcome.expectation_id for outcome in stopped)
        return f"{self.month} 不得发布：{len(stopped)} 项关键检查不通过（{ids}）"
