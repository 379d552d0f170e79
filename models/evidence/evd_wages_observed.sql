-- One row per enterprise, occupation, education and survey year: the workers observed, at the wage they are paid.
-- 市场工资价位调查 (鸡西市 2018-05-22 五(十八) 及时提供市场工资指导价位信息): what an enterprise reports of one occupation and education in
-- a survey year counts once; its last report stands.
with observed as (
    {{ standing_of_cities(ref('stg_market__wage_observed'), {
        'enterprise': 'varchar', 'city': 'varchar', 'year': 'integer', 'occupation': 'varchar', 'education': 'varchar',
        'monthly_wage_yuan': 'decimal(18, 4)', 'observed_persons': 'integer', 'industry': 'varchar', 'size': 'varchar',
    }) }}
),

last_observed as (
    select
        *,
        cast(effective_at as date) as observed_on
    from observed
    qualify row_number() over (
        partition by enterprise, occupation, education, year
        order by effective_at desc, event_source desc, event_id desc
    ) = 1
)

select
    'wages_observed' as metric,
    city,
    {{ reporting_month('wages_observed', 'observed_on') }} as period,
    city as subject,
    seq as event_seq,
    cast(observed_persons as decimal(18, 4)) as amount,
    json_object(
        'year', year, 'enterprise', enterprise, 'occupation', occupation, 'education', education, 'industry', industry,
        'size', size, 'monthly_wage_yuan', monthly_wage_yuan
    ) as dimensions
from last_observed
where observed_on >= {{ rule('ledger_opens_on', 'date', 'observed_on') }}
