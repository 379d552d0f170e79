-- One row per counted new employment of a touched person.
-- 城镇新就业: one person once a year, at the first place and time (人社厅发〔2020〕64号; 长春市 2020-06-29 通知), with what
-- 省就业01表 and 行业划分 divide it by. Ages are 01表's bands (16 至 18 栏).
select
    'urban_newly_employed' as metric,
    city,
    {{ reporting_month('urban_newly_employed', 'started_on') }} as period,
    person as subject,
    seq as event_seq,
    cast(1 as decimal(18, 4)) as amount,
    json_object(
        'proof', proof, 'channel', channel, 'industry', industry, 'education', education, 'before', previous_identity,
        'sex', sex,
        'age', case
            when age_years is null then 'untold'
            when age_years < 16 then 'under_16'
            when age_years <= 24 then '16_24'
            when age_years <= 45 then '25_45'
            when age_years <= 60 then '46_60'
            else 'over_60'
        end
    ) as dimensions
from {{ ref('int_persons__job_described') }}
where started_on >= {{ rule('ledger_opens_on', 'date', 'started_on') }}
