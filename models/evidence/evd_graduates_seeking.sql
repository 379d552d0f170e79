-- One row per graduate who says he seeks work (touched persons): +1 on that day, −1 when the cohort ends;
-- the running sum is the present cohort. 有就业意愿的未就业毕业生 (商洛市政府办 2012-06-01 六).
-- The second is posted ahead, for a month to come (docs/adr/0020).
with graduates as (
    select * from {{ ref('int_persons__graduates') }}
    where seeking_on is not null
)

select
    'graduates_seeking' as metric,
    city,
    {{ reporting_month('graduates_seeking', 'seeking_on') }} as period,
    person as subject,
    seeking_seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    json_object('cohort', year(cohort_ended_on) - 1, 'flow', 'in') as dimensions
from graduates
union all
select
    'graduates_seeking' as metric,
    city,
    {{ reporting_month('graduates_seeking', 'cohort_ended_on') }} as period,
    person as subject,
    seeking_seq as event_seq,
    cast(-1 as decimal(18, 4)) as amount,
    json_object('cohort', year(cohort_ended_on) - 1, 'flow', 'out') as dimensions
from graduates
