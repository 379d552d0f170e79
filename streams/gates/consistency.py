"""Gates against what the ledger already holds, and the gate on duplicates.

Only two of them refuse a row: a conflicting resend and an unknown city. What later events may still explain is
accepted and noted, so that figures never depend on the order in which events arrive.
"""

import csv
from functools import cache
from pathlib import Path

from streams.events.catalogue import VERSIONS
from streams.gates.rule import Rule

CITIES_FILE = Path(__file__).parents[2] / "seeds" / "cities.csv"

LEDGER_RULES: dict[str, Rule] = {
    rule.rule_id: rule
    for rule in (
        Rule(
            "D001",
            "duplicate",
            "reject",
            "同一来源、同一编号已有内容不同的事件",
            "改正已报事件请报 event_corrected;新事件请换编号",
        ),
        Rule("C001", "consistency", "reject", "考核单位不在本省名单中", "核对 6 位区划代码;名单见 seeds/cities.csv"),
        Rule("C002", "consistency", "warn", "来源所在市与事件的考核单位不同", "跨市业务可不改;录错请报 event_corrected"),
        Rule("C003", "consistency", "expected", "要更正或撤销的原事件尚未收到", "原事件到达后自动生效;长期未到请核对来源与编号"),
        Rule("C004", "consistency", "warn", "身份证号校验码不符", "核对号码;确属证件原号可不改"),
        Rule("C006", "consistency", "warn", "性别或出生年月与身份证号不符", "以身份证号为准入账;核对号码,或不填这两栏"),
        Rule("C005", "consistency", "warn", "统一社会信用代码校验码不符", "核对代码;确属登记原码可不改"),
    )
}


@cache
def city_codes() -> tuple[str, ...]:
    """Codes of the assessed units and of the province itself."""
    with CITIES_FILE.open(encoding="utf-8") as file:
        return tuple(row["city"] for row in csv.DictReader(file))


def _has(field: str) -> str:
    """SQL that is true for events whose contract has this field."""
    return f"kind in ({', '.join(str(kind) for kind, event in enumerate(VERSIONS) if field in event.fields())})"


def broken_sql() -> str:
    """Select over `parsed`: cities that the province or the source does not have, sex and birth that are not the number's."""
    cities = ", ".join(f"'{code}'" for code in city_codes())
    units = {spec.name for event in VERSIONS for spec in event.fields().values() if spec.is_assessed_unit} - {"city"}
    others = "".join(
        f"""
        union all
        select position, 'C001', '{field}', unit
        from (select position, json_extract_string(data, '$.{field}') as unit from parsed where broken is null and {_has(field)})
        where unit not in ({cities})
        """
        for field in sorted(units)
    )
    return f"""
    select
        position,
        case when city not in ({cities}) then 'C001' else 'C002' end as rule_id,
        'city' as field,
        city as value
    from (
        select position, city, split_part(source, ':', 3) as source_city
        from parsed
        where broken is null
    )
    where city not in ({cities}) or (source_city <> city and source_city <> '210000')
    {others}
    union all
    select position, 'C006', 'birth_month', birth_month
    from (
        select
            position, person, json_extract_string(data, '$.sex') as sex,
            json_extract_string(data, '$.birth_month') as birth_month
        from parsed
        where broken is null and ({_has("birth_month")} or {_has("sex")})
    )
    where regexp_full_match(person, '\\d{{17}}[\\dX]') and (
        birth_month <> substr(person, 7, 4) || '-' || substr(person, 11, 2)
        or (sex = '1') <> (substr(person, 17, 1) in ('1', '3', '5', '7', '9'))
    )
    """
