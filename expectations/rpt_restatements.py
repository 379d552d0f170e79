"""May the month be published with what it says about the last issue? Not too much restated, and every change explained.

The suite looks at the frame of rpt_restatements.sql: one row per restated cell, one total per metric. Before the first
issue the frame is empty, and every expectation here is content.
"""

import great_expectations as gx
from great_expectations.expectations.row_conditions import Column

from expectations.checks import ExpectColumnValuesToBeBetween as Between
from expectations.checks import ExpectColumnValuesToBeInSet as InSet
from expectations.thresholds import Thresholds
from expectations.wording import said

REASONS = ("late_event", "correction", "retraction", "person_merged", "person_split", "rule_changed", "target_revised")
CELL = ("month", "city_name", "metric_name")
WEIGHED = ("month", "city_name", "metric_name", "restated_amount", "province_value", "restated_share_pct")


def suite(thresholds: Thresholds) -> gx.ExpectationSuite:
    """The expectations on the restatements, by ID."""
    expectations = [*_small(thresholds), *_explained()]
    return gx.ExpectationSuite(name="rpt_restatements", meta={"title": "对上期的修订"}, expectations=expectations)


def _small(thresholds: Thresholds) -> list[Between]:
    warning, critical = thresholds.restated_warning_pct, thresholds.restated_critical_pct
    # a count restated by a handful of persons says nothing, however small the base; a rate has no such floor
    weighty = (Column("metric_kind") == "rate") | (Column("restated_amount") >= thresholds.restated_minimum)
    # corroboration comes after the placement by its nature, so rates and checks move: only judged counts stop
    enough = Column("restated_amount") >= thresholds.restated_minimum
    base = "修订量（各市绝对值之和，率按全省）占全省累计数"
    return [
        Between(
            column="restated_share_pct", max_value=warning, row_condition=weighty, severity="warning",
            meta=said("E401", f"{base}不超过 {warning:g}%", "在通报的修订表中说明原因", *WEIGHED, may_be_empty=True),
        ),
        Between(
            column="judged_share_pct", max_value=critical, row_condition=enough, severity="critical",
            meta=said(
                "E402", f"考核人数的{base}不超过 {critical:g}%", "逐市打开修订事由查明原因；属实的，先发更正再发本期",
                *WEIGHED, may_be_empty=True,
            ),
        ),
    ]  # fmt: skip


def _explained() -> list[Between | InSet]:
    cell = Column("row_kind") == "cell"
    values = ("published_value", "current_value", "difference")
    return [
        InSet(
            column="reason_or_none", value_set=list(REASONS), row_condition=cell, severity="critical",
            meta=said(
                "E403", "每条修订都有六种原因之一", "查修订模型为何判不出原因",
                *CELL, *values, "reason", may_be_empty=True,
            ),
        ),
        Between(
            column="difference_gap", min_value=0, max_value=0, severity="critical",
            meta=said("E404", "差额等于现在数减已发布数", "查修订模型的差额列", *CELL, *values, may_be_empty=True),
        ),
        Between(
            column="is_stale", min_value=0, max_value=0, severity="critical",
            meta=said(
                "E405", "修订表的现在数与指标表一致", "两张表不是同一次构建的，重新运行 taizhang build",
                *CELL, "current_value", "mart_value", may_be_empty=True,
            ),
        ),
        Between(
            column="is_unexplained", min_value=0, max_value=0, severity="warning",
            meta=said(
                "E406", "因事件引起的修订都列明了事件，且件数相符", "查修订事由表，找出没有列入的事件",
                *CELL, "difference", "reason", "cause_count", "listed_cause_count", may_be_empty=True,
            ),
        ),
    ]  # fmt: skip
