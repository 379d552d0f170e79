"""The dimensions of evidence in words: a code by its title in the event contracts, another value with its field's title."""

import json
from functools import cache
from typing import Any

from jinja2 import Environment

from streams.events.catalogue import VERSIONS
from streams.events.occupations import occupation_name

# What models call by a name of their own.
_OWN: dict[str, dict[str, str]] = {
    "channel": {"non_public": "非公有制企业", "self_employed": "个体经营", "flexible": "灵活就业"},
    "flow": {"in": "登记", "out": "注销", "moved": "困难认定变动"},
    "item": {"site_subsidy": "场地补贴"},
    "new_form": {"internet_business": "互联网经营"},
    "origin": {"diverted": "分流职工", "unemployed": "失业人员", "other": "其他"},
    "proof": {"insurance": "社会保险", "registration": "就业登记", "business": "市场主体登记", "business_registration": "市场主体登记"},
    "reduction": {
        "employer": "用人单位解除", "worker": "劳动者解除", "expiry": "合同终止", "otherwise": "其他减员", "untold": "减员类型未报",
    },
    "duty": {
        "province_persons": "达到省定人数", "province_state_share": "超过省定比例(国有规模以上)",
        "province_state_share_review": "恰为省定比例(须复核)", "law_persons": "达到法定人数", "law_share": "达到法定比例",
    },
    "age": {"under_16": "16岁以下", "16_24": "16—24岁", "25_45": "25—45岁", "46_60": "46—60岁", "over_60": "60岁以上"},
    "hardship": {"certified": "就业困难人员", "none": "非就业困难人员"},
    "lead": {
        "above": "高于标准", "below": "低于标准", "no_ground": "未见享受资格", "other_time": "不在资格期内", "market_not_tried": "未先经市场推荐",
        "not_in_hardship": "非就业困难人员",
    },
    "movement": {"received": "到账", "spent": "支出", "moved_in": "调入", "moved_out": "调出"},
    "nearness": {
        "no_work": "不再工作", "same_enterprise": "本企业", "same_district": "本县区", "same_city": "本市", "same_province": "省内他市",
        "other_province": "外省",
    },
    "once_in": {"ever": "限享受一次", "year": "一年一次", "month": "同月一次"},
    "plan": {"none": "方案未通过", "later": "方案其后才通过"},
    "sample": {"directed": "未经抽取"},
    "state": {"suspended": "停产停工", "unemployed": "登记失业"},
    "support": {"benefit": "享受补贴", "loan": "创业担保贷款", "startup": "创业扶持", "training": "完成培训"},
}  # fmt: skip
_SAME = {
    "before": ("previous_identity",), "detail": ("origin", "part", "purpose"), "placement_stage": ("stage",), "state": ("operating_state",),
}  # fmt: skip
_TITLES = {
    "cohort": "毕业届别", "is_capped": "是否按上限计算", "is_mass": "是否规模性失业", "is_provided_for": "是否有容错规定", "late_days": "迟报天数",
    "months_left": "距法定退休月数", "since": "符合条件之日", "wage_yuan": "平均工资(元)",
    "within_days": "合并计算天数",
}  # fmt: skip
_COMMON = {"untold": "未报", "true": "是", "false": "否"}


@cache
def _contracts() -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """(field → code → title, field → title) over all events; where events differ in a code's title, all titles."""
    told: dict[str, dict[str, list[str]]] = {}
    titles: dict[str, str] = {}
    for event in VERSIONS:
        for name, spec in event.fields().items():
            titles.setdefault(name, spec.title)
            for code, title in (spec.codes or {}).items():
                known = told.setdefault(name, {}).setdefault(code, [])
                known += [title] if title not in known else []
    return {name: {code: "/".join(all_) for code, all_ in codes.items()} for name, codes in told.items()}, titles


def dimension_word(value: Any, name: str, channels: dict[str, str]) -> str:
    """One value of a dimension in words. channels: names that the warehouse gives to channels of placement."""
    codes, titles = _contracts()
    fields, code = _SAME.get(name, (name,)), json.dumps(value) if isinstance(value, bool) else str(value)
    named = {key: word for field in fields for key, word in codes.get(field, {}).items()}
    named |= _OWN.get(name, {}) | (channels if name == "channel" else {})
    if code in named:
        return named[code]
    if name == "occupation":
        return occupation_name(code)
    title = _TITLES.get(name) or titles.get(fields[0])
    return f"{title} {_COMMON.get(code, code)}" if title else _COMMON.get(code, code)


def dimension_names(dimensions: str | None, channels: dict[str, str]) -> str:
    """All dimensions of an evidence row in words; what no contract names stays as it is."""
    pairs = json.loads(dimensions) if dimensions else {}
    return "、".join(dimension_word(value, name, channels) for name, value in pairs.items() if value is not None)


def install(environment: Environment) -> None:
    """Give templates these as filters."""
    environment.filters |= {"dimension_word": dimension_word, "dimension_names": dimension_names}
