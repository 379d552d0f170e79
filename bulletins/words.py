"""The wording and number formats of real bulletins (research/domain.md 2.2). Formats figures; makes none."""

from __future__ import annotations

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from bulletins.marts import CityMetric, Metric
from bulletins.structure import Cell

DASH = "—"
DEFAULT_LEAD_THRESHOLD_PP = Decimal(2)
"""From this many percentage points on, progress is faster or slower than elapsed time; within, it is level."""

REASONS = {
    "late_event": "迟报事件",
    "correction": "更正",
    "retraction": "撤回",
    "person_merged": "人员合并",
    "person_split": "人员拆分",
    "rule_changed": "规则变更",
    "target_revised": "目标调整",
}
FAMILIES = {
    "enterprise": "企业",
    "insurance": "社会保险",
    "registration": "就业登记",
    "service": "就业服务",
    "assessment": "考核",
    "finance": "资金",
    "market": "人力资源市场",
    "correction": "更正",
    "system": "系统",
}
ALARMS = {"silent": "中断", "drop": "骤减", "surge": "突增"}
STATUSES = {"standing": "有效", "corrected": "已更正", "retracted": "已撤回"}


def rounded(value: Decimal | int, decimals: int) -> Decimal:
    """Round half up (四舍五入); never prints a negative zero."""
    number = Decimal(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return abs(number) if number == 0 else number


def count(value: Decimal | int | None) -> str:
    """A count without decimals; missing prints “—”."""
    return DASH if value is None else f"{rounded(value, 0):f}"


def rate(value: Decimal | int | None) -> str:
    """A rate or a number of percentage points with two decimals; missing prints “—”."""
    return DASH if value is None else f"{rounded(value, 2):f}"


def signed(value: Decimal | int | None, decimals: int) -> str:
    """A difference with its sign; zero bears none; missing prints “—”."""
    if value is None:
        return DASH
    number = rounded(value, decimals)
    return f"{number:+f}" if number else f"{number:f}"


def days(value: Decimal | int | None) -> str:
    """Days with one decimal at most, without a trailing zero."""
    return DASH if value is None else f"{rounded(value, 1):f}".removesuffix(".0")


def cell_text(cell: Cell) -> str:
    """The printed form of a cell; None always prints “—”."""
    value = cell.value
    if value is None:
        return DASH
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}"
    if isinstance(value, date):
        return f"{value:%Y-%m}" if cell.kind == "month" else f"{value:%Y-%m-%d}"
    if isinstance(value, str):
        return value
    if cell.kind in ("signed_count", "signed_rate"):
        return signed(value, 2 if cell.kind == "signed_rate" else 0)
    if cell.kind == "days":
        return days(value)
    return rate(value) if cell.kind == "rate" else count(value)


def document_number(prefix: str, year: int, serial: int) -> str:
    """文号, e.g. “辽就业通报〔2026〕6号”: hexagonal brackets, no leading zero, no 第."""
    return f"{prefix}〔{year}〕{serial}号"


def period(month: date) -> str:
    """The cumulative period: “1至6月”; January is “1月”."""
    return "1月" if month.month == 1 else f"1至{month.month}月"


def quarter(starts_on: date) -> str:
    """A quarter: “2026年第二季度”."""
    return f"{starts_on.year}年第{'一二三四'[starts_on.month // 3]}季度"


def day(moment: date) -> str:
    """成文日期, without leading zeros."""
    return f"{moment.year}年{moment.month}月{moment.day}日"


def moment(at: datetime) -> str:
    """A cut-off moment to the minute."""
    return f"{day(at)}{at:%H:%M}"


def amount(metric: Metric, value: Decimal | int | None) -> str:
    """A figure with its unit: “243806人”, “3.85%”; missing prints “—”."""
    if value is None:
        return DASH
    if metric.kind == "rate":
        return f"{rate(value)}%"
    return f"{rounded(value, metric.decimals):f}{metric.unit_name}"


def difference(metric: Metric, value: Decimal) -> str:
    """The size of a difference with its unit; rates differ in 个百分点."""
    if metric.kind == "rate":
        return f"{rate(abs(value))}个百分点"
    return amount(metric, abs(value))


def year_on_year(metric: Metric, row: CityMetric) -> str:
    """“同比增加8842人，增长3.76%”, “同比下降0.06个百分点”, “同比持平”, or why there is no comparison."""
    if row.last_year_value is None:
        return "上年同期无可比数据"
    if row.change_value is None:
        return "同比" + DASH
    is_rate = metric.kind == "rate"
    if rounded(row.change_value, 2 if is_rate else metric.decimals) == 0:
        return "同比持平"
    is_rise = row.change_value > 0
    if is_rate:
        return f"同比{'上升' if is_rise else '下降'}{difference(metric, row.change_value)}"
    text = f"同比{'增加' if is_rise else '减少'}{difference(metric, row.change_value)}"
    if row.change_pct is None:
        base = "上年同期为0，" if row.last_year_value == 0 else ""
        return base + text
    return f"{text}，{'增长' if row.change_pct >= 0 else '下降'}{rate(abs(row.change_pct))}%"


def pace_kind(lead_pp: Decimal, threshold_pp: Decimal = DEFAULT_LEAD_THRESHOLD_PP) -> Literal["快于", "基本一致", "慢于"]:
    """How a lead over elapsed time is called; the threshold itself is already 快于 or 慢于."""
    if lead_pp == 0 or abs(lead_pp) < threshold_pp:
        return "基本一致"
    return "快于" if lead_pp > 0 else "慢于"


def pace(lead_pp: Decimal | None, threshold_pp: Decimal = DEFAULT_LEAD_THRESHOLD_PP) -> str:
    """Progress against elapsed time: “快于序时进度9.46个百分点”, “与序时进度基本一致”, “慢于…”, or “—”."""
    if lead_pp is None:
        return DASH
    kind = pace_kind(lead_pp, threshold_pp)
    return "与序时进度基本一致" if kind == "基本一致" else f"{kind}序时进度{rate(abs(lead_pp))}个百分点"


def against_bound(metric: Metric, row: CityMetric) -> str:
    """A level against its target: upper bounds (控制线) and lower bounds of rates."""
    if row.target_value is None or row.lead_pp is None:
        return "未下达目标"
    bound, gap = amount(metric, row.target_value), difference(metric, row.lead_pp)
    if row.target_direction == "at_most":
        if row.lead_pp < 0:
            return f"高于{bound}的控制线{gap}，未完成控制任务"
        return f"控制在{bound}以内" + (f"，低于控制线{gap}" if row.lead_pp > 0 else "，与控制线持平")
    if row.lead_pp == 0:
        return f"达到{bound}的目标"
    return f"{'高' if row.lead_pp > 0 else '低'}于{bound}的目标{gap}"


def sentence(
    metric: Metric,
    row: CityMetric,
    place: str,
    threshold_pp: Decimal = DEFAULT_LEAD_THRESHOLD_PP,
) -> str:
    """One sentence on one figure, as bulletins say it.

    “1至6月，全省城镇新增就业243806人，完成全年目标任务的59.46%，快于序时进度9.46个百分点，同比增加8842人，增长3.76%。”
    """
    when = f"截至{row.month.month}月末" if metric.kind != "flow" else period(row.month)
    figure = f"{when}，{place}{metric.metric_name}{amount(metric, row.cumulative_value)}"
    if row.cumulative_value is None:
        return f"{figure}，暂无法计算。"
    parts = [figure]
    if row.completion_pct is not None and metric.kind == "flow" and row.target_direction != "at_most":
        parts += [f"完成全年目标任务的{rate(row.completion_pct)}%", pace(row.lead_pp, threshold_pp)]
    elif row.target_value is not None or metric.kind == "flow":
        parts.append(against_bound(metric, row))
    return "，".join([*parts, year_on_year(metric, row)]) + "。"


def typeset(text: str) -> str:
    """Full-width marks for the half-width ones that a definition was keyed in with."""
    return text.translate(str.maketrans(";,:", "；，：")).rstrip("。")


def listed(names: list[str], out_of: int | None = None) -> str:
    """Names in a row: “沈阳市、大连市”; “各市” if all `out_of` cities are meant."""
    return "各市" if out_of is not None and len(names) == out_of else "、".join(names)
