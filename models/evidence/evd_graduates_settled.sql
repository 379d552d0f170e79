-- One row per graduate who works, runs a business or studies on (touched persons): +1 on that day, −1 when the cohort ends;
-- the running sum is the present cohort. 毕业生去向落实 (辽政办发〔2016〕75号 五(十二)).
-- The second is posted ahead, for a month to come (docs/adr/0020).
with graduates as (
    select * from {{ ref('int_persons__graduates') }}
    where settled_on is not null
)

select
    'graduates_settled' as metric,
    city,
    {{ reporting_month('graduates_settled', 'settled_on') }} as period,
    person as subject,
    settled_seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    json_object('cohort', year(cohort_ended_on) - 1, 'school', school, 'flow', 'in') as dimensions
from graduates
union all
select
    'graduates_settled' as metric,
    city,
    {{ reporting_month('graduates_settled', 'cohort_ended_on') }} as period,
    person as subject,
    settled_seq as event_seq,
    cast(-1 as decimal(18, 4)) as amount,
    json_object('cohort', year(cohort_ended_on) - 1, 'school', school, 'flow', 'out') as dimensions
from graduates
