"""Gates on the fields of an event, made from its contract: unknown, required, type, pattern, code, range, length, logic.

For every event version one vectorised query reads the fields of its rows and finds those that break any rule; only
for these, almost always none, a second one tells every rule they break.
"""

from functools import cache

from streams.events.catalogue import VERSIONS
from streams.events.contract import Event, FieldSpec
from streams.gates.envelope import ID_NUMBER_IN_TEXT
from streams.gates.rule import Rule

FIELD_RULES: dict[str, Rule] = {
    rule.rule_id: rule
    for rule in (
        Rule("V101", "value", "reject", "有目录之外的字段", "删去该字段,或按事件目录改正字段名"),
        Rule("V102", "value", "reject", "必填项为空", "补填该字段"),
        Rule("V103", "value", "reject", "类型不对", "数字栏填数字,日期栏填 YYYY-MM-DD,是否栏填 true 或 false"),
        Rule("V104", "value", "reject", "格式不对", "按事件目录中该字段的格式填写"),
        Rule("V105", "value", "reject", "代码不在代码表中", "按代码表填写,代码表见事件目录或空白模板的下拉列表"),
        Rule("V106", "value", "reject", "数值超出范围", "核对数值与计量单位"),
        Rule("V107", "value", "reject", "文本太长或太短", "按事件目录中该字段的长度填写"),
    )
}

_CASTS = {"integer": "bigint", "decimal": "decimal(18, 4)", "date": "date", "boolean": "boolean"}
_TYPE_TESTS = {
    "integer": "regexp_full_match({v}, '-?\\d{{1,18}}')",
    "decimal": "regexp_full_match({v}, '-?\\d{{1,14}}(\\.\\d{{1,4}})?')",
    "boolean": "{v} in ('true', 'false')",
    "date": "regexp_full_match({v}, '\\d{{4}}-\\d\\d-\\d\\d') and try_cast({v} as date) is not null",
    "object": "json_type(data, '$.{name}') = 'OBJECT'",
}


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def field_tests(spec: FieldSpec, v: str) -> list[tuple[str, str]]:
    """(rule ID, SQL that is true when broken) for one field whose text value is the SQL expression `v`."""
    tests: list[tuple[str, str]] = []
    if spec.required:
        tests.append(("V102", f"({v} is null or {v} = '')"))
    if spec.kind == "text":
        tests.append(("V103", f"(is_nested and ({v} like '{{%' or {v} like '[%'))"))
    elif spec.kind in _TYPE_TESTS:
        tests.append(("V103", f"{v} is not null and not coalesce({_TYPE_TESTS[spec.kind].format(v=v, name=spec.name)}, false)"))
    if spec.codes:
        codes = ", ".join(_quote(code) for code in spec.codes)
        tests.append(("V105", f"{v} is not null and {v} not in ({codes})"))
    elif spec.pattern:
        # an empty required field has been named already
        tests.append(("V104", f"{v} is not null and {v} <> '' and not regexp_matches({v}, {_quote(spec.pattern)})"))
    if spec.low is not None or spec.high is not None:
        low, high = spec.low if spec.low is not None else "-1e18", spec.high if spec.high is not None else "1e18"
        tests.append(("V106", f"try_cast({v} as double) not between {low} and {high}"))
    if spec.kind == "text" and (spec.max_length or spec.min_length):
        low, high = spec.min_length or 0, spec.max_length or 1_000_000
        tests.append(("V107", f"{v} is not null and length({v}) not between {low} and {high}"))
    if spec.kind in ("text", "object") and not spec.codes and not spec.pattern and spec.personal is None:
        tests.append(("V008", f"(length({v}) >= 18 and regexp_matches({v}, '{ID_NUMBER_IN_TEXT}'))"))
    return tests


@cache
def faulty_sql(kind: int) -> str:
    """Select over `parsed`: positions of the rows of this event version that break any rule. Almost none does."""
    tests = " or ".join(test for _, test, _, _ in _tests(VERSIONS[kind]))
    return f"select position from ({_typed_sql(kind)}) where {tests}"


@cache
def broken_sql(kind: int) -> str:
    """Select over `parsed` and `faulty`: one row per broken rule of each faulty row: position, rule_id, field, value."""
    outcomes = ", ".join(
        f"case when {test} then {{'rule_id': '{rule_id}', 'field': {field}, 'value': {value}}} end"
        for rule_id, test, field, value in _tests(VERSIONS[kind])
    )
    return f"""
    select position, unnest(list_filter([{outcomes}], x -> x is not null), recursive := true)
    from ({_typed_sql(kind)}) semi join faulty using (position)
    """


def _tests(event: type[Event]) -> list[tuple[str, str, str, str]]:
    """Every rule of the event as (rule ID, SQL true when broken, SQL of the field's name, SQL of its value)."""
    tests = [
        (rule_id, test, _quote(spec.name), f"v[{i}]")
        for i, spec in enumerate(event.fields().values(), start=1)
        for rule_id, test in field_tests(spec, f"v[{i}]")
    ]
    tests += [(rule.rule_id, f"({rule.broken})", _quote(rule.field), f"cast({rule.field} as varchar)") for rule in event.rules]
    return [*tests, ("V101", "len(surplus) > 0", "surplus[1]", "null::varchar")]


def _typed_sql(kind: int) -> str:
    """Select over `parsed`: the rows of this event version with their fields as text (v), typed, and what is beyond them."""
    specs = VERSIONS[kind].fields().values()
    paths = ", ".join(f"'$.{spec.name}'" for spec in specs)
    known = ", ".join(_quote(spec.name) for spec in specs)
    typed = ", ".join(
        f"try_cast(v[{i}] as {_CASTS.get(spec.kind, 'varchar')}) as {spec.name}" for i, spec in enumerate(specs, start=1)
    )
    return f"""
        select *, {typed}
        from (
            select position, effective_at, data, json_extract_string(data, [{paths}]) as v,
                regexp_matches(data, ':\\s*[{{\\[]') as is_nested,
                list_filter(json_keys(data), k -> k not in ({known})) as surplus
            from parsed
            where kind = {kind} and broken is null
        )
    """
