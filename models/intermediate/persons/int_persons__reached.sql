-- One row per token of a person whose evidence depends on a new event about an enterprise or a city.
-- Rule: a stage of a placement plan reaches the enterprise's rostered workers; an average wage, which caps compensation, whoever was
-- separated; a welfare post opened who took it; a household cleared its members; what is told of a household the member whose work
-- cleared it. Where everyone is recomputed anyway, no one need be reached.
with new_events as (
    select * from {{ ref('stg_log__events') }}
    where
        seq > {{ seq_lo() }} and not {{ recompute_all() }}
        and event_type in (
            'placement_plan_advanced', 'average_wage_published', 'welfare_post_opened', 'household_cleared', 'event_corrected',
            'event_retracted'
        )
),

moved as (
    -- what new events say of enterprises and cities; no subject: of any, as a correction may have moved it from one to another
    select
        coalesce(named.event_type, new_events.event_type) as event_type,
        case when named.event_type is null and corrected.event_id is null then new_events.subject end as subject
    from new_events
    left join {{ ref('int_events__named') }} as named on new_events.seq = named.named_by_seq and named.steps = 1
    left join {{ ref('int_events__corrected') }} as corrected
        on new_events.event_source = corrected.event_source and new_events.event_id = corrected.event_id
    where coalesce(named.event_type, new_events.event_type) in (
        'placement_plan_advanced', 'average_wage_published', 'welfare_post_opened', 'household_cleared', 'event_corrected'
    )
),

-- posts and households by the events that name them, as sent and as corrected
taken as not materialized (
    select event_source, event_id, subject, post as named, 'welfare_post_opened' as event_type
    from {{ ref('stg_service__welfare_post_filled') }}
    union all
    select event_source, event_id, subject, household as named, 'household_cleared' as event_type
    from {{ ref('stg_registration__household_recognised') }}
),

renamed as (
    select
        target_source,
        target_id,
        unnest([changes ->> '$.post', changes ->> '$.household']) as named
    from {{ ref('stg_correction__event_corrected') }}
    where changes like '%"post"%' or changes like '%"household"%'
),

told_of as (
    select post as named, 'welfare_post_opened' as event_type
    from {{ ref('stg_service__welfare_post_opened') }}
    where seq > {{ seq_lo() }} and not {{ recompute_all() }}
    union all
    select subject as named, event_type
    from moved
    where event_type = 'household_cleared' and subject is not null
),

housed as (
    -- no household: of any of them, as a correction may have moved it from one to another
    select data ->> '$.household' as household
    from {{ ref('stg_log__events') }}
    where
        seq > {{ seq_lo() }} and not {{ recompute_all() }}
        and event_type in ('household_recognised', 'household_cleared')
    union all
    select null as household
    from {{ ref('int_events__named') }}
    where event_type in ('household_recognised', 'household_cleared')
),

clearings as (
    select household, employed_person as token from {{ ref('stg_registration__household_cleared') }}
    union all
    select null as household, changes ->> '$.employed_person' as token from {{ ref('stg_correction__event_corrected') }}
    where changes like '%"employed_person"%'
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
select rostered.subject as token
from {{ ref('stg_correction__event_corrected') }} as corrections
inner join moved
    on moved.event_type = 'placement_plan_advanced'
    and moved.subject = (corrections.changes ->> '$.enterprise')
inner join {{ ref('stg_enterprise__worker_rostered') }} as rostered
    on corrections.target_source = rostered.event_source and corrections.target_id = rostered.event_id
union
select subject as token
from {{ ref('stg_enterprise__labour_relation_ended') }}
where exists (select 1 from moved where event_type in ('average_wage_published', 'event_corrected'))
union
select taken.subject as token
from taken
inner join told_of on taken.event_type = told_of.event_type and taken.named = told_of.named
union
select taken.subject as token
from renamed
inner join told_of on renamed.named = told_of.named
inner join taken
    on renamed.target_source = taken.event_source and renamed.target_id = taken.event_id
    and told_of.event_type = taken.event_type
union
select taken.subject as token
from taken
inner join moved on moved.subject is null and moved.event_type in (taken.event_type, 'event_corrected')
union
select clearings.token -- he may have no event of his own
from clearings
where
    clearings.token is not null
    and (
        {{ recompute_all() }}
        or exists (select 1 from housed where household is null)
        or (clearings.household is null and exists (select 1 from housed))
    )
union
select clearings.token
from clearings
inner join housed on clearings.household = housed.household
where clearings.token is not null
