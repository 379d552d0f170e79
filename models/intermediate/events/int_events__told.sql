-- One row per event that stands, with what its corrections make of it.
-- Rule: a correction replaces the named fields, `time` among them; a retracted event is not here.
{{ config(materialized='view') }}

select
    events.seq,
    events.event_type,
    events.subject,
    cast(coalesce(try_cast(corrected.changes ->> '$.time' as timestamp), events.effective_at) as date) as happened_on,
    case
        when corrected.changes is null then cast(events.data as json)
        else json_merge_patch(cast(events.data as json), cast(corrected.changes as json))
    end as data
from {{ ref('stg_log__events') }} as events
left join {{ ref('int_events__corrected') }} as corrected
    on events.event_source = corrected.event_source and events.event_id = corrected.event_id
where not coalesce(corrected.is_retracted, false)
