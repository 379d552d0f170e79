-- One row per end of a labour relation of a touched person for which compensation is owed, with the sum.
-- Rule (劳动合同法 46, 47): a month's wage for each year of service; six months and more count as a year, less as half one. A
-- wage above three times the city's average of the year before is cut to that, and then no more than twelve years count.
-- No cap is applied before the average is published. Service before 2008 counts alike (97 leaves it to older rules).
with ended as (
    {{ standing_of_touched(ref('stg_enterprise__labour_relation_ended'), {
        'city': 'varchar', 'enterprise': 'varchar', 'reason': 'varchar', 'employed_since': 'date',
        'average_wage_yuan': 'decimal(18, 4)',
    }) }}
),

published as (
    {{ standing_of_cities(ref('stg_assessment__average_wage_published'), {
        'city': 'varchar', 'year': 'integer', 'monthly_yuan': 'decimal(18, 4)',
    }) }}
),

averages as (
    select city, year, monthly_yuan
    from published
    qualify row_number() over (
        partition by city, year
        order by effective_at desc, event_source desc, event_id desc
    ) = 1
),

owed as (
    select
        ended.*,
        averages.monthly_yuan * {{ rule('compensation_wage_cap_multiple', 'integer', 'ended.happened_on') }} as highest_wage_yuan,
        datesub('year', ended.employed_since, ended.happened_on + 1) as full_years,
        {{ rule('compensation_years_cap', 'integer', 'ended.happened_on') }} as years_cap,
        {{ rule('compensation_part_year', 'decimal(18, 4)', 'ended.happened_on') }} as part_year,
        {{ rule('compensation_whole_year_from_months', 'integer', 'ended.happened_on') }} as whole_from_months
    from ended
    left join averages on ended.city = averages.city and year(ended.happened_on) - 1 = averages.year
    where
        ended.employed_since < ended.happened_on
        and ended.average_wage_yuan > 0
        and exists (
            select 1
            from {{ ref('rules') }} as r
            where
                r.rule = 'compensated_end.' || ended.reason
                and r.city = '{{ var("province") }}'
                and ended.happened_on between r.valid_from and r.valid_to
        )
),

served as (
    select
        *,
        coalesce(average_wage_yuan > highest_wage_yuan, false) as is_capped,
        cast(employed_since + to_years(cast(full_years as integer)) as date) as anniversary
    from owed
),

counted as (
    select
        *,
        full_years + case
            when datesub('month', anniversary, happened_on + 1) >= whole_from_months then 1
            when anniversary < happened_on + 1 then part_year
            else 0
        end as service_years
    from served
)

select
    seq,
    event_source,
    event_id,
    person,
    city,
    enterprise,
    happened_on as ended_on,
    is_capped,
    cast(if(is_capped, least(service_years, years_cap), service_years) as decimal(18, 4)) as owed_months,
    cast(round(
        if(is_capped, highest_wage_yuan * least(service_years, years_cap), average_wage_yuan * service_years), 2
    ) as decimal(18, 4)) as owed_yuan
from counted
