-- One row per counted new employment of a touched person who was registered as unemployed.
-- 失业人员再就业 (河南 2017 通知; 人社统EP1 4栏). Contained in urban_newly_employed.
select
    'unemployed_reemployed' as metric,
    city,
    {{ reporting_month('unemployed_reemployed', 'started_on') }} as period,
    person as subject,
    seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    '{}' as dimensions
from {{ ref('int_persons__reemployed') }}
where started_on >= {{ rule('ledger_opens_on', 'date', 'started_on') }}
