"""Where a person becomes a token: names and phones are taken out of an event's data, the subject is named by its token."""

from collections import defaultdict

from streams.events.catalogue import ID_FIELDS, SEALED_FIELDS, VERSIONS
from streams.events.contract import Event
from streams.known import content_sql, key_sql

# The person's own number ends here, and what is sealed with it; numbers of other persons become tokens in place.
OWN, *OTHERS = ID_FIELDS
# Fields read once for every event, whatever its type.
COMMON_FIELDS = (OWN, *SEALED_FIELDS, *OTHERS, "city", "enterprise")
COMMON_COLUMNS = ", ".join(f"common[{i}] as {name}" for i, name in enumerate(COMMON_FIELDS, start=1))
# Columns of entrants that go to the vault and no further.
PERSONAL_COLUMNS = ("token", OWN, *SEALED_FIELDS, *(column for name in OTHERS for column in (f"{name}_token", name)))
_GONE = ", ".join(f'"{name}":null' for name in (OWN, *SEALED_FIELDS))
# what the person's own number tells before it goes, in the events that have these fields (docs/adr/0016)
_TELLING = ", ".join(str(kind) for kind, event in enumerate(VERSIONS) if "birth_month" in event.fields())
_BORN = f"""case when kind in ({_TELLING}) and {OWN} not like 'p%' then
    ',"sex":"' || case when substr({OWN}, 17, 1) in ('1', '3', '5', '7', '9') then '1' else '2' end
    || '","birth_month":"' || substr({OWN}, 7, 4) || '-' || substr({OWN}, 11, 2) || '"' else '' end"""


def entrants_sql() -> str:
    """Select over `admitted` (`parsed` with token, and <field>_token of other persons): persons replaced by tokens (Examined.entrants)."""
    kinds = defaultdict(list)
    for kind, event in enumerate(VERSIONS):
        kinds[_subject_sql(event)].append(str(kind))
    subject = " ".join(f"when kind in ({', '.join(of)}) then {sql}" for sql, of in kinds.items())
    others = " || ".join(f"""coalesce(',"{name}":"' || {name}_token || '"', '')""" for name in OTHERS)
    return f"""
    with entrants as (
        select
            position, source, id, type, case {subject} end as subject, effective_at as time, dataschema,
            cast(case
                when coalesce({", ".join(ID_FIELDS)}) is null then data
                else json_merge_patch(data, '{{{_GONE}' || {_BORN} || {others} || '}}')
            end as varchar) as data,
            token, {OWN}, {", ".join(SEALED_FIELDS)}, {", ".join(f"{name}_token, {name}" for name in OTHERS)}, enterprise
        from admitted
    )

    select *, {key_sql()} as key, {content_sql()} as content
    from entrants
    """


def _subject_sql(event: type[Event]) -> str:
    """SQL for the subject of this event type."""
    if event.subject_kind == "person":
        return "token"
    if event.subject_kind == "event":
        return "json_extract_string(data, '$.target_source') || '#' || json_extract_string(data, '$.target_id')"
    if event.subject_field in COMMON_FIELDS:
        return event.subject_field
    return f"json_extract_string(data, '$.{event.subject_field}')"
