"""The words an expectation carries: its ID, what it says, how to mend a failure, and which columns to show."""

from typing import Any

HEADS: dict[str, str] = {
    "month": "月份",
    "city_name": "市",
    "metric_name": "指标",
    "metric": "指标代码",
    "source_family_name": "来源",
    "channel_name": "渠道",
    "channel": "渠道代码",
    "reason": "原因",
    "row_count": "行数",
    "month_value": "本月数",
    "cumulative_value": "累计数",
    "lowest_value": "最小值",
    "cities_month_value": "各市本月数之和",
    "cities_cumulative_value": "各市累计数之和",
    "net_month_value": "新就业减自然减员（本月）",
    "net_cumulative_value": "新就业减自然减员（累计）",
    "months_value": "各月之和",
    "ceiling_name": "应含于",
    "ceiling_month_value": "上位指标本月数",
    "ceiling_cumulative_value": "上位指标累计数",
    "numerator_value": "分子",
    "denominator_value": "分母",
    "completion_pct": "完成率（%）",
    "rank": "排名",
    "expected_rank": "应为排名",
    "best_behind_pct": "排名在后者最高完成率（%）",
    "drift_average": "前三月均值",
    "drift_factor": "倍数",
    "event_count": "事件数",
    "late_count": "迟报数",
    "late_share_pct": "迟报占比（%）",
    "rejected_count": "退回数",
    "rejected_share_pct": "退回占比（%）",
    "month_persons": "本月人数",
    "cumulative_persons": "累计人数",
    "verified_persons": "已核实人数",
    "verified_pct": "核实率（%）",
    "placed_month_persons": "已安置（本月）",
    "placed_cumulative_persons": "已安置（累计）",
    "figure_verified_persons": "已核实安置（累计）",
    "cities_month_persons": "各市本月人数之和",
    "cities_cumulative_persons": "各市累计人数之和",
    "published_value": "已发布数",
    "current_value": "现在数",
    "difference": "差额",
    "mart_value": "指标表现数",
    "restated_amount": "修订量",
    "province_value": "全省累计数",
    "restated_share_pct": "修订占比（%）",
    "cause_count": "事由数",
    "listed_cause_count": "列明的事由数",
    "evidence_month_value": "证据本月合计",
    "evidence_cumulative_value": "证据累计合计",
    "start_value": "期初数",
    "in_value": "本月登记",
    "out_value": "本月注销",
    "city": "市代码",
    "unplaced_rows": "证据行数",
    "outside_persons": "越界人数",
    "repeated_persons": "重复人数",
}
"""Column of a frame -> head of a column in the report."""


def said(expectation_id: str, sentence: str, mend: str, *show: str, may_be_empty: bool = False) -> dict[str, Any]:
    """The `meta` of an expectation. `show` are the columns of a failing row that explain it.

    An expectation that had nothing to look at has proved nothing and fails, unless `may_be_empty` says that a month
    without such cells is an ordinary month (no target signed, nothing published before).
    """
    return {
        "id": expectation_id,
        "sentence": sentence,
        "mend": mend,
        "show": list(show),
        "may_be_empty": may_be_empty,
    }
