"""The dimensions of evidence in words: a code by its title in the event contracts, another value with its field's title."""

import json
from functools import cache
from typing import Any

from jinja2 import Environment

from streams.events.catalogue import VERSIONS

# What models call by a name of their own.
_OWN: dict[str, dict[str, str]] = {
    "flow": {"in": "登记", "out": "注销"},
    "proof": {"insurance": "社会保险", "registration": "就业登记", "business": "市场主体登记"},
    "reduction": {
        "employer": "用人单位解除", "worker": "劳动者解除", "expiry": "合同终止", "otherwise": "其他减员", "untold": "减员类型未报",
    },
    "duty": {
        "province_persons": "达到省定人数", "province_state_share": "超过省定比例(国有规模以上)",
        "province_state_share_review": "恰为省定比例(须复核)", "law_persons": "达到法定人数", "law_share": "达到法定比例",
    },
}  # fmt: skip
_SAME = {"before": "previous_identity"}
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
    field, code = _SAME.get(name, name), json.dumps(value) if isinstance(value, bool) else str(value)
    named = codes.get(field, {}) | _OWN.get(name, {}) | (channels if name == "channel" else {})
    if code in named:
        return named[code]
    return f"{titles[field]} {_COMMON.get(code, code)}" if field in titles else _COMMON.get(code, code)


def dimension_names(dimensions: str | None, channels: dict[str, str]) -> str:
    """All dimensions of an evidence row in words; what no contract names stays as it is."""
    pairs = json.loads(dimensions) if dimensions else {}
    return "、".join(dimension_word(value, name, channels) for name, value in pairs.items() if value is not None)


def install(environment: Environment) -> None:
    """Give templates these as filters."""
    environment.filters |= {"dimension_word": dimension_word, "dimension_names": dimension_names}
