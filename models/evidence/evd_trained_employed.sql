-- One row per person trained for work who found it in time (touched persons), in the month in which the training is judged.
-- 培训转化率的分子 (商洛市政府办 2012-06-01 五 培训一人、就业一人). Contained in trained_for_work.
select
    'trained_employed' as metric,
    city,
    {{ reporting_month('trained_employed', 'judged_on') }} as period,
    person as subject,
    employed_seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    json_object('kind', kind) as dimensions
from {{ ref('int_persons__training_judged') }}
where employed_seq is not null and completed_on >= {{ rule('ledger_opens_on', 'date', 'completed_on') }}
