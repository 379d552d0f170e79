-- One row per placed worker (touched persons), by channel.
-- 已安置分流职工 (冀人社发〔2018〕38号 四).
select
    'diverted_placed' as metric,
    city,
    {{ reporting_month('diverted_placed', 'placed_on') }} as period,
    person as subject,
    seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    json_object('channel', channel, 'programme_year', programme_year) as dimensions
from {{ ref('int_workers__placed') }}
where placed_on >= {{ rule('ledger_opens_on', 'date', 'placed_on') }}
