-- One row per month, city or province, and metric: the figure, its comparison, its target and its rank.
with figures as (
    select * from {{ ref('int_figures__derived') }}
    where as_of = 'now'
),

targets as (
    select * from {{ ref('int_cities__targets_in_force') }}
    where county is null and school is null
),

compared as (
    select
        figures.month,
        figures.city,
        figures.metric,
        figures.kind,
        figures.month_value,
        figures.cumulative_value,
        last_year.cumulative_value as last_year_value,
        targets.value as target_value,
        targets.direction as target_direction,
        cast(round(month(figures.month) * 100 / cast(12 as decimal(18, 4)), 2) as decimal(18, 4)) as elapsed_pct
    from figures
    left join figures as last_year
        on figures.metric = last_year.metric and figures.city = last_year.city
        and figures.month = cast(last_year.month + interval 1 year as date)
    left join targets
        on figures.metric = targets.metric and figures.city = targets.city and year(figures.month) = targets.year
),

measured as (
    select
        *,
        case
            when target_direction = 'at_least' and target_value > 0
                then cast(round(100 * cumulative_value / target_value, 2) as decimal(18, 4))
        end as completion_pct
    from compared
),

led as (
    select
        *,
        case
            when target_direction = 'at_most' then target_value - cumulative_value
            when kind = 'rate' then cumulative_value - target_value
            else completion_pct - elapsed_pct
        end as lead_pp
    from measured
),

ranked as (
    select
        led.*,
        case
            when led.target_value is not null and led.cumulative_value is not null and cities.kind = 'city'
                then rank() over (
                    partition by led.month, led.metric, cities.kind, led.target_value is null or led.cumulative_value is null
                    order by case
                        when led.target_direction = 'at_most' then -led.cumulative_value
                        when led.kind = 'rate' then led.cumulative_value
                        else led.completion_pct
                    end desc nulls last
                )
        end as rank
    from led
    inner join {{ ref('cities') }} as cities on led.city = cities.city
)

select
    month,
    city,
    metric,
    month_value,
    cumulative_value,
    last_year_value,
    cast(cumulative_value - last_year_value as decimal(18, 4)) as change_value,
    case
        when kind <> 'rate' and last_year_value <> 0
            then cast(round(100 * (cumulative_value - last_year_value) / last_year_value, 2) as decimal(18, 4))
    end as change_pct,
    target_value,
    target_direction,
    completion_pct,
    elapsed_pct,
    cast(lead_pp as decimal(18, 4)) as lead_pp,
    cast(rank as integer) as rank,
    cast(lag(rank) over (partition by city, metric, year(month) order by month) as integer) as last_rank
from ranked
