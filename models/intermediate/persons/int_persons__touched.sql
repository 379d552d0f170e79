-- One row per token of every person whose evidence this build recomputes: the persons of new events, of events that
-- new corrections name, and of new merges and splits; the owners of businesses that close; whom a new event of an enterprise
-- or a city reaches; and who names one of them as spouse. After a change of rules, or in a first build, that is everyone.
with merged as (
    select * from {{ ref('int_persons__merged') }}
),

new_events as not materialized (
    select
        event_type,
        subject,
        data
    from {{ ref('stg_log__events') }}
    where seq > {{ seq_lo() }} or {{ recompute_all() }}
),

named as (
    select subject as token
    from new_events
    where subject like 'p%'
    union
    select token from {{ ref('int_persons__reached') }}
    union
    select token from {{ ref('int_persons__reached_by_projects') }}
    union
    select token from {{ ref('int_persons__owning_closed') }}
    union
    select data ->> '$.merged_person' as token
    from new_events
    where event_type in ('persons_merged', 'persons_split')
    union
    select subject as token
    from {{ ref('int_events__named') }}
    where subject like 'p%'
    union
    select data ->> '$.merged_person' as token
    from {{ ref('int_events__named') }}
    where event_type in ('persons_merged', 'persons_split')
),

split_groups as (
    -- a split or a retracted merge parts a group that may have held more tokens
    select unnest([subject, merged_person]) as token
    from {{ ref('stg_correction__persons_merged') }}
    where exists (select 1 from new_events where new_events.event_type in ('event_retracted', 'persons_split'))
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
    select rostered.subject as token, corrections.changes ->> '$.spouse' as spouse
    from {{ ref('stg_correction__event_corrected') }} as corrections
    inner join {{ ref('stg_enterprise__worker_rostered') }} as rostered
        on corrections.target_source = rostered.event_source and corrections.target_id = rostered.event_id
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
