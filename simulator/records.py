"""A record as a source system holds it, and its forms on the wire: CloudEvent line, extract row, roster row."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from simulator.days import COMPACT, ISO
from simulator.truth import Cell
from streams.events.catalogue import LATEST
from streams.events.contract import SCHEMA_PREFIX, SOURCE_PREFIX

FAMILY: dict[str, str] = {name: event.family for name, event in LATEST.items()}
_PERSONAL = frozenset(name for name, event in LATEST.items() if "person" in event.model_fields)
_HOURLY = frozenset(name for name, family in FAMILY.items() if family == "service")
_WITH_NAME = frozenset(name for name in _PERSONAL if "name" in LATEST[name].model_fields)
_WITH_PHONE = frozenset(name for name, family in FAMILY.items() if family in ("registration", "enterprise"))
_SCHEMAS = {name: f"{SCHEMA_PREFIX}{name}:{event.version}" for name, event in LATEST.items()}
_CODE_NAMES = {(n, f): spec.codes for n, event in LATEST.items() for f, spec in event.fields().items() if spec.codes}


@dataclass(slots=True)
class Record:
    """One record of a source system. `day` is the effective day; `decides` are the figures that hang on it alone."""

    type: str
    day: int
    city: str
    fields: dict[str, Any]
    number: int
    decides: tuple[Cell, ...] = ()
    delivery: int | None = None  # None: in the month in which it happened
    carrier: str | None = None  # "ndjson" or "table" where the way is fixed; None: as the city usually sends
    second_identity: bool = False
    sender: str | None = None  # city of the sending office where it is not the city of the event


@dataclass(frozen=True)
class Holder:
    """Whom the records of one life are about, as the source systems know him."""

    index: int
    number: str
    second_number: str
    name: str
    phone: str


def event_id(index: int, record: Record) -> str:
    """The identifier that the source gives to the record."""
    return f"{index:08d}-{record.number}"


def event_source(record: Record) -> str:
    """The `source` of the record's event."""
    return f"{SOURCE_PREFIX}{record.sender or record.city}:{FAMILY[record.type]}"


def event_line(record: Record, holder: Holder) -> str:
    """The record as one line of NDJSON (a CloudEvent), with a line end."""
    name = record.type
    person = ""
    if name in _PERSONAL:
        number = holder.second_number if record.second_identity else holder.number
        phone = f'"phone":"{holder.phone}",' if name in _WITH_PHONE else ""
        named = f'"name":"{holder.name}",{phone}' if name in _WITH_NAME else ""
        person = f'"person":"{number}",{named}'
    return envelope(
        event_id(holder.index, record), event_source(record), name, _time(record), _schema(record),
        f'{person}"city":"{record.city}"{_members(record.fields)}',
    )  # fmt: skip


def envelope(identifier: str, source: str, name: str, time: str, schema: str, members: str) -> str:
    """A CloudEvent line of ready-made JSON members."""
    return (
        f'{{"specversion":"1.0","id":"{identifier}","source":"{source}","type":"{name}","time":"{time}",'
        f'"dataschema":"{schema}","data":{{{members}}}}}\n'
    )


def _members(fields: Mapping[str, Any]) -> str:
    """JSON members by hand: our own texts never need escaping, and this runs for every event."""
    made = ""
    for key, value in fields.items():
        kind = value.__class__
        if kind is str:
            made += f',"{key}":"{value}"'
        elif kind is bool:
            made += f',"{key}":true' if value else f',"{key}":false'
        elif kind is int:
            made += f',"{key}":{value}'
        else:
            made += f',"{key}":{json.dumps(value, ensure_ascii=False)}'
    return made


def _time(record: Record) -> str:
    if record.type in _HOURLY:
        return f"{ISO[record.day]}T{9 + record.number % 8:02d}:{record.day % 60:02d}:00+08:00"
    return ISO[record.day]


def _schema(record: Record) -> str:
    if record.type == "worker_rostered" and "origin" not in record.fields:
        return f"{SCHEMA_PREFIX}worker_rostered:1"
    return _SCHEMAS[record.type]


INSURANCE_COLUMNS = (
    "AAA027", "AAC002", "AAC003", "AAB998", "AAE140", "AAC050", "AAE160", "AAE035", "AAE036",
)  # fmt: skip
REGISTRATION_COLUMNS = (
    "业务类型", "业务编号", "身份证号", "姓名", "联系电话", "经办城市", "业务日期", "就业类型",
    "用人单位信用代码", "是否城镇", "是否续签", "合同期限(月)", "失业时间", "注销原因", "困难类别",
)  # fmt: skip
ROSTER_COLUMNS = (
    "序号", "企业统一社会信用代码", "姓名", "身份证号", "联系电话", "所属市", "安置年度",
    "去产能行业", "分流来源", "计划安置渠道", "列入日期",
)  # fmt: skip
_BUSINESS = {
    "employment_registered": "就业登记", "unemployment_registered": "失业登记",
    "unemployment_deregistered": "注销失业登记", "hardship_certified": "就业困难人员认定",
}  # fmt: skip
TABLE_TYPES = {
    "insurance_started": "insurance", "insurance_ended": "insurance", "worker_rostered": "roster",
    **dict.fromkeys(_BUSINESS, "registration"),
}  # fmt: skip


def table_row(record: Record, holder: Holder) -> list[str]:
    """The record as a row of the table that its city sends; the roster row comes without its running number."""
    number = holder.second_number if record.second_identity else holder.number
    table = TABLE_TYPES[record.type]
    if table == "insurance":
        return _insurance_row(record, holder.name, number)
    if table == "registration":
        return _registration_row(record, holder, number)
    return _roster_row(record, holder, number)


def _insurance_row(record: Record, name: str, number: str) -> list[str]:
    fields = record.fields
    return [
        record.city, number, name, fields["enterprise"], fields["insurance"], fields["change_type_raw"],
        fields["reason_raw"], COMPACT[record.day], fields["handled_at"],
    ]  # fmt: skip


def _registration_row(record: Record, holder: Holder, number: str) -> list[str]:
    fields = record.fields
    yes_no = {True: "是", False: "否", None: ""}
    return [
        _BUSINESS[record.type], event_id(holder.index, record), number, holder.name, holder.phone, record.city,
        ISO[record.day], _named(record, "employment_type"), fields.get("enterprise", ""),
        yes_no[fields.get("is_urban")], yes_no[fields.get("is_renewal")], str(fields.get("contract_months", "")),
        fields.get("unemployed_since", ""), _named(record, "reason"), _named(record, "category"),
    ]  # fmt: skip


def _roster_row(record: Record, holder: Holder, number: str) -> list[str]:
    fields = record.fields
    return [
        fields["enterprise"], holder.name, number, holder.phone, record.city, str(fields["programme_year"]),
        _named(record, "sector"), _named(record, "origin"), _named(record, "planned_channel"), ISO[record.day],
    ]  # fmt: skip


def _named(record: Record, field: str) -> str:
    """The Chinese name of a coded field, as people write it in tables; empty where the field is absent."""
    code = record.fields.get(field)
    return _CODE_NAMES[record.type, field][code] if code is not None else ""
