-- One row per token of a person whose evidence depends on a new event about an enterprise or a city.
-- Rule: a stage of a placement plan reaches the enterprise's rostered workers; an average wage published reaches whoever was
-- separated, as compensation is capped by it. Where everyone is recomputed anyway, no one need be reached.
with events as (
    select * from {{ ref('stg_log__events') }}
),

new_events as (
    -- the few that may reach others: joining all new events with all of the log would cost what the log holds
    select * from events
    where
        seq > {{ seq_lo() }} and not {{ recompute_all() }}
        and event_type in ('placement_plan_advanced', 'average_wage_published', 'event_corrected', 'event_retracted')
),

changes as (
    select
        event_source,
        event_id,
        data ->> '$.target_source' as target_source,
        data ->> '$.target_id' as target_id
    from new_events
    where event_type in ('event_corrected', 'event_retracted')
),

targets as (
    select
        changes.event_source,
        changes.event_id,
        events.event_type
    from changes
    inner join events on changes.target_source = events.event_source and changes.target_id = events.event_id
),

moved as (
    -- what new events say of enterprises and cities, on which the evidence of persons depends; no subject: of any of them,
    -- as a correction may have moved it from one to another
    select
        coalesce(targets.event_type, new_events.event_type) as event_type,
        case when targets.event_type is null and corrected.event_id is null then new_events.subject end as subject
    from new_events
    left join targets on new_events.event_source = targets.event_source and new_events.event_id = targets.event_id
    left join {{ ref('int_events__corrected') }} as corrected
        on new_events.event_source = corrected.event_source and new_events.event_id = corrected.event_id
    where coalesce(targets.event_type, new_events.event_type) in (
        'placement_plan_advanced', 'average_wage_published', 'event_corrected'
    )
),

planned as (
    select subject as enterprise from moved
    where event_type in ('placement_plan_advanced', 'event_corrected')
)

select subject as token
from {{ ref('stg_enterprise__worker_rostered') }}
where enterprise in (select enterprise from planned where enterprise is not null)
union
select subject as token
from {{ ref('stg_enterprise__worker_rostered') }}
where exists (select 1 from planned where enterprise is null)
union
select events.subject as token
from {{ ref('stg_correction__event_corrected') }} as corrections
inner join moved
    on moved.event_type = 'placement_plan_advanced'
    and moved.subject = (corrections.changes ->> '$.enterprise')
inner join events
    on corrections.target_source = events.event_source and corrections.target_id = events.event_id
where events.subject like 'p%'
union
select subject as token
from {{ ref('stg_enterprise__labour_relation_ended') }}
where exists (select 1 from moved where event_type in ('average_wage_published', 'event_corrected'))
