-- One row per enterprise whose evidence this build recomputes: the enterprises of new events, and of events that new
-- corrections and retractions name, before and after; and those whose insured a touched person was and left, or on whose
-- roster he is. After a change of rules, or in a first build, that is every one.
with events as (
    select seq, event_source, event_id, enterprise from {{ ref('stg_enterprise__monitoring_reported') }}
    union all
    select seq, event_source, event_id, enterprise from {{ ref('stg_enterprise__layoff_reported') }}
    union all
    select seq, event_source, event_id, enterprise from {{ ref('stg_enterprise__enterprise_listed') }}
    union all
    select seq, event_source, event_id, enterprise from {{ ref('stg_enterprise__roster_filed') }}
    union all
    select seq, event_source, event_id, enterprise from {{ ref('stg_registration__business_changed') }}
    union all
    select seq, event_source, event_id, enterprise from {{ ref('stg_registration__business_deregistered') }}
    union all
    select seq, event_source, event_id, enterprise from {{ ref('stg_enterprise__placement_plan_advanced') }}
    union all
    select seq, event_source, event_id, enterprise from {{ ref('stg_enterprise__capacity_plan_advanced') }}
    union all
    select seq, event_source, event_id, enterprise from {{ ref('stg_enterprise__incident_reported') }}
),

corrections as (
    select
        *,
        changes ->> '$.enterprise' as changed_enterprise
    from {{ ref('stg_correction__event_corrected') }}
),

changed as (
    select target_source, target_id from corrections
    where seq > {{ seq_lo() }}
    union
    select target_source, target_id from {{ ref('stg_correction__event_retracted') }}
    where seq > {{ seq_lo() }}
),

-- a correction retracted now changes what it named
changed_twice as (
    select target_source, target_id from changed
    union
    select corrections.target_source, corrections.target_id
    from changed
    inner join corrections
        on changed.target_source = corrections.event_source and changed.target_id = corrections.event_id
),

concerned as (
    select events.event_source, events.event_id, events.enterprise
    from events
    left join changed_twice
        on events.event_source = changed_twice.target_source and events.event_id = changed_twice.target_id
    where events.seq > {{ seq_lo() }} or {{ recompute_all() }} or changed_twice.target_id is not null
    union all
    select ended.event_source, ended.event_id, ended.enterprise
    from {{ ref('stg_insurance__insurance_ended') }} as ended
    inner join {{ ref('int_persons__touched') }} as touched on ended.subject = touched.token
    union all
    select rostered.event_source, rostered.event_id, rostered.enterprise
    from {{ ref('stg_enterprise__worker_rostered') }} as rostered
    inner join {{ ref('int_persons__touched') }} as touched on rostered.subject = touched.token
)

select enterprise from concerned
union
select corrections.changed_enterprise as enterprise
from concerned
inner join corrections
    on concerned.event_source = corrections.target_source and concerned.event_id = corrections.target_id
where corrections.changed_enterprise is not null
