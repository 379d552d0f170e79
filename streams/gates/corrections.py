"""Gate on what a correction changes: only fields that exist, never a personal one, with values their field may take."""

import json
from datetime import date
from functools import cache
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from streams.events.catalogue import VERSIONS
from streams.events.contract import FieldSpec
from streams.gates.consistency import city_codes
from streams.gates.rule import Rule

CORRECTION_RULES: dict[str, Rule] = {
    rule.rule_id: rule
    for rule in (
        Rule("V201", "value", "reject", "更正内容不是目录中的字段", "字段名按原事件类型填写;发生时间用 time"),
        Rule("V202", "value", "reject", "更正内容涉及个人身份信息", "人员填错请撤销原事件后重报"),
        Rule("V203", "value", "reject", "更正后的值不合该字段的要求", "按事件目录中该字段的格式与代码填写"),
    )
}

_DAY = TypeAdapter(date)


def _annotated(field: FieldInfo) -> Any:
    """The field's type with all its marks, to be validated alone."""
    return Annotated[(field.annotation, field, *field.metadata)]


@cache
def _fields() -> dict[str, list[tuple[FieldSpec, TypeAdapter[Any]]]]:
    """Field name → its specification and validator in every event that has it."""
    found: dict[str, list[tuple[FieldSpec, TypeAdapter[Any]]]] = {}
    for event in VERSIONS:
        for name, field in event.model_fields.items():
            adapter: TypeAdapter[Any] = TypeAdapter[Any](_annotated(field))
            found.setdefault(name, []).append((event.fields()[name], adapter))
    return found


def examine(changes: str) -> list[tuple[str, str, str]]:
    """(rule ID, field, value) for every fault in the JSON object `changes`."""
    faults: list[tuple[str, str, str]] = []
    for field, value in json.loads(changes).items():
        rule_id = _fault(field, value)
        if rule_id:
            faults.append((rule_id, field, type(value).__name__))  # the value may hold a name; the sender has the row
    return faults


def _fault(field: str, value: object) -> str | None:
    if field == "time":
        return None if _accepts(_DAY, str(value)[:10]) else "V203"
    fields = _fields().get(field)
    if fields is None:
        return "V201"
    if any(spec.personal for spec, _ in fields):
        return "V202"
    if any(spec.is_assessed_unit for spec, _ in fields) and value not in city_codes():
        return "V203"
    return None if any(_accepts(adapter, value) for _, adapter in fields) else "V203"


def _accepts(adapter: TypeAdapter[Any], value: object) -> bool:
    try:
        adapter.validate_python(value)
    except ValidationError:
        return False
    return True
