-- One row per token of every person whose evidence this build recomputes: the persons of new events, of events that
-- new corrections name, and of new merges and splits; the owners of businesses that close; whom a new event of an enterprise
-- or a city reaches; and who names one of them as spouse. After a change of rules, or in a first build, that is everyone.
with events as (
    select
        seq,
        event_source,
        event_id,
        event_type,
        subject,
        data
    from {{ ref('stg_log__events') }}
),

merged as (
    select * from {{ ref('int_persons__merged') }}
),

new_events as (
    select
        seq,
        event_type,
        subject,
        data
    from events
    where seq > {{ seq_lo() }} or {{ recompute_all() }}
),

named as (
    select subject as token
    from new_events
    where subject like 'p%'
    union
    select token from {{ ref('int_persons__reached') }}
    union
    select token from {{ ref('int_persons__owning_closed') }}
    union
    select data ->> '$.merged_person' as token
    from new_events
    where event_type in ('persons_merged', 'persons_split')
    union
    select events.subject as token
    from events
    inner join new_events
        on new_events.event_type in ('event_corrected', 'event_retracted')
        and events.event_source = (new_events.data ->> '$.target_source')
        and events.event_id = (new_events.data ->> '$.target_id')
    where events.subject like 'p%'
    union
    select second_named.subject as token
    from events as first_named
    inner join new_events
        on new_events.event_type = 'event_retracted'
        and first_named.event_source = (new_events.data ->> '$.target_source')
        and first_named.event_id = (new_events.data ->> '$.target_id')
    inner join events as second_named
        on first_named.event_type = 'event_corrected'
        and second_named.event_source = (first_named.data ->> '$.target_source')
        and second_named.event_id = (first_named.data ->> '$.target_id')
    where second_named.subject like 'p%'
    union
    select first_named.data ->> '$.merged_person' as token
    from events as first_named
    inner join new_events
        on new_events.event_type = 'event_retracted'
        and first_named.event_source = (new_events.data ->> '$.target_source')
        and first_named.event_id = (new_events.data ->> '$.target_id')
    where first_named.event_type in ('persons_merged', 'persons_split')
    union
    select token from {{ ref('int_persons__owning_closed') }}
),

split_groups as (
    -- a split or a retracted merge parts a group that may have held more tokens
    select unnest([merge_events.subject, merge_events.data ->> '$.merged_person']) as token
    from events as merge_events
    where
        merge_events.event_type = 'persons_merged'
        and exists (select 1 from new_events where new_events.event_type in ('event_retracted', 'persons_split'))
),

groups as (
    select coalesce(merged.person, named.token) as person
    from named
    left join merged on named.token = merged.token
    union
    select coalesce(merged.person, split_groups.token) as person
    from split_groups
    left join merged on split_groups.token = merged.token
),

spouses as (
    select subject as token, spouse from {{ ref('stg_enterprise__worker_rostered') }}
    where spouse is not null
    union
    select events.subject as token, corrections.changes ->> '$.spouse' as spouse
    from {{ ref('stg_correction__event_corrected') }} as corrections
    inner join events on corrections.target_source = events.event_source and corrections.target_id = events.event_id
    where corrections.changes like '%"spouse"%'
),

concerned as (
    select person from groups
    union
    select coalesce(merged.person, spouses.token) as person
    from spouses
    left join merged on spouses.token = merged.token
    left join merged as merged_spouse on spouses.spouse = merged_spouse.token
    inner join groups on coalesce(merged_spouse.person, spouses.spouse) = groups.person
)

select
    concerned.person as token,
    concerned.person
from concerned
union
select
    merged.token,
    merged.person
from merged
inner join concerned on merged.person = concerned.person
