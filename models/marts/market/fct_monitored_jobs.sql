-- One row per month, city or province, population, dimension and code of the monitoring panel: firms, posts, wages and the two rates.
-- Rule (人社部发〔2009〕152号): net change = hired − reduced + moved; change rate = net change / base; hidden rate = hidden / end. The population
-- without giants leaves out the enterprises that the rule giant_enterprise_is names. 生产经营、薪酬变化 (辽政办发〔2016〕75号 一(一)): curtailed are the
-- enterprises that do not run normally; the average wage is weighed by the staff of those who told it.
with evidence as (
    select
        metric,
        city,
        period,
        amount,
        dimensions ->> '$.industry' as industry,
        dimensions ->> '$.ownership' as ownership,
        dimensions ->> '$.size' as size,
        dimensions ->> '$.reduction' as reduction,
        cast(dimensions ->> '$.is_giant' as boolean) as is_giant,
        dimensions ->> '$.state' as state,
        cast(dimensions ->> '$.wage_yuan' as decimal(18, 4)) as wage_yuan
    from {{ ref('evidence') }}
    where
        metric in (
            'monitored_enterprises', 'monitored_base', 'monitored_hired', 'monitored_reduced', 'monitored_moved',
            'monitored_end', 'hidden_unemployed'
        )
        and coalesce(dimensions ->> '$.flow', 'in') = 'in'
        and period >= {{ rule('ledger_opens_on', 'date', 'period') }}
),

by_unit as (
    select * from evidence
    union all
    select evidence.* replace (province.city as city)
    from evidence
    inner join {{ ref('cities') }} as province on province.kind = 'province'
),

by_population as (
    select *, 'all' as population from by_unit
    union all
    select *, 'without_giants' as population from by_unit
    where not is_giant
),

coded as (
    select * exclude (industry, ownership, size, reduction, is_giant), 'all' as dimension, 'all' as code from by_population
    union all
    select * exclude (industry, ownership, size, reduction, is_giant), 'industry' as dimension, industry as code
    from by_population
    union all
    select * exclude (industry, ownership, size, reduction, is_giant), 'ownership' as dimension, ownership as code
    from by_population
    union all
    select * exclude (industry, ownership, size, reduction, is_giant), 'size' as dimension, size as code from by_population
    union all
    select * exclude (industry, ownership, size, reduction, is_giant), 'reduction' as dimension, reduction as code
    from by_population
    where metric = 'monitored_reduced'
),

counted as (
    select
        period as month,
        city,
        population,
        dimension,
        code,
        {% for metric, column in {
            'monitored_enterprises': 'enterprises_count', 'monitored_base': 'base_persons', 'monitored_hired': 'hired_persons',
            'monitored_reduced': 'reduced_persons', 'monitored_moved': 'moved_persons', 'monitored_end': 'end_persons',
            'hidden_unemployed': 'hidden_persons',
        }.items() %}
        coalesce(sum(amount) filter (where metric = '{{ metric }}'), 0) as {{ column }},
        {% endfor %}
        coalesce(sum(amount) filter (where metric = 'monitored_enterprises' and state <> 'normal'), 0) as curtailed_count,
        sum(amount * wage_yuan) filter (where metric = 'monitored_end') as wages_yuan,
        sum(amount) filter (where metric = 'monitored_end' and wage_yuan is not null) as waged_persons
    from coded
    group by all
)

select
    month,
    city,
    population,
    dimension,
    code,
    {% for column in [
        'enterprises_count', 'base_persons', 'hired_persons', 'reduced_persons', 'moved_persons', 'end_persons', 'hidden_persons',
    ] %}
    cast({{ column }} as decimal(18, 4)) as {{ column }},
    {% endfor %}
    cast(hired_persons - reduced_persons + moved_persons as decimal(18, 4)) as net_persons,
    cast(round(100 * (hired_persons - reduced_persons + moved_persons) / nullif(base_persons, 0), 2) as decimal(18, 4)) as change_pct,
    cast(round(100 * hidden_persons / nullif(end_persons, 0), 2) as decimal(18, 4)) as hidden_pct,
    cast(curtailed_count as decimal(18, 4)) as curtailed_count,
    cast(round(wages_yuan / nullif(waged_persons, 0), 2) as decimal(18, 4)) as average_wage_yuan,
    -- how many are to report is said for the whole province only
    case
        when city = '{{ var("province") }}' and population = 'all' and dimension = 'all'
            then {{ rule('monitored_enterprises_count', 'decimal(18, 4)', 'month') }}
    end as enterprises_asked_count
from counted
where
    enterprises_count <> 0 or base_persons <> 0 or hired_persons <> 0 or reduced_persons <> 0 or moved_persons <> 0
    or end_persons <> 0 or hidden_persons <> 0
