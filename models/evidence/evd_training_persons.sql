-- One row per person trained (touched persons), by kind of training.
-- 培训人数 (商洛市政府办 2012-06-01 五; 辽政办发〔2016〕75号 七).
select
    'training_persons' as metric,
    city,
    {{ reporting_month('training_persons', 'completed_on') }} as period,
    person as subject,
    seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    json_object('kind', kind) as dimensions
from {{ ref('int_persons__trained') }}
where completed_on >= {{ rule('ledger_opens_on', 'date', 'completed_on') }}
