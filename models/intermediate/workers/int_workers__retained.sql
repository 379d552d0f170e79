-- One row per placement and milestone that falls due: whether the worker is in insured work, or runs his business, that day.
-- Rule (工商个字〔2016〕138号 四 进得来、待得住、干得长; 人社部发〔2017〕24号 安置后仍失业者): a placement is looked at again after the
-- rule's months. Any enterprise will do, as long as insurance or a business registration shows it. Who draws the
-- pension or has died by then is not looked at.
with placed as (
    select * from {{ ref('int_workers__placed') }}
),

left_labour as (
    select * from {{ ref('int_persons__left_labour') }}
),

spells as (
    select * from {{ ref('int_persons__employment_spells') }}
    where proof in ('insurance', 'business')
),

due as (
    select
        placed.person,
        placed.programme_year,
        placed.city,
        placed.channel,
        placed.seq,
        cast(milestones.value as integer) as months_count,
        cast(placed.placed_on + to_months(cast(milestones.value as integer)) as date) as due_on
    from placed
    inner join {{ ref('rules') }} as milestones
        on milestones.rule like 'retention_milestone.%'
        and milestones.city = '{{ var("province") }}'
        and placed.placed_on between milestones.valid_from and milestones.valid_to
),

looked_at as (
    select due.*
    from due
    left join left_labour on due.person = left_labour.person
    where coalesce(left_labour.left_on, date '9999-12-31') > due.due_on
)

select
    looked_at.person,
    looked_at.programme_year,
    looked_at.months_count,
    any_value(looked_at.city) as city,
    any_value(looked_at.channel) as channel,
    any_value(looked_at.seq) as placed_by_seq,
    any_value(looked_at.due_on) as due_on,
    arg_max(spells.seq, (spells.started_on, spells.proof_rank, spells.event_source, spells.event_id)) as retained_by_seq
from looked_at
left join spells
    on looked_at.person = spells.person
    and spells.started_on <= looked_at.due_on
    and coalesce(spells.ended_on, date '9999-12-31') > looked_at.due_on
group by looked_at.person, looked_at.programme_year, looked_at.months_count
