-- One row per diverted worker who started a business (touched persons).
-- 分流职工创业 (工商个字〔2016〕138号 三; 辽政办发〔2016〕75号 八).
select
    'startups_by_diverted_workers' as metric,
    city,
    {{ reporting_month('startups_by_diverted_workers', 'started_on') }} as period,
    person as subject,
    seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    json_object('kind', kind, 'is_internet', is_internet, 'programme_year', programme_year) as dimensions
from {{ ref('int_workers__started_up') }}
where started_on >= {{ rule('ledger_opens_on', 'date', 'started_on') }}
