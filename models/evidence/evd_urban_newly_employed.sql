-- One row per counted new employment of a touched person.
-- 城镇新就业: one person once a year, at the first place and time (人社厅发〔2020〕64号; 长春市 2020-06-29 通知).
select
    'urban_newly_employed' as metric,
    city,
    {{ reporting_month('urban_newly_employed', 'started_on') }} as period,
    person as subject,
    seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    json_object('proof', proof) as dimensions
from {{ ref('int_persons__counted_once_a_year') }}
where started_on >= {{ rule('ledger_opens_on', 'date', 'started_on') }}
