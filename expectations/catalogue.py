"""Every expectation of the gate, in the order in which the report tells them.

Importing this module imports Great Expectations, which takes seconds: import it inside functions.
"""

from dataclasses import dataclass
from types import ModuleType

import great_expectations as gx

from expectations import (
    fct_city_metrics,
    fct_evidence,
    fct_monitored_jobs,
    fct_placements_by_channel,
    fct_source_timeliness,
    rpt_restatements,
)
from expectations.outcome import Severity
from expectations.thresholds import Thresholds

MARTS: tuple[ModuleType, ...] = (
    fct_city_metrics,
    fct_source_timeliness,
    fct_placements_by_channel,
    rpt_restatements,
    fct_evidence,
    fct_monitored_jobs,
)


@dataclass(frozen=True)
class Entry:
    """One expectation as the reference documentation lists it."""

    expectation_id: str
    mart: str
    severity: Severity
    sentence: str
    mend: str


def suites(thresholds: Thresholds) -> list[gx.ExpectationSuite]:
    """One suite per mart, named as the mart."""
    return [mart.suite(thresholds) for mart in MARTS]


def entries(thresholds: Thresholds | None = None) -> list[Entry]:
    """All expectations in words."""
    return [
        Entry(item.meta["id"], suite.name, item.severity.value, item.meta["sentence"], item.meta["mend"])
        for suite in suites(thresholds or Thresholds())
        for item in suite.expectations
    ]
