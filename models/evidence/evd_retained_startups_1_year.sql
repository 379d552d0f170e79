-- One row per diverted worker's business that has lasted (touched persons), in the month in which it has.
-- 分流职工创业满一年 (工商个字〔2016〕138号 四 进得来、待得住、干得长). Posted ahead, for a month to come (docs/adr/0020).
select
    'retained_startups_1_year' as metric,
    city,
    {{ reporting_month('retained_startups_1_year', 'judged_on') }} as period,
    person as subject,
    seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    json_object('kind', kind, 'programme_year', programme_year) as dimensions
from {{ ref('int_workers__started_up') }}
where ended_on is null and started_on >= {{ rule('ledger_opens_on', 'date', 'started_on') }}
