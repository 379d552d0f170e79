"""How figures are written on a page. A missing figure is "—"; a minus is "−"; shares change in 个百分点."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from jinja2 import Environment

from identity.roles import ROLES

NONE = "—"
MINUS = "−"

STATUS_NAMES = {"standing": "有效", "corrected": "已更正", "retracted": "已撤回"}
REASON_NAMES = {
    "late_event": "迟到事件", "correction": "更正", "retraction": "撤回", "person_merged": "人员合并", "person_split": "人员拆分",
    "rule_changed": "规则变更", "target_revised": "目标调整",
}  # fmt: skip
ALARM_NAMES = {"silent": "中断", "drop": "骤减", "surge": "突增"}
FAMILY_NAMES = {"enterprise": "企业", "insurance": "社会保险", "registration": "就业登记", "service": "就业服务"}
RISK_NAMES = {1: "Ⅰ级(红色)", 2: "Ⅱ级(橙色)", 3: "Ⅲ级(黄色)", 4: "Ⅳ级(蓝色)"}
ANSWER_NAMES = {"in_time": "按期应对", "late": "逾期应对", "overdue": "逾期未应对", "pending": "未到期"}
GROUND_NAMES = {"behind_quarters": "连续落后序时进度", "below_points": "年度考核低于规定分数", "unanswered": "问题线索逾期未答复"}
GRADE_NAMES = {"excellent": "优秀", "passed": "达标", "failed": "不达标"}
HOW_NAMES = {"all_or_nothing": "达到目标得满分,否则不得分", "linear": "按完成程度得分"}
CHOSEN_NAMES = {"sampled": "随机抽取", "directed": "未经抽取"}
WAGE_NAMES = {"all": "总体", "occupation": "职业", "education": "学历", "industry": "行业", "enterprise_size": "企业规模"}
PART_NAMES = {"value": "组成", "numerator": "分子", "denominator": "分母"}
ROLE_NAMES = {name: role.title for name, role in ROLES.items()}
KIND_NAMES = {"flow": "流量", "stock": "存量", "rate": "比率"}


def number(value: Decimal | int | float | None, decimals: int = 0) -> str:
    """A figure with thousands separators: 12,345 or 3.60; "—" if unknown."""
    if value is None:
        return NONE
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    if rounded == 0:
        rounded = abs(rounded)
    return f"{rounded:,.{decimals}f}".replace("-", MINUS)


def signed(value: Decimal | int | float | None, decimals: int = 0) -> str:
    """A difference, which always bears its sign: +12, −3.40; zero bears none."""
    text = number(value, decimals)
    return text if value is None or text.startswith(MINUS) or not text.strip("0.,") else f"+{text}"


def percent(value: Decimal | int | float | None, decimals: int = 2) -> str:
    """A share: 53.21%."""
    return NONE if value is None else f"{number(value, decimals)}%"


def measured(value: Decimal | None, metric: dict[str, Any]) -> str:
    """A figure with its metric's decimals, and the percent sign if it is a rate."""
    text = number(value, metric["decimals"])
    return f"{text}%" if metric["kind"] == "rate" and value is not None else text


def month_name(day: date) -> str:
    """2026年6月."""
    return f"{day.year}年{day.month}月"


def month_key(day: date) -> str:
    """2026-06, as in addresses."""
    return f"{day:%Y-%m}"


def span_name(day: date, span: str, kind: str) -> str:
    """What time a figure covers: 2026年6月, 2026年1—6月, 至2026年6月 or 2026年6月末."""
    if kind == "stock":
        return f"{month_name(day)}末"
    if span == "ever":
        return f"至{month_name(day)}"
    if span == "month" or day.month == 1:
        return month_name(day)
    return f"{day.year}年1—{day.month}月"


def moment(value: datetime | date | None) -> str:
    """2026-07-05 09:00 (UTC+8); a date alone if the clock says midnight."""
    if value is None:
        return NONE
    if isinstance(value, datetime) and (value.hour, value.minute, value.second) != (0, 0, 0):
        return f"{value:%Y-%m-%d %H:%M}"
    return f"{value:%Y-%m-%d}"


def standing(row: dict[str, Any]) -> str:
    """ "ahead", "behind" or "none": how a figure stands against elapsed progress, its target or its limit."""
    lead = row["lead_pp"]
    return "none" if lead is None else ("ahead" if lead >= 0 else "behind")


def standing_words(row: dict[str, Any]) -> str:
    """The same in words, so that colour never carries it alone: 快于序时 3.21 个百分点."""
    lead = row["lead_pp"]
    if lead is None:
        return "未下达目标"
    points = f"{number(abs(lead), 2)} 个百分点"
    if row["target_direction"] == "at_most":
        return f"{'低于' if lead >= 0 else '超出'}上限 {points}"
    if row["kind"] == "rate":
        return f"{'高于' if lead >= 0 else '低于'}目标 {points}"
    return f"{'快于' if lead >= 0 else '慢于'}序时 {points}"


def install(environment: Environment) -> None:
    """Give templates these formats as filters."""
    for format_ in (number, signed, percent, measured, month_name, month_key, moment, standing, standing_words):
        environment.filters[format_.__name__] = format_
    environment.globals |= {
        "STATUS_NAMES": STATUS_NAMES, "REASON_NAMES": REASON_NAMES, "PART_NAMES": PART_NAMES, "KIND_NAMES": KIND_NAMES,
        "ROLE_NAMES": ROLE_NAMES, "ALARM_NAMES": ALARM_NAMES, "FAMILY_NAMES": FAMILY_NAMES, "span_name": span_name,
        "RISK_NAMES": RISK_NAMES, "ANSWER_NAMES": ANSWER_NAMES, "GROUND_NAMES": GROUND_NAMES, "GRADE_NAMES": GRADE_NAMES,
        "HOW_NAMES": HOW_NAMES, "CHOSEN_NAMES": CHOSEN_NAMES, "WAGE_NAMES": WAGE_NAMES,
    }  # fmt: skip
