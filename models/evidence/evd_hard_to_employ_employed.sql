-- One row per re-employed touched person who was certified as hard to employ on that day.
-- 就业困难人员就业 (就业促进法 52; 人社统EP1 5栏). Contained in unemployed_reemployed. Who had left the list before does not
-- count, unless he left it for this work (the rule's grace days).
with reemployed as (
    select * from {{ ref('int_persons__reemployed') }}
)

select
    'hard_to_employ_employed' as metric,
    city,
    {{ reporting_month('hard_to_employ_employed', 'started_on') }} as period,
    person as subject,
    seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    '{}' as dimensions
from reemployed
where
    started_on >= {{ rule('ledger_opens_on', 'date', 'started_on') }}
    and {{ in_hardship('reemployed') }}
