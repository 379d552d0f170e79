"""Where a person becomes a token: names and phones are taken out of an event's data, the subject is named by its token."""

from collections import defaultdict

from streams.events.catalogue import VERSIONS
from streams.events.contract import Event
from streams.known import content_sql, key_sql

# Fields read once for every event, whatever its type.
COMMON_FIELDS = ("person", "name", "phone", "merged_person", "city", "enterprise")
COMMON_COLUMNS = ", ".join(f"common[{i}] as {name}" for i, name in enumerate(COMMON_FIELDS, start=1))
_NO_PERSON = '{"person":null,"name":null,"phone":null}'


def entrants_sql() -> str:
    """Select over `admitted` (`parsed` with token and merged_token): persons replaced by tokens (Examined.entrants)."""
    kinds = defaultdict(list)
    for kind, event in enumerate(VERSIONS):
        kinds[_subject_sql(event)].append(str(kind))
    subject = " ".join(f"when kind in ({', '.join(of)}) then {sql}" for sql, of in kinds.items())
    return f"""
    with entrants as (
        select
            position, source, id, type, case {subject} end as subject, effective_at as time, dataschema,
            cast(case
                when merged_token is not null
                    then json_merge_patch(data, '{_NO_PERSON}', json_object('merged_person', merged_token))
                when person is not null then json_merge_patch(data, '{_NO_PERSON}')
                else data
            end as varchar) as data,
            token, person, name, phone, merged_token, merged_person, enterprise
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
