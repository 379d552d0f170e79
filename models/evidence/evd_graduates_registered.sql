-- One row per graduate entering the real-name register (touched persons): +1 on that day, −1 when the cohort ends;
-- the running sum is the present cohort. 毕业生实名登记 (辽政办发〔2016〕75号 五(十二)).
-- The second is posted ahead, for a month to come (docs/adr/0020).
with graduates as (
    select * from {{ ref('int_persons__graduates') }}
    where registered_on is not null
)

select
    'graduates_registered' as metric,
    city,
    {{ reporting_month('graduates_registered', 'registered_on') }} as period,
    person as subject,
    registered_seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    json_object('cohort', year(cohort_ended_on) - 1, 'school', school, 'flow', 'in') as dimensions
from graduates
union all
select
    'graduates_registered' as metric,
    city,
    {{ reporting_month('graduates_registered', 'cohort_ended_on') }} as period,
    person as subject,
    registered_seq as event_seq,
    cast(-1 as decimal(18, 4)) as amount,
    json_object('cohort', year(cohort_ended_on) - 1, 'school', school, 'flow', 'out') as dimensions
from graduates
