-- One row per re-employed touched person certified as hard to employ on or before that day.
-- 就业困难人员就业 (就业促进法 52; 人社统EP1 5栏). Contained in unemployed_reemployed.
select
    'hard_to_employ_employed' as metric,
    reemployed.city,
    {{ reporting_month('hard_to_employ_employed', 'reemployed.started_on') }} as period,
    reemployed.person as subject,
    reemployed.seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    '{}' as dimensions
from {{ ref('int_persons__reemployed') }} as reemployed
inner join {{ ref('int_persons__hard_to_employ') }} as hard_to_employ
    on reemployed.person = hard_to_employ.person
    and reemployed.started_on >= hard_to_employ.certified_on
where reemployed.started_on >= {{ rule('ledger_opens_on', 'date', 'reemployed.started_on') }}
