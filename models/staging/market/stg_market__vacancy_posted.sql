-- One row per vacancy_posted event. An employer offers places in one occupation (辽政办发〔2016〕75号 十; 鸡西市 2018 十八). No occupation or education: no requirement.
with logged as (
    {{ logged('vacancy_posted', ['enterprise', 'city', 'agency', 'occupation', 'post_title', 'vacancy_persons', 'education', 'industry', 'ownership', 'monthly_wage_low_yuan', 'monthly_wage_high_yuan', 'open_until']) }}
)

select
    seq,
    event_source,
    event_id,
    subject,
    effective_at,
    recorded_at,
    v[1] as enterprise,
    v[2] as city,
    v[3] as agency,
    v[4] as occupation,
    v[5] as post_title,
    cast(v[6] as integer) as vacancy_persons,
    v[7] as education,
    v[8] as industry,
    v[9] as ownership,
    cast(v[10] as decimal(18, 4)) as monthly_wage_low_yuan,
    cast(v[11] as decimal(18, 4)) as monthly_wage_high_yuan,
    cast(v[12] as date) as open_until
from logged
