"""From the text of a cell to the value of an event field, as SQL expressions.

What a converter cannot read it passes on as it stands, so that the value gate refuses it by the field's name;
nothing is dropped and nothing is guessed.
"""

import csv
from collections.abc import Mapping as Table
from functools import cache

from streams.events.catalogue import LATEST
from streams.events.contract import FieldSpec
from streams.gates.consistency import CITIES_FILE
from streams.sources.mapping import Converter, Target

_FULL_WIDTH = "０１２３４５６７８９ＡＢＣＤＥＦＧＨＪＫＬＭＮＰＱＲＴＵＷＸＹａｂｃｄｅｆｇｈｊｋｌｍｎｐｑｒｔｕｗｘｙ"
_HALF_WIDTH = "0123456789ABCDEFGHJKLMNPQRTUWXYABCDEFGHJKLMNPQRTUWXY"
_CREDIT_CODE = LATEST["enterprise_listed"].fields()["enterprise"].pattern

_YES = ("是", "true", "TRUE", "True", "1", "Y", "y", "√")
_NO = ("否", "false", "FALSE", "False", "0", "N", "n", "×")


def quote(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def converter_of(spec: FieldSpec, target: Target) -> Converter:
    """The mapping's own converter, or the one that follows from the field."""
    if target.convert:
        return target.convert
    if target.codes or spec.codes:
        return "codes"
    if spec.personal == "id" or spec.pattern == _CREDIT_CODE:
        return "identifier"
    if spec.is_assessed_unit:
        return "city"
    kinds: dict[str, Converter] = {
        "date": "date",
        "integer": "integer",
        "decimal": "decimal",
        "boolean": "yes_no",
        "object": "object",
    }
    return kinds.get(spec.kind, "text")


def value_sql(converter: Converter, v: str, codes: Table[str, str]) -> str:
    """The cell `v` in the form the event wants, as text; unreadable content unchanged."""
    match converter:
        case "identifier":
            plain = f"replace(trim({v}, '''=\"'), ' ', '')"
            wide = f"translate({plain}, '{_FULL_WIDTH}', '{_HALF_WIDTH}')"
            return f"upper(case when length({v}) = strlen({v}) then {plain} else {wide} end)"
        case "date":
            return date_sql(v)
        case "integer":
            return (
                f"case when regexp_full_match({v}, '-?\\d{{1,18}}(\\.0+)?')"
                f" then cast(cast(split_part({v}, '.', 1) as bigint) as varchar) else {v} end"
            )
        case "decimal":
            return (
                f"case when regexp_full_match({v}, '-?\\d{{1,14}}(\\.\\d{{1,4}})?')"
                f" then cast(cast({v} as decimal(18, 4)) as varchar) else {v} end"
            )
        case "yes_no":
            return f"case when {v} in {_YES} then 'true' when {v} in {_NO} then 'false' else {v} end"
        case "codes":
            return _lookup(v, codes)
        case "city":
            return _lookup(v, city_names())
    return v


def json_sql(converter: Converter, value: str) -> str:
    """A converted value as JSON: numbers and truth values bare, all else as text."""
    text = f"cast(to_json({value}) as varchar)"
    match converter:
        case "integer":
            return f"case when regexp_full_match({value}, '-?\\d{{1,18}}') then {value} else {text} end"
        case "decimal":
            return f"case when regexp_full_match({value}, '-?\\d{{1,14}}\\.\\d{{4}}') then {value} else {text} end"
        case "yes_no":
            return f"case when {value} in ('true', 'false') then {value} else {text} end"
        case "object":
            return f"case when json_valid({value}) and starts_with({value}, '{{') then {value} else {text} end"
    return text


def date_sql(v: str) -> str:
    """YYYY-MM-DD from 20260305, 2026-3-5, 2026/03/05, 2026.3.5, 2026年3月5日, a time of day after it, or an Excel serial."""
    serial = f"cast(date '1899-12-30' + cast({v} as integer) as varchar)"
    spelled = f"regexp_replace({v}, '^(\\d{{4}})[-/.年](\\d{{1,2}})[-/.月](\\d{{1,2}})日?([ T]\\d.*)?$', '\\1-\\2-\\3')"
    packed = f"{v}[1:4] || '-' || {v}[5:6] || '-' || {v}[7:8]"
    iso = f"length({v}) = 10 and {v}[5] = '-'"
    day = f"case when regexp_full_match({v}, '\\d{{8}}') then {packed} when {iso} then {v} else {spelled} end"
    return (
        f"case when regexp_full_match({v}, '[2-7]\\d{{4}}') then {serial}"
        f" else coalesce(cast(try_cast({day} as date) as varchar), {v}) end"
    )


def time_sql(v: str) -> str:
    """As date_sql, but a well-formed date with a time of day stays whole."""
    return f"case when regexp_full_match({v}, '\\d{{4}}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d.*') then {v} else {date_sql(v)} end"


def code_table(spec: FieldSpec, target: Target) -> dict[str, str]:
    """What may stand in the cell → the event's code: the mapping's own table, or the Chinese names of the contract."""
    return target.codes or {name: code for code, name in spec.codes.items()}


@cache
def city_names() -> dict[str, str]:
    """City names, with and without 省 and 市 at the end → 6-digit code."""
    with CITIES_FILE.open(encoding="utf-8") as file:
        rows = [(row["city_name"], row["city"]) for row in csv.DictReader(file)]
    return {name: code for full, code in rows for name in (full, full.removesuffix("市").removesuffix("省"))}


def _lookup(v: str, table: Table[str, str]) -> str:
    cases = " ".join(f"when {quote(name)} then {quote(code)}" for name, code in table.items())
    return f"case {v} {cases} else {v} end" if cases else v
