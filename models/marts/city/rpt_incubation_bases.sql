-- One row per incubation base: who entered it, the businesses in it now, and those that lasted. 按孵化实体数量和孵化效果奖补的依据.
-- Rule (鸡西市 2018-05-22 三(八)): see evd_incubation. What falls due in months to come is left out.
with months as (
    select max(month) as last_month from {{ ref('int_figures__summed') }}
    where as_of = 'now'
),

standing as (
    select
        metric,
        city,
        dimensions ->> '$.base' as base,
        dimensions ->> '$.county' as county,
        dimensions ->> '$.origin' as origin,
        dimensions ->> '$.flow' as flow,
        sum(amount) as amount
    from {{ ref('evidence') }}
    inner join months on period <= months.last_month
    where metric in ('incubation_bases', 'incubation_entries', 'incubated_entities', 'incubated_entities_lasted')
    group by all
    having sum(amount) <> 0
),

counted as (
    select
        base,
        coalesce(max(city) filter (where metric = 'incubation_bases'), max(city)) as city,
        max(county) as county,
        coalesce(sum(amount) filter (where metric = 'incubation_bases'), 0) > 0 as is_recognised,
        {% for column, condition in {
            'entries_persons': "metric = 'incubation_entries'",
            'diverted_entries_persons': "metric = 'incubation_entries' and origin = 'diverted'",
            'unemployed_entries_persons': "metric = 'incubation_entries' and origin = 'unemployed'",
            'entities_entered_count': "metric = 'incubated_entities' and flow = 'in'",
            'entities_count': "metric = 'incubated_entities'",
            'entities_lasted_count': "metric = 'incubated_entities_lasted'",
        }.items() %}
        cast(coalesce(sum(amount) filter (where {{ condition }}), 0) as integer) as {{ column }}{{ "," if not loop.last }}
        {% endfor %}
    from standing
    group by base
)

select
    counted.base,
    counted.city,
    counted.county,
    names.value as county_name,
    counted.* exclude (base, city, county)
from counted
cross join months
left join {{ ref('rules') }} as names
    on names.rule = 'county.' || counted.county
    and names.city in (counted.city, '{{ var("province") }}')
    and months.last_month between names.valid_from and names.valid_to
where counted.is_recognised or counted.entries_persons > 0 or counted.entities_entered_count > 0
qualify row_number() over (partition by counted.base order by names.city = counted.city desc) = 1
