-- One row per survey year, city or province, dimension, code and quantile: the market wage (市场工资价位).
-- Rule (鸡西市 2018-05-22 五(十八) 市场工资指导价位; 统计法实施条例 29): every observed worker weighs one; the quantile is the lowest wage that so
-- many per cent of them do not exceed. Told only where the rules' least numbers of enterprises and workers are observed
-- and no enterprise has more than the rule's share of the workers, so that nobody reads off one enterprise's wages.
-- Quantiles do not add up, so a wage that is withheld cannot be had by subtraction; its counts are withheld with it.
with observed as (
    select * from {{ ref('int_market__wages_observed') }}
),

by_enterprise as (
    select survey_year, city, dimension, code, enterprise, sum(persons) as persons
    from observed
    group by all
),

cells as (
    select
        survey_year,
        city,
        dimension,
        code,
        make_date(survey_year, 12, 31) as judged_on,
        count(*) as enterprise_count,
        sum(persons) as observed_persons,
        max(persons) as largest_persons
    from by_enterprise
    group by all
),

judged as (
    select
        *,
        enterprise_count < {{ rule('wage_cell_min_enterprises', 'integer', 'judged_on') }}
        or observed_persons < {{ rule('wage_cell_min_persons', 'integer', 'judged_on') }}
        or 100 * largest_persons > {{ rule('wage_cell_dominance_pct', 'integer', 'judged_on') }} * observed_persons as is_withheld
    from cells
),

levels as (
    select
        cast(value as integer) as quantile_pct,
        valid_from,
        valid_to
    from {{ ref('rules') }}
    where rule like 'wage_quantile.%' and city = '{{ var("province") }}'
),

ordered as (
    select
        survey_year,
        city,
        dimension,
        code,
        monthly_wage_yuan,
        sum(sum(persons)) over (
            partition by survey_year, city, dimension, code
            order by monthly_wage_yuan
        ) as persons_upto
    from observed
    group by survey_year, city, dimension, code, monthly_wage_yuan
)

select
    judged.survey_year,
    judged.city,
    judged.dimension,
    judged.code,
    levels.quantile_pct,
    judged.is_withheld,
    cast(
        case
            when not judged.is_withheld
                then min(ordered.monthly_wage_yuan) filter (
                    where 100 * ordered.persons_upto >= levels.quantile_pct * judged.observed_persons
                )
        end as decimal(18, 4)
    ) as monthly_wage_yuan,
    cast(case when not judged.is_withheld then judged.enterprise_count end as bigint) as enterprise_count,
    cast(case when not judged.is_withheld then judged.observed_persons end as decimal(18, 4)) as observed_persons
from judged
inner join levels on judged.judged_on between levels.valid_from and levels.valid_to
inner join ordered
    on judged.survey_year = ordered.survey_year and judged.city = ordered.city
    and judged.dimension = ordered.dimension and judged.code = ordered.code
group by
    judged.survey_year, judged.city, judged.dimension, judged.code, levels.quantile_pct, judged.is_withheld,
    judged.enterprise_count, judged.observed_persons
