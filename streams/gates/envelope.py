"""Gates on the CloudEvents envelope: the same for every event, whatever its type."""

import pyarrow as pa

from streams.events.catalogue import BY_SCHEMA, LATEST, VERSIONS
from streams.gates.rule import Rule

# What an identity number looks like inside other text: region, birth date, sequence.
ID_NUMBER_IN_TEXT = r"(^|[^0-9])[1-9]\d{5}(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[0-9Xx]([^0-9]|$)"

# U+0000 as JSON writes it; a backslash before it that is itself written out makes it four harmless letters.
NUL_IN_JSON = r"(?:^|[^\\])(?:\\\\)*\\u0000"
_POINTER = "'/' || replace(replace(k, '~', '~0'), '/', '~1')"
_FIELD_WITH_NUL = (
    f"list_filter(json_keys(data), k -> regexp_matches(json_extract(data, {_POINTER})::varchar, '{NUL_IN_JSON}'))[1]"
)

ENVELOPE_RULES: dict[str, Rule] = {
    rule.rule_id: rule
    for rule in (
        Rule(
            "V001",
            "value",
            "reject",
            "信封缺少必填项或版本不是 1.0",
            "按 CloudEvents 1.0 补齐 specversion、id、source、type、time、data",
        ),
        Rule("V002", "value", "reject", "事件编号为空、过长或含控制字符", "编号用 1 至 120 个可见字符,同一来源内不重复"),
        Rule(
            "V003",
            "value",
            "reject",
            "事件来源格式不对",
            "写成 urn:taizhang:<6位区划>:<来源类别>,如 urn:taizhang:210100:insurance",
        ),
        Rule("V004", "value", "reject", "事件类型或版本不在目录中", "核对 type 与 dataschema;目录见 docs/reference/events"),
        Rule("V005", "value", "reject", "发生时间读不出来", "写成 2026-03-05 或 2026-03-05T08:30:00+08:00"),
        Rule("V006", "value", "reject", "来源类别与事件类型不符", "该事件应由事件目录所列的来源类别报送"),
        Rule("V007", "value", "reject", "data 不是 JSON 对象", "data 填一个对象,字段见事件目录"),
        Rule(
            "V009", "value", "reject", "字段中含有空字符(U+0000)", "删去该字符;多为来源系统的定长字段未去尾,请在导出时去掉后重报"
        ),
        Rule("V008", "value", "reject", "文本或编号中含有身份证号", "身份证号只填在身份证号栏;事件编号、岗位、理由等处不得出现"),
        Rule("L001", "logic", "reject", "发生时间晚于收到时间一天以上", "核对年月日;尚未发生的事不报"),
        Rule("L002", "logic", "reject", "发生时间早于 1949 年", "核对年份"),
    )
}


def kinds() -> pa.Table:
    """The catalogue as a table: schema_urn, type, family, kind (place in VERSIONS), is_latest."""
    return pa.table(
        {
            "schema_urn": list(BY_SCHEMA),
            "type": [event.type for event in VERSIONS],
            "family": [event.family for event in VERSIONS],
            "kind": pa.array(range(len(VERSIONS)), pa.int16()),
            "is_latest": [LATEST[event.type] is event for event in VERSIONS],
        }
    )


def parsed_sql(now: str, common_columns: str) -> str:
    """Select over `raw` and `kinds`: the envelope with its time parsed to naive UTC+8 and the envelope rule it breaks first.

    Columns: position, id, source, type, kind, dataschema, effective_at, data, those of `common_columns`, broken (rule
    ID or NULL), broken_field, broken_value.
    """
    common_paths = ", ".join(f"'$.{part.split(' as ')[1]}'" for part in common_columns.split(", "))
    return f"""
    with named as (
        select raw.*, coalesce(raw.dataschema, latest.schema_urn) as schema_urn
        from (select *, case when dataschema is null then type end as type_alone from raw) raw
        left join (from kinds where is_latest) latest on raw.type_alone = latest.type
    ),

    timed as (
        select
            named.*, kinds.kind, kinds.type as schema_type, kinds.family,
            case
                when length(time) = 10 then
                    case when regexp_full_match(time, '\\d{{4}}-\\d\\d-\\d\\d') then try_cast(time as timestamp) end
                when regexp_matches(time, '[T ].*(Z|[+-]\\d\\d:?\\d\\d)$')
                    then (try_cast(time as timestamptz) at time zone 'UTC') + interval 8 hour
                when regexp_matches(time, '^\\d{{4}}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?$')
                    then try_cast(time as timestamp)
            end as effective_at,
            regexp_extract(source, '^urn:taizhang:[1-9]\\d{{5}}:([a-z]+)$', 1) as source_family
        from named left join kinds using (schema_urn)
    ),

    judged as (
        select
            *,
            case
                when specversion is distinct from '1.0' or source is null or type is null or time is null or data is null
                    then 'V001'
                when id is null or length(id) not between 1 and 120 or regexp_matches(id, '[\\x00-\\x1f\\x7f]') then 'V002'
                when source_family = '' then 'V003'
                when kind is null or schema_type <> type then 'V004'
                when effective_at is null then 'V005'
                when source_family <> family then 'V006'
                when json_type(data) <> 'OBJECT' then 'V007'
                when contains(data, '\\u0000') and regexp_matches(data, '{NUL_IN_JSON}') then 'V009'
                when length(id) >= 18 and regexp_matches(id, '{ID_NUMBER_IN_TEXT}') then 'V008'
                when effective_at > timestamp '{now}' + interval 1 day then 'L001'
                when effective_at < timestamp '1949-10-01' then 'L002'
            end as broken
        from timed
    ),

    opened as (
        select *, case when broken is null then json_extract_string(data, [{common_paths}]) end as common from judged
    )

    select
        position, id, source, type, kind, schema_urn as dataschema, effective_at, data, {common_columns}, broken,
        case broken
            when 'V001' then case
                when specversion is distinct from '1.0' then 'specversion' when source is null then 'source'
                when type is null then 'type' when time is null then 'time' else 'data' end
            when 'V002' then 'id' when 'V003' then 'source' when 'V004' then 'dataschema' when 'V005' then 'time'
            when 'V006' then 'source' when 'V007' then 'data' when 'V008' then 'id'
            when 'V009' then coalesce({_FIELD_WITH_NUL}, 'data')
            else 'time'
        end as broken_field,
        case broken
            when 'V001' then specversion when 'V002' then id when 'V003' then source
            when 'V004' then coalesce(dataschema, type) when 'V005' then time when 'V006' then source
            when 'V007' then json_type(data) when 'V008' then id
            when 'V009' then null else time
        end as broken_value
    from opened
    """
