"""May the figures be published? Each is the sum of its evidence, and the persons behind it are the right ones.

The suite looks at the frame of fct_evidence.sql: sums made by SQL, one row per (city, metric); no person leaves it.
"""

import great_expectations as gx

from expectations.checks import ExpectColumnValuesToBeBetween as Between
from expectations.thresholds import Thresholds
from expectations.wording import said

CELL = ("city_name", "metric_name")


def suite(_thresholds: Thresholds) -> gx.ExpectationSuite:
    """The expectations on the evidence behind the figures, by ID."""
    rebuild = "用 taizhang explain 打开该格；证据与指标不是同一次构建的，重新运行 taizhang build"
    expectations = [
        Between(
            column="month_gap", min_value=0, max_value=0, severity="critical",
            meta=said(
                "E501", "各市每个本月数（存量为期末数）等于其证据之和", rebuild,
                *CELL, "month_value", "evidence_month_value",
            ),
        ),
        Between(
            column="cumulative_gap", min_value=0, max_value=0, severity="critical",
            meta=said(
                "E502", "各市每个累计数等于其证据之和", rebuild, *CELL, "cumulative_value", "evidence_cumulative_value"
            ),
        ),
        Between(
            column="stock_gap", min_value=0, max_value=0, severity="critical",
            meta=said(
                "E503",
                "期末登记失业等于期初加本月登记减本月注销", "查上月期末数是否被改，再查登记失业证据的 flow 标记",
                *CELL, "month_value", "start_value", "in_value", "out_value",
            ),
        ),
        Between(
            column="unplaced_rows", min_value=0, max_value=0, severity="critical",
            meta=said(
                "E504", "没有归不到市或指标的证据", "改正证据的市代码或指标代码：这些行不在任何数字之中",
                "city", "metric", "unplaced_rows",
            ),
        ),
        Between(
            column="outside_persons", min_value=0, max_value=0, severity="critical",
            meta=said(
                "E505",
                "今年每个困难就业的人都在再就业中，每个再就业的人都在城镇新就业中，每个已核实的人都在已安置中（同市同月）",
                "用 taizhang explain 打开该格逐人核对两项证据", *CELL, "outside_persons",
            ),
        ),
        Between(
            column="repeated_persons", min_value=0, max_value=0, severity="critical",
            meta=said(
                "E506", "同一人一年只计一次城镇新就业", "查该人是否跨市重复计数，或合并人员后未冲销",
                *CELL, "repeated_persons",
            ),
        ),
    ]  # fmt: skip
    return gx.ExpectationSuite(name="fct_evidence", meta={"title": "数字与证据"}, expectations=expectations)
