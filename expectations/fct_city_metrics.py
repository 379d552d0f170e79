"""May the city figures be published? Complete, adding up, within what is possible, and not a sudden jump.

The suite looks at the frame of fct_city_metrics.sql: one row per (city, metric) that the month must show.
"""

import great_expectations as gx
from great_expectations.expectations.row_conditions import Column

from expectations.checks import ExpectColumnValuesToBeBetween as Between
from expectations.thresholds import Thresholds
from expectations.wording import said

CELL = ("city_name", "metric_name")
PLACING = Column("metric").is_in(["placements_verified", "placements_refuted"])
NET = Column("metric") == "urban_new_employment"


def suite(thresholds: Thresholds) -> gx.ExpectationSuite:
    """The expectations on the month's figures, by ID."""
    plain = [*_complete(), *_adding_up(), *_contained()]
    expectations = [*plain, *_possible(thresholds), *_ranked(), *_steady(thresholds)]
    return gx.ExpectationSuite(name="fct_city_metrics", meta={"title": "各市指标"}, expectations=expectations)


def _complete() -> list[Between]:
    return [
        Between(
            column="row_count", min_value=1, max_value=1, severity="critical",
            meta=said(
                "E101",
                "全省和每个市的每项指标本月恰有一行", "先运行 taizhang build 补齐该月；仍缺则查该指标模型的粒度",
                *CELL, "row_count",
            ),
        ),
        Between(
            column="blank_count", min_value=0, max_value=0, severity="critical",
            meta=said(
                "E102", "每项人数和存量的本月数、累计数都有值", "查该市该指标有无证据，无证据时模型应给 0 而不是空值",
                *CELL, "month_value", "cumulative_value",
            ),
        ),
    ]  # fmt: skip


def _adding_up() -> list[Between]:
    cities = "用 taizhang explain 打开该指标，比较全省与各市的证据，重新运行 taizhang build"
    net = "核对城镇新就业与自然减员两项，再查净增模型"
    return [
        Between(
            column="province_month_gap", min_value=0, max_value=0, severity="critical",
            meta=said("E103", "全省本月数等于各市本月数之和", cities, *CELL, "month_value", "cities_month_value"),
        ),
        Between(
            column="province_cumulative_gap", min_value=0, max_value=0, severity="critical",
            meta=said(
                "E104", "全省累计数等于各市累计数之和", cities,
                *CELL, "cumulative_value", "cities_cumulative_value",
            ),
        ),
        Between(
            column="net_month_gap", min_value=0, max_value=0, severity="critical",
            meta=said("E105", "本月城镇新增就业等于城镇新就业减自然减员", net, *CELL, "month_value", "net_month_value"),
        ),
        Between(
            column="net_cumulative_gap", min_value=0, max_value=0, severity="critical",
            meta=said(
                "E106", "累计城镇新增就业等于城镇新就业减自然减员", net,
                *CELL, "cumulative_value", "net_cumulative_value",
            ),
        ),
        Between(
            column="months_gap", min_value=0, max_value=0, severity="critical",
            meta=said(
                "E107", "累计数等于今年各月之和", "查今年各月是否都在，再查累计的起算月",
                *CELL, "cumulative_value", "months_value",
            ),
        ),
        Between(
            column="level_gap", min_value=0, max_value=0, severity="critical",
            meta=said(
                "E108", "存量指标的累计数就是期末数", "查该存量模型：存量不得跨月相加",
                *CELL, "month_value", "cumulative_value",
            ),
        ),
    ]  # fmt: skip


def _contained() -> list[Between]:
    narrower = Column("metric").is_in(["unemployed_reemployed", "hard_to_employ_employed"])
    persons = "按 E505 列出的人数逐人打开证据，查同一人是否漏记上位指标"
    proof = "打开该市该项的证据，查佐证或核查是否对应已安置的人"
    month = (*CELL, "month_value", "ceiling_name", "ceiling_month_value")
    cumulative = (*CELL, "cumulative_value", "ceiling_name", "ceiling_cumulative_value")
    return [
        Between(
            column="month_excess", max_value=0, row_condition=narrower, severity="critical",
            meta=said("E109", "本月就业困难人员就业不多于再就业，再就业不多于城镇新就业", persons, *month),
        ),
        Between(
            column="cumulative_excess", max_value=0, row_condition=narrower, severity="critical",
            meta=said("E110", "累计就业困难人员就业不多于再就业，再就业不多于城镇新就业", persons, *cumulative),
        ),
        Between(
            column="month_excess", max_value=0, row_condition=PLACING, severity="critical",
            meta=said("E111", "本月已核实安置、核查不属实安置各不多于已安置", proof, *month),
        ),
        Between(
            column="cumulative_excess", max_value=0, row_condition=PLACING, severity="critical",
            meta=said("E112", "累计已核实安置、核查不属实安置各不多于已安置", proof, *cumulative),
        ),
    ]  # fmt: skip


# Rates of which the part is not contained in the whole of the same year.
MAY_EXCEED = (
    "monitored_job_change_rate",  # a change has a sign: more than all may come, never more than all go (E604)
    "project_jobs_rate",  # a project may bring more jobs than were forecast
    "fund_spending_rate",  # what is spent this year may have been received last year, or be reported before its receipt
    # what is lost, cleared or filed this year may have been placed, recognised or found last year
    "placement_relapse_rate", "household_clearance_rate", "unreachable_filing_rate",
)  # fmt: skip


def _possible(thresholds: Thresholds) -> list[Between]:
    rate = Column("metric_kind") == "rate"
    share = rate
    for metric in MAY_EXCEED:
        share = share & (Column("metric") != metric)
    # a balance is no count: money spent before its receipt is reported makes it negative, and that is to be seen
    counts = (Column("metric_kind") != "rate") & (Column("metric") != "urban_new_employment")
    counts = counts & (Column("metric") != "fund_balance") & (Column("metric") != "monitored_net_change")
    limit = thresholds.completion_warning_pct
    return [
        Between(
            column="cumulative_value", min_value=0, max_value=100, row_condition=share, severity="critical",
            meta=said(
                "E113", "率在 0 到 100 之间", "打开分子、分母的证据，查人员是否只在分子",
                *CELL, "cumulative_value",
            ),
        ),
        Between(
            column="ratio_gap_units", max_value=0.51, row_condition=Column("metric_kind") == "rate", severity="critical",
            meta=said(
                "E114", "率等于累计分子除以累计分母，分母为零时为空", "查率的模型和 dim_metric_terms 的分子分母",
                *CELL, "cumulative_value", "numerator_value", "denominator_value",
            ),
        ),
        Between(
            column="lowest_employed", min_value=1, severity="critical",
            meta=said(
                "E115",
                "全省和每个市都有就业人口，登记失业率才有分母", "请统计部门补送 denominator_published 事件后重新构建",
                *CELL, "cumulative_value",
            ),
        ),
        Between(
            column="lowest_value", min_value=0, row_condition=counts, severity="critical",
            meta=said(
                "E116", "人数和存量不为负", "打开证据查冲销行，冲销不得多于原记",
                *CELL, "month_value", "cumulative_value",
            ),
        ),
        Between(
            column="lowest_value", min_value=0, row_condition=NET, severity="warning",
            meta=said(
                "E117", "城镇新增就业不为负", "自然减员多于新就业时属实可发布，请在通报中说明",
                *CELL, "month_value", "cumulative_value",
            ),
        ),
        Between(
            column="completion_pct", min_value=0, max_value=limit, severity="warning",
            meta=said(
                "E118", f"目标完成率在 0 到 {limit:g}% 之间", "核对责任状的目标数和单位",
                *CELL, "cumulative_value", "completion_pct",
                may_be_empty=True,
            ),
        ),
    ]  # fmt: skip


def _ranked() -> list[Between]:
    return [
        Between(
            column="rank_gap", min_value=0, max_value=0, severity="critical",
            meta=said(
                "E119", "有目标的市排名从 1 起连续，并列者同名次、其后空位，其余不排名", "查排名模型的分组与并列写法",
                *CELL, "rank", "expected_rank",
            ),
        ),
        Between(
            column="overtaken_pp", max_value=0, severity="critical",
            meta=said(
                "E120", "完成率高的市不排在完成率低的市之后", "查排名模型的排序列",
                *CELL, "completion_pct", "rank", "best_behind_pct",
                may_be_empty=True,
            ),
        ),
    ]  # fmt: skip


def _steady(thresholds: Thresholds) -> list[Between]:
    factor, least = thresholds.drift_factor, thresholds.drift_minimum
    return [
        Between(
            column="drift_factor", min_value=1 / factor, max_value=factor, severity="warning",
            row_condition=Column("drift_average") >= least,
            meta=said(
                "E121", f"本月数在前三月均值的 1/{factor:g} 到 {factor:g} 倍之间（均值不足 {least:g} 的不看）",
                "请该市说明增减原因；查是否漏送、重送或集中补录",
                *CELL, "month_value", "drift_average", "drift_factor", may_be_empty=True,
            ),
        ),
    ]  # fmt: skip
