-- One row per diverted worker in scope (touched persons).
-- 应安置分流职工 (冀人社发〔2018〕38号 二).
select
    'diverted_in_scope' as metric,
    city,
    {{ reporting_month('diverted_in_scope', 'rostered_on') }} as period,
    person as subject,
    seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    json_object('programme_year', programme_year, 'sector', sector) as dimensions
from {{ ref('int_workers__in_scope') }}
where rostered_on >= {{ rule('ledger_opens_on', 'date', 'rostered_on') }}
