-- One row per layoff reported, reported late or perhaps split, and per person let go without a report (touched enterprises).
-- 裁员监测 (劳动合同法 41; 辽政办发〔2016〕75号 一(一)). Reported, late and split by the day of the report, detected by the day on which insurance ended;
-- detected, late and split are leads for checking (线索), not verdicts.
with reported as (
    select * from {{ ref('int_enterprises__layoffs_reported') }}
),

posted as (
    select
        'layoffs_reported' as metric, city, enterprise, seq, reported_on as day, layoff_persons as persons,
        json_object('ground', ground, 'duty', duty) as dimensions
    from reported
    union all
    select
        'layoffs_late' as metric, city, enterprise, seq, reported_on as day, layoff_persons as persons,
        json_object('duty', duty, 'late_days', late_days) as dimensions
    from reported
    where is_late
    union all
    select
        'layoffs_split' as metric, city, enterprise, seq, reported_on as day, layoff_persons as persons,
        json_object('duty', split_duty, 'within_days', split_days) as dimensions
    from reported
    where split_duty is not null
    union all
    select
        'layoffs_detected' as metric, city, enterprise, seq, left_on as day, 1 as persons,
        json_object('duty', duty, 'within_days', within_days) as dimensions
    from {{ ref('int_enterprises__layoffs_detected') }}
)

select
    metric,
    city,
    {{ reporting_month('layoffs_reported', 'day') }} as period,
    enterprise as subject,
    seq as event_seq,
    cast(persons as decimal(18, 4)) as amount,
    dimensions
from posted
where day >= {{ rule('ledger_opens_on', 'date', 'day') }}
