"""May the monitoring panel be published? Its posts balance, its sub-totals are possible, its rates are those of its counts.

The suite looks at the frame of fct_monitored_jobs.sql: one row per (city, population, dimension, code).
"""

import great_expectations as gx

from expectations.checks import ExpectColumnValuesToBeBetween as Between
from expectations.thresholds import Thresholds
from expectations.wording import said

CELL = ("city_name", "population", "dimension", "code")


def suite(_thresholds: Thresholds) -> gx.ExpectationSuite:
    """The expectations on the panel, by ID."""
    report = "用 taizhang explain 打开该市建档期人数，找出四个人数不平的企业月报;多半是只更正了其中一个数，补报 event_corrected"
    parts = "打开减员和期末人数的证据，查分项代码有无缺失或重复;分项表与总体须同一月份、同一范围"
    rebuild = "查监测模型的汇总，再重新运行 taizhang build"
    expectations = [
        Between(
            column="balance_gap", min_value=0, max_value=0, severity="critical",
            meta=said(
                "E601", "建档期加新招减减员加整体划转等于调查期末", report,
                *CELL, "base_persons", "hired_persons", "reduced_persons", "moved_persons", "end_persons", may_be_empty=True,
            ),
        ),
        Between(
            column="parts_gap", min_value=0, max_value=0, severity="critical",
            meta=said(
                "E602", "产业、经济类型、规模和减员类型的分项之和各等于总体，分项不多于总体", parts,
                "city_name", "population", "base_persons", "reduced_persons", "end_persons", "parts_gap", may_be_empty=True,
            ),
        ),
        Between(
            column="hidden_excess", max_value=0, severity="critical",
            meta=said("E603", "隐性失业人数不多于调查期末人数", report, *CELL, "hidden_persons", "end_persons", may_be_empty=True),
        ),
        Between(
            column="lowest_value", min_value=0, severity="critical",
            meta=said(
                "E604", "监测的各项人数不为负", report,
                *CELL, "base_persons", "reduced_persons", "end_persons", "lowest_value", may_be_empty=True,
            ),
        ),
        Between(
            column="rate_gap_pp", max_value=0.0051, severity="critical",
            meta=said(
                "E605", "岗位变动率和隐性失业率等于重新计算的比率", rebuild,
                *CELL, "net_persons", "base_persons", "change_pct", "hidden_pct", may_be_empty=True,
            ),
        ),
        Between(
            column="province_gap", min_value=0, max_value=0, severity="critical",
            meta=said(
                "E606", "全省每个分项的人数等于各市之和", rebuild,
                *CELL, "base_persons", "cities_base_persons", "end_persons", "cities_end_persons", may_be_empty=True,
            ),
        ),
        Between(
            column="figure_gap", min_value=0, max_value=0, severity="critical",
            meta=said(
                "E607", "监测总体的建档期和期末人数等于该市指标", rebuild,
                "city_name", "base_persons", "figure_base_persons", "end_persons", "figure_end_persons", may_be_empty=True,
            ),
        ),
    ]  # fmt: skip
    return gx.ExpectationSuite(name="fct_monitored_jobs", meta={"title": "失业动态监测"}, expectations=expectations)
