-- One row per graduate seeking work who is served (touched persons): +1 on that day, −1 when the cohort ends;
-- the running sum is the present cohort. 已提供就业服务的毕业生 (商洛市政府办 2012-06-01 六).
-- The second is posted ahead, for a month to come (docs/adr/0020).
with graduates as (
    select * from {{ ref('int_persons__graduates') }}
    where served_on is not null
)

select
    'graduates_served' as metric,
    city,
    {{ reporting_month('graduates_served', 'served_on') }} as period,
    person as subject,
    served_seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    json_object('cohort', year(cohort_ended_on) - 1, 'flow', 'in') as dimensions
from graduates
union all
select
    'graduates_served' as metric,
    city,
    {{ reporting_month('graduates_served', 'cohort_ended_on') }} as period,
    person as subject,
    served_seq as event_seq,
    cast(-1 as decimal(18, 4)) as amount,
    json_object('cohort', year(cohort_ended_on) - 1, 'flow', 'out') as dimensions
from graduates
