"""May the month be published with the sources that were heard? Each city's families, and how late they were.

The suite looks at the frame of fct_source_timeliness.sql: one row per (city, source family).
"""

import great_expectations as gx
from great_expectations.expectations.row_conditions import Column

from expectations.checks import ExpectColumnValuesToBeBetween as Between
from expectations.thresholds import Thresholds
from expectations.wording import said

SOURCE = ("city_name", "source_family_name", "event_count")


def suite(thresholds: Thresholds) -> gx.ExpectationSuite:
    """The expectations on the sources, by ID."""
    least = thresholds.minimum_events
    late, rejected = thresholds.late_share_warning_pct, thresholds.rejected_share_warning_pct
    family = Column("source_family")
    expectations = [
        Between(
            column="event_count", min_value=least, severity="critical",
            row_condition=family.is_in(["insurance", "registration"]),
            meta=said(
                "E201", f"每个市的社会保险、就业失业登记本月至少有 {least} 条事件",
                "请该市补送数据后重新构建；确实无法按期补送的，由业务处室在 waivers.yml 写明理由和期限", *SOURCE,
            ),
        ),
        Between(
            column="event_count", min_value=least, severity="warning",
            row_condition=family.is_in(["enterprise", "service"]),
            meta=said(
                "E202", f"每个市的企业、公共就业服务本月至少有 {least} 条事件", "请该市确认本月确无业务，或补送数据",
                *SOURCE,
            ),
        ),
        Between(
            column="late_excess", max_value=0, severity="critical",
            meta=said("E203", "迟报数不多于事件数", "查来源时效模型的口径", *SOURCE, "late_count"),
        ),
        Between(
            column="late_share_pct", max_value=late, severity="warning",
            meta=said(
                "E204", f"迟报占比不超过 {late:g}%", "在通报的数据质量部分点明该市，并约定补报日期",
                *SOURCE, "late_count", "late_share_pct", may_be_empty=True,
            ),
        ),
        Between(
            column="rejected_share_pct", max_value=rejected, severity="warning",
            meta=said(
                "E205", f"退回占比不超过 {rejected:g}%", "把退回表发还该市改正后重送",
                *SOURCE, "rejected_count", "rejected_share_pct", may_be_empty=True,
            ),
        ),
    ]  # fmt: skip
    return gx.ExpectationSuite(name="fct_source_timeliness", meta={"title": "来源与时效"}, expectations=expectations)
