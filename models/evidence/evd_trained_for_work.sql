-- One row per person trained for work (touched persons), in the month in which the training is judged.
-- 培训转化率的分母 (商洛市政府办 2012-06-01 五). Posted ahead, for a month to come (docs/adr/0020).
select
    'trained_for_work' as metric,
    city,
    {{ reporting_month('trained_for_work', 'judged_on') }} as period,
    person as subject,
    seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    json_object('kind', kind) as dimensions
from {{ ref('int_persons__training_judged') }}
where completed_on >= {{ rule('ledger_opens_on', 'date', 'completed_on') }}
