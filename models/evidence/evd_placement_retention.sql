-- One row per placement (touched persons) and what it adds: looked at again after so many months, retained, lost again.
-- 安置稳定率、安置后再失业 (工商个字〔2016〕138号 四; 人社部发〔2017〕24号). Posted at the placement for the month in which it falls due,
-- and reversed when the work ends before (docs/adr/0020).
with retained as (
    select * from {{ ref('int_workers__retained') }}
),

posted as (
    select
        'placements_due_' || months_count || '_months' as metric,
        city, due_on as day, person, placed_by_seq as seq, channel, programme_year
    from retained
    union all
    select
        'placements_retained_' || months_count || '_months' as metric,
        city, due_on as day, person, retained_by_seq as seq, channel, programme_year
    from retained
    where retained_by_seq is not null
    union all
    select
        'placements_lost' as metric,
        city, lost_on as day, person, lost_by_seq as seq, channel, programme_year
    from {{ ref('int_workers__relapsed') }}
)

select
    metric,
    city,
    {{ reporting_month('placement_retention', 'day') }} as period,
    person as subject,
    seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    json_object('channel', channel, 'programme_year', programme_year) as dimensions
from posted
where day >= {{ rule('ledger_opens_on', 'date', 'day') }}
