-- One row per event that came after the last issue's cut-off, and subject it is about.
-- A person under every merge, a household, an enterprise, a city; a correction is about its target's subject.
with issued as (
    {{ last_issue() }}
),

events as not materialized (
    -- a few rows of it are read twice: keeping all of them for that would cost what the log holds
    select * from {{ ref('stg_log__events') }}
),

merged as (
    select * from {{ ref('int_persons__merged') }}
),

new_events as (
    select events.* from events
    inner join issued on events.seq > issued.cutoff_seq
),

targets as (
    -- what new corrections and retractions name: few, looked up by themselves
    select
        changes.seq as changed_by_seq,
        events.event_type,
        events.subject,
        events.data
    from (select * from new_events where event_type in ('event_corrected', 'event_retracted')) as changes
    inner join events
        on events.event_source = (changes.data ->> '$.target_source')
        and events.event_id = (changes.data ->> '$.target_id')
)

select distinct
    new_events.seq as cause_seq,
    coalesce(merged.person, about.subject) as subject,
    coalesce(target.event_type, new_events.event_type) as event_type,
    case new_events.event_type
        when 'event_corrected' then 'correction'
        when 'event_retracted' then 'retraction'
        when 'persons_merged' then 'person_merged'
        when 'persons_split' then 'person_split'
        else 'late_event'
    end as reason
from new_events
left join targets as target on new_events.seq = target.changed_by_seq
cross join lateral (
    select unnest([
        coalesce(target.subject, new_events.subject), new_events.data ->> '$.merged_person',
        coalesce(target.data, new_events.data) ->> '$.household'
    ]) as subject
) as about
left join merged on about.subject = merged.token
where about.subject is not null
