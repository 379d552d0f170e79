-- One row per survey year, city or province, dimension, code, enterprise and wage: the workers observed at that wage.
-- Rule (鸡西市 2018-05-22 五(十八)): wages are told in all and by occupation (at the middle class, 中类), education, industry and size of
-- the enterprise; a worker of whom a code is not known is left out of that dimension only.
with evidence as (
    select
        city,
        amount,
        cast(dimensions ->> '$.year' as integer) as survey_year,
        dimensions ->> '$.enterprise' as enterprise,
        cast(dimensions ->> '$.monthly_wage_yuan' as decimal(18, 4)) as monthly_wage_yuan,
        {{ middle_class("dimensions ->> '$.occupation'") }} as occupation,
        dimensions ->> '$.education' as education,
        dimensions ->> '$.industry' as industry,
        dimensions ->> '$.size' as enterprise_size
    from {{ ref('evidence') }}
    where metric = 'wages_observed'
),

by_unit as (
    select * from evidence
    union all
    select evidence.* replace (province.city as city)
    from evidence
    inner join {{ ref('cities') }} as province on province.kind = 'province'
),

coded as (
    select survey_year, city, enterprise, monthly_wage_yuan, amount, 'all' as dimension, 'all' as code from by_unit
    {% for dimension in ['occupation', 'education', 'industry', 'enterprise_size'] %}
    union all
    select
        survey_year, city, enterprise, monthly_wage_yuan, amount, '{{ dimension }}' as dimension, {{ dimension }} as code
    from by_unit
    where {{ dimension }} is not null
    {% endfor %}
)

select
    survey_year,
    city,
    dimension,
    code,
    enterprise,
    monthly_wage_yuan,
    sum(amount) as persons
from coded
group by all
having sum(amount) <> 0
